"""``translator check``: what is wrong with the translations in a parallel file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translator.cli import options
from translator.cli.help import add
from translator.cli.terminal import Terminal, visible
from translator.cli.usage import did_you_mean, wrong_usage
from translator.errors import ExitCode

if TYPE_CHECKING:
    from translator.parallel.checking import CheckedPair
    from translator.parallel.fixing import Fix
    from translator.parallel.pair import Wanted
    from translator.parallel.reading import ParallelFile
    from translator.quality.base import FindingCode

EXAMPLES = (
    ("translator check article.ru.tmx -g caspian", "what deserves a look, names included"),
    (
        "translator check pairs.tsv --from en --to ru -g caspian -g ./ours.tsv",
        "languages that the file does not state; two glossaries, the later one wins",
    ),
    (
        "translator check team.xlf -g caspian --only term-missing,term-forbidden --strict",
        "names alone; exit status 3 if one is wrong, so that a build can stop",
    ),
    ("translator check pairs.jsonl -g caspian --fix", "show repairs as well"),
    (
        "translator check team.xlf -g caspian --fix --output fixed.xlf",
        "write a copy with the repairs made",
    ),
    ("cat pairs.tsv | translator check - -t ru --quiet --json", "from a pipe, for a script"),
)

_EXCERPT = 100


def register(app: typer.Typer) -> None:
    add(app, "check", check, "Check the translations in a parallel file.", EXAMPLES)


def check(
    context: typer.Context,
    source: Annotated[
        str,
        typer.Argument(
            metavar="PARALLEL",
            help="Parallel text in any format that is read, - for standard input.",
        ),
    ],
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            "-f",
            metavar="LANG",
            help="Language of the sources, where the file does not state it or holds several.",
            autocompletion=options.complete_language,
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            "-t",
            metavar="LANG",
            help="Language of the translations, where the file does not state it; "
            "of several, the one to check.",
            autocompletion=options.complete_language,
        ),
    ] = None,
    glossary: Annotated[
        list[str] | None,
        typer.Option(
            "--glossary",
            "-g",
            metavar="GLOSSARY",
            help="Glossary to hold names to: a shipped name or a file. May repeat; later ones win.",
            autocompletion=options.complete_glossary,
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", metavar="CODE[,CODE]", help="Findings to report; all others are left out."
        ),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Propose repairs of names that the glossary knows.")
    ] = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="With --fix: write a copy of the file, in its own format, with the repairs made.",
        ),
    ] = None,
    strict: Annotated[
        bool | None,
        typer.Option("--strict", help="Exit with status 3 when a segment was flagged."),
    ] = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int:
    """Check every translation in a parallel file, whoever made it.

    Looks for missing and forbidden names of the glossary, for one name given in two ways (in the
    source too), and for what else can be seen without a person: numbers, length, alphabet,
    repetitions, text that was not translated. Nothing is changed; --fix shows how names could be
    put right, in the form that their sentence needs, and touches nothing that it is not sure of.
    """
    from translator import config
    from translator.glossary import store
    from translator.glossary.institutions import written
    from translator.parallel.checking import check_pairs, keep_only, with_languages
    from translator.parallel.pair import Wanted
    from translator.parallel.reading import open_parallel

    terminal = options.begin(context, quiet=quiet, json=json)
    chosen = config.load({"glossaries": glossary, "strict": strict})
    wanted = Wanted(
        options.language_code(from_) if from_ else "", options.language_code(to) if to else ""
    )
    codes = _codes(only or [])
    _verify_output(source, output, fix)
    terms = written(
        store.combine([store.load(name) for name in chosen["glossaries"]]),
        chosen["turkish_institutions"],
    )
    data = terminal.input() if source == "-" else b""
    path = None if source == "-" else Path(source)
    with open_parallel(path, data=data, wanted=wanted) as file:
        _verify_format(file, output)
        pairs = with_languages(file.pairs(wanted, terminal.warn))
        entries = keep_only(check_pairs(pairs, terms), codes)
        fixes = _fixes(entries) if fix else {}
        if json:
            results = [_entry(entry, fixes.get(n), fix) for n, entry in enumerate(entries)]
        else:
            results = []
            _show(terminal, entries, fixes)
        made = _write(file, wanted, fixes, output) if output else None
    for line in _summary(source, entries):
        terminal.say(line)
    if fix:
        _tell_fixes(terminal, fixes, made, output)
    flagged = any(entry.findings for entry in entries)
    code = ExitCode.FLAGGED if flagged and chosen["strict"] else ExitCode.OK
    return terminal.finish(results, status="flagged" if flagged else "ok", code=code)


def _codes(only: list[str]) -> frozenset[FindingCode]:
    from translator.quality.base import FindingCode

    known = [code.value for code in FindingCode]
    wanted = [part.strip() for value in only for part in value.split(",") if part.strip()]
    if only and not wanted:
        raise wrong_usage("--only names no code", f"one of {', '.join(known)}")
    for code in wanted:
        if code not in known:
            raise wrong_usage(
                f"unknown code {code!r}", did_you_mean(code, known, f"one of {', '.join(known)}")
            )
    return frozenset(FindingCode(code) for code in wanted)


def _verify_output(source: str, output: str | None, fix: bool) -> None:
    if output is None:
        return
    from translator.cli.outputs import Job, verify_writable

    if not fix:
        raise wrong_usage("-o needs --fix", "without repairs there is nothing to write")
    if not output:
        raise wrong_usage("the name of an output is empty")
    if source != "-" and _same_file(Path(source), Path(output)):
        raise wrong_usage(
            f"the output {visible(output)} would overwrite the input",
            "choose another name with -o",
        )
    verify_writable([Job(source, "", (Path(output),))])


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _verify_format(file: ParallelFile, output: str | None) -> None:
    """A name that promises another format than the file has is a mistake."""
    from translator.parallel.reading import READERS

    ending = Path(output or "").suffix.casefold()
    for reader in READERS.values():
        if ending in reader.endings and reader is not file.reader:
            if {reader.name, file.reader.name} == {"xlf", "xlf2"}:
                continue  # both XLIFFs go by either ending
            raise wrong_usage(
                f"the copy is written as {file.reader.name}, not as {ending}",
                f"name it with the ending {file.reader.endings[0]}",
            )


def _fixes(entries: list[CheckedPair]) -> dict[int, Fix]:
    from translator.parallel.fixing import propose

    found = ((n, propose(entry)) for n, entry in enumerate(entries) if entry.findings)
    return {number: fix for number, fix in found if fix is not None}


def _write(
    file: ParallelFile, wanted: Wanted, fixes: dict[int, Fix], output: str
) -> frozenset[int]:
    from translator.parallel.files import write_atomically

    data, made = file.corrected(wanted, {n: list(fix.edits) for n, fix in fixes.items()})
    write_atomically(output, data)
    return made


def _entry(entry: CheckedPair, fix: Fix | None, fixing: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "segment": entry.pair.segment,
        "target_lang": entry.pair.target_lang,
        "findings": [
            {"code": str(f.code), "concept": f.concept, "message": f.message}
            for f in entry.findings
        ],
    }
    if fixing:
        shown["fix"] = fix.text if fix else None
    return shown


def _show(terminal: Terminal, entries: list[CheckedPair], fixes: dict[int, Fix]) -> None:
    """Each flagged segment: what was found, then both texts or the repair."""
    first = True
    for number, entry in enumerate(entries):
        if not entry.findings:
            continue
        if not first:
            terminal.print()
        first = False
        pair = entry.pair
        terminal.print(f"segment {pair.segment}, {pair.source_lang} to {pair.target_lang}")
        for finding in entry.findings:
            terminal.print(f"  {finding.code}: {visible(finding.message)}")
        terminal.print(f"  {pair.source_lang}  {_excerpt(pair.source)}")
        fix = fixes.get(number)
        if fix is None:
            terminal.print(f"  {pair.target_lang}  {_excerpt(pair.target)}")
            continue
        for sign, text, colour in (("-", pair.target, "31"), ("+", fix.text, "32")):
            line = f"  {sign}   {visible(' '.join(text.split()))}"
            coloured = terminal.colour(terminal.stdout)
            terminal.print(f"\x1b[{colour}m{line}\x1b[0m" if coloured else line)


def _excerpt(text: str) -> str:
    line = visible(" ".join(text.split()))
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1].rstrip() + "…"


def _summary(name: str, entries: list[CheckedPair]) -> list[str]:
    """One line for each pair of languages."""
    pairs: dict[tuple[str, str], list[CheckedPair]] = {}
    for entry in entries:
        pairs.setdefault((entry.pair.source_lang, entry.pair.target_lang), []).append(entry)
    lines = []
    for (source, target), group in pairs.items():
        flagged = sum(1 for entry in group if entry.findings)
        counts = Counter(str(f.code) for entry in group for f in entry.findings)
        listed = ", ".join(f"{count} {code}" for code, count in counts.most_common())
        shown = "standard input" if name == "-" else name
        plural = "" if len(group) == 1 else "s"
        lines.append(
            f"{shown}: {source} to {target}: {len(group):,} segment{plural}, {flagged:,} flagged"
            + (f" ({listed})" if listed else "")
        )
    return lines


def _tell_fixes(
    terminal: Terminal, fixes: dict[int, Fix], made: frozenset[int] | None, output: str | None
) -> None:
    count = f"{len(fixes):,} repair{'' if len(fixes) == 1 else 's'}"
    if made is None:
        terminal.say(f"{count} proposed" + ("; -o FILE writes them into a copy" if fixes else ""))
        return
    left = len(fixes) - len(made)
    terminal.say(f"{len(made):,} of {count} written to {output}")
    if left:
        terminal.warn(f"{left:,} of {count} would reach across inline markup; make them by hand")
