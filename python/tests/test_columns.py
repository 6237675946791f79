"""Tables in and out: the same comes of them as of the operation on the same input."""

import datetime
import gc
import json
import math
import threading

import pyarrow
import pytest

import counterpoise
from counterpoise import Error, call

DEPLOYMENT = {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}
CPU = {"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 50}}}
REQUESTS = {"type": "Pods", "pods": {"metric": {"name": "requests"}, "target": {"type": "AverageValue", "averageValue": "10"}}}
QUEUE = {"type": "External", "external": {"metric": {"name": "depth"}, "target": {"type": "AverageValue", "averageValue": "30"}}}
SIDECAR = {
    "type": "ContainerResource",
    "containerResource": {"name": "memory", "container": "proxy", "target": {"type": "AverageValue", "averageValue": "100Mi"}},
}
INGRESS = {
    "type": "Object",
    "object": {
        "describedObject": {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "name": "main"},
        "metric": {"name": "hits"},
        "target": {"type": "Value", "value": "2k"},
    },
}
NOW = "2026-05-01T12:00:00Z"


def hpa(*metrics):
    return {
        "apiVersion": "autoscaling/v2",
        "kind": "HorizontalPodAutoscaler",
        "metadata": {"name": "web", "namespace": "shop"},
        "spec": {"scaleTargetRef": DEPLOYMENT, "minReplicas": 1, "maxReplicas": 20, "metrics": list(metrics)},
    }


def scale(replicas):
    return {"spec": {"replicas": replicas}, "status": {"replicas": replicas, "selector": "app=web"}}


def rows(table):
    """The rows of a table as the operation has them: what is not there is left out."""
    return [{name: value for name, value in row.items() if value is not None} for row in pyarrow.table(table).to_pylist()]


# --- simulate ---

LOAD = [(0, 50.0), (600, 400.0), (1800, 30.0)]
SETTINGS = {"duration": "1h", "pods": {"readinessDelay": "30s"}, "seed": 7, "replicas": 3}
WORKLOAD = {"cpu": "12m", "noise": 0.1, "capacity": 40}


def load(seconds=pyarrow.float64(), requests=pyarrow.float64()):
    columns = {
        "seconds": pyarrow.array([row[0] for row in LOAD], seconds),
        "requests": pyarrow.array([row[1] for row in LOAD], requests),
    }
    return pyarrow.table(columns)


def of_operation(metrics):
    series = [list(row) for row in LOAD]
    workload = {**WORKLOAD, "load": [{"series": series}]}
    return call("hpa.simulate", {"hpa": hpa(*metrics), "workload": workload, **SETTINGS})


def agrees(simulation, operation):
    """Holds tables and all else to what the operation gave."""
    metrics = {}
    for row in rows(simulation.metrics):
        seconds, index = row.pop("seconds"), row.pop("index")
        assert row.pop("metric") == simulation.drivers[index]["metric"]
        metrics.setdefault(seconds, []).append({"proposal": None, **row})
    points = []
    for row in rows(simulation.timeline):
        point = {"proposal": None, **row}
        if row["seconds"] in metrics:
            point["metrics"] = metrics[row["seconds"]]
        points.append(point)
    assert points == operation["timeline"]
    assert rows(simulation.events) == operation["events"]
    for name in ("start", "measures", "drivers", "status"):
        assert getattr(simulation, name) == operation[name]


@pytest.mark.parametrize("metrics", [[CPU], [CPU, REQUESTS]])
def test_a_simulation_of_a_table_is_that_of_the_operation(metrics):
    operation = of_operation(metrics)
    assert len(operation["timeline"]) > 200 and operation["events"]
    agrees(counterpoise.simulate(hpa(*metrics), load(), workload=WORKLOAD, **SETTINGS), operation)


@pytest.mark.parametrize(
    "table",
    [
        load(pyarrow.int64(), pyarrow.int32()),
        load(pyarrow.uint16(), pyarrow.float32()),
        load().to_batches()[0],
        pyarrow.concat_tables([load().slice(0, 1), load().slice(1)]),
        load().to_reader(1),
    ],
    ids=["whole numbers", "short numbers", "a batch", "chunks", "a reader"],
)
def test_tables_of_every_form(table):
    agrees(counterpoise.simulate(hpa(CPU), table, workload=WORKLOAD, **SETTINGS), of_operation([CPU]))


def test_a_load_that_stays_is_a_number():
    simulation = counterpoise.simulate(hpa(CPU), 100, duration="30m")
    operation = call("hpa.simulate", {"hpa": hpa(CPU), "workload": {"load": 100}, "duration": "30m"})
    agrees(simulation, operation)
    agrees(counterpoise.simulate(hpa(CPU), workload={"load": 100}, duration="30m"), operation)


def test_tables_come_out_in_either_way():
    simulation = counterpoise.simulate(hpa(CPU), 100, duration="5m")
    table = simulation.timeline
    assert len(table) == table.num_rows == len(rows(table)) > 0
    assert table.column_names[0] == "seconds" and "21 rows" in repr(table) or repr(table)
    assert pyarrow.record_batch(table).to_pylist() == pyarrow.table(table).to_pylist()
    assert pyarrow.schema(table).names == table.column_names
    # Taken twice it is the same, and it stays when the rest goes.
    kept = pyarrow.table(table)
    del simulation, table
    gc.collect()
    assert kept["seconds"].to_pylist()[0] == 0.0


@pytest.mark.parametrize(
    ("table", "code", "path", "words"),
    [
        (pyarrow.table({"seconds": [0.0]}), "request.missing-field", "load.requests", "the column requests is missing"),
        (pyarrow.table({"seconds": [0.0], "request": [1.0]}), "request.unknown-field", "load.request", "no column"),
        (pyarrow.table({"seconds": ["0"], "requests": [1.0]}), "request.type", "load.seconds", "of numbers, not of Utf8"),
        (pyarrow.table({"seconds": [0.0], "requests": [None]}), "request.type", "load.requests[0]", "no numbers in row 0"),
        (pyarrow.table({"seconds": [[0]], "requests": [1]}), "request.type", "load.seconds", "of numbers"),
        ({"seconds": [0.0]}, "request.type", "load", "a dict has no columns"),
        ([1, 2], "request.type", "load", "a list has no columns"),
        (pyarrow.array([1, 2]), "request.type", "load", "no struct of columns"),
        (pyarrow.table({"seconds": [1.0, 0.0], "requests": [1.0, 2.0]}), "simulate.load", "workload.load[0].series[1]", None),
        (pyarrow.table({"seconds": [0.0], "requests": [math.nan]}), "simulate.load", "workload.load[0].series[0]", None),
    ],
)
def test_columns_that_are_wrong(table, code, path, words):
    with pytest.raises(Error) as raised:
        counterpoise.simulate(hpa(CPU), table, duration="10m")
    assert (raised.value.code, raised.value.path) == (code, path), raised.value
    assert words is None or words in raised.value.message
    assert raised.value.hint


def test_settings_that_are_wrong_are_the_errors_of_the_operation():
    for settings, code in [({}, "simulate.missing"), ({"duration": "1h", "sede": 1}, "request.unknown-field")]:
        with pytest.raises(Error) as raised:
            counterpoise.simulate(hpa(CPU), load(), **settings)
        assert raised.value.code == code


def test_a_reader_that_fails_is_an_error():
    schema = load().schema

    def batches():
        yield load().to_batches()[0]
        raise OSError("the disk is gone")

    with pytest.raises(Error) as raised:
        counterpoise.simulate(hpa(CPU), pyarrow.RecordBatchReader.from_batches(schema, batches()), duration="10m")
    assert raised.value.path == "load" and "the disk is gone" in raised.value.message


# --- reconcile ---

START = datetime.datetime(2026, 5, 1, 9, tzinfo=datetime.timezone.utc)
PODS = [
    # name, phase, ready, container, CPU requested, memory requested
    ("web-0", "Running", True, "app", 250, 64 << 20),
    ("web-0", "Running", True, "proxy", 50, None),
    ("web-1", "Running", True, "app", 250, 64 << 20),
    ("web-1", "Running", True, "proxy", 50, None),
    ("web-2", "Pending", False, "app", 250, None),
    ("web-3", "Running", None, "app", 250, None),
]


def pods(stamps=pyarrow.timestamp("us", "UTC")):
    names = ["name", "phase", "ready", "container", "cpu_request_milli", "memory_request_bytes"]
    columns = {name: [row[place] for row in PODS] for place, name in enumerate(names)}
    columns["labels"] = ["app=web, tier=a"] * len(PODS)
    columns["start"] = pyarrow.array([None if row[1] == "Pending" else START for row in PODS], stamps)
    columns["ready_since"] = pyarrow.array([START if row[2] else None for row in PODS], stamps)
    return pyarrow.table(columns)


def pod_list():
    items = {}
    for name, phase, ready, container, cpu, memory in PODS:
        pod = items.setdefault(
            name,
            {
                "metadata": {"name": name, "namespace": "shop", "labels": {"app": "web", "tier": "a"}},
                "spec": {"containers": []},
                "status": {"phase": phase},
            },
        )
        requests = {"cpu": f"{cpu}m"}
        if memory:
            requests["memory"] = str(memory)
        pod["spec"]["containers"].append({"name": container, "resources": {"requests": requests}})
        if phase != "Pending":
            pod["status"]["startTime"] = "2026-05-01T09:00:00Z"
        if ready is not None:
            condition = {"type": "Ready", "status": str(ready)}
            if ready:
                condition["lastTransitionTime"] = "2026-05-01T09:00:00Z"
            pod["status"]["conditions"] = [condition]
    return {"items": list(items.values())}


METRICS = [
    # metric, source, pod, container, labels, milli
    ("cpu", "Resource", "web-0", "app", None, 190),
    ("cpu", "Resource", "web-0", "proxy", None, 20),
    ("cpu", "Resource", "web-1", "app", None, 210),
    ("cpu", "Resource", "web-1", "proxy", None, 25),
    ("memory", "ContainerResource", "web-0", "proxy", None, (150 << 20) * 1000),
    ("memory", "ContainerResource", "web-1", "proxy", None, (90 << 20) * 1000),
    ("requests", "Pods", "web-0", None, None, 14_500),
    ("requests", "Pods", "web-1", None, None, 11_250),
    ("depth", "External", None, None, "queue=a", 40_000),
    ("depth", "External", None, None, "queue=b", 35_000),
    ("hits", "Object", None, None, None, 2_500_000),
]
STAMP = datetime.datetime(2026, 5, 1, 11, 59, 30, tzinfo=datetime.timezone.utc)


def metrics(given=METRICS):
    names = ["metric", "source", "pod", "container", "labels", "value_milli"]
    types = [pyarrow.string()] * 5 + [pyarrow.int64()]
    columns = {name: pyarrow.array([row[place] for row in given], types[place]) for place, name in enumerate(names)}
    columns["timestamp"] = [STAMP] * len(given)
    columns["window_seconds"] = [60] * len(given)
    return pyarrow.table(columns)


def answers(spec):
    """The same values as the metrics APIs would answer them."""
    asked = call("hpa.requests", {"hpa": hpa(*spec), "selector": "app=web"})["requests"]
    found, stamp = {}, "2026-05-01T11:59:30Z"
    for request in asked:
        own = [row for row in METRICS if row[0] == request["metric"] and row[1] == request["source"]]
        if request["source"] in ("Resource", "ContainerResource"):
            answer = found.setdefault(request["path"], {"kind": "PodMetricsList", "items": []})
            for metric, _, pod, container, _, milli in own:
                item = next((item for item in answer["items"] if item["metadata"]["name"] == pod), None)
                if item is None:
                    item = {"metadata": {"name": pod}, "timestamp": stamp, "window": "1m0s", "containers": []}
                    answer["items"].append(item)
                used = next((one for one in item["containers"] if one["name"] == container), None)
                if used is None:
                    used = {"name": container, "usage": {}}
                    item["containers"].append(used)
                used["usage"][metric] = f"{milli}m"
        elif request["source"] == "External":
            items = [
                {"metricName": row[0], "metricLabels": dict([row[4].split("=")]), "timestamp": stamp, "value": f"{row[5]}m"}
                for row in own
            ]
            found[request["path"]] = {"kind": "ExternalMetricValueList", "items": items}
        else:
            items = [
                {
                    "describedObject": {"kind": "Pod", "name": row[2] or ""},
                    "metric": {"name": row[0]},
                    "timestamp": stamp,
                    "windowSeconds": 60,
                    "value": f"{row[5]}m",
                }
                for row in own
            ]
            found[request["path"]] = {"kind": "MetricValueList", "items": items}
    return found


SPECS = {
    "cpu": [CPU],
    "of pods": [REQUESTS],
    "external": [QUEUE],
    "of a container": [SIDECAR],
    "of an object": [INGRESS],
    "all": [CPU, REQUESTS, QUEUE, SIDECAR, INGRESS],
}


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
@pytest.mark.parametrize("replicas", [2, 4])
def test_a_sync_of_tables_is_that_of_the_operation(spec, replicas):
    names = {metric["type"] for metric in spec}
    of_spec = metrics([row for row in METRICS if row[1] in names])
    now, state, state_of_operation = NOW, None, None
    for minute in range(3):
        now = f"2026-05-01T12:0{minute}:00Z"
        given = {"hpa": hpa(*spec), "scale": scale(replicas), "now": now, "controller": {"tolerance": 0.05}}
        operation = call("hpa.reconcile", {**given, "pods": pod_list(), "metrics": answers(spec), "state": state_of_operation})
        decision = counterpoise.reconcile(
            given["hpa"], pods(), of_spec, scale=given["scale"], now=now, controller={"tolerance": 0.05}, state=state
        )
        assert decision.desired_replicas == operation["desiredReplicas"]
        assert decision.rescale == operation["rescale"]
        assert decision.status == operation["status"]
        assert decision.steps == operation["steps"]
        assert rows(decision.events) == operation["events"]
        assert decision.state == operation["state"]
        state, state_of_operation = decision.state, operation["state"]
        assert any(step["step"] == "metric" and step.get("proposal") for step in decision.steps)


def test_a_sync_without_tables():
    given = {"hpa": hpa(CPU), "scale": scale(2), "now": NOW}
    operation = call("hpa.reconcile", given)
    decision = counterpoise.reconcile(given["hpa"], scale=given["scale"], now=NOW)
    assert (decision.desired_replicas, decision.status) == (operation["desiredReplicas"], operation["status"])
    assert rows(decision.events) == operation["events"] != []


@pytest.mark.parametrize("unit", ["s", "ms", "ns"])
def test_timestamps_of_every_unit(unit):
    first, second = (
        counterpoise.reconcile(hpa(CPU), pods(stamps), metrics(METRICS[:4]), scale=scale(4), now=NOW).steps
        for stamps in (pyarrow.timestamp("us", "UTC"), pyarrow.timestamp(unit))
    )
    assert first == second


@pytest.mark.parametrize(
    "kind", [pyarrow.large_string(), pyarrow.string_view(), pyarrow.dictionary(pyarrow.int8(), pyarrow.string())], ids=str
)
def test_texts_of_every_form(kind):
    def of_kind(table):
        for place, field in enumerate(table.schema):
            if field.type == pyarrow.string():
                table = table.set_column(place, field.name, table[field.name].cast(kind))
        return table

    tables = pods(), metrics(METRICS[:4])
    steps = counterpoise.reconcile(hpa(CPU), *map(of_kind, tables), scale=scale(4), now=NOW).steps
    assert steps == counterpoise.reconcile(hpa(CPU), *tables, scale=scale(4), now=NOW).steps


def test_a_dictionary_without_words():
    nothing = pyarrow.array([None], pyarrow.dictionary(pyarrow.int8(), pyarrow.string()))
    with pytest.raises(Error) as raised:
        counterpoise.reconcile(hpa(CPU), pyarrow.table({"name": nothing}), scale=scale(4), now=NOW)
    assert raised.value.path == "pods.name[0]"


def test_pods_of_which_little_is_known_are_ready_and_started_long_ago():
    few = pyarrow.table({"name": ["web-0", "web-1"], "labels": ["app=web"] * 2, "cpu_request_milli": [100, 100]})
    used = pyarrow.table({"metric": ["cpu"] * 2, "pod": ["web-0", "web-1"], "value_milli": [100, 100]})
    assert counterpoise.reconcile(hpa(CPU), few, used, scale=scale(2), now=NOW).desired_replicas == 4


def without(table, name):
    return table.drop_columns([name])


@pytest.mark.parametrize(
    ("pods", "metrics", "code", "path"),
    [
        (without(pods(), "name"), None, "request.missing-field", "pods.name"),
        (without(pods(), "labels"), None, "request.missing-field", "pods.labels"),
        (pods().append_column("cpu", [[1] * len(PODS)]), None, "request.unknown-field", "pods.cpu"),
        (pyarrow.table({"name": ["a"], "labels": ["app"]}), None, "request.type", "pods.labels[0]"),
        (pyarrow.table({"name": ["a"], "labels": ["app=web"], "ready": ["yes"]}), None, "request.type", "pods.ready"),
        (pyarrow.table({"name": ["a"], "labels": ["app=web"], "start": ["now"]}), None, "request.type", "pods.start"),
        (pods(), without(metrics(), "value_milli"), "request.missing-field", "metrics.value_milli"),
        (pods(), metrics([("cpu", "Resource", None, None, None, 1)]), "request.type", "metrics.pod[0]"),
        (pods(), metrics([("hits", None, "web-0", None, None, 1)]), "request.type", "metrics.metric[0]"),
        (pods(), metrics([("cpu", "External", "web-0", None, None, 1)]), "request.type", "metrics.metric[0]"),
        (pods(), pyarrow.table({"metric": ["cpu"], "value_milli": [0.5]}), "request.type", "metrics.value_milli"),
        (5, None, "request.type", "pods"),
    ],
)
def test_tables_that_are_wrong(pods, metrics, code, path):
    with pytest.raises(Error) as raised:
        counterpoise.reconcile(hpa(CPU), pods, metrics, scale=scale(2), now=NOW)
    assert (raised.value.code, raised.value.path) == (code, path), raised.value


def test_metrics_without_a_scale_to_ask_by():
    with pytest.raises(Error) as raised:
        counterpoise.reconcile(hpa(CPU), pods(), metrics(METRICS[:4]), scale={"error": "gone"}, now=NOW)
    assert (raised.value.code, raised.value.path) == ("hpa.no-selector", "scale")


def test_threads_and_memory():
    """Arrays are counted by whoever holds them: after many calls there are none."""
    table = load()

    def ask():
        for _ in range(50):
            counterpoise.simulate(hpa(CPU), table, duration="5m")

    ask()
    before = pyarrow.total_allocated_bytes()
    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    gc.collect()
    assert pyarrow.total_allocated_bytes() <= before


def test_what_is_beside_the_tables_is_json():
    tables = pods(), metrics(METRICS[:4])
    of_text = counterpoise.reconcile(json.dumps(hpa(CPU)), *tables, scale=json.dumps(scale(2)), now=NOW)
    assert of_text.steps == counterpoise.reconcile(hpa(CPU), *tables, scale=scale(2), now=NOW).steps
