"""Shared generators: texts as workers write them, and YAML that says them in each of its five styles.

The writers below know which stretch of the source writes which character, because they write it themselves; nothing of
the reader is used. So they are an independent answer to compare the reader's with.
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

STYLES = ("plain", "single", "double", "literal", "folded")

#: What people really type, and what trips readers: Welsh, Arabic, emoji (also joined), combining accents, odd spaces.
_WORDS = st.sampled_from(
    [
        "Joe", "it's", 'said "hi"', "'oh'", "''", '""', "“well”", "C:\\dir", "\\n", "\\", "#1", "a:b", "w/c", "50%",
        "1.", "-", "?", "!", "*", "&", "@home", "`", "[x]", "{y}", "|", ">", "---", "...", "~", "null", "no", "12:30",
        "2026-09-01", "tŷ", "Ŵyn", "Llŷr", "سلمى", "שלום", "语文", "😀", "👩\u200d👧", "e\u0301",
        "a\u00a0b", "a\u200bb", "–", "…",
        "<b>", "Tom & Jerry", "a\tb",
    ]
)  # fmt: skip
_ANY = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff"),
    min_size=1,
    max_size=6,
)
words = st.one_of(_WORDS, _ANY).map(lambda word: word.strip(" \t\u00a0") or "x")

LINE_BREAKS = st.sampled_from(["\n", "\r\n", "\r"])


@dataclass(frozen=True)
class Written:
    """A text, the YAML that writes it, and for each of its characters the stretch of that YAML which does."""

    text: str
    source: str
    stretches: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class File:
    """A whole YAML file with one written text in it: at `pointer`, its source beginning at `offset`."""

    text: str
    pointer: str
    offset: int
    written: Written


class Pen:
    """Writes a text and its source side by side."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._source: list[str] = []
        self._stretches: list[tuple[int, int]] = []
        self._length = 0

    def layout(self, source: str) -> None:
        """Write source that says nothing."""
        self._source.append(source)
        self._length += len(source)

    def say(self, character: str, source: str) -> None:
        """Write one character of the text."""
        self._text.append(character)
        self._stretches.append((self._length, self._length + len(source)))
        self.layout(source)

    def raw(self, text: str) -> None:
        """Write characters as they are."""
        for character in text:
            self.say(character, character)

    def written(self) -> Written:
        return Written("".join(self._text), "".join(self._source), tuple(self._stretches))


def _blanks(draw: st.DrawFn, most: int = 2) -> str:
    return " " * draw(st.integers(0, most))


def _fold(draw: st.DrawFn, pen: Pen, line_break: str, margin: int) -> None:
    """Write a space, or some line feeds, as a folded line break."""
    feeds = draw(st.integers(0, 3))
    pen.layout(_blanks(draw))
    if feeds:
        pen.layout(line_break)
        for _ in range(feeds):
            pen.layout(_blanks(draw, 6))
            pen.say("\n", line_break)
    else:
        pen.say(" ", line_break)
    pen.layout(" " * margin + _blanks(draw, 3))


@st.composite
def plain(draw: st.DrawFn, line_break: str, margin: int) -> Written:
    """A text without quotation marks, on one line or folded over several."""
    pen = Pen()
    pen.raw(
        draw(
            st.sampled_from(["Joe", "a", "–x", "Ŵ", "😀", "سلمى", "1x", "2026-09-01", "12:30", "no", "-x", "?x", ":x"])
        )
    )
    for word in draw(st.lists(words, max_size=6)):
        if draw(st.booleans()):
            pen.raw(" " * draw(st.integers(1, 3)))
        else:
            _fold(draw, pen, line_break, margin)
        pen.raw(("x" + word if word.startswith("#") else word).replace("\t#", "").rstrip(":") or "x")
    return pen.written()


def _quoted_separator(draw: st.DrawFn, pen: Pen, line_break: str, margin: int) -> None:
    if draw(st.booleans()):
        pen.raw(draw(st.sampled_from([" ", "  ", " \t", "\t"])))
    else:
        _fold(draw, pen, line_break, margin)


@st.composite
def single(draw: st.DrawFn, line_break: str, margin: int) -> Written:
    """A text in single quotation marks."""
    pen = Pen()
    pen.layout("'")
    for index, word in enumerate(draw(st.lists(words, max_size=6))):
        if index or draw(st.booleans()):
            _quoted_separator(draw, pen, line_break, margin)
        for character in word:
            pen.say(character, "''" if character == "'" else character)
    if draw(st.booleans()):
        _quoted_separator(draw, pen, line_break, margin)
    pen.layout("'")
    return pen.written()


