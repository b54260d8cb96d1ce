"""What every format of exchange speaks of: records read, losses written, the glossary made."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from translator.errors import ErrorCode, TranslatorError
from translator.glossary.columns import BY_LANGUAGE, PLAIN_COLUMNS
from translator.glossary.concept import CaseRule, Concept, Policy
from translator.glossary.editing import slug
from translator.glossary.sheet import joined
from translator.glossary.store import Glossary
from translator.glossary.table import MAX_CELL
from translator.languages import LANGUAGES, language

MAX_RECORDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that was not carried: of which concept, in which language, what and why."""

    id: str
    lang: str
    reason: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asked for: languages (or empty strings) and the file's ending."""

    source_lang: str = ""
    target_lang: str = ""
    ending: str = ""
    name: str = "-"

    def pair(self, what: str) -> tuple[str, str]:
        """Both languages.

        Raises:
            TranslatorError: ``usage`` if one of them is not given.
        """
        if not self.source_lang or not self.target_lang or self.source_lang == self.target_lang:
            raise TranslatorError(
                ErrorCode.USAGE, f"{what} needs two languages", "such as -f en -t ru"
            )
        return self.source_lang, self.target_lang


@dataclass(frozen=True, slots=True)
class Written:
    """A file for another program, what could not be put into it, and how it is used there."""

    data: bytes
    losses: tuple[Loss, ...] = ()
    advice: str = ""


@dataclass(slots=True)
class Record:
    """A concept as another program has it: names by language, each with whether it is forbidden."""

    names: dict[str, list[tuple[str, bool]]] = field(default_factory=dict)
    id: str = ""
    fields: dict[str, str] = field(default_factory=dict)

    def name(self, lang: str, text: str, forbidden: bool = False) -> None:
        found = self.names.setdefault(lang, [])
        if all(text != other for other, _ in found):
            found.append((text, forbidden))


@dataclass(frozen=True, slots=True)
class Read:
    """What a file held, and what of it a glossary cannot hold."""

    records: Sequence[Record]
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A format of exchange: its name, the endings of its files, reading and writing them."""

    name: str
    endings: tuple[str, ...]
    about: str
    read: Callable[[bytes, Asked], Read]
    write: Callable[[Glossary, Asked], Written]


def code_of(name: str) -> str:
    """The language code that another program's code means, or an empty string."""
    try:
        return language(name).code
    except TranslatorError:
        return ""


def unreadable(name: str, reason: str, hint: str = "") -> TranslatorError:
    """The error for a file that is not what it should be."""
    return TranslatorError(ErrorCode.INPUT_UNREADABLE, f"{name}: {reason}", hint)


def decoded(data: bytes, name: str) -> str:
    """The text of a file in UTF-8, or UTF-16 with a mark, as spreadsheets write it.

    Raises:
        TranslatorError: ``input-unreadable``.
    """
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise unreadable(f"{name}:{line}", "no UTF-8 text", "save it in UTF-8") from None
    if "\0" in text:
        raise unreadable(name, "a binary file, no text", "export it as text")
    return text


_ODD = re.compile(r"[\t\r\n]+")


def _plain(text: str) -> str:
    """``text`` on one line, composed, without what no cell holds."""
    kept = "".join(
        c if unicodedata.category(c) not in ("Cc", "Cs", "Cn") else "" for c in _ODD.sub(" ", text)
    )
    return " ".join(unicodedata.normalize("NFC", kept).split())


def glossary_text(records: Iterable[Record], languages: Sequence[str] = ()) -> tuple[str, Read]:
    """Records as the text of a glossary.

    Names that no cell can hold (with ``|`` or no letter or figure in them, or beginning with
    ``!``) are left out. Ids that are missing, taken or no ids are made from the names.

    Returns:
        The text; the records that are in it, with the losses on the way.
    """
    losses: list[Loss] = []
    rows: list[dict[str, str]] = []
    kept: list[Record] = []
    taken: dict[str, int] = {}
    columns: dict[str, None] = dict.fromkeys(languages)
    used: set[str] = set()
    for record in records:
        cells = {lang: cell for lang in record.names if (cell := _cell(record, lang, losses))}
        if not cells:
            losses.append(Loss(record.id, "", "no name in a language that is known here"))
            continue
        for column, value in record.fields.items():
            plain = _plain(value)
            if len(plain) > MAX_CELL:
                losses.append(Loss(record.id, "", f"{column}: a text of {len(plain):,} characters"))
            elif plain:
                cells[column] = plain
        cells["id"] = _free(_identity(record.id) or slug(cells), taken)
        columns |= dict.fromkeys(column for column in cells if column in LANGUAGES)
        used |= cells.keys()
        rows.append(cells)
        kept.append(record)
    others: list[str] = [c for c in ("policy", "case", "pos", "gender", "number") if c in used]
    others += sorted(c for c in used if c.partition(".")[0] in BY_LANGUAGE)
    others += [c for c in PLAIN_COLUMNS if c in used and c not in ("id", *others)]
    header = ["id", *columns, *others]
    lines = ["\t".join(header)]
    lines += [joined([row.get(column, "") for column in header]) for row in rows]
    return "\n".join(lines) + "\n", Read(kept, tuple(losses))


