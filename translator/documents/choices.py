"""What a user may say about how a file is to be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choices:
    """Wishes about reading; each concerns some formats, the others pass it by.

    ``columns`` names the columns of a table, or the fields of records, that hold the article's
    texts; without any they are told by their names. ``whole_page`` asks for all that can be seen on
    a web page, not for the article alone. ``lang`` is the source language's code, if known: of a
    table or of records that say their languages, those in another stay as they are.
    """

    columns: tuple[str, ...] = ()
    whole_page: bool = False
    lang: str = ""


NONE = Choices()
