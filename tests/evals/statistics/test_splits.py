from evals.statistics.score_table import Human, joined
from evals.statistics.splits import side_by_side

SPLITS = ("test-unseen-domains", "other", "test-unseen-answers", "test-unseen-questions")
GIVEN = {
    f"{split}{number}": Human(f"{split}{number // 3}", number % 3 / 2, split) for split in SPLITS for number in range(9)
}
RIGHT = {name: human.score for name, human in GIVEN.items()}
SEEN = {name: (score if "answers" in name else 1 - score) for name, score in RIGHT.items()}
TABLE = joined(GIVEN, {"right": RIGHT, "seen": {**SEEN, "other0": None}})


def test_splits_are_ordered_from_the_nearest_to_the_farthest_and_others_last() -> None:
    cells = side_by_side(TABLE)
    assert [cell.split for cell in cells if cell.grader == "right"] == [
        "test-unseen-answers",
        "test-unseen-questions",
        "test-unseen-domains",
        "other",
    ]


def test_a_grader_that_only_knows_the_questions_it_saw_shows_it() -> None:
    found = {
        cell.split: cell.figures["pearson"].value for cell in side_by_side(TABLE, ["pearson"]) if cell.grader == "seen"
    }
    assert (found["test-unseen-answers"], found["test-unseen-questions"]) == (1, -1)


def test_figures_are_of_the_answers_that_all_scored_and_gaps_are_counted() -> None:
    cell = next(cell for cell in side_by_side(TABLE) if (cell.split, cell.grader) == ("other", "seen"))
    assert (cell.completeness.asked, cell.completeness.scored, cell.completeness.common) == (9, 8, 8)
    assert cell.questions == 3
