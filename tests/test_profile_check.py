"""What is wrong with a profile is found at its line and column, with the name that was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.datafile import schema
from sendadvice_docs.errors import InputError
from sendadvice_docs.profile import load_profile, profile_names, resolve
from sendadvice_docs.profile_chain import ProfileError
from sendadvice_docs.profile_check import check_profile
from tests.reporting import ROOT

HEAD = "name: ours\ntitle: Our council\n"


def faults(folder: Path, text: str, name: str = "ours.yaml") -> list[tuple[int, int, str]]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return [(one.line, one.column, one.message) for one in check_profile(str(path))]


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        pytest.param("limts: {history_years: 2}\n", 3, 1, "Did you mean “limits”?", id="a key"),
        pytest.param("limits: {history_year: 2}\n", 3, 10, "Did you mean “history_years”?", id="a limit"),
        pytest.param("history_years: 2\n", 3, 1, "it belongs in “limits”", id="a limit at the margin"),
        pytest.param("limits: {shelf: 2}\n", 3, 10, "There are: history_years, reading_age", id="a limit like none"),
        pytest.param("limits: {history_years: two}\n", 3, 25, "a number belongs here", id="a limit that is text"),
        pytest.param("limits: {history_years: 0}\n", 3, 25, "“0” is too small", id="a limit of nothing"),
        pytest.param("severities: {SC999: error}\n", 3, 14, "there is no check “SC999”", id="a code there is not"),
        pytest.param("severities: {SC5O1: error}\n", 3, 14, "Did you mean SC501", id="a letter for a figure"),
        pytest.param("severities: {vague-provision: error}\n", 3, 14, "Did you mean SC501", id="a name for a code"),
        pytest.param("severities: {SC501: warnin}\n", 3, 21, "Did you mean “warning”?", id="a severity"),
        pytest.param("severities: [SC501]\n", 3, 13, "settings beneath it", id="a list for a mapping"),
        pytest.param("direct_payments: H1\n", 3, 18, "“H1” is none of legal_basis and h2.", id="an unknown choice"),
        pytest.param("signposting: [local_ofer]\n", 3, 15, "Did you mean “local_offer”?", id="a sign"),
        pytest.param("timescales: {new_days: 1.5}\n", 3, 24, "a whole number belongs here", id="half a day"),
        pytest.param("contact_points: {a: a@b.org.uk}\n", 3, 21, "without a person's name", id="an e-mail address"),
        pytest.param("escalation: {adult: ring 0300 1234042}\n", 3, 21, "telephone number", id="a telephone number"),
        pytest.param("outcome_framework: {Be safe: Be safe}\n", 3, 21, "cannot be a name here", id="a space in an id"),
        pytest.param("templates: {D: lost.docx}\n", 3, 16, "no Word template “lost.docx”", id="a template lost"),
        pytest.param("templates: {D: ours.yaml}\n", 3, 16, "not a Word file", id="a template of another kind"),
        pytest.param("templates: {bundle: ours.yaml}\n", 3, 21, "not a Word file", id="a template for a layout"),
        pytest.param("sources: {limits/reading_age: p. 3}\n", 3, 11, "no setting", id="the source of nothing"),
        pytest.param(
            "oversight:\n  lead: {for: quality, role: [team_manger], title: lead}\n",
            4,
            31,
            "“team_manager”",
            id="a role",
        ),
        pytest.param("oversight: {lead: {role: [other], title: lead}}\n", 3, 13, "“for” is missing", id="no “for”"),
        pytest.param(
            "oversight: {lead: {for: quality, role: [other], title: lead, when: {knwon: true}}}\n",
            3,
            69,
            "Did you mean “known”?",
            id="a fact",
        ),
        pytest.param("extends: norfok\n", 3, 10, "Did you mean norfolk?", id="a profile to stand on"),
        pytest.param("extends: none.yaml\n", 3, 10, "There is no profile “none.yaml”", id="a profile file to stand on"),
        pytest.param("extends: ours.yaml\n", 3, 10, "extends itself (ours.yaml → ours.yaml)", id="itself to stand on"),
        pytest.param("title: Ours again\n", 3, 1, "“title” stands twice", id="a key twice"),
        pytest.param("limits: {history_years: 2\n", 3, 9, "is not closed", id="a bracket left open"),
        pytest.param("limits: &a {history_years: 2}\ntimescales: *a\n", 4, 13, "aliases", id="an alias"),
        pytest.param("3: x\n", 1, 1, "is no text", id="a number for a name"),
        pytest.param("limits:\n", 3, 8, "settings beneath it (name: value) belong here", id="nothing beneath a name"),
        pytest.param(f"limits:\n  {'- ' * 3000}x\n", 4, 201, "far too deep", id="dashes without end"),
    ],
)
def test_a_fault_is_found_at_its_place(tmp_path: Path, text: str, line: int, column: int, said: str) -> None:
    (found,) = faults(tmp_path, HEAD + text)
    assert found[:2] == (line, column)
    assert said in found[2]


def test_brackets_without_end_are_found_on_their_line(tmp_path: Path) -> None:
    # Which bracket is named is the parser's choice: some have a limit of their own and look ahead.
    (found,) = faults(tmp_path, HEAD + f"limits: {'[' * 3000}{']' * 3000}\n")
    assert found[0] == 3
    assert "far too deep" in found[2]


@pytest.mark.parametrize(
    ("content", "line", "column", "said"),
    [
        pytest.param(HEAD.encode("utf-16"), 1, 1, "UTF-16", id="UTF-16, as Notepad may save"),
        pytest.param(
            "name: ours\ntitle: Boré Council\n".encode("cp1252"), 2, 11, "meant as “é”", id="a Windows letter"
        ),
        pytest.param(b"PK\x03\x04\xff\xfe", 1, 1, "not a profile as YAML", id="a Word file"),
        pytest.param(b"", 1, 1, "nothing stands in this file", id="an empty file"),
        pytest.param(b"# later\n", 1, 1, "nothing stands in this file", id="comments alone"),
        pytest.param(b"- ours\n", 1, 1, "settings (name: value) belong here", id="a list"),
        pytest.param(b"name: ours\n title: Ours\n", 2, 2, "indented further", id="a line too far in"),
        pytest.param(b'name: ours\ntitle: "Ours\n', 2, 8, "never closed", id="a quotation mark left open"),
        pytest.param(HEAD.encode() + b"---\n" + HEAD.encode(), 3, 1, "give it a file of its own", id="two in a file"),
        pytest.param(b"#" * 4_000_001, 1, 1, "more than 4 MB", id="a file far too large"),
    ],
)
def test_a_file_that_cannot_be_read_is_explained_without_the_words_of_programmers(
    tmp_path: Path, content: bytes, line: int, column: int, said: str
) -> None:
    path = tmp_path / "ours.yaml"
    path.write_bytes(content)
    (fault,) = check_profile(str(path))
    assert (fault.line, fault.column) == (line, column)
    assert said in fault.message
    assert "codec" not in fault.message
    assert "mapping" not in fault.message


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf" + HEAD.encode(), HEAD.replace("\n", "\r\n").encode()])
def test_the_ways_that_windows_saves_a_text_are_all_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ours.yaml"
    path.write_bytes(content)
    assert check_profile(str(path)) == ()
    assert load_profile(str(path)).title == "Our council"


def test_a_key_that_is_misspelt_is_not_called_missing_as_well(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, "name: ours\ntitel: Our council\n")
    assert "Did you mean “title”?" in found[2]


def test_all_faults_of_a_file_are_told_in_their_order(tmp_path: Path) -> None:
    text = f"{HEAD}severities: {{SC998: error, SC999: loud}}\nlimits: {{foo: 1}}\nextends: nowhere\n"
    assert [one[:2] for one in faults(tmp_path, text)] == [(3, 14), (3, 28), (3, 35), (4, 10), (5, 10)]


def test_a_circle_of_profiles_is_shown_with_its_way(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("name: a\ntitle: The a council\nextends: b.yaml\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("name: b\ntitle: The b council\nextends: a.yaml\n", encoding="utf-8")
    (found,) = check_profile(str(tmp_path / "a.yaml"))
    assert found.path == str(tmp_path / "b.yaml")
    assert (found.line, found.column) == (3, 10)
    assert "(a.yaml → b.yaml → a.yaml)" in found.message


def test_faults_of_the_profile_beneath_are_told_with_its_own_path(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("name: base\ntitle: Beneath\nlimits: {foo: 1}\n", encoding="utf-8")
    path = tmp_path / "ours.yaml"
    path.write_text(HEAD + "extends: base.yaml\nlimts: {}\n", encoding="utf-8")
    assert [(Path(one.path).name, one.line) for one in check_profile(str(path))] == [("ours.yaml", 4), ("base.yaml", 3)]


PATHWAY = """\
pathway:
  document: Our handbook
  closing: []
  rows:
    - id: worker
      when: {allocated: true}
      worker: allocated
      steps: [{text: Ask them.}]
