"""The command line. Exit code 0: it worked; 2: arguments that cannot be used; 1: anything else, told in one line."""

import os
import sys
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click
import orjson

from bot.clock.system_clock import SystemClock
from bot.command_helpers import load_settings, log_only_warnings, parse_moment, print_version

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from bot.server import Draining
    from bot.settings import Settings
    from bot.worker_group import WorkerGroup

FORMATS = ("json", "csv", "xlsx", "ics", "html", "md", "pdf")
PRIVATE = 0o077
"""The permissions that files of ours do not give: none to the group, none to others."""
COMMANDS = ("/concede", "/ask", "/got")
"""Those whose lines can be read; said here again so that the help of the command line needs no reader."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=print_version,
    help="Print the version and exit.",
)
def giveget() -> None:
    """Get something for what you give: a negotiation coach in your deal channels.

    \b
    Examples:
      giveget play        try it in your browser, without Slack
      giveget doctor      see what is missing before serving
      giveget serve       answer Slack over HTTP
    """
    # What it makes, the database, backups, exports, is for whoever runs it and for nobody else on the machine.
    os.umask(PRIVATE)


@giveget.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="Where the page is served.",
)
@click.option(
    "--headless", is_flag=True, help="Play a story without a browser, print what was said, and end."
)
@click.option("--story", metavar="NAME", help="Which story to play headless.")
def play(port: int, headless: bool, story: str | None) -> None:  # noqa: FBT001 - a flag of the command line
    """Try the real bot against a local Slack in your browser.

    \b
    Examples:
      giveget play
      giveget play --port 8080
      giveget play --headless --story renewal
    """
    if headless != (story is not None):
        raise click.UsageError("--headless and --story NAME go together.")
    log_only_warnings()
    from bot.operations.play import play as play_locally

    sys.exit(play_locally(port=0 if headless else port, headless=headless, story=story))


@giveget.command()
@click.option("--slack-api-url", metavar="URL", help="Another address for Slack's Web API.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes that answer, over PostgreSQL.",
)
def serve(slack_api_url: str | None, workers: int) -> None:
    """Answer Slack over HTTP, at /slack/events.

    \b
    Examples:
      giveget serve
      GIVEGET_DATABASE_URL=postgresql+psycopg://giveget@db/giveget giveget serve --workers 4
      GIVEGET_HOST=0.0.0.0 GIVEGET_PORT=8080 giveget serve
    """
    # the parent of the worker stays small: it loads the server alone
    from bot.server import serve as serve_over_http

    chosen = load_settings(slack_api_url=slack_api_url).ready_to_serve()
    if workers > 1 and chosen.database_url.get_secret_value().startswith("sqlite"):
        raise click.UsageError(
            "SQLite lets one process write at a time, so one worker is all that it can use. Several need PostgreSQL: "
            "set GIVEGET_DATABASE_URL to postgresql+psycopg://…, or leave --workers out."
        )
    serve_over_http(
        partial(_run_web_app, chosen),
        host=chosen.host,
        port=chosen.port,
        threads=chosen.threads,
        log_level=chosen.log_level,
        notice=chosen.notice_seconds,
        workers=workers,
    )


@giveget.command()
@click.option("--slack-api-url", metavar="URL", help="Another address for Slack's Web API.")
def socket(slack_api_url: str | None) -> None:
    """Answer Slack over Socket Mode. The bot opens the connection, so Slack need not reach it.

    \b
    Examples:
      giveget socket
      GIVEGET_LOG_LEVEL=debug giveget socket
    """
    from bot import logs
    from bot.operations.serve import run_socket_mode

    chosen = load_settings(slack_api_url=slack_api_url).ready_for_a_socket()
    logs.begin(chosen.log_level)
    run_socket_mode(chosen)


@giveget.command()
def migrate() -> None:
    """Bring the database up to this version.

    \b
    Examples:
      giveget migrate
      GIVEGET_DATABASE_URL=postgresql+psycopg://giveget@localhost/giveget giveget migrate
    """
    from bot.operations.database import migrate_database

    migrate_database(load_settings())


@giveget.command()
def reseal() -> None:
    """Seal every private plan and token anew under the first key, so that the others can go.

    \b
    Examples:
      giveget reseal
      GIVEGET_ENCRYPTION_KEY=$NEW,$OLD giveget reseal
    """
    from bot.operations.database import reseal_database

    state = reseal_database(load_settings())
    click.echo(f"Sealed with the first key: {state.opens}. Do not open: {state.closed}.")
    sys.exit(1 if state.closed else 0)


@giveget.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Copy the SQLite database into a new file, whole, while the bot goes on.

    \b
    Examples:
      giveget backup giveget-2026-11-23.db
      giveget backup /var/backups/giveget-$(date +%F).db
    """
    from bot.operations.database import back_up_database

    back_up_database(load_settings(), file)
    click.echo(f"Backed up to {file}; the copy is whole.")


