"""What a heading stands for: a question, a topic, one side of a topic, or a part that answers nothing."""

import re
from collections.abc import Sequence

from knowledge.document import Block
from knowledge.extract.phrases import any_of
from knowledge.readers.shapes import TERM_LEVEL, asks, turns, without_number

TOPIC_WORDS = 8
ACRONYM = 4
_ASPECT = any_of(
    """
    advantages?  disadvantages?  benefits?  strengths?  weakness(?:es)?  pros  cons  drawbacks?  limitations?
    caveats?  pitfalls?  problems?  issues?  challenges?  trade-?offs?  uses?  use cases?  usage  applications?
    (?:worked )?examples?  intuition  (?:formal )?definitions?  formulas?  formulae  equations?  notation
    properties  characteristics  features  types  variants?  kinds  algorithm  procedure  method  mechanism
    motivation  ideas?  points?  facts?  takeaways?  details?  notes?  remarks?  tips  best practices?  in practice
    practical (?:advice|notes)  purpose  goals?  function  role  importance  steps  how  why  when  what  mistakes
    complexity  costs?  interpretation  implementation  parameters  hyperparameters  components  structure
    explanation  background  history  comparison  differences?  similarities  results?  consequences  effects?
    remed(?:y|ies)  solutions?  training  inference  in short  in a nutshell  in brief
""",
    before="(?:(?:the|some|its|their|key|main|common|typical|basic|general|core|short) )*",
    behind=r"(?:\s*(?:and|&|/|,)\s*(?:the )?\w+(?: cases?)?)?",
)
_LEANING_ASPECT = any_of(
    r"""
    (?:how|why|when|where|what)\s+to\s+(?:use|apply|choose|avoid)\s+(?:it|them|this|these)
    (?:how|why|when|where|what)\s+(?:it|they|this)\s+\w+  (?:how|why|when|where|what)\s+(?:it|they)(?:'s| is| are) .*
    (?:how|why|when|where|what)\s+(?:not\s+)?to\s+(?:use|avoid)(?:\s+(?:it|them))?
"""
)
_SIDES = frozenset(
    re.sub(r"(?:ing|ed|es|s|e)$", "", word)
    for word in """
    a an and are applications advantages advantage benefits common cons disadvantages different difference differences
    drawbacks example examples features for formula how idea important in is it its key kinds limitations main math
    maths mathematics motivation need of popular problems properties pros purpose role some steps the to types typical
    use used uses using variants what when why with works working
""".split()
)
_SIDE_OF = any_of(
    """
    advantages  disadvantages  benefits  drawbacks  limitations  types  kinds  applications  uses  use cases  properties
    components  steps  variants  problems  challenges  examples  parts  features  purpose  role  goal  structure
    architecture  effect  intuition  importance  need
""",
    before="(?P<side>(?:(?:the|main|key|common|some|typical) )*",
    behind=r")\s+(?:of|in|with|for|behind)\s+(?P<topic>.+)",
)
_EMPTY = any_of(
    r"""
    introduction  intro  conclusions?  concluding remarks  summary  overview  final (?:words|thoughts)
    wrapping up  wrap-?up  faqs?  frequently asked questions.*  tl;?dr  key takeaways  preface  foreword  abstract
    glossary  recap  outlook  welcome.*  (?:check|test) yourself  self[- ]?(?:test|check|assessment)
    review questions  interview questions.*  questions?  questions (?:and|&) answers  q\s?(?:&|and)\s?a  quiz
    answers?  basics?  fundamentals  general  miscellaneous  misc  advanced
    (?:basic|beginner|intermediate|advanced|expert|easy|medium|hard)(?: level)?(?: (?:questions?|topics?|concepts?).*)?
    (?:general|theory|technical|conceptual)(?: (?:questions?|topics?|concepts?).*)?
    key terms  terms  terminology  definitions  vocabulary  key concepts
"""
)
_ALIEN = any_of(
    r"""
    references  bibliography  table of contents  contents  about(?: (?:us|the authors?|this .*|me))?  share.*
    further reading  how to use th.*  scoring(?: guide)?  red flags  instructions?  for the interviewer
    (?:evaluation|scoring) (?:criteria|rubric)  literature  actions?(?: items?)?  next steps  attendees  minutes
    hints?  follow-?ups?(?: questions?)?  difficulty  readings?  further resources  reading list  suggested reading
    acknowledge?ments?  appendix  comments  \d+ (?:comments?|responses|thoughts)  related.*  see also  press esc.*
    licen[cs]e  changelog  index  leave a (?:reply|comment)  stay (?:up to date|tuned|in touch)  subscribe.*
    newsletter.*  trending.*  popular.*  recent posts?  categories  tags  archives?  you (?:may|might) also like.*
    recommended.*  more from .*  what's next\??  what to read next
    (?:next|last|this) (?:week|time|lecture|class|session)  in the next .*  admin(?:istrivia)?  announcements
    logistics  agenda  outline  schedule  office hours  learning (?:goals|objectives|outcomes)  objectives  setup
    set-up  installation  getting started  requirements  resources  useful links  links  sources  credits
    disclaimer  contact(?: us)?  contributing  contributors  support(?: us)?  sponsors?  download.*  notes to self
    to-?dos?  our courses.*  join .*  sign up.*  follow .*  advertisement  navigation  menu  footnotes  citations?
    how to cite.*
"""
)
_LINKING = any_of(
    "related  you (?:may|might) also  recommended  more from  trending  popular  recent  comments  leave a"
)
_WORK = any_of(
    "exercises?  homework  assignments?  problem sets?  problems  labs?  projects?",
    before=r"(?:(?:practice|programming|coding|review|further|additional|suggested|course|week \d+) )?",
    behind=r"(?: \d+)?(?: [.:\u2013\u2014-] .*)?",
)
_FURNITURE_QUESTION = any_of(
    r"""
    (?:still |do you |have you |got |any )*(?:have )?(?:any )?(?:more )?questions\b
    (?:was|did|is) (?:this|you find)\b.*\b(?:help|useful|article|post|page)  (?:need|want) (?:help|more|to)\b
    ready to\b  looking for\b  do you (?:accept|agree|want)\b  what do you think\?  what's next
    (?:did|do) you (?:like|enjoy|know)\b  why (?:choose|join|trust) (?:us|our)\b
    found (?:a|an) (?:bug|error|typo|mistake)  (?:forgot|lost) (?:your )?password  who (?:are we|we are)
    where to go next
"""
)
_ADDED = re.compile(
    r"[\[(](?:asked (?:at|by|in)|\d+ (?:marks?|points?)|edit|source|link|\d{1,3}|easy|medium|hard)\b[^\])]*[\])]"
    r"|[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]+",
    re.IGNORECASE,
)
_VERSUS = re.compile(r"(.+?)\s+(?:vs\.?|versus|compared (?:to|with)|or)\s+(.+)", re.IGNORECASE)
_TELLS = re.compile(r"(how|why|when|where|what)\s+(?!is\b|are\b)\w", re.IGNORECASE)
_COMMON_ENDINGS = ("ing", "tion", "sion", "ment", "ity", "ers", "ness", "ance", "ence", "ors", "ors")


