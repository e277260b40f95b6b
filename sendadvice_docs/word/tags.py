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

from sendadvice_docs.word.places import TR, P, excerpt, text_of
from sendadvice_docs.word.tagtext import ANY_TAG, OPENERS

#: A tag for a whole paragraph, row, cell or run has its letter right after the bracket.
_LIFTED: Final = re.compile(r"\{[%#{](p|tr|tc|r)\s")
#: A long form has about 200. Each costs time when a template is made ready, and strangers write templates too.
MOST_TAGS: Final = 2000
TOO_MANY: Final = f"there are more than {MOST_TAGS} template tags. Use a smaller template."


def check(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield, for each slip in the tags of a Word part, the paragraph or row it stands in and what is wrong."""
    count = 0
    for paragraph in root.iter(P):
        text = text_of(paragraph)
        if "{" in text or "}" in text:
            count += sum(text.count(opener) for opener in OPENERS)
            if count > MOST_TAGS:
                yield paragraph, f"from here on {TOO_MANY}"
                return
            for message in _slips(text, in_table=next(paragraph.iterancestors(TR), None) is not None):
                yield paragraph, message
    for row in root.iter(TR):
        text = text_of(row)
        if re.search(r"\{[%#]tr\s", text) and not _stands_alone(text):
            yield row, "{%tr ... %} takes its whole row away, so nothing else may stand in that row. Give it its own."


def _stands_alone(text: str) -> bool:
    found = ANY_TAG.match(text.strip())
    return found is not None and found.end() == len(text.strip())


def _slips(text: str, *, in_table: bool) -> Iterator[str]:
    rest = ANY_TAG.sub(" ", text)
    for opener, closer in OPENERS.items():
        if opener in rest:
            yield f"a “{opener}” is never closed with “{closer}” in this paragraph."
            return
        if closer in rest:
            yield f"a “{closer}” has no “{opener}” before it in this paragraph."
            return
    for tag in ANY_TAG.findall(text):
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
