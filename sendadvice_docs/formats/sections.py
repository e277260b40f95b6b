"""Sections A, D and E of fragment data as blocks, in the words of the Word templates that come with the tool.

`top` is the level of a part's first headings, because a section is a whole page in one layout and a part of one in
another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sendadvice_docs.formats.blocks import Block, Bullets, Heading, Line, Paragraph, Table, Words, labelled, plain

Data = Mapping[str, Any]
Cell = tuple[Line, ...]


def lines(*given: tuple[str, ...]) -> Iterator[Paragraph]:
    """Yield a paragraph for each label (“” for none) whose texts are not all empty."""
    for label, *texts in given:
        if any(texts):
            yield Paragraph(labelled(label, *texts) if label else plain(*texts))


def cell(*given: tuple[str, ...]) -> Cell:
    """Return the lines of a cell, as `lines` has them."""
    return tuple(one.line for one in lines(*given))


def named(identifier: str) -> Line:
    """Return the line that names an entry."""
    return (Words(identifier, strong=True),)


def ids(entries: Sequence[Data]) -> str:
    """Return the ids of entries on one line."""
    return ", ".join(one["id"] for one in entries)


def texts(entries: Sequence[Data]) -> str:
    """Return the texts of entries on one line."""
    return ", ".join(one["text"] for one in entries)


# -- section D


def section_d(fragment: Data, top: int, heading: str) -> Iterator[Block]:
    """Yield all of section D; `heading` is that of the needs."""
    yield from strengths(fragment["D"], top)
    yield Heading(top, heading)
    yield from no_needs(fragment["D"])
    for area in fragment["D"]["areas"]:
        yield Heading(top + 1, area["title"])
        for need in area["needs"]:
            yield Heading(top + 2, f"Need {need['id']}")
            yield from need_texts(need, fragment["person"]["called"])
            yield from _thread(need)
    yield from after_the_needs(fragment["D"], top)


def strengths(section: Data, top: int) -> Iterator[Block]:
    """Yield what is going well, what is difficult, and what others already do."""
    if section["strengths"] or section["informal_support"]:
        yield Heading(top, "What is going well")
        yield from lines(
            ("", section["strengths"]),
            ("Support from family, friends and the community", section["informal_support"]),
        )
    if section["difficulties"]:
        yield Heading(top, "What is difficult, and what would help most")
        yield from lines(("", section["difficulties"]))


def no_needs(section: Data) -> Iterator[Paragraph]:
    """Yield what is said where there are no needs."""
    yield from lines(("", "" if section["needs"] else section["empty_text"]), ("", section["no_needs_identified"]))


def need_texts(need: Data, called: str) -> Iterator[Paragraph]:
    """Yield a need, without the provision and outcomes for it."""
    related = need["related_to_send"]
    yield from lines(
        ("", need["description"]),
        ("How it follows from special educational needs or a disability" if related else "", need["linked_to"]),
        ("", "" if related else "This need does not come from special educational needs or a disability."),
        (f"What it means for {called}", need["impact_on_child"]),
        ("What it means for family and carers", need["impact_on_family"]),
        ("Preparing for adulthood", texts(need["preparing_for_adulthood"])),
        ("Met by", need["met_by_words"] if need["met_by"] else ""),
        ("Contributed by", need["source"]),
    )


def _thread(need: Data) -> Iterator[Paragraph]:
    provision = ", ".join(
        f"{one['id']} (section{'s' if len(one['sections']) > 1 else ''} {' and '.join(one['sections'])})"
        for one in need["provision"]
    )
    outcomes = f"{ids(need['outcomes'])} (section E)" if need["outcomes"] else ""
    yield from lines(("Provision", provision), ("Outcomes", outcomes))


def after_the_needs(section: Data, top: int) -> Iterator[Block]:
    """Yield the rest of section D: unmet need, preparing for adulthood, review, and where to find information."""
    yield from _unmet(section["unmet_need"], top)
    yield from _adulthood(section["preparation_for_adulthood"], top)
    yield from _review(section["review"], top)
    if section["signposting"]:
        yield Heading(top, "Where to find information and support")
        yield Bullets(tuple(plain(one) for one in section["signposting"]))


def _unmet(unmet: Data | None, top: int) -> Iterator[Block]:
    if unmet is None:
        return
    yield Heading(top, "A need that is not met yet")
    both = ", " if unmet["referred_to"] and unmet["referred"] else ""
    yield from lines(("", unmet["description"]), ("Referred to", unmet["referred_to"], both, unmet["referred_words"]))


def _adulthood(given: Data | None, top: int) -> Iterator[Block]:
    if given is None:
        return
    yield Heading(top, "Preparing for adulthood")
    for area in given["areas"]:
        yield Heading(top + 1, area["title"])
        yield Paragraph(plain(area["text"]))
    move = given["transition"]
    if move is not None:
        yield Heading(top + 1, "Moving to adult services")
        yield from lines(
            ("Referral to adult services", move["adult_referral_words"]),
            ("Transition assessment", move["transition_assessment_words"] if move["transition_assessment"] else ""),
            ("", move["reason"]),
        )


def _review(review: Sequence[Data], top: int) -> Iterator[Block]:
    if not review:
        return
    yield Heading(top, "What support has done so far")
    yield Table(
        "What support has done so far",
        ("Support", "Difference made", "Progress", "From here on"),
        tuple(
            (
                (named(one["provision"]["id"]), *cell(("", one["provision"]["text"]))),
                cell(("", one["difference_made"])),
                cell(("", one["progress"])),
                cell(("", one["decision_words"])),
            )
            for one in review
        ),
    )


# -- sections A and E


def section_a(fragment: Data) -> Iterator[Paragraph]:
    """Yield the views and aspirations that the same advice gives for section A; nothing where there are none."""
    section = fragment["A"]
    own = section["child_or_young_person"]
    if own is not None:
        yield _view(f"{fragment['person']['called']}’s own view", own)
    for view in section["family"]:
        yield _view(view["by"] or "Family", view)
    yield from lines(("Aspirations", section["aspirations"]))


def _view(whose: str, view: Data) -> Paragraph:
    how = plain(" (", view["how"], ")") if view["how"] else ()
    return Paragraph((Words(whose, strong=True), *how, Words(":", strong=True), *plain(" ", view["text"])))


def section_e(outcomes: Sequence[Data]) -> Table:
    """Return the table of outcomes."""
    return Table(
        "Section E: outcomes",
        ("Outcome", "By when", "Needs", "Provision"),
        tuple(
            (
                outcome(one),
                cell(("", one["by_words"])),
                cell(("", ids(one["needs"]))),
                cell(("", ids(one["provision"]))),
            )
            for one in outcomes
        ),
    )


def outcome(one: Data) -> Cell:
    """Return an outcome without the day and what leads to it."""
    return (
        named(one["id"]),
        *cell(("", one["description"]), ("", texts(one["framework"])), ("Contributed by", one["source"])),
    )
