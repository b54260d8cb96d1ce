"""The report as one self-contained web page, in the look of the side-by-side pages."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from translator import __version__
from translator.batch.result import flags
from translator.engines.decode import severity
from translator.parallel.summary import count, is_rtl, name_of, ranges

ROWS = 1000  # articles listed one by one; report.json lists them all
_FLAGS = 20  # flagged sentences shown of an article


def page(content: dict[str, Any]) -> str:
    """The page for a report's contents; it runs no script and asks for nothing.

    ``content["articles"]`` are the most urgent ones, in order.
    """
    style = _data("report.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return Template(_data("report.html")).substitute(
        style=style,
        style_hash=f"sha256-{digest}",
        generator=f"translator {__version__}",
        title=_text(content["folder"]),
        languages=_text(", ".join(name_of(code) for code in content["targets"])),
        facts=_facts(content),
        run=_run(content["run"], content["seconds"]),
        failed=_failed(content) + _inconsistent(content),
        notice=_notice(content),
        rows="\n".join(_row(a) for a in content["articles"] if a["status"] != "failed"),
        more=_more(content["totals"]["articles"]),
        left=_left(content),
        end=_text(f"{content['finished']} · translator {__version__} · report.json has it all"),
    )


def urgency(article: dict[str, Any]) -> tuple[int, int, str, str]:
    """A key that sorts failed articles before flagged ones, and those by what the flags weigh."""
    order = {"failed": 0, "done": 1, "skipped": 2}
    weight = article.get("weight", 0)
    return order[article["status"]], -weight, article["input"], article["target_lang"]


def shortened(article: dict[str, Any]) -> dict[str, Any]:
    """A report's entry with the worst of its flagged sentences, their number and their weight."""
    flagged = article.get("flagged", [])
    worst = sorted(flagged, key=_weight, reverse=True)[:_FLAGS]
    shown = sorted(worst, key=lambda flag: int(flag["segment"]))
    unsure = len(article.get("unsure", ()))
    return article | {
        "flagged": shown,
        "flags": flags(article),
        "weight": sum(map(_weight, flagged)) + unsure * severity("unsure"),
    }


def _weight(flag: dict[str, Any]) -> int:
    return sum(severity(finding["code"]) for finding in flag["findings"])


def _facts(content: dict[str, Any]) -> str:
    total = content["totals"]
    parts = [
        count(total["translations"], "translation"),
        count(total["sentences"], "sentence"),
        count(total["words"], "word"),
        f"{total['flagged']:,} flagged",
    ]
    if total["terms_found"]:
        parts.append(f"{total['terms_applied']:,} of {count(total['terms_found'], 'term')} applied")
    parts.append(f"model {content['model']}")
    if content["glossaries"]:
        parts.append("glossary " + ", ".join(content["glossaries"]))
    if content["part"]:
        parts.append(f"part {content['part'].replace('-of-', '/')}")
    return " · ".join(map(_text, parts))


def _notice(content: dict[str, Any]) -> str:
    """What is to be expected of the model, and what a flag means."""
    notice = content["notice"].removeprefix("note: ")
    notice = notice[:1].upper() + notice[1:]
    return (f"<p><strong>{_text(notice)}</strong></p>" if notice else "") + (
        "<p>A flag is what a check has found: a number, a name, a script, a length, or that the "
        "model itself was unsure. No check tells whether a sentence means what it should; one "
        "without a flag may still be wrong.</p>"
    )


def _run(run: dict[str, Any], seconds: float) -> str:
    cells = [
        ("translated now", run["translated"]),
        ("unchanged", run["unchanged"]),
        ("failed", run["failed"]),
        ("sentences translated", run["sentences_translated"]),
        ("sentences reused", run["sentences_reused"]),
        ("seconds", round(seconds)),
    ]
    return "".join(f"<div><dt>{name}</dt><dd>{value:,}</dd></div>" for name, value in cells)


def _failed(content: dict[str, Any]) -> str:
    """What failed: an article once for each reason, with the languages that it failed in."""
    failed: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for article in content["articles"]:
        if article["status"] == "failed":
            failed.setdefault((article["input"], article["error"]["code"]), []).append(article)
    if not failed:
        return ""
    items = "".join(
        f"<li><b>{_text(first['input'])}</b> into "
        f"{_text(', '.join(name_of(a['target_lang']) for a in (first, *others)))}: "
        f"{_text(_reason(first))}"
        f'<span class="reason">{_text(first["error"]["hint"])}</span></li>'
        for first, *others in failed.values()
    )
    heading = f"{count(content['totals']['failed'], 'translation')} failed"
    return (
        '<section class="review" aria-labelledby="failed">'
        f'<h2 id="failed">{heading}</h2><ol>{items}</ol></section>'
    )


def _reason(article: dict[str, Any]) -> str:
    """What went wrong, without the name that stands before it already."""
    message = str(article["error"]["message"])
    return message.partition(f"{article['input']}: ")[2] or message


