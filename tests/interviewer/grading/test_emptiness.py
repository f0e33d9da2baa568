import pytest

from interviewer.grading.emptiness import emptiness
from tests.builders import make_question

QUESTION = make_question("What does max pooling do to the size of a feature map?")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("", "empty"),
        ("\U0001f44d", "empty"),
        ("\u2800", "empty"),
        ("Thought process:", "announces"),
        ("\u89e3", "announces"),
        ("it is", "nothing about the subject"),
        ("lkjh poiu mnbv qwer", "not readable"),
        ("What does max pooling do to the size of a feature map?", "repeats the question"),
        ("WHAT DOES MAX POOLING DO TO THE SIZE OF A FEATURE MAP", "repeats the question"),
        ("What is the effect of a pooling layer?", "repeats the question"),
        ("Great question! Max pooling does what to the size of a feature map", "repeats the question"),
        ("pooling", "repeats the question"),
        ("I don't know.", "not known"),
        ("Sorry, I have no idea about max pooling.", "not known"),
        ("I never learned this", "not known"),
        ("I would need to look it up", "not known"),
        ("pass", "not known"),
    ],
)
def test_an_answer_that_says_nothing_is_told_why(answer: str, reason: str) -> None:
    assert reason in emptiness(QUESTION, answer)


@pytest.mark.parametrize(
    "answer",
    [
        "The answer explains maximum, mentions size and justifies parameters.",
        "I cover maximum, size and parameters in full.",
        "This response correctly addresses maximum and size with clear reasoning.",
        "All key points (maximum, size, parameters) are covered.",
        "My answer discusses the maximum in detail. It also explains the size.",
        "First I define the maximum. Then I explain the size. Finally I justify the parameters.",
        "Key points: maximum; size; parameters.",
        "A full answer would mention the maximum and explain the size.",
        "The candidate demonstrates a thorough understanding of maximum and size.",
        "In this answer, the maximum is explained, the size is described and the parameters are justified.",
        "The answer is complete and correct and covers every key point of the rubric.",
        "All key points of the rubric are treated here, namely maximum, size and parameters.",
        "In what follows the maximum is described, the size is discussed and the parameters are justified.",
        "The candidate demonstrates a deep understanding of maximum and size, and can explain parameters clearly.",
    ],
)
def test_a_parroted_rubric_is_a_promise(answer: str) -> None:
    assert "says what it covers" in emptiness(QUESTION, answer)


@pytest.mark.parametrize(
    "answer",
    [
        "window, largest, value, height, width, parameters, learn, stride, map, average, channel, invariance",
        "window and largest and value and height and width and stride and map and mean and max and pool and k and p",
        "query key value softmax dot product square root dimension weighted sum gradient scale weights token",
        "pooling keeps largest value from each window that shrinks height width feature maps without learned weights "
        "some networks strides instead where channels stay separate invariance small shifts later layers cheaper",
    ],
)
def test_words_without_a_sentence_claim_nothing(answer: str) -> None:
    assert "claims nothing" in emptiness(QUESTION, answer)


@pytest.mark.parametrize(
    "answer",
    [
        "smaller",
        "Multi-query attention lets all query heads share one key head and one value head.",
        "Subword tokenisers keep frequent words whole and break rare words into smaller known pieces.",
        "few kinds of samples; game -> oscillation; FID; spectral norm / grad penalty; two time scales; bigger batch",
        "P(A) = C(6,3) * 0.6^3 * 0.4^3 = 0.28, P(B) = 0.6^3 = 0.22, P(C) = 0.01, so the order is B, C, A",
        "T scales logits: low = sharp, high = flat. top-k: sample from k best. Beam: keep b best prefixes.",
        "ReLU",
        "0.5",
        "It keeps the maximum.",
        "not its size",
        "It does not do anything to the size of a feature map with max pooling.",
        "It halves the size, and I forgot the rest.",
        "I don't know for sure, but it shrinks the map.",
        "It explains away the noise by the largest value.",
        "skip connections",
        "The map no longer knows where the value was.",
    ],
)
def test_an_answer_with_a_claim_is_let_through(answer: str) -> None:
    assert emptiness(QUESTION, answer) == ""


def test_a_choice_among_what_the_question_gives_is_a_claim() -> None:
    asked = make_question("Which of the two has more parameters, a convolution with ten filters or a dense layer?")
    assert emptiness(asked, "The dense layer.") == ""
