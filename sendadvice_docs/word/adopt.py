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
from sendadvice_docs.word.outline import level_of_name
from sendadvice_docs.word.package import (
    Parts,
    content_types,
    parse,
    relate,
    relate_outside,
    relationships,
    serialise,
    set_content_type,
)
from sendadvice_docs.word.safety import W

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_VAL: Final = f"{{{W}}}val"
_STYLE, _STYLE_ID, _TYPE = f"{{{W}}}style", f"{{{W}}}styleId", f"{{{W}}}type"
_REFERENCES: Final = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
_ABSTRACT, _NUM = f"{{{W}}}abstractNum", f"{{{W}}}num"
_ABSTRACT_ID, _NUM_ID = f"{{{W}}}abstractNumId", f"{{{W}}}numId"
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


class Host:
    """The file that paragraphs move into: its parts, which are added to in place, and what is known of them."""

    def __init__(self, parts: Parts, main: str) -> None:
        self.parts = parts
        self.main = main
        self._changed: set[str] = set()
        self._names = {
            kind: next((one.target for one in relationships(parts, main) if one.kind == f"{_OFFICE}/{kind}"), "")
            for kind in ("styles", "numbering")
        }
        self._roots = {
            kind: parse(parts[name], name) if name in parts else etree.fromstring(f'<w:{kind} xmlns:w="{W}"/>')
            for kind, name in self._names.items()
        }

    @property
    def styles(self) -> etree._Element:
        """The root of the styles part."""
        return self._roots["styles"]

    @property
    def numbering(self) -> etree._Element:
        """The root of the part with the definitions of lists."""
        return self._roots["numbering"]

    def add(self, kind: str, element: etree._Element, before: Iterable[str] = ()) -> None:
        """Add a style or a list's definition after the others of its kind, and before elements of the names given."""
        root, self._changed = self._roots[kind], self._changed | {kind}
        following = {f"{{{W}}}{one}" for one in before}
        place = next((number for number, one in enumerate(root) if one.tag in following), len(root))
        root.insert(place, element)

    def save(self) -> None:
        """Write what was added into the parts; the rest stays byte for byte."""
        for kind in sorted(self._changed):
            name = self._names[kind]
            if name not in self.parts:
                name = f"{self.main.rpartition('/')[0]}/{kind}.xml".lstrip("/")
                relate(self.parts, self.main, f"{_OFFICE}/{kind}", name)
                set_content_type(self.parts, name, f"{_WML}.{kind}+xml")
            self.parts[name] = serialise(self._roots[kind])


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
        self.numbering = self._part(by_kind.get("numbering", ""))
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
                element.set(_VAL, self._list(element.get(_VAL, ""), place))
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
            number.set(_VAL, self._list(number.get(_VAL, ""), f"style {name}", identifier))
        return identifier

    # -- lists

    def _list(self, number: str, place: str, style: str = "") -> str:
        """Return the host's number of a list, defined there if need be; “0” (no list) where the file has none."""
        num = next((one for one in self.numbering.iter(_NUM) if one.get(_NUM_ID) == number), None)
        wanted = "" if num is None else _child(num, "abstractNumId").get(_VAL, "")
        abstract = next((one for one in self.numbering.iter(_ABSTRACT) if one.get(_ABSTRACT_ID) == wanted), None)
        if num is None or abstract is None:
            return "0"
        whole = b"".join(map(etree.tostring, (num, abstract))) + f"{place} {number}".encode()
        name = f"sendadvice {hashlib.sha256(whole).hexdigest()[:16]}"
        for one in self.host.numbering.iter(_ABSTRACT):
            known = one.find(f"{{{W}}}name")
            if known is not None and known.get(_VAL) == name:
                return next(
                    (
                        other.get(_NUM_ID, "0")
                        for other in self.host.numbering.iter(_NUM)
                        if _child(other, "abstractNumId").get(_VAL) == one.get(_ABSTRACT_ID)
                    ),
                    "0",
                )
        return self._new_list(num, abstract, name, style)

    def _new_list(self, num: etree._Element, abstract: etree._Element, name: str, style: str) -> str:
        root = self.host.numbering
        made, used = copy.deepcopy(abstract), copy.deepcopy(num)
        abstract_id = str(_next(root.iter(_ABSTRACT), _ABSTRACT_ID))
        num_id = str(_next(root.iter(_NUM), _NUM_ID))
        for local in ("nsid", "tmpl", "name", "styleLink", "numStyleLink"):
            for one in made.findall(f"{{{W}}}{local}"):
                made.remove(one)
        for level in made.iter(f"{{{W}}}lvl"):
            for one in level.findall(f"{{{W}}}pStyle"):
                if style:
                    one.set(_VAL, style)
                else:
                    level.remove(one)
        made.set(_ABSTRACT_ID, abstract_id)
        # Word takes lists with one number of this kind for one list.
        nsid = etree.Element(f"{{{W}}}nsid", {_VAL: hashlib.sha256(name.encode()).hexdigest()[:8].upper()})
        made.insert(0, nsid)
        after = made.find(f"{{{W}}}multiLevelType")
        made.insert(1 if after is None else 2, etree.Element(f"{{{W}}}name", {_VAL: name}))
        used.set(_NUM_ID, num_id)
        _child(used, "abstractNumId").set(_VAL, abstract_id)
        self.host.add("numbering", made, ("num", "numIdMacAtCleanup"))
        self.host.add("numbering", used, ("numIdMacAtCleanup",))
        return num_id

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


def _next(elements: Iterable[etree._Element], attribute: str) -> int:
    numbers = (one.get(attribute, "0") for one in elements)
    return max((int(one) for one in numbers if one.isdecimal()), default=0) + 1


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
