"""Types of the operations, held to by `mypy --strict`: a line that must not pass says so, and where it does pass, that is an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from counterpoise import Engine, Error, call, call_untyped

if TYPE_CHECKING:
    from counterpoise.types import (
        HorizontalPodAutoscaler,
        HpaReconcileResult,
        MetricsQueryEngineInput,
        QuantityParseInput,
        QuantityParseResult,
        Span,
        Step,
    )

request = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/web-0/requests"

given: QuantityParseInput = {"text": "100m", "limits": {"steps": 1}}
parsed: QuantityParseResult = call("quantity.parse", given)
canonical: str = parsed["canonical"]
# A 64-bit integer is text.
whole: Optional[str] = parsed.get("value")
number: Optional[int] = parsed.get("value")  # type: ignore[assignment]
call("quantity.parse", "100m")  # type: ignore[call-overload]
call("quantity.parse", {"txt": "100m"})  # type: ignore[call-overload]
call("quantity.parse", {"text": 100})  # type: ignore[call-overload]
call("quantity.parse")  # type: ignore[call-overload]
call("quantity.parse", {"text": "100m"})["cannonical"]  # type: ignore[typeddict-item]
call("quantity.pars", {"text": "100m"})  # type: ignore[call-overload]

version: str = call("engine.version")["version"]
features: list[str] = call("engine.version", {})["features"]
names: object = call_untyped("engine.version")["features"]

template: str = call("template.render", {"template": "<< .Series >>", "data": {"Series": "up"}})["text"]
call("template.render", {"template": "{{ a }}", "dialect": "handlebars", "data": {"a": 1}})
# Names of the other dialect.
call("template.render", {"template": "<< .A >>", "dialect": "go", "data": {"a": 1}})  # type: ignore[call-overload]
# Without an engine there must be a configuration.
call("metrics.query", {"request": request})  # type: ignore[call-overload]

engine = Engine({"config": {"rules": []}, "series": [{"__name__": "up"}], "compat": "safe"})
asked: MetricsQueryEngineInput = {"request": request, "diagnose": True}
promql: Optional[str] = engine.call("metrics.query", asked).get("promql")
# The engine holds it.
engine.call("metrics.query", {"request": request, "config": {}})  # type: ignore[call-overload]
Engine()  # type: ignore[call-arg]
Engine({"config": {}, "compat": "save"})  # type: ignore[typeddict-item]

hpa: HorizontalPodAutoscaler = {
    "apiVersion": "autoscaling/v2",
    "kind": "HorizontalPodAutoscaler",
    "metadata": {"name": "web", "annotations": {}},
    "spec": {
        "scaleTargetRef": {"kind": "Deployment", "name": "web"},
        "maxReplicas": 3,
        "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 60}}}],
        "behavior": {"scaleDown": {"policies": [{"type": "Pods", "value": 1, "periodSeconds": 60}]}},
    },
}
sync: HpaReconcileResult = call(
    "hpa.reconcile",
    {
        "hpa": hpa,
        "scale": {"spec": {"replicas": 1}, "status": {"replicas": 1, "selector": "app=web"}},
        # Pods are pasted whole: of what is in them only a part is described.
        "pods": {"items": [{"metadata": {"name": "web-0"}, "spec": {"containers": [{"name": "app", "image": "app"}]}}]},
        "metrics": {"/apis/a": {"kind": "PodMetricsList", "items": []}, "/apis/b": {"error": "gone"}, "/apis/c": ""},
        "controller": {"tolerance": 0.1},
        "now": "2026-01-01T00:00:00Z",
    },
)
desired: int = sync["desiredReplicas"]
next_sync = call("hpa.reconcile", {"hpa": hpa, "scale": "", "now": "", "state": sync["state"]})
# A sync has a time.
call("hpa.reconcile", {"hpa": hpa, "scale": ""})  # type: ignore[call-overload]
# A flag that the controller does not have.
call("hpa.reconcile", {"hpa": hpa, "scale": "", "now": "", "controller": {"tolerence": 0.1}})  # type: ignore[call-overload]
# There is no such version.
call("hpa.convert", {"hpa": hpa, "to": "autoscaling/v3"})  # type: ignore[call-overload]
older = call("hpa.convert", {"hpa": hpa, "to": "autoscaling/v1"})["hpa"]


def ratio(step: Step) -> Optional[float]:
    if step["step"] == "metric":
        return step.get("ratio")
    # A step of another kind has no ratio.
    if step["step"] == "limits":
        step["ratio"]  # type: ignore[typeddict-item]
    return None


def reason(error: Error) -> str:
    error.status  # type: ignore[attr-defined]
    span: Optional[Span] = error.span
    line: int = span["line"] if span else 0
    return f"{error.code}: {error.message} ({error.hint}) at {error.path}:{line}"
