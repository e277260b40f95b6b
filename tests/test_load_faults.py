"""Every fault of a file: its code, its place, and words that a person who never heard of parsers understands."""

from __future__ import annotations

import re
import time

import pytest

from sendadvice_docs import load_yaml
from sendadvice_docs.finding import Fault
from sendadvice_docs.intake import MOST_FAULTS
from sendadvice_docs.load import Loaded, load
from sendadvice_docs.tree import DEEPEST

#: Words of the parser's, not of a worker's.
JARGON = re.compile(
    r"\b(scann|token|scalar|mapping|sequence|collection|flow|node|alias|anchor|parser|stream|indicator|simple key|tag|"
    r"codec|unicode_?decode|0x|None|Error)",
    re.IGNORECASE,
)


@pytest.fixture(params=["libyaml", "pure Python"])
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test with each of PyYAML's two parsers; the second is what a machine without libyaml has."""
    if request.param == "pure Python":
        monkeypatch.setattr(load_yaml, "FAST", None)
    elif load_yaml.FAST is None:
        pytest.skip("this PyYAML was built without libyaml")


def read(text: str | bytes, name: str = "advice.yaml") -> Loaded:
    return load(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text, name)


def the_fault(text: str | bytes, name: str = "advice.yaml") -> Fault:
    """Return the only fault of a file, having checked that it says something useful in plain words."""
    (fault,) = read(text, name).faults
    for words in (fault.message, fault.suggestion):
        assert words.endswith(".")
        assert words[0].isupper() or not words[0].isalpha()
        assert not JARGON.search(words), words
    assert fault.at <= fault.until
    return fault


