"""What a name does in its sentence, in terms that hold for every language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from translator.glossary.inflection.forms import Case


def words(text: str) -> frozenset[str]:
    """The words of ``text``, for tables of them."""
    return frozenset(text.split())


class Role(StrEnum):
    """The part that a name plays in its sentence, as grammar or an adposition shows it.

    ``OWNER`` is whose something is (*of X*, *X's*), ``ADJUNCT`` stands before another noun without
    a sign of what it is to it (*Baku residents*), ``NAMED`` stands alone, as a heading does, or
    after what it is the name of (*the city of X*).
    """

    SUBJECT = "subject"
    OBJECT = "object"
    RECIPIENT = "recipient"
    OWNER = "owner"
    ADJUNCT = "adjunct"
    NAMED = "named"
    PLACE = "place"
    GOAL = "goal"
    ORIGIN = "origin"
    AGENT = "agent"
    COMPANION = "companion"
    TOPIC = "topic"
    PURPOSE = "purpose"
    BETWEEN = "between"
    NEAR = "near"
    THROUGH = "through"
    ACROSS = "across"
    ALONG = "along"
    AROUND = "around"
    OVER = "over"
    UNDER = "under"
    AGAINST = "against"
    WITHOUT = "without"
    AFTER = "after"
    BEFORE = "before"
    DURING = "during"
    UNTIL = "until"
    ACCORDING = "according"
    BECAUSE = "because"


@dataclass(frozen=True, slots=True)
class Relation:
    """A role as it shows in the source.

    ``word`` is the adposition that shows it, in small letters; ``definite`` is whether the noun
    phrase is about a certain thing, as *the bank* is and *a bank* is not;
    ``compound`` is whether another noun modifies it, as in *gas field*; ``amount`` is
    whether it says of what there are hundreds or dozens.
    """

    role: Role
    word: str = ""
    definite: bool = True
    compound: bool = False
    amount: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words of a name's sentence before it, in order, and after it.

    ``between`` counts those right before it that belong to it: numerals, and adjectives that
    agree with it; ``quoted`` is whether the name stands alone in quotation marks; ``ahead`` are
    more of the words after it, of its own sentence.
    """

    before: tuple[str, ...]
    after: tuple[str, ...] = ()
    between: int = 0
    quoted: bool = False
    ahead: tuple[str, ...] = ()

    @property
    def outside(self) -> tuple[str, ...]:
        """The words before the name and what belongs to it."""
        return self.before[: len(self.before) - self.between]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The case that a name is to stand in, and a preposition to put before it if one is missing."""

    case: Case
    preposition: str = ""
