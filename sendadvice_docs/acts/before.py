"""Acts by what is said before a provision is named: “needs a tutor”, “I recommend …”, “should be seen by CAMHS”."""

from __future__ import annotations

import re
from dataclasses import replace

from sendadvice_docs.acts.marks import BODIES, CARE, PEOPLE, ROUTINE, STATE, THING, TOPIC, Mark
from sendadvice_docs.acts.statement import LONGEST_PATH, Act, Call, Statement, word_count

#: Lists of calls whose subject may be anybody, for it is no care task to buy or to recommend something.
_ANYBODYS = frozenset({"bought", "recommended", "noted_request", "ordered", "secured", "hung_on", "fragment"})
#: Lists of calls that must head a sentence, an item or a note.
_AT_HEAD = frozenset({"ordered", "noted_request", "fragment", "standing"})
#: A medicine or an aid somebody lives with is called for by these only where something is to change.
_OF_CHANGE = frozenset({"called_for", "planned", "hung_on", "specified", "ruled_out", "secured"})
#: In a provision entry these may also tell what somebody did: “a referral for a scan was made”.
_OF_PAPERS = frozenset({"bought", "fragment", "ordered"})
#: Words of school life alone are called for only by need, recommendation or money.
_OF_TOPICS = frozenset({"called_for", "ordered", "recommended", "noted_request", "secured", "ruled_out", "fragment"})
_NOT_TIME = "".join(f"(?<!{word})" for word in ("year", "week", "month", "term", "day", "hour"))
_HOLDER = re.compile(
    rf"(?:\b(?:his|her|their|your|my|our|its|whose|same)|{_NOT_TIME}['’]s|{_NOT_TIME}s['’])\s+(?!own\b)(?:[\w-]+\s+){{0,2}}$"
)
_ARTICLE = re.compile(r"\b(?:a|an|another|some|more|any|one|two|three|extra|additional|new|the)\s+(?:[\w-]+\s+){0,4}$")
#: “…, would ask for” and “to request” are the worker's where nobody else is their subject.
_NO_SUBJECT = re.compile(r"(?:and|to|therefore|would|must|,)(?!\w)")
_WORKERS = re.compile(rf"\b(?:i|we|me|us|my|our|advice|service|team|recommend\w*)\b|{CARE}")
_NAMED = re.compile(r"(?:(?:the|his|her|their|this|that) ?)?(?:[a-z'-]+ ?){0,3}")
_NEW_PERSON = re.compile(r" (?!the |his |her |their |my |our )(?:\w+ )")
_THOUGHT = re.compile(r"\b(?:consider|conclude|believe|think|feel|view|opinion|judgement)(?:s|d|ed)?\b")
_HAS_DONE = re.compile(r"(?:(?:has|have|had) (?!to\b|not\b)|prescribed|advised|said|gave|suggested)\w*")
_INDEFINITE = re.compile(r"\b(?:a|an|one|another|some)(?: \w+){0,2} $")


def is_held(text: str) -> bool:
    """Return whether a text ends in somebody's (“his new”, “Amy's”), so that the name after it is theirs already."""
    return _HOLDER.search(text) is not None


def without_carriers(statement: Statement, path: str, mark: Mark) -> str:
    """Return the way to a name without what leads on to it: “a referral to”, “six sessions of”, “by Easter”."""
    paths = statement.cues.paths
    sign = ROUTINE if mark.sign == ROUTINE else THING
    return paths["carriers"].sub(" ", paths["asides"].sub(" ", path) + sign).rstrip(sign)


def _path_is_open(statement: Statement, call: Call, mark: Mark) -> bool:
    """Return whether nothing between a call and a name parts them."""
    paths = statement.cues.paths
    path = statement.text[call.end : mark.start]
    if re.search(r"[;\n]", path) or word_count(path) > LONGEST_PATH:
        return False
    if care := path.rfind(CARE) + 1:
        if not paths["listed_on"].match(path, care):
            return False
        path = path[care:]
    if call.name in ("recommended", "noted_request"):
        return not paths["far_barriers"].search(path)
    if mark.sign == PEOPLE and not paths["not_given_by"].search(path):
        path = paths["given_by"].sub(" ", path)
    path = without_carriers(statement, path, mark)
    holder = statement.text[statement.text.rfind(" ", call.start, call.end) + 1 : mark.start]
    is_new = mark.sign == THING or (mark.sign == PEOPLE and _INDEFINITE.search(path) is not None)
    if is_new and call.name in ("called_for", "secured") and not is_held(holder):
        return not paths["hard_barriers"].search(path)
    return not paths["barriers"].search(path)


