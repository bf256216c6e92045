"""The office file: acts, history, undo, carrying on from period to period, locks, kills, old and newer files."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from db.messages import Trouble
from db.office import driver, schema
from db.office.backup import copies, copy, examine, restore
from db.office.network_drive import filesystem
from db.office.office import Office, create, open_office
from db.office.writing import Edit
from db.packs.catalogue import Catalogue, load
from db.packs.model import Form
from db.periods.report_period import Period
from db.values.cell import EMPTY, NA, Cell, State, value
from db.versions.adoption import adopt
from tests import shipped
from tests.many_rows import load_rows

LEDGER = "lg-old-community"
CATALOGUE = shipped.catalogue()


@pytest.fixture
def ledger(catalogue: Catalogue) -> Form:
    return catalogue.ledgers[LEDGER]


@pytest.fixture
def tasks(catalogue: Catalogue) -> Form:
    return catalogue.packs["urban-renewal-3yr"].form("tasks")


def edit(form: Form, period: Period, row: str, field: str, typed: object) -> Edit:
    return Edit(form, period, row, field, typed if isinstance(typed, Cell) else value(typed))  # type: ignore[arg-type]


def test_a_change_and_its_history_are_one(office: Office, ledger: Form, october: Period) -> None:
    row = office.new_row()
    office.apply([edit(ledger, october, row, "community", "浮山所小区"), edit(ledger, october, row, "households", 120)], what="录入")
    office.apply([edit(ledger, october, row, "households", 130)])
    lines = office.history(ledger, row, "households")
    assert [(one.old, one.new, one.who, one.period) for one in lines] == [("120", "130", "李敏", "2026-10"), ("", "120", "李敏", "2026-10")]
    assert office.record(ledger, october, row).value("households") == 130


def test_a_row_lives_on_and_earlier_periods_keep_what_they_had(office: Office, ledger: Form, october: Period) -> None:
    row = office.new_row()
    office.apply([edit(ledger, october, row, "community", "浮山所小区"), edit(ledger, october, row, "current_investment", 50)])
    november = office.record(ledger, october.next, row)
    assert not november.changed
    assert november.value("community") == "浮山所小区"
    assert november.value("current_investment") is None, "本期完成投资 belongs to one period"
    office.apply([edit(ledger, october.next, row, "households", 99)])
    assert office.record(ledger, october.next, row).changed
    assert office.record(ledger, october, row).value("households") is None
    assert office.record(ledger, october, row).value("current_investment") == 50
    office.apply([Edit(ledger, october.next, row, None, None)])
    assert office.record(ledger, october.next, row) is None
    assert office.record(ledger, october, row).value("community") == "浮山所小区"
    assert office.history(ledger, row)[0].new == "删除"


def test_four_states_and_unread_text_are_kept(office: Office, ledger: Form, october: Period) -> None:
    row = office.new_row()
    cells = {
        "buildings": NA,
        "households": Cell(State.CHECK, 35),
        "area": Cell(State.RAW, None, "约三十"),
        "residents": value(0),
        "community": value("甲"),
    }
    office.apply([Edit(ledger, october, row, name, cell) for name, cell in cells.items()])
    found = office.record(ledger, october, row).cells
    assert {name: found[name] for name in cells} == cells
    assert found["units"] == EMPTY


def test_undo_and_redo_take_back_whole_acts(office: Office, ledger: Form, october: Period) -> None:
    rows = [office.new_row() for _ in range(3)]
    office.apply([edit(ledger, october, row, "community", f"小区{n}") for n, row in enumerate(rows)], what="粘贴")
    office.apply([Edit(ledger, october, rows[1], None, None)])
    office.apply([edit(ledger, october.next, rows[0], "households", 7)])
    for left, count in ((3, 2), (2, 3), (1, 0)):
        assert office.can_undo, left
        office.undo()
        assert office.count(ledger, october) == count
    assert not office.can_undo
    for count in (3, 2, 2):
        office.redo()
        assert office.count(ledger, october) == count
    assert office.record(ledger, october.next, rows[0]).value("households") == 7


def test_a_row_deleted_and_typed_again_in_one_act(office: Office, ledger: Form, october: Period) -> None:
    rows = [office.new_row() for _ in range(3)]
    office.apply([edit(ledger, october, row, "community", f"小区{n}") for n, row in enumerate(rows)])
    office.apply([Edit(ledger, october, rows[0], None, None), edit(ledger, october, rows[0], "households", 7)])
    for _ in range(2):
        assert office.record(ledger, october, rows[0]).value("community") is None
        assert office.record(ledger, october, rows[0]).value("households") == 7
        office.undo()
        assert office.record(ledger, october, rows[0]).value("community") == "小区0"
        office.redo()
    assert office.count(ledger, october) == 3


def test_a_row_typed_in_two_periods_in_one_act(office: Office, ledger: Form, october: Period) -> None:
    row, other = office.new_row(), office.new_row()
    both = [edit(ledger, october, row, "community", "甲"), edit(ledger, october.next, row, "households", 7)]
    office.apply([*both, edit(ledger, october, other, "community", "乙")])
    for _ in range(2):
        assert office.record(ledger, october, row).value("households") is None
        assert (office.record(ledger, october.next, row).value("community"), office.count(ledger, october)) == ("甲", 2)
        office.undo()
        assert (office.count(ledger, october), office.count(ledger, october.next)) == (0, 0)
        office.redo()


def test_a_row_of_later_months_is_typed_before_them(office: Office, ledger: Form, october: Period) -> None:
    first, second = office.new_row(), office.new_row()
    office.apply([edit(ledger, october.next, row, "community", name) for row, name in ((first, "甲"), (second, "乙"))])
    office.apply([edit(ledger, october, row, "households", n) for n, row in enumerate((second, first))])
    assert [(one.row, one.value("community"), one.value("households")) for one in office.rows(ledger, october)] == [
        (first, None, 1),
        (second, None, 0),
    ]
    assert office.record(ledger, october.next, first).value("community") == "甲"
    office.undo()
    assert (office.count(ledger, october), office.count(ledger, october.next)) == (0, 2)


def test_derived_columns_follow(office: Office, tasks: Form, october: Period, catalogue: Catalogue) -> None:
    office.apply([edit(tasks, october, "A1.T1", "status", "推进中"), edit(tasks, october, "A1.T1", "percent", 80)])
    assert office.record(tasks, october, "A1.T1").value("gap") == pytest.approx(80 - 1000 / 12)
    figures = catalogue.packs["employment-talent"].form("indicators")
    for number, typed in ((8, 3.0), (9, 2.0), (10, 1.5)):
        office.apply([edit(figures, Period("month", 2026, number), "K01", "current", typed)])
    office.apply([edit(figures, october, "K01", "target", 8)])
    found = office.record(figures, october, "K01")
    assert found.value("ytd") == pytest.approx(6.5)
    assert found.value("rate") == pytest.approx(81.25)
    january = Period("month", 2027, 1)
    assert office.record(figures, january, "K01").value("ytd") is None, "a new year starts anew"
    assert office.record(figures, january, "K01").value("target") is None
    assert office.record(figures, october.last_year.shifted(24), "K01").value("last_year") == pytest.approx(6.5)


def test_any_sqlite_tool_opens_the_file(office: Office, ledger: Form, october: Period) -> None:
    load_rows(office, ledger, october, [{"community": value("浮山所小区"), "area": value(145.7503)}])
    conn = sqlite3.connect(f"file:{office.path}?mode=ro", uri=True)
    try:
        found = conn.execute("SELECT community, area, typeof(area) FROM lg_old_community WHERE period = '2026-11'").fetchall()
    finally:
        conn.close()
    assert found == [("浮山所小区", 145.7503, "real")]


def test_a_second_program_is_refused_with_a_sentence(office: Office, catalogue: Catalogue) -> None:
    with pytest.raises(Trouble, match="已在计算机“.+”上由 .+ 于 20.+ 打开"):
        open_office(office.path, catalogue)


def test_newer_and_foreign_files_are_refused(office_files: Path, catalogue: Catalogue, tmp_path: Path) -> None:
    newer = tmp_path / "newer.taizhang"
    shutil.copy(office_files, newer)
    conn = driver.connect(newer)
    conn.execute("PRAGMA user_version=99")
    conn.close()
    with pytest.raises(Trouble, match="请先升级程序"):
        open_office(newer, catalogue)
    with pytest.raises(Trouble, match="请先升级程序"):
        open_office(newer, catalogue)  # the lock of the refused try is free again
    foreign = tmp_path / "x.xlsx"
    foreign.write_bytes(b"PK\x03\x04" + bytes(40))
    with pytest.raises(Trouble, match="不是台账工作库"):
        open_office(foreign, catalogue)


KILLED = """
    import sys
    from pathlib import Path
    from db.packs.catalogue import load
    from db.office.writing import Edit
    from db.values.cell import value
    from db.office.office import open_office
    from db.periods.report_period import parse
    catalogue = load()
    office = open_office(Path(sys.argv[1]), catalogue, "李敏")
    form, october = catalogue.ledgers["lg-old-community"], parse("2026-10")
    for n in range(100000):
        row = office.new_row()
        office.apply([Edit(form, october, row, "community", value(f"小区{n}")), Edit(form, october, row, "households", value(n))])
        print(row, flush=True)
