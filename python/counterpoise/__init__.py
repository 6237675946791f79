"""The arithmetic between a Kubernetes metric and a replica count.

``call`` runs any operation of the contract on a dict and gives a dict; ``Engine`` holds a compiled configuration for those that
ask often. ``simulate`` and ``reconcile`` take and give tables of Arrow where there is much. What fails raises ``Error``.
"""

from ._columns import Columns, Decision, Simulation, reconcile, simulate
from ._counterpoise import Table
from ._error import Error
from ._operations import Engine, call, call_untyped

__all__ = [
    "Columns",
    "Decision",
    "Engine",
    "Error",
    "Simulation",
    "Table",
    "call",
    "call_untyped",
    "reconcile",
    "simulate",
]
