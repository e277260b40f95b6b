"""`lint` as a user calls it: what it reads, what it prints where, and how it ends."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

from sendadvice_docs.cli import main
from tests.examples import minimal_text
from tests.reporting import run

Capture = pytest.CaptureFixture[str]
GOOD = minimal_text()
FAULTY = GOOD.replace("Asha runs towards traffic", "Asha [insert what she does] by the road")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, which the call stands in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str = GOOD) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def on_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def files_of(printed: str) -> list[dict[str, Any]]:
    files: list[dict[str, Any]] = json.loads(printed)["files"]
    return files


def codes_of(printed: str) -> list[str]:
    return [one["code"] for file in files_of(printed) for one in file["findings"]]


def test_a_sound_advice_gives_0_and_says_what_was_checked(folder: Path, capsys: Capture) -> None:
    write(folder / "asha.yaml")
    assert main(["lint", "asha.yaml"]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("Nothing to put right in 1 file (")
    assert printed.err == ""


def test_an_error_gives_1_and_is_shown_under_its_line(folder: Path, capsys: Capture) -> None:
    write(folder / "asha.yaml", FAULTY)
    assert main(["lint", "asha.yaml"]) == 1
    printed = capsys.readouterr()
    line = FAULTY[: FAULTY.index("[insert")].count("\n") + 1
    assert f"asha.yaml:{line}:" in printed.out
    assert "error SC803 placeholder-text" in printed.out
    assert "^" * len("[insert what she does]") in printed.out
    assert printed.err == ""


@pytest.mark.parametrize(
    ("severity", "fail_on", "status"),
    [
        ("error", "error", 1),
        ("error", "never", 0),
        ("warning", "error", 0),
        ("warning", "warning", 1),
        ("warning", "advice", 1),
        ("advice", "warning", 0),
        ("advice", "advice", 1),
        ("advice", "never", 0),
    ],
)
def test_the_exit_status_follows_what_counts(folder: Path, severity: str, fail_on: str, status: int) -> None:
    write(folder / "asha.yaml", FAULTY)
    ours = f"name: ours\ntitle: Our own\nextends: national\nseverities: {{SC803: {severity}}}\n"
    profile = str(write(folder / "ours.yml", ours))
    assert main(["lint", "asha.yaml", "--profile", profile, "--fail-on", fail_on, "--quiet"]) == status


def test_an_accepted_finding_does_not_count(folder: Path, capsys: Capture) -> None:
    accepted = '\naccepted_findings:\n  - {code: SC803, path: /needs/0/description, reason: "A band.", by: P. Lowe}\n'
    write(folder / "asha.yaml", FAULTY + accepted)
    assert main(["lint", "asha.yaml", "--fail-on", "advice"]) == 0
    assert "Kept on purpose by P. Lowe: A band." in capsys.readouterr().out


def test_folders_are_searched_in_order_without_hidden_and_other_files(folder: Path, capsys: Capture) -> None:
    wanted = ["a.yml", "b.YAML", "z.json", "sub/c.yaml"]
    for name in [*wanted, ".d.yaml", ".git/e.yaml", "notes.txt", "f.yaml.bak"]:
        write(folder / "in" / name)
    main(["lint", "in", "--format", "json"])
    found = [file["path"] for file in files_of(capsys.readouterr().out)]
    assert found == [os.path.join("in", *name.split("/")) for name in wanted]


def test_a_folder_without_advice_is_a_fault_of_the_call(folder: Path, capsys: Capture) -> None:
    (folder / "empty").mkdir()
    write(folder / "notes" / "notes.txt")
    assert main(["lint", "empty", "notes"]) == 2
    assert capsys.readouterr().err == (
        "sendadvice: empty: this folder holds no advice (no .yaml, .yml or .json file).\n"
        "sendadvice: notes: this folder holds no advice (no .yaml, .yml or .json file).\n"
    )


def test_a_file_named_twice_is_checked_once(folder: Path, capsys: Capture) -> None:
    path = write(folder / "in" / "a.yaml")
    main(["lint", "in/a.yaml", "./in/a.yaml", str(path), "in", "--format", "json"])
    assert [file["path"] for file in files_of(capsys.readouterr().out)] == ["in/a.yaml"]


def test_a_missing_file_does_not_keep_the_others_from_being_checked(folder: Path, capsys: Capture) -> None:
    write(folder / "asha.yaml", FAULTY)
    assert main(["lint", "ash.yaml", "asha.yaml"]) == 2
    printed = capsys.readouterr()
    assert "SC803" in printed.out
    assert printed.err == "sendadvice: ash.yaml: there is no such file or folder. Did you mean asha.yaml?\n"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the system's administrator may read everything")
def test_a_file_that_may_not_be_read_is_said_so(folder: Path, capsys: Capture) -> None:
    write(folder / "asha.yaml").chmod(0)
    assert main(["lint", "asha.yaml"]) == 2
    assert "asha.yaml: this cannot be read: you are not allowed to read it." in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", "a\0b.yaml"])
def test_a_name_that_is_none_is_refused(folder: Path, capsys: Capture, name: str) -> None:
    assert main(["lint", name]) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith("sendadvice: ")
    assert printed.err.count("\n") == 1


def test_nothing_to_check_is_a_fault_of_the_call(capsys: Capture) -> None:
    assert main(["lint"]) == 2
    assert "Name a file or folder to check" in capsys.readouterr().err


def test_standard_input_is_read_as_bytes(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    on_stdin(monkeypatch, b"\xef\xbb\xbf" + FAULTY.encode())
    assert main(["lint", "-", "--format", "json"]) == 1
    (file,) = files_of(capsys.readouterr().out)
    assert file["path"] == "<stdin>"
    assert [one["code"] for one in file["findings"]] == ["SC803"]


def test_paths_and_options_stand_in_any_order(folder: Path, capsys: Capture) -> None:
    write(folder / "a.yaml")
    write(folder / "-b.yaml")
    assert main(["lint", "a.yaml", "--format", "json", "--on", "2026-10-05", "--", "-b.yaml"]) == 0
    assert [file["path"] for file in files_of(capsys.readouterr().out)] == ["a.yaml", "-b.yaml"]


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        pytest.param(["--select", "SC803"], {"SC803"}, id="one code"),
        pytest.param(["--select", "SC8"], {"SC803"}, id="the beginning of a code"),
        pytest.param(["--select", "placeholder-text,SC504"], {"SC803", "SC504"}, id="a name and a code"),
        pytest.param(["--select", "SC803", "--select", "SC504"], {"SC803", "SC504"}, id="an option twice"),
        pytest.param(["--select", "SC803,SC504", "--ignore", "SC8"], {"SC504"}, id="less some"),
        pytest.param(["--ignore", "placeholder-text"], {"SC504"}, id="all but one"),
    ],
)
def test_checks_are_chosen_by_code_beginning_or_name(
    folder: Path, capsys: Capture, options: list[str], codes: set[str]
) -> None:
    write(folder / "asha.yaml", FAULTY.replace("category: recreational_or_educational_facilities", "category:"))
    main(["lint", "asha.yaml", "--format", "json", *options])
    assert set(codes_of(capsys.readouterr().out)) & {"SC803", "SC504"} == codes


@pytest.mark.parametrize("advice", [pytest.param("a: [", id="unreadable"), pytest.param("a: 1", id="misfitting")])
def test_a_file_that_does_not_fit_is_never_passed_by_choosing_checks(folder: Path, advice: str) -> None:
    write(folder / "asha.yaml", advice)
    assert main(["lint", "asha.yaml", "--select", "SC803", "--quiet"]) == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param(["--select", "SC999"], "There is no rule “SC999”.", id="an unknown code"),
        pytest.param(["--ignore", "vague"], "There is no rule “vague”.", id="half a name"),
        pytest.param(["--profile", "atlantis"], "There is no profile “atlantis”.", id="an unknown profile"),
        pytest.param(["--profile", "none.yaml"], "There is no profile “none.yaml”.", id="a profile that is not there"),
        pytest.param(["--field", "needs/description"], "--field goes with --text only", id="a passage's option"),
        pytest.param(
            ["--text", "-"], "--text checks one passage; leave the other paths out", id="a passage and a file"
        ),
    ],
)
def test_an_option_that_cannot_be_followed_stops_the_call_with_one_line(
    folder: Path, capsys: Capture, options: list[str], said: str
) -> None:
    write(folder / "a.yaml")
    write(folder / "b.yaml")
    assert main(["lint", "a.yaml", "b.yaml", *options]) == 2
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.err.count("\n") == 1
    assert printed.out == ""


def test_an_unknown_profile_in_a_file_names_the_line_and_the_others_are_checked(folder: Path, capsys: Capture) -> None:
    write(folder / "a.yaml", "profile: atlantis\n" + FAULTY)
    write(folder / "b.yaml")
    assert main(["lint", "a.yaml", "b.yaml"]) == 2
    printed = capsys.readouterr()
    assert "a.yaml:1:10: There is no profile “atlantis”." in printed.err
    assert "in 2 files" in printed.out


def test_what_else_is_wrong_in_a_file_that_names_an_unknown_profile_is_shown_too(folder: Path, capsys: Capture) -> None:
    write(folder / "a.yaml", "profile: norfok\n" + FAULTY)
    assert main(["lint", "a.yaml", "--format", "json"]) == 2
    printed = capsys.readouterr()
    assert "Did you mean norfolk?" in printed.err
    assert "checked as if it named none" in printed.err
    assert [one["code"] for one in files_of(printed.out)[0]["findings"]] == ["SC803"]


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_a_file_that_names_an_unknown_profile_is_not_mended(folder: Path, capsys: Capture, option: str) -> None:
    text = "profile: atlantis\n" + GOOD.replace("needs:", "difficulties: The CIN plan is good.\nneeds:", 1)
    path = write(folder / "a.yaml", text)
    assert main(["lint", "a.yaml", option]) == 2
    assert path.read_text(encoding="utf-8") == text
    assert "+difficulties" not in capsys.readouterr().out


def test_a_council_s_profile_among_the_advice_of_a_folder_is_no_advice(folder: Path, capsys: Capture) -> None:
    write(folder / "in" / "asha.yaml")
    write(folder / "in" / "our-council.yaml", "# ours\nname: ours\ntitle: Our council\nlimits: {history_years: 2}\n")
    assert main(["lint", "in", "--format", "json"]) == 0
    assert [file["path"] for file in files_of(capsys.readouterr().out)] == [os.path.join("in", "asha.yaml")]


def test_a_profile_that_is_not_well_formed_is_named_with_its_place(folder: Path, capsys: Capture) -> None:
    write(folder / "a.yaml")
    write(folder / "ours.yaml", "name: ours\ntitle: [\n")
    assert main(["lint", "a.yaml", "--profile", "ours.yaml"]) == 2
    assert "ours.yaml:" in capsys.readouterr().err


def test_the_day_given_takes_the_place_of_the_day_of_completion(folder: Path, capsys: Capture) -> None:
    write(folder / "asha.yaml")
    assert main(["lint", "asha.yaml", "--fail-on", "advice"]) == 0
    assert main(["lint", "asha.yaml", "--fail-on", "advice", "--on", "2030-10-05"]) == 1
    assert "SC302 pfa-area-missing" in capsys.readouterr().out


@pytest.mark.parametrize(("size", "status"), [("100", 1), ("1K", 1), ("1M", 0), ("2MiB", 0)])
def test_a_file_larger_than_allowed_is_a_finding(folder: Path, size: str, status: int) -> None:
    write(folder / "asha.yaml")
    assert main(["lint", "asha.yaml", "--max-size", size, "--quiet"]) == status


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="needs an endless file")
def test_an_endless_file_is_not_read_to_its_end(capsys: Capture) -> None:
    assert main(["lint", "/dev/zero"]) == 1
    assert "SC002" in capsys.readouterr().out


def test_quiet_prints_nothing(folder: Path, capsys: Capture) -> None:
    write(folder / "asha.yaml", FAULTY)
    assert main(["lint", "asha.yaml", "-q"]) == 1
    assert capsys.readouterr() == ("", "")


def test_the_summary_is_a_line_a_file(folder: Path, capsys: Capture) -> None:
    write(folder / "a.yaml")
    write(folder / "b.yaml", FAULTY)
    assert main(["lint", ".", "--summary"]) == 1
    assert capsys.readouterr().out.split("\n")[:2] == [
        f"{os.path.join('.', 'a.yaml')}: nothing to put right",
        f"{os.path.join('.', 'b.yaml')}: 1 error (SC803)",
    ]


def test_the_same_call_prints_the_same_bytes(folder: Path, capsys: Capture) -> None:
    write(folder / "a.yaml", FAULTY + "---\n" + FAULTY)
    printed = []
    for _ in range(2):
        main(["lint", "a.yaml", "--format", "json"])
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]


def test_a_passage_is_checked_by_itself(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    on_stdin(monkeypatch, b"Asha will have [insert hours] a week.\n")
    assert main(["lint", "--text", "-", "--field", "provision/description", "--format", "json"]) == 1
    (file,) = files_of(capsys.readouterr().out)
    (found,) = [one for one in file["findings"] if one["code"] == "SC803"]
    assert file["path"] == "<text>"
    assert (found["start"], found["end"], found["line"], found["column"]) == (15, 29, 1, 16)
    assert found["quote"] == "[insert hours]"


def test_a_passage_may_stand_in_a_file_and_come_with_its_context(folder: Path, capsys: Capture) -> None:
    write(folder / "need.txt", "Asha loves the library.\r\n")
    context = ["--name", "Asha Verma", "--pronouns", "she/her", "--year-group", "beyond-school"]
    assert main(["lint", "--text", "need.txt", *context, "--date-of-birth", "2016-02-10", "--on", "2026-10-05"]) == 0
    assert "Nothing to put right" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("data", "options", "said"),
    [
        pytest.param(b"x", ["--field", "needs/descripton"], "Did you mean needs/description?", id="a misspelt field"),
        pytest.param(
            b"x", ["--field", "person/name"], "there is no field “person/name” that holds text", id="no prose"
        ),
        pytest.param(b"caf\xe9", [], "this is no UTF-8 text; save it as UTF-8", id="another encoding"),
        pytest.param(b"x" * 200, ["--max-size", "100"], "this is larger than 100 bytes", id="too large"),
    ],
)
def test_a_passage_that_cannot_be_checked_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, data: bytes, options: list[str], said: str
) -> None:
    on_stdin(monkeypatch, data)
    assert main(["lint", "--text", "-", *options]) == 2
    assert said in capsys.readouterr().err


def test_a_missing_passage_is_refused(folder: Path, capsys: Capture) -> None:
    assert main(["lint", "--text", "none.txt"]) == 2
    assert capsys.readouterr().err == "sendadvice: none.txt: this cannot be read: there is no such file.\n"


@pytest.mark.parametrize(
    "advice",
    [
        pytest.param(b"", id="an empty file"),
        pytest.param(b"\xff\xfe\x00\x00", id="no text"),
        pytest.param(b"a: [", id="broken YAML"),
        pytest.param(b"a: &x 1\nb: *x\n", id="an alias"),
        pytest.param(b"- 1\n", id="a list"),
        pytest.param(b"just words", id="words"),
        pytest.param(b"{" * 5000, id="too deep"),
        pytest.param(b"a:\n\t- b\n", id="a tab"),
        pytest.param(b"%PDF-1.7\n\x00\x01", id="another kind of file"),
    ],
)
def test_a_broken_file_is_a_finding_and_never_a_traceback(advice: bytes) -> None:
    done = run("lint", "-", stdin=advice)
    assert done.returncode == 1
    assert done.stderr == b""
    assert b"<stdin>:" in done.stdout


def test_a_progress_line_is_never_written_into_a_file(tmp_path: Path) -> None:
    for number in range(8):
        write(tmp_path / f"{number}.yaml")
    done = run("lint", ".", cwd=str(tmp_path))
    assert done.returncode == 0
    assert done.stderr == b""


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_somebody_at_a_terminal_sees_how_far_a_long_call_has_come(tmp_path: Path) -> None:
    import pty
    import subprocess
    import sys

    from tests.reporting import ROOT

    for number in range(6):
        write(tmp_path / f"{number}.yaml")
    ours, theirs = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "sendadvice_docs", "lint", ".", "-q"],
        stderr=theirs,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    os.close(theirs)
    seen = os.read(ours, 10000).decode()
    os.close(ours)
    assert "\rChecking 1 of 6\r" in seen
    assert seen.endswith("\rChecking 6 of 6\r" + " " * 15 + "\r")
