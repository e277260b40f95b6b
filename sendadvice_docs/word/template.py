"""A Word template made ready once, and filled in as often as needed.

Opening, checking and compiling a template is nearly all the work, and the same every time. So a template is prepared
once: what does not change is kept as it is, and each part that holds tags becomes a compiled Jinja2 template in an
immutable sandbox that escapes everything and knows no undefined name.

What is filled in is made right as text where its parts are such that this gives the same as parsing them (`astext`);
where they are not, as with pictures or text boxes, they are parsed.

What docxtpl has a slower way for is not needed: a template's own pictures are parts that stay as they are, an advice
holds none, and a template may not bring in other documents (`safety`).
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import jinja2
from lxml import etree

from sendadvice_docs.errors import InputError
from sendadvice_docs.word import astext, binding, controls, draft, safety
from sendadvice_docs.word.package import all_relationships, content_types, pack, parse, serialise, unpack
from sendadvice_docs.word.part import ENVIRONMENT, Part, prepare_part
from sendadvice_docs.word.places import PARTS, Fault, in_order
from sendadvice_docs.word.safety import W
from sendadvice_docs.word.shape import Shape
from sendadvice_docs.word.text import settle

_MOST_FAULTS_SHOWN: Final = 8
#: What filling in may raise where the data are not what the template expects.
_FILLING_ERRORS: Final = (
    jinja2.TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
)
_MISSING: Final = (
    "this advice leaves out the block or entry that is printed here. Put {% if ... %} with its name around what "
    "depends on it."
)
#: Pictures repeated by a loop get numbers from here on; Word itself counts from 1.
_FIRST_NEW_SHAPE: Final = 100_000
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


#: For the title, which is plain text and no XML.
_PLAIN: Final = ENVIRONMENT.overlay(finalize=lambda value: "" if value is None else value)


@dataclass(frozen=True)
class Template:
    """A template that has been checked and is ready to be filled in; made by `prepare`.

    `printed` are the paths of the data it prints, such as `D.needs[].description`; `as_text` tells whether what is
    filled in can be made right as text, which is faster, and does not have to be parsed.
    """

    name: str
    main: str
    title: jinja2.Template
    title_without: str
    parts: Mapping[str, bytes]
    tagged: Mapping[str, Part]
    headers: tuple[str, ...]
    even_pages: bool
    printed: frozenset[str]
    as_text: bool

    def fill(self, data: Mapping[str, Any], *, draft_marks: bool) -> bytes:
        """Return the Word file this template makes of the data; the same data give the same bytes.

        Raises InputError, naming the template and the paragraph, where the data and the template don't go together.
        """
        texts = {name: self._rendered(part, data) for name, part in self.tagged.items()}
        filled = astext.settled(texts) if self.as_text else self._parsed(texts)
        parts = {**self.parts, **filled}
        if draft_marks:
            self._mark(parts)
        parts[safety.PROPERTIES] = safety.properties(self._title(data))
        return pack(parts)

    def _mark(self, parts: dict[str, bytes]) -> None:
        """Mark every page as a draft, in place."""
        roots = {name: etree.fromstring(parts[name], _filled_parser()) for name in (self.main, *self.headers)}
        draft.mark(parts, roots, self.main, even_pages=self.even_pages)
        parts |= {name: serialise(root) for name, root in roots.items()}

    def _title(self, data: Mapping[str, Any]) -> str:
        try:
            return " ".join(self.title.render(data).split())
        except _FILLING_ERRORS:
            return self.title_without

    def _rendered(self, part: Part, data: Mapping[str, Any]) -> str:
        try:
            return part.compiled.render(data)
        except jinja2.exceptions.SecurityError as error:
            raise InputError(self._message(part, error, "this asks for more than a template may.")) from None
        except jinja2.UndefinedError as error:
            raise InputError(self._message(part, error, _MISSING)) from None
        except _FILLING_ERRORS as error:
            raise InputError(self._message(part, error, "this cannot be filled in here.")) from None

    def _parsed(self, texts: Mapping[str, str]) -> dict[str, bytes]:
        """Return the filled-in parts made right, as they go into the file: what `astext.settled` does, for any part."""
        roots = {}
        for name, xml in texts.items():
            try:
                roots[name] = etree.fromstring(xml.encode(), _filled_parser())
                settle(roots[name])
            except (etree.XMLSyntaxError, ValueError) as error:
                what = "the tags do not fit into the document around them."
                raise InputError(self._message(self.tagged[name], error, what)) from None
            _mend(roots[name])
        controls.settle(roots.values())
        return {name: serialise(root) for name, root in roots.items()}

    def _message(self, part: Part, error: Exception, what: str) -> str:
        lines = [one.lineno for one in traceback.extract_tb(error.__traceback__) if one.filename == "<template>"]
        return f"{self.name}: {part.at(lines[-1] if lines and lines[-1] else 0)}: {what}"


@lru_cache(maxsize=1)
def _filled_parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


@dataclass(frozen=True)
class Examined:
    """What was found in a template: `template`, ready to be filled in (None where there are faults), and its `faults`.

    `printed` are the paths of the data it prints, such as `D.needs[].description`; `parts` the file's parts.
    """

    template: Template | None
    faults: tuple[Fault, ...]
    printed: frozenset[str]
    parts: Mapping[str, bytes]


def examine(data: bytes, name: str, names: Mapping[str, Shape], patch: Callable[[str], str], title: str) -> Examined:
    """Return a template with everything that is wrong with it; parameters as for `prepare`.

    Raises InputError where the file cannot be read at all.
    """
    parts = unpack(data, name)
    faults = safety.refusals(parts, name)
    types = content_types(parts)
    tagged: dict[str, Part] = {}
    printed: set[str] = set()
    for part in sorted(parts):
        if types.get(part) in PARTS:
            made = prepare_part(parse(parts[part], f"{name}: {part}"), PARTS[types[part]], names, patch)
            faults += made.faults
            printed |= made.printed
            if made.part is not None:
                tagged[part] = made.part
    if faults:
        return Examined(None, in_order(faults), frozenset(printed), parts)
    own_title = safety.title_of(parts)
    safety.anonymise(parts)
    template = Template(
        name=name,
        main=safety.main_part(parts, name),
        title=_compiled_title(own_title, names) or _PLAIN.from_string(title),
        title_without=title,
        parts=parts,
        tagged=tagged,
        headers=tuple(part for part in sorted(parts) if draft.is_header(types, part)),
        even_pages=_even_pages(parts),
        printed=frozenset(printed),
        as_text=all(part.as_text for part in tagged.values()),
    )
    return Examined(template, (), frozenset(printed), parts)


def prepare(data: bytes, name: str, names: Mapping[str, Shape], patch: Callable[[str], str], title: str) -> Template:
    """Return a template ready to be filled in.

    `data` is the Word file and `name` what to call it in messages; `names` are what it may use; `patch` turns the XML
    of a part as Word wrote it into a Jinja2 template (docxtpl's doing); `title` is for a file that has none. Raises
    InputError with the faults found, each with its place.
    """
    examined = examine(data, name, names, patch, title)
    if examined.template is None:
        more = len(examined.faults) - _MOST_FAULTS_SHOWN
        shown = [str(fault) for fault in examined.faults[:_MOST_FAULTS_SHOWN]]
        shown += [f"and {more} more. “sendadvice template check” shows them all."] if more > 0 else []
        raise InputError("\n".join(f"{name}: {fault}" for fault in shown))
    return examined.template


def _mend(root: etree._Element) -> None:
    """Put right what tags may leave behind: a table without rows, a cell without a paragraph, ids that stand twice."""
    for table in list(root.iter(f"{{{W}}}tbl")):
        parent = table.getparent()
        if next(table.iter(f"{{{W}}}tr"), None) is None and parent is not None:  # a row may stand in a control
            parent.remove(table)
    for local in ("tc", "hdr", "ftr", "txbxContent"):
        for block in root.iter(f"{{{W}}}{local}"):
            if len(block) == 0 or block[-1].tag in {f"{{{W}}}tcPr", f"{{{W}}}tbl"}:
                etree.SubElement(block, f"{{{W}}}p")
    shapes = list(root.iter(f"{{{_DRAWING}}}docPr"))
    taken: set[str] = set()
    for number, shape in enumerate(shapes, 1):
        if shape.get("id", "") in taken:
            shape.set("id", str(_FIRST_NEW_SHAPE + number))
        taken.add(shape.get("id", ""))


def _compiled_title(title: str, names: Mapping[str, Shape]) -> jinja2.Template | None:
    if not title.strip():
        return None
    try:
        tree = _PLAIN.parse(title)
        return None if binding.check(tree, names) else _PLAIN.from_string(tree)
    except jinja2.TemplateError:
        return None


def _even_pages(parts: Mapping[str, bytes]) -> bool:
    settings = [one.target for _, one in all_relationships(parts) if one.kind.endswith("/relationships/settings")]
    return any(draft.has_even_pages(parse(parts[one], one)) for one in settings if one in parts)
