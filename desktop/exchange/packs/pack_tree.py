"""Builds the tree of a pack from the rows of its workbook's sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from db.messages import Sentence
from db.packs.model import Form
from db.yaml_reader import Node, as_builtins, tidy
from desktop.exchange.packs import pack_cells as cells, pack_sheets
from desktop.exchange.packs.pack_sheets import FORM_IDS, FORM_WORDS, OWN, PLAN

KINDS = {word: id for id, word in pack_sheets.KINDS_OF_EXAMPLE.items()}
PARTS = {word: id for id, word in pack_sheets.PARTS_OF_EXAMPLE.items()}


class PackTree:
    """`plan` is the sheet 方案, `lines` are the rows of the other sheets by name; `fault(place, sentence)` reports a mistake."""

    def __init__(self, plan: Node, lines: Mapping[str, list[Node]], fault: Callable[[str, str], None]) -> None:
        self.plan, self.lines, self.fault = plan, lines, fault

    def put_together(self, known: Mapping[str, Form]) -> Node:
        """Build the tree: every row under its owner. `known` are the shared ledgers of the catalogue."""
        if PLAN not in self.lines:
            self.fault(Sentence("工作表“{sheet}”", sheet=PLAN), Sentence("没有这张表"))
        tree = self.plan
        for key, name in (("announced", pack_sheets.ANNOUNCED), ("tasks", pack_sheets.TASKS), ("indicators", pack_sheets.INDICATORS)):
            if self.lines.get(name):
                tree[key] = self.lines[name]
        self._gather(
            pack_sheets.REFERENCES, "references", {str(indicator.get("code")): indicator for indicator in tree.get("indicators", ())}
        )
        ledgers = {str(ledger.get("id")): ledger for ledger in self.lines.get(pack_sheets.LEDGERS, ())}
        for node in self.lines.get(pack_sheets.LEDGERS, ()):
            if ledgers[str(node.get("id"))] is not node:
                self.fault(node.places["id"], Sentence("台账“{name}”写了两次", name=node.get("id")))
        self._gather(pack_sheets.FIELDS, "fields", ledgers)
        self._gather(pack_sheets.RULES, "rules", {OWN: tree, **ledgers})
        self._examples(tree, ledgers, known)
        self._own_or_shared(tree, ledgers, known)
        return tree

    def _gather(self, sheet: str, key: str, owners: Mapping[str, Node]) -> None:
        """Put the rows of a sheet under the owner named in their first column."""
        for node in self.lines.get(sheet, ()):
            name = str(node.pop("@", ""))
            if name in owners:
                owners[name].setdefault(key, []).append(node)
            else:
                known = tuple(owners) or Sentence("无")
                sentence = Sentence("没有台账“{where}”，现有：{known}", where=name, known=known)
                if key == "references":
                    sentence = Sentence("没有指标“{where}”，现有：{known}", where=name, known=known)
                self.fault(node.places["@"], sentence)

    def _own_or_shared(self, tree: Node, ledgers: Mapping[str, Node], known: Mapping[str, Form]) -> None:
        for id, node in ledgers.items():
            place = node.places.get("@shared", node.place)
            if not node.pop("@shared", False):
                tree.setdefault("own_ledgers", []).append(node)
            elif id not in known:
                self.fault(place, Sentence("目录里没有共用台账“{name}”；自己的台账请填“否”", name=id))
            elif tidy(as_builtins(node)) != tidy(known[id].tree):
                self.fault(place, Sentence("共用台账“{name}”的内容与目录里的不同；要改请另起编号，并在“共用”填“否”", name=id))
        if ledgers:
            tree["ledgers"] = list(ledgers)

    # --- examples

    def _examples(self, tree: Node, ledgers: Mapping[str, Node], known: Mapping[str, Form]) -> None:
        rules_of = {OWN: tree.get("rules", ()), **{id: node.get("rules", ()) for id, node in ledgers.items()}}
        titles = {id: {str(field.get("title")): str(field.get("id")) for field in node.get("fields", ())} for id, node in ledgers.items()}
        rows: dict[tuple[str, str], Node] = {}
        for node in self.lines.get(pack_sheets.EXAMPLES, ()):
            where, kind = str(node.get("@", "")), KINDS.get(str(node.get("kind")), "")
            if where not in rules_of:
                self.fault(node.places["@"], Sentence("没有台账“{where}”，现有：{known}", where=where, known=tuple(rules_of)))
            elif not kind:
                self.fault(node.places["kind"], Sentence("类别应为：{known}", known=tuple(KINDS)))
            elif kind == "examples":
                self._sample_row(ledgers.get(where), node, rows, titles.get(where, {}))
            else:
                self._rule_example(rules_of[where], where, kind, node, titles)

    def _sample_row(self, ledger: Node | None, node: Node, rows: dict[tuple[str, str], Node], titles: Mapping[str, str]) -> None:
        if ledger is None:
            self.fault(node.places["@"], Sentence("样例行要写台账编号"))
            return
        key = (str(ledger.get("id")), str(node.get("number", "")))
        if key not in rows:
            rows[key] = Node(node.place)
            ledger.setdefault("examples", []).append(rows[key])
        cells.put(rows[key], node, titles)

    def _rule_example(self, rules: Iterable[Node], where: str, kind: str, node: Node, titles: Mapping[str, Mapping[str, str]]) -> None:
        form = FORM_IDS.get(str(node.get("form", "")), str(node.get("form", "")))
        rule = next(
            (
                candidate
                for candidate in rules
                if candidate.get("id") == node.get("rule") and (where != OWN or candidate.get("form") == form)
            ),
            None,
        )
        if rule is None:
            self.fault(
                node.places["rule"],
                Sentence("{name}没有审核关系“{rule}”", name=where if where != OWN else form or OWN, rule=node.get("rule", "")),
            )
            return
        example = rule.setdefault(kind, Node(node.place))
        rule.places.setdefault(kind, node.place)
        part = str(node.get("part", ""))
        if part in PARTS:
            cells.put(example.setdefault(PARTS[part], Node(node.place)), node, titles.get(form if where == OWN else where, {}))
            return
        other = FORM_IDS.get(part, part)
        if not part:
            self.fault(node.places["part"], Sentence("应为：{known}，或别的表的编号", known=tuple(PARTS)))
            return
        forms = example.setdefault("forms", Node(node.place))
        key = str(node.get("row", 1))
        rows = forms.setdefault(other, Node(node.place) if other in FORM_WORDS else [])
        if isinstance(rows, list):
            number = int(key) if key.isdecimal() and 0 < int(key) <= len(rows) + 1 else len(rows) + 1
            if number > len(rows):
                rows.append(Node(node.place))
            target = rows[number - 1]
        else:
            target = rows.setdefault(key, Node(node.place))
        cells.put(target, node, titles.get(other, {}))
