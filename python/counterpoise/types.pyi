# Generated from core/src/ops/contract by `cargo xtask generate`; edit those files, not this one.
"""What the operations take and give. It is for type checkers alone: import it under `if TYPE_CHECKING`."""

from typing import Literal, Mapping
from typing_extensions import NotRequired, TypeAlias, TypedDict

Format: TypeAlias = Literal["DecimalExponent"] | Literal["BinarySI"] | Literal["DecimalSI"]
"""How a quantity is written: the family of its suffix. `12e6`, `12Mi` (powers of 1024), `12M` (powers of 1000)."""

class Canonical(TypedDict):
    """A result in canonical form."""
    canonical: Quantity
    """The canonical form."""

class Exact(TypedDict):
    """A result in canonical form, and whether it is what was asked for."""
    canonical: Quantity
    """The canonical form."""
    exact: bool
    """What upstream says of it."""

class QuantityPair(TypedDict):
    """Two quantities."""
    a: str
    """The first."""
    b: str
    """The second."""

class LabelSelectorInput(TypedDict):
    """A selector in one of its two forms, text or object. Without any it is an absent selector, which matches nothing."""
    text: NotRequired[str]
    """The text form, such as `app=web,tier in (a,b)`; not beside `labelSelector`."""
    labelSelector: NotRequired[LabelSelector | str | None]
    """The object form; `null` is an absent selector, which matches nothing."""

class SelectorRequirement(TypedDict):
    """One requirement of a selector."""
    key: str
    """The label's name."""
    operator: Literal["="] | Literal["=="] | Literal["!="] | Literal["in"] | Literal["notin"] | Literal["exists"] | Literal["!"] | Literal["gt"] | Literal["lt"]
    """What is asked of its value."""
    values: list[str]
    """Sorted, each once."""

class QueryData(TypedDict):
    """The data of a query, with the names that the templates of rules use; absent fields are zero values."""
    Series: NotRequired[str]
    """The name of the series."""
    LabelMatchers: NotRequired[str]
    """The label matchers, joined by commas."""
    LabelValuesByName: NotRequired[Mapping[str, str]]
    """The value that is matched for each label; absent is Go's nil map."""
    GroupBy: NotRequired[str]
    """The labels to group by, joined by commas."""
    GroupBySlice: NotRequired[list[str]]
    """The labels to group by; absent is Go's nil slice."""

class GoTemplate(TypedDict):
    """A template of Go's `text/template`, as the rules of prometheus-adapter use it."""
    template: str
    """The template."""
    dialect: NotRequired[Literal["go"]]
    """The language that it is written in. Default: `go`."""
    data: NotRequired[QueryData]
    """What it is rendered with."""
    delimiters: NotRequired[list[str]]
    """What stands before and behind an action. Default: `["<<", ">>"]`."""
    compat: NotRequired[Compat]
    """Which oddities are mended; templates have none. Default: `upstream`."""

class HandlebarsTemplate(TypedDict):
    """Names in double braces, as Flagger's metric templates use them."""
    template: str
    """The template."""
    dialect: Literal["handlebars"]
    """The language that it is written in."""
    data: NotRequired[Mapping[str, object]]
    """Names and their values; an object holds further names behind a dot."""
    compat: NotRequired[Compat]
    """Which oddities are mended; templates have none. Default: `upstream`."""

class LabelMatcher(TypedDict):
    """One label matcher."""
    name: str
    """The label's name."""
    operator: Literal["="] | Literal["!="] | Literal["=~"] | Literal["!~"]
    """How its value is compared."""
    value: str
    """What its value is compared with."""

class PromqlNode(TypedDict):
    """One expression of a query. What it has not is left out."""
    kind: Literal["number"] | Literal["string"] | Literal["vectorSelector"] | Literal["matrixSelector"] | Literal["subquery"] | Literal["paren"] | Literal["unary"] | Literal["binary"] | Literal["aggregate"] | Literal["call"]
    """What it is."""
    type: Literal["scalar"] | Literal["vector"] | Literal["matrix"] | Literal["string"]
    """What it evaluates to."""
    span: Span
    """Where it stands in the text, with its modifiers."""
    parent: NotRequired[int]
    """The place in the list, from 0, of the expression that it is directly within; the whole query has none."""
    name: NotRequired[str]
    """The function, the aggregation, the operator or sign, or the metric's name before the braces of a selector."""
    value: NotRequired[str]
    """A number as Prometheus prints it, or a string without its quotes."""
    matchers: NotRequired[list[LabelMatcher]]
    """Those of a selector as they stand in the text, and last that of the name before the braces."""
    range: NotRequired[str]
    """How far a range or a subquery reaches back, such as `5m`."""
    step: NotRequired[str]
    """The step of a subquery that says it."""
    offset: NotRequired[str]
    """What stands behind `offset`."""
    at: NotRequired[str]
    """What stands behind `@`: seconds, `start()` or `end()`."""
    grouping: NotRequired[Literal["by"] | Literal["without"] | Literal["on"] | Literal["ignoring"]]
    """How an aggregation groups, or an operator matches."""
    labels: NotRequired[list[str]]
    """The labels of `grouping`."""
    group: NotRequired[Literal["group_left"] | Literal["group_right"]]
    """Which side of an operator may have many samples for one."""
    include: NotRequired[list[str]]
    """The labels that `group` takes over."""
    bool: NotRequired[bool]
    """True for a comparison that gives 0 or 1."""

class ValuedSeries(TypedDict):
    """A series and its samples."""
    metric: Mapping[str, str]
    """Its labels, its name as `__name__`."""
    values: list[list[float | str]]
    """Of each sample the time in seconds since 1970, later than the one before, and the value as Prometheus prints it, or `stale` where the series ended."""

class ScrapedPage(TypedDict):
    """A `/metrics` page as it was scraped. A series that the page after it no longer has ends there."""
    time: float | str
    """When: seconds since 1970, or as RFC 3339 writes it. Later than the page before."""
    page: str
    """Its text, in the format of Prometheus or of OpenMetrics; samples that have timestamps keep theirs."""

class ValuedSample(TypedDict):
    """An element of an instant vector."""
    metric: Mapping[str, str]
    """Its labels."""
    value: list[float | str]
    """The time in seconds since 1970, and the value as Prometheus prints it."""

Position: TypeAlias = Literal["upstream"] | Literal["safe"]
"""Upstream's behaviour, or the mended one."""

Compat: TypeAlias = Position | Switches
"""Whose behaviour is wanted where upstream's is known to hurt: upstream's, the mended one, or some of its oddities mended: `{"objectNames": "safe"}`."""

class Switches(TypedDict):
    """One switch for each oddity of upstream that can be mended; the table in [compatibility](compatibility.md) tells more."""
    all: NotRequired[Position]
    """Those that are not named."""
    objectNames: NotRequired[Position]
    """Several object names are joined by bars as they are: each is quoted."""
    labelKeys: NotRequired[Position]
    """A label that is no name of a Prometheus label goes into the query: an error names it."""
    inValues: NotRequired[Position]
    """The single value of `in` and `notin` is a regular expression: it is quoted."""
    queryText: NotRequired[Position]
    """A template puts names and values into the query as they are: they are escaped, and refused where they change its structure."""
    unreadSelectors: NotRequired[Position]
    """Of a selector what stands behind a NUL may not be read: an error."""
    rounding: NotRequired[Position]
    """Values are cut off at the milli-unit: they are rounded, half away from zero."""
    unrepresentable: NotRequired[Position]
    """NaN, infinities and values out of range get some number: the sample is refused."""
    histograms: NotRequired[Position]
    """A native histogram counts as 0: the sample is refused."""
    severalSamples: NotRequired[Position]
    """Of several samples of one object the last counts: an error."""
    sharedResources: NotRequired[Position]
    """Of two labels for one resource one is used: an error."""
    duplicateMetrics: NotRequired[Position]
    """Of two rules that give one metric the later is used: an error."""
    badRules: NotRequired[Position]
    """One bad rule fails the configuration: it is left out, and the others serve."""
    namespacedIgnored: NotRequired[Position]
    """`namespaced: false` does nothing in a custom rule: an error."""
    unknownValues: NotRequired[Position]
    """Helm values that the chart does not know are ignored: an error."""
    overflow: NotRequired[Position]
    """Sums and replica counts overflow as the release's do: they stop at the largest number."""

class SeriesAnswer(TypedDict):
    """A whole answer of Prometheus' `/api/v1/series`."""
    status: NotRequired[str]
    """`success` or `error`."""
    data: NotRequired[list[Mapping[str, str]]]
    """The label sets."""

Series: TypeAlias = list[Mapping[str, str]] | SeriesAnswer | str
"""The series that Prometheus has: label sets, an answer of `/api/v1/series`, or the text of either or of a `/metrics` page."""

class EngineInput(TypedDict):
    """What an `Engine` is made of."""
    config: Mapping[str, object] | str
    """The adapter's configuration: its file, a ConfigMap that holds it, or Helm values."""
    series: NotRequired[Series | None]
    """The series that Prometheus has."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's resources as its discovery lists them; without them Kubernetes' own serve."""
    compat: NotRequired[Compat]
    """Whose behaviour is wanted where upstream's is known to hurt. Default: `upstream`."""
    limits: NotRequired[Limits]
    """What building the engine may cost, and each call on it; what an operation may cost."""

class SeriesRequest(TypedDict):
    """A request of Prometheus' HTTP API for the series that rules may be about."""
    match: str
    """`match[]`: the rules' `seriesQuery`."""
    start: NotRequired[str]
    """Unix seconds; absent asks for series of any age that Prometheus allows."""
    path: str
    """The path of Prometheus' HTTP API, with its query."""
    rules: list[SeriesOfRule]
    """The rules that the answer is for."""

class SeriesOfRule(TypedDict):
    """What a rule takes of the answer."""
    rule: str
    """The rule's path: `rules[0]`."""
    filters: list[NameIs | NameIsNot]
    """What the names of the series must pass, `name.matches` last."""

NameIs = TypedDict("NameIs", {
    "is": str,
})
"""A pattern that a name must match somewhere."""

class NameIsNot(TypedDict):
    """A pattern that a name must not match anywhere."""
    isNot: str
    """A regular expression of Go."""

class CapturedGroup(TypedDict):
    """One group of a pattern."""
    name: NotRequired[str]
    """Its name, where it has one."""
    text: NotRequired[str]
    """What it captured; absent where it took no part in the match."""

class GivenFile(TypedDict):
    """A file."""
    name: str
    """What findings call it."""
    text: str
    """Its text."""

class Finding(TypedDict):
    """A finding in one of several files."""
    file: str
    """The file, as it was named."""
    severity: Literal["error"] | Literal["warning"] | Literal["info"]
    """How much it matters."""
    code: str
    """A code of [errors](errors.md)."""
    message: str
    """What was found."""
    path: NotRequired[str]
    """The path of the field, as its owner wrote it: `rules.custom[0]` in values of the Helm chart."""
    span: NotRequired[Span]
    """Where it stands in the file."""
    hint: str
    """What to change."""
    fix: NotRequired[Fix]
    """The edit of the file that mends it, where one does and changes nothing else."""
    also: NotRequired[list[FindingPlace]]
    """Where else the same cause shows."""

class FindingPlace(TypedDict):
    """A place in one of several files."""
    file: str
    """The file."""
    path: NotRequired[str]
    """The path of the field."""
    span: NotRequired[Span]
    """Where it stands in the file."""
    fix: NotRequired[Fix]
    """The edit that mends it there."""

class RecognizedFile(TypedDict):
    """What one document of a file is."""
    file: str
    """The file."""
    holds: str
    """What it holds, in words: `a HorizontalPodAutoscaler`."""
    used: bool
    """Whether it is looked at."""

class SortedPiece(TypedDict):
    """A document of a file, an object of a list, or several of one kind in a row."""
    file: str
    """The file, as it was named."""
    holds: str
    """What it holds, in words: `a HorizontalPodAutoscaler`."""
    count: int
    """How many of them, one after the other."""
    name: NotRequired[str]
    """The object's name, with its namespace where it has one: `default/web`; of several the first."""
    input: NotRequired[str]
    """The field of `hpa.explain` that it is for; `scenario` for those that are no object, `simulation` for what `counterpoise simulate` reads."""
    taken: bool
    """Whether it is in the field's text."""
    why: NotRequired[str]
    """Why it is not, or what was made of it."""
    text: NotRequired[str]
    """Its text, where it could be taken in place of the one that was."""

class Symptom(TypedDict):
    """A message that is known."""
    name: str
    """Its stable name."""
    meaning: str
    """What it means."""
    step: str
    """The step at which it shows."""
    causes: list[Cause]
    """What can be at fault: first what the files prove, then in order of likelihood."""

class Cause(TypedDict):
    """What can be at fault."""
    cause: str
    """A sentence."""
    step: str
    """The step that it is about."""
    look: str
    """What to look at: a command, a flag, a field."""
    likely: int
    """Its place by likelihood where nothing is given, from 1."""
    findings: NotRequired[list[Finding]]
    """What the files prove of it."""

class SymptomRequest(TypedDict):
    """A request whose path the text holds, and what a configuration among the files makes of it."""
    path: str
    """Its path."""
    rule: NotRequired[str]
    """The rule that answers it."""
    promql: NotRequired[list[str]]
    """The query that it becomes; of CPU and memory two. `POD` stands for pods that are not known."""
    error: NotRequired[ErrorObject]
    """Why no rule answers it."""

class MetricsApiRequest(TypedDict):
    """A request to a metrics API."""
    config: Mapping[str, object] | str
    """The adapter's configuration: its file, a ConfigMap that holds it, or Helm values."""
    series: NotRequired[Series | None]
    """The series that Prometheus has."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's resources as its discovery lists them; without them Kubernetes' own serve."""
    compat: NotRequired[Compat]
    """Whose behaviour is wanted where upstream's is known to hurt. Default: `upstream`."""
    limits: NotRequired[Limits]
    """What building the engine may cost, and each call on it; what an operation may cost."""
    request: str
    """The API path with its query: `/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/web-0/requests`."""
    objects: NotRequired[list[str] | None]
    """What the host's listing returned for a `*` or a list."""

class CpuAndMemoryQueries(TypedDict):
    """The queries of CPU and memory."""
    cpu: str
    """Cores by object."""
    memory: str
    """Bytes by object."""

class PrometheusAnswer(TypedDict):
    """An answer of Prometheus' HTTP API to a query."""
    status: NotRequired[str]
    """`success` or `error`."""
    data: NotRequired[object]
    """`resultType` and `result`."""

class ResourceAnswers(TypedDict):
    """The answers to the two queries of a request for resource metrics; one that is absent is empty."""
    cpu: NotRequired[PrometheusAnswer | str | None]
    """That of CPU."""
    memory: NotRequired[PrometheusAnswer | str | None]
    """That of memory."""

class Fate(TypedDict):
    """What became of one sample of Prometheus' answer."""
    resource: NotRequired[Literal["cpu"] | Literal["memory"]]
    """Of resource metrics, the answer that has the sample."""
    labels: Mapping[str, str]
    """The sample's labels."""
    fate: Literal["used"] | Literal["overwritten"] | Literal["ignored"] | Literal["refused"]
    """Its value is in the list; another sample of the same object came in its place; it belongs to no object that was asked for; its value has no place in the API (safe mode only)."""
    reason: NotRequired[str]
    """Why, where it was not used as it is."""

Origin = TypedDict("Origin", {
    "query": NotRequired[Literal["cpu"] | Literal["memory"]],
    "span": Span,
    "from": Literal["template"] | Literal["series"] | Literal["groupBy"] | Literal["selector"] | Literal["namespace"] | Literal["objects"] | Literal["function"],
    "label": NotRequired[str],
    "sources": list[OriginSource],
})
"""A piece of a query, and what made it."""

class OriginSource(TypedDict):
    """A place that had a part in a piece of a query."""
    of: Literal["config"] | Literal["request"] | Literal["objects"]
    """The input: the adapter's configuration, the request, or what the host's listing returned."""
    path: str
    """Where in that input: `rules[0].metricsQuery`, `namespace`; empty where it is all of it."""
    span: NotRequired[Span]
    """Where in the configuration, if that was given as text."""

MetricsApiList: TypeAlias = MetricValueList | ExternalMetricValueList | PodMetricsList | PodMetrics | NodeMetricsList | NodeMetrics
"""What a metrics API answers: a list, or one object that was asked for by its name; `kind` tells which."""

class MetricRequest(TypedDict):
    """What the controller's clients ask for one metric of the spec."""
    metric: str
    """The metric's name; for resources the resource."""
    source: MetricSourceType
    """The type of the metric."""
    path: str
    """The path with its query."""

class FieldError(TypedDict):
    """What is wrong with one field, as the API server lists it in the causes of its answer."""
    type: Literal["FieldValueRequired"] | Literal["FieldValueInvalid"] | Literal["FieldValueNotSupported"] | Literal["FieldValueForbidden"] | Literal["FieldValueTooLong"]
    """What kind of error it is."""
    field: str
    """The path of the field, such as `spec.metrics[0].type`."""
    message: str
    """The error as upstream prints it."""

