"""Hard cases by name: what must stay one sentence and what must be cut."""

from __future__ import annotations

import pytest

from translator.segmentation import segment

# `|` stands where a boundary is wanted.
CASES = {
    # the list that the project promises to hold
    "title": ("en", "Yesterday Mr. Ismayilov spoke. |He thanked the hosts."),
    "initial": ("az", "Prezident İ. Əliyev çıxış edib. |O, qonaqları salamlayıb."),
    "joint-stock company": ("az", "“Azərsun” A.Ş. Bakıda zavod tikir. |Zavod böyükdür."),
    "joint-stock company ends": ("az", "Zavodu tikən Azərsun A.Ş. |Bu, böyük şirkətdir."),
    "və s. goes on": ("az", "Kitab, qələm və s. alıb. |Sonra gedib."),
    "və s. ends": ("az", "Kitab, qələm və s. |Şəhərdə hava istidir."),
    "thousand manats": ("az", "Layihəyə 5 min. manat ayrılıb. |Vəsait azdır."),
    "city": ("ru", "Он родился в г. Баку в 1950 г. |Отец его был врачом."),
    "million tonnes": ("ru", "Добыто 5 млн. т. нефти. |Это рекорд."),
    "т.е.": ("ru", "Он приедет в пятницу, т.е. завтра. |Его ждут."),
    "и т.д. И т.п. Конец.": ("ru", "Книги, ручки и т.д. |И т.п. |Конец."),
    "Dr. Öz": ("tr", "Toplantıya Dr. Öz katıldı. |Sonra ayrıldı."),
    "T.C.": ("tr", "Açıklamayı T.C. Sağlık Bakanlığı yaptı. |Bakan konuşmadı."),
    "vb. goes on": ("tr", "Kalem, defter vb. aldı. |Eve döndü."),
    "vb. ends": ("tr", "Kalem, defter vb. |Öğrenciler sevindi."),
    "3. sırada": ("tr", "Takım 3. sırada. |Lider değişmedi."),
    "No. 5": ("en", "He lives at No. 5 Park Lane. |She does not."),
    "no as an answer": ("en", "Asked twice, he said no. |Nobody believed it."),
    "U.S. Senate": ("en", "The U.S. Senate voted. |It was late."),
    "U.S. ends": ("en", "They live in the U.S. |They like it."),
    "J. K. Rowling": ("en", "A book by J. K. Rowling was sold. |It cost $5."),
    "Armenian full stop": ("hy", "Եղանակը լավ է։ |Ծովը հանգիստ է։"),
    "Armenian colon": ("hy", "Եղանակը լավ է: |Ծովը հանգիստ է:"),
    "Armenian time": ("hy", "Համերգը կսկսվի ժամը 20:30-ին: |Մուտքն ազատ է:"),
    "Armenian weak dot": ("hy", "Նա ասաց. «Մենք պատրաստ ենք»։ |Բոլորը լռեցին։"),
    "Persian question": ("fa", "چه شد؟ |کسی نمی‌داند."),
    "Persian decimal mark": ("fa", "نرخ به ۸۱٫۵ درصد رسید. |این رقم بالا است."),
    "Persian decimal point": ("fa", "بهای نفت ۸۱.۵ دلار بود. |بازار آرام است."),
    "quotes close after the stop": ("en", "“We lost.” |“Really?” |The room was quiet."),
    "small letter after a stop": (
        "en",
        "They met to discuss fighting disinformation. and drew attention to risks. |It ended.",
    ),
    # quotation marks of all styles
    "straight": ("en", 'He said: "It is over." |"Go home." |They went.'),
    "guillemets": ("ru", "Он сказал: «Всё кончено.» |«Идите домой». |Они ушли."),
    "low quotes": ("ka", "„მოვდივარ.“ |„კარგი.“ |ყველა წავიდა."),
    "single": ("en", "He said: ‘It is over.’ |‘Go home.’ |They went."),
    "single guillemets": ("en", "He said: ‹It is over.› |They went."),
    "apostrophes": ("en", "He said: 'It is over.' |They went."),
    "stop before the closing space": ("ru", "Он сказал: « Всё. » |Они ушли."),
    "inside a quotation": ("en", "“We came. |We saw. |We won,” he said. |They left."),
    "long quotation": ("az", "«Biz gəldik. |Biz gördük», - nazir deyib. |Zal susdu."),
    # direct speech
    "dash, small": ("az", '"Gəlirəm." - dedi. |Sonra getdi.'),
    "dash, name": ("az", '"Gəlirəm!" - Əli dedi. |Sonra getdi.'),
    "no dash": ("tr", "“Geliyorum.” dedi. |Sonra gitti."),
    "question": ("tr", "“Ne zaman?” diye sordu. |Kimse bilmiyordu."),
    "dialogue": ("ru", "— Да, — сказал он. |— Пойдём. |Они пошли."),
    "exclamation and dash": ("ru", "«Ура!» — закричали все. |Он молчал."),
    "who asked": ("en", "“Why?” John Smith asked. |Nobody knew."),
    "nobody asked": ("en", "“Why?” |The crowd was silent."),
    "who asked, Azerbaijani": ("az", "“Nə vaxt?” Elçin soruşdu. |Cavab olmadı."),
    "who said, Persian": ("fa", "«بله.» گفت وزیر. |سپس رفت."),
    # numbers and dates
    "date": ("ru", "Форум открылся 18.09.2023 в Баку. |Он продлится три дня."),
    "spaced date": ("en", "The forum opened on 18. 9. 2023 in Baku. |It went on."),
    "time": ("tr", "Maç 10.30’da başladı. |Erken bitti."),
    "year ends": ("ru", "Завод построен на окраине города в 1956 г. |Он стоит."),
    "year at the head": ("ru", "В 1999 г. Владимир Путин стал премьером. |Шли годы."),
    "century": ("tr", "Cami 19. yüzyılda yapıldı. |Hâlâ ayakta."),
    "Roman ordinal": ("tr", "II. Dünya Savaşı uzun sürdü. |Sonra barış geldi."),
    "ordinal before a capital": ("tr", "Bu yıl 15. İstanbul Bienali açıldı. |Herkes oradaydı."),
    "year is no ordinal": ("tr", "Savaşın bittiği yıl 1945. |Şehir yıkılmıştı."),
    "page number": ("az", "Bax: səh. 12. |Kitab yenidir."),
    "money": ("ru", "Билет стоит 10 руб. |Детям бесплатно."),
    "dollars": ("az", "Gəlir 5 mln. ABŞ dolları təşkil edib. |Bu azdır."),
    "digits begin": ("en", "A bus crashed near Baku. |18 people were hurt."),
    "digits begin, Turkish": ("tr", "Otobüs devrildi. |18 kişi yaralandı."),
    "version": ("en", "Version 2.0.1 is out. |It is fast."),
    "list marks": ("en", "1. Open the app. |2. Press Start."),
    "lettered list": ("ru", "А. Первый пункт. |Б. Второй пункт."),
    "a.m.": ("en", "The flight left at 5 a.m. |The crew was late."),
    "article of a law": ("en", "He was charged under art. 210 of the code. |He denies it."),
    "art": ("en", "He collects modern art. |He sells it."),
    "dateline": ("ru", "БАКУ, 18 сент. — РИА. |Президент прибыл."),
    "time zone": ("en", "The flight left at 5 a.m. Eastern time. |The crew was late."),
    "speed": ("en", "Winds reached 60 m/s. |Meteorologists were alarmed."),
    # names
    "domain": ("en", "He told News.az about it. |The site is new."),
    "domain in capitals": ("az", "Bunu Day.Az yazıb. |Sayt yenidir."),
    "address ends": ("en", "Write to info@example.org. |The office is open."),
    "link ends": ("kk", "Сайт: www.example.kz. |Мұнда бәрі бар."),
    "surname first": ("ru", "Доклад сделал Иванов И. И. вчера. |Зал аплодировал."),
    "letter": ("en", "It stops at vitamin C. |There is no vitamin K."),
    "exclaimed name": ("en", "Yahoo! Finance reported it. |Shares fell."),
    "iPhone": ("en", "Sales rose. |iPhone users were happy."),
    # marks
    "ellipsis goes on": ("en", "I wonder… maybe not. |Yes."),
    "dots go on": ("ru", "Он подумал... и ушёл. |Стемнело."),
    "ellipsis ends": ("az", "Yağış yağacaq... |Dağlarda qar gözlənilir."),
    "ellipsis begins": ("ru", "…И снова весна. |Тепло."),
    "left out": ("en", "The report […] Mr. Lee wrote is long [...] The end is sad. |Yes."),
    "both marks": ("tr", "Kimdi bu?! |Kimse bilmiyordu."),
    "doubt": ("en", "He was born in 1912 (?) Some say 1913. |Nobody knows."),
    "parentheses": ("en", "The bridge (built in 1936. Rebuilt in 1958.) is old. |It is closed."),
    "whole in parentheses": ("en", "It was late. |(Nobody minded.) |They left."),
    "footnote": ("en", "It is so.[1] |Others disagree.[2][3]"),
    "no letters": ("en", "Wait. . . what? |Yes."),
    # spaces forgotten
    "forgotten": ("ru", "Наступил мир.|Он был недолгим."),
    "forgotten, starter": ("az", "Görüş Bakıda olub.|Bu barədə məlumat verilib."),
    "forgotten, question": ("tr", "Ne oldu?|Kimse bilmiyor."),
    "brand with a dot": ("ru", "Яндекс.Такси растёт. |Прибыль выросла."),
    "code": ("en", "Call System.out.println now. |It prints."),
}


