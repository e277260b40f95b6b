"""Every case there can be: the combinations of facts that can hold together, so that a pathway can be gone through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sendadvice_docs.case_facts import VALUES, Facts, Value


def _differ(case: Mapping[str, Value], one: str, values: Sequence[Value], other: str, wanted: Sequence[Value]) -> bool:
    """Return whether a case has one of the values of a fact without one of those it brings with it for another."""
    return one in case and other in case and case[one] in values and case[other] not in wanted


def possible(case: Mapping[str, Value]) -> bool:
    """Return whether these facts, which need not be all, can hold together; `case_facts.facts_of` gives no others."""
    adult = case.get("age_band") == "adult"
    other = "adults" if adult else "childrens"
    childrens = ("childrens_social_worker", "personal_adviser")
    rules: list[tuple[str, Sequence[Value], str, Sequence[Value]]] = [
        ("worker", ("none",), "allocated", (False,)),
        ("allocated", (False,), "worker", ("none",)),
        ("worker", ("personal_adviser",), "care_leaver", (True,)),
        ("worker", ("short_breaks",), "short_breaks", (True,)),
        ("worker", ("adult_social_worker",), "adult_services", ("allocated",)),
        ("worker", ("none",), "adult_services", ("none", "in_receipt", "declined")),
        ("worker", childrens, "involved", ("childrens",)),
        ("worker", ("adult_social_worker",), "involved", ("adults",)),
        ("worker", ("early_help",), "involved", ("early_help",)),
        ("allocated", (True,), "involved", ("childrens", "adults", "early_help")),
        ("allocated", (False,), "adult_services", ("none", "in_receipt", "declined")),
        ("care_leaver", (True,), "involved", ("childrens", "adults", "early_help")),
        ("adult_services", ("in_receipt", "allocated"), "involved", ("childrens", "adults", "early_help")),
        ("known", (False,), "involved", ("none",)),
        *(("known", (False,), fact, (False,)) for fact in ("short_breaks", "looked_after", "closed_recently")),
        *(("support_in_place", (False,), fact, (False,)) for fact in ("short_breaks",)),
        ("support_in_place", (False,), "adult_services", ("none", "declined")),
    ]
    if "age_band" in case:
        rules.append(("worker", ("short_breaks", "other"), "involved", (other,)))
    if adult:
        rules.append(("adult_services", ("allocated",), "worker", ("adult_social_worker", "personal_adviser")))
    return not any(_differ(case, *rule) for rule in rules)


def cases(names: Sequence[str], so_far: Mapping[str, Value] | None = None) -> Iterator[Mapping[str, Value]]:
    """Yield every case that can be, as far as the named facts tell cases apart; the plainest first."""
    so_far = so_far or {}
    if not names:
        yield so_far
        return
    for value in VALUES[names[0]]:
        case = {**so_far, names[0]: value}
        if possible(case):
            yield from cases(names[1:], case)


def completions(facts: Facts) -> Iterator[Facts]:
    """Yield the cases that facts with gaps may stand for: the facts themselves where there are none."""
    known = {name: value for name, value in vars(facts).items() if value is not None}
    for case in cases([name for name in VALUES if name not in known], known):
        yield replace(facts, purpose=str(case["purpose"]), age_band=str(case["age_band"]))
