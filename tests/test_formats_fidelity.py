"""Word, web page and Markdown alike: every printed text of the advice stands there once, whole and unaltered."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings

from sendadvice_docs.documents import BUNDLE, FRAGMENTS, PLAN_TABLE
from sendadvice_docs.errors import InputError
from sendadvice_docs.formats import printed
from sendadvice_docs.model import Advice
from sendadvice_docs.profile import load_profile
from sendadvice_docs.render import load_templates, render
from sendadvice_docs.sections import fragment as fragment_of
from tests import wordfiles
from tests.advices import ADVICES
from tests.pages import Page, markdown_pieces
from tests.strategies import TEXTS
from tests.test_render_shipped import UNPRINTED
from tests.wordfiles import W, rich_fragment, root_of, words_of

FORMS = ("docx", "html", "md")
#: Those that can be asked for, in every form.
LAYOUTS = (FRAGMENTS, BUNDLE, PLAN_TABLE)
NATIONAL = load_profile("national")
ON = dt.date(2026, 10, 5)
#: Whole advices are many choices, and finding the least advice that fails would take minutes.
WHOLE_ADVICE = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


@cache
def templates(layout: str) -> Any:
    return load_templates(NATIONAL, {}, layout)


def pieces(fragment: dict[str, Any], form: str, layout: str = FRAGMENTS) -> dict[str, list[str]]:
    """Return the texts of each document's paragraphs, in order, read back from a form; those without text left out."""
    if form == "docx":
        made = render(fragment, templates(layout), draft=False)
        read = {one: [words_of(line) for line in root_of(data).iter(f"{W}p")] for one, data in made.items()}
    else:
        made = printed(fragment, layout, form, draft=False)
        reader = markdown_pieces if form == "md" else lambda data: Page(data).pieces
        read = {one: [text for _, text in reader(data)] for one, data in made.items()}
    return {one: [line for line in lines if line] for one, lines in read.items()}


def leaves(data: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield the place of every text of a fragment that is not empty, with what holds it and its key."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, dict | list):
            yield from leaves(value, f"{path}/{key}")
        elif isinstance(value, str) and value:
            yield f"{path}/{key}", data, key


#: Codes decide how an entry is printed, so another text in their place would make another advice; of days, the words
#: are printed. Names and the day of birth stand on every page, in whichever place the form has for that.
NOT_MARKED = re.compile(
    r".*/(id|area|met_by|legal_basis|category|delivery|status|part|section|row|purpose|role|decision|sections/\d+"
    r"|transition_assessment|start|end|by|completed|date_of_birth|adult_referral|referred|date|empty_text)"
    r"|/person/(name|preferred_name|called|date_of_birth_words)|/advice/(completed_words|reference)"
    r"|(/plan/rows/\d+)?/H1(/provision)?/\d+/legal_basis_words|.*_above/\d+/need"
)


def free_texts(fragment: dict[str, Any], layout: str) -> list[tuple[str, Any, Any]]:
    """Return the places of the texts that every form of a layout prints, once each."""
    return [
        (path, holder, key)
        for path, holder, key in leaves(fragment)
        if not NOT_MARKED.fullmatch(path)
        and not any(re.fullmatch(one, re.sub(r"/\d+(?=/|$)", "", path)) for one in UNPRINTED[layout])
    ]


def counted(fragment: dict[str, Any], form: str, layout: str) -> dict[str, int]:
    """Mark the texts of a fragment with their places, print it, and return how often each stands there whole."""
    fragment = json.loads(json.dumps(fragment))  # an entry that stands in two places is then marked in each
    places = [(path, holder, key, f"⟦{path}: {holder[key]}⟧") for path, holder, key in free_texts(fragment, layout)]
    for _, holder, key, text in places:
        holder[key] = text
    whole = "\n".join("\n".join(lines) for lines in pieces(fragment, form, layout).values())
    return {path: whole.count(text) for path, _, _, text in places}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form", FORMS)
def test_every_text_of_an_advice_with_everything_in_it_is_printed_once(form: str, layout: str) -> None:
    found = counted(rich_fragment(), form, layout)
    assert len(found) > 60
    assert {path: count for path, count in found.items() if count != 1} == {}


@pytest.mark.parametrize("form", FORMS)
@settings(WHOLE_ADVICE, max_examples=8)
@given(advice=ADVICES)
def test_every_text_of_any_advice_is_printed_once(form: str, advice: Advice) -> None:
    for layout in LAYOUTS:
        found = counted(fragment_of(advice, NATIONAL, ON), form, layout)
        assert {path: count for path, count in found.items() if count != 1} == {}


@settings(WHOLE_ADVICE, max_examples=15)
@given(ADVICES)
@example(wordfiles.advice())
def test_the_web_page_reads_as_the_word_document_does(advice: Advice) -> None:
    fragment = fragment_of(advice, NATIONAL, ON)
    for layout in LAYOUTS:
        web, word = pieces(fragment, "html", layout), pieces(fragment, "docx", layout)
        for name, lines in word.items():
            assert web[name] == lines


@settings(max_examples=80, deadline=None)
@given(TEXTS)
@example("Tom & Jerry <5 hours> end")
@example("one\n\ntwo\n\n\nthree\n")
@example("\n\n leading\ttab and trailing \n\n")
@example("1. one\n- two\n+ three\n# four\n    five\n> six\n---\n===\n| a | b |\n|--|--|\n```\nx")
@example("*a* _b_ **c** `d` [e](f) ![g](h) <i> &amp; http://example.org :smile: $x$ ~~k~~ ^[l] \\m\\\nn")
@example("ends with a backslash\\")
def test_any_text_stands_unchanged_in_markdown(text: str) -> None:
    data = rich_fragment()
    data["D"]["strengths"] = text
    data["D"]["signposting"] = [text]
    data["H1"]["provision"][0]["needs"][0]["text"] = text
    read = pieces(data, "md")
    before, after = read["D"].index("What is going well"), "Support from family, friends and the community: "
    found = read["D"][before + 1 : next(at for at, line in enumerate(read["D"]) if line.startswith(after))]
    # U+0085 at an end: Markdown's readers drop it as white space, and no reference can name a control character.
    assert "\n".join(found).strip("\x85") == text.strip("\x85")
    assert [line for line in read["D"] if line.strip("\x85") == text.strip("\x85")] or "\n\n" in text or not text
    assert f"Need N1: {text}".rstrip("\x85") in "\n".join(read["H1"])


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_character_no_document_can_hold_is_refused_with_its_place(form: str) -> None:
    data = rich_fragment()
    data["H1"]["provision"][0]["description"] = "abc\x00"
    with pytest.raises(InputError, match="/H1/provision/0/description: the character number 4 "):
        printed(data, FRAGMENTS, form, draft=False)


@pytest.mark.parametrize("form", ["html", "md"])
def test_the_same_data_give_the_same_bytes_and_are_left_as_they_were(form: str) -> None:
    data = rich_fragment()
    assert printed(data, FRAGMENTS, form, draft=True) == printed(rich_fragment(), FRAGMENTS, form, draft=True)
    assert data == rich_fragment()
