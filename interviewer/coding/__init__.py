"""Coding rounds: a candidate's code run in a box, and judged from outside it by what it returns."""
