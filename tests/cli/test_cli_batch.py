"""``translator batch`` on the command line: what is written, said, and told to scripts."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.commandline import Cli, finish, program
from translator.batch.progress import Progress

EN = "The sea is calm today.\n\nShips leave the port of Baku.\n"


@pytest.fixture
def news(alone: Path) -> Path:
    folder = alone / "news"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.md").write_text(f"# Calm\n\n{EN}", "utf-8")
    (folder / "sub" / "b.txt").write_text(EN, "utf-8")
    (folder / "sub" / "picture.jpg").write_bytes(b"\xff\xd8")
    (folder / ".hidden.txt").write_text(EN, "utf-8")
    (folder / "link.txt").symlink_to(folder / "a.md")
    return folder


@pytest.fixture
def command(news: Path, tiny_model: Path) -> list[str | Path]:
    return ["batch", news, "-f", "en", "-t", "ru,az", "-o", "out", "-m", str(tiny_model)]


def _tree(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and ".translator" not in path.parts
    }


def test_a_folder_keeps_its_tree(cli: Cli, command: list[str | Path]) -> None:
    ran = cli(*command, "--formats", "same,tmx,bi.html")
    assert ran.code == 0 and ran.out == b""
    assert _tree(Path("out")) == {
        *(f"{lang}/a.md{end}" for lang in ("ru", "az") for end in ("", ".tmx", ".bi.html")),
        *(f"{lang}/sub/b.txt{end}" for lang in ("ru", "az") for end in ("", ".tmx", ".bi.html")),
        "report.json",
        "report.html",
    }
    assert "2 articles: 2 new" in ran.err and "sub/picture.jpg" in ran.err
    assert "4 translations" in ran.err
    assert Path("out/ru/a.md").read_text("utf-8").startswith("# ")


def test_the_same_result_as_one_by_one(cli: Cli, command: list[str | Path], news: Path) -> None:
    cli(*command, "--formats", "same,jsonl")
    one = ["translate", news / "a.md", *command[2:6], "-m", command[-1], "--no-memory"]
    assert cli(*one, "-o", "one.{lang}.md", "-o", "one.{lang}.jsonl").code == 0
    for lang in ("ru", "az"):
        assert Path(f"one.{lang}.md").read_bytes() == Path(f"out/{lang}/a.md").read_bytes()
        pairs = [
            [json.loads(line)["target"] for line in Path(name).read_text("utf-8").splitlines()]
            for name in (f"one.{lang}.jsonl", f"out/{lang}/a.md.jsonl")
        ]
        assert pairs[0] == pairs[1]


def test_again_changed_removed_and_new(cli: Cli, command: list[str | Path], news: Path) -> None:
    cli(*command)
    (result,) = cli(*command, "--json").envelope["results"]
    assert (result["translated"], result["unchanged"]) == (0, 4)
    (news / "a.md").write_text(f"# Calm\n\n{EN}\nOne sentence more.\n", "utf-8")
    (news / "sub" / "b.txt").unlink()
    (news / "c.txt").write_text(EN, "utf-8")
    ran = cli(*command)
    assert "1 new, 1 changed" in ran.err and "no longer in the folder" in ran.err
    report = json.loads(Path("out/report.json").read_text("utf-8"))
    assert report["removed"] == ["sub/b.txt"] and Path("out/ru/sub/b.txt").exists()
    assert {article["input"] for article in report["articles"]} == {"a.md", "c.txt"}
    assert report["run"]["sentences_translated"] == 2, "one new sentence in two languages"
    Path("out/ru/c.txt").unlink()
    assert "1 with a translation missing" in cli(*command).err


def test_other_settings_redo_without_the_engine(cli: Cli, command: list[str | Path]) -> None:
    cli(*command)
    (result,) = cli(*command, "--formats", "tsv", "--json").envelope["results"]
    assert result["translated"] == 4 and result["sentences_translated"] == 0
    assert Path("out/ru/a.md.tsv").exists()


def test_an_edited_concept_concerns_its_articles_alone(
    cli: Cli, command: list[str | Path], news: Path
) -> None:
    (news / "c.txt").write_text("The Caspian Sea is calm today.\n", "utf-8")
    glossary = Path("names.tsv")
    table = "id\ten\tru\taz\nsea\tCaspian Sea\t{}\tXəzər\nport\tport of Oz\tпорт\tliman\n"
    glossary.write_text(table.format("Каспийское море"), "utf-8")
    command = [*command, "-g", "./names.tsv"]
    cli(*command)
    glossary.write_text(table.format("Каспий"), "utf-8")
    ran = cli(*command)
    assert "1 with an edited glossary concept" in ran.err
    report = json.loads(Path("out/report.json").read_text("utf-8"))
    assert [(a["input"], a["target_lang"]) for a in report["articles"] if a["now"]] == [
        ("c.txt", "ru")
    ]
    assert "nothing to do" in cli(*command).err
    glossary.write_text(table.format("Каспий").replace("port of Oz", "port of Baku"), "utf-8")
    assert "2 with an edited glossary concept" in cli(*command).err, "a concept that is new there"
    assert "nothing to do" in cli(*command).err


_NAMES = (
    "id\ten\tbefore\tafter\tru\ttr\tcase\tnote\n"
    "sea\tCaspian Sea|Khazar\t\t\tморе\tHazar\tfold\tsome note\n"
    "port\tport of Oz\t\t\tпорт\t\tfold\t\n"
    "baku\tBaku\tsea\t\tБаку\t\tfold\t\n"
    "ships\tShips\t\tport\tсуда\t\tfold\t\n"
)
_CALM = {"a.md", "b.txt", "c.txt"}
_EDITS = {
    "a variant more": ("port of Oz", "port of Oz|very", {"c.txt"}),
    "a variant less": ("Caspian Sea|Khazar", "Caspian Sea", {"c.txt", "d.txt"}),
    "a name in other words": ("port of Oz", "Rest", {"d.txt"}),
    "a concept more": ("\nport\t", "\ncalm\tCalm\t\t\tштиль\t\tfold\t\nport\t", _CALM),
    "a concept less": (_NAMES[_NAMES.index("ships") :], "", {"a.md", "b.txt"}),
    "words near it": ("Baku\tsea\t", "Baku\tport\t", {"a.md", "b.txt"}),
    "a word that bars it": ("Ships\t\tport", "Ships\t\t!port", {"a.md", "b.txt"}),
    "case": ("Hazar\tfold", "Hazar\texact", {"c.txt", "d.txt"}),
    "a note": ("some note", "another note", set[str]()),
    "another language": ("Hazar", "Hazar Denizi", set[str]()),
}


@pytest.mark.parametrize("known", [True, False], ids=["texts kept", "older ledger"])
@pytest.mark.parametrize("what", _EDITS)
def test_only_articles_that_an_edit_concerns_are_done_again(
    cli: Cli, command: list[str | Path], news: Path, what: str, known: bool
) -> None:
    (news / "sub" / "b.txt").rename(news / "b.txt")
    (news / "c.txt").write_text("The Caspian Sea is calm — very calm.\n", "utf-8")
    (news / "d.txt").write_text("The KHAZAR may rest.\n", "utf-8")
    old, new, concerned = _EDITS[what]
    glossary = Path("names.tsv")
    command = [*command, "-g", "./names.tsv"]
    command[command.index("ru,az")] = "ru"
    glossary.write_text(_NAMES, "utf-8")
    assert cli(*command).code == 0
    if not known:
        with sqlite3.connect("out/.translator/ledger.sqlite") as db:
            db.executescript("DROP TABLE text; PRAGMA user_version = 1")
        db.close()
    glossary.write_text(_NAMES.replace(old, new, 1), "utf-8")
    assert cli(*command).code == 0
    report = json.loads(Path("out/report.json").read_text("utf-8"))
    assert {a["input"] for a in report["articles"] if a["now"]} == concerned
    command[command.index("out")] = "fresh"
    assert cli(*command, "--no-memory").code == 0
    for name in ("a.md", "b.txt", "c.txt", "d.txt"):
        assert Path("out/ru", name).read_text("utf-8") == Path("fresh/ru", name).read_text("utf-8")


def test_one_bad_article_never_stops_the_rest(
    cli: Cli, command: list[str | Path], news: Path
) -> None:
    (news / "bad.txt").write_bytes(b"\x00\x01\x02" * 50)
    (news / "empty.txt").write_bytes(b"")
    ran = cli(*command, "--json")
    assert ran.code == 1 and ran.envelope["status"] == "failed"
    assert [e["message"].split(":")[0].rpartition("/")[2] for e in ran.envelope["errors"]] == [
        "bad.txt",
        "empty.txt",
    ], "each file once"
    (result,) = ran.envelope["results"]
    assert [(f["input"], f["targets"]) for f in result["failures"]] == [
        ("bad.txt", ["ru", "az"]),
        ("empty.txt", ["ru", "az"]),
    ]
    assert all(f["code"] == "input-unreadable" and f["hint"] for f in result["failures"])
    assert (result["translated"], result["failed"]) == (4, 4)
    assert "bad.txt" in Path("out/report.html").read_text("utf-8")
    (news / "bad.txt").write_text(EN, "utf-8")
    (news / "empty.txt").unlink()
    assert cli(*command).code == 0


def test_a_language_that_the_model_does_not_know_is_told_once(
    cli: Cli, command: list[str | Path], news: Path
) -> None:
    command = [part if part != "ru,az" else "ru,ka,kk" for part in command]
    (news / "sub" / "b.txt").unlink()
    ran = cli(*command, "--json")
    assert ran.code == 1
    (error,) = ran.envelope["errors"]
    assert error["message"].startswith("a.md: ") and error["message"].endswith("; the same for kk")
    (result,) = ran.envelope["results"]
    assert [(f["input"], f["targets"]) for f in result["failures"]] == [("a.md", ["ka", "kk"])]
    assert ran.err.count("translator: error:") == 1


def test_an_article_in_the_target_language_is_passed_by(
    cli: Cli, news: Path, tiny_model: Path
) -> None:
    text = "Сегодня на море штиль, и корабли выходят из порта Баку."
    (news / "ru.txt").write_text(text, "utf-8")
    ran = cli("batch", news, "-t", "ru", "-o", "out", "-m", str(tiny_model))
    assert ran.code == 0 and "1 in the language already" in ran.err
    assert "nothing to do" in cli("batch", news, "-t", "ru", "-o", "out", "-m", tiny_model).err


def test_data_with_an_articles_ending_is_passed_by(
    cli: Cli, command: list[str | Path], news: Path
) -> None:
    (news / "settings.json").write_text('{"colour": "blue", "size": 3}', "utf-8")
    (news / "layout.xml").write_text("<layout><row/></layout>", "utf-8")
    ran = cli(*command)
    assert ran.code == 0
    report = json.loads(Path("out/report.json").read_text("utf-8"))
    passed = {entry["input"]: entry for entry in report["articles"] if "skipped" in entry}
    assert set(passed) == {"settings.json", "layout.xml"}
    assert "no article" in passed["layout.xml"]["skipped"]
    (result,) = cli(*command, "--json").envelope["results"]
    assert (result["translated"], result["failed"]) == (0, 0)


def test_parallel_texts_in_a_folder_are_passed_by(
    cli: Cli, command: list[str | Path], news: Path
) -> None:
    (news / "pairs.tsv").write_text("source\ttarget\nThe sea\tМоре\n", "utf-8")
    (news / "headless.tsv").write_text("The sea\tМоре\nThe port\tПорт\n", "utf-8")
    (news / "pairs.jsonl").write_text('{"source": "The sea", "target": "Море"}\n' * 2, "utf-8")
    for name in ("a.tmx", "a.xlf", "a.bi.html", "a.bi.md", "a.bi.docx"):
        (news / name).write_text("anything", "utf-8")
    ran = cli(*command)
    assert ran.code == 0 and "6 passed by" in ran.err and "already" not in ran.err
    report = json.loads(Path("out/report.json").read_text("utf-8"))
    passed = {e["input"]: e["skipped"] for e in report["articles"] if "skipped" in e}
    assert set(passed) == {"pairs.tsv", "headless.tsv", "pairs.jsonl"}
    assert set(passed.values()) == {"parallel text, not an article"}
    assert {"a.tmx", "a.xlf", "a.bi.html", "a.bi.md", "a.bi.docx"} <= set(report["unknown"])


def test_a_dry_run_writes_nothing(cli: Cli, command: list[str | Path], alone: Path) -> None:
    ran = cli(*command, "--dry-run", "--json")
    (result,) = ran.envelope["results"]
    assert ran.code == 0 and result["translations"] == 4 and result["words"] > 30
    assert result["seconds"] >= 0 and result["words_a_second"] > 0
    assert not Path("out").exists()
    assert sorted(cli(*command, "--dry-run").text.splitlines()) == [
        "a.md\tru,az\tnew",
        "sub/b.txt\tru,az\tnew",
    ]
    (ran,) = cli(*command, "--json").envelope["results"]
    assert ran["words"] == result["words"], "what was foretold"
    fresh = ran["sentences_translated"] / ran["sentences"]
    assert 0 < result["words_remembered"] < result["words"] and fresh < 1, "repeated sentences"
    ran = cli(*command, "--dry-run")
    assert ran.out == b"" and "nothing to do" in ran.err


def test_include_and_exclude(cli: Cli, command: list[str | Path]) -> None:
    cli(*command, "--include", "*.txt", "--formats", "same")
    assert {name for name in _tree(Path("out")) if name[0] != "r" or name[1] == "u"} == {
        "ru/sub/b.txt",
        "az/sub/b.txt",
    }
    ran = cli(*command, "--exclude", "sub")
    assert "1 article: 1 new" in ran.err and "no longer" not in ran.err


def test_parts_make_the_whole(cli: Cli, command: list[str | Path], isolated_dirs: Path) -> None:
    for part in ("1/2", "2/2"):
        ran = cli(*command, "--shard", part)
        assert ran.code == 0 and f"news, part {part}: " in ran.err
        assert Path(f"out/report.{part.replace('/', '-of-')}.html").exists()
    ran = cli(*command)
    assert "nothing to do" in ran.err and "took over" in ran.err
    assert [path.name for path in Path("out").glob("report.*.*")] == [], "one report of the whole"
    assert "took over" not in cli(*command).err
    (stats,) = cli("memory", "stats", "--json").envelope["results"]
    assert stats["units"] > 0
    report = json.loads(Path("out/report.json").read_text("utf-8"))
    assert report["totals"]["translations"] == 4


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (["nowhere", "-t", "ru", "-o", "out"], 5, "no such folder"),
        (["news/a.md", "-t", "ru", "-o", "out"], 5, "translator translate"),
        (["news", "-o", "out"], 2, "no target language"),
        (["news", "-t", "ru", "-o", "news"], 2, "would lie among the articles"),
        (["news/sub", "-t", "sub", "-o", "news"], 2, "unknown language"),
        (["news", "-t", "ru", "-o", "out", "--formats", "pdf"], 2, "no format is called 'pdf'"),
        (["news", "-t", "ru", "-o", "out", "--shard", "3/2"], 2, "invalid shard"),
        (["news", "-t", "ru", "-o", "out", "--shard", ""], 2, "invalid shard"),
        (["news", "-t", "ru", "-o", "out", "--watch", "--dry-run"], 2, "do not go together"),
        (["news", "-t", "ru", "-o", "news/a.md"], 1, "cannot write"),
        (["news", "-t", "ru", "-o", "out", "-m", "no-such-model"], 4, "no model"),
        (["news", "-t", "ru", "-o", "out", "--memory", "news/a.md"], 1, "no translation memory"),
    ],
)
def test_wrong_usage(
    cli: Cli, news: Path, tiny_model: Path, argv: list[str], code: int, said: str
) -> None:
    model = [] if "-m" in argv else ["-m", str(tiny_model)]
    ran = cli("batch", *argv, "-f", "en", *model)
    assert (ran.code, ran.out) == (code, b""), ran.err
    assert said in ran.err and "Traceback" not in ran.err and "unexpected" not in ran.err


def test_two_results_for_one_place(cli: Cli, command: list[str | Path], news: Path) -> None:
    (news / "sub" / "b.txt.txt").write_text(EN, "utf-8")
    ran = cli(*command, "--formats", "same,txt")
    assert ran.code == 2 and "would be one file" in ran.err


def test_strict(cli: Cli, news: Path, tiny_endless: Path) -> None:
    command = ["batch", news, "-f", "en", "-t", "ru", "-o", "out", "-m", str(tiny_endless)]
    ran = cli(*command, "--strict", "--json")
    assert ran.code == 3 and ran.envelope["status"] == "flagged"
    page = Path("out/report.html").read_text("utf-8")
    assert 'href="ru/a.md.bi.html#t1"' in page


def test_names_that_need_care(cli: Cli, command: list[str | Path], news: Path) -> None:
    names = ["with space #1 100%.txt", "<b>&amp;.txt", "Xəzər.txt", os.fsdecode(b"bad-\xff.txt")]
    for name in names:
        (news / name).write_text(EN, "utf-8")
    ran = cli(*command)
    assert ran.code == 0, ran.err
    for name in names:
        assert Path("out/ru", name).exists()
    page = Path("out/report.html").read_text("utf-8")
    assert "<b>" not in page.partition("<tbody>")[2]
    assert 'href="ru/with%20space%20%231%20100%25.txt.bi.html"' in page
    assert "bad-%FF.txt" in page
    assert cli(*command).err.count("nothing to do") == 1


def test_interrupted_and_gone_on(command: list[str | Path], news: Path, alone: Path) -> None:
    for number in range(60):
        (news / f"{number}.txt").write_text(f"Ship number {number} left. {EN}", "utf-8")
    process = program(*command, "--window", "8")
    for _ in range(600):
        if list(Path("out").glob("ru/*.txt")) or process.poll() is not None:
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    ran = finish(process)
    assert ran.code in (0, 130), ran.err
    assert "Traceback" not in ran.err
    assert finish(program(*command)).code == 0
    assert len(list(Path("out/ru").glob("*.txt"))) == 60


def test_watch_takes_what_arrives(command: list[str | Path], news: Path, alone: Path) -> None:
    process = program(*command, "--watch")

    def until(path: str) -> None:
        for _ in range(1200):
            if Path(path).exists() or process.poll() is not None:
                break
            time.sleep(0.05)
        assert Path(path).exists(), process.stderr and process.stderr.read()

    killer = threading.Timer(90, process.kill)
    killer.start()
    until("out/ru/a.md")
    (news / "late.txt").write_text(EN, "utf-8")
    until("out/az/late.txt")
    process.send_signal(signal.SIGINT)
    ran = finish(process)
    killer.cancel()
    assert ran.code == 0 and "watching no longer" in ran.err


def test_watch_uses_an_edited_glossary(command: list[str | Path], news: Path, alone: Path) -> None:
    table = "id\ten\tru\tpolicy\nsea\tsea\t{}\trequire\n"
    glossary = alone / "names.tsv"
    glossary.write_text(table.format("море"), "utf-8")
    log = alone / "log"
    with log.open("wb") as err:
        process = program(
            *command, "-g", str(glossary), "--watch", stdout=subprocess.DEVNULL, stderr=err
        )

    def until(text: str) -> None:
        for _ in range(1200):
            if text in log.read_text("utf-8") or process.poll() is not None:
                break
            time.sleep(0.05)
        assert text in log.read_text("utf-8")

    killer = threading.Timer(90, process.kill)
    killer.start()
    until("2 articles")
    glossary.write_text("not a glossary\n", "utf-8")
    until("stay in use as they were")
    glossary.write_text(table.format("Хвалынское море"), "utf-8")
    (news / "late.txt").write_text(EN, "utf-8")
    until("used for what arrives from now on")
    for _ in range(1200):
        if Path("out/ru/late.txt").exists():
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    killer.cancel()
    assert log.read_text("utf-8").count("stay in use as they were") == 1
    assert "валынское море" in Path("out/ru/late.txt").read_text("utf-8")


def test_columns_of_tables(cli: Cli, command: list[str | Path], news: Path) -> None:
    (news / "t.csv").write_text("id,title,note\n1,Calm sea,Ships leave Baku.\n", "utf-8")
    assert cli(*command, "--formats", "same").code == 0
    before = Path("out/ru/t.csv").read_text("utf-8")
    assert "Ships leave Baku." in before and "Calm sea" not in before
    ran = cli(*command, "--formats", "same", "--columns", "note")
    after = Path("out/ru/t.csv").read_text("utf-8")
    assert ran.code == 0 and "Calm sea" in after and "Ships leave Baku." not in after


def test_ray_that_is_not_installed_is_named(
    cli: Cli, command: list[str | Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    ran = cli(*command, "--ray")
    assert ran.code == 1 and "Ray, which is not installed" in ran.err
    assert "translator[cluster]" in ran.err
    assert not (Path("out") / "ru").exists()


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        (["--ray"], "local"),
        (["--ray", "--quiet"], "local"),
        (["--ray", "auto"], "auto"),
        (["--ray", "10.0.0.1:6379"], "10.0.0.1:6379"),
        (["--ray=ray://head:10001"], "ray://head:10001"),
    ],
)
def test_the_address_of_ray_may_be_left_out(
    cli: Cli,
    command: list[str | Path],
    monkeypatch: pytest.MonkeyPatch,
    given: list[str],
    understood: str,
) -> None:
    from translator.batch import cluster

    asked: list[str] = []

    def run_parts(job: object, address: str, **rest: object) -> Progress:
        asked.append(address)
        return Progress()

    monkeypatch.setattr(cluster, "run_parts", run_parts)
    ran = cli(command[0], *given, *command[1:])
    assert ran.code == 0 and asked == [understood], ran.err


def test_a_cluster_that_is_not_there(cli: Cli, command: list[str | Path]) -> None:
    pytest.importorskip("ray")
    ran = cli(*command, "--ray", "127.0.0.1:1")
    assert ran.code == 1 and "no Ray cluster answers at 127.0.0.1:1" in ran.err


def test_one_way_at_a_time(cli: Cli, command: list[str | Path]) -> None:
    ran = cli(*command, "--ray", "--shard", "1/2")
    assert ran.code == 2 and "--ray and --shard do not go together" in ran.err


def test_a_part_knows_what_people_have_translated(cli: Cli, command: list[str | Path]) -> None:
    pairs = Path("people.tmx")
    pairs.write_text(
        '<tmx version="1.4"><header srclang="en" adminlang="en" segtype="sentence" '
        'datatype="plaintext" creationtool="x" creationtoolversion="1" o-tmf="x"/><body><tu>'
        '<tuv xml:lang="en"><seg>The sea is calm today.</seg></tuv>'
        '<tuv xml:lang="ru"><seg>Сегодня море спокойно.</seg></tuv></tu></body></tmx>',
        "utf-8",
    )
    assert cli("memory", "import", pairs).code == 0
    assert cli(*command, "--formats", "txt", "--shard", "1/1").code == 0
    assert "Сегодня море спокойно." in Path("out/ru/a.md.txt").read_text("utf-8")
