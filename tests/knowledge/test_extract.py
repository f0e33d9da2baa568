import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import NoQuestions
from knowledge.extract import extract, referenced
from knowledge.question import KeyPoint, Level, Question
from knowledge.readers import read, read_bytes

OWNERS_DOCUMENT = Path(__file__).parents[3] / "shared" / "documents" / "000_938d9ae9632dd0ca.txt"

BLOG = """Ten Things About Training

Training is exciting. In this post we look at some questions.

What is a learning rate?

training illustration

The learning rate scales each update of the weights. Some facts:

  \u2022 Too high a rate makes the loss diverge.
  \u2022 Warm-up \u2013 The rate grows slowly during the first steps.

Also Read:

The Best Data Sets Of The Year

Explain momentum and why it helps.

Momentum keeps a running mean of past gradients, e.g. with a factor of 0.9. It damps noise etc. Plain descent does not.

How do the two differ?

MomentumAdam
One rate for all weightsOne rate for each weight
Simple ruleTwo running means
Less memoryMore memory
The two compared

Conclusion

We have seen a lot. Good luck!

Press ESC to close"""


def questions(name: str, text: str) -> list[Question]:
    return list(extract(read_bytes(name, text.encode())))


def points(question: Question) -> list[str]:
    return [point.text for point in question.key_points]


def test_a_blog_gives_its_questions_and_nothing_else() -> None:
    assert [question.text for question in questions("a.txt", BLOG)] == [
        "What is a learning rate?",
        "Explain momentum and why it helps.",
        "How do the two differ?",
    ]


def test_bullets_and_sentences_are_key_points() -> None:
    assert points(questions("a.txt", BLOG)[0]) == [
        "The learning rate scales each update of the weights.",
        "Too high a rate makes the loss diverge.",
        "Warm-up \u2013 The rate grows slowly during the first steps.",
    ]


def test_a_bullet_weighs_more_than_a_sentence_beside_it() -> None:
    weights = [point.weight for point in questions("a.txt", BLOG)[0].key_points]
    assert weights == [1.0, 2.0, 2.0]


def test_abbreviations_end_no_sentence() -> None:
    assert points(questions("a.txt", BLOG)[1]) == [
        "Momentum keeps a running mean of past gradients, e.g. with a factor of 0.9.",
        "Momentum damps noise etc.",
        "Plain descent does not.",
    ]


def test_the_rows_of_a_comparison_speak_for_both_sides() -> None:
    assert points(questions("a.txt", BLOG)[2]) == [
        "Momentum: One rate for all weights",
        "Adam: One rate for each weight",
        "Momentum: Simple rule",
        "Adam: Two running means",
        "Momentum: Less memory",
        "Adam: More memory",
    ]


def test_the_words_before_a_dash_are_the_label() -> None:
    assert questions("a.txt", BLOG)[0].key_points[2].label == "warm-up"


def test_topics_of_notes_become_questions() -> None:
    text = (
        "# Notes\n\n## Pooling\n\nUse pooling to shrink maps. It keeps the largest values.\n\n"
        "## References\n\nA book of some name here.\n"
    )
    assert [q.text for q in questions("a.md", text)] == ["Explain pooling and when you would use it."]


def test_topics_beside_real_questions_stay_headings() -> None:
    text = (
        "# FAQ\n\n## Basics\n\nSome words on the basics here.\n\n## What is a bias?\n\n"
        "A bias shifts the sum.\n\n## What is a weight?\n\nA weight scales an input.\n"
    )
    assert [q.text for q in questions("a.md", text)] == ["What is a bias?", "What is a weight?"]


def test_code_is_kept_whole_and_is_no_key_point() -> None:
    text = (
        "## How do you clip gradients?\n\nClipping bounds the norm of the gradient.\n\n```python\n"
        "clip(x)\n\nstep()\n```\n"
    )
    question = questions("a.md", text)[0]
    assert "clip(x)\n\nstep()" in question.reference
    assert points(question) == ["Clipping bounds the norm of the gradient."]


def test_nested_bullets_are_points_of_their_own() -> None:
    text = (
        "## What is dropout?\n\n- Dropout zeroes random units\n    - Only during training\n"
        "    - With a rate such as one half\n"
    )
    assert points(questions("a.md", text)[0]) == [
        "Dropout zeroes random units",
        "Only during training",
        "With a rate such as one half",
    ]


def test_a_table_with_subjects_names_side_and_subject() -> None:
    text = (
        "## How do L1 and L2 differ?\n\n| Aspect | L1 | L2 |\n|---|---|---|\n"
        "| Penalty | sum of magnitudes | sum of squares |\n"
    )
    assert points(questions("a.md", text)[0]) == [
        "L1, Penalty: sum of magnitudes",
        "L2, Penalty: sum of squares",
    ]