FAULTS = [
    # colons and names
    ("a colon in a text", "a: b\nd: Joe said: go\n", "2:12", "colon with a space after it", "After “d:” put"),
    ("a colon in a text of a list", "a:\n  - id: x\n    b: Note: he\n", "3:12", "colon with a space", "After “b:”"),
    ("a colon at the end of a text", "a: b:\n", "1:5", "colon with a space after it", "double quotation marks"),
    ("a line further in", "a: b\n  c: d\n", "2:3", "indented further than the one", "first letter of the name"),
    ("a line without a colon", "a: b\nfoo bar\nc: d\n", "2:1", "no colon", "put a colon and a space after it"),
    ("a last line without a colon", "a: b\nfoo\n", "2:1", "no colon", "indent it further"),
    ("a first line without a colon", "foo\nc: d\n", "1:1", "no colon", "put a colon"),
    ("a name with a comment in place of its value", "a:\n  b #: c\n  d: e\n", "2:3", "no colon", "put a colon"),
    ("no space after a colon", "a: b\nname:Joe\nc: d\n", "2:5", "no space after this colon", "Put a space"),
    ("no space after a colon in braces", "a: {name:Joe}\n", "1:9", "no space after this colon", "Put a space"),
    ("no space after a dash", "a:\n  - b\n  -c\n", "3:3", "no space after this dash", "Put a space"),
    ("a list on the line of its name", "a: - b\n", "1:4", "same line as its name", "on the next line"),
    # quotation marks
    ("an open double quotation mark", 'a: "foo\nb: c\n', "1:4", "never closed", 'same mark (")'),
    ("an open single quotation mark", "a: 'foo\nb: c\n", "1:4", "never closed", "same mark (')"),
    ("an open mark before another text", 'a: "foo\nb: "bar"\nc: d\n', "1:4", "runs on to line 2", 'same mark (")'),
    ("an open mark before a new document", 'a: "foo\n---\nb: c', "1:4", "never closed", "after the last word"),
    ("an apostrophe in single quotation marks", "a: 'It's fine'\n", "1:7", "apostrophe ends", "apostrophes are free"),
    ("quotation marks inside others", 'a: "He said "no" to me"\n', "1:13", "ends the text", "“like these”"),
    ("text after quotation marks", 'a: "foo" bar\n', "1:8", "ends the text", "round the whole text"),
    ("a backslash in double quotation marks", 'a: "C:\\Users"\n', "1:7", "backslash begins a code", "backslash twice"),
    ("a backslash before an odd letter", 'a: "\\q"\n', "1:5", "backslash begins a code", "single quotation marks"),
    # first characters
    ("a text that begins with @", "a: @joe\n", "1:4", "begin with “@”", "double quotation marks"),
    ("a text that begins with a backtick", "a: `x`\n", "1:4", "begin with “`”", "double quotation marks"),
    ("a text that begins with %", "a: %5\n", "1:4", "begin with “%”", "double quotation marks"),
    ("a line that begins with %", "%5 of\na: b\n", "1:1", "begins with “%”", "double quotation marks"),
    ("a version of YAML that is not known", "%YAML 2.0\n---\na: b", "1:1", "begins with “%”", "Delete the line"),
    ("a version of YAML beyond counting", f"%YAML 1.{'9' * 5000}\n---\na: b", "1:1", "begins with “%”", "Delete"),
    ("a text that begins with * and a space", "a: * foo\n", "1:4", "begin with “*”", "double quotation marks"),
    ("a text that begins with *", "a: *foo bar\n", "1:4", "begin with “*”", "double quotation marks"),
    ("a text that begins with **", "a:\n  - **foo** bar\n", "2:5", "begin with “*”", "double quotation marks"),
    ("a text that begins with & and a space", "a: & foo\n", "1:4", "begin with “&”", "double quotation marks"),
    ("a text that begins with !x!", "a: !foo! bar\n", "1:4", "begin with “!”", "double quotation marks"),
    ("a text that begins with !e!x", "a: !e!foo bar\n", "1:4", "begin with “!”", "double quotation marks"),
    ("a text that begins with ?", "a: ? b\n", "1:4", "begin with “?”", "double quotation marks"),
    ("a text that begins with a comma", "a: ,b\n", "1:4", "begin with “,”", "double quotation marks"),
    ("a text that begins with }", "a: }\n", "1:4", "begin with “}”", "double quotation marks"),
    ("a text that begins with >", "a: > 3 hours\n", "1:4", "begins with “>”", "on the next line"),
    ("a text that begins with |", "a: |foo\n", "1:4", "begins with “|”", "on the next line"),
    # brackets
    ("a bracket that is not closed", "a: [x, y\nb: c\n", "1:4", "[ that opens here is not closed", "Put ]"),
    ("a bracket that is not closed at the end", "a: {x: y\n", "1:4", "{ that opens here is not closed", "Put }"),
    ("a bracket that is not closed in a list", "a:\n  - {b: c\n  - {b: d}\n", "2:5", "{ that opens here", "commas"),
    ("a bracket with nothing after it", "a: [\n", "1:4", "[ that opens here is not closed", "Put ]"),
    ("a bracket too many", "a: [x]]\n", "1:7", "a “]” too many", "Delete it"),
    ("a bracket that nothing opened", "a:\n  - b: c}\n    d: 'e'}\n", "3:11", "a “}” too many", "the opening bracket"),
    ("a comma missing in braces", 'a: {"b": c, "d" "e": f}\n', "1:17", "comma or a closing }", "between the entries"),
    ("a comma too many", "a: [x,, y]\n", "1:7", "comma or bracket too many", "delete what is too many"),
    ("a colon in a text in braces", "a: {b: Joe: said}\n", "1:11", "a colon here inside a text", "double quotation"),
    ("a colon before a comma in braces", "a: {b: c:, d: e}\n", "1:9", "no space after this colon", "double quotation"),
    ("a dash without a name", "a:\n  - : b\n    c: d\n", "2:5", "without a name in front", "before the colon"),
    ("a comma between names", 'a: "b", c: "d"\ne: f\n', "1:7", "a comma here outside any brackets", "on a new line"),
    ("text after a bracket", "a: [insert] text\n", "1:13", "after the closing bracket", "must stand in quotation"),
    ("text after the end", "{a: b}\nc: d\n", "2:1", "already ended", "a line of ---"),
    # layout
    ("a tab as indentation", "a:\n\tb: c\n", "2:1", "a tab here", "with spaces"),
    ("tabs as indentation", "a:\n  b: c\n\td: e\n\tf: g\n\th: i\n", "3:1", "2 more lines begin with a tab", "spaces"),
    ("a tab under a dash", "a:\n- b\n\t- c\n", "3:1", "a tab here", "with spaces"),
    ("a tab in a block", "a: |\n\tfoo\n", "2:1", "a tab here", "with spaces"),
    ("a tab after a dash", "a:\n-\tb: c\n", "2:2", "a tab here", "with spaces"),
    ("no-break spaces as indentation", "a:\n\u00a0\u00a0b: c\n", "2:1", "no ordinary space", "type the spaces again"),
    ("no-break spaces before text", "a: b\nc:\n\u00a0\u00a0d\ne: f\n", "3:1", "no ordinary space", "type the spaces"),
    ("two files joined", "a: b\n\ufeff---\nc: d\n", "2:1", "joining two files", "Delete everything before"),
    ("a name out of line", "a:\n    b: 1\n  c: 2\n", "3:3", "begin in column 1 or 5", "exactly below"),
    ("a dash out of line", "a:\n    - b: 1\n  - c: 2\n", "3:3", "begin in column 1 or 5 or 7", "exactly below"),
    ("a name out of line under a dash", "a:\n  - id: 1\n   x: y\n", "3:4", "column 1 or 3 or 5", "exactly below"),
    ("a dash among names", "a:\n  b: 1\n  - c\n", "3:3", "a list entry here among names", "on a line above"),
    ("a name among dashes", "a:\n  - b\n  c: 1\n", "3:3", "entry with a dash is expected", "Begin the line with “- ”"),
    ("a blank line too far in before a block", "a: |\n      \n  foo\n", "3:3", "blank line above", "in the blank line"),
    # what YAML has and an advice has not
    ("an anchor", "a: &x b\n", "1:4", "“&x” would mark this value", "Delete it"),
    ("an alias", "a: *x\n", "1:4", "“*x” would repeat", "Write the value out"),
    ("a merge key", "a:\n  <<: {b: c}\n", "2:3", "“<<” would merge", "Write the names and values out"),
    ("a tag of one's own", "a: !secret b\n", "1:4", "“!secret” would tell", "Delete it"),
    ("a tag for Python", "a: !!python/object/apply:os.system [ls]\n", "1:4", "“!!python/object", "Delete it"),
    ("a tag for text", "a: !!str 12\n", "1:4", "“!!str” would tell", "Delete it"),
    ("a bare tag", "a: ! 12\n", "1:4", "“!” would tell", "Delete it"),
    ("an anchor on a list", "a: &x\n  - b\n", "1:4", "“&x”", "Delete it"),
    ("an anchor on a name", "&x a: b\n", "1:1", "“&x”", "Delete it"),
    ("a tag before a block", "a: !x |2\n    b\n", "1:4", "“!x”", "Delete it"),
    ("a list as a name", "a:\n  ? [b]\n  : c\n", "2:5", "A name is expected here", "a plain name"),
    ("names as a name", "a: {{ name }}\n", "1:5", "A name is expected here", "double quotation marks"),
    ("nothing as a name", ": c\n", "1:1", "without a name in front", "before the colon"),
    ("nothing as a name, in braces", "a: {: c}\n", "1:5", "without a name in front", "before the colon"),
    ("nothing as a name, further in", "a:\n  : c\n", "2:3", "without a name in front", "before the colon"),
    ("null as a name", "a: {null: b}\n", "1:5", "without a name in front", "in quotation marks"),
    # whole files
    ("a list for an advice", "- a: b\n", "1:1", "A list stands here", "begins with names and values"),
    ("a list in brackets for an advice", "[a]\n", "1:1", "A list stands here", "lines of ---"),
    ("a text for an advice", "Dear Grace\n", "1:1", "plain text and not an advice", "sendadvice new"),
    ("an empty file", "", "1:1", "nothing in this file", "sendadvice new"),
    ("a file with comments only", "# a\n# b\n", "1:1", "nothing in this file", "sendadvice new"),
    ("a file with a line of --- only", "---\n", "1:1", "nothing in this file", "sendadvice new"),
    ("an empty document", "a: b\n---\n---\nc: d\n", "2:1", "no advice after this line", "Delete the line"),
    ("an empty last document", "a: b\n---\n", "2:1", "no advice after this line", "Delete the line"),
    ("characters no file can hold", "a: b\x00\x01c\n", "1:5", "nobody can see (U+0000)", "Delete it"),
    ("a mark that no file can hold", "a: \x92\n", "1:4", "nobody can see (U+0092)", "Delete it"),
]  # fmt: skip


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(
    ("text", "place", "message", "suggestion"), [pytest.param(*case[1:], id=case[0]) for case in FAULTS]
)
def test_a_fault_is_shown_at_its_place_in_plain_words(text: str, place: str, message: str, suggestion: str) -> None:
    for line_break in ("\n", "\r\n", "\r"):
        fault = the_fault(text.replace("\n", line_break))
        assert fault.code == "SC002"
        assert f"{fault.at.line}:{fault.at.column}" == place
        assert message in fault.message
        assert suggestion in fault.suggestion


