"""What a candidate means by an utterance, told by its words alone."""

import re

from interviewer.interview import Intent

_SPOKEN: tuple[tuple[Intent, re.Pattern[str]], ...] = tuple(
    (intent, re.compile(rf"(?:{pattern})", re.IGNORECASE))
    for intent, pattern in (
        (
            Intent.HINT,
            r"(can|could|may) i (have|get) (a|another) hint|(give me )?(a|another)?\s*hint( please)?"
            r"|yes,? (a )?hint",
        ),
        (Intent.SKIP, r"skip( this)?( question| one)?|pass|next( question)?|move on|let'?s (skip|move on)"),
        (
            Intent.DONT_KNOW,
            r"(sorry,? )?(i (really |honestly )?)?(do not|don'?t|dont) (really )?know( (it|this|that|the answer))?|idk"
            r"|(i have |i'?ve )?no (idea|clue)|(i'?m |i am )?not sure|(i )?can'?t remember|i forgot|no",
        ),
        (
            Intent.REPEAT,
            r"(can|could|would) you (please )?repeat.*|(please )?repeat( (that|the question|it))?"
            r"|say (that|it) again|again",
        ),
        (
            Intent.REPHRASE,
            r"(can|could|would) you (please )?(rephrase|reword|put).*|(please )?rephrase( (that|the question|it))?"
            r"|(in )?other words|i (do not|don'?t) understand( the question)?",
        ),
        (Intent.END, r"(please )?(end|stop|quit|finish)( (the|this) interview)?|exit|goodbye|bye"),
    )
)
_CLARIFICATION = re.compile(
    r"(what do you mean|do you mean|are you asking|should i|shall i|may i assume|can i assume|is this about"
    r"|does this include|what (exactly )?is meant|which (one|kind|type|sense)"
    r"|could you clarify|can you clarify|please clarify|clarify)\b",
    re.IGNORECASE,
)
CLARIFICATION_WORDS = 40


def intent_of(text: str) -> Intent:
    """
    The intent of a typed or spoken utterance; anything that is not plainly something else is an answer.

    A request counts only where it is the whole utterance: "skip connections add the input back" is an answer.
    """
    plain = " ".join(text.replace("\u2019", "'").split()).strip(" .,!?")
    for intent, pattern in _SPOKEN:
        if pattern.fullmatch(plain):
            return intent
    asks = text.rstrip().endswith("?") or plain.lower().startswith(("clarify", "please clarify"))
    if asks and len(plain.split()) <= CLARIFICATION_WORDS and _CLARIFICATION.match(plain):
        return Intent.CLARIFY
    return Intent.ANSWER
