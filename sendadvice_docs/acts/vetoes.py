"""What takes an act back: it is negated, set out elsewhere, somebody's own view, supposed, asked, or over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendadvice_docs.acts.cues import cues
from sendadvice_docs.context import Cue, governing
from sendadvice_docs.language import Reading

if TYPE_CHECKING:
    from sendadvice_docs.acts.statement import Act

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


def vetoed(reading: Reading, text: str, act: Act, *, bare: bool) -> bool:
    """Return whether an act is none after all; `bare` where no words make it one."""
    start, core, at = act.start, act.core, act.mark.start
    sentence = reading.sentence_at(start)
    if cues().vetoes["sentence"].search(text, *sentence):
        return True
    following = reading.beside(sentence, 1)
    if following is not None and cues().vetoes["met_next"].match(reading.plain, *following):
        return True
    for state in _BARE_STATES if bare else _STATES:
        if state == "negated" and act.denied:
            continue
        if state in ("view", "attributed") and cues().vetoes["own_advice"].search(reading.plain, start, core):
            continue
        cue = governing(reading, at, max(core, at + 1), (state,))
        if cue is not None and _stands(reading, cue, start, core):
            return True
    return False
