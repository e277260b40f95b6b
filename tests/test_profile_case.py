"""One case file under five councils: the same facts, and each council's own right answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sendadvice_docs.check import Settings, lint, lint_text
from sendadvice_docs.cli import main
from sendadvice_docs.model import Circumstances
from sendadvice_docs.profile import load_profile
from sendadvice_docs.render import load_templates
from sendadvice_docs.rule import catalogue
from tests.reporting import ROOT

FOLDER = ROOT / "samples" / "profiles"
CASE = FOLDER / "case.yaml"
LARKMERE = str(FOLDER / "larkmere.yaml")
PROFILES = ("national", "swindon", "norfolk", "hertfordshire", LARKMERE)


def severities(profile: str) -> dict[str, str]:
    report = lint(CASE.read_bytes(), str(CASE), Settings(profile=profile))
    return {one.code: str(one.severity) for one in report.findings}


def routed(profile: str, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    assert main(["route", str(CASE), "--profile", profile, "--format", "json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize(
    ("profile", "severity"),
    [
        ("national", "warning"),
        ("swindon", "error"),
        ("norfolk", "warning"),
        ("hertfordshire", "advice"),
        (LARKMERE, "advice"),
    ],
)
def test_a_need_that_the_family_meets_weighs_as_much_as_the_council_says(profile: str, severity: str) -> None:
    assert severities(profile)["SC103"] == severity


@pytest.mark.parametrize(
    ("profile", "role", "team", "due"),
    [
        ("national", "front_door_officer", "The local authority's front door", "2026-10-19"),
        ("swindon", "front_door_officer", "The children's front door", "2026-10-19"),
        ("norfolk", "early_help_worker", "Early Help", "2026-09-21"),
        ("hertfordshire", "family_practitioner", "0-25 Together", "2026-10-19"),
        (LARKMERE, "front_door_officer", "Larkmere Family Hub", "2026-09-17"),
    ],
)
def test_who_writes_and_by_when_is_the_council_s(
    capsys: pytest.CaptureFixture[str], profile: str, role: str, team: str, due: str
) -> None:
    found = routed(profile, capsys)
    assert (found["role"], found["team"], found["due"]) == (role, team, due)


def test_only_hertfordshire_knows_its_intensive_family_support_team_by_its_letters() -> None:
    assert [name for name in PROFILES if "SC805" not in severities(name)] == ["hertfordshire"]


def test_history_is_old_after_as_many_years_as_the_council_says() -> None:
    found = {name: {"SC401", "SC402"} & set(severities(name)) for name in PROFILES}
    assert found == {name: {"SC401"} if name == LARKMERE else {"SC402"} for name in PROFILES}


def test_only_a_council_that_puts_direct_payments_in_h2_objects_to_one_in_h1() -> None:
    assert [name for name in PROFILES if "SC506" in severities(name)] == [LARKMERE]


@pytest.mark.parametrize(
    ("code", "found_under"),
    [
        pytest.param("SC701", ["norfolk", LARKMERE], id="late where two weeks, or ten days, were given"),
        pytest.param("SC702", ["national", "swindon", "norfolk", LARKMERE], id="a family practitioner writes"),
        pytest.param("SC703", ["hertfordshire", LARKMERE], id="nobody looked it over"),
        pytest.param("SC706", ["hertfordshire", LARKMERE], id="no family is told of the advice service"),
    ],
)
def test_what_a_council_asks_for_is_missed_there_and_nowhere_else(code: str, found_under: list[str]) -> None:
    if code not in catalogue():
        pytest.skip(f"{code} is not there yet")
    assert [name for name in PROFILES if code in severities(name)] == found_under


def test_the_fifth_profile_is_a_small_file() -> None:
    assert len(Path(LARKMERE).read_text(encoding="utf-8").splitlines()) < 50


def test_the_fifth_profile_s_own_words_and_template_go_into_the_plan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plan"
    assert main(["render", str(CASE), "--profile", LARKMERE, "--out", str(out)]) == 0
    fragment = tmp_path / "fragment.json"
    capsys.readouterr()
    assert main(["render", str(CASE), "--profile", LARKMERE, "--format", "json"]) == 0
    fragment.write_text(capsys.readouterr().out, encoding="utf-8")
    data = json.loads(fragment.read_text(encoding="utf-8"))
    assert data["H1"]["provision"] == []
    assert data["H1"]["empty_text"].startswith("Larkmere provides no support")
    assert [one["id"] for one in data["H2"]["provision"]] == ["P1"]
    shipped = load_templates(load_profile("national"), {})
    own = load_templates(load_profile(LARKMERE), {})
    assert [section for section in own if bytes(own[section]) != bytes(shipped[section])] == ["H1"]


def test_the_table_beside_the_case_says_what_is_found() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for name in PROFILES:
        row = next(line for line in readme.splitlines() if line.startswith(f"| `{Path(name).name}`"))
        assert f"| {severities(name)['SC103']} |" in row


@pytest.mark.parametrize(
    ("settings", "text", "code"),
    [
        pytest.param("services: [Olive Marlow]", "Olive Marlow takes her swimming.", "SC801", id="a service's name"),
        pytest.param("known_names: [Olive Marlow]", "Olive Marlow takes her swimming.", "SC801", id="another name"),
        pytest.param("services: [LFH]", "The LFH team see her.", "SC805", id="a service known by its letters"),
        pytest.param("abbreviations: {LFH: Larkmere Family Hub}", "The LFH team see her.", "SC805", id="short"),
    ],
)
def test_what_a_council_calls_things_is_no_person_s_name_and_needs_no_explaining(
    tmp_path: Path, settings: str, text: str, code: str
) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(f"name: ours\ntitle: Our council\n{settings}\n", encoding="utf-8")

    def found(profile: str) -> list[str]:
        circumstances = Circumstances(name="Mina Castell")
        report = lint_text(text, "needs/description", circumstances, Settings(profile=profile, select=(code,)))
        return [one.code for one in report.findings]

    assert code in found("national")
    assert found(str(path)) == []
