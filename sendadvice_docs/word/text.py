"""Text into Word without losing a character.

A value is first written into the XML with its tabs and line breaks as marks, which no text can imitate because they
are XML processing instructions. Once the part is parsed, each mark becomes what Word has for it:

| in the text            | in Word                                                                |
|------------------------|------------------------------------------------------------------------|
| tab                    | `w:tab`                                                                |
| LF, CR                 | `w:br`, `w:cr`                                                         |
| CR LF                  | `w:br w:type="textWrapping"`, which prints as one break and tells them apart |
| blank line (LF LF ...) | a new paragraph; where none can begin, `w:br` each                     |
| LF at the very end     | itself in `w:t`: on paper nothing, where `w:br` would be an empty line |

Read back, a paragraph mark stands for one LF, and the other LFs of a blank line are kept in `w:t` before it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from html import escape
from typing import Any, Final

from lxml import etree

from sendadvice_docs.errors import InputError
from sendadvice_docs.word.safety import W

_MARK: Final = "sendadvice"
#: What XML 1.0 cannot hold, whichever way it is written: control characters, half characters, non-characters.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile(r"\r\n|\r|\t|\n+\Z|(?<=[^\n])\n{2,}(?=[^\n])|\n")
_PARAGRAPH: Final = re.compile(rf"<\?{_MARK} paragraph ([0-9]+)\?>")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_T: Final = f"{{{W}}}t"
_CONTENT: Final = f"{{{W}}}sdtContent"
#: What stands in a run for each mark; “paragraph” where no new paragraph can begin.
_ELEMENTS: Final[Mapping[str, tuple[str, dict[str, str]]]] = {
    "tab": ("tab", {}),
    "br": ("br", {}),
    "cr": ("cr", {}),
    "crlf": ("br", {f"{{{W}}}type": "textWrapping"}),
    "paragraph": ("br", {}),
}


def refuse_illegal(data: Any, place: str = "") -> None:
    """Raise InputError, naming the place, where any text within dicts and lists holds what a Word file cannot.

    `place` is where the data themselves stand.
    """
    if isinstance(data, str):
        # Nearly all texts consist of nothing but letters, signs and spaces, which Python can tell ten times faster.
        found = None if data.isprintable() else _ILLEGAL.search(data)
        if found:
            raise InputError(
                f"{place or 'The text'}: the character number {found.start() + 1} (U+{ord(found.group()):04X}) cannot "
                "stand in a Word file. Take it out; it often comes with text copied from a PDF or a database."
            )
    elif isinstance(data, dict):
        for key, value in data.items():
            refuse_illegal(value, f"{place}/{key}")
    elif isinstance(data, list | tuple):
        for position, value in enumerate(data):
            refuse_illegal(value, f"{place}/{position}")


def _mark(found: re.Match[str]) -> str:
    text = found.group()
    if text.startswith("\n") and found.end() == len(found.string):
        return "&#10;" * len(text)
    if text == "\n" or text.startswith("\r") or text == "\t":
        name = {"\n": "br", "\r": "cr", "\r\n": "crlf", "\t": "tab"}[text]
        return f"<?{_MARK} {name}?>"
    return f"<?{_MARK} paragraph {len(text)}?>"


def marked(value: object, *, one_paragraph: bool = False) -> str:
    """Return a value as XML for the inside of `w:t` or an attribute, with marks for tabs and breaks; None is nothing.

    With `one_paragraph` a blank line is two line breaks and never a new paragraph.

    A truth value is “yes” or “no”. Raises TypeError for a list or a block, which have no words of their own.
    """
    if type(value) is str and not ("\n" in value or "\r" in value or "\t" in value):
        return escape(value)  # nearly every value
    if value is None:
        return ""
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if isinstance(value, dict | list | tuple):
        raise TypeError(type(value).__name__)
    # Everything but the marks is escaped here; the marks are this module's own.
    xml = _SPECIAL.sub(_mark, escape(str(value)))
    if one_paragraph:
        xml = _PARAGRAPH.sub(lambda found: f"<?{_MARK} br?>" * int(found[1]), xml)
    return xml


def settle(root: etree._Element) -> None:
    """Turn the marks of a filled-in part into Word's own elements, in place, and keep every space.

    Raises ValueError where a mark stands outside the text of a paragraph.
    """
    for mark in root.iter(etree.PI):
        if _parent(mark).tag != _T:
            raise ValueError("a value stands outside the text of a paragraph")
    for text in list(root.iter(_T)):
        if len(text):
            _settle_text(text)
            continue
        words = text.text
        if words and (words[0].isspace() or words[-1].isspace() or "  " in words):
            text.set(_SPACE, "preserve")


def _settle_text(text: etree._Element) -> None:
    """Replace one `w:t` that holds marks by pieces of text, tabs, breaks and, where there may be some, paragraphs."""
    pieces = [((mark.text or "").split(), mark.tail or "") for mark in text]
    text[:] = []
    text.set(_SPACE, "preserve")
    at = text
    for (name, *count), following in pieces:
        breaks = int(count[0]) if count else 1
        if name == "paragraph" and _divisible(at):
            at = _divide(_new_text(at, "\n" * (breaks - 1)))
        else:
            for _ in range(breaks):
                at = _after(at, *_ELEMENTS[name])
        at = _new_text(at, following)


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    if parent is None:
        raise ValueError("a value stands outside the document")
    return parent


def _after(at: etree._Element, local: str, attributes: dict[str, str]) -> etree._Element:
    element = etree.Element(f"{{{W}}}{local}", attributes)
    at.addnext(element)
    return element


def _new_text(at: etree._Element, content: str) -> etree._Element:
    """Add text after an element of a run, in the `w:t` that stands there or a new one, and return where it now ends."""
    if not content:
        return at
    if at.tag != _T:
        at = _after(at, "t", {_SPACE: "preserve"})
    at.text = (at.text or "") + content
    return at


def _divisible(at: etree._Element) -> bool:
    """Tell whether a new paragraph can begin after this element of a run: a list entry or a heading stays one."""
    paragraph = _paragraph_around(_parent(at))
    if paragraph is None:
        return False
    style = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
    if style is not None and style.get(f"{{{W}}}val", "").startswith(("List", "Heading", "Title")):
        return False
    return paragraph.find(f"{{{W}}}pPr/{{{W}}}numPr") is None


def _paragraph_around(run: etree._Element) -> etree._Element | None:
    """Return the paragraph of a run that stands in it, or in content controls in it; None where that is not so."""
    outer = _parent(run)
    while outer.tag == _CONTENT:
        outer = _parent(_parent(outer))
    return outer if outer.tag == f"{{{W}}}p" else None


def _divide(at: etree._Element) -> etree._Element:
    """Begin a new paragraph after an element of a run; return the new run's `w:t`, with the same looks, empty.

    A content control around the run is divided with it: a control within a line cannot hold two paragraphs, so each
    paragraph has one of its own with the same tag.
    """
    run = _parent(at)
    new = _like(run, "rPr")
    text = etree.SubElement(new, _T, {_SPACE: "preserve"})
    new.extend(list(at.itersiblings()))
    inner = run
    while (outer := _parent(inner)).tag == _CONTENT:
        control = _parent(outer)
        new_control = _like(control, "sdtPr")
        content = etree.SubElement(new_control, _CONTENT)
        content.append(new)
        content.extend(list(inner.itersiblings()))
        inner, new = control, new_control
    paragraph = _parent(inner)
    new_paragraph = _like(paragraph, "pPr")
    new_paragraph.append(new)
    new_paragraph.extend(list(inner.itersiblings()))
    paragraph.addnext(new_paragraph)
    _drop_setting(paragraph, "sectPr")  # the end of a section is that of its last paragraph
    _drop_setting(new_paragraph, "pageBreakBefore")
    return text


def _like(element: etree._Element, looks: str) -> etree._Element:
    """Return a new element of the same kind and settings, with nothing in it."""
    made = etree.Element(element.tag)
    settings = element.find(f"{{{W}}}{looks}")
    if settings is not None:
        made.append(copy.deepcopy(settings))
    return made


def _drop_setting(paragraph: etree._Element, name: str) -> None:
    for setting in paragraph.findall(f"{{{W}}}pPr/{{{W}}}{name}"):
        _parent(setting).remove(setting)
