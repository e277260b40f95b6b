"""`lint --fix` and `lint --diff` as a user calls them: what changes, what is printed where, and how they end."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from sendadvice_docs.cli import main
from tests.examples import minimal_text
from tests.test_cli_lint import Capture, codes_of, files_of, folder, on_stdin, write

__all__ = ["folder"]

GOOD = minimal_text()
SHORT = GOOD.replace('going_well: "At home', 'going_well: "With her IRO and at home')
LONG = SHORT.replace("IRO", "independent reviewing officer (IRO)")


def read(path: Path) -> str:
    return path.read_bytes().decode()


def test_fix_changes_the_file_and_reports_what_is_left(folder: Path, capsys: Capture) -> None:
    gap = SHORT.replace("Asha runs", "Asha [insert when] runs")
    path = write(folder / "asha.yaml", gap)
    assert main(["lint", "asha.yaml", "--fix", "--format", "json"]) == 1
    printed = capsys.readouterr()
    assert codes_of(printed.out) == ["SC803"]
    assert printed.err == "asha.yaml: 1 passage mended (SC805).\n"
    assert read(path) == gap.replace("IRO", "independent reviewing officer (IRO)")


def test_fix_writes_nothing_where_there_is_nothing_to_mend(folder: Path, capsys: Capture) -> None:
    path = write(folder / "asha.yaml")
    path.chmod(0o400)
    before = path.stat()
    assert main(["lint", "asha.yaml", "--fix"]) == 0
    assert capsys.readouterr().err == ""
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_diff_shows_what_fix_would_change_and_writes_nothing(folder: Path, capsys: Capture) -> None:
    path = write(folder / "in" / "asha.yaml", SHORT)
    write(folder / "in" / "good.yaml")
    for options in (["--diff"], ["--diff", "--fix"]):
        assert main(["lint", "in", *options, "--fail-on", "advice"]) == 1
        printed = capsys.readouterr()
        name = os.path.join("in", "asha.yaml")
        assert printed.out.startswith(f"--- {name}\n+++ {name}\n@@ ")
        changed = [row for row in printed.out.splitlines() if row[:1] in "+-" and row[:3] not in ("+++", "---")]
        assert [row[:1] for row in changed] == ["-", "+"]
        assert printed.err == f"{name}: 1 passage would be mended (SC805).\n"
        assert read(path) == SHORT


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_patch_makes_of_the_diff_what_fix_makes(folder: Path, capsys: Capture, ending: str, last: str) -> None:
    text = (SHORT.rstrip("\n") + last).replace("\n", ending)
    path = folder / "asha.yaml"
    path.write_bytes(text.encode())
    assert main(["lint", "asha.yaml", "--diff"]) == 0
    difference = capsys.readouterr().out
    assert main(["lint", "asha.yaml", "--fix", "-q"]) == 0
    fixed = path.read_bytes()
    assert fixed == text.replace("IRO", "independent reviewing officer (IRO)").encode()
    path.write_bytes(text.encode())
    (folder / "change.diff").write_bytes(difference.encode())
    try:
        subprocess.run(["git", "apply", "change.diff"], cwd=folder, check=True, capture_output=True)  # noqa: S607
    except FileNotFoundError:
        pytest.skip("git is not here")
    assert path.read_bytes() == fixed


def test_an_accepted_finding_is_not_mended(folder: Path, capsys: Capture) -> None:
    accepted = '\naccepted_findings:\n  - {code: SC805, path: /going_well, reason: "Known here.", by: P. Lowe}\n'
    path = write(folder / "asha.yaml", SHORT + accepted)
    assert main(["lint", "asha.yaml", "--fix"]) == 0
    assert read(path) == SHORT + accepted
    assert capsys.readouterr().err == ""


def test_what_is_not_chosen_is_not_mended(folder: Path) -> None:
    path = write(folder / "asha.yaml", SHORT)
    assert main(["lint", "asha.yaml", "--fix", "--ignore", "SC805", "-q"]) == 0
    assert read(path) == SHORT


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the system's administrator may write everything")
def test_either_every_file_is_mended_or_none(folder: Path, capsys: Capture) -> None:
    first, second = write(folder / "a.yaml", SHORT), write(folder / "b.yaml", SHORT)
    second.chmod(0o400)
    assert main(["lint", "a.yaml", "b.yaml", "--fix"]) == 2
    assert "Nothing was changed." in capsys.readouterr().err
    assert read(first) == read(second) == SHORT


def test_a_link_is_followed_and_stays(folder: Path) -> None:
    path = write(folder / "asha.yaml", SHORT)
    link = folder / "link.yaml"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("links are not allowed here")
    assert main(["lint", "link.yaml", "--fix", "-q"]) == 0
    assert link.is_symlink()
    assert read(path) == LONG


def test_an_advice_on_standard_input_is_printed_mended(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    on_stdin(monkeypatch, SHORT.encode())
    assert main(["lint", "-", "--fix"]) == 0
    printed = capsys.readouterr()
    assert printed.out == LONG
    assert printed.err == "<stdin>: 1 passage mended (SC805).\n"


def test_a_passage_on_standard_input_is_printed_mended(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    on_stdin(monkeypatch, "\ufeffHer IRO came.\r\n".encode())
    assert main(["lint", "--text", "-", "--fix"]) == 0
    assert capsys.readouterr().out.encode() == "\ufeffHer independent reviewing officer (IRO) came.\r\n".encode()


def test_a_passage_in_a_file_is_mended_there(folder: Path, capsys: Capture) -> None:
    path = folder / "need.txt"
    path.write_bytes(b"Her IRO came. [child's name] waved.")
    assert main(["lint", "--text", "need.txt", "--fix", "--name", "Asha Verma"]) == 0
    assert path.read_bytes() == b"Her independent reviewing officer (IRO) came. Asha waved."
    assert capsys.readouterr().err == "need.txt: 2 passages mended (SC803 and SC805).\n"


def test_what_could_not_be_mended_is_said_with_its_place(folder: Path, capsys: Capture) -> None:
    loose = GOOD.replace("views:\n", "unmet_need: {identified: true, description: Known to the SEMH worker.}\nviews:\n")
    loose = loose.replace("unmet_need: {identified: false}\n", "")
    path = write(folder / "asha.yaml", loose)
    assert main(["lint", "asha.yaml", "--fix", "--select", "SC805", "--quiet"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["lint", "asha.yaml", "--fix", "--select", "SC805"]) == 0
    line = loose[: loose.index("SEMH")].count("\n") + 1
    assert capsys.readouterr().err.startswith(f"asha.yaml:{line}:58: SC805 was not mended: it cannot be written safely")
    assert read(path) == loose


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--diff", "--summary"], "--diff prints what would change"),
        (["--diff", "--format", "json"], "--diff prints what would change"),
        (["-", "--fix"], "standard input (-) is mended by itself"),
    ],
)
def test_calls_that_cannot_be_meant_are_refused(
    folder: Path, capsys: Capture, options: list[str], complaint: str
) -> None:
    path = write(folder / "asha.yaml", SHORT)
    assert main(["lint", "asha.yaml", *options]) == 2
    assert complaint in capsys.readouterr().err
    assert read(path) == SHORT


def test_a_report_in_another_form_has_no_room_beside_what_is_printed(capsys: Capture) -> None:
    assert main(["lint", "--text", "-", "--fix", "--format", "json"]) == 2
    assert "leave out --summary and --format" in capsys.readouterr().err


def test_a_report_says_what_the_option_can_put_right(folder: Path, capsys: Capture) -> None:
    write(folder / "asha.yaml", SHORT)
    assert main(["lint", "asha.yaml"]) == 0
    assert "The option --fix can put 1 of them right" in " ".join(capsys.readouterr().out.split())
    assert main(["lint", "asha.yaml", "--format", "json"]) == 0
    (finding,) = files_of(capsys.readouterr().out)[0]["findings"]
    assert finding["fix"] == "independent reviewing officer (IRO)"
