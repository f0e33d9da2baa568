"""What became of a submission: the measured outcome, case by case. All of it is by the checker's own measure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from interviewer.coding.failure import Failure, FailureKind

_RARE = 0.34  # the largest share of passing cases that may have the tag that tells failing ones


class Band(StrEnum):
    """How a time compares with another, where noise allows to say so."""

    MUCH_SLOWER = "at least 10 times slower"
    SLOWER = "2 to 10 times slower"
    WITHIN_TWO = "within a factor of 2"
    FASTER = "at least 2 times faster"
    NOT_DISTINGUISHABLE = "not distinguishable"


@dataclass(frozen=True)
class Speed:
    """
    The time of the submission divided by that of ``against``, median over interleaved ``rounds``, with a 95 % interval.

    By the checker's clock, on ``device``.
    """

    against: str
    ratio: float
    low: float
    high: float
    band: Band
    rounds: int
    device: str


@dataclass(frozen=True)
class Work:
    """Figures that need no clock. ``operations`` are calls to the dispatcher; ``loads`` and ``stores`` are Triton's."""

    operations: int
    flops: int = 0
    peak_bytes: int = 0
    programs: int = 0
    loads: int = 0
    stores: int = 0


@dataclass(frozen=True)
class Measurement:
    """``work`` as the runner counted it, a claim; ``reference_work`` is that of our own code on the same input."""

    work: Work
    reference_work: Work
    speeds: tuple[Speed, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseOutcome:
    """``seconds`` is the checker's wall time for the case."""

    name: str
    family: str
    public: bool
    seconds: float
    tags: tuple[str, ...] = ()
    failure: Failure | None = None


@dataclass(frozen=True)
class Check:
    """
    ``failure`` is set where the code could not be run at all (then there may be no ``cases``), or is right and not what
    was asked. ``barred`` are the barred operations that were called. ``device`` and ``tier`` say where it ran.
    ``review`` says what a person may want to look at in the code; it decides nothing.
    """

    exercise: str
    digest: str
    device: str
    tier: str
    seconds: float
    cases: tuple[CaseOutcome, ...] = ()
    failure: Failure | None = None
    barred: tuple[str, ...] = ()
    measurement: Measurement | None = None
    printed: str = ""
    review: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        return self.failure is None and bool(self.cases) and all(case.failure is None for case in self.cases)

    @property
    def share(self) -> float:
        """The share of the families of cases that passed, each family counting alike, 0..1."""
        if not self.cases or (self.failure is not None and not self.barred):
            return 0.0
        families = {case.family for case in self.cases}
        shares = [_passing([case for case in self.cases if case.family == family]) for family in families]
        return sum(shares) / len(shares)


@dataclass(frozen=True)
class Finding:
    """
    One ``kind`` of failure of a check, with its first example, the number of cases that ``failed`` with it, and the
    ``tag`` that all of these have and passing ones hardly; empty where there is none.
    """

    kind: FailureKind
    tag: str
    failure: Failure
    failed: int


def findings(check: Check) -> tuple[Finding, ...]:
    """Each kind of failure once, the most frequent first."""
    if check.failure is not None:
        return (Finding(check.failure.kind, "", check.failure, max(1, len(check.cases))),)
    failed = [case for case in check.cases if case.failure is not None]
    passed = [case for case in check.cases if case.failure is None]
    found = []
    for kind in dict.fromkeys(case.failure.kind for case in failed if case.failure):
        those = [case for case in failed if case.failure and case.failure.kind is kind]
        first = those[0].failure
        if first is not None:
            found.append(Finding(kind, _shared_tag(those, passed), first, len(those)))
    return tuple(sorted(found, key=lambda finding: -finding.failed))


def _shared_tag(failed: Sequence[CaseOutcome], passed: Sequence[CaseOutcome]) -> str:
    """
    The tag of all failing cases that is rare among passing ones; empty where none tells the two apart.

    A case with the tag may pass by luck (a bias of zero), so most of those with it must fail, not all.
    """
    shared = [tag for tag in failed[0].tags if all(tag in case.tags for case in failed)]
    passing = {tag: sum(tag in case.tags for case in passed) for tag in shared}
    telling = [tag for tag in shared if passing[tag] <= min(len(failed), _RARE * len(passed))]
    return min(telling, key=lambda tag: passing[tag], default="")


def _passing(cases: Sequence[CaseOutcome]) -> float:
    return sum(case.failure is None for case in cases) / len(cases)
