"""Graders, one a file, behind one Protocol."""
