"""Learns the second reader's weights from the labelled passages for tuning, and writes checks/reader/weights.txt.

    python tools/train_second_reader.py             writes the weights
    python tools/train_second_reader.py --check     exit status 1 where they were learned from other inputs

It needs scikit-learn (`pip install -e '.[train]'`); using the weights needs nothing. What is held back is never read.
A unit is a sentence in its field. It is a fault of a code where it overlaps words the code is expected at, and none
where the passage forbids the code; where a blind writer's passage says nothing of a code, it counts as no fault, by
half. Each code has a logistic regression of its own over the features of `sendadvice_docs.second.features`: first over
all of them, then over the weightiest alone, whose weights are rounded to whole numbers. Each feature is drawn out by
how much oftener it stands in faults than elsewhere, or the other way round (Wang and Manning, “Baselines and Bigrams”,
2012), and by how seldom it stands anywhere, so that a few telling words are heard among the many that say nothing.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sendadvice_docs.evaluate import circumstances_of, rows_of
from sendadvice_docs.language import read
from sendadvice_docs.load import load
from sendadvice_docs.rule import Rule, SecondReader, catalogue
from sendadvice_docs.second.features import Feature, features, sentences_of
from sendadvice_docs.second.find import names_of
from sendadvice_docs.second.weights import UNIT
from sendadvice_docs.second.words import Names
from sendadvice_docs.subject import named
from sendadvice_docs.validate import validate

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "checks" / "reader" / "weights.txt"
ADVICES = ROOT / "tests" / "corpus" / "advices-tuning.jsonl"
HEADER = "# Learned by tools/train_second_reader.py: change what it learns from, and run it again."
#: How freely weights may grow, how many features a code keeps, and in how many sentences one must stand.
FREEDOM, KEPT, SEEN_IN = 1.0, 5000, 2
#: What is added to each count, and how far a feature that tells nothing apart is still heard.
SMOOTHED, HEARD = 0.3, 0.3
#: The label of a sentence whose passage says nothing of a code: its labels are meant to be complete (a blind writer's)
#: or not (one written beside a rule). What such a sentence counts, and the label of one that is not read.
BLIND, BESIDE = -1, -2
UNSAID = {BLIND: 0.5, BESIDE: 0.2}
UNREAD = -9


@dataclass(frozen=True)
class Unit:
    """A sentence: its writer, passage and place, its features, and its label for each code (1 is a fault)."""

    writer: str
    passage: str
    start: int
    end: int
    features: dict[Feature, int]
    labels: dict[str, int]


def learned() -> dict[str, Rule]:
    """Return the rules that the second reader reads beside."""
    return {code: rule for code, rule in catalogue().items() if rule.second_reader}


def inputs() -> list[Path]:
    """Return the files that the weights are learned from, in order."""
    passages = sorted((ROOT / "tests" / "corpus").glob("passages*-tuning.jsonl"))
    lines = sorted((ROOT / "tests" / "corpus" / "lines").glob("*.jsonl"))
    beside = [
        ROOT / "tests" / "data" / f"{name}.jsonl"
        for name in ("acts", "firm", "people", "thread", "wording", "wordings")
    ]
    return [
        *passages,
        *lines,
        *beside,
        ADVICES,
        *(path for path, _ in advices()),
        ROOT / "checks" / "reader" / "words.txt",
    ]


def advices() -> list[tuple[Path, dict[str, Any]]]:
    """Return the whole advices to learn from, each with its row of labels: those for tuning, and the good samples."""
    labelled = [(ADVICES.parent / row["advice"], dict(row)) for row in rows_of(str(ADVICES))]
    good = [path for path in sorted((ROOT / "samples").glob("*.yaml")) if not path.stem.endswith("-faulty")]
    return [*labelled, *((path, {"id": path.stem, "expect": [], "good": True}) for path in good)]


def digest() -> str:
    """Return the digest of the inputs, the rules' own examples and settings among them."""
    found = hashlib.sha256()
    for code, rule in learned().items():
        found.update(repr((code, rule.where, rule.second_reader, rule.bad, rule.good)).encode())
    for path in inputs():
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def spans_of(text: str, quotes: Iterable[str | None]) -> list[tuple[int, int]]:
    """Return where the quotes of a text stand; none quoted is all of it."""
    found = []
    for quote in quotes:
        at = text.find(quote) if quote else 0
        if at >= 0:
            found.append((at, at + len(quote) if quote else len(text)))
    return found


