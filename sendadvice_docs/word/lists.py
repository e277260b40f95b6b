"""Numbered and bulleted lists that move from one Word file into another, each with a definition of its own there.

A definition is known by a name that comes from what it is and where it goes, so that doing the same again adds nothing.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

from lxml import etree

from sendadvice_docs.word.host import Host
from sendadvice_docs.word.outline import LONGEST_CHAIN
from sendadvice_docs.word.safety import W

_VAL: Final = f"{{{W}}}val"
_ABSTRACT, _NUM = f"{{{W}}}abstractNum", f"{{{W}}}num"
_ABSTRACT_ID, _NUM_ID = f"{{{W}}}abstractNumId", f"{{{W}}}numId"


class Lists:
    """The lists of a file that paragraphs come from: its numbering part and its styles by id."""

    def __init__(self, host: Host, numbering: etree._Element, styles: Mapping[str, etree._Element]) -> None:
        self._host = host
        self._numbering = numbering
        self._styles = styles

    def separate(self, block: etree._Element) -> None:
        """Give paragraphs that a style numbers a list of their own, before ids change, so that no list is carried on.

        The host's style of that name numbers the host's own paragraphs. Bullets do not count, so they stay as they are.
        """
        for paragraph in block.iter(f"{{{W}}}p"):
            settings = paragraph.find(f"{{{W}}}pPr")
            style = None if settings is None else settings.find(f"{{{W}}}pStyle")
            if settings is None or style is None or settings.find(f"{{{W}}}numPr") is not None:
                continue
            listed = self._list_of_style(style.get(_VAL, ""))
            if listed is None or not self._counts(listed):
                continue
            # Of a paragraph's settings only these stand before its list.
            earlier = {f"{{{W}}}{one}" for one in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr")}
            earlier.add(f"{{{W}}}widowControl")
            settings.insert(sum(one.tag in earlier for one in settings), copy.deepcopy(listed))

    def _list_of_style(self, identifier: str) -> etree._Element | None:
        for _ in range(LONGEST_CHAIN):
            style = self._styles.get(identifier)
            if style is None:
                return None
            listed = style.find(f"{{{W}}}pPr/{{{W}}}numPr")
            if listed is not None:
                return listed
            based_on = style.find(f"{{{W}}}basedOn")
            identifier = "" if based_on is None else based_on.get(_VAL, "")
        return None

    def _counts(self, listed: etree._Element) -> bool:
        """Tell whether a list has numbers or letters, and not bullets."""
        number = listed.find(_NUM_ID)
        found = self._definition("" if number is None else number.get(_VAL, ""))
        kind = None if found is None else found[1].find(f"{{{W}}}lvl/{{{W}}}numFmt")
        return kind is not None and kind.get(_VAL) not in {"bullet", "none"}

    def _definition(self, number: str) -> tuple[etree._Element, etree._Element] | None:
        """Return a list's number and its definition, None where the file has none."""
        num = next((one for one in self._numbering.iter(_NUM) if one.get(_NUM_ID) == number), None)
        wanted = None if num is None else num.find(_ABSTRACT_ID)
        for abstract in self._numbering.iter(_ABSTRACT):
            if num is not None and wanted is not None and abstract.get(_ABSTRACT_ID) == wanted.get(_VAL):
                return num, abstract
        return None

    def adopted(self, number: str, place: str, style: str = "") -> str:
        """Return the host's number of a list, defined there if need be; “0” (no list) where the file has none."""
        found = self._definition(number)
        if found is None:
            return "0"
        num, abstract = found
        whole = b"".join(map(etree.tostring, (num, abstract))) + f"{place} {number}".encode()
        name = f"sendadvice {hashlib.sha256(whole).hexdigest()[:16]}"
        for one in self._host.numbering.iter(_ABSTRACT):
            known = one.find(f"{{{W}}}name")
            if known is not None and known.get(_VAL) == name:
                return next(
                    (
                        other.get(_NUM_ID, "0")
                        for other in self._host.numbering.iter(_NUM)
                        if _child(other, "abstractNumId").get(_VAL) == one.get(_ABSTRACT_ID)
                    ),
                    "0",
                )
        return self._new_list(num, abstract, name, style)

    def _new_list(self, num: etree._Element, abstract: etree._Element, name: str, style: str) -> str:
        root = self._host.numbering
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
        self._host.add("numbering", made, ("num", "numIdMacAtCleanup"))
        self._host.add("numbering", used, ("numIdMacAtCleanup",))
        return num_id


def _child(element: etree._Element, local: str) -> etree._Element:
    found = element.find(f"{{{W}}}{local}")
    return etree.SubElement(element, f"{{{W}}}{local}") if found is None else found


def _next(elements: Iterable[etree._Element], attribute: str) -> int:
    numbers = (one.get(attribute, "0") for one in elements)
    return max((int(one) for one in numbers if one.isdecimal()), default=0) + 1
