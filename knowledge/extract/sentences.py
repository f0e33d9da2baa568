"""Sentences, the claims inside a long one, and what a sentence speaks of: by the words alone."""

import re
from collections.abc import Iterator

from knowledge.extract.phrases import any_of

LABEL_WORDS = 5
LEAST_PART = 4
JOINED_WITH_AND = 16
SUBJECT_WORDS = 6

_SENTENCE_END = re.compile(r"(?<=[.!?])(?:\[\d{1,3}\])*[\"')\]]*\s+(?=[A-Z0-9\"'(\[`$\\])")
_ABBREVIATION = re.compile(r"\b(e\.g|i\.e|cf|vs|fig|eq|sec|al|approx|resp|no|dr|prof)\.$", re.IGNORECASE)
_LABEL = re.compile(
    r"(?P<label>[^:.\u2013\u2014]{2,60}?)"
    r"(?:\s*:\s+|\s+[-\u2013\u2014]\s+|(?<=\w)[-\u2013\u2014]\s+)(?=\S)"
)
_INNER_CAPITAL = re.compile(r"(?<=\w)[A-Z]")
_JOINTS = (
    (
        re.compile(r";\s+"),
        any_of("so  but  and  or  nor  yet  which  that  otherwise  then  e.g  i.e  for example", behind=r"\b"),
    ),
    (
        re.compile(r",\s+(?:whereas|while|but)\s+"),
        any_of("not  also  only  rather  then  still", behind=r"\b"),
    ),
    (
        re.compile(r",\s+and\s+"),
        any_of("then  thus  therefore  hence  so  it  they  its  their  this  these  that", behind=r"\b"),
    ),
)
_SUBORDINATE = re.compile(
    r"(?:if|when|whenever|while|although|though|because|since|as|unless|until|where|after|before|given|provided|even)\b",
    re.IGNORECASE,
)
_CONTINUING = any_of("otherwise  this  that  these  those", behind=r"\b")
_ADVERBIAL = any_of(
    """
    in  for  during  at  by  with  without  on  from  after  before  under  among  over  here  there  however  therefore
    thus  hence  instead  moreover  furthermore  additionally  typically  usually  often  today  finally  first  second
    third  then  conversely  as  unlike  like  if  when  because  since  while  although  though  to  given  compared
    generally
""",
    behind=r"\b[^,]{0,80},\s+",
)
_PRONOUNS = frozenset(
    "it its they their them this that these those there here you we i he she one what which who so such both".split()
)
_DETERMINERS = frozenset("a an the each every all any some its their this that these those no both our".split())
_AFTER_A_VERB = frozenset(
    """
    a an the each every all any some its their this that these those no both it them only most more less many few
    several two three four by to with over for from into on in at through across between how whether what which as
    not new one
""".split()
)
_ADVERBS = frozenset(
    """
    no longer then often also usually always never only therefore still now thus typically generally first hence
    sometimes simply just already even mostly
""".split()
)
_AUXILIARY = frozenset(
    """
    is are was were has have had can cannot could may might must shall should will would do does did isn't aren't
    don't doesn't can't won't
""".split()
)
_VERBS = frozenset(
    """
    accept accumulate achieve act adapt add address adjust aim allow amplify apply approximate arise assign assume
    attend avoid become begin behave belong break bring build calculate capture carry cause choose combine come
    compare compose compress comprise compute concatenate condition consist contain continue control converge
    convert copy correspond cost create cut damp decide decrease define depend describe detect determine differ
    discard discourage divide dominate draw drive drop eliminate emphasise enable encode encourage ensure estimate
    exceed exist expand explain explode expose express extend extract fail fall feed find fit fix focus follow force
    forget form gather generalise generalize generate get give go grow guarantee handle happen help hide hold hurt
    ignore improve include increase indicate inherit initialise initialize inject insert interpolate interpret
    introduce involve keep know lack lead learn leave let lie limit look lose lower maintain make match matter
    maximise maximize mean measure merge minimise minimize mix modify move multiply need normalise normalize observe
    obtain occur offer operate optimise optimize outperform overcome overfit overlap oversee parallelise pass
    penalise penalize perform permit perturb pick place play precede predict prefer preserve prevent produce project
    propagate provide pull punish push put quantise quantize raise reach read rebuild receive recompute reconstruct
    reduce refer refine reflect regularise regularize reject release rely remain remove render repeat replace
    represent require rescale respond restore restrict result retain return reuse reveal rotate run saturate save
    scale search see seem select send separate serve share shift show shrink simulate skip slide smooth solve sort
    specify speed split squash squeeze stabilise stabilize start stay stop store stretch struggle subtract suffer
    suit sum suppress swap synchronise take tell tend thin throw trade transform translate transmit treat trigger
    truncate turn twist unroll update use vanish vary vote warn weigh widen work write yield zero
""".split()
)


def sentence_ranges(text: str) -> Iterator[tuple[int, int]]:
    first = 0
    for match in _SENTENCE_END.finditer(text):
        last = match.start() + len(match[0].rstrip())
        if not _ABBREVIATION.search(text[first:last]):
            yield first, last
            first = match.end()
    if text[first:].strip():
        yield first, len(text.rstrip())


