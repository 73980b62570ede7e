from dataclasses import dataclass
from pathlib import Path

import jinja2
import pytest
from jinja2 import Environment, FileSystemLoader, UndefinedError

from bot.coach.answers.base import Answer
from bot.playground.samples.acme import TODAY
from bot.slack.render import Message, Renderer, template_name
from bot.slack.templating import TESTED_JINJA, open_template_cache
from tests.slack.messages import MONDAY, TEMPLATES, read, renderer
from tests.slack.test_templates import SAMPLES


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveSpoken(Answer):
    """An answer of this test's own."""

    what: str = "5% off"


def say(folder: Path, template: str, answer: GiveSpoken | None = None) -> Message:
    (folder / "moves").mkdir(exist_ok=True)
    (folder / "moves" / "give_spoken.j2").write_text(template, encoding="utf-8")
    return Renderer(folder).render(answer or GiveSpoken(), locale="en-US", today=MONDAY)


def test_an_answer_is_said_by_the_template_of_its_name(tmp_path: Path) -> None:
    assert template_name(GiveSpoken) == "give_spoken"
    assert (
        read(say(tmp_path, "{% call section() %}*Given*: {{ answer.what }}{% endcall %}").blocks)
        == "Given: 5% off"
    )


def test_lines_that_say_nothing_leave_no_gap(tmp_path: Path) -> None:
    message = say(
        tmp_path,
        "{% call section() %}\n  One\n  {% if false %}\n  never\n  {% endif %}\n"
        "  {% if true %}two{% endif %}\n  three\n{% endcall %}",
    )
    assert read(message.blocks) == "One\ntwo\nthree"


def test_a_block_that_says_nothing_is_left_out(tmp_path: Path) -> None:
    empty = "{% call section() %} {% endcall %}{% call bullets() %}{% endcall %}{% call fields() %}{% endcall %}"
    assert len(say(tmp_path, empty + "{{ buttons(none) }}{{ header('Deal') }}").blocks) == 1


def test_the_words_of_all_blocks_are_the_fallback(tmp_path: Path) -> None:
    message = say(
        tmp_path,
        "{{ header('Deal') }}{% call section() %}*Given*: {{ answer.what }}{% endcall %}"
        "{% call bullets() %}\none\ntwo\n{% endcall %}{{ buttons(button('Undo', 'move.undo')) }}",
        GiveSpoken(what="<!channel> & *all*"),
    )
    assert message.text == "Deal\nGiven: &lt;!channel&gt; &amp; *all*\n• one\n• two"


def test_a_template_can_give_a_shorter_fallback(tmp_path: Path) -> None:
    message = say(
        tmp_path,
        "{% call fallback() %}Given{% endcall %}{% call section() %}{{ answer.what }}{% endcall %}",
    )
    assert message.text == "Given"


def test_a_slip_in_a_template_is_an_error_never_a_gap(tmp_path: Path) -> None:
    with pytest.raises((AttributeError, UndefinedError), match="waht"):
        say(tmp_path, "{% call section() %}{{ answer.waht }}{% endcall %}")
    with pytest.raises(TypeError):
        say(tmp_path, "{% call section() %}{{ none }}{% endcall %}")
    with pytest.raises(ValueError, match="outside its blocks"):
        say(tmp_path, "{% call section() %}x{% endcall %} stray")


def test_the_same_button_twice_has_two_ids(tmp_path: Path) -> None:
    message = say(
        tmp_path,
        "{% call section(button('One', 'a.b', '1')) %}x{% endcall %}"
        "{% call buttons() %}{% for n in ('2', '3') %}{{ press(button(n, 'a.b', n)) }}{% endfor %}{% endcall %}",
    )
    ids = [
        message.blocks[0]["accessory"]["action_id"],
        *(each["action_id"] for each in message.blocks[1]["elements"]),
    ]
    assert ids == ["a.b", "a.b~2", "a.b~3"]


def test_where_tables_cannot_stand_their_rows_become_a_list(tmp_path: Path) -> None:
    template = (
        "{% call table(column('#'), column('What'), column('Cost')) %}{{ row('#1', answer.what, '') }}{% endcall %}"
        "{{ chart('line', 'Given', [('Given', [('Mon', 1)])]) }}"
    )
    message = say(tmp_path, template)
    assert [block["type"] for block in message.blocks] == ["table", "data_visualization"]
    blocks = Renderer(tmp_path).blocks(GiveSpoken(), locale="en-US", today=MONDAY)
    assert read(blocks) == "• #1 · 5% off"


def test_two_templates_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "asks").mkdir()
    (tmp_path / "asks" / "give_spoken.j2").write_text("x", encoding="utf-8")
    with pytest.raises(ValueError, match="two templates"):
        say(tmp_path, "x")


def test_templates_are_compiled_when_first_used_or_all_at_once(tmp_path: Path) -> None:
    for name in ("give_spoken", "never_said"):
        (tmp_path / f"{name}.j2").write_text("{% call section() %}x{% endcall %}", encoding="utf-8")
    renderer = Renderer(tmp_path)
    compiled = tmp_path / "__pycache__"
    renderer.render(GiveSpoken(), locale="en-US", today=MONDAY)
    assert len(list(compiled.iterdir())) == 1
    renderer.compile_all()
    assert len(list(compiled.iterdir())) == 2


def test_a_changed_template_is_not_read_from_what_was_compiled_before(tmp_path: Path) -> None:
    say(tmp_path, "{% call section() %}before{% endcall %}")
    assert read(say(tmp_path, "{% call section() %}after{% endcall %}").blocks) == "after"
    assert list((tmp_path / "__pycache__").iterdir())


def test_where_nothing_may_be_written_templates_are_compiled_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "it.j2").write_text("words", encoding="utf-8")
    kept = open_template_cache(tmp_path, "Environment")
    (tmp_path / "__pycache__").rmdir()
    environment = Environment(loader=FileSystemLoader(tmp_path), bytecode_cache=kept)
    assert environment.get_template("it.j2").render() == "words"


def test_bare_words_have_no_escapes(tmp_path: Path) -> None:
    say(tmp_path, "{% call section() %}*Say*: {{ answer.what }}{% endcall %}")
    said = Renderer(tmp_path).plain(
        GiveSpoken(what="R&D <all> *now*"), locale="en-US", today=MONDAY
    )
    assert said == "Say: R&D <all> *now*"


def test_jinja_is_one_that_the_fast_compiler_was_tested_with() -> None:
    """With another one messages are compiled more slowly: see that the tests below pass, then
    change `TESTED_JINJA`."""
    assert jinja2.__version__.startswith(TESTED_JINJA)


def test_messages_are_the_same_as_jinja_itself_compiles_them() -> None:
    plain = Renderer(TEMPLATES, fast=False)
    for name, answer in SAMPLES:
        for locale in ("en-US", "de-DE"):
            blocks = plain.blocks(answer, locale=locale, today=TODAY)
            assert blocks == renderer().blocks(answer, locale=locale, today=TODAY), name
