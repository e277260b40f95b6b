"""Setting text for a terminal: how wide it stands, where it wraps, and what may be shown of somebody else's text.

Widths are in terminal cells: an ordinary letter takes one, most Chinese, Japanese and Korean characters and emoji take
two, and a combining accent none. Nothing slow is imported, since quick commands use this too.
"""

from __future__ import annotations

from collections.abc import Sequence

_TAB = "    "
_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"
_UNSAFE = "\ufffd"
# Characters that turn round the direction of what follows: text holding them could be shown as something else.
_DIRECTION = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_STYLES = {
    "bold": "1",
    "dim": "2",
    "error": "1;31",
    "warning": "1;33",
    "advice": "1;36",
    "accepted": "2",
    "good": "32",
}


def style(text: str, name: str, *, colour: bool) -> str:
    """Return text in one of the styles (`bold`, `dim`, a severity, `good`), or unchanged without colour."""
    if not colour:
        return text
    # Line by line, because pagers forget a style at the end of a line.
    return "\n".join(f"\x1b[{_STYLES[name]}m{line}\x1b[0m" if line else line for line in text.split("\n"))


def cells(text: str) -> list[tuple[str, int]]:
    """Return for each code point of a line what to show for it and how many cells that takes.

    Tabs become four spaces. Control and direction characters, which could move the cursor or reorder the line, are
    shown as U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return [(character, 1) for character in text]
    from unicodedata import category, combining, east_asian_width

    shown: list[tuple[str, int]] = []
    joined = False
    for character in text:
        kind = category(character)
        if character == "\t":
            cell = (_TAB, len(_TAB))
        elif kind in {"Cc", "Cs", "Zl", "Zp"} or character in _DIRECTION:
            cell = (_UNSAFE, 1)
        elif character == _EMOJI_STYLE and shown and shown[-1][1] == 1:
            # The style selector turns a plain sign before it into an emoji, which is two cells wide.
            cell = (character, 1)
        elif joined or combining(character) or kind in {"Mn", "Me", "Cf"} or "\U0001f3fb" <= character <= "\U0001f3ff":
            cell = (character, 0)
        else:
            cell = (character, 2 if east_asian_width(character) in "WF" else 1)
        joined = character == _JOINER and bool(shown)
        shown.append(cell)
    return shown


def width_of(text: str) -> int:
    """Return how many terminal cells a line of text takes."""
    return len(text) if text.isascii() and text.isprintable() else sum(width for _, width in cells(text))


def safe(text: str) -> str:
    """Return a piece of text that may be shown on one line: no control character in it does anything."""
    return "".join(shown for shown, _ in cells(text))


def wrap(text: str, width: int, *, indent: str = "", first: str | None = None) -> str:
    """Return a text set in lines of at most `width` cells, each begun with `indent` (the first with `first`).

    Paragraphs (separated by line breaks) stay apart. A word longer than a line is left whole.
    """
    lines: list[str] = []
    for paragraph in text.strip().splitlines() or [""]:
        lead = first if first is not None and not lines else indent
        line = lead
        empty = True
        for word in map(safe, paragraph.split()):
            candidate = line + word if empty else f"{line} {word}"
            if not empty and width_of(candidate) > width:
                lines.append(line)
                candidate = indent + word
            line, empty = candidate, False
        lines.append(line.rstrip())
    return "\n".join(lines)


def count_of(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: `1 error`, `2 errors`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(parts: Sequence[str]) -> str:
    """Return parts as a list in words: `a`, `a and b`, `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""
