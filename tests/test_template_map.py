"""Templates whose names are their owner's own, filled as a mapping file says: every mark, every row, nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from sendadvice_docs.errors import InputError
from sendadvice_docs.render_mapped import MappedPlan, load_plan
from tests.wordfiles import (
    NEED_TEXTS,
    W,
    body_text,
    everything,
    paragraph,
    parts_of,
    rich_fragment,
    root_of,
    row,
    table,
    word_file,
)

NAMES = """\
names:
  child: person.name
  strengths: D.strengths
  need_N: rows[N].need.description
  h1_N: {for: 'one in rows[N].H1', print: one.description}
  h2_N: {for: 'one in rows[N].H2', print: one.description}
  outcome_N: {for: 'one in rows[N].outcomes', print: one.description}
"""
COLUMNS = ("need", "h1", "h2", "outcome")
Filled = Callable[..., bytes]


@pytest.fixture
def plan(tmp_path: Path) -> Callable[..., MappedPlan]:
    """Return a function that makes a plan of a template's content and a mapping file's."""

    def make(template: bytes, names: str = NAMES) -> MappedPlan:
        (tmp_path / "plan.docx").write_bytes(template)
        (tmp_path / "names.yaml").write_text(names, encoding="utf-8")
        return load_plan(str(tmp_path / "names.yaml"), str(tmp_path / "plan.docx"))

    return make


@pytest.fixture
def filled(plan: Callable[..., MappedPlan]) -> Filled:
    """Return a function that fills a template with the rich fragment, changed where wanted."""

    def fill(*body: str, names: str = NAMES, data: Any = None, draft: bool = False, **features: Any) -> bytes:
        return plan(word_file(*body, **features), names).fill(data or rich_fragment(), draft=draft)

    return fill


def grid(rows: int, first: int = 1) -> str:
    return table(*(row(*(f"{{{{ {one}_{number} }}}}" for one in COLUMNS)) for number in range(first, first + rows)))


def cells(data: bytes) -> list[list[str]]:
    return [
        ["\n".join("".join(text.itertext()) for text in cell.iter(f"{W}t")) for cell in line.iter(f"{W}tc")]
        for line in root_of(data).iter(f"{W}tr")
    ]


def instruction(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def merge_field(name: str, shown: str = "«shown»") -> str:
    """Return a merge field as Word keeps one: begin, instruction in two pieces, result with looks, end."""
    return (
        char("begin")
        + instruction(" MERGEF")
        + instruction(f"IELD {name} \\* MERGEFORMAT ")
        + char("separate")
        + f"<w:r><w:rPr><w:b/></w:rPr><w:t>{shown}</w:t></w:r><w:r><w:t>more</w:t></w:r>"
        + char("end")
    )


def control(content: str, *, tag: str = "", title: str = "", more: str = "<w:text/>") -> str:
    names = (f'<w:alias w:val="{title}"/>' if title else "") + (f'<w:tag w:val="{tag}"/>' if tag else "")
    return f"<w:sdt><w:sdtPr>{names}{more}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


RUN = '<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/><w:i/></w:rPr><w:t>Click here</w:t></w:r>'

MARKS = [
    pytest.param("Name: {{ child }}.", "Name: Asha Verma.", id="in double curly brackets"),
    pytest.param(
        "Name: {{child}}{{ child }}.", "Name: Asha VermaAsha Verma.", id="twice in a paragraph, without blanks"
    ),
    pytest.param("A {¦{ ch¦ild }¦}¦ B", "A Asha Verma B", id="cut into pieces by Word"),
    pytest.param("{{¦child¦}} and {{¦ child¦ }}!", "Asha Verma and Asha Verma!", id="two in the same pieces"),
    pytest.param("{{\u00a0chi\u00adld\u200b }}", "Asha Verma", id="with hard blanks and invisible characters"),
    pytest.param("{{r child }}", "Asha Verma", id="with docxtpl's letter"),
    pytest.param("[[child]] [[ child ]]", "Asha Verma Asha Verma", id="in double square brackets"),
    pytest.param("a <<child>>", "a Asha Verma", id="in double angle brackets"),
    pytest.param("«child»", "Asha Verma", id="in guillemets"),
    pytest.param(f"<w:p>{merge_field('child')}</w:p>", "Asha Verma", id="a merge field"),
    pytest.param(f"<w:p>{merge_field('&quot;child&quot;')}</w:p>", "Asha Verma", id="a merge field in quotes"),
    pytest.param(
        '<w:p><w:fldSimple w:instr=" MERGEFIELD child "><w:r><w:t>«child»</w:t></w:r></w:fldSimple></w:p>',
        "Asha Verma",
        id="a merge field in short",
    ),
    pytest.param(f"<w:p>{control(RUN, tag='child')}</w:p>", "Asha Verma", id="a control in a line, by its tag"),
    pytest.param(f"<w:p>{control(RUN, title='child')}</w:p>", "Asha Verma", id="a control by its title"),
    pytest.param(
        control(f"<w:p>{RUN}{RUN}</w:p>{paragraph('x')}", tag="child"), "Asha Verma", id="a control around paragraphs"
    ),
    pytest.param(control("<w:p/>", tag="child"), "Asha Verma", id="an empty control"),
    pytest.param(
        table(f"<w:tr>{control(f'<w:tc><w:tcPr/><w:p>{RUN}</w:p></w:tc>', tag='child')}</w:tr>"),
        "Asha Verma",
        id="a control around a cell",
    ),
]


@pytest.mark.parametrize(("body", "printed"), MARKS)
def test_every_mark_real_templates_have_is_filled(filled: Filled, body: str, printed: str) -> None:
    data = filled(body)
    assert body_text(data) == printed
    xml = parts_of(data)["word/document.xml"]
    assert not [one for one in (b"fldChar", b"instrText", b"fldSimple", b"PlaceholderText") if one in xml]


def test_the_looks_of_a_mark_are_kept(filled: Filled) -> None:
    runs = list(root_of(filled(f"<w:p>{merge_field('child')}</w:p>")).iter(f"{W}r"))
    assert [run.find(f"{W}rPr/{W}b") is not None for run in runs] == [True]
    runs = list(root_of(filled(f"<w:p>{control(RUN, tag='child')}</w:p>")).iter(f"{W}r"))
    assert [run.find(f"{W}rPr/{W}i") is not None for run in runs] == [True]


def test_a_filled_control_stays_one_and_word_does_not_put_its_old_words_back(filled: Filled) -> None:
    more = '<w:showingPlcHdr/><w:dataBinding w:xpath="/x" w:storeItemID="{1}"/><w:text/>'
    root = root_of(filled(f"<w:p>{control(RUN, tag='child', more=more)}</w:p>"))
    settings_of_control = next(root.iter(f"{W}sdtPr"))
    assert [etree.QName(one).localname for one in settings_of_control] == ["tag", "text"]


def test_a_control_for_a_date_takes_the_words_and_forgets_the_day_picked_before(filled: Filled) -> None:
    more = '<w:date w:fullDate="2020-01-01T00:00:00Z"><w:dateFormat w:val="d MMMM yyyy"/></w:date>'
    made = filled(f"<w:p>{control(RUN, tag='child', more=more)}</w:p>")
    assert body_text(made) == "Asha Verma"
    assert b"fullDate" not in parts_of(made)["word/document.xml"]


def test_a_control_in_a_line_that_becomes_two_paragraphs_has_two_numbers(filled: Filled) -> None:
    data = rich_fragment()
    data["person"]["name"] = "One.\n\nTwo."
    inline = control(RUN, tag="child", more='<w:id w:val="7"/>')
    made = root_of(filled(f"<w:p>{inline}</w:p>", data=data))
    numbers = [one.get(f"{W}val") for one in made.iter(f"{W}id")]
    assert len(list(made.iter(f"{W}p"))) == len(numbers) == len(set(numbers)) == 2
    assert "7" in numbers


def test_a_control_for_plain_text_keeps_to_one_paragraph(filled: Filled) -> None:
    data = rich_fragment()
    data["person"]["name"] = "One.\n\nTwo."
    made = root_of(filled(control(f"<w:p>{RUN}</w:p>", tag="child"), data=data))
    assert len(list(made.iter(f"{W}p"))) == 1
    assert next(made.iter(f"{W}text")).get(f"{W}multiLine") == "1"
    made = root_of(filled(control(f"<w:p>{RUN}</w:p>", tag="child", more=""), data=data))
    assert len(list(made.iter(f"{W}p"))) == 2


def test_what_belongs_to_somebody_else_stays_as_it_is(filled: Filled) -> None:
    others = [
        paragraph("{{ health_need_1 }} {%p if x %} [[gp]] <<a>> «b» {{ person.name }} {{ D.strengths }}"),
        f"<w:p>{merge_field('health_need_1', '«health_need_1»')}</w:p>",
        control(f"<w:p>{RUN}</w:p>", tag="nhs_number", more="<w:dropDownList/>"),
        table(row("{% for x in y %}", "{% include '/etc/passwd' %}")),
    ]
    before = root_of(word_file(*others, "{{ child }}"))
    after = root_of(filled(*others, "{{ child }}"))
    for old, new in zip(before[0][:-2], after[0][:-2], strict=True):
        assert etree.tostring(old) == etree.tostring(new)
    assert body_text(filled("{{ child }}", *others)).startswith("Asha Verma\n{{ health_need_1 }} {%p if x %}")


def test_words_of_the_advice_that_look_like_marks_stay_words(filled: Filled) -> None:
    data = rich_fragment()
    data["person"]["name"] = "{{ strengths }} «strengths» [[need_1]] & <b>"
    body = ["{{ child }}", f"<w:p>{control(RUN, tag='child')}</w:p>", f"<w:p>{merge_field('child')}</w:p>"]
    assert body_text(filled(*body, data=data)).split("\n") == [data["person"]["name"]] * 3


# -- rows


def test_each_need_has_its_row_with_the_provision_and_outcomes_that_answer_it(filled: Filled) -> None:
    data = filled("{{ strengths }}", grid(10))
    assert body_text(data).startswith("Asha swims with her aunt.\n")
    rows = cells(data)
    assert len(rows) == 10
    assert [one[0] for one in rows[:3]] == list(NEED_TEXTS)
    assert rows[0][1:] == [
        "A worker walks with Asha, 2 hours each Saturday.",
        "One weekend a month at Elm House.",
        "By July Asha stops at the kerb.",
    ]
    assert rows[1][1:] == ["A care worker, 9 pm to 7 am each Friday.", "", ""]
    assert rows[3:] == [[""] * 4] * 7


def test_what_answers_no_need_has_a_row_of_its_own(filled: Filled) -> None:
    data = rich_fragment()
    data["H2"]["provision"][0]["needs"] = []
    data["E"]["outcomes"][0]["needs"] = [{"id": "gone", "text": ""}]
    rows = cells(filled(grid(6), data=data))
    assert rows[3] == ["", "", "One weekend a month at Elm House.", "By July Asha stops at the kerb."]
    assert rows[4] == ["", "", "", ""]
    assert rows[0][2:] == ["", ""]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param(
            grid(2),
            r"fills 3 rows, and the template has room for 2 \(up to “need_2”\).*count the numbers.*“need_3”",
            id="too few rows",
        ),
        pytest.param(
            grid(1) + grid(2, 3), "there is no “need_2” in this template, though it goes on to “need_4”", id="a gap"
        ),
    ],
)
def test_no_row_is_ever_lost(filled: Filled, body: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        filled(body)


def test_a_row_too_many_that_is_empty_is_no_error(filled: Filled) -> None:
    short = table(*(row(f"{{{{ need_{number} }}}}", f"{{{{ h1_{min(number, 2)} }}}}") for number in (1, 2, 3)))
    assert cells(filled(short))[2][0] == NEED_TEXTS[2]  # nothing answers the third need in H1


@pytest.mark.parametrize("name", ["need_{}", "need{}", "Need {}", "d.{}.text", "need_0{}", "NEED_{}", "row-{}-need"])
def test_the_number_may_stand_anywhere_in_a_name(filled: Filled, name: str) -> None:
    written = name.format("N").replace("_0N", "_N")
    names = f'names: {{"{written}": "rows[N].need.description"}}'
    body = [f"{{{{ {name.format(number)} }}}}" for number in (1, 2, 3)]
    assert body_text(filled(*body, names=names)).split("\n") == list(NEED_TEXTS)


def test_a_list_of_the_advice_may_be_numbered_by_itself(filled: Filled) -> None:
    names = "names: {h1_what_N: 'H1.provision[N].description', h1_much_N: 'H1.provision[N].amount'}"
    body = [f"{{{{ h1_what_{number} }}}}/{{{{ h1_much_{number} }}}}" for number in (1, 2, 3)]
    assert body_text(filled(*body, names=names)).split("\n") == [
        "A worker walks with Asha, 2 hours each Saturday./2 hours",
        "A care worker, 9 pm to 7 am each Friday./2 hours",
        "/",
    ]


# -- values


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        pytest.param(
            '"{person.name}, born {person.date_of_birth_words}"', "Asha Verma, born 10 February 2012", id="text"
        ),
        pytest.param(
            "[D.strengths, D.no_needs_identified, D.difficulties]",
            "Asha swims with her aunt.\nSchool holidays.",
            id="lines, without what is empty",
        ),
        pytest.param(
            '["No needs: {D.no_needs_identified}", person.name]', "Asha Verma", id="words about nothing left out"
        ),
        pytest.param('{print: [person.name, person.send], between: " – "}', "Asha Verma – Autism", id="joined"),
        pytest.param("{for: one in D.needs, print: one.id, between: ', '}", "N1, N2, N3", id="a list on one line"),
        pytest.param("{for: one in D.needs, print: one.id}", "N1\nN2\nN3", id="a list"),
        pytest.param(
            "{for: one in H1.provision, print: [one.id, one.amount]}",
            "P1\n2 hours\n\nP2\n2 hours",
            id="entries of several lines are paragraphs",
        ),
        pytest.param(
            "{for: n in D.needs, print: {for: o in n.outcomes, print: '{n.id}: {o.id}'}}",
            "N1: O1",
            id="a list in a list",
        ),
        pytest.param("D.empty_text", "", id="the words for an empty section where it is not empty"),
        pytest.param("H2.care_and_support_plan.eligible", "yes", id="a truth value"),
        pytest.param("'D.signposting[N]'", None, id="a row without N in the name"),
    ],
)
def test_what_a_value_prints(filled: Filled, value: str, printed: str | None) -> None:
    if printed is None:
        with pytest.raises(InputError, match="Write N for the number in the name"):
            filled("{{ x }}", names=f"names: {{x: {value}}}")
    else:
        assert body_text(filled("{{ x }}", names=f"names:\n  x: {value}\n")) == printed


def test_a_block_the_advice_leaves_out_is_empty_and_an_empty_section_has_its_words(filled: Filled) -> None:
    data = rich_fragment()
    data["D"]["unmet_need"] = None
    data["H1"] = {"provision": [], "empty_text": "No provision."}
    names = "names: {x: 'Not met: {D.unmet_need.description}', y: H1.empty_text}"
    assert body_text(filled("({{ x }})", "{{ y }}", names=names, data=data)) == "()\nNo provision."


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=60).filter(
    lambda text: not re.search("[\ufffe\uffff]", text)
)


@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_every_character_reaches_the_document(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / "any.docx").write_bytes(word_file("({{ child }})", f"<w:p>{control(RUN, tag='child')}</w:p>"))
    (folder / "any.yaml").write_text(NAMES, encoding="utf-8")
    data = rich_fragment()
    data["person"]["name"] = text
    made = load_plan(str(folder / "any.yaml"), str(folder / "any.docx")).fill(data, draft=False)
    assert body_text(made) == f"({text})\n{text}"


# -- the file


def test_headers_titles_and_drafts(filled: Filled) -> None:
    made = filled("{{ child }}", header="For {{ child }}", title="Plan of {{ child }}, {{ other }}", draft=True)
    assert "DRAFT" in everything(made)
    assert "For Asha Verma" in everything(made)
    core = root_of(made, "docProps/core.xml")
    assert core.findtext("{http://purl.org/dc/elements/1.1/}title") == "Plan of Asha Verma, {{ other }}"
    assert b"Officer Name" not in b"".join(parts_of(made).values())
    assert "DRAFT" not in everything(filled("{{ child }}", header="x"))


def test_the_same_advice_and_template_give_the_same_bytes_and_untouched_parts_are_untouched(filled: Filled) -> None:
    features: dict[str, Any] = {"header": "Nothing of ours", "parts": {"word/media/logo.png": b"picture"}}
    first, second = filled(grid(3), **features), filled(grid(3), **features)
    assert first == second
    before = parts_of(word_file(grid(3), **features))
    assert parts_of(first)["word/header1.xml"] == before["word/header1.xml"]
    assert parts_of(first)["word/media/logo.png"] == b"picture"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param(
            "nothing here", "none of the names in .*names.yaml stands in this template", id="none of the names"
        ),
        pytest.param("{{ child|upper }}", "does more than print “child”", id="a filter"),
        pytest.param("{%p if need_1 %}{{ child }}", "asks about “need_1”, which is filled in here", id="a choice"),
        pytest.param("{{ child }} {{ need_1 }", "a “{{” in this paragraph has no partner", id="a tag not closed"),
        pytest.param(
            f"<w:p>{control(RUN, tag='child', more='<w:dropDownList/>')}</w:p>",
            "is a drop-down list",
            id="a choice list",
        ),
        pytest.param(
            control(f"<w:p>{control(RUN, tag='x')}</w:p>", tag="child"), "has others in it", id="a control with others"
        ),
        pytest.param(table(control(row("x"), tag="child")), "around whole rows", id="a control around rows"),
        pytest.param(
            f"<w:p>{char('begin')}{instruction(' DATE ')}{char('end')}</w:p>", "the Word field DATE", id="a field"
        ),
    ],
)
def test_a_template_that_cannot_be_filled_rightly_is_refused(filled: Filled, body: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        filled(body)


def test_what_the_advice_says_and_the_template_has_no_name_for_is_told(plan: Callable[..., MappedPlan]) -> None:
    some = plan(word_file("{{ child }}", "{{ strengths }}", grid(3)))
    left = {one.path for one in some.left_out(rich_fragment())}
    assert "D.difficulties" in left
    assert "H1.provision[].frequency" in left
    assert not left & {"D.strengths", "D.needs[].description", "H2.provision[].description", "E.outcomes[].description"}
    data = rich_fragment()
    data["D"]["difficulties"] = ""
    assert "D.difficulties" not in {one.path for one in some.left_out(data)}
