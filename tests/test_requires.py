"""What every advice has to say: impact, voice, family, hopes, life at home and outside it, and the links of needs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from sendadvice_docs import resources
from sendadvice_docs.check import Settings, lint, lint_text
from sendadvice_docs.finding import Finding
from sendadvice_docs.load import load
from sendadvice_docs.model import Circumstances
from sendadvice_docs.profile import load_profile
from sendadvice_docs.rule import Example, Rule, catalogue
from sendadvice_docs.subject import Subject
from sendadvice_docs.substance import Substance
from sendadvice_docs.validate import validate
from tests.examples import document_of, findings_on, merged, minimal

CODES = ("SC104", "SC201", "SC202", "SC203", "SC204", "SC205", "SC206", "SC603")
CORPUS = Path(__file__).parent / "corpus"
#: The advices that may be read while a rule is written; the others are only measured on.
ROWS = (CORPUS / "advices-tuning.jsonl").read_text(encoding="utf-8").splitlines()
ADVICES = [CORPUS / json.loads(row)["advice"] for row in ROWS]
FAULTY = [path.with_suffix(".expect.json") for path in ADVICES if path.with_suffix(".expect.json").exists()]
NEED = {
    "id": "N1",
    "area": "community",
    "description": "Asha runs towards traffic and needs an adult beside her whenever she is outdoors.",
    "linked_to": "Her autism means that she does not see the danger in moving cars.",
    "impact_on_child": "She has not been to a playground since June.",
    "impact_on_family": "Neela takes her out only when a second adult is free.",
    "met_by": "local_authority",
    "related_to_send": True,
}


def found(patch: dict[str, Any], *, on: str | None = None) -> list[Finding]:
    """Return the findings of the rules here on the minimal advice with a change."""
    data = merged(minimal(), patch)
    if on:
        data["completed"] = on
    return list(lint(json.dumps(data, indent=1).encode(), "advice.json", Settings(select=CODES)).findings)


def codes(patch: dict[str, Any], **settings: Any) -> list[tuple[str, str]]:
    return [(one.code, one.path) for one in found(patch, **settings)]


# --- The labelled advices --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name.split(".")[0]) for path in FAULTY])
def test_in_a_labelled_advice_just_the_expected_faults_are_found(path: Path) -> None:
    advice = path.with_name(path.name.replace(".expect.json", ".yaml"))
    expected = [(one["code"], one["path"]) for one in json.loads(path.read_text("utf-8")) if one["code"] in CODES]
    report = lint(advice.read_bytes(), advice.name, Settings(select=CODES))
    assert sorted((one.code, one.path) for one in report.findings) == sorted(expected)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=path.stem)
        for path in (*ADVICES, *sorted(Path(resources.folder("samples")).glob("*.yaml")))
        if "faulty" not in path.name
    ],
)
def test_nothing_is_called_missing_in_a_good_advice_or_a_sample(path: Path) -> None:
    assert not lint(path.read_bytes(), path.name, Settings(select=CODES)).findings


# --- Words that help -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_every_variant_of_a_message_is_reached_by_some_example(code: str) -> None:
    rule = catalogue()[code]
    said = [one.message for example in rule.bad for one in findings_on(example, code)[1]]
    assert set(rule.suggestions) <= set(rule.messages)
    for variant, message in rule.messages.items():
        form = re.compile(".*".join(map(re.escape, re.split(r"\{\w+\}", message))), re.DOTALL)
        assert any(form.fullmatch(one) for one in said), variant


@pytest.mark.parametrize("code", CODES)
def test_no_message_has_a_gap_in_it(code: str) -> None:
    for example in catalogue()[code].bad:
        for one in findings_on(example, code)[1]:
            assert not set("{}") & set(one.message + one.suggestion)
            assert "None" not in one.message.replace("None identified", "")
            assert one.suggestion.endswith((".", "”."))


def test_a_need_without_a_description_is_still_spoken_of() -> None:
    (one,) = found({"needs": [{**NEED, "description": "", "impact_on_child": ""}]})
    assert one.message.startswith("N1 (“no description yet”)")


# --- Substance -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "-",
        "N/A",
        "n.a.",
        "None.",
        "Nil",
        "Not known at this time",
        "No information provided",
        "See above",
        "Yes",
        "2",
        "Asha",
        "As above.",
        "N/A, see other section",
    ],
)
def test_some_words_say_nothing(text: str) -> None:
    assert not Substance(("papers",))(text, frozenset({"asha"}))


@pytest.mark.parametrize(
    "text", ["Tired", "Nobody sleeps", "She cries.", "喜欢音乐", "None, as she is with foster carers"]
)
def test_one_word_that_says_something_is_enough(text: str) -> None:
    assert Substance(("papers", "impact"))(text)


def test_a_placeholder_is_left_to_its_own_rule() -> None:
    patch = {"needs": [{**NEED, "impact_on_child": "TBC", "linked_to": "[insert link]"}], "aspirations": "XXX"}
    assert not codes(patch)


# --- Impact ----------------------------------------------------------------------------------------------------------


def _adult(born: str, living: str | None) -> dict[str, Any]:
    return {"person": {"date_of_birth": born, "living": living}, "needs": [{**NEED, "impact_on_family": None}]}


@pytest.mark.parametrize("living", ["own_home", "supported", "shared", "residential"])
def test_an_adult_who_lives_without_family_need_not_have_an_impact_on_family(living: str) -> None:
    assert not codes(_adult("2008-10-05", living), on="2026-10-05")


@pytest.mark.parametrize(
    ("born", "living"),
    [
        pytest.param("2008-10-06", "own_home", id="18 tomorrow"),
        pytest.param("2000-01-01", "family", id="an adult with the family"),
        pytest.param("2000-01-01", "foster_care", id="an adult who stayed with foster carers"),
        pytest.param("2000-01-01", None, id="nobody says where"),
    ],
)
def test_everybody_else_must(born: str, living: str | None) -> None:
    assert codes(_adult(born, living), on="2026-10-05") == [("SC202", "/needs/0/impact_on_family")]


def test_without_the_day_of_the_advice_age_is_reckoned_on_the_day_of_the_request() -> None:
    patch = {**_adult("2008-09-01", "own_home"), "completed": None}
    assert not codes(patch)
    assert codes({**_adult("2008-09-02", "own_home"), "completed": None}) == [("SC202", "/needs/0/impact_on_family")]


# --- Voice -----------------------------------------------------------------------------------------------------------

OWN = "/views/child_or_young_person"


@pytest.mark.parametrize(
    ("view", "where"),
    [
        pytest.param(None, "text", id="none at all"),
        pytest.param({"text": "", "how": ""}, "text", id="empty"),
        pytest.param({"text": "Not known.", "how": "Home visit"}, "text", id="not known"),
        pytest.param({"text": "Too young", "how": "Home visit"}, "text", id="too young"),
        pytest.param({"text": "Asha is non-verbal.", "how": ""}, "text", id="no words, and nothing observed"),
        pytest.param({"text": "Asha is unable to communicate her wishes and feelings."}, "text", id="unable"),
        pytest.param({"text": None, "how": "Play session at home"}, "text", id="how alone"),
        pytest.param({"not_obtained_because": "N/A"}, "text", id="no reason"),
        pytest.param({"not_obtained_because": "Too young"}, "text", id="too young as a reason"),
        pytest.param({"text": "I like trains.", "how": None}, "how", id="no how"),
        pytest.param({"text": "I like trains.", "how": "n/a"}, "how", id="an empty how"),
        pytest.param(
            {"text": "My TA is nice. Mum told me I can swim.", "how": ""}, "how", id="what Mum told the child"
        ),
        pytest.param({"text": "I saw a dog when I visited Nan.", "how": ""}, "how", id="the child's own visit"),
    ],
)
def test_own_views_that_are_missing_are_found_where_they_would_stand(view: dict[str, Any] | None, where: str) -> None:
    whole = None if view is None else {"text": None, "how": None, **view}
    assert codes({"views": {"child_or_young_person": whole}}) == [("SC204", f"{OWN}/{where}")]


@pytest.mark.parametrize(
    "view",
    [
        pytest.param({"text": None, "how": "Watched at play: she smiled at the bubbles."}, id="observed"),
        pytest.param({"text": "N/A", "how": "Asha looked at her mother and laughed."}, id="observed, beside N/A"),
        pytest.param({"text": "Observed in her chair, Asha turned to music.", "how": None}, id="observed in the text"),
        pytest.param({"text": "Asha showed me her room and her stickers.", "how": None}, id="shown to the worker"),
        pytest.param({"text": "More! Ball!", "how": "Signs"}, id="two words"),
        pytest.param({"not_obtained_because": "Asha was in hospital from 3 September."}, id="a reason"),
        pytest.param({"text": "Asha did not want to talk to anybody.", "how": "Two home visits"}, id="a refusal"),
    ],
)
def test_own_views_that_were_sought_with_care_are_enough(view: dict[str, Any]) -> None:
    assert not codes({"views": {"child_or_young_person": {"text": None, "how": None, **view}}})


@pytest.mark.parametrize(
    ("family", "where"),
    [
        pytest.param(None, "/views/family", id="none"),
        pytest.param([], "/views/family", id="an empty list"),
        pytest.param([{"by": "Neela Verma"}], "/views/family/0/text", id="a name and no words"),
        pytest.param({"by": "Neela Verma", "text": "Not obtained"}, "/views/family/text", id="not obtained"),
        pytest.param(
            [{"by": "A", "text": "N/A"}, {"by": "B", "text": ""}], "/views/family/0/text", id="two empty ones"
        ),
    ],
)
def test_family_views_that_are_missing_are_found_where_they_would_stand(family: Any, where: str) -> None:
    assert codes({"views": {"family": family}}) == [("SC205", where)]


@pytest.mark.parametrize(
    "reason",
    [
        "Her mother declined to take part.",
        "Her parents did not respond to three letters.",
        "Both parents could not be contacted in September.",
        "We were unable to reach her father.",
        "She has no known family in this country.",
    ],
)
def test_a_reason_told_elsewhere_answers_for_the_family(reason: str) -> None:
    assert not codes(
        {"views": {"family": None}, "difficulties": f"{reason} Evenings at home, and busy places outside."}
    )


@pytest.mark.parametrize(
    "objection",
    [
        "Asha does not want her mother to be asked.",
        "She asked me not to speak to her family.",
        "Asha does not consent to us contacting her parents.",
        "She is not in contact with her family.",
    ],
)
def test_an_adult_may_not_want_the_family_asked_and_a_child_may_not_decide_that(objection: str) -> None:
    patch = {"views": {"family": None}, "information_sharing": {"reason": objection}}
    assert codes(patch) == [("SC205", "/views/family")]
    assert not codes({**patch, "person": {"date_of_birth": "2005-02-10", "living": "own_home"}})


def test_an_adult_is_to_be_asked_whether_the_family_may_be() -> None:
    (one,) = found({"views": {"family": None}, "person": {"date_of_birth": "2005-02-10", "living": "own_home"}})
    assert one.suggestion.startswith("Ask Asha")


# --- Life at home and outside it --------------------------------------------------------------------------------------

BARE = {
    "going_well": None,
    "difficulties": None,
    "informal_support": None,
    "views": {"child_or_young_person": {"text": "I like my tablet."}, "family": [{"by": "N", "text": "She is a joy."}]},
    "needs": [{**NEED, "area": "safety", "description": "Asha swallows coins.", "impact_on_child": "She was ill."}],
}


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        pytest.param("Asha is a delight.", "at home, and nothing about", id="neither"),
        pytest.param("Asha sleeps well and helps to cook.", "in the community", id="home alone"),
        pytest.param("Asha goes swimming with her cousins.", "at home", id="community alone"),
        pytest.param("Home: N/A. Community: N/A.", "at home, and nothing about", id="headings"),
        pytest.param("At home:\nIn the community: she loves the library.", "at home", id="a heading without a text"),
        pytest.param("Life at home was not discussed. She goes to Brownies.", "at home", id="not discussed"),
        pytest.param("She goes to the park after the home visit.", "at home", id="a home visit"),
        pytest.param("Asha eats well at home and has friends at school.", "in the community", id="friends at school"),
    ],
)
def test_the_half_of_life_that_is_missing_is_named(said: str, missing: str) -> None:
    (one,) = found({**BARE, "going_well": said})
    assert (one.code, one.path) == ("SC203", "/going_well")
    assert missing in one.message


@pytest.mark.parametrize(
    "said",
    [
        "All is well at home and in the community.",
        "She shares a room with her sister, and both go to the mosque on Fridays.",
        "Bedtime is calm. On Saturdays they go to town.",
    ],
)
def test_a_sentence_about_each_half_is_enough(said: str) -> None:
    assert not codes({**BARE, "difficulties": said})


# --- The link to SEND -------------------------------------------------------------------------------------------------


def _link(send: str = "Autism", **changes: Any) -> dict[str, Any]:
    return {"person": {"send": send}, "needs": [{**NEED, "linked_to": None, **changes}]}


@pytest.mark.parametrize(
    "linked",
    [None, "", "N/A", "Yes", "See section B", "Related to her SEND.", "Because of Asha's special educational needs"],
)
def test_a_link_that_is_claimed_and_not_shown_is_found(linked: str | None) -> None:
    assert codes(_link(linked_to=linked)) == [("SC104", "/needs/0/linked_to")]


@pytest.mark.parametrize(
    ("send", "description"),
    [
        pytest.param("Autism", "Asha, who is autistic, runs towards traffic.", id="the same condition in another form"),
        pytest.param("Hearing loss", "Asha hears no traffic.", id="what the condition means"),
        pytest.param("PDA", "Her PDA makes any request a threat.", id="an acronym"),
        pytest.param("", "Asha can't walk and is heavy to push.", id="no condition given"),
    ],
)
def test_the_other_fields_of_a_need_may_show_the_link(send: str, description: str) -> None:
    assert not codes(_link(send, description=description))


@pytest.mark.parametrize(
    ("send", "description"),
    [
        pytest.param("Social, emotional and mental health", "Asha has no social life.", id="a word of every need"),
        pytest.param("Moderate learning difficulties", "Asha is learning to swim.", id="learning"),
        pytest.param("Down syndrome", "Asha sits down in the road.", id="down"),
        pytest.param("OCD", "Asha is occupied for hours.", id="letters inside a word"),
    ],
)
def test_words_that_only_look_like_the_condition_show_no_link(send: str, description: str) -> None:
    assert codes(_link(send, description=description)) == [("SC104", "/needs/0/linked_to")]


def test_a_need_that_nobody_says_is_related_wants_no_link() -> None:
    assert not codes({**_link(related_to_send=None), "provision": [], "outcomes": []})
    assert not codes({**_link(related_to_send=False)})


def test_a_link_that_denies_itself_is_found_where_the_flag_says_otherwise() -> None:
    (one,) = found(_link(linked_to="This has nothing to do with her autism."))
    assert "related_to_send: false" in one.suggestion
    assert not codes(_link(linked_to="This has nothing to do with her autism.", related_to_send=False))


# --- Outcomes ---------------------------------------------------------------------------------------------------------


def test_the_provision_that_may_be_meant_is_named() -> None:
    provision = [{**minimal()["provision"][0], "outcomes": []}]
    (one,) = found({"provision": provision})
    assert (one.code, one.path) == ("SC603", "/outcomes/0")
    assert "P1" in one.message
    assert "O1" in one.suggestion


# --- What cannot be judged is left alone ------------------------------------------------------------------------------


def test_a_bare_passage_is_not_called_incomplete() -> None:
    assert not lint_text("N/A", "views/child_or_young_person/text", Circumstances(), Settings(select=CODES)).findings


def test_a_file_that_does_not_fit_the_schema_is_not_called_incomplete() -> None:
    assert not [one for one in found({"needs": "none", "views": {"family": None}}) if one.code in CODES]


def test_where_there_truly_are_no_needs_only_the_voices_are_asked_for() -> None:
    none = {"needs": None, "outcomes": [], "provision": []}
    bare = {**none, "going_well": None, "difficulties": None, "informal_support": None, "aspirations": None}
    basis = "I asked Neela and Asha on 3 October and read the request; her aunts and a swimming club meet all of it."
    assert not codes({**bare, "no_needs_identified": {"basis": basis}})
    assert codes({**bare, "no_needs_identified": {"basis": basis}, "views": None}) == [
        ("SC204", f"{OWN}/text"),
        ("SC205", "/views/family"),
    ]
    unknown = {"basis": "Asha is not known to social care."}
    assert ("SC206", "/aspirations") in codes({**bare, "no_needs_identified": unknown})


# --- Every pattern earns its place ------------------------------------------------------------------------------------

PATTERNS = ("told", "blank", "life", "place", "observed", "learned", "reasons", "objections", "conditions", "denied")


def _without(settings: Any, wanted: str) -> Any:
    if isinstance(settings, dict):
        return {key: _without(value, wanted) for key, value in settings.items()}
    if isinstance(settings, list):
        return [_without(one, wanted) for one in settings if one != wanted]
    return settings


def _patterns(settings: Any, name: str = "") -> Iterator[str]:
    if isinstance(settings, dict):
        for key, value in settings.items():
            yield from _patterns(value, key)
    elif isinstance(settings, list) and name in PATTERNS:
        yield from settings


def _hits(rule: Rule) -> list[list[str]]:
    check = import_module(f"sendadvice_docs.kinds.{rule.kind}").build(rule)
    return [[hit.path for hit in check(_subject(example))] for example in (*rule.bad, *rule.good)]


def _subject(example: Example) -> Subject:
    validated = validate(load(document_of(example)[0].encode(), "example.yaml").documents[0])
    return Subject(validated.advice, validated.fields, validated.circumstances, load_profile("national"))


@pytest.mark.parametrize(
    ("code", "pattern"),
    [
        pytest.param(code, pattern, id=f"{code}-{number}")
        for code in CODES
        for number, pattern in enumerate(_patterns(catalogue()[code].match), 1)
    ],
)
def test_taking_a_pattern_out_breaks_an_example(code: str, pattern: str) -> None:
    rule = catalogue()[code]
    assert _hits(replace(rule, match=_without(rule.match, pattern))) != _hits(rule)
