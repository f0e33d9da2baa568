import pytest

from knowledge.extract.leaning import Told, standing
from knowledge.question import KeyPoint


def point(text: str, start: int = 0) -> KeyPoint:
    return KeyPoint(text, start, start + len(text))


def stood(text: str, before: str = "", about: str = "", topic: str = "") -> str:
    earlier = Told(point(before), about) if before else None
    return standing(point(text, len(before) + 1), earlier, topic)[0].point.text


@pytest.mark.parametrize(
    ("text", "about", "told"),
    [
        ("It has no weights.", "Pooling", "Pooling has no weights."),
        ("Its price is latency.", "A cache", "A cache's price is latency."),
        ("They grow with depth.", "Gradients", "Gradients grow with depth."),
        ("It's cheap.", "SGD", "SGD is cheap."),
        ("In practice, it is cheap.", "SGD", "In practice, SGD is cheap."),
    ],
)
def test_a_pronoun_gives_way_to_what_the_sentence_before_is_about(text: str, about: str, told: str) -> None:
    assert stood(text, "A sentence.", about) == told


def test_a_pronoun_of_another_number_means_the_topic() -> None:
    assert stood("It is slow.", "Gradients vanish.", "Gradients", "backpropagation") == "Backpropagation is slow."


def test_without_anything_to_mean_the_two_sentences_are_one_point() -> None:
    told, joins = standing(point("It is slow.", 13), Told(point("Odd weather."), ""), "")
    assert (told.point.text, told.point.start, joins) == ("Odd weather. It is slow.", 0, True)


def test_this_with_a_verb_means_the_whole_sentence_before() -> None:
    assert stood("This slows training.", "Steps are long.", "Steps") == "Steps are long. This slows training."


def test_this_with_a_noun_is_told_with_what_the_sentence_before_is_about() -> None:
    assert stood("These gates open.", "An LSTM has gates.", "An LSTM") == "An LSTM: These gates open."


def test_two_sentences_that_would_grow_too_long_stay_two() -> None:
    before = "word " * 44 + "end."
    told, joins = standing(point("This slows training."), Told(point(before), "Depth"), "")
    assert (told.point.text, joins) == ("Depth: This slows training.", False)


def test_a_sentence_with_a_subject_of_its_own_stays() -> None:
    assert stood("Pooling has no weights.", "A sentence.", "Convolution") == "Pooling has no weights."
