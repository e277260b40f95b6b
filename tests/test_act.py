"""Acts of specifying or recommending education and health provision: what is one, what is only context, and where."""

from __future__ import annotations

import glob
import json
import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs import resources
from sendadvice_docs.acts.judge import acts
from sendadvice_docs.acts.marks import marked
from sendadvice_docs.check import Settings, lint, lint_text
from sendadvice_docs.datafile import read_data
from sendadvice_docs.language import plain, read
from sendadvice_docs.model import Circumstances
from sendadvice_docs.rule import catalogue
from sendadvice_docs.words import compiled
from tests.examples import minimal_text

CODES = {"education": "SC101", "health": "SC102"}
_HERE = os.path.dirname(__file__)
PASSAGES = os.path.join(_HERE, "data", "acts.jsonl")
TUNING = tuple(sorted(glob.glob(os.path.join(_HERE, "corpus", "passages*tuning.jsonl"))))
NEED, PROVISION, OUTCOME = "needs/description", "provision/description", "outcomes/description"


def passages(path: str = PASSAGES) -> Iterator[dict[str, Any]]:
    with open(path, encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def found(text: str, field: str = NEED) -> list[tuple[str, str]]:
    """Return code and passage of every finding of the two rules on a passage, through the whole engine."""
    report = lint_text(text, field, Circumstances(name="Asha Verma"), Settings(select=tuple(CODES.values())))
    return [(one.code, one.quote or "") for one in report.findings]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("She needs a special school.", "needs a special school", id="need"),
        pytest.param(
            "It is clear that he should be taught in a small class.", "should be taught in a small class", id="passive"
        ),
        pytest.param("A tutor must be found for her.", "A tutor must be found for her", id="provision as subject"),
        pytest.param("School must give him a pass.", "School must give him a pass", id="an order to the school"),
        pytest.param("He reads badly. TA to hear him read daily.", "TA to hear him read daily", id="a note"),
        pytest.param(
            "I recommend a move to Hill Top School.", "I recommend a move to Hill Top School", id="performative"
        ),
        pytest.param(
            "Refer to the educational psychologist.", "Refer to the educational psychologist", id="imperative"
        ),
        pytest.param("No mainstream school would do.", "No mainstream school would do", id="ruled out"),
        pytest.param("The tutor was stopped. It should be reinstated.", "It should be reinstated", id="a pronoun"),
    ],
)
def test_an_act_is_found_with_the_words_that_make_it_one(text: str, quote: str) -> None:
    assert found(text) == [("SC101", quote)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("He goes to a special school and has a teaching assistant.", id="told"),
        pytest.param("She does not need a special school.", id="negated"),
        pytest.param("Mum says that she needs a special school.", id="a parent's view"),
        pytest.param("His teacher suggests that he should have a scribe.", id="another's recommendation"),
        pytest.param("If he had a scribe he would write more.", id="supposed"),
        pytest.param("Does she need a special school?", id="asked and not answered"),
        pytest.param("“He needs a tutor,” it says on the fridge.", id="quoted"),
        pytest.param("She needs somebody to walk with her to the special school.", id="a care task"),
        pytest.param("He needs his teaching assistant's name on a card at the club.", id="something already his"),
        pytest.param("School should be told when he is with us.", id="news to the school"),
        pytest.param("The GP must be kept informed.", id="news to the doctor"),
        pytest.param("The school nurse will show his carers how to lift him.", id="showing carers"),
        pytest.param("His needs at school are for the school to set out.", id="needs as a noun"),
    ],
)
def test_what_is_only_said_of_provision_is_no_act(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        pytest.param(PROVISION, 1, id="in provision a bare name is the provision"),
        pytest.param(NEED, 0, id="in a need it is only a mention"),
        pytest.param(OUTCOME, 0, id="in an outcome it is only a mention"),
        pytest.param("going_well", 0, id="in going well it is only a mention"),
    ],
)
def test_the_field_decides_what_a_bare_name_means(field: str, expected: int) -> None:
    assert len(found("Physiotherapy every Monday.", field)) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("A personal assistant takes Asha to physiotherapy on Mondays.", id="taking somebody there"),
        pytest.param("A carer, trained by the nurse in tube feeding, for two hours on Fridays.", id="a trained carer"),
        pytest.param(
            "Collecting Asha from Oakfield School on Mondays, a sessional worker.", id="collecting from school"
        ),
        pytest.param(
            "A hoist and rails, measured by the council's occupational therapist.", id="the council's therapist"
        ),
        pytest.param("His physiotherapist has shown the carers what to do; three hours a week.", id="in place already"),
        pytest.param(
            "Youth club on Fridays, with a worker who used to be her teaching assistant.", id="a former assistant"
        ),
    ],
)
def test_social_care_in_borrowed_words_is_left_alone_in_provision(text: str) -> None:
    assert found(text, PROVISION) == []


