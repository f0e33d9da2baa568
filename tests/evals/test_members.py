from pathlib import Path

import numpy as np
import pytest

from evals.cases import Case
from evals.members import NOT_FITTED, Answers, Remembering, gather
from interviewer.grade import Graded
from interviewer.grading.embedding import EmbeddingGrader
from knowledge.embedder import OnnxEmbedder
from knowledge.export import export_folder
from knowledge.extract import referenced
from tests.builders import CLAIMS

QUESTION, REFERENCE = "What does pooling do?", " ".join(CLAIMS)
SAID = (CLAIMS[0], "What does pooling do?", "It halves the height and the width.", "...", "word " * 5000)


def case(number: int, answer: str, question: str = "q") -> Case:
    return Case(
        id=str(number),
        question_id=question,
        question=QUESTION,
        reference=REFERENCE,
        answer=answer,
        score=number / 10,
        split="train" if number % 2 else "test",
    )


@pytest.fixture(scope="module")
def embedder(model_cache: Path) -> OnnxEmbedder:
    return OnnxEmbedder(export_folder(model_cache))


@pytest.fixture(scope="module")
def gathered(embedder: OnnxEmbedder) -> Answers:
    """Five answers to one question, and between them one to another that is asked in the same words."""
    cases = [case(number, answer) for number, answer in enumerate(SAID)]
    return gather({"a set": [*cases[:2], case(9, CLAIMS[2], "r"), *cases[2:]]}, embedder)


def test_answers_too_long_or_without_a_letter_are_left_out(gathered: Answers) -> None:
    assert sorted(gathered.given) == [0.0, 0.1, 0.2, 0.9]


def test_every_figure_stays_with_its_answer(gathered: Answers, embedder: OnnxEmbedder) -> None:
    assert list(gathered.given) == [0.0, 0.1, 0.2, 0.9]
    assert list(gathered.questions) == ["a set/q", "a set/q", "a set/q", "a set/r"]
    assert list(gathered.splits) == ["test", "train", "test", "train"]
    assert list(gathered.settled) == [False, True, False, False]
    alone = EmbeddingGrader(embedder).grade(referenced(QUESTION, REFERENCE), CLAIMS[2])
    assert isinstance(alone, Graded)
    assert gathered.scores["embedding"][3] == pytest.approx(alone.score)


def test_every_grader_that_nothing_is_fitted_for_has_a_column(gathered: Answers) -> None:
    assert set(gathered.scores) == set(NOT_FITTED)


def test_a_part_has_the_same_rows_everywhere(gathered: Answers) -> None:
    part = gathered.part(gathered.splits == "train")
    assert list(part.given) == [0.1, 0.9]
    assert all(len(column) == 2 for column in part.scores.values())
    assert len(part.examples.measured) == len(part.settled) == 2


def test_a_text_that_was_encoded_token_by_token_keeps_its_vector(embedder: OnnxEmbedder) -> None:
    remembering = Remembering(embedder)
    (encoded,) = remembering.encode_tokens([CLAIMS[0]])
    assert np.array_equal(remembering.encode([CLAIMS[0], CLAIMS[0]]), [encoded.vector] * 2)


def test_a_new_text_is_encoded(embedder: OnnxEmbedder) -> None:
    assert np.allclose(Remembering(embedder).encode([CLAIMS[1]]), embedder.encode([CLAIMS[1]]))
