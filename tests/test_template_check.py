"""`template check`: all that is wrong at once, each at its paragraph, and never other than what rendering says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs import resources
from sendadvice_docs.errors import InputError
from sendadvice_docs.profile import load_profile
from sendadvice_docs.render import SECTIONS, TemplateFile, examined, load_templates, render
from sendadvice_docs.template_check import Checked, check_mapped, check_template
from sendadvice_docs.template_fields import fields, held, names, unprinted
from tests.test_render_templates import SCRAPS, field
from tests.wordfiles import body_text, paragraph, rich_fragment, root_of, row, table, word_file

STYLED = '<w:pPr><w:pStyle w:val="{}"/></w:pPr>'


def checked(tmp_path: Path, *body: str, sections: tuple[str, ...] = (), **features: str) -> Checked:
    path = tmp_path / "ours.docx"
    path.write_bytes(word_file(*body, **features))
    return check_template(str(path), sections)


def said(found: Checked) -> list[str]:
    return [str(fault) for fault in found.faults]


def test_everything_wrong_with_a_template_is_said_at_once_each_at_its_paragraph(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        "Our section H1",
        "Name: {{ persn.name }}",
        "{{ person.name",
        "{%p for x H1.provision %}",
        "{{ x.amount }} {{ H1.emptytext }}",
        "{%p endfor %}",
        table(
            row("What", "How much"),
            row("{% for one in H1.provision %}{{ one.description }}", "{{ one.amuont }}{% endfor %}"),
        ),
        "{%p if D.needs %}",
        "{{ ''.__class__ }}{% include 'x' %}",
        "{%p foreach one in D.needs %}",
        field(" DATE "),
        "{%p endif %}",
        "{% endfor %}",
        "{%p if H2.provision %}",
        header="{{ draft }} {{ advise.completed }}",
    )
    assert [(one.place.part, one.place.paragraph) if one.place else None for one in found.faults] == [
        ("the text", 2),
        ("the text", 3),
        ("the text", 4),
        ("the text", 5),
        ("the text", 9),
        ("the text", 10),
        ("the text", 12),
        ("the text", 12),
        ("the text", 13),
        ("the text", 14),
        ("the text", 16),
        ("the text", 17),
        ("the header", 1),
    ]
    whole = "\n".join(said(found))
    for words in [
        "the Word field DATE",
        "a “{{” is never closed",
        "Did you mean “person”?",
        "cannot be read (expected token 'in', got 'H1')",
        "Did you mean “H1.empty_text”?",
        "paragraph 9 (table 1, row 2, column 1), at “{% for one in H1.provision %}{{ one.description }}”: a loop or",
        "paragraph 10 (table 1, row 2, column 2), at “{{ one.amuont }}{% endfor %}”: there is no “one.amuont”.",
        "“include” is not used in these templates",
        "“foreach” is not used in these templates. Did you mean “for”?",
        "this “endfor” ends or divides something that was never begun",
        "this “if” is never ended",
        "Did you mean “advice”?",
    ]:
        assert words in whole


def test_a_loop_that_cannot_be_read_makes_no_fault_of_what_is_in_it(tmp_path: Path) -> None:
    found = checked(tmp_path, "{% for x D.needs %}{{ x.id }}{{ x.other.more }}{% endfor %}")
    assert len(found.faults) == 1


def test_a_loop_ended_out_of_turn_is_said_where_it_begins(tmp_path: Path) -> None:
    found = checked(tmp_path, "{% if D.needs %}", "{% for x in D.needs %}", "{% endif %}", "done")
    (only,) = said(found)
    assert only == (
        "in the text, paragraph 2, at “{% for x in D.needs %}”: this “for” is never ended before “{% endif %}” "
        "(paragraph 3). Write its “endfor” after what it is about."
    )


@pytest.mark.parametrize(
    "tag",
    [
        pytest.param("{¦{ per¦son.na¦me }¦}", id="cut into pieces"),
        pytest.param("{{ person[“name”] }}", id="curly quotation marks"),
        pytest.param("{{ person[‘name’] }}", id="single ones"),
        pytest.param("{{\u00a0person.name\u202f}}", id="hard blanks"),
        pytest.param("{{ per\u00adson.\u200bname }}", id="invisible characters"),
        pytest.param("{%¦ if¦ person.name != “100%”¦ %}{{ person.name }}{% endif %}", id="a percent sign in quotes"),
    ],
)
def test_tags_word_has_changed_work_in_check_and_in_render(tmp_path: Path, tag: str) -> None:
    assert said(checked(tmp_path, tag)) == []
    made = render(rich_fragment(), {"D": TemplateFile(word_file(tag))}, draft=False)
    assert body_text(made["D"]) == "Asha Verma"


@pytest.mark.parametrize(
    ("tag", "printed"),
    [
        pytest.param("{{ “It’s ” ~ person.called }}", "It’s Ash", id="an apostrophe"),
        pytest.param("{{ 'a & b < c' }}", "a & b < c", id="signs of XML"),
        pytest.param("{{ '{x} 5% #1' }}", "{x} 5% #1", id="signs of tags"),
        pytest.param("{{ 'tab\\there' }}", "tab\there", id="an escape of its own"),
    ],
)
def test_quoted_text_in_a_tag_is_printed_as_it_stands(tag: str, printed: str) -> None:
    made = render(rich_fragment(), {"D": TemplateFile(word_file(tag))}, draft=False)
    assert body_text(made["D"]) == printed


CONTROL = (
    '<w:sdt><w:sdtPr><w:tag w:val="h1.{{ one.id }}.amount"/></w:sdtPr><w:sdtContent>'
    "<w:p><w:r><w:t>{{ one.amount }}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
)


def test_names_in_the_tag_of_a_content_control_are_checked_and_filled_in(tmp_path: Path) -> None:
    body = (paragraph("{%p for one in H1.provision %}"), CONTROL, paragraph("{%p endfor %}"))
    assert said(checked(tmp_path, *body)) == []
    data = rich_fragment()
    data["H1"]["provision"][0]["id"] = "P\n1 & \"2'"
    root = root_of(render(data, {"H1": TemplateFile(word_file(*body))}, draft=False)["H1"])
    tags = [one.get(f"{{{root.nsmap['w']}}}val") for one in root.iter(f"{{{root.nsmap['w']}}}tag")]
    assert tags == ["h1.P 1 & \"2'.amount", "h1.P2.amount"]
    wrong = CONTROL.replace("one.id }}.", "one.idd|default(&quot;x&quot;) }}.")
    found = said(checked(tmp_path, body[0], wrong, body[2]))
    assert len(found) == 1
    assert found[0].startswith("in the text, paragraph 2, at “{{ one.amount }}”: there is no “one.idd”. Did you mean")


def test_a_text_box_word_keeps_twice_is_told_of_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('{{ persn }}')}</w:txbxContent>"
    both = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>'
    )
    found = checked(tmp_path, both, "{{ advise }}")
    assert [one.place.paragraph for one in found.faults if one.place] == [2, 3]


def test_a_style_the_file_does_not_have_is_said_where_it_is_first_used(tmp_path: Path) -> None:
    found = checked(tmp_path, "a", *[paragraph("x", '<w:pStyle w:val="OurHeading"/>')] * 3, "{{ person.name }}")
    assert found.faults == ()
    (only,) = (str(one) for one in found.warnings)
    assert only == (
        "in the text, paragraph 2, at “x”: the paragraph style “OurHeading” is not in this file, so Word shows "
        "ordinary text. Give it one of the file's own styles (Home, Styles)."
    )


def test_what_a_template_never_prints_is_told_by_section(tmp_path: Path) -> None:
    body = ["{% for one in H1.provision %}{{ one.description }}, {{ one.start_words }}{% if one.amount %}x{% endif %}",
            "{{ 'y' if one.frequency else one.duration }}{% endfor %}{{ H1.empty_text }}"]  # fmt: skip
    found = checked(tmp_path, *body)
    assert found.sections == ("H1",)
    left = [one.write for one in found.unprinted]
    assert {"one.amount", "one.frequency", "one.provider"} <= set(left)
    assert not {"one.description", "one.duration", "one.start", "one.end", "one.period", "H1.empty_text"} & set(left)
    both = checked(tmp_path, *body, sections=("H1", "H2"))
    assert {one.path.partition(".")[0] for one in both.unprinted} == {"H1", "H2"}


@pytest.mark.parametrize("section", SECTIONS)
def test_the_templates_that_come_with_the_tool_leave_nothing_out(section: str) -> None:
    path = resources.resource("templates", f"section-{section}.docx")
    found = check_template(path, (section,))
    assert (found.faults, found.warnings, found.unprinted) == ((), (), ())


def test_what_fields_lists_can_be_printed_as_it_says(tmp_path: Path) -> None:
    body = []
    for name in names():
        listed = fields(name)
        loops = {"": ""}
        for one in listed:
            word, within = one.write, one.inside
            if one.kind == "list" and not one.see:
                loops[one.path] = f"{loops[one.inside]}{{% for {one.entry} in {one.write} %}}"
                if any(inner.inside == one.path for inner in listed):
                    continue
                word, within = one.entry, one.path
            elif one.kind != "text":
                continue
            body.append(f"{loops[within]}{{{{ {word} }}}}{'{% endfor %}' * loops[within].count('for ')}")
    found = checked(tmp_path, *body)
    assert said(found) == []
    assert (
        unprinted(
            examined(TemplateFile((tmp_path / "ours.docx").read_bytes())).printed,
            [one for one in names() if one != "draft"],
        )
        == []
    )


def test_a_field_is_held_where_the_advice_has_words_for_it() -> None:
    data = rich_fragment()
    by_path = {one.path: one for one in fields()}
    assert held(by_path["D.needs[].source"], data)
    for need in data["D"]["needs"]:
        need["source"] = ""
    data["D"]["unmet_need"] = None
    assert not held(by_path["D.needs[].source"], data)
    assert not held(by_path["D.unmet_need.description"], data)


# -- templates with names of their own


def mapped(tmp_path: Path, *body: str, names_in_use: str) -> Checked:
    (tmp_path / "ours.docx").write_bytes(word_file(*body))
    (tmp_path / "names.yaml").write_text(names_in_use, encoding="utf-8")
    return check_mapped(str(tmp_path / "ours.docx"), str(tmp_path / "names.yaml"))


def test_a_template_with_names_of_its_own_is_sent_to_the_mapping_file(tmp_path: Path) -> None:
    found = checked(tmp_path, "{{ need_1 }}", "{{ need_2 }}")
    assert len(found.faults) == 2
    assert "give it with --map" in str(found.warnings[0])


def test_gaps_slips_and_names_that_stand_nowhere_are_told(tmp_path: Path) -> None:
    found = mapped(
        tmp_path,
        "{{ need_1 }} {{ need_3 }} {{ ned_2 }} {{ h1_provison_1 }} {{ health_need_2 }} {{ child|upper }}",
        names_in_use="names: {need_N: 'rows[N].need.description', h1_provision_N: 'H1.provision[N].description', "
        "child: person.name}",
    )
    assert any("“need_2” is missing, though the names go on to “need_3”" in one for one in said(found))
    assert any("“child|upper” does more than print “child”" in one for one in said(found))
    warnings = [str(one) for one in found.warnings]
    assert any("“ned_2” stays in place" in one and "Did you mean “need_2”?" in one for one in warnings)
    assert any("“h1_provison_1” stays in place" in one and "“h1_provision_1”?" in one for one in warnings)
    assert any(one.startswith("“h1_provision_N” is named in ") for one in warnings)
    assert not any("health_need_2" in one.message for one in found.warnings)
    assert "health_need_2" in found.left


# -- check and render never disagree


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(SCRAPS, max_size=7).map("".join), min_size=1, max_size=4), st.booleans())
def test_what_check_finds_render_refuses_and_what_it_passes_render_takes(texts: list[str], in_table: bool) -> None:
    body = [table(*[row(one, "cell") for one in texts])] if in_table else [paragraph(one) for one in texts]
    content = TemplateFile(word_file(*body, "end"), "ours.docx")
    found = examined(content)
    try:
        render(rich_fragment(), {"D": content}, draft=False)
        refused = ""
    except InputError as error:
        refused = str(error)
    assert all(fault.message for fault in found.faults)
    for fault in found.faults[:8]:
        assert str(fault) in refused
    if not found.faults:  # what is left can only be about this advice
        assert not refused or "this advice leaves out" in refused or "cannot be filled in" in refused


def test_profiles_of_this_tool_have_templates_that_pass() -> None:
    for content in load_templates(load_profile("national"), {}).values():
        assert examined(content).faults == ()
