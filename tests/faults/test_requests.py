"""What comes over HTTP and is not what it says it is writes nothing and is not repeated in the log."""

import json
import time
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

import pytest

from bot.domain.ids import ChannelId, PersonId, TeamId
from bot.playground.payloads import event_payload
from bot.playground.wire import HttpWire, Sending, What, encoded, signature
from bot.server import LARGEST_BODY
from bot.store.store import SqlStore
from tests.faults.conftest import Table, said
from tests.faults.fingers import Fingers, another, key_of

ACME = "Acme renewal"
SECRET_LINE = "/concede a hush-hush rebate cost 98765 for {}"
MINUTE = 60


@pytest.fixture
def line(table: Table, ana: Fingers) -> Sending:
    table.opened(ana)
    return ana.types(SECRET_LINE.format(time.monotonic_ns()))


def stamped(seconds_ago: float) -> str:
    return str(int(time.time() - seconds_ago))


def signed(line: Sending, secret: str, timestamp: str) -> Sending:
    body, _ = encoded(line)
    return replace(line, timestamp=timestamp, signature=signature(secret, timestamp, body))


Forgery = Callable[[Sending, str], Sending]
FORGERIES: dict[str, Forgery] = {
    "another secret": lambda line, _: signed(line, "another", stamped(0)),
    "no signature": lambda line, _: replace(line, signature=""),
    "half a signature": lambda line, _: replace(line, signature="v0="),
    "another body": lambda line, secret: replace(
        signed(line, secret, stamped(0)), body=encoded(line)[0] + b"&x=1"
    ),
    "six minutes old": lambda line, secret: signed(line, secret, stamped(6 * MINUTE)),
    "six minutes early": lambda line, secret: signed(line, secret, stamped(-6 * MINUTE)),
    "no number": lambda line, secret: signed(line, secret, "yesterday"),
    "not a number": lambda line, secret: signed(line, secret, "nan"),
    "no timestamp": lambda line, secret: signed(line, secret, ""),
}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES)
def test_a_request_that_is_not_slacks_writes_nothing_and_is_not_logged(
    table: Table, line: Sending, forgery: Forgery
) -> None:
    answer = table.program.send(forgery(line, table.slack.board.signing_secret))
    assert answer.status == 401
    assert b"hush" not in answer.body
    assert table.ledgers.taken(key_of(line)) == [None]
    assert "hush" not in table.program.log.read_text()
    assert line.payload["trigger_id"] not in table.program.log.read_text()


def test_a_request_four_minutes_old_is_taken(table: Table, line: Sending) -> None:
    said(table.program.send(signed(line, table.slack.board.signing_secret, stamped(4 * MINUTE))))
    assert table.ledgers.taken(key_of(line)) != [None]


def test_a_request_that_is_replayed_counts_once(table: Table, line: Sending) -> None:
    first, again = table.program.send(line), table.program.send(line)
    assert first.body == again.body
    said(first)
    before = len(table.ledgers.entries(table.ledgers.named(ACME)))
    said(table.programs[-1].send(signed(line, table.slack.board.signing_secret, stamped(MINUTE))))
    assert len(table.ledgers.entries(table.ledgers.named(ACME))) == before


@pytest.mark.parametrize("late", ["app_uninstalled", "tokens_revoked"])
def test_an_uninstall_told_after_a_new_install_takes_nothing(
    table: Table, ana: Fingers, late: str
) -> None:
    table.opened(ana)
    payload = event_payload(
        table.slack.workspace, {"type": late, "tokens": {"bot": ["U1"]}}, shared_channel=False
    )
    table.program.send(Sending(what=What.EVENT, payload=payload))
    assert ACME in json.dumps(said(table.program.send(ana.types("/deal"))))


