"""Fragment data in, pages out: the same words in the same order as the Word templates that come with the tool.

A test holds the two together, paragraph by paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from sendadvice_docs.documents import BUNDLE, FRAGMENTS, PLAN_TABLE, TITLES
from sendadvice_docs.formats.blocks import Block, Heading, Line, Page, Paragraph, Words, labelled, plain
from sendadvice_docs.formats.provision import H_TITLES, care_plan, plan_table, reasons, section_h
from sendadvice_docs.formats.sections import (
    Data,
    after_the_needs,
    no_needs,
    section_a,
    section_d,
    section_e,
    strengths,
)
from sendadvice_docs.word.draft import DRAFT_WORDS


def pages(fragment: Data, layout: str, *, draft: bool) -> dict[str, Page]:
    """Return the pages of a layout by name (“D”, “H1” and “H2” for the fragments); with `draft` each is marked as one.

    `fragment` is the data `sendadvice_docs.sections.fragment` makes.
    """
    return {
        name: Page(
            title=H_TITLES.get(name, TITLES[name]),
            person=_whose(fragment["person"]),
            about=tuple(_about(fragment, whole=name not in H_TITLES)),
            blocks=tuple(write(fragment)),
            origin=_origin(fragment["advice"]),
            wide=name not in {"D", BUNDLE},
            draft=DRAFT_WORDS if draft else "",
        )
        for name, write in _LAYOUTS[layout].items()
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
    if advice["purpose"] or advice["authors"]:
        yield labelled("Advice", advice["purpose_words"], *_authors(advice["authors"]))


def _authors(authors: list[Data]) -> Iterator[str]:
    for number, author in enumerate(authors):
        yield "; and by " if number else ", by "
        yield author["role_words"]
        yield ", " if author["role"] and author["team"] else ""
        yield author["team"]


def _d(fragment: Data) -> Iterator[Block]:
    yield from section_d(fragment, 1, "Social care needs")
    yield from _other_sections(fragment, outcomes=True)


def _h1(fragment: Data) -> Iterator[Block]:
    yield from section_h(fragment, "H1", 1, wide=True)


def _h2(fragment: Data) -> Iterator[Block]:
    yield from section_h(fragment, "H2", 1, wide=True)


def _bundle(fragment: Data) -> Iterator[Block]:
    yield Heading(1, TITLES["D"])
    yield from section_d(fragment, 2, "Needs, by area of life")
    yield Heading(1, "Section E: outcomes")
    outcomes = fragment["E"]["outcomes"]
    yield section_e(outcomes) if outcomes else Paragraph(plain("This advice sets out no outcomes."))
    for section, title in H_TITLES.items():
        yield Heading(1, title)
        yield from section_h(fragment, section, 2, wide=False)
    yield from _other_sections(fragment, outcomes=False)


def _plan_table(fragment: Data) -> Iterator[Block]:
    yield Heading(1, "Needs, provision and outcomes")
    yield from no_needs(fragment["D"])
    if fragment["plan"]["rows"]:
        yield plan_table(fragment)
    for section in H_TITLES:
        if not fragment[section]["provision"]:
            yield Paragraph(labelled(f"Section {section}", fragment[section]["empty_text"]))
    if any(fragment[section]["provision"] for section in H_TITLES):
        yield from reasons(fragment, 1)
    yield from care_plan(fragment, 1)
    yield from strengths(fragment["D"], 1)
    yield from after_the_needs(fragment["D"], 1)
    yield from _other_sections(fragment, outcomes=False)


_LAYOUTS: Final[Mapping[str, Mapping[str, Callable[[Data], Iterator[Block]]]]] = {
    FRAGMENTS: {"D": _d, "H1": _h1, "H2": _h2},
    BUNDLE: {BUNDLE: _bundle},
    PLAN_TABLE: {PLAN_TABLE: _plan_table},
}


def _other_sections(fragment: Data, *, outcomes: bool) -> Iterator[Block]:
    """Yield what the same advice says for other sections of the plan, which begins a sheet of its own."""
    views = tuple(section_a(fragment))
    listed = fragment["E"]["outcomes"] if outcomes else []
    if not views and not listed:
        return
    yield Heading(1, "From the same advice, for other sections of the plan", page=True)
    if views:
        yield Heading(2, "Section A: views and aspirations")
        yield from views
    if listed:
        yield Heading(2, "Section E: outcomes")
        yield section_e(listed)