@giveget.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Even where the database holds deals; it is put aside.")
def restore(file: Path, force: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Put a backup of the SQLite database back in its place. Stop the bot first; then run giveget migrate.

    \b
    Examples:
      giveget restore giveget-2026-11-23.db
      giveget restore giveget-2026-11-23.db --force
    """
    from bot.operations.database import restore_database

    aside = restore_database(load_settings(), file, force=force)
    click.echo(
        f"Restored from {file}." + (f" What was there before is in {aside}." if aside else "")
    )


@giveget.command()
@click.option(
    "--at",
    metavar="ISO",
    help="As of this moment, such as 2026-11-24T09:00+01:00; without it, now.",
)
@click.option("--do", "really", is_flag=True, help="With --at: do it, not only show it.")
def tick(at: str | None, really: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Do what is due and say what was done, in one line. A server does so by itself every half minute.
    As of another moment it only shows what would be done, unless told to do it.

    \b
    Examples:
      giveget tick
      giveget tick --at 2026-11-24T09:00+01:00
      giveget tick --at 2026-11-24T09:00+01:00 --do
    """
    from bot.operations.tick import rehearse_tick, tick_at

    log_only_warnings()
    if at is None:
        click.echo(tick_at(load_settings(), SystemClock().now()))
    elif really:
        click.echo(tick_at(load_settings(), parse_moment(at), by_hand=True))
    else:
        click.echo(rehearse_tick(load_settings(), parse_moment(at)))


@giveget.command()
@click.option("--deal", required=True, metavar="DEAL", help="The deal, by its name or id.")
@click.option(
    "--year",
    type=click.IntRange(2000, 2999),
    help="The year, such as 2027; without it, this one.",
)
@click.option(
    "--lines",
    type=click.IntRange(1, 100),
    default=1,
    show_default=True,
    help="How many lines of each message to print.",
)
def calendar(deal: str, year: int | None, lines: int) -> None:
    """Print the messages about a deal that would come by themselves if nobody did anything, for each day and reader.
    The first line counts them. Nothing is sent or changed.

    \b
    Examples:
      giveget calendar --deal "Acme renewal"
      giveget calendar --deal "Acme renewal" --lines 5
    """
    from bot.operations.calendar import write_calendar

    log_only_warnings()
    now = SystemClock().now()
    click.echo(write_calendar(load_settings(), deal, year or now.year, now=now, lines=lines))


@giveget.command()
@click.option("--json", "as_json", is_flag=True, help="Print the findings as one JSON value.")
def doctor(as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Check settings, database, Slack and clock. Says what to do; exit code 1 where something is in the way.

    \b
    Examples:
      giveget doctor
      giveget doctor --json
    """
    from bot.operations.examine import examine_installation, format_findings

    found = examine_installation()
    click.echo(orjson.dumps(found) if as_json else format_findings(found))
    sys.exit(any(finding.severity == "problem" for finding in found))


@giveget.command()
@click.option(
    "--command",
    type=click.Choice(COMMANDS),
    default=COMMANDS[0],
    show_default=True,
    help="Typed after.",
)
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), help="The day that 'Friday' counts from."
)
@click.option(
    "--locale", default="en-US", show_default=True, help="Whose way to write numbers and days."
)
@click.option("--json", "text", metavar="TEXT", help="Read this line.")
@click.option(
    "--jsonl",
    "rows",
    type=click.File("rb"),
    metavar="FILE",
    help="Read rows {id, text, command?, locale?}.",
)
def read(
    command: str, today: datetime | None, locale: str, text: str | None, rows: BinaryIO | None
) -> None:
    """Read lines as the slash commands do and print what was understood, as JSON.

    \b
    Examples:
      giveget read --json "5% off for 24-month term by Friday"
      giveget read --command /got --today 2026-11-23 --locale de-DE --json "reference call worth 5.000 EUR"
      giveget read --today 2026-11-23 --jsonl lines.jsonl
    """
    if (text is None) == (rows is None):
        raise click.UsageError("Give either --json TEXT or --jsonl FILE.")
    day = (today or SystemClock().now()).date()
    lines = rows or [orjson.dumps({"text": text})]
    from bot.language.lines import Command
    from bot.operations import read as reading

    sys.stdout.buffer.writelines(
        reading.read_lines(lines, command=Command(command), locale=locale, today=day)
    )


@giveget.command()
@click.option("--json", "text", metavar="TEXT", help="Read this sentence.")
@click.option(
    "--jsonl",
    "rows",
    type=click.File("rb"),
    metavar="FILE",
    help="Read rows {id, text, context?, role?}.",
)
def say(text: str | None, rows: BinaryIO | None) -> None:
    """Read draft sentences as /coach say does and print what they do, as JSON.

    A context is [[who, what], ...] before the sentence. Where the role is buyer or seller, a bare price counts as a
    give or an ask by the way it moves.

    \b
    Examples:
      giveget say --json "We can do 10% off"
      giveget say --json "We can do 10% off if you sign by Friday"
      giveget say --jsonl sentences.jsonl
    """
    if (text is None) == (rows is None):
        raise click.UsageError("Give either --json TEXT or --jsonl FILE.")
    sentences = rows or [orjson.dumps({"text": text})]
    from bot.operations.say import read_sentences

    sys.stdout.buffer.writelines(read_sentences(sentences))


@giveget.command()
@click.argument("traces", type=click.File("rb"), metavar="FILE.traces.jsonl")
@click.option(
    "--json",
    "_as_json",
    is_flag=True,
    help="Print a row of JSON for each trace; there is no other form.",
)
def replay(traces: BinaryIO, _as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Play recorded negotiations again through what stands behind /offer, and print what each offer changed.

    \b
    Examples:
      giveget replay job_interview.traces.jsonl --json
      giveget replay - --json < some.traces.jsonl
    """
    from bot.operations.replay import replay_traces

    sys.stdout.buffer.writelines(replay_traces(traces))


@giveget.command()
@click.argument("conversations", type=click.File("rb"), metavar="FILE.jsonl")
@click.option(
    "--json",
    "_as_json",
    is_flag=True,
    help="Print one JSON array with a row for each conversation; there is no other form.",
)
def converse(conversations: BinaryIO, _as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Play typed conversations through the whole bot and print each final ledger and what was read.

    A row is {id, deal, lines: [{on, by, typed | press}, ...]} or a question to the coach,
    {id, side, before: [line, ...], typed}.

    \b
    Examples:
      giveget converse conversations.jsonl --json
      giveget converse - --json < questions.jsonl
    """
    from bot import logs
    from bot.operations.converse import converse as play_conversations

    # Without it whatever goes wrong would be printed with all that was typed, which takes minutes, too.
    logs.begin(logs.LogLevel.ERROR)
    sys.stdout.buffer.write(play_conversations(conversations))


@giveget.command()
@click.argument("deal")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="json",
    show_default=True,
    help="What to write.",
)
@click.option(
    "--plan-for",
    "reader",
    metavar="PERSON",
    help="Write the private plan instead, for a person (by Slack id) who may see it; html, md or pdf.",
)
def export(deal: str, form: str, reader: str | None) -> None:
    """Write all that is stored about a deal to stdout. csv and xlsx hold its moves, ics its dates; html, md and pdf
    hold its rhythm on one page, for both sides.

    \b
    Examples:
      giveget export 0198c2f4 > acme.json
      giveget export "Acme renewal" --format csv > acme.csv
      giveget export "Acme renewal" --format ics > acme.ics
      giveget export "Acme renewal" --format pdf > rhythm.pdf
      giveget export "Acme renewal" --format html --plan-for U0ANA > plan.html
    """
    from bot.operations.export import export as export_deal
    from bot.operations.export import export_plan

    if reader is not None:
        click.echo(export_plan(load_settings(), deal, form, reader), nl=False)
        return
    click.echo(export_deal(load_settings(), deal, form), nl=False)


@giveget.command()
@click.option(
    "--since", metavar="CURSOR", help="Only what came after this cursor; without it, everything."
)
@click.option(
    "--acts",
    is_flag=True,
    help="Instead, who asked for plans, made files, changed settings and roles, ran commands.",
)
def audit(since: str | None, acts: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Write who did what to which ledger, a line of JSON each, in the order it was stored.

    The lines hold ids, numbers and states, never what a deal is about. The last line's cursor is where the next
    audit goes on.

    \b
    Examples:
      giveget audit > audit.jsonl
      giveget audit --since 0 > later.jsonl
      giveget audit --acts > acts.jsonl
    """
    from bot.operations.audit import write_acts, write_audit

    if acts and since is not None:
        raise click.UsageError("--acts writes all acts that are kept; --since goes without it.")
    if acts:
        write_acts(load_settings(), sys.stdout.buffer.write)
        return
    write_audit(load_settings(), since, sys.stdout.buffer.write)


@giveget.group()
def webhook() -> None:
    """What the webhook hands over: see what it could not, try again, test the way.

    \b
    Examples:
      giveget webhook test
      giveget webhook list
      giveget webhook retry
    """


@webhook.command("list")
@click.option(
    "--state",
    type=click.Choice(("pending", "sending", "sent", "dead")),
    default="dead",
    show_default=True,
    help="Which deliveries.",
)
def list_webhook_deliveries(state: str) -> None:
    """List deliveries, oldest first: ids, how often each was tried, and how the last attempt ended.

    \b
    Examples:
      giveget webhook list
      giveget webhook list --state pending
    """
    from bot.coach.records import WebhookState
    from bot.operations.webhook import list_deliveries

    for line in list_deliveries(load_settings(), WebhookState(state)):
        click.echo(line)


@webhook.command("retry")
@click.argument("ids", metavar="[ID]...", nargs=-1)
def retry_webhook_deliveries(ids: tuple[str, ...]) -> None:
    """Have dead deliveries tried for another day: those with these ids, or all.

    \b
    Examples:
      giveget webhook retry
      giveget webhook retry 5f1c0f6d2b7e4d3a9c8b7a6958473625
    """
    from bot.operations.webhook import retry_deliveries

    count = retry_deliveries(load_settings(), ids)
    click.echo(f"{count} will be tried again by whoever serves.")


@webhook.command("test")
def test_webhook() -> None:
    """Send one delivery of the kind "test" now, and say what became of it.

    \b
    Examples:
      giveget webhook test
    """
    from bot.operations.webhook import try_webhook

    attempt = try_webhook(load_settings())
    click.echo(f"{attempt.why}")
    if not attempt.is_taken:
        raise click.exceptions.Exit(1)


@giveget.command("import")
@click.argument("file", type=click.File("rb"))
@click.option("--deal", metavar="DEAL", help="The deal, by id or name, of rows that name none.")
@click.option("--dry-run", "dry", is_flag=True, help="Only show what would be recorded.")
@click.option(
    "--map",
    "columns",
    metavar="HEADING=MEANING",
    multiple=True,
    help="What a column is, where its heading does not tell.",
)
def import_(file: BinaryIO, deal: str | None, dry: bool, columns: tuple[str, ...]) -> None:  # noqa: FBT001 - a flag of the command line
    """Record the moves of a spreadsheet: CSV, text with tabs, a table of Markdown, .xlsx, .xls or .ods. Rows recorded
    before are passed over; where a row cannot be taken, nothing is recorded and the exit code is 1.

    \b
    Examples:
      giveget import moves.csv --deal "Acme renewal" --dry-run
      giveget import tracker.xlsx --deal "Acme renewal" --map "Item=we give"
      giveget import moves.csv
    """
    from bot.operations.sheets import import_file, parse_columns

    report, is_complete = import_file(
        load_settings(), file.read(), deal, dry=dry, columns=parse_columns(columns)
    )
    click.echo(report)
    sys.exit(0 if is_complete else 1)


def main() -> None:
    """Runs a command; what fails is told in one line, in the error's own words where it is one of ours."""
    try:
        giveget(prog_name="giveget")
    except Exception as error:  # noqa: BLE001 - the last place where anything can be told
        from bot.operations.errors import describe_error

        click.echo(f"giveget: {describe_error(error)}", err=True)
        sys.exit(1)


def _run_web_app(
    chosen: "Settings", draining: "Draining", group: "WorkerGroup"
) -> "AbstractContextManager[WSGIApplication]":
    """The bot, built in the process that serves it."""
    from bot.operations.serve import run_web_app

    return run_web_app(chosen, draining, group)


if __name__ == "__main__":
    main()
