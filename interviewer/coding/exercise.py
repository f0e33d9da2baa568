"""An exercise: a folder with a statement, a reference, cases, and solutions right and wrong; checked at loading."""

import ast
import importlib.util
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from interviewer.coding.failure import FailureKind
from interviewer.errors import ExerciseInvalid, ExerciseNotFound
from knowledge.question import Level

if TYPE_CHECKING:
    from interviewer.coding.case import Case, Draw, Family

EXERCISES = Path(__file__).parent / "exercises"
Text = Annotated[str, Field(min_length=1)]


class Device(StrEnum):
    CPU = "cpu"
    CUDA = "cuda"


class _Loader(yaml.CSafeLoader):  # seven times as fast as the one in Python
    """Only true and false are truth values, as in YAML 1.2: "on" is a key of a follow-up."""


_BOOLEAN = "tag:yaml.org,2002:bool"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOLEAN]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOLEAN, re.compile("true|false"), list("tf"))


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Entry(_Strict):
    """
    What the submission must define. ``signature`` is a typed Python signature ("(x: Tensor, k: int = 2) -> Tensor"):
    a submission may name its parameters otherwise, but must take the same number in the same order, and by name those
    that the cases give by name. ``optional`` entries are used where they are there.
    """

    name: Text
    signature: Text
    kind: Literal["function", "class"] = "function"
    optional: bool = False


class Hint(_Strict):
    """``price`` is the share of the score that it costs."""

    text: Text
    price: float = Field(gt=0, le=0.5)


class Point(_Strict):
    """A claim that a follow-up's answer is graded on: words of its ``reference``."""

    text: Text
    label: str = ""
    weight: float = Field(default=1.0, gt=0)


class FollowUp(_Strict):
    """
    A question about what was measured. ``on`` says when it is asked: failures of these kinds, "passed", "barred" (a
    barred operation was called), or a measurement ("slower", "more memory", "more operations" than the reference).
    ``tag`` narrows it to failures that are about that tag of the cases.
    """

    on: tuple[FailureKind | Literal["passed", "barred", "slower", "more memory", "more operations"], ...]
    question: Text
    reference: Text
    key_points: tuple[Point, ...] = Field(min_length=1, max_length=6)
    tag: str = ""

    @model_validator(mode="after")
    def _points_are_in_the_reference(self) -> "FollowUp":
        for point in self.key_points:
            if point.text not in self.reference:
                raise ValueError(f"the key point {point.text!r} is not in the words of the reference")
        return self


class Criterion(_Strict):
    """One line of the rubric; the weights of an exercise sum to 1."""

    name: Text
    weight: float = Field(gt=0, le=1)
    text: Text


class Bounds(_Strict):
    """``seconds`` for one request, ``memory_mb`` for the code and all its data."""

    seconds: float = Field(default=10.0, gt=0, le=60)
    memory_mb: int = Field(default=1024, ge=64, le=8192)


class Definition(_Strict):
    """
    exercise.yaml. ``cases`` counts the hidden cases of each family, ``public`` those that are shown. ``library`` is
    what torch has for the one entry, as an expression of its parameters ("torch.softmax(x, dim)"): times alone are
    compared with it.
    """

    title: Text
    topic: Text
    level: Level
    statement: Text
    entries: tuple[Entry, ...] = Field(min_length=1)
    devices: tuple[Device, ...] = (Device.CPU, Device.CUDA)
    triton: bool = False
    barred: tuple[str, ...] = ()
    barred_question: str = ""
    library: str = ""
    cases: dict[str, Annotated[int, Field(ge=1, le=40)]]
    public: dict[str, Annotated[int, Field(ge=1, le=6)]]
    tolerance: float = Field(default=16.0, gt=0)
    gradient_tolerance: float | None = Field(default=None, gt=0)
    limits: Bounds = Bounds()
    rubric: tuple[Criterion, ...] = Field(min_length=2)
    hints: tuple[Hint, ...] = Field(min_length=2, max_length=4)
    follow_ups: tuple[FollowUp, ...] = Field(min_length=3)

    @model_validator(mode="after")
    def _belongs_together(self) -> "Definition":
        if abs(sum(criterion.weight for criterion in self.rubric) - 1) > 1e-6:
            raise ValueError("the weights of the rubric must sum to 1")
        if self.barred and not self.barred_question:
            raise ValueError("barred operations need a barred_question: what is asked when one is called")
        if self.library and not _calls_torch(self.library):
            raise ValueError(f"library must be an expression that calls torch, not {self.library!r}")
        if self.library and len(self.entries) > 1:
            raise ValueError("library stands for one entry, and there are more")
        if not set(self.public) <= set(self.cases):
            raise ValueError("every family of the public cases must be one of the hidden cases")
        if not any("passed" in follow_up.on for follow_up in self.follow_ups):
            raise ValueError("one follow-up must be on passed: right code is talked about too")
        return self


