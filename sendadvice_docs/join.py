"""Several professionals' advice on one person, joined into one that can be set out in the plan.

Every entry stays, with who contributed it; ids that two advices share are told apart, and links follow them. Texts that
an advice has only once stand one after the other, each headed by whose it is. What cannot be true at once, such as two
dates of birth, is refused: only the people who wrote it can say which is right.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sendadvice_docs import labels
from sendadvice_docs.errors import InputError
from sendadvice_docs.join_entries import Entry, free_id, ids_of, numbered, told_apart
from sendadvice_docs.model import (
    Advice,
    CareAndSupportPlan,
    NoNeedsIdentified,
    PreparationForAdulthood,
    Professional,
    Referral,
    Transition,
    UnmetNeed,
    View,
)
from sendadvice_docs.same_words import pairs_alike

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Part:
    """One of the advices to join: what to call it in messages (its path), and itself."""

    title: str
    advice: Advice


@dataclass(frozen=True, slots=True)
class Joined:
    """The advice that several make up, who wrote it, and what whoever asked should know, a sentence each."""

    advice: Advice
    authors: tuple[Professional, ...]
    notes: tuple[str, ...]


def plain(text: str) -> str:
    """Return a text for comparing: one way of writing each letter, single spaces, no capitals."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def join(parts: Sequence[Part]) -> Joined:
    """Return the advices of one person as one, in the order given.

    Raises InputError where they are not of one person (the same `id`, name and date of birth), or where two of them
    state facts that exclude each other.
    """
    refuse_different_persons(parts)
    return _Join(parts).joined()


def refuse_different_persons(parts: Sequence[Part]) -> None:
    """Raise InputError where advices are not all of one person, or do not say so by one and the same `id`."""
    for part in parts:
        if not part.advice.id:
            raise InputError(
                f"{part.title}: this advice has no reference (id), so nothing says whom it is about. Give each advice "
                "on the same person the same id, and join them again. Nothing was written."
            )
    first, *others = parts
    for part in others:
        for what, own, other in (
            ("reference (id)", first.advice.id, part.advice.id),
            ("name", first.advice.person.name, part.advice.person.name),
            ("date of birth", *(str(one.advice.person.date_of_birth) for one in (first, part))),
        ):
            if plain(own) != plain(other):
                raise InputError(
                    f"{first.title} and {part.title} differ in the {what} ({own}; {other}), so they are not joined: "
                    "the words of one child must not stand in another’s plan. Render them one by one, or put right "
                    "what is wrong. Nothing was written."
                )


