"""Graders compared against scores."""