class HpaRow(TypedDict):
    """The columns of `kubectl get hpa` by their headings."""
    NAME: str
    """The HPA's name."""
    REFERENCE: str
    """Kind and name of what it scales."""
    TARGETS: str
    """Current values and targets; two of them at most."""
    MINPODS: str
    """The lower limit, `<unset>` where it is absent."""
    MAXPODS: str
    """The upper limit."""
    REPLICAS: str
    """Replicas at the last sync."""
    AGE: str
    """Time since the HPA was created."""

class ReadError(TypedDict):
    """Why an object could not be read."""
    error: str
    """The message."""

class FailureStatus(TypedDict):
    """The `Status` with which an API server refuses a request."""
    kind: Literal["Status"]
    """`Status`."""
    message: NotRequired[str]
    """Why."""

MetricsApiAnswer: TypeAlias = MetricValueList | ExternalMetricValueList | PodMetricsList | FailureStatus | ReadError
"""What a metrics API answered to one request."""

class HpaWithSelector(TypedDict):
    """Another HPA, with the selector of its target's scale."""
    hpa: AnyHorizontalPodAutoscaler
    """An HPA of any version."""
    selector: NotRequired[str]
    """The selector, in text form."""

class Controller(TypedDict):
    """The flags of kube-controller-manager; one that is absent has its default."""
    syncPeriod: NotRequired[Duration]
    """How long between two syncs. Default: `15s`."""
    tolerance: NotRequired[float | None]
    """How far the ratio of usage to target may be from 1 without a change. Default: `0.1`."""
    downscaleStabilization: NotRequired[Duration]
    """For how long the highest recommendation holds. Default: `5m`."""
    cpuInitializationPeriod: NotRequired[Duration]
    """For how long after a pod's start its CPU samples count only once it is ready. Default: `5m`."""
    initialReadinessDelay: NotRequired[Duration]
    """For how long after a pod's start a change to unready is its first readiness still to come. Default: `30s`."""

class State(TypedDict):
    """What the controller remembers of one HPA from sync to sync, beside the object's own status."""
    version: int
    """The version of this form: 1."""
    recommendations: NotRequired[list[Recommendation]]
    """Recommendations before stabilization."""
    scaleUpEvents: NotRequired[list[ScaleEvent]]
    """Changes upwards; kept only for an HPA with a `behavior`."""
    scaleDownEvents: NotRequired[list[ScaleEvent]]
    """Changes downwards; kept only for an HPA with a `behavior`."""

class Recommendation(TypedDict):
    """A recommendation before stabilization."""
    replicas: int
    """The replica count."""
    timestamp: Time
    """When it was made, with its fraction."""

class ScaleEvent(TypedDict):
    """A change of the replica count."""
    replicaChange: int
    """By how many replicas, whatever the direction."""
    timestamp: Time
    """When it was made, with its fraction."""
    outdated: NotRequired[bool]
    """Older than every policy's period; its place is taken by a later change. Default: `false`."""

class ControllerEvent(TypedDict):
    """An event that the controller records for the HPA."""
    type: Literal["Normal"] | Literal["Warning"]
    """How grave it is."""
    reason: str
    """Why, in one word."""
    message: str
    """Why, in a sentence."""

class SyncInput(TypedDict):
    """What one sync of the controller looks at, but its target's scale and its instant."""
    hpa: AnyHorizontalPodAutoscaler | str
    """The HPA with the status of the sync before."""
    pods: NotRequired[PodList | Mapping[str, object] | str | None]
    """The pods of the namespace."""
    metrics: NotRequired[Mapping[str, MetricsApiAnswer | str]]
    """What the metrics APIs answered, by the request path of `hpa.requests`; a path that is absent was not answered."""
    hpas: NotRequired[list[AnyHorizontalPodAutoscaler | str | HpaWithSelector]]
    """Other HPAs of the namespace: the object, or `{"hpa": …, "selector": "…"}` with the selector of its target's scale. Without it an HPA of the same target has the same selector, and any other does not matter."""
    controller: NotRequired[Controller]
    """The controller's flags."""
    state: NotRequired[State | None]
    """The `state` that the sync before gave."""
    profile: NotRequired[Profile | None]
    """The release whose behaviour is wanted; the newest by default."""
    compat: NotRequired[Compat | None]
    """Whose behaviour is wanted where the release's is known to hurt. Default: `upstream`."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's discovery, for described objects of custom kinds; Kubernetes' own resources by default."""

class ReconcileInput(TypedDict):
    """What one sync of the controller looks at."""
    hpa: AnyHorizontalPodAutoscaler | str
    """The HPA with the status of the sync before."""
    pods: NotRequired[PodList | Mapping[str, object] | str | None]
    """The pods of the namespace."""
    metrics: NotRequired[Mapping[str, MetricsApiAnswer | str]]
    """What the metrics APIs answered, by the request path of `hpa.requests`; a path that is absent was not answered."""
    hpas: NotRequired[list[AnyHorizontalPodAutoscaler | str | HpaWithSelector]]
    """Other HPAs of the namespace: the object, or `{"hpa": …, "selector": "…"}` with the selector of its target's scale. Without it an HPA of the same target has the same selector, and any other does not matter."""
    controller: NotRequired[Controller]
    """The controller's flags."""
    state: NotRequired[State | None]
    """The `state` that the sync before gave."""
    profile: NotRequired[Profile | None]
    """The release whose behaviour is wanted; the newest by default."""
    compat: NotRequired[Compat | None]
    """Whose behaviour is wanted where the release's is known to hurt. Default: `upstream`."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's discovery, for described objects of custom kinds; Kubernetes' own resources by default."""
    scale: Scale | str | ReadError
    """The scale of its target, or `{"error": "…"}`."""
    now: Time
    """The instant of the sync."""

class Decision(TypedDict):
    """What a sync came to."""
    desiredReplicas: int
    """Replicas that the target is asked to have after the sync."""
    rescale: bool
    """Whether the scale is to be written."""
    status: HorizontalPodAutoscalerStatus
    """The HPA's status after the sync."""
    events: list[ControllerEvent]
    """The events, in their order."""
    state: State
    """What to give back at the next sync."""
    steps: list[Step]
    """Why it came to this."""

Step: TypeAlias = TargetStep | MetricStep | MaximumStep | StabilizationStep | LimitsStep | FinalStep
"""One step of a sync: what was looked at, what came of it, and `why` in a sentence. `step` says which one it is."""

class TargetStep(TypedDict):
    """The scale of the target, and whether its metrics are looked at."""
    step: Literal["target"]
    """Which step it is."""
    currentReplicas: int
    """Replicas that the target is asked to have."""
    statusReplicas: int
    """Replicas that the target has."""
    minReplicas: int
    """The least that the spec allows."""
    maxReplicas: int
    """The most that the spec allows."""
    computesMetrics: bool
    """Whether the metrics decide."""
    why: str
    """Why."""

class MetricStep(TypedDict):
    """What one metric of the spec gave."""
    step: Literal["metric"]
    """Which step it is."""
    metric: str
    """The metric as messages call it; its name where it gave nothing."""
    source: MetricSourceType
    """Where it comes from."""
    path: NotRequired[str]
    """The request that it was read with; absent where none can be made."""
    current: NotRequired[MetricValueStatus]
    """Its value as the status shows it; absent where it gave nothing."""
    total: NotRequired[Quantity]
    """Its value as a whole, where `current` is the average of it over the replicas that there are, rounded up."""
    target: NotRequired[MetricTarget]
    """Its target."""
    pods: NotRequired[PodCounts]
    """How many pods count, and how many do not; absent where pods do not matter."""
    ratio: NotRequired[float]
    """Usage over target; left out where it is divided by 0."""
    recomputedRatio: NotRequired[float]
    """The ratio after missing and unready pods were counted in."""
    countedPods: NotRequired[int]
    """How many pods the recomputed ratio is over: those whose samples count, and those counted in."""
    tolerance: NotRequired[float]
    """The tolerance in the direction of the ratio."""
    tolerances: Tolerances
    """The tolerances of both directions."""
    deadBand: NotRequired[DeadBand]
    """Where the tolerance holds the count: the values at which it would change."""
    proposal: int | None
    """The replica count that it calls for; `null` where it gave nothing."""
    outcome: NotRequired[ProposalOutcome]
    """Which rule gave the count."""
    error: NotRequired[str]
    """Why it gave nothing, as the event says."""
    why: str
    """Why."""

class MaximumStep(TypedDict):
    """The largest proposal."""
    step: Literal["maximum"]
    """Which step it is."""
    proposal: int | None
    """The count; `null` where no scaling is done for want of metrics."""
    metric: NotRequired[str]
    """The metric that proposed it, as messages call it."""
    unavailable: int
    """How many metrics gave no proposal."""
    why: str
    """Why."""

class StabilizationStep(TypedDict):
    """Earlier recommendations."""
    step: Literal["stabilization"]
    """Which step it is."""
    before: int
    """The count before."""
    after: int
    """The count after."""
    reason: Literal["ReadyForNewScale"] | Literal["ScaleUpStabilized"] | Literal["ScaleDownStabilized"]
    """The reason of the condition `AbleToScale`."""
    until: NotRequired[Time]
    """Where the count is held: when the last recommendation that holds it leaves its window."""
    why: str
    """Why."""

class LimitsStep(TypedDict):
    """The limits of the spec, and how fast the count may change."""
    step: Literal["limits"]
    """Which step it is."""
    before: int
    """The count before."""
    after: int
    """The count after."""
    reason: Literal["DesiredWithinRange"] | Literal["TooManyReplicas"] | Literal["TooFewReplicas"] | Literal["ScaleUpLimit"] | Literal["ScaleDownLimit"]
    """The reason of the condition `ScalingLimited`."""
    until: NotRequired[Time]
    """Where policies of a behavior hold the count: when the first change that they count leaves its period."""
    why: str
    """Why."""

class FinalStep(TypedDict):
    """What the sync does."""
    step: Literal["final"]
    """Which step it is."""
    current: int
    """Replicas that the target was asked to have before."""
    desired: int
    """Replicas that it is asked to have now."""
    rescale: bool
    """Whether the scale is written."""
    why: str
    """Why."""

class PodCounts(TypedDict):
    """How many pods are in each group."""
    ready: int
    """Pods whose samples count."""
    unready: int
    """Pods that are pending or not ready for their CPU sample to count."""
    missing: int
    """Pods without a sample."""
    ignored: int
    """Pods that are failed or being deleted."""

class Tolerances(TypedDict):
    """How far the ratio of usage to target may be from 1 without a change; bounds included."""
    scaleDown: float
    """Below 1."""
    scaleUp: float
    """Above 1."""

class DeadBand(TypedDict):
    """Where the tolerance ends: the values, as the status shows them, at which the metric would call for another count, all else being equal. It does so from there on. Where an average is that of a total, `value` is the total, which is exact."""
    below: NotRequired[MetricValueStatus]
    """The largest value below; absent where no value down to 0 changes the count."""
    above: NotRequired[MetricValueStatus]
    """The smallest value above."""

ProposalOutcome: TypeAlias = Literal["withinTolerance", "ratioOfPods", "ratioFromZero", "usageOverTarget", "recomputedWithinTolerance", "recomputedTurned", "countTurned", "recomputedRatioOfPods"]
"""Which rule gave a metric's replica count."""

StepsInput = TypedDict("StepsInput", {
    "hpa": AnyHorizontalPodAutoscaler | str,
    "pods": NotRequired[PodList | Mapping[str, object] | str | None],
    "metrics": NotRequired[Mapping[str, MetricsApiAnswer | str]],
    "hpas": NotRequired[list[AnyHorizontalPodAutoscaler | str | HpaWithSelector]],
    "controller": NotRequired[Controller],
    "state": NotRequired[State | None],
    "profile": NotRequired[Profile | None],
    "compat": NotRequired[Compat | None],
    "resources": NotRequired[list[APIResourceList] | None],
    "scale": Scale | str | ReadError,
    "now": Time,
    "metric": NotRequired[int],
    "from": NotRequired[Int64],
    "to": NotRequired[Int64 | None],
})
"""What one sync of the controller looks at, and the metric that is varied."""

ValueInterval = TypedDict("ValueInterval", {
    "from": Int64,
    "to": Int64,
    "utilization": NotRequired[list[int]],
})
"""Values from one to another, both included; milli."""

StepSegment = TypedDict("StepSegment", {
    "from": Int64,
    "to": Int64,
    "utilization": NotRequired[list[int]],
    "proposal": int | None,
    "replicas": int,
})
"""Values that call for one count: one less, or one more, calls for another."""

class Steps(TypedDict):
    """The counts that the values of a metric call for."""
    segments: list[StepSegment]
    """Value after value, without a gap. Values with which a count would be beyond an int32, or a sum beyond an int64, are not looked at."""
    deadBand: NotRequired[ValueInterval]
    """Where the count stays as it is: by the tolerance, or because pods that are unready or missing turn the ratio."""
    target: NotRequired[Int64]
    """The least value that is not below the target."""
    more: bool
    """Whether there are more segments than the 1,000 that are told: `from` leads on."""

class PresentValue(TypedDict):
    """A metric as it is."""
    value: Int64
    """Its value, milli: an average is cut off at the milli-unit."""
    utilization: NotRequired[int]
    """The value in per cent of the requests, for a utilization target."""
    proposal: int
    """The count that it calls for."""

class StepFunction(TypedDict):
    """A metric and the counts that its values call for."""
    metric: str
    """The metric as messages call it; its source where no sync comes to it."""
    source: MetricSourceType
    """Where it comes from."""
    target: NotRequired[MetricTarget]
    """Its target."""
    varies: Literal["value"] | Literal["total"] | Literal["average"]
    """What is varied: the value that is compared with the target; the value whose average over the replicas is; or what each pod has whose sample counts."""
    currentReplicas: NotRequired[int]
    """Replicas that the target is asked to have before the sync; absent where its scale cannot be read."""
    minReplicas: int
    """The least that the spec allows."""
    maxReplicas: int
    """The most that the spec allows."""
    replicas: int
    """The replicas that the sync asks for."""
    pods: NotRequired[PodCounts]
    """The pods by group, where the computation looks at them."""
    present: NotRequired[PresentValue]
    """What the samples give."""
    steps: NotRequired[Steps]
    """What other values give."""
    allReady: NotRequired[Steps]
    """What they would give if unready pods, and those without a sample, were like the others; absent where there are none."""
    error: NotRequired[str]
    """Why there is no function."""

class Workload(TypedDict):
    """What is asked of the pods together, and what it costs them."""
    load: list[Load] | float
    """Requests a second over time, each entry until the next begins; a number is a load that stays."""
    noise: NotRequired[float]
    """How far the load is off at random, as a share of it from 0 to 1: anew every 15 seconds. Default: `0`."""
    capacity: NotRequired[float | None]
    """Requests a second that a ready pod can do; without it any number."""
    cpu: NotRequired[Quantity]
    """CPU-seconds that a request costs. Default: `10m`."""
    memory: NotRequired[Quantity]
    """Bytes that a request takes while a pod works at it, or holds it in its queue. Default: `0`."""
    time: NotRequired[Duration]
    """How long a pod works at a request. Default: `100ms`."""
    queue: NotRequired[Queue]
    """Requests that wait where the ready pods cannot do all."""

class Queue(TypedDict):
    """Requests that wait; whatever does not fit is dropped."""
    limit: NotRequired[float | None]
    """How many wait at most; without it any number."""
    timeout: NotRequired[Duration | None]
    """How long a request waits at most; without it for ever."""

class Load(TypedDict):
    """A part of the load: one of `rate`, `daily` and `series`."""
    at: NotRequired[Duration | float]
    """When it begins, since the start. Default: `0s`."""
    rate: NotRequired[float | None]
    """Requests a second, from then on."""
    ramp: NotRequired[Duration | float | None]
    """With `rate`: how long it takes to get there in a straight line, from where the load was."""
    sine: NotRequired[Sine | None]
    """With `rate`: a wave around it."""
    daily: NotRequired[Mapping[str, float] | None]
    """Requests a second by the time of day in UTC, such as `"09:30"`, in straight lines between, each day anew."""
    series: NotRequired[list[list[float | float | str]] | None]
    """Recorded: seconds and requests a second, in straight lines between; the first of them is at `at`, so seconds since 1970 do as well. The last stays."""

class Sine(TypedDict):
    """A wave."""
    amplitude: float
    """How far it goes up and down, at most `rate`."""
    period: Duration | float
    """How long a whole wave is."""
    phase: NotRequired[Duration | float]
    """How far in the wave it begins; at 0 it goes up from `rate`. Default: `0s`."""

class SimulatedPods(TypedDict):
    """The pods, all alike."""
    container: NotRequired[str]
    """The name of the one container; by default that of the HPA's first ContainerResource metric, else `app`."""
    requests: NotRequired[Mapping[str, Quantity]]
    """What it requests. Default: `cpu: 250m, memory: 256Mi`."""
    idle: NotRequired[Mapping[str, Quantity]]
    """What it uses without a request. Default: `cpu: 5m, memory: 64Mi`."""
    memoryGrowth: NotRequired[Quantity]
    """Bytes by which its memory grows every hour. Default: `0`."""
    startupCpu: NotRequired[Quantity]
    """CPU that it uses while it starts, in the place of what it uses idle. Default: `0`."""
    startupTime: NotRequired[Duration | float | None]
    """For how long it does; until it is ready by default."""
    schedulingDelay: NotRequired[Duration | float]
    """From the pod's creation until a node is found for it, where there is room. Default: `1s`."""
    imagePull: NotRequired[Duration | float]
    """From there until its container runs. Default: `2s`."""
    readinessDelay: NotRequired[Duration | float]
    """From there until it is ready. Default: `10s`."""
    startFailures: NotRequired[float]
    """The share of starts, from 0 to 1, after which the container ends in the place of being ready; it starts again after 10 seconds, and twice that each time, up to 5 minutes. Default: `0`."""
    terminationGrace: NotRequired[Duration | float]
    """From the pod's deletion, which takes it out of the service, until it is gone. Default: `30s`."""