"""


def test_a_case_that_nobody_answers_for_is_shown_with_its_words(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, HEAD + PATHWAY)
    assert found[:2] == (6, 3)
    assert "nobody is allocated" in found[2]


def test_a_case_that_two_rows_answer_is_shown_with_its_words(tmp_path: Path) -> None:
    row = "    - {id: hub, role: front_door_officer, steps: [{text: Ring the family.}]}\n"
    (found,) = faults(tmp_path, HEAD + PATHWAY + row)
    assert found[0] == 11
    assert "“worker” and “hub” both fit" in found[2]
    assert "a worker is allocated" in found[2]
    acknowledged = PATHWAY.replace("- id: worker", "- id: worker\n      before: [hub]")
    assert not faults(tmp_path, HEAD + acknowledged + row)


def test_a_misspelt_condition_of_a_pathway_is_told_with_its_place(tmp_path: Path) -> None:
    text = HEAD + PATHWAY.replace("allocated: true", "alocated: true")
    (found,) = faults(tmp_path, text)
    assert found[:2] == (8, 14)
    assert "Did you mean “allocated”?" in found[2]


def test_a_pathway_of_the_profile_beneath_is_checked_in_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("name: base\ntitle: Beneath\n" + PATHWAY, encoding="utf-8")
    path = tmp_path / "ours.yaml"
    path.write_text(HEAD + "extends: base.yaml\n", encoding="utf-8")
    assert [Path(one.path).name for one in check_profile(str(path))] == ["base.yaml"]


@pytest.mark.parametrize("name", [*profile_names(), str(ROOT / "samples" / "profiles" / "larkmere.yaml")])
def test_nothing_is_wrong_with_the_profiles_that_come_with_the_tool(name: str) -> None:
    assert check_profile(name) == ()


def test_a_profile_that_extends_nothing_stands_on_the_national_one(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(HEAD, encoding="utf-8")
    assert load_profile(str(path)).limits == load_profile("national").limits


def test_null_takes_out_what_the_profile_beneath_asks_for(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(HEAD + "extends: hertfordshire\noversight: {decision_maker: null}\n", encoding="utf-8")
    taken = [one.id for one in load_profile(str(path)).oversight]
    assert taken == [one.id for one in load_profile("hertfordshire").oversight if one.id != "decision_maker"]


def test_a_setting_says_where_it_comes_from_through_several_files(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(
        "name: base\ntitle: Beneath\nlimits:\n  history_years: 2\n  reading_age: 12\n", encoding="utf-8"
    )
    path = tmp_path / "ours.yaml"
    path.write_text(HEAD + "extends: base.yaml\nlimits: {reading_age: 13}\n", encoding="utf-8")
    found = resolve(str(path)).origins
    assert found["/limits/reading_age"] == (str(path), 4)
    assert found["/limits/history_years"] == (str(tmp_path / "base.yaml"), 4)
    assert Path(found["/limits/advice_months"][0]).name == "national.yaml"


def test_a_list_takes_the_place_of_the_list_beneath(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(HEAD + "extends: hertfordshire\nservices: [Our Hub]\n", encoding="utf-8")
    assert load_profile(str(path)).services == ("Our Hub",)
    assert load_profile(str(path)).known_names == ("Our Hub",)


def test_a_profile_with_faults_is_refused_with_the_first_and_their_number(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(HEAD + "limits: {foo: 1, bar: 2}\n", encoding="utf-8")
    with pytest.raises(ProfileError, match=r"ours\.yaml:3:10: .*1 more fault") as refused:
        load_profile(str(path))
    assert len(refused.value.faults) == 2
    assert isinstance(refused.value, InputError)


def _keys(data: object, at: str = "") -> set[str]:
    if not isinstance(data, dict):
        return set()
    return {f"{at}/{key}" for key in data} | {one for key, value in data.items() for one in _keys(value, f"{at}/{key}")}


def test_every_setting_there_is_has_a_description_or_belongs_to_one_that_has() -> None:
    for name, one in schema("profile")["properties"].items():
        assert "description" in one or "$ref" in one, name


def test_the_roles_of_a_profile_are_those_of_an_advice() -> None:
    known = [one for one in schema("advice")["$defs"]["professional"]["properties"]["role"]["enum"] if one]
    assert schema("profile")["$defs"]["role"]["enum"] == known
    assert schema("pathway")["$defs"]["role"]["enum"] == known


ODD = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text("ab:{", max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abS_", max_size=6), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(list(schema("profile")["properties"])), ODD, max_size=4))
def test_any_content_is_answered_with_faults_or_a_profile(tmp_path_factory: pytest.TempPathFactory, data: dict) -> None:  # type: ignore[type-arg]
    path = tmp_path_factory.getbasetemp() / "odd.yaml"
    path.write_text(yaml.safe_dump({"name": "odd", "title": "Odd council", **data}), encoding="utf-8")
    found = check_profile(str(path))
    assert all(one.line >= 1 and one.column >= 1 and one.message for one in found)
