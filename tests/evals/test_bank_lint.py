from collections.abc import Sequence
from pathlib import Path

import pytest

from evals.bank_lint import Finding, codespell, lint
from knowledge.embedder import OnnxEmbedder
from knowledge.export import export_folder

FILE = """---
topic: Pooling
order: 1
---

# Pooling
"""
QUESTION = """
## What does pooling do?

level: basic

rephrasing: What is the effect of such a layer?

### Reference

Pooling shrinks a feature map. Max pooling keeps the largest value. Pooling learns nothing.

### Key points

- (3) size: Pooling shrinks a feature map.
- (2) maximum: Max pooling keeps the largest value.
- (1) parameters: Pooling learns nothing.

### Hints

1. Think of windows.
2. Think of the shape.
3. What is left of each window?

### Follow-ups

- size: By how much?
- maximum: Why that one?

### Misconceptions

- size: A map grows when it is pooled.
- parameters: Such a layer has weights.

### Sources

- A book (2016), section 9.3
"""
OTHER = (
    QUESTION.replace("What does pooling do?", "How does an LSTM remember?")
    .replace("Pooling shrinks a feature map", "The cell state carries old content")
    .replace("Max pooling keeps the largest value", "The forget gate scales the cell state")
    .replace("Pooling learns nothing", "The input gate admits new content")
)


@pytest.fixture(scope="module")
def embedder(model_cache: Path) -> OnnxEmbedder:
    return OnnxEmbedder(export_folder(model_cache))


def spell_nothing(words: Sequence[str]) -> dict[str, str]:
    return {}


def test_a_clean_bank_has_no_finding(embedder: OnnxEmbedder) -> None:
    questions, findings = lint([("a.md", FILE + QUESTION + OTHER)], spell_nothing, embedder)
    assert ([question.text for question in questions], findings) == (
        ["What does pooling do?", "How does an LSTM remember?"],
        [],
    )


def test_every_broken_question_is_named_and_the_others_are_still_checked(embedder: OnnxEmbedder) -> None:
    broken = QUESTION.replace("(1) parameters: Pooling learns nothing.", "(1) parameters: Pooling learns.!")
    without_level = OTHER.replace("level: basic\n\n", "")
    american = OTHER.replace("How does an LSTM", "How can a GRU").replace("By how much?", "Which normalization?")
    files = [("a.md", FILE + broken + without_level), ("b.md", FILE + american), ("c.md", FILE), ("d.md", QUESTION)]
    questions, findings = lint(files, spell_nothing, embedder)
    assert [question.text for question in questions] == ["How can a GRU remember?"]
    said = [str(finding) for finding in findings]
    assert said[0].startswith("a.md: 'What does pooling do?': the reference does not contain the key point")
    assert said[1].startswith("a.md: 'How does an LSTM remember?': level: ")
    assert said[2] == "b.md: 'How can a GRU remember?': 'normalization' is American; write 'normalisation'"
    assert said[3].startswith("c.md: no question")
    assert said[4].startswith("d.md: 'What does pooling do?': the file starts with a header")
    assert len(said) == 5


def test_a_question_asked_in_two_files_is_found(embedder: OnnxEmbedder) -> None:
    again = QUESTION.replace("What does pooling do?", "What is it that pooling does?")
    _, findings = lint([("a.md", FILE + QUESTION), ("b.md", FILE + again)], spell_nothing, embedder)
    assert {(finding.file, finding.question) for finding in findings} == {("b.md", "What is it that pooling does?")}
    assert any("its key points share 100%" in finding.problem for finding in findings)


def test_codespell_knows_a_misspelling_and_leaves_right_words_alone(embedder: OnnxEmbedder) -> None:
    assert codespell(["gradient", "occured", "normalisation", "trough"]) == {"occured": "occurred"}
    _, findings = lint([("a.md", FILE + QUESTION.replace("By how much?", "What occured?"))], codespell, embedder)
    assert findings == [Finding("a.md", "'occured' is misspelt; write 'occurred'", "What does pooling do?")]
