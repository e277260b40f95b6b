"""The marked places of an existing plan: where each section of the advice goes.

A place is a content control whose tag, or a bookmark whose name, is `sendadvice:D` (or `sendadvice_D`, since Word takes
no colon in a bookmark's name). It holds whole paragraphs. What stands in it is replaced, and the mark stays around what
is put in, so that the same can be done again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from sendadvice_docs.errors import InputError
from sendadvice_docs.word import controls
from sendadvice_docs.word.safety import TRACKED, W

SECTIONS: Final = ("A", "D", "E", "H1", "H2")
_MARK: Final = re.compile(r"sendadvice[\s:_.-]*(\w*)", re.IGNORECASE)
_P, _TC, _TBL, _T = (f"{{{W}}}{name}" for name in ("p", "tc", "tbl", "t"))
_START, _END = f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd"
_NAME, _ID = f"{{{W}}}name", f"{{{W}}}id"
#: What holds paragraphs and tables.
_CONTAINERS: Final = frozenset(f"{{{W}}}{name}" for name in ("body", "tc", "sdtContent", "txbxContent"))
#: Children of a paragraph that are no content.
_EMPTY: Final = frozenset(
    f"{{{W}}}{name}" for name in ("pPr", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd")
)
#: Kinds of content control that hold one value and no paragraphs.
_VALUES: Final = frozenset(
    f"{{{W}}}{name}" for name in ("comboBox", "dropDownList", "date", "picture", "citation", "bibliography", "equation")
)
_OWN_LINE: Final = "Give it a paragraph of its own, with nothing else in it."
HOW_TO_MARK: Final = (
    "Open the plan in Word and put the cursor in an empty paragraph where section D is to stand. On the Developer tab "
    "choose Rich Text Content Control, then Properties, and type sendadvice:D as the Tag. Or, with Insert, Bookmark, "
    "add a bookmark called sendadvice_D there. In the same way mark the places for A, E, H1 and H2 that the plan has."
)


@dataclass(frozen=True)
class Place:
    """A marked place: `container` holds the paragraphs, of which those of `old` are to be replaced.

    `edges` are the start and the end of a bookmark; a content control has none, because it is around the container.
    `prompt` tells that only the words stand there with which Word asks for a text.
    """

    section: str
    container: etree._Element
    old: tuple[etree._Element, ...]
    edges: tuple[etree._Element, etree._Element] | None = None
    prompt: bool = False


def find(root: etree._Element, name: str) -> dict[str, Place]:
    """Return the marked places of a plan's main part by section; `name` is the plan's, for messages.

    Raises InputError where a mark is for no section there is, stands twice, or holds something that cannot be replaced.
    """
    found: dict[str, Place] = {}
    for mark, words in list(_marks(root)):
        section = _section(words, name)
        if section in found:
            raise InputError(f"{name}: the place for section {section} is marked twice. Take one of the marks out.")
        found[section] = _control(mark, section, name) if mark.tag == controls.SDT else _bookmark(mark, section, name)
    marks = {mark for mark, _ in _marks(root)}
    for place in found.values():
        if any(one in marks for one in elements(place) if one not in (place.edges or ())):
            raise _wrong(name, place.section, "has another mark within it. Put them one after the other.")
        _check_old(place, name)
    return found


def elements(place: Place) -> Iterator[etree._Element]:
    """Yield every element that stands in a place now."""
    for block in place.old:
        yield from block.iter()


def fill(place: Place, blocks: Sequence[etree._Element]) -> None:
    """Put paragraphs and tables into a place, in place of what stands there, within the plan's own tree."""
    container = place.container
    kept = _ends_without_partner(place)
    if place.old:
        at = container.index(place.old[0])
    else:
        at = container.index(place.edges[0]) + 1 if place.edges else len(container)
    for block in place.old:
        container.remove(block)
    new = list(blocks)
    if container.tag == _TC and (not new or new[-1].tag == _TBL):
        new.append(etree.Element(_P))  # a cell ends with a paragraph
    if place.edges:
        start, end = place.edges
        for edge in place.edges:
            parent = edge.getparent()
            if parent is container:
                at -= container.index(edge) < at
            if parent is not None:
                parent.remove(edge)
        new = [start, *new, end]
    container[at:at] = [*kept, *new]


