from knowledge.extract.rows import row_points


def told(row: str, *sides: str, asked: str = "") -> list[str]:
    return [point.text for point in row_points(row, 0, sides, asked)]


def test_a_column_of_subjects_is_told_with_every_side() -> None:
    assert told("Noise | none | high | some", "", "Batch", "Stochastic", "Mini-batch") == [
        "Batch, Noise: none",
        "Stochastic, Noise: high",
        "Mini-batch, Noise: some",
    ]


def test_sides_that_the_question_names_are_compared() -> None:
    assert told("Order | kept | lost", "Layer", "bagging", "boosting", asked="Compare bagging and boosting.") == [
        "bagging, Order: kept",
        "boosting, Order: lost",
    ]


def test_a_table_of_things_gives_a_point_a_row() -> None:
    assert told("SGD | none | needs a tuned rate", "Optimiser", "State", "Remark") == [
        "SGD: state none; needs a tuned rate"
    ]


def test_two_columns_of_things_and_what_they_do_are_one_point() -> None:
    assert told("Paging | keeps the cache in blocks", "Technique", "Effect") == ["Paging: keeps the cache in blocks"]


def test_an_empty_cell_gives_no_point() -> None:
    assert told("fast | ", "CNN", "RNN") == ["CNN: fast"]


def test_each_point_lies_in_its_cell() -> None:
    row = "Speed | fast | slow"
    points = list(row_points(row, 10, ("", "One", "Two")))
    assert [row[point.start - 10 : point.end - 10] for point in points] == ["fast", "slow"]
