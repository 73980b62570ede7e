"""Equal offers: building them, showing them, and which one they leaned to; swaps, and the midpoint."""

import re
from decimal import Decimal

from bot.coach import mesos
from bot.coach.answers import NotDone, Why
from bot.coach.answers.mesos import LevelFrom, MesoRhythm, MesoSaid
from bot.coach.requests.mesos import BuildMeso, PutMeso
from bot.domain.deals import Deal
from bot.domain.equals import SCALE
from bot.domain.ids import OfferNo
from bot.language.clean import clean
from bot.language.pieces import split
from bot.language.terms import Doubtful, Known, named_issue, read_term
from bot.slack.bench import Bench
from bot.slack.forms.trades import copy_view
from bot.slack.here import Click, Slash, Submission, Word, echo
from bot.slack.ids import Ref
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.where import Where

_LEVEL = re.compile(r"(?:(?:at|auf|bei|mit) )?(\d{1,3}) ?%?")
_BUNDLE = re.compile(
    r"(?:(?:to|towards|on|zu|auf) )?(?:package |paket )?([a-c]|[1-9])", re.IGNORECASE
)
_KEY = re.compile(r"(\d{1,5})\.(\d{1,2})\.([a-z]+)\.([\d.]*)")
LAST_PAGE = 3
"""Further bundles are looked for twice; beyond that the search takes longer than an answer may."""


def meso(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    """`/offer meso`, `/offer meso at 80%`: equal bundles, to look at."""
    level = _LEVEL.fullmatch(rest.strip().casefold())
    if rest and (level is None or not 0 < int(level[1]) <= 100):
        return Puzzled(command="offer", typed=echo(f"meso {rest}"), example="/offer meso at 80%")
    share = Decimal(int(level[1])) / 100 if level else None
    return mesos.build_meso(BuildMeso(by=where.actor, deal=here.id, level=share), desk=bench.desk)


def leaned(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    """`/offer leaned 2`: the bundle they leaned to; without one, the bundles to choose from."""
    if not rest:
        return mesos.show_meso(where.actor, here.id, desk=bench.desk)
    found = _BUNDLE.fullmatch(rest.strip())
    if found is None:
        return Puzzled(command="offer", typed=echo(f"leaned {rest}"), example="/offer leaned 2")
    bundle = int(found[1]) - 1 if found[1].isdigit() else ord(found[1].casefold()) - ord("a")
    return mesos.lean(where.actor, here.id, bundle, once=where.once, desk=bench.desk)


def swaps(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    """`/offer swaps`: what would leave both sides better off."""
    return mesos.find_swaps(where.actor, here.id, desk=bench.desk)


def midpoint(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    """`/offer midpoint`, `/offer midpoint price`, `/offer midpoint price 95k`: where a split would land."""
    issue, target = _aim(where, here, clean(rest)) if rest else ("", None)
    return mesos.midpoint(where.actor, here.id, issue, target, desk=bench.desk)


def _aim(where: Where, here: Deal, text: str) -> tuple[str, Decimal | None]:
    """The issue that is named, and the number that the middle should be."""
    issue = named_issue(text, here.issues)
    if issue is not None:
        return issue.name, None
    words = split(text)
    term = read_term(
        words, 0, words.count, Known(issues=here.issues, unit=here.unit, locale=where.actor.locale)
    )
    if isinstance(term, Doubtful) or not isinstance(term.value, Decimal):
        return echo(text), None
    return term.issue, term.value


def _again(where: Where, ref: Ref) -> BuildMeso | None:
    """The bundles that a button is about; None where it is none of ours."""
    key = _KEY.fullmatch(ref.key)
    if key is None or key[3] not in set(LevelFrom) or int(key[1]) > SCALE:
        return None
    return BuildMeso(
        by=where.actor,
        deal=ref.deal,
        level=Decimal(int(key[1])) / SCALE,
        level_from=LevelFrom(key[3]),
        page=min(max(int(key[2]), 1), LAST_PAGE),
        seen=key[4],
    )


def build(bench: Bench, where: Where, ref: Ref) -> object:
    """The bundles at a level, or further ones."""
    order = _again(where, ref)
    return mesos.build_meso(order, desk=bench.desk) if order else NotDone(why=Why.CHANGED)


def put(bench: Bench, where: Where, ref: Ref) -> object:
    """Puts the bundles on the table."""

    def worded(rhythm: MesoRhythm) -> str:
        return bench.renderer.plain(rhythm, locale=where.actor.locale, today=where.actor.today)

    order = _again(where, ref)
    if order is None:
        return NotDone(why=Why.CHANGED)
    return mesos.put_meso(
        PutMeso(by=where.actor, build=order, once=where.once), worded=worded, desk=bench.desk
    )


def say(bench: Bench, where: Where, ref: Ref) -> object:
    """The bundles in words, where they can be marked and copied."""
    order = _again(where, ref)
    said = mesos.say_meso(order, desk=bench.desk) if order else NotDone(why=Why.CHANGED)
    if not isinstance(said, MesoSaid):
        return said
    return FormOpened(
        copy_view(bench.renderer.plain(said, locale=where.actor.locale, today=where.actor.today))
    )


def lean(bench: Bench, where: Where, ref: Ref) -> object:
    """They leaned to one of the bundles on the table."""
    if not ref.key.isdecimal():
        return NotDone(why=Why.CHANGED)
    no, bundle = OfferNo(ref.no), int(ref.key)
    return mesos.lean(
        where.actor, ref.deal, bundle, no=no, version=ref.version, once=where.once, desk=bench.desk
    )


COMMANDS: dict[str, Slash] = {}
DEAL_WORDS: dict[str, Word] = {}
COACH_WORDS: dict[str, Word] = {}
OFFER_WORDS: dict[str, Word] = {
    "meso": meso,
    "leaned": leaned,
    "swaps": swaps,
    "midpoint": midpoint,
}
CLICKS: dict[str, Click] = {
    "meso.build": build,
    "meso.others": build,
    "meso.put": put,
    "meso.say": say,
    "meso.lean": lean,
}
SUBMISSIONS: dict[str, Submission] = {}
