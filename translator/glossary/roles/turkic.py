"""Which case a role asks of an Azerbaijani or Turkish name.

After Göksel and Kerslake, *Turkish: A Comprehensive Grammar* (2005), chapters 14 and 17, and Lewis,
*Turkish Grammar* (2000), chapter 7 on postpositions; Azerbaijani after the Academy's *Müasir
Azərbaycan dili* (1980). How often each case answers an English role was counted on translations
made by people.
"""

from __future__ import annotations

import re

from translator.glossary.inflection.forms import Case
from translator.glossary.roles.base import Role

_NOM, _GEN, _DAT, _ACC = Case.NOM, Case.GEN, Case.DAT, Case.ACC
_LOC, _ABL, _INS = Case.LOC, Case.ABL, Case.INS

CASES: dict[Role, tuple[Case, ...]] = {
    Role.SUBJECT: (_NOM, _GEN),
    Role.NAMED: (_NOM,),
    Role.OBJECT: (_ACC, _DAT, _ABL, _INS, _GEN),
    Role.RECIPIENT: (_DAT, _ACC, _ABL),
    Role.OWNER: (_GEN,),
    Role.ADJUNCT: (_NOM, _GEN, _LOC),
    Role.PLACE: (_LOC, _GEN),
    Role.GOAL: (_DAT,),
    Role.ORIGIN: (_ABL,),
    Role.COMPANION: (_INS, _NOM),
    Role.AGENT: (_NOM, _GEN),
    Role.BETWEEN: (_NOM, _GEN),
    Role.NEAR: (_GEN, _DAT, _NOM),
    Role.UNDER: (_GEN, _NOM),
    Role.OVER: (_GEN, _NOM),
    Role.AGAINST: (_DAT,),
    Role.UNTIL: (_DAT,),
    Role.THROUGH: (_ABL, _NOM),
}
"""By role the cases that express it, the usual one first."""

BESIDE_BASE = frozenset(
    {Role.OBJECT, Role.RECIPIENT, Role.OWNER, Role.PLACE, Role.GOAL, Role.ORIGIN, Role.AGAINST}
)
"""Roles that a name without a suffix does not express."""


def _governing(*rows: tuple[Case, str]) -> dict[str, Case]:
    return {word: case for case, words in rows for word in words.split()}


POSTPOSITIONS = {
    "az": _governing(
        (_NOM, "ilə üçün haqqında haqda barədə barəsində üzrə tərəfindən vasitəsilə boyunca kimi"),
        (_NOM, "üzərində üzərindən zamanı"),
        (_DAT, "görə qarşı doğru sarı dair aid rəğmən uyğun əsasən qədər dək məxsus"),
        (_ABL, "sonra əvvəl başqa ötrü bəri etibarən savayı asılı kənar"),
    ),
    "tr": _governing(
        (_NOM, "ile için hakkında tarafından aracılığıyla boyunca gibi"),
        (_NOM, "üzerinde üzerinden konusunda hakkındaki sırasında"),
        (_DAT, "göre karşı doğru kadar dek rağmen ilişkin dair yönelik ait karşın dayalı"),
        (_ABL, "sonra önce beri itibaren dolayı ötürü başka önceki sonraki"),
    ),
}
"""The case before each postposition."""

POSSESSED = re.compile(r"[^\W\d_]{2,}(?:l[aeə]r[ıi]|[ıiuü]n(?:d[aeə]n?|[aeə]))")
"""A noun with the third person's possessive, before which a name without a suffix modifies it:
*Ankara temsilcileri*, *Xəzər sahilində*."""

AND = {
    "az": frozenset({"və", "ya", "yaxud", "həm"}),
    "tr": frozenset({"ve", "veya", "ya", "hem"}),
}
"""After the first of several names: only the last takes the suffix of them all."""
