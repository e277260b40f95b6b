"""How time grows with what is read: so many times the input, and how many times the time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

#: For each time as much input, so many times the time is allowed: the rest is what a busy computer does meanwhile.
_ALLOWED: Final = 1.4
_ATTEMPTS: Final = 3


def grows_with_the_input(run: Callable[[int, str], object], small: int, large: int) -> bool:
    """Return whether `large` takes no longer beside `small` than it is larger.

    `run` takes how much to read and a word to put into it, so that no two inputs are alike and nothing is remembered
    from one to the next. Processor time is measured, and looked at again where something else was using the computer.
    """
    run(small, "first")  # compiles what any input needs
    for attempt in range(_ATTEMPTS):
        short, long = (_seconds(run, much, f"{much} {attempt}") for much in (small, large))
        if long <= _ALLOWED * short * large / small:
            return True
    return False


def _seconds(run: Callable[[int, str], object], much: int, word: str) -> float:
    start = time.process_time()
    run(much, word)
    return time.process_time() - start
