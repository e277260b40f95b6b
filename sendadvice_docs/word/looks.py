"""How a piece of text in a Word file really looks: its size, colour and ground, through styles, tables and defaults.

Word keeps looks in layers (ECMA-376 part 1, 17.7.2): the document's defaults, the table's style, the paragraph's style,
the run's style, and what is set on the text itself. The nearest layer that says something wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from sendadvice_docs.word.safety import W

_VAL: Final = f"{{{W}}}val"
_FILL: Final = f"{{{W}}}fill"
#: What Word uses where a file names no size at all: 10 points, in half points.
_USUAL_SIZE: Final = 20
_DEEPEST_CHAIN: Final = 40
_BLACK: Final = (0, 0, 0)
_WHITE: Final = (255, 255, 255)
#: Word's sixteen highlight colours that are not already names of hexadecimal colours (17.18.40).
_HIGHLIGHTS: Final = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "000080", "darkCyan": "008080",
    "darkGray": "808080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000",
    "green": "00FF00", "lightGray": "C0C0C0", "magenta": "FF00FF", "red": "FF0000", "white": "FFFFFF",
    "yellow": "FFFF00",
}  # fmt: skip

Colour = tuple[int, int, int]


def w(local: str) -> str:
    """Return the full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{local}"


def is_on(setting: etree._Element | None) -> bool:
    """Tell whether an on/off setting is there and on."""
    return setting is not None and setting.get(_VAL, "1") not in {"0", "false", "off"}


def nearest(element: etree._Element, local: str) -> etree._Element | None:
    """Return the closest element of that name around this one."""
    return next(element.iterancestors(w(local)), None)


def _colour(value: str) -> Colour | None:
    """Return a colour of six hexadecimal digits; None for “auto” and for whatever else Word may write."""
    try:
        return (int(value[0:2], 16), int(value[2:4], 16), int(value[4:6], 16)) if len(value) == 6 else None
    except ValueError:
        return None


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, “contrast ratio”)."""

    def luminance(colour: Colour) -> float:
        parts = [part / 255 for part in colour]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class Looks:
    """The styles of a Word file, asked for what a paragraph or run of its text looks like."""

    def __init__(self, styles: etree._Element | None) -> None:
        """Read the root of the styles part; None for a file without styles."""
        every = [] if styles is None else styles.findall(w("style"))
        self._styles = {one.get(w("styleId"), ""): one for one in every}
        self._usual = {
            one.get(w("type"), ""): one.get(w("styleId"), "") for one in every if one.get(w("default")) in {"1", "true"}
        }
        self._defaults = None if styles is None else styles.find(f"{w('docDefaults')}/{w('rPrDefault')}")

    # -- styles

    def chain(self, kind: str, style: str) -> Iterator[etree._Element]:
        """Yield a style (of the kind “paragraph”, “character” or “table”; "" for the usual one) and those below it."""
        name = style if style in self._styles else self._usual.get(kind, "")
        for _ in range(_DEEPEST_CHAIN):  # a damaged file may base a style on itself
            found = self._styles.get(name)
            if found is None:
                return
            yield found
            below = found.find(w("basedOn"))
            name = "" if below is None else below.get(_VAL, "")

    def _of_paragraph(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        named = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        return self.chain("paragraph", "" if named is None else named.get(_VAL, ""))

    def level(self, paragraph: etree._Element) -> int | None:
        """Return the level of a heading: 0 for the title, 1 to 9; None for ordinary text."""
        styles = list(self._of_paragraph(paragraph))
        for layer in (paragraph, *styles):
            outline = layer.find(f"{w('pPr')}/{w('outlineLvl')}")
            if outline is not None:
                level = int(outline.get(_VAL, "9"))
                return level + 1 if level < 9 else None
        for style in styles:
            named = style.find(w("name"))
            name = "" if named is None else named.get(_VAL, "").lower()
            if name == "title":
                return 0
            if name.startswith("heading ") and name[8:].isdigit():
                return int(name[8:])
        return None

    def language(self) -> str:
        """Return the language the file's text is in unless marked otherwise, such as “en-GB”; "" where none is set."""
        layers = [*self.chain("paragraph", ""), *([] if self._defaults is None else [self._defaults])]
        for layer in layers:
            found = layer.find(f"{w('rPr')}/{w('lang')}")
            if found is not None and found.get(_VAL):
                return found.get(_VAL, "")
        return ""

    # -- runs

    def _layers(self, run: etree._Element) -> Iterator[etree._Element]:
        """Yield what may set the looks of a run, the nearest first; each holds a `w:rPr`."""
        yield run
        named = run.find(f"{w('rPr')}/{w('rStyle')}")
        if named is not None:
            yield from self.chain("character", named.get(_VAL, ""))
        paragraph = nearest(run, "p")
        if paragraph is not None:
            yield from self._of_paragraph(paragraph)
        yield from self._of_cell(run)
        if self._defaults is not None:
            yield self._defaults

    def _of_cell(self, inside: etree._Element) -> Iterator[etree._Element]:
        """Yield what the style of the table around a piece of text says, for its row and column first."""
        cell, table = nearest(inside, "tc"), nearest(inside, "tbl")
        if cell is None or table is None:
            return
        named = table.find(f"{w('tblPr')}/{w('tblStyle')}")
        styles = list(self.chain("table", "" if named is None else named.get(_VAL, "")))
        for condition in _conditions(cell, table):
            for style in styles:
                yield from (one for one in style.findall(w("tblStylePr")) if one.get(w("type")) == condition)
        yield from styles

    def _first(self, run: etree._Element, local: str) -> etree._Element | None:
        for layer in self._layers(run):
            found = layer.find(f"{w('rPr')}/{w(local)}")
            if found is not None:
                return found
        return None

    def points(self, run: etree._Element) -> float:
        """Return the size of a run's text, in points."""
        found = self._first(run, "sz")
        try:
            return int(found.get(_VAL, "") if found is not None else _USUAL_SIZE) / 2
        except ValueError:
            return _USUAL_SIZE / 2

    def is_bold(self, run: etree._Element) -> bool:
        """Tell whether a run's text is bold."""
        return is_on(self._first(run, "b"))

    def is_hidden(self, run: etree._Element) -> bool:
        """Tell whether a run's text is hidden."""
        return is_on(self._first(run, "vanish"))

    def ink_and_ground(self, run: etree._Element) -> tuple[Colour, Colour]:
        """Return the colour of a run's text and of what it stands on; automatic ink is black, or white on the dark."""
        ground = self._ground(run)
        given = self._first(run, "color")
        ink = None if given is None else _colour(given.get(_VAL, ""))
        if ink is None:
            ink = max((_BLACK, _WHITE), key=lambda one: contrast(one, ground))
        return ink, ground

    def _ground(self, run: etree._Element) -> Colour:
        highlight = self._first(run, "highlight")
        if highlight is not None and highlight.get(_VAL, "none") != "none":
            return _colour(_HIGHLIGHTS.get(highlight.get(_VAL, ""), "FFFFFF")) or _WHITE
        for shade in self._shades(run):
            found = _colour(shade.get(_FILL, "")) if shade is not None else None
            if found is not None:
                return found
        return _WHITE

    def _shades(self, run: etree._Element) -> Iterator[etree._Element | None]:
        yield self._first(run, "shd")
        paragraph, cell, table = nearest(run, "p"), nearest(run, "tc"), nearest(run, "tbl")
        if paragraph is not None:
            yield paragraph.find(f"{w('pPr')}/{w('shd')}")
            for style in self._of_paragraph(paragraph):
                yield style.find(f"{w('pPr')}/{w('shd')}")
        if cell is not None:
            yield cell.find(f"{w('tcPr')}/{w('shd')}")
        for layer in self._of_cell(run):
            yield layer.find(f"{w('tcPr')}/{w('shd')}")
            yield layer.find(f"{w('tblPr')}/{w('shd')}")
        if table is not None:
            yield table.find(f"{w('tblPr')}/{w('shd')}")


