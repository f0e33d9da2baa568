from collections.abc import Callable
from io import BytesIO

import pytest

from knowledge.document import BlockKind, place_of
from knowledge.errors import UnreadableDocument
from knowledge.readers import read_bytes
from tests.knowledge.readers.making import Paper, kinds, pdf, words

POOLING = "Pooling shrinks a feature map by summarising the activations of neighbouring places."


def chapter(paper: Paper) -> None:
    paper.heading("Convolutional networks", 22)
    paper.heading("2.1 Pooling")
    paper.paragraph(f"{POOLING} {POOLING}")
    paper.paragraph(POOLING)
    paper.heading("2.2 What is a stride?")
    paper.paragraph("A stride is the step of the kernel.")


def test_letters_that_are_larger_make_headings() -> None:
    assert kinds(read_bytes("a.pdf", pdf(chapter))) == [
        (BlockKind.HEADING, "Convolutional networks"),
        (BlockKind.HEADING, "Pooling"),
        (BlockKind.PARAGRAPH, f"{POOLING} {POOLING}"),
        (BlockKind.PARAGRAPH, POOLING),
        (BlockKind.HEADING, "What is a stride?"),
        (BlockKind.PARAGRAPH, "A stride is the step of the kernel."),
    ]


def test_only_the_title_has_the_first_level() -> None:
    headings = [b.level for b in read_bytes("a.pdf", pdf(chapter)).blocks if b.kind is BlockKind.HEADING]
    assert headings == [1, 2, 2]


def test_the_largest_letters_are_the_title_where_none_is_named() -> None:
    assert read_bytes("a.pdf", pdf(chapter)).title == "Convolutional networks"


@pytest.mark.parametrize(("named", "title"), [("Notes on pooling", "Notes on pooling"), ("notes.tex", "scan")])
def test_a_named_title_is_taken_unless_it_names_a_file(named: str, title: str) -> None:
    def write(paper: Paper) -> None:
        paper.set_title(named)
        paper.paragraph(POOLING)

    assert read_bytes("scan.pdf", pdf(write)).title == title


def test_bold_lines_are_headings_below_the_larger_ones() -> None:
    def write(paper: Paper) -> None:
        paper.heading("Part one", 18)
        paper.heading("Pooling", 11)
        paper.paragraph(POOLING)
        paper.heading("Part two", 18)
        paper.paragraph(POOLING)

    levels = [(b.text, b.level) for b in read_bytes("a.pdf", pdf(write)).blocks if b.kind is BlockKind.HEADING]
    assert levels == [("Part one", 2), ("Pooling", 3), ("Part two", 2)]


def test_running_titles_and_page_numbers_are_left_out() -> None:
    class Book(Paper):
        def header(self) -> None:
            self.set_font("Helvetica", size=9)
            self.cell(0, 8, f"Deep nets, chapter two      {self.page_no()}", new_x="LMARGIN", new_y="NEXT")
            self.ln(6)

        def footer(self) -> None:
            self.set_y(-15)
            self.cell(0, 8, f"Page {self.page_no()} of 9", align="C")

    book = Book()
    for _ in range(40):
        book.paragraph(f"{POOLING} {POOLING}")
    text = read_bytes("a.pdf", book.bytes()).text
    assert "chapter two" not in text
    assert "Page" not in text


def test_a_chapter_that_opens_a_page_with_its_number_stays() -> None:
    def write(paper: Paper) -> None:
        for number in range(1, 5):
            paper.heading(f"Chapter {number}", 20)
            for place in range(8):
                paper.paragraph(f"{POOLING} That is the sentence {'abcdefgh'[place] * number} of it.")
            paper.add_page()

    headings = [b for b in read_bytes("a.pdf", pdf(write)).blocks if b.kind is BlockKind.HEADING]
    assert len(headings) == 4


def test_words_are_joined_over_the_ends_of_lines() -> None:
    def write(paper: Paper) -> None:
        paper.paragraph(
            "A convo-\nlution slides over a well-known image, and pre-\ntraining helps. Pre-training is done once."
        )

    text = read_bytes("a.pdf", pdf(write)).text
    assert text.startswith("A convolution slides over a well-known image, and pre-training helps.")


def test_a_paragraph_goes_on_over_the_page() -> None:
    def write(paper: Paper) -> None:
        paper.paragraph("The gradient is carried back through the network and")
        paper.add_page()
        paper.paragraph("reaches the first layer at last.")

    document = read_bytes("a.pdf", pdf(write))
    assert document.text == "The gradient is carried back through the network and reaches the first layer at last."
    assert place_of(document, 0, len(document.text)) == "pages 1-2"
    assert place_of(document, document.text.index("reaches"), len(document.text)) == "page 2"


