"""One small article in five languages, with the markup that desks use, and its parallel texts.

They come out of the whole line: glossary, checks and all, with an engine whose answers are known.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from tests.echoing import echo
from tests.engines import EchoEngine
from translator.documents.md import markdown
from translator.engines.base import Hypothesis, Request
from translator.parallel.text import ParallelText
from translator.pipeline import Settings, Translator, read

ARTICLES = {
    "az": """\
---
title: Bakıda Xəzər Media Forumu açıldı
description: "Beş ölkədən 240 jurnalist & alim"
---
# Bakıda **Xəzər Media Forumu** açıldı[^1]

*Bakı, 18 sentyabr.* Forumda [beş ölkədən 240 jurnalist](https://e.org/a?b=1&c=2) iştirak edir.
“Xəzər dənizi **hamımızın evidir. Onu** qorumalıyıq”, – deyə L. Məmmədova bildirib.

![Açılış, foto: "Agentlik"](foto.jpg)

> Sentyabrın 20-də `forum@example.org` ünvanına 1 500 məktub gəlib.

- 18,5 faiz artım
- II İlham gəmisi

[^1]: Forum hər il keçirilir.
""",
    "ru": """\
# В Баку открылся **Каспийский медиафорум**[^1]

*БАКУ, 18 сентября.* В форуме участвуют [240 журналистов из пяти стран](https://e.org/a?b=1&c=2).
«Каспийское море — **наш общий дом. Его** надо беречь», — сказала Л. Мамедова.

![Открытие, фото: «Агентство»](foto.jpg)

> 20 сентября на адрес `forum@example.org` пришло 1 500 писем.

| Год | Гости |
|---|---|
| 2023 | **300** |

1. Рост на 18,5 %
2. Судно «Волга» <вышло> в море

[^1]: Форум проводится каждый год.
""",
    "tr": """\
# Bakü'de **Hazar Medya Forumu** açıldı[^1]

*Bakü, 18 Eylül.* Foruma [beş ülkeden 240 gazeteci](https://e.org/a?b=1&c=2) katılıyor.
“Hazar Denizi **hepimizin evi. Onu** korumalıyız” dedi L. Memmedova.\\
İstanbul'dan da konuklar var.

![Açılış, fotoğraf: "Ajans"](foto.jpg)

> `forum@example.org` adresine 20 Eylül'de 1.500 mektup geldi.

- Yüzde 18,5 artış
- IŞIK gemisi

[^1]: Forum her yıl yapılır.
""",
    "en": """\
# **Khazar Media Forum** opens in Baku[^1]

*BAKU, September 18.* The forum drew [240 journalists from five countries](https://e.org/a?b=1&c=2).
“The Caspian Sea is **our common home. We** must keep it,” L. Mammadova said.

![The opening, photo: "Agency"](photo.jpg)

> On September 20 `forum@example.org` received 1,500 letters.

<b>Bold</b> and <a href="b.html">a link</a> & more.

- Growth of 18.5 percent
- The ship *Volga* <sailed>

[^1]: It is held every year.
""",
    "fa": """\
# **مجمع رسانه‌ای خزر** در باکو گشایش یافت[^1]

*باکو، ۱۸ سپتامبر.* در این مجمع [۲۴۰ روزنامه‌نگار از پنج کشور](https://e.org/a?b=1&c=2) شرکت دارند.
«دریای خزر **خانه مشترک ماست. باید** از آن نگهداری کنیم.»

![گشایش، عکس: «خبرگزاری»](photo.jpg)

> در ۲۰ سپتامبر ۱۵۰۰ نامه به `forum@example.org` رسید.

- رشد ۱۸٫۵ درصدی
- کشتی <نور>

[^1]: این مجمع هر سال برگزار می‌شود.
""",
}
TARGETS = {
    "az": ("ru", "en"),
    "ru": ("az", "fa"),
    "tr": ("en", "az"),
    "en": ("az", "ru", "tr", "fa"),
    "fa": ("ru", "en"),
}
PAIRS = [(source, target) for source, targets in TARGETS.items() for target in targets]


class _Careless(EchoEngine):
    """Loses the numbers of every second sentence, so that there is something to flag."""

    def _answer(self, request: Request, score: float) -> Hypothesis:
        made = super()._answer(request, score)
        if len(request.text) % 2:
            return replace(made, text=re.sub(r"(?<!<x)\d", " ", made.text))
        return made


MARKED = (
    "# The **port**[^1]\n\nSee **[the *sea*](http://x.y). It is calm** today. `x=1` is  \n"
    "calm ![](a.png) ![a port](b.png) and <b>bold</b><a id='x'></a>.\n\n[^1]: Note\n"
)


def marked() -> ParallelText:
    """Markup of every kind in one place, some of it over two sentences."""
    return echo(markdown.read(MARKED), "ru", str.swapcase)


@cache
def newsroom(source: str, target: str) -> ParallelText:
    """The article in ``source``, translated under the shipped glossary, some of it flagged."""
    every = frozenset((a, b) for a in ARTICLES for b in ARTICLES if a != b)
    worker = Translator(Settings(source_lang=source, glossaries=("caspian",)))
    worker.__dict__["engine"] = _Careless(languages=every)
    data = ARTICLES[source].encode()
    return worker.translate(read(None, worker.settings, data), target)
