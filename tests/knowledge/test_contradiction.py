import numpy as np
import pytest

from knowledge.contradiction import Kind, contradict, contradictions
from tests.builders import make_question

SAME = np.ones((1, 1), np.float32)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("VGG-16 has 138 million parameters.", "VGG-16 has 60 million parameters.", Kind.NUMBER),
        ("A GRU has two gates.", "A GRU has three gates.", Kind.NUMBER),
        ("The kernel has 1,024 weights.", "The kernel has 512 weights.", Kind.NUMBER),
        ("Dropout is used at test time.", "Dropout is not used at test time.", Kind.NEGATION),
        ("Pooling layers have no weights.", "Pooling layers have weights.", Kind.NEGATION),
        ("Max pooling keeps the largest value.", "Max pooling keeps the smallest value.", Kind.OPPOSITE),
        ("A stride of 2 increases the output.", "A stride of 2 decreases the output.", Kind.OPPOSITE),
        ("The generator fools the discriminator.", "The discriminator fools the generator.", Kind.ROLES),
        ("Max pooling is faster than convolution.", "Convolution is faster than max pooling.", Kind.ROLES),
        (
            "In a GAN the generator makes samples and the critic judges samples.",
            "In a GAN the critic makes samples and the generator judges samples.",
            Kind.ROLES,
        ),
    ],
)
def test_claims_that_cannot_both_hold(one: str, other: str, kind: Kind) -> None:
    assert contradict(one, other) is kind
    assert contradict(other, one) is kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Max pooling keeps the largest value.", "Max pooling keeps the largest value of a window."),
        ("VGG-16 has 16 layers.", "VGG-16 has 138 million parameters."),
        ("A GRU has two gates.", "A GRU has 2 gates, update and reset."),
        ("The kernel has 1,024 weights.", "The kernel has 1024 weights."),
        ("Pooling has no weights.", "A convolution has weights in its kernel."),
        ("The gradient is not small.", "Dropout is used at test time."),
        ("The generator fools the discriminator.", "The discriminator is fooled by the generator."),
        ("LSTM and GRU have gates.", "GRU and LSTM have gates."),
        ("L1 differs from L2.", "L2 differs from L1."),
        ("LSTM cells and GRU cells have gates.", "GRU cells and LSTM cells have gates."),
        ("Max pooling gives 5 in this row.", "Sum pooling gives 10 in this row."),
        ("High layers see coarse shapes.", "Low layers see fine shapes."),
        ("Dropout does not run at test time, so outputs are stable.", "Dropout does not run at test time."),
        ("", "Pooling has no weights."),
    ],
)
def test_claims_that_agree_or_speak_of_something_else(one: str, other: str) -> None:
    assert contradict(one, other) is None
    assert contradict(other, one) is None


def test_contradicting_points_are_given_with_their_questions() -> None:
    first = make_question(claims=["A GRU has two gates."], labels=["gates"])
    second = make_question("What is a GRU?", claims=["A GRU has three gates."], labels=["gates"])
    (found,) = contradictions(first, second, SAME, SAME)
    assert (found.first_point.text, found.second_point.text) == ("A GRU has two gates.", "A GRU has three gates.")


def test_points_that_are_far_apart_are_not_compared() -> None:
    first = make_question(claims=["A GRU has two gates."], labels=["gates"])
    second = make_question("What is a GRU?", claims=["A GRU has three gates."], labels=["gates"])
    assert list(contradictions(first, second, SAME, SAME * 0.5)) == []


def test_points_of_one_question_are_compared_once() -> None:
    both = make_question(claims=["A GRU has two gates.", "A GRU has three gates."], labels=["", ""])
    vectors = np.ones((2, 1), np.float32)
    assert len(list(contradictions(both, both, vectors, vectors))) == 1
