"""Reading pairs as JSON, an object a line: ours, ``{"source", "target"}`` or ``{"en", "ru"}``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from translator.parallel.lines import BOM, lines
from translator.parallel.pair import (
    ANY,
    Pair,
    Wanted,
    Warn,
    check_length,
    is_language_code,
    language_of,
    unreadable,
)
from translator.parallel.xml_correcting import Corrected, Edits

_SURROGATES = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SHOWN = 3
_MEND = "each line must hold one JSON object with source and target"


def read(
    stream: BinaryIO, name: str = "-", wanted: Wanted = ANY, warn: Warn = lambda line: None
) -> Iterator[Pair]:
    """The objects of a JSON Lines file in the file's order.

    An object has ``source`` and ``target`` (with ``source_lang`` and ``target_lang`` if it likes),
    or texts under language codes, or such an object under ``translation``. Of more than two
    languages those wanted are read, else the first two.

    Args:
        stream: the file's bytes, seekable.
        name: the file's name, for errors.
        wanted: the languages to read.
        warn: told of objects that hold no pair.

    Raises:
        TranslatorError: ``input-unreadable``.
    """
    for _, _, found in _records(stream, name, wanted, warn):
        if found is not None:
            yield found[0]


def correct(stream: BinaryIO, name: str, wanted: Wanted, edits: Edits) -> Corrected:
    """The file with changed targets; see `translator.parallel.reading.corrected`."""
    out = []
    number, done, encoding = -1, set(), "utf-8"
    for line, code, found in _records(stream, name, wanted, lambda text: None):
        encoding = code
        if found is not None:
            number += 1
        if found is None or number not in edits:
            out.append(line)
            continue
        pair, record, holder, key = found
        text = pair.target
        for start, end, new in sorted(edits[number], reverse=True):
            text = text[:start] + new + text[end:]
        holder[key] = text
        body = line.rstrip("\r\n")
        made = _ESCAPED.sub(
            lambda m: f"\\u{ord(m.group()):04x}", json.dumps(record, ensure_ascii=False)
        )
        out.append(BOM * line.startswith(BOM) + made + line[len(body) :])
        done.add(number)
    return "".join(out).encode(encoding), frozenset(done)


_Found = tuple[Pair, dict[str, Any], dict[str, Any], str]


def _records(
    stream: BinaryIO, name: str, wanted: Wanted, warn: Warn
) -> Iterator[tuple[str, str, _Found | None]]:
    """Every line, with its pair if it holds one, the object it came from and the target's key."""
    segment = bare = 0
    for number, line, encoding in lines(stream, name):
        text = line.removeprefix(BOM).strip()
        if not text:
            yield line, encoding, None
            continue
        record = _object(text, f"{name}:{number}")
        keys = _keys(record, wanted)
        if keys is None:
            bare += 1
            if bare <= _SHOWN:
                warn(f"{name}:{number}: no source and target; the line is passed over")
            yield line, encoding, None
            continue
        holder, source_key, target_key, langs = keys
        source = check_length(_plain(holder[source_key]), f"{name}:{number}")
        target = check_length(_plain(holder[target_key] or ""), f"{name}:{number}")
        if not source.strip():
            yield line, encoding, None
            continue
        segment += 1
        if not wanted.fits(*langs):
            yield line, encoding, None
            continue
        pair = Pair(
            source,
            target,
            langs[0] or wanted.source_lang,
            langs[1] or wanted.target_lang,
            segment,
            number,
            props=tuple(_props(record, (source_key, target_key))),
            made=str(record.get("made") or ""),
        )
        yield line, encoding, (pair, record, holder, target_key)
    if bare > _SHOWN:
        warn(f"{name}: {bare - _SHOWN:,} more lines without source and target")


def _object(text: str, place: str) -> dict[str, Any]:
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{place}:{error.colno}"
        raise unreadable(where, f"no JSON: {error.msg.lower()}", _MEND) from None
    except RecursionError:
        raise unreadable(place, "JSON nested too deeply", _MEND) from None
    except ValueError as error:
        raise unreadable(
            place, f"no JSON that can be read: {str(error).partition(';')[0]}", _MEND
        ) from None
    if not isinstance(record, dict):
        raise unreadable(place, "no JSON object", _MEND)
    return record


def _keys(
    record: dict[str, Any], wanted: Wanted
) -> tuple[dict[str, Any], str, str, tuple[str, str]] | None:
    """The object that holds the texts, the keys of source and target, and their languages."""
    if isinstance(record.get("source"), str) and isinstance(record.get("target"), str | None):
        if "target" not in record:
            return None
        langs = _lang(record, "source_lang"), _lang(record, "target_lang")
        return record, "source", "target", langs
    holder = record.get("translation")
    holder = holder if isinstance(holder, dict) else record
    coded = {
        key: language_of(key)
        for key, value in holder.items()
        if isinstance(value, str) and is_language_code(key)
    }
    source = next((k for k, lang in coded.items() if lang == wanted.source_lang), None)
    target = next((k for k, lang in coded.items() if lang == wanted.target_lang), None)
    if (wanted.source_lang and source is None) or (wanted.target_lang and target is None):
        return None
    source = source or next((key for key in coded if key != target), None)
    target = target or next((key for key in coded if key != source), None)
    if source is None or target is None or source == target:
        return None
    return holder, source, target, (coded[source], coded[target])


def _lang(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    return language_of(value) if isinstance(value, str) else ""


def _plain(text: str) -> str:
    return _SURROGATES.sub("\ufffd", text)


def _props(record: Mapping[str, Any], texts: tuple[str, str]) -> Iterator[tuple[str, str]]:
    for key, value in record.items():
        if key not in texts and isinstance(value, str | int | float) and value != "":
            yield key, _plain(str(value))
