"""A plan is private: whoever may not see it sees, to the byte, what they would see without it, and no figure or word of
it is in anything but the plan's own row and what its owner was told."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.coach.exports import collect_export
from bot.coach.ports.store import UnitOfWork
from bot.documents import ledger_json
from bot.domain.deals import Deal, Role
from bot.domain.ids import PersonId
from bot.domain.plans import (
    Alternative,
    Anchor,
    Benchmark,
    IssuePlan,
    Plan,
    PlannedGive,
    Stakeholder,
    StakeholderPart,
    TermLevel,
)
from bot.domain.worth import Figure, Size
from bot.main import build
from bot.playground.deeds import CannotDo
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Seen
from bot.playground.playing import settings_for
from bot.playground.story import STORIES, Player, Step, Story, Verb, read_story
from bot.playground.wire import UNHURRIED
from bot.playground.workspace import Channel, View
from bot.slack.routes import ROUTES
from bot.store.engine import connect
from bot.store.store import SqlStore
from bot.store.tables import METADATA
from tests.faults.house import Winding
from tests.flows.conftest import MONDAY, Door
from tests.flows.table import OPEN, Table
from tests.store.template import make_database

WORDS = ("quagga", "okapi", "axolotl", "pangolin", "numbat", "tapir", "wombat", "dugong", "narwhal")
FIGURES = ("187300", "243700", "11300", "209900", "17700", "261900")
"""Words and figures that only the plan holds."""


def figure(amount: str) -> Figure:
    return Figure(amount=Decimal(amount), unit="EUR")


PLAN = Plan(
    alternatives=(
        Alternative(what="sell to Quagga", comes_to=figure("209900"), later_costs=figure("17700")),
    ),
    walk_away=figure("187300"),
    target=figure("243700"),
    later_costs=figure("11300"),
    hint="the okapi must be fed",
    issues=(
        IssuePlan(
            issue="price",
            importance=Decimal(90),
            theirs=Decimal(10),
            target=TermLevel(text="243700", number=Decimal(243_700)),
            walk_away=TermLevel(text="187300", number=Decimal(187_300)),
            leverage=Size.L,
        ),
        IssuePlan(
            issue="payment",
            importance=Decimal(95),
            walk_away=TermLevel(text="30 days", number=Decimal(30)),
        ),
        IssuePlan(
            issue="term",
            importance=Decimal(5),
            theirs=Decimal(95),
            target=TermLevel(text="24", number=Decimal(24)),
        ),
        IssuePlan(issue="reference", importance=Decimal(100), theirs=Decimal(0)),
    ),
    people=(
        Stakeholder(role="axolotl keeper", part=StakeholderPart.DECIDES, incentives="pangolin"),
    ),
    anchor=Anchor(
        opening=figure("261900"),
        evidence="numbat survey",
        rationale="tapir support",
        range_known=False,
    ),
    evidence=(Benchmark(issue="price", likely="wombat", source="dugong review"),),
    gives=(
        PlannedGive(what="onboarding week", not_before=date(2027, 3, 1), ask="narwhal exhibit"),
        PlannedGive(what="5% off", issue="price", size=figure("11300"), ask="narwhal exhibit"),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """A workspace and a ledger of their own, as often as wanted."""

    slack: FakeSlack
    door: Door
    folder: Path
    log: StringIO

    @contextmanager
    def table(self, name: str) -> Iterator[Table]:
        """One of them; what was logged before is forgotten."""
        self.slack.reset(now=MONDAY)
        self.log.seek(0)
        self.log.truncate()
        url = make_database(self.folder / f"{name}.db")
        clock = self.slack.clock
        bot = build(
            settings_for(self.slack.settings(url)),
            clock=clock,
            stopping=Winding(clock),
            patience=UNHURRIED,
        )
        self.door.bot = bot
        database = connect(url, threads=2)
        try:
            yield Table(
                slack=self.slack,
                store=SqlStore(database),
                tick=bot.tick,
                database=database,
                restart=lambda: None,
            )
        finally:
            self.door.bot = None
            bot.close()
            database.close()


@pytest.fixture
def fresh(local_slack: FakeSlack, door: Door, tmp_path: Path, log: StringIO) -> Fresh:
    return Fresh(slack=local_slack, door=door, folder=tmp_path, log=log)


def plan_by(table: Table, deal: Deal, viewer: PersonId | None) -> None:
    """The owner's plan, as if it had been filled in on another day."""
    with table.store.work() as work:
        viewers = frozenset({viewer}) if viewer else frozenset()
        work.plans.save(
            deal.team,
            deal.id,
            Plan(**{n: getattr(PLAN, n) for n in PLAN.__slots__} | {"viewers": viewers}),
        )


