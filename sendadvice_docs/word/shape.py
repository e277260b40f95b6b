"""What stands behind each name a template may use, taken from a JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final


@dataclass(frozen=True)
class Shape:
    """What stands behind a name: a block with `names`, a list of `item`, or, with neither, a text or number.

    `path` is where it stands in the data, `[]` being each entry of a list: `D.needs[].description`; "" where it does
    not come from the data. `description` is what its schema says of it.
    """

    title: str = ""
    names: Mapping[str, Shape] = field(default_factory=dict)
    item: Shape | None = None
    path: str = field(default="", compare=False)
    description: str = field(default="", compare=False)

    @property
    def is_text(self) -> bool:
        """Tell whether it can be printed as it stands."""
        return not self.names and self.item is None


TEXT: Final = Shape("text")
#: What a faulty name stands for from then on, so that one slip is not reported ten times.
ANYTHING: Final = Shape("anything")


def shape_of(schema: Mapping[str, Any], whole: Mapping[str, Any] | None = None, path: str = "") -> Shape:
    """Return the shape a JSON Schema describes.

    `whole` is the schema its `$ref`s (`#/$defs/...`) lead into, and `path` where its data stand in that of the whole.
    """
    whole = schema if whole is None else whole
    names: dict[str, Shape] = {}
    item: Shape | None = None
    title, description = str(schema.get("title", "")), str(schema.get("description", ""))
    if "$ref" in schema:
        target: Any = whole
        for step in str(schema["$ref"]).removeprefix("#/").split("/"):
            target = target[step]
        referred = shape_of(target, whole, path)
        names, item = dict(referred.names), referred.item
        title, description = title or referred.title, description or referred.description
    for key, value in schema.get("properties", {}).items():
        names[key] = shape_of(value, whole, f"{path}.{key}".lstrip("."))
    if "items" in schema:
        item = shape_of(schema["items"], whole, f"{path}[]")
    for choice in (*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())):
        one = shape_of(choice, whole, path)
        names, item = {**names, **one.names}, item or one.item
        title, description = title or one.title, description or one.description
    return Shape(title, names, item, path, description)
