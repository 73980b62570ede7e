"""Erases somebody of the other side: their name becomes a role wherever somebody wrote it.

The owner of deals may do so in them, an admin in the whole workspace. Who may not see a deal, a draft or a plan is told
what they would be told if the name did not stand there."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from bot.coach.actors import Actor, Need
from bot.coach.admins import is_admin, list_admins
from bot.coach.answers import RefusalReason
from bot.coach.answers.erasures import NameErased, NameErasureAsked, NamePlace
from bot.coach.audit_trail import note_act
from bot.coach.context import open_session
from bot.coach.data_rules import load_data_rules
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import PendingErasure, ProcessedRequest
from bot.coach.refusals import Refused
from bot.coach.services import Services, run_once
from bot.domain.audit import AuditAct
from bot.domain.deals import Deal, Role
from bot.domain.ids import DealId
from bot.domain.name_erasure import NamedText
from bot.language.names import NameReplacer, build_replacer, choose_mark

MOST_SHOWN = 10
"""Places that a preview shows; the rest are counted."""
SHOWN_BEFORE, SHOWN_AFTER = 30, 60
"""Characters of a text that are shown before its first name, and from there on."""
PRIVATE = frozenset({"plans", "former_plans"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    """Where a name is erased: in these deals, or in the whole workspace."""

    deals: frozenset[DealId] | None

    @property
    def is_workspace(self) -> bool:
        return self.deals is None


def ask_to_erase_name(
    actor: Actor, names: tuple[str, ...], *, services: Services
) -> NameErasureAsked:
    """What would be replaced, before it is; the names wait for the answer. Refused to everybody but admins and owners
    of deals, and under a legal hold."""
    replacer = build_replacer(names, actor.locale)
    with services.store.work() as work:
        scope = _find_scope(work, actor)
        found = work.names.find(actor.team, replacer, scope.deals)
        line = PendingErasure(
            id=uuid4().hex, person=actor.person, at=services.clock.now(), names=names
        )
        work.pending.save(actor.team, line)
        shown, hidden, hidden_deals = _sort_hits(work, actor, found, services)
        return NameErasureAsked(
            names=names,
            line=line.id,
            mark=replacer.mark,
            places=tuple(shown[:MOST_SHOWN]),
            more=max(0, len(shown) - MOST_SHOWN),
            hidden=hidden,
            hidden_deals=hidden_deals,
            in_workspace=scope.is_workspace,
        )


def erase_name(actor: Actor, line: str, *, once: str, services: Services) -> NameErased:
    """Replaces the names that waited. Refused as `ask_to_erase_name` is, and where no name waits any more; where a plan
    does not open, too."""

    def change(work: UnitOfWork) -> NameErased:
        scope = _find_scope(work, actor)
        pending = work.pending.take(actor.team, line, actor.person, PendingErasure)
        if pending is None:
            raise Refused(why=RefusalReason.CHANGED)
        replacer: NameReplacer = build_replacer(pending.names, actor.locale)
        work.names.replace(actor.team, replacer, scope.deals)
        processed = ProcessedRequest(deal=DealId(""), seq=0)
        work.keys.mark_processed(actor.team, once, processed, services.clock.now())
        where = "workspace" if scope.is_workspace else "own_deals"
        note_act(services, work, actor.team, actor.person, AuditAct.NAME_ERASED, detail=where)
        return NameErased(mark=replacer.mark, in_workspace=scope.is_workspace)

    def again(work: UnitOfWork, _processed: ProcessedRequest) -> NameErased:
        scope = _find_scope(work, actor)
        return NameErased(mark=choose_mark(actor.locale), in_workspace=scope.is_workspace)

    answer = run_once(services, actor, once, change, again)
    services.store.wipe_deleted()
    return answer


def _find_scope(work: UnitOfWork, actor: Actor) -> _Scope:
    if load_data_rules(work, actor.team).legal_hold:
        raise Refused(why=RefusalReason.LEGAL_HOLD)
    if is_admin(work, actor):
        return _Scope(deals=None)
    mine = [
        *work.deals.list_of_person(actor.team, actor.person),
        *work.deals.list_closed_of_person(actor.team, actor.person),
    ]
    owned = {
        each.deal.id
        for each in mine
        if work.roles.find(actor.team, each.deal.id, actor.person) is Role.OWNER
    }
    if not owned:
        raise Refused(why=RefusalReason.NOT_ADMIN, people=tuple(list_admins(work, actor.team)))
    return _Scope(deals=frozenset(owned))


def _sort_hits(
    work: UnitOfWork, actor: Actor, found: Sequence[NamedText], services: Services
) -> tuple[list[NamePlace], int, int]:
    """The places that the person may see; how many others there are, and in how many deals. Drafts of others and plans
    that are not theirs to see are in neither."""
    opened: dict[DealId, tuple[Deal, bool] | None] = {}
    shown: list[NamePlace] = []
    hidden = 0
    hidden_deals: set[DealId] = set()
    for each in found:
        if each.draft_of not in (None, actor.person):
            continue
        if each.deal is None:
            shown.append(_describe(None, each))
            continue
        if each.deal not in opened:
            opened[each.deal] = _open(work, actor, each.deal, services)
        known = opened[each.deal]
        if each.table in PRIVATE:
            is_theirs = each.table == "plans" and known is not None and known[1]
            if not is_theirs:
                continue
        if known is not None:
            shown.append(_describe(known[0], each))
        else:
            hidden += 1
            hidden_deals.add(each.deal)
    return shown, hidden, len(hidden_deals)


def _describe(deal: Deal | None, text: NamedText) -> NamePlace:
    """The place with as much of its text as stands around the first name."""
    pairs = zip(text.before, text.after, strict=False)
    same = next((n for n, (old, new) in enumerate(pairs) if old != new), 0)
    start = max(0, same - SHOWN_BEFORE)
    is_numbered = text.table in ("moves", "commitments")
    return NamePlace(
        deal=deal,
        before=text.before[start : same + SHOWN_AFTER],
        after=text.after[start : same + SHOWN_AFTER],
        no=text.no if is_numbered else None,
        is_commitment=text.table == "commitments",
    )


def _open(
    work: UnitOfWork, actor: Actor, deal: DealId, services: Services
) -> tuple[Deal, bool] | None:
    """The deal, and whether the person may see its plan; None where they may not see the deal."""
    try:
        session = open_session(services, work, actor, deal, Need.READ)
    except Refused:
        return None
    return session.deal, session.may(Need.SEE_PLAN)
