"""The text of a template tag as Word leaves it, made into what Jinja2 reads.

Word makes typed quotation marks curly and slips in hard spaces and invisible characters; and docxtpl, which comes next,
takes a sign such as `%` or `}` inside a quoted text for the end of the tag. So outside quoted text a tag is cleaned,
and inside it every sign that could be mistaken is written as an escape, which Jinja2 reads back as the sign itself.
"""

from __future__ import annotations

import re
from typing import Final

OPENERS: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
ANY_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
#: What stands before the content of a tag: the bracket, a sign that trims blanks, the letter of what it takes away.
HEAD: Final = re.compile(r"\{[{%#][-+]?(?:(?P<kind>p|tr|tc|r)\s)?")

_QUOTES: Final = {**dict.fromkeys('"“”„‟″', '"'), **dict.fromkeys("'‘’‚‛′", "'")}
_SPACES: Final = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_MISTAKABLE: Final = frozenset("{}%#&<>\\") | frozenset(_QUOTES)


def cleaned(tag: str, *, attribute: bool = False) -> list[str]:
    """Return what each character of a tag (with its brackets) becomes, so that the pieces joined are the clean tag.

    In an `attribute` of the XML, quoted text stands in single quotation marks, since double ones end an attribute.
    """
    pieces = [_SPACES.sub(" ", one) if one not in _INVISIBLE else "" for one in tag]
    if tag.startswith("{#"):
        return pieces
    kind = ""  # of the quotation mark that began the text we are in; "" outside
    for at in range(2, len(tag) - 2):
        one = tag[at]
        if kind:
            if _QUOTES.get(one) == kind:
                pieces[at], kind = ("'" if attribute else kind), ""
            elif one == "\\" or tag[at - 1] == "\\":
                pieces[at] = one  # an escape the template wrote itself
            elif one in _MISTAKABLE:
                pieces[at] = f"\\u{ord(one):04x}"
            else:
                pieces[at] = one
        elif one in _QUOTES:
            kind = _QUOTES[one]
            pieces[at] = "'" if attribute else kind
    return pieces


def clean(tag: str) -> str:
    """Return a tag as Jinja2 reads it."""
    return "".join(cleaned(tag))
