# Generated from core/src/ops/contract by `cargo xtask generate`; edit those files, not this one.
from typing import Literal, Mapping, overload

from . import types

@overload
def call(op: Literal["quantity.parse"], input: types.QuantityParseInput) -> types.QuantityParseResult:
    """Reads a quantity."""

@overload
def call(op: Literal["quantity.add"], input: types.QuantityAddInput) -> types.QuantityAddResult:
    """The sum."""

@overload
def call(op: Literal["quantity.sub"], input: types.QuantitySubInput) -> types.QuantitySubResult:
    """The difference."""

@overload
def call(op: Literal["quantity.cmp"], input: types.QuantityCmpInput) -> types.QuantityCmpResult:
    """Compares the numbers."""

@overload
def call(op: Literal["quantity.mul"], input: types.QuantityMulInput) -> types.QuantityMulResult:
    """The product."""

@overload
def call(op: Literal["quantity.neg"], input: types.QuantityNegInput) -> types.QuantityNegResult:
    """The quantity with its sign turned."""

@overload
def call(op: Literal["quantity.roundUp"], input: types.QuantityRoundUpInput) -> types.QuantityRoundUpResult:
    """Rounds away from zero to a multiple of `10^scale`."""

@overload
def call(op: Literal["quantity.fromMilli"], input: types.QuantityFromMilliInput) -> types.QuantityFromMilliResult:
    """A quantity of so many milli-units."""

@overload
def call(op: Literal["selector.parse"], input: types.SelectorParseInput = {}) -> types.SelectorParseResult:
    """Reads a selector."""

@overload
def call(op: Literal["selector.matches"], input: types.SelectorMatchesInput) -> types.SelectorMatchesResult:
    """Tries a selector on labels."""

@overload
def call(op: Literal["template.render"], input: types.TemplateRenderInput) -> types.TemplateRenderResult:
    """Renders a template of one of two dialects, `go` and `handlebars`."""

@overload
def call(op: Literal["promql.parseSelector"], input: types.PromqlParseSelectorInput) -> types.PromqlParseSelectorResult:
    """Reads a series selector, such as the `seriesQuery` of a rule, as Prometheus does."""

@overload
def call(op: Literal["promql.matches"], input: types.PromqlMatchesInput) -> types.PromqlMatchesResult:
    """Tries a series selector on the labels of a series."""

@overload
def call(op: Literal["promql.parse"], input: types.PromqlParseInput) -> types.PromqlParseResult:
    """Reads a query as Prometheus does without flags, and says what it is made of."""

@overload
def call(op: Literal["promql.labels"], input: types.PromqlLabelsInput) -> types.PromqlLabelsResult:
    """Says which labels the samples of a query's result have, as far as that is sure at any time: `__name__` is one of them. A number and a text have none, and a range vector has a sample for each of its series."""

@overload
def call(op: Literal["promql.evaluate"], input: types.PromqlEvaluateInput) -> types.PromqlEvaluateResult:
    """Evaluates a query over series as Prometheus 3 does without flags: floats and classic histograms, to the last bit but where upstream's own order of a sum is another each time. Either `time` is given, or `start`, `end` and `step`."""

@overload
def call(op: Literal["resources.find"], input: types.ResourcesFindInput) -> types.ResourcesFindResult:
    """The resource that a partial name means, as prometheus-adapter's mapper finds it."""

@overload
def call(op: Literal["rules.check"], input: types.RulesCheckInput) -> types.RulesCheckResult:
    """What a configuration says of itself, and of the series and HPAs that are given with it. What is wrong with the configuration is a finding, no error."""

@overload
def call(op: Literal["rules.name"], input: types.RulesNameInput) -> types.RulesNameResult:
    """What a rule's `name` makes of the name of a series."""

@overload
def call(op: Literal["rules.requests"], input: types.RulesRequestsInput) -> types.RulesRequestsResult:
    """What a host that asks Prometheus itself has to ask for, to learn which series there are for the rules."""

@overload
def call(op: Literal["rules.explain"], input: types.RulesExplainInput) -> types.RulesExplainResult:
    """What each rule makes of the series: its metrics, how they are listed and asked for, and the query; then what was found."""

