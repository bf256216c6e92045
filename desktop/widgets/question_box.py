"""The box to write a question or a reason for returning: what it is about, and the text."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from db.messages import Trouble
from db.packs.model import Pack
from db.received.questions import About
from desktop.widgets.field_box import FieldBox
from desktop.words.i18n import tr
from desktop.words.names import place


class QuestionBox(FieldBox):
    """`about` and `text` are the result; Ctrl+Enter accepts. `kind` is questioned or returned, `numbers` are the values of the cell.

    `which_return` names the return if the question is about all of it; then it is sent at once instead of being collected.
    """

    def __init__(self, kind: str, pack: Pack, about: About, numbers: str, parent: QWidget | None = None, which_return: str = "") -> None:
        asks = kind == "questioned"
        title, verb = (tr("质询"), tr("质询")) if asks else (tr("退回"), tr("退回") if which_return else tr("加入退回清单"))
        explanation = tr("先记在清单里，可以再加别的格；发出退回以后，这一版的数不再汇总。")
        if asks:
            explanation = tr("数照常汇总；答复随对方下一次报送件带回来。")
        elif which_return:
            explanation = tr("这一版的数不再汇总；原因随件带回去。")
        super().__init__(f"{title}　{which_return}" if which_return else title, explanation, verb, parent)
        self.scope = QComboBox()
        self.scope.setObjectName("askScope")
        wider = [about, About(about.form, about.row), About(about.form), About()]
        for scope in dict.fromkeys(wider):
            self.scope.addItem(place(pack, scope), scope)
        self.add(tr("关于"), self.scope)
        if numbers:
            self.line(tr("数"), "askNumbers", numbers).setReadOnly(True)
        self.words = self.lines(tr("问什么") if asks else tr("原因"), "askText")
        self.words.setPlaceholderText(
            tr("如：比上期多一倍，是否把累计填成了本期？") if asks else tr("如：单位应为万平方米，请改正后重报。")
        )

    @property
    def about(self) -> About:
        """What it is about."""
        return self.scope.currentData()

    @property
    def text(self) -> str:
        """The text written."""
        return self.words.toPlainText().strip()

    def act(self) -> None:
        """Accept if something is written; else raises `Trouble`."""
        if not self.text:
            raise Trouble("请写明要问什么，或退回的原因。")
