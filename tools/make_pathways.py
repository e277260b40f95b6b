"""Writes docs/pathways.md: who writes the advice under each profile, as a diagram and as a list.

Run it after any change to a profile's pathway, timescales or oversight: `make catalogue`. With --check nothing is
written, and the exit status is 1 where the committed page is out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from sendadvice_docs.case_facts import VALUES, Value
from sendadvice_docs.case_words import condition_in_words, conditions_in_words
from sendadvice_docs.labels import ROLES
from sendadvice_docs.pathway import Condition, Pathway, Step
from sendadvice_docs.profile import OversightAsked, Profile, load_profile
from sendadvice_docs.report.layout import listed
from sendadvice_docs.timescales import EXISTING, NEW, days_in_words

PAGE = Path(__file__).resolve().parent.parent / "docs" / "pathways.md"
PROFILES = ("national", "swindon", "norfolk", "hertfordshire")
LEAD = """\
# Who writes the advice

<!-- Made by tools/make_pathways.py from checks/profiles/: change those, and run “make catalogue”. -->

Under each profile, the first line that fits a case says who is responsible. Beneath each diagram stands the same as a
list, with the steps and the guidance behind them. `sendadvice route FILE` answers for one case, and SC702 reads the
same answer.
"""
#: What a diagram asks where the answer decides the way.
QUESTIONS = {
    "purpose": "What is the advice for?",
    "age_band": "How old is the child or young person?",
    "worker": "Who is allocated?",
    "involved": "Which service is at work now?",
    "adult_services": "What is adult social care doing?",
    "front_door_assessment": "What did the front door decide?",
    "request": "Which advice is asked for?",
}
#: Teams that are called by a name.
NAMES = ("Early Help", "Gateway Service (the front door)")
_FOR = {"advice": "of the advice", "quality": "as quality assurance", "plan": "of the plan"}


def said(text: str) -> str:
    """Return words with a capital."""
    return text[:1].upper() + text[1:]


def uncapped(text: str) -> str:
    """Return words without their capital, but for abbreviations and names."""
    first = text.split(" ", 1)[0]
    return text if first.isupper() or text in NAMES or first == "0-25" else text[:1].lower() + text[1:]


def who(row: Pathway) -> str:
    """Return who writes by a row."""
    if row.allocated and not row.role:
        return "The allocated worker"
    return ROLES[row.role]


def label(text: str) -> str:
    """Return text as Mermaid shows it as it is."""
    for sign, code in {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;"}.items():
        text = text.replace(sign, code)
    return f'"{text}"'


def without(when: Condition, given: Condition) -> Condition:
    """Return the conditions that are not settled yet."""
    return {name: values for name, values in when.items() if name not in given}


def split(rows: Sequence[Pathway], given: Condition) -> tuple[str, list[tuple[Value, ...]]] | None:
    """Return a fact that every row asks about with values of its own, and the sets of values; None where none is."""
    for name in VALUES:
        if name in given or name not in QUESTIONS or not all(name in row.when for row in rows):
            continue
        sets = list(dict.fromkeys(row.when[name] for row in rows))
        if len(sets) > 1 and len({value for one in sets for value in one}) == sum(map(len, sets)):
            return name, sets
    return None


class Diagram:
    """A flowchart of one pathway, in Mermaid's words."""

    def __init__(self, rows: Sequence[Pathway]) -> None:
        self.lines = ["flowchart TD", '  start(["Social care advice is asked for"])']
        self._questions = 0
        self._draw(rows, {}, "start", "")

    def _edge(self, from_: str, word: str, to: str) -> None:
        self.lines.append(f"  {from_} -->|{label(word)}| {to}" if word else f"  {from_} --> {to}")

    def _question(self, text: str) -> str:
        self._questions += 1
        name = f"q{self._questions}"
        self.lines.append(f"  {name}{{{label(said(text))}}}")
        return name

    def _draw(self, rows: Sequence[Pathway], given: Condition, from_: str, word: str) -> None:
        if parts := split(rows, given):
            fact, sets = parts
            question = self._question(QUESTIONS[fact])
            self._edge(from_, word, question)
            for values in sets:
                own = [row for row in rows if row.when[fact] == values]
                self._draw(own, {**given, fact: values}, question, condition_in_words(fact, values))
            return
        for row in rows:
            when = without(row.when, given)
            if when and not row.otherwise:
                question = self._question(conditions_in_words(when) + "?")
                self._edge(from_, word, question)
                self._answer(row, question, "yes")
                from_, word = question, "no"
            else:
                self._answer(row, from_, word)

    def _answer(self, row: Pathway, from_: str, word: str) -> None:
        name = f"row_{row.id.replace('-', '_')}"
        text = label(f"{who(row)}\n{row.team}".rstrip()).replace("\n", "<br/>")
        self.lines.append(f"  {name}[{text}]")
        self._edge(from_, word, name)

    def __str__(self) -> str:
        return "\n".join(["```mermaid", *self.lines, "```"])


