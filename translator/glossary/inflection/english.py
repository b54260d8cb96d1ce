"""English forms: plural and possessive."""

from __future__ import annotations

import re

from translator.glossary.inflection.forms import NO_HINTS, Case, Form, Hints, Inflection, Number

_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$", re.IGNORECASE)
_CONSONANT_Y = re.compile(r"[^aeiou\W]y$", re.IGNORECASE)
_PREPOSITION = re.compile(r"\s(?:of|for|on|in|to|and|with|from|by|at)\s", re.IGNORECASE)


def plural(noun: str) -> str:
    """The regular plural of ``noun``; capitals at the end are left and take a small s."""
    if noun[-2:].isupper() and len(noun) > 1:
        return noun + "s"
    if _SIBILANT.search(noun):
        return noun + "es"
    if _CONSONANT_Y.search(noun) and not noun[:1].isupper():
        return noun[:-1] + "ies"
    return noun + "s"


def _looks_plural(name: str) -> bool:
    last = name.rsplit(" ", 1)[-1]
    return last.endswith("s") and not last.endswith(("ss", "us", "is")) and not last.isupper()


def forms(name: str, hints: Hints = NO_HINTS) -> tuple[Form, ...]:
    """The singular, plural and possessive forms of ``name``, head noun last or before *of*.

    Args:
        name: the base form.
        hints: ``number`` says what an ending in -s does not: *Andes* are many, *Paris* is one.
    """
    sing, plur = Inflection(), Inflection(number=Number.PLUR)
    if hints.pos == "adjective":
        return (Form(name, sing),)
    many = hints.number == "plural" or (not hints.number and _looks_plural(name))
    found = [Form(name, plur if hints.number == "plural" else sing)]
    if many and not name.endswith("s"):
        pass  # people's
    elif many:
        found.append(Form(name + "'", Inflection(Case.GEN)))
    elif name[-1:].isalpha():
        phrase = _PREPOSITION.search(name)
        head, rest = (name[: phrase.start()], name[phrase.start() :]) if phrase else (name, "")
        if hints.number == "singular" and name[:1].isupper():
            pass  # there is one of it
        elif hints.number or not _looks_plural(head):
            found.append(Form(plural(head) + rest, plur))
        if not rest:
            found.append(Form(plural(head) + "'", Inflection(Case.GEN, Number.PLUR)))
    found.append(Form(name + "'s", Inflection(Case.GEN), "s"))
    return tuple(found)
