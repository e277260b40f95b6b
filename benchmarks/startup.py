"""How long the quick commands take to answer, as a multiple of starting the bare interpreter.

Prints the least of 20 runs of each, all called in turn so that a busy moment touches them alike. The aim is three times
at most. The package is compiled to bytecode first, as pip does when it installs one.
"""

from __future__ import annotations

import compileall
import subprocess
import sys
import time
from pathlib import Path

RUNS = 20
AIM = 3.0
ROOT = Path(__file__).resolve().parent.parent
#: What the installed program does.
PROGRAM = "from sendadvice_docs.cli import run; run()"
CALLS = {
    "python -c pass": ("-c", "pass"),
    "sendadvice --help": ("-c", PROGRAM, "--help"),
    "sendadvice --version": ("-c", PROGRAM, "--version"),
    "sendadvice lint --help": ("-c", PROGRAM, "lint", "--help"),
    "sendadvice rules": ("-c", PROGRAM, "rules"),
    "sendadvice explain SC501": ("-c", PROGRAM, "explain", "SC501"),
}


def seconds(arguments: tuple[str, ...]) -> float:
    """Return how long one run of the interpreter with these arguments takes."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    return time.perf_counter() - start


def main() -> int:
    """Print a line for each command; return 1 where one misses the aim."""
    compileall.compile_dir(ROOT / "sendadvice_docs", quiet=2)
    least = {name: seconds(arguments) for name, arguments in CALLS.items()}
    for _ in range(RUNS - 1):
        for name, arguments in CALLS.items():
            least[name] = min(least[name], seconds(arguments))
    bare = least["python -c pass"]
    for name, taken in least.items():
        print(f"{name:<26}{taken * 1000:6.1f} ms  {taken / bare:4.2f} times")
    return int(any(taken > AIM * bare for taken in least.values()))


if __name__ == "__main__":
    sys.exit(main())