@pytest.mark.parametrize(
    ("text", "place", "message", "suggestion"),
    [
        pytest.param('{"a": 1,}', "1:9", "comma before this bracket", "Delete the comma", id="a comma too many"),
        pytest.param('{"a": 1 "b": 2}', "1:9", "A comma or a closing bracket", "put in what", id="a comma missing"),
        pytest.param('{"a" 1}', "1:6", "A colon is missing", "put in what is missing", id="a colon missing"),
        pytest.param('{"a": }', "1:7", "A value is missing", "put in what is missing", id="a value missing"),
        pytest.param('{"a": [1}', "1:9", "does not close the [", "Write ] here", id="the wrong bracket"),
        pytest.param('{"a": {"b": 1}', "1:1", "never closed", "end of the file", id="an open bracket"),
        pytest.param('{"a": 1}}', "1:9", "a “}” too many", "Delete it", id="a bracket too many"),
        pytest.param("{a: 1}", "1:2", "a name stands in double quotation marks", "Put it in", id="a bare name"),
        pytest.param("{\"a\": 'b'}", "1:7", "no value that JSON knows", "Put it in", id="single quotation marks"),
        pytest.param('{"a": nul}', "1:7", "no value that JSON knows", "Put it in", id="a misspelt null"),
        pytest.param('{"a": NaN}', "1:7", "no value that JSON knows", "Put it in", id="no number"),
        pytest.param('{"a": 007}', "1:7", "no value that JSON knows", "Put it in", id="leading zeros"),
        pytest.param('{"a": "b\tc"}', "1:9", "a tab inside a text", "\\t", id="a tab in a text"),
        pytest.param('{"a": "b\nc"}', "1:7", "not closed on this line", "\\n", id="a new line in a text"),
        pytest.param('{"a": "b\\qc"}', "1:9", "backslash begins a code", "twice", id="an odd escape"),
        pytest.param('{"a": 1} // why', "1:10", "no comments", "as YAML", id="a comment"),
        pytest.param('{"a": 1}\nb', "2:1", "already ended", "what is missing", id="text after the end"),
        pytest.param("[1]", "1:1", "A list stands here", "names and values", id="a list for an advice"),
        pytest.param('"a"', "1:1", "plain text and not an advice", "sendadvice new", id="a text for an advice"),
        pytest.param('{"a": 1}\n---\n', "2:1", "no advice after this line", "Delete", id="an empty last document"),
        pytest.param(" \n", "1:1", "nothing in this file", "sendadvice new", id="nothing"),
        pytest.param("a: b", "1:1", "no value that JSON knows", "Put it in", id="YAML under the name of JSON"),
        pytest.param('{"a": "\x00"}', "1:8", "nobody can see (U+0000)", "Delete it", id="a character no file can hold"),
    ],
)
def test_a_fault_of_a_json_file_is_shown_at_its_place(text: str, place: str, message: str, suggestion: str) -> None:
    fault = the_fault(text, "advice.json")
    assert fault.code == "SC002"
    assert f"{fault.at.line}:{fault.at.column}" == place
    assert message in fault.message
    assert suggestion in fault.suggestion


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param('{"a": "b" "c": 1}', "A comma or a closing bracket", id="JSON"),
        pytest.param('{"a": [1, 2}', "does not close the [", id="JSON with the wrong bracket"),
        pytest.param('{"a": {"b": "c"}', "never closed", id="JSON cut short"),
        pytest.param("{a: 'x', b: [1}", "A comma or a closing ]", id="YAML in braces"),
        pytest.param("{a: b}\nc: d", "already ended", id="YAML that begins in braces"),
    ],
)
def test_of_what_could_be_either_the_fault_of_the_likelier_is_reported(text: str, message: str) -> None:
    assert message in the_fault(text).message


