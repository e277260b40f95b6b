"""Write the list of what a template may print at the end of `docs/templates.md`, from the schema of the fragment.

python tools/make_template_fields.py
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sendadvice_docs.template_fields import Field, fields, names  # noqa: E402

PAGE = ROOT / "docs" / "templates.md"
MARK = "<!-- Made by tools/make_template_fields.py"


def described(one: Field) -> str:
    text = one.description.replace("; null where", "; not there where")
    if one.kind == "list":
        text += f" A list: `{one.loop}`."
        if one.see:
            text += f" Its entries are those of `{one.see}`."
    return text


def listing() -> str:
    """Return the list, as it should stand after the mark."""
    blocks = []
    for name in names():
        first, *rest = fields(name)
        lines = [f"### `{name}`", "", described(first), ""]
        if rest:
            lines += ["| write | what it is |", "|---|---|"]
            lines += [f"| `{one.write}` | {described(one)} |" for one in rest if one.kind != "block"]
        blocks.append("\n".join(lines).rstrip())
    return "\n\n".join(blocks) + "\n"


def page() -> str:
    """Return the whole page as it should be."""
    text = PAGE.read_text(encoding="utf-8")
    head, mark, rest = text.partition(MARK)
    return f"{head}{mark}{rest.splitlines()[0]}\n\n{listing()}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)