def _only_tells(statement: Statement, call: Call, mark: Mark, after: str) -> bool:
    """Return whether a call says of a name how things are, or what somebody is able to do."""
    text, cues = statement.text, statement.cues
    said = text[call.start : call.end]
    if "able to" in said and mark.sign != THING:
        return cues.answers["unaided"].match(after) is not None  # “able to go to the dentist without being held”
    if call.name in _OF_PAPERS:
        # “A referral to audiology was made in May.”
        return cues.context["made"].match(text, mark.end, statement.ceiling(mark.end)) is not None
    if call.name == "recommended":
        # “I think that the special school has done well by him.”
        return _THOUGHT.search(said) is not None and cues.answers["reports"].match(after) is not None
    if call.name == "ruled_out" and mark.domain == "health" and said.endswith(("not", "t", "longer")):
        return True  # “she cannot be scanned”
    if call.name == "ruled_out" and mark.sign == PEOPLE:
        return _INDEFINITE.search(text[call.end : mark.start]) is None
    # “She needs to be weighed at the respite house.”
    done = mark.sign == THING and statement.reading.plain.startswith("be ", mark.start)
    return done and cues.context["by_care"].match(after) is not None


def _fits(statement: Statement, call: Call, mark: Mark) -> bool:
    """Return whether a call and the sort of name after it make an act together."""
    text, answers = statement.text, statement.cues.answers
    after = text[mark.end : statement.ceiling(mark.end)].lstrip(" ")
    nearby = text[max(text.rfind(" ", call.start, call.end) + 1, mark.start - 40) : mark.start]
    held = (
        is_held(nearby) and not _ARTICLE.search(text[call.end : mark.start]) and not nearby.endswith((" be ", " to "))
    )
    if mark.sign == STATE:
        return answers["treating"].search(text, call.start, min(statement.end, mark.end + 50)) is not None
    if _only_tells(statement, call, mark, after):
        return False
    changed = answers["changed"].match(after) is not None
    if held and answers["once"].search(text, call.start, call.end):
        return True
    if held and mark.sign in (THING, ROUTINE, TOPIC) and not answers["paid"].search(text, call.start, call.end):
        until = mark.start if call.name == "recommended" else call.end
        return changed or answers["changing"].search(text, call.start, until) is not None
    if mark.sign == ROUTINE and call.name in _OF_CHANGE:
        prescribed = answers["prescribing"].search(text, call.start, mark.start)
        return changed or prescribed is not None or answers["urgent"].match(after) is not None
    if text[call.start : call.end] == "to" and not statement.cues.answers["to_do"].match(
        statement.reading.plain, mark.start
    ):
        return False
    fixed = call.name == "specified" and text.startswith(("is to have", "are to have"), call.start)
    if fixed and mark.domain == "health":
        return False  # an operation that has its date
    if mark.sign == PEOPLE and held and mark.domain == "education" and call.name == "called_for":
        return "by" in text[call.start : mark.start]
    if mark.sign == PEOPLE and _HAS_DONE.match(after):
        return False  # “take the tablets her doctor has prescribed”
    if mark.sign == PEOPLE:
        new = call.name != "hung_on" or _NEW_PERSON.match(text, call.end) is not None
        return new and not statement.cues.paths["only_asked"].search(text, call.start, call.end)
    if mark.sign == TOPIC and call.name == "ordered" and text.startswith(("to ", "and ", "i ", "so "), call.start):
        return False  # “to get to class he has to …” orders nothing
    return mark.sign != TOPIC or call.name in _OF_TOPICS


def _is_noun(statement: Statement, call: Call) -> bool:
    """Return whether “needs” is a noun here: “her needs”, “needs are met”."""
    text, at = statement.text, call.start
    if not text.startswith("need", at) or text.startswith(("need to", "needs to"), at) or " be " in text[at : call.end]:
        return False
    before, after = statement.cues.calls["noun_before"][0], statement.cues.calls["noun_after"][0]
    return bool(before.search(text, statement.floor(at), at) or after.match(text, at))


def _speaks(statement: Statement, call: Call) -> bool:
    """Return whether a call is one where it stands."""
    if call.name in _AT_HEAD and not statement.heads(call.start):
        return False
    if call.name == "fragment" and statement.cues.paths["finite"].search(
        statement.text, statement.start, statement.end
    ):
        return False
    if call.name == "called_for" and _is_noun(statement, call):
        return False
    if call.name == "recommended" and _NO_SUBJECT.match(statement.text, call.start):
        start = statement.clause(call.start).start
        if statement.cues.context["asking"].search(statement.text, start, call.start):
            return _WORKERS.search(statement.text, start, call.start) is not None
    return call.name in _ANYBODYS or not statement.other_subject(call.start)


