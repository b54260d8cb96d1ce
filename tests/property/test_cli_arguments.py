"""Whatever is typed, the command line ends in a known status and says things in its own way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.commandline import alone, cli
from translator.errors import ExitCode

__all__ = ["alone", "cli"]

_TYPED = (
    "translate segment languages formats glossary models config list show find validate info path "
    "a.txt empty.txt gone.txt ours.tsv caspian builtin none - -- -t -f -g -m -o -q -h ru az,tr xx "
    "--to --from --json --quiet --strict --quality --engine --encoding --threads best draft 1 -1 "
    "out.txt out/ {lang}.tmx {lang}{name} utf-8 cp1251 nonsense --lang Xəzər --help --version"
)
WORDS = _TYPED.split()
NAMES = st.text(st.characters(exclude_characters="\0", exclude_categories=()), max_size=12)
TOKENS = st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), NAMES)


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.sampled_from(["translate", "segment", "glossary", "config", ""]), st.lists(TOKENS))
def test_any_arguments(cli: Any, alone: Path, command: str, tokens: list[str]) -> None:
    for name, text in (("a.txt", "The forum is open.\n"), ("empty.txt", "")):
        (alone / name).write_text(text)
    (alone / "ours.tsv").write_text("id\ten\tru\nbaku\tBaku\tБаку\n")
    # Completion would write into somebody's home; a model that is not there keeps it quick.
    argv = [token for token in tokens if "completion" not in token and "/" not in token[:1]]
    argv = [command, *(["-m", "none"] if command == "translate" else []), *argv]
    ran = cli(*filter(None, argv), stdin=b"From the pipe.\n")
    assert ran.code in set(ExitCode)
    assert "Traceback" not in ran.err
    assert "unexpected " not in ran.err.replace("unexpected extra argument", "")
    words = argv[: argv.index("--")] if "--" in argv else argv
    if "--json" in words and not {"-h", "--help", "--version"} & set(argv):
        assert set(json.loads(ran.text)) == {"version", "command", "status", "results", "errors"}
