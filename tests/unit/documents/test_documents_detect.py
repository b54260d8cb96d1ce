"""The language of a text."""

from __future__ import annotations

import pytest

from translator.detect import detect
from translator.errors import ErrorCode, TranslatorError

SAMPLES = {
    "en": "The port of Baku handled 3.2 million tonnes of cargo between January and June.",
    "ru": "Порт Актау завершил углубление канала и готов принять шестьдесят судов в месяц.",
    "az": "Bakıda keçirilən forumda beş ölkədən iki yüz qırx jurnalist və alim iştirak edir.",
    "tr": "Bakü ile Aktau arasında haftada dört gün yapılacak yeni feribot seferleri başlıyor.",
    "uk": "Порт завершив роботи, і тепер він може приймати шістдесят суден щомісяця.",
    "kk": "Ақтау порты арнаны тереңдету жұмыстарын аяқтап, айына алпыс кеме қабылдауға дайын.",
    "fa": "بندر باکو در نیمهٔ نخست سال بیش از سه میلیون تن بار جابه‌جا کرد.",
    "ka": "ბაქოს პორტმა წლის პირველ ნახევარში სამი მილიონი ტონა ტვირთი გადაამუშავა.",
    "hy": "Բաքվի նավահանգիստը տարվա առաջին կեսին երեք միլիոն տոննա բեռ է վերամշակել։",
    "uz": "Boku porti yilning birinchi yarmida uch million tonnadan ortiq yuk qabul qildi.",
}


@pytest.mark.parametrize(("lang", "text"), SAMPLES.items())
def test_sentences(lang: str, text: str) -> None:
    assert detect(text) == lang


def test_capitals_and_addresses_do_not_mislead() -> None:
    assert detect(SAMPLES["tr"].replace("i", "İ").upper()) == "tr"
    assert detect("https://example.org/the-news-of-the-day\n" * 5 + SAMPLES["az"]) == "az"


def test_a_quotation_in_another_language_does_not_decide() -> None:
    assert detect("\n".join([SAMPLES["az"], SAMPLES["az"], SAMPLES["ru"]])) == "az"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "too little"),
        ("123 456 — !", "too little"),
        ("Ok", "too little"),
        ("カスピ海の港は今年の上半期に三百万トンの貨物を扱った。", "no language known"),
        ("\n".join(SAMPLES[lang] for lang in ("en", "ru", "fa", "ka")), "several languages"),
    ],
)
def test_what_cannot_be_told(text: str, words: str) -> None:
    with pytest.raises(TranslatorError) as caught:
        detect(text)
    assert caught.value.code is ErrorCode.LANGUAGE_UNDETECTED
    assert words in caught.value.message
    assert "-f" in caught.value.hint
