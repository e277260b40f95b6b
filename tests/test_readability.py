"""How old a reader a text asks for (SC807), and what does not make a text hard."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.check import Settings, lint_text
from sendadvice_docs.finding import Finding
from sendadvice_docs.language import read
from sendadvice_docs.model import Circumstances
from sendadvice_docs.readability import measured, syllables

ONLY = Settings(select=("SC807",))
HARD = (
    "The anticipated deterioration in organisational capacity necessitates comprehensive reconsideration of "
    "arrangements for accommodation, supervision and participation, particularly where unfamiliar environments "
    "precipitate disproportionate apprehension."
)


def age(text: str, *names: str) -> float:
    found = measured(read(text), names)
    assert found is not None
    return found.age


def findings(text: str, field: str = "needs/description") -> tuple[Finding, ...]:
    return lint_text(text, field, Circumstances(name="Asha Verma"), ONLY).findings


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("a", 1),
        ("the", 1),
        ("cake", 1),
        ("walked", 1),
        ("needed", 2),
        ("table", 2),
        ("houses", 2),
        ("something", 2),
        ("careful", 2),
        ("autism", 3),
        ("didn't", 2),
        ("going", 2),
        ("quiet", 2),
        ("community", 4),
        ("idea", 2),
        ("previous", 3),
        ("responsibility", 6),
        ("independently", 5),
        ("Asha's", 2),
        ("xyz", 1),
    ],
)
def test_syllables_are_counted_about_right(word: str, number: int) -> None:
    assert syllables(word) == number


def test_long_words_make_a_text_hard() -> None:
    assert age("He has a long way to go. It is his own choice, and we all see it so.") < 8
    assert age(HARD) > 25


def test_long_sentences_make_a_text_hard() -> None:
    short = "He goes out with his dad to see the sea and he likes it a lot."
    assert age(" and then ".join([short[:-1]] * 5) + ".") > age(" ".join([short] * 5)) + 12


@pytest.mark.parametrize(
    ("easy", "same"),
    [
        pytest.param(
            "A worker from Oak House will take her to the park in York on Mondays.",
            "A worker from Constantinople Rehabilitation will take her to the park in Ashby-de-la-Zouch on Wednesdays.",
            id="names of places and services",
        ),
        pytest.param("She has a disability. It is hard.", "She has epilepsy. It is hard.", id="a diagnosis"),
    ],
)
def test_names_and_words_everybody_knows_do_not_make_a_text_hard(easy: str, same: str) -> None:
    assert age(same) - age(easy) < 4


def test_a_name_that_begins_a_sentence_counts_as_one_where_it_is_known() -> None:
    text = "Anastasia-Evangelina swims. She likes it. It is warm."
    assert age(text, "Anastasia-Evangelina Smith") < age(text)


@pytest.mark.parametrize(
    "listed",
    [
        "She needs help with:\n- washing and dressing\n- the stairs\n- the bus\n- any road\n- her tea",
        "She needs help with washing and dressing, the stairs, the bus, any road, her tea.",
        "She needs help with washing and dressing; the stairs; the bus; any road; and her tea.",
    ],
)
def test_a_list_is_as_easy_as_its_items(listed: str) -> None:
    assert age(listed) < age("She needs help with washing and dressing the stairs the bus any road and her tea.") - 1


def test_a_text_broken_into_lines_by_hand_reads_as_its_sentences() -> None:
    lines = (
        "she goes out with her dad to see the sea at the end of our road\n"
        "and she likes it a lot and sings all the way home to her mum"
    )
    assert age(lines) == pytest.approx(age(lines.replace("\n", " ")))


def test_the_longest_sentence_is_known() -> None:
    found = measured(read("She runs. She runs and runs and runs. She sits."), ())
    assert found is not None
    assert found.longest_words == 6


@pytest.mark.parametrize("text", ["", "   ", "12 34 %", "…", "\n\n"])
def test_a_text_without_words_is_not_measured(text: str) -> None:
    assert measured(read(text), ()) is None
    assert not findings(text)


def test_the_whole_field_is_quoted_without_the_blanks_around_it() -> None:
    (finding,) = findings(f"  {HARD}\n")
    assert finding.quote == HARD
    assert "reading age" in finding.message
    assert "“The anticipated deterioration in organisational capacity …”" in finding.message
    assert "“organisational”" in finding.suggestion


def test_a_few_words_must_be_far_harder_than_many() -> None:
    assert not findings("Considerable deterioration in capacity is anticipated by all his supporters here.")
    assert findings(
        "Neurodevelopmental deterioration necessitates comprehensive reconsideration of arrangements in the future."
    )
    assert not findings("Individualised organisational reconsideration.")


def test_what_somebody_says_in_their_own_words_is_left_alone() -> None:
    spoken = f"I believe this: {HARD}"
    assert findings(HARD, "views/family/text")
    assert not findings(spoken, "views/family/text")
    assert findings(spoken, "needs/description")


def test_the_limit_is_the_profile_s(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("profile") / "ours.yaml"
    path.write_text("name: ours\ntitle: Our own\nextends: national\nlimits: {reading_age: 40}\n", encoding="utf-8")
    report = lint_text(HARD, "needs/description", Circumstances(), Settings(select=("SC807",), profile=str(path)))
    assert not report.findings


@settings(max_examples=80, deadline=None)
@given(st.text("aeiou bcxyz.,;:!?\n-’'()É🙂0123 IAZ", max_size=300))
def test_any_text_can_be_measured(text: str) -> None:
    found = measured(read(text), ("Zia",))
    if found is not None:
        assert found.words >= found.longest_words >= 1
        assert 0 <= found.longest.start < found.longest.end <= len(text)
