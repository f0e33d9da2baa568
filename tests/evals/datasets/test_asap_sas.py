from pathlib import Path

import pytest

from evals.cases import BadCases
from evals.datasets.asap_sas import read_asap_sas

HEADER = "Id\tEssaySet\tScore1\tScore2\tEssayText\n"


def write(folder: Path, rows: str, header: str = HEADER) -> Path:
    (folder / "questions.csv").write_text("EssaySet,question,reference\n1,Why?,So.\n3,How?,Thus.\n", encoding="utf-8")
    path = folder / "train.tsv"
    path.write_text(header + rows, encoding="utf-8")
    return path


def test_the_first_score_counts_and_both_are_kept(tmp_path: Path) -> None:
    (case,) = read_asap_sas(write(tmp_path, '17\t1\t3\t2\tThey said "no\n')).cases
    assert (case.id, case.question_id, case.question, case.reference) == ("17", "1", "Why?", "So.")
    assert (case.score, case.scores) == (1.0, (1.0, 2 / 3))
    assert case.answer == 'They said "no'


def test_the_most_points_are_those_of_the_essay_set(tmp_path: Path) -> None:
    (case,) = read_asap_sas(write(tmp_path, "1\t3\t1\t1\tSo.\n")).cases
    assert case.score == 0.5


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("2\t3\t3\t1\tSo.", "has the scores 3, 1; each must be in 0..2"),
        ("2\t3\tnan\t1\tSo.", "has the scores nan, 1; each must be in 0..2"),
        ("2\t3\t\t1\tSo.", "has the scores , 1; each must be a number"),
        ("2\t9\t1\t1\tSo.", "is of the essay set '9'; questions.csv has 1, 3"),
        ("1\t3\t1\t1\tSo.", "has the id '1' a second time"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_and_the_rest_goes_on(tmp_path: Path, row: str, message: str) -> None:
    path = write(tmp_path, f"1\t3\t1\t1\tSo.\n{row}\n")
    reading = read_asap_sas(path)
    assert len(reading.cases) == 1
    assert reading.left_out == (f"{path}: row 3 {message}",)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadCases, match="lacks the columns Score2, EssayText"):
        read_asap_sas(write(tmp_path, "", header="Id\tEssaySet\tScore1\n"))


def test_questions_that_are_not_beside_it_are_named(tmp_path: Path) -> None:
    path = write(tmp_path, "")
    (tmp_path / "questions.csv").unlink()
    with pytest.raises(BadCases, match=r"questions\.csv cannot be read: No such file"):
        read_asap_sas(path)
