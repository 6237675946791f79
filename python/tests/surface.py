"""The package behind a pipe, for suites that send the same requests to every surface.

    request:  <op> TAB <input as JSON on one line> LF
    reply:    ok TAB <result as JSON> LF
         or:  error TAB <error as JSON> LF

One reply a request, in order, each written at once; it ends with its input. An engine serves the requests whose op starts with `@`
(`@metrics.query`); the op `@` alone builds it from its input, takes the place of the engine before, and replies with an empty object.
The framing is that of `ffi/tests/c/surface.c`.
"""

import json
import sys

from counterpoise import Engine, Error, call

engine = None


def answer(op, input):
    global engine
    if op == "@":
        engine = Engine(input)
        return {}
    return engine.call(op[1:], input) if op.startswith("@") else call(op, input)


sys.stdout.reconfigure(encoding="utf-8", newline="\n")
for line in sys.stdin.buffer:
    op, _, text = line.decode().rstrip("\n").partition("\t")
    try:
        kind, said = "ok", answer(op, json.loads(text))
    except Error as error:
        fields = {name: getattr(error, name) for name in ("code", "message", "path", "span", "hint", "fix")}
        kind, said = "error", {name: value for name, value in fields.items() if value is not None}
    print(kind, json.dumps(said), sep="\t", flush=True)
