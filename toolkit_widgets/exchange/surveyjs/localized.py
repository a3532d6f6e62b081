"""One text in several languages, and the catalogues that the import collects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

ENGLISH = "en"


@dataclass(frozen=True)
class Localized:
    """Language code → text. English is always there; ``own`` says where another stood in for it."""

    texts: Mapping[str, str]
    stand_in: str = ""

    @property
    def english(self) -> str:
        """The text that goes into the YAML."""
        return self.texts[ENGLISH]

    def of(self, language: str) -> str:
        """The text in a language, else English."""
        return self.texts.get(language, self.english)

    def map(self, change: Callable[[str], str]) -> Localized:
        """The same change in every language."""
        return Localized({k: change(v) for k, v in self.texts.items()}, self.stand_in)

    def __bool__(self) -> bool:
        return bool(self.english.strip())


def read_localized(value: object) -> Localized | None:
    """From the original's text or ``{default, fr, …}``. None where there are no words in it."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, str | int | float):
        text = str(value).strip()
        return Localized({ENGLISH: text}) if text else None
    if not isinstance(value, Mapping):
        return None
    texts = {
        str(key): str(text).strip()
        for key, text in value.items()
        if isinstance(text, str | int | float) and not isinstance(text, bool) and str(text).strip()
    }
    if not texts:
        return None
    english = texts.pop("default", None) or texts.get(ENGLISH)
    stand_in = "" if english else min(texts)
    return Localized({**texts, ENGLISH: english or texts[stand_in]}, stand_in)


def own(english: str, french: str) -> Localized:
    """Words of ours."""
    return Localized({ENGLISH: english, "fr": french})


def joined(separator: str, *parts: Localized | None) -> Localized | None:
    """One text after the other, in every language that any of them has."""
    given = [part for part in parts if part]
    if not given:
        return None
    languages = sorted({language for part in given for language in part.texts})
    texts = {lang: separator.join(part.of(lang) for part in given) for lang in languages}
    return Localized(texts, next((part.stand_in for part in given if part.stand_in), ""))


@dataclass
class Catalogues:
    """Every string by its id: the English, and the same in other languages."""

    english: dict[str, str] = field(default_factory=dict)
    others: dict[str, dict[str, str]] = field(default_factory=dict)
    """Language → string id → text."""

    def put(self, string_id: str, text: Localized) -> str:
        """Keep the translations; returns the English."""
        self.english[string_id] = text.english
        for language, words in text.texts.items():
            if language != ENGLISH:
                self.others.setdefault(language, {})[string_id] = words
        return text.english
