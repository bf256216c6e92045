"""The input methods of the system, started on a screen of the tests' own: ibus with libpinyin, and fcitx5 with its pinyin."""

from __future__ import annotations

from pathlib import Path

from tests.input_methods.screen import Screen, missing, until

IBUS = ("ibus-daemon", "ibus")
FCITX5 = ("fcitx5", "fcitx5-remote")
ENGINES = Path("/usr/share/ibus/component/libpinyin.xml")
PINYIN = Path("/usr/share/fcitx5/inputmethod/pinyin.conf")

SETTINGS = """\
[desktop/ibus/general]
preload-engines=['libpinyin']
use-global-engine=true
use-system-keyboard-layout=true
"""
PROFILE = """\
[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=keyboard-us
Layout=

[Groups/0/Items/1]
Name=pinyin
Layout=

[GroupOrder]
0=Default
"""


class Ibus:
    """ibus-daemon with libpinyin."""

    name = "ibus"

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        folder = Path(screen.env["XDG_CONFIG_HOME"]) / "glib-2.0/settings"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "keyfile").write_text(SETTINGS)
        screen.start("ibus-daemon", "--panel", "disable", "--emoji-extension", "disable")
        until(lambda: self.engine("libpinyin"), what="libpinyin in ibus")

    @staticmethod
    def missing() -> str:
        """What is not installed for it."""
        return missing(*IBUS) or ("" if ENGINES.exists() else "not installed: ibus-libpinyin")

    def engine(self, name: str) -> bool:
        """Choose an engine; whether it is the one in use now."""
        self.screen.run("ibus", "engine", name)
        return self.screen.run("ibus", "engine") == name

    def on(self) -> None:
        """Pinyin from here on; a window must have the keys."""
        until(lambda: self.engine("libpinyin"), what="libpinyin")

    def off(self) -> None:
        """Latin letters from here on."""
        until(lambda: self.engine("xkb:us::eng"), what="no input method")


class Fcitx5:
    """fcitx5 with its pinyin."""

    name = "fcitx5"

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        folder = Path(screen.env["XDG_CONFIG_HOME"]) / "fcitx5"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "profile").write_text(PROFILE)
        screen.start("fcitx5", "--disable", "wayland,waylandim,notificationitem,notifications,cloudpinyin")
        until(lambda: screen.run("fcitx5-remote") in ("0", "1", "2"), what="fcitx5")

    @staticmethod
    def missing() -> str:
        """What is not installed for it."""
        return missing(*FCITX5) or ("" if PINYIN.exists() else "not installed: fcitx5-chinese-addons")

    def on(self) -> None:
        """Pinyin from here on; a window must have the keys."""

        def active() -> bool:
            self.screen.run("fcitx5-remote", "-o")
            return self.screen.run("fcitx5-remote") == "2"

        until(active, what="pinyin in fcitx5")

    def off(self) -> None:
        """Latin letters from here on."""
        self.screen.run("fcitx5-remote", "-c")
