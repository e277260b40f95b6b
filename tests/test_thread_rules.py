"""The rules about needs that others meet, outcomes that are services or not SMART, and provision that is a step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sendadvice_docs.check import Settings, lint, lint_text
from sendadvice_docs.errors import RuleError
from sendadvice_docs.model import Circumstances, Relative
from sendadvice_docs.pieces import compiled_with, pieced
from sendadvice_docs.subject import PASSAGE_AS_ADVICE
from tests.examples import minimal_text

ASHA = Circumstances(name="Asha Verma", pronouns="she/her", people=(Relative("/people/0", "Neela Verma", "mother"),))


def _codes(text: str, field: str, name: str = "<text>", whose: Circumstances = ASHA) -> list[str]:
    return [one.code for one in lint_text(text, field, whose, Settings(), name).findings]


def test_an_outcome_that_is_a_service_is_found_as_that_and_not_as_one_that_is_not_smart() -> None:
    codes = _codes("Asha will have a personal assistant.", "outcomes/description", PASSAGE_AS_ADVICE)
    assert "SC605" in codes
    assert "SC604" not in codes


def test_a_missing_date_is_held_against_a_labelled_passage_and_not_against_a_bare_one() -> None:
    text = "Asha will walk to the shop on her own."
    assert "SC604" in _codes(text, "outcomes/description", PASSAGE_AS_ADVICE)
    assert "SC604" not in _codes(text, "outcomes/description")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Asha will be happier.", "and it has no date"),
        ("By July 2027 Asha will be happier.", "a state or a direction"),
        ("Asha will walk to the shop on her own.", "by when"),
    ],
)
def test_the_message_says_which_part_of_an_outcome_is_missing(text: str, part: str) -> None:
    found = lint_text(text, "outcomes/description", ASHA, Settings(select=("SC604",)), PASSAGE_AS_ADVICE).findings
    assert [part in one.message for one in found] == [True]


def test_the_date_field_of_an_outcome_is_its_date() -> None:
    text = minimal_text().replace("By July 2027 Asha", "Asha")
    assert not lint(text.encode(), "advice.yaml", Settings(select=("SC604",))).findings
    undated = text.replace("    by: 2027-07-31\n", "")
    assert [one.path for one in lint(undated.encode(), "advice.yaml", Settings(select=("SC604",))).findings] == [
        "/outcomes/0/description"
    ]


def test_a_step_towards_provision_is_one_finding_and_takes_the_place_of_the_vague_and_the_unquantified() -> None:
    codes = _codes("Asha will be considered for respite.", "provision/description")
    assert codes.count("SC509") == 1
    assert not {"SC501", "SC502"} & set(codes)


def test_a_need_whose_field_says_that_others_meet_it_is_found_once_and_at_the_field() -> None:
    text = (
        minimal_text()
        .replace("met_by: local_authority", "met_by: family")
        .replace("Asha runs towards traffic", "Her family meets this need. Asha runs towards traffic")
    )
    found = lint(text.encode(), "advice.yaml", Settings(select=("SC103",))).findings
    assert [(one.path, one.quote) for one in found] == [("/needs/0/met_by", None)]


def test_them_are_several_others_unless_the_person_is_they() -> None:
    text = "A practitioner will visit for an hour a week and coach them in the bedtime routine."
    assert "SC106" not in _codes(text, "provision/description")
    assert "SC106" in _codes(text, "provision/description", whose=replace(ASHA, pronouns="they/them", people=()))


def test_provision_that_trains_the_mother_by_name_is_not_found() -> None:
    text = "A practitioner will teach Neela to use the hoist, one visit by 1 March 2027."
    assert "SC106" not in _codes(text, "provision/description")
    assert "SC106" in _codes(text.replace("Neela", "Asha"), "provision/description")


def test_a_piece_may_stand_on_pieces_before_it() -> None:
    pieces = {"worker": "carer|sitter", "whose": "her {worker}"}
    assert pieced("{whose} comes", pieces) == "(?:her (?:carer|sitter)) comes"
    assert compiled_with(pieces, ["{whose} comes"]).search("then her sitter comes") is not None


def test_a_pattern_with_an_unknown_piece_is_refused() -> None:
    with pytest.raises(RuleError, match="piece"):
        compiled_with({}, ["a {piece}"]).search("a piece")
