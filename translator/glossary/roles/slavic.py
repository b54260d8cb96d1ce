"""Which case a role asks of a Russian or Ukrainian name, and with which preposition.

After the valency of prepositions in *Русская грамматика* (1980), vol. 1, §§ 1653–1670; how often
each case answers an English role was counted on translations made by people.
"""

from __future__ import annotations

import re

from translator.glossary.inflection.forms import Case
from translator.glossary.roles.base import Relation, Role, words

_GEN, _DAT, _ACC, _INS, _LOC = Case.GEN, Case.DAT, Case.ACC, Case.INS, Case.LOC

BARE = {
    Role.SUBJECT: Case.NOM,
    Role.NAMED: Case.NOM,
    Role.OBJECT: Case.ACC,
    Role.RECIPIENT: Case.DAT,
    Role.OWNER: Case.GEN,
    Role.ADJUNCT: Case.GEN,
    Role.AGENT: Case.INS,
}
"""The case of a role that needs no preposition."""

_Rows = dict[Role, tuple[tuple[str, Case], ...]]

_RUSSIAN: _Rows = {
    Role.PLACE: (("в во на у при", _LOC),),
    Role.GOAL: (("в во на под за", _ACC), ("к ко", _DAT), ("до", _GEN)),
    Role.OBJECT: (("в во на", _ACC),),
    Role.RECIPIENT: (("в во на", _ACC), ("к ко", _DAT), ("для", _GEN)),
    Role.ORIGIN: (("из изо с со от ото у из-за", _GEN),),
    Role.OWNER: (("из от у для", _GEN),),
    Role.AGENT: (("от", _GEN),),
    Role.COMPANION: (("с со", _INS),),
    Role.TOPIC: (("о об обо", _LOC), ("про", _ACC), ("по", _DAT)),
    Role.PURPOSE: (("для ради", _GEN), ("за на", _ACC), ("к", _DAT)),
    Role.BETWEEN: (("между", _INS),),
    Role.NEAR: (("у около близ возле вблизи от недалеко", _GEN), ("под", _INS), ("к", _DAT)),
    Role.THROUGH: (("через сквозь", _ACC), ("по", _DAT)),
    Role.ACROSS: (("через", _ACC), ("по", _DAT)),
    Role.ALONG: (("вдоль", _GEN), ("по", _DAT)),
    Role.AROUND: (("вокруг около", _GEN), ("по", _DAT)),
    Role.OVER: (("над", _INS), ("из-за", _GEN), ("по", _DAT)),
    Role.UNDER: (("под", _INS), ("по согласно", _DAT)),
    Role.AGAINST: (("против", _GEN), ("о", _ACC)),
    Role.WITHOUT: (("без безо", _GEN),),
    Role.AFTER: (("после", _GEN), ("за", _INS)),
    Role.BEFORE: (("перед", _INS), ("до", _GEN)),
    Role.DURING: (("в", _LOC),),
    Role.UNTIL: (("до", _GEN),),
    Role.ACCORDING: (("согласно по", _DAT),),
    Role.BECAUSE: (("из-за от", _GEN), ("благодаря", _DAT)),
}
_UKRAINIAN: _Rows = _RUSSIAN | {
    Role.PLACE: (("в у на при", _LOC),),
    Role.GOAL: (("до", _GEN), ("в у на під за", _ACC)),
    Role.OBJECT: (("в у на", _ACC),),
    Role.RECIPIENT: (("в у на", _ACC), ("до для", _GEN)),
    Role.ORIGIN: (("з із зі від", _GEN),),
    Role.OWNER: (("з із від у для", _GEN),),
    Role.AGENT: (("від", _GEN),),
    Role.COMPANION: (("з із зі", _INS),),
    Role.TOPIC: (("про", _ACC), ("о об", _LOC), ("щодо", _GEN)),
    Role.PURPOSE: (("для", _GEN), ("за на", _ACC)),
    Role.BETWEEN: (("між поміж", _INS),),
    Role.NEAR: (("біля коло поблизу", _GEN), ("під", _INS)),
    Role.THROUGH: (("через крізь", _ACC), ("по", _LOC)),
    Role.ACROSS: (("через", _ACC), ("по", _LOC)),
    Role.ALONG: (("вздовж уздовж", _GEN), ("по", _LOC)),
    Role.AROUND: (("навколо", _GEN),),
    Role.OVER: (("над", _INS), ("через", _ACC)),
    Role.UNDER: (("під", _INS),),
    Role.AGAINST: (("проти", _GEN),),
    Role.WITHOUT: (("без", _GEN),),
    Role.AFTER: (("після", _GEN), ("за", _INS)),
    Role.BEFORE: (("перед", _INS), ("до", _GEN)),
    Role.ACCORDING: (("за", _INS),),
    Role.BECAUSE: (("через", _ACC), ("завдяки", _DAT)),
}


