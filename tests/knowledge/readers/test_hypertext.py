import pytest

from knowledge.document import BlockKind, place_of
from knowledge.readers import read_bytes
from tests.knowledge.readers.making import kinds, words


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>secret</p>",
        "<div aria-hidden='true'><p>secret</p></div>",
        "<p style='display: none'>secret</p>",
        "<div style='DISPLAY:NONE !important'><ul><li>secret</li></ul></div>",
        "<p style='visibility:hidden'>secret</p>",
        "<p style='opacity:0'>secret</p>",
        "<p style='opacity:.01'>secret</p>",
        "<p style='font-size:0'>secret</p>",
        "<p style='font-size:1px'>secret</p>",
        "<p style='font-size:0.1em'>secret</p>",
        "<p style='color:white'>secret</p>",
        "<p style='color:#FFF'>secret</p>",
        "<p style='color:#fefefe'>secret</p>",
        "<p style='color:rgb(250, 250, 250)'>secret</p>",
        "<p style='color:rgba(0,0,0,0)'>secret</p>",
        "<p style='color:transparent'>secret</p>",
        "<div style='background:#222'><p style='color:#222'>secret</p></div>",
        "<font color='white'>secret</font>",
        "<table bgcolor='black'><tr><td>secret</td></tr></table>",
        "<p style='position:absolute;left:-9999px'>secret</p>",
        "<p style='text-indent:-100em'>secret</p>",
        "<p style='width:0;overflow:hidden'>secret</p>",
        "<p style='height:1px;overflow:hidden'>secret</p>",
        "<p style='clip:rect(0,0,0,0);position:absolute'>secret</p>",
        "<p style='clip-path:inset(50%)'>secret</p>",
        "<p style='transform:scale(0)'>secret</p>",
        "<style>.x{display:none}</style><p class='a x'>secret</p>",
        "<style>p.x, i{font-size:0}</style><p class='x'>secret</p>",
        "<style>/* c */ #x{color:#fff}</style><p id='x'>secret</p>",
        "<style>@media screen{.x{display:none}}</style><p class='x'>secret</p>",
        "<!-- secret -->",
        "<script>secret()</script>",
        "<template><p>secret</p></template>",
        "<noscript>secret</noscript>",
        "<svg><text>secret</text></svg>",
        "<textarea>secret</textarea>",
        "<iframe src='file:///etc/passwd'>secret</iframe>",
        "<img alt='secret' src='file:///etc/passwd'>",
        "<p title='secret' data-x='secret'></p>",
        "<meta name='description' content='secret'>",
    ],
)
def test_what_a_page_does_not_show_is_left_out(hidden: str) -> None:
    document = read_bytes("a.html", f"<p>Seen before.</p>{hidden}<p>Seen behind.</p>".encode())
    assert "Seen before." in document.text
    assert "Seen behind." in document.text
    assert "secret" not in words(document)


@pytest.mark.parametrize(
    "shown",
    [
        "<div style='background:#000'><p style='color:white'>seen</p></div>",
        "<div style='background:url(dark.png)'><p style='color:white'>seen</p></div>",
        "<div style='background:linear-gradient(navy, purple)'><p style='color:white'>seen</p></div>",
        "<p style='opacity:0.8; color:#333; font-size:90%'>seen</p>",
        "<p style='width:50%;overflow:hidden'>seen</p>",
        "<p style='margin-left:-10px'>seen</p>",
        "<style>body{opacity:0} .a .x:hover{display:none}</style><p class='x'>seen</p>",
        "<style>@media print{.x{display:none}}</style><p class='x'>seen</p>",
        "<style>.answer{display:none} .open .answer{display:block}</style><p class='answer'>seen</p>",
        "<details><summary>What is it?</summary><p>seen</p></details>",
        "<p hidden></p><p>seen</p>",
    ],
)
def test_what_a_page_shows_is_read(shown: str) -> None:
    assert "seen" in read_bytes("a.html", shown.encode()).text


def test_a_place_is_the_lines_of_the_file() -> None:
    document = read_bytes("a.html", b"<html>\n<body>\n<h2>One</h2>\n\n<p>Two\nthree</p>\n<p>Four</p>")
    assert place_of(document, 0, 3) == "line 3"
    assert place_of(document, 0, document.text.index("Four")) == "lines 3-5"


def test_empty_cells_keep_their_columns() -> None:
    html = (
        b"<table><tr><th></th><th>Adam</th><th>SGD</th></tr><tr><td>Rate</td><td><p>one</p><p>each</p></td>"
        b"<td></td></tr></table>"
    )
    assert kinds(read_bytes("a.html", html)) == [
        (BlockKind.TABLE_ROW, " | Adam | SGD"),
        (BlockKind.TABLE_ROW, "Rate | one each | "),
    ]


def test_a_row_of_bold_cells_is_a_header() -> None:
    html = b"<table><tr><td><b>Adam</b></td><td><b>SGD</b></td></tr><tr><td>one</td><td>two</td></tr></table>"
    assert [block.level for block in read_bytes("a.html", html).blocks] == [1, 0]


def test_a_table_that_lays_out_the_page_is_none() -> None:
    html = b"<table><tr><td><p>A first paragraph.</p><p>A second one.</p></td></tr></table>"
    assert kinds(read_bytes("a.html", html)) == [
        (BlockKind.PARAGRAPH, "A first paragraph."),
        (BlockKind.PARAGRAPH, "A second one."),
    ]


def test_a_formula_is_its_tex() -> None:
    html = (
        b"<p>The loss <span class='katex'><span class='katex-mathml'><math><mi>L</mi><annotation>L=x^2</annotation>"
        b"</math></span><span class='katex-html' aria-hidden='true'>L=x2</span></span> falls.</p>"
    )
    assert read_bytes("a.html", html).text == "The loss $L=x^2$ falls."


def test_entities_bring_no_invisible_characters() -> None:
    assert read_bytes("a.html", b"<p>a&#x202e;b&#8203;c&#7;d&#xE0041;e&shy;f&#xFE01;</p>").text == "abcdef"
