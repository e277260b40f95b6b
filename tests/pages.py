"""Web pages and Markdown read back, by readers that share nothing with what wrote them."""

from __future__ import annotations

from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token

VOID = {"meta", "br"}
#: What holds one piece of text of its own in our pages.
PIECES = {"h1", "h2", "h3", "h4", "h5", "p", "li", "th"}


class Page(HTMLParser):
    """A web page: its pieces of text within `main` in order, as (tag, text), all its tags, and what is around them."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[tuple[str, str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.open: list[str] = []
        self.feed(data.decode())
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in VOID:
            return
        self.open.append(tag)
        if tag in PIECES and "main" in self.open:
            self.pieces.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        inside = next((tag for tag in reversed(self.open) if tag in PIECES), None)
        if inside and "main" in self.open:
            tag, text = self.pieces[-1]
            self.pieces[-1] = (tag, text + data)
        elif self.open:
            self.texts[self.open[-1]] = self.texts.get(self.open[-1], "") + data
        else:
            assert not data.strip()

    def reading(self) -> str:
        """Return the text of the pieces that hold any, one below the other."""
        return "\n".join(text for _, text in self.pieces if text)


def _inline(token: Token) -> str:
    text = ""
    for one in token.children or ():
        if one.type in {"text", "text_special"}:
            text += one.content
        elif one.type == "hardbreak":
            text += "\n"
        else:
            assert one.type in {"strong_open", "strong_close"}, one
    return text


def markdown_pieces(data: bytes) -> list[tuple[str, str]]:
    """Return the pieces of text of a Markdown file in order, as (tag, text): h1 to h6, p and li."""
    pieces = []
    tokens = MarkdownIt("commonmark").parse(data.decode())
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline":
            assert before is not None
            pieces.append(("li" if token.level > 1 else before.tag, _inline(token)))
        else:
            assert token.type.removesuffix("_open").removesuffix("_close") in {
                "paragraph", "heading", "bullet_list", "list_item", "hr",
            }, token  # fmt: skip
    return pieces
