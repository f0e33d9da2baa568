"""Answers made to mislead a grader, and how often each kind of them does."""
