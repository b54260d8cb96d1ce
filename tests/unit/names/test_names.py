"""Names that no glossary lists: found, carried, offered, and left alone where nothing is sure."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from tests.engines import EchoEngine
from translator.memory.keys import Keys
from translator.names import russian
from translator.names.finding import names_in
from translator.names.offering import with_names
from translator.pipeline import Settings, Translator, read
from translator.segments import Ask, Segment


def found(lang: str, *sentences: str) -> set[str]:
    return {f"{n.given} {n.last}".strip() for n in names_in(sentences, lang)}


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("az", "Prezident İlham Əliyev nazir Ceyhun Bayramovun məruzəsini dinləyib.",
         {"İlham Əliyev", "Ceyhun Bayramov"}),
        ("az", "Görüşdə Leyla Əliyevanın və Sahibə Qafarovaya göndərilən məktubun adı çəkilib.",
         {"Leyla Əliyeva", "Sahibə Qafarova"}),
        ("az", "Foto: R. Kərimov", {"Kərimov"}),
        ("az", "Yeni evlər Ağalı kəndində tikilib.", set()),
        ("ru", "Мехрибан Алиевой вручили приз, сообщил Дмитрий Песков.",
         {"Мехрибан Алиева", "Дмитрий Песков"}),
        ("ru", "Беседа с Ильхамом Алиевым, Хаканом Фиданом и Марией Захаровой.",
         {"Ильхам Алиев", "Хакан Фидан", "Мария Захарова"}),
        ("ru", "Как заявил Лавров, переговоры продолжатся.", {"Лавров"}),
        ("tr", "Bakan Hakan Fidan'ın, Ceyhun Bayramov'la görüşmesi.",
         {"Hakan Fidan", "Ceyhun Bayramov"}),
        ("tr", "Türkiye Cumhurbaşkanı Recep Tayyip Erdoğan konuştu.", {"Recep Tayyip Erdoğan"}),
        ("en", "President Ilham Aliyev received Foreign Minister Kanan Gasimov's letter.",
         {"Ilham Aliyev", "Kanan Gasimov"}),
    ],
)  # fmt: skip
def test_names_are_found_in_their_base_form(lang: str, text: str, names: set[str]) -> None:
    assert found(lang, text) >= names


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The Caspian Sea level fell. The Roman Empire, the U.S. Army and Geneva on Nov. 5."),
        ("en", "Yesterday Parliament adopted the State Budget of the Republic in Kiev and Rostov."),
        ("en", "Will Smith and Rose Brown spoke at the Heydar Park."),
        ("ru", "Участников форума приветствовал мэр. Слов было мало. В Ростове и Киеве тихо."),
        ("ru", "Стороны встретились в Женеве, из Могилёва никто не приехал."),
        ("ru", "Каспийский медиафорум прошёл в Баку. Роман Толстого переиздан."),
        ("ru", "Выборов не будет, заявили в Министерстве иностранных дел Российской Федерации."),
        ("az", "Xəzər Media Forumu Bakıda başladı. Azərbaycan Dövlət Neft Şirkəti bildirdi."),
        ("az", "Bahar gəldi. Kiyevə və Rostova səfər başa çatıb. Novruz Bayramı qeyd edildi."),
        ("tr", "Deniz Kuvvetleri Komutanlığı açıkladı. Barış Pınarı Harekâtı sürüyor."),
        ("tr", "Görev bitti. Moldova ve Kiev ile ilişkiler görüşüldü."),
    ],
)
def test_ordinary_capitals_are_no_names(lang: str, text: str) -> None:
    assert found(lang, text) == set()


def test_a_russian_form_that_two_people_share_is_decided_by_the_given_name_or_left() -> None:
    assert found("ru", "Награду получил сын Ильхама Алиева.") == {"Ильхам Алиев"}
    assert found("ru", "Награду получила Лейла Алиева.") == {"Лейла Алиева"}
    assert found("ru", "Об этом сообщает М. Алиева.") == set()


def offered(lang: str, target: str, *sentences: str) -> list[list[tuple[str, str]]]:
    segments = with_names([Segment(text) for text in sentences], lang, target)
    return [[(m.text, m.concept.preferred(target)) for m in s.matches] for s in segments]


def test_a_surname_alone_is_carried_as_in_the_full_name_inflected_or_not() -> None:
    assert offered(
        "az", "ru", "Məktub nazir Ceyhun Bayramova göndərilib.", "Bayramovun cavabı gözlənilir."
    ) == [[("Ceyhun Bayramova", "Джейхун Байрамов")], [("Bayramovun", "Байрамов")]]
    assert offered("ru", "az", "Ильхам Алиев выступил.", "Встреча с Алиевым прошла в Баку.") == [
        [("Ильхам Алиев", "İlham Əliyev")],
        [("Алиевым", "Əliyev")],
    ]


@pytest.mark.parametrize(
    ("lang", "target", "text"),
    [
        ("en", "ru", "Britain's Boris Nethercote met Anna Wintour and Marina Abramovic."),
        ("en", "az", "The film was made by Denis Villeneuve with Boris Galli."),
        ("ru", "en", "Премьер Борис Неткоут и министр Анна Бербок промолчали."),
        ("en", "tr", "The minister, Fatma Betul Sayan Kaya, spoke."),
    ],
)
def test_what_letters_do_not_tell_is_left_to_the_model(lang: str, target: str, text: str) -> None:
    assert offered(lang, target, text) == [[]]


SON = {
    "az": "İlham Heydər oğlu Əliyev",
    "ru": "Ильхам Гейдар оглы Алиев",
    "tr": "İlham Haydar oğlu Aliyev",
    "en": "Ilham Heydar oglu Aliyev",
}
DAUGHTER = {
    "az": "Leyla İlham qızı Əliyeva",
    "ru": "Лейла Ильхам кызы Алиева",
    "tr": "Leyla İlham kızı Aliyeva",
    "en": "Leyla Ilham gizi Aliyeva",
}
RUSSIAN = {
    "az": "Vladimir Vladimiroviç Putin",
    "ru": "Владимир Владимирович Путин",
    "tr": "Vladimir Vladimiroviç Putin",
    "en": "Vladimir Vladimirovich Putin",
}


@pytest.mark.parametrize("person", [SON, DAUGHTER, RUSSIAN], ids=["son", "daughter", "russian"])
@pytest.mark.parametrize(("lang", "target"), [*permutations(SON, 2)])
def test_fathers_names_are_carried_as_one_with_the_rest(
    lang: str, target: str, person: dict[str, str]
) -> None:
    text = f"«{person[lang]}», 1."
    assert offered(lang, target, text) == [[(person[lang], person[target])]]


@pytest.mark.parametrize(
    ("lang", "text", "whole", "carried"),
    [
        ("az", "Vüqar Rauf oğlu Rəhimovun işi", "Vüqar Rauf oğlu Rəhimovun",
         "Вугар Рауф оглы Рагимов"),
        ("ru", "указ Ильхама Гейдар оглы Алиева", "Ильхама Гейдар оглы Алиева", SON["az"]),
        ("ru", "с Марией Владимировной Захаровой", "Марией Владимировной Захаровой",
         "Mariya Vladimirovna Zaxarova"),
        ("ru", "Ильхам Гейдарович Алиев", "Ильхам Гейдарович Алиев", SON["az"]),
        ("en", "Yuri Vasilyevich Petrov", "Yuri Vasilyevich Petrov", "Юрий Васильевич Петров"),
        ("az", "Rəhimov Vüqar Rauf oğlu təltif edilib.", "Rəhimov Vüqar Rauf oğlu",
         "Рагимов Вугар Рауф оглы"),
        ("az", "Rəhimov Vüqar Rauf oğluna verilsin.", "Rəhimov Vüqar Rauf oğluna",
         "Рагимов Вугар Рауф оглы"),
        ("ru", "награждён Алиев Ильхам Гейдар оглы", "Алиев Ильхам Гейдар оглы",
         "Əliyev İlham Heydər oğlu"),
        ("ru", "наградить Петрова Юрия Ивановича", "Петрова Юрия Ивановича",
         "Petrov Yuri İvanoviç"),
        ("az", "Hikmət Hacıyevin sözləri", "Hikmət Hacıyevin", "Хикмет Гаджиев"),
        ("az", "Vladimir Putinin səfəri", "Vladimir Putinin", "Владимир Путин"),
        ("az", "Sergey Sobyaninin işi", "Sergey Sobyaninin", "Сергей Собянин"),
    ],
)  # fmt: skip
def test_inflected_names_have_their_base_form(
    lang: str, text: str, whole: str, carried: str
) -> None:
    target = "ru" if lang in ("az", "en") else "az"
    assert offered(lang, target, text) == [[(whole, carried)]]


@pytest.mark.parametrize(
    ("lang", "target", "text", "pairs"),
    [
        ("en", "ru", "Donald Trump's envoy met Boris Johnson. Later Trump left.",
         [("Donald Trump's", "Дональд Трамп"), ("Boris Johnson", "Борис Джонсон"),
          ("Trump", "Трамп")]),
        ("ru", "en", "Об этом Джо Байден говорил с Эмманюэлем Макроном и Хиллари Клинтон.",
         [("Джо Байден", "Joe Biden"), ("Эмманюэлем Макроном", "Emmanuel Macron"),
          ("Хиллари Клинтон", "Hillary Clinton")]),
        ("ru", "az", "Дональд Трамп", [("Дональд Трамп", "Donald Tramp")]),
        ("az", "tr", "Bunu Co Baydenin köməkçisi deyib.", [("Co Baydenin", "Joe Biden")]),
        ("tr", "ru", "Olaf Scholz'un sözleri", [("Olaf Scholz'un", "Олаф Шольц")]),
        ("en", "ru", "It is Charles Austin who sent Kevin Nethercote and James Webb there.", []),
        ("tr", "ru", "James Nethercote ve Robert Austin geldi.", []),
        ("en", "ru", "Will Smith and Bill Gray saw the White House.", []),
    ],
)  # fmt: skip
def test_listed_western_names_are_carried_and_others_left(
    lang: str, target: str, text: str, pairs: list[tuple[str, str]]
) -> None:
    assert offered(lang, target, text) == [pairs]


def test_a_son_of_somebody_is_no_patronymic() -> None:
    assert offered("az", "ru", "Əli oğlu Həsəni göndərdi.") == [[]]
    assert offered("az", "ru", "Bunu Vüqar Rauf oğlunun dostu dedi.") == [[]]
    assert found("az", "Leyla Heydər oğlu Əliyev") == {"Əliyev"}  # a daughter is no son
    assert found("en", "Robert Milanovich spoke.") == {"Robert Milanovich"}


def test_names_come_into_four_languages() -> None:
    (segment,) = with_names([Segment("Nazir Mikayıl Cabbarov çıxış edib.")], "az", "ru")
    names = segment.matches[0].concept.names
    assert {lang: variants[0].text for lang, variants in names.items()} == {
        "az": "Mikayıl Cabbarov",
        "ru": "Микаил Джаббаров",
        "tr": "Mikayıl Cabbarov",
        "en": "Mikayil Jabbarov",
    }


def test_russian_forms_follow_the_sex_of_the_person() -> None:
    assert russian.labelled("Мехрибан", "Алиева", "f")[0] == "gen=Мехрибан Алиевой"
    assert russian.labelled("Дмитрий", "Песков", "m")[3] == "ins=Дмитрием Песковым"
    assert russian.labelled("", "Зеленский", "m")[1] == "dat=Зеленскому"
    assert russian.labelled("Сергей", "Шойгу", "m")[4] == "loc=Сергее Шойгу"
    assert russian.labelled("Ильхам Гейдар оглы", "Алиев", "m")[3] == (
        "ins=Ильхамом Гейдар оглы Алиевым"
    )


def worker(engine: EchoEngine, **settings: object) -> Translator:
    made = Translator(Settings(source_lang="en", **settings))  # type: ignore[arg-type]
    made.__dict__["engine"] = engine
    return made


TEXT = "President Ilham Aliyev spoke. Everybody thanked Aliyev."


def test_the_engine_is_offered_the_names_and_outputs_list_glossary_terms_alone() -> None:
    engine = EchoEngine()
    made = worker(engine)
    parallel = made.translate(read(None, made.settings, TEXT.encode()), "ru")
    asked = [request.text for requests, _ in engine.calls for request in requests]
    assert "President <term> Ilham Aliyev <as> Ильхам Алиев </term> spoke." in asked
    assert "Everybody thanked <term> Aliyev <as> Алиев </term>." in asked
    assert all(unit.matches == () for unit in parallel.units)


def test_names_can_be_switched_off_and_count_in_the_memory() -> None:
    engine = EchoEngine()
    made = worker(engine, names=False)
    article = read(None, made.settings, TEXT.encode())
    made.translate(article, "ru")
    assert all("<term>" not in r.text for requests, _ in engine.calls for r in requests)
    with_, without = (
        worker(engine, names=names).begin(article, "ru").segments[0] for names in (True, False)
    )
    keys = Keys("model", "draft")
    assert keys.machine(Ask(with_, "en", "ru")) != keys.machine(Ask(without, "en", "ru"))


def test_what_a_glossary_covers_is_the_glossarys(tmp_path: Path) -> None:
    table = tmp_path / "names.tsv"
    table.write_text(
        "id\ten\tru\tpolicy\naliyev\tIlham Aliyev\tИльхам Гейдар оглы Алиев\trequire\n", "utf-8"
    )
    engine = EchoEngine()
    made = worker(engine, glossaries=(str(table),))
    draft = made.begin(read(None, made.settings, TEXT.encode()), "ru")
    assert [[m.concept.id for m in s.matches] for s in draft.segments] == [
        ["aliyev"],
        ["name:Aliyev"],
    ]


def test_a_misspelt_name_is_put_right_in_its_case_and_a_missing_one_is_not_forced() -> None:
    made = worker(
        _Answers(
            {
                "President Ilham Aliyev spoke.": "Выступил президент Илхам Алыев.",
                "Everybody thanked Aliyev.": "Все благодарили его.",
            }
        )
    )
    parallel = made.translate(read(None, made.settings, TEXT.encode()), "ru")
    assert [unit.target for unit in parallel.units] == [
        "Выступил президент Ильхам Алиев.",
        "Все благодарили его.",
    ]
    assert not parallel.flagged


class _Answers(EchoEngine):
    """An engine without annotations and with given answers."""

    def __init__(self, answers: dict[str, str]) -> None:
        super().__init__(terminology="none", answers=answers)


def test_through_english_the_name_is_carried_on() -> None:
    pairs = frozenset({("az", "en"), ("en", "ru")})
    engine = EchoEngine(languages=pairs)
    made = Translator(Settings(source_lang="az"))
    made.__dict__["engine"] = engine
    article = read(None, made.settings, "Nazir Ceyhun Bayramovun səfəri başa çatıb.".encode())
    parallel = made.translate(article, "ru")
    asked = [request.text for requests, _ in engine.calls for request in requests]
    assert any("<as> Jeyhun Bayramov </term>" in text for text in asked)
    assert any("<term> Jeyhun Bayramov <as> Джейхун Байрамов </term>" in text for text in asked)
    assert "Джейхуна Байрамова" in next(parallel.units).target  # whose visit it is


@pytest.mark.parametrize(
    "text", ["", "A.", "A.B.C. D", "İ̇", "Ov", "О. О. О.", "\u0301Əliyev’", "𝐀liyev'ʼ"]
)
@pytest.mark.parametrize("lang", ["az", "ru", "tr", "en", "fa"])
def test_odd_texts_are_read(text: str, lang: str) -> None:
    with_names([Segment(text)], lang, "ru" if lang != "ru" else "az")


@pytest.mark.parametrize(
    ("target", "names"),
    [
        ("ru", ["Роберт Фицо", "Марк Рютте", "Дональд Туск"]),
        ("az", ["Robert Fitso", "Mark Rütte", "Donald Tusk"]),
        ("tr", ["Robert Fico", "Mark Rutte", "Donald Tusk"]),
    ],
)
def test_names_of_the_wests_news_are_written_as_the_press_writes_them(
    target: str, names: list[str]
) -> None:
    text = "Yesterday Robert Fico met Mark Rutte and Donald Tusk."
    assert [name for _, name in offered("en", target, text)[0]] == names
