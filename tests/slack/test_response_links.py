import pytest

from bot.slack.response_links import is_slacks

SLACK = "https://slack.com/api/"
LOCAL = "http://127.0.0.1:8000/api/"


@pytest.mark.parametrize(
    ("link", "api_url"),
    [
        ("https://hooks.slack.com/actions/T1/2/3", SLACK),
        ("https://hooks.slack.com/commands/T1/2/3", SLACK),
        ("http://127.0.0.1:8000/respond/1", LOCAL),
    ],
)
def test_a_link_of_slacks_is_followed(link: str, api_url: str) -> None:
    assert is_slacks(link, api_url)


@pytest.mark.parametrize(
    ("link", "api_url"),
    [
        ("http://hooks.slack.com/actions/T1/2/3", SLACK),
        ("https://hooks.slack.com.example.com/actions", SLACK),
        ("https://hooks.slack.com:8443/actions", SLACK),
        ("https://hooks.slack.com@example.com/actions", SLACK),
        ("https://me@hooks.slack.com/actions", SLACK),
        ("https://slack.com/api/chat.postMessage", SLACK),
        ("https://example.com/", SLACK),
        ("http://169.254.169.254/latest/meta-data/", SLACK),
        ("http://192.0.2.1:8000/respond/1", LOCAL),
        ("https://127.0.0.1:8000/respond/1", LOCAL),
        ("http://[::1", SLACK),
        ("http://127.0.0.1:notaport/", LOCAL),
        ("ftp://hooks.slack.com/actions", SLACK),
        ("", SLACK),
    ],
)
def test_no_other_address_is_followed(link: str, api_url: str) -> None:
    assert not is_slacks(link, api_url)
