import pytest

from knowledge.readers import read_bytes
from knowledge.readers.blinds import without_hidden
from tests.knowledge.readers.making import words


@pytest.mark.parametrize(
    "hidden",
    [
        "<!-- secret -->",
        "<!-- secret\n\nsecret -->",
        "Text <!-- secret --> goes on.",
        "<div style='display:none'>\n\nsecret *words*\n\n</div>",
        "<div hidden>\n\n- secret\n\n```\nsecret\n```\n\n</div>",
        "Text <span style='font-size:0'>secret *words*</span> goes on.",
        "<p style='color:#fff'>secret</p>",
        "<script>\nsecret()\n</script>",
        "<style>secret {}</style>",
        "> <span hidden>secret</span> quoted",
        "| a | b |\n|---|---|\n| <span hidden>secret</span> | 1 |",
        "[//]: # (secret)",
        "[a]: http://secret.example 'secret'",
        "![secret](a.png)",
        "<!-- secret",
    ],
)
def test_what_the_page_of_markdown_does_not_show_is_no_block(hidden: str) -> None:
    document = read_bytes("a.md", f"Seen before.\n\n{hidden}\n".encode())
    assert "Seen before." in document.text
    assert not any("secret" in block.text for block in document.blocks)


@pytest.mark.parametrize("hidden", ["<!-- secret -->", "<div hidden>\n\nsecret\n\n</div>", "<script>secret</script>"])
def test_what_is_hidden_is_not_in_the_text_either(hidden: str) -> None:
    document = read_bytes("a.md", f"Seen before.\n\n{hidden}\n\nSeen behind.\n".encode())
    assert "Seen behind." in document.text
    assert "secret" not in words(document)


def test_lines_stay_where_they_are() -> None:
    text = "one\n<!-- a\nb -->\n\n<div hidden>\n\nsecret\n</div>\n\nlast"
    assert without_hidden(text).split("\n")[9] == "last"


@pytest.mark.parametrize(
    "text",
    [
        "`<!-- shown -->` in code",
        "```html\n<!-- shown -->\n<p hidden>shown</p>\n```",
        "    <!-- shown -->",
        "<details><summary>Q?</summary>\n\nshown\n\n</details>",
        "a < b and b > c",
        "<div style='display:none'></div> shown",
    ],
)
def test_what_is_shown_stays(text: str) -> None:
    assert without_hidden(text).count("shown") == text.count("shown")


def test_the_innermost_of_hidden_elements_does_not_end_the_outer_one() -> None:
    assert "secret" not in without_hidden("<div hidden><p hidden>secret</p> secret</div>\n")


def test_entities_bring_no_invisible_characters() -> None:
    assert read_bytes("a.md", b"a&#x202e;b&#8203;c").blocks[0].text == "abc"