@pytest.mark.parametrize("name", CASES)
def test_segmentation_case(name: str) -> None:
    lang, marked = CASES[name]
    assert "|".join(segment(marked.replace("|", ""), lang)) == marked


@pytest.mark.parametrize("lang", ["en", "ru", "az", "tr", "uk", "kk", "fa", "ka", "hy", "de", "xx"])
def test_segmentation_two_plain_sentences_in_every_language(lang: str) -> None:
    text = "Bakı gözəldir! Dəniz sakitdir! "
    assert segment(text, lang) == ["Bakı gözəldir! ", "Dəniz sakitdir! "]


def test_segmentation_blank_line_ends_a_sentence_without_a_stop() -> None:
    text = "A headline\n\nMr.\r\n\r\nA text\nthat goes on \n \t\n\nThe end"
    assert segment(text, "en") == [
        "A headline\n\n",
        "Mr.\r\n\r\n",
        "A text\nthat goes on \n \t\n\n",
        "The end",
    ]


def test_segmentation_single_line_end_does_not_end_a_sentence() -> None:
    assert segment("The minister\r\nspoke of Mr.\r\nLee. He left.", "en") == [
        "The minister\r\nspoke of Mr.\r\nLee. ",
        "He left.",
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "No stop at all", "\ud800", "\ufeff"])
def test_segmentation_of_next_to_nothing(text: str) -> None:
    assert segment(text, "en") == ([text] if text else [])
