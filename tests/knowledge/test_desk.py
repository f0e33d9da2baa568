from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.contradiction import Contradiction, Kind
from knowledge.draft import QuestionDraft, draft_of
from knowledge.errors import BadReview, NotFound
from knowledge.question import Question
from knowledge.review import State
from knowledge.twins import Twins
from tests.knowledge.desks import NOTES, OTHER, PADDING, POOLING, Shelf

REWORDED = "What is max pooling for?"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path)
    shelf.put()
    return shelf


@pytest.fixture
def both(shelf: Shelf) -> Shelf:
    """Also a second document, which has the first question in capitals."""
    shelf.put("other.md", OTHER)
    return shelf


def changed(seen: Question, **fields: object) -> QuestionDraft:
    return draft_of(seen).model_copy(update=fields)


def reword(shelf: Shelf, text: str = REWORDED) -> Question:
    question = shelf.question(POOLING)
    return shelf.desk.edit(question, changed(question, question=text)).question


def test_an_edited_question_is_asked_in_its_new_words_under_its_old_id(shelf: Shelf) -> None:
    before = shelf.question(POOLING).id
    assert reword(shelf).id == before
    assert shelf.texts == [REWORDED, PADDING]


def test_undoing_brings_back_what_was_extracted(shelf: Shelf) -> None:
    before = shelf.question(POOLING)
    reword(shelf)
    assert shelf.desk.undo(before.id) == [before]
    assert shelf.question(POOLING) == before


def test_a_question_edited_back_is_as_it_was_extracted(shelf: Shelf) -> None:
    question = reword(shelf)
    stands = shelf.desk.edit(question, changed(question, question=POOLING))
    assert stands.state is State.EXTRACTED


def test_an_edit_of_what_was_changed_meanwhile_is_refused(shelf: Shelf) -> None:
    seen = shelf.question(POOLING)
    reword(shelf)
    with pytest.raises(BadReview, match="changed meanwhile"):
        shelf.desk.edit(seen, changed(seen, question="Another?"))
    assert shelf.texts == [REWORDED, PADDING]


def test_an_edit_outlives_a_change_elsewhere_in_its_document(shelf: Shelf) -> None:
    reword(shelf)
    shelf.put(text=NOTES.replace("# Pooling", "# Pooling, 2nd edition\n\nA preface."))
    stands = shelf.desk.standing(shelf.question(REWORDED).id)
    assert stands.changed == ()
    assert stands.question.source.title.startswith("Pooling, 2nd")


def test_an_edit_stays_in_force_over_a_changed_text_and_shows_both(shelf: Shelf) -> None:
    reword(shelf)
    shelf.put(text=NOTES.replace("largest", "greatest"))
    stands = shelf.desk.standing(shelf.question(REWORDED).id)
    assert "largest" in stands.question.reference
    assert ["greatest" in now.reference for now in stands.changed] == [True]


def test_a_changed_text_that_was_seen_is_shown_no_more(shelf: Shelf) -> None:
    question = reword(shelf)
    shelf.put(text=NOTES.replace("largest", "greatest"))
    assert shelf.desk.keep(question.id).changed == ()


