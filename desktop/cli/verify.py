"""`taizhang verify`: a workbook or paper against its own check code, or scans, workbooks and an office file against each other."""

from __future__ import annotations

import argparse

from db.messages import Trouble
from db.office.office import open_office
from db.packs.catalogue import Catalogue
from desktop.cli.output import document, say

HELP = "核对：工作簿或 PDF 与校验码；扫描件、工作簿、工作库互相比"
MORE = """退出码：0 相同，1 不同（包括工作库里有更新的一版），2 不能核对。
--json 只有一个工作簿或 PDF 时：check_code、match、differences（form、row、field、found）；
--json 其余：match、newest（工作库里最新的版本）、
  sources（where、name、unit、programme、period、version、check_code、rows、totals）、
  differences（what、title、said，said 按 sources 的次序）、faults、notes。
"""
WHERE = {"paper": "纸面", "workbook": "工作簿", "office": "工作库", "typed": "校验码"}


def verify(arguments: argparse.Namespace, catalogue: Catalogue) -> int:
    """Check whether workbook, paper, office file and typed code agree."""
    from desktop.exchange.verify import qr_scan

    if not arguments.papers and not (arguments.code and arguments.office):
        raise Trouble("要核对什么：给出工作簿、PDF 或扫描件；只有校验码的，再写 --office。")
    if len(arguments.papers) == 1 and not arguments.office:
        path = arguments.papers[0]
        if not (qr_scan.is_picture(path) or qr_scan.is_pdf(path) and qr_scan.of_pictures(path)):
            return _single(arguments)
    return _several(arguments, catalogue)


def _single(arguments: argparse.Namespace) -> int:
    """Check a workbook or PDF against its own check code."""
    from desktop.exchange.verify.check_code import verify as verified

    verdict = verified(arguments.papers[0], arguments.code or None)
    if arguments.json:
        differences = [
            {"form": difference.form, "row": difference.row, "field": difference.field, "found": difference.text}
            for difference in verdict.differences
        ]
        document({"check_code": verdict.check_code, "match": verdict.match, "differences": differences})
    else:
        print(verdict.sentence)
    return int(not verdict.match)


def _several(arguments: argparse.Namespace, catalogue: Catalogue) -> int:
    """Compare everything given."""
    from desktop.exchange.verify.side_by_side import compare

    if arguments.office:
        with open_office(arguments.office, catalogue, write=False) as office:
            comparison = compare(arguments.papers, arguments.code, catalogue, office, office.db.conn)
    else:
        comparison = compare(arguments.papers, arguments.code, catalogue)
    if arguments.json:
        document(comparison.as_json())
        return int(not comparison.same)
    print(comparison.sentence)
    for fault in comparison.faults:
        print(fault)
    names = [f"{WHERE[source.where]} {source.name}".strip() for source in comparison.sources]
    for line in comparison.lines:
        texts = [f"{name} {text}" for name, text in zip(names, line.texts, strict=True) if text]
        print(f"{line.title}：{'，'.join(texts)}")
    say(f"比过：{'，'.join(names)}")
    for note in comparison.notes:
        say(str(note))
    return int(not comparison.same)
