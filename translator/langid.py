"""py3langid's model, unpacked once into the cache.

The package keeps it under LZMA; undoing that takes longer than all else that a short translation
needs. The unpacked copy holds the languages of our table alone and gives the same answers.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from translator.errors import TranslatorError
from translator.languages import LANGUAGES
from translator.parallel.files import write_atomically
from translator.paths import cache_dir

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier


@cache
def identifier() -> LanguageIdentifier:
    """The classifier, held to the languages of our table; loaded once a process."""
    from py3langid.langid import MODEL_DIR, MODEL_FILE

    packed = MODEL_DIR / MODEL_FILE
    copy = cache_dir() / f"langid-{zlib.crc32(packed.read_bytes()):08x}.npz"
    found = _read(copy)
    if found is None:
        found = _unpacked(packed)
        with suppress(TranslatorError):  # a cache that cannot be written only costs time
            _write(copy, found)
    return found


def _unpacked(packed: Path) -> LanguageIdentifier:
    from py3langid.langid import LanguageIdentifier

    made = LanguageIdentifier.from_model_file(packed)
    known = set(made.labels)
    made.set_languages([code for code in LANGUAGES if code in known])
    return made


def _write(path: Path, made: LanguageIdentifier) -> None:
    import numpy as np

    data = io.BytesIO()
    np.savez(
        data,
        table=np.array(list(LANGUAGES)),
        ptc=made.nb_ptc,
        pc=made.nb_pc,
        classes=np.array(made.nb_classes),
        nextmove=np.asarray(made.tk_nextmove),
        row=np.asarray(made.tk_row),
        output=np.asarray(made.tk_output, dtype=np.int32),
    )
    for old in path.parent.glob("langid-*.npz"):
        with suppress(OSError):
            old.unlink()
    write_atomically(path, data.getvalue())


def _read(path: Path) -> LanguageIdentifier | None:
    """The copy at ``path``; None if there is none, or it is not whole, or of another table."""
    import numpy as np
    from py3langid.langid import LanguageIdentifier

    try:
        # every part's checksum is verified
        with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
            if data["table"].tolist() != list(LANGUAGES):
                return None
            return LanguageIdentifier(
                data["ptc"],
                data["pc"],
                data["classes"].tolist(),
                memoryview(data["nextmove"]),
                data["output"].tolist(),
                tk_row=data["row"].tolist(),
            )
    except (OSError, ValueError, KeyError, TypeError, EOFError, AttributeError):
        return None
    except (zipfile.BadZipFile, zlib.error, NotImplementedError):
        return None
