"""Papers about a received return: its receipt 回执, and the changes since the version before 更正说明. Run in a worker."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from db.messages import Trouble
from db.office.office import Office
from db.packs.model import Pack
from db.periods.report_period import Period
from db.received import store


def receipt_of(office: Office, pack: Pack, period: Period, unit: str, folder: Path, conn: Any) -> list[Path]:
    """Write the receipt of the accepted version; raises `Trouble` if there is none."""
    from db.received.receipt import receipt
    from desktop.exchange.handing_up import write_pair

    received = store.standing(conn, pack.id, period.label).get(unit)
    if received is None:
        raise Trouble("这个单位没有收下的报送件，不能写回执。")
    return list(write_pair(receipt(office, pack, period, received, conn), folder))


def changes_of(office: Office, pack: Pack, period: Period, unit: str, folder: Path, conn: Any) -> list[Path]:
    """Write the changes of the newest version against the last accepted one; raises `Trouble` if there is only one version."""
    from db.received import compare
    from desktop.exchange.handing_up import write_pair

    versions = store.versions(conn, pack.id, period.label, unit)
    if len(versions) < 2:
        raise Trouble("这个单位只有一版报送件，没有更正。")
    new = versions[-1]
    old = store.accepted_before(conn, new) or versions[-2]
    changed = compare.compare(conn, pack, old, new, compare.base_of(conn, old, new))
    return list(write_pair(compare.explanation(pack, period, old, new, changed), folder))
