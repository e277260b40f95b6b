"""`read` as a user calls it: what a document says now, and what was changed in it by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sendadvice_docs.cli import main
from tests.examples import minimal_text
from tests.wordfiles import parts_of, word_file, zipped

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the documents of the minimal advice, rendered once."""
    folder = tmp_path_factory.mktemp("rendered")
    (folder / "asha.yaml").write_text(minimal_text(), encoding="utf-8")
    assert main(["render", str(folder / "asha.yaml"), "--out", str(folder)]) == 0
    return {path.name: path.read_bytes() for path in folder.glob("*.docx")}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, documents: dict[str, bytes], capsys: Capture) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "asha.yaml").write_text(minimal_text(), encoding="utf-8")
    for name, content in documents.items():
        (tmp_path / name).write_bytes(content)
    capsys.readouterr()
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    parts = parts_of(path.read_bytes())
    before = parts["word/document.xml"]
    parts["word/document.xml"] = before.replace(old.encode(), new.encode())
    assert parts["word/document.xml"] != before
    path.write_bytes(zipped(parts))


def test_every_field_is_shown_with_its_name(folder: Path, capsys: Capture) -> None:
    assert main(["read", "section-H1.docx"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("section-H1.docx\n  P1 (H1): what will be provided (h1.P1.description)\n    ")
    assert "  P1 (H1): how often (h1.P1.frequency)\n    " in out


def test_what_nobody_changed_is_said_to_be_unchanged(folder: Path, capsys: Capture) -> None:
    names = ["section-D.docx", "section-H1.docx"]
    assert main(["read", *names, "--advice", "asha.yaml"]) == 0
    assert capsys.readouterr().out == "\n\n".join(f"{one}: nothing was changed by hand" for one in names) + "\n"


def test_what_was_changed_is_shown_old_and_new(folder: Path, capsys: Capture) -> None:
    edit(folder / "section-D.docx", "runs towards traffic", "walks beside traffic")
    assert main(["read", "section-D.docx", "--advice", "asha.yaml"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("section-D.docx: 1 field was changed by hand\n  Need N1: what is needed (d.N1.description)\n")
    old, new = out.index("in the advice:"), out.index("in the document:")
    assert "runs towards traffic" in out[old:new]
    assert "walks beside traffic" in out[new:]


def test_programs_get_fields_and_changes_as_data(folder: Path, capsys: Capture) -> None:
    edit(folder / "section-D.docx", "runs towards traffic", "walks beside traffic")
    assert main(["read", "section-D.docx", "--advice", "asha.yaml", "--format", "json"]) == 1
    (file,) = json.loads(capsys.readouterr().out)["files"]
    (change,) = file["changes"]
    assert change["field"] == "d.N1.description"
    assert change["title"] == "Need N1: what is needed"
    assert "walks beside" in change["document"] == file["fields"]["d.N1.description"]
    assert "runs towards" in change["advice"]
    assert main(["read", "section-D.docx", "--format", "json"]) == 0
    assert set(json.loads(capsys.readouterr().out)["files"][0]) == {"path", "fields"}


def test_joined_advices_are_compared_as_they_were_joined(folder: Path, capsys: Capture) -> None:
    for name in ("one.yaml", "two.yaml"):
        (folder / name).write_text(f"id: R-1\n{minimal_text()}", encoding="utf-8")
    assert main(["render", "one.yaml", "two.yaml", "--join", "--out", "joint"]) == 0
    capsys.readouterr()
    call = ["read", "joint/section-D.docx", "--advice", "one.yaml"]
    assert main([*call, "--advice", "two.yaml"]) == 0
    assert main(call) == 1
    assert "in the advice: no such field" in capsys.readouterr().out


def test_what_cannot_be_read_is_told_and_the_rest_is_read(folder: Path, capsys: Capture) -> None:
    (folder / "letter.docx").write_bytes(word_file("Dear Mrs Verma"))
    assert main(["read", "letter.docx", "no.docx", "asha.yaml", "section-H1.docx"]) == 2
    printed = capsys.readouterr()
    assert "letter.docx: this document has no fields that can be read back" in printed.err
    assert "no.docx: this cannot be read" in printed.err
    assert "asha.yaml: this is not a Word file" in printed.err
    assert "h1.P1.frequency" in printed.out


def test_an_advice_that_does_not_fit_its_form_is_nothing_to_compare_with(folder: Path, capsys: Capture) -> None:
    (folder / "bad.yaml").write_text(minimal_text().replace("legal_basis:", "legal_bassis:"), encoding="utf-8")
    assert main(["read", "section-H1.docx", "--advice", "bad.yaml"]) == 2
    assert "“sendadvice lint bad.yaml” says what is wrong" in capsys.readouterr().err
