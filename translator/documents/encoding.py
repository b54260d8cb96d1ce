"""From bytes to text: which encoding a file is in, and a clear refusal when nothing fits."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from translator.errors import ErrorCode, TranslatorError
from translator.languages import LANGUAGES

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (DOCX, ODT and EPUB files are such)"),
    (
        _OFFICE,
        "an old Microsoft Office document, or one with a password",
    ),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"OggS\x00", "an Ogg recording"),
    (b"ID3\x03", "an MP3 recording"),
    (b"ID3\x04", "an MP3 recording"),
)

_READ = "`translator formats` lists what can be read"
_INSTEAD = {
    b"%PDF-": "give the document that the PDF was made from, or its text",
    _OFFICE: "save it as .docx, without a password if it has one",
    b"{\\rtf": "open it in Word or LibreOffice and save it as .docx",
}

# cp866 and the Greek, Hebrew and Central European pages only when the language asks for them:
# without it they explain too many files that are in one of these.
_WITHOUT_LANGUAGE = ("cp1251", "koi8-r", "cp1254", "iso-8859-9", "cp1252")
_DECLARED = re.compile(
    rb"(?:<\?xml\s[^>]{0,200}?\sencoding\s{0,9}=|<meta\s[^>]{0,300}?\bcharset\s{0,9}=)\s{0,9}[\"']?"
    rb"\s{0,9}([A-Za-z][\w.:-]{1,30})",
    re.IGNORECASE,
)
_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
_HEAD = 4096  # bytes in which a document names its encoding
_SAMPLE = 1 << 18
_HINT = "name the encoding, for example `--encoding cp1251`, or save the file as UTF-8"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in (Python's name) and whether a byte order mark led it."""

    text: str
    encoding: str
    bom: bool = False


def decode(data: bytes, *, encoding: str = "", lang: str = "") -> Decoded:
    """The text in ``data``.

    The encoding asked for wins, then a byte order mark, then strict UTF-8, then the code page
    that charset-normalizer and the look of the letters find most plausible.

    Args:
        data: a whole file.
        encoding: any name that Python knows, or an empty string.
        lang: code of the language the text is in, if known; its usual code pages are tried.

    Raises:
        TranslatorError: ``usage`` for an encoding of no such name; ``input-unreadable`` if the
            data is not text, or not text in that encoding or in any that is known.
    """
    if encoding:
        return _as_asked(data, encoding)
    for mark, name in _BOMS:
        if data.startswith(mark):
            return Decoded(_strict(data[len(mark) :], name, len(mark)), name, True)
    _refuse_binary(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        broken = error
    if _mostly_utf8(data):
        raise _unreadable(data, broken.start, "UTF-8")
    name = _declared(data) or _code_page(data, lang)
    if not name:
        raise _unreadable(data, broken.start, "UTF-8, nor in a code page that fits")
    return Decoded(data.decode(name), name)


def _declared(data: bytes) -> str:
    """The encoding that a page or an XML document names at its head, if it fits the whole of it.

    Names are taken as browsers take them (WHATWG Encoding, section 4.2): who says ISO 8859-1
    means Windows' code page.
    """
    head = data[:_HEAD].lstrip(b" \t\r\n")
    match = _DECLARED.search(head) if head.startswith(b"<") else None
    if match is None:
        return ""
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
        name = _AS_BROWSERS.get(name, name)
        data.decode(name).encode("utf-8")
    except (LookupError, ValueError):
        return ""
    return name


def _as_asked(data: bytes, encoding: str) -> Decoded:
    try:
        info = codecs.lookup(encoding)
        known = info._is_text_encoding
    except (LookupError, ValueError, UnicodeError):
        known = False
    if not known:
        raise TranslatorError(
            ErrorCode.USAGE,
            f"unknown encoding {encoding!r}",
            "for example utf-8, utf-16, cp1251, koi8-r, cp1254 or iso-8859-9",
        )
    name = info.name
    for mark, marked in _BOMS:
        family = marked.rsplit("-", 1)[0] if marked != "utf-8" else "utf-8"
        same = name in (marked, family) or (marked == "utf-8" and name == "utf-8-sig")
        if data.startswith(mark) and same:
            return Decoded(_strict(data[len(mark) :], marked, len(mark)), marked, True)
    if name == "utf-8-sig":
        name = "utf-8"
    return Decoded(_strict(data, name), name)


def _strict(data: bytes, name: str, offset: int = 0) -> str:
    try:
        text = data.decode(name)
        text.encode("utf-8")  # some codecs let lone surrogates through
    except UnicodeDecodeError as error:
        raise _unreadable(data, error.start, name, offset) from None
    except UnicodeError:
        raise _unreadable(data, 0, name, offset) from None
    if "\x00" in text:
        raise _binary("it contains NUL characters")
    return text


def _unreadable(data: bytes, at: int, name: str, offset: int = 0) -> TranslatorError:
    line = data.count(b"\n", 0, at) + 1
    return TranslatorError(
        ErrorCode.INPUT_UNREADABLE,
        f"not valid text in {name}: byte {at + offset + 1}, line {line}",
        _HINT,
    )


def _binary(what: str, hint: str = _READ) -> TranslatorError:
    return TranslatorError(ErrorCode.INPUT_UNREADABLE, f"not a text file: {what}", hint)


def _refuse_binary(data: bytes) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise _binary(f"it is {what}", _INSTEAD.get(magic, _READ))
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise _binary("it is a recording or picture")
    if data[4:8] == b"ftyp":
        raise _binary("it is a recording or picture")
    if b"\x00" in data:
        if name := _unmarked_utf16(data):
            raise TranslatorError(
                ErrorCode.INPUT_UNREADABLE,
                "it looks like UTF-16 without a byte order mark",
                f"if it is, say so: `--encoding {name}`",
            )
        raise _binary("it contains NUL bytes")


def _unmarked_utf16(data: bytes) -> str:
    """The kind of UTF-16 that ``data`` may be: many zeros, the blanks' all on one side."""
    sample = data[:_SAMPLE]
    for name, blank in (
        ("utf-16-le", rb"[\n ]\x00"),
        ("utf-16-be", rb"\x00[\n ]"),
    ):
        places = [match.start() % 2 for match in re.finditer(blank, sample)]
        if sample.count(0) * 4 > len(sample) and places and not any(places):
            text = sample.decode(name, "replace")
            if "\x00" not in text and "\ufffd" not in text[:-1]:
                return name
    return ""


def _mostly_utf8(data: bytes) -> bool:
    """Whether the data is UTF-8 with a few broken places and not a code page.

    Code pages' letters hardly ever form valid UTF-8 sequences by chance.
    """
    sample = data[:_SAMPLE]
    high = sum(1 for byte in sample if byte >= 0x80)
    text = sample.decode("utf-8", "ignore")
    valid = sum(1 for char in text if char >= "\x80")
    covered = len(text.encode("utf-8")) - (len(text) - valid)
    # In cp866 they do now and then, but there nearly all letters are beyond ASCII.
    share = 2 if high * 4 > len(sample) else 4
    return valid > 0 and covered * share >= high


def _code_page(data: bytes, lang: str) -> str:
    """The most plausible code page that decodes all of ``data``, or an empty string."""
    row = LANGUAGES.get(lang)
    names = row.code_pages if row is not None and row.code_pages else _WITHOUT_LANGUAGE
    sample = data[:_SAMPLE]
    scored = []
    for rank, name in enumerate(names):
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        scored.append((_plausibility(sample.decode(name, "ignore"), lang), -rank, name))
    scored = [entry for entry in scored if entry[0] > 0.5]
    if not scored:
        return ""
    best = max(scored)
    rivals = [entry[2] for entry in scored if best[0] - entry[0] < 0.02]
    if len(rivals) < 2:
        return best[2]
    return _normalizer_choice(sample, rivals) or best[2]


def _normalizer_choice(sample: bytes, names: list[str]) -> str:
    """charset-normalizer's choice among ``names``, or an empty string."""
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=names, enable_fallback=False).best()
    if found is None:
        return ""
    wanted = codecs.lookup(found.encoding).name
    return next((name for name in names if codecs.lookup(name).name == wanted), "")


