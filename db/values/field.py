"""One column 栏 of a form: what it is called, holds, allows and means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field as attribute, replace


@dataclass(frozen=True, slots=True)
class Field:
    """One column 栏: what it is called, holds, allows and means (see the comments for shapes)."""

    id: str  # SQL name, snake_case
    title: str
    kind: str = "text"  # a key of db.values.kinds.KINDS
    unit: str = ""  # 计量单位 of the value ("万元"); "row" = taken from the fixed row
    decimals: int | None = None  # None: as typed, or the fixed row's
    choices: tuple[str, ...] = ()
    required: bool = False
    minimum: float | None = None
    maximum: float | None = None
    definition: str = ""
    source: str = ""
    phrase: str = ""
    practice: bool = False
    group: str = ""  # merged head above neighbouring columns of the same group
    width: int = 10  # in full-width characters
    key: bool = False  # frozen at the left of the grid
    carry: str = "always"  # always | year | never : continues into the next period
    personal: bool = False  # masked on screen and paper by default
    full: bool = False  # personal but must be handed up unmasked (必报全号)
    const: str = ""  # taken from the fixed row (code, title, unit ...): never typed
    derive: str = ""  # SQL expression: computed, never typed (or only for some rows: derive_for)
    derive_for: Mapping[str, tuple[str, ...]] = attribute(default_factory=dict, hash=False)  # constant -> its values on derived rows
    fallback: bool = False  # typed when known, else `derive` (shown locked-grey but typeable)
    total: bool = False  # summed in the 合计 row
    was: str = ""  # former id
    rounded: bool = False  # computed elsewhere: shown with its decimals and no more

    def given(self) -> Field:
        """The column where its values are given and nothing is computed."""
        always = bool(self.derive) and not self.derive_for and not self.fallback
        return replace(self, derive="", derive_for={}, fallback=False, rounded=self.rounded or always)
