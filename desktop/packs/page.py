"""The page 任务包: tick what this office reports on, read what a pack asks, adopt new versions, import and export packs."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from db.messages import Sentence, Trouble
from db.office import programme_span
from db.packs import catalogue as catalogues, schedule
from db.packs.model import Pack
from db.versions import adoption, trial, typed_titles
from db.yaml_reader import tidy
from desktop.mapping.lead_form_button import LeadFormButton
from desktop.packs.first_period_box import FirstPeriodBox
from desktop.packs.pack_description import FIRST_PERIOD, describe
from desktop.packs.pack_list import ID, PackList
from desktop.packs.version_changes import faults_page, news_page
from desktop.shell.page import PageWidget
from desktop.widgets import dialogs, look
from desktop.widgets.heading import Heading, PageNote, page_column
from desktop.words.i18n import sentence, tr
from desktop.work import tasks
from desktop.work.session import Session
from resources import path

FILES = "*.xlsx *.xls *.et *.ods *.yaml *.yml"


class PacksPage(PageWidget):
    """The catalogue with a tick on each enabled pack; at the right what the chosen one asks, or what a new version changes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("packsPage")
        self.heading = Heading(tr("任务包"))
        self.fault = PageNote("packsFault")
        self.news = PageNote("packsNews", "note-good")
        self.packs = PackList()
        self.list = self.packs.list
        self.text = _reader()
        self.text.anchorClicked.connect(self._on_link)
        self._offered: Pack | None = None  # the pack whose changes the right side shows
        self._yaml = ""  # of a pack read from a file and not imported yet
        self._job: tasks.Task | None = None
        self._lay_out()
        self._fill()
        self.list.currentItemChanged.connect(self._on_chosen)
        self.list.itemChanged.connect(self._on_tick)
        self._on_chosen(self.list.currentItem())
        self.setFocusProxy(self.list)
        session.changed.connect(lambda form: self._say_count() if form is None else None)

    # --- widgets

    def _lay_out(self) -> None:
        self.open = _button(tr("导入…"), "packImport", self._on_import)
        self.guide = _button(tr("编写说明"), "packGuide", self._on_guide)
        self.heading.row.addWidget(self.guide, 0, Qt.AlignmentFlag.AlignVCenter)
        self.lead_form = LeadFormButton(lambda: self.pack, self._show_news, self._on_failed)
        self.heading.row.addWidget(self.lead_form, 0, Qt.AlignmentFlag.AlignVCenter)
        self.save = _button(tr("导出工作簿…"), "packExport", self._on_export)
        self.heading.row.addWidget(self.save, 0, Qt.AlignmentFlag.AlignVCenter)
        self.heading.row.addWidget(self.open, 0, Qt.AlignmentFlag.AlignVCenter)
        self.look = _button(tr("看变化"), "packLook", self._on_look)
        self.take = _button(tr("改用新版"), "packTake", self._on_take, "main")
        self.back = _button(tr("返回"), "packBack", self._on_back)
        strip = QHBoxLayout()
        strip.setSpacing(look.px(8))
        strip.addWidget(self.news, 100)
        strip.addStretch(1)  # the buttons stay at the right where there is no text
        for button in (self.look, self.back, self.take):
            strip.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        right = QVBoxLayout()
        right.setSpacing(look.px(8))
        right.addLayout(strip)
        right.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.setSpacing(look.px(look.GAP))
        row.addWidget(self.packs)
        row.addLayout(right, 1)
        column = page_column(self)
        column.addWidget(self.heading)
        column.addWidget(self.fault)
        column.addLayout(row, 1)

    def _fill(self) -> None:
        office = self.session.office
        enabled = {pack.id for pack in office.packs}
        self._newer = adoption.newer_versions(office)
        packs, today = self.session.catalogue.packs, self.session.today
        spans = programme_span.spans(office.db.conn, office.packs)
        over = {id for id, pack in packs.items() if id in office.followed or programme_span.ended(pack, today, spans.get(id))}
        self.packs.fill(packs.values(), enabled, self._newer, over)
        self._say_count()

    def _say_count(self) -> None:
        enabled, known = len(self.session.office.packs), len(self.session.catalogue.packs)
        self.heading.say(tr("本单位报 {enabled} 个，共 {known} 个。勾选要报的；取消勾选不会删除已填的内容。", enabled=enabled, known=known))

    # --- the right side

    @property
    def pack(self) -> Pack | None:
        """The pack chosen, as this office has it."""
        return self.session.catalogue.packs.get(self.packs.chosen)

    def arrive(self, pack: str) -> None:
        """Choose a pack by its id and read it."""
        self.packs.filter.clear()
        self.packs.choose(pack)

    def ticked(self) -> list[str]:
        """The ids ticked, in the order of the list."""
        return self.packs.ticked()

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._show(self.session.catalogue.pack(item.data(ID)))

    def _show(self, pack: Pack) -> None:
        """Show what the pack asks; above it a note where the catalogue has another version."""
        self._cancel()
        self._offered, self._yaml = None, ""
        self.text.setHtml(describe(pack, self.session.office.span(pack) if pack in self.session.office.packs else None))
        offered = self._newer.get(pack.id)
        text = tr("目录里有另一版：{new}，在用的是 {old}。", new=offered.version, old=pack.version) if offered else ""
        self._show_news(text, look=bool(offered))

    def _show_news(self, text: str, *, look: bool = False, take: str = "", back: bool = False) -> None:
        self.news.say(text)
        self.look.setVisible(look)
        self.take.setVisible(bool(take))
        self.take.setText(take or tr("改用新版"))
        self.back.setVisible(back)

    # --- ticks

    def _on_tick(self, item: QListWidgetItem) -> None:
        """Enable exactly the ticked packs; a tick that is refused is removed and reported."""
        office, session = self.session.office, self.session
        wanted, enabled = self.ticked(), {pack.id for pack in office.packs}
        if set(wanted) == enabled:
            return
        new = session.catalogue.packs.get(item.data(ID))
        if new is not None and new.id in wanted and new.was in enabled and self._follow(new):
            return
        try:
            office.enable(wanted)
        except Trouble as trouble:
            self._say(sentence(trouble))
            self.list.blockSignals(True)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.blockSignals(False)
            office.enable(self.ticked())
            return
        self.fault.hide()
        if session.pack is None or session.pack.id not in wanted:
            session.pack = office.packs[0] if office.packs else None
            session.look_at(session.pack)
        session.refresh()
        if item is self.list.currentItem():
            self._on_chosen(item)  # with its first period here

    def _follow(self, new: Pack) -> bool:
        """A pack that follows one of this office: if wished, take over the data of equal fields and show what does not match."""
        office, old = self.session.office, self.session.catalogue.pack(self.session.catalogue.pack(new.id).was)
        text = tr("“{new}”接续“{old}”。把相同的栏的数据接过来，停报上一年度的吗？已填的内容不会丢。", new=new.title, old=old.title)
        if not dialogs.ask(self, text, tr("接续"), tr("只启用"), undoable=True):
            return False
        try:
            changes = adoption.follow(office, new, schedule.open_period(new, self.session.today))
        except Trouble as trouble:
            self._say(sentence(trouble))
            return False
        self.session.look_at(office.catalogue.pack(new.id))
        self._renew(new.id)
        self.text.setHtml(news_page(new.title, (old.version, new.version), changes, ()))
        self._show_news(tr("已接续“{old}”，下面是不一样的地方。", old=old.title), back=True)
        return True

    def _say(self, text: str) -> None:
        self.fault.say("✕ " + text, "note-bad")

    # --- another version

    def _on_look(self) -> None:
        pack = self.pack
        if pack and pack.id in self._newer:
            self._look_at(pack, self._newer[pack.id], tr("改用新版"))

    def _look_at(self, old: Pack, new: Pack, verb: str) -> None:
        """Show the changes at once, and the problems its rules would find when they are computed."""
        self._offered = new
        versions, changes = (old.version, new.version), adoption.changes(old, new)
        self.text.setHtml(news_page(new.title, versions, changes, None))
        text = tr("改用以后已填的内容不会丢，定稿的报送件仍是原来的版本；改用前自动备份。")
        self._show_news(text, take=verb, back=True)
        self.take.setFocus()
        file, offered = self.session.office.path, self.session.office.offered

        def shown(findings: Any) -> None:
            self.text.setHtml(news_page(new.title, versions, changes, findings))

        self._job = tasks.run(lambda task: trial.try_out(file, offered, new, lambda: task.cancelled), shown, self._on_failed)

    def _on_take(self) -> None:
        """Save the pack read from a file, and use the version offered."""
        new, text = self._offered, self._yaml
        if new is None:
            return
        self._cancel()
        try:
            if text:
                catalogues.save_own(new.id, text)
                self.session.office.offer(catalogues.load())
                new = self.session.office.offered.pack(new.id)
            if new.id in {pack.id for pack in self.session.office.packs}:
                adoption.adopt(self.session.office, new)
        except (Trouble, OSError) as fault:
            self._say(sentence(fault))
            return
        self._renew(new.id)

    def _renew(self, id: str) -> None:
        """Refresh all that shows packs."""
        session = self.session
        if session.pack is not None:
            session.look_at(session.catalogue.packs.get(session.pack.id))
        session.refresh()
        self._fill()
        self.arrive(id)
        self._show(session.catalogue.pack(id))

    def _on_guide(self) -> None:
        """Show how to write a pack."""
        self._cancel()
        self.text.setMarkdown(path("help/packs.md").read_text(encoding="utf-8"))
        self._show_news("", back=True)

    def _on_back(self) -> None:
        if self.pack:
            self._show(self.pack)
        self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to what the chosen pack asks."""
        if event.key() == Qt.Key.Key_Escape and self.back.isVisible():
            self._on_back()
        else:
            super().keyPressEvent(event)

    def _on_failed(self, fault: BaseException) -> None:
        self._say(sentence(fault) if isinstance(fault, Exception) else str(fault))

    # --- in and out

    def _on_import(self) -> None:
        file = dialogs.choose_file(self, tr("导入任务包"), f"{tr('任务包')} ({FILES})")
        if file is None:
            return
        self.fault.hide()
        self._cancel()
        offered = self.session.office.offered

        def read(_task: tasks.Task) -> Any:
            from desktop.exchange.packs.pack_reader import read_pack

            return read_pack(file, offered)

        self._show_news(tr("正在读 {file}…", file=file.name))
        self._job = tasks.run(read, partial(self._on_read, file), self._on_unread)

    def _on_read(self, file: Path, result: Any) -> None:
        if result.pack is None:
            self.text.setHtml(faults_page(file.name, result.faults))
            self._show_news("", back=True)
            return
        new: Pack = result.pack
        old = self.session.catalogue.packs.get(new.id)
        if old in self.session.office.packs and _same_number(self.session.office.offered.packs.get(new.id), new):
            fault = Sentence("{file}：内容改了，版本号没有改，仍是 {version}；请改“版本”再导入", file=file.name, version=new.version)
            self.text.setHtml(faults_page(file.name, [fault]))
            self._show_news("", back=True)
            return
        self._yaml = result.text
        if old is not None:
            self.arrive(old.id)
            self._yaml = result.text  # choosing another pack has cleared it
            self._look_at(old, new, tr("导入并改用") if old in self.session.office.packs else tr("导入"))
            return
        self._offered, self._yaml = new, result.text
        self.text.setHtml(describe(new))
        self._show_news(tr("读入了“{title}”，没有错误。导入后在左边勾选就能填报。", title=new.title), take=tr("导入"), back=True)
        self.take.setFocus()

    def _on_unread(self, fault: BaseException) -> None:
        self._on_failed(fault)
        self._on_back()

    def _on_export(self) -> None:
        pack = self.pack
        if pack is None:
            return
        file = dialogs.choose_file(self, tr("导出工作簿"), "Excel (*.xlsx)", save=f"{pack.id}_{pack.version}.xlsx")
        if file is None:
            return

        def write(_task: tasks.Task) -> Sentence | None:
            from desktop.exchange.lead_form.form_map import carrying
            from desktop.exchange.packs.pack_writer import write_pack

            carried, remark = carrying(pack)
            write_pack(carried, file)
            return remark

        def written(remark: Sentence | None) -> None:
            self._show_news(tr("✓ 已写成 {file}", file=file.name) + (f" {sentence(remark)}" if remark else ""))

        self._job = tasks.run(write, written, self._on_failed)

    # --- titles that a text announces without naming them

    def _on_link(self, link: QUrl) -> None:
        pack = self.pack
        if pack is not None and link.toString() == FIRST_PERIOD:
            if dialogs.work(FirstPeriodBox(self.session.office, pack, self)):
                self._renew(pack.id)
            return
        announced = (
            next((announced for announced in pack.announced if link.toString() == f"titles:{announced.code}"), None) if pack else None
        )
        if pack is None or announced is None:
            return
        if pack not in self.session.office.packs:
            self._say(tr("先勾选这个任务包，再补录题目。"))
            return
        from desktop.packs.titles_box import TitlesBox

        def keep(wanted: Any, document: str) -> None:
            typed_titles.type_titles(self.session.office, pack, announced, wanted, document)

        if dialogs.work(TitlesBox(pack, announced, keep, self)):
            self._renew(pack.id)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def stop(self) -> None:
        """Cancel background jobs."""
        self.lead_form.stop()
        self._cancel()


def _same_number(known: Pack | None, new: Pack) -> bool:
    """Whether a pack differs from the known one under the same version number; the foreign form in it does not count."""
    contents = [tidy({key: value for key, value in pack.tree.items() if key != "their_form"}) for pack in (known, new) if pack]
    return known is not None and known.version == new.version and contents[0] != contents[1]


def _button(text: str, name: str, act: Any, kind: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    if kind:
        button.setProperty("kind", kind)
    button.clicked.connect(lambda _checked=False: act())
    return button


def _reader() -> QTextBrowser:
    browser = QTextBrowser()
    browser.setObjectName("packText")
    browser.setAccessibleName(tr("这个任务包要什么"))
    browser.setOpenLinks(False)
    browser.document().setDefaultFont(look.font())
    browser.document().setDocumentMargin(look.px(16))
    return browser
