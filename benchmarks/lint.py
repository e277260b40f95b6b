"""How fast the check stage reads, as ratios to proselint and to spaCy's bare pipeline over the same text in one run.

The text is the labelled passages of the tests, put together to documents of some 1,500 words, and whole advices. Half
of it warms the programs up; the other half is met for the first time when it is measured, and then read again. The
programs take turns, document by document, so that a busy moment touches them alike, and only processor time counts.
Then: whether the time grows linearly to 100,000 words in one document, what rules cost whose words are not there, and
what one advice costs from a cold start, with the patterns made ready first as `make` does. It takes some three minutes.
Exits with 1 where something is missed that must hold; the aims are further.

Installed with `pip install --editable '.[benchmark]'`, or run by `make bench`.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import spacy
from proselint.checks import __register__ as proselint_checks
from proselint.config import DEFAULT as PROSELINT_DEFAULT
from proselint.registry import CheckRegistry
from proselint.tools import LintFile

from sendadvice_docs import engine
from sendadvice_docs.evaluate import circumstances_of
from sendadvice_docs.kinds import pattern as pattern_kind
from sendadvice_docs.load import load
from sendadvice_docs.profile import load_profile
from sendadvice_docs.rule import Rule, catalogue
from sendadvice_docs.source import Field, Prose, Source, Span
from sendadvice_docs.subject import Subject
from sendadvice_docs.validate import validate

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "corpus"
DOCUMENT = 1500
LONGEST = 100_000
#: So many documents of passages are met for the first time; half as many warm the programs up.
NEW_DOCUMENTS = 60
COLD_RUNS = 5
RULES_ADDED = 50
ADDING_DOCUMENTS = 8
#: What must hold, and what is aimed at: our words a second for each of the other's; the rest are times for times.
PROSELINT_LEAST, PROSELINT_AIM = 1.0, 3.0
SPACY_LEAST, SPACY_AIM = 0.5, 1.0
#: A word of the longest document may cost so many times what a word of a document a tenth as long does.
GROWTH = 1.3
COLD = 1.3
PROGRAM = "from sendadvice_docs.cli import run; run()"
ADVICE = "samples/year-2-first-assessment.yaml"

Read = Callable[["Document"], object]


@dataclass(frozen=True)
class Document:
    """What one call reads: a subject for the rules, its place, and the same text for programs that take text."""

    subject: Subject
    place: engine.Place
    text: str
    words: int

    @classmethod
    def of(cls, subject: Subject, place: engine.Place) -> Document:
        """Return a subject as a document, its fields as paragraphs of the text."""
        text = "\n\n".join(field.text for field in subject.fields)
        return cls(subject, place, text, len(text.split()))


def passages() -> Iterator[Mapping[str, Any]]:
    """Yield every labelled passage, in an order that is always the same."""
    rows = [
        json.loads(line)
        for path in (*sorted(CORPUS.glob("passages*.jsonl")), ROOT / "tests" / "data" / "acts.jsonl")
        for line in path.read_text(encoding="utf-8").split("\n")
        if line
    ]
    random.Random(7).shuffle(rows)  # noqa: S311 - an order, no secret
    yield from rows


def packed(rows: Sequence[Mapping[str, Any]]) -> Document:
    """Return passages as the fields of one document, with the circumstances of the first."""
    fields = tuple(
        Field(f"/{row['field']}/{number}", str(row["field"]), Prose.verbatim(str(row["text"])))
        for number, row in enumerate(rows)
    )
    subject = Subject(None, fields, circumstances_of(rows[0].get("context", {})), load_profile("national"), whole=False)
    source = Source("passages", "\n\n".join(field.text for field in fields))
    return Document.of(subject, engine.Place(source, 0, lambda _: Span(0, 1)))


def documents(rows: Sequence[Mapping[str, Any]], size: int) -> Iterator[Document]:
    """Yield documents of passages, each of at least `size` words."""
    part: list[Mapping[str, Any]] = []
    words = 0
    for row in rows:
        part.append(row)
        words += len(str(row["text"]).split())
        if words >= size:
            yield packed(part)
            part, words = [], 0


def advices() -> Iterator[Document]:
    """Yield the whole advices of the tests and the samples."""
    profile = load_profile("national")
    for path in (*sorted((CORPUS / "advices").glob("*.yaml")), *sorted((ROOT / "samples").glob("*.yaml"))):
        for document in load(path.read_bytes(), str(path)).documents:
            valid = validate(document)
            subject = Subject(valid.advice, valid.fields, valid.circumstances, profile)
            yield Document.of(subject, engine.Place(document.source, document.index, document.span))


def programs() -> dict[str, Read]:
    """Return what reads a document: the check stage, proselint with its usual checks, spaCy's tokens and sentences."""
    rules = catalogue()
    CheckRegistry().register_many(proselint_checks)
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    return {
        "sendadvice": lambda one: list(engine.run(one.subject, rules, one.place)),
        "proselint": lambda one: list(LintFile("text", one.text).lint(PROSELINT_DEFAULT)),
        "spaCy": lambda one: pipeline(one.text),
    }


def seconds(read: Read, documents: Sequence[Document]) -> float:
    """Return the processor time that reading some documents takes."""
    start = time.process_time()
    for one in documents:
        read(one)
    return time.process_time() - start


