"""Pages as Markdown (CommonMark, without extensions), so that any program shows the very words of the advice.

Whatever would mean something in Markdown is escaped. A line feed is a hard line break; spaces at the ends of lines,
tabs and carriage returns, which Markdown would drop, stand as character references. A table becomes an entry for each
row, because rows of long text cannot be read as a table in Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sendadvice_docs.formats.blocks import Block, Bullets, Heading, Line, Page, Paragraph, Table, Words, paragraphs

#: What needs a second look: line feeds, other white space, what means something anywhere in CommonMark or in its
#: widespread extensions (tables, strikethrough, mathematics, footnotes, emoji), and what does where a line begins.
_TOKEN: Final = re.compile(
    r"""(?P<feed>\n) | (?P<blank>[^\S\n]+) | (?P<special>[\\`*_\[\]<>&|~$^#{}] | :(?=[a-z0-9_+-]+:) | ={2,})
    | (?P<start>(?:(?<![\s\S])|(?<=\n))(?:[-+=:]|[0-9]{1,9}[.)]))""",
    re.VERBOSE,
)
_BREAK: Final = "\\\n"
#: White space that a character reference may not name because it is a control character; it stands as it is.
_NEXT_LINE: Final = "\x85"
_DEEPEST: Final = 6


def render(page: Page) -> bytes:
    """Return a page as a Markdown file in UTF-8; the same page gives the same bytes."""
    return ("\n\n".join(_page(page)) + "\n").encode()


def _page(page: Page) -> Iterator[str]:
    mark = (Words(page.draft, strong=True),)
    if page.draft:
        yield _written(mark)
    yield f"# {_flat(page.title)}"
    for line in page.about:
        yield from _paragraphs(line)
    level = 1
    for block in page.blocks:
        if isinstance(block, Heading):
            level = block.level + 1
        yield from _block(block, level)
    yield "---"
    yield from _paragraphs((Words(page.origin),))
    if page.draft:
        yield _written(mark)


def _block(block: Block, level: int) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * level} {_flat(block.text)}"
    elif isinstance(block, Paragraph):
        yield from _paragraphs(block.line)
    elif isinstance(block, Bullets):
        yield "\n".join("- " + _written(one).replace(_BREAK, f"{_BREAK}  ") for one in block.items)
    else:
        yield from _entries(block, min(level + 1, _DEEPEST))


def _entries(table: Table, level: int) -> Iterator[str]:
    """Yield each row of a table: its name as a heading, then every cell that holds something, after its column."""
    for (name, *about), *others in table.rows:
        yield f"{'#' * level} {_flat(''.join(words.text for words in name))}"
        for column, lines in zip(table.columns, (tuple(about), *others), strict=True):
            if lines:
                yield from _paragraphs(_cell(column, lines))


def _cell(column: str, lines: tuple[Line, ...]) -> Line:
    # A cell whose lines have labels of their own begins below the column's, so that the two do not run together.
    between = "\n" if lines[0][0].strong else " "
    line = [Words(f"{column}:", strong=True), Words(between), *lines[0]]
    for one in lines[1:]:
        line += [Words("\n"), *one]
    return tuple(line)


def _paragraphs(line: Line) -> Iterator[str]:
    for one in paragraphs(line):
        yield _written(one)


def _flat(text: str) -> str:
    """Return a text for the inside of a heading, which is one line."""
    return _escaped(text, text, 0, one_line=True)


def _written(line: Line) -> str:
    """Return a line as the inside of one paragraph."""
    whole = "".join(words.text for words in line)
    made, at = [], 0
    for words in line:
        if words.strong and words.text:
            made.append(f"**{_escaped(words.text, words.text, 0, one_line=True)}**")
        else:
            made.append(_escaped(words.text, whole, at, one_line=False))
        at += len(words.text)
    return "".join(made)


def _escaped(text: str, whole: str, at: int, *, one_line: bool) -> str:
    """Return a text, which stands in `whole` from the character `at` on, as Markdown that shows it."""

    def token(found: re.Match[str]) -> str:
        start, end = at + found.start(), at + found.end()
        given = found.group()
        if found["feed"]:
            alone = start > 0 and end < len(whole) and whole[start - 1] != "\n" and whole[end] != "\n"
            return _BREAK if alone and not one_line else "&#10;"
        if found["blank"]:
            edge = start == 0 or end == len(whole) or "\n" in (whole[start - 1], whole[end])
            return "".join(_reference(one) if edge or one in "\t\r" else one for one in given)
        if found["start"] and given[0].isdigit():
            return f"{given[:-1]}\\{given[-1]}"
        return "".join(f"\\{one}" for one in given)

    return _TOKEN.sub(token, text)


def _reference(character: str) -> str:
    return character if character == _NEXT_LINE else f"&#{ord(character)};"
