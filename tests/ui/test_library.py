"""Questions reviewed on the Library page, with two documents of a user and the bank's place taken by a third."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from knowledge.question import Source
from knowledge.readers import read_bytes
from tests.builders import make_question
from tests.knowledge.desks import NOTES, OTHER, PADDING, POOLING, Shelf
from tests.ui.held import captions, drawn, page_data, press, ran, texts

FILLING_SECONDS = 300  # the whole bank is embedded first
HOSTILE = "<img src=x onerror=alert(1)> **bold** [link](https://example.org)"
BANK = "# Secrets\n\n## What is a stride?\n\nA stride is the step of the kernel.\n"


@pytest.fixture
def shelf(tmp_path: Path, model_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    with page_data(tmp_path, model_cache, monkeypatch):
        shelf = Shelf(tmp_path)
        shelf.put()
        yield shelf


def document_page() -> None:
    from ui import session
    from ui.question_card import card

    desk = session.service().library.desk
    for document in session.service().library.documents():
        for stands in desk.standings(document.id):
            card(desk, stands, reveal=not document.builtin)


def library_page() -> None:
    from ui.views import library

    library.page()


def comparing_page() -> None:
    from ui import comparisons, session

    library = session.service().library
    comparisons.asked_twice(library.desk)
    comparisons.contradicting(library.desk, [document.id for document in library.documents() if document.builtin])


def lost_page() -> None:
    from ui import comparisons, session

    desk = session.service().library.desk
    for orphan in desk.orphans():
        comparisons.lost(desk, orphan)


def editing(shelf: Shelf) -> AppTest:
    """The page with the form of the first question open."""
    return drawn(document_page, f"edit-{shelf.question(POOLING).id}")


def fill(app: AppTest, label: str, text: str) -> AppTest:
    widgets = [*app.text_area, *app.text_input]
    next(widget for widget in widgets if widget.label == label).set_value(text)
    return app


def test_what_is_saved_in_the_form_is_asked(shelf: Shelf) -> None:
    press(fill(editing(shelf), "Question", "What is max pooling for?"), "Save")
    assert shelf.texts == ["What is max pooling for?", PADDING]


def test_a_form_that_was_not_touched_changes_nothing(shelf: Shelf) -> None:
    before = shelf.catalogue.questions()
    press(editing(shelf), "Save")
    assert shelf.catalogue.questions() == before
    assert shelf.catalogue.reviews.all() == []


def test_key_points_are_reworded_weighed_and_left_out(shelf: Shelf) -> None:
    app = fill(editing(shelf), "Key point 1", "The largest value is kept.")
    next(one for one in app.number_input if one.label == "Weight").set_value(2.5)
    next(one for one in app.checkbox if one.label == "Leave key point 2 out").check()
    press(app, "Save")
    question = shelf.question(POOLING)
    (point,) = question.key_points
    assert (point.text, point.weight) == ("The largest value is kept.", 2.5)
    assert question.passage(point) == "Max pooling keeps the largest value of each window."


def test_a_passage_that_is_not_there_is_refused_and_the_words_stay(shelf: Shelf) -> None:
    app = fill(editing(shelf), "New key point", "It is fast.")
    app = press(fill(app, "Passage: exact words of the reference", "It is very fast."), "Save")
    assert ["is not in the reference" in error.value for error in app.error] == [True]
    assert "It is fast." in [one.value for one in app.text_area]
    assert shelf.catalogue.reviews.all() == []


def test_an_empty_question_is_refused(shelf: Shelf) -> None:
    app = press(fill(editing(shelf), "Question", " "), "Save")
    assert ["question" in error.value for error in app.error] == [True]
    assert shelf.texts == [POOLING, PADDING]


def test_a_question_is_switched_off_and_on_and_undone(shelf: Shelf) -> None:
    app = press(drawn(document_page), "Switch off")
    assert shelf.texts == [PADDING]
    assert "off: it is not asked" in captions(app)
    app = press(app, "Switch on")
    assert shelf.texts == [POOLING, PADDING]


def test_undoing_brings_back_the_documents_words(shelf: Shelf) -> None:
    app = press(fill(editing(shelf), "Question", "What is max pooling for?"), "Save")
    press(app, "Undo")
    assert shelf.texts == [POOLING, PADDING]


def test_a_question_is_split(shelf: Shelf) -> None:
    app = drawn(document_page, f"split-{shelf.question(POOLING).id}")
    fill(app, "What the new question asks", "What of the size?")
    app.multiselect[0].select(2)
    press(app, "Split")
    assert shelf.texts == [POOLING, "What of the size?", PADDING]


def test_a_split_without_a_question_is_refused(shelf: Shelf) -> None:
    app = drawn(document_page, f"split-{shelf.question(POOLING).id}")
    app.multiselect[0].select(2)
    app = press(app, "Split")
    assert ["needs a question of its own" in error.value for error in app.error] == [True]


def test_any_two_questions_are_merged(shelf: Shelf) -> None:
    first, second = shelf.catalogue.questions()
    app = drawn(document_page, f"merge-{first.id}")
    app.selectbox[0].set_value(second.id)
    press(app, "Merge")
    assert shelf.texts == [POOLING]


def test_a_passage_is_opened_at_its_place(shelf: Shelf) -> None:
    question = shelf.question(PADDING)
    app = drawn(document_page, f"points-{question.id}", f"place-{question.id}-1")
    assert "line 9" in captions(app)
    assert f"## {PADDING}" in texts(app)


def test_the_bank_does_not_show_its_answers_but_can_be_switched_off(shelf: Shelf) -> None:
    shelf.remove()
    shelf.put("bank/01.md", BANK, builtin=True)
    app = drawn(document_page)
    assert [expander.label for expander in app.expander] == []
    press(app, "Switch off")
    assert shelf.texts == []


def test_a_changed_document_shows_both_versions(shelf: Shelf) -> None:
    shelf.desk.reweight(shelf.question(POOLING).id, {1: 2.0})
    shelf.put(text=NOTES.replace("largest", "greatest"))
    app = drawn(document_page, f"points-{shelf.question(POOLING).id}")
    assert ["changed under your edit" in warning.value for warning in app.warning] == [True]
    assert "greatest" in texts(app)
    assert "largest" in texts(app)
    app = press(app, "Take the document's")
    assert not app.warning
    assert "greatest" in shelf.question(POOLING).reference


def test_questions_that_ask_the_same_are_merged_or_told_apart(shelf: Shelf) -> None:
    shelf.put("other.md", OTHER)
    app = press(drawn(comparing_page), "Merge, worded as the second")
    assert "No two questions ask the same." in captions(app)
    assert POOLING.upper() in shelf.texts
    shelf.desk.undo(shelf.question(POOLING.upper()).id)
    app = press(drawn(comparing_page), "Not the same")
    assert "No two questions ask the same." in captions(app)
    assert "contradict each other" in captions(app)


def test_contradicting_references_stand_side_by_side(shelf: Shelf) -> None:
    shelf.put("other.md", OTHER)
    app = drawn(comparing_page)
    assert "They say opposite things." in captions(app)
    assert "keeps the smallest value" in texts(app)
    app = press(app, "No contradiction")
    assert "No references of the same question contradict each other." in captions(app)


def test_a_contradiction_of_the_bank_gives_no_answer_away(shelf: Shelf) -> None:
    shelf.put("bank/01.md", OTHER, builtin=True)
    app = drawn(comparing_page)
    assert "Not shown" in captions(app)
    assert "smallest" not in texts(app)


def test_a_lost_review_is_attached_to_the_nearest_question(shelf: Shelf) -> None:
    shelf.desk.reweight(shelf.question(POOLING).id, {1: 2.0})
    shelf.put(text=NOTES.replace(POOLING, "What does max-pooling do?"))
    press(drawn(lost_page), "Attach")
    assert [point.weight for point in shelf.question(POOLING).key_points] == [2.0, 1.0]


def test_a_lost_review_is_dropped(shelf: Shelf) -> None:
    shelf.desk.reweight(shelf.question(POOLING).id, {1: 2.0})
    shelf.remove()
    press(drawn(lost_page), "Drop it")
    assert shelf.desk.orphans() == []


def test_hostile_documents_are_drawn_as_text(shelf: Shelf) -> None:
    document = read_bytes("evil.txt", f"{HOSTILE}\n\n{HOSTILE} is a claim.\n".encode())
    made = make_question(f"Why is {HOSTILE}?", claims=[f"{HOSTILE} is a claim."], labels=[HOSTILE], topic=HOSTILE)
    question = replace(made, id="0", source=Source(document.id, HOSTILE, 0, len(document.text)))
    shelf.catalogue.put(document, [question], [])
    app = drawn(document_page, f"points-{question.id}", f"edit-{question.id}", f"place-{question.id}-1")
    assert HOSTILE in texts(app)
    assert HOSTILE in "".join(one.value or "" for one in app.text_area)
    rendered = "".join(element.value for element in [*app.markdown, *app.caption])
    assert "<img" not in rendered.replace("\\<img", "")
    assert "[link]" not in rendered.replace("`[link](https://example.org)`", "")


def test_the_page_keeps_its_tab_and_tells_what_needs_a_users_word(shelf: Shelf) -> None:
    shelf.desk.reweight(shelf.question(POOLING).id, {1: 2.0})
    shelf.put(text=NOTES.replace("largest", "greatest"))
    app = AppTest.from_function(library_page, default_timeout=FILLING_SECONDS)
    app.session_state["tab"] = "Review"
    app = ran(app.run())
    assert "greatest" in texts(app)
    app = press(app, "Keep mine")
    assert app.session_state["tab"] == "Review"
    assert "No document changed under your edits." in captions(app)
