"""A Word template made ready once, and filled in as often as needed.

Opening, checking and compiling a template is nearly all the work, and the same every time. So a template is prepared
once: what does not change is kept as it is, and each part that holds tags becomes a compiled Jinja2 template in an
immutable sandbox that escapes everything and knows no undefined name.

What docxtpl has a slower way for is not needed: a template's own pictures are parts that stay as they are, an advice
holds none, and a template may not bring in other documents (`safety`).
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from sendadvice_docs.errors import InputError
from sendadvice_docs.word import binding, controls, draft, safety, structure, tags, zipped
from sendadvice_docs.word.package import all_relationships, content_types, pack, parse, serialise, unpack
from sendadvice_docs.word.safety import W
from sendadvice_docs.word.shape import Shape
from sendadvice_docs.word.text import marked, settle
from sendadvice_docs.word.zipped import Packed

_WML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
#: The parts of a Word file that hold text to fill in, and what a person calls them.
_PLACES: Final = {
    f"{_WML}document.main+xml": "the text",
    f"{_WML}header+xml": "the header",
    f"{_WML}footer+xml": "the footer",
    f"{_WML}footnotes+xml": "the footnotes",
    f"{_WML}endnotes+xml": "the endnotes",
}
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
#: What Word 2010 and later number each paragraph with; a loop would give many paragraphs the same number.
_PARAGRAPH_IDS: Final = (
    "{http://schemas.microsoft.com/office/word/2010/wordml}paraId",
    "{http://schemas.microsoft.com/office/word/2010/wordml}textId",
)
#: Pictures repeated by a loop get numbers from here on; Word itself counts from 1.
_FIRST_NEW_SHAPE: Final = 100_000
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox, looking for a name in a block of data first and only then among what the block can do."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a name of a value, as the sandbox does; blocks of data, nearly all there is, without the detour."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


def _environment() -> ImmutableSandboxedEnvironment:
    environment = _Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, finalize=marked, keep_trailing_newline=True
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in binding.FILTERS}
    environment.filters[structure.ON_ONE_LINE] = structure.on_one_line
    environment.tests = {name: environment.tests[name] for name in binding.TESTS}
    return environment


_ENVIRONMENT: Final = _environment()
#: For the title, which is plain text and no XML.
_PLAIN: Final = _ENVIRONMENT.overlay(autoescape=False, finalize=lambda value: "" if value is None else value)


@dataclass(frozen=True)
class _Part:
    """A part with tags: its compiled template, and the text of each paragraph by line of the template's source."""

    place: str
    compiled: jinja2.Template
    lines: tuple[str, ...]

    def at(self, line: int) -> str:
        """Return the place of a line of the source, for a message."""
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return f"in {self.place}, at “{tags.excerpt(text)}”" if text.strip() else f"in {self.place}"


@dataclass(frozen=True)
class Template:
    """A template that has been checked and is ready to be filled in; made by `prepare`."""

    name: str
    main: str
    title: jinja2.Template
    title_without: str
    parts: Mapping[str, bytes]
    packed: Mapping[str, Packed]
    tagged: Mapping[str, _Part]
    headers: tuple[str, ...]
    even_pages: bool

    def fill(self, data: Mapping[str, Any], *, draft_marks: bool) -> bytes:
        """Return the Word file this template makes of the data; the same data give the same bytes.

        Raises InputError, naming the template and the paragraph, where the data and the template don't go together.
        """
        parts = dict(self.parts)
        roots = {name: self._filled(part, data) for name, part in self.tagged.items()}
        controls.settle(roots.values())
        if draft_marks:
            for name in (self.main, *self.headers):
                if name not in roots:
                    roots[name] = parse(parts[name], f"{self.name}: {name}")
            draft.mark(parts, roots, self.main, even_pages=self.even_pages)
        parts |= {name: serialise(root) for name, root in roots.items()}
        parts[safety.PROPERTIES] = safety.properties(self._title(data))
        # A part that marking a draft or filling in has changed is another object, and compressed now.
        return pack(parts, {name: one for name, one in self.packed.items() if parts[name] is self.parts[name]})

    def _title(self, data: Mapping[str, Any]) -> str:
        try:
            return " ".join(self.title.render(data).split())
        except _FILLING_ERRORS:
            return self.title_without

    def _filled(self, part: _Part, data: Mapping[str, Any]) -> etree._Element:
        try:
            root = etree.fromstring(part.compiled.render(data).encode(), _filled_parser())
            settle(root)
        except jinja2.exceptions.SecurityError as error:
            raise InputError(self._message(part, error, "this asks for more than a template may.")) from None
        except jinja2.UndefinedError as error:
            raise InputError(self._message(part, error, _MISSING)) from None
        except _FILLING_ERRORS as error:
            raise InputError(self._message(part, error, "this cannot be filled in here.")) from None
        except etree.XMLSyntaxError as error:
            raise InputError(self._message(part, error, "the tags do not fit into the document around them.")) from None
        _mend(root)
        return root

    def _message(self, part: _Part, error: Exception, what: str) -> str:
        lines = [one.lineno for one in traceback.extract_tb(error.__traceback__) if one.filename == "<template>"]
        return f"{self.name}: {part.at(lines[-1] if lines and lines[-1] else 0)}: {what}"


