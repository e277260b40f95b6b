"""What stands behind each name a template may use, taken from a JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final


@dataclass(frozen=True)
class Shape:
    """What stands behind a name: a block with `names`, a list of `item`, or, with neither, a text or number."""

    title: str = ""
    names: Mapping[str, Shape] = field(default_factory=dict)
    item: Shape | None = None

    @property
    def is_text(self) -> bool:
        """Tell whether it can be printed as it stands."""
        return not self.names and self.item is None


TEXT: Final = Shape("text")
#: What a faulty name stands for from then on, so that one slip is not reported ten times.
ANYTHING: Final = Shape("anything")


def shape_of(schema: Mapping[str, Any], whole: Mapping[str, Any] | None = None) -> Shape:
    """Return the shape a JSON Schema describes; `whole` is the schema its `$ref`s (`#/$defs/...`) lead into."""
    whole = schema if whole is None else whole
    names: dict[str, Shape] = {}
    item: Shape | None = None
    title = str(schema.get("title", ""))
    if "$ref" in schema:
        target: Any = whole
        for step in str(schema["$ref"]).removeprefix("#/").split("/"):
            target = target[step]
        referred = shape_of(target, whole)
        names, item, title = dict(referred.names), referred.item, title or referred.title
    for key, value in schema.get("properties", {}).items():
        names[key] = shape_of(value, whole)
    if "items" in schema:
        item = shape_of(schema["items"], whole)
    for choice in (*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())):
        one = shape_of(choice, whole)
        names, item, title = {**names, **one.names}, item or one.item, title or one.title
    return Shape(title, names, item)
