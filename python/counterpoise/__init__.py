"""The arithmetic between a Kubernetes metric and a replica count.

``call`` runs any operation of the contract on a dict and gives a dict; ``Engine`` holds a compiled configuration for those that
ask often. What fails raises ``Error``.
"""

from ._error import Error
from ._operations import Engine, call, call_untyped

__all__ = ["Engine", "Error", "call", "call_untyped"]
