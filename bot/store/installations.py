"""Who installed Giveget, and the tokens that Slack gave for it, sealed with the operator's key."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from bot.coach.records import Installation, SlackTokens
from bot.domain.ids import TeamId
from bot.store.codec import Body, RowCodec
from bot.store.plans import Seal
from bot.store.session import ReadStatement, Repository, Row, Session
from bot.store.statements import VersionedRows, equal_given
from bot.store.tables import installations

INSTALLATION = RowCodec(Installation, installations, without={"tokens"})
TOKENS = Body[SlackTokens](SlackTokens)
FIND_INSTALLATION = ReadStatement[Row](
    select(installations.c.body, *INSTALLATION.columns).where(equal_given(installations, "team")),
    holds=installations,
)
LIST_INSTALLATIONS = ReadStatement[Row](
    select(installations.c.body, *INSTALLATION.columns).order_by(installations.c.team)
)
INSTALLATION_ROWS = VersionedRows(installations)


def place_of_tokens(team: TeamId | str) -> str:
    """The place that the tokens of an installation are bound to."""
    return f"installation/{team}"


class SqlInstallations(Repository):
    """Implements `InstallationRepository`."""

    __slots__ = ("_seal",)

    def __init__(self, session: Session, seal: Seal) -> None:
        super().__init__(session)
        self._seal = seal

    def find(self, team: TeamId) -> Installation | None:
        row = self._session.read_first(FIND_INSTALLATION, team=team)
        return None if row is None else self._load(row)

    def list_all(self) -> Sequence[Installation]:
        return [self._load(row) for row in self._session.read_all(LIST_INSTALLATIONS)]

    def save(self, installation: Installation) -> None:
        row = INSTALLATION.dump(installation)
        body = ""
        if installation.tokens is not None:
            place = place_of_tokens(installation.team)
            body = self._seal.seal_text(TOKENS.dump(installation.tokens), place=place)
        INSTALLATION_ROWS.save_row(self._session, installation.version, row | {"body": body})

    def _load(self, row: Row) -> Installation:
        body, *columns = row
        found = INSTALLATION.load(tuple(columns))
        if not body:
            return found
        text = self._seal.open_text(str(body), place=place_of_tokens(found.team))
        return replace(found, tokens=TOKENS.load(text))