@pytest.mark.parametrize("name", ["advice.yaml", "advice.json"])
def test_a_key_that_stands_twice_is_found_with_the_line_of_the_first(name: str) -> None:
    text = '{\n "a": {"x": 1, "y": {}, "x": 2},\n "b": [\n{"c": 1,\n"c": 2, "c": 3}],\n"a": 4}'
    faults = read(text, name).faults
    assert [(one.code, one.path, one.at.line, one.at.column, one.until.column) for one in faults] == [
        ("SC003", "/a/x", 2, 25, 28),
        ("SC003", "/b/0/c", 5, 1, 4),
        ("SC003", "/b/0/c", 5, 9, 12),
        ("SC003", "/a", 6, 1, 4),
    ]
    assert faults[1].message == "“c” stands twice in the same place; it was first given on line 4."
    assert "first given on line 2" in faults[3].message
    assert read(text, name).documents[0].plain() == {"a": {"x": 1, "y": {}}, "b": [{"c": 1}]}


def test_the_same_key_in_other_styles_is_the_same_key() -> None:
    faults = read("name: a\n\"name\": b\n'name': c\n? >-\n  name\n: d\n").faults
    assert [(one.code, one.at.line) for one in faults] == [("SC003", 2), ("SC003", 3), ("SC003", 4)]


