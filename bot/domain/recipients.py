"""Who gets a line that the coach says unasked. One pure function, so that whatever sends a message goes by the same
rules: the author first, the others later, and whatever has one addressee has a next one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.deals import Role
from bot.domain.ids import PersonId

OTHERS_AFTER = 5
"""Working days after which a line that its author has not answered goes to the others of the deal."""
TOLD_OF_BINDING_DAYS = 2
"""How many people are told of a day that binds us, so that one who overlooks it is not the only one."""

RECORDING_ROLES = frozenset({Role.OWNER, Role.CO_OWNER, Role.MEMBER, Role.SCRIBE})
"""People who can do something about what waits in a deal."""


class Urgency(StrEnum):
    """What kind of line it is."""

    PRIVATE = "private"
    """A draft: its author's alone."""
    ROUTINE = "routine"
    """A move that waits: its author's first, the others' later."""
    AHEAD = "ahead"
    """Something that comes, such as a check-in: it has one addressee, and whoever pressed *Remind me* hears it too."""
    IN_TURN = "in_turn"
    """Something that one person has to answer, such as a check-in that nobody reported on."""
    BINDING = "binding"
    """A day that binds us, such as the last one for notice: two people and whoever pressed *Remind me*."""


class Consent(StrEnum):
    """Whether somebody wants messages about a deal."""

    YES = "yes"
    UNASKED = "unasked"
    """Nobody asked them; they get no message but the one that asks."""
    ASKED = "asked"
    """They were asked by a message and have not said yes: they get no second one."""
    NO = "no"


