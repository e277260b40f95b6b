"""What a page is made of, whatever it is written in: headings, paragraphs, lists and tables, with their words.

`sendadvice_docs.formats.content` makes pages of fragment data; HTML and Markdown are ways to write them down.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

#: A blank line in a text: there a new paragraph begins, as it does in Word (`sendadvice_docs.word.text`).
_BLANK_LINE: Final = re.compile(r"(?<=[^\n\r])\n(\n+)(?=[^\n])")


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text, set off from what is around it where `strong`."""

    text: str
    strong: bool = False


Line = tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` is 1 for the main ones of a page, below its title. With `page` it begins a new sheet."""

    level: int
    text: str
    page: bool = False
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of a page: a paragraph, or several where its text has blank lines."""

    line: Line
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without an order."""

    items: tuple[Line, ...]
    kind: str = "bullets"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its columns' headings, and rows of cells, each of some lines; the first line names the row."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    kind: str = "table"


Block = Heading | Paragraph | Bullets | Table


@dataclass(frozen=True, slots=True)
class Page:
    """A document: its title, whose it is, what stands in it, and where it comes from.

    `person` is the name and date of birth for every sheet; `wide` asks for paper on its side; `draft` holds the words
    that mark a draft, "" where it is none.
    """

    title: str
    person: str
    about: tuple[Line, ...]
    blocks: tuple[Block, ...]
    origin: str
    wide: bool
    draft: str


def plain(*texts: str) -> Line:
    """Return a line of some texts, one after the other."""
    return tuple(Words(text) for text in texts)


def labelled(label: str, *texts: str) -> Line:
    """Return a line that begins with a label, such as “Status: Proposed”."""
    return (Words(f"{label}:", strong=True), *plain(" ", *texts))


def paragraphs(line: Line) -> list[Line]:
    """Return a line as paragraphs, divided where a blank line stands within one of its texts.

    The end of a paragraph stands for one of the line feeds there; the others stay at its end, where they print nothing.
    """
    divided: list[list[Words]] = [[]]
    for words in line:
        pieces = _BLANK_LINE.split(words.text)
        # The pattern's group is kept by `split`: text, feeds, text, feeds, ..., text.
        for text, feeds in zip(pieces[::2], [*pieces[1::2], None], strict=True):
            divided[-1].append(Words(text + (feeds or ""), words.strong))
            if feeds is not None:
                divided.append([])
    return [tuple(one) for one in divided]
