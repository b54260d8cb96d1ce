"""Page furniture: what copy-paste drags along and nobody wants translated.

A line is furniture when all of it fits one of a few narrow shapes, in English, Russian,
Azerbaijani or Turkish: share bars, bare addresses, photo credits, time stamps, view counts, tag
lists, pointers to other articles, calls to subscribe, cookie and copyright notices. In doubt it
is not: leaving a share bar to the model costs little, losing a sentence of the article a lot.
"""

from __future__ import annotations

import re

_LONGEST = 240  # characters; furniture is short


def is_furniture(line: str) -> bool:
    """Whether ``line`` is page furniture, to be kept as it is rather than translated.

    Args:
        line: one line or short paragraph of visible text.
    """
    text = " ".join(line.split())
    if not any(char.isalpha() for char in text):
        return True
    if len(text) > _LONGEST:
        return bool(_LINK.fullmatch(text))
    small = text.replace("İ", "i").lower().replace("i̇", "i")
    return (
        _is_stamp(small)
        or _is_bar(small)
        or _is_addresses(text)
        or any(shape.fullmatch(small) for shape in _SHAPES)
        or _is_credit(text)
    )


# --- addresses -----------------------------------------------------------------------------

_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"«»“”]+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+", re.IGNORECASE
)
_DOMAIN = re.compile(
    r"(?:[\w-]{1,63}\.){1,4}(?:com|net|org|info|az|ru|tr|kz|tm|ir|ge|ua|uk|io|me|tv|eu)(?:/[^\s]*)?"
    r"|[@#][\w.]{2,50}",
    re.IGNORECASE,
)
_LINK_WORDS = frozenset(
    "source link url web website site e-mail email mail tel phone fax via from "
    "источник ссылка сайт почта телефон тел эл адрес "
    "mənbə link sayt e-poçt telefon tel ünvan kaynak bağlantı adres e-posta".split()
)


def bare_links(text: str) -> list[tuple[int, int]]:
    """Where web and mail addresses stand in ``text``, without the punctuation after them."""
    if "@" not in text and "//" not in text and "www" not in text.lower():
        return []
    found = []
    for match in _LINK.finditer(text):
        address = match[0].rstrip(".,;:!?'’…")
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(".,;:!?'’…")
        found.append((match.start(), match.start() + len(address)))
    return found


def _is_addresses(text: str) -> bool:
    """Nothing but addresses, handles and hashtags, perhaps with `Source:` before them."""
    seen = False
    for word in text.split():
        bare = word.strip("()[]<>|,;:•·—–-→»")
        if not bare or not any(char.isalpha() for char in bare):
            continue
        if _LINK.fullmatch(bare) or _DOMAIN.fullmatch(bare):
            seen = True
        elif bare.casefold().rstrip(".") not in _LINK_WORDS:
            return False
    return seen


# --- time stamps and page tools ------------------------------------------------------------

_STAMP_WORDS = frozenset(
    # labels
    "date time published updated posted last modified on at by px pt am pm a.m p.m hrs h "
    "дата время опубликовано обновлено размещено изменено в г года час мин "
    "tarix saat dərc edilib yenilənib yayımlanıb yerləşdirilib "
    "tarih tarihi yayınlanma yayın yayınlandı güncelleme güncellendi giriş oluşturulma son "
    # zones
    "gmt utc msk мск trt baku moscow time +04:00 est edt cet "
    # months and days
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря "
    "янв фев мар апр май июн июл авг сен сент окт ноя дек "
    "понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс "
    "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr "
    "bazar ertəsi çərşənbə axşamı çərşənbə cümə şənbə "
    "ocak şubat nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık "
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar".split()
)
_MUST = frozenset(  # one of these, or a clock time, or a date in figures, makes it a stamp
    "date published updated posted modified px pt дата опубликовано обновлено размещено изменено "
    "tarix dərc yenilənib yayımlanıb yerləşdirilib tarih tarihi yayınlanma yayın yayınlandı "
    "güncelleme güncellendi".split()
)
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")
_TOKEN = re.compile(r"[^\W\d_][\w.’'-]*[^\W_]|[^\W\d_]")


def _is_stamp(small: str) -> bool:
    if not any(char.isdigit() for char in small):
        return False
    words = _TOKEN.findall(re.sub(r"\d{4}-\d\d-\d\dt\d\d:\d\d\S*", "2000-01-01", small))
    if not all(word.rstrip(".") in _STAMP_WORDS for word in words):
        return False
    return bool(_CLOCK.search(small)) or any(word.rstrip(".") in _MUST for word in words)