@dataclass(frozen=True)
class Sample:
    """A submission of our own. ``expected`` is None where it is right, else the kind that it must fail with."""

    name: str
    source: str
    expected: FailureKind | None = None
    tag: str = ""


@dataclass(frozen=True)
class Exercise:
    """``given`` is a module that a submission may import as ``given``; empty where there is none."""

    name: str
    definition: Definition
    starter: str
    given: str
    folder: Path

    def samples(self) -> tuple[Sample, ...]:
        """The right solutions, then the wrong ones. Raises ExerciseInvalid."""
        right = [Sample(path.stem, path.read_text()) for path in sorted((self.folder / "solutions").glob("*.py"))]
        return (*right, *(_mutant(path) for path in sorted((self.folder / "mutants").glob("*.py"))))

    def reference(self) -> ModuleType:
        return self._module("reference")

    def case(self) -> "Callable[[Family, int, Draw], Case]":
        """The generator of cases: a family, the number of the case in it from 0, and what to draw from."""
        made: Callable[[Family, int, Draw], Case] = self._module("cases").case
        return made

    def speed(self) -> "Callable[[Draw], Case] | None":
        """The generator of cases to be timed, all of one size; None where the exercise has none of its own."""
        return getattr(self._module("cases"), "speed", None)

    def _module(self, stem: str) -> ModuleType:
        return load_module(f"{self.name}_{stem}", self.folder / f"{stem}.py")


def _calls_torch(expression: str) -> bool:
    try:
        return "torch." in ast.unparse(ast.parse(expression.strip(), mode="eval"))
    except SyntaxError:
        return False


def load_module(name: str, path: Path) -> ModuleType:
    """A trusted module of an exercise. It is not entered into sys.modules."""
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ExerciseInvalid(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def names(root: Path = EXERCISES) -> list[str]:
    return sorted(path.parent.name for path in root.glob("*/exercise.yaml"))


def load(name: str, root: Path = EXERCISES) -> Exercise:
    """Raises ExerciseNotFound, and ExerciseInvalid with the file, what is wrong in it and where."""
    folder = root / name
    if not re.fullmatch(r"[a-z0-9-]+", name) or not (folder / "exercise.yaml").is_file():
        raise ExerciseNotFound(f"there is no exercise {name!r}; interviewer code list names all")
    definition = _definition(folder / "exercise.yaml")
    for part in ("starter.py", "reference.py", "cases.py"):
        if not (folder / part).is_file():
            raise ExerciseInvalid(f"exercise {name!r} has no {part}")
    given = folder / "given.py"
    starter = (folder / "starter.py").read_text()
    return Exercise(name, definition, starter, given.read_text() if given.is_file() else "", folder)


def _definition(path: Path) -> Definition:
    try:
        content: Any = yaml.load(path.read_text(), Loader=_Loader)  # noqa: S506 (a safe loader)
        return Definition.model_validate(content)
    except (ValidationError, yaml.YAMLError) as error:
        raise ExerciseInvalid(f"exercise {path.parent.name!r}: {path.name} is not valid: {error}") from error


def _mutant(path: Path) -> Sample:
    """Its first line names what it must fail with: ``# fails: values``, or ``# fails: values, stride > 1``."""
    source = path.read_text()
    match = re.match(r"# fails: ([a-z ]+?)(?:, (.+))?\n", source)
    if match is None or match[1] not in set(FailureKind):
        raise ExerciseInvalid(f"{path}: the first line must be '# fails: KIND', with one of {', '.join(FailureKind)}")
    return Sample(path.stem, source, FailureKind(match[1]), match[2] or "")