def units_of_text(
    text: str,
    field: str,
    names: Names,
    name: tuple[str, str],
    said: dict[str, Sequence[str | None]],
    *,
    complete: bool,
) -> Iterator[Unit]:
    """Yield the sentences of a text; `said` has the quotes of each code expected, none of one forbidden."""
    sentences = sentences_of(read(text), names)
    spans = {code: spans_of(text, quotes) for code, quotes in said.items()}
    for number, one in enumerate(sentences):
        labels = {}
        for code, rule in learned().items():
            if not named(field, rule.where):
                continue
            if any(one.start < end and start < one.end for start, end in spans.get(code, ())):
                labels[code] = 1
            elif code in said:
                labels[code] = 0
            else:
                labels[code] = BLIND if complete else BESIDE
        if labels:
            yield Unit(*name, one.start, one.end, features(number, sentences, field), labels)


def _said(row: dict[str, Any]) -> dict[str, Sequence[str | None]]:
    said: dict[str, Sequence[str | None]] = dict.fromkeys(row.get("forbid", ()), ())
    for one in row["expect"]:
        said[one["code"]] = (*said.get(one["code"], ()), one.get("quote"))
    return said


def units() -> Iterator[Unit]:
    """Yield every sentence there is to learn from."""
    for path in inputs():
        for row in rows_of(str(path)) if path.suffix == ".jsonl" and path != ADVICES else ():
            names = names_of(circumstances_of(row.get("context", {})))
            complete = "corpus" in path.relative_to(ROOT).parts
            yield from units_of_text(
                row["text"], row["field"], names, (path.stem, row["id"]), _said(dict(row)), complete=complete
            )
    for path, labels in advices():
        yield from _units_of_advice(path, labels)
    for rule in learned().values():
        for example in (*rule.bad, *rule.good):
            if example.patch is None:
                quotes = [example.text[start:end] for start, end in example.marks]
                names = names_of(circumstances_of(example.context))
                yield from units_of_text(
                    example.text, example.field, names, ("rules", rule.code), {rule.code: quotes}, complete=False
                )


def _units_of_advice(path: Path, row: dict[str, Any]) -> Iterator[Unit]:
    for document in load(path.read_bytes(), str(path)).documents:
        validated = validate(document)
        names = names_of(validated.circumstances)
        for field in validated.fields:
            # What a good sample says is right as it stands, for every code.
            said: dict[str, Sequence[str | None]] = dict.fromkeys(learned() if row.get("good") else (), ())
            for one in row["expect"]:
                if field.pointer == one["path"] or field.pointer.startswith(f"{one['path']}/"):
                    said[one["code"]] = (*said.get(one["code"], ()), one.get("quote"))
            yield from units_of_text(field.text, field.name, names, ("advices", row["id"]), said, complete=True)


class Matrix:
    """The units as rows of a sparse matrix, and the features as its columns."""

    def __init__(self, units: Sequence[Unit]) -> None:
        import numpy as np
        from scipy.sparse import csr_matrix

        seen = Counter(feature for unit in units for feature in unit.features)
        self.columns: list[Feature] = sorted((one for one, n in seen.items() if n >= SEEN_IN), key=repr)
        number = {feature: column for column, feature in enumerate(self.columns)}
        indices, values, ends = [], [], [0]
        for unit in units:
            for feature, count in unit.features.items():
                if feature in number:
                    indices.append(number[feature])
                    values.append(count)
            ends.append(len(indices))
        self.rows = csr_matrix((np.array(values, dtype=float), indices, ends), shape=(len(units), len(self.columns)))
        self.rows.sort_indices()


