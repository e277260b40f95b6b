"""The page of the Council for Disabled Children's questions leads to checks there are."""

from __future__ import annotations

import re

import pytest

from sendadvice_docs.rule import catalogue
from tests.reporting import ROOT

PAGE = (ROOT / "docs" / "cdc-questions.md").read_text(encoding="utf-8")
LINKS = sorted(set(re.findall(r"\[(SC\d{3})\]\(checks\.md#([\w-]+)\)", PAGE)))


def test_there_is_a_section_for_each_of_the_five_questions() -> None:
    assert re.findall(r"^## (\d)\. .+\?$", PAGE, re.MULTILINE) == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(("code", "anchor"), LINKS)
def test_a_code_leads_to_its_own_section_of_the_checks(code: str, anchor: str) -> None:
    assert anchor == f"{code}-{catalogue()[code].name}".lower()
    assert f"### {code} {catalogue()[code].name}" in (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")


def test_every_section_links_checks() -> None:
    for section in PAGE.split("\n## ")[1:]:
        assert "](checks.md#sc" in section


def test_every_file_the_page_leads_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)", PAGE):
        assert (ROOT / "docs" / target).exists(), target
