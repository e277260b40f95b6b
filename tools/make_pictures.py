"""Makes the pictures of the README: the terminal report as SVG, and a rendered page as PNG.

Run `make pictures`. It needs LibreOffice (`soffice`) and poppler (`pdftoppm`) beside the test packages, and overwrites
`docs/lint.svg` and `docs/section-*.png`.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
GOOD = "samples/year-10-annual-review.yaml"
FAULTY = "samples/year-2-first-assessment-faulty.yaml"
WIDTH = 100
#: As rich's own, without the fonts it would have a browser fetch.
SVG = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: Menlo, Consolas, 'DejaVu Sans Mono', monospace; font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: arial, sans-serif; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def _sendadvice(*arguments: str) -> str:
    command = [sys.executable, "-m", "sendadvice_docs", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 2:
        raise SystemExit(done.stderr)
    return done.stdout


def terminal() -> None:
    """Write `docs/lint.svg`: what linting the faulty sample's provision looks like in a terminal."""
    report = _sendadvice("lint", FAULTY, "--color", "always", "--select", "SC101,SC401,SC501")
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text("$ sendadvice lint " + FAULTY, style="bold"))
    console.print(Text.from_ansi(report))
    svg = console.export_svg(title="sendadvice lint", code_format=SVG, unique_id="lint")
    (DOCS / "lint.svg").write_text(svg, encoding="utf-8")


def pages() -> None:
    """Write `docs/section-D.png`, `-H1.png` and `-H2.png`: the first page of each section of the good sample."""
    for program in ("soffice", "pdftoppm"):
        if shutil.which(program) is None:
            raise SystemExit(f"{program} is needed to make pictures of pages; install LibreOffice and poppler.")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        _sendadvice("render", GOOD, "--out", str(out))
        documents = sorted(out.glob("*.docx"))
        profile = f"-env:UserInstallation={(out / 'profile').as_uri()}"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *map(str, documents)]
        subprocess.run(convert, check=True, capture_output=True)
        for document in documents:
            picture = DOCS / document.stem
            page = ["pdftoppm", "-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile"]
            subprocess.run([*page, str(document.with_suffix(".pdf")), str(picture)], check=True)


if __name__ == "__main__":
    DOCS.mkdir(exist_ok=True)
    terminal()
    pages()
