"""A folder on a Ray cluster of two nodes, one of which is lost: nothing else is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from translator.batch.run import Elsewhere, opened, run_job
from translator.batch.survey import Job
from translator.memory.sqlite import SqliteMemory
from translator.pipeline import Settings, Translator

pytest.importorskip("ray", reason="Ray is not installed")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

ARTICLES = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    news = tmp_path / "news"
    for number in range(ARTICLES):
        path = news / f"{number % 5}" / f"{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [f"The ferry number {number} left the port of Baku on day {d}." for d in range(30)]
        path.write_text("\n\n".join(lines) + "\n", "utf-8")
    return news


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    import ray
    from ray.cluster_utils import Cluster

    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    running = Cluster(
        initialize_head=True,
        head_node_args={"num_cpus": 0, "include_dashboard": False},
    )
    try:
        yield running
    finally:
        ray.shutdown()
        running.shutdown()


def _outputs(out: Path) -> dict[str, bytes]:
    return {
        p.relative_to(out).as_posix(): p.read_bytes() for p in sorted((out / "ru").rglob("*.*"))
    }


def test_a_node_that_is_lost_costs_nothing_but_time(
    cluster: Any, folder: Path, tmp_path: Path, tiny_model: Path
) -> None:
    from translator.batch.cluster import run_parts

    settings = Settings(source_lang="en", model=str(tiny_model), threads=1)
    alone = Job(folder, tmp_path / "alone", ("ru",), ("same", "jsonl"), settings)
    run_job(alone, Translator(settings))

    nodes = [cluster.add_node(num_cpus=1) for _ in range(2)]
    cluster.wait_for_nodes()
    lines: list[str] = []

    def notify(line: str) -> None:
        lines.append(line)
        if len(nodes) == 2 and line.startswith("part "):
            cluster.remove_node(nodes.pop(), allow_graceful=False)

    job = Job(folder, tmp_path / "out", ("ru",), ("same", "jsonl"), settings)
    done = run_parts(job, cluster.address, articles=ARTICLES, notify=notify)
    assert len(nodes) == 1 and lines[0] == "8 parts on 2 actors of 1 core"
    assert sum(line.startswith("part ") for line in lines) == 8
    assert _outputs(job.out) == _outputs(alone.out)

    memory = SqliteMemory(tmp_path / "memory.sqlite")
    translator = Translator(settings, memory=memory)
    with opened(job, translator, lines.append) as prepared:
        found = prepared.survey()
        assert not found.tasks and found.unchanged == ARTICLES
        prepared.run(found, elsewhere=Elsewhere(found, done.figures(), 1.0))
    memory.close()
    assert "engine" not in translator.__dict__, "the model is not needed for merging"
    report = json.loads((job.out / "report.json").read_text("utf-8"))
    assert report["totals"]["translations"] == ARTICLES
    assert ARTICLES - 16 <= report["run"]["translated"] <= ARTICLES + 16
