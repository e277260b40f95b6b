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
from sendadvice_docs.datafile import schema
from sendadvice_docs.documents import LAYOUTS, SECTIONS, TITLES, called, file_name
from sendadvice_docs.errors import InputError
from sendadvice_docs.profile import Profile
from sendadvice_docs.word.package import MAX_FILE_BYTES
from sendadvice_docs.word.shape import TEXT, Shape, shape_of
from sendadvice_docs.word.template import Template, prepare
from sendadvice_docs.word.text import refuse_illegal


class TemplateFile(bytes):
    """The content of a Word template that knows its `name` (a path), so that messages can give it."""

    name: str

    def __new__(cls, content: bytes, name: str = "The template") -> TemplateFile:
        """Return the content, named (a default, because copies are first made without)."""
        made = super().__new__(cls, content)
        made.name = name
        return made


@lru_cache(maxsize=1)
def names() -> Mapping[str, Shape]:
    """Return the names a template may use: those of `schema/fragment.schema.json`, and `draft` (true or false)."""
    return {**shape_of(schema("fragment")).names, "draft": TEXT}


def _patch() -> Callable[[str], str]:
    from docxtpl import DocxTemplate

    made: Callable[[str], str] = DocxTemplate("").patch_xml
    return made


@lru_cache(maxsize=32)
def _prepared(content: bytes, name: str, section: str) -> Template:
    return prepare(content, name, names(), _patch(), TITLES[section])


def _read(path: str, section: str) -> TemplateFile:
    try:
        size = os.path.getsize(path)
        if size > MAX_FILE_BYTES:
            raise InputError(f"{path}: this file is too large for a template ({size} bytes). Take out large pictures.")
        with open(path, "rb") as file:
            return TemplateFile(file.read(), path)
    except FileNotFoundError:
        raise InputError(
            f"{path}: there is no such file. It is named as the Word template for {called(section)}; put it there, or "
            "give another path."
        ) from None
    except (OSError, ValueError) as error:
        reason = "it is a folder" if isinstance(error, IsADirectoryError) else "it could not be opened"
        raise InputError(f"{path}: the Word template for {called(section)} cannot be read: {reason}.") from None


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
        file = _read(overrides.get(name) or profile.templates.get(name) or shipped, name)
        _prepared(file, file.name, name)
        found[name] = file
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
        section: _prepared(
            bytes(content), getattr(content, "name", f"The template for {called(section)}"), section
        ).fill(data, draft_marks=draft)
        for section, content in templates.items()
    }