def called_for(statement: Statement, mark: Mark) -> Act | None:
    """Return the act of words before a name that call for it, or None."""
    if mark.sign == BODIES:
        return _by_a_body(statement, mark)
    if mark.sign == TOPIC and statement.kind.provision:
        return None
    for call in statement.calls_before(mark.start):
        if _speaks(statement, call) and _path_is_open(statement, call, mark) and _fits(statement, call, mark):
            act = statement.act(mark, call.start, mark.end, denied=call.name == "ruled_out")
            comma = statement.text.find(",", mark.end, act.end) if call.name == "hung_on" else -1
            return act if comma < 0 else replace(act, end=comma)
    return None


def _is_near(statement: Statement, going: re.Match[str], call: Call, mark: Mark) -> bool:
    """Return whether nothing but the name of a school stands before it, which “needs” itself does not allow."""
    between = statement.text[call.end : mark.start].replace("full-time", "").strip()
    if not between or going[0].startswith(("need", "require")):
        return not between
    return _NAMED.fullmatch(between) is not None and statement.cues.paths["barriers"].search(between) is None


def _by_a_body(statement: Statement, mark: Mark) -> Act | None:
    """Return the act of a passive with a place as its doer: “ought to be given a mentor by the college”."""
    text, paths = statement.text, statement.cues.paths
    for call in statement.calls_before(mark.start):
        going = call.name in ("called_for", "ruled_out") and paths["to_a_body"].search(text, call.start, call.end)
        if going and mark.domain == "education" and _is_near(statement, going, call, mark) and _speaks(statement, call):
            return statement.act(mark, call.start, mark.end, denied=call.name == "ruled_out")
        sent = mark.domain == "health" and word_count(text[call.end : mark.start]) < 3
        if sent and paths["sent_to_a_body"].search(text, call.start, call.end) and _speaks(statement, call):
            return statement.act(mark, call.start, mark.end)
    doer = paths["by_a_body"].search(text, statement.floor(mark.start), mark.start)
    if doer is None:
        return None
    for call in statement.calls_before(doer.start()):
        if statement.other_subject(call.start):
            continue
        if call.name == "recommended" and paths["passive"].search(text, call.end, mark.start):
            return statement.act(mark, call.start, mark.end)
        passive = call.name in ("called_for", "specified", "planned") and " be " in text[call.start : call.end]
        if passive and statement.gap(call.end, doer.start()):
            return statement.act(mark, call.start, mark.end)
    return None


def at_school(statement: Statement, mark: Mark) -> Act | None:
    """Return the act of wanting whatever it is in lessons, in class, at school."""
    if mark.domain != "education":
        return None
    text, paths = statement.text, statement.cues.paths
    for call in statement.calls_before(mark.start):
        if call.name in ("ordered", "bought", "hung_on", "planned", "fragment") or not _speaks(statement, call):
            continue
        place = paths["at_school"].search(text, call.end, statement.ceiling(mark.end))
        if place is None or not place.start() < mark.end <= place.end() + 1:
            continue
        between = text[call.end : place.start()]
        if re.search(r"[;:(\n]", between) or word_count(between) > LONGEST_PATH:
            continue
        if statement.care_between(call.end, place.start()):
            continue
        if any(other.domain != mark.domain and call.end <= other.start < place.start() for other in statement.marks):
            continue
        if between.strip() and not paths["at_school_barriers"].search(between):
            return statement.act(mark, call.start, place.end())
    return _first_at_school(statement, mark)


def _first_at_school(statement: Statement, mark: Mark) -> Act | None:
    """Return the act of a clause that begins with the place: “in class he should have books at his level”."""
    text, clause = statement.text, statement.clause(mark.start)
    place = statement.cues.paths["at_school"].match(text, clause.start, clause.end)
    if place is None or not place.start() < mark.end <= place.end() + 1:
        return None
    if statement.care_between(clause.start, clause.end):
        return None
    if any(other.domain != mark.domain and clause.start <= other.start < clause.end for other in statement.marks):
        return None
    after = statement.cues.paths["he_then"].match(text, place.end(), clause.end)
    if after is None:
        return None
    for name in ("called_for", "recommended"):
        for pattern in statement.cues.calls[name]:
            call = pattern.match(text, after.end(), clause.end)
            if call and text[call.end() : clause.end].strip(" .!"):
                return statement.act(mark, clause.start, call.end())
    return None
