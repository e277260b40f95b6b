"""A short form spelled out where it stands, if the sentence around it stays right."""

from __future__ import annotations

import re

from sendadvice_docs.words import as_one

_ARTICLE = re.compile(r"(?<!\w)(an?)\s+\Z", re.IGNORECASE)
_VOWELS = "aeiou"
_NOT_BEFORE = re.compile(r"(?:[(\[/&+-]|[A-Z]{2} (?:and|or) )\Z")
#: “Its” letters, a list of letters, or a name that they begin (“PBS Kids”).
_NOT_AFTER = re.compile(r"['’/&+)\]-]| (?:and|or|&) [A-Z]{2}| [A-Z][a-z]")
_LAST_WORD = re.compile(r"\w+\Z")
_NEAR = 24
#: Classes of words: what a bare noun cannot stand after, and what shows that no other noun follows it.
_BEING, _PREPOSITION, _GOES_ON = "{being}", "{preposition}", "{goes_on}"


def _bare(before: str, after: str) -> bool:
    """Return whether a noun would stand alone where others have “the” or “a”, as in “gone to MASH”."""
    if as_one((_BEING,), r"\s\Z").search(before.lower()):
        return True
    if as_one((_PREPOSITION,), r"\s\Z").search(before.lower()) is None:
        return False
    return not after.startswith(" ") or as_one((_GOES_ON,)).match(after.lower(), 1) is not None


def spelled_out(text: str, start: int, end: int, means: str, short: str) -> str | None:
    """Return “what it means (SHORT)” for the short form at a place in a text; None where more would have to change.

    That is so where the article would be another one, the words would stand bare (“he is CIN”), the same word follows
    (“SGO order”), or the letters are part of something else.
    """
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    article = _ARTICLE.search(before)
    if article and ((article[1].lower() == "an") != (means[0].lower() in _VOWELS) or means.endswith("s")):
        return None
    if means.startswith("not ") or _NOT_BEFORE.search(before) or _NOT_AFTER.match(after) or _bare(before, after):
        return None
    last = _LAST_WORD.search(means)
    if last is not None and after[:1].isspace() and after.lstrip().lower().startswith(last[0].lower()):
        return None
    begins = not text[:start].strip() or text[:start].rstrip()[-1] in ".!?\n"
    return f"{means[0].upper() + means[1:] if begins else means} ({short})"
