import pytest

from knowledge.readers.hypertext import read_html

TEXT = "<p>Pooling shrinks feature maps and keeps their number, whatever the window is.</p>"


def shown(html: str) -> list[str]:
    return [block.text for block in read_html(html).blocks]


@pytest.mark.parametrize(
    "named",
    ['class="cookie-banner"', 'id="toc"', 'class="relatedPosts"', 'role="navigation"', 'class="author-box"'],
)
def test_an_element_that_is_called_furniture_is_left_out(named: str) -> None:
    assert len(shown(f"<div {named}>Nothing here</div>{TEXT}")) == 1


@pytest.mark.parametrize("named", ['class="with-sidebar"', 'class="question"', 'id="shared-memory"'])
def test_an_element_that_is_called_something_else_stays(named: str) -> None:
    assert len(shown(f"<div {named}>Something here</div>{TEXT}")) == 2


def test_an_element_with_most_of_the_page_stays() -> None:
    assert len(shown(f'<div class="sidebar">{TEXT}</div>')) == 1


def test_a_button_that_asks_is_a_heading_and_others_go() -> None:
    assert shown(f"<button>What does pooling do?</button>{TEXT}<button>Accept</button>")[0] == "What does pooling do?"
    assert "Accept" not in shown(f"{TEXT}<button>Accept</button>")


def test_a_figure_with_a_table_keeps_it() -> None:
    html = "<figure><table><tr><td>CNN</td><td>RNN</td></tr></table><figcaption>Two nets</figcaption></figure>"
    assert shown(html) == ["CNN | RNN"]


def test_a_figure_with_a_picture_goes() -> None:
    assert shown(f"<figure><img src=a><figcaption>A net</figcaption></figure>{TEXT}")[0].startswith("Pooling")


def test_a_bold_question_and_its_answer_part_at_the_break() -> None:
    assert shown("<p><b>What is stride?</b><br>A step of the kernel.</p>") == [
        "What is stride?",
        "A step of the kernel.",
    ]
