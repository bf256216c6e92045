"""An .ods is read by what is written in it, however often it says that something is repeated."""

from __future__ import annotations

from pathlib import Path

from db.values.kinds import UNCOMPUTED
from desktop.exchange.files import merged_cells
from tests.desktop.exchange.values_read import packed, told, values


def ods(path: Path, rows: str, *, type: bytes = b"application/vnd.oasis.opendocument.spreadsheet") -> Path:
    names = "".join(f' xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "table", "text"))
    names += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    sheet = f'<table:table table:name="表">{rows}</table:table>'
    whole = f"<office:document-content{names}><office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    members = {"mimetype": type} if type else {}
    return packed(path, members | {"content.xml": f"{whole}</office:document-content>".encode()})


def cell(text: str = "", **said: str) -> str:
    named = "".join(
        f' {"calcext:value-type" if name == "error" else "office:" + name.replace("_", "-")}="{one}"' for name, one in said.items()
    )
    return f"<table:table-cell{named}>{text}</table:table-cell>"


def test_values_of_an_ods(tmp_path: Path) -> None:
    number, share, day = (
        cell(value_type="float", value="7"),
        cell(value_type="percentage", value="0.85"),
        cell(value_type="date", date_value="2026-10-31"),
    )
    words = "<text:p>甲<text:s text:c='2'/>乙<text:tab/><text:span>丙</text:span>丁</text:p>\n<text:p>戊</text:p>"
    note = "<office:annotation><text:p>批注</text:p></office:annotation>"
    error = cell("<text:p>#REF!</text:p>", value_type="string", string_value="", error="error")
    yes = cell(value_type="boolean", boolean_value="true")
    row = "".join((number, "\n", share, day, cell(note + words, value_type="string"), error, yes))
    found = values(ods(tmp_path / "a.ods", f"<table:table-row>{row}</table:table-row>"))["表"][0]
    assert [str(one) for one in found] == ["7.0", "85.0%", "2026-10-31", "甲  乙\t丙丁\n戊", "#REF!", "True"]


def test_repeated_rows_and_columns(tmp_path: Path) -> None:
    one, many = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>', 'table:number-columns-repeated="3"'
    empty = '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    row = f'<table:table-row table:number-rows-repeated="2"><table:table-cell {many}/>{one}</table:table-row>'
    last = empty.replace('"2"', '"1048576"')
    rows = f"<table:table-header-rows>{row}</table:table-header-rows>{empty}{row}{last}"
    line = ["", "", "", "x"]
    assert values(ods(tmp_path / "a.ods", rows)) == {"表": [line, line, [], [], line, line]}
    endless = row.replace('"2"', '"99999999999999999999"')
    assert values(ods(tmp_path / "a.ods", endless)) == {"表": [line]}
    assert "铺得太开" in told(ods(tmp_path / "a.ods", row.replace('"2"', '"1048576"').replace('"3"', '"16383"')))


def test_an_ods_that_swells_or_stops(tmp_path: Path) -> None:
    blanks = "<table:table-row>" + cell('<text:p>a<text:s text:c="4000000000"/></text:p>', value_type="string") + "</table:table-row>"
    assert values(ods(tmp_path / "a.ods", blanks)) == {"表": [["a "]]}
    assert "损坏" in told(ods(tmp_path / "a.ods", "<table:table-row>"))
    assert values(ods(tmp_path / "a.ods", blanks, type=b"")) == {"表": [["a "]]}


def test_merged_cells_of_an_ods(tmp_path: Path) -> None:
    wide = '<table:table-cell table:number-columns-spanned="3"/>' + "<table:covered-table-cell/>" * 2
    deep = '<table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="2"/><table:covered-table-cell/>'
    empty = '<table:table-cell table:number-columns-repeated="2"/>'
    rows = ("", empty + wide, "", empty + deep, '<table:covered-table-cell table:number-columns-repeated="9"/>')
    lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    path = ods(
        tmp_path / "a.ods", lines.replace("<table:table-row></table:table-row>", '<table:table-row table:number-rows-repeated="4"/>')
    )
    assert merged_cells.covered(path) == {"表": {5: [(4, 5, 5, 3)], 10: [(4, 4, 10, 3)], 11: [(3, 4, 10, 3)]}}


def test_formulas_without_results_in_an_ods(tmp_path: Path) -> None:
    formula = '<table:table-cell table:formula="of:=[.A1]"'
    bare, empty, number = f"{formula}/>", f'{formula} office:value-type="string" office:string-value=""/>', f'{formula} office:value="2"/>'
    computed = number.replace("office:value=", 'office:value-type="float" office:value=')
    path = ods(tmp_path / "a.ods", f"<table:table-row>{bare}{empty}{number}{computed}</table:table-row>")
    assert values(path) == {"表": [[UNCOMPUTED, "", UNCOMPUTED, 2.0]]}
