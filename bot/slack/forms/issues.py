"""The form for one issue: what it may be, which way is better for whom, and what its whole range is worth."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

from bot.coach.actors import Actor
from bot.coach.requests.offers import SetIssues
from bot.domain.deals import Deal
from bot.domain.ids import US, DealId, PartyId
from bot.domain.issues import (
    Issue,
    LinearScale,
    Points,
    Scale,
    build_even_scale,
    measure_worth_span,
)
from bot.domain.worth import Figure
from bot.language.figures import read_amount
from bot.language.terms import LONGEST_NAME
from bot.language.units import is_unit, normalize_unit
from bot.slack.blocks import Block
from bot.slack.forms.fields import Checks, ChoiceField, Option, Read, Start, Text, Unfit
from bot.slack.forms.form import Filled, Form, FormMetadata, NotFilled
from bot.translations import N_

MOST_PARTIES = 4
MOST_OPTIONS = 20

NAME = Text(name="name", label="Issue", placeholder="price", longest=LONGEST_NAME)
UNIT = Text(
    name="unit", label="Unit", optional=True, placeholder="EUR, months, days, %", longest=20
)
OPTIONS = Text(
    name="options",
    label="Or options to choose from",
    hint="One on each line, instead of a range.",
    optional=True,
    placeholder="free",
    longest=1000,
    lines=True,
)
BETTER = ChoiceField(
    name="better",
    label="What is better for whom?",
    hint="More means a higher number, or an option further down.",
    options=(
        Option(value="more", label="More is better for us, less for them"),
        Option(value="less", label="Less is better for us, more for them"),
        Option(value="more_both", label="More is better for both"),
        Option(value="less_both", label="Less is better for both"),
        Option(value="unsaid", label="Nobody has said yet"),
    ),
)
REMOVE = Checks(
    name="remove",
    label="Take it out",
    hint="An issue that offers speak of stays.",
    optional=True,
    options=(Option(value="yes", label="The deal does not negotiate about this"),),
)
RANGE_SAYS = "Please write the lowest and the highest value, such as 80k to 100k."
Ends = tuple[Decimal, Decimal]


def bounds(locale: str) -> Read[Ends]:
    """The range of a number."""
    return Read(
        name="range",
        label="Range",
        hint="For a number: the lowest and the highest value that can be agreed on, such as 80k to 100k.",
        optional=True,
        reader=_ends_in(locale),
        writer=lambda ends: f"{ends[0]:f} to {ends[1]:f}",
    )


def _ends_in(locale: str) -> Callable[[str], Ends]:
    def read(text: str) -> Ends:
        bare = " ".join(word for word in text.replace("%", " ").split() if not is_unit(word))
        worth = read_amount(bare, locale)
        if (
            not isinstance(worth, Figure)
            or worth.low is None
            or worth.high is None
            or worth.low >= worth.high
        ):
            raise Unfit(RANGE_SAYS)
        return worth.low, worth.high

    return read


def worth_to(party: str, deal: Deal, locale: str) -> Read[Decimal]:
    """What the whole range is worth to a side, in the deal's unit."""
    return Read(
        name=f"worth{_place(party, deal)}",
        label=_worth_label(party, deal),
        hint="From worst to best, such as 12k. An estimate will do.",
        optional=True,
        reader=_amount_in(deal.unit, locale),
        writer=lambda amount: f"{amount:f}",
    )


def _worth_label(party: str, deal: Deal) -> str:
    if party == US:
        return N_("What its whole range is worth to us")
    name = deal.called(PartyId(party))
    if name:
        return N_("What its whole range is worth to {name}").format(name=name)
    return N_("What its whole range is worth to them")


def _place(party: str, deal: Deal) -> int:
    return 0 if party == US else 1 + [each.id for each in deal.parties].index(PartyId(party))


def _amount_in(unit: str, locale: str) -> Callable[[str], Decimal]:
    def read(text: str) -> Decimal:
        worth = read_amount(text, locale)
        if not isinstance(worth, Figure) or worth.unit not in ("", unit) or worth.amount < 0:
            raise Unfit("Please write an amount in the unit that the deal counts in, such as 12k.")
        return worth.amount

    return read


def _sides(deal: Deal) -> tuple[str, ...]:
    return (US, *(party.id for party in deal.parties[:MOST_PARTIES]))


def setting(deal: Deal, locale: str, *, known: bool) -> Form:
    """The form for one issue; a known one can be taken out."""
    worths = tuple(worth_to(party, deal, locale) for party in _sides(deal))
    fields = (NAME, UNIT, bounds(locale), OPTIONS, BETTER, *worths, *((REMOVE,) if known else ()))
    return Form(route="issue.set", title="An issue of the deal", submit="Save", fields=fields)


def issue_view(deal: Deal, locale: str, place: int = 0) -> Block:
    """The form for a new issue, or for the one in that place, counted from 1."""
    issue = deal.issues[place - 1] if 0 < place <= len(deal.issues) else None
    metadata = FormMetadata(
        once=uuid4().hex, deal=deal.id, version=deal.version, move=place if issue else 0
    )
    starts = _starts(issue, deal, locale) if issue else [BETTER.starts("unsaid")]
    return setting(deal, locale, known=issue is not None).view(metadata, starts)