@overload
def call(op: Literal["files.check"], input: types.FilesCheckInput) -> types.FilesCheckResult:
    """What files that are given together say of themselves and of each other. What is wrong with a file is a finding, no error."""

@overload
def call(op: Literal["files.sort"], input: types.FilesSortInput) -> types.FilesSortResult:
    """Which input of `hpa.explain` each part of files, or of texts that somebody pasted, is. A file goes by its name where that is the name of an input and what it holds may be that, as in the folder of a scenario (`hpa.yaml`), else by what it holds. Lists of objects and several documents in one file are taken apart. Of an input that takes one object the first counts; pods, series and lists of resources are put together."""

@overload
def call(op: Literal["symptoms.find"], input: types.SymptomsFindInput) -> types.SymptomsFindResult:
    """What is known of a text, and what the files prove of it. A text that nothing is known of is no error."""

@overload
def call(op: Literal["metrics.list"], input: types.MetricsListInput) -> types.MetricsListResult:
    """The metrics that the rules make of the series."""

@overload
def call(op: Literal["metrics.query"], input: types.MetricsQueryInput) -> types.MetricsQueryResult:
    """The query for a request of a metrics API: `promql` with its rule, or `queries` for resource metrics."""

@overload
def call(op: Literal["metrics.convert"], input: types.MetricsConvertInput) -> types.MetricsConvertResult:
    """The API's answer to a request, made of Prometheus' answer."""

@overload
def call(op: Literal["hpa.requests"], input: types.HpaRequestsInput) -> types.HpaRequestsResult:
    """The requests for an HPA's metrics."""

@overload
def call(op: Literal["hpa.autoscale"], input: types.HpaAutoscaleInput) -> types.HpaAutoscaleResult:
    """The HPA that `kubectl autoscale` sends to the API server, which fills in the rest: `hpa.default`. The type of `target` is what kubectl takes: a plural, a singular, a short name or a kind, alone or as `deployments.apps` or `deployments.v1.apps`. `resources` is all that the cluster has, then; a target needs its `/scale` there."""

@overload
def call(op: Literal["hpa.default"], input: types.HpaDefaultInput) -> types.HpaDefaultResult:
    """The HPA as the API server fills it in, in its own version."""

@overload
def call(op: Literal["hpa.convert"], input: types.HpaConvertInput) -> types.HpaConvertResult:
    """The HPA in another version, with the annotations that carry what that version has no field for."""

@overload
def call(op: Literal["hpa.show"], input: types.HpaShowInput) -> types.HpaShowResult:
    """The HPA as kubectl prints it. Nothing is filled in, since the API server did so when the object was made."""

@overload
def call(op: Literal["hpa.validate"], input: types.HpaValidateInput) -> types.HpaValidateResult:
    """What the API server refuses when the HPA is created."""

@overload
def call(op: Literal["hpa.reconcile"], input: types.HpaReconcileInput) -> types.HpaReconcileResult:
    """One sync of the HPA controller."""

@overload
def call(op: Literal["hpa.steps"], input: types.HpaStepsInput) -> types.HpaStepsResult:
    """Which replica count each value of a metric calls for, all else being equal."""

@overload
def call(op: Literal["hpa.simulate"], input: types.HpaSimulateInput) -> types.HpaSimulateResult:
    """The controller in a closed loop over time: load, pods, metrics."""

@overload
def call(op: Literal["hpa.compare"], input: types.HpaCompareInput) -> types.HpaCompareResult:
    """Two simulations side by side: the first sync at which they ask for other replicas, and both in figures."""

@overload
def call(op: Literal["hpa.replay"], input: types.HpaReplayInput) -> types.HpaReplayResult:
    """A record gone through once more: what another HPA, another release or other rules would have made of it."""

@overload
def call(op: Literal["hpa.explain"], input: types.HpaExplainInput) -> types.HpaExplainResult:
    """How an HPA gets from its metrics to a replica count. A step of the chain that fails is told in the explanation."""

@overload
def call(op: Literal["annotations.parse"], input: types.AnnotationsParseInput) -> types.AnnotationsParseResult:
    """The collectors that kube-metrics-adapter makes of an HPA, and what it passes over."""

@overload
def call(op: Literal["annotations.convert"], input: types.AnnotationsConvertInput) -> types.AnnotationsConvertResult:
    """The value that kube-metrics-adapter keeps of Prometheus' answer."""

