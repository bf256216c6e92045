"""Texts of the interface: Chinese in the code, other languages from Qt translation files in resources/i18n."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from db.messages import Sentence, Trouble, Troubles, of_system
from resources import path

CONTEXT = "taizhang"
LANGUAGES = {"zh": "中文", "en": "English"}

_installed: list[QTranslator] = []


def tr(text: str, /, **values: object) -> str:
    """`text` in the chosen language, with its ``{name}`` marks filled. Literal strings only: they are collected from the code."""
    translated = QCoreApplication.translate(CONTEXT, text)
    return translated.format(**values) if values else translated


def sentence(message: BaseException | str) -> str:
    """What to tell a person: a fault of the world, several of them, or a sentence of `db`; any other text stands as it is."""
    if isinstance(message, Troubles):
        return "\n".join(map(sentence, message.parts))
    if isinstance(message, OSError):
        return sentence(of_system(message))
    if not isinstance(message, Trouble | Sentence):
        return str(message)
    return tr(message.template, **{name: _shown(value) for name, value in message.values.items()})


def _shown(value: object) -> object:
    if isinstance(value, tuple):
        return tr("、").join(str(_shown(part)) for part in value)
    return sentence(value) if isinstance(value, Sentence | Trouble) else value


def _texts(language: str) -> str:
    """The file to load: the code is Chinese and Qt English, so that each language lacks one of the two."""
    if language == "zh":
        return QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath) + "/qtbase_zh_CN.qm"
    return str(path(f"i18n/{language}.qm"))


def use(language: str) -> None:
    """Switch the interface to `language`; texts already drawn are drawn anew by who drew them."""
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())
    translator = QTranslator()
    if translator.load(_texts(language)):
        QCoreApplication.installTranslator(translator)
        _installed.append(translator)
    QLocale.setDefault(QLocale(QLocale.Language.Chinese if language == "zh" else QLocale.Language.English))
