"""What the checks found over many interviews, as a table."""

from collections.abc import Mapping, Sequence

from evals.candidates.checks import CHECKS, Count
from evals.candidates.sitting import Sitting
from evals.statistics.rate import Rate

SHOWN = 5

Counts = Mapping[str, Sequence[Count]]


def counted(sittings: Sequence[Sitting]) -> Counts:
    """For each check a count of each interview, in their order."""
    return {name: [check(sitting) for sitting in sittings] for name, check in CHECKS.items()}


def faults(counts: Counts) -> int:
    return sum(len(count.found) for each in counts.values() for count in each)


def as_text(counts: Counts, sittings: Sequence[Sitting]) -> str:
    """A line a check: how often of how often, with the Wilson 95 % interval; under it the first things found."""
    width = max(map(len, counts))
    lines = [f"{'check':{width}}  {'found':>7}  {'of':>6}  rate [95 %]"]
    for name, each in counts.items():
        rate = Rate(sum(len(count.found) for count in each), sum(count.of for count in each))
        lines.append(f"{name:{width}}  {rate.hits:7}  {rate.of:6}  {_interval(rate)}")
        told = [(sitting, text) for sitting, count in zip(sittings, each, strict=True) for text in count.found]
        lines += [f"    {sitting.interview.id}: {text}" for sitting, text in told[:SHOWN]]
        if len(told) > SHOWN:
            lines.append(f"    and {len(told) - SHOWN} more")
    by_candidate = dict.fromkeys(sitting.candidate.name for sitting in sittings)
    lines.append(f"{len(sittings)} interviews, with candidates {', '.join(by_candidate)}")
    return "\n".join(lines)


def _interval(rate: Rate) -> str:
    if rate.bounds is None:
        return "it could not happen"
    low, high = rate.bounds
    return f"{rate.hits / rate.of:.1%} [{low:.1%}, {high:.1%}]"
