"""A template whose names are its owner's own: the marks a mapping file names are filled, and all else stays as it is.

Nothing in such a template is run. What belongs to somebody else's section, tags of other programs too, stays in place
for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Final

from lxml import etree

from sendadvice_docs.word import controls, draft, marks, safety
from sendadvice_docs.word.marks import Mark
from sendadvice_docs.word.package import all_relationships, content_types, pack, parse, serialise, unpack
from sendadvice_docs.word.places import PARTS, Fault, P, Places, T, in_order, text_of
from sendadvice_docs.word.tags import MOST_TAGS, TOO_MANY
from sendadvice_docs.word.text import settle

#: A mail merge field shows a name and does nothing by itself; what would read a list is refused.
_FIELDS: Final = frozenset({"MERGEFIELD"})
_STATEMENT: Final = re.compile(r"\{%.*?%\}")
_WORD: Final = re.compile(r"[^\W\d]\w*")
_FIRST: Final = re.compile(r"[^|(,]+")

#: What a name in a template means: the mapping's name and the row (0 without rows), or None for somebody else's.
Match = Callable[[str], "tuple[str, int] | None"]


@dataclass(frozen=True)
class MappedTemplate:
    """A template with the marks in it.

    `found` are those the mapping names, as `(name, row)`; `others` those that stay in place, with where they stand.
    """

    name: str
    parts: Mapping[str, bytes]
    found: frozenset[tuple[str, int]]
    others: tuple[Mark, ...]
    faults: tuple[Fault, ...]

    def rows(self, name: str) -> list[int]:
        """Return the rows there are in the template for a name of the mapping, in order."""
        return sorted(row for one, row in self.found if one == name)

    def fill(self, match: Match, text_of_row: Callable[[str, int], str], *, draft_marks: bool) -> bytes:
        """Return the Word file with what `text_of_row` gives for each name and row; the same texts give the same bytes.

        There must be no faults.
        """
        parts = dict(self.parts)
        types = content_types(parts)
        main = safety.main_part(parts, self.name)
        title = safety.title_of(parts)
        safety.anonymise(parts)
        roots: dict[str, etree._Element] = {}
        for part in sorted(parts):
            if types.get(part) in PARTS:
                root = _parsed(parts[part], f"{self.name}: {part}")
                mine = [
                    (mark, text_of_row(*meant))
                    for mark in marks.find(root, "", lambda name: match(name) is not None)
                    if (meant := match(mark.name))
                ]
                if mine:
                    marks.fill(mine)
                    before = set(root.iter(controls.SDT))
                    settle(root)
                    _number([one for one in root.iter(controls.SDT) if one not in before], root)
                if mine or (draft_marks and (part == main or draft.is_header(types, part))):
                    roots[part] = root
        if draft_marks:
            settings = [one.target for _, one in all_relationships(parts) if one.kind.endswith("/settings")]
            even = any(draft.has_even_pages(parse(parts[one], one)) for one in settings if one in parts)
            draft.mark(parts, roots, main, even_pages=even)
        parts |= {part: serialise(root) for part, root in roots.items()}
        parts[safety.PROPERTIES] = safety.properties(_titled(title, match, text_of_row))
        return pack(parts)


def _number(made: list[etree._Element], root: etree._Element) -> None:
    """Give controls a number of their own that came of dividing one at a blank line; all others keep theirs."""
    taken = {controls.number_of(one) for one in root.iter(controls.SDT)}
    for one in made:
        number = next(str(free) for free in count(1) if str(free) not in taken)
        taken.add(number)
        for old in one.iterfind(f"{controls.PROPERTIES}/{{{safety.W}}}id"):
            old.set(controls.VALUE, number)


def _titled(title: str, match: Match, text_of_row: Callable[[str, int], str]) -> str:
    def put(found: re.Match[str]) -> str:
        meant = match(marks.name_in(found[1]))
        return " ".join(text_of_row(*meant).split()) if meant else found[0]

    return re.sub(r"\{\{([^{}]*)\}\}", put, title)


def _parsed(content: bytes, place: str) -> etree._Element:
    root = parse(content, place)
    for text in root.iter(T):
        if text.text:  # a line break there is only how the XML was laid out: Word shows a space
            text.text = re.sub(r"[\t\n\r]", " ", text.text)
    return root


def prepare_mapped(data: bytes, name: str, match: Match) -> MappedTemplate:
    """Return a template with its marks, and with all that is wrong with it.

    `data` is the Word file and `name` what to call it in messages. Raises InputError where it cannot be read at all.
    """
    parts = unpack(data, name)
    faults = safety.refusals(parts, name, also=_FIELDS)
    types = content_types(parts)
    found: set[tuple[str, int]] = set()
    others: list[Mark] = []
    for part in sorted(parts):
        if types.get(part) not in PARTS:
            continue
        root = _parsed(parts[part], f"{name}: {part}")
        in_part = marks.find(root, PARTS[types[part]], lambda one: match(one) is not None)
        mine = {mark.elements for mark in in_part if mark.how == "control" and match(mark.name)}
        for mark in in_part:
            if mark.how == "control" and mark.elements in mine and not match(mark.name):
                continue  # the title of a control that is named by its tag, or the other way round
            meant = match(mark.name)
            if meant is None:
                others.append(mark)
                if said := _more_than_a_name(mark, match):
                    faults.append(Fault(mark.place, said))
            elif mark.trouble:
                faults.append(Fault(mark.place, f"“{mark.name}”: {mark.trouble}"))
            else:
                found.add(meant)
        faults += _tags_about_mine(root, PARTS[types[part]], match)
    return MappedTemplate(name, parts, frozenset(found), tuple(others), in_order(faults))


def _more_than_a_name(mark: Mark, match: Match) -> str:
    first = _FIRST.match(mark.name)
    if mark.how == "text" and first and first[0] != mark.name and match(first[0].strip()):
        return (
            f"“{mark.name}” does more than print “{first[0].strip()}”. Write the name alone, and say in the mapping "
            "file what to print."
        )
    return ""


def _tags_about_mine(root: etree._Element, part: str, match: Match) -> list[Fault]:
    """Return the tags of other programs that ask about a name which is filled here, and would find it no longer."""
    faults = []
    places = Places(root, part)
    for paragraph in root.iter(P):
        text = text_of(paragraph)
        if text.count("{%") > MOST_TAGS:
            faults.append(Fault(places.of(paragraph), TOO_MANY))
            continue
        for tag in _STATEMENT.findall(text) if "{%" in text else ():
            mine = next((one for one in _WORD.findall(tag) if match(one)), "")
            if mine:
                said = f"the tag {tag} asks about “{mine}”, which is filled in here. Take the tag out, with its end."
                faults.append(Fault(places.of(paragraph), said))
        rest = marks.without_marks(text)
        if not any(match(one) for one in _WORD.findall(rest)):
            continue
        faults += [
            Fault(places.of(paragraph), f"a “{bracket}” in this paragraph has no partner.")
            for bracket in ("{{", "}}")
            if bracket in rest
        ]
    return faults
