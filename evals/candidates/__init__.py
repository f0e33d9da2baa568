"""Simulated candidates hold whole interviews, and checks in code count what an interviewer must not do."""
