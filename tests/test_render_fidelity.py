"""No character is lost or altered on the way into Word, nothing in a text is ever carried out, and bytes repeat."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import example, given, settings

from sendadvice_docs.errors import InputError
from sendadvice_docs.profile import load_profile
from sendadvice_docs.render import load_templates, render
from tests.strategies import TEXTS
from tests.wordfiles import (
    W,
    body_text,
    paragraph,
    reading,
    rich_fragment,
    root_of,
    row,
    table,
    word_file,
    words_of,
)

ROOT = Path(__file__).resolve().parent.parent

#: A text in an ordinary paragraph, in a run Word has cut up, in a table, in a list entry, in a heading and in a header.
PLACES = word_file(
    "{{ D.strengths }}",
    "before {{ D.¦stre¦ngths }} after",
    table(row("{%tr for one in H1.provision %}"), row("{{ one.description }}"), row("{%tr endfor %}")),
    paragraph("{{ D.strengths }}", '<w:pStyle w:val="ListBullet"/>'),
    paragraph("{{ D.strengths }}", '<w:pStyle w:val="Heading1"/>'),
    "{% for one in H1.provision %}{{ one.description }}{% endfor %}",
    header="{{ D.strengths }}",
)


RUN_IN_ITALICS = "<w:r><w:rPr><w:i/></w:rPr>"


def filled(text: str, template: bytes = PLACES) -> bytes:
    data = rich_fragment()
    data["D"]["strengths"] = text
    data["H1"]["provision"] = data["H1"]["provision"][:1]
    data["H1"]["provision"][0]["description"] = text
    return render(data, {"H1": template}, draft=False)["H1"]


@settings(max_examples=200, deadline=None)
@given(TEXTS)
@example("Tom & Jerry <5 hours> end")
@example("one\n\ntwo\n\n\nthree\n")
@example("\n\n leading\ttab and trailing \n\n")
@example("\r\n\r\nfrom Windows\r\n")
@example("{{ ''.__class__ }}{% for x in y %}{# not a comment #}{_{ }_}")
def test_any_text_that_may_stand_in_an_advice_stands_unchanged_in_word(text: str) -> None:
    result = filled(text)
    body = root_of(result)
    whole = "\n".join([text, f"before {text} after", text, text, text, text])
    assert reading(body) == whole
    assert reading(root_of(result, "word/header1.xml")) == text
    assert reading(next(body.iter(f"{W}tbl"))) == text
    for piece in body.iter(f"{W}t"):
        if piece.text and piece.text != piece.text.strip():
            assert piece.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        pytest.param("one\n\ntwo", ["one\n", "two"], id="a blank line divides paragraphs"),
        pytest.param("one\n\n\ntwo", ["one\n\n", "two"], id="two blank lines divide them once"),
        pytest.param("one\ntwo", ["one\ntwo"], id="a line break stays in its paragraph"),
        pytest.param("one\n", ["one\n"], id="a break at the end makes no empty line"),
    ],
)
def test_paragraphs_in_a_text_are_paragraphs_in_word_with_the_same_looks(text: str, paragraphs: list[str]) -> None:
    looks = paragraph("{{ D.strengths }}", "<w:keepLines/><w:pageBreakBefore/>").replace("<w:r>", RUN_IN_ITALICS)
    body = root_of(filled(text, word_file(looks)))
    found = list(body.iter(f"{W}p"))
    assert [words_of(one) for one in found] == paragraphs
    assert all(
        one.find(f"{W}pPr/{W}keepLines") is not None and one.find(f"{W}r/{W}rPr/{W}i") is not None for one in found
    )
    assert [one.find(f"{W}pPr/{W}pageBreakBefore") is not None for one in found] == [True] + [False] * (len(found) - 1)


def test_a_section_ends_after_the_last_of_the_paragraphs_a_text_was_divided_into() -> None:
    body = root_of(filled("one\n\ntwo", word_file(paragraph("{{ D.strengths }}", "<w:sectPr/>"))))
    assert [one.find(f"{W}pPr/{W}sectPr") is not None for one in body.iter(f"{W}p")] == [False, True]


@pytest.mark.parametrize(
    "character", [pytest.param(one, id=f"U+{ord(one):04X}") for one in "\x00\x07\x0b\x1f\ufffe\uffff\ud800"]
)
def test_a_character_word_cannot_hold_is_refused_with_its_place(character: str) -> None:
    data = rich_fragment()
    data["H1"]["provision"][0]["description"] = f"abc{character}"
    with pytest.raises(InputError, match="/H1/provision/0/description: the character number 4 "):
        render(data, {"D": PLACES}, draft=False)


def test_template_tags_in_a_text_are_printed_and_never_carried_out() -> None:
    text = "{{ person.name }} {% for one in D.needs %}x{% endfor %} {{ 7 * 7 }}"
    assert text in body_text(filled(text))


def test_a_template_s_own_pieces_cut_up_by_word_and_curly_quotes_are_understood() -> None:
    template = word_file("{¦{ person.na¦me }} {% if person.name == “Asha Verma” %}is{% endif %} {{ person.¦called }¦}")
    assert body_text(render(rich_fragment(), {"D": template}, draft=False)["D"]) == "Asha Verma is Ash"


@settings(max_examples=25, deadline=None)
@example("\t\n\n&")
@given(TEXTS.filter(lambda text: text.strip()))
def test_any_text_stands_unchanged_in_the_templates_that_come_with_the_tool(text: str) -> None:
    data = rich_fragment()
    data["D"]["strengths"] = text
    data["D"]["areas"][0]["needs"][0]["description"] = text
    data["H1"]["provision"][0]["description"] = text
    data["H2"]["provision"][0]["amount"] = text
    made = render(data, load_templates(load_profile("national"), {}), draft=False)
    assert body_text(made["D"]).count(text) >= 2
    assert text in body_text(made["H1"])
    assert text in body_text(made["H2"])


def test_the_same_fragment_and_template_give_the_same_bytes_in_any_process() -> None:
    script = (
        "import hashlib\n"
        "from sendadvice_docs.profile import load_profile\n"
        "from sendadvice_docs.render import load_templates, render\n"
        "from tests.wordfiles import rich_fragment\n"
        "for draft in (False, True):\n"
        "    made = render(rich_fragment(), load_templates(load_profile('national'), {}), draft=draft)\n"
        "    print({section: hashlib.sha256(data).hexdigest() for section, data in made.items()})\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("0", "UTC"), ("12345", "Asia/Tokyo"))
    }
    assert len(outputs) == 1


def test_a_second_rendering_is_not_changed_by_the_first() -> None:
    templates = load_templates(load_profile("national"), {})
    first = render(rich_fragment(), templates, draft=False)
    render(rich_fragment(), templates, draft=True)
    other = rich_fragment()
    other["person"]["name"] = "Somebody Else"
    render(other, templates, draft=False)
    assert render(rich_fragment(), templates, draft=False) == first


def test_the_zip_is_in_one_order_with_one_date_and_no_trace_of_the_computer() -> None:
    made = render(rich_fragment(), load_templates(load_profile("national"), {}), draft=False)["D"]
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries]
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert names[2:] == sorted(names[2:])
    assert {(entry.date_time, entry.create_system, entry.extra, entry.comment) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), 0, b"", b"")
    }


def test_the_fragment_given_is_left_as_it_was() -> None:
    data = rich_fragment()
    render(data, load_templates(load_profile("national"), {}), draft=True)
    assert data == rich_fragment()


def test_python_docx_opens_the_files_and_reads_the_same_words() -> None:
    made = render(rich_fragment(), load_templates(load_profile("national"), {}), draft=True)
    for data in made.values():
        read = "\n".join(one.text for one in docx.Document(io.BytesIO(data)).paragraphs)
        assert "Asha Verma" in read
