"""All the tags of a Word part in their order, each with its place; and the part's XML so that Jinja2 can name them.

Jinja2 knows where it is by counting lines. So a line break is put into every tag, right behind its bracket, and all
others are taken out: then the number of the line is the number of the tag, however docxtpl moves things about.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from lxml import etree

from sendadvice_docs.word.places import TBL, TC, P, Place, Places, T, texts_of
from sendadvice_docs.word.tagtext import ANY_TAG, HEAD, cleaned

#: Tags of docxtpl's own that it turns into something else, without the line break.
_SPECIAL: Final = ("colspan", "cellbg", "vm", "hm")
#: What a loop cannot begin within and end outside of.
_BOXES: Final = (TC, TC.replace("}tc", "}txbxContent"))
#: Private characters of Unicode, one of which, not used in the part, stands for the line break until docxtpl is done.
_PRIVATE: Final = range(0xE000, 0xF8FF)


@dataclass(frozen=True, slots=True)
class Tag:
    """A template tag.

    `text` is the tag cleaned, with its brackets; `kind` the letter of what it takes away (`p`, `tr`, `tc`, `r`), or "";
    `inside` what is between brackets and letter; `place` where it stands; `box` the cell or other container it stands
    in, and `table` the table, each None outside of any; `copy` tells a copy that Word keeps for older programs.
    """

    text: str
    kind: str
    inside: str
    place: Place
    box: etree._Element | None
    table: etree._Element | None
    copy: bool

    @property
    def word(self) -> str:
        """The first word in it: `for`, `endif`; "" where there is none."""
        return self.inside.split(maxsplit=1)[0] if self.inside else ""


@dataclass(frozen=True, slots=True)
class _Found:
    """A clean tag, the element it begins in, and what to sort by: that element's number, the spot, the character."""

    order: tuple[int, int, int]
    element: etree._Element
    tag: str


def _in_paragraphs(root: etree._Element, order: dict[etree._Element, int], mark: str) -> Iterator[_Found]:
    for paragraph in root.iter(P):
        texts = texts_of(paragraph)
        whole = "".join(one.text or "" for one in texts)
        if "{" not in whole:
            continue
        pieces = list(whole)
        starts = _starts(texts)
        for found in ANY_TAG.finditer(whole):
            tag = cleaned(found[0])
            _mark(found[0], tag, mark)
            pieces[found.start() : found.end()] = tag
            element, at = starts[bisect_right(starts, found.start(), key=itemgetter(1)) - 1]
            yield _Found((order[element], 0, found.start() - at), element, "".join(tag).replace(mark, ""))
        for element, at in starts:
            element.text = "".join(pieces[at : at + len(element.text or "")])


def _starts(texts: list[etree._Element]) -> list[tuple[etree._Element, int]]:
    """Return each piece of text that holds any with the number of its first character in the paragraph."""
    starts, at = [], 0
    for one in texts:
        if one.text:
            starts.append((one, at))
            at += len(one.text)
    return starts


def _mark(tag: str, pieces: list[str], mark: str) -> None:
    head = HEAD.match(tag)
    inside = tag[head.end() if head else 2 :].lstrip()
    if not inside.startswith(_SPECIAL):
        at = head.end() if head else 2
        pieces[at] = mark + pieces[at]


def _elsewhere(root: etree._Element, order: dict[etree._Element, int], mark: str) -> Iterator[_Found]:
    """Yield the tags that stand in attributes, such as the name of a content control, or in other texts than Word's."""
    for element in root.iter():
        spots: list[tuple[str, str]] = [(str(name), str(value)) for name, value in element.attrib.items()]
        if element.text and (element.tag != T or next(element.iterancestors(P), None) is None):
            spots.append(("", element.text))
        for number, (name, value) in enumerate(spots, -len(spots)):
            if "{" not in value:
                continue
            pieces = list(value)
            for found in reversed(list(ANY_TAG.finditer(value))):
                tag = cleaned(found[0], attribute=bool(name))
                _mark(found[0], tag, mark)
                pieces[found.start() : found.end()] = tag
                yield _Found((order[element], number, found.start()), element, "".join(tag).replace(mark, ""))
            if name:
                element.set(name, "".join(pieces))
            else:
                element.text = "".join(pieces)


def take_tags(root: etree._Element, places: Places) -> tuple[list[Tag], str]:
    """Return the tags of a part in their order, and the character that stands in each for its line break.

    The tags in `root` are cleaned in place.
    """
    source = etree.tostring(root, encoding="unicode")
    mark = next(one for one in map(chr, _PRIVATE) if one not in source)
    order = {element: number for number, element in enumerate(root.iter())}
    found = sorted((*_in_paragraphs(root, order, mark), *_elsewhere(root, order, mark)), key=lambda one: one.order)
    tags = [_tag(one, places) for one in found]
    return [one for one in tags if not one.inside.startswith(_SPECIAL)], mark


def as_template(root: etree._Element, mark: str, patch: Callable[[str], str]) -> str:
    """Return a part whose tags were taken as a Jinja2 template: line 2 begins within the first tag, and so on.

    `patch` is docxtpl's, `mark` the character that stands for the line breaks.
    """
    source = re.sub(r"[\r\n]", " ", patch(etree.tostring(root, encoding="unicode")))
    return source.replace(mark, "\n")


def _tag(found: _Found, places: Places) -> Tag:
    head = HEAD.match(found.tag)
    inside = found.tag[head.end() if head else 2 : -2].strip(" -+")
    kind = (head["kind"] if head else "") or ""
    box = next((one for one in found.element.iterancestors() if one.tag in _BOXES), None)
    table = next(found.element.iterancestors(TBL), None)
    return Tag(found.tag, kind, inside, places.of(found.element), box, table, places.is_copy(found.element))
