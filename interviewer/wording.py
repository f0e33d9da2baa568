"""How the interviewer's moves are put into words: authored for every one, a model's where it may help."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from interviewer.errors import ModelFailed
from interviewer.flow import Say
from interviewer.followup import follow_up_text
from interviewer.grading.evidence import terms
from interviewer.interview import HINT_PRICES, Heard, Interview, Speech
from interviewer.llm import ChatModel, compose
from interviewer.prompts import load_prompt

_ACKNOWLEDGEMENTS = ("Thank you.", "Thanks, noted.", "All right, thank you.", "Understood, thank you.")
_LEAD_INS = ("", "Next question.", "Let us go on.", "Here is the next one.")
_PRAISE = re.compile(
    r"\b(great|excellent|good (job|answer|point)|well done|perfect|correct|right answer|exactly|impressive"
    r"|wrong|incorrect|amazing|fantastic|awesome|spot on|nice)\b",
    re.IGNORECASE,
)
MAX_WORDS = 90
_MARKUP = re.compile(r"[{}<>|]|```|\]\(")
_TASKS = {
    Speech.GREETING: (
        "Greet the candidate, say how the interview goes (use 'plan'), and that hints cost a part of the score."
    ),
    Speech.QUESTION: "Say one short sentence that leads over to the next question. Do not ask the question itself.",
    Speech.ACKNOWLEDGEMENT: "Acknowledge that the candidate has answered, in one neutral sentence.",
    Speech.REPHRASE: "Ask 'question' again in other words, with the same meaning and the same scope.",
    Speech.CLARIFICATION: (
        "The candidate asks 'candidate_says' about 'question'. "
        "Clarify only what the question asks for; do not answer it."
    ),
    Speech.MOVING_ON: "Say in one neutral sentence that you are moving on.",
    Speech.FAREWELL: "Thank the candidate, say that the interview is over and the report is ready.",
}


@dataclass(frozen=True)
class Wording:
    """What is said in the end. ``notice`` says why the model's words were not used."""

    text: str
    worded_by: str = ""
    notice: str = ""


@dataclass(frozen=True)
class Piece:
    """A part of an utterance on its way. ``restart`` tells that what came before it is taken back."""

    text: str
    restart: bool = False


def authored(interview: Interview, say: Say) -> str:
    """The wording that needs no model; the same interview gives the same words."""
    return _AUTHORED[say.speech](interview, say)


def wording(interview: Interview, say: Say, model: ChatModel | None) -> Iterator[Piece | Wording]:
    """
    The pieces of an utterance, then the whole as ``Wording``.

    A model's words are checked as they come. Where it fails, or says what it may not, the authored words take over.
    """
    fallback = authored(interview, say)
    task = _TASKS.get(say.speech)
    if model is None or task is None:
        yield Piece(fallback)
        yield Wording(fallback)
        return
    said = ""
    try:
        for piece in model.stream(*compose(load_prompt("wording"), task, _facts(interview, say))):
            # A small model repeats itself without end: one paragraph is all that is taken.
            first, ended, _ = (said + piece).lstrip().partition("\n\n")
            _check(interview, say, first)
            yield Piece(first[len(said) :])
            said = first
            if ended:
                break
    except ModelFailed as error:
        yield Piece(fallback, restart=True)
        yield Wording(fallback, notice=str(error))
        return
    said = said.rstrip()
    if say.speech is Speech.QUESTION:
        # The question itself is said verbatim, so that no model can change it.
        said = f"{said}\n\n{interview.turn.question.text}"
        yield Piece(f"\n\n{interview.turn.question.text}")
    yield Wording(said, worded_by=model.name)


def _check(interview: Interview, say: Say, said: str) -> None:
    """Raises ModelFailed where the words are no plain speech, judge the answer, or say much of a key point."""
    if _MARKUP.search(said):
        raise ModelFailed("the model did not answer in plain words; the authored wording is used")
    if len(said.split()) > MAX_WORDS:
        raise ModelFailed("the model went on too long; the authored wording is used")
    if say.speech in {Speech.ACKNOWLEDGEMENT, Speech.MOVING_ON, Speech.QUESTION} and _PRAISE.search(said):
        raise ModelFailed("the model's words judged the answer; the authored wording is used")
    if say.speech in {Speech.CLARIFICATION, Speech.REPHRASE, Speech.QUESTION} and interview.turns:
        question = interview.turn.question
        new = terms(said) - terms(question.text)
        for point in question.key_points:
            claim = terms(point.text) - terms(question.text)
            if len(claim) >= 3 and len(claim & new) >= 0.6 * len(claim):
                raise ModelFailed("the model's words gave an answer away; the authored wording is used")


def _facts(interview: Interview, say: Say) -> dict[str, str]:
    """Never the reference, a key point or a hint: what a model does not have it cannot give away."""
    match say.speech:
        case Speech.GREETING:
            return {"plan": _plan(interview)}
        case Speech.REPHRASE:
            return {"question": interview.turn.question.text}
        case Speech.CLARIFICATION:
            says = interview.last.text if isinstance(interview.last, Heard) else ""
            return {"question": interview.turn.question.text, "candidate_says": says[:600]}
    return {}