def rows_in_words(profile: Profile) -> Iterator[str]:
    """Yield the rows of a pathway as a list, with their steps."""
    document = str(profile.data["pathway"]["document"])
    closing = len(profile.data["pathway"]["closing"])
    fact, sets = split(profile.pathways, {}) or ("", [()])
    number = 0
    for values in sets:
        given = {fact: values} if fact else {}
        if fact:
            yield f"**{said(condition_in_words(fact, values))}**\n"
        for row in profile.pathways:
            if fact and row.when[fact] != values:
                continue
            number += 1
            case = conditions_in_words(without(row.when, given))
            if row.otherwise or not case:
                case = f"{case}, and none of the above" if case else "none of the above" if row.otherwise else "always"
            team = f" ({uncapped(row.team)})" if row.team else ""
            also = [uncapped(ROLES[one]) for one in row.also]
            may = f" May write too: {listed(also)}." if also else ""
            yield f"{number}. *{said(case)}:* **{uncapped(who(row))}**{team}.{may}"
            yield from (f"    {step_in_words(step, document)}" for step in row.steps[: len(row.steps) - closing])
        yield ""
    if closing:
        yield "**In every case then**\n"
        yield from (step_in_words(step, document) for step in profile.pathways[0].steps[-closing:])


def step_in_words(step: Step, document: str) -> str:
    """Return a step as a bullet, with its source as far as it is not the pathway's own document."""
    only = f"({conditions_in_words(step.when)}) " if step.when else ""
    source = step.source.place if step.source.document == document else str(step.source)
    return f"- {only}{step.text}" + (f" [{source}]" if source else "")


def oversight_in_words(one: OversightAsked) -> str:
    """Return an oversight that is asked for, with when."""
    facts = {
        "purpose": {"first": "at an assessment", "annual_review": "at an annual review"},
        "known": {True: "for somebody known to social care", False: "for somebody never known to social care"},
        "registered_social_worker": {
            True: "by a social worker",
            False: "by somebody who is no registered social worker",
        },
    }
    parts = []
    for name, wanted in one.when.items():
        values = wanted if isinstance(wanted, list) else [wanted]
        said_of = [ROLES[value].lower() if name == "writer" else facts[name][value] for value in values]
        parts.append(("written by the " if name == "writer" else "") + " or ".join(said_of))
    when = f", where it is {', '.join(parts)}" if parts else ""
    return f"- {said(one.title)} ({_FOR[one.purpose]}){when}. *{one.source}*"


def section(profile: Profile) -> str:
    """Return what the page says of one profile."""
    existing, new = profile.timescales[EXISTING], profile.timescales[NEW]
    received = "of the day the request was received"
    due = f"within {days_in_words(new)} {received}"
    if existing != new:
        due = (
            f"advice that is held already {due.replace(days_in_words(new), days_in_words(existing))}, new advice {due}"
        )
    parts = [
        f"## {profile.title}",
        f"Profile `{profile.name}`. From {profile.data['pathway']['document']}, if no other source is named.",
        f"**By when:** {due}; at an annual review the day before the meeting at the latest. Calendar days count.",
        str(Diagram(profile.pathways)),
        "\n".join(rows_in_words(profile)),
    ]
    if profile.oversight:
        parts += ["**Oversight**", "\n".join(oversight_in_words(one) for one in profile.oversight)]
    return "\n\n".join(parts)


def text() -> str:
    """Return the content of the page."""
    return "\n\n".join([LEAD.rstrip(), *(section(load_profile(name)) for name in PROFILES)]) + "\n"


def main(arguments: list[str]) -> int:
    content = text()
    if "--check" in arguments:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != content:
            print(f"{PAGE} is out of date: run “make catalogue” and commit it.", file=sys.stderr)
            return 1
        return 0
    PAGE.write_text(content, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
