"""Page furniture is recognised; sentences of an article never are."""

from __future__ import annotations

import unicodedata

import pytest

from translator.documents.furniture import bare_links, is_furniture

FURNITURE = """
date 2023-09-18 + ↺ − 16 px
date 2023-09-18 + ↺ − 16 px
18.09.2023 14:30
2023-09-18T14:30:00+04:00
Published: 18 September 2023, 14:30
Updated 18 Sep 2023 at 09:15 GMT
Опубликовано: 18.09.2023 в 14:30
Обновлено 19 сентября 2023 г., 10:05 МСК
18 сентября 2023, 14:30
Dərc edilib: 18 sentyabr 2023 14:30
Опубликовано: 18.09.2023, 14:05 | Просмотров: 1 254
AA | 18.09.2023 - 14:05
18 September 2023 14:05 | Views: 120 | Share
R. Karimov · 18.09.2023 14:05
Читайте также: В Астрахани прошла встреча
Читайте також: У Баку відкрився форум
Опубліковано: 18 вересня 2023, 14:30
تاریخ انتشار: ۲۷ شهریور ۱۴۰۲ - ۱۴:۰۵
اشتراک‌گذاری
منبع: https://www.irna.ir/news/85232
Yayınlanma: 18.09.2023 - 14:30
Güncelleme tarihi: 18 Eylül 2023 14:30
14:30
* * *
---
2023
A+ A- 🖨
Share
Share on Facebook
Share: Facebook | Twitter | Telegram | WhatsApp
Facebook Twitter Telegram
Tweet  Share  Email  Print
Поделиться
Поделиться в Телеграм
Поделиться: ВКонтакте Одноклассники Telegram
Paylaş: Facebook, X, WhatsApp
Paylaş
Yazdır
Çap et
Copy link
https://example.org/news/2023/09/18
www.example.az
Source: https://example.org
Источник: www.example.ru
Mənbə: example.az
info@example.org
@caspianweek
#Caspian #Baku #Aktau
Photo: Reuters
Photo: R. Karimov / Caspian Week
Photo credit: AZERTAC
(Photo by Leyla Mammadova)
Image courtesy of Port of Baku
Фото: АЗЕРТАДЖ
Фото: пресс-служба порта Актау
Фото: Иван Петров / РИА Новости
Foto: AZƏRTAC
Şəkil: R. Kərimov
Fotoğraf: AA / Ali Yılmaz
Görsel: example.com
© 2023 Caspian Week. All rights reserved.
Copyright 2023 Caspian Week
Все права защищены.
Bütün hüquqlar qorunur
© 2023 Tüm hakları saklıdır.
Read also: Baku port handles record cargo
Read more
Related news
See also: Ferry timetable for the winter
Читайте также: Порт Актау готовится к осени
Материалы по теме
Подробнее
Həmçinin oxuyun: Xəzərin səviyyəsi düşür
Ən çox oxunanlar
İlgili Haberler
Ayrıca okuyun: Hazar'da yeni seferler
Devamını oku
Subscribe to our newsletter
Follow us on Telegram!
📢 Join our WhatsApp channel
Подписывайтесь на наш Telegram-канал
Подпишитесь на нас в Дзене
Следите за нами в Telegram
Telegram kanalımıza abunə olun
Bizi Instagram-da izləyin
YouTube kanalımıza abone olun
Bizi sosyal medyada takip edin
Google Haberler'de takip edin
Views: 1,234
1 234 просмотра
Просмотров: 1 234
Baxış sayı: 562
562 dəfə oxunub
Okunma: 1.024
12 comments
3 min read
5 минут назад
2 saat önce
Tags: Caspian, Baku, port
Теги: Каспий, Баку
Açar sözlər: Xəzər, Bakı
Etiketler: Hazar, Bakü
Home > News > Economy
Главная / Новости / Экономика
Ana səhifə » Xəbərlər » İqtisadiyyat
This website uses cookies to improve your experience.
We use cookies to give you the best experience. Learn more
Мы используем файлы cookie для улучшения работы сайта.
Accept all cookies
Bu sayt kukilərdən istifadə edir.
Bu site çerezleri kullanmaktadır.
Advertisement
РЕКЛАМА
Реклама
Reklam
Loading…
Back to top
Версия для печати
Leave a comment
Şərh yaz
Yorum yap
Нашли ошибку? Выделите её и нажмите Ctrl+Enter
Skip to main content
""".strip().splitlines()

