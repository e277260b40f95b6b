"""Whose words a name stands in: quoted or reported speech of the person or the family, or a worker's own account.

Friends may be named in what a child or a parent says; what the worker adds around it is the worker's.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sendadvice_docs.context import governing, own_words
from sendadvice_docs.language import Reading
from sendadvice_docs.model import Circumstances
from sendadvice_docs.naming.acts import Act, acts
from sendadvice_docs.naming.known import Known, words_of
from sendadvice_docs.naming.lists import data_of, fold
from sendadvice_docs.words import source_of

_FIRST_PERSON = re.compile(r"(?<![\w'])(?:i|i'm|i'd|i've|i'll|my|mine|me|we|our|us)(?![\w'])")
_TOLD_ME = re.compile(r"\b(?:told|tells|showed|shows|asked|gave|saw|met|to|with|by|for) (?:me|us)\b")
_QUOTED = re.compile(r'"[^"]*"')
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")
_BREAK = re.compile(r"[;:]|\s[-–—]\s")
_NEW_SUBJECT = re.compile(
    r"(?:,? (?:and|but|so|because|as|while|since|whereas|until|after|before|when|whenever|if|once|unless|so that"
    r"|in case)|,) $"
)
_CHILDS = re.compile(r"^(?:he|she|they|(?:the |this )?(?:child|young (?:person|man|woman|lady)|cyp|yp))\b")
_MAY_DO = re.compile(r"(?:'s\b|\s+(?:to|will|could|can|would|might|was|were|had)\b)")
_ACCORDING = re.compile(r"^\W*(?:according to|in the (?:words|view) of) [^,;:]{2,40},[^;:]*$")
#: How far around a name is looked; no sentence that is read is longer.
_REACH = 400
_COMMA_AND = 6
_KIN = "(?:mother|mum|dad|father|parents|family|grandmother|gran|nan|carer|foster carer|aunt|uncle)"


def _reports() -> str:
    data = data_of("around")
    return f"(?:(?P<says>{data['says']})|{data['wishes']})"


@lru_cache(maxsize=1)
def _opens() -> re.Pattern[str]:
    """Return what opens a report of the person's or the family's: “his mother also says”."""
    data = data_of("around")
    return re.compile(source_of(f"(?:{data['speakers']})(?:'s)?(?: (?:{data['report_gap']})){{0,2}} {_reports()}"))


@lru_cache(maxsize=1)
def _opens_after_name() -> re.Pattern[str]:
    """Return what opens a report right after the name of one of them: “… also says”."""
    return re.compile(rf"(?:\s+(?:{data_of('around')['report_gap']})){{0,2}}\s+" + source_of(_reports()))


@lru_cache(maxsize=1)
def _tells() -> re.Pattern[str]:
    """Return what follows a name where a worker tells what its bearer, or a parent of theirs, said."""
    return re.compile(rf"(?:'s\s+{_KIN})?\s+" + source_of(data_of("around")["tells"]))


@lru_cache(maxsize=1)
def _worker() -> re.Pattern[str]:
    """Return a worker's own “I” in an account of views: “I gave”."""
    return re.compile(source_of(data_of("around")["workers_i"]))


class Speech:
    """Tells whether a place in a field is somebody's own or reported words, for one advice."""

    def __init__(self, circumstances: Circumstances) -> None:
        """Take whose advice it is, and who belongs to them."""
        people = (circumstances.name, circumstances.preferred_name, *(one.name for one in circumstances.people))
        self._people = Known((*people, *circumstances.also_named))
        self._own_name = frozenset(words_of(f"{circumstances.name} {circumstances.preferred_name}"))
        family = {key for one in circumstances.people for key in words_of(one.name)}
        self._at_work = {key for name in circumstances.professionals for key in words_of(name)} - family

    def is_quoted(self, reading: Reading, start: int, end: int) -> bool:
        """Return whether a passage stands between quotation marks."""
        return governing(reading, start, end, ("quoted",)) is not None

    def is_own(self, field: str, reading: Reading, start: int, end: int, *, opens: bool) -> bool:
        """Return whether a name in a field of views is the speaker's own word.

        A worker's account of the views is not where the name is what the sentence is about (`opens` its sentence):
        “Alfie told me that …”, or beside the child's own name “Anjali smiled. Poppy points with her eyes.”
        """
        if not own_words(field, reading, start):
            return False
        if self.is_quoted(reading, start, end) or not opens:
            return True
        if _tells().match(reading.plain, end) and not self.says_i(reading):
            return False
        account = self._is_account(reading)
        return not (account and acts().after(reading.plain[end:]) is not Act.NONE)

    def says_i(self, reading: Reading) -> bool:
        """Return whether a text is written as “I”, outside quotation marks and apart from “told me”."""
        plain = _QUOTED.sub("", reading.plain)
        return _FIRST_PERSON.search(_TOLD_ME.sub("", _worker().sub("", plain))) is not None

    def _is_account(self, reading: Reading) -> bool:
        """Return whether a worker tells of the views: with the child's own name, or “I gave”, and with no other I."""
        if self.says_i(reading):
            return False
        if _worker().search(reading.plain):
            return True
        return any(fold(match[0]).removesuffix("'s") in self._own_name for match in _WORDS.finditer(reading.text))

    def is_reported(self, reading: Reading, start: int, end: int) -> bool:
        """Return whether a place stands in what the person or the family is reported to say, wish or hope."""
        sentence = reading.sentence_at(start)
        first = max(sentence.start, start - _REACH)
        before, after = reading.plain[first:start], reading.plain[end : min(sentence.end, end + _REACH)]
        if _ACCORDING.search(before):
            return True
        openers = list(_opens().finditer(before))
        if openers and self._reaches(openers[-1], before, after, own=_CHILDS.match(openers[-1][0]) is not None):
            return True
        for word in _WORDS.finditer(reading.text, first, start):
            key = fold(word[0])
            if not word[0][0].isupper() or not self._people.knows(key) or key in self._at_work:
                continue
            match = _opens_after_name().match(before, word.end() - first)
            if match and self._reaches(match, before, after, own=key in self._own_name):
                return True
        return False

    def _reaches(self, opener: re.Match[str], before: str, after: str, *, own: bool) -> bool:
        """Return whether a report that opens there still goes on at the name: a new statement ends it.

        `own` says that it is the child's or young person's own report.
        """
        between = before[opener.end() :]
        if _BREAK.search(between):
            return False
        if opener["says"] is None and not between.strip() and not own and _MAY_DO.match(after):
            return False  # “The family would like Harvey to …”: what parents wish, they wish for their child.
        if _NEW_SUBJECT.search(between) is None or acts().after(after) is Act.NONE:
            return True
        return opener["says"] is not None and "," not in between[-_COMMA_AND:]
