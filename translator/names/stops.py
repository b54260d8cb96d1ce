"""Words that look like a part of a person's name, or stand beside one, and are none."""

from __future__ import annotations

# towns and common words with a surname's ending
_NO_SURNAMES = {
    "az": "kiyev rostov saratov xarkov lvov pskov tambov azov çernıqov moldova kanev krakov slov",
    "ru": (
        "киев ростов саратов харьков львов псков тамбов азов чернигов краков канев могилев "
        "королев кишинев серпухов гурьев люксембург основ слов островов часов городов голов "
        "выборов домов лев нерв хлев гнев гев тельавив тель-авив белгородов"
    ),
    "tr": "kiev rostov saratov harkov lvov pskov tambov azov moldova krakov nova",
    "en": (
        "nov kiev rostov saratov kharkov lvov pskov tambov azov moldova geneva genova nova "
        "casanova krakov bossanova cordova villanova supernova yov zov"
    ),
}
# capitalised words that stand beside names and are none
_TITLES = {
    "az": (
        "prezident prezidenti nazir naziri baş müavini general polkovnik deputat səfir səfiri "
        "cənab xanım akademik professor doktor şeyx hacı sədr sədri vitse-prezident birinci "
        "xarici müdafiə daxili iqtisadiyyat respublikasının"
    ),
    "ru": (
        "президент министр премьер премьер-министр вице-президент генерал полковник депутат "
        "посол господин госпожа академик профессор доктор сенатор губернатор мэр глава вице- "
        "премьер"
    ),
    "tr": (
        "cumhurbaşkanı başbakan bakan bakanı genel general orgeneral albay milletvekili "
        "büyükelçi sayın profesör prof doktor dr vali başkan başkanı yardımcısı dışişleri "
        "içişleri"
    ),
    "en": (
        "president prime foreign interior defense defence energy economy finance health "
        "education culture minister deputy first vice vice-president general colonel major "
        "captain ambassador mr mrs ms dr professor prof academician mp senator governor mayor "
        "speaker chairman chairwoman chair chief director king queen prince sheikh ayatollah "
        "sir lady lord the a an azerbaijani russian turkish kazakh uzbek turkmen iranian "
        "armenian georgian ukrainian secretary spokesman spokeswoman spokesperson commander "
        "marshal admiral lieutenant sergeant judge justice coach"
    ),
}
# what follows a person's given name in the name of something else
_THINGS = {
    "az": (
        "mərkəzi küçəsi prospekti adına fondu parkı hava rayonu şəhəri məscidi muzeyi bayramı "
        "teatrı universiteti sarayı"
    ),
    "ru": "центр улица проспект фонд парк аэропорт район музей театр университет дворец",
    "tr": (
        "merkezi caddesi sokağı vakfı parkı havalimanı müzesi üniversitesi camii köprüsü bulvarı"
    ),
    "en": (
        "center centre street avenue foundation park airport district museum mosque palace "
        "prize university international theatre theater cup club bridge award fund hall stadium "
        "mountains"
    ),
}
# after these a capital is a place's
_PLACING = {
    "az": "",
    "ru": "в во на из под за до от у с к по для через близ",
    "tr": "",
    "en": "in at from to near of for on",
}
# after these a word alone is a place
_INTO = {"az": "", "ru": "в во на из близ", "tr": "", "en": "in at near into"}


def _sets(lists: dict[str, str]) -> dict[str, frozenset[str]]:
    return {lang: frozenset(words.split()) for lang, words in lists.items()}


NO_SURNAMES = _sets(_NO_SURNAMES)
TITLES = _sets(_TITLES)
THINGS = _sets(_THINGS)
PLACING = _sets(_PLACING)
INTO = _sets(_INTO)
