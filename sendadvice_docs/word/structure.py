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
#: The filter a value in an attribute goes through: an attribute has neither lines nor tabs.
ON_ONE_LINE: Final = "on_one_line"
_OUTSIDE: Final = "a value stands outside the text of a paragraph. Write {{ name }}, without p, r, tr or tc after {{."


class _Walker:
    def __init__(self) -> None:
        self.faults: list[TemplateFault] = []
        self.open: list[str] = []
        self.lowest = 0
        self.unfinished = ""

    def data(self, text: str) -> None:
        text = self.unfinished + text
        end = 0
        for tag in _TAG.finditer(text):
            end = tag.end()
            if tag["close"]:
                if self.open:
                    self.open.pop()
                self.lowest = min(self.lowest, len(self.open))
            elif not tag["empty"]:
                self.open.append(tag["name"])
        begun = text.rfind("<", end)
        self.unfinished = text[begun:] if begun >= 0 else ""

    def value(self, node: nodes.Expr) -> nodes.Expr:
        """Return what to print in place of a value, according to where it stands."""
        if self.unfinished:  # inside an attribute, such as the name of a content control
            self.unfinished += "x"
            return nodes.Filter(node, ON_ONE_LINE, [], [], None, None, lineno=node.lineno)
        if not self.open or self.open[-1] != "w:t":
            self.faults.append(TemplateFault(node.lineno, _OUTSIDE))
        return node

    def walk(self, statements: Iterable[nodes.Node]) -> None:
        for node in statements:
            if isinstance(node, nodes.Output):
                for number, part in enumerate(node.nodes):
                    if isinstance(part, nodes.TemplateData):
                        self.data(part.data)
                    else:
                        node.nodes[number] = self.value(part)
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

    In the tree, values that stand in an attribute are made to stand on one line.
    """
    walker = _Walker()
    walker.walk(tree.body)
    if tree.environment is not None:
        tree.set_environment(tree.environment)
    return walker.faults
