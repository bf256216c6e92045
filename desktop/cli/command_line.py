"""Every command and its arguments, and `main`, which runs one of them.

Exit 0: done. 1: done, with 强制 problems or refused values (all listed). 2: unusable arguments or file, one sentence.
`--json` prints one document on standard output; everything else goes to standard error.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from db.messages import Trouble, of_system
from desktop.cli import level_above, own_office, packs, units, verify
from desktop.cli.output import say


class Parser(argparse.ArgumentParser):
    """An argument parser that reports a mistake in one sentence and exits with 2."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong with the arguments and exit."""
        print(f"{self.prog}: {message}", file=sys.stderr)
        raise SystemExit(2)


def parser() -> Parser:
    """The parser with all commands and their arguments."""
    top = Parser(prog="taizhang", description="台账：填报、审核、定稿、报送（不开窗口）。不带参数运行则打开窗口。")
    top.add_argument("--packs-from", action="append", default=[], metavar="DIR", help="另外从这个文件夹读 packs/ 和 ledgers/")
    commands = top.add_subparsers(dest="command", required=True, parser_class=Parser)

    def add(name: str, act: Callable[[argparse.Namespace, Any], int], help: str, *arguments: str) -> Parser:
        command = commands.add_parser(name, help=help)
        command.set_defaults(act=act)
        for argument in arguments:
            command.add_argument(argument.rstrip("?"), **ARGUMENTS[argument])
        return command  # type: ignore[no-any-return]

    add("demo", own_office.demo, "做一个填好的示例工作库、工作簿和 PDF", "dir")
    add("new", own_office.new, "新建工作库", "file", "--unit", "--pack", "--name", "--units?", "--first")
    add("blank", own_office.blank, "写出可在 WPS、Excel、LibreOffice 里填的空白工作簿", "file", "--programme", "--period", "--for", "--out")
    filling = add("fill", own_office.fill, "把填好的工作簿读进本单位的草稿", "file", "workbook", "--accept-proposals", "--json")
    filling.add_argument("--period", default="", help="哪一期，工作簿里没有写时用")
    add("check", own_office.check, "审核", "file", "--programme", "--period", "--json")
    add(
        "finalise", own_office.finalise, "定稿，写出工作簿和 PDF", "file", "--programme", "--period", "--out", "--reason", "--nil", "--json"
    )
    add("receive", level_above.receive, "收报送件：文件或文件夹，逐个给出结果", "file", "sources", "--period?", "--annotate", "--json")
    add(
        "rollup",
        level_above.rollup,
        "汇总；给出文件夹则写出汇总件和汇总表",
        "file",
        "--programme",
        "--period",
        "--units",
        "--level",
        "--out?",
        "--json",
    )
    add("why", level_above.why, "一个合计数从哪些单位、文件和格子来", "file", "--programme", "--period", "--units", "--level",
        "--form", "--row", "--field", "--json")  # fmt: skip
    add("adjust", level_above.adjust, "调整：合计里单列的数，列出、添加或撤回；各单位所报的数不改", "file", "--programme", "--period",
        "--form?", "--row?", "--field?", "--amount", "--of", "--name?", "--withdraw", "--reason", "--json")  # fmt: skip
    verify_command = add("verify", verify.verify, verify.HELP, "papers", "--office", "--code", "--json")
    verify_command.epilog, verify_command.formatter_class = verify.MORE, argparse.RawDescriptionHelpFormatter
    add("packs", packs.packs, "任务包：list 列出、check 检查、coverage 统计、to-excel 写成工作簿、from-excel 由工作簿读入",
        "what", "target", "--seeds", "--out?", "--json")  # fmt: skip
    add("adopt", packs.adopt, "改用目录里的新版任务包，先说清有什么变化", "file", "--pack", "--try", "--json")
    group = add("units", units.units, "填报单位表：列出，写成工作簿，或用工作簿替换", "file", "--json").add_mutually_exclusive_group()
    group.add_argument("--out", type=Path, metavar="X.xlsx")
    group.add_argument("--from", dest="source", type=Path, metavar="X.xlsx")
    add(
        "due",
        units.due,
        "报送期限：列出，或改某一期的；起报期",
        "file",
        "--programme",
        "--period?",
        "--months",
        "--set",
        "--reason",
        "--first",
        "--json",
    )
    add("answer", level_above.answer, "上级的质询和退回原因；写答复，随下一次报送件带回去", "file", "--programme", "--period", "--key",
        "--text", "--json")  # fmt: skip
    add("doctor", own_office.doctor, "检查工作库，或从备份恢复", "file", "--restore", "--json")
    return top


