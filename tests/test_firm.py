"""Provision, history and adult life in the wording of many hands: two thousand passages, half of them near misses.

`data/firm.jsonl` holds labelled passages; `data/firm-entries.jsonl` what is judged in a whole advice: what stands under
`relevance`, and the areas of adult life that a sentence answers.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from sendadvice_docs.check import Settings, lint, lint_text
from sendadvice_docs.evaluate import circumstances_of
from sendadvice_docs.subject import PASSAGE_AS_ADVICE
from tests.examples import merged, minimal

_DATA = os.path.join(os.path.dirname(__file__), "data")
_AREAS = frozenset({"employment", "independent_living", "community_inclusion", "health"})
#: What the minimal advice says of adult life, taken out, so that only the sentence in question speaks.
_SILENT: dict[str, Any] = {
    "aspirations": None,
    "views": {},
    "going_well": None,
    "difficulties": None,
    "informal_support": None,
    "outcomes": [],
    "provision": [],
    "involvement": [],
    "preparation_for_adulthood": None,
}
_NEED = {
    "id": "N1",
    "area": "home",
    "description": "Asha wakes at two and at five and needs turning.",
    "linked_to": "Her legs are stiff.",
    "impact_on_child": "She is tired.",
    "impact_on_family": "Neela is tired.",
    "met_by": "local_authority",
}


def rows(name: str) -> list[dict[str, Any]]:
    with open(os.path.join(_DATA, name), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def wrong(row: dict[str, Any], code: str) -> Iterator[str]:
    """Yield what a rule finds wrongly in a passage, or misses."""
    text = row["text"]
    found = lint_text(
        text, row["field"], circumstances_of(row["context"]), Settings(select=(code,)), PASSAGE_AS_ADVICE
    ).findings
    wanted = [(at := text.index(one["quote"]), at + len(one["quote"])) for one in row["expect"]]
    stretches = [(one.start or 0, len(text) if one.end is None else one.end) for one in found]
    for start, end in wanted:
        if not any(first < end and start < last for first, last in stretches):
            yield f"{row['id']}: nothing found in “{text[start:end]}”"
    for first, last in stretches:
        if not any(first < end and start < last for start, end in wanted):
            yield f"{row['id']}: “{text[first:last]}” found in “{text}”"


@pytest.mark.parametrize("code", ["SC501", "SC502", "SC401", "SC301"])
def test_every_fault_is_found_and_no_near_miss(code: str) -> None:
    own = [row for row in rows("firm.jsonl") if code in {*row["forbid"], *(one["code"] for one in row["expect"])}]
    assert len(own) >= 250
    assert [each for row in own for each in wrong(row, code)] == []


def codes_and_paths(patch: dict[str, Any], code: str) -> set[tuple[str, str]]:
    text = yaml.safe_dump(merged(minimal(), patch), allow_unicode=True, sort_keys=False)
    report = lint(text.encode(), "advice.yaml", Settings(select=(code,)))
    return {(one.code, one.path) for one in report.findings}


def test_what_stands_under_relevance_says_something_of_today_or_nothing() -> None:
    surprising = []
    for row in rows("firm-entries.jsonl"):
        if "relevance" not in row:
            continue
        entry = {"service": "childrens_social_care", "kind": "child_in_need", "start": "2024-02", "end": "2025-11"}
        patch = {"involvement": [{**entry, "summary": row["summary"], "relevance": row["relevance"]}]}
        if {code for code, _ in codes_and_paths(patch, "SC402")} != set(row["expect"]):
            surprising.append(row["relevance"])
    assert surprising == []


def sentence_alone(row: dict[str, Any]) -> dict[str, Any]:
    """Return a patch that leaves one sentence in its field, and a need that says nothing of adult life."""
    head, _, rest = row["field"].partition("/")
    patch = {
        **_SILENT,
        "person": {
            "date_of_birth": "2011-02-10",
            "name": row["name"],
            "preferred_name": None,
            "pronouns": row["pronouns"],
        },
        "needs": [dict(_NEED)],
    }
    match head:
        case "needs":
            patch["needs"] = [{**_NEED, rest: row["text"]}]
        case "outcomes":
            patch["outcomes"] = [{"id": "O1", "needs": ["N1"], "description": row["text"]}]
        case "provision":
            patch["provision"] = [{"id": "P1", "needs": ["N1"], "description": row["text"]}]
        case "involvement":
            entry = {"service": "childrens_social_care", "kind": "child_in_need", "start": "2026-05"}
            patch["involvement"] = [{**entry, rest: row["text"]}]
        case "views":
            who = rest.partition("/")[0]
            patch["views"] = {who: {"text": row["text"], **({"by": "Neela Rao"} if who == "family" else {})}}
        case "preparation_for_adulthood":
            patch[head] = {rest: row["text"]}
        case _:
            patch[head] = row["text"]
    return patch


def test_a_sentence_answers_the_areas_of_adult_life_it_is_about_and_no_other_text_does() -> None:
    surprising = []
    for row in rows("firm-entries.jsonl"):
        if "areas" not in row:
            continue
        found = codes_and_paths(sentence_alone(row), "SC302")
        missing = {path.rpartition("/")[2] for _, path in found}
        # What is about one area may well touch another; what is about none leaves all four open.
        if missing & set(row["areas"]) or (not row["areas"] and missing != _AREAS):
            surprising.append((row["text"], sorted(missing)))
    assert surprising == []
