"""`sendadvice profile`: what it shows, what it checks, and what it says to a call that names no profile there is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sendadvice_docs.cli import main
from sendadvice_docs.profile import load_profile
from tests.reporting import ROOT

Capture = pytest.CaptureFixture[str]
LARKMERE = str(ROOT / "samples" / "profiles" / "larkmere.yaml")


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "110")


def shown(capture: Capture, *arguments: str) -> str:
    assert main(["profile", "show", *arguments]) == 0
    return capture.readouterr().out


def test_every_setting_is_shown_with_its_value_its_line_and_what_it_rests_on(capsys: Capture) -> None:
    text = shown(capsys, "hertfordshire")
    line = next(one for one in text.splitlines() if "recently_closed_months" in one)
    number = (ROOT / "checks/profiles/hertfordshire.yaml").read_text(encoding="utf-8").split("\n")
    place = next(at for at, one in enumerate(number, 1) if "recently_closed_months" in one)
    assert line.split()[:2] == ["recently_closed_months:", "3"]
    assert f"checks/profiles/hertfordshire.yaml:{place} [" in line.replace("\\", "/")
    mark = line.rpartition(" ")[2]
    listed = " ".join(text.split("What the settings rest on")[1].split())
    assert f"{mark} Hertfordshire County Council" in listed
    assert "checks/profiles/national.yaml:" in text.replace("\\", "/")


def test_without_a_name_the_national_profile_is_shown(capsys: Capture) -> None:
    assert shown(capsys).startswith("England, no council's own settings (national)\n")


@pytest.mark.parametrize("name", ["national", "swindon", "norfolk", "hertfordshire", LARKMERE])
def test_programs_get_every_setting_as_it_is(capsys: Capture, name: str) -> None:
    content = json.loads(shown(capsys, name, "--format", "json"))
    settings = {one["setting"]: one for one in content["settings"]}
    profile = load_profile(name)
    assert content["version"] == 1
    assert (content["name"], content["title"]) == (profile.name, profile.title)
    assert settings["limits/history_years"]["value"] == profile.limit("history_years")
    assert len(settings["pathway/rows"]["value"]) == len(profile.pathways)
    assert all(Path(one["file"]).is_file() and one["line"] >= 1 for one in content["settings"])
    keys = {key for key in profile.data if key not in {"name", "title", "extends", "document", "sources"}}
    assert {one.partition("/")[0] for one in settings} == keys


def test_no_line_of_a_profile_is_wider_than_the_terminal(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "72")
    words = [line for line in shown(capsys, "hertfordshire").splitlines() if " " in line.strip()]
    assert max(map(len, words)) <= 72


def test_only_one_profile_is_shown_at_a_time(capsys: Capture) -> None:
    assert main(["profile", "show", "norfolk", "swindon"]) == 2
    assert "Name one profile to show" in capsys.readouterr().err


def test_a_sound_profile_has_nothing_to_put_right(capsys: Capture) -> None:
    assert main(["profile", "check", LARKMERE]) == 0
    assert capsys.readouterr().out.endswith("nothing to put right.\n")


def test_without_a_name_all_profiles_that_come_with_the_tool_are_checked(capsys: Capture) -> None:
    assert main(["profile", "check", "--format", "json"]) == 0
    names = [one["profile"] for one in json.loads(capsys.readouterr().out)["profiles"]]
    assert names == ["hertfordshire", "national", "norfolk", "swindon"]


def test_faults_are_told_with_line_and_column_and_the_status_is_1(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text("name: ours\ntitle: Our council\nlimits: {history_year: 2}\n", encoding="utf-8")
    assert main(["profile", "check", str(path)]) == 1
    printed = " ".join(capsys.readouterr().out.split())
    assert "ours.yaml:3:10: there is no setting “history_year” in “limits”. Did you mean “history_years”?" in printed
    assert printed.endswith("ours.yaml: 1 fault.")
    assert main(["profile", "check", str(path), "--format", "json"]) == 1
    (fault,) = json.loads(capsys.readouterr().out)["profiles"][0]["faults"]
    assert (fault["path"], fault["line"], fault["column"]) == (str(path), 3, 10)


def test_a_profile_with_faults_is_not_shown(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text("name: ours\ntitle: Our council\nlimits: {history_year: 2}\n", encoding="utf-8")
    assert main(["profile", "show", str(path)]) == 2
    assert "ours.yaml:3:10:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["show", "norfok"], "Did you mean norfolk?", id="a misspelt name"),
        pytest.param(["check", "none.yaml"], "There is no profile “none.yaml”.", id="a file that is not there"),
        pytest.param(["chek", "norfolk"], "Did you mean check?", id="a misspelt word"),
        pytest.param([], "this is missing: show|check", id="nothing"),
    ],
)
def test_a_call_that_cannot_be_carried_out_says_what_was_meant(
    capsys: Capture, arguments: list[str], said: str
) -> None:
    assert main(["profile", *arguments]) == 2
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.out == ""


def test_a_profile_with_colour_says_the_same(capsys: Capture) -> None:
    plain = shown(capsys, "norfolk", "--color", "never")
    coloured = shown(capsys, "norfolk", "--color", "always")
    assert "\x1b[1mtimescales\x1b[0m" in coloured
    for code in ("\x1b[1m", "\x1b[2m", "\x1b[0m"):
        coloured = coloured.replace(code, "")
    assert coloured == plain