def _table(rows: _Rows) -> dict[Role, dict[str, Case]]:
    return {
        role: {word: case for words, case in pairs for word in words.split()}
        for role, pairs in rows.items()
    }


PREPOSITIONS = {"ru": _table(_RUSSIAN), "uk": _table(_UKRAINIAN)}
"""By role the prepositions that express it, the usual one first, and the case after each."""

_ON = {
    "ru": words(
        "остров полуостров река озеро берег побережье побережья граница кавказ урал восток "
        "запад север юг "
        "месторождение завод фабрика предприятие рынок биржа вокзал станция электростанция "
        "платформа установка площадь улица проспект бульвар шоссе трасса мост канал причал паром "
        "танкер судно аэродром стадион таможня "
        "форум медиафорум конгресс конференция саммит встреча заседание совещание выставка "
        "фестиваль чемпионат сессия съезд ассамблея олимпиада универсиада "
        "волга кура терек дон днепр амур обь лена урал аракс самур каспий байкал кипр мальта куба "
        "мальдивы филиппины багамы ямайка мадагаскар гаити аляска камчатка сахалин чукотка "
        "апшерон балканы тайвань"
    ),
    "uk": words(
        "острів півострів річка озеро берег узбережжя кордон кавказ урал схід захід північ південь "
        "родовище завод фабрика ринок біржа вокзал станція площа вулиця міст канал причал пором "
        "стадіон митниця форум медіафорум конгрес конференція саміт зустріч засідання виставка "
        "фестиваль чемпіонат сесія волга кура дон каспій кіпр мальта куба філіппіни"
    ),
}
"""Nouns after which, as a place, *на* is said and not *в*."""
_EUPHONY = {
    "в": ("во", re.compile(r"[вф][^аеёиоуыэюя\W]", re.IGNORECASE)),
    "с": ("со", re.compile(r"[сзшж][^аеёиоуыэюя\W]", re.IGNORECASE)),
    "о": ("об", re.compile(r"[аэоуи]", re.IGNORECASE)),
}


def put_before(relation: Relation, name: str, lang: str) -> tuple[str, Case] | None:
    """The preposition that the role needs before ``name`` and the case after it.

    None for a role that needs none, or of which the language has no usual one.

    Args:
        name: the base form of the name.
    """
    words = PREPOSITIONS[lang].get(relation.role)
    if words is None or relation.role in BARE:
        return None
    word, case = next(iter(words.items()))
    on = relation.word in ("on", "onto") or not _ON[lang].isdisjoint(
        re.split(r"[\s-]", name.lower())
    )
    if on and relation.role in (Role.PLACE, Role.GOAL):
        word, case = "на", Case.LOC if relation.role is Role.PLACE else Case.ACC
    return word, case


def euphonic(preposition: str, following: str, lang: str) -> str:
    """``preposition`` as it is written before ``following``: *во Франции*, *об Азербайджане*."""
    if lang != "ru" or preposition.lower() not in _EUPHONY:
        return preposition
    other, before = _EUPHONY[preposition.lower()]
    if not before.match(following) or following[1:2].isupper():
        return preposition
    return other if preposition.islower() else other.capitalize()
