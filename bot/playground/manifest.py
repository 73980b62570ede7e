"""What the app told Slack about itself: its commands, shortcuts, scopes and events."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

import yaml

DEFAULT_PATH = "/slack/events"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    command: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False
    path: str = DEFAULT_PATH


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcut:
    callback_id: str
    name: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    name: str
    scopes: tuple[str, ...]
    commands: tuple[Command, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    events: tuple[str, ...] = ()
    home_tab: bool = False
    messages_tab: bool = False
    interactivity_path: str = DEFAULT_PATH
    events_path: str = DEFAULT_PATH

    @classmethod
    def read(cls, path: Path) -> Self:
        return cls.parse(path.read_text(encoding="utf-8"))

    @classmethod
    def parse(cls, text: str) -> Self:
        """From YAML (or JSON, which is YAML too)."""
        told = yaml.safe_load(text)
        features, settings = told.get("features", {}), told.get("settings", {})
        scopes = told.get("oauth_config", {}).get("scopes", {})
        home = features.get("app_home", {})
        subscriptions = settings.get("event_subscriptions", {})
        return cls(
            name=told["display_information"]["name"],
            scopes=(*scopes.get("bot", ()), *scopes.get("bot_optional", ())),
            commands=tuple(_command(one) for one in features.get("slash_commands", ())),
            shortcuts=tuple(_shortcut(one) for one in features.get("shortcuts", ())),
            events=tuple(subscriptions.get("bot_events", ())),
            home_tab=bool(home.get("home_tab_enabled")),
            messages_tab=bool(home.get("messages_tab_enabled")),
            interactivity_path=_path(settings.get("interactivity", {}).get("request_url")),
            events_path=_path(subscriptions.get("request_url")),
        )

    def command(self, name: str) -> Command | None:
        return next((one for one in self.commands if one.command == name), None)

    def shortcut(self, name: str) -> Shortcut | None:
        """By the words on its menu or by its callback id."""
        return next((one for one in self.shortcuts if name in (one.name, one.callback_id)), None)


def _command(told: Mapping[str, Any]) -> Command:
    return Command(
        command=told["command"],
        description=told.get("description", ""),
        usage_hint=told.get("usage_hint", ""),
        should_escape=bool(told.get("should_escape")),
        path=_path(told.get("url")),
    )


def _shortcut(told: Mapping[str, Any]) -> Shortcut:
    return Shortcut(callback_id=told["callback_id"], name=told["name"], type=told["type"])


def _path(url: str | None) -> str:
    return urlsplit(url or "").path or DEFAULT_PATH
