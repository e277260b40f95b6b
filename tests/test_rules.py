"""Every rule file is its own test: its bad examples are found at their marks, its good ones are left alone."""

from __future__ import annotations

import os

import pytest

from sendadvice_docs.check import Settings, lint
from sendadvice_docs.engine import BUILTIN
from sendadvice_docs.rule import Example, Rule, catalogue, read_rule, rule_files
from tests.examples import findings_on, minimal_text

RULES = tuple(catalogue().values())
BAD = [
    pytest.param(rule, example, id=f"{rule.code}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.bad, 1)
]
GOOD = [
    pytest.param(rule, example, id=f"{rule.code}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.good, 1)
]


@pytest.mark.parametrize("path", [pytest.param(path, id=os.path.basename(path)) for path, _ in rule_files()])
def test_a_rule_file_fits_its_schema_and_is_named_for_its_rule(path: str) -> None:
    rule = read_rule(path, "", strict=True)
    assert os.path.basename(path) == f"{rule.code}-{rule.name}.yaml"


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.code) for rule in RULES if rule.kind != BUILTIN])
def test_a_rule_has_two_bad_and_three_good_examples(rule: Rule) -> None:
    assert len(rule.bad) >= 2
    assert len(rule.good) >= 3
    assert all(example.marks or example.at for example in rule.bad)
    assert not any(example.marks or example.at for example in rule.good)


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.code) for rule in RULES])
def test_a_rule_supersedes_only_codes_there_are(rule: Rule) -> None:
    assert {other.code for other in rule.supersedes} <= set(catalogue())


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_a_bad_example_is_found_exactly_where_it_is_marked(rule: Rule, example: Example) -> None:
    pointer, findings = findings_on(example, rule.code)
    if pointer is None:
        assert sorted(one.path for one in findings) == sorted(example.at)
        return
    whole = (0, len(example.text))
    found = sorted(whole if one.start is None else (one.start, one.end) for one in findings)
    assert found == sorted(example.marks), [one.quote for one in findings]
    assert {one.path for one in findings if one.start is not None} <= {pointer}


@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_a_good_example_is_left_alone(rule: Rule, example: Example) -> None:
    _, findings = findings_on(example, rule.code)
    assert not [(one.path, one.quote) for one in findings]


def test_the_minimal_advice_has_nothing_wrong_in_it() -> None:
    assert not lint(minimal_text().encode(), "minimal-advice.yaml", Settings()).findings
