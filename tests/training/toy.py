"""A toy corpus of our own: a small grammar in four languages, word for word."""

from __future__ import annotations

import lzma
import random
from pathlib import Path

WORDS = {
    "who": [
        ("ministers", "министры", "bakanlar", "nazirlər"),
        ("doctors", "врачи", "doktorlar", "həkimlər"),
        ("teachers", "учителя", "öğretmenler", "müəllimlər"),
        ("Ivanov", "Иванов", "İvanov", "İvanov"),
        ("Leyla", "Лейла", "Leyla", "Leyla"),
        ("farmers", "фермеры", "çiftçiler", "fermerlər"),
    ],
    "did": [
        ("opened", "открыли", "açtı", "açdı"),
        ("visited", "посетили", "gezdi", "gəzdi"),
        ("praised", "похвалили", "övdü", "təriflədi"),
        ("sold", "продали", "sattı", "satdı"),
    ],
    "how": [
        ("yesterday", "вчера", "dün", "dünən"),
        ("today", "сегодня", "bugün", "bugün"),
        ("quickly", "быстро", "hızla", "tez"),
        ("again", "снова", "yine", "yenə"),
    ],
    "what": [
        ("museum", "музей", "müze", "muzey"),
        ("bridge", "мост", "köprü", "körpü"),
        ("school", "школу", "okul", "məktəb"),
        ("market", "рынок", "pazar", "bazar"),
        ("port", "порт", "liman", "liman"),
    ],
}
COLUMN = {"en": 0, "ru": 1, "tr": 2, "az": 3}


def sentences(count: int, language: str, *, shared: bool = False) -> list[tuple[str, str]]:
    """Pairs of English and another language; ``shared``: the same English in each of them."""
    rng = random.Random("3" if shared else f"3{language}")
    pairs: dict[tuple[str, str], None] = {}
    while len(pairs) < count:
        rows = [rng.choice(WORDS[part]) for part in ("who", "how", "did", "what")]
        number = str(rng.randrange(10, 10_000))
        first = " ".join(row[0] for row in rows) + f" {number}."
        second = " ".join(row[COLUMN[language]] for row in rows) + f" {number}."
        pairs[first[0].upper() + first[1:], second[0].upper() + second[1:]] = None
    return list(pairs)


def write_data(folder: Path, count: int, *, shared: bool = False) -> None:
    """A data folder as the recipe reads it, with a test set beside."""
    for language in ("ru", "tr", "az"):
        pairs = sentences(count, language, shared=shared)
        train = folder / "train" / f"en-{language}" / "tatoeba-tests.tsv.xz"
        train.parent.mkdir(parents=True)
        with lzma.open(train, "wt", encoding="utf-8") as file:
            file.writelines(f"{a}\t{b}\n" for a, b in pairs[:-30])
        for part, name in (("dev", "flores-dev.tsv.xz"), ("test", "flores-devtest.tsv")):
            path = folder / part / f"en-{language}" / name
            path.parent.mkdir(parents=True)
            rows = pairs[-30:-15] if part == "dev" else pairs[-15:]
            text = "".join(f"{a}\t{b}\n" for a, b in rows)
            path.write_bytes(
                lzma.compress(text.encode()) if name.endswith(".xz") else text.encode()
            )


def write_links(work: Path) -> None:
    """Alignments of the toy corpus, which are one to one."""
    for path in (work / "clean").glob("*.tsv"):
        lines = path.read_text(encoding="utf-8").splitlines()
        links = [
            " ".join(f"{i}-{i}" for i in range(len(line.split("\t")[2].split()))) for line in lines
        ]
        path.with_suffix(".align").write_text("\n".join(links) + "\n", encoding="utf-8")
