"""The interview: its rules, its grades, its record."""
