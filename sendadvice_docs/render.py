"""Fragment data and Word templates in, Word files out.

The one module that imports docxtpl, which knows how Word cuts up what people type. It is used for that alone, once for
each template; `sendadvice_docs.word` does the rest, because docxtpl's own way of filling in changes some texts, leaves
the date in the file and starts from nothing each time.
"""

from __future__ import annotations

import os.path
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from sendadvice_docs import resources
from sendadvice_docs.documents import LAYOUTS, SECTIONS, TITLES, called, file_name
from sendadvice_docs.errors import InputError
from sendadvice_docs.profile import Profile
from sendadvice_docs.template_fields import Field, held, names, unprinted
from sendadvice_docs.word.package import MAX_FILE_BYTES
from sendadvice_docs.word.template import Examined, Template, examine, prepare
from sendadvice_docs.word.text import refuse_illegal


class TemplateFile(bytes):
    """The content of a Word template that knows its `name` (a path), so that messages can give it."""

    name: str

    def __new__(cls, content: bytes, name: str = "The template") -> TemplateFile:
        """Return the content, named (a default, because copies are first made without)."""
        made = super().__new__(cls, content)
        made.name = name
        return made


def _patch() -> Callable[[str], str]:
    from docxtpl import DocxTemplate

    made: Callable[[str], str] = DocxTemplate("").patch_xml
    return made


@lru_cache(maxsize=32)
def _prepared(content: bytes, name: str, section: str) -> Template:
    return prepare(content, name, names(), _patch(), TITLES[section])


def _name_of(content: bytes, document: str) -> str:
    return content.name if isinstance(content, TemplateFile) else f"The template for {called(document)}"


def examined(file: TemplateFile) -> Examined:
    """Return a Word template with everything that is wrong with it, as rendering would find it.

    Raises InputError where the file cannot be read at all.
    """
    return examine(bytes(file), file.name, names(), _patch(), "The plan")


def read_template(path: str, what: str = "the Word template") -> TemplateFile:
    """Return a Word template's content; raises InputError, saying `what` it is, where it cannot be read."""
    try:
        size = os.path.getsize(path)
        if size > MAX_FILE_BYTES:
            raise InputError(f"{path}: this file is too large for a template ({size} bytes). Take out large pictures.")
        with open(path, "rb") as file:
            return TemplateFile(file.read(), path)
    except FileNotFoundError:
        raise InputError(
            f"{path}: there is no such file. It is named as {what}; put it there, or give another path."
        ) from None
    except (OSError, ValueError) as error:
        reason = "it is a folder" if isinstance(error, IsADirectoryError) else "it could not be opened"
        raise InputError(f"{path}: {what} cannot be read: {reason}.") from None


def load_templates(profile: Profile, overrides: Mapping[str, str], layout: str = "fragments") -> Mapping[str, bytes]:
    """Return the Word templates of a layout by name (“D”, “H1”, “H2” for the fragments), read and checked.

    For each it is the one in `overrides` (name to path), else the profile's own, else the one that comes with the tool.
    Raises InputError where one is missing, is no Word file, holds what a template may not, or uses a name that
    `schema/fragment.schema.json` does not have; and where an override is for no document of this layout.
    """
    documents = LAYOUTS[layout]
    unknown = sorted(set(overrides) - set(documents))
    if unknown and layout == "fragments":
        raise InputError(f"There is no template for “{unknown[0]}”; the sections are {', '.join(SECTIONS)}.")
    if unknown:
        raise InputError(
            f"The template for “{unknown[0]}” is not used in the layout {layout}, which has one for "
            f"{', '.join(documents)}."
        )
    found: dict[str, bytes] = {}
    for name in documents:
        shipped = resources.resource("templates", file_name(name))
        path = overrides.get(name) or profile.templates.get(name) or shipped
        file = read_template(path, f"the Word template for {called(name)}")
        _prepared(file, file.name, name)
        found[name] = file
    return found


def left_out(fragment: Mapping[str, Any], templates: Mapping[str, bytes]) -> dict[str, list[Field]]:
    """Return what an advice says and a template for its section never prints, by the template's name.

    A document for the whole plan is asked for every section. What the advice says for sections A and E is looked for in
    all the templates, and told with section D's.
    """
    found: dict[str, list[Field]] = {}
    named = {one: _name_of(content, one) for one, content in templates.items()}
    printed = {one: _prepared(content, named[one], one).printed for one, content in templates.items()}
    for document, name in named.items():
        fields = unprinted(printed[document], (document,) if document in SECTIONS else tuple(SECTIONS))
        if document == "D" or document not in SECTIONS:
            fields += unprinted(frozenset().union(*printed.values()), ("A", "E"))
        words = [one for one in fields if held(one, fragment) and not one.path.endswith(".empty_text")]
        if words:
            found[name] = words
    return found


def render(fragment: Mapping[str, Any], templates: Mapping[str, bytes], *, draft: bool) -> dict[str, bytes]:
    """Return the Word file of each document there is a template for, by its name (a section, or a layout).

    `fragment` is the data `sendadvice_docs.sections.fragment` makes; `templates` are Word files by name, as
    `load_templates` gives them. With `draft` every page says that it is a draft. The same fragment and template give
    the same bytes. Raises InputError where a template cannot be used or a text holds a character Word cannot.
    """
    refuse_illegal(fragment)
    data = {**fragment, "draft": draft}
    return {
        section: _prepared(content, _name_of(content, section), section).fill(data, draft_marks=draft)
        for section, content in templates.items()
    }