def _plan(interview: Interview) -> str:
    plan = interview.plan
    parts = [_counted(plan.questions, "question")] if plan.questions else []
    if plan.minutes:
        parts.append(f"about {plan.minutes} minutes")
    if plan.coding:
        parts.append(_counted(plan.coding, "coding round"))
    subjects = f" on {', '.join(plan.topics[:3])}" if plan.topics else " on deep learning"
    more = f" and {len(plan.topics) - 3} more subjects" if len(plan.topics) > 3 else ""
    return f"{' and '.join(parts)}{subjects}{more}"


def _counted(count: int, noun: str) -> str:
    return f"one {noun}" if count == 1 else f"{count} {noun}s"


def _greeting(interview: Interview, _: Say) -> str:
    hello = f"Hello, and welcome. We have {_plan(interview)} ahead."
    if interview.plan.questions == 0:
        return f"{hello} You may take hints, which cost a part of the score."
    return (
        f"{hello} Answer in your own words; full sentences help. "
        "You may ask for a hint, which costs a part of the score, ask me to repeat or rephrase, or skip a question."
    )


def _exercise(interview: Interview, _: Say) -> str:
    task = interview.round.task
    return (
        f"Now some code: {task.title}. Run it on the public cases as often as you like. Once it is submitted, it runs "
        f"on {task.hidden_cases} hidden cases, and I ask about what was measured."
    )


def _question(interview: Interview, _: Say) -> str:
    asked = len(interview.turns) - 1
    lead_in = _LEAD_INS[0] if not asked else _LEAD_INS[1 + (asked - 1) % (len(_LEAD_INS) - 1)]
    return f"{lead_in}\n\n{interview.turn.question.text}".strip()


def _acknowledgement(interview: Interview, _: Say) -> str:
    return _ACKNOWLEDGEMENTS[(len(interview.turns) - 1) % len(_ACKNOWLEDGEMENTS)]


def _follow_up(interview: Interview, say: Say) -> str:
    if say.key_point is None:
        raise ValueError("a follow-up presses on a key point")
    return f"One more thing on this. {follow_up_text(interview.turn.question, say.key_point)}"


def price(tier: int) -> str:
    """The price of the hint of that tier, from 0, as it is shown."""
    return f"{HINT_PRICES[tier]:.0%}"


def _hint_offer(interview: Interview, _: Say) -> str:
    tier = interview.turn.hints
    return (
        f"Hint {tier + 1} of {len(interview.turn.question.hints)} costs {price(tier)} of this question's score. "
        "Ask for the hint once more to take it, or just answer."
    )


def _hint(interview: Interview, _: Say) -> str:
    turn = interview.turn
    return f"Hint {turn.hints + 1} ({price(turn.hints)}): {turn.question.hints[turn.hints]}"


def _rephrase(interview: Interview, _: Say) -> str:
    question = interview.turn.question
    return question.rephrasing or f"Put simply, I would like to hear in your own words: {question.text}"


def _clarification(interview: Interview, _: Say) -> str:
    question = interview.turn.question
    return (
        f"I mean the question as it is usually understood in the context of \u201c{question.topic}\u201d. "
        f"State any assumption you make, and go from there: {question.text}"
    )


_AUTHORED: dict[Speech, Callable[[Interview, Say], str]] = {
    Speech.GREETING: _greeting,
    Speech.QUESTION: _question,
    Speech.ACKNOWLEDGEMENT: _acknowledgement,
    Speech.FOLLOW_UP: _follow_up,
    Speech.HINT_OFFER: _hint_offer,
    Speech.HINT: _hint,
    Speech.NO_MORE_HINTS: lambda *_: "There are no more hints for this question. Say what you can, or skip it.",
    Speech.ENCOURAGEMENT: lambda *_: (
        "That is all right. Say whatever part of it you can, take a hint, "
        "or say \u201cI don\u2019t know\u201d again to move on."
    ),
    Speech.REPEAT: lambda interview, _: f"Of course. {interview.turn.question.text}",
    Speech.REPHRASE: _rephrase,
    Speech.CLARIFICATION: _clarification,
    Speech.TOO_LONG: lambda *_: (
        "That answer is longer than I can grade as a whole, so I have not graded any of it. "
        "Please give it again in fewer words."
    ),
    Speech.OTHER_LANGUAGE: lambda *_: (
        "I can only grade answers in English here, so I have not graded that one. Please give it again in English; "
        "simple words are fine."
    ),
    Speech.CODE: lambda *_: (
        "That is code or a formula, which I cannot grade here. Please say in words what it does and why it answers "
        "the question."
    ),
    Speech.EXERCISE: _exercise,
    Speech.MOVING_ON: lambda *_: "All right, let us move on.",
    Speech.FAREWELL: lambda *_: "That was the interview. Thank you for your time. Your report is ready.",
}
