"""The styles of a workbook: reading a style, and appending new ones."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from desktop.exchange.files.cell_marks import LITERAL
from desktop.exchange.xlsx.package import Package, declared

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BARE = f"""<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>"""
STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
LISTS = ("fonts", "fills", "borders", "cellXfs")


class StylesPart:
    """Reads and adds cell styles; style ids are indices into `cellXfs`."""

    def __init__(self, package: Package, workbook: str) -> None:
        self._package = package
        self.name = package.related(workbook, "styles")
        if not self.name:
            self.name = "xl/styles.xml"
            package.write(self.name, declared(etree.fromstring(BARE)))
            package.relate(workbook, "styles", self.name)
            package.declare(self.name, STYLES_TYPE)
        self.ns = f"{{{etree.QName(package.tree(self.name)).namespace}}}"
        self._solids: dict[str, int] = {}
        self.derived = cache(self._derived)
        self.new = cache(self._new)

    @property
    def counts(self) -> dict[str, int]:
        """The number of fonts, fills, borders and cell styles."""
        return {name: len(self._list(name)) for name in LISTS}

    @property
    def digest(self) -> str:
        """A digest of the cell styles and fills: it changes when another program renumbers them on saving."""
        whole = b"".join(etree.tostring(self._list(name), method="c14n", exclusive=True) for name in ("fills", "cellXfs"))
        return hashlib.sha256(whole).hexdigest()[:16]

    def xf(self, style: int) -> Any:
        """The XML element of a style."""
        styles = self._list("cellXfs")
        return styles[style] if 0 <= style < len(styles) else styles[0]

    def fill(self, style: int) -> str:
        """The fill of a style as XML."""
        fills = self._list("fills")
        number = int(self.xf(style).get("fillId", "0"))
        return etree.tostring(fills[number if number < len(fills) else 0], method="c14n", exclusive=True).decode()

    def colour(self, style: int) -> str:
        """The colour of a solid fill, such as FBEAE8, or ""."""
        fills = self._list("fills")
        number = int(self.xf(style).get("fillId", "0"))
        if number >= len(fills):
            return ""
        pattern = fills[number].find(f"{self.ns}patternFill")
        front = None if pattern is None else pattern.find(f"{self.ns}fgColor")
        if front is None or pattern.get("patternType") != "solid":
            return ""
        return str(front.get("rgb", ""))[-6:].upper()

    def unlocked(self, style: int) -> bool:
        """Whether cells of this style are unlocked on a protected sheet."""
        protection = self.xf(style).find(f"{self.ns}protection")
        return protection is not None and protection.get("locked") in ("0", "false")

    def bordered(self, style: int) -> bool:
        """Whether cells of this style have a border on any side."""
        borders, number = self._list("borders"), int(self.xf(style).get("borderId", "0"))
        return number < len(borders) and any(border.get("style") not in (None, "none") for border in borders[number])

    def format(self, style: int) -> str:
        """The number format of a style."""
        number = self.xf(style).get("numFmtId", "0")
        for format_element in self._package.tree(self.name).iter(f"{self.ns}numFmt"):
            if format_element.get("numFmtId") == number:
                return str(format_element.get("formatCode", ""))
        return str(BUILTIN_FORMATS.get(int(number), "General"))

    def percent(self, style: int) -> bool:
        """Whether numbers are shown as percentages."""
        return "%" in LITERAL.sub("", self.format(style))

    def dated(self, style: int) -> bool:
        """Whether numbers are shown as dates."""
        return bool(is_date_format(self.format(style)))

    # --- adding

    def _derived(self, style: int, rgb: str) -> int:
        """The id of the style with another fill colour."""
        return self.with_fill(style, self._solid(rgb))

    def with_fill(self, style: int, fill: int) -> int:
        """A copy of a style with the fill number `fill`."""
        own = copy.deepcopy(self.xf(style))
        own.set("fillId", str(fill))
        own.set("applyFill", "1")
        return self._add("cellXfs", own)

    def fill_number(self, xml: str) -> int:
        """The number of the fill with this XML; it is added if there is no equal one."""
        for n, fill_element in enumerate(self._list("fills")):
            if etree.tostring(fill_element, method="c14n", exclusive=True).decode() == xml:
                return n
        return self._add("fills", etree.fromstring(xml))

    def _new(self, size: float = 10.5, bold: bool = False, colour: str = "1D2530", underline: bool = False,
             fill: str = "", border: str = "", align: str = "left", middle: str = "center") -> int:  # fmt: skip
        """Add a style: 宋体, a thin frame in the colour `border`, wrapped text."""
        font = self._font(size, bold, colour, underline)
        sides = "".join(f'<{side} style="thin"><color rgb="FF{border}"/></{side}>' for side in ("left", "right", "top", "bottom"))
        frame = self._add("borders", self._element(f"<border>{sides}<diagonal/></border>")) if border else 0
        ids = {"numFmtId": "0", "fontId": font, "fillId": self._solid(fill) if fill else 0, "borderId": frame, "xfId": "0"}
        applied = {"applyFont": "1", "applyFill": "1", "applyBorder": "1", "applyAlignment": "1"}
        xf = self._element("<xf/>")
        for name, value in (ids | applied).items():
            xf.set(name, str(value))
        etree.SubElement(xf, f"{self.ns}alignment", {"horizontal": align, "vertical": middle, "wrapText": "1"})
        return self._add("cellXfs", xf)

    def _font(self, size: float, bold: bool, colour: str, underline: bool) -> int:
        marks = ("<b/>" if bold else "") + ("<u/>" if underline else "")
        return self._add("fonts", self._element(f'<font>{marks}<sz val="{size:g}"/><color rgb="FF{colour}"/><name val="宋体"/></font>'))

    def _solid(self, rgb: str) -> int:
        if rgb in self._solids:
            return self._solids[rgb]
        xml = f'<fill><patternFill patternType="solid"><fgColor rgb="FF{rgb}"/><bgColor indexed="64"/></patternFill></fill>'
        self._solids[rgb] = self._add("fills", self._element(xml))
        return self._solids[rgb]

    def _element(self, xml: str) -> Any:
        name = xml[1:].split(">", 1)[0].split(" ")[0].rstrip("/")
        return etree.fromstring(xml.replace(f"<{name}", f'<{name} xmlns="{self.ns[1:-1]}"', 1))

    def _add(self, name: str, element: Any) -> int:
        self._package.change(self.name)
        elements = self._list(name)
        elements.append(element)
        if elements.get("count") is not None:
            elements.set("count", str(len(elements)))
        return len(elements) - 1

    def cut(self, counts: Mapping[str, int]) -> None:
        """Remove what was added after the lists had these `counts`."""
        self._package.change(self.name)
        for name, count in counts.items():
            elements = self._list(name)
            del elements[count:]
            if elements.get("count") is not None:
                elements.set("count", str(count))
        self.derived.cache_clear()
        self.new.cache_clear()
        self._solids.clear()

    def _list(self, name: str) -> Any:
        root = self._package.tree(self.name)
        elements = root.find(f"{self.ns}{name}")
        if elements is None:  # a file may omit lists it does not need
            elements = self._package.change(self.name).find(f"{self.ns}{name}")
            bare = etree.fromstring(BARE.replace(MAIN, self.ns[1:-1])).find(f"{self.ns}{name}")
            order = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
            before = order[: order.index(name)]
            root.insert(sum(etree.QName(element).localname in before for element in root), bare)
            elements = bare
        return elements
