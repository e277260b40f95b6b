"""What takes an act back: it is negated, set out elsewhere, somebody's own view, supposed, asked, or over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sendadvice_docs.acts.cues import cues
from sendadvice_docs.context import Cue, governing
from sendadvice_docs.language import Reading

if TYPE_CHECKING:
    from sendadvice_docs.acts.statement import Act

#: What is waited for, at the head of a sentence: “Once the diagnosis is confirmed …” calls for no diagnosis.
_TIME = re.compile(
    r"(?:once|when|whenever|as soon as|after|until|till|before)(?: (?:the|an?|his|her|their|any|[\w-]+))?\s*"
)
_HAPPENS = re.compile(r"\s+(?:is|are|has|have|gets?|comes?|becomes?)(?!\w)")
#: A statement in brackets about what the words before them say: “(the nurse does this)”.
_TELLS = re.compile(
    r"\s*(?:(?:already|now|currently|both|all)\s+)*(?:do|does|did|is|are|has|have|had|gives?|sees?|covers?|comes?|manages?|deals?|visits?|provides?|leads?|sorts?)(?!\w)"
)
#: Social care's own occupational therapists, whom a text may then call by their short name.
_OWN_OT = re.compile(
    r"(?:council|authority|housing|adaptations?|equipment|social care|social services)(?:'s)?"
    r"[^.;\n]{0,30}occupational therap"
)
_OT = re.compile(r"(?:the )?(?:ots?|occupational therapists?)")
_STATES = ("quoted", "attributed", "view", "negated", "hypothetical")
_BARE_STATES = (*_STATES, "past")


def _stands(reading: Reading, cue: Cue, start: int, core: int) -> bool:
    """Return whether a cue that governs by the general reckoning reaches the act itself."""
    if cue.start >= start or cue.state in ("quoted", "own_words"):
        return cue.state != "hypothetical" or cue.start < start
    between = reading.plain[cue.end : start]
    if cue.start > core:
        return True
    if cue.state == "hypothetical":
        return not cues().vetoes["condition_over"].search(between)
    return not cues().vetoes[f"{cue.state}_over" if f"{cue.state}_over" in cues().vetoes else "over"].search(between)


def _told_aside(reading: Reading, act: Act) -> bool:
    """Return whether what is named is waited for, is told of in brackets, or is social care's own after all."""
    plain, at, end = reading.plain, act.mark.start, act.mark.end
    sentence = reading.sentence_at(at)
    if not act.denied and _TIME.fullmatch(plain, sentence.start, at) and _HAPPENS.match(plain, end):
        return True
    opened = plain.rfind("(", act.start, at)
    if opened > act.start and ")" not in plain[opened:at] and _TELLS.match(plain, end):
        return True
    return _OT.fullmatch(plain, at, end) is not None and _OWN_OT.search(plain, 0, at) is not None


def vetoed(reading: Reading, text: str, act: Act, *, bare: bool) -> bool:
    """Return whether an act is none after all; `bare` where no words make it one."""
    start, core, at = act.start, act.core, act.mark.start
    sentence = reading.sentence_at(start)
    if cues().vetoes["sentence"].search(text, *sentence):
        return True
    if _told_aside(reading, act):
        return True
    following = reading.beside(sentence, 1)
    if following is not None and cues().vetoes["met_next"].match(reading.plain, *following):
        return True
    for state in _BARE_STATES if bare else _STATES:
        if state == "negated" and act.denied:
            continue
        if state == "hypothetical" and cues().vetoes["advised_after_all"].search(reading.plain, at, act.end):
            continue
        if state in ("view", "attributed") and cues().vetoes["own_advice"].search(
            reading.plain, max(sentence.start, start - 12), core
        ):
            continue
        cue = governing(reading, at, max(core, at + 1), (state,))
        if cue is not None and _stands(reading, cue, start, core):
            return True
    return False
