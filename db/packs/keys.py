"""Every key a pack may have, defined once: its name in YAML, its Chinese heading, its meaning, an example.

The reader of packs, the workbook form of packs and the authors' help are all made from these lists.
"""

from __future__ import annotations

from collections.abc import Mapping

from db.packs.model import PERIOD_TYPES, SEVERITIES
from db.values import kinds
from db.yaml_reader import Key

ANCHORS = {"window_end": "数据时段末", "period_end": "报告期末"}
OFF_DAYS = {"none": "不移动", "earlier": "提前", "later": "顺延"}
NATURES = {"flow": "时期数", "stock": "时点数", "rate": "比率", "milestone": "节点", "count": "个数"}
BETTER = {"up": "越大越好", "down": "越小越好", "info": "只作对照"}
ENTRIES = {"current": "填本期", "ytd": "填本年累计"}
BASES = {"each-year": "每年", "by-date": "到某日", "stock": "总量", "average": "年均", "rate": "比率"}
SCOPES = {
    "city": "全市", "province": "全省", "nation": "全国", "county": "一地", "park": "园区",
    "district": "区市", "zone": "功能区", "town": "镇街",
}  # fmt: skip
SIGNS = {"≥": "≥", "≤": "≤", "≈": "≈", "=": "=", ">": ">"}
ORIGINS = {"baseline": "基数", "result": "结果", "comparator": "对照"}
CARRY = {"always": "一直延续", "year": "年内延续", "never": "每期重填"}
PAPERS = {"landscape": "横向", "portrait": "纵向"}


def _text(name: str, title: str, meaning: str, example: str, *, needed: bool = False, default: str = "", inner: bool = False) -> Key:
    return Key(name, title, "text", meaning, example, needed=needed, default=default, inner=inner)


def _word(name: str, title: str, words: Mapping[str, str], meaning: str, example: str, default: str | None = None) -> Key:
    return Key(name, title, "word", meaning, example, words=words, default=default, needed=default is None)


def _integer(name: str, title: str, meaning: str, example: str, within: tuple[int, int], default: int | None = None) -> Key:
    return Key(name, title, "integer", meaning, example, within=within, default=default)


def _key(shape: str, name: str, title: str, meaning: str, example: str, *, keys: str = "", inner: bool = False) -> Key:
    return Key(name, title, shape, meaning, example, keys=keys, default=False if shape == "flag" else None, inner=inner)


_SOURCE = _text("source", "来源", "出自哪里：原文编号和行号；惯例写 practice 加节号", "001:13-15")
_PHRASE = _text("phrase", "原文词句", "原文中的原话，一字不差", "确定了22项重点任务")
_PRACTICE = _key("flag", "practice", "按惯例", "原文没有、按通常做法加上的", "true")
_MISPRINT = _text("misprint", "原文有误", "题目照原文印，这里说明原文哪里有误", "原文“打造”疑为“打通”")
_HEADING = _key("flag", "heading", "只作标题", "分组标题，不用填报", "true")

