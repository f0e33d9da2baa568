from pathlib import Path

import pytest

from evals.cases import BadCases
from evals.datasets.dataset import read_dataset
from evals.datasets.saf import read_saf

QUESTION = """<question>
  <questionText>Why does ice
    float?</questionText>
  <referenceAnswers><referenceAnswer id="1">It is less dense.</referenceAnswer></referenceAnswers>
  <studentAnswers>
    <studentAnswer id="a">
      <response>lighter than water</response>
      <score>{score}</score>
      <response_feedback>For the same volume.</response_feedback>
      <verification_feedback>Partially correct</verification_feedback>
    </studentAnswer>
    <studentAnswer id="b"><response/><score>0.0</score></studentAnswer>
  </studentAnswers>
</question>
"""


def write(folder: Path, score: str = "0.5") -> Path:
    path = folder / "unseen_answers" / "ice.xml"
    path.parent.mkdir()
    path.write_text(QUESTION.format(score=score), encoding="utf-8")
    return path


def test_an_answer_is_read_with_its_score_and_its_split(tmp_path: Path) -> None:
    write(tmp_path)
    first, blank = read_saf(tmp_path).cases
    assert (first.question, first.reference, first.answer) == (
        "Why does ice float?",
        "It is less dense.",
        "lighter than water",
    )
    assert (first.question_id, first.score, first.split) == ("ice", 0.5, "unseen_answers")
    assert (blank.answer, blank.score) == ("", 0)


@pytest.mark.parametrize("score", ["1.5", "nan", "", "half"])
def test_a_score_off_the_scale_is_named_and_the_rest_goes_on(tmp_path: Path, score: str) -> None:
    path = write(tmp_path, score)
    reading = read_saf(tmp_path)
    assert len(reading.cases) == 1
    assert reading.left_out[0].startswith(f"{path}: answer 1 is no case: score: ")


def test_a_file_that_is_not_xml_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<question>", encoding="utf-8")
    with pytest.raises(BadCases, match="is not XML"):
        read_saf(tmp_path)


def test_a_folder_whose_answers_hold_a_response_is_read_as_saf(tmp_path: Path) -> None:
    write(tmp_path)
    assert [case.score for case in read_dataset(tmp_path).cases] == [0.5, 0]
