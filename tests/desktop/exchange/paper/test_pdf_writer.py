"""The papers, read back with poppler: what stands on them, where, in which fonts, and that nothing is lost."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from db.messages import Trouble
from db.packs.model import Form, Pack, Row
from db.periods import report_period
from db.returns.model import Note, Return
from db.returns.tables import tables
from db.values.cell import EMPTY, NA, Cell, State, value
from db.values.field import Field
from desktop.exchange.paper import pdf_writer
from desktop.exchange.paper.column_widths import plan
from desktop.exchange.paper.fonts import face
from tests import shipped

MM = 72 / 25.4
CODE = "A7K2-9QMD-4"
PEOPLE = {"head": "王建国", "reviewer": "李敏", "preparer": "张䶮", "phone": "0532-88728888"}
LEDGER = (
    Field("community", "小区名称", key=True, width=12),
    Field("households", "户数", kind="integer", unit="户", total=True, width=5),
    Field("invest", "总投资", kind="number", decimals=2, unit="万元", total=True, group="投资"),
    Field("rate", "完成率", kind="percent", decimals=2, group="投资"),
    Field("progress", "进展情况", kind="longtext", width=18),
)


def form(fields: Iterable[Field] = LEDGER, *, kind: str = "ledger", rows: Iterable[Row] = (), **more: str) -> Form:
    return Form("lg-a", "lg-a", kind, more.pop("title", "老旧小区改造台账"), "lg_a", tuple(fields), tuple(rows), **more)


def ret(form: Form, lines: list[tuple[str, tuple[Cell, ...]]], **more: object) -> Return:
    pack = Pack(
        "renewal", "城市更新行动", "2026.1", "month", (form,), annex="附件2", form_block={"表号": "QD-01"}, instructions=("数为零的填0。",)
    )
    made = Return(pack, report_period.parse("2026-10"), "370202", "市南区", "市南区住房和城市更新局", 1, PEOPLE, lambda _: iter(lines),
                  "2026.1", "2026-11-05T09:00", "", (), CODE, "ab" * 32)  # fmt: skip
    return replace(made, **more)


def line(number: int, text: str = "完成", invest: Cell | None = None) -> tuple[str, tuple[Cell, ...]]:
    return f"r{number}", (value(f"小区{number}"), value(1000 + number), invest or value(1234.5), value(50.0), value(text))


def written(one: Return, folder: Path) -> Path:
    path = folder / "paper.pdf"
    pdf_writer.write(one, path)
    return path


def run(*words: object) -> str:
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, check=True).stdout


def pages(path: Path) -> list[str]:
    return run("pdftotext", "-raw", path, "-").split("\f")[:-1]


def words(path: Path) -> list[tuple[float, float, float, float, str]]:
    """(page width, left, right, top, word) of all words."""
    found, width = [], 0.0
    for text in run("pdftotext", "-bbox", path, "-").splitlines():
        if page := re.search(r'<page width="([\d.]+)"', text):
            width = float(page[1])
        if word := re.search(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" .*?>(.*)</word>', text):
            found.append((width, float(word[1]), float(word[3]), float(word[2]), word[4]))
    return found


def test_every_page_has_heads_code_and_number(tmp_path: Path) -> None:
    found = pages(written(ret(form(), [line(n) for n in range(90)]), tmp_path))
    assert len(found) >= 3
    for number, text in enumerate(found, 1):
        for head in ("小区名称", "投资", "完成率", f"校验码 {CODE}", "版本 1", "任务包 2026.1", f"第 {number} 页 共 {len(found)} 页"):
            assert head in text, (number, head)
        assert ("续表" in text) == (number > 1)
    assert "附件2" in found[0]
    assert "QD-01" in found[0]
    assert "2026年10月" in found[0]
    assert "填报单位（盖章）：市南区住房和城市更新局" in found[0]
    assert "计量单位：户、万元" in found[0]


def test_total_notes_and_signatures_stand_under_three_rows(tmp_path: Path) -> None:
    note = Note("lg-a", "r3", "rate", "第3行 小区3 · 完成率", "完成率为101.2%", "追加变更签证")
    for count in range(1, 60, 7):
        last = pages(written(ret(form(), [line(n) for n in range(count)], notes=(note,)), tmp_path))[-1]
        assert f"合计 {sum(1000 + n for n in range(count)):,} {1234.5 * count:,.2f}" in last
        assert last.count("小区") - last.count("小区3 ·") - last.count("小区名称") - last.count("老旧小区") >= min(3, count)
        for text in (
            "说明：追加变更签证",
            "单位负责人：",
            "审核人：",
            "填表人：",
            "张䶮",
            "0532-88728888",
            "报出日期：2026年11月5日",
            "数为零的填0。",
        ):
            assert text in last, (count, text)


def test_states_and_decimals(tmp_path: Path) -> None:
    lines = [
        line(1, invest=value(0)),
        line(2, invest=NA),
        line(3, invest=Cell(State.CHECK, 35)),
        line(4, invest=Cell(State.CHECK)),
        line(5, invest=EMPTY),
    ]
    [text] = pages(written(ret(form(), lines), tmp_path))
    assert "1,001 0.00 50.00 完成" in text
    assert "1,002 不适用 50.00 完成" in text
    assert "1,003 35.00 待核 50.00 完成" in text
    assert "1,004 待核 50.00 完成" in text
    assert "1,005 50.00 完成" in text


def test_numbers_end_at_the_right_and_texts_begin_at_the_left(tmp_path: Path) -> None:
    found = words(written(ret(form(), [line(1, invest=value(1.5)), line(2, invest=value(98765.25)), line(3, "施工中")]), tmp_path))
    ends = {round(right) for _, _, right, _, word in found if word in ("1.50", "98,765.25")}
    starts = {round(left) for _, left, _, _, word in found if word in ("完成", "施工中")}
    assert len(ends) == len(starts) == 1


@pytest.mark.parametrize("paper", ["landscape", "portrait"])
def test_edges_stay_free(tmp_path: Path, paper: str) -> None:
    fields = [replace(LEDGER[n % 5], id=f"f{n}", key=n == 0, group="") for n in range(30)]
    lines = [(f"r{n}", tuple(cell for _ in range(6) for cell in line(n, "雨污分流" * 9)[1])) for n in range(9)]
    for width, left, right, _, word in words(written(ret(form(fields, paper=paper), lines), tmp_path)):
        assert left >= 25 * MM - 1, word
        assert right <= width - 8 * MM, word


def test_long_text_is_complete_over_several_pages(tmp_path: Path) -> None:
    text = "".join(chr(0x3400 + (n * 7919) % 2000) for n in range(6000))
    lines = [line(1), line(2, text), line(3)]
    found = pages(written(ret(form(), lines), tmp_path))
    got = "".join(char for page in found for char in page if 0x3400 <= ord(char) < 0x3400 + 2000 and char != "䶮")
    assert got == text.replace("䶮", "")
    parts = [page for page in found if any(0x3400 <= ord(char) < 0x3BD0 for char in page)]
    assert len(parts) >= 3
    assert all("小区2" in page for page in parts)
    assert all("（续）" in page for page in parts[1:])


def test_words_without_blanks_break(tmp_path: Path) -> None:
    text = "https://example.gov.cn/" + "a1B2" * 150
    found = pages(written(ret(form(), [line(1, text)]), tmp_path))
    assert text in re.sub(r"\s", "", "".join(found))


def test_too_wide_a_table_goes_band_by_band(tmp_path: Path) -> None:
    fields = [
        LEDGER[0],
        *(Field(f"c{n}", f"栏目{n:02}", kind="number", decimals=2, width=7, group="资金" if n in (11, 12) else "") for n in range(39)),
    ]
    lines = [(f"r{n}", (value(f"小区{n}"), *(value(1000.25 + n + k) for k in range(39)))) for n in range(12)]
    one = ret(form(fields), lines)
    found = plan(tables(one)[0], 700)
    assert found.size >= 8
    assert len(found.bands) > 1
    assert all(band[:2] == (0, 1) for band in found.bands)
    assert all(sum(found.strips[n].width for n in band) == pytest.approx(700) for band in found.bands)
    assert any({13, 14} <= set(band) for band in found.bands), "a group stays together"
    text = pages(written(one, tmp_path))
    assert all("小区名称" in re.sub(r"\s", "", page) for page in text)
    for n in range(39):
        assert sum(f"栏目{n:02}" in page for page in text) >= 1
    for number in {f"{1000.25 + n + k:,.2f}" for n in range(12) for k in range(39)}:
        assert number in "".join(text)


def test_a_heading_is_a_section_and_never_stands_last(tmp_path: Path) -> None:
    rows = [Row(f"A{n}", f"行动{n}", heading=True) if n % 4 == 0 else Row(f"A{n}", f"任务{n}") for n in range(60)]
    fields = (
        Field("code", "编号", const="code", key=True, width=5),
        Field("title", "任务", const="title", key=True),
        Field("progress", "本期进展", kind="longtext"),
    )
    lines = [(one.code, (value(one.code), value(one.title), EMPTY if one.heading else value("推进" * 40))) for one in rows]
    found = pages(written(ret(form(fields, kind="tasks", rows=rows, title="任务进展表"), lines), tmp_path))
    assert "城市更新行动任务进展表" in found[0]
    assert sum(page.count("　行动") + page.count(" 行动") for page in found) >= 15
    for page in found:
        assert page.index("任务", page.rindex("行动")), page


def test_rare_characters_print_exactly_in_embedded_fonts(tmp_path: Path) -> None:
    names = "䶮𠮷㛃𬍛𣲗𫖯✓✕○△℃㎡"
    path = written(ret(form(), [line(1, f"经办人{names}完")], unit_name="𠮷区"), tmp_path)
    assert f"经办人{names}完" in re.sub(r"\s", "", pages(path)[0])
    fonts = run("pdffonts", path).splitlines()[2:]
    assert fonts
    for font in fonts:
        assert re.search(r"yes yes yes\s+\d+\s+0$", font), font
    assert pdf_writer.missing(ret(form(), [line(1, names)])) == []


def test_characters_without_a_glyph_are_shown_and_listed(tmp_path: Path) -> None:
    one = ret(form(), [line(1, "安装\U0001f600电梯\ufe0f\u200d，\U00031350完\ud800"), line(2, "\U0001f600")])
    assert pdf_writer.missing(one) == ["\U0001f600", "\U00031350", "\ud800"]
    text = pages(written(one, tmp_path))[0]
    assert "安装〓电梯，〓完〓" in text


def test_a_draft_says_so_and_has_no_code(tmp_path: Path) -> None:
    path = written(ret(form(), [line(n) for n in range(60)], version=0, at="", check_code="", digest=""), tmp_path)
    for page in pages(path):
        assert "草" in page
        assert "稿" in page
        assert "草稿，不作为报送依据" in page
        assert "校验码" not in page
    assert "sha256" not in run("pdfinfo", path)


def test_document_data_and_qr_text(tmp_path: Path) -> None:
    one = ret(form(), [line(1), line(2)])
    info = run("pdfinfo", written(one, tmp_path))
    for text in (
        CODE,
        "ab" * 32,
        "programme=renewal",
        "unit=370202",
        "period=2026-10",
        "version=v1",
        "城市更新行动 2026年10月 市南区 第1版",
    ):
        assert text in info
    sums = pdf_writer.control_totals(tables(one))
    assert pdf_writer.qr_text(one, 2, sums) == f"TZ1|370202|renewal|2026-10|1|{CODE}|2|lg-a.households=2003,lg-a.invest=2469"
    assert len(pdf_writer.qr_text(one, 2, [f"{'x' * 30}={n}" for n in range(9)]).encode()) <= pdf_writer.QR_LONGEST


def test_the_same_return_gives_the_same_bytes(tmp_path: Path) -> None:
    one = ret(form(), [line(n, "𫖯") for n in range(40)])
    first = written(one, tmp_path).read_bytes()
    written(ret(form(), [line(1)]), tmp_path)
    assert written(one, tmp_path).read_bytes() == first


def test_an_empty_ledger_and_many_long_notes(tmp_path: Path) -> None:
    notes = tuple(Note("lg-a", "", "", f"第{n}行", "超过", "原因" * 120) for n in range(30))
    found = pages(written(ret(form(), [], notes=notes), tmp_path))
    assert "本期无记录" in found[0]
    assert "单位负责人" in found[0]
    assert "".join(found).replace("\n", "").count("原因") == 30 * 120


def test_progress_and_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    pdf_writer.write(
        ret(form(), [line(n) for n in range(1200)]), tmp_path / "a.pdf", progress=lambda done, whole: seen.append((done, whole))
    )
    assert seen[-1] == (1200, 1200)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    with pytest.raises(Trouble, match="写不进去"):
        pdf_writer.write(ret(form(), []), tmp_path / "nowhere" / "a.pdf")
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".part"] == []


def test_nothing_heavy_is_loaded_by_importing_it() -> None:
    code = "import sys, desktop.exchange.paper.pdf_writer; print([n for n in ('reportlab', 'segno', 'PySide6') if n in sys.modules])"
    assert run(sys.executable, "-c", code).strip() == "[]"


def test_a_finalised_return_of_an_office(final: Return, tmp_path: Path) -> None:
    found = pages(written(final, tmp_path))
    assert all(f"校验码 {final.check_code}" in page for page in found)
    plain = re.sub(r"\s", "", "".join(found))
    for table in tables(final):
        assert re.sub(r"\s", "", table.title) in plain
        assert all(re.sub(r"\s", "", one.title) in plain for one in table.columns)


@pytest.mark.parametrize("programme", sorted(shipped.catalogue().packs))
def test_every_programme_prints(programme: str, tmp_path: Path) -> None:
    pack = shipped.catalogue().packs[programme]

    def source(form: Form) -> Iterable[tuple[str, tuple[Cell, ...]]]:
        for row in form.rows:
            yield (
                row.code,
                tuple(value(row.constant(one.const)) if one.const in ("code", "title", "unit") else EMPTY for one in form.fields),
            )

    one = replace(ret(form(), []), pack=pack, source=source)
    assert pdf_writer.missing(one) == []
    text = "".join(pages(written(one, tmp_path)))
    plain = re.sub(r"\s", "", text)
    for wanted in pack.forms:
        assert wanted.title in plain
        assert all(row.code in text for row in wanted.rows)


ANY = st.text(st.characters(), max_size=300)


@settings(max_examples=12)
@given(st.lists(st.tuples(ANY, ANY, st.floats(allow_nan=False, allow_infinity=False)), max_size=6), ANY)
def test_no_text_makes_it_fail(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, float]], note: str) -> None:
    lines = [(f"r{n}", (value(a), value(n), value(x), Cell(State.RAW, None, b), value(b + a))) for n, (a, b, x) in enumerate(rows)]
    path = written(ret(form(), lines, notes=(Note("lg-a", "", "", note, "", note),)), tmp_path_factory.mktemp("any"))
    assert all(CODE in page for page in pages(path))


@pytest.mark.parametrize("kind", ["serif", "bold", "sans"])
def test_figures_have_one_width(kind: str) -> None:
    assert len({face(kind).widths[one] for one in "0123456789"}) == 1


def test_the_measure_line_names_what_is_typed() -> None:
    fields = (*LEDGER, Field("each", "户均", kind="number", unit="万元/户", derive="invest / households"))
    (table,) = tables(ret(form(fields), []))
    assert table.measure_line == "计量单位：户、万元"