def _marks(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for element in root.iter(controls.SDT, _START):
        words = controls.tag_of(element) if element.tag == controls.SDT else element.get(_NAME, "")
        if _MARK.fullmatch(words.strip()):
            yield element, words.strip()


def _section(words: str, name: str) -> str:
    found = _MARK.fullmatch(words)
    section = found[1].upper() if found else ""
    if section not in SECTIONS:
        raise InputError(
            f"{name}: the mark “{words}” is for no section that can be put in. There are "
            f"{', '.join(f'sendadvice:{one}' for one in SECTIONS)}."
        )
    return section


def _wrong(name: str, section: str, what: str) -> InputError:
    return InputError(f"{name}: the mark for section {section} {what}")


def _control(control: etree._Element, section: str, name: str) -> Place:
    """Return the place in a content control, made fit to hold paragraphs."""
    properties, content = control.find(controls.PROPERTIES), control.find(controls.CONTENT)
    if properties is None or content is None:
        raise _wrong(name, section, "is damaged. Delete it, and mark the place again.")
    if properties.find(f"{{{W}}}dataBinding") is not None:
        raise _wrong(name, section, "is bound to the document’s data, which would overwrite it. Use one without.")
    if any(one.tag in _VALUES or one.tag.endswith("}checkbox") for one in properties):
        raise _wrong(name, section, "is a control for a single value. Use a rich text content control.")
    parent = control.getparent()
    cells = content.findall(_TC)
    if content.find(f"{{{W}}}tr") is not None or len(cells) > 1:
        raise _wrong(name, section, "is around several cells or a whole row. Put it into one cell.")
    if parent is not None and parent.tag == _P:
        _lift(control, content, parent, section, name)
    elif parent is None or (parent.tag not in _CONTAINERS and not cells):
        raise _wrong(name, section, f"stands within a line of text. {_OWN_LINE}")
    prompt = properties.find(f"{{{W}}}showingPlcHdr") is not None
    # Plain text becomes rich text, and the words “Click here to enter text” make way.
    for one in ("text", "richText", "showingPlcHdr", "temporary"):
        for setting in properties.findall(f"{{{W}}}{one}"):
            properties.remove(setting)
    container = cells[0] if cells else content
    return Place(section, container, tuple(one for one in container if one.tag != f"{{{W}}}tcPr"), prompt=prompt)


def _lift(control: etree._Element, content: etree._Element, paragraph: etree._Element, section: str, name: str) -> None:
    """Put a control that is the only thing in its paragraph in the paragraph's stead, and the paragraph into it."""
    if any(one is not control and one.tag not in _EMPTY for one in paragraph):
        raise _wrong(name, section, f"stands within a line of text. {_OWN_LINE}")
    _refuse_section_end(paragraph, section, name)
    place = paragraph.getparent()
    if place is None or place.tag not in _CONTAINERS:
        raise _wrong(name, section, f"stands where no paragraph can. {_OWN_LINE}")
    paragraph.addprevious(control)
    paragraph.extend(list(content))
    content.append(paragraph)


def _bookmark(start: etree._Element, section: str, name: str) -> Place:
    end = next((one for one in start.getroottree().iter(_END) if one.get(_ID) == start.get(_ID)), None)
    if end is None:
        raise _wrong(name, section, "has no end. Delete the bookmark, and add it again.")
    first, container = _block_of(start)
    last, other = _block_of(end)
    if container is None or container is not other:
        raise _wrong(name, section, f"begins in one place and ends in another of a different kind. {_OWN_LINE}")
    blocks = list(container)
    low, high = blocks.index(first), blocks.index(last)
    if first is not start and _content_before(start):
        raise _wrong(name, section, f"begins within a line of text. {_OWN_LINE}")
    if last is not end and _content_after(end):
        if last is first or _content_before(end):
            raise _wrong(name, section, f"ends within a line of text. {_OWN_LINE}")
        high -= 1  # Word ends a bookmark of whole paragraphs at the beginning of the next one
    old = tuple(one for one in blocks[low : high + 1] if one is not start and one is not end)
    for block in old:
        _refuse_section_end(block, section, name)
    return Place(section, container, old, (start, end))


def _block_of(edge: etree._Element) -> tuple[etree._Element, etree._Element | None]:
    """Return the block (or the edge itself) that stands in a container and has an edge of a bookmark in it."""
    block, parent = edge, edge.getparent()
    while parent is not None and parent.tag not in _CONTAINERS:
        block, parent = parent, parent.getparent()
    return block, parent


def _content_before(edge: etree._Element) -> bool:
    return any(one.tag not in _EMPTY for one in edge.itersiblings(preceding=True))


def _content_after(edge: etree._Element) -> bool:
    return any(one.tag not in _EMPTY for one in edge.itersiblings())


def _refuse_section_end(block: etree._Element, section: str, name: str) -> None:
    if next(block.iter(f"{{{W}}}sectPr"), None) is not None:
        raise _wrong(
            name, section, "holds a section break, which the pages around it depend on. Put the break outside it."
        )


def _check_old(place: Place, name: str) -> None:
    for element in elements(place):
        local = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if local in TRACKED:
            raise _wrong(name, place.section, "holds tracked changes. Accept or reject them first (Review).")
        if local in {"commentReference", "footnoteReference", "endnoteReference"}:
            raise _wrong(name, place.section, "holds a comment or a footnote. Delete it there first.")


def _ends_without_partner(place: Place) -> list[etree._Element]:
    """Return starts and ends of other bookmarks in a place whose other end is elsewhere: they stay in the plan."""
    inside = [one for one in elements(place) if one.tag in {_START, _END} and one not in (place.edges or ())]
    counted = Counter(one.get(_ID) for one in inside)
    return [one for one in inside if counted[one.get(_ID)] == 1]


def text_of(blocks: Iterable[etree._Element]) -> str:
    """Return the words of paragraphs and tables, for comparing."""
    return " ".join(" ".join(one.text or "" for block in blocks for one in block.iter(_T)).split())