def test_two_columns_are_read_one_after_the_other() -> None:
    def write(paper: Paper) -> None:
        paper.heading("A title over both columns of this page", 14)
        top = paper.get_y()
        paper.paragraph("Left column. " + POOLING * 4, width=85)
        paper.set_y(top)
        paper.set_left_margin(110)
        paper.paragraph("Right column. " + POOLING * 4, width=85)

    text = read_bytes("a.pdf", pdf(write)).text
    assert text.count(POOLING) == 8
    assert text.index("Left column") < text.index("Right column")


def test_cells_beside_each_other_are_a_table() -> None:
    def write(paper: Paper) -> None:
        paper.paragraph(POOLING)
        paper.row("Aspect", "Adam", "SGD")
        paper.row("Rate", "one for each weight", "one for all")
        paper.row("Memory", "two moments a weight", "none or one")

    rows = [b for b in read_bytes("a.pdf", pdf(write)).blocks if b.kind is BlockKind.TABLE_ROW]
    assert [row.text for row in rows] == [
        "Aspect | Adam | SGD",
        "Rate | one for each weight | one for all",
        "Memory | two moments a weight | none or one",
    ]
    assert [row.level for row in rows] == [1, 0, 0]


def test_a_drawn_table_keeps_cells_of_several_lines_together() -> None:
    long = "input, forget and output gates, each with weights of its own that are learned by descent"

    def write(paper: Paper) -> None:
        paper.paragraph(POOLING)
        paper.set_font("Times", size=11)
        with paper.table() as table:
            for cells in (("Aspect", "LSTM", "GRU"), ("Gates", long, ""), ("State", "two", "one")):
                row = table.row()
                for cell in cells:
                    row.cell(cell)

    rows = [b.text for b in read_bytes("a.pdf", pdf(write)).blocks if b.kind is BlockKind.TABLE_ROW]
    assert rows == ["Aspect | LSTM | GRU", f"Gates | {long} | ", "State | two | one"]


def test_a_frame_around_text_makes_no_table() -> None:
    def write(paper: Paper) -> None:
        paper.rect(8, 8, 190, 30)
        paper.paragraph(POOLING)

    assert kinds(read_bytes("a.pdf", pdf(write))) == [(BlockKind.PARAGRAPH, POOLING)]


def test_lists_in_lists_are_deeper() -> None:
    def write(paper: Paper) -> None:
        paper.paragraph("Pooling comes in kinds:")
        for indent, item in ((12, "Over windows."), (22, "The maximum of one."), (12, "Over the whole map.")):
            paper.set_x(indent)
            paper.paragraph(f"- {item}")

    bullets = [(b.text, b.level) for b in read_bytes("a.pdf", pdf(write)).blocks if b.kind is BlockKind.BULLET]
    assert bullets == [("Over windows.", 0), ("The maximum of one.", 1), ("Over the whole map.", 0)]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(turn: int) -> None:
    import pypdfium2

    def write(paper: Paper) -> None:
        paper.paragraph("The first line.")
        with paper.rotation(turn, 100, 100):
            paper.text(60, 100, "Pooling shrinks maps of features.")
            paper.text(60, 106, "It keeps what is strong.")

    document = pypdfium2.PdfDocument(pdf(write))
    document[0].set_rotation(turn)
    packed = BytesIO()
    document.save(packed)
    text = read_bytes("a.pdf", packed.getvalue()).text
    assert text == "Pooling shrinks maps of features. It keeps what is strong."


def test_code_keeps_its_lines_and_indents() -> None:
    def write(paper: Paper) -> None:
        paper.paragraph(POOLING)
        paper.code("def step(x):\n    for w in x:\n        w -= 1\n    return x")

    code = [b.text for b in read_bytes("a.pdf", pdf(write)).blocks if b.kind is BlockKind.CODE]
    assert code == ["def step(x):\n    for w in x:\n        w -= 1\n    return x"]


def test_items_of_lists_are_bullets_and_their_lines_are_joined() -> None:
    def write(paper: Paper) -> None:
        paper.paragraph("Pooling comes in kinds:")
        for item in (POOLING, "The mean of a window keeps them all alike."):
            paper.set_font("Times", size=11)
            paper.cell(6, 5.5, "-")
            paper.set_left_margin(16)
            paper.multi_cell(0, 5.5, f"{item} {POOLING}", new_x="LMARGIN", new_y="NEXT")
            paper.set_left_margin(10)
            paper.set_x(10)

    bullets = [b.text for b in read_bytes("a.pdf", pdf(write)).blocks if b.kind is BlockKind.BULLET]
    assert bullets == [f"{POOLING} {POOLING}", f"The mean of a window keeps them all alike. {POOLING}"]