class SimulatedMetrics(TypedDict):
    """What the metrics APIs answer, and how old it is."""
    signals: NotRequired[Mapping[str, Signal | SeriesSignal]]
    """What drives a Pods, Object or External metric, by its name; by default `requests`, and `queue` for an External one. A series drives the resources `cpu`, in cores, and `memory`, in bytes, too, of pods that are ready."""
    scrapeInterval: NotRequired[Duration | float]
    """How often Prometheus scrapes the pods. Default: `15s`."""
    scrapePhase: NotRequired[Duration | float]
    """When it first does, since the start. Default: `0s`."""
    window: NotRequired[Duration | float]
    """The window of `rate()` over what is counted. Default: `1m`."""
    resolution: NotRequired[Duration | float]
    """How often metrics-server scrapes the kubelets: its `--metric-resolution`. Default: `15s`."""
    resolutionPhase: NotRequired[Duration | float]
    """When it first does, since the start. Default: `0s`."""
    delay: NotRequired[Duration | float]
    """How old the newest sample is that the controller can see. Default: `0s`."""
    collectionInterval: NotRequired[Duration | float | None]
    """How often an adapter collects the values of Pods, Object and External metrics that it then answers with: the `interval` of a metric of kube-metrics-adapter (a minute by default), or KEDA's `pollingInterval` with `useCachedMetrics` (30 seconds). Without it Prometheus is asked at each request, as prometheus-adapter and KEDA without a cache do."""
    collectionPhase: NotRequired[Duration | float]
    """When it first does, since the start. Default: `0s`."""
    metricsTtl: NotRequired[Duration | float | None]
    """How long a value that was collected is answered with, where later collections do not give it anew: kube-metrics-adapter's `--metrics-ttl`, 15 minutes there. By default until the next collection, as KEDA does."""
    gaps: NotRequired[list[Gap]]
    """When there is none."""

Signal: TypeAlias = Literal["requests", "concurrency", "queue", "cpu", "memory"]
"""What a metric measures, of the pod for a Pods metric, else of all together."""

class SeriesSignal(TypedDict):
    """A metric whose values are given."""
    series: list[list[float | float | str]]
    """Seconds since the start and values, each until the next; the first holds before it, too. `"stale"` says that there is none from then on."""
    shared: NotRequired[bool]
    """Whether the ready pods share the value, so that each has its part, and an object or an external metric the part of one; else each pod has the value, and an object or an external metric as a whole. Default: `false`."""

Gap = TypedDict("Gap", {
    "from": Duration | float,
    "until": Duration | float,
    "of": NotRequired[Literal["answers"] | Literal["scrapes"]],
})
"""A time without metrics."""

class Rollout(TypedDict):
    """A rollout of the Deployment: every pod is replaced by a new one."""
    at: Duration | float
    """When it begins, since the start."""
    maxSurge: NotRequired[int | str]
    """Pods above the replicas: a number, or per cent of them, rounded up. Default: `25%`."""
    maxUnavailable: NotRequired[int | str]
    """Replicas that may be unavailable: a number, or per cent of them, rounded down. Default: `25%`."""

class Nodes(TypedDict):
    """Room for pods. Without it there is always enough."""
    pods: int
    """Pods that fit on a node."""
    count: NotRequired[int | None]
    """Nodes at the start; as many as the first pods need by default."""
    max: NotRequired[int | None]
    """Nodes at most; any number by default."""
    delay: NotRequired[Duration | float]
    """How long a node takes to come, once a pod waits for one. Default: `2m`."""

class RecordedSync(TypedDict):
    """A sync as it was."""
    now: Time
    """Its instant, later than the one before."""
    scale: Scale | str | ReadError
    """The scale of its target, or `{"error": "…"}`."""
    pods: NotRequired[PodList | Mapping[str, object] | str | None]
    """The pods of the namespace."""
    metrics: NotRequired[Mapping[str, MetricsApiAnswer | str]]
    """What the metrics APIs answered, by request path."""

class TimelinePoint(TypedDict):
    """A sync: what there was, what the controller saw, and what it did. What only a model knows is left out where syncs are recorded."""
    seconds: float
    """Seconds since the start."""
    rate: NotRequired[float]
    """Requests a second that come."""
    queue: NotRequired[float]
    """Requests that wait."""
    dropped: NotRequired[float]
    """Requests dropped since the point before."""
    replicas: int
    """Replicas that the target is asked to have, after the sync."""
    pods: int
    """Pods that there are before it, without those that are being deleted."""
    ready: int
    """Of these the ready ones."""
    terminating: int
    """Pods that are being deleted."""
    proposal: int | None
    """The largest proposal; `null` where the metrics did not decide."""
    stabilized: NotRequired[Literal["ScaleUpStabilized"] | Literal["ScaleDownStabilized"]]
    """Which window held the count."""
    limited: NotRequired[Literal["TooManyReplicas"] | Literal["TooFewReplicas"] | Literal["ScaleUpLimit"] | Literal["ScaleDownLimit"]]
    """Which limit held it."""
    metrics: NotRequired[list[TimelineMetric]]
    """The metrics of the spec, in its order, where they were looked at."""

class TimelineMetric(TypedDict):
    """What one metric gave at a sync."""
    usage: NotRequired[float]
    """The value that its target is compared with: the average of the pods, or the value."""
    utilization: NotRequired[int]
    """The usage in per cent of the requests, for a target that is."""
    ratio: NotRequired[float]
    """Usage over target; left out where it is divided by 0."""
    proposal: int | None
    """The replica count that it calls for; `null` where it gave nothing."""
    outcome: NotRequired[ProposalOutcome]
    """Which rule gave the count."""
    error: NotRequired[str]
    """Why it gave nothing."""

class TimelineEvent(TypedDict):
    """Something that happened. Equal ones in a row are one."""
    seconds: float
    """When, in seconds since the start."""
    count: int
    """How often."""
    last: float
    """When it was last."""
    about: Literal["hpa"] | Literal["deployment"] | Literal["pod"] | Literal["nodes"]
    """What it is about."""
    type: Literal["Normal"] | Literal["Warning"]
    """How grave it is."""
    reason: str
    """Why, in one word: that of the controller's own event, or of Kubernetes' for the others."""
    message: str
    """Why, in a sentence."""

class MetricDriver(TypedDict):
    """What drives a metric of the spec."""
    metric: str
    """The metric's name; for resources the resource."""
    source: MetricSourceType
    """The type of the metric."""
    signal: Signal | Literal["series"] | Literal["none"]
    """What it measures; `series` where its values are given, `none` for a resource that the model does not know."""
    path: NotRequired[str]
    """The request that it is read with; absent where none can be made."""

class Measures(TypedDict):
    """A simulation in figures, over all syncs."""
    seconds: float
    """How long it was: from the start to the end of the duration; recorded syncs from the first to the last."""
    syncs: int
    """Syncs of the controller."""
    failedSyncs: int
    """Syncs at which a metric gave nothing."""
    changes: int
    """Changes of the replicas by the controller."""
    flaps: int
    """Changes that turn the direction of the one before within ten minutes of it."""
    minReplicas: int
    """The fewest replicas that the target was asked to have."""
    maxReplicas: int
    """The most."""
    meanReplicas: float
    """The mean of them over time."""
    replicaHours: float
    """The replicas that the target was asked to have, over time."""
    podHours: float
    """The pods that there were, those that start or are being deleted among them, over time."""
    overTargetSeconds: float
    """How long a metric was above its target and its tolerance, as the controller saw it: each sync counts until the next."""
    overCapacitySeconds: NotRequired[float]
    """How long more came than the ready pods could do, or waited."""
    requests: NotRequired[float]
    """Requests that came."""
    served: NotRequired[float]
    """Requests that were done."""
    dropped: NotRequired[float]
    """Requests that were dropped."""
    queued: NotRequired[float]
    """Requests that wait at the end."""
    maxQueue: NotRequired[float]
    """The longest queue."""
    maxWaitSeconds: NotRequired[float | None]
    """The longest wait in it, by the capacity of the moment; `null` where no pod was ready to end it."""

class SimulateInput(TypedDict):
    """An HPA, and the model of its workload or syncs as they were."""
    hpa: AnyHorizontalPodAutoscaler | str
    """An HPA of any version."""
    workload: NotRequired[Workload]
    """What is asked of the pods; required but for recorded syncs."""
    duration: NotRequired[Duration | float]
    """How long it goes on; required but for recorded syncs."""
    pods: NotRequired[SimulatedPods]
    """The pods."""
    metrics: NotRequired[SimulatedMetrics]
    """The way from the pods to the controller."""
    rollouts: NotRequired[list[Rollout]]
    """Rollouts, in their order."""
    nodes: NotRequired[Nodes | None]
    """Room for pods."""
    replicas: NotRequired[int | None]
    """Pods at the start, all of them ready for long; `minReplicas` by default."""
    controller: NotRequired[Controller]
    """The controller's flags."""
    syncPhase: NotRequired[Duration | float]
    """When the first sync is, since the start. Default: `0s`."""
    profile: NotRequired[Profile | None]
    """The release whose behaviour is wanted; the newest by default."""
    compat: NotRequired[Compat | None]
    """Whose behaviour is wanted where the release's is known to hurt. Default: `upstream`."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's discovery, for described objects of custom kinds; Kubernetes' own resources by default."""
    hpas: NotRequired[list[AnyHorizontalPodAutoscaler | str | HpaWithSelector]]
    """Other HPAs of the namespace, as `hpa.reconcile` takes them."""
    start: NotRequired[Time | None]
    """The instant of the start, in whole seconds. Default: `2000-01-01T00:00:00Z`."""
    seed: NotRequired[int]
    """What random parts come of. Default: `0`."""
    every: NotRequired[Duration | float | None]
    """How far the points of the timeline are apart, at least; a sync that changes the replicas has one always. By default such that there are no more than 1,000 others."""
    trace: NotRequired[bool]
    """Whether to give the input of every sync. Default: `false`."""
    recorded: NotRequired[list[RecordedSync] | None]
    """Syncs as they were, in the place of `workload` and all that belongs to it."""

class Parted(TypedDict):
    """The first time at which two simulations ask for other replicas."""
    seconds: float
    """When, in seconds since the start."""
    step: SyncStep
    """The first step at which the two syncs differ."""
    points: BothPoints
    """The last sync of each until then: what it saw and proposed, and what held it."""

SyncStep: TypeAlias = Literal["read", "usage", "target", "proposal", "window", "limit"]
"""A step of a sync, in the order in which the controller takes them."""

class BothPoints(TypedDict):
    """A sync of each side."""
    a: TimelinePoint
    """Of the first."""
    b: TimelinePoint
    """Of the second."""

class BothMeasures(TypedDict):
    """The figures of each side."""
    a: Measures
    """Of the first."""
    b: Measures
    """Of the second."""

class MetricHistory(TypedDict):
    """What one metric of the HPA showed over time."""
    metric: str
    """The metric's name; for resources the resource."""
    values: list[list[float | float | str]]
    """Seconds since 1970 and values, each until the next: cores for cpu, bytes for memory, per cent for a utilization. `"stale"` says that there is none from then on. Where the next one is missing a value holds for three times as long as it does usually, and for five minutes at least."""
    of: NotRequired[Shown | None]
    """What the values are; what the target of the HPA's metric is compared with by default."""
    keeps: NotRequired[Keeps | None]
    """What would have stayed as it was with other replicas: `total` by default, and `value` for the `value` of an Object or External metric."""

Shown: TypeAlias = Literal["utilization", "average", "value", "total"]
"""What a recorded value is."""

Keeps: TypeAlias = Literal["total", "value"]
"""What of a metric does not depend on the replicas."""

class ReplayWas(TypedDict):
    """The HPA as it was; what is left out is as in the one that is tried."""
    hpa: NotRequired[AnyHorizontalPodAutoscaler | str | None]
    """The HPA, of any version."""
    profile: NotRequired[Profile | None]
    """The release."""
    controller: NotRequired[Controller | None]
    """The controller's flags."""
    config: NotRequired[Mapping[str, object] | str | None]
    """The adapter's rules, where its metrics are not in `history`."""

class RecordedMeasures(TypedDict):
    """The replicas that there were, in figures."""
    seconds: float
    """How long it was."""
    changes: int
    """Changes of the replicas, whoever made them."""
    flaps: int
    """Changes that turn the direction of the one before within ten minutes of it."""
    minReplicas: int
    """The fewest replicas."""
    maxReplicas: int
    """The most."""
    meanReplicas: float
    """The mean of them over time."""
    replicaHours: float
    """Replicas over time."""

class ReplayedLoad(TypedDict):
    """What was taken for the load of a metric."""
    metric: str
    """The metric's name; for resources the resource."""
    source: MetricSourceType
    """The type of the metric."""
    keeps: Keeps
    """What stays as it was with other replicas."""
    changes: int
    """Changes of the replicas with a value on both sides and no other change near."""
    asTotal: int
    """At how many of them value times replicas went on as before, more than the value did."""

class ReplayedWas(TypedDict):
    """The HPA as it was, replayed: how well the model knows what happened."""
    measures: Measures
    """It in figures."""
    agreement: Agreement
    """Its replicas beside those that there were."""

class Agreement(TypedDict):
    """Replicas of a simulation beside those that there were."""
    same: float
    """The share of the time with equal replicas, from 0 to 1."""
    withinOne: float
    """The share of the time in which they differ by 1 at most."""
    meanDifference: float
    """How far they are apart in the mean over time."""

class Caveat(TypedDict):
    """Something that cannot be known of a record."""
    kind: CaveatKind
    """What it is."""
    metric: NotRequired[str]
    """The metric that it is about."""
    seconds: NotRequired[float]
    """For how long."""
    message: str
    """In a sentence."""

CaveatKind: TypeAlias = Literal["assumed", "doubted", "gap", "zero", "saturated", "disagrees"]
"""What cannot be known of a record."""

AnswersByPath: TypeAlias = Mapping[str, PrometheusAnswer | ResourceAnswers | str]
"""Answers of Prometheus by the path of the request of a metrics API that they are for."""

class ExplainInput(TypedDict):
    """What an adapter, Prometheus and the controller look at, in one sync and in those after it: all of `metrics.convert` but its `request`, and all of `hpa.reconcile`."""
    hpa: AnyHorizontalPodAutoscaler | str
    """The HPA with the status of the sync before."""
    pods: NotRequired[PodList | Mapping[str, object] | str | None]
    """The pods of the namespace."""
    metrics: NotRequired[Mapping[str, MetricsApiAnswer | str]]
    """What the metrics APIs answered, by the request path of `hpa.requests`; a path that is absent was not answered."""
    hpas: NotRequired[list[AnyHorizontalPodAutoscaler | str | HpaWithSelector]]
    """Other HPAs of the namespace: the object, or `{"hpa": …, "selector": "…"}` with the selector of its target's scale. Without it an HPA of the same target has the same selector, and any other does not matter."""
    controller: NotRequired[Controller]
    """The controller's flags."""
    state: NotRequired[State | None]
    """The `state` that the sync before gave."""
    profile: NotRequired[Profile | None]
    """The release whose behaviour is wanted; the newest by default."""
    compat: NotRequired[Compat | None]
    """Whose behaviour is wanted where upstream's is known to hurt. Default: `upstream`."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's discovery, for described objects of custom kinds; Kubernetes' own resources by default."""
    scale: NotRequired[Scale | str | ReadError | None]
    """The scale of its target, or `{"error": "…"}`; by default one with the counts of the HPA's own status, and with the selector of the requests that are answered, or of the pods that are given."""
    now: NotRequired[Time | None]
    """The instant of the sync; by default the newest that the answers and the HPA's status tell."""
    config: NotRequired[Mapping[str, object] | str]
    """The adapter's configuration; without it, and without an engine, `metrics` must hold the answers."""
    series: NotRequired[Series | None]
    """The series that Prometheus has."""
    samples: NotRequired[list[ValuedSeries] | list[ScrapedPage] | str | None]
    """Series with their samples, as `promql.evaluate` takes its `series`: queries that `response` does not answer are evaluated over them at the instant of the sync. Where `series` is left out they are those."""
    interval: NotRequired[str | None]
    """How far the samples of promtool's notation are apart, from 0 on, as a Go duration. Default: `1m`."""
    response: NotRequired[PrometheusAnswer | ResourceAnswers | AnswersByPath | str | None]
    """What Prometheus answered: one answer, with `cpu` and `memory` for resource metrics, or answers by request path."""
    objects: NotRequired[list[str] | None]
    """The objects that the cluster lists for a `*`; the pods that the scale selects by default."""
    thresholds: NotRequired[bool]
    """Whether to tell the step function of each metric, as `hpa.steps` does. Default: `false`."""
    then: NotRequired[list[LaterSync]]
    """Syncs after it, at most 100."""

