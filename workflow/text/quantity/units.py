"""Units of money and measure in both languages: one code each, and what one is worth in another of its kind.

Sources of the factors: the International Yard and Pound Agreement of 1959 (mile, foot, acre, pound) and the State
Council's order of 1984 on legal units (亩, 斤). Of money only jiao, fen and cents have a factor,
within their currency: an exchange rate is no fact of language.
"""

from decimal import Decimal

from workflow.model.frozen import dataclass

MONEY = "money"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: ISO 4217 for money, a symbol for measures.

    `factor` is its size in the base of its `kind` (metre, square metre, gram, second …; of money 1, less for a part of
    its currency's unit). `english` is the plural that drafts use.
    """

    code: str
    kind: str
    factor: Decimal
    zh: tuple[str, ...]
    english: str
    en: tuple[str, ...] = ()


def _unit(code: str, kind: str, factor: str, zh: str, en: str) -> Unit:
    english = tuple(word.strip() for word in en.split(","))
    return Unit(code, kind, Decimal(factor), tuple(zh.split()), english[0], english)


UNITS = (
    _unit("CNY", MONEY, "1", "元人民币 人民币元 元 人民币 块钱", "yuan, yuans, RMB, renminbi, CNY"),
    _unit("USD", MONEY, "1", "美元 美金", "US dollars, US dollar, U.S. dollars, U.S. dollar, dollars, dollar, USD"),
    _unit("EUR", MONEY, "1", "欧元", "euros, euro, EUR"),
    _unit("GBP", MONEY, "1", "英镑", "pounds, pound, pounds sterling, GBP"),
    _unit("JPY", MONEY, "1", "日元 日圆", "yen, JPY"),
    _unit("HKD", MONEY, "1", "港元 港币", "Hong Kong dollars, Hong Kong dollar, HKD"),
    _unit("KRW", MONEY, "1", "韩元 韩圆", "won, KRW"),
    _unit("RUB", MONEY, "1", "卢布", "rubles, ruble, roubles, rouble"),
    _unit("INR", MONEY, "1", "卢比", "rupees, rupee"),
    _unit("TWD", MONEY, "1", "新台币 台币", "New Taiwan dollars, New Taiwan dollar"),
    _unit("MOP", MONEY, "1", "澳门元", "patacas, pataca"),
    _unit("AUD", MONEY, "1", "澳元 澳大利亚元", "Australian dollars, Australian dollar, AUD"),
    _unit("CAD", MONEY, "1", "加元 加拿大元", "Canadian dollars, Canadian dollar, CAD"),
    _unit("SGD", MONEY, "1", "新加坡元 新元", "Singapore dollars, Singapore dollar, SGD"),
    _unit("CHF", MONEY, "1", "瑞士法郎", "Swiss francs, Swiss franc"),
    _unit("jiao", MONEY, "0.1", "角钱 毛钱", "jiao"),
    _unit("fen", MONEY, "0.01", "分钱", "fen"),
    _unit("cent", MONEY, "0.01", "美分 欧分", "cents, cent, US cents, US cent"),
    _unit(
        "km2",
        "area",
        "1000000",
        "平方公里 平方千米",
        "square kilometers, square kilometer, square kilometres, square kilometre, sq km, sq. km, km2, km²",
    ),
    _unit("m2", "area", "1", "平方米 平米", "square meters, square meter, square metres, square metre, sq m, m2, m²"),
    _unit("ha", "area", "10000", "公顷", "hectares, hectare, ha"),
    _unit("mu", "area", "666.6666666666666666666666667", "亩", "mu"),
    _unit("acre", "area", "4046.8564224", "英亩", "acres, acre"),
    _unit("mi2", "area", "2589988.110336", "平方英里", "square miles, square mile"),
    _unit("m3", "volume", "1000", "立方米", "cubic meters, cubic meter, cubic metres, cubic metre, m3, m³"),
    _unit("L", "volume", "1", "公升 升", "liters, liter, litres, litre"),
    _unit("bbl", "volume", "158.987294928", "桶", "barrels, barrel"),
    _unit("km", "length", "1000", "公里 千米 km", "kilometers, kilometer, kilometres, kilometre, km, kms, kph"),
    _unit("m", "length", "1", "米", "meters, meter, metres, metre, m"),
    _unit("cm", "length", "0.01", "厘米 公分 cm", "centimeters, centimeter, centimetres, centimetre, cm"),
    _unit("mm", "length", "0.001", "毫米 mm", "millimeters, millimeter, millimetres, millimetre, mm"),
    _unit("nm", "length", "0.000000001", "纳米 nm", "nanometers, nanometer, nanometres, nanometre, nm"),
    _unit("mi", "length", "1609.344", "英里", "miles, mile, mph"),
    _unit("nmi", "length", "1852", "海里", "nautical miles, nautical mile"),
    _unit("ft", "length", "0.3048", "英尺", "feet, foot, ft"),
    _unit("in", "length", "0.0254", "英寸", "inches, inch"),
    _unit("t", "mass", "1000000", "公吨 吨", "tons, ton, tonnes, tonne, metric tons, metric ton, metric tonnes"),
    _unit("kg", "mass", "1000", "公斤 千克 kg", "kilograms, kilogram, kilos, kilo, kg"),
    _unit("jin", "mass", "500", "斤", "jin, catties, catty"),
    _unit("g", "mass", "1", "克", "grams, gram"),
    _unit("lb", "mass", "453.59237", "磅", "pounds in weight, lbs, lb"),
    _unit("kWh", "energy", "1", "千瓦时 kWh", "kilowatt-hours, kilowatt-hour, kilowatt hours, kilowatt hour, kWh"),
    _unit("GW", "power", "1000000", "吉瓦 GW", "gigawatts, gigawatt, GW"),
    _unit("MW", "power", "1000", "兆瓦 MW", "megawatts, megawatt, MW"),
    _unit("kW", "power", "1", "千瓦 kW", "kilowatts, kilowatt, kW"),
    _unit("degC", "temperature", "0", "摄氏度 ℃", "degrees Celsius, degree Celsius, °C, ℃"),
    _unit("degF", "temperature", "0", "华氏度 ℉", "degrees Fahrenheit, degree Fahrenheit, °F, ℉"),
    _unit("TEU", "boxes", "1", "标准箱 标箱", "TEUs, TEU, twenty-foot equivalent units"),
    _unit("ky", "time", "31557600000", "", "millennia, millennium"),
    _unit("c", "time", "3155760000", "个世纪", "centuries, century"),
    _unit("dec", "time", "315576000", "", "decades, decade"),
    _unit("y", "time", "31557600", "年", "years, year, yr, yrs"),
    _unit("qtr", "time", "7889400", "", ""),
    _unit("mo", "time", "2629800", "个月", "months, month"),
    _unit("wk", "time", "604800", "个星期 星期 周", "weeks, week"),
    _unit("fn", "time", "1209600", "", "fortnights, fortnight"),
    _unit("d", "time", "86400", "天", "days, day"),
    _unit("h", "time", "3600", "个小时 小时 个钟头 钟头", "hours, hour, hrs, hr"),
    _unit("min", "time", "60", "分钟", "minutes, minute, mins, min"),
    _unit("s", "time", "1", "秒钟 秒", "seconds"),
)

BY_CODE = {unit.code: unit for unit in UNITS}
# Chinese words that begin like a unit and are something else (元旦, 年级, 克拉).
NOT_UNITS = {
    "元": "旦首素宵老件勋帅月",
    "年": "代级轻龄画货级",
    "天": "然津气空堂下",
    "克": "拉服隆",
    "米": "粉饭色线字其老",
    "升": "级学值温至到高为降",
    "桶": "装",
    "周": "年边岁刊",
    "秒": "杀表速",
    "斤": "两斧",
    "磅": "礴",
}