def clean(question: str) -> str:
    """A question without what was added to it: pictures, stars, who asked it, links to its source."""
    return _ADDED.sub("", question).strip() or question


def bare(heading: str) -> str:
    """The words of a heading without its number, signs around it and stops behind it."""
    return without_number(_ADDED.sub("", heading)).strip(" .:!*_#-\u2013\u2014").strip()


def is_question(heading: str) -> bool:
    return asks(heading) and not _FURNITURE_QUESTION.match(heading.strip())


def leans(question: str) -> bool:
    """Whether a question means the heading above it: 'Why does it help?'"""
    return turns(question) and not re.match(r"(so|but|or|then|now)\b", question, re.IGNORECASE)


def is_aspect(heading: str) -> bool:
    """Whether a heading names a side of the topic above it ("Drawbacks", "Why it helps"), and nothing by itself."""
    words = bare(heading)
    return bool(_ASPECT.fullmatch(words) or _LEANING_ASPECT.fullmatch(words))


def is_part_of(heading: str, topic: str) -> bool:
    """Whether a heading adds nothing to the topic above it but a side: 'Types of pooling' under 'Pooling layers'."""
    words = {_stem(word) for word in re.findall(r"\w+", bare(heading))}
    known = {_stem(word) for word in re.findall(r"\w+", bare(topic))} | _SIDES
    return bool(words & _SIDES) and words <= known


