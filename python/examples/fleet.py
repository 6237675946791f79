"""Replays what was of a whole fleet of HPAs on Spark: what another Kubernetes release, or other HPAs, would have made of it.

The history is Parquet with a row for each value of a metric at a time: ``namespace``, ``hpa``, ``metric``, ``timestamp`` (a timestamp, or
seconds since 1970), ``value`` and ``replicas``, and perhaps ``type`` (``utilization``, ``average``, ``value``, ``total``). The HPAs are a
List as ``kubectl get hpa -A -o json`` prints it.

    spark-submit fleet.py --history history.parquet --hpas hpas.json --was-profile 1.32 --profile 1.37 --output replayed.parquet

Spark does all that is distributed: it brings the rows of one HPA together, and this replays them, one HPA at a time. An HPA that
cannot be replayed is a row with an error, and nothing of the others is lost.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any, Callable, Mapping

import pandas as pd

import counterpoise

# A row for each HPA. Spark reads types from texts such as this.
SCHEMA = (
    "namespace string, hpa string, error string, recorded_hours double, replayed_hours double, "
    "recorded_changes long, replayed_changes long, over_target_seconds double, same double, within_one double, caveats string"
)

Hpas = Mapping[tuple[str, str], Mapping[str, Any]]


def hpas_of(text: str) -> dict[tuple[str, str], Mapping[str, Any]]:
    """The HPAs of a List by namespace and name."""
    items = json.loads(text)["items"]
    hpas = [it for it in items if it.get("kind") == "HorizontalPodAutoscaler"]
    return {(it["metadata"].get("namespace", "default"), it["metadata"]["name"]): it for it in hpas}


def replayer(tried: Hpas, was: Hpas, settings: Mapping[str, Any], was_profile: str | None) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """What replays the rows of one HPA, and gives its row."""

    def replay(rows: pd.DataFrame) -> pd.DataFrame:
        namespace, name = str(rows["namespace"].iloc[0]), str(rows["hpa"].iloc[0])
        row: dict[str, Any] = {"namespace": namespace, "hpa": name}
        try:
            row |= _replayed(rows, tried, was, settings, was_profile, (namespace, name))
        except counterpoise.Error as error:
            row["error"] = f"{error.code}: {error.message}" + (f" ({error.path})" if error.path else "")
        except (LookupError, TypeError, ValueError) as error:
            row["error"] = str(error)
        columns = [column.split()[0] for column in SCHEMA.split(", ")]
        return pd.DataFrame([{column: row.get(column) for column in columns}])

    return replay


def _replayed(
    rows: pd.DataFrame, tried: Hpas, was: Hpas, settings: Mapping[str, Any], was_profile: str | None, key: tuple[str, str]
) -> dict[str, Any]:
    if key not in tried:
        raise LookupError(f"there is no HPA {key[1]} in the namespace {key[0]}")
    rows = rows.assign(seconds=_seconds(rows["timestamp"])).sort_values("seconds")
    counts = rows.dropna(subset=["replicas"]).drop_duplicates("seconds", keep="last")
    history = []
    kinds = ["metric", "type"] if "type" in rows else ["metric"]
    for of, values in rows.dropna(subset=["value"]).groupby(kinds, dropna=False):
        values = values.drop_duplicates("seconds", keep="last")
        entry = {"metric": of[0], "values": values[["seconds", "value"]].to_numpy().tolist()}
        if len(of) > 1 and isinstance(of[1], str):
            entry["of"] = of[1]
        history.append(entry)
    before: dict[str, Any] = {"hpa": was[key]} if key in was else {}
    if was_profile:
        before["profile"] = was_profile
    result = counterpoise.call_untyped(
        "hpa.replay",
        {
            **settings,
            "hpa": tried[key],
            "was": before,
            "history": history,
            "replicas": counts[["seconds", "replicas"]].to_numpy().tolist(),
            # Only what changes the replicas is of interest here.
            "every": "24h",
        },
    )
    return {
        "recorded_hours": result["recorded"]["replicaHours"],
        "replayed_hours": result["measures"]["replicaHours"],
        "recorded_changes": result["recorded"]["changes"],
        "replayed_changes": result["measures"]["changes"],
        "over_target_seconds": result["measures"]["overTargetSeconds"],
        "same": result["was"]["agreement"]["same"],
        "within_one": result["was"]["agreement"]["withinOne"],
        "caveats": "; ".join(caveat["message"] for caveat in result["caveats"]),
    }


def _seconds(times: pd.Series) -> pd.Series:
    """Seconds since 1970 of timestamps, or of what are such seconds already."""
    if pd.api.types.is_datetime64_any_dtype(times):
        since = pd.Timestamp(0, tz="UTC") if times.dt.tz is not None else pd.Timestamp(0)
        return (times - since).dt.total_seconds()
    return times.astype(float)


def main() -> None:
    from pyspark.sql import SparkSession

    arguments = argparse.ArgumentParser(description="Replays what was of a fleet of HPAs.")
    arguments.add_argument("--history", required=True, help="Parquet files")
    arguments.add_argument("--hpas", required=True, help="the HPAs that are tried: a List as JSON")
    arguments.add_argument("--was", help="the HPAs that there were; without it those of --hpas")
    arguments.add_argument("--profile", help="the Kubernetes release that is tried")
    arguments.add_argument("--was-profile", help="the Kubernetes release that there was")
    arguments.add_argument("--output", required=True, help="where the rows are written as Parquet")
    given = arguments.parse_args()

    tried = hpas_of(Path(given.hpas).read_text(encoding="utf-8"))
    was = hpas_of(Path(given.was).read_text(encoding="utf-8")) if given.was else {}
    settings = {"profile": given.profile} if given.profile else {}
    spark = SparkSession.builder.appName("counterpoise-fleet").getOrCreate()
    rows = spark.read.parquet(given.history).groupBy("namespace", "hpa")
    replayed = rows.applyInPandas(replayer(tried, was, settings, given.was_profile), schema=SCHEMA)
    replayed.write.mode("overwrite").parquet(given.output)
    told = spark.read.parquet(given.output)
    told.orderBy((told.replayed_hours - told.recorded_hours).desc()).show(20, truncate=60)
    failed = told.where("error is not null").count()
    print(f"{told.count()} HPAs, of which {failed} could not be replayed")


if __name__ == "__main__":
    main()