@lru_cache(maxsize=1)
def _filled_parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


def prepare(data: bytes, name: str, names: Mapping[str, Shape], patch: Callable[[str], str], title: str) -> Template:
    """Return a template ready to be filled in.

    `data` is the Word file and `name` what to call it in messages; `names` are what it may use; `patch` turns the XML
    of a part as Word wrote it into a Jinja2 template (docxtpl's doing); `title` is for a file that has none. Raises
    InputError with every fault found, each with its place.
    """
    parts = unpack(data, name)
    safety.check(parts, name)
    own_title = safety.title_of(parts)
    safety.anonymise(parts)
    types = content_types(parts)
    tagged: dict[str, _Part] = {}
    faults: list[str] = []
    for part in sorted(parts):
        if types.get(part) in _PLACES:
            made, found = _prepare_part(parse(parts[part], f"{name}: {part}"), _PLACES[types[part]], names, patch)
            faults += found
            if made is not None:
                tagged[part] = made
    if faults:
        more = len(faults) - _MOST_FAULTS_SHOWN
        shown = faults[:_MOST_FAULTS_SHOWN] + ([f"and {more} more."] if more > 0 else [])
        raise InputError("\n".join(f"{name}: {fault}" for fault in shown))
    return Template(
        name=name,
        main=safety.main_part(parts, name),
        title=_compiled_title(own_title, names) or _PLAIN.from_string(title),
        title_without=title,
        parts=parts,
        packed={part: zipped.pack(content) for part, content in parts.items() if part not in tagged},
        tagged=tagged,
        headers=tuple(part for part in sorted(parts) if draft.is_header(types, part)),
        even_pages=_even_pages(parts),
    )


def _prepare_part(
    root: etree._Element, place: str, names: Mapping[str, Shape], patch: Callable[[str], str]
) -> tuple[_Part | None, list[str]]:
    """Return a part made ready, None where it holds no tags, and what is wrong with it."""
    slips = [f"in {place}, at “{tags.excerpt(text)}”: {message}" for text, message in tags.check(root)]
    if slips:
        return None, slips
    if root.nsmap.get("w") != W:
        return None, [f"in {place}: this was written by an unusual program. Open the file in Word and save it again."]
    _tidy(root)
    source = etree.tostring(root, encoding="unicode")
    if not any(opener in source for opener in ("{{", "{%", "{#")):
        return None, []
    # One line for each paragraph, so that a line number leads back to words a person finds in Word.
    source = re.sub(r"<w:p([ >])", r"\n<w:p\1", patch(source))
    lines = tuple(_words(line) for line in source.split("\n"))
    part = _Part(place, _ENVIRONMENT.from_string(""), lines)
    try:
        tree = _ENVIRONMENT.parse(source)
        faults = binding.check(tree, names) + structure.check(tree)
        found = [f"{part.at(fault.line)}: {fault.message}" for fault in faults]
        if found:
            return None, found
        structure.protect(tree)
        return _Part(place, _ENVIRONMENT.from_string(tree), lines), []
    except jinja2.TemplateSyntaxError as error:
        return None, [f"{part.at(error.lineno)}: {_unreadable(error.message or '')}"]
    except (RecursionError, MemoryError, SyntaxError):
        return None, [f"in {place}: the template tags stand too deep within each other. Use fewer."]


def _unreadable(message: str) -> str:
    """Return what Jinja2 says of a tag it cannot read, in plain words where it is one of the usual slips."""
    block = re.search(r"innermost block that needs to be closed is '(\w+)'", message)
    if block:
        return f"a “{block[1]}” begun above is never ended. Write its “end{block[1]}” after what it is about."
    stray = re.search(r"Encountered unknown tag '(end\w+|else|elif)'", message)
    if stray:
        return f"this “{stray[1]}” ends or divides something that was never begun."
    return f"this template tag cannot be read ({message.rstrip('.')})."


def _words(line: str) -> str:
    text = re.sub(r"<[^<>]+>", "", line)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _tidy(root: etree._Element) -> None:
    for text in root.iter(f"{{{W}}}t"):
        if text.text:  # a line break there is only how the XML was laid out: Word shows a space
            text.text = re.sub(r"[\t\n\r]", " ", text.text)
    controls.make_room(root)
    for paragraph in root.iter(f"{{{W}}}p", f"{{{W}}}tr"):
        for attribute in _PARAGRAPH_IDS:
            if attribute in paragraph.attrib:
                del paragraph.attrib[attribute]


def _mend(root: etree._Element) -> None:
    """Put right what tags may leave behind: a table without rows, a cell without a paragraph, ids that stand twice."""
    for table in list(root.iter(f"{{{W}}}tbl")):
        parent = table.getparent()
        if table.find(f"{{{W}}}tr") is None and parent is not None:
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
