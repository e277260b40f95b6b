"""Numbers of people and things against their lists: “three friends: A, B, C and D”, “two visits (1, 8 and 15 May)”.

A list is counted only where it is closed and every item of it is plain: beside “such as”, “or” or “their” it is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sendadvice_docs.clash.common import MONTH, NUMBER, Clash
from sendadvice_docs.clash.figures import days_of, number_at
from sendadvice_docs.clash.partition import counted_in, names_with_ages
from sendadvice_docs.clash.row import Row
from sendadvice_docs.clash.wordings import any_of

_FILE = "listed"
_MOST = 12
#: The noun that is counted, in the plural, with words about it.
_NOUN = re.compile(
    r" (?:of (?:them|us)|(?P<about>(?:[a-z-]+ ){0,3}?)(?P<noun>[a-z-]{2,}s|children|people"
    r"|staff|siblings|in (?:the|this) (?:house|household|family|flat|home)))(?![\w'-])"
)
_NO_NOUN = frozenset(
    [
        "hours",
        "minutes",
        "mins",
        "hrs",
        "weeks",
        "months",
        "years",
        "is",
        "was",
        "has",
        "his",
        "this",
        "its",
        "less",
        "as",
        "us",
        "always",
        "times",
        "pounds",
        "metres",
        "miles",
        "steps",
        "stones",
        "inches",
        "days'",
        "does",
        "goes",
        "needs",
        "likes",
        "comes",
        "lives",
        "gets",
        "takes",
        "plus",
        "kilos",
        "per",
        "yes",
    ]
)
_TAIL = re.compile(
    r"(?: (?:at home|a week|there|here|in (?:the|this|his|her|their) [a-z]+|outside school"
    r"|of (?:his|her|their) own|each week|every week|a (?:day|night|year|month)|by name|so far"
    r"|(?:this|last|that) (?:year|month|term|week)|in 20\d\d|in all|(?:he|she|they|who"
    r"|that|which)(?:'s|'re)? [a-z' ]{3,24}?|(?:are|were|was|have been|help|live) [a-z]+(?: home)?)){0,2}"
    r"(?:,? ?(?P<mark>[:(—]|- |– )|,? (?:who are|namely|called|named|these are|i\.e\.,?|that is,?) )\s?"
)
_APPOSED = re.compile(r",? (?=[A-Z])")
_BRACKETED = re.compile(r" \([^()]{1,40}\)")
_AGE_AFTER_NAME = re.compile(r"(?<=[a-z]),? \(?(?:aged )?\d{1,2}\)?(?=,| and |;|$)")
_LIST_END = re.compile(r"\)|;|\n|[.!?](?:\s|$)| [-–] |:|\(")
_NAME = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?(?:,? \(?(?:aged )?\d{1,2}\)?)?"
_NAMES = re.compile(
    rf"{_NAME}(?:, {_NAME})*,? (?:and|&) (?:{_NAME}|the baby|the twins)|{_NAME}(?:, "
    rf"{_NAME})+(?=,? (?:and (?:the|a|his|her) )?)"
)
_AND = re.compile(r",? (?:and|&) |, ")
_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|\d+|twins|both|parents|brothers|sisters|grandparents|cousins|boys|girls)\b"
)
_ITEM = re.compile(r"(?:the |a |an |his |her |their |my |one )?[\w'’-]+(?: [\w'’-]+){0,4}(?:,? \(?(?:aged )?\d+\)?)?")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|can|will|does|do|who|which|that|when|he|she|they|it|we"
    r"|i|so|but|because|to|for|needs?|comes?|goes?|works?|lives?|helps?|takes?|only|all)\b"
)
_DAY = re.compile(r"(?<!\w)\d{1,2}(?:st|nd|rd|th)?(?!\w|:)")
_MONTHS = re.compile(rf"\b{MONTH}\b|\b(?:last|this) (?:week|month)\b|\bweek before last\b|\byesterday\b")
_AGED = re.compile(
    rf"(?: at home)?,? \(?(?:who are )?(?:now )?(?:aged|ages) (?P<ages>{NUMBER}(?:, "
    rf"{NUMBER})*,? (?:and|&) {NUMBER})(?!\w)"
)
_NTHS = ("first", "second", "third", "fourth", "fifth", "sixth")
_NTH = re.compile(r"\b(first|second|third|fourth|fifth|sixth) (?P<noun>[a-z]+)\b")
_PEOPLE = frozenset({"children", "people", "siblings", "brothers", "sisters", "adults"})


class Listed:
    """Looks for numbers that their lists don't make, in one text."""

    def __init__(self, row: Row) -> None:
        """Take the words."""
        self._row, self._plain, self._text = row, row.plain, row.reading.text

    def find(self) -> Iterator[Clash]:
        """Yield numbers that don't fit."""
        plain, row = self._plain, self._row
        for at in row.numbers:
            count, end = number_at(row, at)
            start = row.starts[at]
            if (
                not 1 < count <= _MOST
                or count != int(count)
                or plain[start - 1 : start] in ("£", "(", ".", "-", "/", "–")
            ):
                continue
            match = _NOUN.match(plain, end)
            if match is None or (match["noun"] or "them") in _NO_NOUN:
                continue
            if any_of(_FILE, "open").search(plain, max(0, start - 24), start):
                continue
            yield from self._nouns(start, int(count), plain[start:end], match)

    def _nouns(self, start: int, count: int, said: str, noun: re.Match[str]) -> Iterator[Clash]:
        plain = self._plain
        tail = _TAIL.match(plain, noun.end())
        if tail is not None:
            end = _LIST_END.search(plain, tail.end())
            while end and end[0] == "(" and tail["mark"] != "(" and (aside := _BRACKETED.match(plain, end.start() - 1)):
                end = _LIST_END.search(plain, aside.end())
            stop = end.start() if end else len(plain)
            if tail["mark"] == "(" and (end is None or end[0] != ")"):
                return
            yield from self._list(
                start, count, said, tail.end(), stop, mark=tail["mark"] or "", noun=noun["noun"] or ""
            )
            return
        if (apposed := _APPOSED.match(self._text, noun.end())) and (names := _NAMES.match(self._text, apposed.end())):
            items = [one for one in _AND.split(names[0]) if one]
            after = plain[names.end() : names.end() + 14]
            if " and " not in names[0] and " & " not in names[0]:
                return
            if len(items) != count and not re.match(r",? (?:and|plus|with|as well)\b|,? [a-z]+ing\b", after):
                yield self._count(start, names.end(), said, len(items))
            return
        if ages := _AGED.match(plain, noun.end()):
            number = len(re.findall(r"[a-z]{3,}|\d+", ages["ages"].replace(" and ", " ")))
            if number != count:
                yield self._count(start, ages.end(), said, number)
            return
        yield from self._ordinals(start, count, said, noun)

    def _count(self, start: int, end: int, said: str, right: int) -> Clash:
        return Clash(start, end, "counted", {"said": said, "right": str(right)})

    def _list(
        self, start: int, count: int, said: str, first: int, last: int, *, mark: str, noun: str
    ) -> Iterator[Clash]:
        plain, closed = self._plain, mark == "("
        listed = plain[first:last].rstrip()
        if not 3 < len(listed) < 180:
            return
        if told := self._items_counted(mark, first, last, noun):
            if told != count:
                yield self._count(start, last, said, told)
            return
        if any_of(_FILE, "open").search(listed):
            return
        listed = _BRACKETED.sub("", _AGE_AFTER_NAME.sub("", listed))
        listed = any_of(_FILE, "no_item").sub("", listed)
        end = last + (closed and plain[last : last + 1] == ")")
        days = days_of(re.sub(r"\b(?:mornings?|afternoons?|evenings?|nights?)\b", "", listed))
        if days and noun in (
            "days",
            "evenings",
            "mornings",
            "afternoons",
            "nights",
            "visits",
            "sessions",
            "calls",
            "times",
        ):
            if (
                re.fullmatch(
                    r"(?:on )?(?:[a-z]+days?|mon|tues?|weds?|thurs?|thu|fri|sat|sun|and|to|&|,|-|–|/|\s"
                    r"|mornings?|evenings?|afternoons?|nights?)+",
                    listed,
                )
                and len(days) != count
                and len(days) != 1
            ):
                yield self._count(start, end, said, len(days))
            return
        items = [one.strip() for one in _AND.split(listed) if one.strip()]
        if _MONTHS.search(listed) and not re.search(r"\b(?:to|between|from|until)\b|-|–", listed):
            figures = _DAY.findall(re.sub(r"(?:19|20)\d\d", "", listed))
            there = len(figures) or len(_MONTHS.findall(listed))
            if there >= 2 and there == len(items) and there != count:
                yield self._count(start, end, said, there)
        elif (
            len(items) != count
            and _plain_items(items, count, listed, closed=closed)
            and (noun not in ("foods", "words", "things") or len(items) >= count - 3)
        ):
            yield self._count(start, end, said, len(items))

    def _items_counted(self, mark: str, first: int, last: int, noun: str) -> int:
        """Return what a list comes to whose items are counted, or are names with an age each; 0 where it is neither."""
        listed = self._text[first:last].rstrip()
        return names_with_ages(listed) or counted_in(listed.lower(), noun, at_least=mark != ":")

    def _ordinals(self, start: int, count: int, said: str, noun: re.Match[str]) -> Iterator[Clash]:
        """Yield “two visits … on the first, second and third visits”."""
        sentence = self._row.reading.sentence_at(start)
        if count > len(_NTHS) or noun["noun"] is None:
            return
        single = noun["noun"].removesuffix("s")
        for match in _NTH.finditer(self._plain, noun.end(), sentence.end):
            if match["noun"].removesuffix("s") == single and _NTHS.index(match[1]) >= count:
                yield self._count(start, match.end(), said, _NTHS.index(match[1]) + 1)
                return


def _plain_items(items: list[str], count: int, listed: str, *, closed: bool) -> bool:
    """Return whether a list is one of so many single things and no more than a list."""
    if len(items) < 2 or not (closed or re.search(r" (?:and|&) ", listed) or len(items) > max(2, count)):
        return False
    if not all(_ITEM.fullmatch(one) and not _VERB.search(one) for one in items):
        return False
    return not any(_SEVERAL.search(re.sub(r"\(?(?:aged )?\d{1,2}\)?$", "", one)) for one in items)