def _starts(issue: Issue, deal: Deal, locale: str) -> list[Start]:
    ends = (issue.low, issue.high) if issue.low is not None and issue.high is not None else None
    spans = {party: measure_worth_span(issue, scale) for party, scale in issue.scales.items()}
    return [
        NAME.starts(issue.name),
        UNIT.starts(issue.unit),
        bounds(locale).starts(ends),
        OPTIONS.starts("\n".join(issue.options)),
        BETTER.starts(better_of(issue)),
        *(
            worth_to(party, deal, locale).starts(spans.get(PartyId(party)))
            for party in _sides(deal)
        ),
    ]


def better_of(issue: Issue) -> str:
    """Which way is better for whom, as the form's choice."""
    theirs = next(
        (rises(issue, scale) for party, scale in issue.scales.items() if party != US), None
    )
    ours = issue.more_is_ours
    if ours is None:
        return "unsaid"
    return ("more" if ours else "less") + ("_both" if theirs == ours and theirs is not None else "")


def rises(issue: Issue, scale: Scale) -> bool | None:
    """Whether more of the issue is worth more; None where it depends."""
    if isinstance(scale.shape, LinearScale):
        return scale.shape.slope * scale.weight > 0
    if isinstance(scale.shape, Points) and issue.options:
        first, last = (scale.shape.of.get(issue.options[k], Decimal(0)) for k in (0, -1))
        return None if first == last else last > first
    return None


def issues_of(filled: Filled, deal: Deal, by: Actor) -> SetIssues:
    """The deal's issues with the one that the form is about added, changed or taken out."""
    place = filled.metadata.move
    old = deal.issues[place - 1] if 0 < place <= len(deal.issues) else None
    removed = "yes" in (filled.find(REMOVE) or ())
    issue = None if removed else _issue(filled, deal, by.locale, old)
    others = [each for each in deal.issues if each is not old]
    if issue is not None and any(each.name.casefold() == issue.name.casefold() for each in others):
        raise NotFilled({NAME.name: "The deal has an issue of that name already."})
    at = deal.issues.index(old) if old else len(others)
    issues = (*others[:at], *((issue,) if issue else ()), *others[at:])
    return SetIssues(
        by=by,
        deal=DealId(filled.metadata.deal),
        version=filled.metadata.version,
        issues=issues,
        once=filled.metadata.once,
    )


def _issue(filled: Filled, deal: Deal, locale: str, old: Issue | None) -> Issue:
    options = tuple(
        filter(None, (line.strip() for line in (filled.get(OPTIONS) or "").splitlines()))
    )
    ends = filled.get(bounds(locale))
    if options and ends:
        raise NotFilled({OPTIONS.name: "Please give a range or options, not both."})
    if len(set(options)) < len(options) or len(options) == 1 or len(options) > MOST_OPTIONS:
        raise NotFilled({OPTIONS.name: "Please write 2 to 20 different options, one on each line."})
    better = filled.need(BETTER)
    issue = Issue(
        name=" ".join(filled.need(NAME).split()),
        unit="" if options else normalize_unit(filled.get(UNIT) or ""),
        low=ends[0] if ends else None,
        high=ends[1] if ends else None,
        options=options,
        more_is_ours=None if better == "unsaid" else better.startswith("more"),
    )
    worths = {party: filled.get(worth_to(party, deal, locale)) for party in _sides(deal)}
    return replace(issue, scales=_scales(issue, better, worths, old))


def _scales(
    issue: Issue, better: str, worths: Mapping[str, Decimal | None], old: Issue | None
) -> dict[PartyId, Scale]:
    """The scales that the worths span; one that nobody touched stays as it was, however it runs."""
    scales: dict[PartyId, Scale] = {}
    for party, worth in worths.items():
        kept = old.scales.get(PartyId(party)) if old else None
        if worth is None:
            continue
        if (
            old
            and kept
            and measure_worth_span(old, kept) == worth
            and _same(issue, old)
            and better == better_of(old)
        ):
            scales[PartyId(party)] = kept
            continue
        scales[PartyId(party)] = _scale(issue, better, party, worth)
    return scales


def _same(issue: Issue, old: Issue) -> bool:
    return (issue.low, issue.high, issue.options) == (old.low, old.high, old.options)


def _scale(issue: Issue, better: str, party: str, worth: Decimal) -> Scale:
    if issue.more_is_ours is None:
        raise NotFilled(
            {BETTER.name: "Please say what is better for whom, since it is worth something."}
        )
    up = issue.more_is_ours == (party == US or better.endswith("_both"))
    scale = build_even_scale(issue, worth, more_is_better=up, estimate=party != US)
    if scale is None:
        raise NotFilled(
            {"range": "Please give the range or the options that this worth is spread over."}
        )
    return scale