class _Join:
    """The work of joining, with the notes made on the way."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.notes: list[str] = []
        self.whose = _whose(parts)
        self.parts = list(self._told_apart(parts))
        self.advices = [part.advice for part in self.parts]

    def joined(self) -> Joined:
        first, advices = self.advices[0], self.advices
        completed = [one.completed for one in advices if one.completed is not None]
        advice = replace(
            first,
            purpose=self._agreed("purpose", [one.purpose for one in advices], ""),
            completed=max(completed) if completed else None,
            person=replace(
                first.person,
                preferred_name=self._first("person/preferred_name", lambda one: one.person.preferred_name),
                disabled=self._agreed("person/disabled", [one.person.disabled for one in advices], None),
                send=self._listed("person/send", lambda one: one.person.send),
                communication=self._listed("person/communication", lambda one: one.person.communication),
            ),
            own_view=self._own_view(),
            family_views=_distinct(
                (view for one in advices for view in one.family_views), lambda one: (one.by, one.text)
            ),
            aspirations=self._text("aspirations", lambda one: one.aspirations),
            going_well=self._text("going_well", lambda one: one.going_well),
            difficulties=self._text("difficulties", lambda one: one.difficulties),
            informal_support=self._text("informal_support", lambda one: one.informal_support),
            needs=self._entries("need", lambda one: one.needs),
            outcomes=self._entries("outcome", lambda one: one.outcomes),
            provision=self._entries("provision", lambda one: one.provision),
            previous_provision=numbered(entry for one in advices for entry in one.previous_provision),
            review=numbered(entry for one in advices for entry in one.review),
            preparation_for_adulthood=self._preparation(),
            care_and_support_plan=self._care_plan(),
            no_needs_identified=self._no_needs(),
            unmet_need=self._unmet(),
            signposting=_distinct((place for one in advices for place in one.signposting), plain),
            # The record of how each was made stays with each; none of it is printed.
            contributors=(), oversight=(), agreement=(), information_sharing=None, evidence=None, accepted_findings=(),
        )  # fmt: skip
        authors = _distinct((one.author for one in advices if one.author), lambda one: (one.role, plain(one.team)))
        return Joined(advice, authors, tuple(self.notes))

    # -- entries: ids told apart, links kept, sources named

    def _told_apart(self, parts: Sequence[Part]) -> Iterable[Part]:
        """Yield the parts with ids of their own, and each entry with its source."""
        taken: dict[str, str] = {}
        every = {name for part in parts for name in ids_of(part.advice)}
        for part, who in zip(parts, self.whose, strict=True):
            renamed = {}
            for name in dict.fromkeys(ids_of(part.advice)):
                if name in taken:
                    renamed[name] = free_id(name, every)
                    every.add(renamed[name])
                    self.notes.append(
                        f"{part.title}: {name} is printed as {renamed[name]}, because {taken[name]} has a {name} too. "
                        f"If a text speaks of {name} by name, change it there."
                    )
            taken |= {renamed.get(name, name): part.title for name in ids_of(part.advice)}
            yield Part(part.title, told_apart(part.advice, renamed, who))

    def _entries(self, kind: str, of: Callable[[Advice], tuple[Entry, ...]]) -> tuple[Entry, ...]:
        """Return all entries of a kind; what two advices say in the same or nearly the same words is pointed out."""
        found = [(part.title, entry) for part in self.parts for entry in of(part.advice)]
        texts = [(title, entry.id, entry.description) for title, entry in found]
        for one, other, same in pairs_alike([(title, text) for title, _, text in texts]):
            how = "the same" if same else "nearly the same"
            self.notes.append(
                f"{texts[one][0]} ({kind} {texts[one][1]}) and {texts[other][0]} ({kind} {texts[other][1]}) say {how}. "
                "Both are printed; if they mean one thing, take one of them out."
            )
        return numbered(entry for _, entry in found)

    # -- what an advice has once

    def _given(self, of: Callable[[Advice], str]) -> list[tuple[str, str]]:
        """Return each advice's text with whose it is, without empty ones and those that say the same again."""
        given = [(who, of(one)) for who, one in zip(self.whose, self.advices, strict=True) if of(one).strip()]
        return list(_distinct(given, lambda one: plain(one[1])))

    def _text(self, field: str, of: Callable[[Advice], str]) -> str:
        given = self._given(of)
        if sum(bool(of(one).strip()) for one in self.advices) > len(given):
            self.notes.append(f"{field}: two advices say the same; it is printed once.")
        return given[0][1] if len(given) == 1 else "\n\n".join(f"{who}: {text}" for who, text in given)

    def _listed(self, field: str, of: Callable[[Advice], str]) -> str:
        given = self._given(of)
        # “Autism” says nothing more where another advice says “Autism; epilepsy”.
        given = [one for one in given if not any(plain(one[1]) in plain(other[1]) for other in given if other != one)]
        if len(given) > 1:
            self.notes.append(f"{field}: the advices differ, and all of it is printed: {_quoted(given)}.")
        return "; ".join(text for _, text in given)

    def _first(self, field: str, of: Callable[[Advice], str]) -> str:
        given = self._given(of)
        if len(given) > 1:
            self.notes.append(f"{field}: the advices differ; the first is printed: {_quoted(given)}.")
        return given[0][1] if given else ""

    def _agreed(self, field: str, values: Sequence[_T], unknown: _T) -> _T:
        """Return the one value that the advices give; raise InputError where they give two."""
        given = [(part.title, value) for part, value in zip(self.parts, values, strict=True) if value != unknown]
        for title, value in given[1:]:
            if value != given[0][1]:
                raise InputError(
                    f"{given[0][0]} and {title} contradict each other in {field} ({_said(given[0][1])}; "
                    f"{_said(value)}). Only one can be right, so they are not joined. Put one of them right. "
                    "Nothing was written."
                )
        return given[0][1] if given else unknown

    def _own_view(self) -> View | None:
        views = [(who, one.own_view) for who, one in zip(self.whose, self.advices, strict=True) if one.own_view]
        told = _distinct(((who, view) for who, view in views if view.text), lambda one: plain(one[1].text))
        if len(told) < 2:
            return told[0][1] if told else (views[0][1] if views else None)
        texts = [f"{who}{f' ({view.how})' if view.how else ''}: {view.text}" for who, view in told]
        return View(told[0][1].pointer, "\n\n".join(texts), told[0][1].by)

    def _preparation(self) -> PreparationForAdulthood | None:
        if not any(one.preparation_for_adulthood for one in self.advices):
            return None
        field = "preparation_for_adulthood"

        def text(area: str) -> str:
            return self._text(f"{field}/{area}", lambda one: getattr(one.preparation_for_adulthood, area, ""))

        return PreparationForAdulthood(
            text("employment"),
            text("independent_living"),
            text("community_inclusion"),
            text("health"),
            self._transition(field),
        )

    def _transition(self, field: str) -> Transition | None:
        moves = [
            (who, one.preparation_for_adulthood.transition)
            for who, one in zip(self.whose, self.advices, strict=True)
            if one.preparation_for_adulthood and one.preparation_for_adulthood.transition
        ]
        if not moves:
            return None
        facts = _distinct(moves, lambda one: (one[1].adult_referral, one[1].transition_assessment))
        reason = self._text(
            f"{field}/transition/reason",
            lambda one: getattr(getattr(one.preparation_for_adulthood, "transition", None), "reason", ""),
        )
        if len(facts) == 1:
            return replace(facts[0][1], reason=reason)
        # Two accounts of one move: each is printed with whose it is, for the coordinator to settle.
        self.notes.append(f"{field}/transition: the advices differ; what each says is printed as a text.")
        told = [f"{who}: {_move_in_words(move)}" for who, move in facts if _move_in_words(move)]
        return Transition(reason="\n\n".join([*told, *([reason] if reason else [])]))

    def _care_plan(self) -> CareAndSupportPlan | None:
        plans = [one.care_and_support_plan for one in self.advices]
        if not any(plans):
            return None
        date = self._agreed("care_and_support_plan/date", [one.date if one else None for one in plans], None)
        eligible = self._agreed(
            "care_and_support_plan/eligible", [one.eligible if one else None for one in plans], None
        )
        return CareAndSupportPlan(date, eligible)

    def _no_needs(self) -> NoNeedsIdentified | None:
        text = self._text(
            "no_needs_identified", lambda one: one.no_needs_identified.basis if one.no_needs_identified else ""
        )
        return NoNeedsIdentified(text) if text else None

    def _unmet(self) -> UnmetNeed | None:
        found = [one.unmet_need for one in self.advices if one.unmet_need and one.unmet_need.identified]
        if not found:
            return None
        text = self._text(
            "unmet_need", lambda one: one.unmet_need.description if one.unmet_need and one.unmet_need.identified else ""
        )
        referrals = _distinct((one.referral for one in found if one.referral), lambda one: (plain(one.to), one.date))
        if len(referrals) < 2:
            return UnmetNeed(identified=True, description=text, referral=referrals[0] if referrals else None)
        words = (", ".join(filter(None, (one.to, labels.date_in_words(one.date)))) for one in referrals)
        return UnmetNeed(identified=True, description=text, referral=Referral("; ".join(words)))


