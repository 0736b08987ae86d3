"""Currencies: Arabic nouns and adjectives to ISO 4217 codes, and the coins that are their parts.

Which dinar is meant is said by the country's adjective (دينار كويتي → KWD) or name; a bare دينار, درهم, ريال,
جنيه or ليرة has no code, because half a dozen countries could be meant. CLDR (babel) lists one full name
for each code and no inflected form, so it serves as the check of this table in the tests, not as its source.
"""

from decimal import Decimal
from typing import NamedTuple

from khabar.figures.lexicon import DUAL, PLURAL, SINGULAR
from khabar.figures.tokens import Token, lookup, lookup_bare

# key | default code | singular nouns | plurals | parts of one
_TABLE = """
dollar | USD | دولار | دولارات | 1
euro | EUR | يورو اورو | يوروهات يوروات | 1
dinar | | دينار | دنانير | 1
riyal | | ريال | ريالات | 1
dirham | | درهم | دراهم | 1
pound | | جنيه | جنيهات | 1
sterling | GBP | استرليني استرلينيا باوند | باوندات | 1
lira | | ليره | ليرات | 1
yen | JPY | ين | ينات | 1
yuan | CNY | يوان رنمينبي | يوانات | 1
ruble | RUB | روبل | روبلات | 1
rupee | | روبيه | روبيات | 1
rupiah | IDR | | | 1
franc | | فرنك | فرنكات | 1
krone | | كرون كرونه كورونه كرونا كورونا كراون | كرونات كورونات | 1
peso | | بيزو بيسو | بيزوات | 1
rand | ZAR | راند | راندات | 1
won | KRW | وون | | 1
shekel | ILS | شيكل شيقل شاقل | شواكل شواقل شيكلات | 1
toman | IRR | تومان | تومانات | 0.1
baht | THB | بات باهت | | 1
real | BRL | ريالبرازيلي | | 1
zloty | PLN | زلوتي | | 1
forint | HUF | فورنت | | 1
ringgit | MYR | رينغيت رينجيت رنجيت | | 1
hryvnia | UAH | هريفنيا | | 1
naira | NGN | نيره نايرا | | 1
afghani | AFN | افغانيه | | 1
ouguiya | | اوقيه | اوقيات | 1
bitcoin | XBT | بيتكوين | | 1
leu | RON | ليو لي | | 1
lev | BGN | ليف ليفا | | 1
shilling | | شلن شلين | شلنات | 1
birr | ETB | بير بر | | 1
taka | BDT | تاكا | | 1
dong | VND | دونغ دونج | | 1
tenge | KZT | تينغ تينغه تنغه | | 1
lari | GEL | لاري | | 1
dram | AMD | درام | | 1
manat | AZN | مانات | | 1
som | UZS | سوم | | 1
kwanza | AOA | كوانزا | | 1
kyat | MMK | كيات | | 1
kip | LAK | كيب | | 1
riel | KHR | رييل | | 1
tugrik | MNT | توغريك توجريك | | 1
rufiyaa | MVR | روفيه | | 1
kuna | HRK | كونا | | 1
lek | ALL | ليك | | 1
quetzal | GTQ | كيتزال | | 1
guarani | PYG | غواراني | | 1
bolivar | VES | بوليفار | | 1
boliviano | BOB | بوليفيانو | | 1
sol | PEN | سول | | 1
cent | USD | سنت | سنتات | 100
piastre | | قرش | قروش | 100
fils | | فلس | فلوس | 1000
halala | SAR | هلله | هللات | 100
millime | TND | مليم | مليمات ملاليم | 1000
penny | GBP | بنس | بنسات | 100
centime | | سنتيم | سنتيمات | 100
kopek | RUB | كوبيك | كوبيكات | 100
agora | ILS | اغوره | اغورات | 100
baisa | OMR | بيسه | بيسات | 1000
"""
_SIGNS = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₪": "ILS", "₽": "RUB", "₹": "INR", "₩": "KRW", "₺": "TRY",
    "﷼": "SAR", "usd": "USD", "eur": "EUR", "gbp": "GBP", "jpy": "JPY", "sar": "SAR", "aed": "AED", "egp": "EGP",
    "kwd": "KWD", "qar": "QAR", "omr": "OMR", "bhd": "BHD", "jod": "JOD", "iqd": "IQD", "tnd": "TND", "dzd": "DZD",
    "mad": "MAD", "lbp": "LBP", "syp": "SYP", "try": "TRY", "chf": "CHF", "cny": "CNY", "inr": "INR", "cad": "CAD",
    "aud": "AUD", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "pln": "PLN", "huf": "HUF", "czk": "CZK", "rub": "RUB",
    "brl": "BRL", "mxn": "MXN", "zar": "ZAR", "sgd": "SGD", "hkd": "HKD", "nzd": "NZD", "thb": "THB", "idr": "IDR",
    "myr": "MYR", "pkr": "PKR", "irr": "IRR", "mru": "MRU", "ngn": "NGN", "uah": "UAH", "xof": "XOF", "php": "PHP",
    "ils": "ILS", "lyd": "LYD", "sdg": "SDG", "yer": "YER", "krw": "KRW",
}  # fmt: skip
_LETTERS = {
    "رس": "SAR", "رق": "QAR", "رع": "OMR", "ري": "YER", "دا": "AED", "دك": "KWD", "دب": "BHD", "دع": "IQD", "دج": "DZD",
    "دت": "TND", "دل": "LYD", "دم": "MAD", "جم": "EGP", "جس": "SDG", "لل": "LBP", "لس": "SYP", "لت": "TRY",
}  # fmt: skip
"""What the two letters of "ر.س" and "د.ك" stand for; د.أ, also of Jordan, is read as د.إ unless its hamza tells."""
_COUNTRIES = """
امريكي اميركي: dollar USD cent USD | كندي: dollar CAD | استرالي اوسترالي: dollar AUD | نيوزيلندي نيوزلندي: dollar NZD
سنغافوري: dollar SGD | هونغكونغ: dollar HKD | تايواني: dollar TWD | جامايكي: dollar JMD | ناميبي: dollar NAD
كويتي: dinar KWD fils KWD | بحريني: dinar BHD fils BHD | اردني: dinar JOD piastre JOD fils JOD | عراقي: dinar IQD
تونسي: dinar TND | جزائري: dinar DZD centime DZD | ليبي: dinar LYD dirham LYD | صربي: dinar RSD | مقدوني: dinar MKD
سعودي: riyal SAR | قطري: riyal QAR dirham QAR | عماني: riyal OMR | يمني: riyal YER | ايراني: riyal IRR toman IRR
برازيلي: riyal BRL real BRL | كمبودي: riyal KHR | اماراتي: dirham AED fils AED | مغربي: dirham MAD centime MAD
مصري: pound EGP piastre EGP lira EGP | سوداني: pound SDG dinar SDG | استرليني استرلينيا اسكتلندي: pound GBP lira GBP
بريطاني انجليزي انكليزي: pound GBP sterling GBP lira GBP | جنوبسوداني: pound SSP | لبناني: lira LBP pound LBP
سوري: lira SYP pound SYP piastre SYP | تركي: lira TRY pound TRY | قبرصي: pound CYP lira CYP | ايطالي: lira ITL
قديم: | هندي: rupee INR | باكستاني: rupee PKR | سريلانكي: rupee LKR | نيبالي: rupee NPR | موريشيوسي: rupee MUR
اندونيسي: rupee IDR | سويسري: franc CHF | فرنسي: franc FRF | بلجيكي: franc BEF | جيبوتي: franc DJF | رواندي: franc RWF
افريقي: franc XOF | قمري: franc KMF | سويدي: krone SEK | نرويجي: krone NOK | دنماركي دانماركي: krone DKK
تشيكي: krone CZK | ايسلندي: krone ISK | مكسيكي: peso MXN | ارجنتيني: peso ARS | فلبيني: peso PHP | تشيلي: peso CLP
كولومبي: peso COP | كوبي: peso CUP | صيني: yuan CNY | ياباني: yen JPY | روسي: ruble RUB | بيلاروسي: ruble BYR
كوري جنوبي: won KRW | اسرائيلي: shekel ILS pound ILP lira ILP agora ILS | موريتاني: ouguiya MRU | افغاني: afghani AFN
افريقيجنوبي: rand ZAR | تايلاندي تايلندي: baht THB | كيني: shilling KES | صومالي: shilling SOS | اوغندي: shilling UGX
تنزاني: shilling TZS
مولدوفي: leu MDL | روماني: leu RON | اثيوبي: birr ETB | فنزويلي: bolivar VES | غيني: franc GNF | كونغولي: franc CDF
بوروندي: franc BIF | بوليفي: boliviano BOB | اوروغوياني: peso UYU | دومينيكاني: peso DOP | فيجي: dollar FJD
ليبيري: dollar LRD | ترينيدادي: dollar TTD | اوكراني: hryvnia UAH | كازاخستاني: tenge KZT | اوزبكي: som UZS
قرغيزي: som KGS | ماليزي: ringgit MYR | فلسطيني: pound PSP
"""