def rates(read: Mapping[str, Read], documents: Sequence[Document]) -> dict[str, float]:
    """Return the words a second each program reads, document by document in turn."""
    taken = dict.fromkeys(read, 0.0)
    for one in documents:
        for name, program in read.items():
            taken[name] += seconds(program, [one])
    words = sum(one.words for one in documents)
    return {name: words / spent for name, spent in taken.items()}


def shown(label: str, rate: Mapping[str, float]) -> bool:
    """Print the words a second and the ratios; return whether what must hold does."""
    own = rate["sendadvice"]
    to_proselint, to_spacy = own / rate["proselint"], own / rate["spaCy"]
    told = "  ".join(f"{name} {words:>9,.0f}" for name, words in rate.items())
    print(f"{label:<28}{told} words/s   {to_proselint:5.2f} x proselint  {to_spacy:5.2f} x spaCy")
    return to_proselint >= PROSELINT_LEAST and to_spacy >= SPACY_LEAST


def compared() -> bool:
    """Compare the programs on passages and on whole advices, new and met before."""
    read = programs()
    rows = list(passages())
    packs = {"passages": list(documents(rows, DOCUMENT)), "whole advices": list(advices())}
    holds = True
    for name, every in packs.items():
        warm, new = every[::2][:NEW_DOCUMENTS], every[1::2][:NEW_DOCUMENTS]
        rates(read, warm)
        print(f"{name}: {len(new)} documents of {sum(one.words for one in new) // len(new):,} words on average")
        holds &= shown(f"{name}, new", rates(read, new))
        holds &= shown(f"{name}, read again", rates(read, new))
    print(f"{'':<28}at least {PROSELINT_LEAST} and {SPACY_LEAST}, aim {PROSELINT_AIM} and {SPACY_AIM}")
    return holds


def linear() -> bool:
    """Print what a word costs in ever longer documents."""
    read = programs()["sendadvice"]
    rows = list(passages())
    while sum(len(str(row["text"]).split()) for row in rows) < LONGEST:
        # Further rounds differ from the first by a word, so that no text is met again.
        rows += [{**row, "text": f"{row['text']} Round {len(rows)}."} for row in rows]
    costs = []
    seconds(read, [next(documents(rows[::-1], LONGEST // 10))])
    for number, size in enumerate((LONGEST // 10, LONGEST // 2, LONGEST)):
        # Each document begins elsewhere, so that what was read before is not read again.
        one = next(documents(rows[number * 200 :] + rows[: number * 200], size))
        costs.append(seconds(read, [one]) / one.words)
        print(f"{one.words:>9,} words in one document: {costs[-1] * 1e6:6.1f} µs a word")
    print(f"{'':<28}{costs[-1] / costs[0]:.2f} times as much a word, at most {GROWTH}")
    return costs[-1] <= GROWTH * costs[0]


def strange(rule: Rule, number: int) -> Rule:
    """Return a rule of patterns for words that nobody writes."""
    letters = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    find = [f"zq{letters}~ {noun}" for noun in ("plan", "visit", "support", "school", "worker")]
    return replace(rule, code=f"ZZ{number}", match={"find": find}, supersedes=())


def adding() -> None:
    """Print what rules cost whose words are in no text, and what half the rules cost of all."""
    rules = catalogue()
    rows = list(passages())
    every = list(documents(rows, DOCUMENT))[:ADDING_DOCUMENTS]
    checks = [code for code, rule in rules.items() if rule.kind != engine.BUILTIN]
    half = {code: rules[code] for code in checks[::2]}
    pattern = next(rule for rule in rules.values() if rule.kind == "pattern")
    more = [pattern_kind.build(strange(pattern, number)) for number in range(RULES_ADDED)]

    def run_all(one: Document) -> object:
        return list(engine.run(one.subject, rules, one.place))

    def run_half(one: Document) -> object:
        return list(engine.run(one.subject, half, one.place))

    def run_added(one: Document) -> object:
        return [list(check(one.subject)) for check in more]

    for run in (run_all, run_added):
        seconds(run, every)
    whole, part, added = (min(seconds(run, every) for _ in range(3)) for run in (run_all, run_half, run_added))
    print(f"half the rules take {part / whole:.2f} of the time of all {len(checks)}")
    print(f"a rule whose words are not there adds {added / RULES_ADDED / whole:.2%}")


def _children() -> float:
    """Return the processor time of the programs started so far; the clock, where the system does not tell."""
    spent = os.times()
    return spent.children_user + spent.children_system if os.name == "posix" else time.perf_counter()


def cold() -> bool:
    """Print what linting one advice from a cold start costs, in terms of starting spaCy."""
    calls = {
        'import spacy; spacy.blank("en")': ("-c", 'import spacy; spacy.blank("en")'),
        "sendadvice lint, one advice": ("-c", PROGRAM, "lint", "--fail-on", "never", ADVICE),
    }
    subprocess.run([sys.executable, "-m", "sendadvice_docs.ready"], check=True, cwd=ROOT)
    least = dict.fromkeys(calls, float("inf"))
    for _ in range(COLD_RUNS):
        for name, arguments in calls.items():
            start = _children()
            subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
            least[name] = min(least[name], _children() - start)
    bare, own = least.values()
    for name, taken in least.items():
        print(f"{name:<34}{taken * 1000:7.0f} ms  {taken / bare:4.2f} times, at most {COLD}")
    return own <= COLD * bare


def main() -> int:
    """Print everything; return 1 where something that must hold does not."""
    holds = [compared(), linear()]
    adding()
    holds.append(cold())
    return int(not all(holds))


if __name__ == "__main__":
    sys.exit(main())