def test_faults_inside_a_value_that_is_left_out_are_found_too() -> None:
    faults = read("a: 1\na:\n  b: 1\n  b: *x\n").faults
    assert [(one.code, one.path, one.at.line) for one in faults] == [
        ("SC003", "/a", 2),
        ("SC003", "/a/b", 4),
        ("SC002", "/a/b", 4),
    ]


@pytest.mark.usefixtures("_parser")
def test_all_faults_of_a_file_are_found_not_only_the_first() -> None:
    text = (
        "a: &x 1\na: 2\nb: *x\nc: [!!str d, 'e', \"f\\x01\"]\n<<: {g: h}\n---\ni: j: k\n---\n- l\n---\n---\nm\x07: n\n"
    )
    assert [(one.code, one.document, one.path, one.at.line, one.at.column) for one in read(text).faults] == [
        ("SC002", 0, "/a", 1, 4), ("SC003", 0, "/a", 2, 1), ("SC002", 0, "/b", 3, 4), ("SC002", 0, "/c/0", 4, 5),
        ("SC002", 0, "/c/2", 4, 21), ("SC002", 0, "", 5, 1), ("SC002", 1, "", 7, 5), ("SC002", 2, "", 9, 1),
        ("SC002", 3, "", 10, 1), ("SC002", 4, "/m\ufffd", 12, 2),
    ]  # fmt: skip


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(
    ("written", "place"),
    [
        pytest.param('"a\\0b"', (1, "\\0"), id="NUL"),
        pytest.param('"ab\\x01"', (2, "\\x01"), id="by two digits"),
        pytest.param('"\\u001F"', (0, "\\u001F"), id="by four digits"),
        pytest.param('"\\U0000ffff"', (0, "\\U0000ffff"), id="U+FFFF"),
        pytest.param('"😀\\uFFFE"', (1, "\\uFFFE"), id="U+FFFE after an emoji"),
        pytest.param('"\\e"', (0, "\\e"), id="escape"),
        pytest.param('"x\\uDE00\\uD83D"', (1, "\\uDE00"), id="halves of an emoji in the wrong order"),
        pytest.param('"\\ud83d \\ude00"', (0, "\\ud83d"), id="halves of an emoji apart"),
        pytest.param('"a \\\n  \\UFFFFFFFF"', (2, "\\UFFFFFFFF"), id="beyond Unicode"),
    ],
)
def test_a_character_word_cannot_hold_is_found_where_it_is_written(written: str, place: tuple[int, str]) -> None:
    text = f"needs:\n  - description: {written}\n"
    loaded = read(text)
    fault = loaded.faults[0]
    index, escape = place
    assert (fault.code, fault.path, fault.start, fault.end) == ("SC002", "/needs/0/description", index, index + 1)
    assert loaded.source is not None
    assert fault.at == loaded.source.position(text.index(escape))
    assert fault.until == loaded.source.position(text.index(escape) + len(escape))
    assert f"“{escape}” stands for a character that nobody can see" in fault.message
    assert fault.suggestion == "Delete it."
    prose = loaded.documents[0].plain()["needs"][0]["description"]
    assert prose[index] == fault.quote == "\ufffd"


