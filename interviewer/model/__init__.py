"""Structured replies from any server that speaks OpenAI's chat completions."""
