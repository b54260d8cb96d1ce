"""English words that tell the role of a name: closed classes whole, open ones as news has them.

Prepositions and verb classes after Huddleston and Pullum, *The Cambridge Grammar of the English
Language* (2002), chapters 7 and 3.
"""

from __future__ import annotations

from translator.glossary.roles.base import Role, words

PREPOSITIONS: dict[str, Role | None] = {
    word: role
    for role, words in (
        (Role.PLACE, "in on at aboard upon"),
        (Role.GOAL, "to into onto toward towards"),
        (Role.ORIGIN, "from"),
        (Role.OWNER, "of"),
        (Role.AGENT, "by"),
        (Role.COMPANION, "with"),
        (Role.TOPIC, "about concerning regarding"),
        (Role.PURPOSE, "for"),
        (Role.BETWEEN, "between"),
        (Role.NEAR, "near beside"),
        (Role.THROUGH, "through via"),
        (Role.ACROSS, "across"),
        (Role.ALONG, "along"),
        (Role.AROUND, "around"),
        (Role.OVER, "over above"),
        (Role.UNDER, "under beneath below"),
        (Role.AGAINST, "against"),
        (Role.WITHOUT, "without"),
        (Role.AFTER, "after"),
        (Role.BEFORE, "before"),
        (Role.DURING, "during"),
        (Role.UNTIL, "until till"),
        (None, "as off than like unlike despite amid among amongst within inside outside beyond"),
        (None, "behind including excluding except besides per versus since following throughout"),
        (None, "past opposite minus plus"),
    )
    for word in words.split()
}
"""Prepositions and the role of what follows them; None where it may be any."""

COMPLEX: dict[tuple[str, str], Role | None] = {
    ("according", "to"): Role.ACCORDING,
    ("because", "of"): Role.BECAUSE,
    ("due", "to"): Role.BECAUSE,
    ("owing", "to"): Role.BECAUSE,
    ("thanks", "to"): None,
    ("close", "to"): Role.NEAR,
    ("next", "to"): Role.NEAR,
    ("up", "to"): Role.UNTIL,
    ("prior", "to"): Role.BEFORE,
    ("ahead", "of"): Role.BEFORE,
    ("out", "of"): Role.ORIGIN,
    ("instead", "of"): None,
    ("regardless", "of"): None,
    ("speaking", "of"): Role.TOPIC,
    ("such", "as"): None,
    ("ambassador", "to"): None,
    ("envoy", "to"): None,
    ("ambassadors", "to"): None,
    ("compared", "to"): None,
    ("compared", "with"): None,
    ("similar", "to"): None,
    ("belong", "to"): None,
    ("belongs", "to"): None,
    ("belonged", "to"): None,
    ("been", "to"): Role.PLACE,
    ("death", "to"): None,
    ("comes", "to"): None,
    ("belonging", "to"): None,
    ("home", "to"): None,
    ("wait", "for"): Role.OBJECT,
    ("waits", "for"): Role.OBJECT,
    ("waited", "for"): Role.OBJECT,
    ("waiting", "for"): Role.OBJECT,
    ("looking", "for"): Role.OBJECT,
    ("looked", "for"): Role.OBJECT,
    ("along", "with"): Role.COMPANION,
    ("together", "with"): Role.COMPANION,
}
"""Two words that make one preposition, or a word that asks for another role than usual."""

STRIKING = words(
    "attack attacks attacked assault strike strikes impact influence effect effects pressure focus "
    "focuses focused focusing based depend depends depended dependent dependence sanctions tariffs "
    "tax taxes war raid raids ban embargo blame imposed impose imposes descend descended offensive "
    "spent spend spends depending reliance rely relies relied insist landed"
)
"""Before *on*: what follows is where something goes, not where it is."""

INVESTING = words(
    "invest invests invested investing investment investments arrive arrives arrived arriving "
    "landed arrival"
)
"""Before *in*: likewise."""

AMOUNTS = words("hundreds thousands millions dozens scores tens lots plenty number majority")
"""Before *of*: how many of a thing there are."""

CLASSIFIERS = words(
    "city town village settlement port island republic state kingdom province district county "
    "peninsula gulf strait lake river municipality name title emirate sultanate cities"
)
"""Before *of* and a name: the name is apposed, *the city of Baku*."""

