"""What the README tells people to do works, and what it points at is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sendadvice_docs.cli import main
from sendadvice_docs.rule import catalogue

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "samples" / "README.md"]
README = PAGES[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [pytest.param(page, id=str(page.relative_to(ROOT))) for page in PAGES])
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


def test_the_two_commands_are_targets_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"make (\w+)", README):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_road_from_a_new_file_to_its_findings_is_as_described(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "--year-group", "9", "joe.yaml"]) == 0
    assert main(["lint", "joe.yaml"]) == 1
    assert main(["explain", "SC501"]) == 0
    assert main(["render", "joe.yaml", "--out", "joe"]) == 1
    assert "SC501" in capsys.readouterr().out


def test_the_passage_shown_is_found_to_be_vague(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    passage = re.search(r'echo "([^"]+)" \| sendadvice (lint [^\n]+)', README)
    assert passage is not None
    (tmp_path / "passage.txt").write_text(passage[1], encoding="utf-8")
    arguments = [str(tmp_path / "passage.txt") if one == "-" else one for one in passage[2].split()]
    main(arguments)
    assert "SC501" in capsys.readouterr().out


def test_every_code_in_the_table_of_checks_is_in_the_catalogue_and_the_other_way_round() -> None:
    table = README.split("## What is checked")[1].split("An **error**")[0]
    named: set[str] = set()
    for first, last in re.findall(r"SC(\d{3})(?: to SC(\d{3}))?", table):
        named |= {code for code in catalogue() if int(first) <= int(code[2:]) <= int(last or first)}
        assert f"SC{first}" in catalogue()
    assert named == set(catalogue())
