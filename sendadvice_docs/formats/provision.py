"""Sections H1 and H2 of fragment data as blocks, and the plan table, in the words of the Word templates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from sendadvice_docs.formats.blocks import Block, Heading, Line, Paragraph, Table, Words, labelled, plain
from sendadvice_docs.formats.sections import Cell, Data, cell, ids, named, need_texts, outcome

H_TITLES = {
    "H1": "Section H1: social care provision for those under 18",
    "H2": "Section H2: other social care provision",
}
_SCOPES = {
    "H1": "Social care provision for disabled children and young people under 18, under section 2 of the Chronically "
    "Sick and Disabled Persons Act 1970.",
    "H2": "All other social care provision: what is needed because of special educational needs or a disability, and "
    "what is sensibly planned together with it.",
}


def section_h(fragment: Data, section: str, top: int, *, wide: bool) -> Iterator[Block]:
    """Yield all of section H1 or H2, in seven columns where the page is wide and else in four."""
    entries = fragment[section]["provision"]
    if entries:
        yield Paragraph(plain(_SCOPES[section]))
        columns, row = (_seven, _seven_cells) if wide else (_four, _four_cells)
        yield Table(H_TITLES[section], columns(section), tuple(row(one, section) for one in entries))
        yield from law(fragment, (section,), top)
    else:
        yield from (Paragraph(plain(one)) for one in (fragment[section]["empty_text"],) if one)
    if section == "H2":
        yield from care_plan(fragment, top)


def law(fragment: Data, sections: Sequence[str], top: int) -> Iterator[Block]:
    """Yield the law and guidance behind the entries of sections."""
    yield Heading(top, "The law and guidance behind these entries")
    for section in sections:
        before = f"Section {section}, " if len(sections) > 1 else ""
        for _, group in groupby(sorted(fragment[section]["provision"], key=_law), key=_law):
            together = list(group)
            yield Paragraph(labelled(f"{before}{ids(together)}", together[0]["ground"]["source_words"]))


def _law(entry: Data) -> str:
    words: str = entry["ground"]["source_words"]
    return words.lower()


def care_plan(fragment: Data, top: int) -> Iterator[Block]:
    """Yield what is said of the care and support plan of an adult."""
    plan = fragment["H2"]["care_and_support_plan"]
    if plan is None:
        return
    yield Heading(top, "Care and support plan")
    if plan["date"]:
        yield Paragraph(labelled("Date", plan["date_words"]))
    if plan["eligible"] is not None:
        yield Paragraph(labelled("Eligible needs under the Care Act 2014", "yes" if plan["eligible"] else "no"))


# -- a row for each provision


def _seven(section: str) -> tuple[str, ...]:
    return (
        "What will be provided",
        "Kind of support" if section == "H1" else "Legal basis",
        "Amount, frequency and duration",
        "By whom",
        "For which need and outcome",
        "From when to when",
        f"Why it stands in section {section}",
    )


def _seven_cells(one: Data, section: str) -> tuple[Cell, ...]:
    thread = (
        *(labelled(f"Need {need['id']}", need["text"]) for need in one["needs"]),
        *(labelled(f"Outcome {outcome['id']}", outcome["text"]) for outcome in one["outcomes"]),
    )
    return (
        _what(one),
        _kind(one, section),
        _how_much(one),
        _by_whom(one),
        thread,
        _when(one),
        cell(("", one["ground"]["text"])),
    )


def _four(section: str) -> tuple[str, ...]:
    return (
        "What will be provided",
        "How much and how often",
        "By whom, from when to when",
        f"Why it stands in section {section}",
    )


def _four_cells(one: Data, section: str) -> tuple[Cell, ...]:
    thread = cell(("Need", ids(one["needs"])), ("Outcome", ids(one["outcomes"])))
    why = (*_kind(one, section), *cell(("", one["ground"]["text"])))
    return ((*_what(one), *thread), _how_much(one), (*_by_whom(one), *_when(one)), why)


def _what(one: Data) -> Cell:
    return (named(one["id"]), *cell(("", one["description"])), *_standing(one))


def _standing(one: Data) -> Cell:
    replaces = one["replaces"]
    return cell(
        ("Status", one["status_words"] if one["status"] else ""),
        ("In place of", *((replaces["id"], " ", replaces["text"]) if replaces else ("",))),
        ("Contributed by", one["source"]),
    )


def _kind(one: Data, section: str) -> Cell:
    """Return the kind of support; in H1 its legal basis only where it is not section 2, which the section is about."""
    category = ("", one["category_words"] if one["category"] else "")
    if section == "H1":
        other = one["legal_basis"] and one["legal_basis"] != "csdpa_s2"
        return cell(category, ("", one["legal_basis_words"] if other else ""))
    return cell(("", one["legal_basis_words"]), category)


def _how_much(one: Data) -> Cell:
    return cell(("", one["amount"]), ("", one["frequency"]), ("", one["duration"]))


def _by_whom(one: Data) -> Cell:
    return cell(("", one["provider"]), ("", one["delivery_words"] if one["delivery"] else ""))


def _when(one: Data) -> Cell:
    return cell(
        ("", f"From {one['start_words']}" if one["start"] else ""),
        ("", f"Until {one['end_words']}" if one["end"] else ""),
    )


# -- a row for each need


def plan_table(fragment: Data) -> Table:
    """Return the table with a row for each need and the columns D, H1, H2 and E."""
    called = fragment["person"]["called"]
    return Table(
        "Needs, provision and outcomes",
        ("Section D: social care needs", H_TITLES["H1"], H_TITLES["H2"], "Section E: outcomes"),
        tuple(
            (
                _row_need(row["need"], called),
                _row_provision(row, "H1"),
                _row_provision(row, "H2"),
                _row_outcomes(row),
            )
            for row in fragment["plan"]["rows"]
        ),
    )


def _row_need(need: Data | None, called: str) -> Cell:
    if need is None:
        return (plain("Not tied to one of the needs above"),)
    return (named(f"Need {need['id']}: {need['area_words']}"), *(one.line for one in need_texts(need, called)))


def _row_provision(row: Data, section: str) -> Cell:
    made: list[Line] = []
    for one in row[section]:
        much = _after_each_other(", ", one["amount"], one["frequency"], one["duration"])
        whom = _after_each_other(". ", one["provider"], one["delivery_words"] if one["delivery"] else "")
        days = (f"from {one['start_words']}" if one["start"] else "", f"until {one['end_words']}" if one["end"] else "")
        made += [
            named(one["id"]),
            *cell(("", one["description"]), ("How much", *much), ("By whom", *whom)),
            *cell(("When", " ".join(day for day in days if day))),
            *_standing(one),
            *cell(("Outcome", ids(one["outcomes"]))),
            *_kind(one, section),
        ]
    return _or_none(made, row[f"{section}_above"])


def _row_outcomes(row: Data) -> Cell:
    made: list[Line] = []
    for one in row["outcomes"]:
        made += [*outcome(one), *cell(("By", one["by_words"]))]
    return _or_none(made, row["outcomes_above"])


def _or_none(made: list[Line], above: Sequence[Data]) -> Cell:
    made += [(Words(one["id"], strong=True), Words(f", set out above with need {one['need']}")) for one in above]
    return tuple(made) or (plain("None"),)


def _after_each_other(mark: str, *values: str) -> tuple[str, ...]:
    """Return the values that are there with a mark between them."""
    there = [one for one in values if one]
    return tuple(piece for value in there for piece in (mark, value))[1:] or ("",)


def reasons(fragment: Data, top: int) -> Iterator[Block]:
    """Yield why each entry of H1 and H2 stands where it does, and the law and guidance behind it."""
    yield Heading(top, "Why each entry stands in its section")
    for section in H_TITLES:
        for one in fragment[section]["provision"]:
            yield Paragraph(labelled(f"Section {section}, {one['id']}", one["ground"]["text"]))
    yield from law(fragment, tuple(H_TITLES), top)
