"""Which language an answer is in, as far as a grader has to know: English, or one that only some models read. Pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.grading.evidence import clauses
from interviewer.grading.function_words import ENGLISH, OTHERS, SHARED

MOST_FROM = 0.5
PART_FROM = 0.2
_SCRIPTS = {
    "CJK": "Chinese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "CYRILLIC": "Russian or another language in Cyrillic letters",
    "DEVANAGARI": "Hindi or another language in Devanagari letters",
    "ARABIC": "Arabic or another language in Arabic letters",
    "HEBREW": "Hebrew",
    "GREEK": "Greek",
}
_DENSE = {"CJK": 3, "HIRAGANA": 2, "KATAKANA": 2, "HANGUL": 2}  # Latin letters for about as much said in one of these
_WORD = re.compile(r"[^\W\d_]+'?")
_BLANK = re.compile("[\u115f\u1160\u3164\uffa0]")  # letters by name, but nothing is seen of them
_GREEK_WORD = 4  # shorter ones are symbols


@dataclass(frozen=True)
class Foreign:
    """``share`` in 0..1 of an answer's letters is in ``language``, which is not English; empty where none is."""

    language: str = ""
    share: float = 0.0


def foreign(text: str) -> Foreign:
    """
    How much of a cleaned answer is in another language than English, and in which most of that is.

    Symbols, formulas, names and terms are in no language: they need words of another language beside them to count.
    """
    text = _BLANK.sub(" ", text)
    letters = sum(letter.isalpha() for letter in text)
    written = _scripts(text)
    dense = sum(count * (_DENSE.get(script, 1) - 1) for script, count in written.items())
    other_script = sum(written.values()) + dense
    latin, spoken = _latin(text)
    if not other_script and not spoken:
        return Foreign()
    language = latin if spoken > other_script else _script_language(written)
    return Foreign(language, min((other_script + spoken) / max(letters + dense, 1), 1.0))


def _scripts(text: str) -> Counter[str]:
    """The letters in other scripts than the Latin one, by script. Greek letters count in words only."""
    found: Counter[str] = Counter()
    for word in re.findall(r"[^\W\d_]+", text):
        if word.isascii():
            continue
        some = Counter(_script(letter) for letter in word)
        del some["LATIN"]
        if some["GREEK"] and (len(word) < _GREEK_WORD or len(set(word)) < _GREEK_WORD - 1):
            del some["GREEK"]
        found += some
    return found


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "LATIN").partition(" ")[0]
    return "LATIN" if name in {"FEMININE", "MASCULINE", "MODIFIER", "DOUBLE-STRUCK", "SCRIPT", "PLANCK"} else name


def _script_language(written: Counter[str]) -> str:
    if written["HIRAGANA"] + written["KATAKANA"]:
        return "Japanese"
    script = written.most_common(1)[0][0]
    return _SCRIPTS.get(script, f"a language in {script.capitalize()} letters")


def _latin(text: str) -> tuple[str, int]:
    """The language other than English that most words tell of, and the letters of the clauses that are in it."""
    said = _words(text)
    language = max(OTHERS, key=lambda name: _weight(_telling(name, said)))
    if not _certain(language, said):
        return "", 0
    spoken = 0
    for start, end in clauses(text):
        clause = text[start:end]
        if _is_in(language, _words(clause)):
            spoken += sum(letter.isalpha() and _script(letter) == "LATIN" for letter in clause)
    return language if _telling(language, said) else "a language other than English", spoken


def _certain(language: str, said: Sequence[str]) -> bool:
    """
    Whether anything tells of the language that no English text has.

    Where no word is English one such word is enough, and so are three that English texts may have too.
    """
    telling, marked = _telling(language, said), _marked(said)
    if len(marked) > 1:
        return True
    if not _english(language, said):
        return bool(telling - SHARED) or len(telling | marked) > 2
    return bool(telling - SHARED) and len(telling | marked) > 1


def _words(text: str) -> list[str]:
    """Without symbols (words of one letter), and without acronyms unless all is in capitals; apostrophes stay."""
    found = [word for word in _WORD.findall(text.replace("\u2019", "'")) if len(word) > 1]
    if text.isupper():
        return [word.lower() for word in found]
    return [word for word in found if not word.isupper()]


def _is_in(language: str, said: Sequence[str]) -> bool:
    """Of a text in which that language is certain: whether a clause is in it rather than in English."""
    english = _english(language, said)
    return not english or len(_telling(language, said) | _marked(said)) > len(english)


def _english(language: str, said: Sequence[str]) -> frozenset[str]:
    """What is in both languages tells of neither."""
    return (ENGLISH & {word.lower().rstrip("'") for word in said}) - OTHERS[language]


def _telling(language: str, said: Sequence[str]) -> frozenset[str]:
    return (OTHERS[language] & {word.lower() for word in said}) - ENGLISH


def _weight(telling: frozenset[str]) -> int:
    return len(telling) + len(telling - SHARED)


def _marked(said: Sequence[str]) -> frozenset[str]:
    """The words with an accent or a letter that English has not; those in capitals are names."""
    return frozenset(word for word in said if word[0].islower() and not word.isascii() and _has_mark(word))


def _has_mark(word: str) -> bool:
    return any(_script(letter) == "LATIN" for letter in word if not letter.isascii())