class Currency(NamedTuple):
    """A currency read from tokens: its code if it is known, how many of the named coin make one, and the rest."""

    code: str | None
    parts: Decimal
    number: int
    stop: int


def _load() -> tuple[dict[str, tuple[str, str, Decimal, int]], dict[str, dict[str, str]]]:
    nouns: dict[str, tuple[str, str, Decimal, int]] = {}
    for line in _TABLE.strip().splitlines():
        key, code, singulars, plurals, parts = (column.strip() for column in line.split("|"))
        entry = (key, code, Decimal(parts))
        for noun in singulars.split():
            stem = noun[:-1] + "ت" if noun.endswith("ه") else noun
            nouns |= {noun: (*entry, SINGULAR), noun + "ا": (*entry, SINGULAR)}
            nouns |= {stem + ending: (*entry, DUAL) for ending in ("ان", "ين", "ي")}
        nouns |= dict.fromkeys(plurals.split(), (*entry, PLURAL))
    adjectives: dict[str, dict[str, str]] = {}
    for entry in _COUNTRIES.strip().replace("\n", "|").split("|"):
        words, _, codes = entry.partition(":")
        pairs = tuple(str(code) for code in codes.split())
        mapping: dict[str, str] = dict(zip(pairs[::2], pairs[1::2], strict=True))
        for word in words.split():
            for form in (word, word + "ه", word + "ا", word + "ين", word + "ان", word + "تين", word + "تان"):
                adjectives[form] = mapping
    return nouns, adjectives


