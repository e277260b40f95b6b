"""The styles, settings and list of the Word templates, as XML: what `make_templates.py` starts from.

All looks are in styles, so that people restyle a template in Word by changing a style and not paragraph by paragraph.
"""

from __future__ import annotations

FONT = "Arial"
INK = "1F3A4D"
TINT = "E3ECF1"
LINE = "8AA0AE"
LANGUAGE = "en-GB"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _style(
    kind: str,
    name: str,
    *,
    paragraph: str = "",
    run: str = "",
    after: str = "Normal",
    based_on: str = "Normal",
    gallery: int | None = 1,
) -> str:
    """Return one style; its id is the name without spaces. `gallery` is its place in Word's style gallery."""
    shown = f'<w:uiPriority w:val="{gallery}"/><w:qFormat/>' if gallery is not None else '<w:uiPriority w:val="99"/>'
    following = f'<w:next w:val="{after}"/>' if kind == "paragraph" else ""
    own = "" if name.lower() == name or name in _BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="{kind}"{own} w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/>{following}{shown}'
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


_BUILT_IN = {"Title", "List Bullet"}


def style_id(name: str) -> str:
    """Return the id of a style: “heading 1” is Heading1, as in Word."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def _heading(level: int, size: int, before: int, after: int) -> str:
    return _style(
        "paragraph",
        f"heading {level}",
        paragraph=f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="{after}" w:line="240" '
        f'w:lineRule="auto"/><w:outlineLvl w:val="{level - 1}"/>',
        run=f'<w:b/><w:bCs/><w:color w:val="{INK}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
        gallery=9,
    )


def _borders(names: str) -> str:
    return "".join(f'<w:{name} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>' for name in names.split())


_TABLE = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="AdviceTable"><w:name w:val="Advice Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="39"/><w:qFormat/><w:tblPr><w:tblBorders>'
    + _borders("top left bottom right insideH insideV")
    + '</w:tblBorders><w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="57" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/><w:color w:val="{INK}"/></w:rPr>'
    f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/></w:tcPr></w:tblStylePr></w:style>'
)

STYLES = (
    f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/><w:sz w:val="22"/>'
    f'<w:szCs w:val="22"/><w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="269" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    + _style(
        "paragraph",
        "Title",
        paragraph='<w:keepNext/><w:spacing w:after="80" w:line="240" w:lineRule="auto"/>',
        run=f'<w:b/><w:bCs/><w:color w:val="{INK}"/><w:sz w:val="40"/><w:szCs w:val="40"/>',
        gallery=10,
    )
    + _heading(1, 30, 320, 100)
    + _heading(2, 26, 240, 80)
    + _heading(3, 23, 200, 60)
    + _heading(4, 22, 160, 60)
    + _style(
        "paragraph",
        "header",
        paragraph=f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="{LINE}"/></w:pBdr>'
        '<w:spacing w:after="120" w:line="240" w:lineRule="auto"/>',
        run='<w:sz w:val="20"/><w:szCs w:val="20"/>',
        after="Header",
        gallery=None,
    )
    + _style(
        "paragraph",
        "footer",
        paragraph='<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
        run='<w:sz w:val="20"/><w:szCs w:val="20"/>',
        after="Footer",
        gallery=None,
    )
    + _style("paragraph", "About the person", paragraph='<w:spacing w:after="60"/>', after="AboutThePerson")
    + _style(
        "paragraph",
        "List Bullet",
        paragraph='<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="60"/><w:contextualSpacing/>',
        after="ListBullet",
        gallery=12,
    )
    + _style(
        "paragraph",
        "Table text",
        paragraph='<w:spacing w:after="40" w:line="252" w:lineRule="auto"/>',
        after="TableText",
        gallery=13,
    )
    + _style(
        "paragraph",
        "Table heading",
        paragraph="<w:keepNext/>",
        run=f'<w:b/><w:bCs/><w:color w:val="{INK}"/>',
        based_on="TableText",
        after="TableText",
        gallery=13,
    )
    + _style(
        "paragraph",
        "Template tag",
        paragraph='<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
        run='<w:noProof/><w:color w:val="767676"/><w:sz w:val="16"/><w:szCs w:val="16"/>',
        after="TemplateTag",
        gallery=99,
    )
    + _style(
        "character",
        "Label",
        run=f'<w:b/><w:bCs/><w:color w:val="{INK}"/>',
        based_on="DefaultParagraphFont",
        gallery=14,
    )
    + _TABLE
    + "</w:styles>"
)

#: Word 2013 and later, a language, and nothing of whoever made the file.
SETTINGS = (
    f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    + "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    + f'</w:compat><w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
    "</w:settings>"
)

NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/>'
    '<w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="357" w:hanging="357"/></w:pPr></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