ARGUMENTS: dict[str, dict[str, Any]] = {
    "dir": {"type": Path},
    "file": {"type": Path},
    "workbook": {"type": Path},
    "papers": {"type": Path, "nargs": "*", "metavar": "PATH", "help": "工作簿、PDF、扫描件（PNG、JPEG、TIFF、BMP、图片的 PDF），可混着给"},
    "--office": {"type": Path, "metavar": "FILE", "help": "再与这个工作库里的报送件比"},
    "what": {"nargs": "?", "choices": list(packs.ACTS), "default": "list"},
    "target": {"nargs": "?", "help": "任务包编号、文件夹或工作簿"},
    "sources": {"type": Path, "nargs": "+", "metavar": "X.xlsx|DIR"},
    "--annotate": {"type": Path, "metavar": "DIR", "help": "没有收下的，和已经收下、有退回或质询的，标出来写到这个文件夹"},
    "--units": {"default": "", "help": "只汇总这些单位，用逗号隔开"},
    "--level": {"default": "", "help": "只汇总这一级的单位：district、zone、town"},
    "--form": {"required": True, "help": "tasks、indicators 或台账编号"},
    "--row": {"required": True, "help": "行的编号；台账的合计行写“合计”"},
    "--field": {"required": True, "help": "栏的编号"},
    "--form?": {"default": "", "help": "报表编号"},
    "--row?": {"default": "", "help": "行的编号；台账的合计行写“合计”"},
    "--field?": {"default": "", "help": "栏的编号"},
    "--amount": {"default": "", "help": "调整数，带正负号；不写则只列出"},
    "--name?": {"default": "", "help": "调整的名称，如“交界小区重报”"},
    "--withdraw": {"default": "", "metavar": "KEY", "help": "撤回哪一条，要写 --reason"},
    "--of": {"default": "", "help": "哪个下级单位的；缺省为本级"},
    "--seeds": {"type": Path, "metavar": "DIR", "help": "原文所在的文件夹：逐条核对引文"},
    "--out?": {"type": Path, "metavar": "FILE"},
    "--try": {"dest": "dry", "action": "store_true", "help": "只试算，不改用"},
    "--unit": {"required": True, "help": "填报单位的代码或名称"},
    "--pack": {"action": "append", "help": "任务包，可写多次；不写则全部"},
    "--units?": {"type": Path, "metavar": "X.xlsx", "help": "别的城市：填报单位表的工作簿"},
    "--name": {"default": "", "help": "填报单位的全称（打印用）"},
    "--programme": {"required": True},
    "--period": {"required": True, "help": "2026-10、2026-Q4、2026-H2、2026 或 2026-T10"},
    "--period?": {"default": "", "help": "哪一期，或从哪一期列起；缺省从现在这一期"},
    "--months": {"type": int, "metavar": "N", "help": "列多少个月的期限"},
    "--first": {"default": "", "metavar": "P", "help": "起报期：从哪一期起报，以前各期不用报；缺省为新建时的那一期"},
    "--set": {"metavar": "时限", "help": "改成“2026-11-10 17:00”，要写 --reason；rule 为恢复按规定"},
    "--for": {"dest": "unit", "default": "", "help": "给哪个单位，缺省为本单位；all 为每个下级单位各写一份，--out 是文件夹"},
    "--out": {"type": Path, "required": True},
    "--accept-proposals": {"action": "store_true", "help": "接受所有“原值 → 识别值”"},
    "--reason": {"default": "", "help": "再次定稿、改时限、调整或撤回的原因"},
    "--nil": {"metavar": "原因", "help": "零报：本期没有要报的，写明原因"},
    "--code": {"default": "", "metavar": "XXXX-XXXX-X", "help": "纸面上的校验码"},
    "--key": {"default": "", "help": "答复哪一条"},
    "--text": {"default": "", "help": "答复的内容"},
    "--restore": {"type": int, "metavar": "N", "help": "用第 N 份备份恢复，1 是最新的"},
    "--json": {"action": "store_true"},
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # Windows consoles
    arguments = parser().parse_args(argv)
    try:
        known = None if arguments.command == "packs" else packs.known(arguments)
        code = int(arguments.act(arguments, known))
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reading end of the pipe was closed, as by head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Trouble as trouble:
        say(str(trouble))
        return 2
    except OSError as fault:
        say(str(of_system(fault)))
        return 2
    except KeyboardInterrupt:
        say("已中断，没有做完的不算。")
        return 130
