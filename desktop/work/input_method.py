"""Detects the input method of the desktop, configures Qt for it, and tells whether Chinese can be typed. Runs once, before QApplication.

The Qt wheels have a plugin for ibus, none for fcitx, and none for XIM since Qt 5. Both ibus (from 1.5.17) and fcitx5 own the name of
the ibus portal on the session bus, so the portal is used if it is there. An older ibus is reached by its address file; under Wayland
the compositor may provide the input method. Otherwise Chinese cannot be typed, and the window says so once.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, MutableMapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.words.i18n import tr
from desktop.work import settings

PORTAL, IBUS, FCITX5, FCITX4 = "org.freedesktop.portal.IBus", "org.freedesktop.IBus", "org.fcitx.Fcitx5", "org.fcitx.Fcitx"
SCREENLESS = ("offscreen", "minimal")
LATIN = {"none", "local", "compose", "xim", "qtvirtualkeyboard"}  # module names of Qt that cannot type Chinese: its "xim" is compose
PATIENCE = 3000  # ms, timeout of the bus
MENTIONED = "input_method_told"


@dataclass(frozen=True)
class Bus:
    """The names on the session bus: running services, and those that can be started on demand."""

    running: frozenset[str] = frozenset()
    startable: frozenset[str] = frozenset()


@dataclass(frozen=True)
class InputMethodChoice:
    """`framework` is the input method, `module` the setting for Qt, `trouble` the reason if Chinese cannot be typed."""

    framework: str
    module: str
    trouble: str = ""

    @property
    def can_type(self) -> bool:
        """Whether Chinese can be typed."""
        return not self.trouble

    def __str__(self) -> str:
        return f"{self.framework or 'unknown'} through {self.module}, {self.trouble or 'Chinese can be typed'}"


_chosen = InputMethodChoice("", "system")


def chosen() -> InputMethodChoice:
    """The choice made for this run."""
    return _chosen


def settle(platform: str = sys.platform, environment: MutableMapping[str, str] | None = None) -> InputMethodChoice:
    """Detect, choose, and configure Qt by the environment; must run before QApplication is created."""
    global _chosen
    known = os.environ if environment is None else environment
    if platform != "linux" or known.get("QT_QPA_PLATFORM", "").split(":")[0] in SCREENLESS:
        _chosen = InputMethodChoice("", "system")
        return _chosen
    direct = shutil.which("ibus-daemon", path=known.get("PATH")) is not None and alive(address_file(known, _machine()))
    _chosen = choose(known, session_bus(known), direct=direct, plugins=plugins(known))
    tell_qt(_chosen, known)
    return _chosen


# --- the decision


def choose(known: Mapping[str, str], bus: Bus | None, *, plugins: Set[str], direct: bool = False) -> InputMethodChoice:
    """Choose by the environment and the names on the session bus; `direct` if ibus can be reached by its address file."""
    running = bus.running if bus else frozenset()
    framework = _framework(known, running, direct)
    if PORTAL in running:
        return InputMethodChoice(framework, "ibus portal", "fcitx4" if framework == "fcitx 4" else "")
    if direct and framework == "ibus":
        return InputMethodChoice(framework, "ibus")
    own = next((name for name in _requested(known) if name in plugins - LATIN - {"ibus"}), "")
    if own:  # a matching plugin is installed
        return InputMethodChoice(framework, own)
    if _left_to_the_compositor(known) and framework != "fcitx 4":
        return InputMethodChoice(framework, "wayland")
    return _untypable(known, bus, framework)


def _framework(known: Mapping[str, str], running: Set[str], direct: bool) -> str:
    """The running input method; if two run, the one named in the environment."""
    if FCITX5 in running:  # it also owns the name of fcitx 4
        return "fcitx5"
    fcitx4 = any(name == FCITX4 or name.startswith(FCITX4 + "-") for name in running)
    ibus = direct or bool(running & {IBUS, PORTAL})
    if fcitx4 and (not ibus or "fcitx" in _mentioned(known)):
        return "fcitx 4"
    return "ibus" if ibus else ""


def _untypable(known: Mapping[str, str], bus: Bus | None, framework: str) -> InputMethodChoice:
    """The choice when Chinese cannot be typed, with the likely reason."""
    mentioned = [name for name in _mentioned(known) if name == "xim" or name.lower() not in LATIN]
    wanted = next((name for name in ("fcitx5", "fcitx", "ibus") if name in mentioned), "")
    if framework:
        return InputMethodChoice(framework, "as set", {"fcitx5": "frontend", "fcitx 4": "fcitx4"}.get(framework, "unreached"))
    if bus is None:
        return InputMethodChoice(wanted, "as set", "no bus")
    if FCITX5 in bus.startable and (wanted == "fcitx" or not mentioned):
        wanted = "fcitx5"
    if wanted:
        return InputMethodChoice(wanted, "as set", "stopped")
    if mentioned:
        return InputMethodChoice(next((name for name in mentioned if name != "xim"), "xim"), "as set", "module")
    return InputMethodChoice("", "as set", "none")


def _requested(known: Mapping[str, str]) -> list[str]:
    """The modules requested of Qt, in order."""
    listed = [name for name in known.get("QT_IM_MODULES", "").split(";") if name]
    return listed or [name for name in (known.get("QT_IM_MODULE", ""),) if name]


def _mentioned(known: Mapping[str, str]) -> list[str]:
    """Every input method named in the environment."""
    server = known.get("XMODIFIERS", "").partition("@im=")[2]
    return [name for name in (*_requested(known), server) if name]


def _left_to_the_compositor(known: Mapping[str, str]) -> bool:
    """Whether Qt runs on Wayland and takes its input method from there."""
    wayland = "WAYLAND_DISPLAY" in known or known.get("XDG_SESSION_TYPE") == "wayland"
    requested = _requested(known)
    return wayland and known.get("QT_QPA_PLATFORM", "wayland").startswith("wayland") and (not requested or "wayland" in requested)


def tell_qt(choice: InputMethodChoice, known: MutableMapping[str, str]) -> None:
    """Set the environment variables Qt reads; unchanged if nothing was chosen."""
    if choice.module in ("as set", "wayland", "system"):
        return
    known.pop("QT_IM_MODULES", None)  # takes precedence over QT_IM_MODULE since Qt 6.7
    known.pop("IBUS_USE_PORTAL", None)  # Qt asks only whether it is set
    known["QT_IM_MODULE"] = choice.module.split()[0]
    if known["QT_IM_MODULE"] == "ibus":
        known.setdefault("IBUS_ENABLE_SYNC_MODE", "1")  # otherwise keys are answered in any order and letters get mixed up
    if choice.module == "ibus portal":
        known["IBUS_USE_PORTAL"] = "1"


# --- detection


def session_bus(known: Mapping[str, str]) -> Bus | None:
    """The names on the session bus; None if there is no bus."""
    there = known.get("DBUS_SESSION_BUS_ADDRESS") or (Path(known.get("XDG_RUNTIME_DIR", "/nowhere")) / "bus").exists()
    return _ask_the_bus() if there else None


def _ask_the_bus() -> Bus | None:
    from PySide6.QtDBus import QDBusConnection

    bus = QDBusConnection.sessionBus()
    interface = bus.interface() if bus.isConnected() else None
    if interface is None:
        return None
    interface.setTimeout(PATIENCE)
    running, startable = interface.registeredServiceNames(), interface.activatableServiceNames()
    return Bus(*(frozenset(reply.value() if reply.isValid() else ()) for reply in (running, startable)))


def _machine() -> str:
    from PySide6.QtDBus import QDBusConnection

    return bytes(QDBusConnection.localMachineId().data()).decode()


def address_file(known: Mapping[str, str], machine: str) -> Path:
    """The file with the address of the ibus bus, computed as Qt does."""
    if known.get("IBUS_ADDRESS_FILE"):
        return Path(known["IBUS_ADDRESS_FILE"])
    host, _, number = known.get("DISPLAY", "").rpartition(":")
    display = f"{host or 'unix'}-{number.partition('.')[0]}"
    if "WAYLAND_DISPLAY" in known:
        display = f"unix-{known['WAYLAND_DISPLAY']}"
    folder = Path(known.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return folder / "ibus" / "bus" / f"{machine}-{display}"


def alive(file: Path) -> bool:
    """Whether an address file of ibus names an address and a running process."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        pairs = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
        process = int(pairs["IBUS_DAEMON_PID"])
        os.kill(process, 0)
    except (OSError, KeyError, ValueError, OverflowError):
        return False
    return process > 0 and bool(pairs.get("IBUS_ADDRESS"))


