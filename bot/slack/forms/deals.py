"""The forms of a deal: open one, set it up, and give somebody a role."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import uuid4

from bot.coach.deals import DealSettings
from bot.domain.deals import Deal, Rate, Role, Side, Yardstick
from bot.domain.rules import RULES
from bot.domain.worth import Figure, Size
from bot.language.lines import Opening
from bot.slack.blocks import Block
from bot.slack.forms.addresses import ADDRESS, address_start, read_address
from bot.slack.forms.fields import ChannelField, Checks, ChoiceField, Option, People, Read, Text
from bot.slack.forms.figures import (
    currency_of,
    money_in,
    read_rates,
    read_sizes,
    read_unit,
    typed_rates,
    typed_sizes,
    typed_worth,
)
from bot.slack.forms.form import Filled, Form, FormMetadata, NotFilled
from bot.slack.forms.policies import LIMITS, SPEAKING, policy_starts, read_thresholds
from bot.translations import N_

NAME = Text(name="name", label="Name of the deal", placeholder="Acme renewal", longest=80)
PARTY = Text(
    name="party",
    label="The other side",
    optional=True,
    placeholder="Acme, or several: Acme, Beta",
    longest=300,
)
SIDE = ChoiceField(
    name="side",
    label="Which side are we on?",
    options=tuple(Option(value=side.value, label=side.value.capitalize()) for side in Side),
)
UNIT: Read[str] = Read(
    name="unit",
    label="Currency",
    hint="Three letters such as EUR, or pts for points.",
    reader=read_unit,
    writer=str,
)
SIZES: Read[Mapping[Size, Decimal]] = Read(
    name="sizes",
    label="What sizes stand for",
    hint="Such as S 1000, M 5000, L 20000. Without an amount a size is not counted.",
    optional=True,
    reader=read_sizes,
    writer=typed_sizes,
    longest=120,
)
RATES: Read[tuple[Rate, ...]] = Read(
    name="rates",
    label="Rates of other currencies",
    hint="One such as USD 0.92 2026-11-01: from that day one USD counts as 0.92 here.",
    optional=True,
    reader=read_rates,
    writer=typed_rates,
    longest=1000,
    lines=True,
)
MUTED = Checks(
    name="muted",
    label="Rules you do not want to hear in this deal",
    hint="Only for you.",
    optional=True,
    options=tuple(Option(value=rule.id, label=rule.label) for rule in RULES),
)
CHANNEL = ChannelField(name="channel", label="Channel of the deal", hint="Nothing is posted there.")


def size_field(locale: str) -> Read[Figure]:
    """The question what the whole deal is worth, read as people of the locale write amounts."""
    return Read(
        name="size",
        label="Size of the deal",
        hint="Such as 240k EUR. Gives are weighed against it.",
        optional=True,
        reader=money_in(locale),
        writer=typed_worth,
    )


def opening_form(locale: str, *, here: bool) -> Form:
    """The form that opens a deal: `here` in the channel it was asked for in, else it asks for one."""
    fields = (NAME, SIDE, size_field(locale), UNIT, PARTY)
    if here:
        return Form(route="deal.open", title="Open a deal", submit="Open", fields=fields)
    return Form(route="deal.open_in", title="Open a deal", submit="Open", fields=(CHANNEL, *fields))


def opening_view(
    locale: str, known: Opening | None = None, *, channel: str = "", seal: str = ""
) -> Block:
    """The form to open a deal. `seal` proves when it comes back that the person asked for it in that channel."""
    unit = known.size.unit if known and known.size else ""
    starts = [UNIT.starts(unit or currency_of(locale))]
    if known is not None:
        starts += [
            NAME.starts(known.name or None),
            SIDE.starts(known.side),
            size_field(locale).starts(known.size),
        ]
    metadata = FormMetadata(once=uuid4().hex, channel=channel, aim=seal)
    return opening_form(locale, here=bool(channel)).view(metadata, starts)


def settings_form(locale: str) -> Form:
    """The form that sets a deal up."""
    fields = (
        NAME,
        SIDE,
        size_field(locale),
        UNIT,
        PARTY,
        SIZES,
        RATES,
        ADDRESS,
        SPEAKING,
        MUTED,
        *LIMITS,
    )
    return Form(route="deal.set", title="Settings of the deal", submit="Save", fields=fields)


def settings_view(
    deal: Deal, muted: frozenset[str], locale: str, new_size: Figure | None = None
) -> Block:
    """The form to set a deal up, with what is set now; `new_size` stands in it instead of the deal's."""
    starts = [
        NAME.starts(deal.name),
        SIDE.starts(deal.side),
        size_field(locale).starts(new_size or deal.size),
        UNIT.starts(deal.unit),
        PARTY.starts(", ".join(party.name for party in deal.parties)),
        SIZES.starts(deal.yardstick.sizes or None),
        RATES.starts(deal.yardstick.rates or None),
        address_start(deal.style.address),
        *policy_starts(deal.policy),
        MUTED.starts(muted),
    ]
    metadata = FormMetadata(once=uuid4().hex, deal=deal.id, version=deal.version)
    return settings_form(locale).view(metadata, starts)


def read_settings(filled: Filled, locale: str) -> DealSettings:
    """What the settings form says. Raises `NotFilled` where the size is in a currency that has no rate."""
    unit, rates = filled.need(UNIT), filled.get(RATES) or ()
    size = filled.get(size_field(locale))
    convertible = ("", unit, *(rate.currency for rate in rates))
    if size is not None and size.unit not in convertible:
        problem = N_("The deal counts in {unit}; please write its size in {unit} too.")
        raise NotFilled({"size": problem.format(unit=unit)})
    return DealSettings(
        name=filled.need(NAME),
        side=Side(filled.need(SIDE)),
        size=size,
        party=filled.get(PARTY) or "",
        yardstick=Yardstick(unit=unit, sizes=filled.get(SIZES) or {}, rates=rates),
        thresholds=read_thresholds(filled),
        speaking=filled.need(SPEAKING),
        address=read_address(filled),
        muted=filled.need(MUTED),
    )


PERSON = People(name="person", label="Who?", most=1)
ROLE = ChoiceField(
    name="role",
    label="May do what?",
    options=(
        Option(
            value=Role.OWNER, label="Owner", description="Everything, the plan and settings too"
        ),
        Option(value=Role.CO_OWNER, label="Co-owner", description="All but the plan and who owns"),
        Option(value=Role.MEMBER, label="Member", description="Record, match and share"),
        Option(value=Role.SCRIBE, label="Scribe", description="Record and match"),
        Option(value=Role.VIEWER, label="Viewer", description="Read"),
        Option(value=Role.NOBODY, label="Nobody", description="Nothing, not even read"),
    ),
)
GIVE_ROLE = Form(
    route="deal.give_role", title="A role in the deal", submit="Save", fields=(PERSON, ROLE)
)


def role_view(deal: Deal) -> Block:
    """The form to give somebody a role."""
    return GIVE_ROLE.view(FormMetadata(once=uuid4().hex, deal=deal.id))
