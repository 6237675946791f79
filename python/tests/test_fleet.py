"""The example for Spark, without Spark: what it does with the rows of one HPA."""

import sys
from pathlib import Path

import pandas as pd

import counterpoise

sys.path.insert(0, str(Path(__file__).parent.parent / "examples"))
import fleet  # noqa: E402

START = pd.Timestamp("2026-11-01")


def hpa(target):
    source = {"metric": {"name": "requests"}, "target": {"type": "AverageValue", "averageValue": str(target)}}
    spec = {
        "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
        "minReplicas": 2,
        "maxReplicas": 9,
        "metrics": [{"type": "Pods", "pods": source}],
    }
    kind = {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler"}
    return {**kind, "metadata": {"name": "web", "namespace": "shop"}, "spec": spec}


def rows(**columns):
    times = [START + pd.Timedelta(minutes=minute) for minute in range(30)]
    given = {"namespace": "shop", "hpa": "web", "metric": "requests", "timestamp": times, "value": 30.0, "replicas": 4}
    return pd.DataFrame({**given, **columns})


def replay(table, tried=None, settings=None):
    replayed = fleet.replayer(tried or {("shop", "web"): hpa(20)}, {}, settings or {}, None)(table)
    assert list(replayed.columns) == [column.split()[0] for column in fleet.SCHEMA.split(", ")]
    assert len(replayed) == 1
    return replayed.iloc[0]


def test_a_row_is_what_the_operation_gives():
    seconds = [(START - pd.Timestamp(0)).total_seconds() + 60 * minute for minute in range(30)]
    result = counterpoise.call_untyped(
        "hpa.replay",
        {
            "hpa": hpa(20),
            "was": {},
            "history": [{"metric": "requests", "values": [[at, 30.0] for at in seconds]}],
            "replicas": [[at, 4] for at in seconds],
        },
    )
    row = replay(rows())
    assert row["error"] is None
    assert row["replayed_hours"] == result["measures"]["replicaHours"]
    assert row["recorded_hours"] == result["recorded"]["replicaHours"]
    assert row["same"] == result["was"]["agreement"]["same"]
    assert row["caveats"].startswith("requests: ")


def test_the_order_of_rows_and_the_form_of_times_do_not_matter():
    expected = replay(rows())
    seconds = [(START - pd.Timestamp(0)).total_seconds() + 60 * minute for minute in range(30)]
    for table in [
        rows().sample(frac=1, random_state=1),
        pd.concat([rows(), rows()]),
        rows(timestamp=seconds),
        rows(timestamp=rows()["timestamp"].dt.tz_localize("UTC")),
        rows(type="average"),
    ]:
        assert replay(table).equals(expected)


def test_what_cannot_be_replayed_is_a_row_with_an_error():
    assert "there is no HPA web" in replay(rows(), tried={("shop", "other"): hpa(20)})["error"]
    assert "replay.history" in replay(rows(value=-1.0))["error"]
    assert "replay.metric" in replay(rows(metric="other"))["error"]
    assert "replay.metric" in replay(rows(value=float("nan")))["error"]
    assert replay(rows(timestamp=["yesterday"] * 30))["error"]
    assert "hpa.profile" in replay(rows(), settings={"profile": "0.1"})["error"]
