from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evals.reporting.attacked import Attacked, Attacks
from evals.reporting.charts import pictures
from evals.reporting.gathered import Gathered, gathered
from evals.reporting.section import section
from evals.rows import Row
from tests.evals.reporting.rows_of import cases, floors, near, rows

CASES = cases(questions=6)
HOSTILE = "</text><script>alert(1)</script>"
ALWAYS = ["Agreement against time", "Given and grader's scores", "Differences", "Confusion"]


def found(own: list[Row]) -> Gathered:
    return gathered({("set", case.id): case for case in CASES}, [*floors(CASES), *own])


def drawn(own: list[Row], attacks: Attacks | None = None) -> dict[str, str]:
    made = section(found(own).datasets[0], attacks)
    return {picture.title: picture.svg for picture in pictures(made, attacks)}


@pytest.fixture(scope="module")
def plainly() -> dict[str, str]:
    return drawn(rows(CASES, "sound", near(0.1)))


def test_what_there_is_nothing_to_draw_for_is_not_drawn(plainly: dict[str, str]) -> None:
    assert list(plainly) == ALWAYS


def test_confidence_costs_and_attacks_are_drawn_where_they_are_known() -> None:
    own = [replace(row, confidence=0.7, cost=0.01) for row in rows(CASES, "sound", near(0.1))]
    attacks = Attacks(
        cases=40, seed=1, versions={"sound": "1"}, found={"sound": {"1 Empty": Attacked(hits=3, of=40, unscored=0)}}
    )
    made = drawn(own, attacks)
    assert set(made) == {*ALWAYS, "Agreement against cost", "Reliability", "Risk and coverage", "Attacks"}
    assert "3/40" in made["Attacks"]


def test_pictures_are_well_formed_and_name_nothing_to_load(plainly: dict[str, str]) -> None:
    for svg in plainly.values():
        root = ElementTree.fromstring(svg)  # noqa: S314 (our own)
        assert not [
            tag for tag in root.iter() if tag.tag.rpartition("}")[2] in {"script", "image", "foreignObject", "use"}
        ]


def test_a_name_is_no_markup() -> None:
    for svg in drawn(rows(CASES, HOSTILE, near(0.1))).values():
        assert "<script" not in svg


def test_a_dataset_without_a_common_answer_has_no_scores_drawn(tmp_path: Path) -> None:
    assert list(drawn(rows(CASES, "mute", lambda _: None))) == []
