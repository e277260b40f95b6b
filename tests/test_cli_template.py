"""`sendadvice template` and `render --map` as a coordinator calls them: what is printed, written and refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sendadvice_docs import resources
from sendadvice_docs.cli import main
from sendadvice_docs.commands.template import SECTIONS
from tests.examples import minimal_text
from tests.test_render_templates import MACROS, field, relationship
from tests.test_template_map import NAMES, grid
from tests.wordfiles import body_text, everything, row, table, word_file, zipped

Capture = pytest.CaptureFixture[str]
GOOD = minimal_text()
MAPPED = ("render", "--map", "names.yaml", "--template", "plan.docx", "--out", "out")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, which the call stands in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "asha.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "names.yaml").write_text(NAMES, encoding="utf-8")
    (tmp_path / "plan.docx").write_bytes(word_file("{{ child }} {{ gp_1 }}", "{{ strengths }}", grid(4)))
    return tmp_path


def files(folder: Path) -> set[str]:
    return {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}


def out(capture: Capture) -> str:
    return " ".join(capture.readouterr().out.split())


# -- new


@pytest.mark.parametrize("section", SECTIONS)
def test_a_starter_is_written_that_passes_and_renders(folder: Path, capsys: Capture, section: str) -> None:
    assert main(["template", "new", "ours/our.docx", "--section", section.lower()]) == 0
    assert "sendadvice template check ours/our.docx" in capsys.readouterr().out
    assert main(["template", "check", "ours/our.docx", "--section", section, "--strict"]) == 0
    assert main(["render", "asha.yaml", "--template", f"{section}=ours/our.docx", "--out", "out"]) == 0
    assert "does not print" not in capsys.readouterr().err


def test_a_starter_never_goes_over_a_file_that_is_there_without_force(folder: Path, capsys: Capture) -> None:
    before = (folder / "plan.docx").read_bytes()
    assert main(["template", "new", "plan.docx", "--section", "D"]) == 2
    assert "this file is there already" in capsys.readouterr().err
    assert (folder / "plan.docx").read_bytes() == before
    assert main(["template", "new", "plan.docx", "--section", "D", "--force"]) == 0
    shipped = Path(resources.resource("templates", "section-D.docx")).read_bytes()
    assert (folder / "plan.docx").read_bytes() == shipped


def test_every_layout_that_comes_with_the_tool_can_be_started_from(folder: Path) -> None:
    layouts = {one.stem for one in Path(resources.folder("templates")).glob("*.docx") if "section-" not in one.name}
    for layout in layouts:
        assert main(["template", "new", f"{layout}-ours.docx", "--layout", layout]) == 0
        assert main(["template", "check", f"{layout}-ours.docx"]) == 0


# -- check


def test_a_check_says_every_fault_what_is_never_printed_and_ends_with_1(folder: Path, capsys: Capture) -> None:
    (folder / "ours.docx").write_bytes(word_file("{{ persn.name }}", table(row("{{ H1.empty_txt }}", "{{ D.needs"))))
    assert main(["template", "check", "ours.docx"]) == 1
    text = out(capsys)
    assert text.startswith("ours.docx: 3 faults in the text, paragraph 1, at “{{ persn.name }}”: there is no “persn”.")
    assert "paragraph 2 (table 1, row 1, column 1)" in text
    assert "paragraph 3 (table 1, row 1, column 2), at “{{ D.needs”: a “{{” is never closed" in text


def test_what_is_only_worth_a_look_counts_with_strict(folder: Path, capsys: Capture) -> None:
    (folder / "ours.docx").write_bytes(word_file("{{ H1.empty_text }}"))
    assert main(["template", "check", "ours.docx"]) == 0
    text = out(capsys)
    assert text.startswith("ours.docx: nothing to put right Never printed, of H1 H1.provision: Provision")
    assert main(["template", "check", "ours.docx", "--strict"]) == 1


def test_several_templates_are_checked_and_one_that_cannot_be_read_ends_with_2(folder: Path, capsys: Capture) -> None:
    (folder / "a.docx").write_bytes(word_file("{{ person.name }}"))
    (folder / "b.docx").write_bytes(b"no")
    assert main(["template", "check", "a.docx", "b.docx", "c.docx"]) == 2
    printed = capsys.readouterr()
    assert "a.docx: nothing to put right" in printed.out
    assert "b.docx: this is not a Word file" in printed.err
    assert "c.docx: there is no such file" in printed.err


def test_programs_get_the_same(folder: Path, capsys: Capture) -> None:
    (folder / "ours.docx").write_bytes(word_file("a", table(row("{{ persn }}")), "{{ H1.empty_text }}"))
    assert main(["template", "check", "ours.docx", "--format", "json"]) == 1
    (one,) = json.loads(capsys.readouterr().out)["files"]
    (finding,) = one["findings"]
    assert finding | {"message": ""} == {
        "severity": "error",
        "part": "the text",
        "paragraph": 2,
        "cell": "table 1, row 1, column 1",
        "text": "{{ persn }}",
        "message": "",
    }
    assert {"path": "H1.provision[].amount", "write": "one.amount", "inside": "H1.provision", "title": "Amount"} in one[
        "never_printed"
    ]


def test_a_mapped_template_is_checked_with_what_stays_for_others(folder: Path, capsys: Capture) -> None:
    assert main(["template", "check", "plan.docx", "--map", "names.yaml"]) == 0
    text = out(capsys)
    assert "Left in place for others: “gp_1”." in text
    assert "Never printed, of D, E, H1 and H2" in text
    (folder / "names.yaml").write_text(NAMES + "  x: D.strenghts\n", encoding="utf-8")
    assert main(["template", "check", "plan.docx", "--map", "names.yaml"]) == 2
    assert "names.yaml:8:6: there is no “D.strenghts”. Did you mean “D.strengths”?" in capsys.readouterr().err


# -- fields


def test_fields_are_listed_with_what_the_schema_says_of_them(capsys: Capture) -> None:
    assert main(["template", "fields"]) == 0
    whole = out(capsys)
    assert main(["template", "fields", "H1", "--section", "d"]) == 0
    some = out(capsys)
    assert "one.frequency How often, such as weekly." in some
    assert "A list: {%p for need in D.needs %} … {%p endfor %}." in some
    assert "person.name" not in some
    assert "person.name The full name." in whole
    assert main(["template", "fields", "H2", "--format", "json"]) == 0
    listed = {one["path"]: one for one in json.loads(capsys.readouterr().out)["fields"]}
    assert listed["H2.provision[].amount"]["write"] == "one.amount"


# -- calls that cannot be carried out


@pytest.mark.parametrize(
    ("call", "words"),
    [
        pytest.param("template", "this is missing", id="nothing said"),
        pytest.param("template chek", "none of check, fields, new. Did you mean check?", id="a misspelt word"),
        pytest.param("template check", "Name the Word file to check", id="no file"),
        pytest.param("template check a.docx b.docx --map names.yaml", "With --map, name one template", id="two files"),
        pytest.param("template check --map names.yaml", "this mapping file names no template", id="no template"),
        pytest.param("template check --map none.yaml", "none.yaml: there is no such file", id="no mapping file"),
        pytest.param(
            "template fields persn", "There is no “persn” at the top. Did you mean person?", id="no such name"
        ),
        pytest.param("template new x.docx", "Say what to start from: --section D or H1 or H2", id="no start"),
        pytest.param("template new --section D", "Name one file to write", id="no name"),
        pytest.param("template new x.doc --section D", "end its name with .docx", id="another ending"),
        pytest.param("template new x.docx --layout bnudle", "There is no layout “bnudle”", id="no such layout"),
        pytest.param(
            "template new x.docx --map names.yaml --section D",
            "--map is for “sendadvice template check”",
            id="an option of another",
        ),
        pytest.param(
            "template new plan.docx/x.docx --section D", "a file stands where a folder is needed", id="in a file"
        ),
        pytest.param(
            "render asha.yaml --out o --template plan.docx",
            "Say for which section plan.docx is, such as H1=",
            id="a template without section or map",
        ),
        pytest.param(
            "render asha.yaml --out o --template H1=plan.docx --map names.yaml",
            "without a section",
            id="a section with map",
        ),
        pytest.param(
            f"{' '.join(MAPPED)} asha.yaml --layout bundle", "a template of its own layout", id="a map with a layout"
        ),
        pytest.param(f"{' '.join(MAPPED)} asha.yaml --into plan.docx", "its own layout", id="a map with a plan"),
        pytest.param(f"{' '.join(MAPPED)} asha.yaml --format html", "gives Word or PDF", id="a map with a web page"),
        pytest.param("render asha.yaml --out o --map names.yaml", "names no template", id="a map without template"),
        pytest.param(
            "render asha.yaml --out . --force --map names.yaml --template plan.docx",
            "this is the file the document is made from",
            id="over its own template",
        ),
        pytest.param(
            "render asha.yaml --out plan.docx --map names.yaml --template plan.docx",
            "cannot be written",
            id="a folder that is a file",
        ),
    ],
)
def test_a_call_that_cannot_be_carried_out_says_why_and_writes_nothing(
    folder: Path, capsys: Capture, call: str, words: str
) -> None:
    before = files(folder)
    assert main(call.split()) == 2
    said = capsys.readouterr().err
    assert words in said
    assert "Traceback" not in said
    assert files(folder) == before


BAD = [
    pytest.param(b"Dear colleague", "not a Word file", id="plain text"),
    pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x", "protected by a password", id="encrypted"),
    pytest.param(word_file("{{ child }}", main_type=MACROS), "has macros in it", id="macros"),
    pytest.param(
        word_file("{{ child }}", relationships=relationship("image", "http://example.org/a.png", external=True)),
        "a picture kept at http://example.org/a.png",
        id="an external link",
    ),
    pytest.param(
        word_file("{{ child }}", relationships=relationship("mailMergeSource", "file:///C:/list.xlsx", external=True)),
        "the list of a mail merge, file:///C:/list.xlsx. Make it an ordinary document",
        id="the list of a mail merge",
    ),
    pytest.param(word_file("{{ child }}", parts={"word/a.bmp": b"\0" * 3_000_000}), "too large", id="a zip bomb"),
    pytest.param(word_file("{{ child }}", field("INCLUDETEXT x")), "Word field INCLUDETEXT", id="reads a file"),
    pytest.param(zipped({"a.txt": "x"}), "no Word file", id="another zip"),
]


@pytest.mark.parametrize(("content", "words"), BAD)
def test_a_template_that_may_not_be_used_is_refused_by_check_and_render_alike(
    folder: Path, capsys: Capture, content: bytes, words: str
) -> None:
    (folder / "plan.docx").write_bytes(content)
    for call in (
        "template check plan.docx",
        "template check plan.docx --map names.yaml",
        "render asha.yaml --map names.yaml --template plan.docx --out out",
        "render asha.yaml --template D=plan.docx --out out",
    ):
        assert main(call.split()) in (1, 2)
        printed = capsys.readouterr()
        assert words in " ".join((printed.out + printed.err).split()), call
    assert not (folder / "out").exists()


def test_a_template_that_would_run_code_runs_nothing_and_stays_for_others_when_mapped(folder: Path) -> None:
    run = "{{ ''.__class__.__mro__[1].__subclasses__() }}{% include '/etc/passwd' %}"
    (folder / "plan.docx").write_bytes(word_file("{{ child }}", run))
    assert main(["template", "check", "plan.docx"]) == 1
    assert main(["render", "asha.yaml", "--map", "names.yaml", "--template", "plan.docx", "--out", "out"]) == 0
    assert body_text((folder / "out" / "plan.docx").read_bytes()).endswith(run)


# -- render --map


def test_a_mapped_plan_is_written_and_what_it_has_no_name_for_is_told(folder: Path, capsys: Capture) -> None:
    template = (folder / "plan.docx").read_bytes()
    assert main(["render", "asha.yaml", "--map", "names.yaml", "--template", "plan.docx", "--out", "out"]) == 0
    printed = capsys.readouterr()
    assert printed.out == f"Written:\n  {Path('out', 'plan.docx')}\n"
    assert "asha.yaml: the advice holds this too, and plan.docx does not print it: " in printed.err
    assert "Frequency (H1.provision.frequency)" in printed.err
    assert files(folder / "out") == {"plan.docx"}
    text = body_text((folder / "out" / "plan.docx").read_bytes())
    assert "runs towards traffic" in text
    assert "{{ gp_1 }}" in text
    assert "need_" not in text
    assert (folder / "plan.docx").read_bytes() == template


def test_the_mapping_file_may_name_its_template_and_drafts_are_marked(folder: Path) -> None:
    (folder / "maps").mkdir()
    (folder / "plan.docx").rename(folder / "maps" / "plan.dotx")
    (folder / "maps" / "names.yaml").write_text(f"template: plan.dotx\n{NAMES}", encoding="utf-8")
    assert main(["render", "asha.yaml", "--map", "maps/names.yaml", "--out", "out", "--draft"]) == 0
    assert "DRAFT" in everything((folder / "out" / "plan.docx").read_bytes())


def test_more_needs_than_rows_is_an_error_that_says_so(folder: Path, capsys: Capture) -> None:
    (folder / "plan.docx").write_bytes(word_file(grid(1)))
    second = "  - id: N2\n    area: home\n    description: More.\n    met_by: family\n"
    text = GOOD.replace("outcomes:\n", f"{second}outcomes:\n", 1)
    (folder / "two.yaml").write_text(text, encoding="utf-8")
    assert (
        main(["render", "two.yaml", "--map", "names.yaml", "--template", "plan.docx", "--out", "out", "--draft"]) == 2
    )
    said = capsys.readouterr().err
    assert "two.yaml: plan.docx: this advice fills 2 rows, and the template has room for 1 (up to “need_1”)." in said
    assert not (folder / "out").exists()


def test_several_advices_have_a_plan_each(folder: Path) -> None:
    (folder / "ben.yaml").write_text(GOOD, encoding="utf-8")
    assert (
        main(["render", "asha.yaml", "ben.yaml", "--map", "names.yaml", "--template", "plan.docx", "--out", "out"]) == 0
    )
    assert files(folder / "out") == {"asha/plan.docx", "ben/plan.docx"}


def test_a_mapping_file_among_the_advice_is_no_advice(folder: Path, capsys: Capture) -> None:
    assert main(["lint", ".", "--format", "json"]) in (0, 1)
    assert [one["path"] for one in json.loads(capsys.readouterr().out)["files"]] == ["./asha.yaml"]


def test_a_council_s_own_template_that_leaves_something_out_says_so_when_it_is_used(
    folder: Path, capsys: Capture
) -> None:
    (folder / "own.docx").write_bytes(word_file("{% for one in H1.provision %}{{ one.description }}{% endfor %}"))
    assert main(["render", "asha.yaml", "--template", "H1=own.docx", "--out", "out"]) == 0
    said = capsys.readouterr().err
    assert said.startswith("asha.yaml: the advice holds this too, and own.docx does not print it: ")
    assert "Frequency (H1.provision.frequency)" in said
    assert "D.needs" not in said
