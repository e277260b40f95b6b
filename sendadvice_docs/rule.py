"""Rules as data: one YAML file each under `checks/`, whose examples are its test and its documentation."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sendadvice_docs import resources
from sendadvice_docs.datafile import check_against, read_data
from sendadvice_docs.errors import InputError, RuleError
from sendadvice_docs.finding import Citation, Severity

#: Folders of `checks/` that hold something other than rules.
_NOT_RULES = frozenset({"cues", "lexicons", "profiles", "reader"})
_OPEN, _CLOSE = "«", "»"


@dataclass(frozen=True)
class Example:
    """A passage, or a small change to the minimal advice, that a rule must or must not object to.

    `text` is the passage without its marks and `marks` the stretches a bad example marks with « ». `patch` is a JSON
    merge patch over `checks/minimal-advice.yaml`, and `at` the JSON Pointers the findings must stand at. `context`
    holds what the passage needs to be read with (name, year_group, on and so on), `profile` settings laid over the
    national profile.
    """

    field: str
    text: str
    marks: tuple[tuple[int, int], ...]
    context: Mapping[str, Any]
    patch: Mapping[str, Any] | None
    at: tuple[str, ...]
    profile: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Supersedes:
    """Another code this rule takes the place of, and how near: `passage`, `path`, `entry` of a list, `document`.

    Hits of the variants in `unless` take nobody's place.
    """

    code: str
    on: str
    unless: tuple[str, ...] = ()


@dataclass(frozen=True)
class SecondReader:
    """How the learned reader helps a rule (`sendadvice_docs.second`), in hundredths of a log-odds.

    A sentence it scores at least `find` is found too; what the rule found is dropped where it scores below `veto`. None
    switches either off. It finds in the rule's fields only, and of those in the fields of `where` if there are any, and
    leaves alone what stands in a state of `unless` (`negated`, or `quantified`: a sentence that says how much), here or
    under the rule's own `match`. With `among`, a sentence must hold a word of one of those classes (`KIN`) to be found.
    The message is of the variant that `variants` has for the first part of the field's name, or for "" elsewhere.
    """

    find: int | None
    veto: int | None
    variants: Mapping[str, str]
    where: tuple[str, ...]
    unless: tuple[str, ...]
    among: tuple[str, ...]

    def variant(self, field: str) -> str:
        """Return the variant of the message for what is found in a field: `provision/description`."""
        return self.variants.get(field.split("/", 1)[0], self.variants.get("", ""))


@dataclass(frozen=True)
class Rule:
    """One rule file.

    `kind` names the module that runs it and `match` holds that kind's own settings. `messages` and `suggestions` map a
    variant (`""` for the usual one) to the text, with placeholders in braces. `second_reader` is None where no learned
    reader helps.
    """

    code: str
    name: str
    family: str
    summary: str
    why: str
    source: tuple[Citation, ...]
    kind: str
    severity: Severity
    acceptable: bool
    where: tuple[str, ...]
    match: Mapping[str, Any]
    messages: Mapping[str, str]
    suggestions: Mapping[str, str]
    supersedes: tuple[Supersedes, ...]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    path: str
    second_reader: SecondReader | None = None


def _texts(value: str | Mapping[str, str]) -> Mapping[str, str]:
    return {"": value} if isinstance(value, str) else dict(value)


def unmarked(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a text without its « » marks, and the stretches they marked; raises ValueError where one is not closed."""
    plain: list[str] = []
    marks: list[tuple[int, int]] = []
    opened: int | None = None
    length = 0
    for character in text:
        if character == _OPEN and opened is None:
            opened = length
        elif character == _CLOSE and opened is not None:
            marks.append((opened, length))
            opened = None
        elif character in (_OPEN, _CLOSE):
            raise ValueError(f"the marks {_OPEN} and {_CLOSE} do not pair in: {text}")
        else:
            plain.append(character)
            length += 1
    if opened is not None:
        raise ValueError(f"a mark {_OPEN} is not closed in: {text}")
    return "".join(plain), tuple(marks)


