"""What there is to say of one check, in words: shared by `sendadvice explain` and the page of all checks in docs/."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from sendadvice_docs.commands.catalogue import Entry

#: The titles of a sheet's parts, in their order.
SEVERITY, WHY, WHERE, READER, INSTEAD, FOUND, NOT_FOUND, SOURCE = (
    "Severity",
    "Why",
    "Where it looks",
    "Who else reads it",
    "Instead",
    "Found",
    "Not found",
    "Source",
)

_MEANING = {
    "error": "it must not be sent like this",
    "warning": "it should be changed",
    "advice": "it is worth a look",
}


def severity(rule: Entry) -> str:
    """Return how severe a finding is and whether it can be kept on purpose."""
    kept = "" if rule["acceptable"] else " It cannot be set aside with accepted_findings."
    return f"{rule['severity']}: {_MEANING[rule['severity']]}.{kept}"


def where(fields: Sequence[str]) -> str:
    """Return the fields a check reads; one that begins with `!` is left out."""
    if not fields:
        return "the advice as a whole"
    read = ["every piece of text" if field == "*" else field for field in fields if not field.startswith("!")]
    left_out = [field[1:] for field in fields if field.startswith("!")]
    return ", ".join(read) + (f", but not {', '.join(left_out)}" if left_out else "")


def second_reader(rule: Entry) -> str:
    """Return what the learned second reader does for a check, nothing where it does nothing."""
    does = {
        "find": "finds sentences that the check's own patterns do not know",
        "veto": "drops findings of theirs that it is sure are wrong",
    }
    done = " and ".join(does[one] for one in rule["second_reader"])
    return (
        f"A second reader, learned from labelled passages, {done}. It weighs words and pairs of words, runs on your own"
        " machine and learns nothing from your texts. Like any reader it can be mistaken."
        if done
        else ""
    )


def suggestions(rule: Entry) -> list[str]:
    """Return what to write instead, each wording once; only a real finding has what fills the placeholders."""
    return list(dict.fromkeys(re.sub(r"“?\{[a-z_]+\}”?", "...", text) for text in rule["suggestion"].values()))


def sources(rule: Entry) -> list[str]:
    """Return the documents a check rests on, with the place where it is sure."""
    return [", ".join(filter(None, source.values())) for source in rule["source"]]


def setting(example: Entry) -> str:
    """Return what comes before an example that changes a sound advice, or after one that is a passage."""
    if "change" in example:
        return "in a sound advice, changed like this:" if example["change"] else "a sound advice as it is"
    context = f" ({example['context']})" if example["context"] else ""
    return f"in {example['field']}{context}"


def found_at(example: Entry) -> str:
    """Return where in a changed advice the finding stands, or nothing."""
    return f"found at {', '.join(example['at'])}" if example["at"] else ""
