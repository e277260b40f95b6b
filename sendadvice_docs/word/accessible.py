"""What in a Word file stands in the way of people who read it with a screen reader, enlarged, or in strong contrast.

The rules are those of the Web Content Accessibility Guidelines 2.2 (level AA) as they bear on a document, with two of
our own: the body in at least 11 points, and rows of tables that stay on one page. Each finding says where, why it
matters and what to do in Word. It holds for templates and for finished documents alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from sendadvice_docs.word.looks import Looks, contrast, is_on, nearest, rows_of, w
from sendadvice_docs.word.package import all_relationships, content_types, parse, unpack
from sendadvice_docs.word.places import excerpt, text_of
from sendadvice_docs.word.safety import main_part, title_of

_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_VML: Final = "{urn:schemas-microsoft-com:vml}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: Parts beside the main one that people read, by the last word of their content type.
_PLACES: Final = {
    "header": "the header",
    "footer": "the footer",
    "footnotes": "the footnotes",
    "endnotes": "the endnotes",
}
LANGUAGE: Final = "en-GB"
LEAST_POINTS: Final = 11.0
#: WCAG 2.2, 1.4.3: 4.5 for ordinary text; 3 for text of 18 points, or of 14 in bold.
LEAST_CONTRAST: Final = 4.5
LEAST_CONTRAST_LARGE: Final = 3.0
#: What makes a paragraph without words more than a gap.
_SOMETHING: Final = tuple(
    w(one)
    for one in (
        "drawing", "pict", "object", "sym", "fldChar", "fldSimple", "instrText", "sectPr", "footnoteReference",
        "endnoteReference", "ptab", "sdt", "noBreakHyphen", "commentReference", "bookmarkStart",
    )
)  # fmt: skip
_TAGS_ALONE: Final = re.compile(r"\s*(?:\{%(?:p|tr)\s.*?%\}|\{#.*?#\})\s*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Barrier:
    """Something that shuts readers out: its rule (a short name that never changes), its place, and what to do."""

    rule: str
    place: str
    message: str

    def __str__(self) -> str:
        """Return place and message as one line."""
        return f"{self.place}: {self.message}" if self.place else self.message


def check(data: bytes, name: str) -> tuple[Barrier, ...]:
    """Return every barrier in a Word file, in order of place; `data` is the file and `name` what to call it.

    Template tags that stand alone in their paragraph or row are passed over, since they are gone from the document.
    Raises InputError where the file is no Word document.
    """
    parts = unpack(data, name)
    main = main_part(parts, name)
    looks = Looks(_styles(parts, main))
    places = {main: ""}
    for part, kind in sorted(content_types(parts).items()):
        word = kind.rpartition(".")[2].removesuffix("+xml")
        if word in _PLACES:
            places[part] = _PLACES[word]
    found = [*_of_the_file(parts, looks)]
    for part, place in places.items():
        found += _Reader(parse(parts[part], f"{name}: {part}"), looks, place).barriers()
    return tuple(found)


def _styles(parts: Mapping[str, bytes], main: str) -> etree._Element | None:
    for part, one in all_relationships(parts):
        if part == main and one.kind.endswith("/relationships/styles") and one.target in parts:
            return parse(parts[one.target], one.target)
    return None


def _of_the_file(parts: Mapping[str, bytes], looks: Looks) -> Iterator[Barrier]:
    if not title_of(parts).strip():
        yield Barrier(
            "title",
            "",
            "The document has no title, so a screen reader gives its file name. Fill it in under File, Info, Title.",
        )
    language = looks.language()
    if language != LANGUAGE:
        said = f"is set to “{language}”" if language else "is not set"
        yield Barrier(
            "language",
            "",
            f"The language of the text {said}, so it would be read aloud with a wrong accent. Select all of the text, "
            "then choose Review, Language, Set Proofing Language, English (United Kingdom), and Set As Default.",
        )


class _Reader:
    """Goes through one part of a Word file; `place` is “” for the text itself."""

    def __init__(self, root: etree._Element, looks: Looks, place: str) -> None:
        self.root, self.looks, self.place = root, looks, place
        self.paragraphs = [one for one in root.iter(w("p")) if not _is_fallback(one)]
        self.numbers = {paragraph: number for number, paragraph in enumerate(self.paragraphs, 1)}

    def at(self, paragraph: etree._Element | None) -> str:
        """Return where a paragraph stands, in words."""
        number = self.numbers.get(paragraph) if paragraph is not None else None
        if paragraph is None or number is None:
            return self.place or "the text"
        text = excerpt(text_of(paragraph))
        within = f" of {self.place}" if self.place else ""
        return f"paragraph {number}{within}" + (f", “{text}”" if text else "")

    def barriers(self) -> Iterator[Barrier]:
        yield from self.headings()
        for table in self.root.iter(w("tbl")):
            if not _is_fallback(table):
                yield from self.table(table)
        yield from self.pictures()
        for paragraph in self.paragraphs:
            if _is_gap(paragraph):
                yield Barrier(
                    "empty-paragraph",
                    self.at(paragraph),
                    "An empty paragraph makes room here, and a screen reader says “blank”. Delete it, and set the "
                    "space before or after the paragraph beside it (Layout, Spacing).",
                )
            yield from self.text(paragraph)

    # -- structure

    def headings(self) -> Iterator[Barrier]:
        if self.place:
            return
        before = 0
        for paragraph in self.paragraphs:
            level = self.looks.level(paragraph)
            if level is None or not text_of(paragraph).strip():
                continue
            if level > before + 1:
                missing = "no heading at all" if before == 0 else f"a heading of level {before}"
                yield Barrier(
                    "heading",
                    self.at(paragraph),
                    f"A heading of level {level} follows {missing}. People who listen find their way by headings, and "
                    f"would look for one that is not there. Give it the style Heading {before + 1}.",
                )
            before = level

    def table(self, table: etree._Element) -> Iterator[Barrier]:
        rows = [row for row in rows_of(table) if not _TAGS_ALONE.match(text_of(row))]
        if len(rows) < 2:
            return  # a single row has no row to be the heading of
        first = next((one for one in rows[0].iter(w("p")) if text_of(one).strip()), None)
        place = self.at(first if first is not None else next(rows[0].iter(w("p")), None))
        if not is_on(rows[0].find(f"{w('trPr')}/{w('tblHeader')}")):
            yield Barrier(
                "header-row",
                place,
                "The first row of this table is not marked as its heading, so on the next page, and to a screen "
                "reader, the columns have no names. Put the cursor there and choose Layout, Repeat Header Rows.",
            )
        splitting = [row for row in rows if not is_on(row.find(f"{w('trPr')}/{w('cantSplit')}"))]
        if splitting:
            yield Barrier(
                "row-splits",
                place,
                f"{len(splitting)} of the {len(rows)} rows of this table may be torn across two pages. Mark the whole "
                "table, choose Layout, Properties, Row, and untick “Allow row to break across pages”.",
            )
        described = [table.find(f"{w('tblPr')}/{w(one)}") for one in ("tblCaption", "tblDescription")]
        if not any(one is not None and one.get(w("val"), "").strip() for one in described):
            yield Barrier(
                "table-name",
                place,
                "This table has no name, so a screen reader only says “table”. Give it a title under Layout, "
                "Properties, Alt Text.",
            )

    def pictures(self) -> Iterator[Barrier]:
        drawings = [*self.root.iter(f"{_DRAWING}inline", f"{_DRAWING}anchor")]
        for drawing in drawings:
            shape = drawing.find(f"{_DRAWING}docPr")
            decorative = any(one.get("val") in {"1", "true"} for one in drawing.iter(_DECORATIVE))
            if decorative or _is_fallback(drawing) or (shape is not None and shape.get("descr", "").strip()):
                continue
            yield self.picture(drawing)
        for shape in self.root.iter(f"{_VML}shape", f"{_VML}rect", f"{_VML}oval", f"{_VML}line", f"{_VML}group"):
            inside = any(one.tag == f"{_VML}group" for one in shape.iterancestors())
            if not (inside or _is_fallback(shape) or "alt" in shape.attrib):
                yield self.picture(shape)

    def picture(self, shape: etree._Element) -> Barrier:
        return Barrier(
            "alt-text",
            self.at(nearest(shape, "p")),
            "A picture or shape has no text that says what it shows. Right-click it and choose View Alt Text; write a "
            "few words, or mark it as decorative.",
        )

    # -- looks

    def text(self, paragraph: etree._Element) -> Iterator[Barrier]:
        if _TAGS_ALONE.match(text_of(paragraph)):
            return
        smallest, faintest = LEAST_POINTS, 0.0
        told: Barrier | None = None
        for run in paragraph.iter(w("r")):
            if nearest(run, "p") is not paragraph or not _words(run).strip() or self.looks.is_hidden(run):
                continue
            points = self.looks.points(run)
            smallest = min(smallest, points)
            large = points >= 18 or (points >= 14 and self.looks.is_bold(run))
            least = LEAST_CONTRAST_LARGE if large else LEAST_CONTRAST
            ink, ground = self.looks.ink_and_ground(run)
            ratio = contrast(ink, ground)
            if ratio < least and least - ratio > faintest:
                faintest = least - ratio
                told = Barrier(
                    "contrast",
                    self.at(paragraph),
                    f"“{excerpt(_words(run))}” is hard to see: its colour {_hex(ink)} on {_hex(ground)} has a contrast "
                    f"of {ratio:.1f} to 1, and {least:g} to 1 is the least. Choose a darker colour, or Automatic.",
                )
        if smallest < LEAST_POINTS and not self.place:  # page numbers and the like may be smaller
            yield Barrier(
                "small-text",
                self.at(paragraph),
                f"This is set in {smallest:g} points, which many cannot read. Use at least {LEAST_POINTS:g} points, "
                "best by changing its style.",
            )
        if told is not None:
            yield told


def _hex(colour: tuple[int, int, int]) -> str:
    return "#{:02X}{:02X}{:02X}".format(*colour)


def _words(run: etree._Element) -> str:
    return "".join(one.text or "" for one in run.iterchildren(w("t")))


def _is_fallback(element: etree._Element) -> bool:
    """Tell whether an element is the second copy Word keeps of a shape for older programs."""
    return next(element.iterancestors(_FALLBACK), None) is not None


def _is_gap(paragraph: etree._Element) -> bool:
    """Tell whether a paragraph is empty and Word does not need it: after a table it must have one."""
    if any((one.text or "").strip() for one in paragraph.iter(w("t"))):
        return False
    if any(True for _ in paragraph.iter(*_SOMETHING)):
        return False
    if any(one.get(w("type")) in {"page", "column"} for one in paragraph.iter(w("br"))):
        return False
    before = paragraph.getprevious()
    after = paragraph.getnext()
    follows_table = before is not None and before.tag == w("tbl")
    ends = after is None or after.tag in {w("tbl"), w("sectPr")}
    if follows_table and ends:
        return False
    # A cell, a header or a text box must hold a paragraph, be there something to say or not.
    parent = paragraph.getparent()
    alone = parent is not None and sum(one.tag in {w("p"), w("tbl"), w("sdt")} for one in parent) == 1
    return not (alone and parent is not None and parent.tag != w("body"))