def _example(data: str | Mapping[str, Any], where: tuple[str, ...]) -> Example:
    entry: Mapping[str, Any] = {"text": data} if isinstance(data, str) else data
    field = entry.get("field") or next((name for name in where if "*" not in name and "!" not in name), "")
    text, marks = unmarked(entry.get("text", ""))
    at = entry.get("at", ())
    return Example(
        field=field or "needs/description",
        text=text,
        marks=marks,
        context=entry.get("context", {}),
        patch=entry.get("advice"),
        at=(at,) if isinstance(at, str) else tuple(at),
        profile=entry.get("profile"),
    )


def _second_reader(data: Mapping[str, Any] | None, match: Mapping[str, Any]) -> SecondReader | None:
    if data is None:
        return None
    said = data.get("variant", "")
    return SecondReader(
        find=data.get("find"),
        veto=data.get("veto"),
        variants={"": said} if isinstance(said, str) else said,
        where=tuple(data.get("where", ())),
        unless=(*match.get("unless", ()), *data.get("unless", ())),
        among=tuple(data.get("among", ())),
    )


def _rule(data: Mapping[str, Any], path: str, family: str) -> Rule:
    where = tuple(data.get("where", ()))
    return Rule(
        code=data["code"],
        name=data["name"],
        family=family,
        summary=data["summary"],
        why=data["why"],
        source=tuple(Citation(one["document"], one.get("place", "")) for one in data["source"]),
        kind=data["kind"],
        severity=Severity(data["severity"]),
        acceptable=data.get("acceptable", True),
        where=where,
        match=data.get("match", {}),
        messages=_texts(data["message"]),
        suggestions=_texts(data["suggestion"]),
        supersedes=tuple(
            Supersedes(one["code"], one["on"], tuple(one.get("unless", ()))) for one in data.get("supersedes", ())
        ),
        bad=tuple(_example(one, where) for one in data.get("bad", ())),
        good=tuple(_example(one, where) for one in data.get("good", ())),
        path=path,
        second_reader=_second_reader(data.get("second_reader"), data.get("match", {})),
    )


def rule_files() -> Iterator[tuple[str, str]]:
    """Yield the path and the family (folder) of every rule file, in order of family and name."""
    root = resources.folder("checks")
    for family in sorted(os.listdir(root)):
        folder = os.path.join(root, family)
        if family in _NOT_RULES or not os.path.isdir(folder):
            continue
        for name in sorted(os.listdir(folder)):
            if name.endswith(".yaml"):
                yield os.path.join(folder, name), family


def read_rule(path: str, family: str, *, strict: bool = False) -> Rule:
    """Return the rule a file holds; `strict` also holds it to `schema/rule.schema.json` and its kind's own schema.

    Raises RuleError, naming the file, where it is not well formed.
    """
    data = read_data(path, "rule" if strict else None)
    try:
        if strict and data.get("match") is not None:
            check_against(data["match"], f"kinds/{data['kind']}", path)
        return _rule(data, path, family)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise RuleError(f"{path}: this rule is not well formed: {error}") from None


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Rule]:
    """Return every rule by code, in order of code; raises RuleError where two files hold the same code."""
    rules: dict[str, Rule] = {}
    for path, family in rule_files():
        rule = read_rule(path, family)
        if rule.code in rules:
            raise RuleError(f"{path}: the code {rule.code} stands in {rules[rule.code].path} too.")
        rules[rule.code] = rule
    return dict(sorted(rules.items()))


def chosen(select: tuple[str, ...], ignore: tuple[str, ...]) -> Mapping[str, Rule]:
    """Return the rules that `--select` and `--ignore` leave, each a code, the start of one (`SC5`) or a name.

    Raises InputError for one that fits no rule, so that a slip never silently switches checks off.
    """

    def fits(rule: Rule, wanted: str) -> bool:
        return rule.code.startswith(wanted.upper()) or rule.name == wanted.lower()

    rules = catalogue()
    for wanted in (*select, *ignore):
        if not any(fits(rule, wanted) for rule in rules.values()):
            raise InputError(f"There is no rule “{wanted}”. “sendadvice rules” lists them.")
    return {
        code: rule
        for code, rule in rules.items()
        if (not select or any(fits(rule, wanted) for wanted in select))
        and not any(fits(rule, wanted) for wanted in ignore)
    }
