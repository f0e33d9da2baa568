"""What of a page cannot be seen: elements that its markup hides, shrinks to nothing or paints like their ground."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

Declarations = Mapping[str, str]

SMALLEST_PIXELS = 2.5
SMALLEST_SHARE = 0.2  # of the size of the text around it
FAR_AWAY = -900.0  # pixels
FAR_AWAY_EMS = -50.0
LIKE_THE_GROUND = 24  # of 255, in each of the three colours
_DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|em|rem|ex|ch|vw|vh|%|)(?![\w.])")
_SHARES = {"em": 1.0, "rem": 1.0, "ex": 0.5, "ch": 0.5, "%": 0.01}
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+%?))?\s*\)")
_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b")
_NOT_SEEN = "transparent"
_NAMES = {
    "black": (0, 0, 0),
    "white": (255, 255, 255),
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "ghostwhite": (248, 248, 255),
    "whitesmoke": (245, 245, 245),
    "floralwhite": (255, 250, 240),
}
_NOTHING = re.compile(r"[01]?(\.\d+)?(px)?$|0\D")
_EXTENTS = ("width", "height", "max-width", "max-height")
_OUT_OF_THE_WAY = ("left", "right", "top", "margin-left", "margin-top", "text-indent")
_AROUND = re.compile(r"@([^{};]*)\{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}")
_EVERY_SCREEN = ("media screen", "media all")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
# A page that hides all of itself until its script has run hides nothing from its readers.
_WHOLE = {"html", "body", "main", "article"}
# What a script folds and unfolds, as the answers of a list of questions.
_FOLDING = ("display", "visibility", "height", "max-height", "opacity")

Colour = tuple[int, int, int] | None
"""Red, green and blue, 0 to 255; None where the markup does not say it in a way that is understood."""


@dataclass(frozen=True)
class Look:
    """How text appears inside an element, as far as the markup says. What is ``hidden`` hides all that is inside it."""

    hidden: bool = False
    colour: Colour = (0, 0, 0)
    ground: Colour = (255, 255, 255)

    @property
    def unseen(self) -> bool:
        """Also text of the colour of its ground, as long as no element inside has another one."""
        return self.hidden or _alike(self.colour, self.ground)


UNSTYLED = Look()


class Sheet:
    """
    The style sheet inside a page: its selectors that end in one tag, class or id.

    Rules for special media are passed over. What another rule displays again, an unfolded answer for example, is not
    taken to be hidden.
    """

    def __init__(self, css: str = "") -> None:
        self._rules: dict[str, list[tuple[frozenset[str], Declarations]]] = {}
        plain = _AROUND.sub(lambda rule: rule[2] if rule[1].strip() in _EVERY_SCREEN else "", _COMMENT.sub("", css))
        rules = _RULE.findall(plain)
        shown = {
            name
            for selector, body in rules
            if declared(body).get("display", "none") != "none"
            for name in re.findall(r"[.#][\w-]+", selector)
        }
        for selectors, body in rules:
            declarations = declared(body)
            for selector in selectors.split(","):
                self._learn(selector.split(), declarations, shown)

    def declarations(self, name: str, attributes: Mapping[str, str]) -> dict[str, str]:
        """What the sheet says of an element."""
        if not self._rules:
            return {}
        own = {name, *("." + part for part in attributes.get("class", "").split())}
        if attributes.get("id"):
            own.add("#" + attributes["id"])
        found: dict[str, str] = {}
        for key in sorted(own):
            for needed, declarations in self._rules.get(key, ()):
                if needed <= own:
                    found |= declarations
        return found

    def _learn(self, compounds: list[str], declarations: Declarations, shown: set[str]) -> None:
        match = _SELECTOR.fullmatch(compounds[-1]) if compounds else None
        if match is None:
            return
        names = re.findall(r"[.#][\w-]+", match[2])
        parts = [*names, *([match[1].lower()] if match[1] else [])]
        if not parts or parts[-1] in _WHOLE:
            return
        if shown & set(names):
            declarations = {key: value for key, value in declarations.items() if key not in _FOLDING}
        self._rules.setdefault(parts[0], []).append((frozenset(parts), declarations))


def declared(css: str) -> dict[str, str]:
    """Property to value, both in small letters."""
    return {
        name.lower(): value.replace("!important", "").strip().lower()
        for name, value in _DECLARATION.findall(css.lower())
    }


def look(name: str, attributes: Mapping[str, str], around: Look, sheet: Sheet) -> Look:
    """How text appears in an element of that name with these attributes, inside what is around it."""
    if around.hidden:
        return around
    said = sheet.declarations(name, attributes) | declared(attributes.get("style", ""))
    if "hidden" in attributes or attributes.get("aria-hidden") == "true" or hides(said):
        return replace(around, hidden=True)
    ground, colour = around.ground, around.colour
    painted = said.get("background-color") or said.get("background") or attributes.get("bgcolor")
    if painted and painted not in (_NOT_SEEN, "none", "inherit"):
        ground = colour_of(painted)
    if "background-image" in said:
        ground = None
    written = said.get("color") or attributes.get("color")
    if written:
        if _unseen(written):
            return replace(around, hidden=True)
        colour = colour if written == "inherit" else colour_of(written)
    return Look(bool(written) and _alike(colour, ground), colour, ground)


def hides(said: Declarations) -> bool:
    """Whether these declarations keep an element from being seen."""
    return (
        said.get("display") == "none"
        or said.get("visibility") in ("hidden", "collapse")
        or bool(re.match(r"0*(\.0\d*)?%?$", said.get("opacity", "1")))
        or bool(re.search(r"scale[xy]?\(\s*0\s*[,)]", said.get("transform", "")))
        or bool(re.match(r"rect\(\s*(0|1)(px)?[\s,]", said.get("clip", "")))
        or bool(re.match(r"(inset\(\s*(50|100)%|circle\(\s*0)", said.get("clip-path", "")))
        or _tiny(said.get("font-size", ""))
        or any(_far_away(said.get(key, "")) for key in _OUT_OF_THE_WAY)
        or (
            "hidden" in said.get("overflow", "")
            and any(_NOTHING.match(said.get(key, "")) for key in _EXTENTS if key in said)
        )
    )


def colour_of(value: str) -> Colour:
    """The colour that a CSS value or an attribute names; None for one that is not understood."""
    value = value.lower()
    digits = _HEX.search(value)
    if digits:
        code = digits[1] if len(digits[1]) > 4 else "".join(digit * 2 for digit in digits[1])
        return int(code[:2], 16), int(code[2:4], 16), int(code[4:6], 16)
    parts = _RGB.search(value)
    if parts:
        return int(parts[1]), int(parts[2]), int(parts[3])
    return next((_NAMES[word] for word in value.split() if word in _NAMES), None)


def _unseen(colour: str) -> bool:
    parts = _RGB.search(colour.lower())
    return colour.lower() == _NOT_SEEN or bool(parts and parts[4] and float(parts[4].rstrip("%")) == 0)


def _alike(colour: Colour, ground: Colour) -> bool:
    if colour is None or ground is None:
        return False
    return all(abs(one - other) <= LIKE_THE_GROUND for one, other in zip(colour, ground, strict=True))


def _tiny(length: str) -> bool:
    match = _LENGTH.match(length)
    if not match:
        return False
    size, unit = float(match[1]), match[2]
    return size * _SHARES[unit] <= SMALLEST_SHARE if unit in _SHARES else abs(size) <= SMALLEST_PIXELS


def _far_away(length: str) -> bool:
    match = _LENGTH.match(length)
    if not match:
        return False
    size, unit = float(match[1]), match[2]
    return size <= (FAR_AWAY_EMS if unit in ("em", "rem", "ch", "ex", "vw", "vh") else FAR_AWAY)
