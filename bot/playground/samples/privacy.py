"""Sample answers about what is stored."""

from dataclasses import replace
from datetime import date

from bot.coach.answers.base import Answer
from bot.coach.answers.data_rules import DataRulesSet, PrivacyShown
from bot.coach.answers.documents import NotSentReason
from bot.coach.answers.erasures import (
    ErasureAsked,
    NameErased,
    NameErasureAsked,
    NamePlace,
    NameUnclear,
    PersonErased,
)
from bot.coach.answers.person_exports import (
    OwnDataLinked,
    OwnDataNotSent,
    OwnDataPromised,
    OwnDataSent,
)
from bot.domain.data_rules import DataRules
from bot.domain.ids import PersonId, TeamId
from bot.playground.samples.tactics import DEAL

RULES = DataRules(team=TeamId("T0HOME"))
HELD = replace(RULES, legal_hold=True)
AT_ONCE = replace(RULES, grace_days=0)
AGED = replace(RULES, closed_months=24, hiring_months=0)
AS_ROLES = replace(RULES, authors_as_roles=True)
NOT_BEFORE = date(2026, 12, 24)

PLACES = (
    NamePlace(
        deal=DEAL,
        before="reference call with Jane Doe",
        after="reference call with [contact]",
        no=4,
    ),
    NamePlace(
        deal=DEAL, before="Jane Doe sends it", after="[contact] sends it", no=2, is_commitment=True
    ),
    NamePlace(deal=DEAL, before="Acme, Jane Doe", after="Acme, [contact]"),
    NamePlace(deal=None, before="dinner with Jane Doe", after="dinner with [contact]"),
)
NAME_ASKED = NameErasureAsked(
    names=("Jane Doe", "jane.doe@acme.com"),
    line="a1",
    mark="[contact]",
    places=PLACES,
    more=3,
    hidden=2,
    hidden_deals=1,
    in_workspace=True,
)

SAMPLES: list[tuple[str, Answer]] = [
    ("privacy shown", PrivacyShown(rules=RULES, is_admin=False, seals_plans=True)),
    (
        "privacy shown, with addresses",
        PrivacyShown(
            rules=RULES,
            is_admin=False,
            seals_plans=True,
            support="giveget@example.com",
            privacy="https://example.com/privacy",
        ),
    ),
    (
        "privacy shown, people as roles",
        PrivacyShown(rules=AS_ROLES, is_admin=False, seals_plans=True),
    ),
    (
        "data rules set, people as roles",
        DataRulesSet(rules=AS_ROLES, old_deals=0, first_day=NOT_BEFORE),
    ),
    ("privacy shown to an admin", PrivacyShown(rules=HELD, is_admin=True, seals_plans=False)),
    ("privacy shown, no grace", PrivacyShown(rules=AT_ONCE, is_admin=False, seals_plans=True)),
    ("erasure asked", ErasureAsked(person=PersonId("U0BEN"))),
    ("person erased", PersonErased()),
    ("name erasure asked by an admin", NAME_ASKED),
    (
        "name erasure asked by an owner",
        replace(NAME_ASKED, in_workspace=False, places=PLACES[:1], more=0, hidden=0),
    ),
    ("name erasure asked, nothing seen", replace(NAME_ASKED, places=(), more=0, hidden=0)),
    ("name erased", NameErased(mark="[contact]", in_workspace=True)),
    ("name erased in own deals", NameErased(mark="[contact]", in_workspace=False)),
    ("name unclear", NameUnclear(typed="erase price")),
    ("own data promised", OwnDataPromised()),
    ("data promised to somebody", OwnDataPromised(person=PersonId("U0BEN"))),
    (
        "data of somebody who left promised",
        OwnDataPromised(person=PersonId("U0BEN"), goes_to_them=False),
    ),
    ("own data sent", OwnDataSent()),
    ("data of somebody who left sent", OwnDataSent(person=PersonId("U0BEN"))),
    ("own data linked", OwnDataLinked(url="https://giveget.example.com/documents?en#key")),
    (
        "data of somebody who left linked",
        OwnDataLinked(url="https://giveget.example.com/documents?en#key", person=PersonId("U0BEN")),
    ),
    ("own data not sent, no scope", OwnDataNotSent(why=NotSentReason.NO_SCOPE)),
    ("own data not sent, not taken", OwnDataNotSent(why=NotSentReason.NOT_TAKEN)),
    (
        "own data not sent, failed",
        OwnDataNotSent(why=NotSentReason.FAILED, reference="K7Q2M9"),
    ),
    ("data rules set", DataRulesSet(rules=RULES, old_deals=0, first_day=NOT_BEFORE)),
    ("data rules set, two years", DataRulesSet(rules=AGED, old_deals=3, first_day=NOT_BEFORE)),
    ("data rules set, on hold", DataRulesSet(rules=HELD, old_deals=0, first_day=NOT_BEFORE)),
    ("data rules set, no grace", DataRulesSet(rules=AT_ONCE, old_deals=0, first_day=NOT_BEFORE)),
]