PROVISIONS = [
    *("a teaching assistant", "daily phonics", "smaller classes", "a place at a special school", "home tuition"),
    *("weekly physiotherapy", "a referral to CAMHS", "an ADHD assessment", "counselling", "a night nurse"),
]


@pytest.mark.parametrize(
    "pattern",
    [
        "He needs {}.",
        "She must be given {} without delay.",
        "He would benefit from {}.",
        "There should be {}.",
        "I would recommend {}.",
        "It is recommended that she receives {}.",
        "In my view he would do better with {}.",
        "What would help most is {}.",
        "The right thing for him now is {}.",
        "It is time for {}.",
        "We would ask for {}.",
        "Please arrange {}.",
        "Could {} be arranged, please?",
        "The local authority must provide {}.",
        "He will have {}.",
        "Consideration should be given to {}.",
        "I believe that {} would suit him.",
        "He is sad in the evenings and {} would put that right.",
        "In my opinion {} is required.",
    ],
)
def test_any_provision_is_found_in_any_way_of_calling_for_it(pattern: str) -> None:
    assert not [one for one in PROVISIONS if not found(pattern.format(one))]


@pytest.mark.parametrize(
    "pattern",
    [
        "He has {}.",
        "She had {} last year.",
        "Mum says that he needs {}.",
        "The school has asked for {}.",
        "She does not need {}.",
        "He is waiting for {}.",
        "If he had {} his evenings would be different.",
        "The GP has recommended {}.",
        "He does well with {}.",
        "Whether he needs {} is not for us to say.",
        "A carer who knows about {} is needed.",
        "After {} he is tired and needs a rest.",
        "Does he need {}?",
    ],
)
def test_no_provision_is_found_in_any_way_of_only_speaking_of_it(pattern: str) -> None:
    assert not [one for one in PROVISIONS if found(pattern.format(one))]


def test_each_item_of_a_provision_list_is_judged_by_itself() -> None:
    text = "• PA, four hours a week\n• weekly phonics\n• short break, one night a month\n• epilepsy nurse to visit"
    assert found(text, PROVISION) == [("SC101", "weekly phonics"), ("SC102", "epilepsy nurse to visit")]


def test_two_provisions_of_different_sections_in_one_list_are_two_findings() -> None:
    assert found("He needs a tutor and weekly physiotherapy.") == [
        ("SC101", "needs a tutor"),
        ("SC102", "weekly physiotherapy"),
    ]


def test_one_act_of_two_people_has_one_code() -> None:
    assert [code for code, _ in found("The school nurse should talk to his teacher about seizures.")] == ["SC102"]


@pytest.mark.parametrize("service", ["Speech and language therapy", "Portage", "Habilitation training"])
def test_what_straddles_education_and_health_has_one_code(service: str) -> None:
    assert len(found(f"{service} once a week.", PROVISION)) == 1


def test_a_view_is_exempt_and_what_the_worker_adds_to_it_is_not() -> None:
    text = "He needs a special school. Social worker's note: he needs a tutor."
    assert found(text, "views/family/text") == [("SC101", "needs a tutor")]


