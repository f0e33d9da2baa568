import pytest

from knowledge.extract.sentences import claim_ranges, is_plural, opens_with_verb, sentence_ranges, subject_in


def claims(text: str) -> list[str]:
    return [text[first:last] for first, last in claim_ranges(text)]


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("A perceptron is a linear classifier.", "A perceptron"),
        ("Momentum accumulates past gradients.", "Momentum"),
        ("Label smoothing replaces the hard targets.", "Label smoothing"),
        ("In practice, small batches help.", "small batches"),
        ("The randomness no longer depends on the weights.", "The randomness"),
    ],
)
def test_a_sentence_is_about_the_words_before_its_verb(sentence: str, subject: str) -> None:
    assert subject_in(sentence) == subject


@pytest.mark.parametrize("sentence", ["It is slow.", "If weights are equal they stay so.", "The weights, too."])
def test_nothing_is_guessed_where_that_cannot_be_told(sentence: str) -> None:
    assert subject_in(sentence) is None


def test_the_topic_is_known_though_its_verb_is_not() -> None:
    assert subject_in("Mixup frobnicated images.", "mixup") == "Mixup"


@pytest.mark.parametrize("joint", ["; ", ", whereas ", ", while ", ", but "])
def test_parts_that_stand_alone_are_claims_of_their_own(joint: str) -> None:
    one, other = "backpropagation computes the gradient", "an optimiser uses the gradient"
    assert claims(f"{one}{joint}{other}.") == [one, f"{other}."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Replay reduces it in most cases; so do penalties on the weights.",
        "The pooling layer has no weights, but helps all later layers.",
        "Each token is projected to a query, a key and a value.",
        "While the loss of training falls, but slowly, the other one rises.",
    ],
)
def test_parts_that_do_not_stay_together(sentence: str) -> None:
    assert claims(sentence) == [sentence]


def test_and_parts_only_long_sentences() -> None:
    short = "The encoder reads the input, and the decoder writes the output."
    long = f"The encoder reads the whole input from its first token to its last, {short[29:]}"
    assert len(claims(short)) == 1
    assert len(claims(long)) == 2


def test_a_citation_behind_the_stop_hides_no_end() -> None:
    text = "Dropout is old.[1] It works."
    assert [text[first:last] for first, last in sentence_ranges(text)][1] == "It works."


@pytest.mark.parametrize(("words", "plural"), [("Gradients", True), ("The loss", False), ("The gates of a cell", True)])
def test_number_is_that_of_the_head(words: str, plural: bool) -> None:
    assert is_plural(words) is plural


def test_a_fragment_that_opens_with_its_verb_lacks_a_subject() -> None:
    assert opens_with_verb("has no weights")
    assert not opens_with_verb("few parameters")
