"""The act 对方的表…: choose the lead office's blank workbook, check what was recognised, store it for the programme."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from db.messages import Trouble
from db.packs.model import Pack
from desktop.mapping.file_button import FileButton
from desktop.widgets import dialogs
from desktop.words.i18n import tr
from desktop.work import tasks

if TYPE_CHECKING:
    from desktop.exchange.lead_form.form_map import ForeignMap, KeptForm
    from desktop.exchange.lead_form.proposal import LeadSheets

FILES = "*.xlsx *.xlsm"


class LeadFormButton(FileButton):
    """`chosen` returns the current programme; `say` shows what was done, `failed` the fault of an unreadable workbook."""

    def __init__(self, chosen: Callable[[], Pack | None], say: Callable[[str], None], failed: Callable[[BaseException], None]) -> None:
        tip = tr("上级发来自己的空白工作簿、要求照填的，在这里对照一次，以后导出时一并写成那张表")
        super().__init__(tr("对方的表…"), "packTheirs", tip, failed)
        self._chosen, self._say = chosen, say

    def open(self) -> None:
        """Open the form in use, else ask for a blank workbook."""
        pack = self._chosen()
        if pack is None or self._job is not None:
            return

        def find(_task: tasks.Task) -> KeptForm | Trouble | None:
            from desktop.exchange.lead_form import form_map

            try:
                return form_map.form_of(pack)
            except Trouble as fault:
                return fault

        self.look(find, partial(self._on_found, pack))

    def _on_found(self, pack: Pack, form: KeptForm | Trouble | None) -> None:
        self.rest()
        if isinstance(form, Trouble):  # the stored form is broken: say so, and let another be chosen
            self._failed(form)
        elif form is not None:
            self._look(pack, form.blank, form)
            return
        self._choose(pack)

    def _choose(self, pack: Pack) -> None:
        file = dialogs.choose_file(self, tr("选上级发来的空白工作簿"), f"Excel ({FILES})")
        if file is not None:
            self._look(pack, file, None)

    def _look(self, pack: Pack, blank: Path, in_use: KeptForm | None) -> None:
        def look(_task: tasks.Task) -> tuple[LeadSheets, ForeignMap]:
            from desktop.exchange.lead_form.proposal import look_at, proposed

            looked = look_at(blank)
            return looked, in_use.map if in_use else proposed(looked.grids, blank.name, pack)

        self.look(look, partial(self._on_looked, pack, blank, in_use))

    def _on_looked(self, pack: Pack, blank: Path, in_use: KeptForm | None, looked_at: tuple[LeadSheets, ForeignMap]) -> None:
        from desktop.mapping.lead_form_box import LeadFormBox

        self.rest()
        box = LeadFormBox(pack, blank, *looked_at, in_use=in_use, parent=self.window())
        done = dialogs.work(box)
        if box.another:
            self._choose(pack)
        elif box.dropped:
            self._say(
                tr("“{title}”改用任务包里带的对方的表。", title=pack.title)
                if pack.their_form
                else tr("“{title}”不再导出成对方的表。", title=pack.title)
            )
        elif done:
            self._say(tr("✓ 已保存。以后导出“{title}”时一并写成对方的表。", title=pack.title))
        box.deleteLater()
