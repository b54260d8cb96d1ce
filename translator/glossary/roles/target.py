"""The case that a name is to stand in, from what the source makes of it and the words beside it.

The evidence, strongest first: an adposition beside the name in the target; the role that the source
gives it; the form that the model wrote. A form in a case of its own is a model's own decision; the
base form is also what a model writes for want of anything better, most of all one that was handed
the name so.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from translator.glossary.inflection.forms import Case
from translator.glossary.inflection.slavic_words import GOVERNS
from translator.glossary.roles import turkic, turkic_verbs
from translator.glossary.roles.base import Relation, Role, Surroundings, Wanted
from translator.languages import lower


def wanted(
    relation: Relation | None,
    around: Surroundings,
    cases: Collection[Case],
    name: str,
    lang: str,
    *,
    handed: bool,
) -> Wanted | None:
    """What a name has to be, or None where it is best left as it stands.

    Args:
        relation: what the source says of it, if anything.
        around: the words beside it in the target.
        cases: those that the form that stands there can be.
        name: its base form.
        lang: the target's language.
        handed: whether the model was handed the name in its base form; the form that it wrote then
            counts for less than the role in the source.
    """
    if lang in GOVERNS:
        from translator.glossary.roles import slavic_choice

        return slavic_choice.choice(relation, around, frozenset(cases), name, lang, handed=handed)
    if lang in turkic.POSTPOSITIONS and relation is not None and handed:
        return _turkic(relation, around, frozenset(cases), lang)
    return None


def _turkic(
    relation: Relation, around: Surroundings, cases: frozenset[Case], lang: str
) -> Wanted | None:
    following = lower(around.after[0], lang) if around.after else ""
    governed = turkic.POSTPOSITIONS[lang].get(following)
    if governed is not None:
        if governed in cases or (governed is Case.NOM and Case.GEN in cases):
            return None
        return Wanted(governed)
    asked = _by_verb(relation, around, cases, lang)
    if asked:
        return _among(asked, cases) if cases & set(asked) else Wanted(asked[0])
    fitting = turkic.CASES.get(relation.role)
    if fitting is None or relation.amount:
        return None
    if relation.role is Role.OBJECT and not relation.definite:
        fitting = (Case.NOM, *fitting)
    if cases & set(fitting):
        return _among(fitting, cases)
    if Case.NOM in cases:
        if relation.role not in turkic.BESIDE_BASE:
            return None
        if following in turkic.AND[lang] and around.after[1:2] and around.after[1][0].isupper():
            return None  # the first of several
        if (
            around.after[:1] in ((",",), ("/",))
            and around.after[1:2]
            and around.after[1][0].isupper()
        ):
            return None
        modifies = around.after and turkic.POSSESSED.fullmatch(around.after[0])
        if modifies and relation.role in (Role.PLACE, Role.ORIGIN, Role.GOAL):
            return None
        if relation.role is Role.OWNER and around.after and around.after[0][:1].isupper():
            return None  # an office or an institution: Almanya Başbakanı
    return Wanted(fitting[0])


def _among(asked: Sequence[Case], cases: frozenset[Case]) -> Wanted | None:
    """Of the cases that a broken form is read as, the one asked for first; a whole form is left."""
    return Wanted(next(case for case in asked if case in cases)) if len(cases) > 1 else None


def _by_verb(
    relation: Relation, around: Surroundings, cases: frozenset[Case], lang: str
) -> tuple[Case, ...]:
    """The cases that a verb in the target allows the name; none where no verb decides.

    What the source makes an object or a goal can be that of a verb further on; of a place only
    the very next word tells that it is none.
    """
    if relation.role in (Role.OBJECT, Role.GOAL, Role.RECIPIENT):
        return turkic_verbs.governed(around.ahead, lang, near=False)
    if relation.role is Role.PLACE and cases & {Case.NOM, Case.LOC}:
        return turkic_verbs.governed(around.ahead, lang, near=True)
    if relation.role is Role.ORIGIN:  # istifadə etmək asks for the ablative, kullanmak does not
        return turkic_verbs.governed(around.ahead, lang, near=True)
    return ()
