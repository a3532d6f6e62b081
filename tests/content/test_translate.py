"""Every string has an id, and a catalogue replaces it; what is not translated stays English."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.samples import small_questionnaire
from toolkit_widgets.content.catalogues import (
    direction,
    is_language,
    languages,
    read_catalogue,
    write_catalogues,
)
from toolkit_widgets.content.library import library
from toolkit_widgets.content.problems import ContentError
from toolkit_widgets.content.translate import stale, strings, translated
from toolkit_widgets.models import fingerprint

FORM = small_questionnaire()


def test_strings_are_named_by_ids() -> None:
    found = strings(FORM)
    assert found["title"] == FORM.title
    assert found["dimensions.culture.title"] == "Culture"
    assert found["scales.maturity.steps.none.label"] == "Nothing yet"
    assert found["items.ctx.uses.options.vision.text"] == "Computer vision"
    assert found["items.culture.leaders.anchors.0"].startswith("leaders: ")
    assert found["items.culture.leaders.roles.1"] == "data-protection officer"
    assert found["items.ctx.staff.unit"] == "officers"
    assert found["actions.act.list.text"].startswith("Write down")
    assert found["bands.begin.meaning"] == "Little is in place."
    assert not [key for key in found if key.endswith((".id", ".type", ".lesson", "version"))]


def test_everything_can_be_translated_and_nothing_else_changes() -> None:
    catalogue = {key: (text, f"«{text}»") for key, text in strings(FORM).items()}
    other = translated(FORM, catalogue)
    assert strings(other) == {key: f"«{text}»" for key, text in strings(FORM).items()}
    back = {key: (f"«{text}»", text) for key, text in strings(FORM).items()}
    assert fingerprint(translated(other, back)) == fingerprint(FORM)


def test_what_is_missing_blank_or_out_of_date_stays_english() -> None:
    catalogue = {
        "title": ("An older title", "Ein älterer Titel"),
        "about": (FORM.about, "  "),
        "bands.begin.label": ("Beginning", "Anfang"),
        "items.gone.text": ("Gone", "Weg"),
    }
    other = translated(FORM, catalogue)
    assert (other.title, other.about) == (FORM.title, FORM.about)
    assert other.bands[0].label == "Anfang"
    assert list(stale(FORM, catalogue)) == ["title", "items.gone.text"]
    assert translated(FORM, {}) is FORM


def test_every_string_of_the_course_has_an_id_of_its_own() -> None:
    for name in ("organizational-readiness", "choose-track"):
        form = library().questionnaire(name)
        catalogue = {key: (text, f"{text}!") for key, text in strings(form).items()}
        other = strings(translated(form, catalogue))
        assert all(text.endswith("!") for text in other.values())


def test_catalogues_keep_every_character(tmp_path: Path) -> None:
    file = tmp_path / "questionnaire.yaml"
    file.write_text("")
    words = {
        "a": ('80 % of "it"\n\nis\\ here', "80 % de « ça »\n\nest\\ là"),
        "b": ("same", "même"),
        "c": ("same", "pareil"),
        "d": ("long " * 60 + "end", "long " * 60 + "fin"),
    }
    (tmp_path / "locale").mkdir()
    po, mo = write_catalogues(words, "fr")
    for suffix, data in ((".po", po), (".mo", mo)):
        (tmp_path / "locale" / f"fr{suffix}").write_bytes(data)
        assert read_catalogue(file, "fr") == words
        (tmp_path / "locale" / f"fr{suffix}").unlink()
    assert write_catalogues(words, "fr") == (po, mo)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"nonsense \xe9", b"\xde\x12\x04\x95\x00"])
@pytest.mark.parametrize("suffix", [".po", ".mo"])
def test_a_broken_catalogue_is_said(tmp_path: Path, content: bytes, suffix: str) -> None:
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale" / f"fr{suffix}").write_bytes(content)
    with pytest.raises(ContentError, match="catalogue"):
        read_catalogue(tmp_path / "questionnaire.yaml", "fr")


def test_languages(tmp_path: Path) -> None:
    file = tmp_path / "questionnaire.yaml"
    (tmp_path / "locale").mkdir()
    for name in ("fr.po", "fr.mo", "pt-BR.po", "notes.txt", "Not a language.po"):
        (tmp_path / "locale" / name).write_text("")
    assert languages(file) == ["en", "fr", "pt-BR"]
    with pytest.raises(ContentError, match="there is en, fr, pt-BR"):
        read_catalogue(file, "../fr")
    assert not is_language("../fr")
    assert (direction("ar-EG"), direction("fr")) == ("rtl", "ltr")