class LaterSync(TypedDict):
    """A sync after the one before, with its status and state."""
    now: Time
    """Its instant."""
    response: NotRequired[PrometheusAnswer | ResourceAnswers | AnswersByPath | str | None]
    """What Prometheus answered; the same as before by default."""
    scale: NotRequired[Scale | str | ReadError | None]
    """The scale; by default the one before, with the replicas that were asked for."""
    pods: NotRequired[PodList | Mapping[str, object] | str | None]
    """The pods; the same as before by default."""
    metrics: NotRequired[Mapping[str, MetricsApiAnswer | str] | None]
    """Answers of the metrics APIs; the same as before by default."""

class ExplainSection(TypedDict):
    """A part of an explanation: a title and rows."""
    title: str
    """What the part is about."""
    rows: list[ExplainRow]
    """What it says."""

class ExplainRow(TypedDict):
    """One fact of an explanation."""
    label: str
    """What the fact is: `PromQL`, `ratio`."""
    text: str
    """The fact; may have several lines."""
    why: NotRequired[list[str]]
    """Why it is so, a sentence a line."""
    trouble: NotRequired[bool]
    """Whether the chain breaks here. Default: `false`."""

class MetricWay(TypedDict):
    """The way of one metric from the HPA to its replicas."""
    metric: str
    """The metric: `Object metric http_requests of Service/web`."""
    stations: list[Station]
    """One of each kind, in the order of the kinds; at most one of those before `replicas` is `lost` or `missing`."""

class Station(TypedDict):
    """One station of the way of a metric."""
    kind: Literal["hpa"] | Literal["request"] | Literal["rule"] | Literal["query"] | Literal["answer"] | Literal["values"] | Literal["replicas"]
    """Which one. `rule` is the annotation where kube-metrics-adapter answers."""
    state: Literal["good"] | Literal["doubtful"] | Literal["lost"] | Literal["missing"] | Literal["unreached"] | Literal["aside"]
    """How the metric stands there: it goes on, goes on and not as one may think, is lost, or what is needed was not given; it does not come so far, or goes by another way, since what a later station has was given."""
    text: str
    """What it comes to there, in short; empty where nothing does."""
    why: NotRequired[list[str]]
    """Why it stands so, where that is not well."""
    mends: NotRequired[list[Mend]]
    """Edits of the inputs that mend it."""
    rows: list[RowPlace]
    """The rows of `sections` that are about it."""

class Mend(TypedDict):
    """An edit of an input that mends what was found."""
    input: str
    """The field of the input that holds the text: `config`, `hpa`."""
    code: str
    """The code of the finding."""
    says: str
    """What it does."""
    fix: Fix
    """The edit."""

class RowPlace(TypedDict):
    """A row among the sections of an explanation; both count from 0."""
    section: int
    """The place of its section."""
    row: int
    """Its place in there."""

class AnnotationCollector(TypedDict):
    """What kube-metrics-adapter collects for one metric of an HPA."""
    type: MetricSourceType
    """The metric's type: `Pods`, `Object` or `External`."""
    metric: MetricIdentifier
    """The metric's name and selector."""
    reference: NotRequired[CollectedObject]
    """The described object of an Object metric."""
    collector: str
    """The collector that the annotations name; empty where there are none for this metric."""
    config: Mapping[str, str]
    """Its settings: the labels of the selector (of External and Object metrics), and over them the annotations."""
    interval: Duration
    """How often it collects; zero stands for the adapter's `--default-collection-interval`, a minute."""
    minPodReadyAge: Duration
    """How long a pod must have been ready before it counts; Pods metrics only."""
    perReplica: bool
    """Whether the value is divided by the target's replicas, of Prometheus' Object metrics."""
    query: NotRequired[str]
    """Of a Prometheus collector, the query."""
    server: NotRequired[str]
    """Of a Prometheus collector, the URL that the query goes to in place of `--prometheus-server`."""
    serverAlias: NotRequired[str]
    """Of a Prometheus collector, the server by the name that `--additional-prometheus-server` gives to it."""
    error: NotRequired[str]
    """Why the adapter refuses a Prometheus collector."""

class CollectedObject(TypedDict):
    """The object that an Object metric describes, in the HPA's namespace."""
    apiVersion: str
    """`group/version`."""
    kind: str
    """Its kind."""
    name: str
    """Its name."""
    namespace: str
    """The HPA's namespace."""

class FlaggerModel(TypedDict):
    """The names that Flagger's queries use."""
    name: NotRequired[str]
    """The canary's name."""
    namespace: NotRequired[str]
    """The canary's namespace."""
    target: NotRequired[str]
    """The name of the workload."""
    service: NotRequired[str]
    """The name of the service."""
    ingress: NotRequired[str]
    """The name of the Ingress."""
    route: NotRequired[str]
    """The name of the route."""
    interval: NotRequired[str]
    """The window of the metric."""
    variables: NotRequired[Mapping[str, str]]
    """The metric's own names."""

class QueryOfCanary(TypedDict):
    """A query to render with the names of a canary."""
    canary: Canary | Mapping[str, object] | str
    """The Canary whose metric it is."""
    metric: NotRequired[str | None]
    """The metric of its analysis; the first with a templateRef of this template's name where it is absent."""
    metricTemplate: NotRequired[MetricTemplate | Mapping[str, object] | str | None]
    """The MetricTemplate that the metric's templateRef names; absent for a metric with a query of its own."""

class QueryOfTemplate(TypedDict):
    """A query to render with names that are given."""
    metricTemplate: MetricTemplate | Mapping[str, object] | str
    """The MetricTemplate."""
    model: NotRequired[FlaggerModel]
    """The names and their values."""

class Canary(TypedDict):
    """Flagger's Canary, `flagger.app/v1beta1`, as far as metrics go."""
    metadata: NotRequired[ObjectMeta]
    """Its name and namespace."""
    spec: NotRequired[CanarySpec]
    """What is delivered, and how it is judged."""

class CanarySpec(TypedDict):
    """What is delivered, and how it is judged."""
    targetRef: NotRequired[CrossVersionObjectReference]
    """The workload."""
    service: NotRequired[CanaryService]
    """The service in front of it."""
    ingressRef: NotRequired[CrossVersionObjectReference]
    """The Ingress in front of it, where it has another name."""
    routeRef: NotRequired[CrossVersionObjectReference]
    """The route in front of it, where it has another name."""
    analysis: NotRequired[CanaryAnalysis]
    """How it is judged."""
    canaryAnalysis: NotRequired[CanaryAnalysis]
    """The older name of `analysis`."""

class CanaryService(TypedDict):
    """The service in front of a canary."""
    name: NotRequired[str]
    """Its name; empty for the target's."""

class CanaryAnalysis(TypedDict):
    """How a canary is judged."""
    metrics: NotRequired[list[CanaryMetric]]
    """The metrics that must all be in their ranges."""

class CanaryMetric(TypedDict):
    """One metric of a canary's analysis."""
    name: NotRequired[str]
    """Its name."""
    interval: NotRequired[str]
    """Its window."""
    threshold: NotRequired[float]
    """The older form of a largest value."""
    thresholdRange: NotRequired[CanaryThresholdRange]
    """The values that let the canary advance."""
    query: NotRequired[str]
    """A query of its own."""
    templateRef: NotRequired[TemplateReference]
    """The metric template that holds its query."""
    templateVariables: NotRequired[Mapping[str, str]]
    """Values for `{{ variables.x }}`."""

class CanaryThresholdRange(TypedDict):
    """A range with its bounds in it."""
    min: NotRequired[float]
    """The smallest value."""
    max: NotRequired[float]
    """The largest value."""

class TemplateReference(TypedDict):
    """The name of a metric template."""
    name: NotRequired[str]
    """Its name."""
    namespace: NotRequired[str]
    """Its namespace; empty for the canary's."""

class MetricTemplate(TypedDict):
    """Flagger's MetricTemplate: a query of a metrics provider, to be shared by canaries."""
    metadata: NotRequired[ObjectMeta]
    """Its name and namespace."""
    spec: NotRequired[MetricTemplateSpec]
    """What is asked, and whom."""

class MetricTemplateSpec(TypedDict):
    """What a metric template asks, and whom."""
    provider: NotRequired[MetricTemplateProvider]
    """Who is asked."""
    query: NotRequired[str]
    """The query, with names in double braces."""

class MetricTemplateProvider(TypedDict):
    """A metrics provider."""
    type: NotRequired[str]
    """`prometheus`, or one that is not known here."""

class ScaledObject(TypedDict):
    """KEDA's ScaledObject, `keda.sh/v1alpha1`, as far as its HPA goes."""
    apiVersion: NotRequired[str]
    """`keda.sh/v1alpha1`."""
    kind: NotRequired[str]
    """`ScaledObject`."""
    metadata: NotRequired[ObjectMeta]
    """Name, namespace, labels, annotations."""
    spec: NotRequired[ScaledObjectSpec]
    """What is scaled, and by what."""

class ScaledObjectSpec(TypedDict):
    """What is scaled, between which bounds and by which triggers."""
    scaleTargetRef: NotRequired[ScaleTarget]
    """The workload."""
    pollingInterval: NotRequired[int]
    """Seconds between two looks at the triggers while KEDA itself decides; 30 where it is absent."""
    initialCooldownPeriod: NotRequired[int]
    """Seconds after its making in which the target is not scaled to zero."""
    cooldownPeriod: NotRequired[int]
    """Seconds without an active trigger until the target is scaled to zero; 300 where it is absent."""
    idleReplicaCount: NotRequired[int]
    """The replicas while no trigger is active; less than the minimum."""
    minReplicaCount: NotRequired[int]
    """The least replicas; 0 where it is absent, which the HPA has as 1."""
    maxReplicaCount: NotRequired[int]
    """The most replicas; 100 where it is absent."""
    advanced: NotRequired[AdvancedConfig]
    """The HPA's own settings, and how metrics become one."""
    triggers: NotRequired[list[ScaleTrigger]]
    """What is scaled by."""
    fallback: NotRequired[KedaFallback]
    """The replicas while a trigger cannot be read."""

class ScaleTarget(TypedDict):
    """The workload that is scaled."""
    apiVersion: NotRequired[str]
    """`group/version`; `apps/v1` where it is empty."""
    kind: NotRequired[str]
    """Its kind; `Deployment` where it is empty."""
    name: NotRequired[str]
    """Its name."""
    envSourceContainerName: NotRequired[str]
    """The container whose environment triggers read."""

class ScaleTrigger(TypedDict):
    """One trigger."""
    type: NotRequired[str]
    """The scaler: `cpu`, `cron`, `memory` or `prometheus`. The metrics of others are not known here."""
    name: NotRequired[str]
    """The name that a formula has for it."""
    useCachedMetrics: NotRequired[bool]
    """Whether the HPA is answered with what was found at the last polling."""
    metadata: NotRequired[Mapping[str, str]]
    """The scaler's own settings."""
    authenticationRef: NotRequired[AuthenticationRef]
    """The object that holds its secrets; it counts as holding what the trigger needs."""
    metricType: NotRequired[str]
    """`AverageValue`, `Value` or `Utilization`; `AverageValue` where it is absent, which `cpu` and `memory` do not take."""

class AuthenticationRef(TypedDict):
    """The object that holds a trigger's secrets."""
    name: NotRequired[str]
    """Its name."""
    kind: NotRequired[str]
    """`TriggerAuthentication`, or `ClusterTriggerAuthentication`."""

class AdvancedConfig(TypedDict):
    """The HPA's own settings, and how metrics become one."""
    horizontalPodAutoscalerConfig: NotRequired[HorizontalPodAutoscalerConfig]
    """The HPA's name and behavior."""
    restoreToOriginalReplicaCount: NotRequired[bool]
    """Whether the target gets back the replicas that it had, when the ScaledObject is deleted."""
    scalingModifiers: NotRequired[ScalingModifiers]
    """How the metrics of all triggers become one."""

class HorizontalPodAutoscalerConfig(TypedDict):
    """The HPA's name and behavior."""
    name: NotRequired[str]
    """Its name; `keda-hpa-` and the ScaledObject's where it is empty."""
    behavior: NotRequired[HorizontalPodAutoscalerBehavior]
    """How fast to scale."""

class ScalingModifiers(TypedDict):
    """How the metrics of all triggers become one."""
    formula: NotRequired[str]
    """An expression over the triggers' names, in the language of expr-lang."""
    target: NotRequired[str]
    """What its value should be: a number."""
    activationTarget: NotRequired[str]
    """The value above which the target is active: a number."""
    metricType: NotRequired[str]
    """`AverageValue` or `Value`; `AverageValue` where it is absent."""

class KedaFallback(TypedDict):
    """The replicas while a trigger cannot be read."""
    failureThreshold: NotRequired[int]
    """After how many failures in a row."""
    replicas: NotRequired[int]
    """How many."""
    behavior: NotRequired[str]
    """`static`, `currentReplicas`, `currentReplicasIfHigher`, `currentReplicasIfLower` or `scalingModifiers`; `static` where it is empty."""

class HpaOfKeda(TypedDict):
    """What KEDA writes of an HPA of `autoscaling/v2`: without the reference to its owner, whose UID a cluster gives, and without the label `app.kubernetes.io/version`, which is KEDA's own version."""
    metadata: ObjectMeta
    """Name, namespace, labels, annotations."""
    spec: HorizontalPodAutoscalerSpec
    """Bounds, metrics, behavior."""

class Lost(TypedDict):
    """What a migration cannot keep."""
    what: Literal["podReadiness"] | Literal["podSelector"] | Literal["describedObject"] | Literal["resource"] | Literal["precision"] | Literal["scaleToZero"] | Literal["externalMetricsApi"] | Literal["cron"] | Literal["activation"] | Literal["fallback"] | Literal["server"]
    """What it is."""
    path: str
    """The field that it stood in, of the object that was given."""
    reason: str
    """Why, and what is there in its place."""

class ExternalRules(TypedDict):
    """A configuration of the adapter with external rules alone."""
    externalRules: list[ExternalRuleOfQuery]
    """The rules."""

class ExternalRuleOfQuery(TypedDict):
    """A rule that gives one external metric by one query."""
    seriesQuery: str
    """The series without which the metric is not listed."""
    resources: Unnamespaced
    """That the namespace is not part of the query."""
    name: NameAs
    """The metric's name."""
    metricsQuery: str
    """The query."""

class Unnamespaced(TypedDict):
    """`resources` of a rule whose query has no namespace put in."""
    namespaced: bool
    """`false`."""

NameAs = TypedDict("NameAs", {
    "as": str,
})
"""`name` of a rule."""

class UpstreamModule(TypedDict):
    """A Go module that was asked for the truth."""
    module: str
    """Its path."""
    version: str
    """Its version."""

class Limits(TypedDict):
    """How much an operation may cost ([limits](limits.md)); what is left out has a size that grows with the input."""
    steps: NotRequired[int | None]
    """Steps of templates, of comparing and of matching."""
    outputBytes: NotRequired[int | None]
    """Bytes of the names that rules give to metrics."""
    patternBytes: NotRequired[int | None]
    """Bytes that regular expressions compile to."""
    matches: NotRequired[int | None]
    """Series that rules select."""
    samples: NotRequired[int | None]
    """Samples that evaluating a query makes."""
    syncs: NotRequired[int | None]
    """Syncs of a simulation."""
    looks: NotRequired[int | None]
    """Pods that the syncs of a simulation look at."""

class Span(TypedDict):
    """What went wrong where in a source text. Lines and columns count from 1, columns in Unicode scalar values."""
    line: int
    """The line where it begins."""
    column: int
    """The column where it begins."""
    endLine: int
    """The line where it ends."""
    endColumn: int
    """The column behind its end."""

class Fix(TypedDict):
    """An edit of a source text that mends a finding and that nobody needs to think about."""
    span: Span
    """What goes; empty where something is put in."""
    text: str
    """What takes its place."""

class ErrorObject(TypedDict):
    """What went wrong, where, and what to do about it."""
    code: str
    """Stable, such as `quantity.syntax`; [errors](errors.md) lists them all."""
    message: str
    """What was found."""
    path: NotRequired[str]
    """Where in the input, such as `rules[2].metricsQuery`."""
    span: NotRequired[Span]
    """Where in the source text."""
    hint: str
    """What to change."""
    fix: NotRequired[Fix]
    """The edit of the text that mends it, of a finding of `files.check` always tried."""

class Diagnostic(TypedDict):
    """A finding about an input: an error with a severity."""
    code: str
    """Stable, such as `quantity.syntax`; [errors](errors.md) lists them all."""
    message: str
    """What was found."""
    path: NotRequired[str]
    """Where in the input, such as `rules[2].metricsQuery`."""
    span: NotRequired[Span]
    """Where in the source text."""
    hint: str
    """What to change."""
    fix: NotRequired[Fix]
    """The edit of the text that mends it, of a finding of `files.check` always tried."""
    severity: Literal["info"] | Literal["warning"] | Literal["error"]
    """It works, and this is worth knowing; it loads, and does something else than its author is likely to expect; upstream refuses it, or it can never work."""

Int64: TypeAlias = str
"""A 64-bit integer, as text; a JSON number will do."""

Quantity: TypeAlias = str
"""A Kubernetes quantity, such as `100m`; a JSON number will do."""

