"""The formats of exchange: a new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Sequence

from translator.errors import ErrorCode, TranslatorError
from translator.glossary.exchange import amazon, deepl, delimited, google, microsoft, tbx, tmx
from translator.glossary.exchange.base import Format

FORMATS: dict[str, Format] = {
    row.name: row
    for row in (
        Format("csv", (".csv",), "a table, everything kept", delimited.read, delimited.write),
        Format("tsv", (".tsv", ".txt"), "the same with tabs", delimited.read, delimited.write),
        Format("tmx", (".tmx",), "TMX 1.4b, everything kept", tmx.read, tmx.write),
        Format("tbx", (".tbx", ".xml"), "TBX-Basic, version 3", tbx.read, tbx.write_basic),
        Format("tbx-core", (), "TBX-Core, version 3", tbx.read, tbx.write_core),
        Format("deepl", (".json",), "DeepL: .csv, .tsv, .json", deepl.read, deepl.write),
        Format("google", (), "Google Cloud Translation: .csv", google.read, google.write),
        Format("amazon", (), "Amazon Translate: .csv, .tsv", amazon.read, amazon.write),
        Format("microsoft", (), "Microsoft: .tmx, .tsv, .csv", microsoft.read, microsoft.write),
    )
}
SERVICES = ("deepl", "google", "amazon", "microsoft")


def format_named(name: str) -> Format:
    """The format of that name.

    Raises:
        TranslatorError: ``format-unknown``.
    """
    found = FORMATS.get(name.strip().lower())
    if found is None:
        raise TranslatorError(
            ErrorCode.FORMAT_UNKNOWN, f"unknown format {name!r}", f"one of {', '.join(FORMATS)}"
        )
    return found


def format_of(ending: str, data: bytes = b"") -> Format:
    """The format that a file's ending means, or for a file to read, its beginning.

    Raises:
        TranslatorError: ``format-unknown``.
    """
    wanted = ending.lower()
    if data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        head = data[:4096].lower()
        return FORMATS["tmx" if b"<tmx" in head else "tbx"]
    for row in FORMATS.values():
        if wanted in row.endings:
            return row
    if data and not wanted:
        return FORMATS["csv"]
    raise TranslatorError(
        ErrorCode.FORMAT_UNKNOWN,
        f"no format of glossaries has the ending {ending!r}",
        f"{_endings(list(FORMATS.values()))}; or name it: {', '.join(FORMATS)}",
    )


def _endings(formats: Sequence[Format]) -> str:
    return " ".join(ending for row in formats for ending in row.endings)