_NOUNS, _ADJECTIVES = _load()


def read_currency(tokens: list[Token], at: int, stop: int, *, first: bool = False) -> Currency | None:
    """The currency that starts at token `at`: a noun with its country's adjective, a sign or an ISO code."""
    if at >= stop:
        return None
    word = tokens[at].word
    sign = _SIGNS.get(word.fold)
    if sign is not None:
        return Currency(sign, Decimal(1), PLURAL, at + 1)
    if word.fold == "us" and at + 1 < stop and tokens[at + 1].fold == "$":
        return Currency("USD", Decimal(1), PLURAL, at + 2)
    letters = None if first else _read_letters(tokens, at, stop)
    if letters is not None:
        return letters
    found = lookup(word, _NOUNS) if first else lookup_bare(word, _NOUNS)
    if found is None:
        return None
    key, default, parts, number = found[1]
    for i in (at + 1, at + 2):
        adjective = tokens[i].fold if i < stop else ""
        if adjective.startswith("ال"):
            adjective = adjective[2:]
        code = _ADJECTIVES.get(adjective, {}).get(key)
        if code is not None:
            return Currency(code, parts, number, i + 1)
        code = _ADJECTIVES.get(adjective + tokens[i + 1].fold, {}).get(key) if i + 1 < stop else None
        if code is not None:
            return Currency(code, parts, number, i + 2)
        if adjective != "جديد":
            break
    return None if key == "ouguiya" else Currency(default or None, parts, number, at + 1)


def _read_letters(tokens: list[Token], at: int, stop: int) -> Currency | None:
    """ "ر.س", "د.ك", "دج": the country's two letters, with or without their dot."""
    if tokens[at].fold in ("دج", "دك"):
        return Currency(_LETTERS[tokens[at].fold], Decimal(1), PLURAL, at + 1)
    if at + 2 >= stop or tokens[at + 1].fold != "." or tokens[at].end != tokens[at + 1].start:
        return None
    letter = tokens[at + 2]
    if letter.start != tokens[at + 1].end or len(letter.fold) != 1:
        return None
    code = "JOD" if tokens[at].fold == "د" and letter.word.raw == "أ" else _LETTERS.get(tokens[at].fold + letter.fold)
    return None if code is None else Currency(code, Decimal(1), PLURAL, at + 3)