def _identity(text: str) -> str:
    plain = "-".join(_plain(text).split())
    return plain.lstrip("#")[:200]


def _free(identity: str, taken: dict[str, int]) -> str:
    """An id that is not ``taken`` and now is; there each id has the last number put after it."""
    found = wanted = identity.lstrip("#") or "concept"
    while found in taken:
        taken[wanted] += 1
        found = f"{wanted}-{taken[wanted]}"
    taken[found] = 1
    return found


def _cell(record: Record, lang: str, losses: list[Loss]) -> str:
    names: dict[str, bool] = {}
    for text, forbidden in record.names[lang]:
        plain = _plain(text)
        if not plain:
            continue
        if "|" in plain or plain.startswith("!"):
            reason = f"{plain!r}: a name cannot hold '|' or begin with '!'"
        elif not any(c.isalnum() for c in plain):
            reason = f"{plain!r}: a name without a letter or figure"
        elif len(plain) > 1000:
            reason = f"{plain[:40]!r}…: a name of {len(plain):,} characters"
        else:
            if names.setdefault(plain, forbidden) != forbidden:
                names[plain] = False
            continue
        losses.append(Loss(record.id, lang, reason))
    return "|".join(f"!{name}" if forbidden else name for name, forbidden in names.items())


def native(concept: Concept) -> dict[str, str]:
    """The cells of a concept as a glossary's row has them, by column."""
    cells = {"id": concept.id}
    for lang, variants in concept.names.items():
        cells[lang] = "|".join(f"!{v.text}" if v.forbidden else v.text for v in variants)
    if concept.policy is not Policy.REQUIRE:
        cells["policy"] = str(concept.policy)
    if concept.case is not CaseRule.FOLD:
        cells["case"] = str(concept.case)
    for kind in BY_LANGUAGE:
        for lang, words in getattr(concept, kind).items():
            cells[f"{kind}.{lang}" if lang else kind] = "|".join(words)
    for column in ("pos", "gender", "number", "domain", "note", "source"):
        if value := getattr(concept, column):
            cells[column] = value
    return cells


def unsaid(concept: Concept, langs: Iterable[str]) -> list[Loss]:
    """What no other program has a place for: forms given by hand and the words of a context."""
    return [
        Loss(concept.id, lang, reason)
        for kind, reason in (
            ("forms", "forms given by hand"),
            ("before", "the words that must stand before it"),
            ("after", "the words that must stand after it"),
        )
        for lang in ("", *langs)
        if getattr(concept, kind).get(lang)
    ]


def columns_lost(concepts: Iterable[Concept], columns: Sequence[str], program: str) -> list[Loss]:
    """What a program takes of no concept, one loss a column: it is said once, not for each."""
    kept = list(concepts)
    found: list[Loss] = []
    for column in columns:
        count = sum(bool(getattr(concept, column)) for concept in kept)
        if count:
            reason = f"the column {column!r} ({count:,} filled): {program} has no place for it"
            found.append(Loss("", "", reason))
    return found


def record_of(cells: Mapping[str, str]) -> Record:
    """A record of cells as a glossary's row has them."""
    record = Record(id=cells.get("id", ""))
    for column, value in cells.items():
        if column in LANGUAGES:
            for part in value.split("|"):
                name = part.strip()
                if name.strip("! "):
                    record.name(column, name.removeprefix("!").strip(), name.startswith("!"))
        elif column != "id" and value.strip():
            record.fields[column] = value
    return record
