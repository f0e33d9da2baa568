import pytest

from interviewer.grading.evidence import words
from interviewer.grading.gibberish import gibberish


@pytest.mark.parametrize(
    "text",
    [
        "asdf asdf asdf asdf",
        "lkjh poiu mnbv qwer",
        "qwertyuiop asdfghjkl zxcvbnm",
        "sdkfjh sdkjfh ksdjhf ksjdhf",
        "aaaaaaa bbbbbbb ccccccc",
        "ajksd weoiru zxmcn vbnqw",
        "hfdjs akle wqopr tyuie",
        "wjefn skdvn oiwe vnsdk qoeif",
        "kjflkgjg",
        "blah blah blah blah",
        "foo bar baz qux",
        "test test test",
        "abc def ghi jkl mno pqr",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit",
        "a b c d e",
    ],
)
def test_what_is_no_language_is_seen(text: str) -> None:
    assert gibberish(words(text))


@pytest.mark.parametrize(
    "text",
    [
        "keeps the maximum",
        "The cup falls.",
        "LSTM & GRU gates",
        "softmax, argmax, sqrt, tanh",
        "MNIST CIFAR ImageNet",
        "RMSprop, AdamW, Adagrad",
        "It is already heavy.",
        "the test set",
        "0.5",
        "128 by 128",
        "PyTorch and Keras backprop through it",
        "teh modle lerns teh noize",
    ],
)
def test_words_terms_and_typos_are_read(text: str) -> None:
    assert not gibberish(words(text))
