"""`make sentences data=FOLDER`: every ready sentence that people read while conversations and stories are played.

A ready sentence is what stands in quotes behind *Say* (or another word that offers it), what a card quotes, and what a
form to copy from holds. Conversations are those of `coach`, `conversations` and `fair` in the folder, and the
project's own; they are played by `giveget converse`, stories by `giveget play`.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from bot.coach.answers.base import Answer
from bot.content.load import TEMPLATES
from bot.main import build
from bot.operations.converse import RecordingRenderer, play_conversations
from bot.operations.database import migrate_database
from bot.playground.playing import make_bot
from bot.playground.server import play
from bot.playground.story import stories
from bot.playground.wire import UNHURRIED
from bot.slack.render import Message

OWN = Path(__file__).with_name("sentences.jsonl")
"""Conversations of the project itself, whose sentences are kept as a golden."""

QUOTED = re.compile(r'^(?P<lead>.*?[^\s"„“]:) ["„“](?P<sentence>[^\n]+)["“”]\W*$', re.MULTILINE)
KINDS = ("coach", "conversations", "fair")
"""The folders of the data whose rows are conversations or questions to the coach."""
NOT_TO_SAY = re.compile(r"(?i)not used|nicht verwendet|no measure|keine kennzahl|recorded|erfasst")
NOT_SENT = ("MesoRhythm", "DebriefLineDrafted", "DebriefFactNamed")
"""Bare text that starts a field of a form, and is sent to nobody."""
BLANK = re.compile(r"\[[^\]]+\]")
"""What is left to fill in, as in the sentence of a card; such a sentence is not ready."""
SHORTEST = 3
"""Fewer words than that are a name, not a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadySentence:
    """A sentence as somebody reads it; `where` is the row or story, `situation` the answer it stands in."""

    where: str
    side: str
    situation: str
    locale: str
    sentence: str


class SentenceRenderer(RecordingRenderer):
    """A renderer that keeps every ready sentence of what it renders."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._sentences: list[ReadySentence] = []

    def render(
        self, answer: Answer, *, locale: str, today: date, with_sentences: bool = True
    ) -> Message:
        message = super().render(answer, locale=locale, today=today, with_sentences=with_sentences)
        if not with_sentences:
            return message
        words = super().plain(answer, locale=locale, today=today)
        self._keep(answer, [*find_quoted(words), *list_quotes(message.blocks)], locale)
        return message

    def plain(self, answer: Answer, *, locale: str, today: date) -> str:
        """Bare text is rendered for nothing else than to be copied."""
        text = super().plain(answer, locale=locale, today=today)
        if type(answer).__name__ not in NOT_SENT:
            self._keep(answer, [text], locale)
        return text

    def take(self) -> list[ReadySentence]:
        """What was kept since the last time."""
        sentences, self._sentences = self._sentences, []
        return sentences

    def _keep(self, answer: Answer, sentences: Iterable[str], locale: str) -> None:
        # some answers stand around another one, with more words beneath it
        while (inner := getattr(answer, "answer", None)) is not None:
            answer = inner
        side = getattr(getattr(answer, "deal", None), "side", "")
        self._sentences += [
            ReadySentence(
                where="",
                side=str(side),
                situation=type(answer).__name__,
                locale=locale,
                sentence=" ".join(sentence.split()),
            )
            for sentence in sentences
            if not BLANK.search(sentence)
        ]


def find_quoted(words: str) -> Iterator[str]:
    """What a message offers to be said, behind a colon and in quotation marks."""
    for found in QUOTED.finditer(words):
        if len(found["sentence"].split()) >= SHORTEST and not NOT_TO_SAY.search(found["lead"]):
            yield found["sentence"]


def list_quotes(value: object) -> Iterator[str]:
    """What stands in a block quote, as the sentence of a card does."""
    if isinstance(value, Mapping):
        if value.get("type") == "rich_text_quote":
            yield "".join(str(part.get("text", "")) for part in value["elements"])
            return
        for each in value.values():
            yield from list_quotes(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from list_quotes(each)


def list_sentences(files: Iterable[Path], *, with_stories: bool = True) -> list[ReadySentence]:
    """The ready sentences of all rows of these files, then of the stories."""
    renderer = SentenceRenderer(TEMPLATES)
    sentences: list[ReadySentence] = []
    for path in files:
        lines = [line for line in path.read_bytes().splitlines() if line.strip()]
        for row in play_conversations(lines, renderer):
            sentences += [replace(each, where=str(row["id"])) for each in renderer.take()]
    if with_stories:
        for story in stories():
            play_story(story.name, renderer)
            sentences += [replace(each, where=story.name) for each in renderer.take()]
    return sentences


def play_story(name: str, renderer: SentenceRenderer) -> None:
    """Plays a story of the playground with this renderer."""
    make = make_bot(partial(build, renderer=renderer, patience=UNHURRIED), migrate_database)
    if play(make, headless=True, story=name, say=lambda _line: None) != 0:
        raise ValueError(f"the story {name} could not be played to its end")


def find_files(folder: Path | None) -> list[Path]:
    """The project's own conversations and those of the folder."""
    if folder is None:
        return [OWN]
    if folder.is_file():
        return [folder]
    return [OWN, *(path for kind in KINDS for path in sorted((folder / kind).glob("*.jsonl")))]


def format_sentences(sentences: Iterable[ReadySentence]) -> str:
    """One sentence a line, each only once for a side, a situation and a language."""
    lines: dict[tuple[str, ...], str] = {}
    for each in sentences:
        key = (each.side, each.situation, each.locale[:2], each.sentence)
        lines.setdefault(key, " | ".join((each.where, *key)))
    return "".join(f"{line}\n" for line in lines.values())


def count_by_situation(sentences: Iterable[ReadySentence]) -> Counter[str]:
    """In how many answers of each kind a sentence was offered."""
    return Counter(each.situation for each in sentences)


def main(words: list[str]) -> int:
    """Prints the list, then how many there are of each kind; 1 where the folder is not there."""
    place = Path(words[0]) if words else None
    if place is not None and not place.exists():
        sys.stderr.write("Say where the conversations are: make sentences data=FOLDER\n")
        return 1
    sentences = list_sentences(find_files(place), with_stories=place is None or place.is_dir())
    sys.stdout.write(format_sentences(sentences))
    distinct = len({each.sentence for each in sentences})
    sys.stdout.write(f"\n{distinct} different sentences, offered in\n")
    for situation, count in count_by_situation(sentences).most_common():
        sys.stdout.write(f"{count:5} {situation}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
