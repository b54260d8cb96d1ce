"""Words whose stems change, or do not, against the rules of Azerbaijani and Turkish."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _pairs(words: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in words.split())


# k, q, p, ç that stay before a vowel though the word has several syllables
KEPT = {
    "az": _set(
        "hüquq ittifaq iraq iştirak idrak əxlaq müttəfiq tədqiq təsdiq təfriq ifraq tətbiq rəfiq "
        "təşviq təhqiq şəfiq tariq istehlak əmlak məxluq təmlik təbrik şərik dəqiq təxliq vərəq "
        "fövq müvəffəq təkzib məntiq"
    ),
    "tr": _set(
        "hukuk ırak ittifak iştirak infak idrak merak evrak ahlak emlak istihlak müttefik tahkik "
        "tasdik tatbik teşvik tetkik refik tebrik şerik mantık afak misak ishak erzak iftirak "
        "gustap grup"
    ),
}
KEPT["tr"] -= {"mantık", "gustap"}

# final letters that soften though the rule would not say so
SOFTENED = {
    "az": _pairs("çörək:y"),
    "tr": _pairs(
        "devlet:t kanat:d dört:d yurt:d kurt:d umut:d armut:d bulut:d cilt:d ahit:d kalp:b dip:b "
        "kap:b harp:b gök:ğ çok:ğ renk:g denk:g cenk:g genç:c taç:c uç:c ağaç:c güç:c borç:c "
        "burç:c kent:t avrat:d kâğıt:d tat:d but:d söğüt:d geçit:d yiğit:d polat:d vinç:c"
    ),
}
for _word in ("devlet", "kent"):
    del SOFTENED["tr"][_word]

# the high vowel of the last syllable falls out before a vowel
SHORTENED = {
    "az": _pairs(
        "isim:ism oğul:oğl ağız:ağz burun:burn boyun:boyn ömür:ömr fikir:fikr nəsil:nəsl "
        "qisim:qism alın:aln beyin:beyn çiyin:çiyn əsil:əsl hökm:hökm sinif:sinf şəkil:şəkl "
        "şəhid:şəhid üzv:üzv zehin:zehn səbir:səbr məkr:məkr"
    ),
    "tr": _pairs(
        "isim:ism oğul:oğl ağız:ağz burun:burn boyun:boyn ömür:ömr fikir:fikr nehir:nehr "
        "şehir:şehr nesil:nesl kısım:kısm alın:aln beyin:beyn asıl:asl hüküm:hükm sınıf:sınıf "
        "şekil:şekl resim:resm vakit:vakt emir:emr metin:metn ilim:ilm keşif:keşf sabır:sabr "
        "kayıp:kayb cisim:cism zihin:zihn göğüs:göğs koyun:koyn akıl:akl nakil:nakl şahıs:şahs"
    ),
}

# Turkish loans in a palatal l, k or t, which take front vowels after a back one
FRONT_L = _set(
    "festival petrol rol kontrol gol sembol alkol protokol mareşal ideal kemal cemal celal bilal "
    "iclal istiklal ihtilal hal mal misal mahsul meşgul usul kabul resul saat harf dikkat hakikat "
    "cemaat kanaat seyahat sıhhat hayal ideal normal moral terminal kanal-i portal sinyal general "
    "amiral karnaval ihmal işgal meşal istikbal hilal ahval rical santral kartal-i "
    "nepal senegal seul europol interpol riyal real metikal"
) - {"kanal-i", "kartal-i", "meşal"}

# last words of names that end in a high vowel of themselves and so are no possessives
BARE_NAMES = _set(
    "bakı bakü günəşli güneşli qazançı şirvanlı salyanlı rəsmi özəl "
    "tbilisi kutaisi poti batumi rusi çəri eski köhnə hacı əsgəri mədəni milli beynəlxalq "
    "ənzəli enzeli əli ali hacıqabullu qubadlı masallı füzuli hadi mehdi qazi gazi dövri təzi "
    "cari siyasi türki arabi əliyevi iqtisadi ictimai dini elmi bəhri qəti daimi fəxri "
    "dehli delhi nəsimi nesimi gencevi xətai hatayi mali prinsipi"
)

# last words of names that are inflected as possessives and as plain names alike
EITHER = _set("türkmənbaşı türkmenbaşı")

# ends of names that are possessives though they are one word, and such names
POSSESSED_ENDS = {
    "az": ("kəndi", "dənizi", "boğazı", "burnu", "çayı"),
    "tr": (
        *("kendi", "denizi", "boğazı", "burnu", "çayı", "oğlu", "başkanı", "işleri"),
        *("lığı", "liği", "luğu", "lüğü"),
    ),
}
POSSESSED = {
    "az": frozenset[str](),
    "tr": _set("kırklareli kocaeli rumeli eminönü boğaziçi sarayönü"),
}

# nouns in c or ç that the ending of a trade (gazeteci, elçi) is not to be taken for
POSSESSED_IN_C = _set(
    "amac sonuc ilac ağac sürec inanc kazanc harc avuc kılıc çekic pirinc gerec arac sarac yamac "
    "ihtiyac sevinc üzünc haç güc borc burc qılınc xaç maç qazanc ehtiyac kərpic "
    "genc basınc bilinc direnc tunc oruc sayac kıskac"
)

# Turkish names of languages, which take no apostrophe; towns in -ce (Düzce) do
LANGUAGES = _set(
    "abhazca adigece almanca arapça arnavutça avarca azerbaycanca azerice balkarca baskça "
    "başkırtça belarusça bengalce boşnakça bulgarca danca dargince endonezce ermenice estonca "
    "farsça felemenkçe fince flemenkçe fransızca gagavuzca galce galiçyaca gürcüce hintçe "
    "hırvatça ibranice ingilizce inguşça irlandaca ispanyolca isveççe italyanca izlandaca "
    "japonca karakalpakça katalanca kazakça korece kumukça kürtçe kırgızca lakça latince lazca "
    "lehçe letonca lezgice litvanca macarca makedonca malayca maltaca moğolca nogayca norveççe "
    "osetçe osmanlıca peştuca portekizce romence rumca rumence rusça sanskritçe slovakça "
    "slovence swahilice süryanice sırpça tacikçe tagalogca talışça tatarca tatça tayca "
    "türkmence türkçe türkçesi ukraynaca urduca uygurca vietnamca yunanca zazaca çekçe çerkesçe "
    "çeçence çince çuvaşça özbekçe"
)

# plurals that name one place and so keep the apostrophe: Filipinler'in, but Türklerin
PLURAL_PLACES = _set(
    "filipinler maldivler seyşeller bahamalar komorlar dardaneller balkanlar karpatlar alpler "
    "urallar antiller azorlar kanaryalar marianalar andlar pireneler toroslar ardenler "
    "salyanlar"
)