def _plausibility(text: str, lang: str) -> float:
    """How far the words with letters beyond ASCII look like words, from 0 to 1.

    A word does when its letters are of one script, its case is `word`, `Word` or `WORD`, and, in
    Latin script, not all of its letters are accented. Most words should have small letters:
    KOI8-R read as windows-1251 swaps the cases.
    """
    controls = sum(1 for char in text if char < " " and char not in "\t\n\r\f\x0b")
    if controls * 100 > len(text):
        return 0.0
    sane = words = small = letters = foreign = 0
    for word in _WORD.findall(text):
        letters += len(word)
        if word.isascii():
            continue
        words += 1
        foreign += any(char > "\u024f" for char in word)
        sane += _sane(word, lang)
        small += not word.isupper()
    odd = sum(1 for char in text if _odd(char))
    # A single accented letter or sign in a long text says little: it may be anything.
    score = 0.95 if not words else sane / words * (0.7 + 0.3 * small / words)
    score *= (words + 10) / (words + 10 + odd)
    if any("\x7f" <= char < "\xa0" for char in text):
        score *= 0.5  # control characters: the sign of a page of the same family, but not this one
    if not lang and foreign * 10 < letters:
        score *= 0.6 if foreign else 1.0  # a Latin text with accents, rather
    return score


def _sane(word: str, lang: str) -> bool:
    letters = [char for char in word if char.isalpha()]
    plain = sum(1 for char in letters if char.isascii())
    latin = all(char <= "\u024f" for char in letters)
    if latin and plain * 10 < len(letters) * 3 and len(letters) > 2:
        return False
    if latin and not lang and not _ICELANDIC.isdisjoint(letters):
        return False  # of no language in the table; Turkish letters have the same places
    if not latin and (plain or any(char <= "\u024f" for char in letters)):
        return False
    return word[1:].islower() or word.isupper() or not any(char.isupper() for char in word)


def _odd(char: str) -> bool:
    """Whether running text hardly ever has that sign: fractions, pilcrows, box drawings."""
    if "\u2500" <= char <= "\u25ff":
        return char not in "■□▪●○"
    return "\xa1" <= char < "\u2000" and not char.isalpha() and char not in "«»·°№§©®±½¼¾´¨£€"


_ICELANDIC = frozenset("ðþýÐÞÝ")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
