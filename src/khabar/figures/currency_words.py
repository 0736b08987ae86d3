"""The words that name currencies: nouns with their coins, signs, and the countries that tell a dinar from a dinar.

An underscore joins the words of a name. CLDR (babel) lists one full name for each code and no inflected form, so it
serves as the check of these tables in the tests, not as their source.
"""

from khabar.figures.lexicon import words

# key | default code | singular nouns | plurals | parts of one
NOUNS = """
dollar | USD | دولار | دولارات | 1
euro | EUR | يورو اورو | يوروهات يوروات | 1
dinar | | دينار | دنانير دينارات | 1
riyal | | ريال | ريالات | 1
dirham | | درهم | دراهم | 1
pound | | جنيه | جنيهات | 1
sterling | GBP | استرليني استرلينيا باوند | باوندات | 1
lira | | ليره | ليرات | 1
yen | JPY | ين | ينات | 1
yuan | CNY | يوان رنمينبي رينمينبي | يوانات | 1
ruble | RUB | روبل | روبلات | 1
rupee | | روبيه | روبيات | 1
rupiah | IDR | | | 1
franc | | فرنك | فرنكات | 1
krone | | كرون كرونه كورونه كرونا كورونا كراون | كرونات كورونات | 1
peso | | بيزو بيسو | بيزوات بيزوهات | 1
rand | ZAR | راند | راندات | 1
won | KRW | وون | | 1
shekel | ILS | شيكل شيقل شاقل | شواكل شواقل شيكلات | 1
toman | IRR | تومان | تومانات | 0.1
baht | THB | بات باهت باخت | | 1
real | BRL | | | 1
zloty | PLN | زلوتي | | 1
forint | HUF | فورنت فورينت | | 1
ringgit | MYR | رينغيت رينجيت رنجيت رينغت | | 1
hryvnia | UAH | هريفنيا هريفنه | | 1
naira | NGN | نيره نايرا | | 1
afghani | AFN | افغانيه افغاني_افغانستاني | | 1
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
manat | AZN | مانات مانت | | 1
som | UZS | سوم | | 1
kwanza | AOA | كوانزا | | 1
kyat | MMK | كيات | | 1
kip | LAK | كيب | | 1
riel | KHR | رييل رييال | | 1
tugrik | MNT | توغريك توجريك توغروغ توجروج | | 1
rufiyaa | MVR | روفيه | | 1
kuna | HRK | كونا | | 1
lek | ALL | ليك | | 1
quetzal | GTQ | كيتزال كوتزال | | 1
guarani | PYG | غواراني جواراني | | 1
bolivar | VES | بوليفار | | 1
boliviano | BOB | بوليفيانو | | 1
sol | PEN | سول | | 1
cedi | GHS | سيدي_غاني سيدي_غانا | | 1
kwacha | | كواشا كواتشا | | 1
florin | AWG | فلورن فلورين | | 1
ngultrum | BTN | نولتوم نغولتروم نولتروم | | 1
colon | CRC | كولون كولن | | 1
escudo | CVE | اسكودو ايسكودو | | 1
nakfa | ERN | ناكفا نقفه نكفه | | 1
dalasi | GMD | دلاسي | | 1
lempira | HNL | ليمبيرا لمبيره لمبيرا | | 1
gourde | HTG | غورد جوردي غورده | | 1
loti | LSL | لوتي | | 1
ariary | MGA | ارياري | | 1
pataca | MOP | باتاكا | | 1
metical | MZN | متكال ميتيكال | | 1
cordoba | NIO | كوردوبا قرطبه_نيكاراغوي قرطبه_نيكاراغوا | | 1
balboa | PAB | بالبوا | | 1
somoni | TJS | سوموني ساماني | | 1
paanga | TOP | بانغا | | 1
vatu | VUV | فاتو | | 1
dobra | STN | دوبرا | | 1
lilangeni | SZL | ليلانجيني ليلانغيني | | 1
leone | SLE | ليون_سيراليوني | | 1
pula | BWP | بولا | | 1
tala | WST | تالا | | 1
mark | | مارك | ماركات | 1
cent | USD | سنت | سنتات | 100
piastre | | قرش | قروش | 100
fils | | فلس | فلوس فلسات | 1000
halala | SAR | هلله | هللات | 100
millime | TND | مليم | مليمات ملاليم | 1000
penny | GBP | بنس | بنسات | 100
centime | | سنتيم | سنتيمات | 100
kopek | RUB | كوبيك | كوبيكات | 100
agora | ILS | اغوره | اغورات | 100
baisa | OMR | بيسه | بيسات | 1000
"""
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₪": "ILS", "₽": "RUB", "₹": "INR", "₩": "KRW", "₺": "TRY",
         "﷼": "SAR", "₴": "UAH", "₦": "NGN", "₫": "VND", "฿": "THB", "₱": "PHP", "₸": "KZT"}  # fmt: skip
