"""Units of measure (计量单位): which ones are comparable, and the exact power of ten between them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from db.values.cell import fold

MAGNITUDES = {
    "万亿": Decimal(10) ** 12,
    "千亿": Decimal(10) ** 11,
    "百亿": Decimal(10) ** 10,
    "十亿": Decimal(10) ** 9,
    "千万": Decimal(10) ** 7,
    "百万": Decimal(10) ** 6,
    "十万": Decimal(10) ** 5,
    "亿": Decimal(10) ** 8,
    "万": Decimal(10) ** 4,
    "千": Decimal(10) ** 3,
    "百": Decimal(10) ** 2,
}

# dimension: (scale, first name = its other spellings …); one line per name that a person could have meant otherwise
SCALED = {
    "金额": ("1 元=元整=圆=元人民币=rmb=¥",),
    "面积": ("1 平方米=㎡=m2=m²=平米=平方", "10000 公顷=ha=hm2=hm²", "1000000 平方公里=平方千米=km2=km²=㎢"),
    "长度": ("1 米=m", "1000 公里=千米=km=㎞", "0.01 厘米=cm", "0.001 毫米=mm"),
    "体积": ("1 立方米=立方=方=m3=m³=㎥", "0.001 升=l"),
    "重量": ("1 吨=t", "0.001 千克=公斤=kg=㎏", "0.000001 克=g"),
    "标准煤": ("1 吨标准煤=吨标煤=tce", "0.001 千克标准煤=公斤标准煤=kgce"),
    "电量": ("1 千瓦时=度=kwh", "1000 兆瓦时=mwh"),
    "功率": ("0.001 瓦=w", "1 千瓦=kw", "1000 兆瓦=mw"),
    "比率": ("1 %=％=﹪=百分比", "1 个百分点=百分点", "0.1 ‰"),
    "人数": ("1 人", "1 名", "1 位"),
    "楼栋": ("1 栋", "1 幢"),
    "次数": ("1 次", "1 回"),
    "件数": ("1 件", "1 起", "1 宗"),
    "台数": ("1 台", "1 部", "1 辆"),
    "天数": ("1 天", "1 日"),
}
# Each of these is a dimension of its own.
COUNTED = "个家户套项处所座间条份期场批种类张本篇门班支队对株头只艘架列趟单笔步分级层块颗根组届轮棵盏口眼片段例幅册集店村镇街"
ALONE = (*COUNTED, "单元", "标箱", "班次", "件次", "台次", "架次")
UNCOUNTED = ("亩", "年", "月=个月", "小时", "分钟", "岁=周岁", "人次", "户次", "车次", "美元")
MEASURED = frozenset(("金额", "面积", "长度", "体积", "重量", "标准煤", "电量", "功率", "比率", "天数"))
MEASURED |= {names.partition("=")[0] for names in UNCOUNTED}  # 个 never stands for these


@dataclass(frozen=True, slots=True)
class Measure:
    """万平方米 is name 平方米, magnitude 10⁴, dimension 面积, scale 1; 公里 is magnitude 1, scale 1000."""

    name: str
    dimension: str
    scale: Decimal = Decimal(1)
    magnitude: Decimal = Decimal(1)
    known: bool = True

    @property
    def text(self) -> str:
        """The spelling used in sentences."""
        return magnitude_text(self.magnitude) + self.name


def magnitude_text(magnitude: Decimal) -> str:
    """万 for 10⁴, nothing for 1."""
    return next((text for text, size in MAGNITUDES.items() if size == magnitude), "")


def _table() -> dict[str, Measure]:
    table: dict[str, Measure] = {}
    for dimension, lines in SCALED.items():
        for line in lines:
            scale, names = line.split(" ", 1)
            _enter(table, names.split("="), dimension, Decimal(scale))
    for names in (*ALONE, *UNCOUNTED):
        _enter(table, names.split("="), names.split("=")[0], Decimal(1))
    return table


def _enter(table: dict[str, Measure], names: list[str], dimension: str, scale: Decimal) -> None:
    for name in names:
        table[name.lower()] = Measure(names[0], dimension, scale)


TABLE = _table()


def measure(unit: str) -> Measure:
    """What a unit's text means; a bare 万 has no name, an unknown name is a dimension of its own (`known` False)."""
    text = fold(unit).replace(" ", "").lower().replace("萬", "万").replace("億", "亿")
    if text in TABLE:
        return TABLE[text]
    for word, size in MAGNITUDES.items():
        if text.startswith(word):
            rest = text.removeprefix(word)
            found = TABLE.get(rest, Measure(rest, rest, known=not rest))
            return Measure(found.name, found.dimension, found.scale, size, found.known)
    return Measure(text, text, known=not text)


def alike(given: Measure, own: Measure) -> bool:
    """Spellings of one and the same unit (㎡ and 平方米)."""
    return (given.name, given.magnitude) == (own.name, own.magnitude)


def factor(given: Measure, own: Measure) -> Decimal | None:
    """How many `own` one `given` is, a power of ten; None when they measure different things.

    A bare magnitude counts in the unit's name without its magnitude: 2000万 under 万元 is 2000万 元.
    个 stands for any counted thing, and a column without unit takes any counted thing.
    """
    if not given.name:
        return None if own.dimension == "比率" else given.magnitude / own.magnitude
    if given.dimension == own.dimension:
        return given.magnitude * given.scale / (own.magnitude * own.scale)
    if not given.known or given.dimension in MEASURED and own.name or given.dimension == "比率":
        return None
    if not own.name or given.name == "个" and own.dimension not in MEASURED or own.name == "个":
        return given.magnitude / own.magnitude
    return None