_SHORT = {
    "\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r", "\x1b": "e", '"': '"', "/": "/",
    "\\": "\\", "\x85": "N", "\xa0": "_", "\u2028": "L", "\u2029": "P", " ": " ",
}  # fmt: skip
#: What only an escape can write, and a Word document can hold.
_ESCAPED_ONLY = ("\n", "\r", "\x85", "\u2028", "\u2029", "\xa0", "\t", "\x7f", "\x9f")


def escaped(draw: st.DrawFn, character: str) -> str:
    """Return one of the escapes that write a character."""
    number = ord(character)
    ways = [f"\\U{number:08x}"]
    if number < 0x100:
        ways.append(f"\\x{number:02X}")
    if number < 0x10000:
        ways.append(f"\\u{number:04x}")
    else:
        high, low = 0xD800 + ((number - 0x10000) >> 10), 0xDC00 + ((number - 0x10000) & 0x3FF)
        ways.append(f"\\u{high:04X}\\u{low:04x}")
    if character in _SHORT:
        ways.append("\\" + _SHORT[character])
    return draw(st.sampled_from(ways))


@st.composite
def double(draw: st.DrawFn, line_break: str, margin: int) -> Written:
    """A text in double quotation marks: escapes, folded lines and lines that a backslash carries on."""
    pen = Pen()
    pen.layout('"')
    for index, word in enumerate(draw(st.lists(words, max_size=5))):
        if index or draw(st.booleans()):
            _double_separator(draw, pen, line_break, margin)
        for character in word:
            if character in '"\\' or draw(st.integers(0, 4)) == 0:
                pen.say(character, escaped(draw, character))
            else:
                pen.say(character, character)
    if draw(st.booleans()):
        _double_separator(draw, pen, line_break, margin)
    pen.layout('"')
    return pen.written()


def _double_separator(draw: st.DrawFn, pen: Pen, line_break: str, margin: int) -> None:
    way = draw(st.sampled_from(["escaped", "carried on", "quoted", "quoted"]))
    if way == "quoted":
        _quoted_separator(draw, pen, line_break, margin)
    elif way == "escaped":
        character = draw(st.sampled_from(_ESCAPED_ONLY))
        pen.say(character, escaped(draw, character))
    else:
        pen.raw(_blanks(draw))
        pen.layout("\\" + line_break + " " * margin + _blanks(draw))
        if draw(st.booleans()):
            pen.say("\n", line_break)
            pen.layout(" " * margin + _blanks(draw))


_BLOCK_LINE = st.builds(
    lambda lead, middle, tail: lead + " ".join(middle) + tail,
    st.sampled_from(["", "", "", " ", "  ", "\t"]),
    st.lists(words, min_size=1, max_size=5),
    st.sampled_from(["", "", " "]),
)


def _header(draw: st.DrawFn, pen: Pen, mark: str, chomp: str, line_break: str, inside: int, *, explicit: bool) -> None:
    indicators = [chomp, str(inside) if explicit or draw(st.booleans()) else ""]
    pen.layout(mark + "".join(draw(st.permutations(indicators))))
    pen.layout(draw(st.sampled_from(["", "", " ", "  # a comment: with | marks"])) + line_break)


def _end(draw: st.DrawFn, pen: Pen, chomp: str, line_break: str, margin: int, *, any_text: bool) -> None:
    """Write the line break after the last line, and blank lines, as the chomping indicator counts them."""
    breaks = draw(st.integers(0, 3)) + any_text
    for index in range(breaks):
        if index or not any_text:
            pen.layout(_blanks(draw, margin))
        if chomp == "+" or (chomp == "" and any_text and index == 0):
            pen.say("\n", line_break)
        else:
            pen.layout(line_break)


@st.composite
def literal(draw: st.DrawFn, line_break: str, margin: int) -> Written:
    """A literal block, every chomping and indentation indicator."""
    inside = draw(st.integers(1, 5))
    indent = margin - 1 + inside
    lines = draw(st.lists(st.one_of(_BLOCK_LINE, st.just("")), max_size=6))
    while lines and not lines[-1]:
        lines.pop()
    first = next((line for line in lines if line), "")
    chomp = draw(st.sampled_from(["", "-", "+"]))
    pen = Pen()
    _header(draw, pen, "|", chomp, line_break, inside, explicit=first[:1] in (" ", "\t"))
    for index, line in enumerate(lines):
        pen.layout(" " * indent if line else _blanks(draw, indent))
        pen.raw(line)
        if index < len(lines) - 1:
            pen.say("\n", line_break)
    _end(draw, pen, chomp, line_break, indent, any_text=bool(lines))
    return pen.written()


