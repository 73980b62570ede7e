from time import perf_counter

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.playground.listening import Listening


@pytest.mark.timing
def test_an_answer_is_not_held_back_for_what_might_follow_it() -> None:
    """The quickest of the last answers on one connection: held back, each would take 40 ms."""

    async def hello(_request: object) -> Response:
        return PlainTextResponse("Recorded.")

    served = Listening(Starlette(routes=[Route("/", hello)]))
    served.start()
    took = []
    with httpx.Client(base_url=served.url, trust_env=False) as client:
        for _ in range(40):
            begun = perf_counter()
            assert client.get("/").text == "Recorded."
            took.append(perf_counter() - begun)
    served.stop()
    assert min(took[-20:]) < 0.03
