"""``translator segment``: the sentences of an article, one a line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from translator.cli import options
from translator.cli.help import add

EXAMPLES = (
    ("translator segment article.txt", "one sentence a line"),
    ("translator segment -f az --encoding cp1254 xeber.txt", "language and encoding given"),
    ("translator segment archive.csv --columns title,body", "two columns of a table"),
    ("translator segment page.html --whole-page", "a page's menus and buttons too"),
    ("cat article.md | translator segment - --json", "with offsets and the kind of each block"),
    ("translator segment article.txt --quiet | wc -l", "count the sentences"),
)


def register(app: typer.Typer) -> None:
    add(app, "segment", segment, "Print the sentences of an article.", EXAMPLES)


def segment(
    context: typer.Context,
    source: Annotated[
        str, typer.Argument(metavar="INPUT", help="File to cut, - for standard input.")
    ],
    from_: options.From = None,
    encoding: options.Encoding = None,
    columns: options.Columns = None,
    whole_page: options.WholePage = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """Cut an article into sentences and print one a line.

    Shows what the model would be given: page furniture and code are left out, and line breaks
    inside a sentence become spaces. With --json each sentence comes with its block's kind and
    place in the text and its own place in the block, in characters.
    """
    terminal = options.begin(context, quiet=quiet, json=json)
    from translator import config, pipeline
    from translator.documents.registry import keep

    chosen = config.load(
        {"from": from_, "encoding": encoding, "columns": columns, "whole_page": whole_page}
    )
    lang = options.language_code(chosen["from"]) if chosen["from"] else ""
    options.known_encoding(chosen["encoding"])
    settings = pipeline.Settings(
        source_lang=lang,
        encoding=chosen["encoding"],
        choices=options.choices(chosen["columns"], chosen["whole_page"]),
    )
    if source == "-":
        article = pipeline.read(None, settings, data=keep(None, terminal.input()))
    else:
        article = pipeline.read(Path(source), settings)
    number = 0
    results = []
    for block in article.blocks:
        for sentence in block.sentences:
            number += 1
            if json:
                results.append(
                    {
                        "segment": number,
                        "lang": article.lang,
                        "kind": str(block.kind),
                        "block_start": block.start,
                        "block_end": block.end,
                        "start": sentence.start,
                        "end": sentence.end,
                        "text": sentence.text,
                    }
                )
            else:
                terminal.print(" ".join(sentence.text.split()))
    if not json:
        terminal.say(f"{number} sentence{'' if number == 1 else 's'}, language {article.lang}")
    return terminal.finish(results)
