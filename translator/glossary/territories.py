"""Makes ``glossaries/territories.tsv``: names of countries, capitals, languages and currencies.

The names are those of the Unicode CLDR, which babel carries; where CLDR says what news does not
(*Myanmar (Burma)*, *Congo - Kinshasa*), ``territories.toml`` puts it right, and it names what is
left out and why. ``python -m translator.glossary.territories`` writes the table anew.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "az", "ru", "tr", "fa", "kk", "uk", "ka", "hy")
WANTED = LANGUAGES[:4]
CONTEXT = tuple(f"{side}.{lang}" for lang in WANTED for side in ("before", "after"))
FORMS = ("forms.az", "forms.ru", "forms.tr", "forms.uk")
COLUMNS = ("id", *LANGUAGES, "policy", "case", *FORMS, *CONTEXT, "domain", "note", "source")

MONEY_OF = date(2025, 1, 1)
"""The day whose legal tender counts: without one the table would change with the calendar."""

Choices = Mapping[str, Any]
Names = Iterator[tuple[str, dict[str, str]]]

_BRACKETS = re.compile(r"\s*\([^)]*\)")
_ISLAND = re.compile(r"\bо-в(а?)(?!\w)")
_NAMED_ADJECTIVE = re.compile(r"[сц]кий$")


def folder() -> Path:
    """Where the glossaries of this checkout, or of this installation, lie."""
    package = Path(__file__).resolve().parent.parent
    beside = package.parent / "glossaries"
    return beside if beside.is_dir() else package / "glossaries"


def make() -> str:
    """The text of the table."""
    from babel.core import get_cldr_version

    choices = tomllib.loads((folder() / "territories.toml").read_text("utf-8"))
    version = f"CLDR {get_cldr_version()}"
    rows: list[dict[str, str]] = []
    for kind, names in _KINDS.items():
        chosen = choices[kind]
        rows.append({"id": f"# {chosen['title']}"})
        common = {"policy": "prefer", "case": chosen["case"], "domain": kind}
        for code, cells in names(chosen):
            edits = chosen["edits"].get(code, {})
            source = version + (", edited" if any(lang in edits for lang in LANGUAGES) else "")
            row = {"id": f"{kind}-{code.lower()}", **common, "source": source, **cells}
            row |= {column: _edited(row.get(column, ""), edits[column]) for column in edits}
            if all(row[lang] for lang in WANTED):
                rows.append(row)
    filled = {column for row in rows for column, cell in row.items() if cell}
    columns = [column for column in COLUMNS if column in filled]
    lines = [f"# {line}" for line in choices["about"].splitlines()]
    lines.append("\t".join(columns))
    for row in rows:
        # a comment stands alone in its line
        lines.append("\t".join(row.get(c, "") for c in columns) if len(row) > 1 else row["id"])
    return "\n".join(lines) + "\n"


def _edited(name: str, edit: str) -> str:
    """An edit that begins with ``|`` adds to CLDR's name, any other takes its place."""
    return name + edit if edit.startswith("|") else edit


def _countries(chosen: Choices) -> Names:
    tables = {lang: _locale(lang).territories for lang in LANGUAGES}
    for code in sorted(tables["en"]):
        if len(code) == 2 and code.isalpha() and code not in chosen["left_out"]:
            yield code, {lang: _plain(table.get(code), lang) for lang, table in tables.items()}


def _capitals(chosen: Choices) -> Names:
    """The capitals among CLDR's exemplar cities of time zones; which are, the choices say."""
    tables = {lang: _locale(lang).time_zones for lang in LANGUAGES}
    for code, zone in chosen["zones"].items():
        # without a name of its own the city is spelled as in the zone's identifier
        latin = zone.rpartition("/")[2].replace("_", " ")
        cells = {lang: table.get(zone, {}).get("city") for lang, table in tables.items()}
        own = {lang: _plain(city, lang) for lang, city in cells.items()}
        yield code, {**own, **{lang: own[lang] or latin for lang in ("en", "az", "tr")}}


def _languages(chosen: Choices) -> Names:
    """Languages as phrases: *Russian* alone is an adjective and a person."""
    tables = {lang: _locale(lang).languages for lang in LANGUAGES}
    for code in chosen["codes"]:
        named = {lang: _plain(table.get(code), lang) for lang, table in tables.items()}
        yield code, {lang: _spoken(name, lang) for lang, name in named.items()}


def _spoken(name: str, lang: str) -> str:
    if not name or "язык" in name or "тілі" in name:
        return name
    if lang == "ru":
        return f"{name} язык" if _NAMED_ADJECTIVE.search(name) else name
    if lang == "uk":
        return f"{name} мова" if name.endswith("ка") else name
    if lang == "ka":
        return f"{name} ენა" if name.endswith(("ური", "ული")) else name
    phrase = {"en": "{} language", "az": "{} dili", "fa": "زبان {}", "kk": "{} тілі"}.get(lang)
    return phrase.format(name) if phrase and not name.endswith(" dili") else name


def _currencies(chosen: Choices) -> Names:
    from babel.core import get_global
    from babel.numbers import get_currency_name, get_territory_currencies

    used = {
        code
        for territory in get_global("territory_currencies")
        for code in get_territory_currencies(territory, MONEY_OF)
    }
    for code in sorted(used):
        if code not in chosen["left_out"]:
            yield (
                code,
                {
                    lang: "" if (name := get_currency_name(code, 1, lang)) == code else name
                    for lang in LANGUAGES
                },
            )


def _others(chosen: Choices) -> Names:
    """Names that would be taken for a country's without a row of their own."""
    for code in chosen["edits"]:
        yield code, {"source": "geonames"}


_KINDS: dict[str, Callable[[Choices], Names]] = {
    "country": _countries,
    "capital": _capitals,
    "language": _languages,
    "currency": _currencies,
    "other": _others,
}


def _locale(lang: str) -> Any:
    from babel import Locale

    return Locale.parse(lang)


def _plain(name: str | None, lang: str) -> str:
    """CLDR's name as a sentence has it: nothing in brackets, no ampersand, islands in full."""
    if not name:
        return ""
    name = _BRACKETS.sub("", name)
    if lang == "en":
        name = name.replace(" & ", " and ")
        if name.startswith("St. "):
            name = f"Saint {name[4:]}|{name}"
    if lang == "ru":
        name = _ISLAND.sub(lambda found: "острова" if found[1] else "остров", name)
    return name


if __name__ == "__main__":
    (folder() / "territories.tsv").write_text(make(), "utf-8")
