"""Another version of a pack as HTML: its changes by form, and what its rules find in existing returns."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from db.versions.adoption import PackChange
from db.versions.trial import Trial
from desktop.widgets.look import COLOURS
from desktop.words.i18n import sentence, tr
from desktop.words.names import period_title

LISTED = 30  # new problems shown of one return
DETAILED = 20  # returns whose new problems are shown


def news_page(title: str, versions: tuple[str, str], changes: Sequence[PackChange], trials: Sequence[Trial] | None) -> str:
    """The page; `trials` is None while they are being computed."""
    old, new = versions
    head = tr("{title}：{old} → {new}", title=title, old=old, new=new) if old else tr("{title}：{new}", title=title, new=new)
    parts = [f"<style>{_style()}</style><h2 style='font-weight: 500'>{escape(head)}</h2>"]
    if old:
        parts.append(_section(tr("有什么变化"), _changes(changes)))
        parts.append(_section(tr("新的审核关系在现有报表上的结果"), tr("正在试算…") if trials is None else _trials(trials)))
    return "".join(parts)


def faults_page(file: str, faults: Sequence[str]) -> str:
    """The faults of a file that could not be imported."""
    lines = "".join(f"<li>{escape(sentence(fault).removeprefix(file).strip())}</li>" for fault in faults)
    heading = tr("{file} 有 {n} 处错误，没有导入。改好后再导入一次。", file=file, n=len(faults))
    return f"<style>{_style()}</style><h2 style='font-weight: 500'>{escape(heading)}</h2><ol>{lines}</ol>"


def _style() -> str:
    quiet = COLOURS["quiet"]
    return (
        "td, th { padding: 3px 16px 3px 0; text-align: left; vertical-align: top; }"
        f" th {{ color: {quiet}; font-weight: 400; }} .quiet {{ color: {quiet}; }}"
        " h3 { font-size: large; font-weight: 500; } li { margin-bottom: 4px; }"
    )


def _section(title: str, body: str) -> str:
    return f"<h3>{escape(title)}</h3>{body}"


def _changes(changes: Sequence[PackChange]) -> str:
    if not changes:
        return f"<p class='quiet'>{escape(tr('任务、指标、栏目和审核关系都没有变化。'))}</p>"
    return "<ul>" + "".join(f"<li>{escape(sentence(change.sentence))}</li>" for change in changes) + "</ul>"


def _trials(trials: Sequence[Trial]) -> str:
    """The returns with other results, and the number of all."""
    if not trials:
        return f"<p class='quiet'>{escape(tr('还没有填过或收到的报告期，不用试算。'))}</p>"
    other = [trial for trial in trials if trial.differs]
    summary = tr("试算了 {n} 份报表，{other} 份的结果不同。", n=len(trials), other=len(other))
    if not other:
        return f"<p>{escape(summary)}</p>"
    head = "".join(f"<th>{escape(title)}</th>" for title in (tr("单位"), tr("报告期"), tr("必须改"), tr("需说明"), tr("提示")))
    lines = "".join(_line(trial) for trial in other)
    with_new = [trial for trial in other if trial.new]
    more = f"<p class='quiet'>{escape(tr('（只列前 {n} 份新出现的问题）', n=DETAILED))}</p>" if len(with_new) > DETAILED else ""
    return f"<p>{escape(summary)}</p><table><tr>{head}</tr>{lines}</table>{''.join(map(_new, with_new[:DETAILED]))}{more}"


def _line(trial: Trial) -> str:
    cells = [trial.unit, period_title(trial.period), *(_move(trial, name) for name in ("error", "warning", "hint"))]
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _new(trial: Trial) -> str:
    more = tr("（只列前 {n} 个）", n=LISTED) if len(trial.new) > LISTED else ""
    head = f"{trial.unit} {period_title(trial.period)} {tr('新出现的问题')}{more}"
    return f"<p>{escape(head)}</p><ol>" + "".join(f"<li>{escape(sentence(text))}</li>" for text in trial.new[:LISTED]) + "</ol>"


def _move(trial: Trial, name: str) -> str:
    now, then = trial.now[name], trial.then[name]
    return str(now) if now == then else f"{now} → {then}"
