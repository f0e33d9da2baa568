"""What stands on a page without belonging to its subject."""

import re
from collections.abc import Sequence

from knowledge.document import Block, BlockKind
from knowledge.extract.headings import is_alien, is_empty
from knowledge.extract.phrases import any_of
from knowledge.extract.sentences import labelled

_POINTER = any_of(
    r"""
    also read  read also  read more  see also  related( (articles?|posts?|reading|links?|topics?))?
    recommended( (reading|reads|articles?|posts?|for you))?  you (may|might) also like  further reading
    must[- ]reads?  suggested (reading|articles?)  more (articles?|posts?)( like this)?  keep reading
    continue reading  up next
""",
    behind=r"\s*:?\s*$",
)
_POINTER_WITH_TITLE = any_of(
    r"""
    also read  read also  read more  related( (articles?|posts?|reading))?  must[- ]read  see also
    next( (chapter|lesson|article|up))?  previous( (chapter|lesson|article))?  source  photo( by)?  credits?  author
    jump to  filed under  topics?  written by  reviewed by  last (updated|modified|reviewed)  published  updated
    tags?  categor(y|ies)  recommended  image (by|source|credit)
""",
    behind=r"\s*:\s*\S",
)
_FURNITURE = any_of(
    r"""
    press esc to close  from wikipedia  reading time  subscribe\b  sign up\b  follow us\b  advertisement  sponsored
    (we use |accept )?cookies?\b  all rights reserved  \u00a9  copyright  table of contents  contents$  back to top
    \W*(back to )?top\W*$  skip to (main )?content  leave a (comment|reply)  page \d+( of \d+)?$  \d{1,4}$
    previous$  next$  home$  menu$  log ?in$  posted (on|by)  \d+ min(ute)?s? read  tags?:  tweet$  click here
    (was|is) this .*(helpful|useful)  did (you|this) .*(help|useful)  last (updated|modified|reviewed)
    published (on|in|by)  privacy policy  yes\W+no\b  \d+ (views|likes|shares|claps)  enrol
    download (the|our|this|now)  get started  read more  show (more|less)  load more  reply$  report$  share$  like$
    copy( code)?$  print$  edit\b.{0,20}$  view (all|source|on)  \(?fig(ure|\.)? ?\d  \*+ ?end of  - ?end ?-
    end of (document|file)  version \d  home ?[/\u203a\u00bb>]  image$  photo by  credit:  source:  advert$  ad$
    (?-i:By [A-Z][\w.]+ [A-Z]\w+)\W*(?:$|\||on |\d)  compiled by  loading\W*$
    terms (of (use|service)|and conditions)  start learning$  share (this (article|post|page|story)|on)\b
    learn more( about\b.*)?\W*$  open in (colab|a new)  (try|join|get) (our|us|now|for free|free|started)
"""
)
_CAPTION = any_of(
    r"fig(?:ure|\.)?  table  image  listing  plate  photo  box  algorithm",
    behind=r"\s*\d+(?:\.\d+)*\s*[:.\u2013\u2014-]",
)
_PROMOTION = any_of(
    r"""
    enrol(?:l|ls)?(?: now| today| in)  sign up  newsletter  bootcamp
    our (?:free )?(?:course|courses|program|programme|community|forum|newsletter|app|support|slack|discord)
    free (?:course|trial|e-?book|webinar)  \d+ ?% off  coupon  limited time  buy now  get certified
    book a (?:call|demo)  join (?:us|our|over|thousands)  download our  follow (?:us|me) on  leave a comment
    privacy policy  terms of (?:use|service)  all rights reserved  patreon  buy me a coffee  star (?:the|this) repo
    pull requests? (?:are )?welcome  contact (?:us|our)  open a ticket  your email  discount code  get a discount
    share this (?:article|post|page)  like and (?:share|subscribe)
    click (?:here|the (?:button|link)|on the (?:button|link))  (?:uses?|accept) cookies
    affiliate (?:links?|program)  in the comments? (?:below|section)  subscribe (?:to|now)  save \d+ ?%(?! of)
    your email address
""",
    before=r"\b",
    behind=r"\b",
)
_ADDRESSING = any_of(
    r"""
    (?:when|why|how|what) to (?:ask|look for|listen for)\b.*:  (?:when|why|how) ask\s*:
    (?:difficulty|level|category|frequency)\s*:
    (?:literature|open (?:point|question|issue)s?|actions?|present|attendees|next meeting|agenda|to do)\s*:
    follow-?ups?(?: questions?)?\s*:  \.\. \w
    (?:definition|theorem|lemma|proposition|corollary|example|remark|exercise|proof|algorithm)\s*[\d.]*\s*(?:\([^()]*\))?\.?$
    proof\b.{0,20}$  (?:\(?\d+ (?:marks?|points?)\)?)$  where (?=\$|[a-z]\b|\\)  references?\s*:
    (?:errors\?\s*)?write to (?:the|us|me)\b  (?:todo|fixme|tbd)\b  please\b  thanks?\b  thank you  good luck
    congrat  welcome\b  happy \w+ing  enjoy\b  stay tuned  hand in\b  submit\b  deadline
    see (?:also|chapter|section|the|paper|slide|figure|page|below|above|here|notebook|code|appendix)  cf\.
    feel free  don't (?:forget|hesitate|worry)  (?:last|next) (?:time|week|lecture)\b
    in (?:this|the (?:next|last|following|previous)) (?:section|chapter|lecture|post|article|blog|guide)\b
    in (?:this|the (?:next|last|following|previous)) (?:tutorial|video|unit|module|part|notebook|lesson|week)\b
    this (?:chapter|section|article|post|guide|tutorial|lecture|notebook)\b  these (?:notes|slides|questions)\b
    we (?:have seen|saw|now turn|will|shall|hope|discuss(?:ed)?|start|begin|conclude|cover(?:ed)?|are hiring)\b
    you (?:will|'ll|should now|have now|can find)\b  i (?:hope|think you|will|recommend)\b  let (?:us|me|\$|[a-z]\b)
    let's  note that (?:this|the) (?:post|article|section)  hint\s*:  great question  good question
    that's a (?:good|great)  ah,  well,  hmm  (?:asked (?:by|at|in|for)|companies|company|source|tags?|topic)\s*:
    (?:time|marks?|points?|score)\s*:\s*\d
    (?:tip|pro tip|fun fact|trivia|spoiler|disclaimer|homework|exercise|edit|ps|p\.s\.)\b\s*[:!]
    due (?:on|by|date|in|next|friday|monday)\b  today,? we\b  recall (?:that|from)\b
    this (?:page|lesson|blog|course)\b  bring your\b  read (?:chapters?|sections?|more|also|our|pages?)\b  run all\b
    install (?:the (?:packages?|requirements|dependencies|library)|with)
    ask (?:about|the (?:ta|professor|instructor|teacher|class))  (?:next|last) time\b
"""
)
_MEETING = re.compile(r"[=<>\u2248\u2192]|->")
CAPTION_WORDS = 8
FURNITURE_WORDS = 12