CODES = frozenset(
    words(
        "aed afn all amd aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd btn bwp byn bzd cad cdf chf "
        "clp cny cop crc cup cve czk djf dkk dop dzd egp ern etb eur fjd fkp gbp gel ghs gip gmd gnf gtq gyd hkd hnl "
        "htg huf idr ils inr iqd irr isk jmd jod jpy kes kgs khr kmf kpw krw kwd kyd kzt lak lbp lkr lrd lsl lyd mad "
        "mdl mga mkd mmk mnt mop mru mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg "
        "qar ron rsd rub rwf sar sbd scr sdg sek sgd shp sle sos srd ssp stn syp szl thb tjs tmt tnd top try ttd twd "
        "tzs uah ugx usd uyu uzs ves vnd vuv wst xaf xcd xof xpf yer zar zmw"
    )
)
ENGLISH = frozenset(("all", "bam", "bob", "cop", "cup", "dop", "lak", "mad", "mop", "pen", "ron", "sos", "top", "try"))
"""Codes that are words or abbreviations of English too, and are codes in capitals only."""
PREFIXED = {"us": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "nz": "NZD", "hk": "HKD", "s": "SGD"}
"""Whose dollar a letter in front of the sign says: "C$"."""
LETTERS = {
    "رس": "SAR", "رق": "QAR", "رع": "OMR", "ري": "YER", "دا": "AED", "دك": "KWD", "دب": "BHD", "دع": "IQD", "دج": "DZD",
    "دت": "TND", "دل": "LYD", "دم": "MAD", "جم": "EGP", "جس": "SDG", "لل": "LBP", "لس": "SYP", "لت": "TRY",
}  # fmt: skip
"""What the two letters of "ر.س" and "د.ك" stand for; د.أ, also of Jordan, is read as د.إ unless its hamza tells."""

