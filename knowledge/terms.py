"""Sentences as the words they are made of, for rules that compare two. Pure."""

import re
from functools import lru_cache

_WORD = re.compile(r"\d[\d.,]*\d(?:x\d+)?|[a-z0-9]+(?:[-'][a-z0-9]+)*", re.IGNORECASE)
_AMERICAN = re.compile(r"(?<=[a-z]{2})iz(?=(e|ed|es|er|ers|ing|able|ation|ations)$)|(?<=[a-z]{2})yz(?=(e|ed|es|ing)$)")
_INITIALS = re.compile(r"([bcdfghjklmnpqrstvwxz]{2,5})s")
_STOP_WORDS = frozenset(
    """
    a about also am an and any are as at be been being both but by can could did do does doing during each for from
    had has have having how i if in into is it its itself let like many may me might more most much must my of off on
    or other our out own same shall should so some such than that the their them then there these they this those
    through to too us use used uses using very was way we well were what when where which while who whom why will with
    would you your
""".split()
)
_NEGATIONS = frozenset(
    "not no never none nothing neither nor without cannot hardly lacks lack fails fail instead unlike".split()
)
_NUMERALS = {
    name: str(value)
    for value, name in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
    if name not in ("zero", "one")  # "one" is mostly no number, and "zero" a value of its own
} | {"twenty": "20", "thirty": "30", "fifty": "50", "hundred": "100", "thousand": "1000", "twice": "2", "thrice": "3"}


def words(text: str) -> list[str]:
    """In small letters and British spelling; numbers in digits, without marks of thousands."""
    found = (match[0].casefold() for match in _WORD.finditer(text.replace("\u2019", "'")))
    return [_NUMERALS.get(word, _plain(word)) for word in found]


def content(text: str) -> list[str]:
    """The stems of the words that carry content, in their order; negations are left out."""
    return [stem(word) for word in words(text) if word not in _STOP_WORDS and not _denies(word)]


def stems(text: str) -> list[str]:
    """The stems of all words, in their order."""
    return [stem(word) for word in words(text)]


def numbers(text: str) -> frozenset[str]:
    """The words with a digit in them: "16" as well as "vgg-16" and "l2"."""
    return frozenset(word for word in words(text) if any(map(str.isdigit, word)))


def negated(text: str) -> bool:
    """Whether the text denies something once; two denials cancel."""
    return sum(_denies(word) for word in words(text)) % 2 == 1


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    import snowballstemmer

    return str(snowballstemmer.stemmer("english").stemWord(word))


def _plain(word: str) -> str:
    if word[0].isdigit():
        return word.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", word) else word
    initials = _INITIALS.fullmatch(word)
    if initials:  # CNNs
        return initials[1]
    american = _AMERICAN.search(word)
    return word[: american.start()] + american[0].replace("z", "s") + word[american.end() :] if american else word


def _denies(word: str) -> bool:
    return word in _NEGATIONS or word.endswith("n't")
