"""A small exercise for tests: ``double(x, times)`` returns x * 2 ** times, in a folder of its own."""

from pathlib import Path

from interviewer.coding.exercise import Exercise, load

DEFINITION = """
title: Doubling
topic: Deep learning
level: basic
statement: Return x times two, as often as told.
entries:
  - {name: double, signature: "(x: Tensor, times: int) -> Tensor"}
barred: [ldexp]
barred_question: What does ldexp compute?
cases: {edge: 2, random: 4}
public: {random: 1}
limits: {seconds: SECONDS, memory_mb: 512}
rubric: [{name: values, weight: 0.8, text: Values.}, {name: explanation, weight: 0.2, text: Words.}]
hints: [{text: Multiply., price: 0.1}, {text: By two., price: 0.2}]
follow_ups:
  - "on": [passed]
    question: What does doubling cost?
    reference: One multiplication for each element.
    key_points: [{text: One multiplication for each element}]
  - "on": [values]
    tag: many times
    question: Why is it wrong when it is done more than once?
    reference: Each time doubles what came before.
    key_points: [{text: Each time doubles what came before}]
  - "on": [timeout, raises]
    question: What stopped it?
    reference: The loop never ends.
    key_points: [{text: The loop never ends}]
"""
CASES = """
from interviewer.coding.case import Call, Case, Family


def case(family, index, draw):
    times = index if family is Family.EDGE else draw.integer(1, 3)
    x = draw.normal(draw.integer(2, 4), 3)
    tags = ("many times",) if times > 1 else ()
    return Case(f"{times} times", family, (Call("double", (x, times), gradients=(0,)),), tags)
"""
REFERENCE = """
def double(x, times):
    return x * 2.0**times
"""
RIGHT = """
def double(x, times):
    for _ in range(times):
        x = x + x
    return x * 1
"""
STARTER = """
def double(x, times):
    raise NotImplementedError
"""


def doubling(root: Path, seconds: float = 2.0, **files: str) -> Exercise:
    """The exercise, written under ``root``; ``files`` replaces the text of a file by its stem."""
    folder = root / "doubling"
    (folder / "solutions").mkdir(parents=True)
    (folder / "mutants").mkdir()
    texts = {"cases": CASES, "reference": REFERENCE, "starter": STARTER, **files}
    definition = texts.pop("definition", DEFINITION).replace("SECONDS", str(seconds))
    (folder / "exercise.yaml").write_text(definition, "utf-8")
    for stem, text in texts.items():
        (folder / f"{stem}.py").write_text(text, "utf-8")
    (folder / "solutions" / "loop.py").write_text(RIGHT, "utf-8")
    return load("doubling", root)
