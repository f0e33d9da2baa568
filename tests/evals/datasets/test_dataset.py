from pathlib import Path

import pytest

from evals.cases import BadCases
from evals.datasets.dataset import read_dataset


def test_a_file_is_read_as_cases(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("question_id,question,reference,answer,score\nq,Why?,So.,Thus.,0.5\n", encoding="utf-8")
    assert [case.answer for case in read_dataset(path).cases] == ["Thus."]


def test_a_tsv_is_read_as_asap_sas(tmp_path: Path) -> None:
    with pytest.raises(BadCases, match=r"questions\.csv cannot be read"):
        read_dataset(tmp_path / "train.tsv")


def test_a_parquet_file_is_read_as_one(tmp_path: Path) -> None:
    with pytest.raises(BadCases, match="cannot be read"):
        read_dataset(tmp_path / "a.parquet")


def test_a_folder_of_xml_is_read_as_semeval(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(
        '<question id="q"><questionText>Why?</questionText><studentAnswers>'
        '<studentAnswer accuracy="correct" id="s">So.</studentAnswer></studentAnswers></question>',
        encoding="utf-8",
    )
    assert [case.id for case in read_dataset(tmp_path).cases] == ["s"]


def test_a_folder_with_questions_is_read_as_mohler(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "questions").write_text("1.1 Why?\n", encoding="utf-8")
    with pytest.raises(BadCases, match="answers cannot be read"):
        read_dataset(tmp_path)


def test_a_folder_in_no_known_layout_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadCases, match="in no layout that is known"):
        read_dataset(tmp_path)


def test_a_folder_of_nothing_but_broken_xml_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<question>", encoding="utf-8")
    with pytest.raises(BadCases, match="is not XML"):
        read_dataset(tmp_path)