TITLES = words(
    "president premier minister secretary chairman chairwoman chairperson director speaker deputy "
    "leader chancellor king queen prince princess governor mayor ambassador professor academician "
    "general colonel major captain senator mr mrs ms dr sir judge justice foreign prime vice "
    "national executive chief former acting academician writer poet composer singer actor artist"
)
"""Before a person's name: its title, in the same case."""

DETERMINERS = words(
    "the a an this that these those its his her their our my your each every some any no both all "
    "another many several few most more such what whose"
)
NUMERALS = words(
    "first second third fourth fifth sixth seventh eighth ninth tenth "
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "dozen hundred thousand million half"
)
ADJECTIVES = words(
    "new old big small large great major main whole entire late early modern ancient same other "
    "own next last latest recent present current former future nearby rich poor free open young "
    "key joint common single only very deep shallow upper lower inner outer far high low "
    "good bad strong weak wide top mere vast huge tiny little long short cold hot warm dry wet "
    "today's yesterday's south north east west southeast southwest northeast northwest mainland "
    "downtown greater"
)
TIMES = words(
    "day days night week month year morning evening afternoon monday tuesday wednesday thursday "
    "friday saturday sunday january february march april may june july august september october "
    "november december last next"
)
"""Nouns and adjectives with which a noun phrase that says when begins: *left Baku Monday*."""

ADVERBS = words(
    "also now then already still soon never always often again once just only even almost yet "
    "today yesterday tomorrow ever rather quite too both here there not n't meanwhile however "
    "therefore thus instead perhaps either neither first later earlier ago"
)
SUBORDINATORS = words(
    "that which who whom because while when where if although though whether unless whereas why "
    "how since as after before until till once than so but what"
)
CONJUNCTIONS = words("and or nor &")
PRONOUNS = words("i you he she it we they them him me us who which this these those there")
# with these a sentence of the others' acts begins: "officials said Baku would"
AUXILIARIES = words(
    "is are was were be been being am has have had do does did will would can could may might "
    "must shall should isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't "
    "won't wouldn't can't cannot couldn't shouldn't needn't"
)
COPULAS = words("is are was were be been being am become becomes became remain remains remained")
IRREGULAR = words(
    "said told gave went came made took got saw knew thought found left felt put brought began "
    "kept held wrote stood heard let meant set met ran paid sat spoke lay led read grew lost fell "
    "sent built understood drew broke spent cut rose drove bought wore chose sought threw fought "
    "taught caught dealt won sold shot flew shut struck hit hurt cost spread sank swam sang rang "
    "shook stole swore tore woke bore bent bet bid bound bred burst cast clung crept dug drank "
    "ate fed fled forbade foresaw forgot forgave froze hid hung knelt laid lent lit overcame "
    "overtook quit rid rode sewed shone shrank slept slid slung split sprang stuck stung strove "
    "swept swung undertook upheld withdrew withstood outlined beat arose awoke undid"
)
"""Past forms that no rule makes."""

VERBS = words(
    "accept accuse achieve acquire act add address adopt admit advise affect agree aim allow "
    "announce answer appeal appear apply appoint approach approve argue arrest arrive ask assist "
    "attack attempt attend avoid award back ban base become begin believe belong bid blame block "
    "boost border bring build buy call cancel carry cause celebrate change charge choose cite "
    "claim close come comment commit compete complete condemn confirm connect consider contain "
    "continue contribute control cool cooperate cost cover create criticise criticize cross cut "
    "deal declare decide decline defeat defend deliver demand deny depend deploy describe design "
    "destroy develop disagree discuss dismiss divide donate double draw drive drop earn elect "
    "emerge employ end endorse enjoy ensure enter establish evacuate examine exceed exchange "
    "expand expect explain explore export express extend face fail fall favour feed feel fight "
    "finance find finish fire fly follow force form free fund gain gather generate get give go "
    "grant grow guarantee guard handle happen have head hear help hit hold hope host house impose "
    "improve include increase inform inspect insist invade invest invite involve issue join keep "
    "kill know lack land launch lead leave lend lie lift limit link list live look lose love "
    "lower maintain make manage mark mean meet mention mine monitor move name need negotiate note "
    "notify offer open operate oppose order organise organize own participate pass pay permit "
    "place plan play pledge point praise prepare present preserve press prevent process produce "
    "promise promote propose protect prove provide publish pull purchase push put quit quote "
    "raise ratify reach react read receive recognise recognize record recover reduce refuse "
    "reflect regain register regret reject release rely remain remember remind remove renew "
    "repair repeat replace report represent request require rescue resist resolve respect respond "
    "restore resume retain return reveal review rise rule run save say secure see seek seem seize "
    "sell send separate serve set settle share show shut sign signal sit speak spend sponsor "
    "stand start state stay stop strengthen stress strike study submit suffer suggest supply "
    "support surround survive suspect suspend take talk target tell test thank threaten tour "
    "touch tow trade train transfer transport travel treat try turn underline unite update urge "
    "use value veto view violate visit voice vote wait want warn wash watch welcome win withdraw "
    "witness work worry write"
)
"""Verbs of news in their base form."""

