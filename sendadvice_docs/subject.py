"""What a rule looks at, and what it answers: the narrow waist between the engine and the kinds of rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property, lru_cache
from types import MappingProxyType

from sendadvice_docs.finding import Severity
from sendadvice_docs.model import Advice, Circumstances
from sendadvice_docs.profile import Profile
from sendadvice_docs.source import Field

#: The name of a passage that is to be judged as if it were all the advice there is, as labelled passages are.
PASSAGE_AS_ADVICE = "<labelled passage>"

_NOTHING: Mapping[str, str] = MappingProxyType({})


@lru_cache(maxsize=4096)
def named(name: str, where: tuple[str, ...]) -> bool:
    """Return whether a field's name fits one of the patterns (`needs/*`) and none that begins with `!`."""
    wanted = [pattern for pattern in where if not pattern.startswith("!")]
    unwanted = [pattern[1:] for pattern in where if pattern.startswith("!")]
    return any(fnmatchcase(name, pattern) for pattern in wanted) and not any(
        fnmatchcase(name, pattern) for pattern in unwanted
    )


@dataclass(frozen=True)
class Subject:
    """One advice, or one passage, as a rule sees it.

    `advice` is None where the file does not fit the schema or a bare passage is checked; then only `fields` and
    `circumstances` can be relied on. `whole` is False for a bare passage, where nothing may be called missing, unless
    `passage_as_advice` says that a labelled passage stands for all that was written.
    """

    advice: Advice | None
    fields: tuple[Field, ...]
    circumstances: Circumstances
    profile: Profile
    whole: bool = True
    passage_as_advice: bool = False

    def where(self, names: tuple[str, ...]) -> Iterator[Field]:
        """Yield the fields whose name fits one of the patterns (`needs/*`) and none that begins with `!`."""
        if names not in self._chosen:
            fitting = {name for name in self._texts[0] if named(name, names)}
            self._chosen[names] = tuple(one for one in self._texts[1] if one.name in fitting)
        return iter(self._chosen[names])

    @cached_property
    def _texts(self) -> tuple[frozenset[str], tuple[Field, ...]]:
        """Return the fields that hold text, and the different names they have."""
        texts = tuple(one for one in self.fields if one.text)
        return frozenset(one.name for one in texts), texts

    @cached_property
    def _chosen(self) -> dict[tuple[str, ...], tuple[Field, ...]]:
        return {}


@dataclass(frozen=True)
class Hit:
    """A place a rule objects to.

    `path` is a JSON Pointer; `start` and `end` bound the passage in that field's text, None for the whole entry or an
    absence. `values` fill the placeholders of the rule's message and suggestion; `{match}`, the passage, `{entry}`,
    what it stands in, and `{name}`, the person, are there without. `variant` picks among several messages where a rule
    file gives more than one. `fix` may take the place of the passage; where it is empty, a space before goes too.
    `severity` stands in for the rule's own where it depends on the case; a profile's goes before either.
    """

    path: str
    start: int | None = None
    end: int | None = None
    values: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    variant: str = ""
    fix: str | None = None
    severity: Severity | None = None


Check = Callable[[Subject], Iterable[Hit]]
