"""The fields of an advice that no section of the plan prints, and why.

Keys are field names as the rules use them, the JSON Pointer without its positions in lists; `*` stands for any rest. A
field is either here or in the fragment, never both, and `tests/test_sections.py` holds the whole schema to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_RECORD = "It records how the advice was made. The record stays with the advice and is no part of the plan."
_HANDLING = "It is about handling the request, and is no part of the plan."
_OTHERS = "It is about somebody other than the child or young person. The text names them where the plan needs it."
_PROFESSIONAL = "Staff change while a plan lasts, so the plan names the role and the team and no member of staff."
_EARLIER = (
    "What there was before is no part of the plan. Its description is printed where a review, or the entry that takes "
    "its place, speaks of it."
)
_HISTORY = "Past and present involvement belongs in the plan only where a need says what effect it has today."
_PLANS = "That there is another plan is shared only where the text of a need or of the provision says why it matters."

LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "$schema": "It tells an editor where the format is described.",
        "schema_version": "It says which version of the file format this is.",
        "profile": "It says which council’s settings the tool is to use.",
        "request/*": _HANDLING,
        "person/pronouns": "They are used to check the wording of the text.",
        "person/year_group": "It decides whether preparing for adulthood is asked for; the plan’s front page gives it.",
        "person/setting": "Only section I names the school or college, and in a draft plan it is empty.",
        "person/living": "It decides who is asked. The text of a need says it where it matters.",
        "person/statuses": "That somebody is known to a service is shared only where the text says why it matters.",
        "people/*": _OTHERS,
        "known_names": "They are used to check the names in the text.",
        "case/*": _HANDLING,
        "author/name": _PROFESSIONAL,
        "author/registered_social_worker": _RECORD,
        "contributors/*": _PROFESSIONAL,
        "oversight/*": _RECORD,
        "agreement/*": _RECORD,
        "information_sharing/*": _RECORD,
        "evidence/*": _RECORD,
        "other_plans/*": _PLANS,
        "involvement/*": _HISTORY,
        "views/child_or_young_person/not_obtained_because": _RECORD,
        "views/*/language": _RECORD,
        "views/*/interpreter": _RECORD,
        "views/family/not_obtained_because": _RECORD,
        "needs/consent/*": _RECORD,
        "provision/section": "It is the worker’s own expectation; the plan’s section is worked out from the facts.",
        "unmet_need/consent/*": _RECORD,
        "unmet_need/told": _RECORD,
        "previous_provision/needs": _EARLIER,
        "previous_provision/outcomes": _EARLIER,
        "previous_provision/legal_basis": _EARLIER,
        "previous_provision/category": _EARLIER,
        "previous_provision/amount": _EARLIER,
        "previous_provision/frequency": _EARLIER,
        "previous_provision/duration": _EARLIER,
        "previous_provision/start": _EARLIER,
        "previous_provision/end": _EARLIER,
        "previous_provision/provider": _EARLIER,
        "previous_provision/delivery": _EARLIER,
        "previous_provision/residential": _EARLIER,
        "previous_provision/status": _EARLIER,
        "previous_provision/replaces": _EARLIER,
        "previous_provision/section": _EARLIER,
        "previous_provision/source": _EARLIER,
        "accepted_findings/*": "It records a professional judgement about the wording, for those who read the advice.",
    }
)