def test_a_medicine_somebody_takes_is_a_fact_and_a_change_of_it_is_an_act() -> None:
    assert found("He needs his tablets at eight.") == []
    assert found("He needs his tablets reviewed.") == [("SC102", "needs his tablets reviewed")]


def test_the_message_names_the_entry_and_the_person() -> None:
    advice = minimal_text().replace("Asha runs towards traffic and needs", "Asha needs a special school and needs")
    (one,) = lint(advice.encode(), "advice.yaml", Settings(select=("SC101",))).findings
    assert one.path == "/needs/0/description"
    assert "need N1" in one.suggestion
    assert "Asha" in one.suggestion


def test_labelled_passages_are_read_as_a_careful_colleague_reads_them() -> None:
    """The passages were written while the rules were; the share that is right must not fall."""
    count: Counter[str] = Counter()
    wrong = []
    for row in passages():
        report = lint_text(row["text"], row["field"], Circumstances(), Settings(select=tuple(CODES.values())))
        labelled = {one["code"] for one in row["expect"]} | set(row["forbid"])
        right = set()
        for one in row["expect"]:
            at = row["text"].index(one["quote"])
            hits = {
                finding
                for finding in report.findings
                if (finding.code == one["code"] or row.get("either"))
                and (finding.start or 0) < at + len(one["quote"])
                and at < (finding.end or 0)
            }
            count["right" if hits else "missed"] += 1
            right |= hits
        others = (one for one in report.findings if one not in right and one.code in labelled)
        wrong.extend((row["id"], one.quote) for one in others)
    assert count["right"] / (count["right"] + len(wrong)) >= 0.99, wrong
    assert count["right"] / (count["right"] + count["missed"]) >= 0.89


def _texts() -> list[str]:
    examples = [one.text for code in CODES.values() for one in (*catalogue()[code].bad, *catalogue()[code].good)]
    return [row["text"] for path in (PASSAGES, *TUNING) for row in passages(path) if "text" in row] + examples


def _painted(text: str) -> str:
    sentences = marked(read(text))
    return sentences[0].text if sentences else plain(text)


def test_every_cue_and_every_pattern_of_a_lexicon_is_met_by_some_passage() -> None:
    texts = _texts()
    pool = "\n".join([*(_painted(text) for text in texts), *(plain(text) for text in texts)])
    idle = []
    for file in ("calls", "answers", "directions", "paths", "context", "vetoes"):
        data = read_data(resources.resource("checks", "cues", "acts", f"{file}.yaml"))
        for name, value in data.items():
            for pattern in [value] if isinstance(value, str) else value:
                anywhere = pattern.removesuffix("$") if pattern.endswith("$") and "|" not in pattern[-3:] else pattern
                if name != "summary" and not compiled([anywhere]).search(pool):
                    idle.append((file, name, pattern))
    folder = resources.resource("checks", "lexicons")
    for file in sorted(one for one in os.listdir(folder) if one.endswith(".yaml")):
        data = read_data(os.path.join(folder, file))
        if "phrases" in data:
            patterns = data.get("patterns", ())
            idle.extend((file, "patterns", one) for one in patterns if not compiled([one]).search(pool))
    assert not idle


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=12),
            st.sampled_from(
                ["needs", "school", "TA", "must", "CAMHS", "?", "yes", ". ", "PA", "to", "and", "(", "his", ",", ";",
                 "physio", "recommend", "that", "be", "taught", "in", "class", "“", "”", "\n", "tablets", "İ", "ß"]
            ),
        ),
        max_size=30,
    ),
    st.sampled_from([NEED, PROVISION, OUTCOME, "views/family/text", "provision/provider", "going_well"]),
)  # fmt: skip
def test_odd_text_never_raises_and_every_act_lies_within_the_text(pieces: list[str], field: str) -> None:
    text = " ".join(pieces)
    last = 0
    for act in acts(text, field):
        assert act.domain in CODES
        assert last <= act.start < act.end <= len(text)
        last = act.end


def test_a_text_without_full_stops_is_read_in_good_time() -> None:
    assert len(acts("he needs a teaching assistant and " * 300, NEED)) > 100
