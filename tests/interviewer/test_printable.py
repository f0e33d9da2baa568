import pytest

from interviewer.printable import printable


@pytest.mark.parametrize(
    "hostile",
    [
        "\x1b[31m",
        "\x1b[2J",
        "\x1b]0;title\x07",
        "\x1b]8;;http://a.example\x1b\\",
        "\x9b1m",
        "\x07",
        "\x7f",
        "\r",
        "\udcff",
    ],
)
def test_what_a_terminal_would_obey_is_left_out(hostile: str) -> None:
    assert printable(f"a{hostile}b") == "ab"


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u2069", "\u200f", "\u061c"])
def test_what_turns_the_reading_direction_is_left_out(sign: str) -> None:
    assert printable(f"a{sign}b") == "ab"


def test_an_escape_sequence_without_an_end_loses_its_escape_character() -> None:
    assert printable("a\x1b]0;b") == "a]0;b"


@pytest.mark.parametrize("text", ["two\nlines", "[bold]x[/bold]", "x² ≤ ε, 学習率", "👩‍🔬", "سلام"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert printable(text) == text
