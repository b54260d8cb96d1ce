"""Which parts of a web page are its article.

trafilatura (Barbaresi 2021, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text
Discovery and Extraction") says what the article's text is, but not where it stands. So every
passage is given a sign of its own that the page does not hold, and those whose signs come back are
the article's. What belongs to it but is no running text (captions, the byline, subheads, pictures'
descriptions) is found around them.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from translator.documents.article import BlockKind
from translator.documents.roles import like_headline
from translator.documents.web.flow import Element
from translator.documents.web.passages import Passage
from translator.documents.xml.spans import spliced

if TYPE_CHECKING:
    from translator.documents.web.html import Page

_SIGNS = range(0x20000, 0x2A6D0)  # ideographs that news in the languages known do not use
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus|related|relevant|recommend\w*|more-?(?:news|stories|on)|"
    r"read-?(?:also|more|next)|see-?also|also|share|sharing|social\w*|promo\w*|advert\w*|ads?|"
    r"banner|sponsor\w*|newsletter|subscri\w*|signup|cookie\w*|consent|gdpr|popup|modal|paywall|"
    r"sidebar|side|menu|nav\w*|breadcrumbs?|footer|copyright|popular|trending|most-?(?:read|viewed)|"
    r"latest|tags?|taglist|pagination|pager|rating|poll|toolbar|tools|print|widget|hidden|skip|"
    r"login|search|topics?|oxşar|xəbərlər|outbrain|taboola|similar|teaser\w*|lenta|ticker)"
    r"(?:$|[\s_-])"
)
_ASIDE_NAMES = frozenset(("nav", "aside", "footer", "form", "button", "select", "dialog", "menu"))
_NO_BODY = frozenset(("head", "title", "option", "textarea", "noscript"))
_CELLS = frozenset(("td", "th"))
_CARDS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PICTURES = ("img", "amp-img")
_MANY = 10_000  # passages; trafilatura's time grows with their square
_ENOUGH = 200  # characters of running text


def pick(page: Page) -> list[Passage]:
    """The passages of the page's article, with their kinds, in order.

    A page in which no article can be told from the rest is taken whole, but for its menus and the
    like.
    """
    runs = [p for p in page.passages if p.run is not None and not _in(p, _NO_BODY)]
    marked = _marked(page.text, runs)
    kept = {id(runs[k]) for k in marked if k < len(runs)} or set()
    stated = _stated(page)
    kept |= {id(p) for p in runs if len(p.block.text) > 40 and _bare(p.block.text) in stated}
    home = _home([p for p in runs if id(p) in kept])
    body = [p for p in runs if id(p) in kept and not _aside(p, home)]
    near = [p for p in body if _near(p, home)]
    headline = _headline(page, runs, near or body)
    beside = {id(element) for element in list(_chain(headline))[1:2]} if headline else set()
    near_by = {id(p) for p in near}
    body = [p for p in body if id(p) in near_by or any(id(e) in beside for e in _chain(p))]
    if sum(len(p.block.text) for p in body) < _ENOUGH:
        body = _densest(runs) or body
        home = _home(body)
        headline = _headline(page, runs, body)
    chosen = _filled(runs, body, headline, home)
    return [*_about(page, headline), *_with_alts(page, chosen, home)]


# --- what trafilatura keeps ----------------------------------------------------------------


def _marked(text: str, runs: Sequence[Passage]) -> set[int]:
    """The numbers of the passages that trafilatura takes for the article's."""
    if len(runs) > _MANY:
        return set()
    present = set(text)
    signs = [sign for code in _SIGNS if (sign := chr(code)) not in present][: len(runs)]
    if len(signs) < len(runs):
        return set()
    places = [(p.block.start, p.block.start, sign) for p, sign in zip(runs, signs, strict=True)]
    found = set(_extracted(spliced(text, places)))
    return {k for k, sign in enumerate(signs) if sign in found}


def _extracted(text: str) -> str:
    """The article's text as trafilatura sees it; nothing if it finds none."""
    for name in ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(text, include_comments=False, include_tables=True)
    except Exception:  # noqa: BLE001 - a page that a library stumbles over is read without it
        return ""
    return str(getattr(found, "text", None) or "")


# --- the elements around it ----------------------------------------------------------------


def _chain(passage: Passage) -> Iterator[Element]:
    if passage.element is not None:
        yield from passage.element.chain


def _in(passage: Passage, names: frozenset[str]) -> bool:
    return any(element.name in names for element in _chain(passage))


