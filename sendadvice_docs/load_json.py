r"""Reads JSON (RFC 8259) into trees with the place of every value.

YAML's parsers read most JSON too, but not tabs as indentation or emoji written as two `\u` escapes, and they would take
`{"a": nul}` for text. Several values in one file, one after another or with lines of `---` between, are several
documents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sendadvice_docs import scalars
from sendadvice_docs.intake import Reading, StoppedError
from sendadvice_docs.nodes import Scalar, Value
from sendadvice_docs.problem import Explanation
from sendadvice_docs.source import Prose, Span
from sendadvice_docs.tree import Tree

_SPACE = re.compile(r"[ \t\r\n]*+")
_MARKER = re.compile(r"---(?=[ \t\r\n]|\Z)")
_TOKEN = re.compile(
    r"""
    (?P<text>   "(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+" )
  | (?P<number> -?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?(?![\w.+-]) )
  | (?P<word>   (?:true|false|null)(?!\w) )
  | (?P<mark>   [{}\[\],:] )
    """,
    re.VERBOSE,
)
_WORDS: dict[str, Value] = {"true": True, "false": False, "null": None}
_GOOD_TEXT = re.compile(r"""(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+""")
_BARE = re.compile(r"[^\s,:{}\[\]\"]*+")

#: What may come next.
_VALUE, _FIRST_ITEM, _KEY, _FIRST_KEY, _COLON, _GO_ON, _END = range(7)
_WANTED = {
    _VALUE: "A value is missing here.",
    _FIRST_ITEM: "A value, or ] to close the list, is missing here.",
    _KEY: "A name in double quotation marks is missing here.",
    _FIRST_KEY: "A name in double quotation marks, or } to close the bracket, is missing here.",
    _COLON: "A colon is missing between this name and its value.",
    _GO_ON: "A comma or a closing bracket is missing before this.",
    _END: "The advice has already ended above this, and more follows.",
}
_BARE_NAME = "In JSON a name stands in double quotation marks."
_BARE_VALUE = (
    "This is no value that JSON knows: a text stands in double quotation marks, and only numbers, true, false and null "
    "stand without."
)
_QUOTE_BARE = "Put it in double quotation marks."


@dataclass
class NotJsonError(Exception):
    """The text is not JSON: how far it was, and why not further."""

    reached: int
    explanation: Explanation


class _JsonReader:
    """Reads values one after another; nesting is kept in a list, not on Python's stack."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.at = 0
        self._tree: Tree
        self._brackets: list[int] = []

    def _skip(self) -> None:
        space = _SPACE.match(self.text, self.at)
        self.at = space.end() if space else self.at

    def documents(self) -> None:
        """Read everything; raises NotJsonError, or StoppedError where a fault already says why."""
        while True:
            self._skip()
            marker = _MARKER.match(self.text, self.at)
            if marker:
                self.at = marker.end()
                self._skip()
            if self.at >= len(self.text):
                if marker:
                    self._tree = Tree(self.reading, marker.start())
                    self._tree.finish(Span(*marker.span()))
                return
            if self.reading.starts and not marker and self.text[self.at] not in "{[":
                raise NotJsonError(self.at, self._broken(_END))
            place = Span(*marker.span()) if marker else Span(self.at, self.at)
            self._tree = Tree(self.reading, place.start)
            self._document()
            self._tree.finish(place)

    def _document(self) -> None:
        want = _VALUE
        while want != _END:
            self._skip()
            token = _TOKEN.match(self.text, self.at)
            if token is None:
                raise NotJsonError(self.at, self._broken(want))
            want = self._take(token, want)
            self.at = token.end()

    def _take(self, token: re.Match[str], want: int) -> int:
        """Put a token into the tree where it is what may come next; return what may come after it."""
        written = token[0]
        if token.lastgroup != "mark":
            if want in (_VALUE, _FIRST_ITEM):
                self._scalar(token)
                return self._after_value()
            if want in (_KEY, _FIRST_KEY) and token.lastgroup == "text":
                self._scalar(token)
                return _COLON
        elif written in "{[" and want in (_VALUE, _FIRST_ITEM):
            self._tree.open(token.start(), mapping=written == "{")
            self._brackets.append(token.start())
            return _FIRST_KEY if written == "{" else _FIRST_ITEM
        elif written == ":" and want == _COLON:
            return _VALUE
        elif written == "," and want == _GO_ON:
            return _KEY if self._in_braces else _VALUE
        elif written in "}]" and want in (_GO_ON, _FIRST_KEY, _FIRST_ITEM) and self._in_braces == (written == "}"):
            self._brackets.pop()
            self._tree.close(token.end())
            return self._after_value()
        raise NotJsonError(self.at, self._broken(want))

    @property
    def _in_braces(self) -> bool:
        return self.text[self._brackets[-1]] == "{"

    def _after_value(self) -> int:
        return _GO_ON if self._brackets else _END

    def _scalar(self, token: re.Match[str]) -> None:
        span = Span(*token.span())
        if token.lastgroup == "text":
            prose, misfits = scalars.double_quoted(self.text, *token.span())
            if misfits:
                self.reading.misfits(prose, misfits, self._tree.path)
            self._tree.scalar(Scalar(prose.text, prose, quoted=True))
            return
        prose = Prose.verbatim(token[0], span.start)
        value = _WORDS[token[0]] if token.lastgroup == "word" else scalars.resolve(token[0])
        self._tree.scalar(Scalar(value, prose, quoted=False))

    def _broken(self, want: int) -> Explanation:
        """Return what to say about the text at `at`, where `want` should be."""
        text, at = self.text, self.at
        if at >= len(text):
            return self._unclosed()
        if text[at] == '"' and _TOKEN.match(text, at) is None:
            return self._broken_text()
        one = Span(at, at + 1)
        if want in (_KEY, _VALUE) and text[at] in "}]" and text[:at].rstrip(" \t\r\n").endswith(","):
            return Explanation(one, "The comma before this bracket has nothing after it.", "Delete the comma.")
        if want == _END and text[at] in "}]":
            return Explanation(
                one, f"There is a “{text[at]}” too many here: every bracket is already closed.", "Delete it."
            )
        if want == _GO_ON and text[at] in "}]":
            opening = Span(self._brackets[-1], self._brackets[-1] + 1)
            line = self.reading.source.position(opening.start).line
            return Explanation(
                one,
                f"This bracket does not close the {text[opening.start]} opened last, on line {line}.",
                f"Write {'}' if self._in_braces else ']'} here, or look for a bracket missing above.",
            )
        if text.startswith(("//", "/*", "#"), at):
            return Explanation(one, "JSON has no comments.", "Delete this one, or save the file as YAML (.yaml).")
        bare = _BARE.match(text, at)
        span = Span(at, max(bare.end() if bare else at, at + 1))
        if want in (_VALUE, _FIRST_ITEM, _KEY, _FIRST_KEY) and text[at] not in ",:{}[]":
            return Explanation(span, _BARE_NAME if want in (_KEY, _FIRST_KEY) else _BARE_VALUE, _QUOTE_BARE)
        return Explanation(span, _WANTED[want], "Look at this line and the one above, and put in what is missing.")

    def _unclosed(self) -> Explanation:
        opening = self._brackets[-1]
        mark = self.text[opening]
        return Explanation(
            Span(opening, opening + 1),
            f"The bracket {mark} that opens here is never closed.",
            f"Put {'}' if mark == '{' else ']'} after its last entry. Perhaps the end of the file is missing.",
        )

    def _broken_text(self) -> Explanation:
        good = _GOOD_TEXT.match(self.text, self.at + 1)
        end = good.end() if good else self.at + 1
        if self.text[end : end + 1] == "\\":
            return Explanation(
                Span(end, min(end + 2, len(self.text))),
                "A backslash begins a code for a character, and this is no code.",
                "Write the backslash twice.",
            )
        if self.text[end : end + 1] == "\t":
            return Explanation(
                Span(end, end + 1),
                "There is a tab inside a text here, and JSON does not allow that.",
                "Write \\t or a space in its place.",
            )
        return Explanation(
            Span(self.at, end),
            "The quotation mark that opens here is not closed on this line.",
            "Put a quotation mark after the last word of the text. Inside a text, a new line is written \\n.",
        )


def read_json(reading: Reading) -> NotJsonError | None:
    """Read every document of `reading.text` into `reading`; return why it is not JSON, None where it is.

    What is refused whatever the format (too deep, too much) is recorded in the reading, and ends it.
    """
    try:
        _JsonReader(reading).documents()
    except StoppedError:
        return None
    except NotJsonError as error:
        return error
    return None