PACK = (
    _text("id", "编号", "小写字母、数字和 -；与文件名相同，定下后不再改", "old-town-2026", needed=True),
    _text("title", "方案名称", "发文的全称，不加书名号", "老城区更新三年行动方案", needed=True),
    _text("short", "简称", "八个字以内，用在窄的地方", "老城更新"),
    _text("version", "版本", "改一次换一个，年份加序号", "2026.1", needed=True),
    _text("was", "接续的方案", "上一年度方案的编号：启用时把相同的栏的数据接过来", "old-town-2025"),
    _text("grade", "等级", "A 正式文件，B 部门承诺，C 建议或活动", "A"),
    _text("issuer", "发文单位", "原文没有写明的留空", "某某市人民政府"),
    _SOURCE,
    _PHRASE,
    _text("annex", "附件号", "印在表的左上角", "附件2"),
    _key("part", "period", "报告期", "多久报一次、数据取到哪天、何时报出", "{type: month}", keys="period"),
    _key(
        "part",
        "lights",
        "时序灯",
        "汇总排名里，较时序（完成率减时序进度）在多少个百分点以上亮哪盏灯",
        "{low: -5, late: -20}",
        keys="lights",
    ),
    _key("mapping", "form_block", "表式信息", "法定统计表右上角的几行：表号、制定机关、批准机关、有效期", "{表号: 更新-01}"),
    _key("words", "instructions", "填表说明", "印在填表说明页上，一条一句", "[金额单位为万元, 没有的填0]"),
    _key("parts", "announced", "公布数", "原文只说有几项而没有逐项写出的", "[{code: Q1, title: 重点任务, count: 22}]", keys="announced"),
    _key("parts", "tasks", "任务", "行动、任务、事项的树", "[{code: A1, title: 管网更新}]", keys="task"),
    _key("parts", "indicators", "指标", "有计量单位的数", "[{code: K01, title: 改造户数, unit: 户}]", keys="indicator"),
    _key("words", "ledgers", "台账", "用到的台账的编号，共用的和自己的都写", "[lg-old-community]"),
    _key("parts", "own_ledgers", "自己的台账", "只有本方案用的台账", "[{id: lg-visit, title: 走访台账, fields: []}]", keys="ledger"),
    _key("parts", "rules", "表间审核关系", "几张表之间的关系，要写 form", "[{id: r1, form: tasks, level: hint}]", keys="rule"),
    Key("blocking", "不过不得定稿", "flag", "有未处理的审核问题时不得定稿", "true", default=True),
    _key("flag", "reference_values", "空白表附上期数", "空白表在表的右边附上期的数，只供对照，不打印，也不读入", "true"),
    _key(
        "part",
        "their_form",
        "对方的表",
        "上级要求照填的空白工作簿和它的对照；在窗口里指认后导出，不用手写",
        "{file: 市局表样.xlsx}",
        keys="their_form",
    ),
)
PERIOD = (
    _word("type", "类型", PERIOD_TYPES, "多久报一次", "month", "month"),
    _key("part", "window", "数据时段", "数据取自哪天到哪天，可与自然月不同", "{from: 21, to: 20}", keys="window"),
    _key("part", "due", "报送时限", "数据截止后几天内报出", "{after_days: 5, hour: 17}", keys="due"),
    _text("first", "起报期", "第一个报告期，写期号或月份；以前各期不用报，原文没有写明的留空", "2026-01"),
    _text("last", "止报期", "最后一个报告期，写期号或月份；以后各期不用报，原文没有写明的留空", "2028-12"),
    _text("source", "起止出处", "起报期、止报期出自哪里", "001:13-15"),
    _PHRASE,
)
WINDOW = (
    _integer("from", "起日", "1 到 31；大于止日的是上月", "21", (1, 31), 1),
    Key("to", "止日", "integer", "1 到 31，或 end 表示月末", "20", words={"end": "月末"}, within=(1, 31), default=31),
)
_DUE_RULE = (
    _word("anchor", "从哪天起算", ANCHORS, "数据时段的最后一天，或报告期的最后一天", "window_end", "window_end"),
    _integer("after_days", "起算后天数", "之后的天数，5 天为第五天；与工作日数只写一个", "5", (0, 366)),
    _integer("working_days", "起算后工作日", "之后的工作日数，按放假安排算", "3", (1, 250)),
    _integer("hour", "几点前", "24 小时制的整点", "17", (0, 23)),
    _word("weekend", "遇双休日", OFF_DAYS, "提前到周五、顺延到周一或不移动", "earlier", "earlier"),
    _word("holidays", "遇法定节假日", OFF_DAYS, "不移动就是不看放假安排", "earlier", "none"),
)
DUE = (*_DUE_RULE, _key("mapping", "by", "单独规定的期", "期号对应的规定，只写不同的", "{4: {after_days: 7, hour: 12}}"), _PRACTICE)
DUE_OF_PERIOD = _DUE_RULE
LIGHTS = (
    _key("number", "reached", "达时序", "不低于它是“达时序”；不写的是0", "0"),
    _key("number", "low", "略低", "不低于它是“略低”；不写的是-10", "-10"),
    _key("number", "late", "滞后", "不低于它是“滞后”，更低是“严重滞后”；不写的是-30", "-30"),
)
ANNOUNCED = (
    _text("code", "代码", "补录的题目从它往下编：Q1.01、Q1.02", "Q1", needed=True),
    _text("title", "公布的是什么", "原文的叫法", "重点任务", needed=True),
    Key("count", "公布个数", "integer", "原文印的个数；没有印的照数，并写“原文未印总数”", "22", within=(1, 9999), needed=True, default=1),
    _text("unit", "量词", "项、个、条", "项", default="项"),
    _text("form", "登记在", "tasks、indicators 或台账编号；只作说明的留空", "tasks"),
    _text("under", "补在哪一行下", "补录的题目放在这一行下面", "A1"),
    _key("words", "rows", "已列出的行", "已经是任务或指标的那几项的编号", "[A1, A2]"),
    _key("words", "named", "点到名的", "原文点到名、没有单列成行的", "[管网更新, 电梯加装]"),
    _key("flag", "counted", "原文未印总数", "个数是数出来或加出来的，不是原文公布的", "true"),
    _text("note", "说明", "为什么没有列全", "其余见文件附件，原文未登"),
    _SOURCE,
    _PHRASE,
)
TASK = (
    _text("code", "编号", "A1、A1.T1、A1.T1.I1：点前面的是上级，上级也要在表中", "A1.T1", needed=True),
    _text("title", "任务名称", "照原文", "管网更新", needed=True),
    _HEADING,
    _text("record", "记录什么", "一句话告诉填表人写什么", "本期完工的管网长度和累计长度"),
    _text("was", "原编号", "上一版里的编号，改编号时写，数据跟着走", "A1.T2"),
    _key("flag", "typed", "本单位补录", "由填报单位照文件补录的题目", "true", inner=True),
    _SOURCE,
    _PHRASE,
    _PRACTICE,
    _MISPRINT,
)
INDICATOR = (
    _text("code", "编号", "K01、K02；子项写 K01.1", "K01", needed=True),
    _text("title", "指标名称", "照原文", "老旧小区改造户数", needed=True),
    _HEADING,
    _text("unit", "计量单位", "万元、户、万平方米、%", "户"),
    _integer("decimals", "小数位", "0 到 10", "2", (0, 10), 0),
    _word(
        "nature",
        "性质",
        NATURES,
        "时期数可以逐月相加，时点数和比率不能；平均数、位次和各单位会重复计的个数写比率，各单位的不相加",
        "flow",
        "flow",
    ),
    _word("better", "方向", BETTER, "怎样算好", "up", "up"),
    _word("entry", "填法", ENTRIES, "填本期、累计自动算；或者反过来", "current", "current"),
    _key("words", "parts", "分子分母", "比率是哪两个指标之比：汇总时由它们的合计重算，不写的不汇总", "[K03, K02]"),
    _key("part", "target", "目标", "原文印的目标；没有数值的不写 value", "{value: 350, basis: each-year}", keys="target"),
    _text("definition", "指标解释", "算什么、不算什么、从何时起算", "已竣工的小区的户数"),
    _key("parts", "references", "参考数", "过去的结果、基数和外地的数，只作对照", "[{title: 上年完成, value: 300}]", keys="reference"),
    _text("was", "原编号", "上一版里的编号，改编号时写，数据跟着走", "K03"),
    _key("flag", "typed", "本单位补录", "由填报单位照文件补录的指标", "true", inner=True),
    _SOURCE,
    _PHRASE,
    _PRACTICE,
    _MISPRINT,
)
TARGET = (
    _key("number", "value", "数值", "用指标的计量单位；原文没有数值的留空", "350"),
    _word("basis", "口径", BASES, "跟哪个数比；每年的、在报告期当年到期的才作年度目标", "each-year", "each-year"),
    _text("by", "到何时", "年份、年月或日期", "2027"),
    _word("scope", "范围", SCOPES, "谁的目标；填报单位自己的目标写它的级别", "city", "city"),
    _word("compare", "比较", SIGNS, "以上写 ≥，以下写 ≤，左右写 ≈", "≥", "≥"),
)
REFERENCE = (
    _text("title", "是什么数", "一句话", "上年全市完成", needed=True),
    _key("number", "value", "数值", "原文没有数值的留空", "300"),
    _text("unit", "计量单位", "照原文", "户"),
    _text("at", "何时", "时点或时段；推断的要写明", "2025年"),
    _PHRASE,
    _SOURCE,
    _word("kind", "哪一类", ORIGINS, "基数、结果，或别处的数作对照", "result", "baseline"),
)
LEDGER = (
    _text("id", "台账编号", "lg- 开头，小写字母、数字和 -", "lg-visit", needed=True),
    _text("title", "台账名称", "以“台账”结尾", "走访台账", needed=True),
    _SOURCE,
    _text("definition", "登记什么", "一行记什么，金额用什么单位", "一户一次一行"),
    _word("paper", "纸张方向", PAPERS, "打印的方向", "landscape", "landscape"),
    _key("words", "name", "靠哪些栏认行", "说到一行时念这些栏", "[household]"),
    _key("words", "printed", "打印哪些栏", "栏很多时只把这些印在纸上，其余在工作簿里；不写的全印", "[household, visits]"),
    _key("parts", "fields", "栏目", "从左到右", "[{id: household, title: 户主}]", keys="field"),
    _key("parts", "rules", "审核关系", "一张台账之内的关系", "[{id: r1, level: hint, check: visits < 9}]", keys="rule"),
    Key("examples", "样例行", "mappings", "填好的样例，保存后没有审核问题", "[{household: 张某, visits: 2}]"),
)
FIELD = (
    _text("id", "栏编号", "小写字母、数字和 _；算式和审核关系里用它", "households", needed=True),
    _text("title", "栏名", "表头上的字", "户数", needed=True),
    _word("kind", "填什么", kinds.TITLES, "值的种类", "integer", "text"),
    _text("unit", "计量单位", "写在表头，一栏一个单位", "户"),
    _integer("decimals", "小数位", "0 到 10；不写的按填写的显示", "2", (0, 10)),
    _key("words", "choices", "可选项", "单选、多选栏必写", "[在建, 完工]"),
    _key("flag", "required", "必填", "空着不能定稿", "true"),
    _key("number", "minimum", "最小", "小于它是强制问题", "0"),
    _key("number", "maximum", "最大", "大于它是强制问题", "100"),
    _text("definition", "填写说明", "填什么、怎么填", "按房产证上的户数"),
    _SOURCE,
    _PHRASE,
    _PRACTICE,
    _text("group", "合并表头", "相邻同名的栏上面合成一个表头", "规模"),
    _integer("width", "宽", "几个汉字宽", "6", (1, 200), 10),
    _key("flag", "key", "固定在左", "左右滚动时一直看得见", "true"),
    _word("carry", "延续", CARRY, "下一期打开时带不带上期的值", "year", "always"),
    _key("flag", "personal", "个人信息", "屏幕和纸上默认脱敏", "true"),
    _key("flag", "full", "必报全号", "个人信息但要全号上报", "true"),
    _text("const", "固定内容", "取自固定行", "title", inner=True),
    _text("derive", "算式", "自动计算，不用填；只用本行的栏", "100.0 * done / nullif(planned, 0)"),
    Key("derive_for", "只在这些行计算", "part", "标准表用", "{entry: [ytd]}", keys="", inner=True),
    _key("flag", "fallback", "可改填", "填了用填的，没填用算式", "true"),
    _key("flag", "total", "合计", "在合计行相加", "true"),
    _text("was", "原栏编号", "改栏编号时写上一版的，数据跟着走", "house_count"),
)
RULE = (
    _text("id", "关系编号", "同一张表里不重复", "finish-after-start", needed=True),
    _word("level", "级别", SEVERITIES, "强制不改不能定稿，核实要写说明，提示只提醒", "error"),
    _text("form", "哪张表", "tasks、indicators 或台账编号；写在台账里的不用写", "tasks"),
    _key("words", "rows", "哪些行", "固定行的编号；空列表表示整张表判一次", "[A1, A2]"),
    _text("at", "错在哪一栏", "点一下跳到的栏", "finish_on"),
    _text("when", "前提", "只在这时判断", "status = '完工'"),
    _text(
        "check", "应当成立", "SQL 条件：本行的栏、prev. 上期、last. 上年同期、别的表；未填的算通过", "finish_on >= start_on", needed=True
    ),
    _text("message", "问题的说法", "花括号里的换成数", "完工日期（{finish_on}）早于开工日期（{start_on}）", needed=True),
    _text("mend", "怎么改", "告诉填表人做什么", "核对两个日期"),
    _SOURCE,
    _PRACTICE,
    _key("mapping", "good", "正例", "没有问题的一行", "{row: {start_on: 2026-03-01, finish_on: 2026-09-30}}"),
    _key("mapping", "bad", "反例", "出这个问题的一行", "{row: {start_on: 2026-09-30, finish_on: 2026-03-01}}"),
)
THEIR_FORM = (
    _text("file", "文件名", "空白工作簿的名字，.xlsx", "市局表样.xlsx", needed=True),
    _text("book", "工作簿", "空白工作簿本身，base64 编码", "UEsDBBQ…", needed=True),
    _key(
        "parts", "cells", "格", "哪一格是什么", "[{sheet: 附表1, cell: E8, form: indicators, row: K01, field: current}]", keys="their_cell"
    ),
    _key(
        "parts",
        "rooms",
        "台账的行",
        "一本台账在对方表上占哪些行",
        "[{sheet: 附表2, form: lg-visit, first: 4, last: 23}]",
        keys="their_room",
    ),
)
_SHEET = _text("sheet", "工作表", "对方表里的名字", "附表1", needed=True)
THEIR_CELL = (
    _SHEET,
    _text("cell", "格", "台账写第一行的格", "E8", needed=True),
    _text("form", "哪张表", "tasks、indicators 或台账编号；单位、报告期、填表人等不写", "indicators"),
    _text("row", "行", "固定行的编号；台账不写", "K01"),
    _text("field", "栏", "栏编号；单位、报告期、填表人等写 office_name、period、preparer 等", "current", needed=True),
    _text("label", "格内的标签", "同一格里写在前面的字", "填表人："),
    _text("anchor", "名字在哪一格", "行名、栏名所在的格：表中加了行时靠它找", "B8"),
    _text("stub", "名字", "那一格里的字", "新增就业"),
    _text("times", "乘以", "我们的数乘以它是对方的数", "10000", default="1"),
)
THEIR_ROOM = (
    _SHEET,
    _text("form", "台账", "台账编号", "lg-visit", needed=True),
    Key("first", "首行", "integer", "第一个可填的行", "4", within=(1, 1_048_576), needed=True, default=1),
    Key("last", "末行", "integer", "最后一个可填的行", "23", within=(1, 1_048_576), needed=True, default=1),
    _text("number", "序号列", "序号所在的列", "A"),
    _text("below", "下面的字", "末行下面紧接着的字", "合计"),
)
PARTS = {
    "pack": PACK, "period": PERIOD, "window": WINDOW, "due": DUE, "lights": LIGHTS, "announced": ANNOUNCED, "task": TASK,
    "indicator": INDICATOR, "target": TARGET, "reference": REFERENCE, "ledger": LEDGER, "field": FIELD, "rule": RULE,
    "their_form": THEIR_FORM, "their_cell": THEIR_CELL, "their_room": THEIR_ROOM,
}  # fmt: skip
