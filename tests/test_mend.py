"""Safe edits in a file's own text: every way a text can be written, and nothing else of the file touched."""

from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.check import Report, Settings, lint, lint_text
from sendadvice_docs.finding import Acceptance, Finding
from sendadvice_docs.load import load
from sendadvice_docs.mend import Mended, mend
from sendadvice_docs.model import Circumstances
from sendadvice_docs.validate import validate
from tests.examples import minimal_text

GOOD = minimal_text()
LINE = '    description: "Asha runs towards traffic and needs an adult beside her whenever she is outdoors."\n'
PATH = "/needs/0/description"
ONLY = Settings(select=("SC803", "SC805", "SC806"))


def written(value: str) -> bytes:
    """Return the minimal advice with a need's description written as given, in YAML."""
    assert LINE in GOOD
    return GOOD.replace(LINE, f"    description: {value}\n").encode()


def mended(data: bytes, name: str = "asha.yaml") -> Mended:
    return mend(data, lint(data, name, ONLY))


def text_at(data: bytes, pointer: str = PATH, name: str = "asha.yaml") -> str:
    """Return the text that a program reads at a place of the file's only advice."""
    (document,) = load(data, name).documents
    return {field.pointer: field.text for field in validate(document).fields}[pointer]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "Her IRO asked.  # by telephone",
            "Her independent reviewing officer (IRO) asked.  # by telephone",
            id="unquoted, with a comment",
        ),
        pytest.param(
            "'Her DCT''s bus left. The DCT worker walked.'",
            "'Her DCT''s bus left. The DCT worker walked.'",
            id="nothing safe to do",
        ),
        pytest.param(
            "'It''s her DCT worker.' # so",
            "'It''s her disabled children''s team (DCT) worker.' # so",
            id="in single quotation marks",
        ),
        pytest.param(
            '"She says \\"hello\\" to her\\tIRO \\u00e9."  # so',
            '"She says \\"hello\\" to her\\tindependent reviewing officer (IRO) \\u00e9."  # so',
            id="in double quotation marks, with escapes",
        ),
        pytest.param(
            "|\n      Her IRO asked.\n\n      - one\n        two",
            "|\n      Her independent reviewing officer (IRO) asked.\n\n      - one\n        two",
            id="a block that keeps its lines",
        ),
        pytest.param(
            ">-\n      Her mother and her\n      IRO asked.\n\n      Twice.",
            ">-\n      Her mother and her\n      independent reviewing officer (IRO) asked.\n\n      Twice.",
            id="a folded block",
        ),
        pytest.param(
            "Her mother and her\n      IRO\n      asked.",
            "Her mother and her\n      independent reviewing officer (IRO)\n      asked.",
            id="unquoted, over several lines",
        ),
        pytest.param(
            '"Her mother and \\\n      her IRO\n      asked."',
            '"Her mother and \\\n      her independent reviewing officer (IRO)\n      asked."',
            id="in double quotation marks, over several lines",
        ),
        pytest.param(
            "'Her mother and\n\n      her IRO asked.'",
            "'Her mother and\n\n      her independent reviewing officer (IRO) asked.'",
            id="in single quotation marks, over several lines",
        ),
        pytest.param(
            '"🙂🙂 Her IRO 🙂 and her DCT worker."',
            '"🙂🙂 Her independent reviewing officer (IRO) 🙂 and her disabled children\'s team (DCT) worker."',
            id="characters beyond the first plane, and two in one text",
        ),
        pytest.param(
            '"Asha [name] runs. [child\'s name] cries when he/she is tired."',
            '"Asha runs. Asha cries when she is tired."',
            id="a gap taken out, one filled, and a pronoun",
        ),
        pytest.param(
            "|\n      Asha is loud.\n      [child's name] runs.",
            "|\n      Asha is loud.\n      Asha runs.",
            id="at the beginning of a line of a block",
        ),
        pytest.param(
            "Asha\n      [name] runs.",
            "Asha runs.",
            id="a gap after a line break, whose line goes with it",
        ),
    ],
)
def test_a_fix_is_made_in_the_style_of_its_text(before: str, after: str) -> None:
    data = written(before)
    result = mended(data)
    assert result.data == written(after)
    assert not result.left
    assert (result.data == data) == (not result.done)


def test_what_is_mended_is_found_no_more() -> None:
    data = mended(written('"Her IRO came. She suffers from autism and is wheelchair-bound."')).data
    assert text_at(data) == "Her independent reviewing officer (IRO) came. She has autism and is a wheelchair user."
    assert not lint(data, "asha.yaml", ONLY).findings


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_endings_and_a_byte_order_mark_stay(ending: str, mark: bytes) -> None:
    before = mark + written('"Her IRO asked."').decode().replace("\n", ending).encode()
    after = mark + written('"Her independent reviewing officer (IRO) asked."').decode().replace("\n", ending).encode()
    assert mended(before).data == after


def test_json_is_mended_as_json() -> None:
    text = '{"needs": [{"id": "N1", "description": "\\ud83d\\ude42 Her \\"DCT\\" bus, her IRO."}]}'
    result = mended(text.encode(), "asha.json")
    assert [one.quote for one in result.done] == ["IRO"]
    assert result.data == text.replace("IRO", "independent reviewing officer (IRO)").encode()
    assert json.loads(result.data)["needs"][0]["description"].startswith("🙂 Her")


