from dataclasses import replace

from interviewer.grade import Graded, Quote, Verdict
from interviewer.grading.lesson import in_words, lesson, said
from knowledge.question import Misconception
from tests.builders import CLAIMS, make_grade, make_question

WRONG = "Pooling layers learn their weights by descent."


def graded(*verdicts: Verdict, words: str = "It keeps the biggest.") -> Graded:
    grade = make_grade(*verdicts)
    quoted = (v if v.verdict is Verdict.MISSED else replace(v, evidence=Quote(words, 0, 1)) for v in grade.verdicts)
    return replace(grade, verdicts=tuple(quoted))


MIXED = graded(Verdict.HIT, Verdict.MISSED, Verdict.CONTRADICTED, words=WRONG)


def test_what_was_right_comes_with_the_quote() -> None:
    assert f"Right: maximum, \u201c{WRONG}\u201d" in in_words(lesson(make_question(), MIXED))


def test_what_was_missing_comes_with_the_passage() -> None:
    assert f"Missing: size. The source says: \u201c{CLAIMS[1]}\u201d" in in_words(lesson(make_question(), MIXED))


def test_what_was_half_said_comes_with_both() -> None:
    text = in_words(lesson(make_question(), graded(Verdict.HIT, Verdict.PARTIAL, Verdict.HIT)))
    assert f"Only in part: size, \u201cIt keeps the biggest.\u201d. The source says: \u201c{CLAIMS[1]}\u201d" in text


def test_what_was_wrong_names_the_known_misconception_and_the_passage() -> None:
    why = lesson(make_question(), MIXED).wrong[0].why
    assert "common misconception: \u201cPooling layers learn their weights.\u201d" in why
    assert CLAIMS[2] in why


def test_a_misconception_that_the_words_do_not_state_is_not_named() -> None:
    grade = graded(Verdict.HIT, Verdict.HIT, Verdict.CONTRADICTED, words="It has many.")
    why = lesson(make_question(), grade).wrong[0].why
    assert why == f"This goes against the source. The source says: \u201c{CLAIMS[2]}\u201d"


def test_a_misconception_about_another_point_is_not_named() -> None:
    question = replace(make_question(), misconceptions=(Misconception(0, WRONG),))
    assert WRONG not in lesson(question, MIXED).wrong[0].why


def test_what_to_study_names_the_subject_and_the_section() -> None:
    study = lesson(make_question(), MIXED).study
    assert "Pooling: parameters, size." in study
    assert "section \u201cWhat does pooling do?\u201d of A document" in study


def test_when_all_is_right_nothing_is_left_to_study() -> None:
    assert lesson(make_question(), graded(Verdict.HIT, Verdict.HIT, Verdict.HIT)).study == ""


def test_it_praises_nothing_that_was_missed() -> None:
    text = in_words(lesson(make_question(), make_grade(Verdict.MISSED, Verdict.MISSED, Verdict.MISSED)))
    assert "Right" not in text
    assert "No expected point" in text


def test_an_open_question_gives_only_what_was_right() -> None:
    text = in_words(lesson(make_question(), MIXED, closed=False))
    assert "Right: maximum" in text
    assert not any(word in text for word in (CLAIMS[1], CLAIMS[2], "size", "parameters", "study"))


def test_words_of_an_argument_are_marked() -> None:
    verdict = replace(MIXED.verdicts[0], evidence_in="argument")
    assert said(verdict) == f"\u201c{WRONG}\u201d (from the argument)"
