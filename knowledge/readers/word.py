"""Word documents: mammoth turns them into HTML, which is read as such."""

import re
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, fromstring, tostring
from zipfile import ZIP_STORED, ZipFile

from knowledge.document import BlockKind
from knowledge.errors import UnreadableDocument
from knowledge.readers.archive import Archive
from knowledge.readers.hypertext import read_html
from knowledge.readers.parsed import Assembly, Parsed

BODY = "word/document.xml"
STYLES = "word/styles.xml"
PROPERTIES = "docProps/core.xml"
SMALLEST = 4  # half points
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_ENTITY = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_WHITE = re.compile(r"f[0-9a-f]f[0-9a-f]f[0-9a-f]", re.IGNORECASE)
# The title of the document is its one heading of the first level.
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Heading 1'] => h2:fresh
p[style-name='heading 1'] => h2:fresh
p.Heading1 => h2:fresh
p[style-name='Heading 2'] => h3:fresh
p[style-name='heading 2'] => h3:fresh
p.Heading2 => h3:fresh
p[style-name='Heading 3'] => h4:fresh
p[style-name='heading 3'] => h4:fresh
p.Heading3 => h4:fresh
p[style-name='Heading 4'] => h5:fresh
p[style-name='heading 4'] => h5:fresh
p.Heading4 => h5:fresh
p[style-name='Heading 5'] => h6:fresh
p[style-name='heading 5'] => h6:fresh
p.Heading5 => h6:fresh
p[style-name='Code'] => pre:separator('\\n')
p[style-name='Source Code'] => pre:separator('\\n')
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='List Bullet'] => ul > li:fresh
p[style-name='List Bullet 2'] => ul|ol > li > ul > li:fresh
p[style-name='List Number'] => ol > li:fresh
"""


def read_docx(source: str, data: bytes) -> Parsed:
    """Places are the sections, by their headings. Raises UnreadableDocument for what is no Word document or damaged."""
    archive = Archive(source, data)
    if BODY not in archive.names:
        raise UnreadableDocument(f"{source} is no Word document (.docx): it lacks {BODY}; save it as one")
    parts = {name: archive.read(name) for name in archive.names if name.endswith((".xml", ".rels"))}
    for name, content in parts.items():
        if _ENTITY.search(content) or b"\0" in content[:64]:
            raise UnreadableDocument(f"{source} declares entities in {name}, which no Word document does; save it anew")
    styles = _hidden_styles(source, parts)
    parts[BODY] = _visible(source, parts[BODY], styles)
    page = read_html(_html(source, parts))
    assembly = Assembly()
    for block in page.blocks:
        if block.kind is BlockKind.HEADING:
            assembly.mark("section", block.text)
        assembly.add(block.kind, block.text, block.level, block.given)
    return assembly.parsed(_title(source, parts))


def _html(source: str, parts: dict[str, bytes]) -> str:
    import mammoth

    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return str(
        mammoth.convert_to_html(
            packed,
            style_map=_STYLES,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=mammoth.images.img_element(lambda _: {"src": ""}),
            ignore_empty_paragraphs=True,
        ).value
    )


def _hidden_styles(source: str, parts: dict[str, bytes]) -> frozenset[str]:
    """The ids of the styles whose text is not seen."""
    if STYLES not in parts:
        return frozenset()
    styles = _xml(source, parts[STYLES]).iter(f"{_W}style")
    return frozenset(style.get(f"{_W}styleId", "") for style in styles if _unseen(style, frozenset()))


def _visible(source: str, body: bytes, styles: frozenset[str]) -> bytes:
    """The body without what is hidden, white or too small to see, without notes, and with formulas as text."""
    root = _xml(source, body)
    for parent in root.iter():
        styled = parent.find(f"{_W}pPr/{_W}pStyle")
        hidden = styled is not None and styled.get(f"{_W}val") in styles
        for child in list(parent):
            if child.tag == f"{_W}r" and (hidden or _unseen(child, styles) or _points_to_note(child)):
                parent.remove(child)
            elif child.tag == f"{_M}oMath":
                formula = "".join(text.text or "" for text in child.iter(f"{_M}t"))
                parent[list(parent).index(child)] = _run(formula)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _points_to_note(run: Element) -> bool:
    return any(run.find(f"{_W}{kind}Reference") is not None for kind in ("footnote", "endnote"))


def _unseen(run: Element, styles: frozenset[str]) -> bool:
    """Whether the text of a run, or of a style, is not seen."""
    look = run.find(f"{_W}rPr")
    if look is None:
        return False
    named = look.find(f"{_W}rStyle")
    if named is not None and named.get(f"{_W}val") in styles:
        return True
    vanish, colour, size = look.find(f"{_W}vanish"), look.find(f"{_W}color"), look.find(f"{_W}sz")
    if vanish is not None and vanish.get(f"{_W}val", "true") not in ("0", "false", "off"):
        return True
    painted = look.find(f"{_W}shd") is not None or look.find(f"{_W}highlight") is not None
    if colour is not None and not painted and _WHITE.fullmatch(colour.get(f"{_W}val", "")):
        return True
    written = size.get(f"{_W}val", "") if size is not None else ""
    return written.isdecimal() and int(written) <= SMALLEST


def _run(text: str) -> Element:
    run, words = Element(f"{_W}r"), Element(f"{_W}t")
    words.text = f" {text} "
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(words)
    return run


def _title(source: str, parts: dict[str, bytes]) -> str:
    if PROPERTIES not in parts:
        return ""
    titled = _xml(source, parts[PROPERTIES]).find(f".//{_TITLE}")
    return titled.text or "" if titled is not None else ""


def _xml(source: str, content: bytes) -> Element:
    try:
        return fromstring(content)  # noqa: S314 - entities were refused before
    except ParseError as error:
        raise UnreadableDocument(
            f"{source} is damaged and cannot be read ({error}); open it and save it anew"
        ) from error