def test_several_advices_in_one_file_are_mended_each() -> None:
    data = b"---\n".join([written('"Her IRO asked."'), written("'The IRO came.'")])
    result = mended(data)
    assert [one.document for one in result.done] == [0, 1]
    assert result.data.count(b"independent reviewing officer (IRO)") == 2


def test_a_broken_advice_does_not_keep_its_neighbour_from_being_mended() -> None:
    data = written('"Her IRO asked."') + b"---\nneeds: [\n"
    result = mended(data)
    assert len(result.done) == 1
    assert result.data == written('"Her independent reviewing officer (IRO) asked."') + b"---\nneeds: [\n"


def fixing(data: bytes, start: int, end: int, fix: str, **more: object) -> Report:
    """Return a report with one finding in a need's description that has a fix of its own."""
    report = lint(data, "asha.yaml", ONLY)
    base = lint(written('"Her IRO asked."'), "asha.yaml", ONLY).findings[0]
    finding: Finding = dataclasses.replace(base, path=PATH, start=start, end=end, fix=fix, **more)  # type: ignore[arg-type]
    return dataclasses.replace(report, findings=(*report.findings, finding))


@pytest.mark.parametrize(
    ("value", "fix"),
    [
        ("Her friend came.", "mum: aunt"),
        ("Her friend came.", "mum #aunt"),
        ("Her friend came.", "mum\naunt"),
        ('"Her friend came."', "mum\x07"),
    ],
)
def test_what_cannot_be_written_in_a_style_is_left_and_said(value: str, fix: str) -> None:
    data = written(value)
    result = mend(data, fixing(data, 4, 10, fix))
    assert result.data == data
    assert not result.done
    assert [one.finding.fix for one in result.left] == [fix]
    assert result.left[0].reason.endswith(".")


def test_one_that_cannot_be_written_does_not_keep_the_others_back() -> None:
    data = written("Her friend came. Her IRO asked.")
    result = mend(data, fixing(data, 4, 10, "mum: aunt"))
    assert [one.quote for one in result.done] == ["IRO"]
    assert len(result.left) == 1
    assert text_at(result.data) == "Her friend came. Her independent reviewing officer (IRO) asked."


def test_of_two_in_the_same_words_one_is_made() -> None:
    data = written('"Her IRO asked."')
    result = mend(data, fixing(data, 0, 7, "The officer"))
    assert [one.quote for one in result.done] == ["IRO"]
    assert len(result.left) == 1


def test_an_accepted_finding_and_the_words_it_quotes_are_left_alone() -> None:
    data = written('"Her IRO asked."')
    report = lint(data, "asha.yaml", ONLY)
    kept = dataclasses.replace(report.findings[0], accepted=Acceptance("So agreed.", "P. Lowe"))
    assert mend(data, dataclasses.replace(report, findings=(kept,))) == Mended(data, (), ())
    overlapping = dataclasses.replace(kept, start=0, end=15, fix=None)
    result = mend(data, dataclasses.replace(report, findings=(*report.findings, overlapping)))
    assert result.data == data
    assert "accepted" in result.left[0].reason


def test_a_passage_of_plain_text_is_mended_with_its_mark() -> None:
    text = "Her IRO asked.\r\nTwice: # so"
    report = lint_text(text, "needs/description", Circumstances(), ONLY)
    result = mend(b"\xef\xbb\xbf" + text.encode(), report)
    assert result.data == "\ufeffHer independent reviewing officer (IRO) asked.\r\nTwice: # so".encode()


STYLES = ("plain", "single", "double", "literal", "folded")


def in_style(text: str, style: str) -> str:
    if style == "single":
        return "'" + text.replace("'", "''") + "'"
    if style == "double":
        return json.dumps(text)
    if style in ("literal", "folded"):
        return ("|-" if style == "literal" else ">-") + "\n      " + text
    return text


@settings(max_examples=60, deadline=None)
@given(
    st.text("ab 🙂é'\"\\#:,[]{}-", max_size=20),
    st.text("ab 🙂é'\"\\#:,[]{}-.", max_size=20),
    st.sampled_from(STYLES),
    st.text("ab 🙂é'\"\\#:,[]{}-\n", min_size=1, max_size=12),
)
def test_only_the_field_meant_ever_changes(before: str, after: str, style: str, fix: str) -> None:
    text = f"Her {before} friend {after}."
    data = written(in_style(text, style) + "  # kept" * (style in ("single", "double")))
    documents = load(data, "asha.yaml").documents
    if not documents or getattr(documents[0].at(PATH), "value", None) != text:
        return  # in this style it says something else
    start = text.index("friend")
    result = mend(data, fixing(data, start, start + 6, fix))
    plain = documents[0].plain()
    if any(one.path == PATH and one.fix == fix for one in result.done):
        plain["needs"][0]["description"] = text[:start] + fix + text[start + 6 :]
    elif not result.done:
        assert result.data == data
    if all(one.fix == fix for one in result.done):
        assert load(result.data, "asha.yaml").documents[0].plain() == plain
