"""Where a noun phrase begins, where a statement ends, and how acts that lie in each other's way are parted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sendadvice_docs.acts.cues import cues
from sendadvice_docs.acts.marks import TOPIC
from sendadvice_docs.language import Reading, plain

if TYPE_CHECKING:
    from sendadvice_docs.acts.statement import Act

_TRAILING = " \t\r\n,;:–-+•/&"
#: The number of an item: “(b) a sensory room at school”.
_NUMBERED = re.compile(r"\((?:[a-h]|[ivx]{1,4}|\d{1,2})\)\s*\Z")
_JOINING = re.compile(r"(?:\s|,)+(?:and|or|plus|then|so|but)$")
#: Between ruling one thing out and asking for another.
_ONE_BREATH = re.compile(r"[^.;!?\n]{0,40}")
#: Where a statement goes on to another.
_NEW_PART = re.compile(r"[,;:]|\b(?:and|but|so|then|plus)\b")
#: Between two provisions of one list.
_LISTED = re.compile(r"[^.;:]*?(?:,|\band\b|\+|&|\bplus\b|\bas well as\b)(?:\s+[\w'-]+){0,4}\s*")


def noun_start(text: str, floor: int, at: int) -> int:
    """Return where the noun phrase that ends in the name at `at` begins, not before `floor`.

    Each of its parts (“a referral to”, “the paediatrician”) reaches at most five words back.
    """
    start = _one_part(text, floor, at)
    if gift := cues().paths["a_gift"].search(text, max(floor, start - 60), start):
        return gift.start()
    for _ in range(2):
        near = max(floor, start - 60)
        found = list(cues().paths["carriers"].finditer(text, near, start))
        if not found or text[found[-1].end() : start].strip():
            break
        start = _one_part(text, floor, found[-1].start())
    return start


@lru_cache(maxsize=8192)
def _is(name: str, word: str) -> bool:
    """Return whether a word is one of a list of `checks/cues/acts/paths.yaml`."""
    return cues().paths[name].fullmatch(word) is not None


def _word_before(text: str, floor: int, at: int) -> tuple[int, int]:
    """Return where the word before a place, not before `floor`, begins and ends; nothing after a bracket."""
    end = at
    while end > floor and text[end - 1].isspace():
        end -= 1
    first = end
    while first > floor and text[first - 1] != "(" and not text[first - 1].isspace():
        first -= 1
    return first, end


def _one_part(text: str, floor: int, at: int) -> int:
    start = at
    for _ in range(5):
        first, end = _word_before(text, floor, start)
        word = text[first:end]
        if not word or word[-1] in ",;:.!?–)" or word in ("-", "+", "&", "•", "/") or _is("noun_stops", word):
            break
        if any(sign in word for sign in "■▣▲◇◆¤□") and "'" not in word:
            break
        start = first
        if _is("noun_opens", word) and not (
            word in ("a", "per", "each", "every") and cues().paths["counted"].search(text, floor, start)
        ):
            break
    return start


def statement_end(reading: Reading, text: str, core: int) -> int:
    """Return where the clause that reaches `core` ends, without closing marks."""
    end = max(core, reading.clause_at(max(0, core - 1)).end)
    while end > core and (text[end - 1] in _TRAILING or text[end - 1] in '.!?"”'):
        end -= 1
    return end


def segment_start(reading: Reading, text: str, floor: int, at: int) -> int | None:
    """Return where the item of a provision entry that holds `at` begins; None in a clause that only adds to another.

    A new item begins after a semicolon, a plus sign, a bracket, “, then”, or a comma or “and” before something counted.
    """
    patterns = cues().paths
    clause = reading.clause_at(at)
    if patterns["adding"].fullmatch(clause.opener):
        return None
    start = max(floor, clause.start)
    for earlier in reversed(reading.clauses(reading.sentence_at(at))):
        if earlier.start < start and clause.opener in (",", "and", "or"):
            clause, start = earlier, max(floor, earlier.start)
    found = patterns["new_item"].finditer(text, max(0, start - 1), at + 1)
    items = [match.end() for match in found if match.end() <= at]
    numbered = _NUMBERED.search(text, max(0, clause.start - 8), clause.start) is not None
    goes_on = clause.opener in (")", "]") and (items or numbered)
    if clause.opener in (":", "(", "[", ")", "]", "-", "–", "—") and not goes_on and "◆" in text[floor : clause.start]:
        return None
    start = items[-1] if items else start
    fronted = patterns["fronted"].match(text, start, at)
    return fronted.end() if fronted else start


def _cut(text: str, act: Act, at: int) -> Act:
    """Return an act that ends before `at`, where another begins, without the “and” between them."""
    left = _JOINING.sub("", text[:at].rstrip(_TRAILING)).rstrip(_TRAILING)
    return replace(act, end=max(act.core, len(left)))


def _joined(last: Act, act: Act) -> Act:
    """Return two acts of one statement as one."""
    # A word of school life says less about whose provision it is than a name of provision does.
    domain = act.domain if last.mark.sign == TOPIC and act.mark.sign != TOPIC else last.domain
    return replace(last, domain=domain, end=max(last.end, act.end), core=max(last.core, act.core))


def apart(text: str, found: Iterable[Act]) -> tuple[Act, ...]:
    """Return acts without overlaps: one for each statement, of the domain named first, each cut free of the last."""
    kept: list[Act] = []
    for act in sorted(found, key=lambda one: (one.start, one.mark.start)):
        last = kept[-1] if kept else None
        if last and last.denied and act.domain == last.domain and _ONE_BREATH.fullmatch(text[last.end : act.start]):
            kept[-1] = _joined(last, act)  # “the academy is wrong for him and a smaller school ought to be found”
            continue
        if last is None or act.start >= last.end:
            kept.append(act)
            continue
        own = act.start > last.core and (act.domain != last.domain or _NEW_PART.search(text, last.core, act.start))
        between = text[last.mark.end : act.mark.start]
        listed = act.domain != last.domain and act.mark.sign in "■▣" and _LISTED.fullmatch(between)
        if own or listed:
            start = act.start if own else max(last.core, noun_start(plain(text), last.mark.end, act.mark.start))
            kept[-1] = _cut(text, last, start)
            kept.append(replace(act, start=start))
        else:
            kept[-1] = _joined(last, act)
    return tuple(kept)