def test_a_body_longer_than_slacks_is_refused(table: Table, line: Sending) -> None:
    payload = line.payload | {"text": "hush " * (LARGEST_BODY // 5)}
    wire = HttpWire(
        table.program.address, table.slack.board.signing_secret
    )  # the server closes it without reading on
    answer = wire.send(replace(line, payload=payload))
    wire.close()
    assert answer.status == 413
    assert "hush hush" not in table.program.log.read_text()


def test_what_people_type_and_what_opens_doors_is_not_in_the_log(
    table: Table, ana: Fingers
) -> None:
    table.opened(ana)
    lines = [
        "/concede a zeppelin ride cost 43210k worth 54321k for a lighthouse because of kittens",
        "/concede a harpsichord cost 65432k",
        "/ask a submarine worth 76543k by Friday",
        "/got a carousel worth 87654k",
        "/coach they want a trampoline",
        "/ask what did we give for the zeppelin?",
        "/deal log",
        "/deal nonsense about a xylophone",
    ]
    answers = [said(table.program.send(ana.types(line))) for line in lines]
    said(table.program.send(ana.presses("Already said", answers[1])))
    forged = ana.presses("Undo", answers[0])
    forged.payload["actions"][0]["value"] = "a gondola"
    said(table.program.send(forged))
    logged = table.program.log.read_text().lower()
    words = "zeppelin lighthouse kittens harpsichord submarine carousel trampoline xylophone gondola".split()
    words += [
        *"43210k 43,210 54321k 54,321 65432k 65,432 76543k 87654k".split(),
        ACME.lower(),
        "acme",
    ]
    board = table.slack.board
    secrets = [board.signing_secret, board.tokens.bot, board.tokens.app, "v0="]
    assert [word for word in words + secrets if word.lower() in logged] == []
    assert all(json.loads(line)["event"] for line in logged.splitlines())


def of_another_team(payload: dict[str, object]) -> None:
    payload["team_id"] = "T0000ACME"


def of_another_person(payload: dict[str, object]) -> None:
    payload["user_id"] = "U00000OLGA"


def of_a_guest(payload: dict[str, object]) -> None:
    payload["user_id"] = "U000000GUS"


def of_someone_who_left(payload: dict[str, object]) -> None:
    payload["user_id"] = "U00000FINN"


def of_a_whole_company(payload: dict[str, object]) -> None:
    """As Slack tells it where the app was installed for all workspaces of a company, which it is not."""
    payload.update(is_enterprise_install="true", enterprise_id="E0000ACME", team_id="")


STRANGERS = [
    of_another_team,
    of_another_person,
    of_a_guest,
    of_someone_who_left,
    of_a_whole_company,
]


@pytest.mark.parametrize("stranger", STRANGERS)
def test_strangers_are_told_nothing(
    table: Table, ana: Fingers, stranger: Callable[[dict[str, object]], None]
) -> None:
    table.opened(ana)
    for text in ("/deal log", "/concede a free seat for a logo", "/deal"):
        sending = ana.types(text)
        stranger(sending.payload)
        answer = said(table.program.send(sending))
        assert "Nothing was changed" in answer["text"]
        assert ACME not in json.dumps(answer)
        assert table.ledgers.taken(key_of(sending)) == [None]


def test_a_form_or_a_button_with_the_ids_of_a_deal_one_is_not_in_does_nothing(
    table: Table, ana: Fingers
) -> None:
    table.opened(ana)
    deal = table.ledgers.named(ACME)
    recorded = said(
        table.program.send(ana.types(f"/concede part {time.monotonic_ns()} for a favour"))
    )
    table.slack.connect(table.program.address)
    form = table.slack.person("Ana").types("/got", in_=ana.place).form
    assert form is not None
    form.fill("What", "a stolen get")
    stolen = another(ana.submits(form), "a stolen get")
    assert deal.id in stolen.payload["view"]["private_metadata"]
    chris = {
        "id": "U00000CHRIS",
        "username": "chris",
        "name": "chris",
        "team_id": table.slack.workspace.team.id,
    }
    before = table.ledgers.entries(deal)
    pressed = deepcopy(ana.presses("Undo", recorded))
    pressed.payload["channel"]["id"] = "C00GLOBEX"
    for sending in (stolen, pressed):
        sending.payload["user"] = chris
        answer = table.program.send(sending)
        assert answer.ok
        assert ACME.encode() not in answer.body
    assert table.ledgers.entries(deal) == before


def test_another_workspaces_deal_with_the_same_ids_is_never_met(table: Table, ana: Fingers) -> None:
    table.opened(ana)
    ours = table.ledgers.named(ACME)
    theirs = replace(ours, team=TeamId("T0000ACME"), name="Their secret")
    with SqlStore(table.ledgers.database).work() as work:
        work.deals.insert(theirs, ChannelId(ana.place.id), PersonId(table.slack.person("Ana").id))
    recorded = said(
        table.program.send(ana.types(f"/concede part {time.monotonic_ns()} for a favour"))
    )
    assert table.program.send(ana.presses("Undo", recorded)).ok
    for text in ("/deal", "/deal log", "/deal people", "/ask what did we give?"):
        assert "Their secret" not in json.dumps(said(table.program.send(ana.types(text))))
    assert table.ledgers.entries(ours)[-1].verb == "undone"
    assert table.ledgers.entries(theirs) == []
    with SqlStore(table.ledgers.database).work() as work:
        work.workspaces.purge(theirs.team)
    assert table.ledgers.named(ACME) == ours
