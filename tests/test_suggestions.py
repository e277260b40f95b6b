"""Every finding says what to write instead in terms of the advice at hand: which need, which provision, which gap."""

from __future__ import annotations

import re

import pytest

from sendadvice_docs.check import Settings, lint
from sendadvice_docs.engine import BUILTIN
from sendadvice_docs.exemplar import missing_parts
from sendadvice_docs.model import Advice, Circumstances, Provision
from sendadvice_docs.rule import Rule, catalogue
from sendadvice_docs.validate import Validated
from sendadvice_docs.whereabouts import entry_called, person_called
from tests.examples import document_of, minimal_text, profile_of

RULES = [pytest.param(rule, id=rule.code) for rule in catalogue().values() if rule.kind != BUILTIN]
ENTRIES = frozenset({"needs", "outcomes", "provision", "previous_provision", "involvement", "review"})
#: Rules whose suggestion need not name the entry it stands in, each with the reason.
NOT_NAMED: dict[str, str] = {}


def advice_of(text: str) -> Validated:
    (validated,) = lint(text.encode(), "asha.yaml", Settings(select=("SC001",))).validated
    return validated


def names_the_entry(suggestion: str, advice: Advice | None, path: str) -> bool:
    """Return whether a suggestion names the entry of a path in full, or by the id that stands in its name."""
    called = entry_called(advice, path)
    last = called.rpartition(" ")[2]
    by_id = bool(re.search(r"\d", last)) and re.search(rf"(?<!\w){re.escape(last)}(?!\w)", suggestion) is not None
    return called in suggestion or by_id


@pytest.mark.parametrize("rule", RULES)
def test_a_suggestion_names_the_entry_its_finding_stands_in(rule: Rule) -> None:
    if rule.code in NOT_NAMED:
        return
    for example in rule.bad:
        text, _ = document_of(example)
        with profile_of(example) as profile:
            report = lint(text.encode(), "example.yaml", Settings(profile=profile, select=(rule.code,)))
        for finding in report.findings:
            parts = finding.path.split("/")
            if finding.code == rule.code and len(parts) > 2 and parts[1] in ENTRIES:
                advice = report.validated[finding.document].advice
                assert names_the_entry(finding.suggestion, advice, finding.path), (finding.path, finding.suggestion)


@pytest.mark.parametrize("rule", RULES)
def test_no_placeholder_is_left_in_what_is_said(rule: Rule) -> None:
    for example in rule.bad:
        text, _ = document_of(example)
        with profile_of(example) as profile:
            report = lint(text.encode(), "example.yaml", Settings(profile=profile, select=(rule.code,)))
        for finding in report.findings:
            said = f"{finding.message} {finding.suggestion}".replace(finding.quote or "\0", "")
            assert not re.search(r"\{[a-z_]+\}", said)
            assert "  " not in finding.suggestion


def test_an_exception_is_a_rule_there_is() -> None:
    assert set(NOT_NAMED) <= set(catalogue())


@pytest.mark.parametrize(
    ("pointer", "called"),
    [
        ("/needs/0/description", "need N1"),
        ("/needs/0", "need N1"),
        ("/outcomes/0/description", "outcome O1"),
        ("/provision/0", "provision P1"),
        ("/provision/3", "the fourth provision"),
        ("/provision/30", "the provision number 31"),
        ("/involvement/0/summary", "the first entry under involvement"),
        ("/review/0/progress", "the review of P1"),
        ("/review/1/progress", "the second entry under review"),
        ("/going_well", "“going well”"),
        ("/preparation_for_adulthood/employment", "“preparing for adulthood”"),
        ("/needs", "“needs”"),
        ("", "this text"),
    ],
)
def test_an_entry_goes_by_its_id_or_its_place(pointer: str, called: str) -> None:
    advice = advice_of(minimal_text() + '\nreview: [{provision: P1, progress: "She swims."}]\n').advice
    assert advice is not None
    assert entry_called(advice, pointer) == called


def test_an_entry_of_a_file_that_does_not_fit_goes_by_its_place() -> None:
    assert entry_called(None, "/needs/1/description") == "the second need"


@pytest.mark.parametrize(
    ("person", "called"),
    [
        (Circumstances(name="Asha Verma"), "Asha"),
        (Circumstances(name="Asha Verma", preferred_name="Ash"), "Ash"),
        (Circumstances(), "the child or young person"),
    ],
)
def test_a_person_goes_by_the_name_they_use(person: Circumstances, called: str) -> None:
    assert person_called(person) == called


@pytest.mark.parametrize(
    ("provision", "missing"),
    [
        (Provision(pointer="", id="P1"), "how much, how often, for how long and by whom"),
        (Provision(pointer="", id="P1", amount="3 hours"), "how often, for how long and by whom"),
        (Provision(pointer="", id="P1", frequency="weekly", duration="12 months"), "how much and by whom"),
        (Provision(pointer="", id="P1", provider="Short Breaks"), "how much, how often and for how long"),
        (Provision(pointer="", id="P1", amount="as needed", provider="X", duration="a year"), "how much and how often"),
        (None, "how much and how often"),
    ],
)
def test_the_missing_parts_of_a_provision_are_told(provision: Provision | None, missing: str) -> None:
    assert missing_parts(provision) == missing
