"""The second reader: weights that fit their inputs, sentences it has never met, and the bounds it keeps to."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

from sendadvice_docs.check import Settings, lint, lint_text
from sendadvice_docs.cli import main
from sendadvice_docs.language import read
from sendadvice_docs.model import Circumstances
from sendadvice_docs.rule import catalogue
from sendadvice_docs.second.features import features, pairs_of, sentences_of
from sendadvice_docs.second.find import names_of
from sendadvice_docs.second.reader import LEAST_FEATURES, Read
from sendadvice_docs.second.weights import weights
from sendadvice_docs.second.words import NOBODY, PERSON, places_of, word_of, words_of
from tests.examples import minimal_text
from tests.reporting import ROOT

ASHA = Circumstances(name="Asha Verma")
PROVISION, NEED, OUTCOME = "provision/description", "needs/description", "outcomes/description"
ASSISTED = {code: rule for code, rule in catalogue().items() if rule.second_reader}


def found(text: str, field: str, code: str) -> list[str]:
    report = lint_text(text, field, ASHA, Settings(select=(code,)))
    return [one.quote or "" for one in report.findings]


def test_the_weights_were_learned_from_what_there_is_to_learn_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    tool = runpy.run_path(str(ROOT / "tools" / "train_second_reader.py"))
    assert weights().inputs == tool["digest"](), "run “make reader” and commit the weights"
    assert not [path for path in tool["inputs"]() if "held-back" in path.name]
    assert "sklearn" not in sys.modules


def test_the_weights_are_for_the_rules_that_ask_for_them() -> None:
    assert weights().codes == tuple(ASSISTED)
    assert ASSISTED


@pytest.mark.parametrize(
    ("code", "field", "text"),
    [
        pytest.param("SC605", OUTCOME, "Overnight stays at the unit to carry on, two a month.", id="a service goes on"),
        pytest.param("SC605", OUTCOME, "More sitting-service hours put in place by Easter.", id="more of a service"),
        pytest.param(
            "SC509", PROVISION, "After-school club: under discussion with the provider.", id="under discussion"
        ),
        pytest.param("SC501", PROVISION, "A befriender may be able to take Asha out now and again.", id="may be able"),
        pytest.param(
            "SC103",
            NEED,
            "Mixing with others: Cubs on Mondays, judo on Wednesdays, all without extra help.",
            id="clubs",
        ),
    ],
)
def test_a_sentence_that_no_pattern_knows_is_found(code: str, field: str, text: str) -> None:
    assert found(text, field, code)


@pytest.mark.parametrize(
    ("code", "field", "text"),
    [
        pytest.param(
            "SC605", OUTCOME, "By July Asha will walk to the shop and back with her sister each week.", id="a change"
        ),
        pytest.param(
            "SC509", PROVISION, "A support worker takes Asha swimming for two hours every Saturday.", id="firm"
        ),
        pytest.param(
            "SC501", PROVISION, "A support worker takes Asha swimming for two hours every Saturday.", id="quantified"
        ),
        pytest.param(
            "SC103", NEED, "Asha cannot wash by herself, and her mother's back no longer allows lifting.", id="unmet"
        ),
        pytest.param(
            "SC106", PROVISION, "A care worker helps Asha to wash and dress each morning for an hour.", id="care"
        ),
    ],
)
def test_a_sound_sentence_is_left_alone(code: str, field: str, text: str) -> None:
    assert found(text, field, code) == []


def test_what_is_found_lies_within_its_sentence_and_is_no_more_than_it_must_be() -> None:
    first, second = "A worker visits on Mondays at 5.", "A befriender may be able to take Asha out now and again."
    report = lint_text(f"{first} {second}", PROVISION, ASHA, Settings(select=("SC501",)))
    (one,) = report.findings
    assert one.start is not None
    assert one.start > len(first)
    assert one.end is not None
    assert one.end <= len(first) + 1 + len(second)


def test_unknown_words_weigh_nothing() -> None:
    empty = Read("Qwzx vbnm plok.", NEED, NOBODY)
    other = Read("Zzxq mnbv kolp.", NEED, NOBODY)
    for code in weights().codes:
        assert empty.score(code, 0) == other.score(code, 0)
        assert empty.speaking_for(code, 0) < LEAST_FEATURES


@pytest.mark.parametrize(
    "text", ["", " ", "\n", ".", "’", "''''", "a'b'c", "\u0301", "((((", "1" * 500, "n't 's", "İİ ß"]
)
def test_odd_text_is_read_and_its_words_have_places(text: str) -> None:
    whole = Read(text, PROVISION, NOBODY)
    for number, sentence in enumerate(whole.sentences):
        own = text[sentence.start : sentence.end]
        assert len(places_of(own)) == len(sentence.words)
        for code in weights().codes:
            marked = whole.marked(code, number)
            assert sentence.start <= marked.start <= marked.end <= sentence.end


@pytest.mark.parametrize("code", [code for code, rule in ASSISTED.items() if rule.second_reader])
def test_it_finds_nothing_where_the_rule_does_not_read(code: str) -> None:
    faulty = "Consideration to be given to more short breaks. The worker will look into it. Grandparents do it all."
    assert found(faulty, "evidence/records_read", code) == []
    assert found(faulty, "signposting", code) == []


def test_it_adds_nothing_to_an_entry_that_is_found_as_a_whole() -> None:
    text = minimal_text().replace("met_by: local_authority", "met_by: family")
    report = lint(text.encode(), "advice.yaml", Settings(select=("SC103",)))
    paths = [one.path for one in report.findings]
    assert len(paths) == len(set(paths))
    assert all(path.endswith("/met_by") for path in paths)


def test_learning_and_reading_weigh_the_same() -> None:
    text = "Asha's mum doesn't drive. Two hours of support may be offered, if staff can be found. It ends in 2027."
    names = names_of(ASHA)
    whole, sentences = Read(text, PROVISION, names), sentences_of(read(text), names)
    known = weights()
    for number in range(len(sentences)):
        counted = features(number, sentences, PROVISION)
        for place, code in enumerate(known.codes):
            total = sum(known.of(feature, code) * times for feature, times in counted.items())
            assert whole.score(code, number) == total + known.scores(0)[place]


def test_a_word_is_seen_as_its_class() -> None:
    assert words_of("Asha went", names_of(ASHA))[0] is PERSON
    assert word_of("Grandad", True).kind == "KIN"
    assert word_of("2026", False).kind == "YEAR"
    assert word_of("Blenkinsop", False).kind == "NAME"
    assert [word.lower for word in words_of("She didn't, Mum's 3.5 hrs", NOBODY)] == [
        *("she", "did", "n't", ",", "mum", "'s", "FIGURE", "hrs")
    ]
    assert ("^", "she") in set(pairs_of(words_of("She", NOBODY)))


def test_explain_says_that_a_learned_reader_helps(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "SC605", "--color", "never"]) == 0
    assert "A second reader, learned from labelled passages" in capsys.readouterr().out
    assert main(["explain", "SC404", "--color", "never"]) == 0
    assert "second reader" not in capsys.readouterr().out


def test_the_page_about_it_names_every_rule_it_reads_beside() -> None:
    page = (Path(ROOT) / "docs" / "second-reader.md").read_text(encoding="utf-8")
    assert all(code in page for code in ASSISTED)
