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
ouguiya | MRU | اوقيهموريتانيه | | 1
bitcoin | XBT | بيتكوين | | 1
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
    "aud": "AUD", "ils": "ILS", "lyd": "LYD", "sdg": "SDG", "yer": "YER", "ريالس": "SAR", "krw": "KRW",
}  # fmt: skip
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
افريقيجنوبي: rand ZAR | تايلاندي تايلندي: baht THB | ماليزي: ringgit MYR | فلسطيني: pound PSP
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
        if adjective != "جديد":
            break
    return Currency(default or None, parts, number, at + 1)