_BAR = frozenset(
    "share tweet print email e-mail copy link save bookmark facebook twitter telegram whatsapp "
    "viber vk vkontakte ok odnoklassniki linkedin pinterest reddit messenger instagram youtube "
    "tiktok threads x fb tg rss pdf a a+ a- aa "
    "поделиться твитнуть печать распечатать сохранить скопировать ссылку ссылка вконтакте "
    "одноклассники фейсбук твиттер телеграм ватсап вайбер почта "
    "paylaş paylaşın çap et kopyala linki keçid göndər "
    "yazdır kopyala bağlantıyı kaydet gönder tweetle".split()
)
_BAR_SURE = frozenset(  # at least one of these: a bare "Telegram" or "X" might be a subhead
    "share tweet print copy bookmark поделиться твитнуть печать распечатать скопировать "
    "paylaş paylaşın çap kopyala yazdır tweetle a+ a-".split()
)


def _is_bar(small: str) -> bool:
    words = re.findall(r"a[+-](?!\w)|[^\W\d_]+(?:-[^\W\d_]+)*", small)
    fill = {"on", "via", "this", "to", "the", "article", "в", "на", "и", "ilə", "ile", "ve", "və"}
    known = [word for word in words if word in _BAR]
    if not known or any(word not in _BAR and word not in fill for word in words):
        return False
    if small.rstrip().endswith((".", "!")) and len(words) > 3:
        return False
    return len(known) >= 3 or any(word in _BAR_SURE for word in known)


# --- set phrases ---------------------------------------------------------------------------

_COUNT = r"[\d][\d .,]*(?:k|m|тыс\.?|млн\.?|min)?"
_TO = r"(?:\s*[:→»>|—–]\s*.{0,200})"
_END = r"\s*[.!:…→»>]*"
_CHANNELS = (
    r"(?:telegram|whatsapp|youtube|instagram|facebook|twitter|newsletter|rss|social media|"
    r"google news|podcast|app store|google play|notifications?|"
    r"телеграм\w*|ватсап\w*|ютуб\w*|инстаграм\w*|фейсбук\w*|твиттер\w*|дзен\w*|рассылк\w+|"
    r"соцсет\w+|социальных сетях|наш\w* канал\w*|вконтакте|"
    r"sosial şəbəkə\w*|bülleten\w*|kanalımız\w*|sosyal medya\w*|bülten\w*|kanalımız\w*|"
    r"google haberler)"
)
_CALLS = (
    r"(?:subscribe|follow us|follow our|join us|join our|sign up|get our|download our|like us|"
    r"подписывайтесь|подпишитесь|подпишись|подписаться|следите за нами|следите за нашими|"
    r"присоединяйтесь|читайте нас|мы в|оставайтесь на связи|"
    r"abunə ol\w*|bizi izləyin|izləyin|bizə qoşulun|kanalımıza|bizi|"
    r"abone ol\w*|bizi takip ed\w*|takip edin|kanalımıza|bültenimize|bize katılın)"
)
_NO_CLAUSE = r"[^.!?,;«»“”\"]"  # a call is one clause; quotations and subclauses are prose