def _inconsistent(content: dict[str, Any]) -> str:
    """The concepts that go by several names over the articles."""
    rows = content["inconsistent"]
    if not rows:
        return ""
    items = []
    for row in rows[:ROWS]:
        lang = _text(row["target_lang"])
        others = "; ".join(
            f'<bdi lang="{lang}">{_text(other["name"])}</bdi> {other["count"]:,}× '
            f"({_text(', '.join(other['articles']))})"
            for other in row["others"]
        )
        items.append(
            f'<li><b>{_text(row["concept"])}</b> is <bdi lang="{lang}">{_text(row["name"])}</bdi> '
            f"{row['count']:,}× in {_text(name_of(row['target_lang']))}"
            f'<span class="reason">and {others}</span></li>'
        )
    heading = f"{count(len(rows), 'concept')} named in several ways"
    return (
        '<section class="review" aria-labelledby="named">'
        f'<h2 id="named">{heading}</h2><ol>{"".join(items)}</ol></section>'
    )


def _row(article: dict[str, Any]) -> str:
    flagged = article.get("flagged", ())
    name = _text(article["input"])
    link = article.get("page", "")
    if link:
        name = f'<a href="{_text(link)}">{name}</a>'
    status = ""
    if article["status"] == "skipped":
        status = f'<span class="soft">{_text(article["skipped"])}</span>'
    done = article["status"] == "done"
    terms = f"{article['terms_applied']:,}/{article['terms_found']:,}" if done else ""
    cells = [
        ("Sentences", f"{article['sentences']:,}" if done else ""),
        ("Reused", f"{article['reused']:,}" if done else ""),
        ("Flagged", f"{article['flags']:,}" if done else ""),
        ("Terms", terms if done and article["terms_found"] else ""),
        ("Seconds", f"{article['seconds']:.1f}" if done else ""),
    ]
    numbers = "".join(f'<td data-name="{name_}">{value}</td>' for name_, value in cells)
    through = (
        f' <span class="soft">through {_text(name_of(article["pivot"]))}</span>'
        if (article.get("pivot"))
        else ""
    )
    lang = _text(name_of(article["target_lang"]))
    row = (
        f'<tr class="{"now" if article["now"] else "before"}"><th scope="row">{name} {status}</th>'
        f'<td data-name="Into">{lang}{through}</td>{numbers}</tr>'
    )
    return row + "".join(_flags(article, flagged, link))


def _flags(article: dict[str, Any], flagged: Any, link: str) -> Iterator[str]:
    if not article.get("flags"):
        return
    unsure = article.get("unsure", ())
    lang = article["target_lang"]
    items = []
    for flag in flagged:
        text = flag["target"] or flag["source"]
        code = lang if flag["target"] else article["source_lang"]
        shown = f'<bdi lang="{_text(code)}" dir="{_direction(code)}">{_text(text)}</bdi>'
        if link:
            shown = f'<a href="{_text(link)}#t{flag["segment"]}">{shown}</a>'
        reasons = "; ".join(finding["message"] for finding in flag["findings"])
        item = f'<li value="{flag["segment"]}">{shown}'
        if flag["target"]:
            code = article["source_lang"]
            item += (
                f'<span class="source"><bdi lang="{_text(code)}" dir="{_direction(code)}">'
                f"{_text(flag['source'])}</bdi></span>"
            )
        item += f'<span class="reason">{_text(reasons)}</span>'
        if similar := flag.get("similar"):
            item += (
                f'<span class="similar">{similar["score"]}% like “{_text(similar["source"])}”, '
                f'which a person translated as <bdi lang="{_text(lang)}" '
                f'dir="{_direction(lang)}">{_text(similar["target"])}</bdi></span>'
            )
        items.append(f"{item}</li>")
    if more := article["flags"] - len(flagged) - len(unsure):
        items.append(f"<li>and {more:,} more</li>")
    listed = f"<ol>{''.join(items)}</ol>" if items else ""
    if unsure:
        listed += f'<p class="reason">the model was unsure of its words: {ranges(unsure)}</p>'
    yield (
        '<tr class="flags"><td colspan="7"><details><summary>'
        f"{count(article['flags'], 'sentence')} worth a look</summary>{listed}"
        "</details></td></tr>"
    )


def _more(articles: int) -> str:
    if articles <= ROWS:
        return ""
    return f'<p class="soft">and {articles - ROWS:,} more with fewer flags, in report.json</p>'


def _left(content: dict[str, Any]) -> str:
    out = []
    barred = [f"{entry['folder']} ({entry['reason']})" for entry in content["barred"]]
    for heading, names in (
        ("No longer in the folder; their translations are still here", content["removed"]),
        ("Files that are no articles", content["unknown"]),
        ("Folders that cannot be read", barred),
    ):
        if names:
            items = "".join(f"<li>{_text(name)}</li>" for name in names[:ROWS])
            out.append(
                f"<details><summary>{heading}: {len(names):,}</summary><ul>{items}</ul></details>"
            )
    return f'<div class="left">{"".join(out)}</div>' if out else ""


def _direction(lang: str) -> str:
    return "rtl" if is_rtl(lang) else "ltr"


def _text(text: object) -> str:
    shown = str(text)
    if not shown.isprintable():
        shown = "".join(c if c.isprintable() else "\ufffd" for c in shown)
    return escape(shown, quote=True)


def _data(name: str) -> str:
    return files("translator.batch").joinpath(name).read_text(encoding="utf-8")
