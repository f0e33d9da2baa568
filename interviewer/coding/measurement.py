"""What counts and times amount to: figures side by side, bands of speed, and what an interviewer may ask about."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from random import Random
from statistics import median

from interviewer.coding.outcome import Band, Check, Speed, Work

SUBMISSION, REFERENCE, AGAIN = "submission", "reference", "again"
# Below, a ratio is the machine's doing: on two virtual cores, times of one code differ that much from each other.
NOISY = 0.10
MUCH, CLEARLY = 10.0, 2.0
MORE_OPERATIONS, MORE_MEMORY = 10, 4
LITTLE_MEMORY = 1 << 20  # bytes
_RESAMPLES = 2000
_RESOLUTION = 1e-6  # seconds; below, a difference of two times is no time
_HANDING = 0.5
_DEVIATIONS = 1.4826  # standard deviations in a median deviation, of a normal distribution
_NAMED = 5
_SUMMED = ("operations", "flops", "programs", "loads", "stores")


@dataclass(frozen=True)
class Rounds:
    """
    For each round the seconds a call of every code by its name, and of the reference a second time (``AGAIN``).
    ``handing`` are, alike, what it takes to hand inputs over and results back without the call, in a box that no
    candidate's code is in.
    """

    taken: tuple[Mapping[str, float], ...]
    handing: tuple[Mapping[str, float], ...]

    def of(self, name: str) -> list[float]:
        """By rounds, without the handing over; never less than can be told from nothing."""
        handing = self._handing(REFERENCE if name == AGAIN else name)
        return [max(seconds[name] - handing, _RESOLUTION) for seconds in self.taken]

    def too_quick(self, name: str) -> bool:
        """Whether handing over takes so much of that code's time that the difference is no time any more."""
        return self._handing(name) > _HANDING * median(seconds[name] for seconds in self.taken)

    @property
    def noise(self) -> float:
        """
        The coefficient of variation of our own code's time divided by its own time in the same round.

        By the median deviation, so that a few rounds that something else disturbed do not make it.
        """
        ratios = [log(one / again) for one, again in zip(self.of(REFERENCE), self.of(AGAIN), strict=True)]
        return _DEVIATIONS * median(abs(ratio) for ratio in ratios)

    def _handing(self, name: str) -> float:
        return median(seconds[name] for seconds in self.handing)


def compared(rounds: Rounds, against: str, device: str, chance: Random) -> Speed:
    """The median of the ratios of the rounds with its bootstrap interval, and the band that these allow."""
    mine, others = rounds.of(SUBMISSION), rounds.of(against)
    ratios = [one / other for one, other in zip(mine, others, strict=True)]
    low, high = interval(ratios, chance)
    ratio = median(ratios)
    return Speed(against, ratio, low, high, band(ratio, low, high, rounds.noise), len(ratios), device)


def interval(ratios: Sequence[float], chance: Random) -> tuple[float, float]:
    """The middle 95 % of the medians of resampled rounds."""
    medians = sorted(median(chance.choices(ratios, k=len(ratios))) for _ in range(_RESAMPLES))
    return medians[int(0.025 * _RESAMPLES)], medians[int(0.975 * _RESAMPLES) - 1]


def band(ratio: float, low: float, high: float, noisy: float) -> Band:
    """
    Nothing is told where the interval covers 1. On a noisy machine only what is beyond a factor of 2 with all of its
    interval is told: such noise makes no factor of 2.
    """
    beyond = low >= CLEARLY or high <= 1 / CLEARLY
    if low <= 1 <= high or (noisy > NOISY and not beyond):
        return Band.NOT_DISTINGUISHABLE
    if ratio >= MUCH:
        return Band.MUCH_SLOWER
    if ratio >= CLEARLY:
        return Band.SLOWER
    return Band.FASTER if ratio <= 1 / CLEARLY else Band.WITHIN_TWO


def too_quick_note(against: str) -> str:
    return f"Not timed against {against}: its call is so quick that handing the inputs over takes most of the time"


def noise_note(rounds: Rounds) -> str:
    """Empty where the machine is quiet."""
    if rounds.noise <= NOISY:
        return ""
    return (
        f"The machine is noisy: one code's time differs from its own by {rounds.noise:.0%} (coefficient of variation), "
        f"so only what is beyond a factor of {CLEARLY:.0f} is told"
    )


def together(steps: Sequence[Mapping[str, int]]) -> Work:
    """The counts of the steps of a script: their sum, and the highest of their peaks."""
    sums = {name: sum(step.get(name, 0) for step in steps) for name in _SUMMED}
    return Work(**sums, peak_bytes=max((step.get("peak_bytes", 0) for step in steps), default=0))


def uncounted_note(operations: int, steps: Sequence[Counter[str]]) -> str:
    """Which operators a number of floating-point operations leaves out; empty where it leaves out none."""
    uncounted = sum(steps, start=Counter[str]())
    if not uncounted:
        return ""
    named = ", ".join(f"{name} ({count})" for name, count in uncounted.most_common(_NAMED))
    more = len(uncounted) - _NAMED
    rest = f" and {more} other operators" if more > 0 else ""
    return (
        "Floating-point operations are those of matrix products and convolutions, two for a multiplication with its "
        f"addition; {uncounted.total()} of {operations} operations have none in that count: {named}{rest}"
    )


def triggers(check: Check) -> tuple[str, ...]:
    """
    What of a measurement a follow-up may be on: "slower", "more memory", "more operations".

    Where our own code has none, as in plain Python, there is nothing to have more of.
    """
    measured = check.measurement
    if measured is None:
        return ()
    work, ours = measured.work, measured.reference_work
    slow = {speed.against for speed in measured.speeds if speed.band in (Band.SLOWER, Band.MUCH_SLOWER)}
    true = {
        "slower": REFERENCE in slow,
        "more memory": work.peak_bytes > LITTLE_MEMORY and work.peak_bytes >= MORE_MEMORY * ours.peak_bytes > 0,
        "more operations": work.operations >= MORE_OPERATIONS * ours.operations > 0,
    }
    return tuple(name for name, holds in true.items() if holds)