def _home(body: Sequence[Passage]) -> Element | None:
    """The innermost element that holds most of the article."""
    weights: Counter[int] = Counter()
    by_id: dict[int, Element] = {}
    total = 0
    for passage in body:
        size = len(passage.block.text)
        total += size
        for element in _chain(passage):
            weights[id(element)] += size
            by_id[id(element)] = element
    great = [
        element
        for key, element in by_id.items()
        if weights[key] >= 0.7 * total and element.name not in ("p", *_CARDS)
    ]
    return max(great, key=lambda element: sum(1 for _ in element.chain), default=None)


def _aside(passage: Passage, home: Element | None) -> bool:
    """Whether something between the passage and the article's element says it is another matter."""
    for element in _chain(passage):
        if element is home:
            return False
        if element.name in _ASIDE_NAMES or _names_aside(element):
            return home is None or not _holds(element, home)
    return False


def _holds(element: Element, inner: Element) -> bool:
    return any(each is element for each in inner.chain)


def _near(passage: Passage, home: Element | None) -> bool:
    """Whether the passage is in the article's element, or long enough to be believed outside."""
    if home is None or any(element is home for element in _chain(passage)):
        return True
    return len(passage.block.text) > 80 and not _in(passage, _CELLS)


def _names_aside(element: Element) -> bool:
    tag = element.tag
    if tag.get("role") in ("navigation", "complementary", "contentinfo", "search", "banner"):
        return True
    names = f"{tag.get('class')} {tag.get('id')} {tag.get('data-component')}"
    spread = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", names)
    return _ASIDE.search(spread.lower()) is not None


def _densest(runs: Sequence[Passage]) -> list[Passage]:
    """The paragraphs of the element that holds most running text, where nothing else helps."""
    texts = [p for p in runs if not _aside(p, None) and p.block.kind.translated]
    paragraphs = [p for p in texts if len(p.block.text) > 60 and not _link(p)]
    home = _home(paragraphs)
    return [p for p in texts if home is None or any(each is home for each in _chain(p))]


def _link(passage: Passage) -> bool:
    """Whether the passage is a link and little else."""
    run = passage.run
    if run is None:
        return False
    if any(tag.name == "a" for tag in run.wrappers):
        return True
    linked = sum(i.end - i.start for i in run.inlines if i.open[:2].lower() == "<a")
    return linked > 0.7 * len(run.text)


# --- the headline --------------------------------------------------------------------------


def _headline(page: Page, runs: Sequence[Passage], body: Sequence[Passage]) -> Passage | None:
    """The article's headline: the heading that the page's own title names, or the nearest."""
    titles = [_bare(title) for title in _titles(page)]
    first = body[0].block.start if body else len(page.text)
    heads = [p for p in runs if 0 < p.block.level < 7 and p.block.kind is BlockKind.SUBHEAD]
    heads = [p for p in heads if not _in(p, _ASIDE_NAMES)]
    named = [p for p in heads if p.block.level < 4 and _is_title(p, titles)]
    if named:  # the site's own name is in the title too, but shorter
        return max(named, key=lambda p: (len(_bare(p.block.text)), -p.block.level))
    plain = [p for p in runs if p.block.start <= first and len(p.block.text) > 15]
    named = [p for p in plain if _is_title(p, titles) and not _in(p, _ASIDE_NAMES)]
    if named:
        return named[-1]
    for level in (1, 2, 3):
        above = [p for p in heads if p.block.level == level and p.block.start <= first]
        if above:
            return above[-1]
    lowest = next((p for p in heads if p.block.level == 1), None)
    return lowest or next((p for p in reversed(plain) if _looks_like_one(p)), None)


def _looks_like_one(passage: Passage) -> bool:
    """Whether a passage without a heading's element is set as a headline is."""
    run = passage.run
    if run is None or _link(passage) or not like_headline(passage.block.text):
        return False
    classes = passage.element.tag.get("class") if passage.element else ""
    set_so = any(tag.name in ("b", "strong", "font") for tag in run.wrappers)
    return set_so or re.search(r"head|title|başlıq|baslik", classes.lower()) is not None


def _titles(page: Page) -> Iterator[str]:
    for passage in page.passages:
        tag = passage.tag
        if passage.run is not None and passage.element is not None:
            if passage.element.name == "title" and _in(passage, frozenset(("head", "html"))):
                yield passage.block.text
        elif tag is not None and tag.name == "meta":
            name = tag.get("property") or tag.get("name") or tag.get("itemprop")
            if name.lower() in ("og:title", "twitter:title", "headline", "dc.title"):
                yield passage.block.text
    for document in page.data:
        for node in document.root.walk():
            if "headline" in node.members:
                yield document.string(node.members["headline"])