Time: TypeAlias = str
"""An instant, RFC 3339."""

Duration: TypeAlias = str
"""A Go duration, such as `1m30s`; inputs may have Prometheus' form, too."""

Profile: TypeAlias = str
"""A Kubernetes release whose behaviour can be chosen ([profiles](profiles.md)), such as `1.37`; `engine.version` lists them."""

class ObjectMeta(TypedDict):
    """`metav1.ObjectMeta`."""
    name: NotRequired[str]
    """The object's name."""
    generateName: NotRequired[str]
    """The prefix that the API server makes a name from."""
    namespace: NotRequired[str]
    """The object's namespace."""
    selfLink: NotRequired[str]
    """Deprecated, kept as it is."""
    uid: NotRequired[str]
    """Tells this object from earlier ones of the same name."""
    resourceVersion: NotRequired[str]
    """The version of the object in the store."""
    generation: NotRequired[int]
    """Counts the changes of the object's spec."""
    creationTimestamp: NotRequired[Time | None]
    """When the object was created."""
    deletionTimestamp: NotRequired[Time]
    """When the object is going to be gone; present while it is being deleted."""
    deletionGracePeriodSeconds: NotRequired[int]
    """Seconds that the object is given to end."""
    labels: NotRequired[Mapping[str, str]]
    """The object's labels."""
    annotations: NotRequired[Mapping[str, str]]
    """The object's annotations."""
    ownerReferences: NotRequired[list[OwnerReference]]
    """The objects that own this one."""
    finalizers: NotRequired[list[str]]
    """Who must act before the object is gone."""
    managedFields: NotRequired[list[object]]
    """Who set which fields, kept as it is."""

class OwnerReference(TypedDict):
    """`metav1.OwnerReference`."""
    apiVersion: str
    """`group/version` of the owner."""
    kind: str
    """The owner's kind."""
    name: str
    """The owner's name."""
    uid: str
    """The owner's UID."""
    controller: NotRequired[bool]
    """Whether the owner is the managing controller."""
    blockOwnerDeletion: NotRequired[bool]
    """Whether the owner's foreground deletion waits for this object."""

class ListMeta(TypedDict):
    """`metav1.ListMeta`; empty where Counterpoise writes it."""

class LabelSelector(TypedDict):
    """`metav1.LabelSelector`: the object form of a label selector."""
    matchLabels: NotRequired[Mapping[str, str]]
    """Labels that must have these values."""
    matchExpressions: NotRequired[list[LabelSelectorRequirement]]
    """Further requirements; all must hold."""

class LabelSelectorRequirement(TypedDict):
    """`metav1.LabelSelectorRequirement`."""
    key: str
    """The label's name."""
    operator: LabelSelectorOperator
    """What is asked of its value."""
    values: NotRequired[list[str]]
    """The values of `In` and `NotIn`."""

LabelSelectorOperator: TypeAlias = Literal["In", "NotIn", "Exists", "DoesNotExist"] | str
"""What a requirement asks of a label."""

class APIResourceList(TypedDict):
    """`metav1.APIResourceList`: the resources of one group and version, as discovery lists them."""
    kind: NotRequired[str]
    """`APIResourceList`."""
    apiVersion: NotRequired[str]
    """`v1`."""
    groupVersion: str
    """`group/version`, or `v1` for the core group."""
    resources: list[APIResource]
    """The resources."""

class APIResource(TypedDict):
    """`metav1.APIResource`: one resource of a group and version."""
    name: str
    """The plural name, such as `pods`."""
    singularName: NotRequired[str]
    """The singular name, such as `pod`; discovery may leave it empty."""
    namespaced: bool
    """Whether its objects live in a namespace."""
    group: NotRequired[str]
    """The group, where it differs from the list's."""
    version: NotRequired[str]
    """The version, where it differs from the list's."""
    kind: str
    """The kind, such as `Pod`."""
    verbs: NotRequired[list[str]]
    """What can be done with it, such as `get`."""
    shortNames: NotRequired[list[str]]
    """Names that command lines take for it, such as `po`."""

class PodList(TypedDict):
    """`PodList`."""
    items: NotRequired[list[Pod]]
    """The pods."""

class Pod(TypedDict):
    """`Pod`, the fields that the controller reads."""
    metadata: NotRequired[PodMeta]
    """Name, namespace, labels, and when it is being deleted."""
    spec: NotRequired[PodSpec]
    """Its containers and their requests."""
    status: NotRequired[PodStatus]
    """Phase, start and readiness."""

class PodMeta(TypedDict):
    """`metav1.ObjectMeta`, the fields of a pod that the controller reads."""
    name: NotRequired[str]
    """The pod's name."""
    namespace: NotRequired[str]
    """The pod's namespace."""
    labels: NotRequired[Mapping[str, str]]
    """The pod's labels."""
    deletionTimestamp: NotRequired[Time]
    """When the pod is going to be gone; present while it is being deleted."""

class PodSpec(TypedDict):
    """A pod's containers and resources."""
    containers: NotRequired[list[Container]]
    """The containers."""
    initContainers: NotRequired[list[Container]]
    """The init containers; those that restart always are sidecars and count for requests."""
    resources: NotRequired[ResourceRequirements]
    """Resources of the pod as a whole."""
    overhead: NotRequired[Mapping[str, Quantity]]
    """What running the pod costs beside its containers."""

class Container(TypedDict):
    """A container's name and requests."""
    name: NotRequired[str]
    """The container's name."""
    resources: NotRequired[ResourceRequirements]
    """What it asks for."""
    restartPolicy: NotRequired[str]
    """`Always` makes an init container a sidecar."""

class ResourceRequirements(TypedDict):
    """What a container or a pod asks for."""
    requests: NotRequired[Mapping[str, Quantity]]
    """The requests, such as `cpu: 100m`."""

class PodStatus(TypedDict):
    """How a pod is doing."""
    phase: NotRequired[PodPhase]
    """Where it is in its life."""
    startTime: NotRequired[Time]
    """When the kubelet took it up."""
    conditions: NotRequired[list[PodCondition]]
    """Its conditions; the first of type `Ready` counts."""

PodPhase: TypeAlias = Literal["Pending", "Running", "Succeeded", "Failed", "Unknown"] | str
"""Where a pod is in its life."""

class PodCondition(TypedDict):
    """A condition of a pod."""
    type: NotRequired[str]
    """`Ready`, or one that does not matter here."""
    status: NotRequired[ConditionStatus]
    """Whether it holds."""
    lastTransitionTime: NotRequired[Time]
    """When the status last changed."""

ConditionStatus: TypeAlias = Literal["True", "False", "Unknown"] | str
"""The status of a condition."""

class CoreV1Event(TypedDict):
    """`Event` of the core group, the fields that are printed."""
    type: NotRequired[str]
    """`Normal` or `Warning`."""
    reason: NotRequired[str]
    """Why, in one word."""
    message: NotRequired[str]
    """Why, in a sentence."""
    count: NotRequired[int]
    """How often it happened."""
    firstTimestamp: NotRequired[Time]
    """When it happened first."""
    lastTimestamp: NotRequired[Time]
    """When it happened last."""
    eventTime: NotRequired[Time]
    """When it happened first, in the newer form of events."""
    series: NotRequired[EventSeries]
    """Its repetitions, in the newer form of events."""
    source: NotRequired[EventSource]
    """Who tells of it."""
    reportingComponent: NotRequired[str]
    """Who tells of it, in the newer form of events."""
    involvedObject: NotRequired[InvolvedObject]
    """What it is about."""

class EventSeries(TypedDict):
    """Repetitions of an event."""
    count: NotRequired[int]
    """How often it happened."""
    lastObservedTime: NotRequired[Time]
    """When it happened last."""

class EventSource(TypedDict):
    """Who tells of an event."""
    component: NotRequired[str]
    """Such as `horizontal-pod-autoscaler`."""

class InvolvedObject(TypedDict):
    """What an event is about."""
    fieldPath: NotRequired[str]
    """A part of the object."""

AnyHorizontalPodAutoscaler: TypeAlias = HorizontalPodAutoscaler | OlderHorizontalPodAutoscaler
"""An HPA of any version; `apiVersion` tells which."""

class OlderHorizontalPodAutoscaler(TypedDict):
    """`HorizontalPodAutoscaler` of a version before `autoscaling/v2`; `hpa.convert` makes one of the other."""
    apiVersion: Literal["autoscaling/v1"] | Literal["autoscaling/v2beta1"] | Literal["autoscaling/v2beta2"]
    """The version."""
    kind: NotRequired[str]
    """`HorizontalPodAutoscaler`."""
    metadata: NotRequired[ObjectMeta]
    """Name, namespace, labels, annotations."""
    spec: NotRequired[Mapping[str, object]]
    """What is wanted, as the version has it."""
    status: NotRequired[Mapping[str, object]]
    """What the controller found at its last sync, as the version has it."""

class HorizontalPodAutoscaler(TypedDict):
    """`HorizontalPodAutoscaler` of `autoscaling/v2`."""
    apiVersion: NotRequired[Literal["autoscaling/v2"]]
    """The version."""
    kind: NotRequired[str]
    """`HorizontalPodAutoscaler`."""
    metadata: NotRequired[ObjectMeta]
    """Name, namespace, labels, annotations."""
    spec: HorizontalPodAutoscalerSpec
    """What is wanted."""
    status: NotRequired[HorizontalPodAutoscalerStatus]
    """What the controller found at its last sync."""

class HorizontalPodAutoscalerSpec(TypedDict):
    """What an autoscaler scales, between which limits and by which metrics."""
    scaleTargetRef: CrossVersionObjectReference
    """The object whose `scale` is read and written."""
    minReplicas: NotRequired[int]
    """The lower limit. Default: `1`."""
    maxReplicas: int
    """The upper limit."""
    metrics: NotRequired[list[MetricSpec]]
    """The metrics; the one that proposes most replicas wins."""
    behavior: NotRequired[HorizontalPodAutoscalerBehavior]
    """How fast to scale; absent means the controller's own way."""

class CrossVersionObjectReference(TypedDict):
    """An object of the same namespace."""
    kind: str
    """Its kind, such as `Deployment`."""
    name: str
    """Its name."""
    apiVersion: NotRequired[str]
    """`group/version`; `v1` or empty for the core group."""

MetricSourceType: TypeAlias = Literal["Object", "Pods", "Resource", "ContainerResource", "External"] | str
"""Where a metric comes from; it names the field of the metric that is filled."""

class MetricSpec(TypedDict):
    """One metric of the spec; the field that its type names is filled."""
    type: MetricSourceType
    """Where the metric comes from."""
    object: NotRequired[ObjectMetricSource]
    """For `Object`."""
    pods: NotRequired[PodsMetricSource]
    """For `Pods`."""
    resource: NotRequired[ResourceMetricSource]
    """For `Resource`."""
    containerResource: NotRequired[ContainerResourceMetricSource]
    """For `ContainerResource`."""
    external: NotRequired[ExternalMetricSource]
    """For `External`."""

class ObjectMetricSource(TypedDict):
    """A metric of one object."""
    describedObject: CrossVersionObjectReference
    """The object that the metric describes."""
    target: MetricTarget
    """The target."""
    metric: MetricIdentifier
    """The metric."""

class PodsMetricSource(TypedDict):
    """A custom metric of each pod."""
    metric: MetricIdentifier
    """The metric."""
    target: MetricTarget
    """The target."""

class ResourceMetricSource(TypedDict):
    """A resource of each pod."""
    name: str
    """The resource, such as `cpu`."""
    target: MetricTarget
    """The target."""

class ContainerResourceMetricSource(TypedDict):
    """A resource of one container in each pod."""
    name: str
    """The resource, such as `cpu`."""
    target: MetricTarget
    """The target."""
    container: str
    """The container's name."""

class ExternalMetricSource(TypedDict):
    """A metric that belongs to no object."""
    metric: MetricIdentifier
    """The metric."""
    target: MetricTarget
    """The target."""

class MetricIdentifier(TypedDict):
    """A metric's name and the selector it is asked for with."""
    name: str
    """The metric's name."""
    selector: NotRequired[LabelSelector | None]
    """Selects among the metric's series; not the same as a selector of objects."""

class MetricTarget(TypedDict):
    """What a metric should be."""
    type: MetricTargetType
    """How the value is compared; it names the field that counts."""
    value: NotRequired[Quantity]
    """The value as a whole."""
    averageValue: NotRequired[Quantity]
    """The value for each pod."""
    averageUtilization: NotRequired[int]
    """Per cent of the pods' requests."""

MetricTargetType: TypeAlias = Literal["Utilization", "Value", "AverageValue"] | str
"""How a metric's value is compared with its target."""

class HorizontalPodAutoscalerBehavior(TypedDict):
    """How fast to scale, direction by direction."""
    scaleUp: NotRequired[HPAScalingRules]
    """Rules of scaling up; absent means the defaults."""
    scaleDown: NotRequired[HPAScalingRules]
    """Rules of scaling down; absent means the defaults."""

class HPAScalingRules(TypedDict):
    """The rules of one direction."""
    stabilizationWindowSeconds: NotRequired[int]
    """Seconds that past recommendations are considered for; absent means the controller's own for the direction."""
    selectPolicy: NotRequired[ScalingPolicySelect]
    """Which policy holds. Default: `Max`."""
    policies: NotRequired[list[HPAScalingPolicy]]
    """The policies; absent means the defaults, while an empty list is kept and not valid."""
    tolerance: NotRequired[Quantity]
    """How far, as a ratio, the metric may be from its target without scaling; absent means the controller's own."""

ScalingPolicySelect: TypeAlias = Literal["Max", "Min", "Disabled"] | str
"""Which of several scaling policies holds."""

class HPAScalingPolicy(TypedDict):
    """A change that is allowed within a period."""
    type: HPAScalingPolicyType
    """The unit of the value."""
    value: int
    """The change that is allowed."""
    periodSeconds: int
    """The period in seconds."""

HPAScalingPolicyType: TypeAlias = Literal["Pods", "Percent"] | str
"""The unit of a scaling policy's value."""

class HorizontalPodAutoscalerStatus(TypedDict):
    """What the controller found at its last sync."""
    observedGeneration: NotRequired[int]
    """The `metadata.generation` that was synced; the controller of Kubernetes 1.33 does not keep it."""
    lastScaleTime: NotRequired[Time]
    """When the target was last scaled."""
    currentReplicas: NotRequired[int]
    """Replicas that the scale's status had; absent means 0."""
    desiredReplicas: NotRequired[int]
    """Replicas that the controller asked for."""
    currentMetrics: NotRequired[list[MetricStatus] | None]
    """The metrics as they were read, in the order of the spec; `null` where there are none."""
    conditions: NotRequired[list[HorizontalPodAutoscalerCondition]]
    """The conditions."""

class MetricStatus(TypedDict):
    """One metric as it was read; its type is empty where it could not be read."""
    type: MetricSourceType
    """Where the metric comes from."""
    object: NotRequired[ObjectMetricStatus]
    """For `Object`."""
    pods: NotRequired[PodsMetricStatus]
    """For `Pods`."""
    resource: NotRequired[ResourceMetricStatus]
    """For `Resource`."""
    containerResource: NotRequired[ContainerResourceMetricStatus]
    """For `ContainerResource`."""
    external: NotRequired[ExternalMetricStatus]
    """For `External`."""

class ObjectMetricStatus(TypedDict):
    """A metric of one object, as it was read."""
    metric: MetricIdentifier
    """The metric."""
    current: MetricValueStatus
    """Its value."""
    describedObject: CrossVersionObjectReference
    """The object that the metric describes."""

class PodsMetricStatus(TypedDict):
    """A custom metric of each pod, as it was read."""
    metric: MetricIdentifier
    """The metric."""
    current: MetricValueStatus
    """Its value."""

class ResourceMetricStatus(TypedDict):
    """A resource of each pod, as it was read."""
    name: str
    """The resource, such as `cpu`."""
    current: MetricValueStatus
    """Its value."""

class ContainerResourceMetricStatus(TypedDict):
    """A resource of one container in each pod, as it was read."""
    name: str
    """The resource, such as `cpu`."""
    current: MetricValueStatus
    """Its value."""
    container: str
    """The container's name."""

class ExternalMetricStatus(TypedDict):
    """A metric that belongs to no object, as it was read."""
    metric: MetricIdentifier
    """The metric."""
    current: MetricValueStatus
    """Its value."""

class MetricValueStatus(TypedDict):
    """A metric's value."""
    value: NotRequired[Quantity]
    """The value as a whole."""
    averageValue: NotRequired[Quantity]
    """The value for each pod."""
    averageUtilization: NotRequired[int]
    """Per cent of the pods' requests."""

class HorizontalPodAutoscalerCondition(TypedDict):
    """A condition of the autoscaler."""
    type: HorizontalPodAutoscalerConditionType
    """What it says something about."""
    status: ConditionStatus
    """Whether it holds."""
    lastTransitionTime: NotRequired[Time | None]
    """When the status last changed; `null` where it is not known."""
    reason: NotRequired[str]
    """Why, in one word."""
    message: NotRequired[str]
    """Why, in a sentence."""
    observedGeneration: NotRequired[int]
    """The `metadata.generation` that the condition was found for."""

HorizontalPodAutoscalerConditionType: TypeAlias = Literal["ScalingActive", "AbleToScale", "ScalingLimited", "ScaledToZero"] | str
"""What a condition of the autoscaler says something about."""

