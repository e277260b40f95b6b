"""The building blocks of the Word templates: a page with header and footer, lines, tables, and the finished file."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Twips
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from template_styles import NUMBERING, SETTINGS, STYLES

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sendadvice_docs.word import package, safety  # noqa: E402

#: Parts of python-docx's own blank document that these templates do not need.
UNNEEDED = (
    "word/stylesWithEffects.xml",
    "word/webSettings.xml",
    "word/fontTable.xml",
    "word/theme/theme1.xml",
    "customXml/item1.xml",
    "customXml/itemProps1.xml",
)


#: A value in a content control, as `field` writes it into the text of a line.
_FIELD = re.compile("⟦([^¦⟧]*)¦([^¦⟧]*)¦([^¦⟧]*)⟧")
_SDT = (
    f'<w:sdt xmlns:w="{safety.W}"><w:sdtPr><w:alias w:val=""/><w:tag w:val=""/><w:text w:multiLine="1"/></w:sdtPr>'
    "<w:sdtContent/></w:sdt>"
)


def field(name: str, value: str, title: str) -> str:
    """Return the piece of a line that prints a value in a content control, which can be read back by its name.

    `name` is its tag, such as `h1.{{ one.id }}.frequency`, `value` a Jinja expression, and `title` what Word shows
    above the control while somebody types in it. The controls are for plain text with line breaks, so that an edit
    stays within its field.
    """
    return f"⟦{name}¦{title}¦{{{{ {value} }}}}⟧"


@dataclass(frozen=True)
class Line:
    """A paragraph: text with `**label**` in bold and `field`s, in a style, shown where `when` (a condition) holds.

    Without text it only begins or ends a loop or choice around lines that follow.
    """

    text: str
    when: str = ""
    each: str = ""
    style: str = ""
    begin: str = ""
    end: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its width in centimetres and the lines of its cells."""

    heading: str
    width: float
    lines: Sequence[Line]


def tag(place: Document | _Cell, text: str) -> None:
    place.add_paragraph(f"{{%p {text} %}}", style="Template tag")


def write(paragraph: Paragraph, text: str) -> None:
    for number, piece in enumerate(text.split("**")):
        style, end = "Label" if number % 2 else None, 0
        for found in _FIELD.finditer(piece):
            if piece[end : found.start()]:
                paragraph.add_run(piece[end : found.start()], style=style)
            _write_field(paragraph, *found.groups(), style=style)
            end = found.end()
        if piece[end:]:
            paragraph.add_run(piece[end:], style=style)


def _write_field(paragraph: Paragraph, name: str, title: str, value: str, style: str | None) -> None:
    control = parse_xml(_SDT)
    for setting_name, words in (("alias", title), ("tag", name)):
        control.find(f"{qn('w:sdtPr')}/{qn(f'w:{setting_name}')}").set(qn("w:val"), words)
    run = paragraph.add_run(value, style=style)._r  # noqa: SLF001 -- python-docx knows no content controls
    run.addprevious(control)
    control.find(qn("w:sdtContent")).append(run)


def block(place: Document, name: str, title: str, begin: int) -> None:
    """Put everything from child number `begin` of the document's body on into one content control, for whole parts."""
    body = place.element.body
    control = parse_xml(_SDT)
    properties = control.find(qn("w:sdtPr"))
    properties.remove(properties.find(qn("w:text")))  # it holds more than plain text
    for setting_name, words in (("alias", title), ("tag", name)):
        properties.find(qn(f"w:{setting_name}")).set(qn("w:val"), words)
    content = [one for one in list(body)[begin:] if one.tag != qn("w:sectPr")]
    content[0].addprevious(control)
    control.find(qn("w:sdtContent")).extend(content)


def lines(place: Document | _Cell, content: Sequence[Line], style: str = "Normal") -> None:
    for line in content:
        if line.begin or line.end:
            tag(place, line.begin or line.end)
            continue
        if line.when:
            tag(place, f"if {line.when}")
        if line.each:
            tag(place, f"for {line.each}")
        write(place.add_paragraph(style=line.style or style), line.text)
        if line.each:
            tag(place, "endfor")
        if line.when:
            tag(place, "endif")


def setting(parent: OxmlElement, name: str, **attributes: str) -> OxmlElement:
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)
    return element


