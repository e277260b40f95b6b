"""docs/pathways.md, the page of who writes the advice: made from the profiles, and up to date."""

from __future__ import annotations

import re
import runpy
from typing import Any

import pytest

from sendadvice_docs.labels import ROLES
from sendadvice_docs.pathway import pathways_of
from sendadvice_docs.profile import load_profile, profile_names
from tests.reporting import ROOT

TOOL = runpy.run_path(str(ROOT / "tools" / "make_pathways.py"))
PAGE = (ROOT / "docs" / "pathways.md").read_text(encoding="utf-8")
DIAGRAMS = re.findall(r"```mermaid\n(.*?)```", PAGE, re.DOTALL)
_NODE = re.compile(r'  (\w+)(?:\(\["(.*)"\]\)|\{"(.*)"\}|\["(.*)"\])')
_EDGE = re.compile(r'  (\w+) -->(?:\|"([^"|]+)"\|)? (\w+)')


def test_the_page_is_what_the_profiles_make_of_it() -> None:
    assert TOOL["text"]() == PAGE, "run “make catalogue”"
    assert TOOL["main"](["--check"]) == 0


def test_every_profile_has_its_diagram_and_its_list() -> None:
    assert len(DIAGRAMS) == len(profile_names()) == len(TOOL["PROFILES"])
    for name in profile_names():
        profile = load_profile(name)
        assert f"## {profile.title}\n" in PAGE
        for row in profile.pathways:
            assert row.team in PAGE or row.team[0].lower() + row.team[1:] in PAGE
            assert all(step.text in PAGE for step in row.steps)


@pytest.mark.parametrize("diagram", DIAGRAMS)
def test_a_diagram_holds_nothing_but_a_way_from_the_request_to_every_answer(diagram: str) -> None:
    first, *lines = diagram.rstrip("\n").split("\n")
    assert first == "flowchart TD"
    nodes = {match[1]: match[0] for line in lines if (match := _NODE.fullmatch(line))}
    edges = [match.groups() for line in lines if (match := _EDGE.fullmatch(line))]
    assert len(nodes) + len(edges) == len(lines)
    reached, waiting = set(), ["start"]
    while waiting:
        here = waiting.pop()
        reached.add(here)
        waiting += [to for from_, _, to in edges if from_ == here and to not in reached]
    assert reached == set(nodes)
    for name, text in nodes.items():
        out = [word for from_, word, _ in edges if from_ == name]
        answer = name.startswith("row_")
        assert answer == (not out)
        assert not answer or any(role in text for role in (*ROLES.values(), "The allocated worker"))
        assert len(out) == len(set(out))


def test_signs_that_mean_something_to_a_diagram_are_written_out() -> None:
    row = {"id": "a", "role": "other", "team": 'The "A" <team> #1', "steps": []}
    rows = pathways_of({"document": "A page", "closing": [], "rows": [row]})
    drawn: Any = str(TOOL["Diagram"](rows))
    assert "The #quot;A#quot; #lt;team#gt; #35;1" in drawn


def test_an_old_page_is_told(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "pathways.md"
    page.write_text("old", encoding="utf-8")
    monkeypatch.setitem(TOOL["main"].__globals__, "PAGE", page)
    assert TOOL["main"](["--check"]) == 1
    assert "make catalogue" in capsys.readouterr().err
    assert TOOL["main"]([]) == 0
    assert page.read_text(encoding="utf-8") == PAGE