def _folded_line(draw: st.DrawFn, pen: Pen, line: str, line_break: str, indent: int) -> None:
    """Write a line of the text over one or several of the source, broken at spaces."""
    normal = line[0] not in " \t"
    for index, character in enumerate(line):
        breakable = character == " " and 0 < index < len(line) - 1 and line[index + 1] not in " \t"
        if normal and breakable and draw(st.booleans()):
            pen.say(" ", line_break)
            pen.layout(" " * indent)
        else:
            pen.say(character, character)


@st.composite
def folded(draw: st.DrawFn, line_break: str, margin: int) -> Written:
    """A folded block: normal and more-indented lines, blank lines before, between and after."""
    inside = draw(st.integers(1, 5))
    indent = margin - 1 + inside
    lines = draw(st.lists(_BLOCK_LINE, max_size=5))
    chomp = draw(st.sampled_from(["", "-", "+"]))
    pen = Pen()
    _header(draw, pen, ">", chomp, line_break, inside, explicit=bool(lines) and lines[0][0] in " \t")
    if lines:
        for _ in range(draw(st.integers(0, 2))):
            pen.layout(_blanks(draw, indent))
            pen.say("\n", line_break)
    for index, line in enumerate(lines):
        pen.layout(" " * indent)
        _folded_line(draw, pen, line, line_break, indent)
        if index < len(lines) - 1:
            deeper = line[0] in " \t" or lines[index + 1][0] in " \t"
            if not deeper:
                pen.layout(line_break)
            for feed in range(draw(st.integers(1, 3))):
                pen.layout(_blanks(draw, indent) if feed or not deeper else "")
                pen.say("\n", line_break)
    _end(draw, pen, chomp, line_break, indent, any_text=bool(lines))
    return pen.written()


_WRITERS = {"plain": plain, "single": single, "double": double, "literal": literal, "folded": folded}
#: What stands before the text, where that leads, and how far in a text on the next line must at least begin.
_PLACES = (
    ("text: ", "/text", 1),
    ("before: x¶outer:¶- name: y¶  text:  ", "/outer/0/text", 3),
    ("# tŷ 😀¶outer:¶  -   - ", "/outer/0/0", 7),
    ("? text¶:  ", "/text", 1),
    ("{a: [x, ", "/a/1", 0),
)


@st.composite
def files(draw: st.DrawFn, style: str) -> File:
    """A YAML file that holds one text in the given style."""
    line_break = draw(LINE_BREAKS)
    places = _PLACES if style in ("single", "double") else _PLACES[:-1]
    before, pointer, margin = draw(st.sampled_from(places))
    written: Written = draw(_WRITERS[style](line_break, max(margin, 1)))
    before = before.replace("¶", line_break)
    if before.startswith("{"):
        after = ", y]}"
    elif style in ("literal", "folded"):
        after = "after: z"
    else:
        after = draw(st.sampled_from(["", " ", " # a comment"])) + line_break + "after: z" + line_break
    return File(before + written.source + after, pointer, len(before), written)


#: Data as an advice holds it, for writing with other people's writers.
_values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=20),
    st.lists(words, min_size=1, max_size=8).map(" ".join),
    st.lists(words, min_size=1, max_size=4).map("\n".join),
)
_names = st.sampled_from(["needs", "a/b", "~", "no", "null", "1", "<<", "", "a: b", "#c", "enw'r tŷ", "اسم", "😀"])
data = st.dictionaries(
    _names,
    st.recursive(
        _values,
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_names, inner, max_size=3)),
        max_leaves=12,
    ),
    max_size=5,
)


#: Pieces that have broken such documents before, among any other character XML 1.0 can hold.
_MARKUP = ["&", "<", ">", '"', "'", "&amp;", "<w:t>", "]]>", "<!--", "<?x?>", "5 < 6 & 7 > 3", "Joe’s “own” words"]
_TAGS = [
    "{{ person.name }}",
    "{% if x %}",
    "{#",
    "#}",
    "{_{",
    "}_}",
    "{_%",
    "%_}",
    "{{",
    "}}",
    "\\n",
    "\\a",
    "%s",
    "$1",
]
_SPACES = ["\n", "\n\n", "\n\n\n", "\r", "\r\n", "\r\n\r\n", "\t", " ", "  ", "\u00a0", "\u2028", "\x85"]
_SCRIPTS = ["\u200b", "\u200d", "\u202e", "\ufeff", "e\u0301", "👩\u200d👧", "Llŷr â ŵy", "العربية", "עברית"]
_PIECES = st.sampled_from(_MARKUP + _TAGS + _SPACES + _SCRIPTS)
_ANY_CHARACTER = st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff").filter(
    lambda one: one in "\t\n\r" or ord(one) >= 0x20
)
TEXTS = st.lists(_PIECES | st.text(_ANY_CHARACTER, max_size=8), max_size=8).map("".join)