PROSE = """
Baku | Aktau | Astrakhan
The ferry leaves on 18.09.2023 | the port opens at 14:30
Azerbaijani delegation participates in the VIII Caspian Media Forum.
The port of Baku opened in 1902.
Share prices in Baku rose by 2% on Monday.
Share your thoughts with us, the minister told the students.
Facebook said on Monday that it would open an office in Baku.
Telegram and WhatsApp were used by 60% of those asked.
The photo of the ferry was taken in Aktau.
Photo: The ferry leaves the port of Baku at dawn.
Photographs of the old port hang on every wall.
Image of the Caspian Sea from space shows its northern part drying.
Updated figures show that 1,234 ships passed the canal.
Published in 2016, the book sold 3,000 copies.
Views differ on how deep the channel must be.
Comments from 12 fishermen were read aloud.
Tags on the sturgeon will show where it swims.
Read more books, the teacher advised.
Subscribe, he said, and you will get the newspaper every day.
Subscribers of the newsletter will receive the report on Friday.
Follow us to the port, the captain said.
The website https://example.org published the report on Friday.
Write to info@example.org before 3 October to take part.
Cookies were baked for the guests of the forum.
We use cookies, flour and milk, said the baker.
Related questions were raised at the meeting in Aktau.
See also how the sea has changed.
Home prices in Baku rose > 5% in a year.
Menu prices in the ferry's restaurant are modest.
Search teams found the fishermen on Tuesday.
Next year the forum will be held in Aktau.
Copy of the letter was sent to Astrakhan.
Print newspapers still matter in the region.
At 14:30 on 18 September the ferry left the port.
On Monday, 18 September, it rained.
The forum ended on 22 September 2023.
Baku, 18 September
All rights belong to the authors of the photographs.
Copyrighted films will be shown with permission.
Advertisement revenue fell by 12 per cent.
Loading of the ferry took six hours.
Порт Актау завершил углубление канала.
Фото на стене показывает старый порт.
Фото: паром выходит из порта Актау на рассвете.
Поделиться опытом приехали журналисты из пяти стран.
Поделились впечатлениями и гости форума.
Просмотр фильма начнётся в 18:00 в зале № 2.
Комментарии экспертов прозвучали на второй сессии.
Читайте книги, посоветовал учитель.
Подписаться на газету можно в любом отделении связи.
Подписывайтесь, говорит он, на местные газеты.
Реклама на судах запрещена с 2020 года.
Источник воды находится в 5 км от порта.
Теги на рыбе помогут учёным.
Главная цель проекта — новый канал.
Печать газеты обходится в 12 тыс. манатов.
Обновлено 46 вагонов и 3 парома.
Опубликовано исследование об уровне Каспия.
В понедельник, 18 сентября, шёл дождь.
Все права на снимки принадлежат авторам.
Подробнее о работах рассказал начальник порта.
По теме семинара выступили 12 человек.
Bakıda VIII Xəzər Media Forumu başlayıb.
Foto müsabiqəsində 46 əsər iştirak edib.
Fotoda Bakı limanı təsvir olunub.
Paylaşılan məlumata görə, dənizin səviyyəsi düşüb.
Oxunma sayı artan qəzetlər arasında yerli nəşrlər də var.
Abunə olanların sayı 1 200 nəfərə çatıb.
Reklam gəlirləri 12 faiz azalıb.
Mənbə suyu 5 km məsafədən gətirilir.
Sentyabrın 18-də saat 14:30-da bərə limandan çıxıb.
Son xəbərlərə görə, fırtına gözlənilir.
Giriş pulsuzdur.
Hazar'da yeni feribot seferleri başlıyor.
Fotoğraf yarışmasına 46 eser katıldı.
Fotoğraf: Feribot şafakta limandan ayrılıyor.
Paylaşılan bilgilere göre deniz seviyesi düştü.
Okunma oranı artan gazeteler arasında yerel yayınlar da var.
Yorum yapmayan kaptan gemiye döndü.
Reklam gelirleri yüzde 12 azaldı.
Kaynak suyu 5 km uzaktan getiriliyor.
18 Eylül Pazartesi günü yağmur yağdı.
Diğer haberlere göre fırtına bekleniyor.
Etiket fiyatı 70 dolar olan bilet bitti.
Abone sayısı 1.200 kişiye ulaştı.
Hello
Баку
The end.
""".strip().splitlines()


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_recognised(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", PROSE)
def test_prose_is_left_alone(line: str) -> None:
    assert not is_furniture(line)


def test_the_lists_are_long_enough() -> None:
    assert len(set(FURNITURE)) >= 60
    assert len(set(PROSE)) >= 60


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See https://a.b/c_d?e=1, please.", ["https://a.b/c_d?e=1"]),
        ("(https://a.b/c_(d))", ["https://a.b/c_(d)"]),
        ("Write to a.b@c.org.", ["a.b@c.org"]),
        ("www.example.az saytında", ["www.example.az"]),
        ("no address here", []),
    ],
)
def test_addresses_end_before_punctuation(text: str, links: list[str]) -> None:
    assert [text[a:b] for a, b in bare_links(text)] == links


def test_decomposed_letters_are_the_same_furniture() -> None:
    line = "Читайте также: В Астрахани прошла встреча министров"
    assert is_furniture(unicodedata.normalize("NFD", line))