def claim_ranges(text: str) -> Iterator[tuple[int, int]]:
    """
    The sentence, or its parts where each says something by itself: it has a subject and a verb of its own.

    Parts are joined by ';', by ', whereas', ', while' and ', but', in long sentences also by ', and'.
    """
    for joint, continuing in _JOINTS:
        if "and" in joint.pattern.split("|")[0] and len(text.split()) < JOINED_WITH_AND:
            continue
        if (_SUBORDINATE.match(text) or _CONTINUING.match(text)) and ";" not in joint.pattern:
            continue
        for match in joint.finditer(text):
            one, other = text[: match.start()], text[match.end() :]
            if _says_anything(one) and _says(other) and not continuing.match(other):
                yield from claim_ranges(one)
                for first, last in claim_ranges(other):
                    yield match.end() + first, match.end() + last
                return
    yield 0, len(text)


def _says(text: str) -> bool:
    return len(text.split()) >= LEAST_PART and subject_in(text, pronouns=True) is not None


def _says_anything(text: str) -> bool:
    words = text.split()
    return len(words) >= LEAST_PART and any(
        _is_verb(words, place) or words[place].endswith("s") for place in range(1, len(words))
    )


def subject_in(sentence: str, topic: str = "", *, pronouns: bool = False) -> str | None:
    """
    The words before the verb that a sentence is about; None where they cannot be told.

    The verb is known, or looks like one: it ends in s, and what follows could only follow a verb.
    """
    opening = _ADVERBIAL.match(sentence)
    text = sentence[opening.end() :] if opening else sentence
    if _SUBORDINATE.match(text):
        return None
    words = text.split()
    if not words or (words[0].casefold().strip(",.") in _PRONOUNS and not pronouns):
        return None
    if topic and _opens_with(words, topic.split()):
        return " ".join(words[: len(_without_article(topic.split())) + _has_article(words)])
    for place in range(1, min(len(words), SUBJECT_WORDS + 1)):
        if words[place - 1].endswith((",", ":", ";", ".")) or words[place].casefold() in ("that", "which", "who"):
            return None
        named = [word for word in words[:place] if word.casefold() not in _DETERMINERS]
        if (named or pronouns) and _is_verb(words, place):
            return " ".join(_without_adverb(words[:place]))
    return None


def _without_adverb(words: list[str]) -> list[str]:
    while len(words) > 1 and words[-1].casefold() in _ADVERBS:
        words = words[:-1]
    return words


def opens_with_verb(text: str) -> bool:
    """Whether a fragment lacks its subject: 'has no weights', 'are trained together', 'widely used for text'."""
    first = text.split(maxsplit=1)[0].casefold()
    if first in _AUXILIARY or first in ("widely", "often", "commonly", "usually", "also"):
        return True
    third = first.endswith("s") and (first[:-1] in _VERBS or first[:-2] in _VERBS or f"{first[:-3]}y" in _VERBS)
    return third or first in ("have", "maintain", "need", "learn", "suffer", "consist")


def is_plural(subject: str) -> bool:
    head = re.split(r"\s(?:of|in|for|with|on|from|at)\s", subject, maxsplit=1)[0].split()
    last = head[-1].casefold() if head else ""
    several = " and " in f" {subject} " or (
        head and head[0].casefold() in ("these", "those", "several", "many", "both")
    )
    return bool(several) or (last.endswith("s") and not last.endswith(("ss", "us", "is", "ics")))


def _is_verb(words: list[str], place: int) -> bool:
    word = words[place].casefold().strip(",.;:")
    if word in _AUXILIARY:
        return True
    base = word in _VERBS
    third = word.endswith("s") and (word[:-1] in _VERBS or word[:-2] in _VERBS or f"{word[:-3]}y" in _VERBS)
    if base or third:
        return not (base and words[place - 1].casefold() in _DETERMINERS)
    following = words[place + 1].casefold().strip(",.;:") if place + 1 < len(words) else ""
    before = words[place - 1].casefold()
    looks = word.endswith("s") and not word.endswith(("ss", "us", "is")) and not before.endswith("s")
    return (
        looks and following in _AFTER_A_VERB - {"in", "of", "at", "on", "for", "between"} and before not in _DETERMINERS
    )


def _opens_with(words: list[str], topic: list[str]) -> bool:
    bare, wanted = words[_has_article(words) :], _without_article(topic)
    return bool(wanted) and [w.casefold() for w in bare[: len(wanted)]] == [w.casefold() for w in wanted]


def _has_article(words: list[str]) -> int:
    return int(bool(words) and words[0].casefold() in ("a", "an", "the"))


def _without_article(words: list[str]) -> list[str]:
    return words[_has_article(words) :]


def labelled(text: str) -> tuple[str, str]:
    """('stride', the rest) of 'Stride - the step of the kernel'; an empty label where nothing of the kind opens it."""
    match = _LABEL.match(text)
    if not match or len(match["label"].split()) > LABEL_WORDS:
        return "", text
    return label_of(match["label"]), text[match.end() :]


def label_of(text: str) -> str:
    """Written small, but for names that have capitals inside ("LeNet", "GPU computing")."""
    return " ".join(word if _INNER_CAPITAL.search(word) else word.lower() for word in text.split())
