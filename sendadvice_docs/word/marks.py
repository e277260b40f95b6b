"""The marks a council's own template has for what is to be filled in, whoever fills it: found, and filled.

Known are names in brackets in the text ({{ need_1 }}, [[need_1]], <<need_1>>, «need_1»), mail merge fields (MERGEFIELD
need_1), and content controls by their tag or title. They are all found before any is filled, so that words of an advice
that look like a mark stay words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from lxml import etree

from sendadvice_docs.word.places import P, Place, Places, T, texts_of
from sendadvice_docs.word.safety import W
from sendadvice_docs.word.text import marked

_MARK: Final = re.compile(r"\{\{(?P<a>[^{}]*)\}\}|\[\[(?P<b>[^\[\]]*)\]\]|<<(?P<c>[^<>]*)>>|«(?P<d>[^«»]*)»")
_BLANKS: Final = re.compile(r"[\s\u00a0\u2007\u202f]+")
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
#: Letters docxtpl allows before a name: {{r need_1 }} prints need_1.
_LETTER: Final = re.compile(r"^(?:r|p|tr|tc) ")
_MERGEFIELD: Final = re.compile(r"""\s*MERGEFIELD\s+(?:"(?P<quoted>[^"]*)"|(?P<plain>\S+))""", re.IGNORECASE)
#: Fields stand in fields, but not without end.
_DEEPEST_FIELD: Final = 8
_R: Final = f"{{{W}}}r"
_SDT: Final = f"{{{W}}}sdt"
_CONTENT: Final = f"{{{W}}}sdtContent"
_VAL: Final = f"{{{W}}}val"
#: Kinds of content control that hold a choice or a picture and no text of one's own.
_NOT_TEXT: Final = {
    "dropDownList": "a drop-down list",
    "comboBox": "a combination box",
    "picture": "a picture",
    "checkbox": "a tick box",
    "docPartList": "a building block",
    "docPartObj": "a building block",
    "group": "a group",
    "repeatingSection": "a repeating section",
    "citation": "a citation",
    "equation": "an equation",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark for something to be filled in.

    `name` is as written, `how` one of `text`, `field` and `control`, `place` where it stands. `elements` are the pieces
    of text (from `start` to `end`, in characters of the paragraph), of the field, or the control. `trouble` says why
    it cannot be filled, "" where it can.
    """

    name: str
    how: str
    place: Place
    elements: tuple[etree._Element, ...]
    start: int = 0
    end: int = 0
    trouble: str = ""


def name_in(inside: str) -> str:
    """Return the name in the brackets of a mark, without the blanks and letters around it."""
    return _LETTER.sub("", _BLANKS.sub(" ", _INVISIBLE.sub("", inside)).strip())


def without_marks(text: str) -> str:
    """Return a text without the marks in it."""
    return _MARK.sub(" ", text)


def find(root: etree._Element, part: str, mine: Callable[[str], bool]) -> list[Mark]:
    """Return every mark of a part, in no order.

    `part` is what a person calls the part. What stands within a mark that is `mine` by its name is part of that mark.
    """
    places = Places(root, part)
    marks = [*_controls(root, places), *_fields(root, places)]
    taken = {
        text for mark in marks if mine(mark.name) for element in mark.elements for text in (element, *element.iter(T))
    }
    for paragraph in root.iter(P):
        texts = tuple(one for one in texts_of(paragraph) if one.text)
        whole = "".join(one.text or "" for one in texts)
        ends = list(accumulate(len(one.text or "") for one in texts))
        for found in _MARK.finditer(whole):
            touched = texts[bisect_right(ends, found.start()) : bisect_left(ends, found.end()) + 1]
            if not taken.intersection(touched):
                name = name_in(next(one for one in found.groups() if one is not None))
                marks.append(Mark(name, "text", places.of(paragraph), texts, found.start(), found.end()))
    return marks


# -- finding controls and fields


def _controls(root: etree._Element, places: Places) -> Iterator[Mark]:
    for control in root.iter(_SDT):
        settings = control.find(f"{{{W}}}sdtPr")
        if settings is None:
            continue
        trouble = _trouble(control, settings)
        tag, title = (settings.find(f"{{{W}}}{local}") for local in ("tag", "alias"))
        names = {one.get(_VAL, "").strip() for one in (tag, title) if one is not None}
        for name in sorted(names - {""}):
            yield Mark(name, "control", places.of(control), (control,), trouble=trouble)


def _trouble(control: etree._Element, settings: etree._Element) -> str:
    kinds = [_NOT_TEXT[local] for one in settings if (local := etree.QName(one).localname) in _NOT_TEXT]
    content = control.find(_CONTENT)
    if kinds:
        return f"this content control is {kinds[0]}; only one for text can be filled in. Put a text control there."
    if content is not None and next(content.iter(_SDT), None) is not None:
        return "this content control has others in it, which would be lost. Name those in the mapping file instead."
    if content is not None and content.find(f"{{{W}}}tr") is not None:
        return "this content control is around whole rows of a table. Put one into each cell instead."
    return ""


def _fields(root: etree._Element, places: Places) -> Iterator[Mark]:
    for field in root.iter(f"{{{W}}}fldSimple"):
        name = _field_name(field.get(f"{{{W}}}instr", ""))
        if name:
            yield Mark(name, "field", places.of(field), (field,))
    for paragraph in root.iter(P):
        yield from _fields_in_pieces(paragraph, places)


def _fields_in_pieces(paragraph: etree._Element, places: Places) -> Iterator[Mark]:
    """Yield the merge fields of a paragraph that Word keeps as begin, instruction, result and end."""
    open_fields: list[tuple[list[etree._Element], list[str]]] = []
    runs = [run for run in paragraph.iter(_R) if next(run.iterancestors(P), None) is paragraph]
    for piece in (piece for run in runs for piece in run if piece.tag != f"{{{W}}}rPr"):
        kind = piece.get(f"{{{W}}}fldCharType", "") if piece.tag == f"{{{W}}}fldChar" else ""
        if kind == "begin":
            open_fields = [*open_fields[1 - _DEEPEST_FIELD :], ([], [])]
        for pieces, instruction in open_fields:
            pieces.append(piece)
            if piece.tag == f"{{{W}}}instrText":
                instruction.append(piece.text or "")
        if kind == "end" and open_fields:
            pieces, instruction = open_fields.pop()
            name = _field_name("".join(instruction))
            if name:
                yield Mark(name, "field", places.of(paragraph), tuple(pieces))


def _field_name(instruction: str) -> str:
    found = _MERGEFIELD.match(instruction)
    return (found["quoted"] or found["plain"] or "").strip() if found else ""


# -- filling


def fill(marks: list[tuple[Mark, str]]) -> None:
    """Put a text in the place of each mark, in place; several marks of a paragraph are filled together."""
    in_text: dict[etree._Element, list[tuple[Mark, str]]] = {}
    for mark, text in marks:
        if mark.how == "text":
            in_text.setdefault(mark.elements[0], []).append((mark, text))
    for found in in_text.values():
        _fill_text(found[0][0].elements, sorted(found, key=lambda one: one[0].start))
    done: set[etree._Element] = set()
    for mark, text in marks:
        if mark.how != "text" and mark.elements[0] not in done:
            done.add(mark.elements[0])
            (_fill_control if mark.how == "control" else _fill_field)(mark.elements, text)


def _fill_text(pieces: tuple[etree._Element, ...], found: list[tuple[Mark, str]]) -> None:
    """Fill the marks of a paragraph's pieces of text; each text goes where its mark begins."""
    ahead = deque(found)
    at = 0
    for piece in pieces:
        old, end = piece.text or "", at + len(piece.text or "")
        new: list[str] = []
        here = at  # what of this piece comes next, as a character of the paragraph
        while ahead and ahead[0][0].start < end:
            mark, text = ahead[0]
            if mark.start >= at:
                new += [marked(old[here - at : mark.start - at]), marked(text)]
            here = min(mark.end, end)
            if mark.end > end:
                break
            ahead.popleft()
        new.append(marked(old[here - at :]))
        _write(piece, "".join(new))
        at = end


def _write(piece: etree._Element, xml: str) -> None:
    """Make XML for the inside of `w:t` (with its marks for breaks) the content of a piece of text."""
    made = etree.fromstring(f"<t>{xml}</t>")
    piece[:] = list(made)
    piece.text = made.text


def _set(run: etree._Element, text: str, *, one_paragraph: bool = False) -> None:
    """Make a text the content of a run, and keep its looks, but for those of a placeholder."""
    for child in list(run):
        if child.tag != f"{{{W}}}rPr":
            run.remove(child)
    for style in run.findall(f"{{{W}}}rPr/{{{W}}}rStyle"):
        if style.get(_VAL) == "PlaceholderText":
            style.getparent().remove(style)  # type: ignore[union-attr]
    if text:
        _write(etree.SubElement(run, T), marked(text, one_paragraph=one_paragraph))


def _fill_control(elements: tuple[etree._Element, ...], text: str) -> None:
    control = elements[0]
    settings, content = control.find(f"{{{W}}}sdtPr"), control.find(_CONTENT)
    for setting in list(settings) if settings is not None else []:
        # Word would put the old words back: those of the placeholder, or of the data the control is bound to.
        if etree.QName(setting).localname in {"showingPlcHdr", "dataBinding"}:
            settings.remove(setting)  # type: ignore[union-attr]
        setting.attrib.pop(f"{{{W}}}fullDate", "")  # the day picked before, in a control for dates
    if content is None:
        content = etree.SubElement(control, _CONTENT)
    cell = content.find(f"{{{W}}}tc")
    holder = cell if cell is not None else content
    paragraph = next(holder.iter(P), None)
    if paragraph is None and next(control.iterancestors(P), None) is None:
        paragraph = etree.SubElement(holder, P)
    if paragraph is not None:
        _alone(holder, paragraph, "tcPr")
        holder = paragraph
    run = next(holder.iter(_R), None)
    if run is None:
        run = etree.SubElement(holder, _R)
    _alone(holder, run, "pPr")
    plain = settings.find(f"{{{W}}}text") if settings is not None else None
    if plain is not None:  # a control for plain text has one paragraph, of one line unless it says otherwise
        plain.set(f"{{{W}}}multiLine", "1")
    _set(run, text, one_paragraph=plain is not None)


def _alone(holder: etree._Element, child: etree._Element, settings: str) -> None:
    """Make an element the only content of its holder, beside the holder's settings."""
    for one in list(holder):
        if one.tag != f"{{{W}}}{settings}":
            holder.remove(one)
    holder.append(child)


def _fill_field(elements: tuple[etree._Element, ...], text: str) -> None:
    first = elements[0]
    if first.tag == f"{{{W}}}fldSimple":
        run = next(first.iter(_R), None)
        run = etree.Element(_R) if run is None else run
        first.addprevious(run)
        parent = first.getparent()
        run.tail = None
        parent.remove(first)  # type: ignore[union-attr]
        _set(run, text)
        return
    result = next((one for one in elements if one.tag == T), first)
    new = etree.Element(T)
    result.addprevious(new)
    _write(new, marked(text))
    for one in elements:
        run = one.getparent()
        if run is not None:
            run.remove(one)
            if not [child for child in run if child.tag != f"{{{W}}}rPr"] and run.getparent() is not None:
                run.getparent().remove(run)  # type: ignore[union-attr]
