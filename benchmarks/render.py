"""How fast documents are written, as ratios to docxtpl's documented use with the same text out, in one run.

docxtpl's side is what its documentation shows: open the template, render with an environment, save; the environment is
Jinja2's immutable sandbox with escaping, because without it text is lost or code may run. Ours opens a template once.
The two take turns, fragment by fragment, so that a busy moment touches them alike; only processor time counts, and of
the rounds the median. What they print is compared first: paragraph by paragraph, the words must be the same.

Then: the memory after the first fragments and after a thousand. Exits with 1 where what must hold does not.
Run by `make bench`.
"""

from __future__ import annotations

import copy
import io
import resource
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import jinja2
from docxtpl import DocxTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sendadvice_docs.documents import SECTIONS  # noqa: E402
from sendadvice_docs.load import load  # noqa: E402
from sendadvice_docs.profile import load_profile  # noqa: E402
from sendadvice_docs.render import load_templates, render  # noqa: E402
from sendadvice_docs.sections import fragment  # noqa: E402
from sendadvice_docs.validate import validate  # noqa: E402

SAMPLE = "samples/year-10-annual-review.yaml"
#: How many times the sample's two needs, with their provision and outcomes, stand in each fragment, and how often it is
#: rendered: two, six and sixteen needs. They are chosen to stand for short, ordinary and very long advice, and are not
#: to be changed to suit a result.
SIZES = {"small": (1, 21), "middle": (3, 17), "large": (8, 13)}
LEAST, AIM = 10.0, 25.0
FRAGMENTS, WARM = 1000, 100
#: How much memory the process may have had after the thousandth fragment, for what it had after the hundredth.
GROWTH = 1.05

Data = Mapping[str, Any]
Write = Callable[[Data], Mapping[str, bytes]]


@dataclass(frozen=True)
class Side:
    """One way of rendering: its name, and what makes the Word files of a fragment's sections, by section."""

    name: str
    write: Write


def sample() -> dict[str, Any]:
    """Return the fragment data of a good sample, its texts on one line each.

    docxtpl sets a blank line as two breaks where ours begins a paragraph, so texts with blank lines would not compare.
    """
    document = load((ROOT / SAMPLE).read_bytes(), SAMPLE).documents[0]
    advice = validate(document).advice
    if advice is None:
        raise SystemExit(f"{SAMPLE} does not fit the form of an advice.")
    return _on_one_line(fragment(advice, load_profile("national"), advice.completed))


def _on_one_line(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _on_one_line(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_on_one_line(one) for one in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def grown(data: Data, times: int) -> dict[str, Any]:
    """Return fragment data in which every entry stands so many times, each time a little different."""
    made = copy.deepcopy(dict(data))
    for section, name in (("D", "areas"), ("D", "review"), ("E", "outcomes"), ("H1", "provision"), ("H2", "provision")):
        entries = made[section][name]
        made[section][name] = [
            _numbered(entry, number) for number in range(1, times + 1) for entry in copy.deepcopy(entries)
        ]
    return made


def _numbered(entry: Data, number: int) -> dict[str, Any]:
    return {
        name: f"{value} ({number})" if name in {"description", "difference_made"} else value
        for name, value in entry.items()
    }


def ours() -> Side:
    """Return this project's way: templates are opened once, and every fragment fills them."""
    templates = load_templates(load_profile("national"), {})
    return Side("sendadvice", lambda data: render(data, templates, draft=False))


def docxtpl() -> Side:
    """Return docxtpl's documented way, in a sandbox and with escaping."""

    def one(data: Data, name: str) -> bytes:
        environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)
        template = DocxTemplate(ROOT / "templates" / f"section-{name}.docx")
        template.render({**data, "draft": False}, jinja_env=environment)
        result = io.BytesIO()
        template.save(result)
        return result.getvalue()

    return Side("docxtpl", lambda data: {name: one(data, name) for name in SECTIONS})


def words(content: bytes) -> list[str]:
    """Return the text of every paragraph of a Word file, in order, also in tables; those without text left out."""
    body = docx.Document(io.BytesIO(content)).element.body
    texts = ["".join(piece.text or "" for piece in one.iter("{*}t")) for one in body.iter("{*}p")]
    return [text for text in texts if text]


def seconds(side: Side, data: Data) -> float:
    """Return the processor time of rendering the three sections of a fragment."""
    start = time.process_time()
    side.write(data)
    return time.process_time() - start


def compared(sides: Sequence[Side]) -> bool:
    """Print a table of times and ratios; return whether the least ratio was reached everywhere."""
    data = sample()
    holds = True
    print(f"| {'fragment':<9} | {'words':>6} | {'docxtpl':>10} | {'sendadvice':>10} | {'ratio':>6} |")
    print(f"|{'-' * 11}|{'-' * 7}:|{'-' * 11}:|{'-' * 11}:|{'-' * 7}:|")
    for size, (times, rounds) in SIZES.items():
        one = grown(data, times)
        printed = [{name: words(content) for name, content in side.write(one).items()} for side in sides]
        if printed[0] != printed[1]:
            raise SystemExit(f"The two sides print different texts for the {size} fragment, so they do not compare.")
        taken: dict[str, list[float]] = {side.name: [] for side in sides}
        for _ in range(rounds):
            for side in sides:
                taken[side.name].append(seconds(side, one))
        count = sum(len(line.split()) for section in printed[0].values() for line in section)
        own, other = statistics.median(taken["sendadvice"]), statistics.median(taken["docxtpl"])
        holds &= other / own >= LEAST
        shown = f"{other * 1000:7.1f} ms", f"{own * 1000:7.1f} ms", f"{other / own:5.1f}"
        print(f"| {size:<9} | {count:>6,} | {shown[0]:>10} | {shown[1]:>10} | {shown[2]:>6} |")
    needs = ", ".join(f"{size} {2 * times}" for size, (times, _) in SIZES.items())
    print(f"Sections D, H1 and H2 together; needs: {needs}.")
    print(f"At least {LEAST:g} times everywhere; the aim is {AIM:g} on the middle one.")
    return holds


def memory() -> bool:
    """Print the most memory this process has had after some fragments and after a thousand, each a little different."""
    side = ours()
    data = grown(sample(), SIZES["middle"][0])
    most = {}
    for number in range(1, FRAGMENTS + 1):
        data["D"]["strengths"] = f"Fragment {number}."
        side.write(data)
        if number in {WARM, FRAGMENTS}:
            most[number] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    growth = most[FRAGMENTS] / most[WARM]
    print(
        f"Memory: {growth:.3f} times as much after {FRAGMENTS:,} fragments as after {WARM} (at most {GROWTH}); "
        f"{most[FRAGMENTS] / 1024:.0f} MB for the whole process, benchmark and all."
    )
    return growth <= GROWTH


def main() -> int:
    """Print everything; return 1 where something that must hold does not."""
    holds = [compared([docxtpl(), ours()]), memory()]
    return int(not all(holds))


if __name__ == "__main__":
    sys.exit(main())
