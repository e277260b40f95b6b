"""One part of a template (the text, a header, a footer) made ready: its tags checked and compiled."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from sendadvice_docs.word import astext, binding, controls, structure, tags
from sendadvice_docs.word.diagnosis import TOO_DEEP, diagnose, unreadable
from sendadvice_docs.word.places import Fault, Place, Places
from sendadvice_docs.word.safety import W
from sendadvice_docs.word.shape import Shape
from sendadvice_docs.word.tagged import as_template, take_tags
from sendadvice_docs.word.text import marked

#: What Word 2010 and later number each paragraph with; a loop would give many paragraphs the same number.
_PARAGRAPH_IDS: Final = (
    "{http://schemas.microsoft.com/office/word/2010/wordml}paraId",
    "{http://schemas.microsoft.com/office/word/2010/wordml}textId",
)
_UNUSUAL: Final = "this was written by an unusual program. Open the file in Word and save it again."


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox, looking for a name in a block of data first and only then among what the block can do."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a name of a value, as the sandbox does; blocks of data, nearly all there is, without the detour."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


def _environment() -> ImmutableSandboxedEnvironment:
    # Every value, whatever made it, is escaped by `marked`, once and last. Jinja2's own escaping, before and beside it,
    # would only do the same again: it is for templates that may say that a text is XML already, and these may not.
    environment = _Environment(undefined=jinja2.StrictUndefined, finalize=marked, keep_trailing_newline=True)
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in binding.FILTERS}
    environment.filters[structure.ON_ONE_LINE] = structure.on_one_line
    environment.tests = {name: environment.tests[name] for name in binding.TESTS}
    return environment


ENVIRONMENT: Final = _environment()


@dataclass(frozen=True)
class Part:
    """A part with tags: what a person calls it, its compiled template, and the place of each tag in its order.

    `as_text` tells whether, once filled in, it can be made right as text (`astext`).
    """

    place: str
    compiled: jinja2.Template
    tags: tuple[Place, ...]
    as_text: bool

    def at(self, line: int) -> Place:
        """Return the place of a line of the template: line 2 begins within the first tag."""
        return self.tags[line - 2] if 2 <= line < len(self.tags) + 2 else Place(self.place)


@dataclass(frozen=True)
class Prepared:
    """What became of a part: `part` ready to be filled in (None without tags, or with faults), and its `faults`.

    `printed` are the paths of the data it prints.
    """

    part: Part | None
    faults: tuple[Fault, ...] = ()
    printed: frozenset[str] = frozenset()


def prepare_part(root: etree._Element, place: str, names: Mapping[str, Shape], patch: Callable[[str], str]) -> Prepared:
    """Return a part made ready, with all that is wrong with it.

    `root` is the part as parsed, and changed by this; `place` what a person calls it; `names` what its tags may use;
    `patch` turns the XML of a part as Word wrote it into a Jinja2 template (docxtpl's doing).
    """
    places = Places(root, place)
    slips = [Fault(places.of(element), message) for element, message in tags.check(root)]
    if root.nsmap.get("w") != W:
        return Prepared(None, (*slips, Fault(Place(place), _UNUSUAL)))
    if any(slip.message.endswith(tags.TOO_MANY) for slip in slips):
        return Prepared(None, tuple(slips))
    if b"{" not in etree.tostring(root):
        return Prepared(None, tuple(slips))
    places.read()
    _tidy(root)
    found, mark = take_tags(root, places)
    if len(found) > tags.MOST_TAGS:
        return Prepared(None, (Fault(Place(place), tags.TOO_MANY),))
    if slips:
        return Prepared(None, (*slips, *_others(diagnose(found, names, ENVIRONMENT), slips)))
    source = astext.spaced(as_template(root, mark, patch))
    if not any(opener in source for opener in ("{{", "{%", "{#")):
        return Prepared(None)
    part = Part(place, ENVIRONMENT.from_string(""), tuple(tag.place for tag in found), astext.suits(root, source))
    printed: set[str] = set()
    try:
        tree = ENVIRONMENT.parse(source)
        faults = binding.check(tree, names, printed)
        fallen = faults or structure.check(tree)
        if not fallen:
            structure.protect(tree)
            ready = Part(place, ENVIRONMENT.from_string(tree), part.tags, part.as_text)
            return Prepared(ready, printed=frozenset(printed))
        last = tuple(Fault(part.at(fault.line), fault.message) for fault in fallen)
    except jinja2.TemplateSyntaxError as error:
        last = (Fault(part.at(error.lineno), unreadable(error.message or "")),)
    except (RecursionError, MemoryError, SyntaxError):
        last = (Fault(Place(place), TOO_DEEP),)
    return Prepared(None, tuple(diagnose(found, names, ENVIRONMENT)) or last, frozenset(printed))


def _others(found: Sequence[Fault], slips: Sequence[Fault]) -> list[Fault]:
    """Return the faults of paragraphs that have no slip: what else is said of those follows from it."""
    faulty = {slip.place for slip in slips}
    return [fault for fault in found if fault.place not in faulty]


def _tidy(root: etree._Element) -> None:
    for text in root.iter(f"{{{W}}}t"):
        if text.text:  # a line break there is only how the XML was laid out: Word shows a space
            text.text = re.sub(r"[\t\n\r]", " ", text.text)
    controls.make_room(root)
    for paragraph in root.iter(f"{{{W}}}p", f"{{{W}}}tr"):
        for attribute in _PARAGRAPH_IDS:
            if attribute in paragraph.attrib:
                del paragraph.attrib[attribute]
