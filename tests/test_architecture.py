"""The shape of the house: each slow library has one door, and no stage leans on a later one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import sendadvice_docs

PACKAGE = Path(sendadvice_docs.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

#: Which modules may import a library.
DOORS = {
    "spacy": {"language"},
    "jsonschema": {"datafile", "validate"},
    "yaml": {"datafile", "load_yaml"},
    "docxtpl": {"render"},
}

#: The stages in their order; a module may import its own stage and earlier ones only.
STAGES = ("load", "validate", "engine", "check", "cli")


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("library", DOORS)
def test_a_library_is_imported_by_its_own_modules_only(library: str) -> None:
    importers = {path.stem for path in MODULES if any(name.split(".")[0] == library for name in _imports(path))}
    assert importers <= DOORS[library]
    assert importers


@pytest.mark.parametrize("path", [pytest.param(path, id=str(path.relative_to(PACKAGE))) for path in MODULES])
def test_no_module_leans_on_a_later_stage(path: Path) -> None:
    if path.stem not in STAGES:
        return
    later = {f"sendadvice_docs.{stage}" for stage in STAGES[STAGES.index(path.stem) + 1 :]}
    assert not later & set(_imports(path))


@pytest.mark.parametrize("path", [pytest.param(path, id=str(path.relative_to(PACKAGE))) for path in MODULES])
def test_no_module_reads_the_clock_or_the_network(path: Path) -> None:
    names = set(_imports(path))
    assert not names & {"socket", "urllib.request", "http.client", "requests", "httpx", "logging"}
    text = path.read_text(encoding="utf-8")
    assert not [word for word in ("date.today", "datetime.now", "time.time(", "utcnow") if word in text]
