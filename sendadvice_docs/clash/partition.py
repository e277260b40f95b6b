"""What a list of so many comes to where its items are counted themselves, and where each is a name with an age.

“Three aunts: one in Ilford, one in Barking”; “four siblings (two sisters, a twin and a baby)”; “(Ivy, 3, and Rose, 9)”.
"""

from __future__ import annotations

import re

from sendadvice_docs.clash.common import value

_NUMBER = r"one|two|three|four|five|six|seven|eight|nine|ten|[1-9]"
_SPLIT = re.compile(r",? (?:and|&|plus) |[,;] (?:and |plus )?")
#: “One in Ilford”, “two aged 3”, but no “one hour”, “two of whom”.
_COUNTED = re.compile(
    rf"(?P<n>{_NUMBER}) (?!(?:of|hours?|hrs?|minutes?|mins?|weeks?|months?|years?|times|or|to"
    r"|more|other|each|who|whose)\b)"
    r"(?P<what>[a-z][\w' -]{1,40})"
)
_KIN = r"(?:half[- ]|step[- ]?)?(?:sister|brother|twin|baby|boy|girl|son|daughter|toddler|sibling)"
_RELATED = re.compile(
    rf"(?:(?P<n>{_NUMBER})|an?|the|his|her|their|another) "
    rf"(?:(?:older|younger|elder|big|little|baby|twin|small|grown-up|new) )*"
    rf"{_KIN}(?P<more>s|ies)?(?: (?:of|aged) (?:{_NUMBER}|\d+)| \(\d+\)|,? \d+)?"
)
_KIN_NOUNS = frozenset({"siblings", "children", "brothers", "sisters"})
_NAME_AGE = r"[A-Z][\w'’-]+,? \(?(?:aged )?\d{1,2}\)?"
_NAMES_AGES = re.compile(rf"{_NAME_AGE}(?:,? (?:and|&) {_NAME_AGE}|[,;] {_NAME_AGE})+")
_ONE_NAME = re.compile(_NAME_AGE)


def counted_in(listed: str, noun: str, *, at_least: bool) -> int:
    """Return how many the items of a list come to that say how many they are; 0 where they don't.

    Where `at_least`, a list may leave some of them out.
    """
    items = [one.strip() for one in _SPLIT.split(listed) if one.strip()]
    if len(items) < 2:
        return 0
    found = [_COUNTED.fullmatch(one) for one in items]
    if all(found):
        return 0 if at_least else sum(int(value(one["n"])) for one in found if one)
    if noun not in _KIN_NOUNS:
        return 0
    kin = [_RELATED.fullmatch(one) for one in items]
    if not all(kin):
        return 0
    if any(one["more"] and not one["n"] for one in kin if one):
        return 0
    return sum(int(value(one["n"] or "one")) for one in kin if one)


def names_with_ages(listed: str) -> int:
    """Return how many names with an age each a list is made of, as written; 0 where it is made of anything else."""
    return len(_ONE_NAME.findall(listed)) if _NAMES_AGES.fullmatch(listed) else 0
