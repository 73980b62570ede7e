"""What an operator sets, from the environment or a `.env` file.

Every variable begins with `GIVEGET_`. A value that cannot be used is named with its variable and an example, never
with what was found there, since it may be a secret.
"""

import binascii
import re
from base64 import urlsafe_b64decode
from collections.abc import Iterable
from typing import Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.logs import LogLevel

PREFIX = "GIVEGET_"

SHORTEST_SECRET = 32
"""Characters that the secret of the webhook has at least."""

NEW_KEY = "`openssl rand -base64 32 | tr '+/' '-_'`"
"""What makes a key for sealing."""


_MAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


SEALED = "private plans and tokens"
"""What is kept under the key."""


class UnusableSettings(Exception):
    """Settings are missing or cannot be used."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__(" ".join(self.sentences))


class Settings(BaseSettings):
    """One workspace's bot. Each field's description ends the sentence "GIVEGET_… must be".

    Locale and time zone are those of a deal's words and days where Slack does not know a person's own.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    slack_signing_secret: SecretStr = Field(
        default=SecretStr(""),
        description="the signing secret on the app's Basic Information page",
        examples=["0123456789abcdef0123456789abcdef"],
    )
    slack_bot_token: SecretStr = Field(
        default=SecretStr(""),
        description="the bot token on the app's OAuth & Permissions page",
        examples=["xoxb-1234-5678-abcdef"],
    )
    slack_client_id: str = Field(
        default="",
        description="the client id on the app's Basic Information page, where workspaces install it themselves",
        examples=["1234567890.1234567890"],
    )
    slack_client_secret: SecretStr = Field(
        default=SecretStr(""),
        description="the client secret on the app's Basic Information page",
        examples=["0123456789abcdef0123456789abcdef"],
    )
    slack_app_token: SecretStr = Field(
        default=SecretStr(""),
        description="an app-level token with connections:write, from the app's Basic Information page",
        examples=["xapp-1-A1234-5678-abcdef"],
    )
    bare_commands: bool = Field(
        default=False,
        description="yes, where the app was made from manifest-with-names.yml, so that people type /deal",
        examples=["yes"],
    )
    slack_api_url: str = Field(
        default="https://slack.com/api/",
        description="the http or https address of Slack's Web API",
        examples=["https://slack.com/api/"],
    )
    database_url: SecretStr = Field(
        default=SecretStr("sqlite:///giveget.db"),
        description="an SQLite or PostgreSQL address",
        examples=["sqlite:///giveget.db", "postgresql+psycopg://giveget@localhost/giveget"],
    )
    encryption_key: SecretStr = Field(
        default=SecretStr(""),
        description=f"one or more Fernet keys, separated by commas; {NEW_KEY} makes one",
    )
    plans_in_clear_text: bool = Field(
        default=False,
        description="yes, where private plans may be kept without a key",
        examples=["yes"],
    )
    log_level: LogLevel = Field(
        default=LogLevel.INFO, description="debug, info, warning or error", examples=["info"]
    )
    locale: str = Field(default="en-US", description="a language tag", examples=["en-US", "de-DE"])
    time_zone: str = Field(
        default="UTC", description="an IANA time zone", examples=["Europe/Berlin"]
    )
    host: str = Field(
        default="127.0.0.1", description="the address to listen on", examples=["127.0.0.1"]
    )
    port: int = Field(
        default=3000, ge=1, le=65535, description="a port from 1 to 65535", examples=["3000"]
    )
    threads: int = Field(
        default=16,
        ge=1,
        le=256,
        description="how many requests are answered at once, 1 to 256",
        examples=["16"],
    )

    webhook_url: str = Field(
        default="",
        description="the https address that is told of every entry of a ledger",
        examples=["https://crm.example.com/hooks/giveget"],
    )
    webhook_secret: SecretStr = Field(
        default=SecretStr(""),
        description="at least 32 characters, which the receiver knows too; `openssl rand -hex 32` makes one",
    )
    webhook_contents: bool = Field(
        default=False,
        description="yes, where names, words and amounts may leave with the webhook, and not ids and states alone",
        examples=["yes"],
    )
    webhook_private_addresses: bool = Field(
        default=False,
        description="yes, where the webhook may lead into your own network or go without TLS",
        examples=["yes"],
    )

    public_url: str = Field(
        default="",
        description="the https address under which people reach /documents of this server",
        examples=["https://giveget.example.com"],
    )
    support_contact: str = Field(
        default="",
        description="the e-mail or https address of your support, which people are told",
        examples=["giveget@example.com"],
    )
    privacy_contact: str = Field(
        default="",
        description="the e-mail or https address for questions about stored data, which people are told",
        examples=["privacy@example.com"],
    )
    notice_seconds: float = Field(
        # A proxy that asks for readiness every second or two has heard of it by then.
        default=5,
        ge=0,
        le=60,
        description="for how many seconds a server told to stop still takes requests, not ready any more, 0 to 60",
        examples=["5"],
    )

    @field_validator(
        "slack_signing_secret",
        "slack_bot_token",
        "slack_app_token",
        "slack_client_secret",
        "database_url",
        mode="after",
    )
    @classmethod
    def _trimmed(cls, value: SecretStr) -> SecretStr:
        """Pasted secrets often end in a blank or a line break."""
        return SecretStr(value.get_secret_value().strip())

    @field_validator("database_url", mode="after")
    @classmethod
    def _known_database(cls, value: SecretStr) -> SecretStr:
        if not value.get_secret_value().startswith(("sqlite://", "postgresql+psycopg://")):
            raise ValueError
        return value

    @field_validator("slack_api_url", mode="after")
    @classmethod
    def _folder_address(cls, value: str) -> str:
        """Slack's library joins method names to it, so it ends in a slash."""
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise ValueError
        return value.rstrip("/") + "/"

    @field_validator("public_url", mode="after")
    @classmethod
    def _secure_address(cls, value: str) -> str:
        """What travels there is a document, so that only this machine's own address may go without TLS."""
        parts = urlsplit(value)
        is_local = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
        is_secure = parts.scheme == "https" and parts.netloc
        if value and (not (is_secure or is_local) or parts.query or parts.fragment):
            raise ValueError
        return value.rstrip("/")

    @field_validator("support_contact", "privacy_contact", mode="after")
    @classmethod
    def _reachable_contact(cls, value: str) -> str:
        """Something to write to or to open: whatever stands there is shown to everybody as it is."""
        parts = urlsplit(value)
        is_page = parts.scheme == "https" and bool(parts.netloc) and " " not in value
        if value and not is_page and not _MAIL_ADDRESS.fullmatch(value):
            raise ValueError
        return value

    @field_validator("webhook_url", mode="after")
    @classmethod
    def _web_address(cls, value: str) -> str:
        """A name or password in the address would be one more secret in the wrong place."""
        value = value.strip()
        if not value:
            return value
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.fragment:
            raise ValueError
        # `port` raises for one that is none.
        if "@" in parts.netloc or parts.port == 0 or not value.isascii():
            raise ValueError
        return value

    @field_validator("webhook_secret", mode="after")
    @classmethod
    def _long_secret(cls, value: SecretStr) -> SecretStr:
        secret = value.get_secret_value().strip()
        if 0 < len(secret) < SHORTEST_SECRET:
            raise ValueError
        return SecretStr(secret)

    @field_validator("encryption_key", mode="after")
    @classmethod
    def _fernet_keys(cls, value: SecretStr) -> SecretStr:
        if not all(map(_is_key, keys_in(value))):
            raise ValueError
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: str) -> str:
        return value.strip().lower()

    @field_validator("locale", mode="after")
    @classmethod
    def _known_locale(cls, value: str) -> str:
        try:
            Locale.parse(value, sep="-")
        except UnknownLocaleError:
            raise ValueError from None
        return value

    @field_validator("time_zone", mode="after")
    @classmethod
    def _known_time_zone(cls, value: str) -> str:
        # One file is looked for; a list of all zones would be read from hundreds of them.
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, OSError):
            raise ValueError from None
        return value

    @field_validator("slack_client_id", mode="after")
    @classmethod
    def _client_id(cls, value: str) -> str:
        """Two numbers with a dot between them. It goes into an address as it is."""
        value = value.strip()
        if value and not value.replace(".", "").replace("-", "").isalnum():
            raise ValueError
        return value

    @property
    def installs_itself(self) -> bool:
        """Whether workspaces install the app themselves, and not one workspace by its token."""
        return bool(self.slack_client_id)

    @property
    def encryption_keys(self) -> tuple[str, ...]:
        """The keys that private plans are sealed with: the first seals, all open."""
        return keys_in(self.encryption_key)

    def describe_key_problem(self, *, closed: int, to_reseal: int) -> str:
        """What stands in the way where so many private plans do not open, or have to be sealed anew, and what to do
        about it; empty where nothing does."""
        name = variable("encryption_key")
        if closed and not self.encryption_keys:
            return f"Sealed {SEALED}: {closed}, and {name} is empty. Set the key they were sealed with."
        if closed:
            return (
                f"{SEALED.capitalize()} that do not open with {name}: {closed}. Add the key they were sealed with, "
                "after the new one and a comma."
            )
        if to_reseal:
            return (
                f"{SEALED.capitalize()} that are not sealed with the first key: {to_reseal}. "
                "Run giveget reseal."
            )
        return ""

    def ready_to_serve(self) -> Self:
        """The same settings, once all that HTTP needs is there; Bolt would notice only at the first request."""
        if self.slack_client_id or self.slack_client_secret.get_secret_value():
            return self._ready_to_install()
        return self._with("slack_signing_secret", "slack_bot_token")

    def _ready_to_install(self) -> Self:
        """The same settings, where workspaces install the app themselves. Tokens of others are never kept in clear
        text."""
        if self.slack_bot_token.get_secret_value():
            both = f"{variable('slack_bot_token')} and {variable('slack_client_id')} are both set."
            choice = (
                "The token serves one workspace; with client id and secret workspaces install the app themselves, that "
                "one too. Leave one of them empty."
            )
            raise UnusableSettings([f"{both} {choice}"])
        self._with("slack_signing_secret", "slack_client_id", "slack_client_secret")
        if not self.encryption_keys:
            missing = f"{variable('encryption_key')} is missing: {_expected('encryption_key')}"
            reason = "Tokens of workspaces are kept under it, never in clear text."
            raise UnusableSettings([f"{missing} {reason}"])
        return self

    def ready_for_a_socket(self) -> Self:
        """The same settings, once all that Socket Mode needs is there."""
        if self.slack_client_id:
            chosen, token = variable("slack_client_id"), variable("slack_bot_token")
            sentence = (
                f"{chosen} is set, and giveget socket serves one workspace by its {token}. Leave it empty, or use "
                "giveget serve, where workspaces install the app themselves."
            )
            raise UnusableSettings([sentence])
        return self._with("slack_app_token", "slack_bot_token")

    def _with(self, *names: str) -> Self:
        empty = [name for name in names if not _plain(getattr(self, name))]
        if empty:
            raise UnusableSettings(
                f"{variable(name)} is missing: {_expected(name)}" for name in empty
            )
        if not self.encryption_keys and not self.plans_in_clear_text:
            choice = variable("plans_in_clear_text")
            sentence = f"{variable('encryption_key')} is missing: {_expected('encryption_key')}"
            otherwise = f"{choice}=yes keeps private plans in clear text instead."
            raise UnusableSettings([f"{sentence} {otherwise}"])
        return self


def load(*, slack_api_url: str | None = None) -> Settings:
    """The settings in force: what the command line says, else the environment, else the file."""
    try:
        return Settings() if slack_api_url is None else Settings(slack_api_url=slack_api_url)
    except ValidationError as refused:
        names = [
            str(error["loc"][0])
            for error in refused.errors(include_input=False, include_context=False)
        ]
        raise UnusableSettings(
            f"{variable(name)} must be {_expected(name)}" for name in names
        ) from None


def keys_in(value: SecretStr) -> tuple[str, ...]:
    """The keys that a setting names."""
    return tuple(key for part in value.get_secret_value().split(",") if (key := part.strip()))


def _plain(value: SecretStr | str) -> str:
    return value if isinstance(value, str) else value.get_secret_value()


def _is_key(key: str) -> bool:
    try:
        return len(urlsafe_b64decode(key)) == 32
    except (binascii.Error, ValueError):
        return False


def variable(name: str) -> str:
    """The environment variable of a field."""
    return f"{PREFIX}{name}".upper()


def _expected(name: str) -> str:
    field = Settings.model_fields[name]
    examples = [f", for example {variable(name)}={example}" for example in field.examples or ()]
    return f"{field.description}{''.join(examples[:1])}."
