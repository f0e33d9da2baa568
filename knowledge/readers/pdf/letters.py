"""The words of a page of PDF that can be seen, each where it stands, by PDFium."""

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from knowledge.readers.pdf.grid import Box
from knowledge.readers.pdf.layout import Word

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

NEARLY_WHITE = 231  # of 255
CONTRAST = 24  # of 255, between the lightest and the darkest point behind and of a word
SMALLEST = 2.0  # points
TURNED = 0.2  # radians away from upright
PICTURE = 0.7  # of the page; what is written unseen over such a picture is its transcription
DOT = (1.0, 6.0)  # points across
MOST_DOTS = 200  # a page with more of them shows a diagram
BEFORE = 2.5  # times the size of the letters, from a dot to its text
_INVISIBLE_MODES = (3, 7)  # neither filled nor stroked; clipping only
_BOLD = re.compile(r"bold|black|heavy|semibold|cmbx|-bd\b", re.IGNORECASE)
_MONO = re.compile(r"mono|nimbusmon|courier|cmtt|consol|menlo|typewriter|fixed|source ?code", re.IGNORECASE)
_FIXED_PITCH = 1
_HYPHENS = {0x02, 0xAD, 0xFFFE, 0x2010, 0x2011}
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_BLANKS = {0x00, 0x09, 0x0A, 0x0D, 0x20, 0xA0}


@dataclass(frozen=True)
class _Style:
    """What the letters of one text object have in common."""

    size: float
    angle: float
    bold: bool
    mono: bool
    invisible: bool
    white: bool


def _is_dot(width: float, height: float) -> bool:
    return DOT[0] <= width <= DOT[1] and abs(width - height) <= 1