class Scale(TypedDict):
    """`Scale` of `autoscaling/v1`: the replicas of a workload."""
    apiVersion: NotRequired[str]
    """`autoscaling/v1`."""
    kind: NotRequired[str]
    """`Scale`."""
    metadata: NotRequired[ObjectMeta]
    """Name and namespace of the workload."""
    spec: NotRequired[ScaleSpec]
    """What is wanted."""
    status: NotRequired[ScaleStatus]
    """What there is."""

class ScaleSpec(TypedDict):
    """What a workload should have."""
    replicas: NotRequired[int]
    """Replicas wanted. Default: `0`."""

class ScaleStatus(TypedDict):
    """What a workload has."""
    replicas: NotRequired[int]
    """Replicas observed. Default: `0`."""
    selector: NotRequired[str]
    """Selects the workload's pods, in the text form of a label selector."""

class MetricValueList(TypedDict):
    """`MetricValueList` of `custom.metrics.k8s.io`."""
    kind: Literal["MetricValueList"]
    """The kind."""
    apiVersion: NotRequired[str]
    """The group and version that the values were asked for under."""
    metadata: NotRequired[ListMeta]
    """Empty."""
    items: list[MetricValue]
    """The values."""

class MetricValue(TypedDict):
    """A metric's value for one object, of `custom.metrics.k8s.io` `v1beta2` (`metric`) or `v1beta1` (`metricName`)."""
    describedObject: ObjectReference
    """The object that the value belongs to."""
    metric: NotRequired[MetricIdentifier]
    """Name and selector, in `v1beta2`."""
    metricName: NotRequired[str]
    """The name, in `v1beta1`."""
    timestamp: NotRequired[Time | None]
    """When the value was taken."""
    windowSeconds: NotRequired[int]
    """Seconds that the value was gathered over; absent where it is not known."""
    value: Quantity
    """The value."""
    selector: NotRequired[LabelSelector | None]
    """The selector, in `v1beta1`; `null` where there was none."""

class ObjectReference(TypedDict):
    """`corev1.ObjectReference`, the fields that describe the object of a metric."""
    kind: NotRequired[str]
    """The object's kind, such as `Pod`."""
    namespace: NotRequired[str]
    """The object's namespace."""
    name: NotRequired[str]
    """The object's name."""
    apiVersion: NotRequired[str]
    """`group/version`; `/v1` for the core group in metrics answers."""

class ExternalMetricValueList(TypedDict):
    """`ExternalMetricValueList` of `external.metrics.k8s.io`."""
    kind: Literal["ExternalMetricValueList"]
    """The kind."""
    apiVersion: NotRequired[str]
    """`external.metrics.k8s.io/v1beta1`."""
    metadata: NotRequired[ListMeta]
    """Empty."""
    items: list[ExternalMetricValue]
    """The values."""

class ExternalMetricValue(TypedDict):
    """One value of a metric that belongs to no object; `external.metrics.k8s.io/v1beta1`."""
    metricName: str
    """The metric's name."""
    metricLabels: NotRequired[Mapping[str, str] | None]
    """The labels of the series; `null` for a scalar."""
    timestamp: NotRequired[Time | None]
    """When the value was taken."""
    window: NotRequired[int]
    """Seconds that the value was gathered over; absent where it is not known."""
    value: Quantity
    """The value."""

class PodMetricsList(TypedDict):
    """`PodMetricsList` of `metrics.k8s.io`."""
    kind: Literal["PodMetricsList"]
    """The kind."""
    apiVersion: NotRequired[str]
    """`metrics.k8s.io/v1beta1`."""
    metadata: NotRequired[ListMeta]
    """Empty."""
    items: list[PodMetrics]
    """The pods."""

class PodMetrics(TypedDict):
    """Usage of one pod, container by container."""
    kind: NotRequired[Literal["PodMetrics"]]
    """The kind; absent inside a list."""
    apiVersion: NotRequired[str]
    """`metrics.k8s.io/v1beta1`; absent inside a list."""
    metadata: MetricsMeta
    """The pod's name and namespace."""
    timestamp: NotRequired[Time | None]
    """When the usage was taken: the end of the window."""
    window: NotRequired[Duration]
    """How long it was measured over."""
    containers: list[ContainerMetrics]
    """The containers."""

class ContainerMetrics(TypedDict):
    """Usage of one container."""
    name: str
    """The container's name."""
    usage: Mapping[str, Quantity]
    """What it uses, by the resource's name."""

class NodeMetricsList(TypedDict):
    """`NodeMetricsList` of `metrics.k8s.io`."""
    kind: Literal["NodeMetricsList"]
    """The kind."""
    apiVersion: NotRequired[str]
    """`metrics.k8s.io/v1beta1`."""
    metadata: NotRequired[ListMeta]
    """Empty."""
    items: list[NodeMetrics]
    """The nodes."""

class NodeMetrics(TypedDict):
    """Usage of one node."""
    kind: NotRequired[Literal["NodeMetrics"]]
    """The kind; absent inside a list."""
    apiVersion: NotRequired[str]
    """`metrics.k8s.io/v1beta1`; absent inside a list."""
    metadata: MetricsMeta
    """The node's name."""
    timestamp: NotRequired[Time | None]
    """When the usage was taken: the end of the window."""
    window: NotRequired[Duration]
    """How long it was measured over."""
    usage: Mapping[str, Quantity]
    """What it uses, by the resource's name."""

class MetricsMeta(TypedDict):
    """`metav1.ObjectMeta`, the fields of an object of the metrics API that matter."""
    name: NotRequired[str]
    """The name of the pod or node."""
    namespace: NotRequired[str]
    """The pod's namespace."""
    creationTimestamp: NotRequired[Time | None]
    """When the object was made, which is when it was asked for."""

class QuantityParseInput(TypedDict):
    """What `quantity.parse` takes."""
    text: str
    """The quantity, such as `100m` or `1.5Gi`."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class QuantityParseResult(TypedDict):
    """What `quantity.parse` gives."""
    canonical: Quantity
    """The canonical form."""
    string: str
    """What Go's `String()` gives right after parsing."""
    format: Format
    """The family of its suffix."""
    value: NotRequired[Int64]
    """In whole units, rounded up; absent out of int64."""
    milliValue: NotRequired[Int64]
    """In milli-units, rounded up; absent out of int64."""
    approximate: NotRequired[float]
    """`AsApproximateFloat64`; absent where it is infinite."""

class QuantityAddInput(TypedDict):
    """What `quantity.add` takes."""
    a: str
    """The first."""
    b: str
    """The second."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

QuantityAddResult: TypeAlias = Canonical

class QuantitySubInput(TypedDict):
    """What `quantity.sub` takes."""
    a: str
    """The first."""
    b: str
    """The second."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

QuantitySubResult: TypeAlias = Canonical

class QuantityCmpInput(TypedDict):
    """What `quantity.cmp` takes."""
    a: str
    """The first."""
    b: str
    """The second."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class QuantityCmpResult(TypedDict):
    """What `quantity.cmp` gives."""
    ordering: Literal[-1] | Literal[0] | Literal[1]
    """-1 where the first is less, 0 where they are equal, 1 where it is more."""

class QuantityMulInput(TypedDict):
    """What `quantity.mul` takes."""
    a: str
    """The quantity."""
    by: Int64
    """The factor."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

QuantityMulResult: TypeAlias = Exact

class QuantityNegInput(TypedDict):
    """What `quantity.neg` takes."""
    a: str
    """The quantity."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

QuantityNegResult: TypeAlias = Canonical

class QuantityRoundUpInput(TypedDict):
    """What `quantity.roundUp` takes."""
    a: str
    """The quantity."""
    scale: int
    """A power of ten, from -9 to 18."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

QuantityRoundUpResult: TypeAlias = Exact

class QuantityFromMilliInput(TypedDict):
    """What `quantity.fromMilli` takes."""
    milli: Int64
    """The milli-units."""
    format: NotRequired[Format]
    """How to write it. Default: `DecimalSI`."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

QuantityFromMilliResult: TypeAlias = Canonical

class SelectorParseInput(TypedDict):
    """What `selector.parse` takes."""
    text: NotRequired[str]
    """The text form, such as `app=web,tier in (a,b)`; not beside `labelSelector`."""
    labelSelector: NotRequired[LabelSelector | str | None]
    """The object form; `null` is an absent selector, which matches nothing."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class SelectorParseResult(TypedDict):
    """What `selector.parse` gives."""
    canonical: str
    """The text as `labels.Selector.String()` gives it."""
    requirements: list[SelectorRequirement]
    """In key order."""

class SelectorMatchesInput(TypedDict):
    """What `selector.matches` takes."""
    text: NotRequired[str]
    """The text form, such as `app=web,tier in (a,b)`; not beside `labelSelector`."""
    labelSelector: NotRequired[LabelSelector | str | None]
    """The object form; `null` is an absent selector, which matches nothing."""
    labels: Mapping[str, str]
    """The labels."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class SelectorMatchesResult(TypedDict):
    """What `selector.matches` gives."""
    matches: bool
    """Whether they satisfy the selector."""

class GoTemplateInput(TypedDict):
    """What `template.render` takes."""
    template: str
    """The template."""
    dialect: NotRequired[Literal["go"]]
    """The language that it is written in. Default: `go`."""
    data: NotRequired[QueryData]
    """What it is rendered with."""
    delimiters: NotRequired[list[str]]
    """What stands before and behind an action. Default: `["<<", ">>"]`."""
    compat: NotRequired[Compat]
    """Which oddities are mended; templates have none. Default: `upstream`."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class HandlebarsTemplateInput(TypedDict):
    """What `template.render` takes."""
    template: str
    """The template."""
    dialect: Literal["handlebars"]
    """The language that it is written in."""
    data: NotRequired[Mapping[str, object]]
    """Names and their values; an object holds further names behind a dot."""
    compat: NotRequired[Compat]
    """Which oddities are mended; templates have none. Default: `upstream`."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

TemplateRenderInput: TypeAlias = GoTemplateInput | HandlebarsTemplateInput

class TemplateRenderResult(TypedDict):
    """What `template.render` gives."""
    text: str
    """What the template prints."""

class PromqlParseSelectorInput(TypedDict):
    """What `promql.parseSelector` takes."""
    text: str
    """The selector, such as `http_requests_total{namespace!=""}` or `{"a.metric","a label"=~"x|y"}`."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class PromqlParseSelectorResult(TypedDict):
    """What `promql.parseSelector` gives."""
    matchers: list[LabelMatcher]
    """As they stand in the text; the metric's name is one of `__name__`."""

class PromqlMatchesInput(TypedDict):
    """What `promql.matches` takes."""
    text: str
    """The selector."""
    labels: Mapping[str, str]
    """The labels, the series' name as `__name__`."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class PromqlMatchesResult(TypedDict):
    """What `promql.matches` gives."""
    matches: bool
    """Whether it selects the series."""

class PromqlParseInput(TypedDict):
    """What `promql.parse` takes."""
    text: str
    """The query, such as `sum by (pod) (rate(http_requests_total[5m]))`."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class PromqlParseResult(TypedDict):
    """What `promql.parse` gives."""
    printed: str
    """The query as Prometheus prints it."""
    type: Literal["scalar"] | Literal["vector"] | Literal["matrix"] | Literal["string"]
    """What it evaluates to."""
    tree: list[PromqlNode]
    """All expressions in it, each before those within it, in the order of the text."""

class PromqlLabelsInput(TypedDict):
    """What `promql.labels` takes."""
    text: str
    """The query."""
    series: NotRequired[list[Mapping[str, str]]]
    """The labels of every series that there is, the name as `__name__`. Left out, there may be any."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class PromqlLabelsResult(TypedDict):
    """What `promql.labels` gives."""
    present: list[str]
    """Those that every sample has, sorted."""
    possible: list[str] | None
    """All that any sample may have, sorted; `null` where that cannot be bounded."""
    single: bool
    """True where there is at most one sample."""
    empty: bool
    """True where there is surely none."""

class PromqlEvaluateInput(TypedDict):
    """What `promql.evaluate` takes."""
    query: str
    """The query."""
    series: list[ValuedSeries] | list[ScrapedPage] | str
    """The series; or pages as they were scraped, the oldest first; or as a text: promtool's notation, such as `up{pod="a"} 1+0x20`, or, where a comment begins with `# HELP`, `# TYPE` or `# EOF`, a page in the text format of Prometheus or OpenMetrics whose samples have timestamps."""
    interval: NotRequired[str]
    """How far the samples of promtool's notation are apart, from 0 on, as a Go duration. Default: `1m`."""
    time: NotRequired[float | str]
    """When an instant query is evaluated: seconds since 1970, or as RFC 3339 writes it."""
    start: NotRequired[float | str]
    """The first step of a query over a range, as `time`."""
    end: NotRequired[float | str]
    """No step is after it."""
    step: NotRequired[str]
    """How far the steps are apart, as a Go duration or in seconds."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class PromqlEvaluateResult(TypedDict):
    """What `promql.evaluate` gives."""
    resultType: Literal["scalar"] | Literal["vector"] | Literal["matrix"] | Literal["string"]
    """What `result` is."""
    result: list[float | str] | list[ValuedSample] | list[ValuedSeries]
    """As Prometheus' API gives it: of a scalar and of a string a time and a value."""

class ResourcesFindInput(TypedDict):
    """What `resources.find` takes."""
    resource: str
    """Plural, singular or kind in any case, and behind a dot the group or its beginning: `Deployment`, `deployments` and `deployments.apps`."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's resources as its discovery lists them; without them Kubernetes' own serve."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class ResourcesFindResult(TypedDict):
    """What `resources.find` gives."""
    group: str
    """The API group; empty for the core group."""
    version: str
    """The version that is preferred."""
    resource: str
    """The plural name."""
    singular: str
    """The singular that `resources.template` prints: that of the first resource of this plural, whatever its group."""
    kind: str
    """The kind."""
    namespaced: bool
    """Whether its objects live in a namespace."""

class RulesCheckInput(TypedDict):
    """What `rules.check` takes."""
    config: Mapping[str, object] | str
    """The adapter's file, a ConfigMap that holds it, or Helm values."""
    series: NotRequired[Series | None]
    """The series that Prometheus has: shows rules that give no metric, and metrics given twice."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's resources as its discovery lists them; without them Kubernetes' own serve."""
    hpas: NotRequired[list[AnyHorizontalPodAutoscaler | str]]
    """HPAs whose metrics the rules shall give; needs `series`."""
    compat: NotRequired[Compat]
    """Whose behaviour is wanted where upstream's is known to hurt. Default: `upstream`."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class RulesCheckResult(TypedDict):
    """What `rules.check` gives."""
    diagnostics: list[Diagnostic]
    """What upstream refuses, what works otherwise than its author is likely to expect, what is worth knowing; of the configuration first and then of the series and the HPAs."""
    summary: str
    """One line: the findings by severity, and what the rules give."""

RulesNameInput = TypedDict("RulesNameInput", {
    "matches": NotRequired[str],
    "as": NotRequired[str],
    "series": str,
    "compat": NotRequired[Compat],
    "limits": NotRequired[Limits],
})
"""What `rules.name` takes."""

class RulesNameResult(TypedDict):
    """What `rules.name` gives."""
    name: NotRequired[str]
    """The metric's name, which may be empty; absent where the series does not match, so that the rule leaves it out."""
    groups: list[CapturedGroup]
    """What the groups captured, the whole match first; none where the series does not match."""

class RulesRequestsInput(TypedDict):
    """What `rules.requests` takes."""
    config: Mapping[str, object] | str
    """The adapter's configuration: its file, a ConfigMap that holds it, or Helm values."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's resources as its discovery lists them; without them Kubernetes' own serve."""
    compat: NotRequired[Compat]
    """Whose behaviour is wanted where upstream's is known to hurt. Default: `upstream`."""
    now: NotRequired[Time]
    """The time of the requests; without it they have no start."""
    maxAge: NotRequired[Duration]
    """How old a series may be, the adapter's `--metrics-max-age`. Default: `10m`."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class RulesRequestsEngineInput(TypedDict):
    """What `rules.requests` takes where an `Engine` holds the rest."""
    now: NotRequired[Time]
    """The time of the requests; without it they have no start."""
    maxAge: NotRequired[Duration]
    """How old a series may be, the adapter's `--metrics-max-age`. Default: `10m`."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class RulesRequestsResult(TypedDict):
    """What `rules.requests` gives."""
    requests: list[SeriesRequest]
    """What to ask Prometheus for; the answers, one after the other, are the `series` of other operations."""