def plugins(known: Mapping[str, str]) -> frozenset[str]:
    """The modules Qt can load: those in its plugin folder and QT_PLUGIN_PATH that are built for this Qt version."""
    from PySide6.QtCore import QLibraryInfo, QPluginLoader, QVersionNumber

    ours = QLibraryInfo.version()
    folders = [QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), *known.get("QT_PLUGIN_PATH", "").split(os.pathsep)]
    keys: set[str] = set()
    for file in (file for folder in folders if folder for file in (Path(folder) / "platforminputcontexts").glob("*.so")):
        about: dict[str, Any] = QPluginLoader(str(file)).metaData()
        version = int(about.get("version", 0))
        if QVersionNumber(version >> 16, version >> 8 & 255) == QVersionNumber(ours.majorVersion(), ours.minorVersion()):
            keys.update(str(key).lower() for key in about.get("MetaData", {}).get("Keys", ()))
    return frozenset(keys)


# --- messages


def sentence(choice: InputMethodChoice) -> str:
    """Why Chinese cannot be typed; "" if it can."""
    name = choice.framework
    return {
        "": "",
        "fcitx4": tr("这台电脑的输入法 fcitx 4 接不进本程序，在这里打不出中文。"),
        "frontend": tr("fcitx5 在运行，但没有启用它的“IBus 前端”，在这里打不出中文。"),
        "unreached": tr("ibus 在运行，但本程序连不上它，在这里打不出中文。"),
        "stopped": tr("输入法（{name}）没有运行，在这里打不出中文。启动它以后，请重新打开本程序。", name=name),
        "module": tr("这台电脑的输入法（{name}）接不进本程序，在这里打不出中文。", name=name),
        "no bus": tr("找不到会话总线（D-Bus），连不上输入法，在这里打不出中文。"),
        "none": tr("没有找到输入法，在这里打不出中文。"),
    }[choice.trouble]


def line(choice: InputMethodChoice) -> str:
    """A sentence on the choice, for the help."""
    if choice.trouble:
        return sentence(choice)
    way = {"ibus portal": "IBus portal", "ibus": "IBus", "wayland": "Wayland"}.get(choice.module, choice.module)
    if choice.module == "system":
        return tr("由系统的输入法直接输入，不用设置。")
    if choice.framework:
        return tr("输入法是 {name}，经 {way} 接入，可以输入中文。", name=choice.framework, way=way)
    return tr("输入法经 {way} 接入。", way=way)


def news() -> str:
    """The message if it was not yet shown for this situation; it is shown again after typing worked in between."""
    if _chosen.can_type:
        if settings.get(MENTIONED):
            settings.put(MENTIONED, "")
        return ""
    return "" if settings.get(MENTIONED) == _situation() else sentence(_chosen)


def remember() -> None:
    """Record that the message was shown."""
    settings.put(MENTIONED, _situation())


def _situation() -> str:
    return f"{_chosen.trouble} {_chosen.framework}".strip()
