"""Equal offers: building them, showing them, and which one they leaned to; swaps, and the midpoint."""

import re
from decimal import Decimal

from bot.coach import deals, mesos
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.answers.mesos import LevelFrom, MesoRhythm, MesoSaid
from bot.coach.refusals import Refused
from bot.coach.requests.mesos import BuildMeso, PutMeso
from bot.domain.bundle_search import SCALE
from bot.domain.deals import Deal
from bot.domain.ids import DealId, OfferNo
from bot.language.clean import clean_text
from bot.language.issue_names import find_issue
from bot.language.splitting import split_words
from bot.language.terms import OfferContext, read_term
from bot.language.unclear_offers import UnclearPart
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms.mesos import WEIGHTS, weights_of, weights_view
from bot.slack.forms.trades import copy_view
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.routing import Routes, echo
from bot.slack.services import SlackServices

_LEVEL = re.compile(r"(?:(?:at|auf|bei|mit) )?(\d{1,3}) ?%?")
_BUNDLE = re.compile(
    r"(?:(?:to|towards|on|zu|auf) )?(?:package |paket )?([a-c]|[1-9])", re.IGNORECASE
)
_KEY = re.compile(r"(\d{1,5})\.(\d{1,2})\.([a-z]+)\.([\d.]*)(?:-([1-3]))?")
LAST_PAGE = 3
"""Further bundles are looked for twice; beyond that the search takes longer than an answer may."""


def meso(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/offer meso`, `/offer meso at 80%`: equal bundles, to look at."""
    level = _LEVEL.fullmatch(rest.strip().casefold())
    if rest and (level is None or not 0 < int(level[1]) <= 100):
        return Puzzled(command="offer", typed=echo(f"meso {rest}"), example="/offer meso at 80%")
    share = Decimal(int(level[1])) / 100 if level else None
    # Who names a level has thought about it; what matters is asked of everybody else first.
    request = BuildMeso(by=context.actor, deal=here.id, level=share, weighed=share is not None)
    return mesos.build_meso(request, services=services.coach)


def leaned(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/offer leaned 2`: the bundle they leaned to; without one, the bundles to choose from."""
    if not rest:
        return mesos.show_meso(context.actor, here.id, services=services.coach)
    found = _BUNDLE.fullmatch(rest.strip())
    if found is None:
        return Puzzled(command="offer", typed=echo(f"leaned {rest}"), example="/offer leaned 2")
    bundle = int(found[1]) - 1 if found[1].isdigit() else ord(found[1].casefold()) - ord("a")
    return mesos.lean(context.actor, here.id, bundle, once=context.once, services=services.coach)


def swaps(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/offer swaps`: what would leave both sides better off."""
    return mesos.find_swaps(context.actor, here.id, services=services.coach)


def midpoint(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/offer midpoint`, `/offer midpoint price`, `/offer midpoint price 95k`: where a split would land."""
    issue, target = _aim(context, here, clean_text(rest)) if rest else ("", None)
    return mesos.midpoint(context.actor, here.id, issue, target, services=services.coach)


def _aim(context: RequestContext, here: Deal, text: str) -> tuple[str, Decimal | None]:
    """The issue that is named, and the number that the middle should be."""
    issue = find_issue(text, here.issues)
    if issue is not None:
        return issue.name, None
    words = split_words(text)
    term = read_term(
        words,
        0,
        words.count,
        OfferContext(issues=here.issues, unit=here.unit, locale=context.actor.locale),
    )
    if isinstance(term, UnclearPart) or not isinstance(term.value, Decimal):
        return echo(text), None
    return term.issue, term.value


def _again(context: RequestContext, ref: ButtonValue) -> BuildMeso:
    """The bundles that a button is about. Raises `Refused` where it is none of ours."""
    key = _KEY.fullmatch(ref.key)
    if key is None or key[3] not in set(LevelFrom) or int(key[1]) > SCALE:
        raise Refused(why=RefusalReason.CHANGED)
    return BuildMeso(
        by=context.actor,
        deal=ref.deal,
        level=Decimal(int(key[1])) / SCALE,
        level_from=LevelFrom(key[3]),
        page=min(max(int(key[2]), 1), LAST_PAGE),
        seen=key[4],
        weighed=True,
        rhythm=int(key[5] or 0),
    )


def build(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The bundles at a level, or further ones."""
    return mesos.build_meso(_again(context, ref), services=services.coach)


def build_without(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The bundles although nothing says what matters to whom."""
    if not ref.key.isdecimal() or int(ref.key) > SCALE:
        raise Refused(why=RefusalReason.CHANGED)
    level = Decimal(int(ref.key)) / SCALE
    request = BuildMeso(by=context.actor, deal=ref.deal, level=level or None, weighed=True)
    return mesos.build_meso(request, services=services.coach)


def weigh(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form that asks what matters."""
    found = mesos.list_issues_to_weigh(context.actor, ref.deal, services=services.coach)
    return FormOpened(weights_view(found.deal, found.issues))


def set_weights(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """What matters, from its form; then the bundles."""
    filled = WEIGHTS.read(view)
    here = deals.find_deal_to_record_in(
        context.actor, DealId(filled.metadata.deal), services=services.coach
    )
    request = weights_of(filled, here, context.actor)
    return mesos.weigh_and_build(request, services=services.coach)


def put(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Puts the bundles on the table."""

    def worded(rhythm: MesoRhythm) -> str:
        return services.renderer.plain(
            rhythm, locale=context.actor.locale, today=context.actor.today
        )

    order = _again(context, ref)
    return mesos.put_meso(
        PutMeso(by=context.actor, build=order, once=context.once),
        worded=worded,
        services=services.coach,
    )


def say(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The bundles in words, where they can be marked and copied."""
    said = mesos.say_meso(_again(context, ref), services=services.coach)
    if not isinstance(said, MesoSaid):
        return said
    return FormOpened(
        copy_view(
            services.renderer.plain(said, locale=context.actor.locale, today=context.actor.today)
        )
    )


def lean(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """They leaned to one of the bundles on the table."""
    if not ref.key.isdecimal():
        raise Refused(why=RefusalReason.CHANGED)
    no, bundle = OfferNo(ref.no), int(ref.key)
    return mesos.lean(
        context.actor,
        ref.deal,
        bundle,
        no=no,
        version=ref.version,
        once=context.once,
        services=services.coach,
    )


ROUTES = Routes(
    offer_words={
        "meso": meso,
        "leaned": leaned,
        "swaps": swaps,
        "midpoint": midpoint,
    },
    clicks={
        "meso.build": build,
        "meso.others": build,
        "meso.rhythm": build,
        "meso.weigh": weigh,
        "meso.unweighed": build_without,
        "meso.put": put,
        "meso.say": say,
        "meso.lean": lean,
    },
    submissions={"meso.weights": set_weights},
)
