"""The facts of a case in words: for the faults of a pathway, and for the pictures of one."""

from __future__ import annotations

from collections.abc import Mapping

from sendadvice_docs.case_facts import VALUES, Value
from sendadvice_docs.report.layout import listed

#: What each fact says when it has a value.
WORDS: Mapping[str, Mapping[Value, str]] = {
    "purpose": {"first": "it is a first assessment or a reassessment", "annual_review": "it is an annual review"},
    "age_band": {
        "under_16": "the child is under 16", "16_or_17": "the young person is 16 or 17",
        "adult": "the young person is 18 or over",
    },
    "allocated": {False: "nobody is allocated", True: "a worker is allocated"},
    "worker": {
        "none": "nobody is allocated",
        "childrens_social_worker": "a children's social worker is allocated",
        "adult_social_worker": "an adults' social worker is allocated",
        "personal_adviser": "a personal adviser is allocated",
        "early_help": "an early help lead professional is allocated",
        "short_breaks": "a family or preparing for adulthood practitioner is allocated",
        "other": "another worker is allocated",
    },
    "involved": {
        "none": "no service is involved",
        "childrens": "children's services are involved",
        "adults": "adults' services are involved",
        "early_help": "early help is involved",
    },
    "adult_services": {
        "none": "unknown to adult services",
        "in_receipt": "in receipt of adult services, with no worker",
        "allocated": "an adults' worker is allocated",
        "declined": "an adult assessment was declined",
    },
    "front_door_assessment": {
        "undecided": "the front door has not decided yet",
        "not_needed": "the front door sees no need for an assessment",
        "early_help": "the front door wants an early help assessment",
        "social_work": "the front door wants a social work assessment",
    },
    "care_leaver": {True: "a care leaver", False: "no care leaver"},
    "looked_after": {True: "looked after", False: "not looked after"},
    "youth_justice": {True: "youth justice is involved", False: "youth justice is not involved"},
    "short_breaks": {True: "there are regular short breaks", False: "there are no regular short breaks"},
    "families_first_assessment": {
        True: "there was a Families First assessment lately",
        False: "there was no Families First assessment",
    },
    "closed_recently": {True: "a social worker's involvement ended lately", False: "no involvement ended lately"},
    "known": {True: "known to social care, now or before", False: "never known to social care"},
    "support_in_place": {True: "support is in place", False: "no support is in place"},
    "year_9_or_beyond": {True: "in or beyond Year 9", False: "below Year 9"},
    "request": {"new": "new advice is asked for", "existing": "advice already held is asked for"},
}  # fmt: skip
_SHORTER: Mapping[tuple[str, tuple[Value, ...]], str] = {
    ("age_band", ("under_16", "16_or_17")): "under 18",
    ("age_band", ("16_or_17", "adult")): "16 or over",
    ("age_band", ("adult",)): "18 or over",
    ("age_band", ("under_16",)): "under 16",
    ("age_band", ("16_or_17",)): "16 or 17",
    ("purpose", ("first",)): "a first assessment or a reassessment",
    ("purpose", ("annual_review",)): "an annual review",
    ("adult_services", ("none", "in_receipt")): "in receipt of adult services with no worker, or unknown to them",
    ("involved", ("childrens", "adults")): "children's or adults' services are involved",
    ("involved", ("childrens", "adults", "early_help")):
        "children's services, adults' services or early help are involved",
}  # fmt: skip


def case_in_words(case: Mapping[str, Value]) -> str:
    """Return a case as a sentence; beside the purpose, the age and the worker only what is out of the ordinary."""
    ordinary = {name: values[0] for name, values in VALUES.items()}
    always = ("purpose", "age_band", "worker" if "worker" in case else "allocated")
    parts = [WORDS[name][value] for name, value in case.items() if name in always or value != ordinary[name]]
    # That somebody is allocated is said by who it is.
    parts = [part for part in dict.fromkeys(parts) if part != "a worker is allocated" or "worker" not in case]
    plain = [WORDS[name][value] for name, value in case.items()]
    return listed(parts or plain) or "whatever the case"


def condition_in_words(name: str, values: tuple[Value, ...]) -> str:
    """Return one condition of a row in words."""
    ordered = tuple(value for value in VALUES[name] if value in values)
    if short := _SHORTER.get((name, ordered)):
        return short
    left_out = [value for value in VALUES[name] if value not in ordered]
    if name == "worker" and "none" not in ordered and len(left_out) < len(ordered):
        others = [WORDS[name][value].removesuffix(" is allocated") for value in left_out if value != "none"]
        return "a worker is allocated" + (f" (but not {' or '.join(others)})" if others else "")
    said = [WORDS[name][value] for value in ordered]
    if all(one.endswith(" is allocated") for one in said):
        said = [one.removesuffix(" is allocated") for one in said[:-1]] + [said[-1]]
    return " or ".join(said)


def conditions_in_words(when: Mapping[str, tuple[Value, ...]]) -> str:
    """Return the conditions of a row in words, “18 or over, and a care leaver”; "" where there are none."""
    parts = [condition_in_words(name, values) for name, values in when.items()]
    return ", and ".join(parts)
