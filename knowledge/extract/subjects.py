"""What a question is about, as far as its words say: 'What is a kernel?' is about a kernel."""

import re

from knowledge.extract.phrases import any_of

SUBJECT_WORDS = 5
_NOUNS = (
    "(?:concept|idea|notion|purpose|role|goal|use|point|aim|function|effect|difference|principle|intuition|working)s?"
)
_FRAMES = (
    re.compile(
        rf"what (?:is|are|was|were) (?:meant by |the {_NOUNS} (?:of|behind|between) )?(?P<subject>.+)", re.IGNORECASE
    ),
    any_of(
        "do  mean  stand for  measure  compute  learn  add  change  contribute  need  achieve",
        before="what (?:does|do) (?P<subject>.+?) ",
        behind=r"\b.*",
    ),
    any_of(
        """
        work  help  behave  differ  learn  fail  reduce  improve  prevent  affect  avoid  compare  change  matter  train
        need  use  make  address  solve  handle  converge  speed  scale
""",
        before="(?:how|why|when|where) (?:does|do|did|can|would|should) (?P<subject>.+?) ",
        behind=r"\b.*",
    ),
    any_of(
        r"\w+(?:ed|ful|er|ant|ent|ary|al|ive|ic|able|ous|en|ult)  fast  slow  hard  good  bad  best",
        before=r"(?:why|when|where|how) (?:is|are|was|were) (?P<subject>[\w\s-]+?) ",
        behind=r"\b.*",
    ),
    re.compile(
        r"(?:explain|describe|define|discuss|outline|sketch|illustrate|derive|state) (?:what |how )?"
        rf"(?:the {_NOUNS} (?:of|behind) )?(?P<subject>.+)",
        re.IGNORECASE,
    ),
    re.compile(r"(?P<subject>.+): .*"),
)
_CUT = re.compile(
    r"\s*(?:[,.?!;(]|\b(?:and|or|in|of|for|with|on|when|where|which|that|from|at|is|are|works?|helps?|does|do|used|during"
    r"|so|versus|vs)\b).*",
    re.IGNORECASE,
)


def subject_of(question: str) -> str:
    """A few words, or none where they cannot be told or are too many."""
    for frame in _FRAMES:
        match = frame.match(question)
        if match:
            subject = _CUT.sub("", match["subject"]).strip(" \"'")
            words = subject.split()
            named = words and words[0].casefold() not in (
                "it",
                "they",
                "this",
                "these",
                "you",
                "we",
                "your",
                "how",
                "why",
            )
            return subject if named and len(words) <= SUBJECT_WORDS else ""
    return ""
