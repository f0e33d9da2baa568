from pathlib import Path

import numpy as np
import pytest

from evals.answers import CandidateAnswer
from evals.train import AUTHORED, authored, fit, joined
from interviewer.grade import Verdict
from interviewer.grading.head import Reliability
from knowledge.embedder import OnnxEmbedder
from knowledge.export import export_folder
from tests.builders import CLAIMS, make_question

QUESTION = make_question()
KNOWN = (Reliability(below=1.01, share=0.5),)


@pytest.fixture(scope="module")
def embedder(model_cache: Path) -> OnnxEmbedder:
    return OnnxEmbedder(export_folder(model_cache))


def answered(kind: str, answer: str, score: float) -> CandidateAnswer:
    return CandidateAnswer.model_validate(
        {
            "question_id": QUESTION.id,
            "question": QUESTION.text,
            "kind": kind,
            "answer": answer,
            "verdicts": [Verdict.MISSED] * len(CLAIMS),
            "score": score,
        }
    )


def test_authored_answers_are_a_dataset_of_their_own(embedder: OnnxEmbedder) -> None:
    found = authored([answered("full", " ".join(CLAIMS), 1.0)], {QUESTION.id: QUESTION}, embedder)
    assert (list(found.given), list(found.datasets)) == ([1.0], [AUTHORED])


def test_answers_that_are_false_in_the_right_words_teach_no_coverage(embedder: OnnxEmbedder) -> None:
    answers = [answered("wrong", f"It is not so that {CLAIMS[0]}", 0.0), answered("full", CLAIMS[0], 1.0)]
    found = authored(answers, {QUESTION.id: QUESTION}, embedder)
    assert list(found.given) == [1.0]


def test_a_head_learns_that_more_of_the_key_points_is_worth_more(embedder: OnnxEmbedder) -> None:
    said = [(" ".join(CLAIMS), 1.0), (CLAIMS[0], 0.4), ("Pizza is best when it is hot and crisp.", 0.0)] * 200
    found = authored([answered("full", text, score) for text, score in said], {QUESTION.id: QUESTION}, embedder)
    head = fit(found, KNOWN)
    full, part, other = (head.score(measured) for measured in found.measured[:3])
    assert full > part > other


def test_parts_are_joined_in_their_order(embedder: OnnxEmbedder) -> None:
    one = authored([answered("full", CLAIMS[0], 1.0)], {QUESTION.id: QUESTION}, embedder)
    other = authored([answered("terse", CLAIMS[1], 0.5)], {QUESTION.id: QUESTION}, embedder)
    assert np.array_equal(joined(one, other).given, [1.0, 0.5])