def _whose(parts: Sequence[Part]) -> list[str]:
    """Return who wrote each advice, by job title and team and never by name, no two the same."""
    found: list[str] = []
    for number, part in enumerate(parts, 1):
        author = part.advice.author
        role = labels.ROLES.get(author.role, author.role) if author else ""
        who = ", ".join(filter(None, (role, author.team if author else ""))) or f"Advice {number}"
        found.append(f"{who} (advice {number})" if who in found else who)
    return found


def _distinct(values: Iterable[_T], key: Callable[[_T], object]) -> tuple[_T, ...]:
    """Return the values without those whose key an earlier one has."""
    found: dict[object, _T] = {}
    for value in values:
        found.setdefault(key(value), value)
    return tuple(found.values())


def _quoted(given: Iterable[tuple[str, str]]) -> str:
    return "; ".join(f"{who}: “{text}”" for who, text in given)


def _said(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _move_in_words(move: Transition) -> str:
    facts = []
    if move.adult_referral is not None:
        facts.append(f"referral to adult services {labels.date_in_words(move.adult_referral)}")
    if move.transition_assessment:
        words = labels.TRANSITION_ASSESSMENTS.get(move.transition_assessment, move.transition_assessment)
        facts.append(f"transition assessment: {words[:1].lower()}{words[1:]}")
    return "; ".join(facts)
