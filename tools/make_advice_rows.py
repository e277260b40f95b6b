"""Writes the labelled whole advices of tests/corpus/advices/ as rows for `sendadvice eval`.

An advice is a YAML file with what is expected of it beside it (NAME.expect.json; a good one needs none). Each stands in
tests/corpus/advices-tuning.jsonl, or in advices-held-back.jsonl once it was named after --hold-back:

    python tools/make_advice_rows.py --hold-back good-kezia-17-annual-review.yaml

What is held back stays so. With --check nothing is written, and the exit status is 1 where a file is out of date.
"""

from __future__ import annotations

import json
import os.path
import sys
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).resolve().parent.parent / "tests" / "corpus"
HELD_BACK, TUNING = "advices-held-back.jsonl", "advices-tuning.jsonl"


def row(path: Path) -> dict[str, Any]:
    """Return the row of one advice; its path is taken from the folder of the rows."""
    labels = path.with_suffix(".expect.json")
    expect = json.loads(labels.read_text(encoding="utf-8")) if labels.exists() else []
    return {"id": path.stem, "advice": path.relative_to(CORPUS).as_posix(), "expect": expect}


def held_back() -> set[str]:
    """Return the file names of the advices that are held back already."""
    path = CORPUS / HELD_BACK
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {os.path.basename(json.loads(line)["advice"]) for line in lines}


def files(also: set[str]) -> dict[str, str]:
    """Return the content of both files, with the advices named in `also` held back too."""
    back = held_back() | also
    content = {HELD_BACK: "", TUNING: ""}
    for path in sorted((CORPUS / "advices").glob("*.yaml")):
        line = json.dumps(row(path), ensure_ascii=False) + "\n"
        content[HELD_BACK if path.name in back else TUNING] += line
    return content


def main(arguments: list[str]) -> int:
    also = {os.path.basename(one) for one in arguments if not one.startswith("--")}
    if unknown := sorted(name for name in also if not (CORPUS / "advices" / name).exists()):
        print(f"There is no {', '.join(unknown)} in {CORPUS / 'advices'}.", file=sys.stderr)
        return 2
    late = 0
    for name, content in files(also).items():
        path = CORPUS / name
        if "--check" in arguments:
            if (path.read_text(encoding="utf-8") if path.exists() else "") != content:
                print(f"{path} is out of date: run tools/make_advice_rows.py and commit it.", file=sys.stderr)
                late = 1
        elif content or path.exists():
            path.write_text(content, encoding="utf-8", newline="\n")
    return late


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
