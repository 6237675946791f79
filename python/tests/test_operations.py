"""The operations as a program in Python has them; every vector goes through them in tests/tests/vectors.rs."""

import copy
import gc
import pickle
import sys
import threading
import time
import tracemalloc
from importlib.metadata import metadata
from pathlib import Path

import pytest

import counterpoise
from counterpoise import Engine, Error, _counterpoise, call

REQUEST = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/web-0/http_requests_total"
PROMQL = 'sum(rate(http_requests_total{namespace="default",pod="web-0"}[2m])) by (pod)'
CONFIG = """
rules:
- seriesQuery: http_requests_total
  resources: {overrides: {namespace: {resource: namespace}, pod: {resource: pod}}}
  metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)
"""
SERIES = [{"__name__": "http_requests_total", "namespace": "default", "pod": "web-0"}]


def test_it_is_the_wheel_that_is_tried():
    folder = Path(counterpoise.__file__).parent
    assert "site-packages" in folder.parts
    assert {"py.typed", "types.pyi", "_operations.pyi"} <= {file.name for file in folder.iterdir()}
    assert metadata("counterpoise")["Version"] == call("engine.version")["version"]
    assert metadata("counterpoise")["License-Expression"] == "Apache-2.0"
    assert metadata("counterpoise")["License-File"] == "LICENSE"


def test_an_operation_gives_a_dict():
    assert call("quantity.parse", {"text": "1.5Gi"})["canonical"] == "1536Mi"
    # A 64-bit integer is text.
    assert call("quantity.parse", {"text": "9007199254740993"})["value"] == "9007199254740993"


def test_an_error_has_code_path_span_and_hint():
    with pytest.raises(Error, match="15x") as raised:
        call("quantity.parse", {"text": "15x"})
    error = raised.value
    assert str(error) == error.message
    assert (error.code, error.path) == ("quantity.syntax", "text")
    assert error.span == {"line": 1, "column": 3, "endLine": 1, "endColumn": 4}
    assert error.hint and error.fix is None


@pytest.mark.parametrize(
    ("op", "input", "code", "path"),
    [
        ("no.such", {}, "request.unknown-operation", None),
        ("héllo\0🙂", {}, "request.unknown-operation", None),
        ("engine.version", {"more": 1}, "request.unknown-field", "more"),
        ("quantity.parse", {}, "request.missing-field", None),
        ("quantity.parse", {"text": 1}, "request.type", "text"),
        ("quantity.parse", [], "request.type", None),
        ("quantity.parse", "{}", "request.type", None),
        ("quantity.parse", {"text": "1" * (17 << 20)}, "limit.size", None),
    ],
)
def test_input_that_is_not_of_the_contract(op, input, code, path):
    with pytest.raises(Error) as raised:
        call(op, input)
    assert (raised.value.code, raised.value.path) == (code, path)


def cycle():
    it = {}
    it["text"] = it
    return it


def deep():
    it = []
    for _ in range(100_000):
        it = [it]
    return {"text": it}


@pytest.mark.parametrize("input", [{"text": {1}}, {"text": b"1"}, {"text": float("nan")}, {(): 1}, cycle(), deep()])
def test_what_json_cannot_hold(input):
    with pytest.raises(Error) as raised:
        call("quantity.parse", input)
    assert raised.value.code == "request.json"


def test_a_name_that_is_no_text_is_the_type_error_of_python():
    with pytest.raises(TypeError):
        call(5, {})


def test_text_that_is_no_unicode():
    with pytest.raises(Error) as raised:
        call("quantity.parse", {"text": "\ud800"})
    assert raised.value.code.startswith("request.")


def test_an_error_goes_to_other_processes():
    with pytest.raises(Error) as raised:
        call("quantity.parse", {"text": "15x"})
    for other in (pickle.loads(pickle.dumps(raised.value)), copy.copy(raised.value)):
        assert isinstance(other, Error) and vars(other) == vars(raised.value)
        assert str(other) == str(raised.value)


def test_a_fault_inside_is_an_error_and_no_end():
    with pytest.raises(Error) as raised:
        _counterpoise.fault()
    assert raised.value.code == "abi.panic" and "asked for" in raised.value.message
    assert call("quantity.neg", {"a": "1"})["canonical"] == "-1"


def test_an_engine_holds_the_configuration():
    engine = Engine({"config": CONFIG, "series": SERIES})
    assert engine.call("metrics.query", {"request": REQUEST})["promql"] == PROMQL
    assert call("metrics.query", {"request": REQUEST, "config": CONFIG, "series": SERIES})["promql"] == PROMQL
    with pytest.raises(Error) as raised:
        engine.call("metrics.query", {"request": REQUEST, "config": CONFIG})
    assert raised.value.path == "config"
    with pytest.raises(Error) as raised:
        Engine({"config": "rules: [{seriesQuery: ["})
    assert raised.value.code == "yaml.syntax"
    with pytest.raises(TypeError):
        Engine()


def test_threads_share_an_engine():
    engine = Engine({"config": CONFIG, "series": SERIES})
    answers = []

    def ask():
        answers.extend(engine.call("metrics.query", {"request": REQUEST})["promql"] for _ in range(200))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [PROMQL] * 1600


def test_other_threads_go_on_while_it_works():
    """Python itself takes turns every so often, so that is turned off: what counts while a call works, does since it let go."""
    hpa = {
        "apiVersion": "autoscaling/v2",
        "kind": "HorizontalPodAutoscaler",
        "metadata": {"name": "web"},
        "spec": {
            "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
            "maxReplicas": 10,
            "metrics": [
                {"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 50}}}
            ],
        },
    }
    started, done, counted = threading.Event(), threading.Event(), 0

    def count():
        nonlocal counted
        started.set()
        while not done.is_set():
            counted += 1
            # Here, and nowhere else, it lets go by itself.
            time.sleep(0)

    interval = sys.getswitchinterval()
    thread = threading.Thread(target=count)
    thread.start()
    started.wait()
    during = 0
    try:
        sys.setswitchinterval(1000)
        for _ in range(100):
            before = counted
            call("hpa.simulate", {"hpa": hpa, "workload": {"load": 100}, "duration": "6h"})
            during += counted - before
            if during:
                break
    finally:
        done.set()
        sys.setswitchinterval(interval)
        thread.join()
    assert during > 0


def test_memory_stays_flat():
    """Each call takes and gives objects of Python; one that is counted once too often stays."""
    engine = Engine({"config": CONFIG, "series": SERIES})
    given, wrong, of_engine = {"text": "1.5Gi"}, {"text": "15x"}, {"request": REQUEST}

    def ask(times):
        for _ in range(times):
            call("quantity.parse", given)
            engine.call("metrics.query", of_engine)
            try:
                call("quantity.parse", wrong)
            except Error:
                pass

    ask(1000)
    gc.collect()
    counts = [sys.getrefcount(it) for it in (given, wrong, of_engine, Error, None)]
    objects, resident = len(gc.get_objects()), pages()
    tracemalloc.start()
    ask(1000)
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    ask(1000)
    gc.collect()
    held = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    ask(31_000)
    gc.collect()
    assert held < 16 << 10
    assert len(gc.get_objects()) - objects < 100
    # None is counted by whoever else is at work, too.
    assert [sys.getrefcount(it) for it in (given, wrong, of_engine, Error)] == counts[:4]
    assert abs(sys.getrefcount(None) - counts[4]) < 1000
    assert pages() - resident < 1000


def pages():
    """Pages of memory that the process has; what tells it is Linux' own."""
    return int(Path("/proc/self/statm").read_text().split()[1])
