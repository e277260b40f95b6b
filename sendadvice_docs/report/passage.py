"""A passage by itself, with some of its words underlined: how examples are shown."""

from __future__ import annotations

from collections.abc import Sequence

from sendadvice_docs.report.layout import cells, width_of


def underlined(text: str, marks: Sequence[tuple[int, int]], width: int, *, indent: str = "", sign: str = "^") -> str:
    """Return a passage set in lines, each marked stretch with a row of `sign` beneath it.

    `marks` are code-point offsets into `text`, end exclusive.
    """
    marked = [any(start <= index < end for start, end in marks) for index in range(len(text))]
    rows: list[str] = []
    for start, end in _lines(text, width - len(indent)):
        shown = cells(text[start:end])
        rows.append((indent + "".join(character for character, _ in shown)).rstrip())
        beneath = "".join(
            (sign if marked[start + index] else " ") * cell_width for index, (_, cell_width) in enumerate(shown)
        )
        if beneath.strip():
            rows.append((indent + beneath).rstrip())
    return "\n".join(rows)


def _lines(text: str, width: int) -> list[tuple[int, int]]:
    """Return where each line of a wrapped text starts and ends: broken at line breaks, else at the last space."""
    breaks: list[tuple[int, int]] = []
    start = used = 0
    space = -1
    for index, character in enumerate(text):
        if character == "\n":
            breaks.append((start, index))
            start, used, space = index + 1, 0, -1
            continue
        if character == " ":
            space = index
        used += width_of(character)
        if used > width and space > start:
            breaks.append((start, space))
            start, space = space + 1, -1
            used = width_of(text[start : index + 1])
    breaks.append((start, len(text)))
    return breaks
