from datetime import UTC, datetime

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.story import Player, Step, Unplayable, Verb, read_story, story_named
from tests.playground.small_bot import SmallBot, section

STORY = """
# Nobody sees this.
at 2026-11-23 09:00
= A give is typed.
Ana #acme> /concede 5% off
Ana> [Undo]
Ana> /concede
Ana> form What do you give? = net 60
Ana> choose pick = Firm
Ana> [Record]
Ben #acme> We could do 10%
Ana> shortcut Log as give on We could
Ana> [Cancel]
Ana> home
clock> next morning
"""


def test_lines_are_read_as_acts() -> None:
    story = read_story(STORY)
    assert story.start is not None
    assert story.start.astimezone(UTC) == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert story.steps[0] == Step(
        verb=Verb.TYPES,
        who="Ana",
        words="/concede 5% off",
        channel="acme",
        caption="A give is typed.",
        line=5,
    )
    assert [one.verb for one in story.steps] == [
        Verb.TYPES,
        Verb.PRESSES,
        Verb.TYPES,
        Verb.FILLS,
        Verb.CHOOSES,
        Verb.PRESSES,
        Verb.TYPES,
        Verb.SHORTCUT,
        Verb.PRESSES,
        Verb.HOME,
        Verb.CLOCK,
    ]


def test_a_line_that_is_no_act_is_named() -> None:
    with pytest.raises(Unplayable, match="Line 2"):
        read_story("Ana> home\nAna says hello")


def test_a_story_is_told_as_people_would_read_it(slack: FakeSlack, bot: SmallBot) -> None:
    ticks: list[datetime] = []

    def tick() -> None:
        ticks.append(slack.clock.now())
        if ticks[-1].hour == 8:
            bot.client.chat_postMessage(channel=slack.person("Ana").id, text="One give is open.")
            bot.client.chat_postMessage(
                channel="C0000ACME", text="Shared", blocks=[section("Shared with all")]
            )

    player = Player(slack.board, read_story(STORY), tick)
    told: list[str] = []
    while not player.done:
        told.extend(player.step().lines)
    assert told == [
        "— A give is typed.",
        "Ana #acme /concede 5% off",
        "coach  Recorded: 5% off [Undo]",
        "Ana    [Undo]",
        "coach  Undone.",
        "Ana    /concede",
        "coach  — Record a give —",
        "       What do you give?: ____",
        "       Kind (optional): [Choose ▾]",
        "       [Record] [Cancel]",
        "Ana    What do you give?: net 60",
        "Ana    pick: Firm",
        "Ana    [Record]",
        "Ben #acme We could do 10%",
        "Ana    Log as give, on “We could”",
        "coach  — Record a give —",
        "       What do you give?: ____",
        "       Kind (optional): [Choose ▾]",
        "       [Record] [Cancel]",
        "Ana    [Cancel]",
        "Ana    opens Home",
        "coach  My deals [New]",
        "Tue 24 Nov 2026, 09:00",
        "coach, to Ana:",
        "       One give is open.",
        "coach, to all of #acme:",
        "       Shared with all",
    ]
    assert slack.violations == []


def test_a_story_that_cannot_go_on_says_at_which_line(slack: FakeSlack, bot: SmallBot) -> None:
    player = Player(slack.board, read_story("Ana #acme> /concede 5%\nAna> [Match]"), lambda: None)
    player.step()
    with pytest.raises(Unplayable, match=r"line 2.*no button 'Match'"):
        player.step()


def test_the_stories_that_come_with_it_can_be_read() -> None:
    assert len(story_named("renewal").steps) > 5
    with pytest.raises(Unplayable, match="There is no story"):
        story_named("../cast")