_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        # other articles
        r"(?:read also|also read|read more|read next|see also|more on this(?: story| topic)?|"
        r"related(?: articles?| news| stories| story| topics?| posts?)?|you may also like|"
        r"recommended(?: for you)?|most read|latest news|don't miss|editor's picks?|"
        r"читайте также|читать также|читать далее|читать еще|читать ещё|смотрите также|"
        r"см\. также|материалы по теме|новости по теме|другие новости|по теме|еще по теме|"
        r"ещё по теме|похожие (?:новости|материалы)|самое читаемое|рекомендуем|подробнее|"
        r"həmçinin oxuyun|həmçinin oxu|bunu da oxu(?:yun)?|ardını oxu|digər xəbərlər|"
        r"oxşar xəbərlər|əlaqəli xəbərlər|mövzu üzrə|ən çox oxunanlar|son xəbərlər|davamı|"
        r"ayrıca okuyun|bunu da okuyun|devamını oku(?:yun)?|ilgili haber(?:ler)?|ayrıca bkz\.?|"
        r"benzer haberler|diğer haberler|en çok okunanlar|son dakika haberleri|haberin devamı|"
        rf"bunlar da ilginizi çekebilir)(?:{_TO}|{_END})",
        # calls to subscribe
        rf"(?:[^\w\s]+ )?{_CALLS}\b{_NO_CLAUSE}{{0,60}}\b{_CHANNELS}{_NO_CLAUSE}{{0,50}}{_END}",
        rf"(?:[^\w\s]+ )?{_CHANNELS}{_NO_CLAUSE}{{0,40}}"
        r"\b(?:abunə ol(?:un)?|izləyin|abone ol(?:un)?|takip edin|подписывайтесь|подпишитесь)"
        rf"{_END}",
        r"(?:subscribe|subscribe now|sign up|follow us|подписаться|подписывайтесь|"
        rf"abunə ol(?:un)?|abone ol(?:un)?|bizi izləyin|bizi takip edin){_END}",
        # counts
        rf"(?:views?|reads?|shares?|comments?|likes?|hits|просмотр(?:ы|ов|а)?|прочтени[йяе]|"
        r"комментари(?:и|ев|й|я)|прочитано|baxış(?: sayı)?|baxılıb|oxunub|oxunma(?: sayı)?|rəy|"
        r"şərh|şərhlər|görüntülenme(?: sayısı)?|okunma(?: sayısı)?|yorum(?:lar)?|izlenme)"
        rf"\s*[:(—-]?\s*{_COUNT}\s*\)?(?:\s*(?:раз|dəfə|kez))?",
        rf"[^\w\s]*\s*{_COUNT}\s*(?:views?|reads?|shares?|comments?|likes?|просмотр(?:ов|а|ы)?|"
        r"прочтени[йяе]|комментари(?:ев|й|я)|baxış|dəfə (?:oxunub|baxılıb)|oxunma|rəy|şərh|"
        r"görüntülenme|okunma|yorum|kez (?:okundu|görüntülendi))"
        rf"(?:\s*[•·|,/]?\s*{_COUNT}?\s*[^\W\d_]{{0,14}}){{0,2}}",
        r"(?:reading time|read time|время чтения|oxuma müddəti|okuma süresi)\s*:?\s*[~\d].{0,20}",
        r"\d+\s*(?:min(?:ute)?s?\.? read|мин(?:ут[аы]?)?\.? (?:чтения|на чтение)|"
        r"dəq(?:iqə)?\.? oxu\w*|dk\.? okuma(?: süresi)?)",
        r"(?:updated |posted |published |обновлено |опубликовано )?\d+\s*"
        r"(?:(?:second|minute|hour|day|min|hr|sec)s?\.? ago|"
        r"(?:секунд\w?|минут\w?|час(?:а|ов)?|дн(?:я|ей)|день) назад|"
        r"(?:dəqiqə|saat|gün) əvvəl|(?:dakika|saat|gün) önce)",
        # tags and rubrics
        r"(?:tags?|keywords?|topics?|filed under|category|categories|rubric|"
        r"теги?|тэги?|метки|ключевые слова|рубрик[аи]|категори[яи]|"
        r"teqlər|teq|etiketlər|açar sözlər|rubrika|kateqoriya|"
        r"etiketler|etiket|anahtar kelimeler|kategori(?:ler)?)\s*:\s*[^.!?]{0,200}",
        r"(?:home(?:page)?|главная|ana səhifə|ana sayfa|anasayfa)(?:\s*[>›»/|→]\s*[^.!?>›»/|→]{2,60})+",
        # notices
        r"(?:this|our|the) (?:web)?site uses cookies\b.{0,160}",
        r"(?:we|we and our partners) use cookies\b.{0,160}",
        r"by (?:continuing|using) (?:to use |to browse )?(?:this|our) (?:web)?site\b.{0,160}",
        r"(?:accept|reject|manage)(?: all)? cookies?(?: settings| preferences)?[.!]?",
        r"(?:cookie|privacy) (?:policy|settings|notice|preferences)",
        r"(?:мы используем|(?:этот |наш |на )?сайте? используе?ю?тс?я?|этот сайт использует|"
        r"сайт использует|на сайте используются) (?:файлы )?(?:cookies?|куки)\b.{0,160}",
        r"(?:продолжая|используя) (?:использовать |пользоваться |просмотр )?"
        r"(?:этот |наш |данный )?сайт\w?\b.{0,160}",
        r"(?:принять|отклонить)(?: все)? (?:cookies?|куки)[.!]?",
        r"(?:bu |bizim )?(?:vebs|s)ayt(?:ımız|ımızda)? (?:kuki|cookie|çərəz)\w*.{0,120}",
        r"(?:biz )?(?:kuki|cookie|çərəz)\w*(?: fayllar\w*)? istifadə edirik.{0,120}",
        r"(?:bu |web )?sitemiz(?:de)? (?:çerez|cookie)\w*.{0,120}",
        r"(?:bu (?:web |internet )?sitesi?(?:nde)?|sitemizde|sizlere daha iyi [^.]{0,40}) "
        r"(?:çerez|cookie)\w*.{0,120}",
        r"(?:çerez|gizlilik) politikası|çerezleri kabul et|политика конфиденциальности|"
        r"məxfilik siyasəti",
        r"(?:©|\(c\)|copyright\b).{0,160}",
        r".{0,100}\b(?:all rights reserved|все права защищены|bütün hüquqlar qorunur|"
        r"tüm hakları saklıdır)\b.{0,60}",
        r"(?:если вы )?(?:нашли|заметили|обнаружили) (?:ошибку|опечатку)(?: в тексте)?\s?[?,:].{0,120}",
        r"mətndə səhv.{0,100}|səhv (?:tapdınız|gördünüz).{0,100}",
        r"(?:при использовании|использование) материалов.{0,60}\b(?:ссылка|обязательн\w*).{0,90}",
        r"(?:saytdakı )?materiallar\w* istifadə\w*.{0,60}\b(?:istinad|link|hiperlink).{0,90}",
        # controls
        rf"(?:advertisement|advertising|sponsored(?: content)?|ad|реклама|на правах рекламы|"
        r"reklam|reklam alanı|loading|загрузка|yüklənir|yükleniyor|skip to (?:main )?content|"
        r"back to top|scroll to top|наверх|вверх|yuxarı|yukarı çık|menu|меню|menyu|menü|"
        r"log ?in|sign ?in|log ?out|register|войти|вход|выйти|регистрация|daxil ol|qeydiyyat|"
        r"giriş yap|üye ol|search|поиск|axtar|axtarış|ara|close|закрыть|bağla|kapat|"
        r"leave a comment|post a comment|add a comment|comments|no comments|"
        r"оставить комментарий|добавить комментарий|комментарии|нет комментариев|"
        r"şərh yaz|rəy bildir|şərhlər|yorum yap|yorum yaz|yorumlar|"
        r"print version|printable version|версия для печати|çap versiyası|yazıcı dostu|"
        r"listen(?: to (?:this |the )?article)?|слушать(?: статью| новость)?|xəbəri dinlə|"
        r"haberi dinle|text size|font size|размер шрифта|şriftin ölçüsü|yazı boyutu|"
        r"next(?: article| page| post)?|previous(?: article| page| post)?|"
        r"следующая (?:новость|статья|страница)|предыдущая (?:новость|статья|страница)|"
        r"növbəti(?: xəbər)?|əvvəlki(?: xəbər)?|sonraki haber|önceki haber|"
        r"click (?:here )?to (?:share|print|enlarge|view|zoom)\b[^.,;]{0,60}|"
        r"show more|load more|view all|показать (?:ещё|еще|больше)|все новости|bütün xəbərlər|"
        rf"daha çox göstər|daha fazla(?: göster)?|tüm haberler){_END}",
    )
)

