from dataclasses import replace

from interviewer.coding.failure import Failure, FailureKind
from interviewer.coding.legible import legible
from tests.rounds import HALF_RIGHT, PASSED, make_case, make_check

HALF = Failure(FailureKind.RAISES, "a \ud800", "b \udfff")
WHOLE = Failure(FailureKind.RAISES, "a ?", "b ?")


def test_what_can_be_kept_stays_as_it_is() -> None:
    assert legible(HALF_RIGHT) == HALF_RIGHT


def test_half_a_character_is_replaced_wherever_the_code_can_say_one() -> None:
    made = legible(
        replace(make_check(replace(make_case(), failure=HALF), failure=HALF), printed="c \ud800", review=("d \ud800",))
    )
    assert made.cases[0].failure == made.failure == WHOLE
    assert (made.printed, made.review) == ("c ?", ("d ?",))


def test_whole_characters_beyond_the_basic_plane_stay() -> None:
    assert legible(replace(PASSED, printed="\U0001f600")).printed == "\U0001f600"
