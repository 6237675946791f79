"""Operations over columns: what is long comes and goes as tables of Arrow, and no column goes through JSON on its way."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Mapping, Optional, Protocol, Union

from . import _counterpoise
from ._operations import text

if TYPE_CHECKING:
    from . import types
    from ._counterpoise import Table


class ArrowStream(Protocol):
    """What hands a table over in pieces: pyarrow, polars, pandas 2.2 and newer."""

    def __arrow_c_stream__(self, requested_schema: Optional[object] = None) -> object: ...


class ArrowArray(Protocol):
    """What hands one batch over, such as ``pyarrow.RecordBatch``."""

    def __arrow_c_array__(self, requested_schema: Optional[object] = None) -> tuple[object, object]: ...


Columns = Union[ArrowStream, ArrowArray]


@dataclass(frozen=True)
class Simulation:
    """What happened, sync by sync and in figures."""

    start: str
    """The instant of the start."""
    timeline: Table
    """A row a sync: seconds, rate, queue, dropped, replicas, pods, ready, terminating, proposal, stabilized, limited."""
    metrics: Table
    """A row a sync and metric: seconds, index, metric, usage, utilization, ratio, proposal, outcome, error."""
    events: Table
    """A row an event: seconds, count, last, about, type, reason, message."""
    measures: types.Measures
    """All of it in figures."""
    drivers: list[types.MetricDriver]
    """What drives the metrics of the spec."""
    status: types.HorizontalPodAutoscalerStatus
    """The HPA's status after the last sync."""


@dataclass(frozen=True)
class Decision:
    """What a sync comes to."""

    desired_replicas: int
    """Replicas that the target is asked to have after the sync."""
    rescale: bool
    """Whether the scale is to be written."""
    events: Table
    """A row an event: type, reason, message."""
    status: types.HorizontalPodAutoscalerStatus
    """The HPA's status."""
    state: types.State
    """What to give back at the next sync."""
    steps: list[types.Step]
    """Why it came to this."""


def simulate(
    hpa: Union[types.AnyHorizontalPodAutoscaler, Mapping[str, object], str],
    load: Union[Columns, float, None] = None,
    *,
    workload: Optional[Mapping[str, object]] = None,
    **settings: object,
) -> Simulation:
    """Runs ``hpa.simulate``.

    ``load`` is a table with the columns ``seconds`` and ``requests``, numbers both: requests a second since the start, in straight
    lines between the rows; or a number, of a load that stays. ``workload`` has the other fields of the operation's `workload`, and
    each of ``settings`` is a field of its input by its name, such as ``duration="6h"`` and ``syncPhase="5s"``.
    """
    fields: dict[str, Any] = {"hpa": hpa, **settings}
    columns = None
    if isinstance(load, (int, float)):
        fields["workload"] = {**(workload or {}), "load": load}
    elif load is not None:
        columns = load
        fields["workload"] = {**(workload or {}), "load": 0}
    elif workload is not None:
        fields["workload"] = workload
    timeline, metrics, events, rest = _counterpoise.simulate(text(fields), columns)
    others = json.loads(rest)
    kept = {name: others[name] for name in ("start", "measures", "drivers", "status")}
    return Simulation(timeline=timeline, metrics=metrics, events=events, **kept)


def reconcile(
    hpa: Union[types.AnyHorizontalPodAutoscaler, Mapping[str, object], str],
    pods: Optional[Columns] = None,
    metrics: Optional[Columns] = None,
    *,
    scale: object,
    now: str,
    **others: object,
) -> Decision:
    """Runs ``hpa.reconcile``, one sync of the controller.

    ``pods`` is a table with a row a pod, or a row a container of one: ``name`` and ``labels`` (``app=web,tier=a``), and where they are
    known ``namespace``, ``phase``, ``ready``, ``ready_since``, ``start``, ``deleted``, ``container``, ``cpu_request_milli`` and
    ``memory_request_bytes``. ``metrics`` is one with a row a value: ``metric`` and ``value_milli``, for metrics of pods ``pod``, and where
    they are known ``source`` (the type in the HPA, where two have one name), ``container``, ``labels``, ``timestamp`` and
    ``window_seconds``. Each of ``others`` is a field of the operation's input by its name, such as ``state`` and ``profile``.
    """
    events, rest = _counterpoise.reconcile(text({"hpa": hpa, "scale": scale, "now": now, **others}), pods, metrics)
    got = json.loads(rest)
    return Decision(
        desired_replicas=got["desiredReplicas"],
        rescale=got["rescale"],
        events=events,
        status=got["status"],
        state=got["state"],
        steps=got["steps"],
    )