def rows_of(table: etree._Element) -> list[etree._Element]:
    """Return the rows of a table, without those of tables within it; some may stand in content controls."""
    return [row for row in table.iter(w("tr")) if nearest(row, "tbl") is table]


def _conditions(cell: etree._Element, table: etree._Element) -> Sequence[str]:
    """Return which special formats of a table's style hold for a cell, the strongest first (17.7.6)."""
    row = nearest(cell, "tr")
    rows = rows_of(table)
    if row is None or row not in rows:
        return ()
    look = table.find(f"{w('tblPr')}/{w('tblLook')}")
    wanted = _wanted(look)
    number, cells = rows.index(row), [one for one in row.iter(w("tc")) if nearest(one, "tr") is row]
    found = []
    if "firstRow" in wanted and number == 0:
        found.append("firstRow")
    if "lastRow" in wanted and number == len(rows) - 1 > 0:
        found.append("lastRow")
    if "firstColumn" in wanted and cells and cells[0] is cell:
        found.append("firstCol")
    if "lastColumn" in wanted and cells and cells[-1] is cell:
        found.append("lastCol")
    if "noHBand" not in wanted:
        banded = number - ("firstRow" in wanted)
        found.append("band1Horz" if banded % 2 == 0 else "band2Horz")
    return found


#: What the bits of the older form of `w:tblLook` mean (17.4.55).
_LOOK_BITS: Final = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200}


def _wanted(look: etree._Element | None) -> set[str]:
    if look is None:
        return {"noHBand"}
    try:
        bits = int(look.get(_VAL, "0"), 16)
    except ValueError:
        bits = 0
    return {
        name for name, bit in _LOOK_BITS.items() if look.get(w(name), "1" if bits & bit else "0") in {"1", "true", "on"}
    }
