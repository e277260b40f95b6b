"""Writes docs/checks.md, the page of all checks: what `sendadvice explain` says of each, with an index by family.

Run it after any change to a rule file: `make catalogue`, which makes checks/catalogue.txt first. With --check nothing
is written, and the exit status is 1 where the committed page is out of date.
"""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sendadvice_docs.commands import sheet
from sendadvice_docs.commands.catalogue import FAMILIES, blocks, entry

PAGE = Path(__file__).resolve().parent.parent / "docs" / "checks.md"
#: So many examples of each sort stand open; the rest open with a click.
OPEN = 4
LEAD = """\
# The checks

<!-- Made by tools/make_checks_page.py from the rule files: change those, and run “make catalogue”. -->

Everything that is checked, with its reason, its sources, what to write instead, and examples. An **error** must not be
sent, a **warning** should be changed, **advice** is worth a look. In an example that is found, the passage at fault is
in bold. All examples are invented. `sendadvice explain CODE` says the same in the terminal.
"""


def escaped(text: str) -> str:
    """Return plain text as Markdown that shows it as it is."""
    text = re.sub(r"([\\`*_\[\]#|~$])", r"\\\1", html.escape(text, quote=False))
    return re.sub(r"^(\s*)(?:([-+=])|(\d{1,9})([.)])(?=\s))", _no_list, text, flags=re.MULTILINE)


def _no_list(match: re.Match[str]) -> str:
    return f"{match[1]}\\{match[2]}" if match[2] else f"{match[1]}{match[3]}\\{match[4]}"


def passage(example: dict[str, Any]) -> str:
    """Return a passage with its faults in bold, as a quotation."""
    text, last, parts = example["text"], 0, []
    for start, end in sorted(example["marks"]):
        parts += [text[last:start], "\0", text[start:end], "\1"]
        last = end
    marked = escaped("".join([*parts, text[last:]])).replace("\0", "<b>").replace("\1", "</b>")
    lines = [line.replace("  ", "&nbsp; ") for line in marked.split("\n")]
    return "\n".join(f"> {line or '&nbsp;'}\\" for line in lines) + f"\n> <sub>{escaped(sheet.setting(example))}</sub>"


def change(example: dict[str, Any]) -> str:
    """Return a change to a sound advice, and where the fault is found."""
    said = f"{sheet.setting(example)[0].upper()}{sheet.setting(example)[1:]}"
    parts = [said]
    if example["change"]:
        parts.append(f"```yaml\n{example['change'].rstrip()}\n```")
    if found := sheet.found_at(example):
        parts.append(f"<sub>{escaped(found)}</sub>")
    return "\n\n".join(parts)


def examples(title: str, all_of_them: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the examples of one sort."""
    if not all_of_them:
        return
    yield f"**{title}**"
    shown = [change(one) if "change" in one else passage(one) for one in all_of_them]
    yield "\n\n".join(shown[:OPEN])
    if more := shown[OPEN:]:
        yield f"<details><summary>{len(more)} more</summary>"
        yield "\n\n".join(more)
        yield "</details>"


def check(rule: dict[str, Any]) -> str:
    """Return what there is to say of one check."""
    instead = sheet.suggestions(rule)
    bullet = "- " if len(instead) > 1 else ""
    reader = sheet.second_reader(rule)
    parts = [
        f"### {rule['code']} {rule['name']}",
        escaped(rule["summary"]),
        f"**{sheet.SEVERITY}:** {escaped(sheet.severity(rule))}",
        f"**{sheet.WHY}:** {escaped(rule['why'])}",
        f"**{sheet.WHERE}:** {escaped(sheet.where(rule['where']))}",
        *([f"**{sheet.READER}:** {escaped(reader)} [How it works](second-reader.md)."] if reader else []),
        f"**{sheet.INSTEAD}**",
        "\n".join(f"{bullet}{escaped(one)}" for one in instead),
        *examples(sheet.FOUND, rule["bad"]),
        *examples(sheet.NOT_FOUND, rule["good"]),
        f"**{sheet.SOURCE}:** {escaped('; '.join(sheet.sources(rule)))}",
    ]
    return "\n\n".join(parts)


def index(rules: list[dict[str, Any]]) -> str:
    """Return the index of one family: code, name, severity and summary, each with a link to its sheet."""
    rows = ["| code | name | severity | |", "|---|---|---|---|"]
    for rule in rules:
        link = f"#{rule['code'].lower()}-{rule['name']}"
        rows.append(f"| [{rule['code']}]({link}) | {rule['name']} | {rule['severity']} | {escaped(rule['summary'])} |")
    return "\n".join(rows)


def text() -> str:
    """Return the content of the page."""
    rules = [entry(block) for block in blocks()]
    families = {
        family: [rule for rule in rules if rule["family"] == family]
        for family in dict.fromkeys([*FAMILIES, *(rule["family"] for rule in rules)])
    }
    families = {family: own for family, own in families.items() if own}
    parts = [LEAD.rstrip()]
    for family, own in families.items():
        parts += [f"**{FAMILIES.get(family, family.capitalize())}**", index(own)]
    for family, own in families.items():
        parts.append(f"## {FAMILIES.get(family, family.capitalize())}")
        parts += [check(rule) for rule in own]
    return "\n\n".join(parts) + "\n"


def main(arguments: list[str]) -> int:
    content = text()
    if "--check" in arguments:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != content:
            print(f"{PAGE} is out of date: run “make catalogue” and commit it.", file=sys.stderr)
            return 1
        return 0
    PAGE.write_text(content, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