# --- credits -------------------------------------------------------------------------------

_CREDIT = re.compile(
    r"(?P<label>(?:photo|image|picture|video|graphic|illustration)s?"
    r"(?:\s+(?:credits?|courtesy(?:\s+of)?|source|by))?|credits?|courtesy of|"
    r"(?:фото|видео|снимок|иллюстрация|инфографика)(?:графия)?(?:\s+(?:предоставлено|с сайта|из))?|"
    r"(?:foto|fotolar|şəkil|şəkillər|video|fotoqraf|fotoğraf(?:lar)?|görsel|kamera))"
    r"(?P<sign>\s*[:©/|—–]+\s*|\s+)(?P<name>\S.{0,90})",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    "of the via and for de и из via və ve by / | archive архив arxiv arşiv".split()
)
_SENTENCE_END = re.compile(r"[^\W\d_]{4,}[.!?…]$")


def _is_credit(text: str) -> bool:
    """`Photo: Reuters / J. Smith`: a label, a sign, then names, agencies and addresses only."""
    bare = text.strip("()[] ")
    match = _CREDIT.fullmatch(bare)
    if match is None:
        return False
    words = match["name"].split()
    if len(words) > 8 or _SENTENCE_END.search(match["name"]):
        return False
    sure = bool(match["sign"].strip()) or " " in match["label"].strip()
    if not sure:
        return False
    named = [word for word in words if word.strip("()[],.").casefold() not in _PARTICLES]
    return bool(named) and all(_is_name(word.strip('()[],;«»"“”©')) for word in named)


def _is_name(word: str) -> bool:
    if not word or not word[0].isalpha():
        return True
    return word[0].isupper() or not word[0].islower() or bool(_DOMAIN.fullmatch(word))