# country adjectives or names: noun code noun code | …
COUNTRIES = """
امريكي اميركي: dollar USD cent USD | كندي: dollar CAD | استرالي اوسترالي: dollar AUD | نيوزيلندي نيوزلندي: dollar NZD
سنغافوري: dollar SGD | هونغ_كونغ هونج_كونج هونغكونغي: dollar HKD | تايواني: dollar TWD | جامايكي جاميكي: dollar JMD
ناميبي: dollar NAD | كويتي: dinar KWD fils KWD | بحريني: dinar BHD fils BHD | اردني: dinar JOD piastre JOD fils JOD
عراقي: dinar IQD | تونسي: dinar TND | جزائري: dinar DZD centime DZD | ليبي: dinar LYD dirham LYD | صربي: dinar RSD
مقدوني: dinar MKD | سعودي: riyal SAR | قطري: riyal QAR dirham QAR | عماني: riyal OMR | يمني: riyal YER
ايراني: riyal IRR toman IRR | برازيلي: riyal BRL | كمبودي: riyal KHR riel KHR | اماراتي: dirham AED fils AED
مغربي: dirham MAD centime MAD | مصري: pound EGP piastre EGP lira EGP | سوداني: pound SDG dinar SDG
استرليني استرلينيا اسكتلندي: pound GBP lira GBP | بريطاني انجليزي انكليزي: pound GBP sterling GBP lira GBP
جنوب_سوداني جنوب_السودان: pound SSP | لبناني: lira LBP pound LBP | سوري: lira SYP pound SYP piastre SYP
تركي: lira TRY pound TRY | قبرصي: pound CYP lira CYP | ايطالي: lira ITL | مالطي: lira MTL | قديم:
هندي: rupee INR | باكستاني: rupee PKR | سريلانكي: rupee LKR | نيبالي: rupee NPR | موريشيوسي: rupee MUR
سيشيلي سيشلي: rupee SCR | اندونيسي: rupee IDR | سويسري: franc CHF | فرنسي: franc FRF | بلجيكي: franc BEF
جيبوتي: franc DJF | رواندي: franc RWF | افريقي غرب_افريقي غرب_افريقيا: franc XOF | وسط_افريقي وسط_افريقيا: franc XAF
قمري جزر_القمر: franc KMF | غيني غينيا: franc GNF | كونغولي: franc CDF | بوروندي بروندي: franc BIF
سويدي: krone SEK | نرويجي: krone NOK | دنماركي دانماركي: krone DKK | تشيكي: krone CZK | ايسلندي: krone ISK
استوني: krone EEK | سلوفاكي: krone SKK | مكسيكي: peso MXN | ارجنتيني: peso ARS | فلبيني: peso PHP | تشيلي: peso CLP
كولومبي: peso COP | كوبي: peso CUP | اوروغوياني اوروغواي: peso UYU | دومينيكاني دومنيكاني الدومنيكان: peso DOP
صيني: yuan CNY | ياباني: yen JPY | روسي: ruble RUB | بيلاروسي: ruble BYN | كوري_جنوبي كوريا_الجنوبيه كوري: won KRW
كوري_شمالي كوريا_الشماليه: won KPW | اسرائيلي اسرائيلي_جديد: shekel ILS pound ILP lira ILP agora ILS
موريتاني: ouguiya MRU | افغاني: afghani AFN | افريقي_جنوبي جنوب_افريقي جنوب_افريقيا: rand ZAR
تايلاندي تايلندي: baht THB | كيني كينيي: shilling KES | صومالي: shilling SOS | اوغندي: shilling UGX
تنزاني: shilling TZS | مولدوفي مولدافي: leu MDL | روماني: leu RON | بلغاري: lev BGN | اثيوبي: birr ETB
بنغلاديشي بنجلاديشي: taka BDT | فيتنامي: dong VND | كازاخستاني كازاخي: tenge KZT | جورجي: lari GEL | ارميني: dram AMD
اذربيجاني اذربيجان اذري: manat AZN | تركماني تركمانستاني تركمانستان: manat TMT | اوزبكي اوزبكستاني: som UZS
قرغيزي قيرغيزي قرغيزستاني قيرغيزستاني قيرغستاني: som KGS | انغولي: kwanza AOA | ميانماري ميانمار: kyat MMK
لاوسي لاوي: kip LAK | منغولي: tugrik MNT | جزر_المالديف مالديفي: rufiyaa MVR | كرواتي: kuna HRK | الباني: lek ALL
غواتيمالي غواتيمالا: quetzal GTQ | باراغوياني باراغوايي باراغواي: guarani PYG | فنزويلي: bolivar VES
بوليفي: boliviano BOB | بيروفي بيرواني: sol PEN | زامبي زامبيا: kwacha ZMW | مالاوي ملاوي: kwacha MWK
اروبي: florin AWG | بوتاني: ngultrum BTN | كوستاريكي: colon CRC | الراس_الاخضر: escudo CVE | اريتري: nakfa ERN
غامبي: dalasi GMD | هندوراسي هندوراس هنداروس: lempira HNL | هايتي: gourde HTG | ليسوتو: loti LSL
مدغشقر مدغشقري: ariary MGA
ماكاوي: pataca MOP | موزمبيقي: metical MZN | نيكاراغوي نيكاراغوا: cordoba NIO | بنمي: balboa PAB
طاجيكي طاجيكستاني: somoni TJS | تونغا: paanga TOP | فانواتو: vatu VUV | سوازيلندي: lilangeni SZL
فيجي: dollar FJD | ليبيري: dollar LRD | ترينيدادي ترينداد_وتوباغو: dollar TTD | بربادوسي باربادوسي: dollar BBD
برمودي: dollar BMD | بروناي بروني: dollar BND | باهامي بهامي: dollar BSD | بليزي: dollar BZD | غيانا غياني: dollar GYD
جزر_كيمن كيماني: dollar KYD | جزر_سليمان سليماني: dollar SBD | سورينامي: dollar SRD | زيمبابوي: dollar ZWL
شرق_الكاريبي شرق_كاريبي كاريبي: dollar XCD | جزر_فوكلاند: pound FKP | جبل_طارق: pound GIP | سانت_هيلين: pound SHP
اوكراني: hryvnia UAH | نيجيري: naira NGN | ماليزي: ringgit MYR | بولندي: zloty PLN | هنغاري مجري: forint HUF
ساو_تومي ساو_تومي_وبرينسيبي: dobra STN | فلسطيني: pound PSP | الماني: mark DEM | البوسنه_والهرسك بوسني: mark BAM
فنلندي: mark FIM | بتسواني بوتسواني: pula BWP | ساموا ساموي: tala WST
"""