@overload
def call(op: Literal["flagger.render"], input: types.FlaggerRenderInput) -> types.FlaggerRenderResult:
    """The query of a metric, with its names filled in: those of a canary, or those of a model."""

@overload
def call(op: Literal["flagger.check"], input: types.FlaggerCheckInput) -> types.FlaggerCheckResult:
    """Compares a metric of a canary with its range. That there is no value is no error: the check fails."""

@overload
def call(op: Literal["keda.hpa"], input: types.KedaHpaInput) -> types.KedaHpaResult:
    """The HPA that KEDA v2.21 makes of a ScaledObject: what its operator checks is checked, and no more; its webhook and the API server refuse more when the ScaledObject is made. A formula is compiled, and tried with -1 for each trigger."""

@overload
def call(op: Literal["migrate.toKeda"], input: types.MigrateToKedaInput) -> types.MigrateToKedaResult:
    """The ScaledObject for an HPA whose metrics an adapter serves. Each query is the one that the adapter sends for that HPA; the HPA that KEDA makes of it (`keda.hpa`) has the name, the target, the bounds, the behavior and the targets of this one, and takes its place without a restart. Pods are matched by the names that the workload gives them."""

@overload
def call(op: Literal["migrate.fromKeda"], input: types.MigrateFromKedaInput) -> types.MigrateFromKedaResult:
    """The HPA that KEDA makes of a ScaledObject, with metrics that an adapter serves by the rules that come with it."""

@overload
def call(op: Literal["engine.version"], input: types.EngineVersionInput = {}) -> types.EngineVersionResult:
    """What this build is and can do."""

def text(input: object) -> str: ...
def call_untyped(op: str, input: object = {}) -> dict[str, object]:
    """Runs an operation whose name is not known before the program runs."""

