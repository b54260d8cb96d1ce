"""What the elements of HTML, and of XML that is like it, mean for a text that flows through them.

After the HTML standard: content models (section 3.2.5), optional tags (13.1.2.4) and the
elements that end others (13.2.6).
"""

from __future__ import annotations

from dataclasses import dataclass


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Which elements do what; every other one begins and ends blocks.

    Args:
        inline: markup within a line, whose content is part of the text around it.
        blocks: what is not; needed if ``unknown_inline``.
        kept: those of ``inline`` whose content is not translated (code).
        points: have no content (an image).
        breaks: those of ``points`` that end a line; two in a row end a block.
        opaque: stand for themselves with all that is in them (scripts, drawings).
        walls: those of ``opaque`` that nothing flows around.
        closed_by: for the name of an element that begins, the open ones that it ends, and those
            that it does not look behind.
        closes_p: end a paragraph when they begin.
        fences: an end tag reaches no further out than the nearest of these;
        through: their end tags do.
        xml: names keep their case, no tag is optional.
        unknown_inline: whether elements that are not known are inline.
    """

    inline: frozenset[str]
    blocks: frozenset[str]
    kept: frozenset[str] = frozenset()
    points: frozenset[str] = frozenset()
    breaks: frozenset[str] = frozenset()
    opaque: frozenset[str] = frozenset()
    walls: frozenset[str] = frozenset()
    closed_by: tuple[tuple[frozenset[str], frozenset[str], frozenset[str]], ...] = ()
    closes_p: frozenset[str] = frozenset()
    fences: frozenset[str] = frozenset()
    through: frozenset[str] = frozenset()
    xml: bool = False
    unknown_inline: bool = True

    def is_inline(self, name: str) -> bool:
        """Whether elements of that name are markup within a line."""
        return name in self.inline or (self.unknown_inline and name not in self.blocks)


_BLOCKS = _names(
    "address article aside blockquote body button caption center col colgroup dd details dialog "
    "dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header "
    "hgroup hr html legend li link listing main menu meta nav ol optgroup option p picture "
    "plaintext pre search section select source summary table tbody td tfoot th thead title tr "
    "track ul xmp base textarea"
)
_CLOSES_P = _names(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section table ul"
)
_ROWS = _names("tbody thead tfoot")
_CELLS = _names("td th")
_CLOSED_BY: tuple[tuple[frozenset[str], frozenset[str], frozenset[str]], ...] = (
    (_names("li"), _names("li"), _names("ul ol menu dir")),
    (_names("dt dd"), _names("dt dd"), _names("dl")),
    (_CELLS, _CELLS, _names("table")),
    (_names("tr"), _CELLS | {"tr", "caption"}, _names("table")),
    (_ROWS, _CELLS | _ROWS | {"tr", "caption", "colgroup"}, _names("table")),
    (_names("option optgroup"), _names("option"), _names("select")),
    (_names("body"), _names("head title"), frozenset()),
)

HTML = Vocabulary(
    inline=_names(
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q "
        "rb rp rt ruby s samp small span strike strong sub sup time tt u var output blink "
        "br img wbr input embed"
    ),
    blocks=_BLOCKS | _names("iframe object video audio noscript"),
    kept=_names("code kbd samp var tt"),
    points=_names(
        "br img wbr input embed link meta base col source track hr area param basefont bgsound"
    ),
    breaks=_names("br"),
    opaque=_names(
        "script style template svg math noscript iframe object audio video canvas noembed noframes "
        "map datalist applet"
    ),
    walls=_names("iframe object audio video noembed noframes applet"),
    closed_by=_CLOSED_BY,
    closes_p=_CLOSES_P,
    fences=_names("td th table caption html body"),
    through=_names("td th tr tbody thead tfoot table caption html body"),
)
"""HTML as browsers read it."""

XHTML = Vocabulary(
    inline=HTML.inline,
    blocks=HTML.blocks,
    kept=HTML.kept,
    points=HTML.points,
    breaks=HTML.breaks,
    opaque=HTML.opaque,
    walls=HTML.walls,
    xml=True,
)
"""HTML written as XML, as in EPUB and Atom; prefixes of names are passed over."""