NOUNS_TOO = words(
    "act address advance aim answer appeal approach arrest attack attempt award back ban base bid "
    "blame block boost border call cause change charge claim close comment contact control cost "
    "cover cross cut deal decline defeat demand deposit deploy design double draw drive drop end "
    "estimate exchange exhibit export face fall favour feed fight finance fire force form free "
    "fund gain grant guarantee guard hand handle head hear help hit hold hope host house impact "
    "import increase interest invite issue judge keep kill lack land launch lead leave lie lift "
    "limit link list live look lower mark meet mention mine monitor move name need note notice "
    "offer open order pay pass permit place plan play pledge point praise present process produce "
    "profit project promise protest purchase push quote raise reach read record refuse register "
    "regret release repair report request rescue research resort respect result return review "
    "rise rule run sale save say secure set share show sign signal spend sponsor stand start "
    "state stay stop stress strike study supply support surprise suspect talk target test tour "
    "tow touch trade train transfer transport travel treat try turn update upgrade urge use value "
    "veto view visit vote voice wait want warm wash watch welcome win witness work worry"
)
"""Those of the verbs whose base form is a noun as well."""

GIVING = words(
    "help assist threaten tell give offer grant promise allow owe hand show teach pay award lend"
)
"""Verbs with a recipient right after them."""

ENTERING = words("enter join reach")
"""Verbs whose object is where someone goes."""

GIFTS = words(
    "aid assistance help support loan loans credit grant gift letter message appeal request advice "
    "given gave give gives sold sell sells granted grant grants allocated allocate allocates "
    "handed transferred provided presented offered paid owed awarded lent threat"
)
"""Before *to*: what follows receives something."""

CAUSING = words(
    "allow ask believe call enable expect force help invite order permit persuade press require "
    "tell urge want warn wish"
)
"""Verbs with an object that an infinitive follows, whose subject it is."""

REGULAR = dict(
    pair.split(":")
    for pair in words(
        "told:tell gave:give given:give lent:lend paid:pay led:lead ran:run sought:seek "
        "became:become made:make meant:mean thought:think found:find felt:feel knew:know "
        "held:hold understood:understand cost:cost lost:lose"
    )
)
"""The base forms of irregular verbs that are not like other verbs."""

OTHERWISE = words(
    "ask need oppose affect influence lack want manage seem become remain cost rule run agree hope "
    "insist decide include comprise believe think know mean expect claim argue announce declare "
    "feel find understand"
)
"""Verbs of whose object nothing is known: other languages put it in other ways, or it is none."""

SAYING = words("say says said adds added notes noted explains explained writes wrote")
"""Verbs that a quotation's speaker follows: *", said the Forum*."""


def base_of(word: str) -> str:
    """The base form of a regular verb form, or an empty string for no verb known here."""
    if word in VERBS:
        return word
    if word.endswith(("izes", "ises", "ifies")):
        return word[:-1]
    for ending, put in (
        ("ies", "y"),
        ("ied", "y"),
        ("es", ""),
        ("s", ""),
        ("ed", ""),
        ("d", ""),
        ("ing", ""),
        ("ing", "e"),
    ):
        if word.endswith(ending):
            stem = word[: -len(ending)] + put
            if stem in VERBS:
                return stem
            doubled = ending in ("ed", "ing") and len(stem) > 3 and stem[-1] == stem[-2]
            if doubled and stem[:-1] in VERBS:
                return stem[:-1]
    return ""
