import pytest

from bot.language.clean import clean_text
from bot.language.splitting import split_words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("<@U1|ana> as CSM", "@ana as CSM"),
        ("see <#C1|acme>", "see #acme"),
        ("<!channel> shout-out", "@channel shout-out"),
        ("<!subteam^S1|@sales>", "@sales"),
        ("<https://acme.com|acme.com> logo", "acme.com logo"),
        ("T&amp;Cs &lt; &gt;", "T&Cs < >"),
        ("&amp;lt;", "&lt;"),
        ("  two   spaces ", "two spaces"),
        ("no\u00a0break", "no break"),
        ("“curly” it’s", '"curly" it\'s'),
        ("zero\u200bwidth\u202e", "zerowidth"),
        ("nul\x00l", "nul l"),
        ("cafe\u0301", "café"),
        ("fee($2,500)", "fee ($2,500)"),
        ("cost: 4k", "cost 4k"),
        ("one\ntwo", "one\n two"),
        ("5%,net 60", "5%, net 60"),
    ],
)
def test_text_is_read_as_the_person_meant_it(typed: str, meant: str) -> None:
    assert clean_text(typed) == meant


def test_words_know_what_separates_them() -> None:
    words = split_words("5% off (list) - for net 30, thx!")
    assert words.low[: words.count] == ["5%", "off", "list", "for", "net", "30", "thx"]
    assert [bool(gap) for gap in words.gaps[: words.count]] == [
        False,
        False,
        True,
        True,
        False,
        False,
        True,
    ]
    assert words.typed(0, 3) == "5% off (list)"
    assert words.typed(4, 6) == "net 30"