def test_a_table_of_descriptions_gives_a_point_a_row() -> None:
    text = "## What are the parameters?\n\n| Name | Description |\n|---|---|\n| stride | step of the kernel |\n"
    assert points(questions("a.md", text)[0]) == ["stride: step of the kernel"]


def test_a_page_in_html_gives_its_questions() -> None:
    html = (
        "<nav><h2>What is here?</h2></nav><h2>What is a GPU?</h2>"
        "<p>A GPU runs many threads at once.</p><p>Subscribe to our letter</p>"
    )
    assert points(questions("a.html", html)[0]) == ["A GPU runs many threads at once."]


def test_a_list_of_numbered_questions_is_read() -> None:
    text = (
        "1. What is an epoch?\nOne pass over all of the data.\n\n2. What is a batch?\n"
        "The examples of one single update.\n"
    )
    assert [q.text for q in questions("a.txt", text)] == ["What is an epoch?", "What is a batch?"]


def test_a_table_of_contents_asks_nothing_twice() -> None:
    text = "1. What is an epoch?\n2. What is a batch?\n\nWhat is an epoch?\n\nOne pass over all of the data.\n"
    assert [q.text for q in questions("a.txt", text)] == ["What is an epoch?"]


def test_prose_without_a_question_gives_none() -> None:
    assert questions("a.txt", "The weather was fine. We went for a walk.\n") == []


def test_the_level_follows_the_wording() -> None:
    text = (
        "What is a bias?\n\nA bias shifts the sum.\n\nDerive the gradient of softmax.\n\n"
        "The gradient is p minus y there.\n"
    )
    assert [q.level for q in questions("a.txt", text)] == [Level.BASIC, Level.ADVANCED]


def test_a_reference_given_by_itself_is_cut_into_its_claims() -> None:
    question = referenced("Why?", "Clipping bounds the norm. It prevents far too large steps.")
    assert points(question) == ["Clipping bounds the norm.", "It prevents far too large steps."]


def test_a_reference_of_a_few_words_is_one_point() -> None:
    assert points(referenced("Which layer?", "The last one")) == ["The last one"]


def test_a_blank_reference_is_refused() -> None:
    with pytest.raises(NoQuestions, match="blank"):
        referenced("Why?", " \n")


def exact(question: Question, point: KeyPoint) -> bool:
    """Whether the point says what its passage says, but for a pronoun that gave way to what it means."""
    passage = question.reference[point.start : point.end]
    missing = Counter(re.findall(r"\w+", passage)) - Counter(re.findall(r"\w+", point.text))
    return bool(passage.strip()) and {word.lower() for word in missing} <= {"it", "its", "they", "their", "s"}


@given(
    st.text(alphabet=st.sampled_from("aB ?.:\n-#|*1Q\u2022`"), max_size=300),
    st.sampled_from([".txt", ".md", ".html"]),
)
def test_every_passage_is_exact_whatever_the_text(text: str, suffix: str) -> None:
    document = read_bytes("a" + suffix, f"What is it?\n\nA thing of its own.\n\n{text}".encode())
    for question in extract(document):
        assert all(exact(question, point) for point in question.key_points)


@pytest.mark.skipif(not OWNERS_DOCUMENT.exists(), reason="the owner's document is not beside this checkout")
class TestOwnersDocument:
    def test_all_questions_are_found(self) -> None:
        assert len(extract(read(OWNERS_DOCUMENT))) == 14

    def test_each_has_key_points_of_its_own(self) -> None:
        for question in extract(read(OWNERS_DOCUMENT)):
            assert len(question.key_points) >= 4
            assert all(exact(question, point) for point in question.key_points)

    def test_no_debris_is_left(self) -> None:
        for question in extract(read(OWNERS_DOCUMENT)):
            for debris in (
                "CNNsRNNs",
                "Also Read",
                "Best Machine",
                "ESC",
                "illustration",
                "Difference between",
                "Luck",
            ):
                assert debris not in question.reference
                assert debris not in question.text

    def test_the_table_gives_six_points_a_side(self) -> None:
        question = next(q for q in extract(read(OWNERS_DOCUMENT)) if "different" in q.text)
        sides = [point.text.split(":")[0] for point in question.key_points]
        assert (sides.count("CNNs"), sides.count("RNNs")) == (6, 6)


def test_key_points_that_a_table_gives_are_the_only_ones_and_stay_as_they_are() -> None:
    table = b"question,answer,key_points\nWhat is a stride?,One. It has kinds.,the step of the kernel; it has kinds\n"
    (question,) = extract(read_bytes("rows.csv", table))
    assert [point.text for point in question.key_points] == ["the step of the kernel", "it has kinds"]


def test_without_given_key_points_a_rows_answer_is_taken_apart() -> None:
    (question,) = extract(read_bytes("rows.csv", b"question,answer\nWhat is a stride?,It is a step. It has kinds.\n"))
    assert len(question.key_points) == 2
