"""The world's faults, as one clear sentence for a person: where, what, both numbers, what to do.

The word `Trouble` is not in the design's list: it names the one exception that is shown and not reported as our fault.
The sentence is kept as a template and its values, so that the window can show it in another language.
"""

from __future__ import annotations


class Sentence:
    """A sentence for a person that is no fault: `template` is Chinese with ``{name}`` marks, `values` fill them."""

    def __init__(self, template: str, **values: object) -> None:
        self.template, self.values = template, values

    def __str__(self) -> str:
        return self.template.format(**self.values)


class Trouble(Exception):
    """A fault of the world (file, typing, disk): `template` is Chinese with ``{name}`` marks, `values` fill them."""

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return self.template.format(**self.values)


class Troubles(Trouble):
    """Several faults told at once, a line each."""

    def __init__(self, parts: list[Trouble]) -> None:
        super().__init__("{faults}", faults="\n".join(map(str, parts)))
        self.parts = parts
