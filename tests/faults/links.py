"""Where answers to clicks arrive: response URLs of the test's own that keep every body as it came."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.playground.listening import Listening


@dataclass(slots=True)
class Links:
    """Every body that came, by the last part of its address."""

    url: str = ""
    status: int = 200
    came: dict[str, list[bytes]] = field(default_factory=dict)

    def new(self, name: str) -> str:
        self.came[name] = []
        return f"{self.url}/{name}"

    async def take(self, request: Request) -> Response:
        self.came[request.path_params["name"]].append(await request.body())
        return PlainTextResponse("ok", status_code=self.status)


@contextmanager
def listening() -> Iterator[Links]:
    links = Links()
    place = Listening(
        Starlette(routes=[Route("/{name}", links.take, methods=["POST"])]), name="links"
    )
    place.start()
    links.url = place.url
    try:
        yield links
    finally:
        place.stop()