def _is_title(passage: Passage, titles: Sequence[str]) -> bool:
    bare = _bare(passage.block.text)
    return len(bare) > 8 and any(
        bare in title or (len(title) > 20 and title in bare) for title in titles
    )


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _stated(page: Page) -> str:
    """The article's text as the page's data give it, letters and digits alone."""
    bodies = []
    for document in page.data:
        for node in document.root.walk():
            if (body := node.members.get("articleBody")) is not None:
                bodies.append(_bare(document.string(body)))
    return "\n".join(bodies)


# --- what belongs to it --------------------------------------------------------------------


def _filled(
    runs: Sequence[Passage],
    body: Sequence[Passage],
    headline: Passage | None,
    home: Element | None,
) -> list[Passage]:
    """The body, its headline, and what belongs to them between the first and the last of it."""
    if not body:
        return [_as(headline, BlockKind.HEADLINE)] if headline else []
    kept = {id(p) for p in body}
    heads = [headline] if headline else []
    nests = {id(element) for p in [*body, *heads] for element in list(_chain(p))[1:2]}
    last = max(p.block.start for p in body)
    start = min(p.block.start for p in body)
    opening = min(start, headline.block.start) if headline else start
    chosen: list[Passage] = []
    following = _following(runs)
    for passage, after in zip(runs, following, strict=True):
        if passage is headline:
            chosen.append(_as(passage, BlockKind.HEADLINE))
        elif passage.block.kind is BlockKind.FURNITURE or passage.block.start < opening:
            continue
        elif id(passage) in kept:
            chosen.append(passage)
        elif passage.block.start > last and passage.block.kind is not BlockKind.BYLINE:
            continue
        elif not _aside(passage, home) and _belongs(passage, after, kept, nests, start):
            chosen.append(passage)
    return [p for p in chosen if p.block.kind is not BlockKind.FURNITURE]


def _following(runs: Sequence[Passage]) -> list[Passage | None]:
    """For each passage the next one that is translated."""
    found: list[Passage | None] = []
    following: Passage | None = None
    for passage in reversed(runs):
        found.append(following)
        following = passage if passage.block.kind.translated else following
    return found[::-1]


def _as(passage: Passage, kind: BlockKind) -> Passage:
    return replace(passage, block=replace(passage.block, kind=kind, level=1))


def _belongs(
    passage: Passage,
    following: Passage | None,
    kept: set[int],
    nests: set[int],
    start: int,
) -> bool:
    """Whether a passage that trafilatura passed over is a part of the article around it."""
    kind = passage.block.kind
    if kind in (BlockKind.CAPTION, BlockKind.BYLINE, BlockKind.DATELINE):
        return True
    if _link(passage) or not any(id(element) in nests for element in _chain(passage)):
        return False
    if kind is BlockKind.SUBHEAD:
        return following is not None and (id(following) in kept or passage.block.start < start)
    if passage.block.start < start and kind is not BlockKind.LIST_ITEM:
        return len(passage.block.text) > 60
    return len(passage.block.text) > 20 or kind in (BlockKind.QUOTE, BlockKind.CODE)


def _about(page: Page, headline: Passage | None) -> Iterator[Passage]:
    """The title and the descriptions in the page's head."""
    for passage in page.passages:
        if (
            passage.block.kind is BlockKind.KEYWORD
            or (passage.tag is not None and passage.tag.name == "meta")
            or (passage.element is not None and passage.element.name == "title")
        ):
            yield passage


def _with_alts(page: Page, chosen: Sequence[Passage], home: Element | None) -> list[Passage]:
    """``chosen`` with the descriptions of the pictures and links among it."""
    if not chosen:
        return []
    first, last = chosen[0].block.start, chosen[-1].block.end
    spans = [(p.block.start, p.block.end) for p in chosen if p.run is not None]
    found = list(chosen)
    at = 0
    for passage in page.passages:
        if passage.tag is None or passage.block.kind is not BlockKind.ALT:
            continue
        start = passage.block.start
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        inside = at < len(spans) and spans[at][0] <= start
        picture = passage.tag.name in _PICTURES and first <= start <= last
        named = page.text[passage.tag.start : start].rstrip("\"'= ").lower().endswith("alt")
        if inside or (picture and named and not _aside(passage, home)):
            found.append(passage)
    return sorted(found, key=lambda passage: passage.block.start)
