"""Which elements of an HTML page are furniture, by what their authors call them."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

MOST_OF_THE_PAGE = 0.5
QUESTION_LENGTH = 300

_NAMES = frozenset(
    """
    ad ads advert adverts advertisement advertising banner breadcrumb breadcrumbs byline comment comments consent
    cookie cookies cta disqus feedback footer gdpr helpful masthead menu modal nav navbar navigation newsletter
    pager pagination popup promo promotion rating recommended recommendations related respond share sharing sidebar
    signup skip social sponsor sponsored subscribe subscription toc trending widget
""".split()
)
_PAIRS = (
    ("author", frozenset("box bio info card about".split())),
    ("meta", frozenset("post entry article page".split())),
    ("contents", frozenset(("table",))),
)
_DENIALS = frozenset("has no with without".split())
_ROLES = frozenset("alert banner complementary contentinfo dialog navigation search".split())
_ASKING = frozenset("accordion faq question questions summary title toggle collapsible".split())
_BLOCKS = frozenset("div section p ul ol table h1 h2 h3 h4 h5 h6 blockquote dl".split())
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def sizes(soup: "BeautifulSoup") -> dict[int, int]:
    """The characters of text in each element, by its identity; one pass whatever the nesting."""
    from bs4.element import NavigableString

    found: dict[int, int] = {}
    for node in reversed(list(soup.descendants)):
        size = len(node) if isinstance(node, NavigableString) else found.get(id(node), 0)
        found[id(node)] = size
        found[id(node.parent)] = found.get(id(node.parent), 0) + size
    return found


def is_furniture(name: str, attributes: Mapping[str, str], share: float) -> bool:
    """Whether an element is called a menu, an advert or the like. One with most of the page's text never is."""
    if name not in _BLOCKS or share > MOST_OF_THE_PAGE:
        return False
    if attributes.get("role", "") in _ROLES:
        return True
    for called in (*attributes.get("class", "").split(), attributes.get("id", "")):
        words = {word.casefold() for word in _WORD.findall(called)}
        if words & _NAMES and not words & _DENIALS:
            return True
        if any(one in words and words & others for one, others in _PAIRS):
            return True
    return False


def holds_content(tag: "Tag") -> bool:
    """Whether an element of a kind that is left out holds a table, code or a question after all."""
    if tag.name == "figure":
        return tag.find(["table", "pre"]) is not None
    if tag.name == "header":
        return tag.find(["h2", "h3", "h4", "h5", "h6"]) is not None
    return tag.name == "button" and tag.get_text(" ", strip=True)[:QUESTION_LENGTH].endswith("?")


def is_called_a_question(attributes: Mapping[str, str]) -> bool:
    """Whether an element's class or role in a page of questions says that it asks."""
    if attributes.get("itemprop") == "name":
        return True
    return bool({word.casefold() for word in _WORD.findall(attributes.get("class", ""))} & _ASKING)