@pytest.mark.parametrize(
    "escape", ["\\t", "\\n", "\\r", "\\x7F", "\\x85", "\\u2028", "\\uD83D\\uDE00", "\\U0001F600", "\\_"]
)
def test_a_character_word_can_hold_may_be_escaped(escape: str) -> None:
    assert read(f'a: "{escape}"\n').faults == ()


@pytest.mark.parametrize("name", ["advice.yaml", "advice.json", "-"])
@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        pytest.param("name: tŷ\n".encode("utf-16"), "1:1", "UTF-16", id="UTF-16"),
        pytest.param("name: tŷ\n".encode("utf-16-be"), "1:1", "UTF-16", id="UTF-16 without a mark"),
        pytest.param(b"\xfe\xff" + "name: x".encode("utf-16-be"), "1:1", "UTF-16", id="UTF-16, the other way round"),
        pytest.param("name: x".encode("utf-32"), "1:1", "UTF-16", id="UTF-32"),
        pytest.param("# é 😀\nname: Zoë\n".encode().replace("ë".encode(), b"\xeb"), "2:9", "“ë”", id="Windows-1252"),
        pytest.param(b"\xef\xbb\xbfa: it\x92s\r\nb: \xe9", "1:6", "“’”", id="an apostrophe of Windows-1252"),
        pytest.param("😀: tŷ".encode()[:-1], "1:5", "is not saved as UTF-8", id="cut inside a character"),
        pytest.param(b"a: \x81", "1:4", "The character here is not saved", id="a byte that is nothing anywhere"),
        pytest.param(b"PK\x03\x04 and so on", "1:1", "a Word, Excel or zip file", id="a Word file"),
        pytest.param(b"%PDF-1.7", "1:1", "a PDF", id="a PDF"),
        pytest.param(b"{\\rtf1", "1:1", "rich text", id="rich text"),
    ],
)
def test_a_file_that_is_not_utf8_text_is_refused_with_the_remedy(
    data: bytes, place: str, message: str, name: str
) -> None:
    fault = the_fault(data, name)
    assert fault.code == "SC002"
    assert f"{fault.at.line}:{fault.at.column}" == place
    assert message in fault.message
    assert "UTF-8" in fault.suggestion or "sendadvice new" in fault.suggestion
    assert read(data, name).documents == ()


