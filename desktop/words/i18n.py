"""Texts of the interface: Chinese in the code, other languages from Qt translation files in resources/i18n."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from db.messages import Sentence, Trouble, Troubles, of_system
from resources import path

CONTEXT = "taizhang"
LANGUAGES = {"zh": "中文", "en": "English"}

_installed: list[QTranslator] = []


def tr(text: str, /, **values: object) -> str:
    """`text` in the chosen language, with its ``{name}`` placeholders filled. Literals only: they are collected from the code."""
    translated = QCoreApplication.translate(CONTEXT, text)
    return translated.format(**values) if values else translated


def sentence(message: BaseException | str) -> str:
    """A message in the chosen language: an exception, several of them, or a sentence of `db`; other text is unchanged."""
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
    """The translation file to load: for Chinese that of Qt, whose texts are English; for English ours, as the code is Chinese."""
    if language == "zh":
        return QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath) + "/qtbase_zh_CN.qm"
    return str(path(f"i18n/{language}.qm"))


def use(language: str) -> None:
    """Switch the interface to `language`; texts already shown have to be set again by their owners."""
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())
    translator = QTranslator()
    if translator.load(_texts(language)):
        QCoreApplication.installTranslator(translator)
        _installed.append(translator)
    QLocale.setDefault(QLocale(QLocale.Language.Chinese if language == "zh" else QLocale.Language.English))
