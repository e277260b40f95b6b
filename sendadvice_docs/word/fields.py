"""The names of the fields in our own Word templates, and what fragment data puts in each.

A field's name is the tag of its content control: the section, the entry's id where it is one of several, and the name
in the fragment data, as in `d.strengths` or `h1.P1.frequency`. `tools/template_sections.py` and `template_provision.py`
write them into the templates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from sendadvice_docs.word.controls import fitted
from sendadvice_docs.word.structure import on_one_line

Data = Mapping[str, Any]

#: What a field's name begins with.
BLOCKS: Final = ("person", "a", "view", "d", "review", "e", "h1", "h2")
_NEED: Final = ("description", "linked_to", "impact_on_child", "impact_on_family", "met_by_words", "source")
_OUTCOME: Final = ("description", "by_words", "source")
_PROVISION: Final = (
    *("description", "status_words", "source", "category_words", "amount", "frequency", "duration"),
    *("provider", "delivery_words", "start_words", "end_words"),
)
_REVIEW: Final = ("difference_made", "progress", "decision_words")
_SECTION_D: Final = ("strengths", "difficulties", "informal_support", "no_needs_identified")
_SECTION_2: Final = "csdpa_s2"


def is_field(tag: str) -> bool:
    """Tell whether a tag is the name of a field of ours."""
    block, dot, rest = tag.partition(".")
    return block in BLOCKS and bool(dot and rest)


def block_of(tag: str) -> str:
    """Return what a field's name begins with: “h1” for “h1.P1.frequency”."""
    return tag.partition(".")[0]


def fields(fragment: Data) -> dict[str, str]:
    """Return the text of every field that our templates print of this fragment data, by its name; empty ones not."""
    found: dict[str, list[str]] = {}
    for steps, text in _all(fragment):
        if text:
            # Two entries with one name (which no advice without faults has) are read back as one after the other.
            found.setdefault(fitted(".".join(map(on_one_line, steps))), []).append(text)
    return {name: "\n".join(texts) for name, texts in found.items()}


_Field = tuple[tuple[str, ...], str]


def _all(fragment: Data) -> Iterator[_Field]:
    person, views = fragment["person"], fragment["A"]
    yield ("person", "send"), person["send"]
    yield ("person", "communication"), person["communication"]
    yield ("a", "aspirations"), views["aspirations"]
    yield ("a", "own_view"), (views["child_or_young_person"] or {}).get("text", "")
    yield from _numbered("view", views["family"], ("text",))
    yield from _section_d(fragment["D"])
    yield from _entries("e", fragment["E"]["outcomes"], _OUTCOME)
    for section in ("H1", "H2"):
        yield from _section_h(section, fragment[section]["provision"])
    plan = fragment["H2"]["care_and_support_plan"] or {}
    yield ("h2", "plan_date_words"), plan.get("date_words", "")
    eligible = plan.get("eligible")
    yield ("h2", "plan_eligible"), "" if eligible is None else "yes" if eligible else "no"


def _entries(block: str, entries: Iterable[Data], names: Iterable[str]) -> Iterator[_Field]:
    for one in entries:
        for name in names:
            yield (block, one["id"], name), one[name]


def _numbered(block: str, entries: Iterable[Data], names: Iterable[str]) -> Iterator[_Field]:
    for number, one in enumerate(entries, 1):
        for name in names:
            yield (block, str(number), name), one[name]


def _section_d(data: Data) -> Iterator[_Field]:
    for name in _SECTION_D:
        yield ("d", name), data[name]
    yield from _entries("d", data["needs"], _NEED)
    unmet = data["unmet_need"] or {}
    yield ("d", "unmet_need"), unmet.get("description", "")
    yield ("d", "referred_to"), unmet.get("referred_to", "")
    yield ("d", "referred_words"), unmet.get("referred_words", "")
    preparing = data["preparation_for_adulthood"] or {"areas": (), "transition": None}
    for area in preparing["areas"]:
        yield ("d", area["id"]), area["text"]
    move = preparing["transition"] or {}
    yield ("d", "adult_referral_words"), move.get("adult_referral_words", "")
    yield ("d", "transition_assessment_words"), move.get("transition_assessment_words", "")
    yield ("d", "transition_reason"), move.get("reason", "")
    yield from _numbered("review", data["review"], _REVIEW)
    for number, text in enumerate(data["signposting"], 1):
        yield ("d", "signposting", str(number), "text"), text


def _section_h(section: str, entries: Iterable[Data]) -> Iterator[_Field]:
    block = section.lower()
    yield from _entries(block, entries, _PROVISION)
    for one in entries:
        yield (block, one["id"], "ground"), one["ground"]["text"]
        # Section H1 is about section 2, so it names the legal basis only where that is another.
        if section == "H2" or one["legal_basis"] not in {"", _SECTION_2}:
            yield (block, one["id"], "legal_basis_words"), one["legal_basis_words"]
