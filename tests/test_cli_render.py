"""`render` as a user calls it: what is written where, what is refused, and what is left as it was."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from sendadvice_docs.cli import main
from sendadvice_docs.datafile import schema
from tests.examples import minimal_text

Capture = pytest.CaptureFixture[str]
GOOD = minimal_text()
FAULTY = GOOD.replace("Asha runs towards traffic", "Asha [insert what she does] by the road")
MISFIT = GOOD.replace("legal_basis:", "legal_bassis:")
WITHHELD = GOOD.replace("decision: share", "decision: withhold")
SECTIONS = ["section-D.docx", "section-H1.docx", "section-H2.docx"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, which the call stands in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str = GOOD) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def made(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def text_of(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))


def fits(data: Any) -> bool:
    return not list(jsonschema.Draft202012Validator(schema("fragment")).iter_errors(data))


def test_one_advice_gives_three_documents_and_the_call_says_where(folder: Path, capsys: Capture) -> None:
    write(folder / "asha.yaml")
    assert main(["render", "asha.yaml", "--out", "out/asha"]) == 0
    printed = capsys.readouterr()
    assert made(folder / "out") == [f"asha/{name}" for name in SECTIONS]
    assert printed.out == "Written:\n" + "".join(f"  {Path('out', 'asha', name)}\n" for name in SECTIONS)
    assert printed.err == ""
    assert "runs towards traffic" in text_of(folder / "out" / "asha" / "section-D.docx")


def test_the_same_advice_gives_the_same_bytes(folder: Path) -> None:
    write(folder / "asha.yaml")
    for out in ("one", "two"):
        assert main(["render", "asha.yaml", "--out", out]) == 0
    for name in SECTIONS:
        assert (folder / "one" / name).read_bytes() == (folder / "two" / name).read_bytes()


def test_several_files_have_a_folder_each(folder: Path) -> None:
    write(folder / "in" / "asha.yaml")
    write(folder / "in" / "ben.json", json.dumps({"schema_version": "1.0"}))
    write(folder / "in" / "sub" / "cy.yml")
    assert main(["render", "in", "--out", "out"]) == 1
    assert made(folder / "out") == [f"{stem}/{name}" for stem in ("asha", "cy") for name in SECTIONS]


def test_the_advices_of_one_file_are_numbered(folder: Path) -> None:
    write(folder / "both.yaml", f"{GOOD}---\n{GOOD}")
    assert main(["render", "both.yaml", "--out", "out"]) == 0
    assert made(folder / "out") == [f"both-{number}/{name}" for number in (1, 2) for name in SECTIONS]


def test_standard_input_is_rendered_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "asha.yaml")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode()), encoding="utf-8"))
    assert main(["render", "-", "asha.yaml", "--out", "out"]) == 0
    assert made(folder / "out") == [f"{stem}/{name}" for stem in ("asha", "stdin") for name in SECTIONS]


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(["a/asha.yaml", "b/asha.yaml"], id="the same name in two folders"),
        pytest.param(["asha.yaml", "asha.yml"], id="two endings"),
        pytest.param(["a/Asha.yaml", "b/asha.yaml"], id="names that differ in case alone"),
        pytest.param(["a/Si\u00e2n.yaml", "b/Sia\u0302n.yaml"], id="an accent written in two ways"),
    ],
)
def test_two_advices_that_would_go_to_one_folder_are_refused_before_anything_is_written(
    folder: Path, capsys: Capture, names: list[str]
) -> None:
    for name in names:
        write(folder / name)
    assert main(["render", *names, "--out", "out"]) == 2
    assert "would both be written to the folder" in capsys.readouterr().err
    assert not (folder / "out").exists()


def test_a_numbered_advice_cannot_take_anothers_folder(folder: Path) -> None:
    write(folder / "asha.yaml", f"{GOOD}---\n{GOOD}")
    write(folder / "asha-2.yaml")
    assert main(["render", "asha.yaml", "asha-2.yaml", "--out", "out"]) == 2
    assert not (folder / "out").exists()


def test_advice_with_errors_is_refused_with_its_errors_and_the_others_are_rendered(
    folder: Path, capsys: Capture
) -> None:
    write(folder / "asha.yaml", FAULTY)
    write(folder / "ben.yaml")
    assert main(["render", "asha.yaml", "ben.yaml", "--out", "out"]) == 1
    printed = capsys.readouterr().out
    assert made(folder / "out") == [f"ben/{name}" for name in SECTIONS]
    assert "error SC803 placeholder-text" in printed
    assert "Not rendered: asha.yaml: fix the errors first, or make a draft of it with --draft." in printed


def test_advice_with_errors_alone_leaves_no_folder_behind(folder: Path) -> None:
    write(folder / "asha.yaml", FAULTY)
    assert main(["render", "asha.yaml", "--out", "out"]) == 1
    assert not (folder / "out").exists()


def test_a_draft_is_made_of_advice_with_errors_and_every_document_says_so(folder: Path, capsys: Capture) -> None:
    write(folder / "asha.yaml", FAULTY)
    assert main(["render", "asha.yaml", "--out", "out", "--draft"]) == 0
    assert "Written (as drafts: every page is marked):" in capsys.readouterr().out
    for name in SECTIONS:
        assert "draft" in text_of(folder / "out" / name).lower()


@pytest.mark.parametrize(
    ("advice", "said"),
    [
        pytest.param(MISFIT, "it does not fit the form of an advice", id="a misspelt field"),
        pytest.param(
            GOOD.replace("needs: [N1]", "needs: [N7]"), "it does not fit the form", id="a reference to nothing"
        ),
        pytest.param(GOOD + "completed: 2026-10-06\n", "it does not fit the form", id="a field twice"),
        pytest.param("person: [\n", "it does not fit the form", id="broken YAML"),
        pytest.param("", "it does not fit the form", id="an empty file"),
        pytest.param(WITHHELD, "it records the decision to withhold it", id="a decision to withhold"),
    ],
)
@pytest.mark.parametrize("draft", [[], ["--draft"]], ids=["", "as a draft"])
def test_some_advice_is_never_rendered(folder: Path, capsys: Capture, advice: str, said: str, draft: list[str]) -> None:
    write(folder / "asha.yaml", advice)
    assert main(["render", "asha.yaml", "--out", "out", *draft]) == 1
    printed = capsys.readouterr().out
    assert f"Not rendered: asha.yaml: {said}" in printed
    assert not (folder / "out").exists()


def test_one_advice_of_a_stream_may_be_refused_alone(folder: Path, capsys: Capture) -> None:
    write(folder / "both.yaml", f"{FAULTY}---\n{GOOD}")
    assert main(["render", "both.yaml", "--out", "out"]) == 1
    assert made(folder / "out") == [f"both-2/{name}" for name in SECTIONS]
    assert "Not rendered: both.yaml (advice 1): fix the errors first" in capsys.readouterr().out


@pytest.mark.parametrize("advice_id", ["../../escape", "/escape", "..\\escape", "con", "a" * 300])
def test_nothing_in_the_advice_decides_where_files_go(folder: Path, advice_id: str) -> None:
    write(folder / "in" / "both.yaml", f"id: {json.dumps(advice_id)}\n{GOOD}---\n{GOOD}")
    main(["render", "in/both.yaml", "--out", "in/out"])
    assert {path.split("/")[0] for path in made(folder)} == {"in"}
    assert {path.split("/")[1] for path in made(folder / "in") if path != "both.yaml"} <= {"both-1", "both-2"}


def test_a_document_somebody_worked_on_is_not_written_over_unless_told_to(folder: Path, capsys: Capture) -> None:
    write(folder / "asha.yaml")
    assert main(["render", "asha.yaml", "--out", "out"]) == 0
    assert main(["render", "asha.yaml", "--out", "out"]) == 0
    (folder / "out" / "section-H1.docx").write_bytes(b"hours of work")
    before = (folder / "out" / "section-D.docx").read_bytes()
    write(folder / "asha.yaml", GOOD.replace("Bedtime", "Getting up"))
    capsys.readouterr()
    assert main(["render", "asha.yaml", "--out", "out"]) == 2
    assert "somebody may have worked on it" in capsys.readouterr().err
    assert (folder / "out" / "section-H1.docx").read_bytes() == b"hours of work"
    assert (folder / "out" / "section-D.docx").read_bytes() == before
    assert main(["render", "asha.yaml", "--out", "out", "--force"]) == 0
    assert zipfile.is_zipfile(folder / "out" / "section-H1.docx")


def test_a_place_that_cannot_be_written_is_said_so_and_nothing_is_left(folder: Path, capsys: Capture) -> None:
    write(folder / "asha.yaml")
    write(folder / "out", "a file")
    assert main(["render", "asha.yaml", "--out", "out"]) == 2
    printed = capsys.readouterr()
    assert "this cannot be written" in printed.err
    assert "Written" not in printed.out
    assert made(folder) == ["asha.yaml", "out"]


@pytest.mark.parametrize(
    ("template", "said"),
    [
        pytest.param("D=none.docx", "none.docx: there is no such file", id="missing"),
        pytest.param("h1=asha.yaml", "asha.yaml", id="no Word file"),
    ],
)
def test_a_template_that_cannot_be_used_is_named_and_nothing_is_written(
    folder: Path, capsys: Capture, template: str, said: str
) -> None:
    write(folder / "asha.yaml")
    assert main(["render", "asha.yaml", "--out", "out", "--template", template]) == 2
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.err.count("\n") == 1
    assert not (folder / "out").exists()


def test_a_template_of_ones_own_takes_the_place_of_the_usual_one(folder: Path) -> None:
    from sendadvice_docs import resources

    write(folder / "asha.yaml")
    (folder / "ours.docx").write_bytes(Path(resources.resource("templates", "section-H2.docx")).read_bytes())
    assert main(["render", "asha.yaml", "--out", "usual"]) == 0
    assert main(["render", "asha.yaml", "--out", "ours", "--template", "H1=ours.docx"]) == 0
    changed = [
        name for name in SECTIONS if (folder / "usual" / name).read_bytes() != (folder / "ours" / name).read_bytes()
    ]
    assert changed == ["section-H1.docx"]


def test_one_advice_as_data_is_the_fragment_itself_and_needs_no_folder(folder: Path, capsys: Capture) -> None:
    write(folder / "asha.yaml")
    assert main(["render", "asha.yaml", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert fits(data)
    assert data["H1"]["provision"][0]["id"] == "P1"
    assert made(folder) == ["asha.yaml"]


def test_several_advices_as_data_are_a_list_with_their_files(folder: Path, capsys: Capture) -> None:
    write(folder / "asha.yaml", f"{GOOD}---\n{GOOD}")
    write(folder / "ben.yaml", FAULTY)
    assert main(["render", "asha.yaml", "ben.yaml", "--format", "json"]) == 1
    printed = capsys.readouterr()
    data = json.loads(printed.out)
    assert [(one["path"], one["document"]) for one in data] == [("asha.yaml", 0), ("asha.yaml", 1)]
    assert all(fits(one["fragment"]) for one in data)
    assert "Not rendered: ben.yaml" in printed.err


def test_refused_advice_as_data_prints_no_data(folder: Path, capsys: Capture) -> None:
    write(folder / "asha.yaml", FAULTY)
    assert main(["render", "asha.yaml", "--format", "json"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "error SC803" in printed.err


def test_data_and_documents_may_be_had_in_one_call(folder: Path, capsys: Capture) -> None:
    write(folder / "asha.yaml")
    assert main(["render", "asha.yaml", "--format", "json", "--out", "out"]) == 0
    assert fits(json.loads(capsys.readouterr().out))
    assert made(folder / "out") == SECTIONS


def test_the_day_given_decides_the_section(folder: Path, capsys: Capture) -> None:
    write(folder / "asha.yaml", GOOD.replace("start: 2026-11-01", "start: null").replace("    section: H1\n", ""))
    main(["render", "asha.yaml", "--format", "json", "--on", "2034-02-10", "--draft"])
    data = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in data["H2"]["provision"]] == ["P1"]


def test_a_missing_file_does_not_keep_the_others_from_being_rendered(folder: Path, capsys: Capture) -> None:
    write(folder / "asha.yaml")
    assert main(["render", "asha.yaml", "ben.yaml", "--out", "out"]) == 2
    assert "ben.yaml: there is no such file or folder." in capsys.readouterr().err
    assert made(folder / "out") == SECTIONS


def test_an_advice_that_names_an_unknown_profile_is_not_rendered_and_the_others_are(
    folder: Path, capsys: Capture
) -> None:
    write(folder / "a.yaml", "profile: norfok\n" + FAULTY)
    write(folder / "b.yaml")
    assert main(["render", "a.yaml", "b.yaml", "--out", "out"]) == 2
    printed = capsys.readouterr()
    assert "a.yaml:1:10: There is no profile “norfok”. Did you mean norfolk?" in printed.err
    assert "Not rendered: a.yaml: the profile it names cannot be used." in printed.out
    assert "SC803" in printed.out
    assert made(folder / "out") == [f"b/{name}" for name in SECTIONS]