def test_a_dot_that_is_drawn_before_an_item_is_its_bullet() -> None:
    def write(paper: Paper) -> None:
        paper.paragraph("Pooling comes in kinds:")
        for item in ("Maximum of a window.", "Mean of a window."):
            paper.ellipse(12, paper.get_y() + 2, 1, 1, style="F")
            paper.set_x(16)
            paper.paragraph(item)

    assert kinds(read_bytes("a.pdf", pdf(write)))[1:] == [
        (BlockKind.BULLET, "Maximum of a window."),
        (BlockKind.BULLET, "Mean of a window."),
    ]


def test_footnotes_and_the_numbers_that_point_to_them_are_left_out() -> None:
    def write(paper: Paper) -> None:
        paper.set_font("Times", size=11)
        paper.write(5.5, "The gradient is carried back through the network")
        paper.char_vpos = "SUP"
        paper.write(5.5, "1")
        paper.char_vpos = "LINE"
        paper.write(5.5, " and")
        paper.set_font("Times", size=8)
        paper.text(10, 260, "1 A note that says where this was first done,")
        paper.text(10, 264, "and by whom.")
        paper.add_page()
        paper.paragraph("reaches the first layer at last.")

    text = read_bytes("a.pdf", pdf(write)).text
    assert text == "The gradient is carried back through the network and reaches the first layer at last."


def test_exponents_are_told_apart() -> None:
    def write(paper: Paper) -> None:
        paper.set_font("Times", size=11)
        paper.write(5.5, "The loss is of the order of x")
        paper.char_vpos = "SUP"
        paper.write(5.5, "2")
        paper.char_vpos = "LINE"
        paper.write(5.5, " here.")

    assert read_bytes("a.pdf", pdf(write)).text == "The loss is of the order of x^2 here."


def test_a_table_of_contents_is_left_out() -> None:
    def write(paper: Paper) -> None:
        paper.paragraph(f"Pooling {'. ' * 30} 7")
        for title, page in (("Convolution", "8"), ("Attention", "11"), ("Training", "23")):
            paper.row(title, "", page)
        paper.paragraph(POOLING)

    assert read_bytes("a.pdf", pdf(write)).text == POOLING


def test_every_block_lies_where_it_says() -> None:
    document = read_bytes("a.pdf", pdf(chapter))
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text


def hidden_mode(paper: Paper) -> None:
    with paper.local_context(text_mode=3):
        paper.paragraph("secret instructions")


def hidden_white(paper: Paper) -> None:
    paper.set_text_color(255, 255, 255)
    paper.paragraph("secret instructions")


def hidden_outside(paper: Paper) -> None:
    paper.set_font("Times", size=11)
    paper.text(-400, 100, "secret instructions")


def hidden_tiny(paper: Paper) -> None:
    paper.set_font("Times", size=1)
    paper.text(20, 200, "secret instructions")


def hidden_transparent(paper: Paper) -> None:
    with paper.local_context(fill_opacity=0):
        paper.paragraph("secret instructions")


@pytest.mark.parametrize("hide", [hidden_mode, hidden_white, hidden_outside, hidden_tiny, hidden_transparent])
def test_what_cannot_be_seen_is_left_out(hide: Callable[[Paper], None]) -> None:
    def write(paper: Paper) -> None:
        paper.paragraph(POOLING)
        hide(paper)

    document = read_bytes("a.pdf", pdf(write))
    assert POOLING in document.text
    assert "secret" not in words(document)


def test_white_letters_on_a_dark_ground_are_read() -> None:
    def write(paper: Paper) -> None:
        paper.set_fill_color(0, 0, 90)
        paper.rect(10, 50, 190, 20, style="F")
        paper.set_text_color(255, 255, 255)
        paper.set_font("Times", size=14)
        paper.text(20, 62, "Pooling in white letters")

    assert read_bytes("a.pdf", pdf(write)).text == "Pooling in white letters"


def test_the_unseen_text_over_a_scanned_page_is_its_transcription() -> None:
    from PIL import Image

    def write(paper: Paper) -> None:
        paper.image(Image.new("L", (60, 80), 200), 0, 0, paper.w, paper.h)
        with paper.local_context(text_mode=3):
            paper.paragraph(POOLING)

    assert POOLING in read_bytes("a.pdf", pdf(write)).text


def test_a_scan_without_text_is_refused_with_the_remedy() -> None:
    def write(paper: Paper) -> None:
        paper.rect(10, 10, 50, 50, style="F")

    with pytest.raises(UnreadableDocument, match=r"no text that can be seen \(pages: 1\).*OCR"):
        read_bytes("a.pdf", pdf(write))


def test_a_locked_pdf_is_refused_with_the_remedy() -> None:
    def write(paper: Paper) -> None:
        paper.paragraph(POOLING)
        paper.set_encryption(owner_password="owner", user_password="user")

    with pytest.raises(UnreadableDocument, match="locked with a password"):
        read_bytes("a.pdf", pdf(write))


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.pdf is not a PDF, or is damaged"):
        read_bytes("a.pdf", b"%PDF-1.7\nbut nothing more")