class Voice(StrEnum):
    """In whose words a line is said to somebody."""

    OWN = "own"
    """It is theirs: they wrote the move, or it is their turn."""
    NEUTRAL = "neutral"
    """It is somebody else's, or everybody's: "#1 has had no answer"."""
    ADMIN = "admin"
    """Nobody of the deal gets it. An admin hears of which deal and which day, and nothing of what is in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DealPerson:
    """Somebody of a deal, or named in its escalation path. Who is only named has the role `NOBODY`, and no consent of
    theirs counts as `YES` before they take part in the deal. `is_active` is false for who left the workspace."""

    person: PersonId
    role: Role
    consent: Consent
    is_active: bool = True
    is_away: bool = False
    is_reminded: bool = False
    """Whether they pressed *Remind me*."""
    is_quiet: bool = False
    """Whether they pressed *Stop reminding me*: of check-ins and dates they hear nothing then."""
    follows: bool = False

    @property
    def may_be_told(self) -> bool:
        """Whether a line of the deal may go to them at all. Somebody who is away gets it when they are back."""
        return self.is_active and self.consent is Consent.YES and self.role is not Role.NOBODY

    @property
    def may_record(self) -> bool:
        """Whether they can do something about what waits in the deal."""
        return self.role in RECORDING_ROLES

    @property
    def may_be_reminded(self) -> bool:
        """The same of check-ins and dates: they said yes to all messages, or to these."""
        takes_part = self.is_active and self.role is not Role.NOBODY
        wants_it = self.is_reminded or self.consent is Consent.YES
        return takes_part and wants_it and not self.is_quiet

    @property
    def may_be_asked(self) -> bool:
        """Whether they may get the one message that asks whether they want any."""
        is_silent = self.consent is Consent.UNASKED and not self.is_reminded and not self.is_quiet
        return self.is_active and not self.is_away and is_silent


@dataclass(frozen=True, slots=True, kw_only=True)
class DealPeople:
    """The people of a deal in the order in which they came, those on its escalation path in the order of its steps, and
    the workspace's admins who want messages."""

    people: Sequence[DealPerson]
    path: Sequence[PersonId] = ()
    admins: Sequence[PersonId] = ()

    def find(self, person: PersonId | None) -> DealPerson | None:
        """The person of that id; None where the deal has nobody of it."""
        for each in self.people:
            if each.person == person:
                return each
        return None

    def role_of(self, person: PersonId) -> Role:
        """The person's role in the deal; `NOBODY` where they have none."""
        found = self.find(person)
        return Role.NOBODY if found is None else found.role

    @property
    def is_orphaned(self) -> bool:
        """Whether no owner of the deal is in the workspace any more."""
        return not any(each.is_active for each in self.people if each.role is Role.OWNER)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """What of a line says whom it is for. `turn` are those whose turn it is, the first one first: the step of the path,
    the check-in's owner, the rhythm's. `waited` are the working days since the line first went to its author."""

    urgency: Urgency
    author: PersonId | None = None
    turn: Sequence[PersonId] = ()
    waited: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody who gets the line, and in which words."""

    person: PersonId
    voice: Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipients:
    """Who gets a line, the first addressee first, each once. `to_ask` are those named for it who never said whether
    they want messages: each of them is asked by one message, once for good."""

    told: tuple[Recipient, ...] = ()
    to_ask: tuple[PersonId, ...] = ()

    def voice_for(self, person: PersonId) -> Voice | None:
        """In which words the person gets it; None where they do not."""
        for each in self.told:
            if each.person == person:
                return each.voice
        return None


def resolve_recipients(line: LineFacts, deal: DealPeople) -> Recipients:
    """Who gets the line. Somebody who is away stays among them, for when they are back, but does not count: the next
    one gets it too."""
    if line.urgency is Urgency.PRIVATE:
        return Recipients(told=tuple(_tell_author(line, deal)))
    if line.urgency is Urgency.ROUTINE:
        return _resolve_routine(line, deal)
    return _resolve_by_turn(line, deal)


def _resolve_routine(line: LineFacts, deal: DealPeople) -> Recipients:
    told = list(_tell_author(line, deal))
    others_hear = line.waited >= OTHERS_AFTER or not _can_author_act(line, deal)
    for each in deal.people:
        if each.person == line.author or not each.may_be_told:
            continue
        if each.follows or (others_hear and each.may_record):
            told.append(Recipient(person=each.person, voice=Voice.NEUTRAL))
    return Recipients(told=tuple(told))


def _can_author_act(line: LineFacts, deal: DealPeople) -> bool:
    """Whether its author is there, hears of the line, and can still do something about it."""
    author = deal.find(line.author)
    if author is None or author.is_away:
        return False
    return author.may_be_told and author.may_record


def _tell_author(line: LineFacts, deal: DealPeople) -> Iterator[Recipient]:
    author = deal.find(line.author)
    if author is not None and author.may_be_told:
        yield Recipient(person=author.person, voice=Voice.OWN)


def _resolve_by_turn(line: LineFacts, deal: DealPeople) -> Recipients:
    """Tells as many people as the line needs, along the chain; an admin where it has too few."""
    wanted = TOLD_OF_BINDING_DAYS if line.urgency is Urgency.BINDING else 1
    told = _choose_by_turn(line, deal, wanted)
    voices = dict.fromkeys((each.person for each in told), Voice.OWN)
    if line.urgency is not Urgency.IN_TURN:
        for each in deal.people:
            if each.is_reminded and each.may_be_reminded and each.person not in voices:
                told.append(each)
                voices[each.person] = Voice.NEUTRAL
    there = sum(not each.is_away for each in told)
    missing = max(0, wanted - there)
    if missing and (line.urgency is Urgency.BINDING or deal.is_orphaned):
        for admin in deal.admins:
            voices.setdefault(admin, Voice.ADMIN)
    recipients = [Recipient(person=person, voice=voice) for person, voice in voices.items()]
    return Recipients(told=tuple(recipients), to_ask=tuple(_list_to_ask(line, deal, missing)))


def _choose_by_turn(line: LineFacts, deal: DealPeople, wanted: int) -> list[DealPerson]:
    """The first people along the chain whom a message reaches, until so many of them are there; those who are away hear
    of it when they are back."""
    chosen: list[DealPerson] = []
    there = 0
    for person in _list_chain(line, deal):
        each = deal.find(person)
        if each is None or not each.may_be_reminded:
            continue
        chosen.append(each)
        there += not each.is_away
        if there >= wanted:
            break
    return chosen


def _list_chain(line: LineFacts, deal: DealPeople) -> list[PersonId]:
    """Everybody to whom such a line may go, in the order in which they are tried: those whose turn it is, owners, the
    author, co-owners, the escalation path, then the others who record in the deal."""
    chain = [*line.turn, *_with_role(deal, Role.OWNER)]
    if line.author is not None:
        chain.append(line.author)
    chain += _with_role(deal, Role.CO_OWNER)
    chain += deal.path
    chain += [each.person for each in deal.people if each.may_record]
    return list(dict.fromkeys(chain))


def _with_role(deal: DealPeople, role: Role) -> Iterable[PersonId]:
    return [each.person for each in deal.people if each.role is role]


def _list_to_ask(line: LineFacts, deal: DealPeople, missing: int) -> list[PersonId]:
    """Those to be asked whether they want messages, as many as are missing: only for a day that binds us or a deal
    whose owners left, and only who was named for it. Who was asked before gave no answer, and the next one is asked."""
    if line.urgency is not Urgency.BINDING and not deal.is_orphaned:
        return []
    named = [
        *line.turn,
        *_with_role(deal, Role.OWNER),
        *_with_role(deal, Role.CO_OWNER),
        *deal.path,
    ]
    found: list[PersonId] = []
    for person in dict.fromkeys(named):
        each = deal.find(person)
        if each is not None and each.may_be_asked and len(found) < missing:
            found.append(person)
    return found
