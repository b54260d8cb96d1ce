"""The role of a name in an Azerbaijani or Turkish sentence: its case or the postposition after it.

After Göksel and Kerslake, *Turkish: A Comprehensive Grammar* (2005), chapters 14 and 17.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from translator.glossary.inflection.forms import Case, Inflection
from translator.glossary.roles.base import Relation, Role
from translator.glossary.roles.turkic import AND, POSSESSED
from translator.languages import lower

_WORD = re.compile(r"\w+|[^\w\s]")
_CASES = {
    Case.GEN: Role.OWNER,
    Case.DAT: Role.GOAL,
    Case.ACC: Role.OBJECT,
    Case.LOC: Role.PLACE,
    Case.ABL: Role.ORIGIN,
    Case.INS: Role.COMPANION,
}


def _roles(*rows: tuple[Role, str]) -> dict[str, Role]:
    return {word: role for role, words in rows for word in words.split()}


_AFTER = {
    "az": _roles(
        (Role.COMPANION, "ilə"),
        (Role.PURPOSE, "üçün"),
        (Role.TOPIC, "haqqında haqda barədə barəsində"),
        (Role.AGENT, "tərəfindən"),
        (Role.BETWEEN, "arasında"),
        (Role.ACCORDING, "görə əsasən"),
        (Role.AGAINST, "qarşı"),
        (Role.AFTER, "sonra"),
        (Role.BEFORE, "əvvəl"),
        (Role.UNTIL, "qədər dək"),
        (Role.NEAR, "yaxınlığında yaxınlığındakı yanında"),
        (Role.ALONG, "boyunca"),
        (Role.AROUND, "ətrafında"),
        (Role.OVER, "üzərində"),
        (Role.UNDER, "altında"),
        (Role.THROUGH, "vasitəsilə"),
        (Role.WITHOUT, "olmadan"),
    ),
    "tr": _roles(
        (Role.COMPANION, "ile"),
        (Role.PURPOSE, "için"),
        (Role.TOPIC, "hakkında konusunda ilişkin dair"),
        (Role.AGENT, "tarafından"),
        (Role.BETWEEN, "arasında"),
        (Role.ACCORDING, "göre"),
        (Role.AGAINST, "karşı"),
        (Role.AFTER, "sonra"),
        (Role.BEFORE, "önce"),
        (Role.UNTIL, "kadar dek"),
        (Role.NEAR, "yakınında yakınlarında yanında"),
        (Role.ALONG, "boyunca"),
        (Role.AROUND, "çevresinde etrafında"),
        (Role.OVER, "üzerinde"),
        (Role.UNDER, "altında"),
        (Role.THROUGH, "aracılığıyla üzerinden"),
        (Role.WITHOUT, "olmadan"),
    ),
}


def relation(
    after: str, places: Sequence[Inflection], lang: str, *, opens: bool
) -> Relation | None:
    """What a name is of whose form ``places`` tell and which ``after`` follows.

    Args:
        opens: whether it opens its sentence.
    """
    words = _WORD.findall(after[:80])[:2]
    following = lower(words[0], lang) if words else ""
    role = _AFTER[lang].get(following)
    if role is not None:
        return Relation(role, following)
    cases = {place.case for place in places}
    if len(cases) != 1 or following in AND[lang]:
        return None
    (case,) = cases
    if case is not Case.NOM:
        return Relation(_CASES[case]) if case in _CASES else None
    if not any(word[0].isalnum() for word in words):
        return Relation(Role.NAMED) if opens else None
    if POSSESSED.fullmatch(words[0]):
        return Relation(Role.ADJUNCT)
    return Relation(Role.SUBJECT) if opens and following == "," else None
