"""The fields for 填表人, 审核人, 单位负责人 and 联系电话, as printed below every table."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget

from db.office.office import PEOPLE
from desktop.widgets import look
from desktop.words.i18n import tr


def titles() -> dict[str, str]:
    """The labels by the keys of `db.office.office.PEOPLE`."""
    return {"preparer": tr("填表人(&P)"), "reviewer": tr("审核人(&R)"), "head": tr("单位负责人(&H)"), "phone": tr("联系电话(&T)")}


class PeopleFields(QWidget):
    """Emits `changed` when editing of a field is finished."""

    changed = Signal()

    def __init__(self, values: dict[str, str] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, QLineEdit] = {}
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(look.px(8))
        form.setHorizontalSpacing(look.px(12))
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        for key, title in titles().items():
            field = QLineEdit((values or {}).get(key, ""))
            field.setObjectName(f"person_{key}")
            field.editingFinished.connect(self.changed)
            label = QLabel(title)
            label.setBuddy(field)
            form.addRow(label, field)
            self.fields[key] = field

    def values(self) -> dict[str, str]:
        """The texts by key, stripped."""
        return {key: self.fields[key].text().strip() for key in PEOPLE}
