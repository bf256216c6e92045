"""Finds the pages: every folder of desktop that declares a PAGE. A new page is such a folder and nothing else."""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass, replace
from importlib import import_module

import desktop
from db.messages import Sentence
from desktop.shell.page import PageWidget


@dataclass(frozen=True)
class Page:
    """What the window knows of a page before it is shown.

    `order` is its place in the navigation from the top (0: none), `under` the page whose button is lit where it has none, `widget` the
    class in its `page.py`.
    """

    title: Sentence
    widget: str
    icon: str = ""
    order: int = 0
    keys: str = ""
    only_above: bool = False  # only in an office that others report to
    needs_programme: bool = False
    under: str = ""
    loaded_early: bool = False  # imported in the background, so that it first shows faster
    name: str = ""  # its folder, set when it is found


def every_page() -> dict[str, Page]:
    """The pages by name, in their order in the navigation."""
    folders = [folder.name for folder in pkgutil.iter_modules(desktop.__path__) if folder.ispkg]
    declared = [(name, getattr(import_module(f"desktop.{name}"), "PAGE", None)) for name in folders]
    pages = [replace(page, name=name) for name, page in declared if isinstance(page, Page)]
    return {page.name: page for page in sorted(pages, key=lambda page: (not page.order, page.order, page.name))}


def widget_of(page: Page) -> type[PageWidget]:
    """The class of its widget; imports the page."""
    widget_class = getattr(import_module(f"desktop.{page.name}.page"), page.widget)
    assert issubclass(widget_class, PageWidget)
    return widget_class
