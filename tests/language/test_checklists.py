import pytest

from bot.language.checklists import asks_for_checklist


@pytest.mark.parametrize(
    "line",
    [
        "checklist",
        "show me the checklist",
        "give me a check-list for this deal",
        "what should I avoid?",
        "What shall we avoid here",
        "so what must we watch out for in this negotiation?",
        "what should I not do",
        "what shouldn't we do here?",
        "dos and don'ts",
        "the do's and don'ts for this deal",
        "what are the usual mistakes?",
        "common pitfalls to avoid",
        "what could go wrong here?",
        "was kann hier noch schiefgehen?",
        "which traps should we look out for",
        "what is there to avoid",
        "are we missing anything?",
        "have we thought of everything",
        "Was soll ich vermeiden?",
        "was sollten wir hier lassen",
        "worauf müssen wir achten?",
        "was dürfen wir nicht tun",
        "die häufigsten Fehler",
        "welche Fehler sollten wir vermeiden",
        "Checkliste bitte",
        "haben wir an alles gedacht?",
    ],
)
def test_a_question_for_the_checklist_is_heard(line: str) -> None:
    assert asks_for_checklist(line)


@pytest.mark.parametrize(
    "line",
    [
        "they want us to avoid penalties",
        "what should I ask for?",
        "what should I do next?",
        "the buyer wants a checklist of our certificates",
        "they avoid the question",
        "how do we avoid a price cut",
        "what should we avoid giving away before Friday because they still owe us an answer on the term",
        "sie wollen eine Checkliste mit Terminen",
        "was sollen wir fordern?",
        "worauf wollen sie hinaus",
        "common terms",
    ],
)
def test_other_sentences_are_not(line: str) -> None:
    assert not asks_for_checklist(line)
