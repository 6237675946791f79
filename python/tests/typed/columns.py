"""Types of what takes and gives tables, held to by `mypy --strict` as in operations.py. pyarrow itself has none."""

from __future__ import annotations

from typing import Optional

import counterpoise
from counterpoise import Columns, Decision, Simulation, Table


def simulated(load: Columns) -> Simulation:
    counterpoise.simulate("", load, duration="1h", workload={"cpu": "10m"}, seed=1)
    counterpoise.simulate("", {"seconds": [0.0]}, duration="1h")  # type: ignore[arg-type]
    counterpoise.simulate(load)  # type: ignore[arg-type]
    return counterpoise.simulate({"spec": {"maxReplicas": 3}}, 100, duration="1h")


def peak(simulation: Simulation) -> int:
    timeline: Table = simulation.timeline
    simulation.timeline["replicas"]  # type: ignore[index]
    # What comes out goes in.
    again: Columns = timeline
    counterpoise.simulate("", again, duration="1h")
    most: int = simulation.measures["maxReplicas"]
    wait: Optional[float] = simulation.measures.get("maxWaitSeconds")
    simulation.measures["mostReplicas"]  # type: ignore[typeddict-item]
    return most if wait is None else simulation.timeline.num_rows


def decided(pods: Columns, metrics: Columns) -> Decision:
    counterpoise.reconcile("", pods, metrics, now="2026-05-01T12:00:00Z")  # type: ignore[call-arg]
    counterpoise.reconcile("", pods, metrics, scale="", now=0)  # type: ignore[arg-type]
    first = counterpoise.reconcile("", pods, metrics, scale="", now="2026-05-01T12:00:00Z")
    replicas: int = first.desired_replicas
    words: list[str] = [step["why"] for step in first.steps]
    first.desired_replicas = replicas  # type: ignore[misc]
    return counterpoise.reconcile("", pods, scale=words, now="2026-05-01T12:00:15Z", state=first.state)
