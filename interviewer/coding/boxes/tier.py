"""Which tier other people's code is run in on this machine: the strongest whose boxes held against every attack."""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import PackageNotFoundError

from interviewer.coding.box import Boxes, Tier
from interviewer.coding.boxes import bubblewrap, container, escapes
from interviewer.coding.boxes.escapes import Attempt, Probed
from interviewer.coding.boxes.landlock import landlock_boxes
from interviewer.coding.boxes.own import own_code_boxes
from interviewer.coding.boxes.readable import Readable, readable
from interviewer.coding.boxes.scope import scope, this_place
from interviewer.errors import BoxFailed

REMEDY = (
    "On Linux, install bubblewrap (Debian: apt-get install bubblewrap) or use a kernel of 5.13 or newer with Landlock; "
    "on macOS, install Docker or Podman and name an image with Python and torch in INTERVIEWER_CODE_IMAGE; on Windows, "
    "use the Linux of WSL. "
    "Code of your own can be run without isolation, if you say that it is yours"
)
_NO_CGROUP = "no cgroup limits all boxes together"


@dataclass(frozen=True)
class Trial:
    """``attempts`` are empty where no box opened; ``failure`` says why, or is empty. ``note`` says what else holds."""

    tier: Tier
    attempts: tuple[Attempt, ...] = ()
    failure: str = ""
    note: str = ""

    @property
    def held(self) -> bool:
        return bool(self.attempts) and not self._with("out")

    @property
    def sentence(self) -> str:
        if self.failure:
            return f"{self.tier}: {self.failure}"
        if out := self._with("out"):
            return f"{self.tier}: {len(out)} of {len(self.attempts)} attacks got out ({', '.join(out)})"
        contained = self._with("contained")
        reached = f"; {len(contained)} reached the box's own alone ({', '.join(contained)})" if contained else ""
        return f"{self.tier}: held against {len(self.attempts)} attacks{reached}{self.note and f'; {self.note}'}"

    def _with(self, outcome: str) -> list[str]:
        return [attempt.attack for attempt in self.attempts if attempt.outcome == outcome]


@dataclass(frozen=True)
class Chosen:
    """``boxes`` is None where no tier held, and code of other people is refused. ``trials`` are in the order made."""

    boxes: Boxes | None
    trials: tuple[Trial, ...]

    @property
    def tier(self) -> Tier | None:
        return self.boxes.tier if self.boxes else None

    def required(self) -> Boxes:
        """Raises BoxFailed, with what can be done about it, where there are none."""
        if self.boxes is None:
            tried = "; ".join(trial.sentence for trial in self.trials) or "this system has nothing to isolate it with"
            raise BoxFailed(f"Code of other people is not run on this machine: {tried}. {REMEDY}")
        return self.boxes


@dataclass(frozen=True)
class Candidate:
    """A tier that may be tried: ``make`` is called when its turn comes; ``note`` says what else holds there."""

    tier: Tier
    make: Callable[[], Probed]
    note: str = ""


def choose(image: str, environ: Mapping[str, str]) -> Chosen:
    """
    Tries the tiers from the strongest on, some seconds each. The caller closes the boxes.

    ``image`` is a container's, or empty; ``environ`` is looked at for what the engine's command needs.
    """
    try:
        held = readable()
    except PackageNotFoundError as error:
        return Chosen(None, (Trial(Tier.LANDLOCK, failure=f"{error.name} is not installed"),))
    return chosen(held, candidates(held, image, environ))


def chosen(held: Readable, tried: Iterator[Candidate]) -> Chosen:
    """The first candidate that holds; those that do not are closed."""
    trials: list[Trial] = []
    for candidate in tried:
        boxes = candidate.make()
        trials.append(replace(trial(held, boxes), note=candidate.note))
        if trials[-1].held:
            return Chosen(boxes, tuple(trials))
        boxes.close()
    return Chosen(None, tuple(trials))


def trial(held: Readable, boxes: Probed) -> Trial:
    try:
        with escapes.bait(held) as given:
            return Trial(boxes.tier, tuple(escapes.attempts(boxes, given)))
    except BoxFailed as error:
        return Trial(boxes.tier, failure=str(error))
    except OSError as error:
        return Trial(boxes.tier, failure=f"the attacks could not be prepared: {error}")


def candidates(held: Readable, image: str, environ: Mapping[str, str]) -> Iterator[Candidate]:
    """What there is on this machine, the strongest first."""
    if sys.platform == "linux":
        if bwrap := bubblewrap.find():
            if limited := scope(this_place()):
                made = partial(bubblewrap.bubblewrap_boxes, held, bwrap, limited)
                yield Candidate(Tier.BUBBLEWRAP, made, "a cgroup limits all boxes together")
            yield Candidate(Tier.BUBBLEWRAP, partial(bubblewrap.bubblewrap_boxes, held, bwrap), _NO_CGROUP)
        yield Candidate(Tier.LANDLOCK, partial(landlock_boxes, held), _NO_CGROUP)
    if image and (engine := container.find()):
        yield Candidate(Tier.CONTAINER, partial(container.container_boxes, held, engine, image, environ))


def own_code() -> Boxes:
    """For code of the user's own, after a clear consent: it is not isolated. The report must say so."""
    return own_code_boxes(readable())
