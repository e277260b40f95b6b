"""What the codes of an advice file are called in print, and dates in words.

The advice format fixes the codes; a parent reads these words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

AREAS: Mapping[str, str] = {
    "home": "Life at home",
    "community": "Life in the community",
    "family": "Family life",
    "friendships": "Friendships and relationships",
    "safety": "Staying safe",
    "independence": "Independence",
    "": "Other needs",
}
PFA: Mapping[str, str] = {
    "employment": "Employment",
    "independent_living": "Independent living",
    "community_inclusion": "Friends, relationships and community",
    "health": "Good health",
}
MET_BY: Mapping[str, str] = {
    "local_authority": "Local authority social care",
    "early_help": "Early help",
    "universal": "Services open to everybody",
    "family": "Family",
    "health": "Health services",
    "education": "School or college",
}
LEGAL_BASES: Mapping[str, str] = {
    "csdpa_s2": "Section 2 of the Chronically Sick and Disabled Persons Act 1970",
    "parent_carer_assessment": "Parent carer’s needs assessment (sections 17ZD to 17ZF of the Children Act 1989)",
    "children_act_s17": "Section 17 of the Children Act 1989 (children in need)",
    "children_act_s20": "Section 20 of the Children Act 1989",
    "care_plan": "Care plan",
    "care_act": "Care Act 2014",
    "early_help": "Early help",
    "safeguarding": "Safeguarding",
    "special_guardianship": "Special guardianship support",
    "adoption_support": "Adoption support",
    "leaving_care": "Leaving care support",
    "other": "Another legal basis",
}
CATEGORIES: Mapping[str, str] = {
    "practical_assistance_in_home": "Practical help in the home",
    "recreational_or_educational_facilities": "Help to use recreational and educational facilities",
    "travel_to_facilities": "Help with travel to facilities",
    "home_adaptations": "Adaptations to the home",
    "holidays": "Help to take a holiday",
    "meals": "Meals at home or elsewhere",
    "telephone_or_special_equipment": "A telephone or special equipment",
    "non_residential_short_breaks": "Non-residential short breaks",
}
DELIVERIES: Mapping[str, str] = {
    "in_house": "Provided by the council",
    "commissioned": "Paid for by the council and provided by another organisation",
    "direct_payment": "Direct payment",
}
STATUSES: Mapping[str, str] = {
    "proposed": "Proposed",
    "agreed": "Agreed",
    "in_place": "In place",
    "changed": "Changed",
    "ending": "Ending",
}
PURPOSES: Mapping[str, str] = {
    "ehc_needs_assessment": "EHC needs assessment",
    "reassessment": "Reassessment",
    "annual_review": "Annual review",
}
ROLES: Mapping[str, str] = {
    "social_worker": "Social worker",
    "early_help_worker": "Early help worker",
    "lead_professional": "Lead professional",
    "family_practitioner": "Family practitioner",
    "pfa_practitioner": "Preparing for adulthood practitioner",
    "personal_advisor": "Personal adviser",
    "adult_social_worker": "Adult social worker",
    "front_door_officer": "Front door officer",
    "information_advice_officer": "Information and advice officer",
    "duty_worker": "Duty worker",
    "team_manager": "Team manager",
    "consultant_social_worker": "Consultant social worker",
    "ehcp_coordinator": "EHCP coordinator",
    "setting": "School, college or other setting",
    "person_who_knows_them": "Somebody who knows the person well",
    "other": "Other",
}
INVOLVEMENT: Mapping[str, str] = {
    "child_in_need": "Child in need involvement",
    "child_protection": "Child protection involvement",
    "looked_after": "Time as a looked-after child",
    "assessment": "Assessment",
    "referral": "Referral",
    "early_help_plan": "Early help plan",
    "short_breaks": "Short breaks",
    "care_act_assessment": "Care Act assessment",
    "strategy_or_section_47": "Strategy meeting or section 47 enquiry",
    "other": "Involvement",
}
TRANSITION_ASSESSMENTS: Mapping[str, str] = {
    "not_yet_due": "Not yet due",
    "requested": "Requested",
    "in_progress": "In progress",
    "completed": "Completed",
    "declined": "Declined",
    "not_needed": "Not needed",
}
DECISIONS: Mapping[str, str] = {"continue": "To continue", "change": "To change", "end": "To end"}


def date_in_words(day: dt.date | None) -> str:
    """Return a day as a letter gives it, “1 November 2026”; empty where there is none."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else ""


def period_in_words(start: dt.date | None, end: dt.date | None) -> str:
    """Return a period as a reader says it: “1 November 2026 to 31 October 2027”, “from …”, “until …”, or nothing."""
    if start and end:
        return date_in_words(start) if start == end else f"{date_in_words(start)} to {date_in_words(end)}"
    if start:
        return f"from {date_in_words(start)}"
    return f"until {date_in_words(end)}" if end else ""


def opening(text: str, words: int = 9) -> str:
    """Return the first words of a text on one line, with an ellipsis where more follow."""
    parts = text.split()
    return " ".join(parts) if len(parts) <= words else " ".join(parts[:words]).rstrip(".,;:") + " …"
