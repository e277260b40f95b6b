"""The time the checks take grows with the words of an advice, and not with their square."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import count, cycle
from pathlib import Path

import pytest

from sendadvice_docs import engine
from sendadvice_docs.model import Circumstances
from sendadvice_docs.profile import load_profile
from sendadvice_docs.rule import catalogue
from sendadvice_docs.source import Field, Prose, Source, Span
from sendadvice_docs.subject import Subject
from tests.growth import grows_with_the_input

CORPUS = Path(__file__).parent / "corpus" / "passages-tuning.jsonl"
ROWS = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").split("\n") if line]
SMALL, LARGE = 25_000, 100_000


def _pieces(words: int, marked: str) -> list[tuple[str, str]]:
    """Return passages with so many words in all, each with a number of its own, so that none was met before."""
    pieces, used = [], 0
    for number, row in zip(count(), cycle(ROWS), strict=False):
        if used >= words:
            break
        text = f"{row['text']} {marked} {number}."
        used += len(text.split())
        pieces.append((row["field"], text))
    return pieces


def _many_fields(words: int, marked: str) -> tuple[Field, ...]:
    pieces = enumerate(_pieces(words, marked))
    return tuple(Field(f"/{index}", field, Prose.verbatim(text)) for index, (field, text) in pieces)


def _one_field(words: int, marked: str) -> tuple[Field, ...]:
    text = "\n".join(text for _, text in _pieces(words, marked))
    return (Field("/0", "provision/description", Prose.verbatim(text)),)


def _check(fields: tuple[Field, ...]) -> None:
    subject = Subject(None, fields, Circumstances(name="Asha Verma"), load_profile("national"), whole=False)
    place = engine.Place(Source("advice", ""), 0, lambda _: Span(0, 0))
    list(engine.run(subject, catalogue(), place))


@pytest.mark.slow
@pytest.mark.parametrize("made", [_many_fields, _one_field])
def test_four_times_the_words_take_about_four_times_as_long(made: Callable[[int, str], tuple[Field, ...]]) -> None:
    assert grows_with_the_input(lambda words, marked: _check(made(words, marked)), SMALL, LARGE)