def test_the_line_of_a_broken_character_can_be_shown() -> None:
    loaded = read(b"a: b\nc: Zo\xeb went\n")
    assert loaded.source is not None
    assert loaded.source.line(loaded.faults[0].at.line) == "c: Zo\ufffd went"


def test_a_file_over_the_limit_is_not_read() -> None:
    data = b"a: " + b"b" * 97
    assert load(data, "advice.yaml", max_bytes=100).faults == ()
    (fault,) = load(data + b"c", "advice.yaml", max_bytes=100).faults
    assert "larger than 100 bytes" in fault.message
    assert load(b"a" * (2 * 2**20 + 1), "advice.yaml").source is None
    assert "2,097,152" in load(b"a" * (2 * 2**20 + 1), "advice.yaml").faults[0].message


DEEP = {
    "lists in brackets": "a: " + "[" * 100_000,
    "names in braces": "{a: " * 100_000,
    "JSON lists": "[" * 100_000 + "]" * 100_000,
    "JSON names": '{"a":' * 100_000 + "1" + "}" * 100_000,
    "names below names": "".join(f"{' ' * depth}a:\n" for depth in range(1500)),
    "lists below lists": "".join(f"{' ' * depth}-\n" for depth in range(1500)),
    "dashes": "- " * 100_000 + "a",
    "keys of keys": "? " * 100_000 + "a",
    "lists as names": "{[" * 50_000,
}


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
@pytest.mark.parametrize("name", ["advice.yaml", "advice.json"])
def test_deep_nesting_is_refused_at_once(text: str, name: str) -> None:
    if name == "advice.json" and not text.startswith(("[", '{"')):
        return
    before = time.perf_counter()
    fault = the_fault(text, name)
    assert time.perf_counter() - before < 2
    assert f"more than {DEEPEST} levels deep" in fault.message
    assert read(text, name).documents == ()


def test_nesting_up_to_the_limit_is_read() -> None:
    depth = DEEPEST - 1
    for text in ("a: " + "[" * depth + "]" * depth, '{"a": ' + "[" * depth + "]" * depth + "}"):
        assert read(text).faults == ()
        assert "levels deep" in the_fault(text.replace("[", "[[", 1).replace("]", "]]", 1)).message


def test_a_deep_document_does_not_hide_the_next() -> None:
    loaded = read("a: " + "[" * 50 + "\n---\nb: c\n")
    assert [one.document for one in loaded.faults] == [0]
    assert [(one.index, one.plain()) for one in loaded.documents] == [(1, {"b": "c"})]


def test_a_file_of_too_many_values_is_refused() -> None:
    data = b"a: [" + b"1," * 3000 + b"]\n---\nb: c\n"
    assert load(data, "advice.yaml").faults == ()
    (fault,) = load(data, "advice.yaml", max_bytes=20_000).faults
    assert "more than 2,000 values" in fault.message
    assert (fault.at.line, fault.at.column) == (1, 3999)


def test_of_very_many_faults_the_first_are_listed_and_the_rest_counted() -> None:
    loaded = read("a: 1\n" * (MOST_FAULTS + 51))
    assert len(loaded.faults) == MOST_FAULTS + 1
    assert loaded.faults[-1].message == "There are 50 more faults in this file, which are not listed."
    broken = read("---\na: b: c\n" * 5000)
    assert len(broken.faults) == MOST_FAULTS
    controls = read("a: " + "bbbb\x00" * 5000)
    assert len(controls.faults) == 1
    assert "in 4999 other places" in controls.faults[0].message
