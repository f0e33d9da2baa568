"""What was measured of a submission, in words. Nothing here is anybody's opinion."""

from collections.abc import Iterator

from interviewer.coding.device import sentence
from interviewer.coding.outcome import Check, Measurement, Speed, findings
from interviewer.coding.pressing import about


def facts(check: Check, triton: bool) -> tuple[str, ...]:
    """One sentence a fact; of hidden cases it tells classes, never a value. ``triton``: the exercise is in Triton."""
    return tuple(_facts(check, triton))


def verdict(check: Check) -> str:
    """Whether it passed, and how many cases fail."""
    if check.passed:
        return f"Passed: all {len(check.cases)} cases"
    failed = sum(case.failure is not None for case in check.cases)
    if check.failure is not None and not failed:
        return f"Not passed: {check.failure.kind}"
    return f"Not passed: {failed} of {len(check.cases)} cases fail"


def device(check: Check, triton: bool = False) -> str:
    """Where it ran, and what a result there means."""
    return f"Device: {sentence(check.device, triton)}"


def families(check: Check) -> tuple[tuple[str, int, int], ...]:
    """Each family of cases with how many passed, and how many there are."""
    names = dict.fromkeys(case.family for case in check.cases)
    outcomes = {name: [case.failure is None for case in check.cases if case.family == name] for name in names}
    return tuple((name, sum(passed), len(passed)) for name, passed in outcomes.items())


def _facts(check: Check, triton: bool) -> Iterator[str]:
    yield verdict(check)
    counted = ", ".join(f"{name} {passed} of {cases}" for name, passed, cases in families(check))
    if counted:
        yield f"Cases passed by family: {counted}"
    for finding in findings(check):
        cases = "1 case" if finding.failed == 1 else f"{finding.failed} cases"
        where = f" ({cases})" if check.failure is None else ""
        yield f"Found: {about(finding)}{where}: {finding.failure.message}"
    if check.barred:
        yield f"Barred operations called: {', '.join(check.barred)}"
    yield device(check, triton)
    yield f"Isolation: {check.tier}"
    yield f"Time of the whole check: {check.seconds:.2f} s"
    if check.measurement is not None:
        yield from _measured(check.measurement)
    for remark in check.review:
        yield f"For a person to look at: {remark}"


def _measured(measured: Measurement) -> Iterator[str]:
    for name, unit in _WORK.items():
        work, ours = getattr(measured.work, name), getattr(measured.reference_work, name)
        if work or ours:
            yield f"{unit}: {work:,} (reference: {ours:,})"
    for speed in measured.speeds:
        yield _speed(speed)
    yield from measured.notes


def _speed(speed: Speed) -> str:
    interval = f"{speed.ratio:.2f} times its time, 95% interval {speed.low:.2f} to {speed.high:.2f}"
    return f"Speed against {speed.against}: {speed.band} ({interval}, {speed.rounds} rounds on {speed.device})"


_WORK: dict[str, str] = {
    "operations": "Operations",
    "flops": "Floating-point operations",
    "peak_bytes": "Peak memory in bytes",
    "programs": "Triton programs",
    "loads": "Triton loads",
    "stores": "Triton stores",
}
