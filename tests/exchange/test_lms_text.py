"""Whatever is typed into a question comes back from both formats as it was."""

from __future__ import annotations

from fractions import Fraction
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit_widgets.content.characters import printable
from toolkit_widgets.exchange import gift, moodle
from toolkit_widgets.exchange.lms import (
    SHARES,
    Answer,
    Bank,
    Order,
    Pairs,
    Pick,
    Question,
    equal_shares,
    percent,
)

from .lms_reading import ACCEPTED, Read, Refused, read_gift, read_moodle

SPECIAL = st.text(alphabet="~=#{}:\\\n%[]->&<\"'n/ aé\t", max_size=25)
ANY = st.text(max_size=25)
WORDS = (
    SPECIAL | ANY | st.sampled_from(["]]>", "<![CDATA[", "\x00\x07", "%50%", "//x", "####"])
).map(lambda text: printable(f"{text}.").strip())


def bank(*texts: str) -> list[Bank]:
    """Two options, the first right, with feedback; then two pairs."""
    asked, right, wrong, why = texts
    pick = Pick(True, (Answer(right, Fraction(1), why), Answer(wrong, Fraction(0), why)))
    return [Bank(("a", "b/c"), "", (Question("1:q", asked, pick, Fraction(1), why, ("t 1",)),))]


def of_texts(texts: list[str]) -> list[Bank]:
    return bank(*(escape(text, quote=False) for text in texts))


def check(read: Read, texts: list[str]) -> None:
    asked, right, wrong, why = (escape(text, quote=False) for text in texts)
    assert (read.id, read.text, read.feedback, read.tags) == ("1:q", asked, why, {"t 1"})
    assert [(o.text, o.share, o.feedback) for o in read.options] == [
        (right, 100, why),
        (wrong, 0, why),
    ]


FOUR = st.lists(WORDS, min_size=4, max_size=4)


@given(FOUR)
def test_gift_keeps_every_text(texts: list[str]) -> None:
    (read,) = read_gift(gift.to_gift(of_texts(texts)))
    check(read, texts)


@given(FOUR)
def test_moodle_xml_keeps_every_text(texts: list[str]) -> None:
    (read,) = read_moodle(moodle.to_moodle(of_texts(texts)))
    check(read, texts)


@given(st.lists(WORDS.filter(lambda t: not set(t) & set("{}") and "->" not in t and "&&" not in t),
                min_size=2, max_size=4))  # fmt: skip
def test_targets_are_plain_text_in_both(targets: list[str]) -> None:
    """Braces and arrows are left out: the parser used here ends a question at an escaped brace."""
    rows = tuple((f"row {n}", target) for n, target in enumerate(targets))
    banks = [Bank(("a",), "", (Question("1:q", "t", Pairs(rows), Fraction(1)),))]
    assert read_gift(gift.to_gift(banks))[0].rows == list(rows)
    assert read_moodle(moodle.to_moodle(banks))[0].rows == list(rows)


@pytest.mark.parametrize("sign", "~=#")
def test_a_sign_that_is_not_escaped_is_caught(sign: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["Which?", f"about {sign} 5 per cent", "none", "Counted."]
    check(read_gift(gift.to_gift(of_texts(texts)))[0], texts)
    monkeypatch.setattr(gift, "_SPECIAL", gift._SPECIAL.replace(sign, ""))
    with pytest.raises(AssertionError):
        check(read_gift(gift.to_gift(of_texts(texts)))[0], texts)


def test_braces_and_backslashes() -> None:
    assert gift.html("a{b}\\") == r"[html]a&\#123;b&\#125;&\#92;"
    assert gift.plain("a{b}\\ && c") == "a\\{b\\}\\\\ & & c"


def test_a_share_that_moodle_does_not_know_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moodle, "percent", lambda share: f"{float(share * 100):.0f}")
    thirds = tuple(Answer(name, share) for name, share in zip("abc", equal_shares(3), strict=True))
    banks = [Bank(("a",), "", (Question("1:q", "t", Pick(False, thirds), Fraction(1)),))]
    with pytest.raises(Refused, match="no share of 33"):
        read_moodle(moodle.to_moodle(banks))


@pytest.mark.parametrize("count", range(1, 21))
def test_equal_shares_are_accepted_and_make_one_mark(count: int) -> None:
    shares = equal_shares(count)
    assert len(shares) == count
    assert round(sum(float(percent(share)) for share in shares) / 100, 2) == 1


def test_twenty_one_right_options_are_too_many() -> None:
    with pytest.raises(ValueError, match="at most 20"):
        equal_shares(21)


def test_the_accepted_shares_are_those_of_moodle() -> None:
    assert sorted({abs(float(percent(share))) for share in SHARES}) == list(ACCEPTED)
    assert percent(Fraction(-1)) == "-100"
    assert percent(Fraction(32, 100)) == "33.33333"  # the nearest one


def test_gift_refuses_an_order() -> None:
    with pytest.raises(TypeError):
        gift.to_gift([Bank(("a",), "", (Question("1:q", "t", Order(("a",)), Fraction(1)),))])


def test_a_slash_in_a_name_makes_no_folder() -> None:
    assert moodle.category(bank(*"abcd")[0]) == "$course$/top/a/b//c"
