"""What a value of a YAML or JSON file says, and which stretch of the file wrote each of its characters.

The styles are those of YAML 1.2.2 chapters 7 and 8. Offsets are code points in the source text. The parser has already
found where a value starts and ends; the text itself is read here, so that text and origin cannot disagree.
"""

from __future__ import annotations

import math
import re
from array import array
from dataclasses import dataclass

from sendadvice_docs.nodes import Value
from sendadvice_docs.source import Prose, Span

#: What stands for a character that no document can hold.
REPLACEMENT = "\ufffd"
#: XML 1.0, and so a Word file, holds no other control characters than tab, line feed and carriage return, no halves of
#: surrogate pairs, and neither U+FFFE nor U+FFFF.
_NOT_FOR_WORD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_WORDS: dict[str, Value] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
#: Nothing in an advice is counted in longer numbers, and Python refuses to print those beyond 4300 digits.
_LONGEST_NUMBER = 100

_BREAK = re.compile(r"\r\n?|\n")
_FOLD = re.compile(r"[\r\n][ \t\r\n]*")
_SINGLE = re.compile(r"''|[\r\n][ \t\r\n]*")
_DOUBLE = re.compile(
    r"""
    [\r\n][ \t\r\n]*
    | \\(?: u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}
          | u[0-9a-fA-F]{4} | U[0-9a-fA-F]{8} | x[0-9a-fA-F]{2} | [\r\n][ \t\r\n]* | . )
    """,
    re.VERBOSE,
)
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_HEADER = re.compile(r"[|>]([-+1-9]*)[^\r\n]*(?:\r\n?|\n|\Z)")
_LINE = re.compile(r"( *)([^\r\n]*)(\r\n?|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Misfit:
    """A character that Word cannot hold, written as an escape: its place in the text and in the source."""

    index: int
    span: Span


def resolve(text: str) -> Value:
    """Return what an unquoted value means by the core schema of YAML 1.2 (section 10.3.2).

    So `no`, `on`, `12:30` and `2026-09-01` are text. Infinity, not-a-number and numbers of more than 100 characters
    stay text too, because JSON (and whoever reads the file) could not tell them from a mistake.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "-+.0123456789" or len(text) > _LONGEST_NUMBER:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text):
        return int(text, 0)
    if _HEXADECIMAL.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text


class _Writer:
    """Collects a text piece by piece, with the origin of each character.

    The origins are arrays of four-byte numbers: a paragraph costs eight bytes a character, not two Python objects.
    """

    __slots__ = ("_ends", "_parts", "_source", "_starts", "length")

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._starts = array("I")
        self._ends = array("I")
        self.length = 0

    def copy(self, start: int, end: int) -> None:
        """Add a stretch of the source as it stands."""
        if end > start:
            self._parts.append(self._source[start:end])
            self._starts.extend(range(start, end))
            self._ends.extend(range(start + 1, end + 1))
            self.length += end - start

    def write(self, character: str, start: int, end: int) -> None:
        """Add one character that a stretch of the source stands for."""
        self._parts.append(character)
        self._starts.append(start)
        self._ends.append(end)
        self.length += 1

    def fold(self, line_start: int, start: int, end: int) -> None:
        """Add the rest of a line (from `line_start`), then a run of line breaks and blanks, folded (section 6.5).

        One break is a space, and of several all but the first are line breaks; the blanks around them are layout.
        """
        text_end = start
        while text_end > line_start and self._source[text_end - 1] in " \t":
            text_end -= 1
        self.copy(line_start, text_end)
        self.breaks(_breaks(self._source, start, end))

    def breaks(self, starts: array[int]) -> None:
        """Add a run of line breaks, folded."""
        if len(starts) == 1:
            self.write(" ", starts[0], self._break_end(starts[0]))
        self.newlines(starts[1:])

    def newlines(self, starts: array[int]) -> None:
        """Add line breaks as they are; each is a line feed, however the file writes it."""
        for start in starts:
            self.write("\n", start, self._break_end(start))

    def _break_end(self, start: int) -> int:
        return start + 2 if self._source.startswith("\r\n", start) else start + 1

    def prose(self, span: Span) -> Prose:
        """Return what was collected, as the value at `span`."""
        return Prose("".join(self._parts), self._starts, self._ends, span)


def _breaks(source: str, start: int, end: int) -> array[int]:
    return array("I", (one.start() for one in _BREAK.finditer(source, start, end)))


def _verbatim(source: str, start: int, end: int, span: Span) -> Prose:
    return Prose(source[start:end], range(start, end), range(start + 1, end + 1), span)


def _on_one_line(text: str) -> bool:
    return "\n" not in text and "\r" not in text


def plain(source: str, start: int, end: int) -> Prose:
    """Return the unquoted text between two offsets, which may run over several lines."""
    span = Span(start, end)
    if _on_one_line(source[start:end]):
        return _verbatim(source, start, end, span)
    writer = _Writer(source)
    for run in _FOLD.finditer(source, start, end):
        writer.fold(start, *run.span())
        start = run.end()
    writer.copy(start, end)
    return writer.prose(span)


def single_quoted(source: str, start: int, end: int) -> Prose:
    """Return the text in single quotation marks between two offsets (those of the marks, the second exclusive)."""
    span = Span(start, end)
    start, end = start + 1, end - 1
    inside = source[start:end]
    if "'" not in inside and _on_one_line(inside):
        return _verbatim(source, start, end, span)
    writer = _Writer(source)
    for token in _SINGLE.finditer(source, start, end):
        if token[0] == "''":
            writer.copy(start, token.start())
            writer.write("'", *token.span())
        else:
            writer.fold(start, *token.span())
        start = token.end()
    writer.copy(start, end)
    return writer.prose(span)


def _escaped(token: str) -> str:
    """Return the character an escape stands for; `?` where it stands for none, which `_NOT_FOR_WORD` need not know."""
    kind = token[1]
    if kind not in "xuU":
        return _ESCAPES.get(kind, kind)
    if len(token) == 12:
        high, low = int(token[2:6], 16), int(token[8:], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    number = int(token.lstrip("\\xuU"), 16)
    return chr(number) if number <= 0x10FFFF else "\uffff"


def double_quoted(source: str, start: int, end: int) -> tuple[Prose, list[Misfit]]:
    """Return the text in double quotation marks between two offsets (those of the marks, the second exclusive).

    JSON's strings are read here too. A character that Word cannot hold becomes U+FFFD and is listed.
    """
    span = Span(start, end)
    start, end = start + 1, end - 1
    inside = source[start:end]
    if "\\" not in inside and _on_one_line(inside):
        return _verbatim(source, start, end, span), []
    writer = _Writer(source)
    misfits: list[Misfit] = []
    for token in _DOUBLE.finditer(source, start, end):
        written = token[0]
        if written[0] != "\\":
            writer.fold(start, *token.span())
        elif written[1] in "\r\n":
            writer.copy(start, token.start())
            writer.newlines(_breaks(source, *token.span())[1:])
        else:
            writer.copy(start, token.start())
            character = _escaped(written)
            if _NOT_FOR_WORD.match(character):
                misfits.append(Misfit(writer.length, Span(*token.span())))
                character = REPLACEMENT
            writer.write(character, *token.span())
        start = token.end()
    writer.copy(start, end)
    return writer.prose(span), misfits


def _block_indent(source: str, position: int, indicators: str, parent: int) -> int:
    """Return how many spaces every line of a block is indented by (section 8.1.1.1)."""
    given = indicators.strip("+-")
    if given:
        return max(parent, 0) + int(given)
    deepest = 0
    while position < len(source) and (line := _LINE.match(source, position)):
        deepest = max(deepest, len(line[1]))
        if line[2]:
            break
        position = line.end()
    return max(deepest, parent + 1, 1)


def block(source: str, start: int, parent: int) -> Prose:
    """Return the text of the literal (`|`) or folded (`>`) block whose indicator stands at `start`.

    `parent` is the column (from 0) of the mapping or list the block belongs to, -1 where there is none.
    """
    header = _HEADER.match(source, start)
    if header is None:  # pragma: no cover -- the parser reports a block only where it has read such a header
        return _verbatim(source, start, start, Span(start, start))
    folded = source[start] == ">"
    position = header.end()
    indent = _block_indent(source, position, header[1], parent)
    writer = _Writer(source)
    waiting = array("I")  # where the break after the last line with text starts, and those of the blank lines since
    written = False
    deeper_before = False
    end = header.end(1)
    while position < len(source) and (line := _LINE.match(source, position)):
        blank = not line[2] and len(line[1]) <= indent
        if not blank:
            if len(line[1]) < indent:
                break
            first = position + indent
            deeper = source[first] in " \t"
            if written and folded and not deeper and not deeper_before:
                writer.breaks(waiting)
            else:
                writer.newlines(waiting)
            end = line.end(2)
            writer.copy(first, end)
            waiting, written, deeper_before = array("I"), True, deeper
        if line[3]:
            waiting.append(line.start(3))
        position = line.end()
    if "+" in header[1]:
        writer.newlines(waiting)
    elif "-" not in header[1] and written:
        writer.newlines(waiting[:1])
    return writer.prose(Span(start, end))
