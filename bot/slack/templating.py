"""How templates become Python: what a message says is most of the time that an answer takes, so that the compiled text
calls and reads as a program would.

Jinja's own code asks at each call whether the function wants the context, and at each attribute whether there is an
entry of that name: our functions never do, and an answer is never a dict. What holds the text of a block is a function.
"""

from contextlib import suppress

from jinja2 import FileSystemBytecodeCache, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef


class TemplateCache(FileSystemBytecodeCache):
    """Templates compiled before. Where nothing may be written, those that are there are read all the same."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


class PlainCodeGenerator(CodeGenerator):
    """Jinja's code without what no template of ours needs."""

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
