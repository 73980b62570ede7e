"""The program once it has read itself, for servers of forks to begin with: importing this loads what commands load only
when they need it. Reading it takes a second of processor time and more for each process that a test starts."""

import gc

from alembic import command
from anyio._backends import _asyncio as anyio_backend
from uvicorn.lifespan import on as uvicorn_on
from uvicorn.protocols.http import h11_impl

from bot import doctor, server
from bot.content.load import (
    load_decks,
    load_libraries,
    load_objections,
    load_playbooks,
    load_trade_libraries,
)
from bot.documents import calendar_file, files, ledger_xlsx
from bot.main import load_renderer
from bot.operations import converse, export, read, replay, say, serve
from bot.playground import playing
from bot.store import migrate, seals

READ = (
    *(command, server, doctor, calendar_file, files, ledger_xlsx),
    *(converse, export, read, replay, say, serve, playing, migrate, seals),
    *(h11_impl, uvicorn_on, anyio_backend),
)
for load in (load_libraries, load_trade_libraries, load_decks, load_playbooks, load_objections):
    load()
load_renderer().compile_all()
# What is here already is left alone by the garbage collector, so that forks share its memory.
gc.freeze()