class Page:
    """``words`` follow the order of the file. Points are counted from the lower left corner of the page as shown."""

    def __init__(self, page: "PdfPage") -> None:
        from pypdfium2 import raw

        self._raw = raw
        self._page = page
        self._letters = page.get_textpage()
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._turn = page.get_rotation()
        self._styles: dict[int, _Style] = {}
        self.width, self.height = page.get_size()

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        """What is drawn, as the boxes around it."""
        shapes = self._page.get_objects([self._raw.FPDF_PAGEOBJ_PATH], max_depth=2)
        return tuple(self._shown_box(*shape.get_bounds()) for shape in shapes)

    def words(self) -> tuple[Word, ...]:
        """Raises nothing for a broken page: it has no words then."""
        found = list(self._words())
        transcribed = bool(found) and all(style.invisible for _, style in found) and self._pictured
        seen = [
            word
            for word, style in found
            if (transcribed or not style.invisible)
            and abs(style.angle) < TURNED
            and word.size >= SMALLEST
            and self._inside(word)
            and (not style.white or self._stands_out(word))
        ]
        return (*seen, *self._dots(seen))

    def _dots(self, words: Sequence[Word]) -> Iterator[Word]:
        """The dots before the items of lists that are drawn, not written: a bullet each, on the line behind it."""
        small = [
            (left, bottom, right, top) for left, bottom, right, top in self.boxes if _is_dot(right - left, top - bottom)
        ]
        for left, bottom, right, top in small if len(small) <= MOST_DOTS else ():
            x, y = (left + right) / 2, (bottom + top) / 2
            line = [word for word in words if word.baseline <= y <= word.baseline + word.size]
            behind = min((word for word in line if word.left > x), key=lambda word: word.left, default=None)
            if behind is None or behind.left - x > BEFORE * behind.size:
                continue
            if not any(x - behind.size < word.right <= x for word in line):
                yield Word("\u2022", x, x + 1, behind.baseline, behind.size)

    def _words(self) -> Iterator[tuple[Word, _Style]]:
        first, letters = 0, ""
        current: _Style | None = None
        for place in range(self._letters.count_chars()):
            code = self._raw.FPDFText_GetUnicode(self._letters, place)
            style = None if code in _BLANKS or chr(min(code, 0x10FFFF)).isspace() else self._style(place)
            if style is None or style is not current:
                if letters and current is not None:
                    yield self._word(letters, first, place - 1, current), current
                first, letters, current = place, "", style
            if style is not None:
                letters += self._letter(code)
        if letters and current is not None:
            yield self._word(letters, first, self._letters.count_chars() - 1, current), current

    def _letter(self, code: int) -> str:
        if code in _HYPHENS:
            return "-"
        if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            return ""
        return _LIGATURES.get(code) or chr(code)

    def _word(self, letters: str, first: int, last: int, style: _Style) -> Word:
        x, y = ctypes.c_double(), ctypes.c_double()
        self._raw.FPDFText_GetCharOrigin(self._letters, first, x, y)
        box = self._raw.FS_RECTF()
        self._raw.FPDFText_GetLooseCharBox(self._letters, last, box)
        left, baseline = self._shown(x.value, y.value)
        ends = [self._shown(side, y.value)[0] for side in (box.left, box.right)]
        if self._turn % 180:
            ends = [self._shown(x.value, side)[0] for side in (box.bottom, box.top)]
        return Word(letters, left, max(*ends, left), baseline, style.size, style.bold, style.mono)

    def _shown(self, x: float, y: float) -> tuple[float, float]:
        """The place on the page as it is turned for its reader."""
        x, y = x - self._left, y - self._bottom
        wide, high = self._right - self._left, self._top - self._bottom
        match self._turn:
            case 90:
                return y, wide - x
            case 180:
                return wide - x, high - y
            case 270:
                return high - y, x
        return x, y

    def _shown_box(self, left: float, bottom: float, right: float, top: float) -> Box:
        (a, b), (c, d) = self._shown(left, bottom), self._shown(right, top)
        return min(a, c), min(b, d), max(a, c), max(b, d)

    def _style(self, place: int) -> _Style:
        shape = self._raw.FPDFText_GetTextObject(self._letters, place)
        key = ctypes.cast(shape, ctypes.c_void_p).value or 0
        if key not in self._styles:
            self._styles[key] = self._described(shape, place)
        return self._styles[key]

    def _described(self, shape: object, place: int) -> _Style:
        raw = self._raw
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self._letters, place, matrix)
        size = raw.FPDFText_GetFontSize(self._letters, place) * math.hypot(matrix.c, matrix.d)
        angle = math.atan2(matrix.b, matrix.a) - math.radians(self._turn)
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        raw.FPDFText_GetFontInfo(self._letters, place, name, len(name), flags)
        font = name.value.decode("utf-8", "replace")
        colours = [ctypes.c_uint() for _ in range(4)]
        known = raw.FPDFText_GetFillColor(self._letters, place, *colours)
        *parts, opacity = [colour.value for colour in colours]
        mode = raw.FPDFTextObj_GetTextRenderMode(shape) if shape else 0
        return _Style(
            size=size,
            angle=math.remainder(angle, 2 * math.pi),
            bold=bool(_BOLD.search(font)),
            mono=bool(_MONO.search(font) or flags.value & _FIXED_PITCH),
            invisible=mode in _INVISIBLE_MODES or bool(known and opacity == 0),
            white=bool(known and min(parts) >= NEARLY_WHITE),
        )

    def _inside(self, word: Word) -> bool:
        across = (word.left + word.right) / 2
        return bool(0 <= across <= self.width and -word.size / 2 <= word.baseline <= self.height)

    @cached_property
    def _pictured(self) -> bool:
        """Whether one picture fills the page, as in a scan."""
        sheet = (self._right - self._left) * (self._top - self._bottom)
        for shape in self._page.get_objects(filter=[self._raw.FPDF_PAGEOBJ_IMAGE], max_depth=2):
            left, bottom, right, top = shape.get_bounds()
            if (right - left) * (top - bottom) >= PICTURE * sheet:
                return True
        return False

    @cached_property
    def _drawn(self) -> tuple[bytes, int, int]:
        """The page as it is seen, a byte of grey a point: the bytes, how many a row, and how many rows."""
        bitmap = self._page.render(scale=1, grayscale=True)
        return bytes(bitmap.buffer), bitmap.stride, bitmap.height

    def _stands_out(self, word: Word) -> bool:
        """Whether white letters are seen: on a dark ground they are, on white paper not."""
        grey, stride, rows = self._drawn
        left, right = max(int(word.left), 0), min(int(word.right) + 1, stride)
        top = max(int(self.height - word.baseline - word.size), 0)
        bottom = min(int(self.height - word.baseline) + 1, rows)
        seen = [byte for row in range(top, bottom) for byte in grey[row * stride + left : row * stride + right]]
        return bool(seen) and max(seen) - min(seen) >= CONTRAST
