"""Mapping files: every fault at its line and column with the name that is meant, and a schema that says the same."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml

from sendadvice_docs.datafile import schema
from sendadvice_docs.errors import InputError, SendAdviceError
from sendadvice_docs.mapping import MapError, load_map
from sendadvice_docs.render_mapped import open_plan
from sendadvice_docs.template_check import check_mapped
from tests.reporting import ROOT

SAMPLE = ROOT / "samples" / "templates" / "larkmere-names.yaml"
VALIDATOR = jsonschema.Draft202012Validator(schema("template-map"))


def faults_of(folder: Path, text: str) -> list[str]:
    path = folder / "names.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MapError) as raised:
        load_map(str(path))
    assert "Traceback" not in str(raised.value)
    return [str(one).removeprefix(f"{path}:") for one in raised.value.faults]


#: What is wrong, what is said of it, and whether the schema alone finds it too.
FAULTS = [
    pytest.param(
        "names:\n  a: D.strenghts\n",
        ["2:6: there is no “D.strenghts”. Did you mean “D.strengths”?"],
        False,
        id="a misspelt name",
    ),
    pytest.param(
        "names:\n  a: strengths\n",
        ["2:6: there is no “strengths”. Did you mean “D.strengths”?"],
        False,
        id="a name without its block",
    ),
    pytest.param(
        "names:\n  a_N: rows[N].need.descripton\n",
        ["2:8: there is no “rows[N].need.descripton”. Did you mean “rows[N].need.description”?"],
        False,
        id="a misspelt name in a row",
    ),
    pytest.param(
        "names:\n  a: 'Born {person.birth}'\n",
        ["2:6: there is no “person.birth”."],
        False,
        id="an unknown name in a text",
    ),
    pytest.param(
        "names:\n  a:\n    - person.name\n    - person.nam\n",
        ["4:7: there is no “person.nam”. Did you mean"],
        False,
        id="in a line of several",
    ),
    pytest.param(
        "names:\n  a:\n    for: one in H1.provisions\n    print: one.id\n",
        ["3:10: there is no “H1.provisions”. Did you mean “H1.provision”?"],
        False,
        id="a misspelt list",
    ),
    pytest.param(
        "names:\n  a:\n    for: one in H1.provision\n    print: one.amuont\n",
        ["4:12: there is no “one.amuont”. Did you mean “one.amount”?"],
        False,
        id="in an entry",
    ),
    pytest.param(
        "names:\n  a:\n    for: one in D.strengths\n    print: one\n",
        ["3:10: “D.strengths” is no list"],
        False,
        id="going through a text",
    ),
    pytest.param(
        "names:\n  a:\n    for: H1.provision\n    print: one\n",
        ["3:10: write a name for the entry and the list"],
        True,
        id="a loop without a name",
    ),
    pytest.param(
        "names:\n  a: H1.provision\n",
        ["2:6: “H1.provision” is a list. Go through it with “for: one in"],
        False,
        id="a list printed",
    ),
    pytest.param(
        "names:\n  a: H1.provision.amount\n",
        ["2:6: “H1.provision” is a list. Write H1.provision[N]"],
        False,
        id="a list taken for its entry",
    ),
    pytest.param(
        "names:\n  a: person\n",
        ["2:6: “person” is a block of several texts. Print one of them: person.name"],
        False,
        id="a block printed",
    ),
    pytest.param(
        "names:\n  a: person.name.first\n",
        ["2:6: “person.name” is a text and has no “first”"],
        False,
        id="a text taken for a block",
    ),
    pytest.param("names:\n  a: Yes please\n", ["2:6: “Yes please” is not understood"], False, id="words"),
    pytest.param("names:\n  a: 'Born {person.name'\n", ["2:6: a curly bracket in"], False, id="half a bracket"),
    pytest.param(
        "names:\n  a: {person.name}\n",
        ["2:6: this begins with a curly bracket. Put the whole text in"],
        True,
        id="a text without quotation marks",
    ),
    pytest.param(
        "names:\n  a_N: person.name\n",
        ["2:3: N stands in “a_N” but not in what to print"],
        False,
        id="every row the same",
    ),
    pytest.param(
        "names:\n  a: rows[N].need.id\n",
        ["2:3: [N] stands in what to print but not in the name “a”"],
        False,
        id="a row of no name",
    ),
    pytest.param("names:\n  a_N_N: rows[N].need.id\n", ["2:3: N stands more than once"], False, id="two numbers"),
    pytest.param("names:\n  a_N: rows[N].H1[N].id\n", ["2:8: [N] stands twice"], False, id="a row of a row"),
    pytest.param(
        "names:\n  a_N:\n    for: one in D.needs\n    print: one.outcomes[N].id\n",
        ["2:3: [N] cannot follow “one.outcomes”, which is inside a loop"],
        False,
        id="a row inside a loop",
    ),
    pytest.param(
        "names:\n  a_N: D.strengths[N]\n",
        ["2:8: “D.strengths” is no list, so [N] cannot follow it"],
        False,
        id="a row of a text",
    ),
    pytest.param(
        "names:\n  '{{ a }}': person.name\n",
        ["2:3: write the name “{{ a }}” as a text, without the brackets"],
        True,
        id="brackets in the name",
    ),
    pytest.param("names:\n  a: person.name\n  a: person.send\n", ["3:3: “a” stands twice"], False, id="a name twice"),
    pytest.param(
        "names:\n  a: ''\n  b: []\n  c: 3\n  d:\n",
        [f"{place}: nothing, or no text, stands here" for place in ("2:6", "3:6", "4:6", "5:5")],
        True,
        id="nothing to print",
    ),
    pytest.param(
        "names:\n  a:\n    prin: person.name\n    between: x\n",
        ["3:5: there is no “prin” here. Did you mean “print”?", "2:3: “print” is missing here"],
        True,
        id="a misspelt setting",
    ),
    pytest.param(
        "names:\n  a:\n    print: person.name\n    between: 3\n",
        ["4:14: a text in quotation marks"],
        True,
        id="a number between",
    ),
    pytest.param(
        "name:\n  a: person.name\n",
        ["1:1: there is no “name” here. Did you mean “names”?", "1:1: under “names:” belong"],
        True,
        id="no names",
    ),
    pytest.param("names: [a]\n", ["1:1: under “names:” belong"], True, id="a list of names"),
    pytest.param(
        "template: 3\nnames: {a: person.name}\n", ["1:11: a text belongs here"], True, id="a template by number"
    ),
    pytest.param(f"names:\n  a: {'[' * 9}person.name{']' * 9}\n", ["2:13: lists stand too deep"], False, id="too deep"),
]


@pytest.mark.parametrize(("text", "said", "by_schema"), FAULTS)
def test_a_fault_is_said_at_its_place_with_what_is_meant(
    tmp_path: Path, text: str, said: list[str], by_schema: bool
) -> None:
    found = faults_of(tmp_path, text)
    assert len(found) == len(said)
    for one in said:
        assert [fault for fault in found if fault.startswith(one)], found
    assert (not VALIDATOR.is_valid(yaml.safe_load(text))) == by_schema


def test_all_faults_are_said_at_once(tmp_path: Path) -> None:
    found = faults_of(tmp_path, "titel: x\nnames:\n  a: D.strenghts\n  b: H1\n  c_N: person.name\n")
    assert [one.partition(": ")[0] for one in found] == ["1:1", "3:6", "4:6", "5:3"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"names: [\n", ":2:1: this is no readable YAML", id="no YAML"),
        pytest.param(b"names: &x {a: person.name}\nb: *x\n", "aliases", id="an alias"),
        pytest.param(b"\xff\xfe\x00", "it is not saved as UTF-8", id="no text"),
        pytest.param(b"- a\n", "settings (name: value) belong here", id="a list"),
        pytest.param(b"names: {a: person.name}\n" + b"#" * 1_000_001, "too large", id="too large"),
        pytest.param(b"names: " + b"[" * 500 + b"]" * 500, "far too deep", id="far too deep"),
        pytest.param(None, "there is no such file", id="no file"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_so(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "names.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SendAdviceError) as raised:
        load_map(str(path))
    assert str(raised.value).startswith(str(path))
    assert words in str(raised.value)


def test_a_folder_is_no_mapping_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="this is a folder"):
        load_map(str(tmp_path))


def test_a_mapping_file_that_names_no_template_wants_one(tmp_path: Path) -> None:
    (tmp_path / "names.yaml").write_text("names: {a: person.name}\n", encoding="utf-8")
    with pytest.raises(InputError, match="names no template"):
        open_plan(str(tmp_path / "names.yaml"))


def test_the_sample_fits_the_schema_and_its_template_and_loses_nothing_of_sections_d_e_h1_and_h2() -> None:
    assert SAMPLE.read_text(encoding="utf-8").startswith(
        "# yaml-language-server: $schema=../../schema/template-map.schema.json\n"
    )
    assert not list(VALIDATOR.iter_errors(yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))))
    found = check_mapped("", str(SAMPLE))
    assert (found.faults, found.warnings, found.unprinted) == ((), (), ())
    assert found.sections == ("D", "E", "H1", "H2")
    assert set(found.left) == {"NHS number", "nhs_number", "health_care_need_1"}


def test_the_schema_is_valid_and_explains_every_setting() -> None:
    whole = schema("template-map")
    jsonschema.Draft202012Validator.check_schema(whole)
    settings = {**whole["properties"], **whole["$defs"], **whole["$defs"]["block"]["properties"]}
    for name, one in settings.items():
        assert "$ref" in one or (one["title"][0].isupper() and one["description"].endswith(".")), name