"""


def test_a_killed_program_loses_nothing_committed(office_files: Path, catalogue: Catalogue, tmp_path: Path) -> None:
    file = tmp_path / "killed.taizhang"
    shutil.copy(office_files, file)
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(KILLED), str(file)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = [process.stdout.readline().strip() for _ in range(60)]
    process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    told += process.stdout.read().split()
    process.wait()
    process.stdout.close()
    form = catalogue.ledgers[LEDGER]
    with open_office(file, catalogue) as office:
        found = {one.row: one for one in office.rows(form, Period("month", 2026, 10))}
        assert set(told) <= set(found)
        for row, record in found.items():
            assert record.value("households") is not None, "half a row"
            assert len(office.history(form, row)) == 3
    assert examine(file).whole


def test_fit_twice_changes_nothing_and_a_leaving_field_stays_in_the_file(
    office: Office, ledger: Form, october: Period, tmp_path: Path
) -> None:
    assert not office.fit()
    folder = tmp_path / "more"
    for name, fields in (
        ("a", "- {id: old_name, title: 甲}\n  - {id: gone, title: 乙}"),
        ("b", "- {id: new_name, title: 甲, was: old_name}"),
    ):
        (folder / name / "packs").mkdir(parents=True)
        (folder / name / "ledgers").mkdir()
        (folder / name / "packs" / "more.yaml").write_text("id: more\ntitle: 更多\nversion: '1'\nledgers: [lg-more]\n", encoding="utf-8")
        (folder / name / "ledgers" / "lg-more.yaml").write_text(f"id: lg-more\ntitle: 台账\nfields:\n  {fields}\n", encoding="utf-8")
    first, second = load(folder / "a"), load(folder / "b")
    file = tmp_path / "fitted.taizhang"
    with create(file, first, "市南区", ["more"]) as made:
        form = first.ledgers["lg-more"]
        row = made.new_row()
        made.apply([edit(form, october, row, "old_name", "甲值"), edit(form, october, row, "gone", "乙值")])
    with open_office(file, second) as again:
        assert again.packs[0].form("lg-more").has("gone"), "a file keeps the version it uses until another is taken"
        adopt(again, second.pack("more"))
        assert again.record(second.ledgers["lg-more"], october, row).value("new_name") == "甲值"
        assert again.db.execute("SELECT gone FROM lg_more_rows").fetchone()[0] == "乙值"
        assert not again.fit()


def test_a_copy_comes_back(office: Office, ledger: Form, october: Period, catalogue: Catalogue) -> None:
    load_rows(office, ledger, october, [{"community": value("浮山所小区")}])
    copy(office.path)
    load_rows(office, ledger, october, [{"community": value("后来的")}])
    path = office.path
    office.close()
    restore(path, 1)
    with open_office(path, catalogue) as back:
        assert [one.value("community") for one in back.rows(ledger, october)] == ["浮山所小区"]
    assert any("恢复前" in one.name for one in copies(path))


@settings(max_examples=20)
@given(steps=st.lists(st.tuples(st.integers(0, 3), st.integers(1, 6), st.one_of(st.none(), st.integers(0, 99))), max_size=12))
def test_any_edits_in_any_month_read_back_as_of_each_month(steps: list[tuple[int, int, int | None]]) -> None:
    """A plain dict of dicts says what a field that carries on should hold, month by month."""
    form = CATALOGUE.ledgers[LEDGER]
    with tempfile.TemporaryDirectory() as folder, create(Path(folder) / "x.taizhang", CATALOGUE, "市南区", ["urban-renewal-3yr"]) as office:
        rows = [office.new_row() for _ in range(4)]
        for row in rows:
            office.apply([edit(form, Period("month", 2026, 1), row, "community", "甲")])
        own: dict[str, dict[int, int | None]] = {row: {} for row in rows}
        for which, month, typed in steps:
            office.apply([edit(form, Period("month", 2026, month), rows[which], "households", EMPTY if typed is None else typed)])
            known = own[rows[which]]
            standing = known.get(max((m for m in known if m <= month), default=0))
            if standing != typed:
                known[month] = typed
            for later in sorted(known):  # what equals the month before was not typed anew: a correction flows through it
                if known[later] == known.get(max((m for m in known if m < later), default=0)):
                    del known[later]
        for row in rows:
            for month in range(1, 7):
                since = max((m for m in own[row] if m <= month), default=0)
                assert office.record(form, Period("month", 2026, month), row).value("households") == own[row].get(since)


def test_emptying_what_is_empty_writes_nothing(office: Office, october: Period) -> None:
    form = office.packs[0].form("tasks")
    table = f"{form.table}_rows"
    before = office.db[table].count
    assert office.apply([Edit(form, october, form.rows[-1].code, "progress", EMPTY)]) is None
    assert office.db[table].count == before
    act = office.apply(
        [Edit(form, october, row.code, "progress", cell) for row, cell in zip(form.rows[-2:], (value("做完"), EMPTY), strict=True)]
    )
    assert act is not None
    assert office.db[table].count == before + 1
    office.undo()
    assert office.db[table].count == before


def test_the_file_is_copied_before_a_migration(
    office_files: Path, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "old.taizhang"
    shutil.copy(office_files, file)

    def next_step(db: object) -> None:
        db["later"].create({"id": int}, pk="id")  # type: ignore[index]

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, next_step))
    with open_office(file, catalogue) as opened:
        assert opened.db["later"].exists()
        assert schema.version(opened.db.conn) == len(schema.MIGRATIONS)
    (kept,) = copies(file)
    assert "升级前" in kept.name
    conn = driver.connect(kept)
    assert schema.version(conn) == len(schema.MIGRATIONS) - 1
    conn.close()


def test_a_failing_migration_leaves_the_file_as_it_was(
    office_files: Path, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "old.taizhang"
    shutil.copy(office_files, file)

    def broken(db: object) -> None:
        db["half"].create({"id": int}, pk="id")  # type: ignore[index]
        raise Trouble("坏了")

    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, broken))
        with pytest.raises(Trouble, match="坏了"):
            open_office(file, catalogue)
    with open_office(file, catalogue) as opened:
        assert not opened.db["half"].exists()


@pytest.mark.parametrize(
    ("place", "type"), [("/home/x", "ext4"), ("/mnt/share/y", "cifs"), ("/mnt/sharey", "ext4"), ("/mnt/my disk/z", "nfs4")]
)
def test_network_drives_are_known_by_their_mount(tmp_path: Path, place: str, type: str) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/a / ext4 rw 0 0\n//s/d /mnt/share cifs rw 0 0\ns:/d /mnt/my\\040disk nfs4 rw 0 0\n", encoding="utf-8")
    assert filesystem(Path(place), mounts) == type


def test_nothing_is_written_to_a_network_drive(
    office_files: Path, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.office.office.on_network", lambda folder: True)
    with pytest.raises(Trouble, match="网络盘"):
        open_office(office_files, catalogue)
    with pytest.raises(Trouble, match="网络盘"):
        create(tmp_path / "new.taizhang", catalogue, "市南区")
    assert not (tmp_path / "new.taizhang").exists()
