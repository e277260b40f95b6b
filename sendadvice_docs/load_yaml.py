"""Reads YAML into trees, document by document.

PyYAML's parser says where each value starts and ends; what the value says is read by `sendadvice_docs.scalars`. The
parser's events are followed one by one, not composed: so depth is known before memory or the stack is spent on it,
whatever is refused is refused at its place without losing the rest, and one broken document leaves the others readable.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from sendadvice_docs import scalars
from sendadvice_docs.intake import Reading, StoppedError
from sendadvice_docs.nodes import Scalar
from sendadvice_docs.problem import QUOTE_IT, Problem
from sendadvice_docs.source import Prose, Span
from sendadvice_docs.syntax import explain
from sendadvice_docs.tree import DEEPEST, Tree

#: PyYAML's parsers: libyaml's where it was built in (several times faster), else the one in Python.
FAST: Any = getattr(yaml, "CSafeLoader", None)
SLOW: Any = yaml.SafeLoader

_MARKER = re.compile(r"(?:(?<=[\r\n])|\A)---(?=[ \t\r\n]|\Z)")
# YAML 1.1 breaks lines at these; for YAML 1.2 (and whoever pasted them) they are ordinary. U+FEFF the two parsers treat
# differently.
_ORDINARY = re.compile("[\x85\u2028\u2029\ufeff]")
# Both parsers stop at halves of surrogate pairs, which JSON's way of writing emoji is made of, and beyond Unicode.
_ODD_ESCAPE = re.compile(r"\\(?:u[dD][89a-fA-F][0-9a-fA-F]{2}|U[0-9a-fA-F]{8})")
_LINE = re.compile(r"[^\r\n]+")
_LEAD = re.compile(r"[ \t]*+(?:[-?:][ \t]++)*+")
_PROPERTY = re.compile(r"[!&][^\s]*")
_BETWEEN = re.compile(r"(?:[ \t\r\n]++(?:#[^\r\n]*+)?)*+")


def _harmless(escape: re.Match[str]) -> str:
    written = escape[0]
    if written[1] == "u":
        return r"\u0041"
    number = int(written[-8:], 16)
    return r"\U00000041" if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF else written


def _without_inner_tabs(line: re.Match[str]) -> str:
    # Between words a tab is as good as a space, but PyYAML's own parser stops at it. As indentation it stays refused.
    written = line[0]
    lead = _LEAD.match(written)
    inner = lead.end() if lead else 0
    return written[:inner] + written[inner:].replace("\t", " ")


def _for_parser(text: str) -> str:
    """Return the text with what the parser would misunderstand replaced, character for character.

    No replacement changes where a value starts or ends, and what values say is read from the original.
    """
    if "\t" in text:
        text = _LINE.sub(_without_inner_tabs, text)
    if not text.isascii():
        text = _ORDINARY.sub(scalars.REPLACEMENT, text)
    return _ODD_ESCAPE.sub(_harmless, text) if "\\" in text else text


class _Follower:
    """Follows the parser's events through one stretch of the file and builds the trees."""

    def __init__(self, reading: Reading, offset: int) -> None:
        self.reading = reading
        self.offset = offset  # of the stretch in the file: the parser counts from there
        self.begun = False  # whether a document has begun in this stretch
        self.start = Span(offset, offset)  # its line of ---, or the point where its first value begins
        self.last: tuple[Span, str] | None = None  # the last single value and its style
        self._tree: Tree
        self._columns: list[int] = []  # of the mappings and lists that are open; -1 for one in brackets

    def follow(self, event: yaml.Event) -> None:
        """Take in one event; raises StoppedError where the document cannot be read further."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            flow = self._columns.pop() < 0
            self._tree.close(self._span(event).end if flow else None)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.begun = True
            self.start = self._span(event)
            self._columns = []
            self._tree = Tree(self.reading, self.start.start)
        elif isinstance(event, yaml.DocumentEndEvent):
            self._tree.finish(self.start)

    @property
    def bracket(self) -> int | None:
        """Return where the innermost open mapping or list begins, if that is one in brackets."""
        return self._tree.innermost if self._columns and self._columns[-1] < 0 else None

    def _span(self, event: Any) -> Span:
        return Span(event.start_mark.index + self.offset, event.end_mark.index + self.offset)

    def _open(self, event: Any) -> None:
        start = event.start_mark.index + self.offset
        column: int = event.start_mark.column
        if event.tag is not None or event.anchor is not None:
            start = self._after_properties(start)
            column = self.reading.source.position(start).column - 1
        self._tree.open(start, mapping=isinstance(event, yaml.MappingStartEvent))
        self._columns.append(-1 if event.flow_style else column)

    def _alias(self, event: Any) -> None:
        span = self._span(event)
        self.reading.fault(
            span,
            f"“{self.reading.text[span.start : span.end]}” would repeat a part of the file marked elsewhere, and that "
            "is not used in an advice.",
            f"Write the value out here. If the asterisk belongs to a text, {QUOTE_IT}.",
            path=self._tree.path,
        )
        self._tree.scalar(Scalar(None, Prose("", (), (), span), quoted=False))

    def _after_properties(self, start: int) -> int:
        """Refuse the anchor and the tag that stand before a value; return where the value itself starts."""
        text = self.reading.text
        while found := _PROPERTY.match(text, start):
            written = found[0]
            span = Span(*found.span())
            if written[0] == "&":
                self.reading.fault(
                    span,
                    f"“{written}” would mark this value for use elsewhere, and that is not used in an advice.",
                    f"Delete it. If it belongs to a text, {QUOTE_IT}.",
                    path=self._tree.path,
                )
            else:
                self.reading.fault(
                    span,
                    f"“{written}” would tell the reading program what kind of value follows, and that is not used in "
                    "an advice.",
                    f"Delete it. If it belongs to a text, {QUOTE_IT}.",
                    path=self._tree.path,
                )
            between = _BETWEEN.match(text, found.end())
            start = between.end() if between else found.end()
        return start

    def _scalar(self, event: Any) -> None:
        text = self.reading.text
        start = event.start_mark.index + self.offset
        end = event.end_mark.index + self.offset
        marked = start < end and text[start] in "!&"
        if marked:
            start = min(self._after_properties(start), end)
        style = event.style or ""
        if style == '"':
            prose, misfits = scalars.double_quoted(text, start, end)
            if misfits:
                self.reading.misfits(prose, misfits, self._tree.path)
        elif style == "'":
            prose = scalars.single_quoted(text, start, end)
        elif style in ("|", ">"):
            parent = next((column for column in reversed(self._columns) if column >= 0), -1)
            prose = scalars.block(text, start, parent)
        else:
            prose = scalars.plain(text, start, end)
        quoted = bool(style) and style not in ("", ":")
        self.last = (prose.span, style)
        value = prose.text if quoted or marked else scalars.resolve(prose.text)
        self._tree.scalar(Scalar(value, prose, quoted))


def _follow_all(follower: _Follower, text: str, loader: Any) -> int | None:
    """Follow the parser from the follower's offset on; return where it had to stop, None where it did not."""
    reading = follower.reading
    try:
        for event in yaml.parse(text[follower.offset :], Loader=loader):
            follower.follow(event)
    except StoppedError as stopped:
        return stopped.at
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark.index + follower.offset if error.problem_mark else follower.start.start
        since = error.context_mark.index + follower.offset if error.context_mark else None
        problem = Problem(
            reading.source, error.problem or "", error.context or "", at, since, follower.last, follower.bracket
        )
    except ValueError:  # PyYAML's own parser takes the version in “%YAML 1.2” for a number, however long
        problem = Problem(reading.source, "", "", follower.start.start, None)
    else:
        return None
    if not follower.begun:
        reading.starts.append(follower.offset)
    if "nesting depth" in problem.phrase:
        # libyaml may have a limit of its own, far beyond ours; as it looks ahead, it can meet it first.
        reading.too_deep(problem.at, DEEPEST)
        return problem.at
    explanation = explain(problem)
    reading.retract(explanation.span.start)
    reading.fault(explanation.span, explanation.message, explanation.suggestion)
    return problem.at


def read_yaml(reading: Reading, loader: Any = None) -> int | None:
    """Read every document of `reading.text` into `reading`.

    `loader` is one of PyYAML's (default: the fastest there is). Returns the offset of the last thing that could not be
    read, None where everything could. What follows a broken document is read on from the next line of `---`, which
    cannot stand inside a value (YAML 1.2.2, section 9.1.2).
    """
    text = _for_parser(reading.text)
    offset = 0
    failed: int | None = None
    while True:
        follower = _Follower(reading, offset)
        stopped = _follow_all(follower, text, loader or FAST or SLOW)
        if stopped is None:
            return failed
        failed = stopped
        again = _MARKER.search(text, follower.start.start + 1)
        if again is None or reading.full:
            return failed
        offset = again.start()
