"""What will stand in sections D, E, H1 and H2, as data: the fragment that Word and every other way of printing share.

The routing table itself is `sendadvice_docs.routing`; `schema/fragment.schema.json` fixes the shape of the data,
because councils' own templates bind to it. Every key is always there: an absent text is `""`, an absent list `[]`, an
absent block None, so that a template never meets a name it does not know.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sendadvice_docs import labels
from sendadvice_docs.ages import age_on
from sendadvice_docs.left_out import LEFT_OUT
from sendadvice_docs.linked import Linked, follow, placements
from sendadvice_docs.model import Advice, Need, Outcome, Professional, Provision, View
from sendadvice_docs.plan_rows import plan_rows
from sendadvice_docs.profile import Profile
from sendadvice_docs.routing import ADULTHOOD, Ground, Placement, Section, place

__all__ = ["LEFT_OUT", "Ground", "Placement", "fragment", "place", "placements"]

Data = dict[str, Any]


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _dated(name: str, day: dt.date | None) -> Data:
    return {name: _iso(day), f"{name}_words": labels.date_in_words(day)}


def _coded(name: str, code: str, words: Mapping[str, str]) -> Data:
    return {name: code, f"{name}_words": words.get(code, code)}


def _listed(codes: Iterable[str], words: Mapping[str, str]) -> list[Data]:
    return [{"id": code, "text": words.get(code, code)} for code in codes]


def _reference(name: str, texts: Mapping[str, str]) -> Data:
    """Return the entry an id points to; one that leads nowhere keeps its place, with no text."""
    return {"id": name, "text": texts.get(name, "")}


def _person(advice: Advice) -> Data:
    person = advice.person
    return {
        "name": person.name,
        "preferred_name": person.preferred_name,
        "called": person.called,
        **_dated("date_of_birth", person.date_of_birth),
        "send": person.send,
        "communication": person.communication,
    }


def _professional(one: Professional | None) -> Data:
    return {**_coded("role", one.role if one else "", labels.ROLES), "team": one.team if one else ""}


def _about(advice: Advice, authors: Sequence[Professional]) -> Data:
    return {
        "reference": advice.id,
        **_coded("purpose", advice.purpose, labels.PURPOSES),
        **_dated("completed", advice.completed),
        "author": _professional(advice.author),
        "authors": [_professional(one) for one in authors if one.role or one.team],
    }


def _view(view: View) -> Data:
    return {"by": view.by, "text": view.text, "how": view.how}


def _section_a(advice: Advice) -> Data:
    own = advice.own_view
    return {
        "aspirations": advice.aspirations,
        "child_or_young_person": _view(own) if own and own.text else None,
        "family": [_view(view) for view in advice.family_views if view.text],
    }


def _need(need: Need, linked: Linked) -> Data:
    return {
        "id": need.id,
        "area": need.area,
        "area_words": labels.AREAS.get(need.area, need.area),
        "description": need.description,
        "linked_to": need.linked_to,
        "impact_on_child": need.impact_on_child,
        "impact_on_family": need.impact_on_family,
        **_coded("met_by", need.met_by, labels.MET_BY),
        "related_to_send": need.related_to_send is not False,
        "preparing_for_adulthood": _listed(need.pfa, labels.PFA),
        "source": need.source,
        "outcomes": [{"id": one.id, "text": one.description} for one in linked.links.outcomes_of_need.get(need.id, ())],
        "provision": [
            {"id": one.id, "text": one.description, "sections": [part.section for part in linked.placed[one.pointer]]}
            for one in linked.links.provision_of_need.get(need.id, ())
        ],
    }


def _areas(needs: Iterable[Data]) -> list[Data]:
    """Return the needs grouped by area, in the order in which the advice first speaks of each."""
    groups: dict[str, Data] = {}
    for need in needs:
        area = groups.setdefault(need["area"], {"area": need["area"], "title": need["area_words"], "needs": []})
        area["needs"].append(need)
    return list(groups.values())


def _preparation(advice: Advice) -> Data | None:
    given = advice.preparation_for_adulthood
    if given is None:
        return None
    move = given.transition
    texts = {
        "employment": given.employment,
        "independent_living": given.independent_living,
        "community_inclusion": given.community_inclusion,
        "health": given.health,
    }
    areas = [{"id": area, "title": labels.PFA[area], "text": text} for area, text in texts.items() if text]
    transition = None
    if move is not None and (move.adult_referral or move.transition_assessment or move.reason):
        transition = {
            **_dated("adult_referral", move.adult_referral),
            **_coded("transition_assessment", move.transition_assessment, labels.TRANSITION_ASSESSMENTS),
            "reason": move.reason,
        }
    return {**texts, "areas": areas, "transition": transition} if areas or transition else None


def _unmet(advice: Advice) -> Data | None:
    unmet = advice.unmet_need
    if unmet is None or not unmet.identified:
        return None
    referral = unmet.referral
    return {
        "description": unmet.description,
        "referred_to": referral.to if referral else "",
        **_dated("referred", referral.date if referral else None),
    }


def _review(linked: Linked) -> list[Data]:
    return [
        {
            "provision": _reference(one.provision, linked.provision),
            "difference_made": one.difference_made,
            "progress": one.progress,
            **_coded("decision", one.decision, labels.DECISIONS),
        }
        for one in linked.advice.review
    ]


def _section_d(linked: Linked) -> Data:
    advice = linked.advice
    needs = [_need(need, linked) for need in advice.needs]
    basis = advice.no_needs_identified
    return {
        "strengths": advice.going_well,
        "difficulties": advice.difficulties,
        "informal_support": advice.informal_support,
        "needs": needs,
        "areas": _areas(needs),
        "no_needs_identified": basis.basis if basis else "",
        "preparation_for_adulthood": _preparation(advice),
        "unmet_need": _unmet(advice),
        "review": _review(linked),
        "signposting": list(advice.signposting),
        "empty_text": linked.profile.wording["empty_D"],
    }


def _outcome(outcome: Outcome, linked: Linked) -> Data:
    return {
        "id": outcome.id,
        "description": outcome.description,
        **_dated("by", outcome.by),
        "framework": _listed(outcome.framework, linked.profile.outcome_framework),
        "needs": [_reference(one, linked.needs) for one in outcome.needs],
        "provision": [
            {"id": one.id, "text": one.description} for one in linked.links.provision_of_outcome.get(outcome.id, ())
        ],
        "source": outcome.source,
    }


#: Laws that give support to children and their carers only, so that another must take over at 18.
_CHILDREN_ONLY = frozenset({"csdpa_s2", "parent_carer_assessment"})
_ADULT_BASIS = "Care Act 2014 or other adult provision"


def _legal_basis(provision: Provision, placement: Placement) -> Data:
    if placement.part == "from_18" and provision.legal_basis in _CHILDREN_ONLY:
        return {
            "legal_basis": "",
            "legal_basis_words": _ADULT_BASIS,
            **_coded("category", "", labels.CATEGORIES),
        }
    return {
        **_coded("legal_basis", provision.legal_basis, labels.LEGAL_BASES),
        **_coded("category", provision.category, labels.CATEGORIES),
    }


def _entry(provision: Provision, placement: Placement, linked: Linked) -> Data:
    ground = placement.ground
    return {
        "id": provision.id,
        "description": provision.description,
        "needs": [_reference(one, linked.needs) for one in provision.needs],
        "outcomes": [_reference(one, linked.outcomes) for one in provision.outcomes],
        **_legal_basis(provision, placement),
        "amount": provision.amount,
        "frequency": provision.frequency,
        "duration": provision.duration,
        **_dated("start", placement.start),
        **_dated("end", placement.end),
        "part": placement.part,
        "period": labels.period_in_words(placement.start, placement.end),
        "provider": provision.provider,
        **_coded("delivery", provision.delivery, labels.DELIVERIES),
        "residential": provision.residential is True,
        **_coded("status", provision.status, labels.STATUSES),
        "replaces": _reference(provision.replaces, linked.provision) if provision.replaces else None,
        "source": provision.source,
        "section": placement.section,
        "ground": {
            "row": ground.row,
            "text": ground.text,
            "source": [{"document": one.document, "place": one.place} for one in ground.source],
            "source_words": "; ".join(map(str, ground.source)),
        },
    }


def _section_h(section: Section, linked: Linked, empty: str) -> Data:
    entries = [
        _entry(provision, placement, linked)
        for provision in linked.advice.provision
        for placement in linked.placed[provision.pointer]
        if placement.section == section
    ]
    return {"provision": entries, "empty_text": linked.profile.wording[empty]}


def _care_and_support_plan(advice: Advice) -> Data | None:
    plan = advice.care_and_support_plan
    if plan is None or (plan.date is None and plan.eligible is None):
        return None
    # None where the advice does not say whether the needs are eligible: "no" would be a decision nobody has made.
    return {**_dated("date", plan.date), "eligible": plan.eligible}


def fragment(
    advice: Advice, profile: Profile, on: dt.date | None, authors: Sequence[Professional] | None = None
) -> Data:
    """Return the fragment data of an advice: plain dicts, lists, texts and booleans that fit the fragment schema.

    `on` is the day that counts as today, for the age of whoever has provision without a start; `profile` says the words
    for empty sections and the outcome framework's names; `authors` are those who wrote it, where they are more than its
    `author`. A period that spans the 18th birthday is two entries; once the birthday has come, the part before it is
    left out.
    """
    linked = follow(advice, profile, on)
    # Section H1 of an adult is empty by law, which is not the same as having no need of support.
    adult = on is not None and age_on(advice.person.date_of_birth, on) >= ADULTHOOD
    if authors is None:
        authors = [advice.author] if advice.author else []
    data = {
        "person": _person(advice),
        "advice": _about(advice, authors),
        "A": _section_a(advice),
        "D": _section_d(linked),
        "E": {"outcomes": [_outcome(one, linked) for one in advice.outcomes]},
        "H1": _section_h("H1", linked, "empty_H1_adult" if adult else "empty_H1"),
        "H2": {**_section_h("H2", linked, "empty_H2"), "care_and_support_plan": _care_and_support_plan(advice)},
    }
    rows = plan_rows(data["D"]["needs"], data["H1"]["provision"], data["H2"]["provision"], data["E"]["outcomes"])
    return {**data, "plan": {"rows": rows}}
