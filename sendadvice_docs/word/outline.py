"""How deep the headings of a document stand, as its styles say."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import Final

from lxml import etree

from sendadvice_docs.word.safety import W

_VAL: Final = f"{{{W}}}val"
_HEADING: Final = re.compile(r"heading ([1-9])", re.IGNORECASE)
#: A style that is based on itself, by way of others, would be followed for ever.
LONGEST_CHAIN: Final = 20


def level_of_name(name: str) -> int:
    """Return the level a style's name says (`heading 2`), 0 for any other."""
    found = _HEADING.fullmatch(name.strip())
    return int(found[1]) if found else 0


def level_before(
    elements: Iterable[etree._Element],
    styles: etree._Element,
    until: etree._Element,
    leave_out: Container[etree._Element],
) -> int:
    """Return the level of the last heading before an element in document order; 0 where there is none.

    `elements` are those of the document, `styles` is its styles part; those in `leave_out` do not count.
    """
    by_id = {one.get(f"{{{W}}}styleId", ""): one for one in styles.iter(f"{{{W}}}style")}
    level = 0
    for element in elements:
        if element is until:
            break
        if element.tag == f"{{{W}}}p" and element not in leave_out:
            level = _level(element, by_id) or level
    return level


def _level(paragraph: etree._Element, styles: dict[str, etree._Element]) -> int:
    own = _outline(paragraph)
    if own:
        return own
    reference = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
    for _ in range(LONGEST_CHAIN):
        style = styles.get(reference.get(_VAL, "")) if reference is not None else None
        if style is None:
            return 0
        name = style.find(f"{{{W}}}name")
        found = _outline(style) or (0 if name is None else level_of_name(name.get(_VAL, "")))
        if found:
            return found
        reference = style.find(f"{{{W}}}basedOn")
    return 0


def _outline(element: etree._Element) -> int:
    """Return the level set on a paragraph or style itself: Word counts headings from 0 and calls body text 9."""
    found = element.find(f"{{{W}}}pPr/{{{W}}}outlineLvl")
    value = "" if found is None else found.get(_VAL, "")
    return int(value) + 1 if value.isdecimal() and int(value) < 9 else 0
