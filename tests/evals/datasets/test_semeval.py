from pathlib import Path

import pytest

from evals.cases import BadCases
from evals.datasets.semeval import read_semeval

QUESTION = """<?xml version="1.0" encoding="UTF-8"?>
<question id="{id}" module="FaultFinding" qtype="Q_EXPLAIN_SPECIFIC" stype="PREDICT">
  <questionText>Why does the kettle stop?</questionText>
  <referenceAnswers>
    <referenceAnswer category="GOOD" fileID="F1" id="a1">The lid is open</referenceAnswer>
    <referenceAnswer category="BEST" fileID="F2" id="a2">The fuse has
      melted</referenceAnswer>
  </referenceAnswers>
  <studentAnswers>{answers}</studentAnswers>
</question>
"""


def write(path: Path, *labels: str, id_: str = "kettle") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    answers = "".join(
        f'<studentAnswer accuracy="{label}" count="1" id="{id_}.s{number}">its fuse &amp; so on</studentAnswer>'
        for number, label in enumerate(labels)
    )
    path.write_text(QUESTION.format(id=id_, answers=answers), encoding="utf-8")


def test_an_answer_is_read_with_its_question_and_the_best_reference(tmp_path: Path) -> None:
    write(tmp_path / "beetle" / "a.xml", "correct")
    (case,) = read_semeval(tmp_path).cases
    assert (case.id, case.question_id, case.question) == ("kettle.s0", "kettle", "Why does the kettle stop?")
    assert (case.reference, case.answer) == ("The fuse has melted", "its fuse & so on")


@pytest.mark.parametrize(
    ("labels", "scores"),
    [
        (("correct", "incorrect"), [1, 0]),
        (("correct", "contradictory", "incorrect"), [1, 0, 0]),
        (
            ("correct", "partially_correct_incomplete", "contradictory", "irrelevant", "non_domain"),
            [1, 2 / 3, 1 / 3, 0, 0],
        ),
    ],
)
def test_labels_of_two_three_and_five_ways_become_scores(
    tmp_path: Path, labels: tuple[str, ...], scores: list[float]
) -> None:
    write(tmp_path / "a.xml", *labels)
    assert [case.score for case in read_semeval(tmp_path).cases] == scores


def test_the_split_is_the_folder_of_the_test_set_or_train(tmp_path: Path) -> None:
    write(tmp_path / "training" / "a.xml", "correct", id_="a")
    write(tmp_path / "test" / "beetle" / "test-unseen-answers" / "b.xml", "correct", id_="b")
    splits = {case.question_id: case.split for case in read_semeval(tmp_path).cases}
    assert splits == {"a": "train", "b": "test-unseen-answers"}


def test_an_unknown_label_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path / "a.xml", "correct", "splendid")
    reading = read_semeval(tmp_path)
    assert len(reading.cases) == 1
    assert reading.left_out == (
        f"{tmp_path / 'a.xml'}: answer 2 has the accuracy 'splendid', none of correct, partially_correct_incomplete, "
        "contradictory, irrelevant, non_domain, incorrect",
    )


def test_a_file_that_is_not_xml_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path / "a.xml", "correct")
    (tmp_path / "b.xml").write_text("<question>", encoding="utf-8")
    reading = read_semeval(tmp_path)
    assert len(reading.cases) == 1
    assert reading.left_out[0].startswith(f"{tmp_path / 'b.xml'}: is not XML: ")


def test_an_answer_with_the_id_of_another_is_named(tmp_path: Path) -> None:
    write(tmp_path / "3way" / "a.xml", "correct")
    write(tmp_path / "2way" / "a.xml", "correct")
    reading = read_semeval(tmp_path)
    assert reading.left_out == (f"{tmp_path / '3way' / 'a.xml'}: answer 1 has the id 'kettle.s0' a second time",)


def test_a_folder_without_an_answer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadCases, match="holds no case"):
        read_semeval(tmp_path)
