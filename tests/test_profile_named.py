"""An advice that names its own profile may come from a stranger: it reaches no file outside its folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sendadvice_docs import resources
from sendadvice_docs.cli import main
from sendadvice_docs.profile_chain import is_inside

Capture = pytest.CaptureFixture[str]
OURS = "name: ours\ntitle: Our council\ndocument: Our handbook\n"
#: Its second line is what must not be shown, nor used.
THEIRS = "name: theirs\ntitle: Payroll of the whole department\n"
GOOD = Path(resources.resource("checks", "minimal-advice.yaml")).read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, the current one, with a profile beside it that is somebody else's."""
    (tmp_path / "secret.yaml").write_text(THEIRS, encoding="utf-8")
    (tmp_path / "secret.docx").write_bytes(Path(resources.resource("templates", "section-H1.docx")).read_bytes())
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    monkeypatch.chdir(inbox)
    return inbox


def _advice(folder: Path, profile: str) -> None:
    (folder / "advice.yaml").write_text(f"profile: {profile}\n{GOOD}", encoding="utf-8")


@pytest.mark.parametrize(
    "command", [["lint", "advice.yaml"], ["route", "advice.yaml"], ["render", "advice.yaml", "--out", "out"]]
)
@pytest.mark.parametrize(
    "named", ["../secret.yaml", "sub/../../secret.yaml", "{above}/secret.yaml", "../inbox2/x.yaml"]
)
def test_a_profile_outside_the_folder_is_not_read(
    folder: Path, capsys: Capture, named: str, command: list[str]
) -> None:
    _advice(folder, named.format(above=folder.parent.as_posix()))
    assert main(command) == 2
    printed = capsys.readouterr()
    assert "advice.yaml:1:10: The profile" in printed.err
    assert "lies outside the advice's own folder" in printed.err
    assert "--profile PATH" in printed.err
    assert "Payroll" not in printed.err + printed.out


def test_a_file_that_is_not_there_is_told_no_differently(folder: Path, capsys: Capture) -> None:
    said = []
    for name in ("../secret.yaml", "../absent.yaml"):
        _advice(folder, name)
        main(["lint", "advice.yaml"])
        said.append(capsys.readouterr().err.replace(name, "NAME"))
    assert said[0] == said[1]


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="a link needs rights on Windows")
def test_a_link_that_leads_out_is_not_followed(folder: Path, capsys: Capture) -> None:
    (folder / "link.yaml").symlink_to(folder.parent / "secret.yaml")
    _advice(folder, "link.yaml")
    assert main(["lint", "advice.yaml"]) == 2
    assert "lies outside" in capsys.readouterr().err


def test_a_profile_in_the_folder_may_neither_extend_nor_use_what_lies_outside(folder: Path, capsys: Capture) -> None:
    _advice(folder, "ours.yaml")
    (folder / "ours.yaml").write_text(f"{OURS}extends: ../secret.yaml\n", encoding="utf-8")
    assert main(["lint", "advice.yaml"]) == 2
    assert "ours.yaml:4:10: The profile “../secret.yaml” lies outside" in capsys.readouterr().err
    (folder / "ours.yaml").write_text(f"{OURS}templates: {{H1: ../secret.docx}}\n", encoding="utf-8")
    assert main(["render", "advice.yaml", "--out", "out"]) == 2
    assert "ours.yaml:4:17: this template lies outside" in capsys.readouterr().err
    assert not (folder / "out").exists()


def test_what_the_user_chooses_may_lie_anywhere(folder: Path, capsys: Capture) -> None:
    _advice(folder, "national")
    own = folder.parent / "council" / "ours.yaml"
    own.parent.mkdir()
    own.write_text(f"{OURS}templates: {{H1: ../secret.docx}}\n", encoding="utf-8")
    assert main(["lint", "advice.yaml", "--profile", str(own)]) == 0
    assert main(["render", "advice.yaml", "--profile", "../council/ours.yaml", "--out", "out"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("place", [".", "profiles"])
def test_a_profile_beside_the_advice_or_beneath_it_is_used_with_its_templates(
    folder: Path, capsys: Capture, place: str
) -> None:
    (folder / place).mkdir(exist_ok=True)
    (folder / "own.docx").write_bytes((folder.parent / "secret.docx").read_bytes())
    up = "" if place == "." else "../"
    (folder / place / "ours.yaml").write_text(f"{OURS}templates: {{H1: {up}own.docx}}\n", encoding="utf-8")
    _advice(folder, f"{place}/ours.yaml")
    assert main(["render", "advice.yaml", "--out", "out"]) == 0
    assert capsys.readouterr().err == ""


def test_another_computer_is_not_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(path: str, **_: object) -> str:
        raise AssertionError(path)

    monkeypatch.setattr(os.path, "realpath", refuse)
    assert not is_inside("//elsewhere/share/x.yaml", str(tmp_path))
