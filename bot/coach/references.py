"""What a deal is called in another system, such as a CRM: one id with a link for each system."""

from dataclasses import replace

from bot.coach.actors import Actor, Need
from bot.coach.answers.references import ReferenceAsked, ReferencesShown
from bot.coach.context import DealSession, record_in_deal, session_for_reading
from bot.coach.services import Services
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.domain.ledger import Verb
from bot.domain.references import CRM, MOST_SYSTEMS, DealReference
from bot.language.deal_references import read_reference


def show_references(actor: Actor, deal: DealId, *, services: Services) -> ReferencesShown:
    """What the deal is called in other systems."""
    with session_for_reading(services, actor, deal) as session:
        return _show(session, session.deal)


def set_typed_reference(
    actor: Actor, deal: DealId, text: str, *, typed: str, once: str, services: Services
) -> ReferencesShown | ReferenceAsked:
    """Sets a reference as the line says it, or takes one out."""
    read = read_reference(text)
    if read.removes:
        return remove_reference(actor, deal, read.system, typed=typed, once=once, services=services)
    if read.reference is None:
        with session_for_reading(services, actor, deal) as session:
            return ReferenceAsked(deal=session.deal, typed=typed, why=read.flaw)
    shown = set_reference(actor, deal, read.reference, typed=typed, once=once, services=services)
    if isinstance(shown, ReferencesShown):
        return replace(shown, not_used=read.not_read)
    return shown


def set_reference(
    actor: Actor,
    deal: DealId,
    reference: DealReference,
    *,
    typed: str = "",
    once: str,
    services: Services,
) -> ReferencesShown | ReferenceAsked:
    """Sets what the deal is called in a system, instead of what it was called there before."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP, typed=typed) as session:
        reference = _name_system(session.deal, reference)
        before = find_replaced_reference(session.deal, reference)
        if before is None and len(session.deal.references) >= MOST_SYSTEMS:
            return ReferenceAsked(deal=session.deal, typed=typed, full=True)
        changed = add_reference(session.deal, reference)
        _save(session, changed, name_reference(reference), once)
        return replace(_show(session, changed), saved=reference, before=before)


def remove_reference(
    actor: Actor, deal: DealId, system: str, *, typed: str = "", once: str, services: Services
) -> ReferencesShown | ReferenceAsked:
    """Takes out what the deal is called in a system; without one, the only reference that there is."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP, typed=typed) as session:
        references = session.deal.references
        found = find_reference(session.deal, system)
        if not system and len(references) == 1:
            found = references[0]
        if found is None:
            return ReferenceAsked(deal=session.deal, typed=typed)
        left = tuple(each for each in references if each is not found)
        changed = replace(session.deal, references=left, version=session.deal.version + 1)
        _save(session, changed, f"reference:{found.system}:-", once)
        return replace(_show(session, changed), removed=found)


def find_reference(deal: Deal, system: str) -> DealReference | None:
    """What the deal is called in that system; None where nobody said."""
    wanted = system.casefold()
    for reference in deal.references:
        if reference.system.casefold() == wanted:
            return reference
    return None


def _name_system(deal: Deal, reference: DealReference) -> DealReference:
    """The reference in the system in which the deal has that id already, where nobody said which one is meant."""
    if reference.system != CRM or reference.link or find_reference(deal, CRM) is not None:
        return reference
    known = [each for each in deal.references if each.id.casefold() == reference.id.casefold()]
    return replace(reference, system=known[0].system) if len(known) == 1 else reference


def find_replaced_reference(deal: Deal, reference: DealReference) -> DealReference | None:
    """What a reference stands for instead: the one of its system, else the same id of before anybody said in which
    system it is."""
    same_system = find_reference(deal, reference.system)
    if same_system is not None:
        return same_system
    unnamed = find_reference(deal, CRM)
    is_same_id = unnamed is not None and unnamed.id.casefold() == reference.id.casefold()
    return unnamed if is_same_id else None


def add_reference(deal: Deal, reference: DealReference) -> Deal:
    """The next version of the deal, with a reference instead of the one that it replaces."""
    before = find_replaced_reference(deal, reference)
    # Somebody who types the id alone once more does not mean to lose the link.
    if before is not None and before.id == reference.id and not reference.link:
        reference = replace(reference, link=before.link)
    others = tuple(each for each in deal.references if each is not before)
    return replace(deal, references=(*others, reference), version=deal.version + 1)


def name_reference(reference: DealReference) -> str:
    """A reference as the ledger's log keeps it."""
    return f"reference:{reference.system}:{reference.id}"


def _save(session: DealSession, deal: Deal, why: str, once: str) -> None:
    session.mark_processed(once)
    session.write_audit(Verb.SET, why)
    session.work.deals.update(deal)


def _show(session: DealSession, deal: Deal) -> ReferencesShown:
    return ReferencesShown(deal=deal, mine=session.may(Need.FOLLOW_UP))
