import json
from collections import Counter
from pathlib import Path

import pytest

from evals.cases import BadCases
from evals.retrieval import PRODUCT, QUERIES, Finder, Kind, Query, as_text, compared, load_queries
from knowledge.bank import bank_files, parse

ROW = {"query": "how big a step?", "kind": "question", "question": "What is the stride?"}
ASKED = Query(query="how big a step?", kind="question", question="What is the stride?")
CLAIMED = Query(query="it halves the map", kind="claim", question="What is the stride?")
OTHER = Query(query="switching units off", kind="question", question="What is dropout?")
WANTED: dict[tuple[str, Kind], str] = {
    ("What is the stride?", "question"): "q1",
    ("What is the stride?", "passage"): "p1",
    ("What is dropout?", "question"): "q2",
}


@pytest.fixture(scope="module")
def shipped() -> list[Query]:
    return load_queries(QUERIES)


@pytest.fixture(scope="module")
def bank() -> set[str]:
    return {question.text for name, text in bank_files() for question in parse(name, text)[1]}


def finder(*found: str) -> Finder:
    return lambda text, kind: list(found)


def test_each_query_seeks_a_question_of_the_bank(shipped: list[Query], bank: set[str]) -> None:
    assert {query.question for query in shipped} <= bank


def test_there_are_enough_queries_of_either_kind(shipped: list[Query]) -> None:
    assert min(Counter(query.kind for query in shipped).values()) >= 250


def test_no_query_is_written_twice(shipped: list[Query]) -> None:
    assert [query for query, count in Counter(query.query for query in shipped).items() if count > 1] == []


def test_no_query_copies_a_question(shipped: list[Query], bank: set[str]) -> None:
    texts = {text.casefold() for text in bank}
    assert [query.query for query in shipped if query.query.casefold() in texts] == []


def test_about_half_of_the_queries_are_held_out(shipped: list[Query]) -> None:
    assert 0.4 < sum(query.held_out for query in shipped) / len(shipped) < 0.6


def test_queries_of_one_question_are_held_out_together() -> None:
    assert ASKED.held_out == CLAIMED.held_out


def test_a_query_of_an_unknown_kind_is_named_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{json.dumps(ROW)}\n{json.dumps({**ROW, 'kind': 'wish'})}\n")
    with pytest.raises(BadCases, match="row 2"):
        load_queries(path)


def test_a_claim_seeks_the_passage_and_a_question_the_question() -> None:
    lines = compared([ASKED, CLAIMED], {PRODUCT: finder("q1")}, WANTED)
    assert {line.kind: line.figures["hit@1"].value for line in lines} == {"question": 1, "claim": 0}


def test_a_search_is_rated_over_its_queries() -> None:
    (line,) = compared([ASKED, OTHER], {PRODUCT: finder("q1", "q2")}, WANTED)
    assert {name: figure.value for name, figure in line.figures.items()} == {"hit@1": 0.5, "hit@5": 1, "MRR@10": 0.75}


def test_each_other_search_is_compared_with_the_product() -> None:
    blind, product = compared([ASKED, OTHER], {"blind": finder(), PRODUCT: finder("q1")}, WANTED)
    assert blind.over["hit@1"].value == 0.5
    assert product.over == {}


def test_a_query_for_a_question_that_is_gone_is_named() -> None:
    gone = Query(query="adam?", kind="question", question="What was Adam?")
    with pytest.raises(BadCases, match="What was Adam"):
        compared([gone], {PRODUCT: finder()}, WANTED)


def test_the_table_names_searches_kinds_and_intervals() -> None:
    text = as_text(compared([ASKED, OTHER], {"blind": finder(), PRODUCT: finder("q1")}, WANTED))
    assert "2 queries put as a question" in text
    assert "blind" in text and "product" in text
    assert "0.50 [0.00, 1.00]" in text
