"""Which missed point to press on, and with which words."""

from interviewer.grade import Graded, Verdict
from knowledge.question import Question

_URGENCY = {Verdict.CONTRADICTED: 0, Verdict.PARTIAL: 1, Verdict.MISSED: 2}


def point_to_press(question: Question, grade: Graded) -> int | None:
    """
    The position of the key point worth one more question; None where every point is covered.

    A point with an authored follow-up comes first, since it can be asked about without giving it away; then what was
    contradicted, half said and missed, the heavier point first.
    """
    authored = {follow_up.key_point for follow_up in question.follow_ups}
    open_points = [verdict for verdict in grade.verdicts if verdict.verdict in _URGENCY]
    if not open_points:
        return None
    first = min(
        open_points,
        key=lambda v: (
            v.key_point not in authored,
            _URGENCY[v.verdict],
            -question.key_points[v.key_point].weight,
            v.key_point,
        ),
    )
    return first.key_point


def follow_up_text(question: Question, key_point: int) -> str:
    """The authored follow-up on the point; without one, a question that names at most the point's label."""
    for follow_up in question.follow_ups:
        if follow_up.key_point == key_point:
            return follow_up.text
    label = question.key_points[key_point].label
    if label:
        return f"What more can you say about {label}?"
    return "I would expect one more point here. What else matters?"
