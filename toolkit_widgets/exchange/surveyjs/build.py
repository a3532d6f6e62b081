"""From a SurveyJS file to a questionnaire of ours, its catalogues and a list of losses."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from ...content.translate import strings
from ...models import Questionnaire
from ...scoring.visibility import cycle
from ..profile import ScoringProfile
from .localized import ENGLISH, Localized, own, read_localized
from .names import slug
from .pages import Page, read_pages
from .properties import report_left
from .reading import Element, NotASurvey, read_survey
from .report import Losses
from .resolve import Resolver
from .work import Origin, Work


@dataclass(frozen=True)
class Imported:
    """A questionnaire that was somebody else's.

    ``translations``: language → string id → (English, text). ``origins``: item id → where its
    answer stands in the original's own files.
    """

    questionnaire: Questionnaire
    translations: dict[str, dict[str, tuple[str, str]]]
    origins: dict[str, Origin]
    losses: Losses
    source: str
    sha256: str


def import_survey(content: bytes, label: str, profile: ScoringProfile | None = None) -> Imported:
    """Import a SurveyJS file. ``label`` is its name, for sentences and for the id.

    Raises :class:`NotASurvey` with one sentence where it cannot be imported at all. Whatever of it
    cannot be expressed is in ``losses``.
    """
    root = Element(read_survey(content, label), "")
    work = Work(profile)
    pages = read_pages(root, work)
    if not any(draft.item["type"] != "note" for page in pages for draft in page.drafts):
        raise NotASurvey(f"{label} holds no question that can be imported.")
    if profile is not None:
        _check_profile(profile, pages, label)
    Resolver(work, pages).resolve()
    data = _data(root, work, pages, label)
    questionnaire = _without_circles(data, pages, work)
    report_left(root, work.losses, "")
    _report_languages(work)
    return Imported(
        questionnaire,
        _translations(work, questionnaire),
        work.origins,
        work.losses,
        label,
        hashlib.sha256(content).hexdigest(),
    )


def _check_profile(profile: ScoringProfile, pages: list[Page], label: str) -> None:
    known = {page.name for page in pages}
    for group, wanted in profile.exclusive_groups.items():
        missing = [name for name in wanted if name not in known]
        if missing:
            raise NotASurvey(
                f"The profile '{profile.id}' does not belong to {label}: its group '{group}' names "
                f"the page '{missing[0]}', which is not there."
            )
    scored = {d.item.get("dimension") for page in pages for d in page.drafts} - {None}
    if not scored:
        raise NotASurvey(
            f"The profile '{profile.id}' does not belong to {label}: it finds points nowhere."
        )
    unknown = sorted(str(name) for name in scored - set(profile.dimensions))
    if unknown:
        raise NotASurvey(f"The profile '{profile.id}' maps to '{unknown[0]}' without defining it.")


def _data(root: Element, work: Work, pages: list[Page], label: str) -> dict[str, Any]:
    profile = work.profile
    stem = label.rsplit("/", 1)[-1].removesuffix(".json") or "survey"
    title = read_localized(root.take("title"))
    if profile is not None and profile.title is not None:
        title_words = Localized({ENGLISH: profile.title})
    else:
        title_words = title or own(stem, stem)
    locale = root.take("locale")
    if locale not in (None, "", ENGLISH, "default"):
        what = f"it opens in the language '{locale}'"
        work.losses.add("note", "", "", what, "it opens in English unless asked otherwise")
    asked = sum(draft.item["type"] != "note" for page in pages for draft in page.drafts)
    data: dict[str, Any] = {
        "schema": "toolkit-questionnaire/1",
        "id": profile.id if profile is not None else slug(stem, "survey"),
        "version": profile.version if profile is not None else "1.0.0",
        "title": work.put("title", title_words, root),
        "minutes": (profile.minutes if profile is not None else None) or max(1, (asked + 1) // 2),
    }
    data["about"] = _about(root, work, label)
    if profile is not None:
        data |= profile.model_dump(
            mode="json",
            by_alias=True,
            exclude_unset=True,
            include={"dimensions", "bands", "level", "texts"},
        )
        for language, words in profile.translations.items():
            work.words.others.setdefault(language, {}).update(words)
    data["sections"] = [{**p.section, "items": [d.item for d in p.drafts]} for p in pages]
    return data


def _about(root: Element, work: Work, label: str) -> str:
    described = read_localized(root.take("description"))
    if work.profile is not None:
        return work.put_markdown("about", Localized({ENGLISH: work.profile.about}))
    ours = own(
        f"Imported from the file {label}. It is an instrument of another organization; "
        "this course neither wrote nor checked it.",
        f"Importé du fichier {label}. C'est un instrument d'une autre organisation ; "
        "ce cours ne l'a ni écrit ni vérifié.",
    )
    if not described:
        return work.put("about", ours)
    languages = {*described.texts, *ours.texts}
    both = {lang: f"{described.of(lang)}\n\n{ours.of(lang)}" for lang in sorted(languages)}
    return work.put("about", Localized(both, described.stand_in), root)


def _without_circles(data: dict[str, Any], pages: list[Page], work: Work) -> Questionnaire:
    """Conditions that go round in a circle are taken out, the last one of each circle first."""
    places = {
        d.item["id"]: (s, i) for s, page in enumerate(pages) for i, d in enumerate(page.drafts)
    }
    while True:
        form = Questionnaire.model_validate(data)
        circle = cycle(form)
        if not circle:
            return form
        section, number = max(places[key] for key in circle)
        page = pages[section]
        item = data["sections"][section]["items"][number]
        draft = page.drafts[number]
        where = item if "show_when" in item else data["sections"][section]
        del where["show_when"]
        what = f"its condition goes round in a circle: {' → '.join(circle)}"
        work.losses.add("error", draft.path, draft.name, what, "always shown")


def _report_languages(work: Work) -> None:
    for language, words in sorted(work.words.others.items()):
        missing = [key for key in work.words.english if key not in words]
        if missing:
            what = f"{len(missing)} of {len(work.words.english)} texts have no '{language}'"
            instead = f"the English stands there, first at {missing[0]}"
            work.losses.add("note", "", "", what, instead)


def _translations(work: Work, form: Questionnaire) -> dict[str, dict[str, tuple[str, str]]]:
    english = strings(form)
    return {
        language: {key: (english[key], words[key]) for key in english if key in words}
        for language, words in sorted(work.words.others.items())
    }
