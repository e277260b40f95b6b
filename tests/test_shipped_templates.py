"""The Word templates in `templates/` are those that `tools/make_templates.py` builds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.reporting import ROOT


def test_the_templates_are_those_the_tool_builds(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "tools/make_templates.py", str(tmp_path)], check=True, capture_output=True, cwd=ROOT
    )
    built = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    shipped = {path.name: path.read_bytes() for path in (Path(ROOT) / "templates").glob("*.docx")}
    assert sorted(built) == sorted(shipped)
    assert {name for name, data in built.items() if data != shipped[name]} == set()
