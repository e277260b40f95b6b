"""Which names a template may use, and whether it uses them rightly: the template's tags held against a JSON Schema.

Found here are misspelt names, also inside loops, lists printed as if they were text, and everything in Jinja that a
template has no need of and that could run away with the machine. So a fault shows when a template is first opened,
whether or not the advice at hand would have led into it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import nodes

from sendadvice_docs.word.shape import ANYTHING, TEXT, Shape
from sendadvice_docs.word.suggest import unknown_name

#: What a value may be passed through with `|`. None of these can make a text much longer than it is.
FILTERS: Final = frozenset(
    {"capitalize", "count", "d", "default", "first", "groupby", "join", "last", "length", "list", "lower", "map"}
    | {"reject", "rejectattr", "reverse", "select", "selectattr", "sort", "title", "trim", "unique", "upper"}
)
TESTS: Final = frozenset(
    {"defined", "undefined", "none", "string", "number", "boolean", "true", "false", "even", "odd", "divisibleby", "in"}
    | {"eq", "equalto", "ne", "lt", "le", "gt", "ge", "==", "!=", "<", "<=", ">", ">=", "lower", "upper"}
)
_LONGEST_JOIN: Final = 40
_DEEPEST_LOOP: Final = 4
_LONGEST_CHAIN: Final = 4


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """Something wrong with a template: the line of its source, and a sentence."""

    line: int
    message: str


_LOOP: Final = Shape(
    "the loop",
    dict.fromkeys(("index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0"), TEXT),
)


class _Checker:
    def __init__(self, loop_names: Collection[str]) -> None:
        self.faults: list[TemplateFault] = []
        self.loop_names = loop_names
        self.loops = 0
        self.printing = False
        self.seen: set[str] = set()

    def fault(self, node: nodes.Node, message: str) -> None:
        self.faults.append(TemplateFault(node.lineno, message))

    def unknown(self, node: nodes.Node, name: str, known: Mapping[str, Shape], place: str, prefix: str = "") -> None:
        self.fault(node, unknown_name(name, known, place, prefix, self.loop_names))

    # -- statements

    def body(self, statements: Iterable[nodes.Node], scope: Mapping[str, Shape]) -> None:
        for statement in statements:
            self.statement(statement, scope)

    def statement(self, node: nodes.Node, scope: Mapping[str, Shape]) -> None:
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                if not isinstance(part, nodes.TemplateData):
                    self.printed(part, scope)
        elif isinstance(node, nodes.If):
            self.expression(node.test, scope)
            self.body(node.body, scope)
            self.body(node.elif_, scope)
            self.body(node.else_, scope)
        elif isinstance(node, nodes.For):
            self.loop(node, scope)
        else:
            word = type(node).__name__.lower()
            self.fault(
                node, f"“{word}” is not used in these templates; print values with {{{{ }}}}, and use for and if."
            )

    def printed(self, node: nodes.Expr, scope: Mapping[str, Shape]) -> None:
        self.printing = True
        shape = self.expression(node, scope)
        self.printing = False
        if shape is None or shape.is_text:
            return
        words = _words(node)
        if shape.item is not None:
            self.fault(
                node, f"“{words}” is a list. Go through it with {{%p for one in {words} %}} ... {{%p endfor %}}."
            )
        else:
            inner = ", ".join(f"{words}.{name}" for name in shape.names)
            self.fault(node, f"“{words}” is a block of several texts. Print one of them: {inner}.")

    def loop(self, node: nodes.For, scope: Mapping[str, Shape]) -> None:
        shape = self.expression(node.iter, scope)
        inner = dict(scope)
        if shape is not None and shape.item is None:
            self.fault(
                node, f"“{_words(node.iter)}” is no list, so there is nothing to go through; print it as it stands."
            )
            shape = None
        if node.recursive or not isinstance(node.target, nodes.Name):
            self.fault(node, "a loop here gives each entry one name, as in {% for need in D.needs %}.")
        else:
            inner[node.target.name] = shape.item if shape and shape.item else ANYTHING
        item = shape.item if shape and shape.item else ANYTHING
        inner["loop"] = Shape(_LOOP.title, {**_LOOP.names, "previtem": item, "nextitem": item})
        self.loops += 1
        if self.loops > _DEEPEST_LOOP:
            self.fault(node, f"more than {_DEEPEST_LOOP} loops stand within each other.")
        if node.test is not None:
            self.expression(node.test, inner)
        self.body(node.body, inner)
        self.loops -= 1
        self.body(node.else_, scope)

    # -- expressions: each returns the shape of its value, or None where that is not known

    def expression(self, node: nodes.Node, scope: Mapping[str, Shape], chain: int = 0) -> Shape | None:
        handler = _HANDLERS.get(type(node))
        if handler is None:
            word = "a call" if isinstance(node, nodes.Call) else type(node).__name__.lower()
            self.fault(
                node, f"“{_words(node)}” ({word}) is not used in these templates; only names, tests and filters are."
            )
            return None
        return handler(self, node, scope, chain)

    def name(self, node: nodes.Name, scope: Mapping[str, Shape], _chain: int) -> Shape | None:
        if node.name not in scope:
            self.unknown(node, node.name, scope, "Known here")
            return None
        return self.known(scope[node.name])

    def known(self, shape: Shape) -> Shape | None:
        """Return a shape found under a name, None where nothing is known of it, and note that it is printed."""
        if self.printing and shape.is_text and shape.path:
            self.seen.add(shape.path)
        return None if shape is ANYTHING else shape

    def part(
        self, node: nodes.Node, base: nodes.Node, name: str, scope: Mapping[str, Shape], chain: int
    ) -> Shape | None:
        shape = self.expression(base, scope, chain)
        if shape is None:
            return None
        if name in shape.names:
            return self.known(shape.names[name])
        words = _words(base)
        if shape.item is not None:
            self.fault(
                node,
                f"“{words}” is a list and has no “{name}” of its own. Go through it: {{% for one in {words} %}}, then "
                f"one.{name}.",
            )
        elif shape.is_text:
            self.fault(node, f"“{words}” is a text and has no “{name}” of its own; print it as {{{{ {words} }}}}.")
        else:
            self.unknown(node, name, shape.names, f"Known in “{words}” ({shape.title})", f"{words}.")
        return None

    def attribute(self, node: nodes.Getattr, scope: Mapping[str, Shape], chain: int) -> Shape | None:
        return self.part(node, node.node, node.attr, scope, chain)

    def entry(self, node: nodes.Getitem, scope: Mapping[str, Shape], chain: int) -> Shape | None:
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self.part(node, node.node, node.arg.value, scope, chain)
        shape = self.expression(node.node, scope, chain)
        if isinstance(node.arg, nodes.Slice):
            return shape
        if not isinstance(node.arg, nodes.Const):
            self.fault(node, f"“{_words(node)}”: only a number or a name in quotes may stand in square brackets.")
        return shape.item if shape is not None else None

    def filtered(self, node: nodes.Filter, scope: Mapping[str, Shape], chain: int) -> Shape | None:
        if node.node is None:
            self.fault(node, "a filter needs a value before it.")
            return None
        if chain >= _LONGEST_CHAIN:
            self.fault(node, f"more than {_LONGEST_CHAIN} filters stand after each other.")
        shape = self.expression(node.node, scope, chain + 1)
        for argument in (*node.args, *(pair.value for pair in node.kwargs)):
            if not isinstance(argument, nodes.Const) or len(str(argument.value)) > _LONGEST_JOIN:
                self.fault(node, f"“{node.name}” takes only short fixed words or numbers in its brackets.")
        if node.name not in FILTERS:
            self.unknown(node, node.name, dict.fromkeys(FILTERS, TEXT), "Filters there are", "|")
            return None
        named = self.named_attribute(node, shape)
        if shape is None or node.name in _KEEPING:
            return shape
        if node.name in {"first", "last"}:
            return shape.item
        if node.name == "groupby" and shape.item is not None:
            return Shape("groups", item=Shape("group", {"grouper": named, "list": shape}))
        if node.name == "map":
            self.known(named)
            return Shape("list", item=ANYTHING)
        if node.name == "join" and shape.item is not None:
            self.known(shape.item)
        return TEXT

    def named_attribute(self, node: nodes.Filter, shape: Shape | None) -> Shape:
        """Check the name given to sort, groupby, map and the like, as in `sort(attribute="area")`; return its shape."""
        found = ANYTHING
        given = [pair.value for pair in node.kwargs if pair.key == "attribute"]
        if node.name in {"selectattr", "rejectattr", "groupby"}:
            given += node.args[:1]
        for value in given:
            at = shape.item if shape is not None else None
            for step in str(value.as_const()).split(".") if isinstance(value, nodes.Const) else ():
                if at is None or at is ANYTHING:
                    break
                if step not in at.names:
                    self.unknown(node, step, at.names, f"Known in each ({at.title})")
                    break
                at = at.names[step]
            found = at or ANYTHING
        return found

    def tested(self, node: nodes.Test, scope: Mapping[str, Shape], chain: int) -> Shape | None:
        if node.name not in TESTS:
            self.unknown(node, node.name, dict.fromkeys(TESTS, TEXT), "Tests there are", "is ")
        self.expression(node.node, scope, chain)
        for argument in node.args:
            self.expression(argument, scope, chain)
        return TEXT

    def combined(self, node: nodes.Node, scope: Mapping[str, Shape], chain: int) -> Shape | None:
        for child in node.iter_child_nodes():
            self.expression(child, scope, chain)
        return TEXT

    def chosen(self, node: nodes.CondExpr, scope: Mapping[str, Shape], chain: int) -> Shape | None:
        printing, self.printing = self.printing, False  # what decides is not itself printed
        self.expression(node.test, scope, chain)
        self.printing = printing
        shape = self.expression(node.expr1, scope, chain)
        if node.expr2 is not None:
            self.expression(node.expr2, scope, chain)
        return shape


_Handler = Callable[[_Checker, Any, Mapping[str, Shape], int], "Shape | None"]
_HANDLERS: Final[Mapping[type[nodes.Node], _Handler]] = {
    nodes.Name: _Checker.name,
    nodes.Getattr: _Checker.attribute,
    nodes.Getitem: _Checker.entry,
    nodes.Filter: _Checker.filtered,
    nodes.Test: _Checker.tested,
    nodes.CondExpr: _Checker.chosen,
    **dict.fromkeys(
        [nodes.Const, nodes.TemplateData, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Neg],
        _Checker.combined,
    ),
    **dict.fromkeys([nodes.Concat, nodes.Add, nodes.Sub, nodes.List, nodes.Tuple], _Checker.combined),
}
_KEEPING: Final = frozenset(
    {"list", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr", "default", "d"}
)


def _words(node: nodes.Node) -> str:
    """Return an expression about as the template wrote it, for messages."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_words(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        inside = repr(node.arg.value) if isinstance(node.arg, nodes.Const) else "…"
        return f"{_words(node.node)}[{inside}]"
    if isinstance(node, nodes.Filter) and node.node is not None:
        return f"{_words(node.node)}|{node.name}"
    if isinstance(node, nodes.Call):
        return f"{_words(node.node)}()"
    return repr(node.value) if isinstance(node, nodes.Const) else "…"


def check(tree: nodes.Template, names: Mapping[str, Shape], seen: set[str] | None = None) -> list[TemplateFault]:
    """Return what is wrong with the tags of a parsed template that may use `names`.

    The paths of the data it prints (such as `D.needs[].description`) are added to `seen`.
    """
    loops = tree.find_all(nodes.For)
    checker = _Checker({loop.target.name for loop in loops if isinstance(loop.target, nodes.Name)})
    checker.body(tree.body, names)
    if seen is not None:
        seen |= checker.seen
    return checker.faults