def held(fresh: Fresh, table: Table, seers: frozenset[str]) -> str:
    """All that is kept, was said and was logged, but for the plan itself and what those who see it were told."""
    workspace = table.slack.workspace
    parts: list[object] = [
        [
            (channel.name, message.only_for, message.text, message.blocks)
            for channel in workspace.channels.values()
            for message in channel.messages
            if message.only_for not in seers and channel.partner not in seers
        ],
        [
            _view(view)
            for view in (*workspace.views.values(), *workspace.homes.values())
            if view.person not in seers
        ],
        [
            answer.body.decode()
            for sending, answer in zip(
                table.slack.board.sent, table.slack.board.answers, strict=True
            )
            if _sender(sending.payload) not in seers
        ],
        [
            told
            for line in fresh.log.getvalue().splitlines()
            if (told := _logged(line))["logger"] != "httpx"
        ],
    ]
    with table.store.reading() as work:
        parts += [_exported(work, deal) for deal in work.deals.list_all()]
    return _steady(
        "\n".join([*(json.dumps(part, default=str) for part in parts), *_rows(table, seers)])
    )


def _view(view: View) -> object:
    return view.person, view.body, view.errors


def _sender(payload: dict[str, object]) -> object:
    user = payload.get("user") or payload.get("user_id") or (payload.get("event") or {}).get("user")  # type: ignore[attr-defined] # Slack's own
    return user.get("id") if isinstance(user, dict) else user


def _logged(line: str) -> dict[str, object]:
    """A line of the bot's log without when and how fast."""
    told = json.loads(line)
    return {name: value for name, value in told.items() if name not in ("at", "milliseconds")}


def _exported(work: UnitOfWork, deal: Deal) -> str:
    return ledger_json.write_json(collect_export(work, deal.team, deal, MONDAY.date())).decode()


def _rows(table: Table, seers: frozenset[str]) -> Iterator[str]:
    """Every row that anybody is ever shown something of, but the plans and what was told to those who see them; the
    keys of requests taken once count what their owners do."""
    with table.database.engine.connect() as connection:
        for each in METADATA.sorted_tables:
            if each.name in ("plans", "processed_requests"):
                continue
            found = [dict(row._mapping) for row in connection.execute(select(each))]
            mine = [row for row in found if not _is_own_doing(each.name, row, seers)]
            yield each.name
            yield from sorted(_steady(json.dumps(row, default=str)) for row in mine)


PLAN_ACTS = ("plan_asked", "plan_weighed")


def _is_own_doing(table: str, row: Mapping[str, object], seers: frozenset[str]) -> bool:
    """Whether a row is what somebody who may see the plan was told, or that they asked for it: that is written whether
    there is one or not."""
    is_theirs = row.get("person") in seers
    return is_theirs and (table == "shown_cautions" or row.get("act") in PLAN_ACTS)


