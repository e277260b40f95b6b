"""Acts of telling the people and places of education and health what to do: “school must …”, “CAMHS to …”."""

from __future__ import annotations

import re

from sendadvice_docs.acts.marks import BODIES, CARE, ROUTINE, THING, TOPIC, Mark
from sendadvice_docs.acts.statement import Act, Statement

_SPACE = re.compile(r"\s*")
_WORD = re.compile(rf"[\w'’/%-]+|{THING}+")
#: “Could the school please …”: whoever is asked stands this near the head of the request, in characters.
_AT_ONCE = 16
_SHARED_SUBJECT = re.compile(rf"{CARE}(?: \w+)? and$")


def _ways(statement: Statement, mark: Mark, noun: int, *, asked: bool) -> list[str]:
    """Return the ways of telling that count here, by their names in `checks/cues/acts/directions.yaml`."""
    ways = ["ordered"]
    after_colon = statement.text[statement.floor(noun) : noun].rstrip().endswith(":")
    if statement.kind.provision or statement.kind.outcome:
        ways += ["noted", "planned"]
    elif statement.heads(noun) and (mark.sign != BODIES or after_colon):
        ways.append("noted")
    elif asked:
        ways += ["noted", "planned"]
    return [*ways, "asked"] if asked else ways


def _verb(statement: Statement, mark: Mark, way: str, noun: int) -> int | None:
    """Return where the verb of what somebody is told to do ends; None where they are told nothing."""
    text, directions = statement.text, statement.cues.directions
    match = statement.after(directions[way], mark)
    if match is None:
        return None
    if way == "planned":
        shared = _SHARED_SUBJECT.search(text[statement.floor(noun) : noun].rstrip())
        if shared or (mark.sign == THING and statement.kind.outcome):
            return None
    if way == "noted" and statement.cues.paths["no_note"].search(text, mark.end, match.start()):
        return None
    space = _SPACE.match(text, match.end())
    at = match.start() if way == "asked" or space is None else space.end()
    if directions["neutral"].match(text, at) or directions["no_verb"].match(text, at):
        return None
    if mark.sign == BODIES and directions["passive"].match(text, at):
        return None
    word = _WORD.match(text, at)
    return word.end() if word else None


def directed(statement: Statement, mark: Mark) -> Act | None:
    """Return the act of telling somebody of education or health what to do, or None."""
    if mark.sign in (ROUTINE, TOPIC):
        return None
    noun = statement.noun(mark)
    asked = statement.asked(noun) or (statement.is_request and noun - statement.start < _AT_ONCE)
    if not asked and not statement.is_subject(mark):
        return None
    for way in _ways(statement, mark, noun, asked=asked):
        end = _verb(statement, mark, way, noun)
        if end is not None:
            return statement.act(mark, noun, end)
    return None
