"""What paragraphs need around them when they move from one Word file into another: styles, lists, links and pictures.

The file they go into keeps everything it has, and is only added to. A style it has is used as it has it; one it lacks
is added under a name that begins with `sendadvice`, which can clash with nothing. A list gets a definition of its own,
known by what it is, so that doing the same again adds nothing.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

from lxml import etree

from sendadvice_docs.errors import InputError
from sendadvice_docs.word.host import Host
from sendadvice_docs.word.lists import Lists
from sendadvice_docs.word.outline import level_of_name
from sendadvice_docs.word.package import (
    content_types,
    parse,
    relate,
    relate_outside,
    relationships,
    set_content_type,
)
from sendadvice_docs.word.safety import W

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_VAL: Final = f"{{{W}}}val"
_STYLE, _STYLE_ID, _TYPE = f"{{{W}}}style", f"{{{W}}}styleId", f"{{{W}}}type"
_REFERENCES: Final = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
_NUM_ID = f"{{{W}}}numId"
#: What cannot move into another file, and what to call it.
_IMMOVABLE: Final = {
    "sectPr": "a section break",
    "footnoteReference": "a footnote",
    "endnoteReference": "an endnote",
    "object": "an embedded object",
    "control": "a control",
}
_BOOKMARKS: Final = frozenset({f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd"})
_OWN: Final = "sendadvice "


class Guest:
    """A file that paragraphs come from, and what of it has found a place in the host."""

    def __init__(self, host: Host, parts: Mapping[str, bytes], main: str, name: str) -> None:
        self.host = host
        self.name = name
        self.parts = parts
        self.root = parse(parts[main], f"{name}: {main}")
        self.relations = {one.id: one for one in relationships(parts, main)}
        self.types = content_types(parts)
        by_kind = {one.kind.rpartition("/")[2]: one.target for one in self.relations.values()}
        self.styles = {one.get(_STYLE_ID, ""): one for one in self._part(by_kind.get("styles", "")).iter(_STYLE)}
        self._lists = Lists(host, self._part(by_kind.get("numbering", "")), self.styles)
        self._adopted: dict[str, str] = {}

    def _part(self, name: str) -> etree._Element:
        return parse(self.parts[name], name) if name in self.parts else etree.Element("none")

    def adopt(self, blocks: Iterable[etree._Element], below: int, place: str) -> list[etree._Element]:
        """Return copies of paragraphs and tables that fit into the host.

        Headings stand `below` levels further down than in their own file. `place` is where they go, so that two places
        do not share one list. Raises InputError for what cannot move, with the file's name.
        """
        return [self._adopt(copy.deepcopy(block), below, place) for block in blocks if block.tag not in _BOOKMARKS]

    def _adopt(self, block: etree._Element, below: int, place: str) -> etree._Element:
        self._lists.separate(block)
        for element in list(block.iter()):
            local = etree.QName(element).localname
            if local in _IMMOVABLE and element.tag == f"{{{W}}}{local}":
                raise InputError(
                    f"{self.name}: this template holds {_IMMOVABLE[local]}, which cannot be put into a plan. Use one "
                    "without it."
                )
            if element.tag in _BOOKMARKS:
                _remove(element)
                continue
            if local in _REFERENCES and element.tag == f"{{{W}}}{local}":
                self._restyle(element, _REFERENCES[local], below, place)
            elif element.tag == _NUM_ID:
                element.set(_VAL, self._lists.adopted(element.get(_VAL, ""), place))
            for attribute, value in element.attrib.items():
                if str(attribute).startswith(f"{{{_OFFICE}}}"):
                    element.set(attribute, self._relation(str(value)))
        return block

    # -- styles

    def _restyle(self, reference: etree._Element, kind: str, below: int, place: str) -> None:
        found = self._style(reference.get(_VAL, ""), kind, below, place)
        if found:
            reference.set(_VAL, found)
        else:
            _remove(reference)

    def _style(self, identifier: str, kind: str, below: int, place: str) -> str:
        """Return the host's id of a style, which is added if need be; "" where the file itself has no such style."""
        own = self.styles.get(identifier)
        if own is None:
            return ""
        name = _name(own)
        level = level_of_name(name)
        if level and kind == "paragraph":
            name = f"heading {min(level + below, 9)}"
        key = f"{kind} {name}"
        if key not in self._adopted:
            self._adopted[key] = self._in_host(own, kind, name) or self._new_style(own, kind, name, place)
        return self._adopted[key]

    def _in_host(self, own: etree._Element, kind: str, name: str) -> str:
        default = own.get(f"{{{W}}}default") in {"1", "true", "on"}
        by_name: dict[str, str] = {}
        for one in self.host.styles.iter(_STYLE):
            if one.get(_TYPE) == kind:
                if default and one.get(f"{{{W}}}default") in {"1", "true", "on"}:
                    return one.get(_STYLE_ID, "")
                by_name.setdefault(_name(one).casefold(), one.get(_STYLE_ID, ""))
        return by_name.get(name.casefold()) or by_name.get((_OWN + name).casefold(), "")

    def _new_style(self, own: etree._Element, kind: str, name: str, place: str) -> str:
        made = copy.deepcopy(own)
        taken = {one.get(_STYLE_ID, "").casefold() for one in self.host.styles.iter(_STYLE)}
        base = "sendadvice" + "".join(word[:1].upper() + word[1:] for word in name.split())
        identifier = next(
            one for number in range(len(taken) + 1) if (one := f"{base}{number or ''}").casefold() not in taken
        )
        made.set(_STYLE_ID, identifier)
        made.set(f"{{{W}}}customStyle", "1")
        if f"{{{W}}}default" in made.attrib:
            del made.attrib[f"{{{W}}}default"]
        _child(made, "name").set(_VAL, _OWN + name)
        level = level_of_name(name)
        for outline in made.iter(f"{{{W}}}outlineLvl"):
            outline.set(_VAL, str((level or 1) - 1))
        for local in ("link", "aliases", "next"):
            for unwanted in made.findall(f"{{{W}}}{local}"):
                made.remove(unwanted)
        self.host.add("styles", made)
        for based_on in made.findall(f"{{{W}}}basedOn"):
            self._restyle(based_on, kind, 0, place)
        for number in made.iter(_NUM_ID):
            number.set(_VAL, self._lists.adopted(number.get(_VAL, ""), f"style {name}", identifier))
        return identifier

    # -- links and pictures

    def _relation(self, identifier: str) -> str:
        one = self.relations.get(identifier)
        kind = "" if one is None else one.kind.rpartition("/")[2]
        if one is not None and one.external and kind == "hyperlink":
            return relate_outside(self.host.parts, self.host.main, one.kind, one.target)
        if one is not None and not one.external and kind == "image" and one.target in self.parts:
            return self._picture(one.kind, one.target)
        raise InputError(
            f"{self.name}: this template holds something that cannot be put into a plan ({kind or identifier}). Use "
            "one with text, tables, links and pictures only."
        )

    def _picture(self, kind: str, target: str) -> str:
        content = self.parts[target]
        ending = target.rpartition(".")[2]
        name = (
            f"{self.host.main.rpartition('/')[0]}/media/sendadvice-{hashlib.sha256(content).hexdigest()[:16]}.{ending}"
        )
        name = name.lstrip("/")
        if name in self.host.parts:
            return next(one.id for one in relationships(self.host.parts, self.host.main) if one.target == name)
        self.host.parts[name] = content
        set_content_type(self.host.parts, name, self.types[target])
        return relate(self.host.parts, self.host.main, kind, name)


def _name(style: etree._Element) -> str:
    name = style.find(f"{{{W}}}name")
    return "" if name is None else name.get(_VAL, "")


def _child(element: etree._Element, local: str) -> etree._Element:
    found = element.find(f"{{{W}}}{local}")
    return etree.SubElement(element, f"{{{W}}}{local}") if found is None else found


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
