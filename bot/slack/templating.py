"""Jinja, set up for messages.

What a message says is most of the time that an answer takes, so templates compile to code that
calls and reads as a program would. That needs parts of Jinja's compiler that it does not promise to
keep, all of them in this module. With a Jinja that nobody tested them with, templates are compiled
as Jinja compiles them: the same messages, more slowly.
"""

from collections.abc import Callable, Iterator, MutableMapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Context

from bot.slack.markup import finalize_value

TESTED_JINJA = "3.1."
IS_TESTED = jinja2.__version__.startswith(TESTED_JINJA)
OVERRIDES = "overrides"
"""The folder of templates that stand instead of others in one language, each in a folder of its
name."""


def build_environment(folder: Path, language: str, *, fast: bool = IS_TESTED) -> Environment:
    """Jinja for the messages of one language. `fast` compiles templates with `PlainCodeGenerator`."""
    kind = FastEnvironment if fast else Environment
    environment = kind(
        loader=FileSystemLoader([folder / OVERRIDES / language, folder]),
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        undefined=StrictUndefined,
        finalize=finalize_value,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=open_template_cache(folder, kind.__name__),
        autoescape=False,  # this is HTML's; `finalize_value` does Slack's, for every value printed
    )
    # What stands in the gaps of a message goes to `gettext` itself, which writes it to the letter.
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # the extension adds it
    return environment


def open_template_cache(folder: Path, kind: str) -> FileSystemBytecodeCache | None:
    """Where compiled templates are kept between starts; None where there can be no such place.

    Jinja knows a template by its source alone, so the name of its file says which compiler made it:
    this module, Jinja's version, and the kind of environment.
    """
    cache = folder / "__pycache__"
    try:
        cache.mkdir(exist_ok=True)
    except OSError:
        return None
    compiler = Path(__file__).read_bytes() + f"{jinja2.__version__} {kind}".encode()
    return TemplateCache(str(cache), f"{sha256(compiler).hexdigest()[:12]}-%s.bin")


class TemplateCache(FileSystemBytecodeCache):
    """Templates compiled before. Where nothing may be written, those that are there are read all
    the same."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


class PlainContext(Context):
    """A context that does not ask which of its names are global: that matters only to templates
    that import others."""

    def __init__(
        self,
        environment: Environment,
        parent: dict[str, object],
        name: str | None,
        blocks: dict[str, Callable[[Context], Iterator[str]]],
        globals: MutableMapping[str, object] | None = None,  # noqa: A002, ARG002 - Jinja's name for it
    ) -> None:
        super().__init__(environment, parent, name, blocks)


class PlainCodeGenerator(CodeGenerator):
    """Jinja's code without what no template of ours needs.

    Jinja asks at each call whether the function wants the context, and at each attribute whether
    there is an entry of that name: our functions never do, and an answer is never a dict. What
    holds the text of a block is a function.
    """

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("finalize = environment.finalize")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name for it
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001, FBT002 - Jinja's
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for sign, arguments in (
            ("", node.args),
            ("*", [node.dyn_args]),
            ("", node.kwargs),
            ("**", [node.dyn_kwargs]),
        ):
            for argument in filter(None, arguments):
                self.write(sign)
                self.visit(argument, frame)
                self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        if isinstance(macro_ref.node, nodes.CallBlock) and not macro_ref.node.args:
            self.write("macro")
        else:
            super().macro_def(macro_ref, frame)

    def _output_child_pre(
        self,
        node: nodes.Expr,  # noqa: ARG002 - Jinja's signature
        frame: Frame,  # noqa: ARG002
        finalize: CodeGenerator._FinalizeInfo,  # noqa: ARG002
    ) -> None:
        self.write("finalize(")

    def _output_child_post(
        self,
        node: nodes.Expr,  # noqa: ARG002 - Jinja's signature
        frame: Frame,  # noqa: ARG002
        finalize: CodeGenerator._FinalizeInfo,  # noqa: ARG002
    ) -> None:
        self.write(")")


class FastEnvironment(Environment):
    """An environment whose templates are compiled to plain calls and attributes."""

    context_class = PlainContext
    code_generator_class = PlainCodeGenerator
