"""The words that name units of measure, with pint's symbol for each: singular nouns, plurals, abbreviations.

Units with a prefix that is spelt out ("ميكرومتر", "ميكرو متر") are put together from `PREFIXES` and `PREFIXABLE`;
the table holds their contractions and abbreviations.
"""

from khabar.figures.lexicon import words

# symbol | singular nouns | plurals | abbreviations
TABLE = """
m | متر | امتار مترات | م m mt metre meter meters metres
km | كيلمتر | كيلمترات | كلم كم كيلم km kms
dm | | | دسم dm
cm | سنتمتر سنتميتر سنتيميتر | سنتمترات سنتميترات | سم سنتم cm
mm | ملمتر ملليميتر | ملمترات | ملم مم mm
nm | | | nm
µm | ميكرون | ميكرونات | µm um
mi | ميل | اميال | mi mile miles
nmi | | | nmi
ft | قدم | اقدام | ft feet foot
in | بوصه انش | بوصات انشات | in inch inches
yd | يارده | ياردات | yd yard yards
ha | هكتار | هكتارات | ha
dunam | دونم دنم | دونمات |
feddan | فدان | افدنه فدادين |
acre | ايكر اكر فدانانجليزي | اكرات ايكرات | acre acres
kg | كيلو كيلوقرام | كيلوات كيلوهات | كغ كغم كلغ كلغم كجم كلج kg kgs kilo
g | غرام جرام قرام | غرامات جرامات | غ غم جم غرم g gr gram grams
mg | ملغرام ملجرام | ملغرامات ملجرامات | ملغ ملجم مغ مغم مج ملج mg
µg | | | مكغ مكغم ميكغ µg
t | طن | اطنان | t ton tons
lb | رطل باوند | ارطال باوندات | lb lbs pound pounds
oz | اونصه اوقيه اونس | اونصات اوقيات | oz ounce ounces
carat | قيراط | قراريط |
quintal | قنطار | قناطير |
L | لتر ليتر | لترات ليترات | ل L l lt
mL | ملتر مللتر ملليتر مليتر ميلليتر | ملترات ملليترات ميلليترات | مل ml
cL | | | cl
dL | | | دسل dl
gal | غالون جالون | غالونات جالونات | gal
bbl | برميل | براميل | bbl
bushel | بوشل | بوشلات |
cup | كوب | اكواب |
spoon | ملعقه | ملاعق |
tbsp | | | tbsp
tsp | | | tsp
quart | كوارت | كوارتات |
pint | باينت | باينتات |
degree | درجه | درجات |
°C | سلسيوس سيليزيوس سيلسيوس سليزيوس سيليسيوس مئويه | | celsius
°F | فهرنهايت فهرنهايتيه فارنهايت | | fahrenheit
kn | عقده | عقد |
mi/h | | | mph
km/h | | | kmh kph
J | جول | جولات |
kJ | | | kj
cal | سعره كالوري | سعرات كالوريات |
kcal | | | kcal
W | واط وات | واطات | w
kW | كيلوات كيلواط | كيلواطات | kw
MW | ميغاوط | | mw
GW | | | gw
kWh | | | kwh
V | فولت | | v
A | امبير | |
Hz | هرتز هيرتز | | hz
kHz | | | khz
MHz | | | mhz
GHz | | | ghz
Pa | باسكال | | pa
hPa | | | hpa
kPa | | | kpa
MPa | | | mpa
bar | بار | |
mbar | | | mbar
N | نيوتن | |
dB | ديسيبل ديسبل دسيبل | | db
Ω | اوم | |
kV | | | kv
mA | | | ma
rad | راديان | |
K | كلفن كالفن كلفين | |
lm | لومن | |
lx | لوكس لكس | |
mol | مول | |
F | فاراد | |
C | كولوم | |
T | تسلا | |
Sv | سيفرت زيفرت | |
Bq | بيكريل | |
psi | | | psi
rpm | | | rpm
byte | بايت | |
kB | | | kb
MB | | | mb ميغا ميجا
GB | | | gb غيغا جيجا
TB | | | tb تيرا
bit | بت | بتات |
kbit | | | kbps
Mbit | | | mbps
Gbit | | | gbps
px | بكسل بيكسل | بكسلات |
hp | حصان | |
"""
PREFIXES = {
    "k": "كيلو", "M": "ميغا ميجا", "G": "غيغا جيجا قيقا", "T": "تيرا", "P": "بيتا", "h": "هكتو هيكتو", "da": "ديكا",
    "d": "ديسي دسي", "c": "سنتي سانتي", "m": "ملي مللي ميلي ميللي", "µ": "ميكرو مايكرو", "n": "نانو", "p": "بيكو",
}  # fmt: skip
# how pint writes a unit behind a prefix, and the prefixes that it takes
PREFIXABLE = {
    "m": ("m", "k h da d c m µ n p"), "g": ("g", "k m µ n"), "L": ("L", "h d c m µ k M"), "W": ("W", "k M G T m"),
    "byte": ("B", "k M G T P"), "bit": ("bit", "k M G T P"), "Hz": ("Hz", "k M G T"), "J": ("J", "k M G m"),
    "cal": ("cal", "k"), "px": ("px", "M G"), "V": ("V", "k M m µ"), "A": ("A", "m µ k"), "Ω": ("Ω", "k M"),
    "Pa": ("Pa", "h k M G"), "bar": ("bar", "m"), "F": ("F", "m µ n p"), "Sv": ("Sv", "m µ"), "Bq": ("Bq", "k M G T"),
    "mol": ("mol", "m µ"), "N": ("N", "k M"), "t": ("t", "k M"),
}  # fmt: skip
PHRASES = """
ly | 1 | سنه ضوئيه
ly | 2 | سنتان ضوئيتان
ly | 2 | سنتين ضوئيتين
ly | 3 | سنوات ضوئيه
ly | 3 | سنين ضوئيه
hp | 1 | قوه حصان
au | 1 | وحده فلكيه
au | 3 | وحدات فلكيه
Btu | 1 | وحده حراريه بريطانيه
Btu | 3 | وحدات حراريه بريطانيه
atm | 1 | ضغط جوي
pc | 1 | فرسخ فلكي
pc | 3 | فراسخ فلكيه
eV | 1 | الكترون فولت
ppm | 1 | جزء في المليون
ppm | 1 | جزءا في المليون
ppm | 3 | اجزاء في المليون
"""
"""Units of several words: symbol, grammatical number, words."""
TAILS: dict[str, dict[str, str]] = {
    "mi": dict.fromkeys(words("بحري بحريا بحريه بحريين بحريان"), "nmi"),
    "degree": dict.fromkeys(
        words(
            "مئويه مءويه مئويا مئويتان مئويتين سلسيوس سليزيوس سيليزيوس سيلسيوس سلسيه سلزيوس سيليسيوس سيليزيه "
            "سيلسيوسيه سلسيوسيه c"
        ),
        "°C",
    )
    | dict.fromkeys(words("فهرنهايت فهرنهايتيه فارنهايت فهرنهايتا f"), "°F")
    | dict.fromkeys(words("كلفن كلفينيه كالفن"), "K"),
    "cal": {"حراريه": "kcal"},
    "kW": dict.fromkeys(words("ساعه ساعي h"), "kWh"),
    "MW": dict.fromkeys(words("ساعه ساعي"), "MWh"),
    "GW": dict.fromkeys(words("ساعه ساعي"), "GWh"),
    "t": dict.fromkeys(words("متري متريا متريه"), "t"),
    "acre": {"انجليزي": "acre"},
    "oz": dict.fromkeys(words("سائله سائلتان سائلتين"), "floz"),
    "N": {"متر": "N·m"},
    "mm": dict.fromkeys(words("زئبق زءبق زئبقي زئبقيا"), "mmHg"),
    "spoon": dict.fromkeys(words("كبيره كبيرتان كبيرتين طعام اكل"), "tbsp")
    | dict.fromkeys(words("صغيره صغيرتان صغيرتين شاي"), "tsp"),
}
"""Words behind a unit that make another one of it ("درجة مئوية", "ميل بحري")."""
