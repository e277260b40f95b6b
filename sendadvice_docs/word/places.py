"""Where something stands in a Word part, told so that a person finds it in Word: its paragraph, its cell, its words.

Paragraphs are counted from the top of the part, those in tables and text boxes too. Word keeps a text box twice, the
second time for older programs; that copy is not counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COPY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SDT: Final = f"{_W}sdt"
P: Final = f"{_W}p"
T: Final = f"{_W}t"
TBL: Final = f"{_W}tbl"
TR: Final = f"{_W}tr"
TC: Final = f"{_W}tc"
_LONGEST_EXCERPT: Final = 120
_WML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
#: The parts of a Word file that hold text to fill in, and what a person calls them.
PARTS: Final = {
    f"{_WML}document.main+xml": "the text",
    f"{_WML}header+xml": "the header",
    f"{_WML}footer+xml": "the footer",
    f"{_WML}footnotes+xml": "the footnotes",
    f"{_WML}endnotes+xml": "the endnotes",
}


def excerpt(text: str) -> str:
    """Return a text on one line, short enough to be quoted in a message."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_EXCERPT else line[: _LONGEST_EXCERPT - 1] + "…"


def paragraph_of(element: etree._Element) -> etree._Element | None:
    """Return the paragraph an element stands in, the innermost one; None where it stands in none."""
    return element if element.tag == P else next(element.iterancestors(P), None)


def texts_of(paragraph: etree._Element) -> list[etree._Element]:
    """Return the pieces of text (`w:t`) of a paragraph, without those of paragraphs nested in it (in text boxes)."""
    return [one for one in paragraph.iter(T) if paragraph_of(one) is paragraph]


def text_of(element: etree._Element) -> str:
    """Return the text of a paragraph, or all the text of anything else."""
    return "".join(one.text or "" for one in (texts_of(element) if element.tag == P else element.iter(T)))


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a Word file.

    `part` is what a person calls the part (“the text”, “the header”); `paragraph` its number from 1, 0 where it is in
    none; `cell` such as “table 1, row 2, column 3”, "" outside tables; `text` the words there, as they stand.
    """

    part: str
    paragraph: int = 0
    cell: str = ""
    text: str = ""

    def __str__(self) -> str:
        number = f", paragraph {self.paragraph}" if self.paragraph else ""
        cell = f" ({self.cell})" if self.cell else ""
        words = f", at “{excerpt(self.text)}”" if self.text.strip() else ""
        return f"in {self.part}{number}{cell}{words}"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a template: a sentence, and where, or None where the file as a whole is meant."""

    place: Place | None
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return faults in the order of their places: of the file as a whole, of the text, of the header and so on."""
    parts = list(PARTS.values())

    def place(fault: Fault) -> tuple[int, int]:
        if fault.place is None:
            return -1, 0
        return parts.index(fault.place.part) if fault.place.part in parts else len(parts), fault.place.paragraph

    return tuple(sorted(faults, key=place))


class Places:
    """The places of one part, `part` being what a person calls it.

    They are worked out when first asked for, since most parts have nothing to tell; `read` does it at once, before
    anything is changed in the part.
    """

    def __init__(self, root: etree._Element, part: str) -> None:
        self._root = root
        self._part = part
        self._is_read = False
        self._places: dict[etree._Element, Place] = {}
        self._copies: set[etree._Element] = set()
        self._tables: dict[etree._Element, int] = {}
        self._rows: dict[etree._Element, int] = {}
        self._within: dict[etree._Element, int] = {}

    def read(self) -> None:
        """Work the places out, if that has not been done."""
        if self._is_read:
            return
        self._is_read = True
        number = 0
        for element in self._root.iter(P, TBL, TR, TC):
            if next(element.iterancestors(_COPY), None) is not None:
                self._copies.add(element)
                if element.tag != P:
                    continue
            if element.tag == TBL:
                self._tables[element] = len(self._tables) + 1
            elif element.tag == TR:
                self._rows[element] = self._count(element.iterancestors(TBL))
            elif element.tag == TC:
                self._rows[element] = self._count(element.iterancestors(TR))
            else:
                number += element not in self._copies
                self._places[element] = Place(self._part, number, self._cell(element), text_of(element))

    def _count(self, around: Iterable[etree._Element]) -> int:
        """Return how many rows (of a table) or cells (of a row) there have been with this one."""
        outer = next(iter(around), None)
        if outer is None:
            return 1
        self._within[outer] = self._within.get(outer, 0) + 1
        return self._within[outer]

    def _cell(self, paragraph: etree._Element) -> str:
        cell = next(paragraph.iterancestors(TC), None)
        row = next(cell.iterancestors(TR), None) if cell is not None else None
        table = next(row.iterancestors(TBL), None) if row is not None else None
        if cell is None or row is None or table not in self._tables:
            return ""
        return f"table {self._tables[table]}, row {self._rows[row]}, column {self._rows[cell]}"

    def of(self, element: etree._Element) -> Place:
        """Return the place of an element: of the paragraph around it, else of the first one within it."""
        self.read()
        paragraph = paragraph_of(element)
        if paragraph is None:  # the settings of a content control belong to what is in it
            control = next(element.iterancestors(_SDT), element)
            paragraph = next(control.iter(P), None)
        place = self._places.get(paragraph, Place(self._part)) if paragraph is not None else Place(self._part)
        return replace(place, text=text_of(element)) if element.tag == TR else place

    def is_copy(self, element: etree._Element) -> bool:
        """Tell whether an element stands in a copy Word keeps for older programs."""
        self.read()
        return paragraph_of(element) in self._copies
