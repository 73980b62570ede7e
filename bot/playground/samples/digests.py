"""Sample digests."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.coach.answers import Exposure, GiveRecorded, Sentence, SentenceKind
from bot.coach.answers.digests import (
    ChannelDigestMade,
    ChannelDigestSet,
    DigestMade,
    DigestRow,
    Done,
    MoveSnoozed,
)
from bot.coach.answers.preferences import FirstNudge
from bot.coach.digests import repeat_what_was_asked
from bot.domain.calendar import WorkingDays
from bot.domain.digests import About, DigestLine
from bot.domain.ids import THEM, US, ChannelId, MoveNo, PartyId, PersonId
from bot.domain.moves import Kind, Move, State
from bot.domain.preferences import MORNING
from bot.domain.worth import Figure
from bot.playground.samples.tactics import DEAL

TODAY = date(2026, 11, 24)
FRIDAY = date(2026, 11, 27)
CHANNEL = ChannelId("C0ACME")


def _move(no: int, kind: Kind, what: str, state: State) -> Move:
    return Move(
        no=MoveNo(no),
        kind=kind,
        what=what,
        state=state,
        on=date(2026, 11, 12),
        at=datetime(2026, 11, 12, 12, tzinfo=UTC),
        person=PersonId("U0ANA"),
        frm=PartyId(US),
        to=PartyId(THEM),
    )


GIVE = replace(
    _move(1, Kind.GIVE, "5% off", State.FIRM),
    cost=Figure(amount=Decimal(12_000), unit="EUR"),
    typed="5% off",
)
BARE = _move(6, Kind.GIVE, "onboarding *week*", State.FIRM)
ASK = replace(_move(2, Kind.ASK, "24-month term", State.OPEN), due=FRIDAY, ref=MoveNo(1))
STALLED = replace(_move(3, Kind.ASK, "reference call", State.OPEN), due=date(2026, 11, 20))
DRAFT = _move(4, Kind.GIVE, "10 more seats", State.DRAFT)
NET_60 = replace(
    _move(5, Kind.GIVE, "net 60", State.CONDITIONAL), condition="they sign", due=date(2026, 11, 26)
)
GOODWILL = replace(_move(7, Kind.GIVE, "free training", State.GOODWILL), review=date(2026, 11, 23))
TEST = replace(GOODWILL, no=MoveNo(8), what="small pilot", for_what="their numbers")


def _line(
    about: About, move: Move, *, left: Decimal | None = None, ask: Move | None = None
) -> DigestLine:
    return DigestLine(
        about=about, deal=DEAL, move=move, left=left, age=(TODAY - move.on).days, ask=ask
    )


def _say(line: DigestLine) -> Sentence | None:
    if line.about is About.OPEN_GIVE and line.ask is None:
        return Sentence(
            kind=SentenceKind.ASK_BACK,
            give=line.move.what,
            get="a 24-month term",
            by=date(2026, 11, 27),
        )
    return repeat_what_was_asked(line, WorkingDays(today=TODAY))


def _digest(*lines: DigestLine, since: date = TODAY, more: int = 0) -> DigestMade:
    told = tuple(DigestRow(line=line, sentence=_say(line)) for line in lines)
    return DigestMade(today=TODAY, since=since, lines=told, more=more, key=TODAY.isoformat())


OPEN = _line(About.OPEN_GIVE, GIVE, left=Decimal(12_000))
ASKED = _line(About.OPEN_GIVE, GIVE, left=Decimal(7_000), ask=ASK)
EVERY = _digest(
    ASKED,
    _line(About.OPEN_GIVE, BARE),
    _line(About.STALLED_ASK, STALLED),
    _line(About.DRAFT, DRAFT),
    _line(About.LAPSING, NET_60),
    more=3,
)
OTHERS = _digest(
    _line(About.STALLED_ASK, replace(STALLED, due=None)),
    _line(About.DRAFT, replace(DRAFT, kind=Kind.GET)),
    _line(About.ASK_DUE, replace(ASK, due=TODAY)),
    _line(About.REVIEW, GOODWILL),
    _line(About.REVIEW, TEST),
    since=date(2026, 11, 20),
)


def _settled(move: Move, about: About, done: Done, until: date | None = None) -> DigestRow:
    return DigestRow(line=_line(about, move), done=done, until=until)


SEEN_TO = DigestMade(
    today=TODAY,
    since=TODAY,
    lines=(
        _settled(GIVE, About.OPEN_GIVE, Done.ANSWERED),
        _settled(STALLED, About.STALLED_ASK, Done.CLOSED),
        _settled(
            replace(BARE, state=State.GOODWILL), About.OPEN_GIVE, Done.CHANGED, date(2026, 12, 24)
        ),
        _settled(STALLED, About.STALLED_ASK, Done.ASKED_AGAIN, FRIDAY),
        _settled(replace(DRAFT, state=State.VOID), About.DRAFT, Done.CHANGED),
        _settled(NET_60, About.LAPSING, Done.SNOOZED, FRIDAY),
    ),
    key=TODAY.isoformat(),
)
RECORDED = GiveRecorded(
    deal=DEAL,
    give=NET_60,
    seq=1,
    today=TODAY,
    exposure=Exposure(before=Decimal(0), after=Decimal(0), open_gives=0, unfigured=0, share=None),
)
FOR_CHANNEL = ChannelDigestMade(
    deal=DEAL,
    today=TODAY,
    since=TODAY,
    lines=_digest(
        OPEN,
        ASKED,
        _line(About.STALLED_ASK, STALLED),
        _line(About.ASK_DUE, replace(ASK, due=TODAY)),
    ).lines,
    more=1,
    key=f"{CHANNEL}:{TODAY}",
)
LOCKED = replace(DEAL, locked=True)

SAMPLES: list[tuple[str, object]] = [
    ("digest made, one line", _digest(OPEN)),
    ("digest made, all there is room for", EVERY),
    ("digest made, after days that were missed", OTHERS),
    ("digest made, seen to since", SEEN_TO),
    ("digest made, once a week", replace(_digest(OPEN), weekly=(About.OPEN_GIVE,))),
    ("digest made, stalled asks once a week", replace(_digest(OPEN), weekly=(About.STALLED_ASK,))),
    (
        "digest made, both once a week",
        replace(_digest(OPEN), weekly=(About.OPEN_GIVE, About.STALLED_ASK)),
    ),
    ("digest made, goodwill once a week", replace(_digest(OPEN), weekly=(About.REVIEW,))),
    (
        "digest made, all of it once a week",
        replace(_digest(OPEN), weekly=(About.OPEN_GIVE, About.STALLED_ASK, About.REVIEW)),
    ),
    (
        "digest made, of a locked deal",
        _digest(
            replace(OPEN, deal=LOCKED), replace(_line(About.STALLED_ASK, STALLED), deal=LOCKED)
        ),
    ),
    ("move snoozed", MoveSnoozed(deal=DEAL, move=GIVE, until=FRIDAY)),
    ("channel digest made", FOR_CHANNEL),
    (
        "channel digest made, after days that were missed",
        replace(FOR_CHANNEL, since=date(2026, 11, 20), more=0),
    ),
    ("channel digest made, seen to since", replace(FOR_CHANNEL, lines=SEEN_TO.lines[:3], more=0)),
    (
        "channel digest made, once a week",
        replace(
            FOR_CHANNEL,
            lines=FOR_CHANNEL.lines[1:3],
            more=0,
            weekly=(About.OPEN_GIVE, About.STALLED_ASK),
        ),
    ),
    ("channel digest set", ChannelDigestSet(deal=DEAL, channel=CHANNEL, first=TODAY)),
    ("channel digest set, off", ChannelDigestSet(deal=DEAL, channel=CHANNEL, first=None)),
    (
        "give recorded, and asked about nudges",
        replace(RECORDED, first_nudge=FirstNudge(day=FRIDAY, hour=MORNING)),
    ),
    (
        "give recorded, and asked about tomorrow",
        replace(RECORDED, first_nudge=FirstNudge(day=date(2026, 11, 24), hour=MORNING)),
    ),
]