class RulesExplainInput(TypedDict):
    """What `rules.explain` takes."""
    config: Mapping[str, object] | str
    """The adapter's file, a ConfigMap that holds it, or Helm values."""
    series: NotRequired[Series | None]
    """The series that Prometheus has."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's resources as its discovery lists them; without them Kubernetes' own serve."""
    compat: NotRequired[Compat]
    """Whose behaviour is wanted where upstream's is known to hurt. Default: `upstream`."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class RulesExplainResult(TypedDict):
    """What `rules.explain` gives."""
    sections: list[ExplainSection]
    """A part a rule, then the findings."""
    text: str
    """The sections laid out as text."""

class FilesCheckInput(TypedDict):
    """What `files.check` takes."""
    files: list[GivenFile]
    """The files."""
    compat: NotRequired[Compat]
    """Whose behaviour is wanted where upstream's is known to hurt. Default: `upstream`."""
    profile: NotRequired[Profile | None]
    """The Kubernetes release whose API server takes the HPAs; the newest by default."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class FilesCheckResult(TypedDict):
    """What `files.check` gives."""
    findings: list[Finding]
    """File by file, in the order of their lines; one for each cause."""
    more: NotRequired[int]
    """How many more there are than are told."""
    files: list[RecognizedFile]
    """What each file holds, document by document."""
    summary: str
    """One line: how many findings there are of each severity."""

class FilesSortInput(TypedDict):
    """What `files.sort` takes."""
    files: list[GivenFile]
    """The files."""
    hpa: NotRequired[str | None]
    """The text of the HPA that is there already; where none is among the files, answers of the metrics APIs are told apart by what it asks for."""
    scale: NotRequired[str | None]
    """The text of the scale that is there already, whose selector is a part of what the HPA asks for."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class FilesSortResult(TypedDict):
    """What `files.sort` gives."""
    inputs: Mapping[str, str]
    """Texts by the field of `hpa.explain` that they are for, ready to be given."""
    pieces: list[SortedPiece]
    """What was found, files with the name of an input first."""
    more: NotRequired[int]
    """How many more pieces there are than are told."""

class SymptomsFindInput(TypedDict):
    """What `symptoms.find` takes."""
    text: str
    """The text, with whatever stands around it; of a long one the first 256 KiB are looked at."""
    files: NotRequired[list[GivenFile]]
    """Files, as `files.check` takes them."""
    compat: NotRequired[Compat]
    """Whose behaviour is wanted where upstream's is known to hurt. Default: `upstream`."""
    profile: NotRequired[Profile | None]
    """The Kubernetes release whose API server takes the HPAs; the newest by default."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class SymptomsFindResult(TypedDict):
    """What `symptoms.find` gives."""
    symptoms: list[Symptom]
    """The symptoms that it shows, at most 5, those that say most first."""
    request: NotRequired[SymptomRequest]
    """The request whose path it holds."""
    nearest: NotRequired[str]
    """The name of the symptom that some of its words are of, where it shows none."""
    text: str
    """All of it for people; the step that is at fault stands in the first line."""

class MetricsListInput(TypedDict):
    """What `metrics.list` takes."""
    config: Mapping[str, object] | str
    """The adapter's configuration: its file, a ConfigMap that holds it, or Helm values."""
    series: NotRequired[Series | None]
    """The series that Prometheus has."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's resources as its discovery lists them; without them Kubernetes' own serve."""
    compat: NotRequired[Compat]
    """Whose behaviour is wanted where upstream's is known to hurt. Default: `upstream`."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""
    group: NotRequired[str | None]
    """`custom.metrics.k8s.io` or `external.metrics.k8s.io`. Default: `custom.metrics.k8s.io`."""
    version: NotRequired[str | None]
    """The version; where it is absent `v1beta2` for custom and `v1beta1` for external metrics."""

class MetricsListEngineInput(TypedDict):
    """What `metrics.list` takes where an `Engine` holds the rest."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""
    group: NotRequired[str | None]
    """`custom.metrics.k8s.io` or `external.metrics.k8s.io`. Default: `custom.metrics.k8s.io`."""
    version: NotRequired[str | None]
    """The version; where it is absent `v1beta2` for custom and `v1beta1` for external metrics."""

class MetricsListResult(TypedDict):
    """What `metrics.list` gives."""
    list: APIResourceList
    """The metrics as discovery lists them, by name."""

class MetricsQueryInput(TypedDict):
    """What `metrics.query` takes."""
    config: Mapping[str, object] | str
    """The adapter's configuration: its file, a ConfigMap that holds it, or Helm values."""
    series: NotRequired[Series | None]
    """The series that Prometheus has."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's resources as its discovery lists them; without them Kubernetes' own serve."""
    compat: NotRequired[Compat]
    """Whose behaviour is wanted where upstream's is known to hurt. Default: `upstream`."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""
    request: str
    """The API path with its query: `/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/web-0/requests`."""
    objects: NotRequired[list[str] | None]
    """What the host's listing returned for a `*` or a list."""
    diagnose: NotRequired[bool]
    """Whether to say what is wrong with the query. Default: `false`."""
    origins: NotRequired[bool]
    """Whether to say where each piece of the query comes from. Default: `false`."""

class MetricsQueryEngineInput(TypedDict):
    """What `metrics.query` takes where an `Engine` holds the rest."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""
    request: str
    """The API path with its query: `/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/web-0/requests`."""
    objects: NotRequired[list[str] | None]
    """What the host's listing returned for a `*` or a list."""
    diagnose: NotRequired[bool]
    """Whether to say what is wrong with the query. Default: `false`."""
    origins: NotRequired[bool]
    """Whether to say where each piece of the query comes from. Default: `false`."""

class MetricsQueryResult(TypedDict):
    """What `metrics.query` gives."""
    promql: NotRequired[str]
    """The query."""
    queries: NotRequired[CpuAndMemoryQueries]
    """Of resource metrics, the two queries."""
    rule: NotRequired[str]
    """Where the rule is in the configuration, such as `rules[0]`."""
    series: NotRequired[str]
    """The series that the rule makes the metric of."""
    resource: NotRequired[str]
    """The resource that the metric describes."""
    namespace: NotRequired[str]
    """The namespace that is asked for."""
    labels: Mapping[str, str]
    """The labels that the query matches, with their values; several values are joined by bars."""
    origins: NotRequired[list[Origin]]
    """With `origins`, the pieces of the query in its order and without gaps, and where each comes from; of more than 10,000 the first."""
    diagnostics: NotRequired[list[Diagnostic]]
    """That upstream does not read a selector to its end. With `diagnose` also that Prometheus will refuse a query, in its parser's words and with its place in the query, and, where `series` are given, which selector matches none of them, and why; an engine keeps no series."""

class MetricsConvertInput(TypedDict):
    """What `metrics.convert` takes."""
    config: Mapping[str, object] | str
    """The adapter's configuration: its file, a ConfigMap that holds it, or Helm values."""
    series: NotRequired[Series | None]
    """The series that Prometheus has."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's resources as its discovery lists them; without them Kubernetes' own serve."""
    compat: NotRequired[Compat]
    """Whose behaviour is wanted where upstream's is known to hurt. Default: `upstream`."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""
    request: str
    """The API path with its query: `/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/web-0/requests`."""
    objects: NotRequired[list[str] | None]
    """What the host's listing returned for a `*` or a list."""
    response: PrometheusAnswer | ResourceAnswers | str
    """Prometheus' answer, as an object or as text; for resource metrics an object with those of `cpu` and `memory`."""
    now: NotRequired[Time]
    """The timestamp of custom values and the creation time of usages, which need it; external values do without."""

class MetricsConvertEngineInput(TypedDict):
    """What `metrics.convert` takes where an `Engine` holds the rest."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""
    request: str
    """The API path with its query: `/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/web-0/requests`."""
    objects: NotRequired[list[str] | None]
    """What the host's listing returned for a `*` or a list."""
    response: PrometheusAnswer | ResourceAnswers | str
    """Prometheus' answer, as an object or as text; for resource metrics an object with those of `cpu` and `memory`."""
    now: NotRequired[Time]
    """The timestamp of custom values and the creation time of usages, which need it; external values do without."""

class MetricsConvertResult(TypedDict):
    """What `metrics.convert` gives."""
    list: MetricsApiList
    """The API's answer."""
    fates: list[Fate]
    """What became of each sample, in the order of the samples; of resource metrics first CPU's."""
    failure: NotRequired[ErrorObject]
    """Why a list of usage is empty, which upstream only logs."""

class HpaRequestsInput(TypedDict):
    """What `hpa.requests` takes."""
    hpa: AnyHorizontalPodAutoscaler | str
    """An HPA of any version."""
    selector: NotRequired[str]
    """The selector of the scale's status, in text form."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's discovery, for described objects of custom kinds; Kubernetes' own resources by default."""
    pods: NotRequired[PodList | Mapping[str, object] | str | None]
    """The pods of the namespace."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class HpaRequestsResult(TypedDict):
    """What `hpa.requests` gives."""
    requests: list[MetricRequest]
    """One for each metric of the spec, in its order."""
    objects: NotRequired[list[str]]
    """With `pods`, the names of those that the selector selects: what a `*` stands for."""

class HpaAutoscaleInput(TypedDict):
    """What `hpa.autoscale` takes."""
    target: str
    """What is scaled: `TYPE/NAME`."""
    namespace: NotRequired[str]
    """`--namespace`."""
    name: NotRequired[str]
    """`--name`; the target's by default."""
    min: NotRequired[int | None]
    """`--min`."""
    max: NotRequired[int | None]
    """`--max`, which kubectl requires."""
    cpu: NotRequired[str]
    """`--cpu`: `70%`, `500m`, or a number of milli-CPUs."""
    memory: NotRequired[str]
    """`--memory`: `60%`, `200Mi`, or a number of mebibytes."""
    cpuPercent: NotRequired[int | None]
    """`--cpu-percent`, the older form of `--cpu`."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's discovery with short names and scales, for targets of custom kinds; Kubernetes' own resources by default."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class HpaAutoscaleResult(TypedDict):
    """What `hpa.autoscale` gives."""
    hpa: HorizontalPodAutoscaler
    """The object, of `autoscaling/v2`."""

class HpaDefaultInput(TypedDict):
    """What `hpa.default` takes."""
    hpa: AnyHorizontalPodAutoscaler | str
    """An HPA of any version."""
    profile: NotRequired[Profile | None]
    """The Kubernetes release; the newest by default."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class HpaDefaultResult(TypedDict):
    """What `hpa.default` gives."""
    hpa: AnyHorizontalPodAutoscaler
    """The object."""

class HpaConvertInput(TypedDict):
    """What `hpa.convert` takes."""
    hpa: AnyHorizontalPodAutoscaler | str
    """An HPA of any version."""
    to: Literal["autoscaling/v1"] | Literal["autoscaling/v2beta1"] | Literal["autoscaling/v2beta2"] | Literal["autoscaling/v2"]
    """The version that is wanted."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class HpaConvertResult(TypedDict):
    """What `hpa.convert` gives."""
    hpa: AnyHorizontalPodAutoscaler
    """The object."""

class HpaShowInput(TypedDict):
    """What `hpa.show` takes."""
    hpa: AnyHorizontalPodAutoscaler | str
    """An HPA of any version, with its status."""
    now: Time
    """When it is printed."""
    events: NotRequired[list[CoreV1Event]]
    """The events about it."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class HpaShowResult(TypedDict):
    """What `hpa.show` gives."""
    get: HpaRow
    """What `kubectl get hpa` prints."""
    describe: str
    """The text of `kubectl describe hpa`."""

class HpaValidateInput(TypedDict):
    """What `hpa.validate` takes."""
    hpa: AnyHorizontalPodAutoscaler | str
    """An HPA of any version."""
    profile: NotRequired[Profile | None]
    """The Kubernetes release; the newest by default."""
    strict: NotRequired[bool]
    """Whether to tell what strict decoding refuses, which is how kubectl asks, and what works otherwise than it reads. Positions are those in the text of `hpa`, where it is one. Default: `false`."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class HpaValidateResult(TypedDict):
    """What `hpa.validate` gives."""
    errors: list[FieldError]
    """The errors in upstream's order; none when the API server accepts the object."""
    strict: NotRequired[list[ErrorObject]]
    """With `strict`, the unknown and duplicate fields that strict decoding refuses before values are looked at, in upstream's words and order, each with its path in the HPA and the field that was meant."""
    findings: NotRequired[list[Diagnostic]]
    """With `strict`, what the controller does otherwise than the HPA reads, or can never do: values that contradict the target's type, kinds that are not there."""

class HpaReconcileInput(TypedDict):
    """What `hpa.reconcile` takes."""
    hpa: AnyHorizontalPodAutoscaler | str
    """The HPA with the status of the sync before."""
    pods: NotRequired[PodList | Mapping[str, object] | str | None]
    """The pods of the namespace."""
    metrics: NotRequired[Mapping[str, MetricsApiAnswer | str]]
    """What the metrics APIs answered, by the request path of `hpa.requests`; a path that is absent was not answered."""
    hpas: NotRequired[list[AnyHorizontalPodAutoscaler | str | HpaWithSelector]]
    """Other HPAs of the namespace: the object, or `{"hpa": …, "selector": "…"}` with the selector of its target's scale. Without it an HPA of the same target has the same selector, and any other does not matter."""
    controller: NotRequired[Controller]
    """The controller's flags."""
    state: NotRequired[State | None]
    """The `state` that the sync before gave."""
    profile: NotRequired[Profile | None]
    """The release whose behaviour is wanted; the newest by default."""
    compat: NotRequired[Compat | None]
    """Whose behaviour is wanted where the release's is known to hurt. Default: `upstream`."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's discovery, for described objects of custom kinds; Kubernetes' own resources by default."""
    scale: Scale | str | ReadError
    """The scale of its target, or `{"error": "…"}`."""
    now: Time
    """The instant of the sync."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

HpaReconcileResult: TypeAlias = Decision

HpaStepsInput = TypedDict("HpaStepsInput", {
    "hpa": AnyHorizontalPodAutoscaler | str,
    "pods": NotRequired[PodList | Mapping[str, object] | str | None],
    "metrics": NotRequired[Mapping[str, MetricsApiAnswer | str]],
    "hpas": NotRequired[list[AnyHorizontalPodAutoscaler | str | HpaWithSelector]],
    "controller": NotRequired[Controller],
    "state": NotRequired[State | None],
    "profile": NotRequired[Profile | None],
    "compat": NotRequired[Compat | None],
    "resources": NotRequired[list[APIResourceList] | None],
    "scale": Scale | str | ReadError,
    "now": Time,
    "metric": NotRequired[int],
    "from": NotRequired[Int64],
    "to": NotRequired[Int64 | None],
    "limits": NotRequired[Limits],
})
"""What `hpa.steps` takes."""

HpaStepsResult: TypeAlias = StepFunction

class HpaSimulateInput(TypedDict):
    """What `hpa.simulate` takes."""
    hpa: AnyHorizontalPodAutoscaler | str
    """An HPA of any version."""
    workload: NotRequired[Workload]
    """What is asked of the pods; required but for recorded syncs."""
    duration: NotRequired[Duration | float]
    """How long it goes on; required but for recorded syncs."""
    pods: NotRequired[SimulatedPods]
    """The pods."""
    metrics: NotRequired[SimulatedMetrics]
    """The way from the pods to the controller."""
    rollouts: NotRequired[list[Rollout]]
    """Rollouts, in their order."""
    nodes: NotRequired[Nodes | None]
    """Room for pods."""
    replicas: NotRequired[int | None]
    """Pods at the start, all of them ready for long; `minReplicas` by default."""
    controller: NotRequired[Controller]
    """The controller's flags."""
    syncPhase: NotRequired[Duration | float]
    """When the first sync is, since the start. Default: `0s`."""
    profile: NotRequired[Profile | None]
    """The release whose behaviour is wanted; the newest by default."""
    compat: NotRequired[Compat | None]
    """Whose behaviour is wanted where the release's is known to hurt. Default: `upstream`."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's discovery, for described objects of custom kinds; Kubernetes' own resources by default."""
    hpas: NotRequired[list[AnyHorizontalPodAutoscaler | str | HpaWithSelector]]
    """Other HPAs of the namespace, as `hpa.reconcile` takes them."""
    start: NotRequired[Time | None]
    """The instant of the start, in whole seconds. Default: `2000-01-01T00:00:00Z`."""
    seed: NotRequired[int]
    """What random parts come of. Default: `0`."""
    every: NotRequired[Duration | float | None]
    """How far the points of the timeline are apart, at least; a sync that changes the replicas has one always. By default such that there are no more than 1,000 others."""
    trace: NotRequired[bool]
    """Whether to give the input of every sync. Default: `false`."""
    recorded: NotRequired[list[RecordedSync] | None]
    """Syncs as they were, in the place of `workload` and all that belongs to it."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class HpaSimulateResult(TypedDict):
    """What `hpa.simulate` gives."""
    start: Time
    """The instant of the start."""
    timeline: list[TimelinePoint]
    """Syncs in their order."""
    events: list[TimelineEvent]
    """What happened, in its order."""
    measures: Measures
    """It in figures."""
    drivers: list[MetricDriver]
    """What drives the metrics of the spec, in its order; none where syncs are recorded."""
    status: HorizontalPodAutoscalerStatus
    """The HPA's status after the last sync."""
    trace: NotRequired[list[Mapping[str, object]]]
    """With `trace`, the whole input of `hpa.reconcile` that each sync was: it decides the same alone."""

