"""Fragment data in, pages out: the same words in the same order as the Word templates that come with the tool.

A test holds the two together, paragraph by paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from sendadvice_docs.formats.blocks import Block, Bullets, Heading, Line, Page, Paragraph, Table, Words, labelled, plain
from sendadvice_docs.word.draft import DRAFT_WORDS

Data = Mapping[str, Any]

_H1_SCOPE = (
    "Social care provision for disabled children and young people under 18, under section 2 of the Chronically Sick "
    "and Disabled Persons Act 1970."
)
_H2_SCOPE = (
    "All other social care provision: what is needed because of special educational needs or a disability, and what is "
    "sensibly planned together with it."
)
_TITLES = {
    "D": "Section D: social care needs",
    "H1": "Section H1: social care provision for those under 18",
    "H2": "Section H2: other social care provision",
}


def pages(fragment: Data, *, draft: bool) -> dict[str, Page]:
    """Return the pages of a fragment by section (“D”, “H1”, “H2”); with `draft` each is marked as one.

    `fragment` is the data `sendadvice_docs.sections.fragment` makes.
    """
    blocks = {
        "D": tuple(_section_d(fragment)),
        "H1": tuple(_section_h(fragment, "H1")),
        "H2": tuple(_section_h(fragment, "H2")),
    }
    return {
        section: Page(
            title=_TITLES[section],
            person=_whose(fragment["person"]),
            about=tuple(_about(fragment, whole=section == "D")),
            blocks=content,
            origin=_origin(fragment["advice"]),
            wide=section != "D",
            draft=DRAFT_WORDS if draft else "",
        )
        for section, content in blocks.items()
    }


def _whose(person: Data) -> str:
    return f"{person['name']}, born {person['date_of_birth_words']}"


def _origin(advice: Data) -> str:
    completed = f", {advice['completed_words']}" if advice["completed"] else ""
    return f"Social care advice{completed}" + (f" ({advice['reference']})" if advice["reference"] else "")


def _about(fragment: Data, *, whole: bool) -> Iterator[Line]:
    person, advice = fragment["person"], fragment["advice"]
    known = person["preferred_name"]
    also = f" (known as {known})" if known and known != person["name"] else ""
    yield (Words(person["name"], strong=True), Words(f"{also}, born {person['date_of_birth_words']}"))
    if not whole:
        return
    if person["send"]:
        yield labelled("Special educational needs and disability", person["send"])
    if person["communication"]:
        yield labelled("Communication", person["communication"])
    if advice["purpose"]:
        author = advice["author"]
        by = f", by {author['role_words']}" if author["role"] else ""
        team = (", ", author["team"]) if author["team"] else ()
        yield labelled("Advice", f"{advice['purpose_words']}{by}", *team)


def _lines(*given: tuple[str, ...]) -> Iterator[Paragraph]:
    """Yield a paragraph for each label (“” for none) whose texts are not all empty."""
    for label, *texts in given:
        if any(texts):
            yield Paragraph(labelled(label, *texts) if label else plain(*texts))


def _ids(entries: list[Data]) -> str:
    return ", ".join(one["id"] for one in entries)


def _texts(entries: list[Data]) -> str:
    return ", ".join(one["text"] for one in entries)


def _yes_or_no(value: bool | None) -> str:  # noqa: FBT001 -- the value itself, from the data
    return "" if value is None else "yes" if value else "no"


# -- section D


def _section_d(fragment: Data) -> Iterator[Block]:
    section = fragment["D"]
    if section["strengths"] or section["informal_support"]:
        yield Heading(1, "What is going well")
        yield from _lines(
            ("", section["strengths"]),
            ("Support from family, friends and the community", section["informal_support"]),
        )
    if section["difficulties"]:
        yield Heading(1, "What is difficult, and what would help most")
        yield from _lines(("", section["difficulties"]))
    yield Heading(1, "Social care needs")
    yield from _lines(("", "" if section["needs"] else section["empty_text"]), ("", section["no_needs_identified"]))
    for area in section["areas"]:
        yield Heading(2, area["title"])
        for need in area["needs"]:
            yield Heading(3, f"Need {need['id']}")
            yield from _need(need, fragment["person"]["called"])
    yield from _unmet(section["unmet_need"])
    yield from _adulthood(section["preparation_for_adulthood"])
    yield from _review(section["review"])
    if section["signposting"]:
        yield Heading(1, "Where to find information and support")
        yield Bullets(tuple(plain(one) for one in section["signposting"]))
    yield from _other_sections(fragment)


def _need(need: Data, called: str) -> Iterator[Block]:
    related = need["related_to_send"]
    provision = ", ".join(
        f"{one['id']} (section{'s' if len(one['sections']) > 1 else ''} {' and '.join(one['sections'])})"
        for one in need["provision"]
    )
    yield from _lines(
        ("", need["description"]),
        ("How it follows from special educational needs or a disability" if related else "", need["linked_to"]),
        ("", "" if related else "This need does not come from special educational needs or a disability."),
        (f"What it means for {called}", need["impact_on_child"]),
        ("What it means for family and carers", need["impact_on_family"]),
        ("Preparing for adulthood", _texts(need["preparing_for_adulthood"])),
        ("Met by", need["met_by_words"] if need["met_by"] else ""),
        ("Provision", provision),
        ("Outcomes", f"{_ids(need['outcomes'])} (section E)" if need["outcomes"] else ""),
        ("Contributed by", need["source"]),
    )


def _unmet(unmet: Data | None) -> Iterator[Block]:
    if unmet is None:
        return
    yield Heading(1, "A need that is not met yet")
    both = ", " if unmet["referred_to"] and unmet["referred"] else ""
    yield from _lines(("", unmet["description"]), ("Referred to", unmet["referred_to"], both, unmet["referred_words"]))


def _adulthood(given: Data | None) -> Iterator[Block]:
    if given is None:
        return
    yield Heading(1, "Preparing for adulthood")
    for area in given["areas"]:
        yield Heading(2, area["title"])
        yield Paragraph(plain(area["text"]))
    move = given["transition"]
    if move is not None:
        yield Heading(2, "Moving to adult services")
        assessment = move["transition_assessment_words"] if move["transition_assessment"] else ""
        yield from _lines(
            ("Referral to adult services", move["adult_referral_words"]),
            ("Transition assessment", assessment),
            ("", move["reason"]),
        )


def _review(review: list[Data]) -> Iterator[Block]:
    if not review:
        return
    yield Heading(1, "What support has done so far")
    rows = []
    for one in review:
        support = (_name(one["provision"]["id"]), *_cell(("", one["provision"]["text"])))
        others = (one["difference_made"], one["progress"], one["decision_words"])
        rows.append((support, *(_cell(("", text)) for text in others)))
    yield Table(
        "What support has done so far",
        ("Support", "Difference made", "Progress", "From here on"),
        tuple(rows),
    )


def _name(identifier: str) -> Line:
    return (Words(identifier, strong=True),)


def _cell(*given: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(one.line for one in _lines(*given))


def _other_sections(fragment: Data) -> Iterator[Block]:
    """Yield what the same advice says for sections A and E, which begins a sheet of its own."""
    views, outcomes = tuple(_views(fragment)), fragment["E"]["outcomes"]
    if not views and not outcomes:
        return
    yield Heading(1, "From the same advice, for other sections of the plan", page=True)
    if views:
        yield Heading(2, "Section A: views and aspirations")
        yield from views
    if outcomes:
        yield Heading(2, "Section E: outcomes")
        yield Table(
            "Section E: outcomes",
            ("Outcome", "By when", "Needs", "Provision"),
            tuple(
                (
                    (_name(one["id"]), *_cell(("", one["description"]), ("", _texts(one["framework"])))),
                    _cell(("", one["by_words"])),
                    _cell(("", _ids(one["needs"]))),
                    _cell(("", _ids(one["provision"]))),
                )
                for one in outcomes
            ),
        )


def _views(fragment: Data) -> Iterator[Block]:
    section = fragment["A"]
    own = section["child_or_young_person"]
    if own is not None:
        yield _view(f"{fragment['person']['called']}’s own view", own)
    for view in section["family"]:
        yield _view(view["by"] or "Family", view)
    yield from _lines(("Aspirations", section["aspirations"]))


def _view(whose: str, view: Data) -> Paragraph:
    if not view["how"]:
        return Paragraph(labelled(whose, view["text"]))
    how = plain(" (", view["how"], ")")
    return Paragraph((Words(whose, strong=True), *how, Words(":", strong=True), *plain(" ", view["text"])))


# -- sections H1 and H2


def _section_h(fragment: Data, section: str) -> Iterator[Block]:
    entries = fragment[section]["provision"]
    if entries:
        yield Paragraph(plain(_H1_SCOPE if section == "H1" else _H2_SCOPE))
        yield Table(
            _TITLES[section],
            (
                "What will be provided",
                "Kind of support" if section == "H1" else "Legal basis",
                "Amount, frequency and duration",
                "By whom",
                "For which need and outcome",
                "From when to when",
                f"Why it stands in section {section}",
            ),
            tuple(_provision(one, section) for one in entries),
        )
        yield Heading(1, "The law and guidance behind these entries")
        for _, group in groupby(sorted(entries, key=_law), key=_law):
            together = list(group)
            yield Paragraph(labelled(_ids(together), together[0]["ground"]["source_words"]))
    else:
        yield from _lines(("", fragment[section]["empty_text"]))
    plan = fragment[section].get("care_and_support_plan")
    if plan is not None:
        yield Heading(1, "Care and support plan")
        eligible = _yes_or_no(plan["eligible"])
        yield from _lines(("Date", plan["date_words"]), ("Eligible needs under the Care Act 2014", eligible))


def _law(entry: Data) -> str:
    words: str = entry["ground"]["source_words"]
    return words.lower()


def _provision(one: Data, section: str) -> tuple[tuple[Line, ...], ...]:
    kind, basis = ("", one["category_words"] if one["category"] else ""), one["legal_basis"]
    law = ("", one["legal_basis_words"] if basis and (section == "H2" or basis != "csdpa_s2") else "")
    replaces = one["replaces"]
    return (
        (
            _name(one["id"]),
            *_cell(
                ("", one["description"]),
                ("Status", one["status_words"] if one["status"] else ""),
                ("In place of", *((replaces["id"], " ", replaces["text"]) if replaces else ("",))),
                ("Contributed by", one["source"]),
            ),
        ),
        _cell(kind, law) if section == "H1" else _cell(law, kind),
        _cell(("", one["amount"]), ("", one["frequency"]), ("", one["duration"])),
        _cell(("", one["provider"]), ("", one["delivery_words"] if one["delivery"] else "")),
        (
            *(labelled(f"Need {need['id']}", need["text"]) for need in one["needs"]),
            *(labelled(f"Outcome {outcome['id']}", outcome["text"]) for outcome in one["outcomes"]),
        ),
        _cell(
            ("", f"From {one['start_words']}" if one["start"] else ""),
            ("", f"Until {one['end_words']}" if one["end"] else ""),
        ),
        _cell(("", one["ground"]["text"])),
    )
