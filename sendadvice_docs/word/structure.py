"""Whether a template's tags stand where they can: values inside text, and each loop or choice around whole pieces.

A loop that begins in one table cell and ends in another would fill the row with ever more cells, and a value outside
text gives a file Word calls damaged. Both are found in the template itself, by following its XML through its tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from jinja2 import nodes

from sendadvice_docs.word.binding import TemplateFault
from sendadvice_docs.word.diagnosis import ASTRIDE

_TAG: Final = re.compile(r"""<(?P<close>/?)(?P<name>[\w:.-]+)(?:[^<>"']|"[^"]*"|'[^']*')*?(?P<empty>/?)>""")
#: What a loop or choice may close and open again between its two ends: it then stands in two paragraphs' text.
_WITHIN_TEXT: Final = frozenset({"w:t", "w:r", "w:p", "w:hyperlink", "w:smartTag"})
#: The name of the filter for values in attributes; templates cannot call it.
ON_ONE_LINE: Final = "on_one_line"
_OUTSIDE: Final = "a value stands outside the text of a paragraph. Write {{ name }}, without p, r, tr or tc after {{."


class _Walker:
    def __init__(self) -> None:
        self.faults: list[TemplateFault] = []
        self.open: list[str] = []
        self.lowest = 0
        self.unfinished = ""
        self.crossed = False
        self.in_attributes: list[tuple[nodes.Output, int]] = []

    def data(self, text: str) -> None:
        text = self.unfinished + text
        end = 0
        for tag in _TAG.finditer(text):
            end = tag.end()
            if tag["close"]:
                self.crossed |= not self.open or self.open.pop() != tag["name"]
                self.lowest = min(self.lowest, len(self.open))
            elif not tag["empty"]:
                self.open.append(tag["name"])
        begun = text.rfind("<", end)
        self.unfinished = text[begun:] if begun >= 0 else ""

    def value(self, output: nodes.Output, index: int) -> None:
        node = output.nodes[index]
        if self.unfinished:  # inside an attribute, such as the name of a content control
            self.unfinished += "x"
            self.in_attributes.append((output, index))
        elif not self.open or self.open[-1] != "w:t":
            self.faults.append(TemplateFault(node.lineno, _OUTSIDE))

    def walk(self, statements: Iterable[nodes.Node]) -> None:
        for node in statements:
            if isinstance(node, nodes.Output):
                for index, part in enumerate(node.nodes):
                    if isinstance(part, nodes.TemplateData):
                        self.data(part.data)
                    else:
                        self.value(node, index)
            elif isinstance(node, nodes.For):
                self.branches(node, node.body, node.else_)
            elif isinstance(node, nodes.If):
                self.branches(node, node.body, *(one.body for one in node.elif_), node.else_)

    def branches(self, node: nodes.Node, *bodies: Iterable[nodes.Node]) -> None:
        before, outer = list(self.open), self.lowest
        for body in bodies:
            self.lowest = len(before)
            self.walk(body)
            left = before[self.lowest :]
            if self.open != before or self.unfinished or not _WITHIN_TEXT.issuperset(left):
                self.faults.append(TemplateFault(node.lineno, ASTRIDE))
                self.open, self.unfinished = list(before), ""
            outer = min(outer, self.lowest)
        self.lowest = outer


def check(tree: nodes.Template) -> list[TemplateFault]:
    """Return what is wrong with where the tags of a parsed template stand; its text is a Word part, made ready.

    Where nothing is wrong, whatever the template makes of any data has an end for every start, in its order.
    """
    walker = _Walker()
    walker.walk(tree.body)
    if not walker.faults and (walker.crossed or walker.open or walker.unfinished):
        # Whatever branches are taken, the document would be no XML.
        walker.faults.append(TemplateFault(1, ASTRIDE))
    return walker.faults


def protect(tree: nodes.Template) -> None:
    """Have each value that stands in an attribute pass through the filter `ON_ONE_LINE`, in place.

    An attribute holds plain words only: the marks that become tabs and line breaks in a text would break the XML there.
    The template must have passed `check`.
    """
    walker = _Walker()
    walker.walk(tree.body)
    for output, index in walker.in_attributes:
        value = output.nodes[index]
        output.nodes[index] = nodes.Filter(value, ON_ONE_LINE, [], [], None, None, lineno=value.lineno)


def on_one_line(value: object) -> str:
    """Return a value as words with single spaces between them: what `ON_ONE_LINE` does; None is nothing."""
    return "" if value is None else " ".join(str(value).split())
