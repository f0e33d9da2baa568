"""Every attack, in the order of its number, and where those are tested that no single grader can be given."""

from dataclasses import dataclass

from evals.attacks import empty, injection, meaning, padding, style, surroundings
from evals.attacks.attack import Attack, Kind
from evals.attacks.pairs import Reversing

ATTACKS = (
    Attack(1, "empty", Kind.FLOOR, empty.blank),
    Attack(2, "master key", Kind.FLOOR, empty.master_key),
    Attack(3, "trigger before wrong answers", Kind.DOWN, padding.trigger),
    Attack(4, "adjectives inserted", Kind.DOWN, padding.inserted_words),
    Attack(5, "keyword stuffing", Kind.FLOOR, empty.key_terms),
    Attack(6, "keyword sandwich", Kind.DOWN, padding.keyword_sandwich),
    Attack(7, "question copied", Kind.FLOOR, empty.question_copied),
    Attack(8, "question echoed", Kind.SAME, padding.question_echo),
    Attack(9, "reference pasted", Kind.COPIED, surroundings.reference_pasted),
    Attack(10, "reference of another question", Kind.FLOOR, empty.other_reference),
    Attack(10, "true, of another subject", Kind.FLOOR, empty.other_subject),
    Attack(11, "rubric parroted", Kind.FLOOR, empty.rubric_parroted),
    Attack(12, "word salad", Kind.FLOOR, empty.word_salad),
    Attack(12, "good answer scrambled", Kind.FLIP, meaning.scrambled),
    Attack(13, "unrelated facts appended", Kind.DOWN, padding.unrelated_facts),
    Attack(14, "filler after a good answer", Kind.SAME, padding.filler_good),
    Attack(14, "filler after a bad answer", Kind.DOWN, padding.filler_bad),
    Attack(15, "repeated five times", Kind.SAME, padding.repetition),
    Attack(16, "as short as can be", Kind.SAME, padding.shortened),
    Attack(17, "negation", Kind.FLIP, meaning.reversal(Reversing.NEGATION)),
    Attack(18, "roles swapped", Kind.FLIP, meaning.reversal(Reversing.ROLE)),
    Attack(19, "number changed", Kind.FLIP, meaning.reversal(Reversing.NUMBER)),
    Attack(20, "order, cause or quantity turned", Kind.FLIP, meaning.reversal(Reversing.ORDER)),
    Attack(21, "answer taken back", Kind.FLIP, meaning.taken_back),
    Attack(21, "both options listed", Kind.FLIP, meaning.both_ways),
    Attack(22, "order to the grader", Kind.DOWN, injection.direct),
    Attack(23, "fake verdict", Kind.DOWN, injection.fake_verdict),
    Attack(24, "fake delimiter", Kind.DOWN, injection.fake_delimiter),
    Attack(25, "hidden order", Kind.DOWN, injection.obfuscated),
    Attack(26, "authority and pleas", Kind.SAME, style.plea),
    Attack(27, "hedged against certain", Kind.SAME, style.certainty),
    Attack(28, "Markdown", Kind.SAME, style.markdown),
    Attack(29, "wrong claim, fluent", Kind.SAME, style.polished),
    Attack(30, "typos, grammar, speech", Kind.SAME, style.surface_noise),
    Attack(31, "right in other words", Kind.KEPT, meaning.other_words),
    Attack(32, "admits not to know", Kind.FLOOR, empty.not_known),
    Attack(33, "length bomb", Kind.REFUSED, surroundings.length_bomb),
    Attack(35, "key points reordered", Kind.SAME, surroundings.points_reordered),
    Attack(36, "wrong reference", Kind.FOLLOWED, surroundings.wrong_reference),
    Attack(37, "graded after an attack", Kind.ALONE, surroundings.attacking_company),
    Attack(39, "order in the reference", Kind.DOWN, injection.poisoned_reference),
)


@dataclass(frozen=True)
class Elsewhere:
    """An attack that is not about a single grader, with the test that covers it; empty where none has to."""

    number: int
    name: str
    remark: str
    tests: tuple[str, ...] = ()


ELSEWHERE = (
    Elsewhere(34, "position swap", "only for graders that compare two answers; none does"),
    Elsewhere(
        38,
        "markup, formulas and escapes in an answer",
        "inert on the page, in the report, in exported tables and in the terminal",
        (
            "tests/ui/test_components.py",
            "tests/interviewer/test_report.py",
            "tests/interviewer/batch/test_export.py",
            "tests/interviewer/test_printable.py",
        ),
    ),
    Elsewhere(
        40,
        "asking for the reference",
        "no model that words the talk is sent the reference, and what gives an answer away is taken back",
        ("tests/interviewer/test_wording.py",),
    ),
)
