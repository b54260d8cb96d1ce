"""The reference of the command line as Markdown, made from the commands themselves.

``python -m translator.cli.reference docs/reference/cli.md`` writes it; a test sees that the file
in the repository is the one that this module would write.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
import typer.main

from translator import config
from translator.cli.commands import PROGRAM, application
from translator.errors import ErrorCode, ExitCode, TranslatorError

_INTRODUCTION = """\
# Command line reference

Written by `python -m translator.cli.reference docs/reference/cli.md` from the program itself.

Data goes to standard output; progress, warnings and errors go to standard error. `--quiet` leaves
warnings and errors. `NO_COLOR` turns colours off. A file whose name begins with a dash is given
after `--`.
"""

_EXIT_MEANINGS = {
    ExitCode.OK: "done",
    ExitCode.FAILED: "failed; also: one of several inputs failed, an output cannot be written",
    ExitCode.USAGE: "wrong usage, unknown language or format, wrong settings",
    ExitCode.FLAGGED: "done, but sentences were flagged (only with `--strict`)",
    ExitCode.MODEL: "the model is missing or damaged",
    ExitCode.UNREADABLE: "the one input cannot be read",
    ExitCode.INTERRUPTED: "interrupted with Ctrl-C",
    ExitCode.BROKEN_PIPE: "the reader of standard output has gone; nothing is said",
}

_JSON = """\
## JSON

With `--json` a command prints one object and nothing else on standard output, also when it fails:

```json
{
  "version": 1,
  "command": "translate",
  "status": "ok",
  "results": [],
  "errors": [{"code": "input-missing", "message": "a.txt: no such file", "hint": "…"}]
}
```

`status` is `ok`, `flagged` (done, but checks found fault with sentences), `failed` (with at least
one entry in `errors`; `results` holds what succeeded) or `interrupted`. Fields may be added;
`version` changes when one is removed or changes its meaning. File names that are not valid UTF-8
carry their bytes as `\\udc80` to `\\udcff`.
"""


def commands() -> Iterator[tuple[str, Any]]:
    """Every command with its full name, groups before their members."""
    yield from _walk(PROGRAM, typer.main.get_command(application()))


def _walk(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    yield name, command
    for word, member in getattr(command, "commands", {}).items():
        yield from _walk(f"{name} {word}", member)


def reference() -> str:
    """The whole reference."""
    parts = [_INTRODUCTION]
    parts += [_section(name, command) for name, command in commands()]
    parts += [_settings(), _exits(), _JSON, _codes()]
    return "\n".join(parts)


def _section(name: str, command: Any) -> str:
    depth = "#" * (2 if name == PROGRAM else 1 + len(name.split()))
    lines = [f"{depth} `{name}`", "", command.help.strip(), ""]
    members = getattr(command, "commands", None)
    if members:
        lines += [
            f"- `{name} {word}`: {member.short_help or member.help}"
            for word, member in members.items()
        ]
        lines.append("")
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    pieces = [name] + ["[OPTIONS]"] * bool(options) + ["COMMAND"] * bool(members)
    pieces += [f"{p.metavar}…" if p.nargs != 1 else p.metavar for p in arguments]
    lines += ["```", " ".join(pieces), "```", ""]
    rows = [(f"`{p.metavar}`", p.help) for p in arguments]
    rows += [(_option(p), p.help) for p in options if p.help]
    if rows:
        lines += ["| | |", "|---|---|"]
        lines += [f"| {left} | {_cell(right)} |" for left, right in rows]
        lines.append("")
    examples = command.epilog.partition("Examples:\n")[2]
    lines += ["```sh", *(line.removeprefix("  ") for line in examples.splitlines()), "```", ""]
    return "\n".join(lines)


def _option(param: Any) -> str:
    names = sorted(param.opts, key=len)
    value = "" if param.is_flag else f" {param.metavar}"
    return ", ".join(
        f"`{name}{value}`" if name == names[-1] else f"`{name}`" for name in names
    ).replace("|", "\\|")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


_SETTINGS = f"""\
## Settings

An option on the command line comes first, then the environment variable, then
`{config.FILE_NAME}` in the working folder, then `{config.FILE_NAME}` in the user's configuration
folder (`translator config path` shows it), then the default.

| in `{config.FILE_NAME}` | variable | default | |
|---|---|---|---|
"""

_FOLDERS = """
Lists are separated by commas in variables. Relative paths in a settings file are relative to that
file.

`TRANSLATOR_DATA_DIR`, `TRANSLATOR_CACHE_DIR` and `TRANSLATOR_CONFIG_DIR` move the folders of
models, of prepared models and of the user's settings; `TRANSLATOR_DEBUG=1` prints tracebacks.
"""


def _settings() -> str:
    shown = {"text": '""', "texts": "[]", "number": "0", "flag": "false"}
    rows = [
        f"| `{key.name}` | `{key.variable}` | `{key.default or shown[key.kind]}` "
        f"| {_cell(key.help)} |\n"
        for key in config.KEYS
    ]
    return "".join([_SETTINGS, *rows, _FOLDERS])


def _exits() -> str:
    lines = ["## Exit status", "", "| status | meaning |", "|---|---|"]
    lines += [f"| {code.value} | {_EXIT_MEANINGS[code]} |" for code in ExitCode]
    return "\n".join([*lines, ""])


def _codes() -> str:
    lines = ["## Error codes", "", "| code | exit status |", "|---|---|"]
    lines += [f"| `{code}` | {TranslatorError(code, '').exit_code.value} |" for code in ErrorCode]
    return "\n".join([*lines, ""])


def main() -> None:
    """Write the reference to the file named, or to standard output."""
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(reference(), encoding="utf-8")
    else:
        sys.stdout.write(reference())


if __name__ == "__main__":
    main()
