"""Template tags as people type them in Word, looked at before anything is done with them.

Joining the pieces Word cuts a tag into, and lifting `{%p ... %}` and `{%tr ... %}` out of their paragraph or row, is
docxtpl's; it takes what it finds, so a tag never closed would swallow the rest of the document, and words beside a
`{%p ... %}` would vanish. Such slips are found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from sendadvice_docs.word.safety import W

_P: Final = f"{{{W}}}p"
_T: Final = f"{{{W}}}t"
_TR: Final = f"{{{W}}}tr"
_OPENERS: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_ANY_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
#: A tag for a whole paragraph, row, cell or run has its letter right after the bracket.
_LIFTED: Final = re.compile(r"\{[%#{](p|tr|tc|r)\s")
_LONGEST_EXCERPT: Final = 120
#: A long form has about 200. Each costs time when a template is made ready, and strangers write templates too.
_MOST_TAGS: Final = 2000


def text_of(element: etree._Element) -> str:
    """Return the text of a paragraph or a row, without that of paragraphs nested in a paragraph (in text boxes)."""
    inside = (
        element.iter(_T) if element.tag != _P else (one for one in element.iter(_T) if _paragraph_of(one) is element)
    )
    return "".join(one.text or "" for one in inside)


def _paragraph_of(text: etree._Element) -> etree._Element | None:
    return next(text.iterancestors(_P), None)


def excerpt(text: str) -> str:
    """Return a text on one line, short enough to be quoted in a message."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_EXCERPT else line[: _LONGEST_EXCERPT - 1] + "…"


def check(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield, for each slip in the tags of a Word part, the text of its paragraph or row and what is wrong."""
    count = 0
    for paragraph in root.iter(_P):
        text = text_of(paragraph)
        if "{" in text or "}" in text:
            count += len(_ANY_TAG.findall(text))
            if count > _MOST_TAGS:
                yield text, f"from here on there are more than {_MOST_TAGS} template tags. Use a smaller template."
                return
            for message in _slips(text, in_table=next(paragraph.iterancestors(_TR), None) is not None):
                yield text, message
    for row in root.iter(_TR):
        text = text_of(row)
        if re.search(r"\{[%#]tr\s", text) and not _stands_alone(text):
            yield text, "{%tr ... %} takes its whole row away, so nothing else may stand in that row. Give it its own."


def _stands_alone(text: str) -> bool:
    found = _ANY_TAG.match(text.strip())
    return found is not None and found.end() == len(text.strip())


def _slips(text: str, *, in_table: bool) -> Iterator[str]:
    rest = _ANY_TAG.sub(" ", text)
    for opener, closer in _OPENERS.items():
        if opener in rest:
            yield f"a “{opener}” is never closed with “{closer}” in this paragraph."
            return
        if closer in rest:
            yield f"a “{closer}” has no “{opener}” before it in this paragraph."
            return
    for tag in _ANY_TAG.findall(text):
        kind = _LIFTED.match(tag)
        if kind is None:
            continue
        if tag.startswith("{{"):
            yield f"“{excerpt(tag)}” puts a value where no text can stand. Write {{{{ name }}}}, without “{kind[1]}”."
        elif kind[1] == "tc":
            yield "{%tc ... %} is not used here: the columns of a table stay as they are."
        elif kind[1] == "tr" and not in_table:
            yield "{%tr ... %} is for the rows of a table. Around paragraphs write {%p ... %}."
        elif kind[1] == "p" and not _stands_alone(text):
            yield "{%p ... %} takes its whole paragraph away, so nothing else may stand in it. Give it its own."
