from pathlib import Path

import pytest

from interviewer.grading.embedding import judge
from interviewer.grading.features import FEATURES, Measured, expect, measure, stacked
from knowledge.embedder import OnnxEmbedder
from knowledge.export import export_folder
from tests.builders import CLAIMS, make_question


@pytest.fixture(scope="module")
def embedder(model_cache: Path) -> OnnxEmbedder:
    return OnnxEmbedder(export_folder(model_cache))


def measured(embedder: OnnxEmbedder, *clauses: str) -> Measured:
    question = make_question()
    expected, said = expect(embedder, question), embedder.encode_tokens(clauses)
    return measure(question, expected, said, judge(question, expected.claims, clauses, stacked(said)))


def feature(found: Measured, name: str) -> float:
    return float(found.row[FEATURES.index(name)])


def test_the_key_points_themselves_are_recalled_whole(embedder: OnnxEmbedder) -> None:
    found = measured(embedder, *CLAIMS)
    assert feature(found, "recall") == pytest.approx(1.0, abs=1e-3)
    assert feature(found, "precision") == pytest.approx(1.0, abs=1e-3)


def test_one_key_point_leaves_another_unsaid(embedder: OnnxEmbedder) -> None:
    found = measured(embedder, CLAIMS[0])
    assert feature(found, "least recall") < feature(found, "mean recall") < 0.9
    assert feature(found, "precision") == pytest.approx(1.0, abs=1e-3)


def test_talk_of_something_else_is_less_relevant(embedder: OnnxEmbedder) -> None:
    other = measured(embedder, "The home team has won most of its matches this year.")
    assert other.relevance < 0.4 < measured(embedder, *CLAIMS).relevance


def test_filler_leaves_the_core_where_it_was(embedder: OnnxEmbedder) -> None:
    filler = ("The home team has won most of its matches this year.",) * 5
    whole, padded = measured(embedder, *CLAIMS), measured(embedder, *CLAIMS, *filler)
    assert padded.relevance < 0.7 * whole.relevance
    assert padded.core > 0.85 * whole.core
