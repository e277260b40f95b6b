"""A rule about what families are told of, where the profile asks that they are: the Local Offer, the advice service."""

from __future__ import annotations

from collections.abc import Iterator

from sendadvice_docs.language import plain
from sendadvice_docs.rule import Rule
from sendadvice_docs.subject import Check, Hit, Subject
from sendadvice_docs.words import compiled, listed


def build(rule: Rule) -> Check:
    """Return the check that everything the profile's `signposting` asks for is named somewhere.

    `match.names` holds, for each thing that a profile may ask for, `title` and the patterns (`told`) that name it.
    """
    names = rule.match["names"]
    told = {name: compiled(data["told"]) for name, data in names.items()}

    def check(subject: Subject) -> Iterator[Hit]:
        if subject.advice is None or not subject.whole:
            return
        missing = [name for name in subject.profile.signposting if name in names]
        for field in subject.fields if missing else ():
            text = plain(field.text)
            missing = [name for name in missing if not told[name].search(text)]
        if missing:
            source = subject.profile.source("signposting")
            values = {
                "what": listed([names[name]["title"] for name in missing]),
                "asked": f" ({source})" if source else "",
            }
            yield Hit("/signposting", values=values)

    return check
