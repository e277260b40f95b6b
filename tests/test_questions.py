"""The questions to the family: what is asked when, and what an advice answers already, judged by substance."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sendadvice_docs import resources
from sendadvice_docs.answers import answer_of, topics
from sendadvice_docs.case_facts import Facts
from sendadvice_docs.cli import main
from sendadvice_docs.contract import contract, prose_field_names
from sendadvice_docs.datafile import read_data
from sendadvice_docs.finding import Citation
from sendadvice_docs.language import plain
from sendadvice_docs.profile import load_profile, profile_names
from sendadvice_docs.questions import Question, asked
from sendadvice_docs.source import Field, Prose
from sendadvice_docs.words import compiled

Capture = pytest.CaptureFixture[str]
ROOT = Path(__file__).resolve().parent.parent
SAID = [line.split("\t") for line in (ROOT / "tests/data/questions.tsv").read_text(encoding="utf-8").splitlines()]
LEXICON = read_data(resources.resource("checks", "lexicons", "questions.yaml"))


def question(*, fields: tuple[str, ...] = (), by: tuple[str, ...] = ()) -> Question:
    return Question("q", "A question?", Citation("A council's page"), {}, fields, by)


def field(text: str, name: str = "difficulties", pointer: str = "/difficulties") -> Field:
    return Field(pointer, name, Prose.verbatim(text))


@pytest.mark.parametrize(("topic", "state", "text"), SAID)
def test_a_sentence_answers_or_leaves_open(topic: str, state: str, text: str) -> None:
    found = answer_of(question(by=(topic,)), [field(text)], "Leo Mbeki")
    assert (found is not None) is (state == "answered")


@pytest.mark.parametrize("topic", topics())
def test_every_pattern_is_fired_by_a_sentence(topic: str) -> None:
    said = [plain(text).replace("leo", "they") for name, state, text in SAID if name == topic and state == "answered"]
    for pattern in LEXICON["topics"][topic]["patterns"]:
        assert any(compiled((pattern,)).search(text) for text in said), pattern


def test_every_pattern_that_puts_off_is_fired_by_a_sentence() -> None:
    said = [plain(text) for _, state, text in SAID if state == "open"]
    for pattern in LEXICON["put_off"]:
        assert any(compiled((pattern,)).search(text) for text in said), pattern


@pytest.mark.parametrize("name", profile_names())
def test_the_questions_name_fields_and_topics_that_there_are(name: str) -> None:
    need = contract().fields["needs"].entry
    assert need is not None
    areas = {f"needs({area})/description" for area in need.fields["area"].values}
    for one in load_profile(name).questions:
        assert set(one.fields) <= {*prose_field_names(), *areas}
        assert set(one.topics) <= set(topics())
        assert one.text.endswith("?")


def test_swindon_asks_six_questions_and_a_seventh_where_support_is_in_place() -> None:
    questions = load_profile("swindon").questions
    assert len(asked(questions, Facts())) == 6
    assert len(asked(questions, Facts(support_in_place=True))) == 7


def test_hertfordshire_asks_about_adult_life_from_year_9() -> None:
    questions = load_profile("hertfordshire").questions
    below, above = asked(questions, Facts()), asked(questions, Facts(year_9_or_beyond=True))
    assert {one.id for one in above} - {one.id for one in below} == {"adult_life"}


@pytest.mark.parametrize(
    "text", ["N/A", "Not known.", "See education advice.", "Aspirations:", "To be discussed", "Leo"]
)
def test_a_field_without_substance_answers_nothing(text: str) -> None:
    assert answer_of(question(fields=("aspirations",)), [field(text, "aspirations")], "Leo Mbeki") is None


def test_a_field_with_substance_answers_with_its_first_telling_sentence() -> None:
    text = "Not known at first. Leo wants to be a baker."
    found = answer_of(question(fields=("aspirations",)), [field(text, "aspirations", "/aspirations")], "Leo")
    assert found is not None
    assert (found.pointer, found.quote) == ("/aspirations", "Leo wants to be a baker.")


def test_a_field_of_a_need_can_be_asked_for_by_the_needs_area() -> None:
    one = question(fields=("needs(home)/description",))
    fields = [field("He wakes at two.", "needs/description", "/needs/0/description")]
    assert answer_of(one, fields, areas={"/needs/0": "home"}) is not None
    assert answer_of(one, fields, areas={"/needs/0": "community"}) is None
    assert answer_of(one, fields) is None


def test_the_next_best_place_is_found_where_the_fields_say_nothing() -> None:
    one = question(fields=("informal_support",), by=("help_around",))
    fields = [field("None known.", "informal_support"), field("His uncle takes him out on Sundays.")]
    found = answer_of(one, fields)
    assert found is not None
    assert found.pointer == "/difficulties"


def sheet(capsys: Capture, *arguments: str) -> Any:
    assert main(["questions", *arguments, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


SAMPLE = str(ROOT / "samples" / "year-10-annual-review.yaml")


def test_the_command_ticks_off_what_is_answered_and_says_where(capsys: Capture) -> None:
    found = sheet(capsys, SAMPLE, "--profile", "hertfordshire")
    by_id = {one["id"]: one for one in found["questions"]}
    assert by_id["aspirations"]["answered"] is True
    assert by_id["aspirations"]["path"] == "/aspirations"
    assert by_id["aspirations"]["quote"].startswith("Tariq wants to mend keyboards")
    assert by_id["aspirations"]["text"] == "What matters to Tariq, and what does Tariq hope for?"
    assert by_id["anything_else"] == {**by_id["anything_else"], "answered": False, "path": None, "quote": None}
    assert by_id["going_well"]["source"].startswith("Hertfordshire County Council, ")
    assert main(["questions", SAMPLE, "--profile", "hertfordshire"]) == 0
    printed = capsys.readouterr().out
    assert "  [x] What matters to Tariq" in printed
    assert "      /aspirations: “Tariq wants to mend keyboards" in printed
    assert "  [ ] Is there anything else that matters here?" in printed
    assert "still to ask." in printed


def test_an_advice_that_is_only_begun_leaves_all_open(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "begun.yaml"
    path.write_text("profile: swindon\nperson: {name: Leo Mbeki}\n", encoding="utf-8")
    found = sheet(capsys, str(path))
    assert [one["answered"] for one in found["questions"]] == [False] * 6
    assert found["questions"][0]["text"] == "What is a usual day of caring for Leo like?"


def test_without_a_name_the_child_or_young_person_is_meant(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "begun.yaml"
    path.write_text("profile: hertfordshire\n", encoding="utf-8")
    text = sheet(capsys, str(path))["questions"][0]["text"]
    assert text == "What matters to the child or young person, and what does the child or young person hope for?"


def test_a_profile_without_questions_says_which_have_some(tmp_path: Path, capsys: Capture) -> None:
    assert main(["questions", SAMPLE, "--profile", "national"]) == 0
    assert "sets no questions of its own; swindon and hertfordshire do." in " ".join(capsys.readouterr().out.split())
    assert sheet(capsys, SAMPLE, "--profile", "norfolk")["questions"] == []


def test_several_files_are_listed_one_by_one_and_broken_ones_refused(tmp_path: Path, capsys: Capture) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("person: [", encoding="utf-8")
    assert len(sheet(capsys, SAMPLE, SAMPLE.replace("year-10", "adult"), "--profile", "swindon")) == 2
    assert main(["questions", SAMPLE, str(broken)]) == 1
    assert "Not listed: " in capsys.readouterr().out
    assert main(["questions", str(tmp_path / "none.yaml")]) == 2
