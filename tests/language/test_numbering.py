import pytest

from bot.language.numbering import cut_numbering


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("1) deposit 2) photos", "deposit; photos"),
        ("(1) tents, (2) poles", "tents; poles"),
        ("a) sign by Friday b) 2 referrals c) logo", "sign by Friday; 2 referrals; logo"),
        ("1. site visit 2. logo 3. referral", "site visit; logo; referral"),
        ("1) 5% off cost 200 2) free fitting cost 90", "5% off cost 200; free fitting cost 90"),
    ],
)
def test_a_numbered_line_is_cut(text: str, cut: str) -> None:
    assert cut_numbering(text) == cut


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1) all of it",
        "2) photos 1) deposit",
        "deposit 1) photos 2) logo",
        "1. Rate am 2. Mai",
        "1. rate by 2. may",
        "1.5k off 2.5k list",
        "a 2) b",
        "net 30 (1) and 5% (2)",
        "1) 2)",
    ],
)
def test_any_other_line_stays(text: str) -> None:
    assert cut_numbering(text) == text


def test_a_long_numbered_line_is_read_at_once() -> None:
    assert cut_numbering("1) a " * 60).startswith("1) a")
