"""Wrong usage: the parser's complaints as one line and a hint with the closest right word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

import typer

from translator.errors import ErrorCode, TranslatorError


def closest(word: str, known: Iterable[str], *, count: int = 3) -> list[str]:
    """The entries of ``known`` that ``word`` may be a slip for, best first."""
    folded: dict[str, str] = {}
    for entry in known:
        folded.setdefault(entry.casefold(), entry)
    found = difflib.get_close_matches(word.casefold(), list(folded), count, 0.6)
    likeness = [difflib.SequenceMatcher(None, word.casefold(), entry).ratio() for entry in found]
    near = (
        entry for entry, ratio in zip(found, likeness, strict=True) if ratio > likeness[0] - 0.1
    )
    return [folded[entry] for entry in near]


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the closest words, or ``otherwise`` when nothing comes close."""
    matches = closest(word, known)
    if not matches:
        return otherwise
    return f"did you mean {' or '.join(matches)}?"


def wrong_usage(message: str, hint: str = "") -> TranslatorError:
    """A usage error: exit status 2."""
    return TranslatorError(ErrorCode.USAGE, message, hint)


def usage_error(error: Exception) -> TranslatorError | None:
    """The parser's exception as a usage error, or None if it is something else."""
    if not isinstance(error, typer.TyperException):
        return None
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "translator"
    help_hint = f"see `{path} --help`"
    message = _one_line(error.format_message())
    option = getattr(error, "option_name", "")
    if message.startswith("No such option"):
        known = _option_names(context)
        return wrong_usage(f"no such option: {option}", did_you_mean(option, known, help_hint))
    message = message.replace(": Value error, ", ": ")
    choice = re.fullmatch(r"Invalid value for (.+): '(.*)' is not one of (.+?)\.?", message)
    if choice:
        names, value, listed = choice.groups()
        known = re.findall(r"'([^']*)'", listed)
        hint = did_you_mean(value, known, f"one of {', '.join(known)}")
        return wrong_usage(f"invalid value for {names}: {value!r}", hint)
    command = re.fullmatch(r"No such command '(.*?)'\.?(?: Did you mean .*)?", message)
    if command:
        word = command.group(1)
        known = list(context.command.commands) if context is not None else []
        return wrong_usage(f"no such command: {word}", did_you_mean(word, known, help_hint))
    if message.startswith("Missing command"):
        hint = f"one of {', '.join(context.command.commands)}" if context else help_hint
        return wrong_usage(f"{path}: which command?", hint)
    return wrong_usage(message[:1].lower() + message[1:].rstrip("."), help_hint)


def _option_names(context: typer.Context | None) -> list[str]:
    if context is None:
        return []
    return [name for param in context.command.params for name in (*param.opts,)]


def _one_line(text: str) -> str:
    return " ".join(text.split())
