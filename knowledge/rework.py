"""How one question becomes another: its points weighed anew, two questions made one, one made two. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from knowledge.errors import BadReview
from knowledge.hints import hints_for
from knowledge.question import FollowUp, KeyPoint, Misconception, Question, Source, question_id

MAX_WEIGHT = 100.0
_JOINT = "\n\n"
_Tied = TypeVar("_Tied", FollowUp, Misconception)


def reweighted(question: Question, weights: Mapping[int, float]) -> Question:
    """``weights`` are by the numbers of the key points, from 1. Raises BadReview."""
    for number, weight in weights.items():
        _check_number(question, number)
        if not 0 < weight <= MAX_WEIGHT:
            raise BadReview(f"key point {number} cannot weigh {weight:g}; give more than 0 and at most {MAX_WEIGHT:g}")
    points = enumerate(question.key_points, 1)
    return replace(question, key_points=tuple(replace(p, weight=weights.get(number, p.weight)) for number, p in points))


def merged(first: Question, second: Question) -> Question:
    """
    The first question, with the reference and the key points of the second behind its own.

    A point that both have word for word is there once. The sources of both are among the citations. Raises BadReview
    where both are the same question.
    """
    if first.id == second.id:
        raise BadReview(f"'{first.text}' cannot be merged with itself; name two questions")
    same = first.reference == second.reference
    offset = 0 if same else len(first.reference) + len(_JOINT)
    points = list(first.key_points)
    places: dict[int, int] = {}
    for number, point in enumerate(second.key_points):
        known = [place for place, own in enumerate(first.key_points) if _normal(own.text) == _normal(point.text)]
        places[number] = known[0] if known else len(points)
        if not known:
            points.append(replace(point, start=point.start + offset, end=point.end + offset))
    authored = [question.hints for question in (first, second) if not has_made_hints(question)]
    cited = (*first.citations, *second.citations, _cited(first.source), _cited(second.source))
    return replace(
        first,
        reference=first.reference if same else f"{first.reference}{_JOINT}{second.reference}",
        key_points=tuple(points),
        hints=authored[0] if authored else hints_for(points),
        follow_ups=(*first.follow_ups, *retied(second.follow_ups, places)),
        misconceptions=(*first.misconceptions, *retied(second.misconceptions, places)),
        rephrasing=first.rephrasing or second.text,
        citations=tuple(dict.fromkeys(cited)),
    )


def halves(question: Question, numbers: Collection[int], text: str) -> tuple[Question, Question]:
    """
    The question without the key points of these ``numbers``, from 1, and one with the ``text`` that has just these.

    Both keep the whole reference. Hints are made anew: what was written for all the points gives those of the other
    question away. Raises BadReview.
    """
    for number in numbers:
        _check_number(question, number)
    moved = [place for place in range(len(question.key_points)) if place + 1 in numbers]
    stay = [place for place in range(len(question.key_points)) if place + 1 not in numbers]
    if not moved or not stay:
        raise BadReview(f"each part of '{question.text}' needs a key point; name some of its points, not none or all")
    asked = " ".join(text.split())
    if not asked or _normal(asked) == _normal(question.text):
        raise BadReview(f"the second part of '{question.text}' needs a question of its own; say what it asks")
    second = replace(question, id=question_id(question.id, asked), text=asked, rephrasing="")
    return _with_points(question, stay), _with_points(second, moved)


def _with_points(question: Question, places: Sequence[int]) -> Question:
    points = tuple(question.key_points[place] for place in places)
    new = {old: place for place, old in enumerate(places)}
    return replace(
        question,
        key_points=points,
        hints=hints_for(points),
        follow_ups=retied(question.follow_ups, new),
        misconceptions=retied(question.misconceptions, new),
    )


def retied(tied: Sequence[_Tied], places: Mapping[int, int]) -> tuple[_Tied, ...]:
    """Tied to the new ``places`` of their key points; those whose key point is gone are left out."""
    return tuple(replace(one, key_point=places[one.key_point]) for one in tied if one.key_point in places)


def has_made_hints(question: Question) -> bool:
    """Whether its hints were made from its key points, or it has none."""
    return not question.hints or question.hints == hints_for(question.key_points)


def renewed_hints(before: Question, points: Sequence[KeyPoint]) -> tuple[str, ...]:
    """The hints for other key points: made anew where they were made, kept where somebody wrote them."""
    return hints_for(points) if has_made_hints(before) else before.hints


def _check_number(question: Question, number: int) -> None:
    count = len(question.key_points)
    if not 1 <= number <= count:
        raise BadReview(f"there is no key point {number}; '{question.text}' has the numbers 1 to {count}")


def _cited(source: Source) -> str:
    return f"{source.title}, {source.place}" if source.place else source.title


def _normal(text: str) -> str:
    return " ".join(text.casefold().split())
