import json
from dataclasses import replace

import pytest

from interviewer.coding.round import left
from interviewer.interview import Interview, Plan
from interviewer.report import report, to_json
from interviewer.report_markdown import to_markdown
from interviewer.round_report import round_report
from tests.builders import NOON, Script, make_unscored
from tests.rounds import HALF_RIGHT, PASSED, RoundScript, graded


def held(script: RoundScript) -> Interview:
    interview = Script(Plan(questions=0, coding=1))
    interview.events += script.events
    return interview.interview


def markdown(script: RoundScript) -> str:
    return to_markdown(report(held(script), NOON))


def whole() -> RoundScript:
    script = RoundScript().hint().run(HALF_RIGHT).submitted(HALF_RIGHT, "wrong = 1").submitted(PASSED, "right = 1")
    return script.pressed().replied("In my words.").assessed(graded(0.5)).closed()


def test_the_round_is_scored_after_its_hints() -> None:
    made = round_report(whole().round)
    assert made.score_without_hints == pytest.approx(0.9)
    assert made.score == pytest.approx(0.81)


def test_an_open_round_has_no_score_yet() -> None:
    assert round_report(RoundScript().submitted(PASSED).round).score is None


def test_measured_facts_and_opinions_are_kept_apart() -> None:
    made = round_report(whole().round)
    assert "Passed: all 2 cases" in made.facts
    assert [(opinion.score, opinion.graded_by) for opinion in made.opinions] == [(0.5, "test 1 (no language model)")]
    assert not any("In my words" in fact or "test 1" in fact for fact in made.facts)


def test_runs_and_submissions_are_counted() -> None:
    counted = "Run on the public cases: once; submitted: 2 times, of which the last counts"
    assert round_report(whole().round).facts[0] == counted


def test_what_became_of_an_earlier_submission_is_told() -> None:
    told = "Submission 1: Not passed: 1 of 2 cases fail (shape, stride > 1)"
    assert round_report(whole().round).facts[1] == told


def test_the_code_and_check_are_those_of_the_last_submission() -> None:
    made = round_report(whole().round)
    assert (made.source, made.check) == ("right = 1", PASSED)


def test_an_answer_without_a_grade_says_why() -> None:
    made = round_report(RoundScript().submitted(PASSED).pressed().replied().assessed(make_unscored()).round)
    assert made.opinions[0].why_no_score == "grader failed (the details)"


def test_only_hints_that_were_taken_are_shown() -> None:
    assert [hint.text for hint in round_report(whole().round).hints] == ["Pad first."]
    assert "Then slice." not in to_json(report(held(whole()), NOON))


def test_the_round_counts_in_the_interview() -> None:
    assert report(held(whole()), NOON).score == pytest.approx(0.81)


def test_a_round_that_was_left_does_not_count() -> None:
    script = RoundScript().run(PASSED)
    assert round_report(left(script.round, "time is up")).score is None
    assert report(held(script), NOON).score is None


def test_the_subject_of_a_round_is_one_of_the_report() -> None:
    subject = report(held(whole()), NOON).subjects[0]
    assert (subject.topic, subject.questions, subject.rounds) == ("Convolution parameters", 0, 1)


def test_the_report_names_who_graded_the_answers() -> None:
    assert report(held(whole()), NOON).graders == ("test 1 (no language model)",)


def test_json_holds_the_check_case_by_case() -> None:
    made = json.loads(to_json(report(held(whole()), NOON)))["rounds"][0]
    assert [case["family"] for case in made["check"]["cases"]] == ["edge", "random"]
    assert made["key"] == "00"


def test_markdown_tells_rubric_facts_opinions_and_hints() -> None:
    text = markdown(whole())
    assert "## Coding round 1. Convolution" in text
    assert "| values\\: They agree\\. | 60% | 100% | measured" in text
    assert "| Hint\\: Pad first\\. | | \u201310% of the score | hint taken |" in text
    measured, opinions = text.split("### Opinions of graders")
    assert "CPU: correctness and operation counts only".replace(":", "\\:") in measured
    assert "In my words" not in measured
    assert "> In my words" in opinions
    assert "- **hit**: reference \u201cMax pooling keeps the largest value of each window" in opinions


def test_markdown_shows_code_as_it_is() -> None:
    script = RoundScript().submitted(PASSED, "```\n<script>\n\tx = 1").closed()
    assert "    ```\n    <script>\n        x = 1\n" in markdown(script)


def test_markdown_says_where_a_round_is_open() -> None:
    assert "This round is still open." in markdown(RoundScript().submitted(PASSED, "secret = 1"))


def test_a_round_without_follow_ups_says_so() -> None:
    assert "No follow-up was asked." in markdown(RoundScript().submitted(HALF_RIGHT).closed())


def test_a_gpu_is_named() -> None:
    on_gpu = replace(PASSED, device="cuda")
    assert "Device\\: CUDA" in markdown(RoundScript().submitted(on_gpu).closed())