class HpaCompareInput(TypedDict):
    """What `hpa.compare` takes."""
    a: SimulateInput
    """The first."""
    b: SimulateInput
    """The second: another HPA, another release, another adapter, whatever is to be set beside the first."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class HpaCompareResult(TypedDict):
    """What `hpa.compare` gives."""
    parted: NotRequired[Parted]
    """Where they part; left out where both ask for the same replicas all along."""
    measures: BothMeasures
    """Both in figures."""

class HpaReplayInput(TypedDict):
    """What `hpa.replay` takes."""
    hpa: AnyHorizontalPodAutoscaler | str
    """The HPA that is tried, of any version."""
    history: NotRequired[list[MetricHistory]]
    """What its metrics showed; required for each that no rule serves."""
    replicas: list[list[float | float | str]]
    """Seconds since 1970, and the replicas that there were, each until the next."""
    was: NotRequired[ReplayWas | None]
    """The HPA as it was: it is replayed too, which shows how well the model knows what happened."""
    config: NotRequired[Mapping[str, object] | str | None]
    """Rules of an adapter, those of an engine where that is called with series. What Pods, Object and External metrics showed is what their queries give over `series`, of pods that are named as the target names them."""
    series: NotRequired[list[ValuedSeries] | list[ScrapedPage] | str]
    """The series that the rules' queries are evaluated over, as `promql.evaluate` takes them."""
    interval: NotRequired[str | None]
    """How far the samples of promtool's notation are apart. Default: `1m`."""
    start: NotRequired[float | None]
    """When to begin, in seconds since 1970; where all of it is recorded by default."""
    end: NotRequired[float | None]
    """When to end; with the last value by default."""
    pods: NotRequired[SimulatedPods | None]
    """The pods; `requests` count where a utilization is recorded or wanted."""
    metrics: NotRequired[SimulatedMetrics | None]
    """The way of the metrics to the controller. What was recorded is what came out of it: what is given here comes on top, but for `signals`, which are the record's."""
    rollouts: NotRequired[list[Rollout]]
    """Rollouts, in their order."""
    nodes: NotRequired[Nodes | None]
    """Room for pods."""
    controller: NotRequired[Controller]
    """The controller's flags."""
    profile: NotRequired[Profile | None]
    """The release whose behaviour is wanted; the newest by default."""
    compat: NotRequired[Compat | None]
    """Whose behaviour is wanted where the release's is known to hurt. Default: `upstream`."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's discovery; Kubernetes' own resources by default."""
    seed: NotRequired[int]
    """What random parts come of. Default: `0`."""
    every: NotRequired[Duration | float | None]
    """How far the points of the timeline are apart, at least; a sync that changes the replicas has one always."""
    trace: NotRequired[bool]
    """Whether to give the input of every sync. Default: `false`."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class HpaReplayEngineInput(TypedDict):
    """What `hpa.replay` takes where an `Engine` holds the rest."""
    hpa: AnyHorizontalPodAutoscaler | str
    """The HPA that is tried, of any version."""
    history: NotRequired[list[MetricHistory]]
    """What its metrics showed; required for each that no rule serves."""
    replicas: list[list[float | float | str]]
    """Seconds since 1970, and the replicas that there were, each until the next."""
    was: NotRequired[ReplayWas | None]
    """The HPA as it was: it is replayed too, which shows how well the model knows what happened."""
    series: NotRequired[list[ValuedSeries] | list[ScrapedPage] | str]
    """The series that the rules' queries are evaluated over, as `promql.evaluate` takes them."""
    interval: NotRequired[str | None]
    """How far the samples of promtool's notation are apart. Default: `1m`."""
    start: NotRequired[float | None]
    """When to begin, in seconds since 1970; where all of it is recorded by default."""
    end: NotRequired[float | None]
    """When to end; with the last value by default."""
    pods: NotRequired[SimulatedPods | None]
    """The pods; `requests` count where a utilization is recorded or wanted."""
    metrics: NotRequired[SimulatedMetrics | None]
    """The way of the metrics to the controller. What was recorded is what came out of it: what is given here comes on top, but for `signals`, which are the record's."""
    rollouts: NotRequired[list[Rollout]]
    """Rollouts, in their order."""
    nodes: NotRequired[Nodes | None]
    """Room for pods."""
    controller: NotRequired[Controller]
    """The controller's flags."""
    profile: NotRequired[Profile | None]
    """The release whose behaviour is wanted; the newest by default."""
    compat: NotRequired[Compat | None]
    """Whose behaviour is wanted where the release's is known to hurt. Default: `upstream`."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's discovery; Kubernetes' own resources by default."""
    seed: NotRequired[int]
    """What random parts come of. Default: `0`."""
    every: NotRequired[Duration | float | None]
    """How far the points of the timeline are apart, at least; a sync that changes the replicas has one always."""
    trace: NotRequired[bool]
    """Whether to give the input of every sync. Default: `false`."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class HpaReplayResult(TypedDict):
    """What `hpa.replay` gives."""
    start: Time
    """The instant of the start."""
    timeline: list[TimelinePoint]
    """What would have been: syncs in their order."""
    events: list[TimelineEvent]
    """What would have happened, in its order."""
    measures: Measures
    """What would have been, in figures."""
    drivers: list[MetricDriver]
    """What drives the metrics of the spec, in its order."""
    status: HorizontalPodAutoscalerStatus
    """The HPA's status after the last sync."""
    trace: NotRequired[list[Mapping[str, object]]]
    """With `trace`, the whole input of `hpa.reconcile` that each sync was."""
    recorded: RecordedMeasures
    """The replicas that there were, in figures."""
    loads: list[ReplayedLoad]
    """What was taken for the load of each metric."""
    was: NotRequired[ReplayedWas]
    """The HPA as it was, replayed."""
    caveats: list[Caveat]
    """What cannot be known of the record."""

class HpaExplainInput(TypedDict):
    """What `hpa.explain` takes."""
    hpa: AnyHorizontalPodAutoscaler | str
    """The HPA with the status of the sync before."""
    pods: NotRequired[PodList | Mapping[str, object] | str | None]
    """The pods of the namespace."""
    metrics: NotRequired[Mapping[str, MetricsApiAnswer | str]]
    """What the metrics APIs answered, by the request path of `hpa.requests`; a path that is absent was not answered."""
    hpas: NotRequired[list[AnyHorizontalPodAutoscaler | str | HpaWithSelector]]
    """Other HPAs of the namespace: the object, or `{"hpa": …, "selector": "…"}` with the selector of its target's scale. Without it an HPA of the same target has the same selector, and any other does not matter."""
    controller: NotRequired[Controller]
    """The controller's flags."""
    state: NotRequired[State | None]
    """The `state` that the sync before gave."""
    profile: NotRequired[Profile | None]
    """The release whose behaviour is wanted; the newest by default."""
    compat: NotRequired[Compat | None]
    """Whose behaviour is wanted where upstream's is known to hurt. Default: `upstream`."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's discovery, for described objects of custom kinds; Kubernetes' own resources by default."""
    scale: NotRequired[Scale | str | ReadError | None]
    """The scale of its target, or `{"error": "…"}`; by default one with the counts of the HPA's own status, and with the selector of the requests that are answered, or of the pods that are given."""
    now: NotRequired[Time | None]
    """The instant of the sync; by default the newest that the answers and the HPA's status tell."""
    config: NotRequired[Mapping[str, object] | str]
    """The adapter's configuration; without it, and without an engine, `metrics` must hold the answers."""
    series: NotRequired[Series | None]
    """The series that Prometheus has."""
    samples: NotRequired[list[ValuedSeries] | list[ScrapedPage] | str | None]
    """Series with their samples, as `promql.evaluate` takes its `series`: queries that `response` does not answer are evaluated over them at the instant of the sync. Where `series` is left out they are those."""
    interval: NotRequired[str | None]
    """How far the samples of promtool's notation are apart, from 0 on, as a Go duration. Default: `1m`."""
    response: NotRequired[PrometheusAnswer | ResourceAnswers | AnswersByPath | str | None]
    """What Prometheus answered: one answer, with `cpu` and `memory` for resource metrics, or answers by request path."""
    objects: NotRequired[list[str] | None]
    """The objects that the cluster lists for a `*`; the pods that the scale selects by default."""
    thresholds: NotRequired[bool]
    """Whether to tell the step function of each metric, as `hpa.steps` does. Default: `false`."""
    then: NotRequired[list[LaterSync]]
    """Syncs after it, at most 100."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class HpaExplainEngineInput(TypedDict):
    """What `hpa.explain` takes where an `Engine` holds the rest."""
    hpa: AnyHorizontalPodAutoscaler | str
    """The HPA with the status of the sync before."""
    pods: NotRequired[PodList | Mapping[str, object] | str | None]
    """The pods of the namespace."""
    metrics: NotRequired[Mapping[str, MetricsApiAnswer | str]]
    """What the metrics APIs answered, by the request path of `hpa.requests`; a path that is absent was not answered."""
    hpas: NotRequired[list[AnyHorizontalPodAutoscaler | str | HpaWithSelector]]
    """Other HPAs of the namespace: the object, or `{"hpa": …, "selector": "…"}` with the selector of its target's scale. Without it an HPA of the same target has the same selector, and any other does not matter."""
    controller: NotRequired[Controller]
    """The controller's flags."""
    state: NotRequired[State | None]
    """The `state` that the sync before gave."""
    profile: NotRequired[Profile | None]
    """The release whose behaviour is wanted; the newest by default."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's discovery, for described objects of custom kinds; Kubernetes' own resources by default."""
    scale: NotRequired[Scale | str | ReadError | None]
    """The scale of its target, or `{"error": "…"}`; by default one with the counts of the HPA's own status, and with the selector of the requests that are answered, or of the pods that are given."""
    now: NotRequired[Time | None]
    """The instant of the sync; by default the newest that the answers and the HPA's status tell."""
    samples: NotRequired[list[ValuedSeries] | list[ScrapedPage] | str | None]
    """Series with their samples, as `promql.evaluate` takes its `series`: queries that `response` does not answer are evaluated over them at the instant of the sync. Where `series` is left out they are those."""
    interval: NotRequired[str | None]
    """How far the samples of promtool's notation are apart, from 0 on, as a Go duration. Default: `1m`."""
    response: NotRequired[PrometheusAnswer | ResourceAnswers | AnswersByPath | str | None]
    """What Prometheus answered: one answer, with `cpu` and `memory` for resource metrics, or answers by request path."""
    objects: NotRequired[list[str] | None]
    """The objects that the cluster lists for a `*`; the pods that the scale selects by default."""
    thresholds: NotRequired[bool]
    """Whether to tell the step function of each metric, as `hpa.steps` does. Default: `false`."""
    then: NotRequired[list[LaterSync]]
    """Syncs after it, at most 100."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class HpaExplainResult(TypedDict):
    """What `hpa.explain` gives."""
    sections: list[ExplainSection]
    """The explanation's parts."""
    ways: list[MetricWay]
    """The way of each metric at the first sync, in the order of the spec."""
    text: str
    """The sections laid out as text."""
    causes: list[Finding]
    """What is found in the inputs and in the decision, the likeliest cause of the outcome first; files are called by the fields of the input. What only later syncs show is told in their sections, but for a count that goes up and down over them."""
    decision: Decision
    """What `hpa.reconcile` gives."""
    steps: NotRequired[list[StepFunction]]
    """With `thresholds`, what `hpa.steps` gives for each metric of the spec, in its order."""
    then: NotRequired[list[Decision]]
    """What it gives at the later syncs."""

class AnnotationsParseInput(TypedDict):
    """What `annotations.parse` takes."""
    hpa: AnyHorizontalPodAutoscaler | str
    """An HPA of any version."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class AnnotationsParseResult(TypedDict):
    """What `annotations.parse` gives."""
    collectors: list[AnnotationCollector]
    """One for each metric of the spec that the adapter looks at, in its order."""
    diagnostics: list[Diagnostic]
    """What the adapter passes over in silence, and what does not work."""

class AnnotationsConvertInput(TypedDict):
    """What `annotations.convert` takes."""
    hpa: AnyHorizontalPodAutoscaler | str
    """An HPA of any version."""
    metric: int
    """The metric's place in the spec, from 0."""
    response: PrometheusAnswer | str
    """Prometheus' answer, as an object or as text."""
    replicas: NotRequired[int]
    """The replicas of the target by its status, for `per-replica`. Default: `0`."""
    now: Time
    """The value's timestamp."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class AnnotationsConvertResult(TypedDict):
    """What `annotations.convert` gives."""
    value: ExternalMetricValue | MetricValue
    """The value, in the form of the API that serves it."""

class QueryOfCanaryInput(TypedDict):
    """What `flagger.render` takes."""
    canary: Canary | Mapping[str, object] | str
    """The Canary whose metric it is."""
    metric: NotRequired[str | None]
    """The metric of its analysis; the first with a templateRef of this template's name where it is absent."""
    metricTemplate: NotRequired[MetricTemplate | Mapping[str, object] | str | None]
    """The MetricTemplate that the metric's templateRef names; absent for a metric with a query of its own."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class QueryOfTemplateInput(TypedDict):
    """What `flagger.render` takes."""
    metricTemplate: MetricTemplate | Mapping[str, object] | str
    """The MetricTemplate."""
    model: NotRequired[FlaggerModel]
    """The names and their values."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

FlaggerRenderInput: TypeAlias = QueryOfCanaryInput | QueryOfTemplateInput

class FlaggerRenderResult(TypedDict):
    """What `flagger.render` gives."""
    text: str
    """The query."""
    sent: str
    """The query as Flagger sends it to Prometheus."""

class FlaggerCheckInput(TypedDict):
    """What `flagger.check` takes."""
    canary: Canary | Mapping[str, object] | str
    """The Canary."""
    metric: NotRequired[str | None]
    """The metric of its analysis; the first where it is absent."""
    metricTemplate: NotRequired[MetricTemplate | Mapping[str, object] | str | None]
    """The MetricTemplate that the metric's templateRef names; with it the query is given back, too."""
    response: PrometheusAnswer | str
    """Prometheus' answer, as an object or as text."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class FlaggerCheckResult(TypedDict):
    """What `flagger.check` gives."""
    passed: bool
    """Whether it lets the canary advance."""
    value: NotRequired[float]
    """The value that was compared; absent where there is none."""
    reason: str
    """Why: where it failed the message of Flagger's event."""
    query: NotRequired[str]
    """The query, where it is known."""

class KedaHpaInput(TypedDict):
    """What `keda.hpa` takes."""
    scaledObject: ScaledObject | Mapping[str, object] | str
    """The ScaledObject."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's discovery, for targets of custom kinds; Kubernetes' own resources by default. A target needs its `/scale` there."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class KedaHpaResult(TypedDict):
    """What `keda.hpa` gives."""
    hpa: HpaOfKeda | None
    """The HPA; `null` while the ScaledObject is paused, when KEDA keeps none."""

class MigrateToKedaInput(TypedDict):
    """What `migrate.toKeda` takes."""
    config: Mapping[str, object] | str
    """The adapter's configuration: its file, a ConfigMap that holds it, or Helm values."""
    series: NotRequired[Series | None]
    """The series that Prometheus has."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's resources as its discovery lists them; without them Kubernetes' own serve."""
    compat: NotRequired[Compat]
    """Whose behaviour is wanted where upstream's is known to hurt. Default: `upstream`."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""
    hpa: AnyHorizontalPodAutoscaler | str
    """An HPA of any version."""
    serverAddress: str
    """The address of Prometheus, as KEDA reaches it."""
    fallback: NotRequired[KedaFallback | None]
    """The replicas while a trigger cannot be read. Without them they stay as they are, as an adapter that does not answer leaves them."""

class MigrateToKedaEngineInput(TypedDict):
    """What `migrate.toKeda` takes where an `Engine` holds the rest."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""
    hpa: AnyHorizontalPodAutoscaler | str
    """An HPA of any version."""
    serverAddress: str
    """The address of Prometheus, as KEDA reaches it."""
    fallback: NotRequired[KedaFallback | None]
    """The replicas while a trigger cannot be read. Without them they stay as they are, as an adapter that does not answer leaves them."""

class MigrateToKedaResult(TypedDict):
    """What `migrate.toKeda` gives."""
    objects: list[ScaledObject]
    """The ScaledObject."""
    lost: list[Lost]
    """What cannot be kept."""
    steps: list[str]
    """In which order to act, so that the workload is scaled all the while."""

class MigrateFromKedaInput(TypedDict):
    """What `migrate.fromKeda` takes."""
    scaledObject: ScaledObject | Mapping[str, object] | str
    """The ScaledObject."""
    resources: NotRequired[list[APIResourceList] | None]
    """The cluster's discovery, for targets of custom kinds; Kubernetes' own resources by default."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class MigrateFromKedaResult(TypedDict):
    """What `migrate.fromKeda` gives."""
    objects: list[HorizontalPodAutoscaler]
    """The HPA."""
    config: ExternalRules
    """The adapter's rules for its external metrics."""
    lost: list[Lost]
    """What cannot be kept."""
    steps: list[str]
    """In which order to act."""

class EngineVersionInput(TypedDict):
    """What `engine.version` takes."""
    limits: NotRequired[Limits]
    """How much the operation may cost."""

class EngineVersionResult(TypedDict):
    """What `engine.version` gives."""
    version: str
    """The package's version."""
    abi: int
    """The C ABI's version."""
    profiles: list[Profile]
    """The Kubernetes releases whose behaviour can be chosen, newest first."""
    features: list[str]
    """The operations of this build, in alphabetical order."""
    builtWith: list[str]
    """The features of the crate that it is built with: without `yaml` texts must be JSON, without `handlebars` no template of that dialect is rendered."""
    upstream: list[UpstreamModule]
    """The releases of upstream that it was compared to."""
