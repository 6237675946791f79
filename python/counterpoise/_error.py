"""What everything here raises."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Optional

if TYPE_CHECKING:
    from .types import Fix, Span


class Error(Exception):
    """An error of the contract: ``str()`` of it is its message.

    ``code`` is stable and never reused; docs/errors.md lists all of them. ``path`` is the field of the input that it is about,
    ``span`` the place in the text that this field holds, ``hint`` what to change, and ``fix`` the edit of that text which does.
    """

    def __init__(
        self,
        code: str,
        message: str,
        path: Optional[str] = None,
        span: Optional[Span] = None,
        hint: str = "",
        fix: Optional[Fix] = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.path = path
        self.span = span
        self.hint = hint
        self.fix = fix

    @classmethod
    def of_json(cls, fields: str) -> Error:
        """An error of the JSON that the contract has for one."""
        return cls(**json.loads(fields))

    def __reduce__(self) -> tuple[object, ...]:
        # Workers hand errors on to other processes.
        return Error, (self.code, self.message, self.path, self.span, self.hint, self.fix)