def _steady(text: str) -> str:
    """The text without what chance or the clock made: our ids, the hour, and Slack's numbers of blocks and forms."""
    text = re.sub(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d:\d\d(?:\.\d+)?", r"\1", text)
    text = re.sub(r"[0-9a-f]{32}", "*", text)
    return re.sub(r'"x\d{4,}"|"V\d{9}"|\b\d+\.\d+\.[0-9a-f]{20}\b|"\d{10}\.\d{6}"', "*", text)


def leaks(text: str, words: Iterable[str] = WORDS, figures: Iterable[str] = FIGURES) -> list[str]:
    """Words and figures of the plan in a text, in whatever spelling."""
    bare = re.sub(r"(?<=\d)[,.'’\u00a0\u202f ](?=\d{3}\b)", "", text.casefold())
    in_k = [f"{Decimal(figure) / 1000:f}k" for figure in figures]
    spelled = {
        *figures,
        *in_k,
        *(short.replace(".", ",").removesuffix("k") for short in in_k if "." in short),
    }
    return [found for found in (*words, *sorted(spelled)) if found in bare]


def difference(one: str, other: str) -> str:
    """Where two texts part."""
    at = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    return (
        ""
        if one == other
        else f"…{one[max(0, at - 300) : at + 200]}\n≠\n…{other[max(0, at - 300) : at + 200]}"
    )


def compare(fresh: Fresh, act: Callable[[Table, Callable[[], None]], frozenset[str]]) -> str:
    """Plays the same twice, with and without a plan, and returns what was held with it."""
    held_by = {}
    for planned in (False, True):
        with fresh.table(f"planned-{planned}") as table:

            def plan(table: Table = table, planned: bool = planned) -> None:
                for deal in table.deals() if planned else ():
                    plan_by(table, deal, None)

            seers = act(table, plan)
            held_by[planned] = held(fresh, table, seers)
    assert difference(held_by[False], held_by[True]) == ""
    assert leaks(held_by[True]) == []
    return held_by[True]


TOLD = sorted(path.stem for path in STORIES.glob("*.story"))
PLANNING = """
Owner> /deal plan
Owner> [Limits]
Owner> form Without this deal = sell to Quagga
Owner> form Walk-away = 187300
Owner> form Target = 243700
Owner> [Save]
Owner> [Close]
"""
"""How a plan is made in a story that has none."""
LOOKED_AT = """
Ben #channel> /coach start
Owner> /deal digest here on
Owner> /concede welcome pack cost 1k
clock> 2d
Ben> /deal log
Ben> /coach brief
Ben> /coach should I accept 107k?
Ben> /offer list
Ben> home
"""
"""What somebody else in the channel looks at when a story is over, and is sent unasked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tale:
    """A story without its plan, and with it (or with one, where it has none); who owns the deal, and where it is."""

    bare: Story
    planned: Story
    begins: Step

    @property
    def planning(self) -> list[Step]:
        return [step for step in self.planned.steps if step not in self.bare.steps]

    @property
    def words(self) -> list[str]:
        """What the forms of the plan were filled in with, but figures."""
        return [
            s.on.casefold()
            for s in self.planning
            if s.verb is Verb.FILLS and not re.search(r"\d", s.on)
        ]

    @property
    def figures(self) -> list[str]:
        filled = " ".join(s.on for s in self.planning if s.verb is Verb.FILLS)
        return [
            f"{figure}000" if len(figure) < 4 else figure for figure in re.findall(r"\d+", filled)
        ]

    def looked_at(self) -> "Tale":
        """Somebody else looks at it when it is over."""
        after = acted(LOOKED_AT, self.begins)
        bare, planned = (replace(s, steps=(*s.steps, *after)) for s in (self.bare, self.planned))
        return replace(self, bare=bare, planned=planned)


def tale(name: str) -> Tale:
    story = read_story((STORIES / f"{name}.story").read_text(encoding="utf-8"), name)
    begins = next(step for step in story.steps if step.channel)
    bare = tuple(without_plan(story.steps, begins.who))
    at = story.steps.index(begins) + 1
    added = acted(PLANNING, begins) if bare == story.steps else ()
    planned = (*story.steps[:at], *added, *story.steps[at:])
    return Tale(
        bare=replace(story, steps=bare), planned=replace(story, steps=planned), begins=begins
    )


def acted(text: str, begins: Step) -> tuple[Step, ...]:
    return read_story(
        text.replace("Owner", begins.who).replace("#channel", f"#{begins.channel}")
    ).steps


def without_plan(steps: Iterable[Step], owner: str) -> Iterator[Step]:
    """The steps but those in which the owner opens the plan and fills it in."""
    planning = False
    for step in steps:
        if step.verb is Verb.TYPES or step.who != owner:
            planning = (step.who, step.words) == (owner, "/deal plan")
        if not planning:
            yield step


@pytest.mark.parametrize("story", TOLD)
def test_a_story_told_by_people_who_may_not_see_the_plan_is_the_same_to_the_byte(
    fresh: Fresh, story: str
) -> None:
    script = tale(story)

    def act(table: Table, plan: Callable[[], None]) -> frozenset[str]:
        player = Player(table.slack.board, script.bare, table.tick)
        owned: set[str] = set()
        while not player.done:
            player.step()
            for deal in table.deals():
                if deal.id not in owned:
                    owned.add(deal.id)
                    hand_over(table, deal)
                    plan()
        return frozenset({"U000OTHERS"})

    assert script.begins.words.split()[2] in compare(fresh, act)


@pytest.mark.parametrize("story", TOLD)
def test_who_looks_on_sees_the_same_whether_the_owner_plans_or_not(
    fresh: Fresh, story: str
) -> None:
    both = tale(story).looked_at()
    seen: list[str] = []
    for script in (both.bare, both.planned):
        with fresh.table(f"told-{len(seen)}") as table:
            player = Player(table.slack.board, script, table.tick)
            while not player.done:
                player.step()
            seen.append(held(fresh, table, frozenset({table.deal.opened_by})))
            assert has_plan(table) == (script is both.planned)
    assert difference(*seen) == ""
    assert "welcome pack" in seen[0]
    assert len(both.words) + len(both.figures) > 2
    assert leaks(seen[1], both.words, both.figures) == []


def has_plan(table: Table) -> bool:
    with table.store.reading() as work:
        return work.plans.find(table.deal.team, table.deal.id) is not None


def hand_over(table: Table, deal: Deal) -> None:
    """The deal has another owner; who opened it is a member."""
    with table.store.work() as work:
        work.roles.save(deal.team, deal.id, PersonId("U000OTHERS"), Role.OWNER)
        work.roles.save(deal.team, deal.id, deal.opened_by, Role.MEMBER)


MOVES = (
    "/concede 5% off cost 12k on 12 Nov",
    "/concede net 60 cost 3k",
    "/concede 2% more cost 5k because they asked",
    "/concede onboarding week as goodwill review 15 Jan",
    "/concede 8% discount cost 12k for 24-month term",
    "/concede up to 10% if we must",
    "/concede they want 15% off",
    "/ask reference call worth 5k by Friday",
    "/ask what have we given?",
    "/ask again about the reference",
    "/got reference call worth 5k costs them 1k for #1",
    "/got 18 months not 24",
    "/coach they want 20% off by Friday",
    "/coach should I accept 150k?",
    "/coach should I accept 95k?",
    "/coach should we take their offer?",
    '/coach say "we can do 10% off"',
    "/offer us price 230k, term 24 months",
    "/offer them price 187k, term 12 months",
    "/offer meso",
    "/offer accepted",
    "/deal plan",
    "/deal plan limits",
    "/deal plan gives",
    "/deal log #1",
    "/deal now 180k",
)
LAST = frozenset({"unlink", "link", "switch", "import"})
"""What takes the deal out of the channel comes last."""


def lines() -> list[str]:
    """Everything that can be typed in a deal, and what people type beside it."""
    words = [f"/deal {word}" for word in sorted(ROUTES.deal_words)] + [
        f"/coach {word}" for word in sorted(ROUTES.coach_words)
    ]
    words += [f"/offer {word}" for word in sorted(ROUTES.offer_words)] + sorted(ROUTES.commands)
    typed = [line.strip() for line in (*MOVES, *words) if line.split()[0] in ROUTES.commands]
    return sorted(typed, key=lambda line: line.split()[-1] in LAST)


MOST_PRESSED = 4


def tries_everything(person: Hands, channel: Channel) -> None:
    """Types everything, and presses what stands in the answers."""
    for line in lines():
        seen = person.types(line, in_=channel)
        put_away(person)
        for label in list(dict.fromkeys(seen.buttons))[:MOST_PRESSED]:
            press(person, label, seen)
    person.home()


def press(person: Hands, label: str, seen: Seen) -> None:
    try:
        person.presses(label, on=seen)
    except CannotDo:
        return
    finally:
        put_away(person)


def put_away(person: Hands) -> None:
    while (form := person.form) is not None:
        form.close(all_at_once=True)


def test_everything_a_member_can_do_is_the_same_to_the_byte(fresh: Fresh) -> None:
    def act(table: Table, plan: Callable[[], None]) -> frozenset[str]:
        ana, ben, acme = (
            table.slack.person("Ana"),
            table.slack.person("Ben"),
            table.slack.channel("acme"),
        )
        ana.types(OPEN, in_=acme)
        ana.types("/concede welcome pack cost 1k", in_=acme)
        plan()
        for line in (
            "/coach",
            "/deal",
            "/deal plan",
            "/deal log",
            "/ask case study",
            "/deal people",
        ):
            ana.types(line, in_=acme)
        tries_everything(ben, acme)
        table.wind(days=9)
        ben.home()
        ben.types("/deal log", in_=acme)
        return frozenset({ana.id})

    text = compare(fresh, act)
    assert "The plan is for the deal's owner and the people the owner names." in text


def test_the_search_would_find_a_leak_in_any_spelling() -> None:
    assert leaks("about 187,300 EUR") == ["187300"]
    assert leaks("187.300 €") == ["187300"]
    assert leaks("187\u202f300") == ["187300"]
    assert leaks("below 187.3k") == ["187.3k"]
    assert leaks("feed the Okapi") == ["okapi"]
    assert leaks("180,000 EUR for 5% off") == []
