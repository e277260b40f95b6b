"""Sections of an advice put into the marked places of an existing plan, and nothing else of it changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from sendadvice_docs.errors import InputError
from sendadvice_docs.join import plain
from sendadvice_docs.word import controls, places, plan_safety, safety
from sendadvice_docs.word.adopt import Guest
from sendadvice_docs.word.host import Host
from sendadvice_docs.word.outline import level_before
from sendadvice_docs.word.package import pack, parse, serialise, unpack
from sendadvice_docs.word.safety import W

_BODY, _CELL, _SECTION_END = f"{{{W}}}body", f"{{{W}}}tc", f"{{{W}}}sectPr"
_SHAPE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


@dataclass(frozen=True, slots=True)
class Document:
    """A rendered Word document to take a section from, and what to call its template in messages."""

    content: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Result:
    """The plan with the sections in it: the file, the sections put in, and those of them where other words stood."""

    content: bytes
    placed: tuple[str, ...]
    replaced: tuple[str, ...]


def put_into(plan: bytes, name: str, sections: Mapping[str, Document]) -> Result:
    """Return a plan with sections in its marked places; the plan's own parts stay as they are, or are only added to.

    `plan` is a Word file and `name` what to call it in messages; `sections` are the documents to take each section
    (“D”) from: what stands in its content control `sendadvice:D`, or else the whole text. Doing the same with the
    result gives the same bytes. Raises InputError where the plan cannot be used, has no marked place, or marks one
    wrongly.
    """
    parts = unpack(plan, name, "plan", plan_safety.MAX_PLAN_XML_BYTES)
    plan_safety.check(parts, name)
    main = safety.main_part(parts, name)
    root = parse(parts[main], f"{name}: {main}")
    found = {section: one for section, one in places.find(root, name).items() if section in sections}
    if not found:
        raise InputError(f"{name}: no place is marked in this plan, so nothing was put in. {places.HOW_TO_MARK}")
    host = Host(parts, main)
    guests: dict[Document, Guest] = {}
    leave_out = {element for place in found.values() for element in places.elements(place)}
    below = {
        section: level_before(
            root.iter(), host.styles, place.container if not place.edges else place.edges[0], leave_out
        )
        for section, place in found.items()
    }
    new: list[etree._Element] = []
    replaced = []
    for section, place in found.items():
        document = sections[section]
        if document not in guests:
            guests[document] = _guest(host, document)
        guest = guests[document]
        blocks = guest.adopt(_blocks(guest, place), below[section], section)
        if not place.prompt and places.text_of(place.old) not in {"", places.text_of(blocks)}:
            replaced.append(section)
        places.fill(place, blocks)
        new += blocks
    _number(root, new)
    parts[main] = serialise(root)
    host.save()
    return Result(pack(parts), tuple(found), tuple(replaced))


def names_person(plan: bytes, name: str, person: str) -> bool:
    """Tell whether a plan says a person's name anywhere in its parts: if not, it may be somebody else's plan."""
    parts = unpack(plan, name, "plan", plan_safety.MAX_PLAN_XML_BYTES)
    wanted = plain(person)
    for part, content in parts.items():
        if part.startswith("word/") and part.endswith(".xml"):
            text = "".join(
                f"\n{one.text or ''}" if one.tag.endswith("}p") else one.text or ""
                for one in parse(content, f"{name}: {part}").iter(f"{{{W}}}p", f"{{{W}}}t")
            )
            if wanted in plain(text):
                return True
    return False


def _guest(host: Host, document: Document) -> Guest:
    parts = unpack(document.content, document.name)
    return Guest(host, parts, safety.main_part(parts, document.name), document.name)


def _blocks(guest: Guest, place: places.Place) -> list[etree._Element]:
    """Return the paragraphs and tables for a place: those in the document's own mark for it, else all of the document.

    For a place in a cell of a table the mark may be one with `:cell` after it, which is preferred.
    """
    mark = f"sendadvice:{place.section}"
    in_cell = place.container.tag == _CELL or next(place.container.iterancestors(_CELL), None) is not None
    by_tag = {controls.tag_of(one): one for one in guest.root.iter(controls.SDT)}
    control = by_tag.get(f"{mark}:cell" if in_cell else mark, by_tag.get(mark))
    content = guest.root.find(_BODY) if control is None else control.find(controls.CONTENT)
    return [] if content is None else [one for one in content if one.tag != _SECTION_END]


def _number(root: etree._Element, new: Iterable[etree._Element]) -> None:
    """Give the controls and pictures that are new numbers that nothing else in the plan has."""
    own = list(new)
    fresh = {element for block in own for element in block.iter(controls.SDT, _SHAPE)}
    others = [element for element in root.iter(controls.SDT, _SHAPE) if element not in fresh]
    controls.settle(own, [controls.number_of(one) for one in others if one.tag == controls.SDT])
    taken = {one.get("id", "") for one in others if one.tag == _SHAPE}
    following = max((int(one) for one in taken if one.isdecimal()), default=0) + 1
    for block in own:
        for shape in block.iter(_SHAPE):
            shape.set("id", str(following))
            following += 1
