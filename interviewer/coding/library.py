"""What the library itself has for an exercise, as a module that a box can load in a submission's place."""

import ast
import re
from dataclasses import dataclass

from interviewer.coding.exercise import Exercise

_SOURCE = """from __future__ import annotations
import torch

def {name}{signature}:
    return {expression}
"""


@dataclass(frozen=True)
class Library:
    """``name`` is the first operator of torch that is called: "torch.nn.functional.conv2d"."""

    name: str
    source: str


def library(exercise: Exercise) -> Library | None:
    """None where the exercise names nothing of the library."""
    expression = exercise.definition.library
    if not expression:
        return None
    entry = exercise.definition.entries[0]
    source = _SOURCE.format(name=entry.name, signature=entry.signature, expression=expression.strip())
    return Library(_first_operator(expression), source)


def _first_operator(expression: str) -> str:
    calls = [node for node in ast.walk(ast.parse(expression, mode="eval")) if isinstance(node, ast.Call)]
    names = [ast.unparse(call.func) for call in calls]
    return next((name for name in names if re.fullmatch(r"torch(\.\w+)+", name)), expression)