def _stem(word: str) -> str:
    return re.sub(r"(?:ing|ed|es|s|e)$", "", word.casefold())


def is_alien(heading: str) -> bool:
    """Whether all that stands under a heading is about something else: references, comments, exercises, next week."""
    words = bare(heading)
    return bool(_ALIEN.fullmatch(words) or _WORK.fullmatch(words) or _FURNITURE_QUESTION.match(words))


def links(heading: str) -> bool:
    """Whether a heading opens links to other texts, whose titles may ask."""
    return bool(_LINKING.match(bare(heading)))


def sets_work(heading: str) -> bool:
    """Whether a heading opens exercises: what asks below it has no answer."""
    return bool(_WORK.fullmatch(bare(heading)))


def is_empty(heading: str) -> bool:
    """Whether a heading names no topic, while those under it may: an introduction, 'FAQ', 'Advanced questions'."""
    return bool(_EMPTY.fullmatch(bare(heading)))


def names_a_topic(heading: str) -> bool:
    words = bare(heading).split()
    nothing = is_alien(heading) or is_empty(heading) or is_aspect(heading)
    return 0 < len(words) <= TOPIC_WORDS and not nothing and any(word[0].isalpha() for word in words)


def compares(heading: str) -> bool:
    """Whether a heading sets two things against each other: 'LSTM vs. GRU'."""
    return bool(re.search(r"\s(?:vs\.?|versus)\s", heading, re.IGNORECASE))


def named_in(heading: str) -> str:
    """What a heading is about: 'Drawbacks of pooling' is about pooling. Empty where it compares."""
    side = _SIDE_OF.fullmatch(bare(heading))
    return "" if compares(heading) else side["topic"] if side else bare(heading)


def topic_question(heading: Block, body: Sequence[Block]) -> str:
    """The question that a topic becomes: explained, defined where it is a term, compared where it names two sides."""
    topic = _lowered(_uncapitalised(bare(heading.text).split(), body), body)
    if heading.level == TERM_LEVEL:
        return f"Define {topic}."
    sides = _VERSUS.fullmatch(topic)
    if sides:
        return f"Compare {sides[1]} and {sides[2]}: how do they differ, and when would you use each?"
    side = _SIDE_OF.fullmatch(topic)
    if side:
        several = side["side"].endswith("s")
        named = re.sub(r"^the ", "", side["side"], flags=re.IGNORECASE)
        return f"What {'are' if several else 'is'} the {named[0].lower()}{named[1:]} of {side['topic']}?"
    if _TELLS.match(topic):
        return f"Explain {topic[0].lower()}{topic[1:]}."
    return f"Explain {topic} and when you would use it."


def _uncapitalised(words: Sequence[str], body: Sequence[Block]) -> list[str]:
    """A heading in capitals as it is written in running text: short words that are written large below stay so."""
    if not " ".join(words).isupper():
        return list(words)
    below = {word.strip(".,;:()").lower() for block in body for word in block.text.split() if not word.isupper()}
    return [word.lower() if word.lower() in below or len(word) > ACRONYM else word for word in words]


def _lowered(words: Sequence[str], body: Sequence[Block]) -> str:
    """The topic in running text: its first word is written small where the text below writes it so."""
    small = words[0][:1].lower() + words[0][1:]
    ordinary = small[1:].islower() and any(small in block.text.split() for block in body)
    common = small.endswith(_COMMON_ENDINGS) or (len(words) > 1 and words[1][:1].islower())
    plain = small[1:].islower() and small[1:2].isalpha()
    return " ".join([small if plain and (ordinary or common) else words[0], *words[1:]])
