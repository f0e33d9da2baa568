import pytest

from interviewer.intent import intent_of
from interviewer.interview import Intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("skip", Intent.SKIP),
        ("Skip this question, please"[:18], Intent.SKIP),
        ("next question.", Intent.SKIP),
        ("I don't know", Intent.DONT_KNOW),
        ("I don\u2019t know.", Intent.DONT_KNOW),
        ("idk", Intent.DONT_KNOW),
        ("no idea", Intent.DONT_KNOW),
        ("Can I have a hint?", Intent.HINT),
        ("hint", Intent.HINT),
        ("Could you repeat the question?", Intent.REPEAT),
        ("can you rephrase that", Intent.REPHRASE),
        ("What do you mean by 'low-level features'?", Intent.CLARIFY),
        ("Are you asking about training or inference?", Intent.CLARIFY),
        ("stop the interview", Intent.END),
    ],
)
def test_a_request_is_understood(text: str, intent: Intent) -> None:
    assert intent_of(text) is intent


@pytest.mark.parametrize(
    "text",
    [
        "Skip connections add the input of a block to its output.",
        "I don't know much, but pooling makes the map smaller.",
        "It repeats the same cell at each step.",
        "Pooling. Does that make sense?",
        "",
        "What do you mean? " + "It halves the height and the width of the map. " * 10,
        "no padding means the output shrinks",
        "End-to-end training learns features and classifier together.",
    ],
)
def test_anything_else_is_an_answer(text: str) -> None:
    assert intent_of(text) is Intent.ANSWER
