"""Measures the second reader on writers it has not read: `python tools/measure_second_reader.py passages-v-tuning …`.

Each writer named is read by weights learned from all the others, and the rules by themselves are run on the same
passages. For each code it prints what the rules found, what the reader would add from one threshold after another
(right, false, and where the passage says nothing of the code), and what a veto would take away (false, right).
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import train_second_reader as training

from sendadvice_docs import engine, rule
from sendadvice_docs.check import Settings, lint_text
from sendadvice_docs.evaluate import circumstances_of, rows_of
from sendadvice_docs.subject import PASSAGE_AS_ADVICE

FIND = (450, 250, 200, 150, 100, 50, 0, -50, -100)
VETO = (-100, -200, -300, -400, -500, -600, -700)


class Scored(NamedTuple):
    """A sentence with its score for a code."""

    start: int
    end: int
    score: int


def scored(writers: Sequence[str], code: str, units: Sequence[training.Unit], rows: Any) -> dict[str, list[Scored]]:
    """Return the sentences of each writer's passages by passage, as weights learned from all others score them."""
    labels = np.array([unit.labels.get(code, training.UNREAD) for unit in units])
    writer = np.array([unit.writer for unit in units])
    found: dict[str, list[Scored]] = defaultdict(list)
    for one in writers:
        told = np.flatnonzero((writer != one) & (labels != training.UNREAD))
        kept, weights, bias = training.learn(rows[told], labels[told])
        own = np.flatnonzero((writer == one) & (labels != training.UNREAD))
        scores = (rows[own][:, kept] @ weights + bias).astype(int)
        for number, score in zip(own, scores, strict=True):
            found[units[number].passage].append(Scored(units[number].start, units[number].end, int(score)))
    return found


def _meet(one: Sequence[int], other: Sequence[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def count(code: str, passages: Sequence[dict[str, Any]], sentences: dict[str, list[Scored]]) -> Iterator[str]:
    """Yield the lines of a code."""
    tally: Counter[str] = Counter()
    faults: list[int] = []
    sound: list[int] = []
    unsaid: list[int] = []
    vetoed: dict[str, list[int]] = {"right": [], "false": []}
    for row in passages:
        text, own = row["text"], sentences.get(row["id"], [])
        quotes = [one.get("quote") for one in row["expect"] if one["code"] == code]
        spans = training.spans_of(text, quotes)
        found = [(start or 0, len(text) if end is None else end) for name, start, end in row["found"] if name == code]
        known = bool(quotes) or code in row.get("forbid", ())
        for span in spans:
            tally["faults"] += 1
            if any(_meet(span, one) for one in found):
                tally["right"] += 1
            else:
                faults.append(max((one.score for one in own if _meet(span, one)), default=-9999))
        for one in found:
            score = max((sentence.score for sentence in own if _meet(one, sentence)), default=9999)
            right = any(_meet(one, span) for span in spans)
            if right or known:
                vetoed["right" if right else "false"].append(score)
            tally["false"] += known and not right
        for sentence in own:
            if not any(_meet(sentence, one) for one in (*spans, *found)):
                (sound if known else unsaid).append(sentence.score)
    right, false, all_faults = tally["right"], tally["false"], tally["faults"]
    yield f"{code}: {all_faults} faults; the rule alone finds {right}, and {false} falsely"
    added = "  ".join(
        f"{at}: {sum(one >= at for one in faults)}/{sum(one >= at for one in sound)}/{sum(one >= at for one in unsaid)}"
        for at in FIND
    )
    yield f"  find (right/false/unsaid)  {added}"
    taken = "  ".join(
        f"{at}: {sum(one < at for one in vetoed['false'])}/{sum(one < at for one in vetoed['right'])}" for at in VETO
    )
    yield f"  veto (false/right)         {taken}"


def passages_of(writers: Sequence[str]) -> list[dict[str, Any]]:
    """Return the writers' passages with what the rules by themselves find in them."""
    codes = tuple(training.learned())
    rules = {code: replace(one, second_reader=None) for code, one in rule.catalogue().items()}
    found = []
    for writer in writers:
        path = Path(training.ROOT) / "tests" / "corpus" / f"{writer}.jsonl"
        for row in rows_of(str(path)):
            report = _alone(row, codes, rules)
            found.append({**row, "found": [(one.code, one.start, one.end) for one in report]})
    return found


def _alone(row: Any, codes: tuple[str, ...], rules: Any) -> Any:
    about = circumstances_of(row.get("context", {}))
    whole = rule.catalogue
    try:
        rule.catalogue = engine.catalogue = lambda: rules  # type: ignore[assignment]
        return lint_text(row["text"], row["field"], about, Settings(select=codes), PASSAGE_AS_ADVICE).findings
    finally:
        rule.catalogue = engine.catalogue = whole


def main(writers: Sequence[str]) -> int:
    passages = passages_of(writers)
    units = list(training.units())
    rows = training.Matrix(units).rows
    for code in training.learned():
        print("\n".join(count(code, passages, scored(writers, code, units, rows))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
