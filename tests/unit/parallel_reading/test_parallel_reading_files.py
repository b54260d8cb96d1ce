"""Recognising parallel files, choosing languages in them, and writing them again corrected."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import etree
from parallel_samples import persian, russian

from translator.errors import ErrorCode, TranslatorError
from translator.parallel.pair import ANY, Wanted, is_language_code, language_of
from translator.parallel.reading import READERS, open_parallel, reader_for
from translator.parallel.registry import WRITERS

GOLDEN = Path(__file__).parents[2] / "golden" / "parallel_reading"
PARALLEL = ("tmx", "xlf", "xlf2", "tsv", "jsonl")
TMX = '<tmx version="1.4"><header srclang="en"/><body>{}</body></tmx>'
TU = '<tu><tuv xml:lang="en"><seg>{}</seg></tuv><tuv xml:lang="ru"><seg>{}</seg></tuv></tu>'


def pairs(data: bytes | str, wanted: Wanted = ANY) -> list[tuple[str, str]]:
    raw = data.encode() if isinstance(data, str) else data
    with open_parallel(None, data=raw) as file:
        return [(pair.source, pair.target) for pair in file.pairs(wanted)]


def refusal(data: bytes | str, wanted: Wanted = ANY) -> TranslatorError:
    with pytest.raises(TranslatorError) as caught:
        pairs(data, wanted)
    assert caught.value.code is ErrorCode.INPUT_UNREADABLE
    assert caught.value.exit_code == 5
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("name", PARALLEL)
@pytest.mark.parametrize("sample", [russian, persian])
def test_what_is_written_is_read(name: str, sample: object) -> None:
    parallel = sample()  # type: ignore[operator]
    with open_parallel(None, data=WRITERS[name].write(parallel)) as file:
        assert file.reader.name == name
        read = list(file.pairs())
    assert [(p.source, p.target) for p in read] == [(u.source, u.target) for u in parallel.units]
    assert [pair.segment for pair in read] == list(range(1, len(read) + 1))
    if name != "tsv":
        assert {(p.source_lang, p.target_lang) for p in read} == {("en", parallel.target_lang)}


@pytest.mark.parametrize("name", ["tmx", "xlf", "xlf2"])
def test_findings_come_back_as_notes_of_their_segment(name: str) -> None:
    parallel = russian()
    with open_parallel(None, data=WRITERS[name].write(parallel)) as file:
        read = list(file.pairs())
    for pair, unit in zip(read, parallel.units, strict=True):
        assert list(pair.notes) == [f"{f.code}: {f.message}" for f in unit.findings]
        if name == "xlf":
            state = "needs-review-translation" if unit.findings else "translated"
            assert pair.state == (state if unit.target else "needs-translation")
        if name == "xlf2":
            assert pair.state == ("initial" if unit.findings else "translated")


@pytest.mark.parametrize("name", PARALLEL)
@pytest.mark.parametrize("ending", [".tmx", ".xlf", ".tsv", ".jsonl", ".txt", ""])
def test_content_decides(name: str, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(WRITERS[name].write(russian()))
    with open_parallel(path) as file:
        assert file.reader.name == name
        assert len(list(file.pairs())) == 11


def test_endings_belong_to_one_reader() -> None:
    endings = [ending for reader in READERS.values() for ending in reader.endings]
    assert len(endings) == len(set(endings))


def test_text_that_looks_like_something_else() -> None:
    assert pairs("<b>bold</b> text\tfett\n<i>x</i>\ty\n")[0] == ("<b>bold</b> text", "fett")
    assert pairs("<br/>\tx\n") == [("<br/>", "x")]
    assert pairs("{x}\t{y}\n") == [("{x}", "{y}")]
    assert reader_for("a.jsonl", io.BytesIO(b'{"source": "a\tb"}\n')).name == "jsonl"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_of_xml(encoding: str) -> None:
    text = '<?xml version="1.0"?>' + TMX.format(TU.format("sea", "море"))
    assert pairs(text.encode(encoding)) == [("sea", "море")]


def test_a_declared_code_page() -> None:
    text = '<?xml version="1.0" encoding="windows-1251"?>' + TMX.format(TU.format("sea", "море"))
    assert pairs(text.encode("cp1251")) == [("sea", "море")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_of_lines(encoding: str, end: str) -> None:
    lines = ["море\tsea", "", "ਊ\u0a0a\ta \u2028b", "порт\tport"]
    expected = [("море", "sea"), ("ਊ\u0a0a", "a \u2028b"), ("порт", "port")]
    assert pairs(end.join(lines).encode(encoding)) == expected
    json = ['{"ru": "море", "en": "sea"}', "", '{"source": "порт", "target": "port"}']
    assert pairs(end.join(json).encode(encoding)) == [expected[0], expected[2]]


def test_undeclared_entities_of_a_file_with_a_dtd_are_read_as_html() -> None:
    text = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">' + TMX.format(TU.format("a&nbsp;b", "а&bogus;б"))
    assert pairs(text) == [("a\u00a0b", "а&bogus;б")]
    error = refusal(TMX.format(TU.format("a&nbsp;b", "b")))
    assert "nbsp" in error.message


def test_languages_choose_the_variants() -> None:
    data = (GOLDEN / "inline.tmx").read_bytes()
    assert len(pairs(data)) == 4
    assert pairs(data, Wanted("tr"))[0][0].startswith("Haritaya")
    assert [target for _, target in pairs(data, Wanted("en", "az"))] == [
        "Xəzər dənizi və limanları."
    ]
    error = refusal(data, Wanted("en", "fa"))
    assert "no sentence pair from en to fa" in error.message
    assert "az to ru" in error.hint


def test_languages_of_a_file_that_states_others() -> None:
    assert "it holds en to ru" in refusal("en\tru\nsea\tморе\n", Wanted("az")).hint
    assert "it holds en to ru" in refusal(WRITERS["xlf2"].write(russian()), Wanted("", "tr")).hint
    assert "it holds en to ru" in refusal(WRITERS["jsonl"].write(russian()), Wanted("tr")).hint
    two = (GOLDEN / "stranger.xlf").read_bytes()
    assert pairs(two, Wanted("en", "az")) == [("Baku", "Bakı")]


def test_a_tsv_header_is_one_only_if_all_its_cells_say_so() -> None:
    assert pairs("en\tru\na\tb\n") == [("a", "b")]
    assert pairs("EN-us\taz_AZ\na\tb\n") == [("a", "b")]
    assert pairs("target\tsource\na\tb\n") == [("b", "a")]
    assert pairs("source\tru\na\tb\n") == [("a", "b")]
    assert pairs("en\tBaku\na\tb\n") == [("en", "Baku"), ("a", "b")]
    assert pairs("Russian\tРусский\n") == [("Russian", "Русский")]
    assert pairs("Source\n\nSource\ttarget\na\tb\n") == [("Source", "target"), ("a", "b")]
    assert pairs("a\tb\nsource\ttarget\n") == [("a", "b"), ("source", "target")]


def test_lines_without_a_tab_are_told() -> None:
    told: list[str] = []
    with open_parallel(None, data=b"a\tb\nbare\n\nc\t\n" + b"bare\n" * 5) as file:
        assert [p.target for p in file.pairs(ANY, told.append)] == ["b", ""]
    assert told[0] == "-:2: no second column; the line is passed over"
    assert told[-1] == "-: 3 more lines without a second column"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n\n",
        b"\xef\xbb\xbf\n",
        b"one column\nanother\n",
        b"en\tru\n",
        b'{"a": 1}\n',
        b'["a", "b"]\n',
        b"<html><body>x</body></html>",
        b'<tmx version="1.4"><header srclang="en"/><body/></tmx>',
        TMX.format('<tu><tuv xml:lang="en"><seg>alone</seg></tuv></tu>').encode(),
        b'<xliff version="1.2"><file><body/></file></xliff>',
        b'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>',
    ],
)
def test_nothing_to_read_is_status_5(data: bytes) -> None:
    refusal(data)


def test_sources_alone_are_no_pairs() -> None:
    text = "<xliff version='1.2'><file source-language='en'><body>{}</body></file></xliff>"
    unit = "<trans-unit id='1'><source>a</source></trans-unit>"
    assert "no translation" in refusal(text.format(unit)).message
    done = "<trans-unit id='2'><source>b</source><target>c</target></trans-unit>"
    assert pairs(text.format(unit + done)) == [("a", ""), ("b", "c")]


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(TranslatorError) as caught, open_parallel(tmp_path / "no.tmx"):
        pass
    assert caught.value.code is ErrorCode.INPUT_MISSING
    with pytest.raises(TranslatorError, match="a folder"), open_parallel(tmp_path):
        pass


@pytest.mark.parametrize("name", PARALLEL)
def test_without_changes_the_copy_is_the_file(name: str) -> None:
    data = WRITERS[name].write(persian())
    with open_parallel(None, data=data) as file:
        assert file.corrected(ANY, {}) == (data, frozenset())


STRANGERS = ("old.tmx", "inline.tmx", "stranger.xlf", "stranger.xlf2", "stranger.jsonl")


@pytest.mark.parametrize("name", [*STRANGERS, "three.tsv", "reversed.tsv", "headless.tsv"])
def test_strangers_files_are_copied_as_they_are(name: str) -> None:
    original = (GOLDEN / name).read_bytes()
    with open_parallel(GOLDEN / name) as file:
        made, changed = file.corrected(ANY, {})
    assert changed == frozenset()
    if b"<?xml" in original:
        assert canonical(made) == canonical(original)
        assert made.splitlines()[0] == original.splitlines()[0]
    else:
        assert made == original


def canonical(data: bytes) -> bytes:
    parser = etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False)
    return etree.tostring(etree.fromstring(data, parser), method="c14n")


@pytest.mark.parametrize("name", PARALLEL)
def test_one_target_is_changed_and_nothing_else(name: str) -> None:
    data = WRITERS[name].write(russian())
    with open_parallel(None, data=data) as file:
        before = list(file.pairs())
        start = before[3].target.index("моря")
        made, changed = file.corrected(ANY, {3: [(start, start + 4, "океана & <суши>")]})
    assert changed == {3}
    with open_parallel(None, data=made) as file:
        after = list(file.pairs())
    assert after[3].target == before[3].target.replace("моря", "океана & <суши>")
    assert after[:3] + after[4:] == before[:3] + before[4:]
    old, new = data.splitlines(), made.splitlines()
    # an empty element may be spelt in another way, everything else stays to the letter
    differing = [n for n, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
    assert len([n for n in differing if b"></" not in old[n] or b"/>" not in new[n]]) <= 1


@pytest.mark.parametrize("name", ["stranger.xlf", "stranger.xlf2", "inline.tmx"])
def test_changes_keep_inline_markup_and_stop_at_it(name: str) -> None:
    with open_parallel(GOLDEN / name) as file:
        before = list(file.pairs())
        target = before[0].target
        word = target.split()[0]
        made, changed = file.corrected(ANY, {0: [(0, len(word), "НОВОЕ")]})
        assert changed == {0}
        _, across = file.corrected(ANY, {0: [(0, len(target), "НОВОЕ")]})
        assert across == frozenset()
    with open_parallel(None, data=made) as file:
        after = list(file.pairs())
    assert after[0].target == "НОВОЕ" + target[len(word) :]
    assert after[1:] == before[1:]
    tags = [element.tag for element in etree.fromstring(made).iter()]
    assert tags == [e.tag for e in etree.fromstring((GOLDEN / name).read_bytes()).iter()]


def test_the_copy_keeps_encoding_and_line_ends() -> None:
    text = '<?xml version="1.0" encoding="{}"?>\r\n<!-- ours -->\r\n' + TMX.format(
        TU.format("sea", "море") + "\r\n"
    )
    for encoding in ("utf-8", "windows-1251", "utf-16"):
        data = text.format(encoding).encode(encoding)
        with open_parallel(None, data=data) as file:
            made, _ = file.corrected(ANY, {0: [(0, 4, "Каспий")]})
        assert pairs(made) == [("sea", "Каспий")]
        assert "<!-- ours -->" in made.decode(encoding)
        if encoding != "utf-16":
            assert made == data.replace("море".encode(encoding), "Каспий".encode(encoding))


def test_language_codes() -> None:
    assert language_of("EN-US") == "en"
    assert language_of("azj_Latn") == "az"
    assert language_of("x-klingon") == "x"
    assert language_of("sv-SE") == "sv"
    assert language_of(" ") == ""
    assert is_language_code("az") and is_language_code("rus") and is_language_code("tr-TR")
    assert not is_language_code("Russian") and not is_language_code("sv")
    assert not is_language_code("en ru") and not is_language_code("")
