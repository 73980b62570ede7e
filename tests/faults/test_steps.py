"""The bot dies at each step of a request in turn: before and after every call to its store, and around every commit."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from multiprocessing.connection import Connection

import orjson
import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.wire import Sending, encoded, signed_headers
from bot.playground.workspace import Json
from bot.store.engine import Journal
from tests.faults.dying import live
from tests.faults.fingers import Fingers, key_of
from tests.faults.programs import NURSERY, PATIENCE, environment
from tests.faults.soundness import Ledgers, reading


class Mortal:
    """A bot that may die while it answers."""

    def __init__(self, talk: Connection, secret: str) -> None:
        self._talk, self._secret = talk, secret

    def send(self, sending: Sending, *, step: int = 0) -> Json | None:
        """What it says; None where it died at that step."""
        body, kind = encoded(sending)
        headers = signed_headers(sending, body, kind, self._secret)
        self._talk.send({"step": step, "headers": headers, "body": body.decode()})
        answer = orjson.loads(self._talk.recv_bytes())
        assert answer is None or answer["status"] == 200, answer
        return None if answer is None else orjson.loads(answer["body"] or b"{}")

    def says(self, sending: Sending) -> Json:
        said = self.send(sending)
        assert said is not None
        return said


@contextmanager
def mortal(slack: FakeSlack, url: str, journal: Journal | None) -> Iterator[Mortal]:
    ours, theirs = NURSERY.Pipe()
    process = NURSERY.Process(target=live, args=(theirs, environment(slack, url), journal))
    process.start()
    yield Mortal(ours, slack.board.signing_secret)
    ours.send(None)
    process.join(PATIENCE)


Deed = Callable[[Mortal, Fingers, str], Sending]


def a_command(_bot: Mortal, ana: Fingers, text: str) -> Sending:
    return ana.types(f"/concede {text} cost 2k for {text} in return")


def a_button(bot: Mortal, ana: Fingers, text: str) -> Sending:
    draft = bot.says(ana.types(f"/concede {text} cost 90k"))
    return ana.presses("Already said", draft)


def an_undo(bot: Mortal, ana: Fingers, text: str) -> Sending:
    return ana.presses("Undo", bot.says(ana.types(f"/concede {text} cost 2k for {text} in return")))


DEEDS = (a_command, a_button, an_undo)


def dying_at_each_step(
    slack: FakeSlack, url: str, journal: Journal | None, deeds: Sequence[Deed] = DEEDS
) -> int:
    """How often it died while doing each deed, one step later each time; what was asked then is asked again."""
    ana = Fingers(slack=slack)
    with mortal(slack, url, journal) as bot, reading(url, journal) as ledgers:
        bot.says(ana.types("/deal open Acme renewal selling 240k EUR"))
        return sum(_at_each_step(bot, ana, ledgers, deed) for deed in deeds)


def _at_each_step(bot: Mortal, ana: Fingers, ledgers: Ledgers, deed: Deed) -> int:
    for step in count(1):
        sending = deed(bot, ana, f"part {step} of many")
        before = written(ledgers)
        answer = bot.send(sending, step=step)
        ledgers.check()
        kept = ledgers.taken(key_of(sending)) != [None]
        assert written(ledgers) - before == kept
        if answer is not None:
            return step - 1
        bot.says(sending)
        ledgers.check()
        assert written(ledgers) - before == 1
        assert ledgers.taken(key_of(sending)) != [None]
    raise AssertionError


def written(ledgers: Ledgers) -> int:
    """How many entries there are."""
    return sum(len(ledgers.entries(deal)) for deal in ledgers.deals())


@pytest.mark.parametrize(
    ("journal", "deeds"), [(Journal.WAL, (a_command, a_button)), (Journal.DELETE, (an_undo,))]
)
def test_dying_at_any_step_keeps_the_whole_entry_or_nothing(
    slack: FakeSlack, sqlite_url: str, journal: Journal, deeds: Sequence[Deed]
) -> None:
    assert dying_at_each_step(slack, sqlite_url, journal, deeds) > 6 * len(deeds)


@pytest.mark.postgres
def test_dying_at_any_step_keeps_the_whole_entry_or_nothing_in_postgres(
    slack: FakeSlack, postgres_database_url: str
) -> None:
    assert dying_at_each_step(slack, postgres_database_url, None, (a_button,)) > 6
