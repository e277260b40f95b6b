"""Sections of the plan in other forms than Word: web pages, Markdown and PDF."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

#: The forms documents are written in, by the ending of their files, with what to call each.
FORMS: Final[Mapping[str, str]] = {
    "docx": "Word documents",
    "pdf": "PDF files",
    "html": "web pages",
    "md": "Markdown",
}


def printed(fragment: Mapping[str, Any], layout: str, form: str, *, draft: bool) -> dict[str, bytes]:
    """Return each document of a layout as HTML (`form` is “html”) or Markdown (“md”), by its name, such as “D”.

    `fragment` is the data `sendadvice_docs.sections.fragment` makes; the layouts are those of
    `sendadvice_docs.documents`. The same data give the same bytes. Raises InputError where a text holds a character
    that no document can.
    """
    from sendadvice_docs.formats import html, markdown
    from sendadvice_docs.formats.content import pages
    from sendadvice_docs.word.text import refuse_illegal

    refuse_illegal(fragment)
    render = {"html": html.render, "md": markdown.render}[form]
    return {name: render(page) for name, page in pages(fragment, layout, draft=draft).items()}
