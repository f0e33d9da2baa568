"""Which tier is taken: the first whose boxes hold, and none where none does."""

import os

import pytest

from interviewer.coding.box import Box, Ending, Limits, Tier
from interviewer.coding.boxes.ends import Ends
from interviewer.coding.boxes.escapes import Attempt, Probed
from interviewer.coding.boxes.readable import Readable
from interviewer.coding.boxes.tier import Candidate, Chosen, Trial, candidates, chosen
from interviewer.coding.boxes.warm import WarmBoxes
from interviewer.errors import BoxFailed

HELD = Attempt("write a file", "held", "PermissionError")
OUT = Attempt("read a file of the user's", "out", "OUT a secret")
OWN = Attempt("list the processes", "contained", "OUT [1]")


class Kept:
    """Boxes that are another's, so that closing them closes nothing; it is counted."""

    def __init__(self, boxes: Probed) -> None:
        self.tier, self.open, self.probe, self.closed = boxes.tier, boxes.open, boxes.probe, 0

    def close(self) -> None:
        self.closed += 1


class Leaking:
    """Boxes with no process in them, from which every attack gets out."""

    tier = Tier.LANDLOCK

    def __init__(self) -> None:
        self.closed = 0

    def open(self, limits: Limits) -> Box:
        return self.probe(limits)

    def probe(self, limits: Limits) -> Box:
        ends = Ends.make()
        os.write(ends.theirs[1], b"OUT a secret")
        os.close(ends.theirs[1])

        def end() -> Ending:
            os.close(ends.theirs[0])
            os.close(ends.theirs[2])
            ends.close_ours()
            return Ending(0)

        return Box(*ends.ours, end=end)

    def close(self) -> None:
        self.closed += 1


class Broken(Leaking):
    def probe(self, limits: Limits) -> Box:
        raise BoxFailed("no user namespaces here")


def taken(held: Readable, *boxes: Kept | Leaking) -> Chosen:
    return chosen(held, iter([Candidate(each.tier, lambda each=each: each) for each in boxes]))  # type: ignore[misc]


def test_boxes_that_hold_are_taken(held: Readable, walled: WarmBoxes) -> None:
    boxes = Kept(walled)
    assert (taken(held, boxes).boxes, boxes.closed) == (boxes, 0)


def test_boxes_that_do_not_hold_are_closed_and_the_next_taken(held: Readable, walled: WarmBoxes) -> None:
    leaking = Leaking()
    found = taken(held, leaking, Kept(walled))
    assert (found.tier, [trial.held for trial in found.trials], leaking.closed) == (walled.tier, [False, True], 1)


def test_where_none_holds_code_is_refused_with_the_remedy(held: Readable) -> None:
    found = taken(held, Leaking())
    with pytest.raises(BoxFailed, match=r"not run on this machine: .*attacks got out.*apt-get install bubblewrap"):
        found.required()


def test_where_nothing_can_be_tried_code_is_refused(held: Readable) -> None:
    with pytest.raises(BoxFailed, match="this system has nothing to isolate it with"):
        taken(held).required()


def test_a_tier_that_does_not_open_is_told(held: Readable) -> None:
    assert taken(held, Broken()).trials == (Trial(Tier.LANDLOCK, failure="no user namespaces here"),)


@pytest.mark.parametrize(
    ("trial", "sentence"),
    [
        (Trial(Tier.LANDLOCK, (HELD,)), "landlock: held against 1 attacks"),
        (Trial(Tier.LANDLOCK, (HELD, OUT)), "landlock: 1 of 2 attacks got out (read a file of the user's)"),
        (
            Trial(Tier.CONTAINER, (HELD, OWN)),
            "container: held against 2 attacks; 1 reached the box's own alone (list the processes)",
        ),
        (Trial(Tier.LANDLOCK, (HELD,), note="no cgroup"), "landlock: held against 1 attacks; no cgroup"),
        (Trial(Tier.CONTAINER, failure="no such image"), "container: no such image"),
    ],
)
def test_a_trial_in_words(trial: Trial, sentence: str) -> None:
    assert trial.sentence == sentence


def test_nothing_tried_is_not_held() -> None:
    assert not Trial(Tier.LANDLOCK).held


def test_a_container_is_a_candidate_only_where_an_image_is_named(held: Readable) -> None:
    assert Tier.CONTAINER not in [candidate.tier for candidate in candidates(held, "", {})]
