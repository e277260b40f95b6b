"""A slip in a code is told, wherever a code can be written: it must never quietly switch a check off or on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sendadvice_docs.check import Settings, lint
from sendadvice_docs.cli import main
from sendadvice_docs.errors import InputError
from sendadvice_docs.profile import load_profile, profile_names
from sendadvice_docs.rule import catalogue, chosen
from tests.examples import minimal_text

UNKNOWN = "SC999"


def _profile(folder: Path, name: str = "ours", extends: str = "national", code: str = UNKNOWN) -> str:
    path = folder / f"{name}.yaml"
    text = f"name: {name}\ntitle: Our council\nextends: {extends}\nseverities: {{{code}: warning}}\n"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("name", profile_names())
def test_the_profiles_that_come_with_the_tool_name_known_codes(name: str) -> None:
    assert set(load_profile(name).severities) <= set(catalogue())


def test_a_profile_that_names_an_unknown_code_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"ours\.yaml:4:14: there is no check “SC999”"):
        load_profile(_profile(tmp_path))


def test_a_profile_that_stands_on_one_with_an_unknown_code_is_refused(tmp_path: Path) -> None:
    _profile(tmp_path, "base")
    with pytest.raises(InputError, match=r"base\.yaml:4:14: there is no check"):
        load_profile(_profile(tmp_path, extends="base.yaml", code="SC501"))


@pytest.mark.parametrize("command", ["lint", "rules"])
def test_the_commands_refuse_such_a_profile(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    advice = tmp_path / "asha.yaml"
    advice.write_text(minimal_text(), encoding="utf-8")
    files = [str(advice)] if command == "lint" else []
    assert main([command, *files, "--profile", _profile(tmp_path)]) == 2
    assert "there is no check “SC999”" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize("given", [UNKNOWN, f"SC501,{UNKNOWN}", "vague-provison", "SC50100", "S C5"])
def test_an_option_that_names_an_unknown_code_stops_the_call(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, given: str
) -> None:
    advice = tmp_path / "asha.yaml"
    advice.write_text(minimal_text(), encoding="utf-8")
    assert main(["lint", str(advice), option, given]) == 2
    assert "There is no rule" in capsys.readouterr().err


def test_measuring_refuses_an_unknown_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = tmp_path / "rows.jsonl"
    row = {"id": "x1", "field": "needs/description", "text": "Shoes.", "expect": [], "forbid": ["SC803"]}
    rows.write_text(json.dumps(row), encoding="utf-8")
    assert main(["eval", str(rows), "--select", UNKNOWN]) == 2
    assert "There is no rule “SC999”" in capsys.readouterr().err
    assert main(["eval", str(rows), "--select", "sc803"]) == 0


@pytest.mark.parametrize("parameter", ["select", "ignore"])
def test_the_settings_of_a_call_refuse_an_unknown_code(parameter: str) -> None:
    with pytest.raises(InputError, match="There is no rule “SC999”"):
        lint(minimal_text().encode(), "asha.yaml", Settings(**{parameter: (UNKNOWN,)}))


def test_an_acceptance_of_an_unknown_code_is_found_and_says_so() -> None:
    accepted = f"accepted_findings:\n  - {{code: {UNKNOWN}, path: /needs/0, reason: Discussed., by: P. Lowe}}\n"
    report = lint((minimal_text() + accepted).encode(), "asha.yaml", Settings())
    (finding,) = report.findings
    assert finding.code in {"SC001", "SC005"}
    assert UNKNOWN in finding.message


def test_every_part_of_a_code_chooses_what_begins_with_it() -> None:
    assert set(chosen(("SC5",), ())) == {code for code in catalogue() if code.startswith("SC5")}
