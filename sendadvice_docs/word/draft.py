"""The mark of a draft on every page: words at the top and a watermark behind the text.

It is put in by this tool and not by the template, so that a council's own template cannot forget it. It goes into
every header, and where a kind of page has none, into a header made for it.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Final

from lxml import etree

from sendadvice_docs.word.package import Parts, relate, relationships, set_content_type
from sendadvice_docs.word.safety import W

DRAFT_WORDS: Final = "DRAFT – not for the plan"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEADER: Final = f"{_R}/header"
_HEADER_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_OWN_HEADER: Final = "header-draft.xml"

#: Word art as Word itself writes a watermark (ECMA-376 part 4, 19.1: VML shape type 136, “text plain text”).
_MARK: Final = f"""<w:p xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office"><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr>
<w:b/><w:color w:val="9C1C1C"/><w:sz w:val="28"/></w:rPr><w:t>{DRAFT_WORDS}</w:t></w:r><w:r><w:rPr><w:noProof/></w:rPr>
<w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>
<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>
<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>
<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"
 o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/><v:handles>
<v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/>
</v:shapetype><v:shape id="DraftMark{{number}}" o:spid="_x0000_s{{shape}}" type="#_x0000_t136" alt="Draft"
 style="position:absolute;margin-left:0;margin-top:0;width:400pt;height:120pt;rotation:315;z-index:-251658752;\
mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;\
mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="silver" stroked="f"><v:fill opacity=".4"/>
<v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt" string="DRAFT"/></v:shape></w:pict></w:r></w:p>"""


def _mark(number: int) -> etree._Element:
    # Line breaks only make the text above readable; between elements of a paragraph they would be nothing anyway.
    compact = _MARK.replace("\n ", " ").replace("\n", "")
    return etree.fromstring(compact.format(number=number, shape=2048 + number))


def mark(parts: Parts, roots: MutableMapping[str, etree._Element], main: str, *, even_pages: bool) -> None:
    """Mark every page of a document as a draft, in place.

    `roots` holds the parsed main part and headers by name, and is added to; `even_pages` says whether left-hand pages
    have a header of their own (a setting of the document).
    """
    headers = {one.id: one.target for one in relationships(parts, main) if one.kind == _HEADER}
    _complete(parts, roots, main, headers, even_pages=even_pages)
    for number, name in enumerate(sorted(set(headers.values())), 1):
        roots[name].insert(0, _mark(number))


def _complete(
    parts: Parts, roots: MutableMapping[str, etree._Element], main: str, headers: dict[str, str], *, even_pages: bool
) -> None:
    """Give every kind of page of every section a header; a section without one has that of the section before."""
    inherited: set[str] = set()
    own = ""
    if next(roots[main].iter(f"{{{W}}}sectPr"), None) is None:  # a document may leave its page settings out
        etree.SubElement(roots[main][-1], f"{{{W}}}sectPr")
    for section in roots[main].iter(f"{{{W}}}sectPr"):
        inherited |= {one.get(f"{{{W}}}type", "default") for one in section.findall(f"{{{W}}}headerReference")}
        needed = {"default"} | ({"even"} if even_pages else set())
        if _is_on(section.find(f"{{{W}}}titlePg")):
            needed.add("first")
        for kind in sorted(needed - inherited):
            own = own or _own_header(parts, roots, main, headers)
            reference = etree.Element(f"{{{W}}}headerReference", {f"{{{W}}}type": kind, f"{{{_R}}}id": own})
            section.insert(0, reference)
            inherited.add(kind)


def _own_header(parts: Parts, roots: MutableMapping[str, etree._Element], main: str, headers: dict[str, str]) -> str:
    name = f"{main.rpartition('/')[0]}/{_OWN_HEADER}".lstrip("/")
    roots[name] = etree.fromstring(f'<w:hdr xmlns:w="{W}"/>')
    set_content_type(parts, name, _HEADER_TYPE)
    identifier = relate(parts, main, _HEADER, name)
    headers[identifier] = name
    return identifier


def _is_on(setting: etree._Element | None) -> bool:
    return setting is not None and setting.get(f"{{{W}}}val", "1") not in {"0", "false", "off"}


def has_even_pages(settings: etree._Element | None) -> bool:
    """Tell from a document's settings part whether left-hand pages have headers of their own."""
    return settings is not None and _is_on(settings.find(f"{{{W}}}evenAndOddHeaders"))


def is_header(content_types: Mapping[str, str], part: str) -> bool:
    """Tell whether a part is a header."""
    return content_types.get(part) == _HEADER_TYPE
