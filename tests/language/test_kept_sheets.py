"""Sheets as people of many trades keep them, each with the moves that it says. A move is written as its row, kind and
state, what moved, and after a bar whatever else the row says."""

from dataclasses import dataclass
from datetime import date
from time import thread_time

import pytest

from bot.domain.deals import Side
from bot.domain.worth import Figure, Worth
from bot.language.sheet_columns import Column
from bot.language.sheet_rows import SheetRow
from bot.language.sheet_words import TableSides
from bot.language.sheets import (
    Missing,
    Sheet,
    SheetContext,
    SheetProblem,
    SheetRead,
    SheetUnclear,
    read_sheet,
)

TODAY = date(2026, 11, 23)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A sheet that somebody keeps, and what it says."""

    text: str
    says: tuple[str, ...]
    side: Side = Side.SELLING
    locale: str = "en-US"
    parties: tuple[str, ...] = ()
    left_out: tuple[int, ...] = ()


SHEETS = {
    "freight, both sides in a row": Kept(
        text=(
            "| We Give | We Get | Status | Lane |\n|---|---|---|---|\n"
            "| Quick pay in 2 days | 10 loads a week | signed | DAL-ATL |\n"
            "| Detention after 1 hour | - | pending | DAL-ATL |\n"
        ),
        says=(
            "3 give firm: Quick pay in 2 days | with 3",
            "3 get firm: 10 loads a week",
            "4 give conditional: Detention after 1 hour",
        ),
    ),
    "packaging, an amount for each half": Kept(
        text="We give,Cost,We get,Value\nFree plates,900,400 t a year,20k\nNet 60,1200,,\n",
        says=(
            "2 give firm: Free plates | cost 900 with 2",
            "2 get firm: 400 t a year | worth 20000",
            "3 give firm: Net 60 | cost 1200",
        ),
    ),
    "agency, who did it": Kept(
        text="Who,What,When,Value,Why\nWe,third revision,2 Nov,900,goodwill\nClient,50% deposit,Nov 3rd,5000,\n",
        says=(
            "2 give firm: third revision | on 2026-11-02 worth 900 because goodwill",
            "3 get firm: 50% deposit | on 2026-11-03 worth 5000",
        ),
    ),
    "purchasing, a title above and a sum beneath": Kept(
        text=(
            "Supplier concession tracker,,,,\nPrepared by Purchasing,,,,\n\n"
            "Ref,Concession,By whom,Value (USD k),Date agreed\n"
            "C-01,60 days to pay,Supplier,45,10/14/2026\nC-02,two-year volume,Us,,11/02/2026\n,,Total,45,\n"
        ),
        side=Side.BUYING,
        says=(
            "5 get firm: 60 days to pay | on 2026-10-14 worth 45000 USD",
            "6 give firm: two-year volume | on 2026-11-02",
        ),
        left_out=(7,),
    ),
    "hiring, asks of both": Kept(
        text=(
            "Move,Item,By\nConcession,sign-on 10k,Us\nConcession,start 1 Dec,Candidate\n"
            "Request,remote days,Candidate\n"
        ),
        side=Side.HIRING,
        says=(
            "2 give firm: sign-on 10k",
            "3 get firm: start 1 Dec",
            "4 their ask open: remote days",
        ),
    ),
    "union pay, a list of asks": Kept(
        text="Their demands;Date;Status\n3 % Tabelle;02/11/2026;open\nZulage;13/11/2026;partly agreed\n",
        says=(
            "2 their ask open: 3 % Tabelle | on 2026-11-02",
            "3 their ask partly: Zulage | on 2026-11-13",
        ),
    ),
    "insurance, two headings one above the other": Kept(
        text=",We give,,We get,\nDate,What,Cost,What,Value\n2 Nov,waived deductible,900,full release,20000\n",
        says=(
            "3 give firm: waived deductible | on 2026-11-02 cost 900 with 3",
            "3 get firm: full release | on 2026-11-02 worth 20000",
        ),
    ),
    "lease, tied by number": Kept(
        text=(
            "#;Give/Get;Term;Concession;Our cost;In return for\n1;Give;Rent;2 months free;8.000;#2\n"
            "2;Get;Length;10-year lease;;\n3;Get;Fit-out;tenant pays fit-out;;1\n"
        ),
        side=Side.SELLING,
        says=(
            "2 give firm: 2 months free | cost 8000 for #2 with 3",
            "3 get firm: 10-year lease",
            "4 get firm: tenant pays fit-out | for 1 with 2",
        ),
    ),
    "partnering, the order of days in the heading": Kept(
        text="Date (DD/MM/YYYY),Type,Item,Status\n02/11/2026,Give,lead list,Done\n05/11/2026,Get,webinar,Agreed\n",
        side=Side.PARTNERING,
        says=(
            "2 give firm: lead list | on 2026-11-02",
            "3 get promised: webinar | on 2026-11-05",
        ),
    ),
    "construction, changes agreed or not": Kept(
        text=(
            "Item,Conceded by,Cost (EUR),Agreed?\nscaffold standby,Contractor,2.400,Yes\n"
            "cap on damages,Client,,Yes\nnight work,Contractor,900,No\n"
        ),
        says=(
            "2 give firm: scaffold standby | cost 2400 EUR",
            "3 get firm: cap on damages",
        ),
        left_out=(4,),
    ),
    "retail in German": Kept(
        text=(
            "Jahresgespräch 2026;;;;;;\n\nLfd. Nr.;Datum;Art;Beschreibung;Kosten in T€;Verantwortlich;Stand\n"
            "1;03.11.2026;gegeben;3 % Skonto;1,5;Einkauf;erledigt\n"
            "2;04.11.2026;bekommen;Listung in 40 Märkten;;Vertrieb;zugesagt\n"
            "3;4.11.;gefordert;Werbekostenzuschuss;;Vertrieb;offen\n"
            "4;05.11.2026;ihre Forderung;freie Displays;0,8;Einkauf;abgelehnt\nSumme;;;;2,3;;\n"
        ),
        locale="de-DE",
        says=(
            "4 give firm: 3 % Skonto | on 2026-11-03 cost 1500 EUR",
            "5 get promised: Listung in 40 Märkten | on 2026-11-04",
            "6 ask open: Werbekostenzuschuss | on 2026-11-04",
            "7 their ask declined: freie Displays | on 2026-11-05 cost 800 EUR",
        ),
        left_out=(8,),
    ),
    "leasing of machines in German, both sides in a row": Kept(
        text=(
            "Wir geben;Kosten;Wir bekommen;Nutzen für uns;Frist\n"
            "kostenlose Wartung;1.200,00 €;36 Monate Laufzeit;~9.000 €;31.12.2026\nStundung;-;k.A.;;\n"
        ),
        locale="de-DE",
        says=(
            "2 give firm: kostenlose Wartung | cost 1200 EUR by 2026-12-31 with 2",
            "2 get firm: 36 Monate Laufzeit | worth ~9000 EUR by 2026-12-31",
            "3 give firm: Stundung",
        ),
    ),
    "software, copied with tabs": Kept(
        text=(
            "Give/Get\tConcession\tCost to Us\tValue to Them\n"
            'Give\t5" tablet stands, 40 pcs\tTBD\tHigh\nGet\tcase study\t\t\n'
        ),
        says=('2 give firm: 5" tablet stands, 40 pcs | worth L', "3 get firm: case study"),
    ),
    "software, sizes in letters": Kept(
        text="Type,Item,Cost to us,Value to them\nGive,onboarding,L,H\nGive,training,M,H\n",
        says=(
            "2 give firm: onboarding | cost S worth L",
            "3 give firm: training | cost M worth L",
        ),
    ),
    "Excel's own separator": Kept(
        text="sep=;\nmove;what;cost\ngive;net 60;1.200,50\n\nget;reference;n/a\n",
        says=("2 give firm: net 60 | cost 1200.50", "4 get firm: reference"),
    ),
    "sponsoring, in which direction": Kept(
        text="Direction,Item,Date\nUs → Them,logo on jersey,2026/11/03\nThem → Us,200 tickets,2026-11-04T09:00:00Z\n",
        says=(
            "2 give firm: logo on jersey | on 2026-11-03",
            "3 get firm: 200 tickets | on 2026-11-04",
        ),
    ),
    "a log with one amount for both": Kept(
        text="Give/Get,Item,Amount (EUR),Given?\nGive,rate freeze,1.200,Yes\nGet,annual contract,9.000,yes\n",
        says=(
            "2 give firm: rate freeze | cost 1200 EUR",
            "3 get firm: annual contract | worth 9000 EUR",
        ),
    ),
    "events, gives and gets beneath each other": Kept(
        text=(
            "Item,Cost,Value\nGIVES,,\nstage time,900,\n\nlogo on banner,150,\nGETS,,\nItem,Cost,Value\n"
            "200 tickets,,4000\nTotal,1050,4000\nTheir asks,,\nmore passes,300,\n"
        ),
        says=(
            "3 give firm: stage time | cost 900",
            "5 give firm: logo on banner | cost 150",
            "8 get firm: 200 tickets | worth 4000",
            "11 their ask open: more passes | cost 300",
        ),
        left_out=(9,),
    ),
    "outsourcing, a table for each side": Kept(
        text=(
            "Our concessions,,\nItem,Cost\nnight shift,1200\n\nTheir concessions,,\n"
            "Description,Date,Value,Status\nthree-year term,3 Nov,30000,agreed\nreference,,,\n"
        ),
        says=(
            "3 give firm: night shift | cost 1200",
            "7 get promised: three-year term | on 2026-11-03 worth 30000",
            "8 get firm: reference",
        ),
    ),
    "rows that could be headings": Kept(
        text="move,what\nget,reference\ngive,notes\nask,date\n",
        says=("2 get firm: reference", "3 give firm: notes", "4 ask open: date"),
    ),
    "a list with one heading": Kept(
        text="Our concessions\n5% off\nnet 60\n",
        says=("2 give firm: 5% off", "3 give firm: net 60"),
    ),
    "consulting, the other side by name": Kept(
        text="Date,By,Concession,Cost\nMon 2 Nov,Northwind Ltd,steering calls,\n2 Nov 2026,us,rate freeze,12k p.a.\n",
        parties=("Northwind Ltd",),
        says=(
            "2 get firm: steering calls | on 2026-11-02",
            "3 give firm: rate freeze | on 2026-11-02 cost 12000",
        ),
    ),
}


def read(kept: Kept) -> SheetRead:
    sides = TableSides(side=kept.side, parties=kept.parties)
    return read_sheet(kept.text, SheetContext(locale=kept.locale, today=TODAY, sides=sides))


def written(worth: Worth) -> str:
    if not isinstance(worth, Figure):
        return worth.value
    number = worth.amount.normalize() if worth.amount % 1 == 0 else worth.amount
    return f"{'~' if worth.estimate else ''}{number:f} {worth.unit}".rstrip()


def told(row: SheetRow, rows: tuple[SheetRow, ...]) -> str:
    line = row.line
    parts = [f"on {line.on}" if line.on else ""]
    parts.append(f"cost {written(line.cost)}" if line.cost else "")
    parts.append(f"worth {written(line.worth)}" if line.worth else "")
    parts.append(f"for {line.for_what}" if line.for_what else "")
    parts.append(f"by {line.due}" if line.due else "")
    parts.append(f"because {line.reason}" if line.reason else "")
    parts += [f"with {other.row}" for other in rows if other.external in row.together]
    said = " ".join(filter(None, parts))
    kind = "their ask" if row.theirs else row.kind.value
    return f"{row.row} {kind} {row.state}: {line.what}" + (f" | {said}" if said else "")


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_read_as_it_is_kept(name: str) -> None:
    kept = SHEETS[name]
    sheet = read(kept)
    assert isinstance(sheet, Sheet), sheet
    assert sheet.troubles == ()
    assert tuple(told(row, sheet.rows) for row in sheet.rows) == kept.says
    assert tuple(row.row for row in sheet.left_out) == kept.left_out


@pytest.mark.parametrize(
    ("text", "missing", "guessed"),
    [
        ("Item | Cost to Us | Value to Them\nmoulds | 4,000 | 20,000\n", Missing.KIND, "we_give"),
        ("Description,Value\ncase study,500\n", Missing.KIND, "what"),
        (
            "Clause,Their position,Our position,Status\nLiability,10%,none,Open\n",
            Missing.WHAT,
            "what",
        ),
        (
            "Opportunity,Account,Amount,Close Date,Stage,Type\nRenewal,X,240000,2026-12-31,Won,New\n",
            Missing.WHAT,
            "",
        ),
        ("Term,Value\nPayment,net 30\n", Missing.WHAT, "what"),
        ("Don;Coût\nremise;12 000 €\n", Missing.WHAT, ""),
    ],
)
def test_a_table_that_says_too_little_is_asked_about(
    text: str, missing: Missing, guessed: str
) -> None:
    unclear = read(Kept(text=text, says=()))
    assert isinstance(unclear, SheetUnclear)
    assert unclear.missing is missing
    guess = unclear.columns[0].guess
    assert (guess.value if guess else "") == guessed


def test_what_a_person_says_of_a_column_counts_more_than_its_heading() -> None:
    context = SheetContext(locale="en-US", today=TODAY)
    text = "Item | Value | Value\nmoulds | 4,000 | 20,000\n"
    chosen = {
        "item": Column.THEY_ASK,
        "value": Column.COST_TO_US,
        "value 2": Column.WORTH_TO_THEM,
    }
    sheet = read_sheet(text, context, chosen)
    assert isinstance(sheet, Sheet)
    assert [told(row, sheet.rows) for row in sheet.rows] == [
        "2 their ask open: moulds | cost 4000 worth 20000"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Hi team,\nhere is what we agreed: 5% off, net 60.\nThanks, Olga\n",
        "5% off cost 12k",
        "5% off, net 60, 24 months",
    ],
)
def test_a_text_that_is_no_table_is_none(text: str) -> None:
    assert read(Kept(text=text, says=())) is SheetProblem.NO_HEADINGS


def test_a_quotation_mark_that_closes_nowhere_is_told_before_rows_are_lost() -> None:
    text = 'move,what\ngive,"net 60\nget,reference\nget,case study\n'
    assert read(Kept(text=text, says=())) is SheetProblem.UNCLOSED_QUOTE


@pytest.mark.parametrize(
    "text",
    [
        "|" * 5_000,
        "a," * 20_000 + "\n" + "b," * 20_000,
        "(" * 5_000 + ",y\nx,y",
        "move,what\ngive," + "(" * 20_000,
        "move,what,day\ngive,x," + " " * 5_000 + "1:",
        "-|-" * 3_000 + "\n|--|--|\n",
        "**" * 2_000 + "|x|\n|--|--|\n|a|b|",
        "Cost " + "in " * 3_000 + ",what\n1,2",
        "date,give/get,what\n" + "mon " * 500 + ",give,x",
        "move,what\ngive,\ud83d\n",
        "move,what\x00\ngive,x\x00y\n",
    ],
)
def test_no_text_takes_long_or_breaks_the_reader(text: str) -> None:
    took = []
    for _ in range(3):
        started = thread_time()
        read(Kept(text=text, says=()))
        took.append(thread_time() - started)
    # The quickest: a busy machine does not fail it.
    assert min(took) < 1
