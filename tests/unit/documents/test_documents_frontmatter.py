"""Front matter: which of its values are translated, and how they are written back."""

from __future__ import annotations

import tomllib

import pytest

from translator.documents.article import BlockKind
from translator.documents.md import markdown
from translator.parallel.text import ParallelBlock, ParallelText, TranslationUnit
from translator.segmentation import segment_article

YAML = """---
title: "Port: the \\"new\\" line"
subtitle: 'It''s open'
headline: Ferries stay
date: 2023-09-18
slug: port-line
lang: en-US
keywords: [ferry, "Caspian Sea", 'port', 12]
tags: [news, port]
image_alt: A ferry at night
author: Ann Smith
draft: false
---

# Ferries stay

Text here.
"""
TOML = """+++
title = "Port line"
description = "It opened on Monday."
language = "en"
keywords = ["ferry", "Caspian Sea"]
weight = 3
+++

Text here.
"""


def translated(text: str, target_lang: str, suffix: str = "") -> str:
    article = segment_article(markdown.read(text), "en")
    blocks = tuple(
        ParallelBlock(b, tuple(TranslationUnit(s.text, s.text + suffix) for s in b.sentences))
        for b in article.blocks
    )
    return markdown.write(ParallelText(article, "en", target_lang, blocks))


def test_what_is_read() -> None:
    blocks = markdown.read(YAML).blocks
    assert [(b.kind, b.text) for b in blocks if b.end < YAML.rindex("---")] == [
        (BlockKind.HEADLINE, 'Port: the "new" line'),
        (BlockKind.PARAGRAPH, "It's open"),
        (BlockKind.HEADLINE, "Ferries stay"),
        (BlockKind.KEYWORD, "ferry"),
        (BlockKind.KEYWORD, "Caspian Sea"),
        (BlockKind.KEYWORD, "port"),
        (BlockKind.ALT, "A ferry at night"),
    ]


@pytest.mark.parametrize("text", [YAML, TOML])
def test_unchanged_texts_come_back_byte_for_byte(text: str) -> None:
    assert translated(text, "en") == text


def test_values_are_quoted_as_they_must_be() -> None:
    made = translated(YAML, "ru", ": a, b")
    assert 'title: "Port: the \\"new\\" line: a, b"\n' in made
    assert "subtitle: 'It''s open: a, b'\n" in made
    assert 'headline: "Ferries stay: a, b"\n' in made
    assert 'keywords: ["ferry: a, b", "Caspian Sea: a, b", \'port: a, b\', 12]\n' in made
    assert "tags: [news, port]\n" in made
    assert "lang: ru\n" in made
    assert 'image_alt: "A ferry at night: a, b"\n' in made
    assert "author: Ann Smith\n" in made


def test_toml_stays_toml() -> None:
    made = tomllib.loads(translated(TOML, "ru", ' "x"').split("+++")[1])
    assert made == {
        "title": 'Port line "x"',
        "description": 'It opened on Monday. "x"',
        "language": "ru",
        "keywords": ['ferry "x"', 'Caspian Sea "x"'],
        "weight": 3,
    }
