"""Sections D, H1 and H2 in other forms than Word: web pages, Markdown and PDF."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

#: The forms a fragment is written in, with what each is called in a sentence.
NAMES: Final[Mapping[str, str]] = {
    "docx": "Word documents",
    "pdf": "PDF files",
    "html": "web pages",
    "md": "Markdown",
}


def printed(fragment: Mapping[str, Any], form: str, *, draft: bool) -> dict[str, bytes]:
    """Return the page of each section (“D”, “H1”, “H2”) as HTML (`form` is “html”) or Markdown (“md”).

    `fragment` is the data `sendadvice_docs.sections.fragment` makes. The same data give the same bytes. Raises
    InputError where a text holds a character that no document can.
    """
    from sendadvice_docs.formats import html, markdown
    from sendadvice_docs.formats.content import pages
    from sendadvice_docs.word.text import refuse_illegal

    refuse_illegal(fragment)
    render = {"html": html.render, "md": markdown.render}[form]
    return {section: render(page) for section, page in pages(fragment, draft=draft).items()}
