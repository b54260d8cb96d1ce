"""Wire items: what their fields are, and what a translation says of itself."""

from __future__ import annotations

import json

import pytest

from tests.echoing import echo
from translator.documents import registry
from translator.documents.article import Article, BlockKind
from translator.documents.wire import newsml, ninjs, nitf

NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'


def item(inner: str, attributes: str = 'xml:lang="en"') -> str:
    return f'<newsItem {NAR} guid="g" version="4" {attributes}>{inner}</newsItem>'


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in article.blocks]


def test_texts_in_other_languages_are_kept() -> None:
    text = item(
        '<contentMeta><language tag="en"/><headline>Port</headline>'
        '<headline xml:lang="ru">Порт</headline></contentMeta>'
        '<contentSet><inlineData xml:lang="az">Liman</inlineData>'
        "<inlineData>It grew.</inlineData></contentSet>"
    )
    article = newsml.read(text)
    assert kinds(article) == [("headline", "Port"), ("paragraph", "It grew.")]
    written = newsml.write(echo(article, "ru", str.upper, source="en"))
    assert '<headline xml:lang="ru">Порт</headline>' in written and ">Liman<" in written


def test_a_target_from_right_to_left_says_so() -> None:
    html = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><body><p>Port</p></body></html>'
    )
    text = item(f"<contentSet><inlineXML>{html}</inlineXML></contentSet>")
    written = newsml.write(echo(newsml.read(text), "fa", source="en"))
    assert '<newsItem dir="rtl" ' in written and '<html dir="rtl" ' in written
    again = newsml.write(echo(newsml.read(written), "ru", source="fa"))
    assert 'dir="ltr"' in again and "rtl" not in again


def test_html_in_plain_data_keeps_its_escapes_around_it() -> None:
    text = item(
        '<contentSet><inlineData contenttype="text/html">&lt;p&gt;One &lt;b&gt;port&lt;/b&gt; '
        "&amp;amp; sea.&lt;/p&gt;</inlineData></contentSet>"
    )
    article = newsml.read(text)
    assert kinds(article) == [("paragraph", "One port & sea.")]
    written = newsml.write(echo(article, "ru", str.upper, source="en"))
    assert "&lt;p&gt;ONE &lt;b&gt;PORT&lt;/b&gt; &amp;amp; SEA.&lt;/p&gt;" in written


def test_encoded_data_and_unknown_xml_are_kept() -> None:
    data = '<inlineData contenttype="image/png" encoding="encd:base64">aGVsbG8=</inlineData>'
    text = item(
        f"<contentMeta><headline>Port</headline></contentMeta><contentSet>{data}"
        "<inlineXML><results><team>Neftchi</team></results></inlineXML></contentSet>"
    )
    assert kinds(newsml.read(text)) == [("headline", "Port")]


def test_a_translation_of_a_translation_names_its_own_source() -> None:
    first = newsml.write(echo(newsml.read(item("<itemMeta/><contentMeta><headline>Port</headline>"
                                               "</contentMeta>")), "ru", source="en"))  # fmt: skip
    assert 'guid="g:ru"' in first
    second = newsml.write(echo(newsml.read(first), "az", source="ru"))
    assert 'guid="g:ru:az"' in second


@pytest.mark.parametrize(
    ("version", "fields"),
    [
        ("1.0", set()),
        ("1.2", {"ednote"}),
        ("1.4", {"ednote", "altids"}),
        ("1.6", {"ednote", "altids", "digitalsourcetype"}),
        ("2.0", {"ednote", "altids"}),
        ("2.2", {"ednote", "altids", "digitalsourcetype"}),
        ("3.0", {"edNote", "altIds"}),
        ("3.1", {"edNote", "altIds", "digitalSourceType"}),
    ],
)
def test_ninjs_gets_what_its_version_has(version: str, fields: set[str]) -> None:
    key = "$standard" if version[0] == "1" else "standard"
    source = {"uri": "u:1", "type": "text", key: {"name": "ninjs", "version": version}}
    source |= {"headline": "Port"} if version[0] == "1" else {"headlines": [{"value": "Port"}]}
    article = ninjs.read(json.dumps(source))
    made = json.loads(ninjs.write(echo(article, "ru", source="en")))
    assert set(made) - set(source) == fields | {"language"}
    assert made["uri"] == "u:1:ru"


@pytest.mark.parametrize("entry", [{"contentType": "text/plain"}, {"wordCount": 1}])
def test_ninjs_3_is_known_by_its_capitals(entry: dict[str, object]) -> None:
    """An item need not state its version; in 1.x and 2.x no name has a capital letter."""
    source = {"uri": "u:1", "descriptions": [entry | {"value": "The port opens on Monday."}]}
    made = json.loads(ninjs.write(echo(ninjs.read(json.dumps(source)), "ru", source="en")))
    assert {"edNote", "altIds"} <= set(made)


def test_ninjs_bodies_of_any_make() -> None:
    source = {
        "uri": "u:1",
        "body_text": "BAKU, May 3 (Wire) - The port grew.\n\n- one\n- two",
        "body_html": "<div><p>The <i>port</i> grew.</p></div>",
        "body_nitf": "<nitf><body><body.head><hedline><hl1>Port</hl1></hedline></body.head>"
        "<body.content><p>It grew.</p></body.content></body></nitf>",
        "body_xml": "<results><team>Neftchi</team></results>",
    }
    article = ninjs.read(json.dumps(source))
    assert [kind for kind, _ in kinds(article)] == [
        *("dateline", "paragraph", "list-item", "list-item"),
        *("paragraph", "headline", "paragraph"),
    ]
    made = json.loads(ninjs.write(echo(article, "ru", str.upper, source="en")))
    assert made["body_text"] == "BAKU, MAY 3 (WIRE) - THE PORT GREW.\n\n- ONE\n- TWO"
    assert made["body_html"] == "<div><p>THE <i>PORT</i> GREW.</p></div>"
    assert "<hl1>PORT</hl1>" in made["body_nitf"] and "<p>IT GREW.</p>" in made["body_nitf"]
    assert made["body_xml"] == source["body_xml"]


def test_nitf_with_a_prefix_gets_its_marks_with_it() -> None:
    text = (
        '<n:nitf xmlns:n="http://iptc.org/std/NITF/2006-10-18/"><n:head/><n:body><n:body.content>'
        "<n:p>The port grew.</n:p></n:body.content></n:body></n:nitf>"
    )
    written = nitf.write(echo(nitf.read(text), "ru", source="en"))
    assert '<n:nitf baselang="ru" ' in written
    assert "<n:head><n:revision-history " in written and "</n:head><n:body>" in written


def test_the_articles_kinds_reach_other_formats() -> None:
    text = item(
        "<contentMeta><headline>Port</headline><keyword>sea</keyword>"
        '<description role="drol:caption">Cranes</description></contentMeta>'
    )
    article = registry.load(None, data=text.encode())
    assert [block.kind for block in article.blocks] == [
        BlockKind.HEADLINE,
        BlockKind.KEYWORD,
        BlockKind.CAPTION,
    ]
