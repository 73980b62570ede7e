"""`giveget play`: the production bot with the playground's settings, clock and gallery."""

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from typing import Protocol

from pydantic import SecretStr

from bot.coach.answers.base import Answer
from bot.coach.answers.home import Home
from bot.coach.ports.clock import Clock
from bot.playground import server
from bot.playground.fake_slack import BotSettings
from bot.playground.page import Sample
from bot.playground.samples import samples
from bot.playground.samples.acme import TODAY
from bot.playground.wire import WSGIApp
from bot.settings import Settings
from bot.slack.render import Renderer


class Built(Protocol):
    """The bot as the composition root builds it."""

    @property
    def web(self) -> WSGIApp: ...
    @property
    def tick(self) -> Callable[[], object]: ...
    @property
    def drain(self) -> Callable[[], object]: ...
    @property
    def close(self) -> Callable[[], object]: ...


class Build(Protocol):
    """The composition root's way to build the bot."""

    def __call__(self, settings: Settings, *, clock: Clock) -> Built: ...


def settings_for(local: BotSettings) -> Settings:
    """The bot's settings for the local Slack."""
    return Settings(
        _env_file=None,  # type: ignore[call-arg] # pydantic-settings knows it
        slack_signing_secret=SecretStr(local.signing_secret),
        slack_bot_token=SecretStr(local.bot_token),
        slack_app_token=SecretStr(local.app_token),
        bare_commands=True,
        slack_api_url=local.slack_api_url,
        database_url=SecretStr(local.database_url),
    )


NEW_KEY_BYTES = 32


def settings_for_installing(local: BotSettings) -> Settings:
    """The bot's settings where the workspaces of the local Slack install it themselves."""
    key = urlsafe_b64encode(secrets.token_bytes(NEW_KEY_BYTES)).decode()
    return Settings(
        _env_file=None,  # type: ignore[call-arg] # pydantic-settings knows it
        slack_signing_secret=SecretStr(local.signing_secret),
        slack_client_id=local.client_id,
        slack_client_secret=SecretStr(local.client_secret),
        bare_commands=True,
        slack_api_url=local.slack_api_url,
        database_url=SecretStr(local.database_url),
        encryption_key=SecretStr(key),
    )


def make_bot(
    build: Build,
    upgrade: Callable[[Settings], object],
    *,
    settle: Callable[[BotSettings], Settings] = settings_for,
) -> server.MakeBot:
    """Builds the production bot for the local Slack, on a database that has its tables, with the settings that `settle`
    makes of the local Slack's."""

    def make(local: BotSettings) -> server.Bot:
        settings = settle(local)
        upgrade(settings)
        built = build(settings, clock=local.clock)
        return server.Bot(app=built.web, tick=built.tick, drain=built.drain, close=built.close)

    return make


def play(
    build: Build,
    upgrade: Callable[[Settings], object],
    gallery: Callable[[], list[Sample]],
    *,
    port: int,
    headless: bool,
    story: str | None,
) -> int:
    """Serves the playground, or tells one story; the exit code. In the page the app can be installed and taken out."""
    settle = settings_for if headless else settings_for_installing
    return server.play(
        make_bot(build, upgrade, settle=settle),
        port=port,
        headless=headless,
        story=story,
        gallery=gallery,
        installable=not headless,
    )


LOCALES = ("en-US", "de-DE")


def gallery(renderer: Renderer) -> list[Sample]:
    """Every message with its sample answer, as people would see it, in each language."""
    return [
        _sample(renderer, name, answer, locale) for locale in LOCALES for name, answer in samples()
    ]


def _sample(renderer: Renderer, name: str, answer: Answer, locale: str) -> Sample:
    if isinstance(answer, Home):
        blocks = renderer.blocks(answer, locale=locale, today=TODAY)
        return Sample(name=name, surface="home", text="", blocks=blocks, locale=locale)
    message = renderer.render(answer, locale=locale, today=TODAY)
    return Sample(
        name=name, surface="message", text=message.text, blocks=list(message.blocks), locale=locale
    )