def table(
    document: Document, each: str, columns: Sequence[Column], title: str, description: str, *, full: bool = False
) -> None:
    """Add a table with a heading row that repeats on each page, and one row for each entry of `each`.

    With `full` it is as wide as whatever it stands in, and the columns' widths are shares of that.
    """
    made = document.add_table(rows=4, cols=len(columns), style="Advice Table")
    made.autofit = False
    properties = made._tbl.tblPr  # noqa: SLF001 -- python-docx has no other way to the table's properties
    for old in properties.findall(qn("w:tblW")) + properties.findall(qn("w:tblLook")):
        properties.remove(old)
    width = sum(round(column.width * 567) for column in columns)
    measure = 'w:w="5000" w:type="pct"' if full else f'w:w="{width}" w:type="dxa"'
    properties.insert(1, parse_xml(f'<w:tblW xmlns:w="{safety.W}" {measure}/>'))
    setting(properties, "tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="1")
    properties[-1].set(qn("w:noVBand"), "1")
    setting(properties, "tblCaption", val=title)
    setting(properties, "tblDescription", val=description)
    for column, (spec, grid) in enumerate(zip(columns, made.columns, strict=True)):
        grid.width = Twips(round(spec.width * 567))
        for row in made.rows:
            row.cells[column].width = Twips(round(spec.width * 567))
            if full:
                measured = row.cells[column]._tc.tcPr.find(qn("w:tcW"))  # noqa: SLF001
                measured.set(qn("w:type"), "pct")
                measured.set(qn("w:w"), str(round(5000 * spec.width * 567 / width)))
    for row in made.rows:
        setting(row._tr.get_or_add_trPr(), "cantSplit")  # noqa: SLF001
    heading, begin, entry, end = made.rows
    setting(heading._tr.trPr, "tblHeader")  # noqa: SLF001
    for cell, spec in zip(heading.cells, columns, strict=True):
        cell.paragraphs[0].style = "Table heading"
        cell.paragraphs[0].add_run(spec.heading)
    for row, text in ((begin, f"{{%tr for {each} %}}"), (end, "{%tr endfor %}")):
        row.cells[0].paragraphs[0].add_run(text)
        for cell in row.cells:
            cell.paragraphs[0].style = "Template tag"
    for cell, spec in zip(entry.cells, columns, strict=True):
        lines(cell, spec.lines, "Table text")
        first = cell.paragraphs[0]._p  # noqa: SLF001 -- the empty one every new cell has
        first.getparent().remove(first)


def word_field(paragraph: Paragraph, instruction: str) -> None:
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run(text if kind == "text" else "")
        if kind in {"begin", "separate", "end"}:
            setting(run._r, "fldChar", fldCharType=kind)  # noqa: SLF001
        elif not kind:
            setting(run._r, "instrText").text = text  # noqa: SLF001
            run._r[-1].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")  # noqa: SLF001


def begin(title: str, *, header: str, footer: str, landscape: bool) -> Document:
    """Return a document with its page, its title, and a header and footer (left, tab, right; page numbers follow)."""
    document = docx.Document()
    document.part._styles_part._element = parse_xml(STYLES)  # noqa: SLF001
    page = document.sections[0]
    width, height = Cm(21.0), Cm(29.7)
    if landscape:
        page.orientation = WD_ORIENT.LANDSCAPE
        width, height = height, width
    page.page_width, page.page_height = width, height
    page.left_margin = page.right_margin = Cm(1.5 if landscape else 2.2)
    page.top_margin, page.bottom_margin = Cm(2.3), Cm(1.9)
    page.header_distance = page.footer_distance = Cm(1.0)
    right = page.page_width - page.left_margin - page.right_margin
    for block, text in ((page.header, header), (page.footer, f"{footer}\tPage ")):
        paragraph = block.paragraphs[0]
        paragraph.paragraph_format.tab_stops.add_tab_stop(right, WD_TAB_ALIGNMENT.RIGHT)
        write(paragraph, text)
    foot = page.footer.paragraphs[0]
    word_field(foot, " PAGE ")
    foot.add_run(" of ")
    word_field(foot, " NUMPAGES ")
    document.add_paragraph(title, style="Title")
    document.core_properties.title = title
    return document


def headed(document: Document, heading: str, content: Sequence[Line], when: str, level: int = 1) -> None:
    """Add a heading with its lines, all of it only where `when` holds."""
    tag(document, f"if {when}")
    document.add_paragraph(heading, style=f"Heading {level}")
    lines(document, content)
    tag(document, "endif")


def finished(document: Document) -> bytes:
    """Return the document as a Word file, with nothing in it that these templates do not need."""
    buffer = io.BytesIO()
    document.save(buffer)
    parts = package.unpack(buffer.getvalue(), "the new template")
    title = document.core_properties.title
    for part in UNNEEDED:
        package.drop(parts, part)
    safety.anonymise(parts)
    parts[safety.PROPERTIES] = safety.properties(title)
    for part in [one for one in parts if re.fullmatch(r"word/(document|header\d|footer\d)\.xml", one)]:
        root = package.parse(parts[part], part)
        for element in root.iter():
            for attribute in [one for one in element.attrib if "}rsid" in one]:  # Word's numbers for editing sessions
                del element.attrib[attribute]
        parts[part] = package.serialise(root)
    for part, content in (("word/settings.xml", SETTINGS), ("word/numbering.xml", NUMBERING)):
        parts[part] = package.serialise(package.parse(content.encode(), part))
    return package.pack(parts)
