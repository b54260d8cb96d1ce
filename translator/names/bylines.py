"""Bylines by rule: who wrote it, in the target's words, each name as it is called by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translator.engines.base import Hypothesis, Link
from translator.glossary.concept import Policy, TermMatch

# what stands before the names; *By* says no more than that they are the authors
_LABELS: dict[str, dict[str, str]] = {
    "by": {"en": "By", "ru": "", "az": "", "tr": "", "uk": ""},
    "author": {
        "en": "By",
        "ru": "Автор:",
        "az": "Müəllif:",
        "tr": "Yazan:",
        "uk": "Автор:",
    },
    "reporter": {
        "en": "Reporting by",
        "ru": "Корреспондент:",
        "az": "Müxbir:",
        "tr": "Muhabir:",
        "uk": "Кореспондент:",
    },
}
_KINDS = {
    "by": "by",
    "author": "author",
    "автор": "author",
    "авторы": "author",
    "автори": "author",
    "текст": "author",
    "müəllif": "author",
    "mətn": "author",
    "yazar": "author",
    "yazan": "author",
    "haber": "author",
    "reporting by": "reporter",
    "reported by": "reporter",
    "корреспондент": "reporter",
    "кореспондент": "reporter",
    "müxbir": "reporter",
    "muhabir": "reporter",
}
_AND = {"en": "and", "ru": "и", "az": "və", "tr": "ve", "uk": "і"}
_LABEL = re.compile(rf"(?P<label>{'|'.join(sorted(_KINDS, key=len, reverse=True))})\s*:?\s+", re.I)


def translated(
    text: str, matches: Sequence[TermMatch], source_lang: str, target_lang: str
) -> Hypothesis | None:
    """A byline in ``target_lang``, its names aligned; None if it is not understood whole.

    Args:
        text: the byline.
        matches: the names found in it: all that is not label, comma or *and* must be among them.
        source_lang: its language.
        target_lang: the language wanted.
    """
    head = _LABEL.match(text)
    if head is None or not {source_lang, target_lang} <= _AND.keys():
        return None
    label = _LABELS[_KINDS[" ".join(head["label"].lower().split())]][target_lang]
    made = f"{label} " if label else ""
    links: list[Link] = []
    at = head.end()
    joint = re.compile(rf"\s*,\s*|\s+{_AND[source_lang]}\s+")
    for match in sorted(matches, key=lambda match: match.start):
        between = text[at : match.start]
        if links:
            if not joint.fullmatch(between):
                return None
            made += ", " if "," in between else f" {_AND[target_lang]} "
        elif between:
            return None
        keep = match.concept.policy is Policy.KEEP
        name = match.text if keep else match.concept.preferred(target_lang)
        if not name:
            return None
        links.append(Link(match.start, match.end, len(made), len(made) + len(name)))
        made += name
        at = match.end
    if not links or text[at:].strip(" ."):
        return None
    return Hypothesis(made, alignment=tuple(links))