def without_debris(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without pointers to other pages and the title under them, page furniture, and captions."""
    kept: list[Block] = []
    pointing = False
    for place, block in enumerate(blocks):
        if block.given:
            kept.append(block)
            continue
        if _points_elsewhere(block):
            pointing = True
            continue
        if block.kind is BlockKind.HEADING and (is_alien(block.text) or is_empty(block.text)):
            pointing = False
        if pointing and _is_title(block):
            continue
        pointing = False
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        alone = bool(kept) and kept[-1].kind is BlockKind.HEADING and _ends_a_part(following)
        if not _is_furniture(block) and (alone or not _is_caption(block, following)):
            kept.append(block)
    return tuple(kept)


def says_nothing(sentence: str) -> bool:
    """Whether a sentence promotes something, speaks to the reader, or only points: it claims nothing of the subject."""
    return bool(_ADDRESSING.match(sentence.lstrip("([")) or _PROMOTION.search(sentence) or _CAPTION.match(sentence))


def _points_elsewhere(block: Block) -> bool:
    return block.kind is not BlockKind.CODE and bool(_POINTER.match(block.text))


def _is_title(block: Block) -> bool:
    """A line that can only be a link's text: a guessed heading that does not ask, or a short line without a stop."""
    unfinished = not block.text.rstrip().endswith((".", "?", "!", ":"))
    if block.kind is BlockKind.HEADING:
        return block.level == 0 and unfinished
    listed = block.kind is BlockKind.BULLET
    return (
        block.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET)
        and (unfinished or listed)
        and len(block.text.split()) <= 14
    )


def _is_furniture(block: Block) -> bool:
    if block.kind in (BlockKind.CODE, BlockKind.TABLE_ROW):
        return False
    short = len(block.text.split()) <= FURNITURE_WORDS
    if block.kind is BlockKind.HEADING:
        return block.level == 0 and short and bool(_FURNITURE.match(block.text) or _PROMOTION.search(block.text))
    if block.kind is BlockKind.PARAGRAPH and _CAPTION.match(block.text):
        return True
    return short and bool(_FURNITURE.match(block.text) or _POINTER_WITH_TITLE.match(block.text))


def _ends_a_part(following: Block | None) -> bool:
    return following is None or following.kind is BlockKind.HEADING


def _is_caption(block: Block, following: Block | None) -> bool:
    """A short line of its own that is no sentence, and does not lead in to a list or a formula."""
    if block.kind is not BlockKind.PARAGRAPH or block.text.rstrip().endswith((".", "!", "?", ":", ";")):
        return False
    if _MEETING.search(block.text) or labelled(block.text)[0]:
        return False
    leads = following is not None and following.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING)
    return len(block.text.split()) <= CAPTION_WORDS and not leads
