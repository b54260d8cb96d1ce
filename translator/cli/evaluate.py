"""``translator evaluate``: how well and how fast a model translates a test set."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translator.cli import options
from translator.cli.help import add
from translator.cli.usage import wrong_usage
from translator.errors import ErrorCode, TranslatorError

if TYPE_CHECKING:
    from translator.evaluation import Evaluation

EXAMPLES = (
    ("translator evaluate test.en test.ru -f en -t ru", "BLEU, chrF, speed and flags"),
    (
        "translator evaluate test.en test.ru --from en --to ru --model ~/models/opus-mt-en-ru",
        "the same of another model",
    ),
    (
        "translator evaluate test.en test.az -f en -t az -g caspian --quality best -o hyp.az",
        "names from a glossary, a longer search; the translations are kept for other metrics",
    ),
    (
        "translator evaluate a.txt b.txt -f ru -t en --encoding cp1251 --engine transformers",
        "old files; the model run by its reference implementation",
    ),
    ("translator evaluate test.en test.ru -f en -t ru --no-names", "without names of persons"),
    ("translator evaluate test.en test.ru -f en -t ru --threads 2 --quiet --json", "for a script"),
)


def register(app: typer.Typer) -> None:
    add(app, "evaluate", evaluate, "Score a model on sentences with references.", EXAMPLES)


def evaluate(
    context: typer.Context,
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="Sentences to translate, one a line.")
    ],
    reference: Annotated[
        str, typer.Argument(metavar="REFERENCE", help="Their translations, line by line.")
    ],
    from_: options.From = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            "-t",
            metavar="LANG",
            help="Language to translate into.",
            autocompletion=options.complete_language,
        ),
    ] = None,
    model: options.Model = None,
    glossary: options.Glossaries = None,
    engine: options.Engine = None,
    quality: options.Quality = None,
    encoding: options.Encoding = None,
    no_names: options.NoNames = False,
    threads: options.Threads = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the translations, one a line."),
    ] = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """Translate sentences and score them against translations made by people.

    Every line is one segment and is translated as it stands. BLEU and chrF2 are sacrebleu's, with
    the signatures that make them comparable; the speed is that of translating, loading the model
    not included; the flags are those of `translator translate`. The translation memory is not used.
    """
    from translator import config, evaluation
    from translator.cli.progress import progress
    from translator.pipeline import Settings, Translator

    terminal = options.begin(context, quiet=quiet, json=json)
    chosen = config.load(
        {
            "from": from_,
            "glossaries": glossary,
            "model": model,
            "engine": engine,
            "quality": quality,
            "encoding": encoding,
            "names": False if no_names else None,
            "threads": threads,
        }
    )
    if not to:
        raise wrong_usage("no target language", "name it with -t, such as -t ru")
    target_lang = options.language_code(to)
    source_lang = options.language_code(chosen["from"]) if chosen["from"] else ""
    options.known_encoding(chosen["encoding"])
    if output is not None:
        _verify_output(output, (source, reference))
    settings = Settings(
        source_lang=source_lang,
        model=chosen["model"],
        engine=chosen["engine"],
        quality=chosen["quality"],
        glossaries=tuple(chosen["glossaries"]),
        encoding=chosen["encoding"],
        names=chosen["names"],
        turkish_institutions=chosen["turkish_institutions"],
        threads=chosen["threads"],
    )
    code = chosen["encoding"]
    sources = evaluation.read_lines(Path(source), encoding=code, lang=source_lang)
    references = evaluation.read_lines(Path(reference), encoding=code, lang=target_lang)
    if len(sources) != len(references):
        raise TranslatorError(
            ErrorCode.INPUT_UNREADABLE,
            f"{source} has {len(sources):,} lines and {reference} has {len(references):,}",
            "both must have one sentence a line, in the same order",
        )
    if not source_lang:
        from translator.detect import detect

        source_lang = detect("\n".join(sources))
    translator = Translator(settings, notify=terminal.say)
    with progress(terminal, f"{source} into {target_lang}") as advance:
        found = evaluation.evaluate(
            sources, references, translator, source_lang, target_lang, progress=advance
        )
    if output is not None:
        from translator.parallel.encode import utf8
        from translator.parallel.files import write_atomically

        write_atomically(output, utf8("".join(f"{line}\n" for line in found.hypotheses)))
    if json:
        return terminal.finish([_entry(source, reference, found, source_lang, target_lang)])
    terminal.table(("MEASURE", "VALUE", "HOW"), _rows(found))
    if output is not None:
        terminal.say(f"translations written to {output}")
    return 0


def _verify_output(output: str, inputs: tuple[str, ...]) -> None:
    from translator.cli.outputs import Job, verify_writable

    if not output:
        raise wrong_usage("the name of an output is empty")
    path = Path(output)
    for name in inputs:
        if path.exists() and Path(name).exists() and path.samefile(name):
            raise wrong_usage(
                f"the output {output} would overwrite the input {name}",
                "choose another name with -o",
            )
    verify_writable([Job(inputs[0], "", (path,))])


def _rows(found: Evaluation) -> list[tuple[str, str, str]]:
    listed = ", ".join(f"{count:,} {code}" for code, count in found.codes)
    through = f" through {found.pivot}" if found.pivot else ""
    return [
        *((score.name, f"{score.value:.1f}", score.signature) for score in found.scores),
        ("segments", f"{found.segments:,}", f"model {found.model}{through}"),
        (
            "words a second",
            f"{found.words_per_second:,.0f}",
            f"{found.words:,} source words in {found.seconds:.1f} s, loading not counted",
        ),
        ("flagged", f"{100 * found.flagged_rate:.1f}%", listed or "no segment"),
    ]


def _entry(
    source: str, reference: str, found: Evaluation, source_lang: str, target_lang: str
) -> dict[str, Any]:
    return {
        "source": source,
        "reference": reference,
        "source_lang": source_lang,
        "target_lang": target_lang,
        "model": found.model,
        "pivot": found.pivot,
        "segments": found.segments,
        "scores": [
            {"metric": score.name, "value": round(score.value, 4), "signature": score.signature}
            for score in found.scores
        ],
        "source_words": found.words,
        "seconds": round(found.seconds, 3),
        "words_per_second": round(found.words_per_second, 1),
        "flagged": found.flagged,
        "flagged_rate": round(found.flagged_rate, 4),
        "findings": dict(found.codes),
    }
