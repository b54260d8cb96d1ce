"""The wider mix of directions: triangulated pairs, held-out sets that meet in English."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from toy import sentences, write_data, write_links

from training.align import parse_links
from training.corpus import Corpus, read_corpora
from training.heldout import flores
from training.heldout import test_sets as held_out_sets
from training.mixes import CORE, MIXES, WIDE, Mix
from training.sources import BY_NAME, TAGS
from training.triangulate import compose, triangulate


def corpus(language: str, *rows: tuple[str, str, str], kind: str = "news") -> Corpus:
    weights = np.array([1.0 + i for i in range(len(rows))])
    return Corpus(("en", language), list(rows), weights, [kind] * len(rows))


def test_links_compose_through_the_english_word() -> None:
    # the port opened | порт открыли | liman açıldı
    sure, possible = parse_links(compose("1-0 2-1", "1-0 2~1"))
    assert sure == [(0, 0)]
    assert possible == [(1, 1)]
    assert compose("0-0", "1-0") == ""
    # sure by one English word, possible by another: sure
    assert compose("0-0 1~0", "0-0 1-0") == "0-0"


def test_pairs_meet_in_the_same_english_line_once() -> None:
    russian = corpus("ru", ("A port.", "Порт.", "1-0"), ("A port.", "Гавань.", "1-0"))
    turkish = corpus("tr", ("A bridge.", "Bir köprü.", "0-0 1-1"), ("A port.", "Liman.", "1-0"))
    made = triangulate(russian, turkish)
    assert made.languages == ("ru", "tr")
    assert made.rows == [("Порт.", "Liman.", "0-0")]
    assert made.weights.tolist() == [1.0], "the lighter of the two"


def test_headwords_are_not_triangulated() -> None:
    russian = corpus("ru", ("bank", "берег", "0-0"), kind="dictionary")
    turkish = corpus("tr", ("bank", "banka", "0-0"), kind="dictionary")
    assert not triangulate(russian, turkish).rows


def test_triangles_begin_in_one_language() -> None:
    with pytest.raises(ValueError, match="same language"):
        triangulate(corpus("ru"), Corpus(("ru", "tr"), [], np.array([]), []))


@pytest.mark.parametrize("mix", MIXES.values(), ids=list(MIXES))
def test_mixes_are_whole(mix: Mix) -> None:
    assert sum(mix.directions.values()) == pytest.approx(1)
    assert all((b, a) in mix.directions for a, b in mix.directions)
    assert set(mix.languages) <= set(TAGS)
    learnt = {*mix.pairs, *mix.triangles}
    assert {tuple(sorted(pair)) for pair in learnt} == {tuple(sorted(d)) for d in mix.directions}


def test_the_wide_mix_adds_to_the_core() -> None:
    assert set(CORE.directions) < set(WIDE.directions)
    assert set(CORE.folders) < set(WIDE.folders)
    assert BY_NAME["ui-pivot"].weight == 0, "its interface texts are partly under the GPL"


def test_the_wide_mix_packs_what_two_pairs_share(tmp_path: Path) -> None:
    from training.batches import Shard
    from training.pack import pack, pack_dev
    from training.prepare import prepare
    from training.tokenise import train_sentencepiece

    data, work = tmp_path / "data", tmp_path / "work"
    write_data(data, 300, shared=True)
    prepare(data, work, mix=WIDE)
    write_links(work)
    corpora = {c.languages: c for c in read_corpora(work, WIDE)}
    assert len(corpora["ru", "az"].rows) == len(corpora["en", "az"].rows) > 200
    train_sentencepiece(work / "clean", work / "source.model", size=500)
    pack(work, shards=1, tokens=20_000, mix=WIDE)
    pack_dev(data, work, mix=WIDE)
    order = sorted(WIDE.directions)
    wanted = {d for d in order if "uk" not in d}
    for name in ("shard-000", "dev"):
        codes = Shard.load(work / "packed" / f"{name}.npz").direction
        assert {order[code] for code in codes} == wanted
    sets = held_out_sets(data, mix=WIDE)
    assert {(s.source, s.target) for s in sets} == wanted
    assert all(len(s.sources) == len(s.references) == 15 for s in sets)


def test_two_languages_meet_in_the_english_of_flores(tmp_path: Path) -> None:
    write_data(tmp_path, 100, shared=True)
    russian = dict(sentences(100, "ru", shared=True)[-15:])
    turkish = dict(sentences(100, "tr", shared=True)[-15:])
    expected = [(russian[english], turkish[english]) for english in russian]
    assert flores(tmp_path, "test", "ru", "tr") == expected
    assert flores(tmp_path, "test", "ru", "uk") == []
