"""Acts of telling the people and places of education and health what to do: “school must …”, “CAMHS to …”."""

from __future__ import annotations

import re

from sendadvice_docs.acts.marks import BODIES, CARE, PEOPLE, ROUTINE, STATE, THING, TOPIC, Mark
from sendadvice_docs.acts.statement import FAR_AFTER, Act, Statement

_SPACE = re.compile(r"\s*")
_WORD = re.compile(rf"[\w'’/%-]+|{THING}+")
#: “Could the school please …”: whoever is asked stands this near the head of the request, in characters.
_AT_ONCE = 16
_DOER = re.compile(r"(?:team|service|nurse|clinic|therapist|psychologist|teacher|tutor|assistant|specialist)s?$")
_ONE_NEED = re.compile(r"\b(?:this|that|one|each|every|any|no|the|his|her|their|same|\w+'s) $")
_SHARED_SUBJECT = re.compile(rf"{CARE}(?: \w+)? and$")


#: The ways of telling that ask no leave; `noted_body` is `noted` with more asked of it.
_OUTRIGHT = ("ordered", "noted", "planned")


def _ways(statement: Statement, mark: Mark, noun: int, *, asked: bool) -> list[str]:
    """Return the ways of telling that count here, by their names in `checks/cues/acts/directions.yaml`."""
    ways = ["ordered"]
    after_colon = statement.text[statement.floor(noun) : noun].rstrip().endswith(":")
    if statement.kind.provision or statement.kind.outcome:
        ways += ["noted", "planned"]
    elif statement.heads(noun):
        ways.append("noted" if mark.sign != BODIES or after_colon else "noted_body")
    elif asked:
        ways += ["noted", "planned"]
    return [*ways, "asked"] if asked else ways


def _a_noun(statement: Statement, match: re.Match[str]) -> bool:
    """Return whether “need” or “needs” is a noun here: “the school meets his needs”, “this need is met”."""
    if not match[0].startswith("need"):
        return False
    text, at = statement.text, match.start()
    if _ONE_NEED.search(text, statement.floor(at), at) and not match[0].startswith("needs"):
        return True
    return statement.cues.calls["noun_before"][0].search(text, statement.floor(at), at) is not None


def _verb(statement: Statement, mark: Mark, way: str, noun: int) -> int | None:
    """Return where the verb of what somebody is told to do ends; None where they are told nothing."""
    text, directions = statement.text, statement.cues.directions
    match = statement.after(directions[way.removesuffix("_body")], mark)
    if match is None or (way == "ordered" and _a_noun(statement, match)):
        return None
    if way == "planned":
        shared = _SHARED_SUBJECT.search(text[statement.floor(noun) : noun].rstrip())
        doer = mark.sign != THING or _DOER.search(statement.reading.plain, mark.start, mark.end) is not None
        if shared or (statement.kind.outcome and not doer):
            return None
    if way == "noted" and statement.cues.paths["no_note"].search(text, mark.end, match.start()):
        return None
    space = _SPACE.match(text, match.end())
    at = match.start() if way == "asked" or space is None else space.end()
    if directions["neutral"].match(text, at) or directions["no_verb"].match(text, at):
        return None
    if mark.sign == BODIES and directions["passive"].match(text, at):
        return None
    if way == "noted_body" and directions["noted_work"].match(text, at) is None:
        return None
    word = _WORD.match(text, at)
    return word.end() if word else None


def _may_be_told(statement: Statement, mark: Mark) -> bool:
    """Return whether any words that tell somebody what to do stand near after a name: mostly none do."""
    directions, limit = statement.cues.directions, min(statement.end, mark.end + FAR_AFTER)
    return any(directions[way].search(statement.text, mark.end, limit) for way in _OUTRIGHT)


def directed(statement: Statement, mark: Mark) -> Act | None:
    """Return the act of telling somebody of education or health what to do, or None."""
    if mark.sign in (ROUTINE, TOPIC, STATE) or (mark.sign == PEOPLE and statement.text.startswith("'s ", mark.end)):
        return None
    noun = statement.noun(mark)
    asked = statement.asked(noun) or (statement.is_request and noun - statement.start < _AT_ONCE)
    if not asked and not (_may_be_told(statement, mark) and statement.is_subject(mark)):
        return None
    for way in _ways(statement, mark, noun, asked=asked):
        end = _verb(statement, mark, way, noun)
        if end is not None:
            return statement.act(mark, noun, end)
    return None


def told_next(statement: Statement, mark: Mark) -> Act | None:
    """Return the act of a next sentence that tells the same people what to do: “They should employ …”."""
    if mark != statement.marks[-1] or mark.sign not in (BODIES, PEOPLE, TOPIC):
        return None
    text, directions, reading = statement.text, statement.cues.directions, statement.reading
    following = reading.sentence_at(min(statement.end + 2, len(text) - 1))
    if following.start < statement.end:
        return None
    they = directions["they_must"].match(reading.plain, *following)
    if they is None or CARE in text[statement.floor(mark.start) : statement.end]:
        return None
    if directions["others_too"].search(text, statement.floor(mark.start), statement.end):
        return None
    if directions["neutral"].match(text, they.end()) or directions["no_verb"].match(text, they.end()):
        return None
    word = _WORD.match(text, they.end())
    if word is None:
        return None
    place = Mark(mark.domain, mark.sign, following.start, word.end())
    return Act(mark.domain, following.start, max(word.end(), following.end - 1), word.end(), place)