class Engine:
    """A compiled configuration with its series and resources: operations called on it leave these inputs out.

    It is immutable, so threads may share it.
    """

    def __init__(self, input: types.EngineInput) -> None: ...

    @overload
    def call(self, op: Literal["quantity.parse"], input: types.QuantityParseInput) -> types.QuantityParseResult:
        """Reads a quantity."""

    @overload
    def call(self, op: Literal["quantity.add"], input: types.QuantityAddInput) -> types.QuantityAddResult:
        """The sum."""

    @overload
    def call(self, op: Literal["quantity.sub"], input: types.QuantitySubInput) -> types.QuantitySubResult:
        """The difference."""

    @overload
    def call(self, op: Literal["quantity.cmp"], input: types.QuantityCmpInput) -> types.QuantityCmpResult:
        """Compares the numbers."""

    @overload
    def call(self, op: Literal["quantity.mul"], input: types.QuantityMulInput) -> types.QuantityMulResult:
        """The product."""

    @overload
    def call(self, op: Literal["quantity.neg"], input: types.QuantityNegInput) -> types.QuantityNegResult:
        """The quantity with its sign turned."""

    @overload
    def call(self, op: Literal["quantity.roundUp"], input: types.QuantityRoundUpInput) -> types.QuantityRoundUpResult:
        """Rounds away from zero to a multiple of `10^scale`."""

    @overload
    def call(self, op: Literal["quantity.fromMilli"], input: types.QuantityFromMilliInput) -> types.QuantityFromMilliResult:
        """A quantity of so many milli-units."""

    @overload
    def call(self, op: Literal["selector.parse"], input: types.SelectorParseInput = {}) -> types.SelectorParseResult:
        """Reads a selector."""

    @overload
    def call(self, op: Literal["selector.matches"], input: types.SelectorMatchesInput) -> types.SelectorMatchesResult:
        """Tries a selector on labels."""

    @overload
    def call(self, op: Literal["template.render"], input: types.TemplateRenderInput) -> types.TemplateRenderResult:
        """Renders a template of one of two dialects, `go` and `handlebars`."""

    @overload
    def call(self, op: Literal["promql.parseSelector"], input: types.PromqlParseSelectorInput) -> types.PromqlParseSelectorResult:
        """Reads a series selector, such as the `seriesQuery` of a rule, as Prometheus does."""

    @overload
    def call(self, op: Literal["promql.matches"], input: types.PromqlMatchesInput) -> types.PromqlMatchesResult:
        """Tries a series selector on the labels of a series."""

    @overload
    def call(self, op: Literal["promql.parse"], input: types.PromqlParseInput) -> types.PromqlParseResult:
        """Reads a query as Prometheus does without flags, and says what it is made of."""

    @overload
    def call(self, op: Literal["promql.labels"], input: types.PromqlLabelsInput) -> types.PromqlLabelsResult:
        """Says which labels the samples of a query's result have, as far as that is sure at any time: `__name__` is one of them. A number and a text have none, and a range vector has a sample for each of its series."""

    @overload
    def call(self, op: Literal["promql.evaluate"], input: types.PromqlEvaluateInput) -> types.PromqlEvaluateResult:
        """Evaluates a query over series as Prometheus 3 does without flags: floats and classic histograms, to the last bit but where upstream's own order of a sum is another each time. Either `time` is given, or `start`, `end` and `step`."""

    @overload
    def call(self, op: Literal["resources.find"], input: types.ResourcesFindInput) -> types.ResourcesFindResult:
        """The resource that a partial name means, as prometheus-adapter's mapper finds it."""

    @overload
    def call(self, op: Literal["rules.check"], input: types.RulesCheckInput) -> types.RulesCheckResult:
        """What a configuration says of itself, and of the series and HPAs that are given with it. What is wrong with the configuration is a finding, no error."""

    @overload
    def call(self, op: Literal["rules.name"], input: types.RulesNameInput) -> types.RulesNameResult:
        """What a rule's `name` makes of the name of a series."""

    @overload
    def call(self, op: Literal["rules.requests"], input: types.RulesRequestsEngineInput = {}) -> types.RulesRequestsResult:
        """What a host that asks Prometheus itself has to ask for, to learn which series there are for the rules."""

    @overload
    def call(self, op: Literal["rules.explain"], input: types.RulesExplainInput) -> types.RulesExplainResult:
        """What each rule makes of the series: its metrics, how they are listed and asked for, and the query; then what was found."""

    @overload
    def call(self, op: Literal["files.check"], input: types.FilesCheckInput) -> types.FilesCheckResult:
        """What files that are given together say of themselves and of each other. What is wrong with a file is a finding, no error."""

    @overload
    def call(self, op: Literal["files.sort"], input: types.FilesSortInput) -> types.FilesSortResult:
        """Which input of `hpa.explain` each part of files, or of texts that somebody pasted, is. A file goes by its name where that is the name of an input and what it holds may be that, as in the folder of a scenario (`hpa.yaml`), else by what it holds. Lists of objects and several documents in one file are taken apart. Of an input that takes one object the first counts; pods, series and lists of resources are put together."""

    @overload
    def call(self, op: Literal["symptoms.find"], input: types.SymptomsFindInput) -> types.SymptomsFindResult:
        """What is known of a text, and what the files prove of it. A text that nothing is known of is no error."""

    @overload
    def call(self, op: Literal["metrics.list"], input: types.MetricsListEngineInput = {}) -> types.MetricsListResult:
        """The metrics that the rules make of the series."""

    @overload
    def call(self, op: Literal["metrics.query"], input: types.MetricsQueryEngineInput) -> types.MetricsQueryResult:
        """The query for a request of a metrics API: `promql` with its rule, or `queries` for resource metrics."""

    @overload
    def call(self, op: Literal["metrics.convert"], input: types.MetricsConvertEngineInput) -> types.MetricsConvertResult:
        """The API's answer to a request, made of Prometheus' answer."""

    @overload
    def call(self, op: Literal["hpa.requests"], input: types.HpaRequestsInput) -> types.HpaRequestsResult:
        """The requests for an HPA's metrics."""

    @overload
    def call(self, op: Literal["hpa.autoscale"], input: types.HpaAutoscaleInput) -> types.HpaAutoscaleResult:
        """The HPA that `kubectl autoscale` sends to the API server, which fills in the rest: `hpa.default`. The type of `target` is what kubectl takes: a plural, a singular, a short name or a kind, alone or as `deployments.apps` or `deployments.v1.apps`. `resources` is all that the cluster has, then; a target needs its `/scale` there."""

    @overload
    def call(self, op: Literal["hpa.default"], input: types.HpaDefaultInput) -> types.HpaDefaultResult:
        """The HPA as the API server fills it in, in its own version."""

    @overload
    def call(self, op: Literal["hpa.convert"], input: types.HpaConvertInput) -> types.HpaConvertResult:
        """The HPA in another version, with the annotations that carry what that version has no field for."""

    @overload
    def call(self, op: Literal["hpa.show"], input: types.HpaShowInput) -> types.HpaShowResult:
        """The HPA as kubectl prints it. Nothing is filled in, since the API server did so when the object was made."""

    @overload
    def call(self, op: Literal["hpa.validate"], input: types.HpaValidateInput) -> types.HpaValidateResult:
        """What the API server refuses when the HPA is created."""

    @overload
    def call(self, op: Literal["hpa.reconcile"], input: types.HpaReconcileInput) -> types.HpaReconcileResult:
        """One sync of the HPA controller."""

    @overload
    def call(self, op: Literal["hpa.steps"], input: types.HpaStepsInput) -> types.HpaStepsResult:
        """Which replica count each value of a metric calls for, all else being equal."""

    @overload
    def call(self, op: Literal["hpa.simulate"], input: types.HpaSimulateInput) -> types.HpaSimulateResult:
        """The controller in a closed loop over time: load, pods, metrics."""

    @overload
    def call(self, op: Literal["hpa.compare"], input: types.HpaCompareInput) -> types.HpaCompareResult:
        """Two simulations side by side: the first sync at which they ask for other replicas, and both in figures."""

    @overload
    def call(self, op: Literal["hpa.replay"], input: types.HpaReplayEngineInput) -> types.HpaReplayResult:
        """A record gone through once more: what another HPA, another release or other rules would have made of it."""

    @overload
    def call(self, op: Literal["hpa.explain"], input: types.HpaExplainEngineInput) -> types.HpaExplainResult:
        """How an HPA gets from its metrics to a replica count. A step of the chain that fails is told in the explanation."""

    @overload
    def call(self, op: Literal["annotations.parse"], input: types.AnnotationsParseInput) -> types.AnnotationsParseResult:
        """The collectors that kube-metrics-adapter makes of an HPA, and what it passes over."""

    @overload
    def call(self, op: Literal["annotations.convert"], input: types.AnnotationsConvertInput) -> types.AnnotationsConvertResult:
        """The value that kube-metrics-adapter keeps of Prometheus' answer."""

    @overload
    def call(self, op: Literal["flagger.render"], input: types.FlaggerRenderInput) -> types.FlaggerRenderResult:
        """The query of a metric, with its names filled in: those of a canary, or those of a model."""

    @overload
    def call(self, op: Literal["flagger.check"], input: types.FlaggerCheckInput) -> types.FlaggerCheckResult:
        """Compares a metric of a canary with its range. That there is no value is no error: the check fails."""

    @overload
    def call(self, op: Literal["keda.hpa"], input: types.KedaHpaInput) -> types.KedaHpaResult:
        """The HPA that KEDA v2.21 makes of a ScaledObject: what its operator checks is checked, and no more; its webhook and the API server refuse more when the ScaledObject is made. A formula is compiled, and tried with -1 for each trigger."""

    @overload
    def call(self, op: Literal["migrate.toKeda"], input: types.MigrateToKedaEngineInput) -> types.MigrateToKedaResult:
        """The ScaledObject for an HPA whose metrics an adapter serves. Each query is the one that the adapter sends for that HPA; the HPA that KEDA makes of it (`keda.hpa`) has the name, the target, the bounds, the behavior and the targets of this one, and takes its place without a restart. Pods are matched by the names that the workload gives them."""

    @overload
    def call(self, op: Literal["migrate.fromKeda"], input: types.MigrateFromKedaInput) -> types.MigrateFromKedaResult:
        """The HPA that KEDA makes of a ScaledObject, with metrics that an adapter serves by the rules that come with it."""

    @overload
    def call(self, op: Literal["engine.version"], input: types.EngineVersionInput = {}) -> types.EngineVersionResult:
        """What this build is and can do."""

    def call_untyped(self, op: str, input: object = {}) -> dict[str, object]:
        """Runs an operation whose name is not known before the program runs."""
