"""Writes checks/catalogue.txt, from which `sendadvice rules` and `explain` answer without reading every rule file.

Run it after any change to a rule file: `make catalogue`. With --check nothing is written, and the exit status is 1
where the committed file is out of date. `sendadvice_docs.commands.catalogue` says what the lines mean.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import yaml

from sendadvice_docs import resources
from sendadvice_docs.commands.catalogue import FILE, line_of
from sendadvice_docs.profile import load_profile
from sendadvice_docs.rule import Example, Rule, catalogue

HEADER = "# Made from the rule files by tools/make_catalogue.py: change those, and run “make catalogue”."


def plain(value: Any) -> str:
    """Return a value of an example's context in words."""
    if isinstance(value, list | tuple):
        return ", ".join(map(plain, value))
    if isinstance(value, dict):
        return " ".join(map(plain, value.values()))
    return str(value)


def example_line(key: str, example: Example) -> str:
    """Return an example as a line: a passage with its marks, or a change to the minimal advice as YAML text."""
    if example.patch is None:
        marks = " ".join(f"{start}-{end}" for start, end in example.marks)
        context = "; ".join(f"{name.replace('_', ' ')}: {plain(value)}" for name, value in example.context.items())
        return line_of(key, example.field, marks, context, example.text)
    change = ""
    if example.profile:
        own = yaml.safe_dump(dict(example.profile), allow_unicode=True, sort_keys=False).strip()
        change = "".join(f"# with this in the profile: {line}\n" for line in own.splitlines())
    if example.patch:
        change += yaml.safe_dump(dict(example.patch), allow_unicode=True, sort_keys=False, width=90)
    return line_of(f"{key}-change", " ".join(example.at), change)


def rule_lines(rule: Rule, severity: str) -> Iterator[str]:
    """Yield the lines of one rule."""
    acceptable = "yes" if rule.acceptable else "no"
    summary = " ".join(rule.summary.split())
    yield line_of(rule.code, rule.name, rule.family, severity, acceptable, summary)
    yield line_of("why", " ".join(rule.why.split()))
    yield line_of("where", *rule.where)
    for source in rule.source:
        yield line_of("source", source.document, source.place)
    if reader := rule.second_reader:
        does = {"find": reader.find, "veto": reader.veto}
        yield line_of("reader", *(name for name, threshold in does.items() if threshold is not None))
    for variant, text in rule.messages.items():
        yield line_of("message", variant, " ".join(text.split()))
    for variant, text in rule.suggestions.items():
        yield line_of("suggestion", variant, " ".join(text.split()))
    yield from (example_line("bad", one) for one in rule.bad)
    yield from (example_line("good", one) for one in rule.good)


def text() -> str:
    """Return the content of the catalogue."""
    severities = load_profile("national").severities
    blocks = [
        "\n".join(rule_lines(rule, str(severities.get(rule.code, rule.severity)))) for rule in catalogue().values()
    ]
    return "\n\n".join([HEADER, *blocks]) + "\n"


def main(arguments: list[str]) -> int:
    path = resources.resource("checks", FILE)
    content = text()
    if "--check" in arguments:
        try:
            with open(path, encoding="utf-8", newline="") as file:
                current = file.read()
        except FileNotFoundError:
            current = ""
        if current != content:
            print(f"{path} is out of date: run “make catalogue” and commit it.", file=sys.stderr)
            return 1
        return 0
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(content)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
