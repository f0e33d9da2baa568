"""Each check finds the defect that is planted for it, and clears the same interview without it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from evals.candidates.candidate import CANDIDATES
from evals.candidates.checks import CHECKS
from evals.candidates.coding import untied_presses
from evals.candidates.sitting import Hall, Sitting
from interviewer.coding.round import Pressed
from interviewer.grade import Graded, Verdict
from interviewer.interview import Asked, Assessed, Event, Interview, Plan, Said, Speech
from interviewer.replay import replay
from interviewer.report import Report, report
from interviewer.service import Service
from interviewer.wording import Piece
from tests.builders import NOON, make_question
from tests.practice import Practice
from tests.rounds import HALF_RIGHT, make_press

QUESTIONS = (
    make_question("What does pooling do?"),
    make_question("Which sizes has a window?"),
    make_question("Why is there no weight?"),
)
BY_NAME = {candidate.name: candidate for candidate in CANDIDATES}

Change = Callable[[Sequence[Event]], list[Event]]


class Defective(Service):
    """A service whose interviews are those of the real one, with a defect."""

    def __init__(self, real: Service, change: Change) -> None:
        self.__dict__.update(real.__dict__)
        self._change = change

    def interview(self, interview_id: str) -> Interview:
        return self._spoilt(super().interview(interview_id))

    def report(self, interview_id: str) -> Report:
        return report(self.interview(interview_id), NOON)

    def _spoilt(self, interview: Interview) -> Interview:
        return replay(interview.id, tuple(self._change(interview.events)))


class Mute(Service):
    """Never has a move."""

    def __init__(self, real: Service) -> None:
        self.__dict__.update(real.__dict__)

    def proceed(self, interview_id: str) -> Iterator[Piece | Event]:
        return iter(())


class Miscounting(Service):
    """Reports another score than the turns give."""

    def __init__(self, real: Service) -> None:
        self.__dict__.update(real.__dict__)

    def report(self, interview_id: str) -> Report:
        made = super().report(interview_id)
        return replace(made, score=(made.score or 0) + 0.01)


def saying(speech: Speech, change: Callable[[str], str]) -> Change:
    def changed(events: Sequence[Event]) -> list[Event]:
        return [
            replace(event, text=change(event.text)) if isinstance(event, Said) and event.speech is speech else event
            for event in events
        ]

    return changed


def leak(text: str) -> str:
    return f"{text} {QUESTIONS[0].key_points[0].text}"


def praise(_: str) -> str:
    return "Excellent answer, thank you."


def repeat(events: Sequence[Event]) -> list[Event]:
    first = next((event for event in events if isinstance(event, Asked)), None)
    return [
        replace(event, question=first.question) if first and isinstance(event, Asked) else event for event in events
    ]


def press_on_nothing(events: Sequence[Event]) -> list[Event]:
    """Every point is covered, and yet the follow-up comes."""
    return [replace(event, grade=_covered(event.grade)) if isinstance(event, Assessed) else event for event in events]


def _covered(grade: object) -> Graded:
    assert isinstance(grade, Graded)
    return replace(grade, verdicts=tuple(replace(each, verdict=Verdict.HIT) for each in grade.verdicts))


def generous(events: Sequence[Event]) -> list[Event]:
    return [
        replace(event, grade=replace(event.grade, score=0.8))
        if isinstance(event, Assessed) and isinstance(event.grade, Graded)
        else event
        for event in events
    ]


def twice(events: Sequence[Event]) -> list[Event]:
    """The last words of the interview are said once more."""
    return [*events, events[-1]] if isinstance(events[-1], Said) and events[-1].speech is Speech.FAREWELL else [*events]


def held(folder: Path, name: str, spoil: Callable[[Service], Service] = lambda service: service) -> Sitting:
    practice = Practice(folder, *QUESTIONS)
    return Hall(spoil(practice.service), practice.desk).hold(BY_NAME[name], Plan(questions=3), 7)


def spoilt(change: Change) -> Callable[[Service], Service]:
    return lambda service: Defective(service, change)


DEFECTS: tuple[tuple[str, str, Callable[[Service], Service]], ...] = (
    ("the reference leaked", "silent", spoilt(saying(Speech.QUESTION, leak))),
    ("the reference leaked", "silent", spoilt(saying(Speech.FOLLOW_UP, leak))),
    ("a question repeated", "silent", spoilt(repeat)),
    ("a question skipped", "silent", spoilt(saying(Speech.QUESTION, lambda _: "Go on."))),
    ("a follow-up not on a missed point", "silent", spoilt(press_on_nothing)),
    ("a follow-up not on a missed point", "silent", spoilt(lambda e: [_on_another_point(each) for each in e])),
    ("a miss praised", "silent", spoilt(saying(Speech.ACKNOWLEDGEMENT, praise))),
    ("a miss praised", "silent", spoilt(saying(Speech.QUESTION, lambda text: f"Well done. {text}"))),
    ("stuck", "silent", Mute),
    ("stuck", "silent", spoilt(twice)),
    ("a hint without its price", "hostile", spoilt(saying(Speech.HINT_OFFER, lambda _: "Ask once more."))),
    ("nothing said, yet graded above the lowest band", "injecting", spoilt(generous)),
    ("no end", "silent", Mute),
    ("a sum unlike its turns", "strong", Miscounting),
)


def _on_another_point(event: Event) -> Event:
    return replace(event, key_point=2) if isinstance(event, Said) and event.speech is Speech.FOLLOW_UP else event


@pytest.mark.parametrize(("check", "name", "spoil"), DEFECTS)
def test_a_planted_defect_is_found(check: str, name: str, spoil: Callable[[Service], Service], tmp_path: Path) -> None:
    assert CHECKS[check](held(tmp_path, name, spoil)).found


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sitting]:
    """One interview of each candidate without a defect."""
    return {name: held(tmp_path_factory.mktemp(name), name) for name in BY_NAME}


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("name", BY_NAME)
def test_a_clean_interview_is_cleared(check: str, name: str, clean: dict[str, Sitting]) -> None:
    assert CHECKS[check](clean[name]).found == ()


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_has_a_defect_planted_for_it(check: str) -> None:
    assert check in {planted for planted, _, _ in DEFECTS}


@pytest.mark.parametrize(("check", "name"), sorted({(check, name) for check, name, _ in DEFECTS}))
def test_what_is_cleared_could_have_happened(check: str, name: str, clean: dict[str, Sitting]) -> None:
    assert CHECKS[check](clean[name]).of > 0


def coding(folder: Path, spoil: Callable[[Service], Service] = lambda service: service) -> Sitting:
    practice = Practice(folder, *QUESTIONS)
    practice.checks.enqueue(HALF_RIGHT)
    plan = Plan(questions=1, coding=1, exercises=("convolution-2d",))
    return Hall(spoil(practice.service), practice.desk).hold(BY_NAME["weak"], plan, 7)


def test_a_clean_interview_with_code_is_cleared(tmp_path: Path) -> None:
    sitting = coding(tmp_path)
    assert {name: check(sitting).found for name, check in CHECKS.items()} == dict.fromkeys(CHECKS, ())


def test_follow_ups_on_code_are_looked_at(tmp_path: Path) -> None:
    assert untied_presses(coding(tmp_path).interview)[0] > 0


def test_a_follow_up_on_code_that_nothing_calls_for_is_found(tmp_path: Path) -> None:
    other = make_press("What is the weather like?").question

    def astray(events: Sequence[Event]) -> list[Event]:
        return [replace(event, question=other) if isinstance(event, Pressed) else event for event in events]

    assert CHECKS["a follow-up not on a missed point"](coding(tmp_path, spoilt(astray))).found
