"""Content controls (`w:sdt`): the fields of a Word file that keep their name when somebody edits what is in them.

Each entry of our own templates stands in a control whose tag names the entry and the field, `h1.P1.frequency`, so that
an edited document can be read back (`sendadvice_docs.word.readback`). Word asks that a control's number be its own in
the document and that its tag and title have at most 64 characters; a loop in a template keeps neither promise, so both
are put right here.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Final

from lxml import etree

from sendadvice_docs.word.safety import W

SDT: Final = f"{{{W}}}sdt"
PROPERTIES: Final = f"{{{W}}}sdtPr"
CONTENT: Final = f"{{{W}}}sdtContent"
VALUE: Final = f"{{{W}}}val"
_ID: Final = f"{{{W}}}id"
_TAG: Final = f"{{{W}}}tag"
_ALIAS: Final = f"{{{W}}}alias"
_RUN: Final = f"{{{W}}}rPr"
#: Word calls a file damaged whose tags or titles are longer.
LONGEST_TAG: Final = 64
_NUMBERS: Final = 0x7FFFFFFF
#: The order of a control's properties is fixed: looks, title, tag, number, then the rest.
_BEFORE_NUMBER: Final = frozenset({_RUN, _ALIAS, _TAG})


def fitted(words: str) -> str:
    """Return a tag or title as Word can hold it: on one line, at most 64 characters, and still its own.

    A longer one keeps its beginning and its end, which names the field, around a check sum of the whole.
    """
    line = " ".join(words.split())
    if len(line) <= LONGEST_TAG:
        return line
    middle = f"~{zlib.crc32(line.encode()):08x}"
    end = line[line.rfind(".") :] if 0 < len(line) - line.rfind(".") <= LONGEST_TAG // 2 and "." in line else ""
    return line[: LONGEST_TAG - len(middle) - len(end)] + middle + end


def tag_of(control: etree._Element) -> str:
    """Return the tag of a control, "" where it has none."""
    return _property(control, _TAG)


def title_of(control: etree._Element) -> str:
    """Return the title of a control, which Word shows above it; "" where it has none."""
    return _property(control, _ALIAS)


def number_of(control: etree._Element) -> str:
    """Return the number of a control as it is written, "" where it has none."""
    return _property(control, _ID)


def _property(control: etree._Element, name: str) -> str:
    found = control.find(f"{PROPERTIES}/{name}")
    return "" if found is None else found.get(VALUE, "")


def settle(roots: Iterable[etree._Element], taken: Iterable[str] = ()) -> None:
    """Give every control within `roots` a number of its own and a tag and a title that Word can hold, in place.

    A number that is there and nobody else's stays. A new one comes from the tag, so that the same entry has the same
    number in every rendering. `taken` are numbers that others have.
    """
    found = [_settings(properties) for root in roots for properties in root.iter(PROPERTIES)]
    numbers = Numbers((number.get(VALUE, "") for _, number, _ in found if number is not None), taken)
    for tag, number, properties in found:
        own = "" if number is None else number.get(VALUE, "")
        new = numbers.own("" if tag is None else tag.get(VALUE, ""), own)
        if new != own:
            (_added_number(properties) if number is None else number).set(VALUE, new)


class Numbers:
    """The numbers of the content controls of a document.

    `present` are those that are there, before any is given; `taken` those that others have.
    """

    def __init__(self, present: Iterable[str], taken: Iterable[str] = ()) -> None:
        self._used = set(taken)
        self._present = self._used.union(present)

    def own(self, tag: str, number: str) -> str:
        """Return the number of the next control, by its tag and the number it has ("" for none)."""
        if number == "" or number in self._used:
            number = _new_number(tag, self._present)
            self._present.add(number)
        self._used.add(number)
        return number


def make_room(root: etree._Element) -> None:
    """Give every control within `root` that has no number an empty one, in place, which `settle` then fills in."""
    for properties in root.iter(PROPERTIES):
        if properties.find(_ID) is None:
            _added_number(properties).set(VALUE, "")


def _added_number(properties: etree._Element) -> etree._Element:
    made = etree.Element(_ID)
    properties.insert(sum(1 for one in properties if one.tag in _BEFORE_NUMBER), made)
    return made


def _settings(
    properties: etree._Element,
) -> tuple[etree._Element | None, etree._Element | None, etree._Element]:
    """Return the tag and the number of a control (None where it has none) and its properties; tag and title fit."""
    tag = number = None
    for one in properties:
        if one.tag == _ID:
            number = one
        elif one.tag in {_TAG, _ALIAS}:
            words = one.get(VALUE, "")
            if len(words) > LONGEST_TAG or "\n" in words:
                one.set(VALUE, fitted(words))
            tag = one if one.tag == _TAG else tag
    return tag, number, properties


def _new_number(tag: str, taken: set[str]) -> str:
    number = zlib.crc32(tag.encode()) & _NUMBERS or 1
    while str(number) in taken:
        number = number + 1 if number < _NUMBERS else 1
    return str(number)
