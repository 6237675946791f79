"""Operations by their names, and the engine that holds a configuration for them. `_operations.pyi` has their types."""

import json

from . import _counterpoise
from ._error import Error


def call(op, input={}):
    return json.loads(_counterpoise.call(op, text(input)))


# The same under another name: that one is typed.
call_untyped = call


class Engine:
    __slots__ = ("_compiled",)

    def __init__(self, input):
        self._compiled = _counterpoise.Engine(text(input))

    def call(self, op, input={}):
        return json.loads(self._compiled.call(op, text(input)))

    call_untyped = call


def text(input):
    """An operation's input as JSON text."""
    try:
        return json.dumps(input, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise Error(
            "request.json",
            f"the input holds what JSON has no form for: {error}",
            hint="Send one JSON object.",
        ) from None
