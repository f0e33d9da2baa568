"""
Sentences that lean on the one before, made to stand alone.

The rule. "It", "They" and their possessives give way to what the sentence before is about, where its subject can be
told and agrees in number; else to the topic that the question names. "This" with a verb, "Because", "Otherwise" and
their like mean the whole sentence before: the two become one point. "These gates" and the like are told with what the
sentence before is about. Where nothing can be found, the two sentences become one point, unless it grows too long.
"""

import re
from dataclasses import dataclass, replace

from knowledge.extract.phrases import any_of
from knowledge.extract.sentences import is_plural, subject_in
from knowledge.question import KeyPoint

MOST_JOINED_WORDS = 45

_PERSONAL = re.compile(r"(?P<pronoun>it|its|they|their)\b(?P<is>['\u2019]s)?\s+", re.IGNORECASE)
_OPENING = any_of(
    r"""
    (?:[A-Z][a-z]+(?: [a-z]+){0,2}), (?=(?:it|they|its|their)\b)
    (?:for|in|with|at|during|by|after|before|under|without|on) [^,.;]{2,40}?,? (?=(?:it|they|its|their)\b)
"""
)
_WHOLE = any_of(
    r"""
    is  are  was  were  can  could  may  might  must  will  would  should  has  have  does  do  also  then  often
    usually  in turn  the  a  an  it  they  helps  means  makes  gives  allows  leads  reduces  keeps  prevents
    lets  saves  avoids  causes  improves  speeds  forces  requires  lowers  raises  adds  turns  breaks  explains
    works  happens  shows
    [a-z]+s (?:the|a|an|that|it|them|to|in|more|less|each|all|both|only|how|with|for|by|as|no|even|out)
""",
    before=r"(?:this|that|which|these|those|both|such|there(?:by|fore)?,? (?:it|they|this))\s+",
    behind=r"\b",
)
_FOLLOWING = any_of(
    r"""
    (?:this|that) [a-z]+[^aisu\W]s
    because  otherwise  doing so  in (?:this|that) (?:case|way)  for (?:this|that) reason  the (?:former|latter)
    as such
""",
    behind=r"\b",
)
_POINTING = re.compile(r"(?:this|that|these|those|such)\s+(?=[a-z])", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """A key point, and what its sentence is about; empty where that cannot be told."""

    point: KeyPoint
    about: str


def standing(point: KeyPoint, before: Told | None, topic: str) -> tuple[Told, bool]:
    """The point made to stand alone, and whether the one before is part of it now."""
    sentence = point.text
    opening = _OPENING.match(sentence)
    skipped = opening[0] if opening else ""
    personal = _PERSONAL.match(sentence[len(skipped) :])
    if personal:
        about = _antecedent(personal["pronoun"], before, topic)
        if about:
            return Told(
                replace(point, text=skipped + _put(about, personal, sentence[len(skipped) :], bool(skipped))), about
            ), False
    elif _WHOLE.match(sentence) or _FOLLOWING.match(sentence):
        pass
    elif _POINTING.match(sentence):
        about = (before.about if before else "") or topic
        if about:
            return Told(replace(point, text=f"{_capital(about)}: {sentence}"), about), False
    else:
        return Told(point, subject_in(sentence, topic) or ""), False
    return _joined(point, before, topic)


def _joined(point: KeyPoint, before: Told | None, topic: str) -> tuple[Told, bool]:
    if before and len(f"{before.point.text} {point.text}".split()) <= MOST_JOINED_WORDS:
        text = f"{before.point.text} {point.text}"
        return Told(replace(before.point, text=text, end=point.end), before.about), True
    about = (before.about if before else "") or topic
    return Told(replace(point, text=f"{_capital(about)}: {point.text}") if about else point, about), False


def _antecedent(pronoun: str, before: Told | None, topic: str) -> str:
    plural = pronoun.casefold() in ("they", "their")
    for about in (before.about if before else "", topic):
        if about and is_plural(about) == plural:
            return about
    return ""


def _put(about: str, personal: re.Match[str], sentence: str, inside: bool) -> str:
    named = about if inside else _capital(about)
    if personal["pronoun"].casefold() in ("its", "their"):
        named += "'" if named.endswith("s") else "'s"
    elif personal["is"]:
        named += " is"
    return f"{named} {sentence[personal.end() :]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