def test_the_bank_is_reviewed_alike_and_its_upgrade_keeps_edits(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.put("bank/01.md", builtin=True)
    reword(shelf)
    shelf.put("bank/01.md", NOTES + "\n## What is a stride?\n\nA stride is the step of the kernel.\n", builtin=True)
    assert shelf.texts == [REWORDED, PADDING, "What is a stride?"]


def test_a_question_that_is_off_is_not_asked_but_listed(shelf: Shelf) -> None:
    stands = shelf.desk.switch(shelf.question(PADDING).id, off=True)
    assert shelf.texts == [POOLING]
    assert [s.state for s in shelf.desk.standings(stands.question.source.document_id)] == [State.EXTRACTED, State.OFF]


def test_a_question_that_is_switched_on_again_keeps_its_edits(shelf: Shelf) -> None:
    question = reword(shelf)
    shelf.desk.switch(question.id, off=True)
    shelf.desk.switch(question.id, off=False)
    assert shelf.texts == [REWORDED, PADDING]


def test_key_points_weigh_what_the_user_says(shelf: Shelf) -> None:
    stands = shelf.desk.reweight(shelf.question(POOLING).id, {2: 0.5})
    assert [point.weight for point in stands.question.key_points] == [1.0, 0.5]


@pytest.mark.parametrize("weights", [{3: 1.0}, {0: 1.0}, {1: 0.0}, {1: float("nan")}])
def test_a_weight_that_cannot_be_is_refused(shelf: Shelf, weights: dict[int, float]) -> None:
    with pytest.raises(BadReview, match="key point"):
        shelf.desk.reweight(shelf.question(POOLING).id, weights)


def test_two_merged_questions_are_one(both: Shelf) -> None:
    first, second = both.question(POOLING), both.question(POOLING.upper())
    made = both.desk.merge(first.id, second.id).question
    assert both.texts == [POOLING, PADDING]
    assert [made.passage(p) for p in made.key_points] == [
        question.passage(p) for question in (first, second) for p in question.key_points
    ]
    assert [citation.split(",")[0] for citation in made.citations] == ["Pooling", "Vision"]


def test_a_merged_question_stays_where_one_of_its_documents_is(both: Shelf) -> None:
    first, second = both.question(POOLING), both.question(POOLING.upper())
    both.desk.merge(first.id, second.id)
    both.remove("notes.md")
    stands = both.desk.standing(first.id)
    assert [origin.question.id for origin in stands.gone] == [first.id]
    assert stands.question.source == second.source


def test_undoing_a_merger_by_either_question_brings_both_back(both: Shelf) -> None:
    first, second = both.question(POOLING), both.question(POOLING.upper())
    both.desk.merge(first.id, second.id)
    both.desk.undo(second.id)
    assert both.texts == [POOLING, PADDING, POOLING.upper()]


def test_a_question_that_was_merged_away_says_where_it_is(both: Shelf) -> None:
    first, second = both.question(POOLING), both.question(POOLING.upper())
    both.desk.merge(first.id, second.id)
    with pytest.raises(NotFound, match=f"undo {first.id}"):
        both.desk.standing(second.id)


def test_a_question_is_not_merged_with_itself(shelf: Shelf) -> None:
    question = shelf.question(POOLING)
    with pytest.raises(BadReview, match="itself"):
        shelf.desk.merge(question.id, question.id)


def test_edits_of_both_live_on_in_the_merged_question(both: Shelf) -> None:
    first = reword(both)
    second = both.desk.reweight(both.question(POOLING.upper()).id, {1: 3.0}).question
    made = both.desk.merge(first.id, second.id).question
    assert made.text == REWORDED
    assert [point.weight for point in made.key_points] == [1.0, 1.0, 3.0, 1.0]


def test_a_split_question_is_two_with_its_key_points_divided(shelf: Shelf) -> None:
    question = shelf.question(POOLING)
    first, second = shelf.desk.split(question.id, {2}, "What becomes of the size?")
    assert shelf.texts == [POOLING, "What becomes of the size?", PADDING]
    assert (first.question.key_points, second.question.key_points) == (
        question.key_points[:1],
        question.key_points[1:],
    )


def test_parts_of_a_split_question_can_be_edited_and_merged_again(shelf: Shelf) -> None:
    _, part = shelf.desk.split(shelf.question(POOLING).id, {2}, "What becomes of the size?")
    shelf.desk.edit(part.question, changed(part.question, question="How does the size change?"))
    assert shelf.texts == [POOLING, "How does the size change?", PADDING]
    shelf.desk.merge(shelf.question(POOLING).id, part.question.id)
    assert shelf.texts == [POOLING, PADDING]


def test_what_was_split_off_is_not_split_off_again(shelf: Shelf) -> None:
    shelf.put(text=NOTES.replace("feature map.", "feature map. It has no weights."))
    question = shelf.question(POOLING)
    shelf.desk.split(question.id, {2}, "What becomes of the size?")
    with pytest.raises(BadReview, match="there already"):
        shelf.desk.split(question.id, {2}, "What becomes of the size?")


def test_counts_and_subjects_follow_the_reviews(shelf: Shelf) -> None:
    question = shelf.question(POOLING)
    shelf.desk.edit(question, changed(question, topic="Vision"))
    assert shelf.catalogue.topics() == {"Pooling": 1, "Vision": 1}
    shelf.desk.switch(question.id, off=True)
    assert shelf.catalogue.topics() == {"Pooling": 1}
    assert [listed.questions for listed in shelf.catalogue.documents()] == [1]


@pytest.mark.parametrize(
    "review",
    [
        reword,
        lambda shelf: shelf.desk.switch(shelf.question(POOLING).id, off=True),
        lambda shelf: shelf.desk.split(shelf.question(POOLING).id, {2}, "What becomes of the size?"),
    ],
)
def test_the_revision_follows_every_review_and_its_undoing(shelf: Shelf, review: Callable[[Shelf], object]) -> None:
    before, question = shelf.catalogue.revision(), shelf.question(POOLING)
    review(shelf)
    assert shelf.catalogue.revision() != before
    shelf.desk.undo(question.id)
    assert shelf.catalogue.revision() == before


def test_the_review_of_a_question_that_is_gone_is_kept(shelf: Shelf) -> None:
    question = reword(shelf)
    shelf.put(text=NOTES.replace(POOLING, "What is max pooling good for?"))
    assert shelf.texts == ["What is max pooling good for?", PADDING]
    assert [orphan.id for orphan in shelf.desk.orphans()] == [question.id]


def test_a_question_that_comes_back_has_its_review_again(shelf: Shelf) -> None:
    reword(shelf)
    shelf.remove()
    shelf.put()
    assert shelf.texts == [REWORDED, PADDING]
    assert shelf.desk.orphans() == []


def test_an_orphan_is_attached_to_the_question_it_belongs_to(shelf: Shelf) -> None:
    question = reword(shelf)
    shelf.put(text=NOTES.replace(POOLING, "What is max pooling good for?"))
    (orphan,) = shelf.desk.orphans()
    nearest = shelf.desk.candidates(orphan)[0]
    assert nearest.text == "What is max pooling good for?"
    stands = shelf.desk.attach(question.id, nearest.id)
    assert (stands.question.id, stands.question.text) == (nearest.id, REWORDED)
    assert shelf.desk.orphans() == []


def test_what_is_not_gone_is_not_attached_elsewhere(shelf: Shelf) -> None:
    question = reword(shelf)
    with pytest.raises(BadReview, match="not the id of a reviewed question that is gone"):
        shelf.desk.attach(question.id, shelf.question(PADDING).id)


def test_an_orphan_can_be_dropped(shelf: Shelf) -> None:
    question = reword(shelf)
    shelf.remove()
    assert shelf.desk.undo(question.id) == []
    assert shelf.desk.orphans() == []


def test_an_unknown_question_is_named(shelf: Shelf) -> None:
    with pytest.raises(NotFound, match="no question nonsense"):
        shelf.desk.undo("nonsense")


def test_the_same_question_of_two_documents_is_found(both: Shelf) -> None:
    (compared,) = both.desk.duplicates()
    assert isinstance(compared.found, Twins)
    assert {compared.found.first.text, compared.found.second.text} == {POOLING, POOLING.upper()}


def test_a_dismissed_pair_is_remembered_until_it_says_something_else(both: Shelf) -> None:
    first, second = both.question(POOLING), both.question(POOLING.upper())
    both.desk.dismiss("duplicate", second.id, first.id)
    assert [pair.dismissed for pair in both.desk.duplicates()] == [True]
    both.desk.edit(second, changed(second, question="what does max pooling do?"))
    assert [pair.dismissed for pair in both.desk.duplicates()] == [False]


def test_a_dismissal_can_be_taken_back(both: Shelf) -> None:
    first, second = both.question(POOLING), both.question(POOLING.upper())
    both.desk.dismiss("duplicate", first.id, second.id)
    both.desk.recall("duplicate", second.id, first.id)
    assert [pair.dismissed for pair in both.desk.duplicates()] == [False]


def test_contradicting_key_points_are_found_before_and_after_merging(both: Shelf) -> None:
    (found,) = [compared.found for compared in both.desk.contradictions()]
    assert isinstance(found, Contradiction)
    assert found.kind is Kind.OPPOSITE
    both.desk.merge(both.question(POOLING).id, both.question(POOLING.upper()).id)
    assert len(both.desk.contradictions()) == 1


def test_questions_that_are_not_the_same_contradict_nothing(both: Shelf) -> None:
    both.desk.dismiss("duplicate", both.question(POOLING).id, both.question(POOLING.upper()).id)
    assert both.desk.contradictions() == []


def test_the_passage_of_a_merged_point_is_shown_in_its_own_document(both: Shelf) -> None:
    first, second = both.question(POOLING), both.question(POOLING.upper())
    both.desk.merge(first.id, second.id)
    shown = both.desk.place(first.id, 3)
    assert (shown.exact, shown.source.title) == (True, "Vision")
    assert shown.passage == "Max pooling keeps the smallest value of each window."


def test_a_passage_that_the_document_lost_gives_its_section(shelf: Shelf) -> None:
    question = reword(shelf)
    shelf.put(text=NOTES.replace("largest", "greatest"))
    shown = shelf.desk.place(question.id, 1)
    assert not shown.exact
    assert "greatest" in shown.passage


def test_questions_keep_their_order_and_their_sources(both: Shelf) -> None:
    plain = both.catalogue.questions()
    reviewed = [both.desk.reweight(question.id, {1: 2.0}).question for question in plain]
    assert [replace(q, key_points=()) for q in reviewed] == [replace(q, key_points=()) for q in plain]
    assert both.catalogue.questions() == reviewed
