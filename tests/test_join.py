"""Several professionals' advice on one person in one set: nothing lost, nothing mixed up, and nobody else's let in."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sendadvice_docs.cli import main
from sendadvice_docs.datafile import schema
from sendadvice_docs.errors import InputError
from sendadvice_docs.join import Part, join
from sendadvice_docs.model import (
    Advice,
    CareAndSupportPlan,
    Need,
    NoNeedsIdentified,
    Outcome,
    PreparationForAdulthood,
    Professional,
    Referral,
    Transition,
    UnmetNeed,
    View,
)
from sendadvice_docs.profile import load_profile
from sendadvice_docs.same_words import pairs_alike
from sendadvice_docs.sections import fragment
from tests.examples import minimal
from tests.wordfiles import NEED_TEXTS, advice, body_text

Capture = pytest.CaptureFixture[str]
WORKER = advice()
HELPER = replace(
    advice(),
    completed=dt.date(2026, 10, 9),
    author=Professional("Nor This", "early_help_worker", "Family Centre"),
    needs=(Need("/needs/0", "N1", "home", "Asha will not eat at the table with others."),),
    outcomes=(Outcome("/outcomes/0", "O1", ("N1",), "Asha sits with her family for ten minutes."),),
    provision=(replace(WORKER.provision[0], description="A family worker comes for tea each Monday.", source=""),),
)


def joined(*advices: Advice) -> tuple[dict[str, Any], list[str]]:
    """Return the fragment data of the advices put together, and what is said about it."""
    made = join([Part(f"{number}.yaml", one) for number, one in enumerate(advices, 1)])
    data = fragment(made.advice, load_profile("national"), dt.date(2026, 10, 9), made.authors)
    jsonschema.Draft202012Validator(schema("fragment")).validate(data)
    return data, list(made.notes)


def test_ids_that_two_advices_share_stay_apart_and_links_follow_them() -> None:
    data, notes = joined(WORKER, HELPER)
    assert [need["id"] for need in data["D"]["needs"]] == ["N1", "N2", "N3", "N1-2"]
    by_id = {one["id"]: one for section in ("H1", "H2") for one in data[section]["provision"]}
    assert by_id["P1"]["needs"] == [{"id": "N1", "text": NEED_TEXTS[0]}]
    assert by_id["P1-2"]["needs"] == [{"id": "N1-2", "text": "Asha will not eat at the table with others."}]
    assert by_id["P1-2"]["outcomes"] == [{"id": "O1-2", "text": "Asha sits with her family for ten minutes."}]
    assert data["E"]["outcomes"][1]["needs"] == [{"id": "N1-2", "text": "Asha will not eat at the table with others."}]
    assert by_id["P1-2"]["replaces"] == {"id": "X1-2", "text": "A Sunday walk."}
    assert [one["provision"]["id"] for one in data["D"]["review"]] == ["P3", "P3"]
    assert "2.yaml: N1 is printed as N1-2, because 1.yaml has a N1 too. If a text speaks of N1 by name, change it " in (
        "\n".join(notes)
    )


def test_an_id_that_was_free_before_is_not_given_twice() -> None:
    third = replace(HELPER, needs=(replace(HELPER.needs[0], id="N1-2"),), outcomes=(), provision=())
    ids = [need["id"] for need in joined(WORKER, HELPER, third)[0]["D"]["needs"]]
    assert ids == ["N1", "N2", "N3", "N1-3", "N1-2"]


def test_every_entry_says_by_job_title_who_contributed_it_and_keeps_what_it_said_itself() -> None:
    data, _ = joined(WORKER, HELPER)
    assert [need["source"] for need in data["D"]["needs"]] == ["Short breaks team"] * 3 + [
        "Early help worker, Family Centre"
    ]
    assert [one["source"] for one in data["E"]["outcomes"]] == [
        "Social worker, Disability Team",
        "Early help worker, Family Centre",
    ]
    assert [(one["role_words"], one["team"]) for one in data["advice"]["authors"]] == [
        ("Social worker", "Disability Team"),
        ("Early help worker", "Family Centre"),
    ]
    assert data["advice"]["completed"] == "2026-10-09"
    assert "Not Printed" not in json.dumps(data)
    assert "Nor This" not in json.dumps(data)


def test_texts_an_advice_has_once_stand_after_each_other_with_whose_they_are() -> None:
    helper = replace(
        HELPER, going_well="She laughs at the Family Centre.", own_view=View("/v", "More cake.", how="play")
    )
    data, notes = joined(WORKER, helper)
    assert data["D"]["strengths"] == (
        "Social worker, Disability Team: Asha swims with her aunt.\n\n"
        "Early help worker, Family Centre: She laughs at the Family Centre."
    )
    assert data["A"]["child_or_young_person"]["text"] == (
        "Social worker, Disability Team (pictures): Swing!\n\nEarly help worker, Family Centre (play): More cake."
    )
    assert data["D"]["difficulties"] == "School holidays."
    assert "difficulties: two advices say the same; it is printed once." in notes


def test_accounts_of_one_move_that_differ_are_printed_with_whose_they_are() -> None:
    move = PreparationForAdulthood(transition=Transition(dt.date(2028, 3, 1), "requested", "Asked in May."))
    data, notes = joined(WORKER, replace(HELPER, preparation_for_adulthood=move))
    told = data["D"]["preparation_for_adulthood"]["transition"]
    assert told["adult_referral"] == ""
    for words in ("10 February 2028", "1 March 2028", "not yet due", "requested", "Too soon.", "Asked in May."):
        assert words in told["reason"]
    assert any(note.startswith("preparation_for_adulthood/transition: ") for note in notes)


def test_referrals_of_an_unmet_need_are_all_printed() -> None:
    unmet = UnmetNeed(True, "No respite.", Referral("Early Help Hub", dt.date(2026, 9, 1)))
    told = joined(WORKER, replace(HELPER, unmet_need=unmet))[0]["D"]["unmet_need"]
    assert "No pool nearby." in told["description"]
    assert "No respite." in told["description"]
    assert told["referred_to"] == "Commissioning, 1 October 2026; Early Help Hub, 1 September 2026"


def test_one_who_found_no_needs_is_heard_beside_one_who_did() -> None:
    none = replace(HELPER, needs=(), outcomes=(), provision=(), no_needs_identified=NoNeedsIdentified("Asked in May."))
    data, _ = joined(WORKER, none)
    assert data["D"]["no_needs_identified"] == "Asked in May."
    assert len(data["D"]["needs"]) == 3


def test_the_same_need_told_twice_is_pointed_out_and_printed_twice() -> None:
    near = replace(HELPER.needs[0], description=NEED_TEXTS[0].replace("an adult", "one adult"))
    same = replace(HELPER.needs[0], id="N7", description=NEED_TEXTS[1].upper())
    data, notes = joined(WORKER, replace(HELPER, needs=(near, same)))
    assert len(data["D"]["needs"]) == 5
    told = [note for note in notes if "say" in note and "(need" in note]
    both = "Both are printed; if they mean one thing, take one of them out."
    assert told == [
        f"1.yaml (need N1) and 2.yaml (need N1-2) say nearly the same. {both}",
        f"1.yaml (need N2) and 2.yaml (need N7) say the same. {both}",
    ]


def test_two_entries_of_one_advice_and_two_on_one_subject_are_not_pointed_out() -> None:
    alike = [
        ("a", "Asha needs help to wash every morning."),
        ("a", "Asha needs help to wash every morning."),
        ("b", "Asha needs someone to sit with her at night."),
        ("b", ""),
        ("c", ""),
    ]
    assert list(pairs_alike(alike)) == []
    assert list(pairs_alike([*alike, ("c", "asha needs help to wash every morning")])) == [(0, 5, True), (1, 5, True)]


def test_very_many_entries_are_compared_word_for_word_only() -> None:
    many = [("a" if number % 2 else "b", f"Need of kind {number // 2} and so on.") for number in range(800)]
    assert len(list(pairs_alike(many))) == 400


# -- nothing lost


PIECE = st.sampled_from(["", "Walks.", "Swims with her aunt.", "Sleeps badly.\n\nWakes early.", "Ŵyn & co"])


@st.composite
def advices(draw: st.DrawFn, number: int) -> Advice:
    """An advice on Asha with some of everything; what is its own has its number in it."""

    def own(text: str) -> str:
        return text and f"{text} [{number}]"

    ids = draw(st.lists(st.sampled_from(["N1", "N2", "A", "N1-2"]), unique=True, max_size=3))
    needs = tuple(Need(f"/needs/{at}", name, description=own(f"Need {name}.")) for at, name in enumerate(ids))
    outcomes = tuple(Outcome(f"/outcomes/{at}", f"O{name}", (name,), own(f"So {name}.")) for at, name in enumerate(ids))
    return replace(
        WORKER,
        author=Professional("", draw(st.sampled_from(["social_worker", "early_help_worker"])), "Team"),
        needs=needs,
        outcomes=outcomes,
        provision=tuple(
            replace(
                WORKER.provision[0],
                pointer=f"/provision/{at}",
                id=f"P{name}",
                needs=(name,),
                outcomes=(f"O{name}",),
                description=own(f"For {name}."),
                replaces="",
            )
            for at, name in enumerate(ids)
        ),
        going_well=own(draw(PIECE)),
        difficulties=own(draw(PIECE)),
        aspirations=own(draw(PIECE)),
        signposting=tuple(filter(None, [own(draw(PIECE))])),
        previous_provision=(),
        review=(),
    )


def texts_of(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for value in node.values():
            yield from texts_of(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from texts_of(value)
    elif isinstance(node, str):
        yield node


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 3).flatmap(lambda count: st.tuples(*(advices(number) for number in range(count)))))
def test_nothing_of_any_advice_is_lost_and_every_link_stays_within_its_advice(
    given_advices: tuple[Advice, ...],
) -> None:
    data, _ = joined(*given_advices)
    whole = "\n".join(texts_of(data))
    for one in given_advices:
        for text in (one.going_well, one.difficulties, one.aspirations, *one.signposting):
            assert text in whole
    needs = {need["id"]: need["description"] for need in data["D"]["needs"]}
    assert len(needs) == len(data["D"]["needs"])
    assert Counter(needs.values()) == Counter(need.description for one in given_advices for need in one.needs)
    provision = [*data["H1"]["provision"], *data["H2"]["provision"]]
    assert Counter(one["description"] for one in provision) == Counter(
        entry.description for one in given_advices for entry in one.provision
    )
    for one in provision:
        linked = [*one["needs"], *one["outcomes"]]
        assert {text["text"].rpartition(" ")[2] for text in linked} == {one["description"].rpartition(" ")[2]}


# -- what must not be joined


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"id": "R-8"}, "differ in the reference (id) (R-7; R-8)", id="another reference"),
        pytest.param({"id": ""}, "2.yaml: this advice has no reference (id)", id="no reference"),
        pytest.param(
            {"person": replace(WORKER.person, name="Asha Varma")},
            "1.yaml and 2.yaml differ in the name (Asha Verma; Asha Varma)",
            id="another name",
        ),
        pytest.param(
            {"person": replace(WORKER.person, date_of_birth=dt.date(2012, 10, 2))},
            "differ in the date of birth (2012-02-10; 2012-10-02)",
            id="another date of birth",
        ),
        pytest.param(
            {"person": replace(WORKER.person, disabled=False)},
            "contradict each other in person/disabled (yes; no)",
            id="what decides between H1 and H2",
        ),
        pytest.param({"purpose": "reassessment"}, "contradict each other in purpose", id="another purpose"),
        pytest.param(
            {"care_and_support_plan": CareAndSupportPlan(dt.date(2026, 9, 2), True)},
            "contradict each other in care_and_support_plan/date",
            id="another plan",
        ),
    ],
)
def test_what_is_not_of_one_person_or_cannot_be_true_at_once_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError) as refused:
        joined(WORKER, replace(HELPER, **change))
    assert words in str(refused.value)


def test_a_name_written_with_other_capitals_or_accents_is_the_same_name() -> None:
    sian = [replace(WORKER.person, name=name) for name in ("Si\u00e2n Rees", "SIA\u0302N  Rees")]
    data, _ = joined(replace(WORKER, person=sian[0]), replace(HELPER, person=sian[1]))
    assert data["person"]["name"] == "Si\u00e2n Rees"


# -- as a coordinator calls it


def write(folder: Path, name: str, **changes: Any) -> str:
    data = {**minimal(), "id": "R-1", **changes}
    (folder / name).write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return name


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_joined_advices_give_one_set_in_the_folder_given(folder: Path, capsys: Capture) -> None:
    names = [write(folder, "one.yaml"), write(folder, "two.yaml")]
    assert main(["render", *names, "--join", "--out", "out"]) == 0
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        f"section-{name}.docx" for name in ("D", "H1", "H2")
    ]
    text = body_text((folder / "out" / "section-D.docx").read_bytes())
    assert "Need N1\n" in text
    assert "Need N1-2\n" in text
    err = capsys.readouterr().err
    assert "sendadvice: two.yaml: N1 is printed as N1-2" in err
    assert "one.yaml (need N1) and two.yaml (need N1-2) say the same." in err


def test_joined_data_are_those_of_one_advice(folder: Path, capsys: Capture) -> None:
    names = [write(folder, "one.yaml"), write(folder, "two.yaml")]
    assert main(["render", *names, "--join", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [need["id"] for need in data["D"]["needs"]] == ["N1", "N1-2"]


def test_advices_with_one_reference_are_joined_only_when_asked_and_the_call_says_how(
    folder: Path, capsys: Capture
) -> None:
    names = [write(folder, "one.yaml"), write(folder, "two.yaml")]
    assert main(["render", *names, "--out", "out"]) == 0
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["one", "two"]
    assert "one.yaml and two.yaml have the same reference (R-1)." in capsys.readouterr().err


def test_an_advice_that_may_not_be_rendered_keeps_the_others_from_being_joined(folder: Path, capsys: Capture) -> None:
    names = [write(folder, "one.yaml"), write(folder, "two.yaml", information_sharing={"decision": "withhold"})]
    assert main(["render", *names, "--join", "--out", "out"]) == 1
    assert not (folder / "out").exists()
    printed = capsys.readouterr()
    assert "Not rendered: two.yaml" in printed.out
    assert "Nothing was joined or written" in printed.err
    assert main(["render", "one.yaml", "no.yaml", "--join", "--out", "out"]) == 2
    assert not (folder / "out").exists()


def test_two_councils_profiles_are_not_mixed(folder: Path, capsys: Capture) -> None:
    names = [write(folder, "one.yaml", profile="norfolk"), write(folder, "two.yaml", profile="swindon")]
    call = ["render", *names, "--join", "--draft", "--out", "out"]
    assert main(call) == 2
    assert "one.yaml and two.yaml go by different profiles (norfolk; swindon)" in capsys.readouterr().err
    assert main([*call, "--profile", "norfolk"]) == 0
