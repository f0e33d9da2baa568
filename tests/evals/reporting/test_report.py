import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.__main__ import app
from evals.browser import browser
from evals.reporting.gathered import BadReport, gathered
from evals.reporting.made import make
from evals.reporting.section import Section
from evals.reporting.words import advice
from evals.rows import reading
from tests.evals.reporting.rows_of import HOSTILE, cases, filled, floors, near, rows

NOW = datetime(2026, 1, 1, tzinfo=UTC)
CASES = cases()
SOUND, WEAK = {"hits": 0, "of": 40, "unscored": 0}, {"hits": 20, "of": 40, "unscored": 0}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Two graders that are alike, one of which is slow, and one that is worse."""
    return filled(
        tmp_path / "rows.db",
        CASES,
        floors(CASES),
        rows(CASES, "quick", near(0.11)),
        rows(CASES, "slow", near(0.1), seconds=2.0),
        rows(CASES, "rough", near(0.9), seconds=0.0001),
    )


def attacks(path: Path, **found: dict[str, int]) -> Path:
    content = {
        "cases": 40,
        "seed": 1,
        "versions": dict.fromkeys(found, "1"),
        "found": {grader: {"1 Empty": attacked} for grader, attacked in found.items()},
    }
    path.write_text(json.dumps(content), "utf-8")
    return path


def chosen(store: Path, attacked: Path | None = None) -> Section:
    return make(store, attacked, NOW).sections[0]


def test_the_cheapest_of_those_near_the_best_is_chosen(store: Path, tmp_path: Path) -> None:
    sound = attacks(tmp_path / "a.json", quick=SOUND, slow=SOUND, rough=SOUND)
    choice = chosen(store, sound).choice
    assert choice.chosen and choice.chosen.contestant.name == "quick"


def test_one_that_can_be_misled_is_passed_over_for_a_dearer_one(store: Path, tmp_path: Path) -> None:
    choice = chosen(store, attacks(tmp_path / "a.json", quick=WEAK, slow=SOUND, rough=SOUND)).choice
    assert choice.chosen and choice.chosen.contestant.name == "slow"


def test_the_quickest_is_not_chosen_where_it_agrees_less(store: Path, tmp_path: Path) -> None:
    choice = chosen(store, attacks(tmp_path / "a.json", quick=WEAK, slow=WEAK, rough=SOUND)).choice
    assert choice.chosen is None


def test_without_attacks_the_advice_is_for_now(store: Path) -> None:
    found = chosen(store)
    assert found.choice.chosen is None
    assert advice(found)[0].startswith("For now use quick")


def test_attacks_on_another_version_do_not_count(tmp_path: Path) -> None:
    store = filled(tmp_path / "rows.db", CASES, floors(CASES), rows(CASES, "quick", near(0.1), version="2"))
    assert chosen(store, attacks(tmp_path / "a.json", quick=SOUND)).choice.chosen is None


def test_the_rows_to_be_beaten_are_forced(tmp_path: Path) -> None:
    store = filled(tmp_path / "rows.db", CASES, rows(CASES, "quick", near(0.1)))
    with pytest.raises(BadReport, match=r"lacks the rows length, overlap.*python -m evals run"):
        make(store, None, NOW)


def test_an_older_version_is_a_row_of_its_own(tmp_path: Path) -> None:
    old, new = (rows(CASES, "quick", near(0.1), version=version) for version in "12")
    store = filled(tmp_path / "rows.db", CASES, floors(CASES), old, new)
    assert [each.name for each in chosen(store).dataset.contestants if each.grader == "quick"] == ["quick 1", "quick"]


def test_answers_without_a_score_are_told(tmp_path: Path) -> None:
    store = filled(tmp_path / "rows.db", CASES, floors(CASES), rows(CASES, "mute", lambda case: case.score or None))
    found = next(each for each in chosen(store).headlines if each.grader == "mute")
    assert (found.completeness.scored, found.completeness.asked) == (160, 200)


def test_rows_of_edited_cases_are_counted_and_in_no_figure(store: Path) -> None:
    with reading(store) as opened:
        known, found = opened.cases(), opened.rows()
    known["set", "0-0"] = known["set", "0-0"].model_copy(update={"answer": "edited"})
    made = gathered(known, found)
    assert made.stray == 5
    assert "0-0" not in made.datasets[0].table.ids


def command(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["report", *map(str, arguments)])
    return result.exit_code, result.output


def test_a_store_that_is_not_there_ends_with_2(tmp_path: Path) -> None:
    code, said = command("--store", tmp_path / "none.db")
    assert code == 2
    assert "none.db is not there" in said


def test_a_file_that_holds_no_attacks_ends_with_2(store: Path, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"cases": 1}')
    code, said = command("--store", store, "--attacks", tmp_path / "a.json", "--out", tmp_path / "report.html")
    assert code == 2
    assert "a.json holds no attacks" in said


@pytest.fixture
def written(store: Path, tmp_path: Path) -> Path:
    path = tmp_path / "report.html"
    assert command("--store", store, "--out", path)[0] == 0
    return path


def test_the_markdown_lies_beside_the_page(written: Path) -> None:
    assert "For now use quick" in written.with_suffix(".md").read_text("utf-8")


def test_no_text_of_an_answer_is_markup(written: Path) -> None:
    assert HOSTILE not in written.read_text("utf-8")
    assert "![](" not in written.with_suffix(".md").read_text("utf-8")


@pytest.fixture
def opened(written: Path) -> Callable[[str], tuple[list[str], list[str], int]]:
    """What the page asked for and complained of, and by how many pixels it is too wide, at 390 pixels."""

    def look(scheme: str) -> tuple[list[str], list[str], int]:
        asked: list[str] = []
        said: list[str] = []
        with browser() as launched:
            page = launched.new_page(viewport={"width": 390, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
            page.on("request", lambda request: asked.append(request.url))
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.goto(written.as_uri())
            page.get_by_text("For now use quick").first.wait_for()
            wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        return asked, said, wide

    return look


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_loads_nothing_complains_of_nothing_and_fits_a_telephone(
    scheme: str, opened: Callable[[str], tuple[list[str], list[str], int]], written: Path
) -> None:
    asked, said, wide = opened(scheme)
    assert [url for url in asked if url not in {written.as_uri(), "data:,"}] == []
    assert said == []
    assert wide <= 0
