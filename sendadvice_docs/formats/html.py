"""Pages as HTML: one file without scripts or anything fetched from elsewhere, for screens, screen readers and paper.

The looks are those of `templates/page.html`. All text of an advice is escaped, and none of it is lost: spaces and line
breaks stand in the file and are shown as they are.
"""

from __future__ import annotations

from functools import lru_cache

import jinja2
from markupsafe import Markup, escape

from sendadvice_docs import resources
from sendadvice_docs.formats.blocks import Line, Page, paragraphs


def render(page: Page) -> bytes:
    """Return a page as an HTML file in UTF-8; the same page gives the same bytes."""
    return _template().render(page=page).encode()


@lru_cache(maxsize=1)
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(resources.folder("templates")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters |= {"words": _words, "line": _line, "lines": _lines, "in_style": _in_style}
    return environment.get_template("page.html")


def _words(text: str) -> Markup:
    # A carriage return written as it is would be read as a line feed (HTML standard, 13.2.3.5).
    return Markup(str(escape(text)).replace("\r", "&#13;"))  # noqa: S704 -- escaped just here


def _line(line: Line) -> Markup:
    made = Markup()
    for words in line:
        text = _words(words.text)
        made += Markup("<strong>{}</strong>").format(text) if words.strong else text
    return made


def _lines(line: Line) -> Markup:
    return Markup("").join(Markup("<p>{}</p>").format(_line(one)) for one in paragraphs(line))


def _in_style(text: str) -> Markup:
    """Return a text as a string of CSS, with every character but letters and digits of ASCII as an escape."""
    safe = "".join(one if one.isascii() and one.isalnum() else f"\\{ord(one):x} " for one in text)
    return Markup(f'"{safe}"')  # noqa: S704 -- nothing is left in it that means anything in CSS or HTML