def learn(rows: Any, labels: Any) -> tuple[Any, Any, int]:
    """Return the columns kept, their whole weights, and the whole bias, of a matrix and its labels."""
    import numpy as np
    from scipy.sparse import diags
    from sklearn.linear_model import LogisticRegression

    faulty, counted = (labels == 1).astype(int), np.vectorize(UNSAID.get)(labels, 1.0)
    scale = _telling(rows, faulty, counted)

    def fitted(columns: Any) -> Any:
        model = LogisticRegression(C=FREEDOM, solver="liblinear", tol=1e-4, max_iter=400, random_state=0)
        return model.fit(rows[:, columns] @ diags(scale[columns]), faulty, sample_weight=counted)

    first = fitted(np.arange(rows.shape[1]))
    weight = np.abs(first.coef_[0] * scale) * np.sqrt(np.asarray((rows > 0).sum(axis=0)).ravel())
    kept = np.sort(np.argsort(-weight, kind="stable")[:KEPT])
    second = fitted(kept)
    return kept, np.rint(second.coef_[0] * scale[kept] * UNIT).astype(int), round(second.intercept_[0] * UNIT)


def _telling(rows: Any, faulty: Any, counted: Any) -> Any:
    """Return how far each feature is drawn out: how unevenly it stands in faults and elsewhere, and how seldom."""
    import numpy as np

    stands = (rows > 0).astype(float)
    among = [SMOOTHED + stands.T @ (counted * side) for side in (faulty, 1 - faulty)]
    uneven = np.abs(np.log((among[0] / among[0].sum()) / (among[1] / among[1].sum())))
    uneven = (1 - HEARD) * uneven + HEARD * uneven.mean()
    seldom = np.log(rows.shape[0] / np.maximum(1, np.asarray(stands.sum(axis=0)).ravel()))
    return uneven / uneven.mean() * np.sqrt(seldom / 5)


def gate(rows: Any, weights: Any, bias: int, alone: Any, settings: SecondReader | None) -> int:
    """Return the least that the words by themselves, without their pairs, come to in a sentence that is found."""
    least = settings.find if settings else None
    if least is None:
        return -10_000
    found = rows @ weights + bias >= least
    return int((rows[:, alone] @ weights[alone] + bias)[found].min())


def write() -> None:
    """Learn from all there is, and write the weights."""
    import numpy as np

    every = list(units())
    matrix = Matrix(every)
    table: dict[Feature, list[str]] = {}
    biases, gates = [], []
    alone = np.array([not isinstance(feature, tuple) for feature in matrix.columns])
    for number, (code, rule) in enumerate(learned().items()):
        labels = np.array([unit.labels.get(code, UNREAD) for unit in every])
        told = np.flatnonzero(labels != UNREAD)
        kept, weights, bias = learn(matrix.rows[told], labels[told])
        biases.append(bias)
        gates.append(gate(matrix.rows[told][:, kept], weights, bias, alone[kept], rule.second_reader))
        for column, weight in zip(kept, weights, strict=True):
            if weight:
                table.setdefault(matrix.columns[column], []).append(f"{number}={weight}")
    lines = [" ".join(one) if isinstance(one, tuple) else one for one in table]
    body = sorted("\t".join([line, *weights]) for line, weights in zip(lines, table.values(), strict=True))
    head = [HEADER, f"codes: {' '.join(learned())}", f"inputs: {digest()}", f"bias: {' '.join(map(str, biases))}"]
    head += [f"gate: {' '.join(map(str, gates))}", ""]
    WEIGHTS.write_text("\n".join([*head, *body]) + "\n", encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        from sendadvice_docs.second.weights import weights

        if weights().inputs != digest():
            print(
                "checks/reader/weights.txt was learned from other inputs: run tools/train_second_reader.py.",
                file=sys.stderr,
            )
            return 1
        return 0
    write()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
