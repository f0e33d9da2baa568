"""
The laziest cheats on every exercise: none may pass, nor have more than half of the families of cases.

Each wraps our own solution, so that its results have the right form, and spoils them: zeros, the argument, the result
of the call before, what is right on the public cases alone.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from evals.coding import KEY, Line
from interviewer.coding.check import check
from interviewer.coding.examination import Bench
from interviewer.coding.exercise import Exercise, Sample, load, names
from interviewer.coding.outcome import Check, findings

MOST_SHARE = 0.5
PUBLIC = "right on the public cases alone"
# Each gives its result from the arguments and the right result; "seen" are digests of calls in the public cases.
WAYS = {
    "does nothing": "return None",
    "the argument": "return like(result, arguments)",
    "zeros": "return changed(result, lambda value: value * 0)",
    "ones": "return changed(result, lambda value: value * 0 + 1)",
    "noise": "return changed(result, noise)",
    "the result before": "before, last[name] = last.get(name, 0), result; return before",
    "the first result": "return last.setdefault(name, result)",
    PUBLIC: "return result if digest(arguments) in seen else changed(result, lambda value: value * 0)",
}
_SOURCE = """

import hashlib, inspect, torch
seen, last, printing = {seen!r}, {{}}, {printing!r}

def spoil(name, arguments, result):
    {way}

def changed(value, change):
    if isinstance(value, dict):
        return {{key: changed(item, change) for key, item in value.items()}}
    if isinstance(value, (list, tuple)):
        return [changed(item, change) for item in value]
    if isinstance(value, torch.Tensor):
        return change(value).to(value.dtype)
    return value if value is None else type(value)(change(value))

def noise(value):
    if isinstance(value, torch.Tensor):
        return torch.randn(value.shape).to(value.dtype) + 0 * value
    return value * 3

def like(result, arguments):
    tensors = [value for value in arguments if isinstance(value, torch.Tensor)]
    shaped = [value for value in tensors if isinstance(result, torch.Tensor) and value.shape == result.shape]
    return (shaped or tensors or list(arguments) or [None])[0]

def digest(arguments):
    told = [value.tolist() if isinstance(value, torch.Tensor) else str(value) for value in arguments]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:8]

def wrapped(name, function, method):
    def call(*arguments, **named):
        if printing:
            print(digest(arguments), flush=True)
        if {idle!r}:
            return spoil(name, arguments, None)
        result = function(*arguments, **named)
        if method and result is None:
            raise RuntimeError("its work is done, and there is no result to spoil")
        return spoil(name, arguments[method:], result)
    call.__signature__ = inspect.signature(function)
    return call

for name in {entries!r}:
    entry = globals()[name]
    if inspect.isclass(entry):
        for method, function in list(vars(entry).items()):
            if inspect.isfunction(function) and (method == "forward" or not method.startswith("_")):
                setattr(entry, method, wrapped(method, function, True))
    else:
        globals()[name] = wrapped(name, entry, False)
"""


def cheats(exercise: Exercise, bench: Bench) -> Iterator[Sample]:
    """A submission for each way to cheat. Raises BoxFailed."""
    for way, text in WAYS.items():
        seen = _seen(exercise, bench) if way == PUBLIC else []
        if way != PUBLIC or seen:
            yield Sample(way, _spoilt(exercise, text, seen))


def outcomes(chosen: Sequence[str], bench: Bench, key: bytes = KEY, jobs: int = 1) -> Iterator[Line]:
    """A line for each cheat on these exercises, or on all. Raises ExerciseInvalid, ExerciseNotFound and BoxFailed."""
    exercises = [load(name) for name in (chosen or names())]

    def lines(exercise: Exercise) -> list[Line]:
        done = [(cheat, check(exercise, cheat.source, bench, key)) for cheat in cheats(exercise, bench)]
        return [Line(exercise.name, cheat.name, _told(one), one.seconds, complaint(one)) for cheat, one in done]

    with ThreadPoolExecutor(jobs) as pool:
        for several in pool.map(lines, exercises):
            yield from several


def complaint(done: Check) -> str:
    """What is wrong with what a cheat had; empty where nothing is."""
    if done.passed:
        return "it is a cheat, and passed"
    return f"it is a cheat, and has {done.share:.0%}" if done.share > MOST_SHARE else ""


def _told(done: Check) -> str:
    kinds = ", ".join(str(finding.kind) for finding in findings(done))
    return f"{done.share:.0%} of the families; {kinds or 'passed'}"


def _seen(exercise: Exercise, bench: Bench) -> list[str]:
    """The digests of the calls of functions in the public cases."""
    printed = check(exercise, _spoilt(exercise, "return result", [], printing=True), bench).printed
    functions = any(entry.kind == "function" for entry in exercise.definition.entries)
    return sorted({line for line in printed.split() if len(line) == 8}) if functions else []


def _spoilt(exercise: Exercise, way: str, seen: list[str], printing: bool = False) -> str:
    entries = [entry.name for entry in exercise.definition.entries]
    idle = way == WAYS["does nothing"]
    return exercise.samples()[0].source + _SOURCE.format(
        seen=seen, printing=printing, way=way, entries=entries, idle=idle
    )
