// Generated from core/src/ops/contract by `cargo xtask generate`; edit those files, not this one.

/** An object of Kubernetes, or the adapter's configuration, as an object or as the text of its YAML or JSON. */
export type Document<T = object> = T | string;

/** What every operation takes. */
export interface Limited {
  /** How much the operation may cost. */
  limits?: Limits;
}

/** How a quantity is written: the family of its suffix. `12e6`, `12Mi` (powers of 1024), `12M` (powers of 1000). */
export type Format = 'DecimalExponent' | 'BinarySI' | 'DecimalSI';

/** A result in canonical form. */
export interface Canonical {
  /** The canonical form. */
  canonical: Quantity;
}

/** A result in canonical form, and whether it is what was asked for. */
export interface Exact {
  /** The canonical form. */
  canonical: Quantity;
  /** What upstream says of it. */
  exact: boolean;
}

/** Two quantities. */
export interface QuantityPair {
  /** The first. */
  a: string;
  /** The second. */
  b: string;
}

/** A selector in one of its two forms, text or object. Without any it is an absent selector, which matches nothing. */
export interface LabelSelectorInput {
  /** The text form, such as `app=web,tier in (a,b)`; not beside `labelSelector`. */
  text?: string;
  /** The object form; `null` is an absent selector, which matches nothing. */
  labelSelector?: Document<LabelSelector> | null;
}

/** One requirement of a selector. */
export interface SelectorRequirement {
  /** The label's name. */
  key: string;
  /** What is asked of its value. */
  operator: '=' | '==' | '!=' | 'in' | 'notin' | 'exists' | '!' | 'gt' | 'lt';
  /** Sorted, each once. */
  values: string[];
}

/** The data of a query, with the names that the templates of rules use; absent fields are zero values. */
export interface QueryData {
  /** The name of the series. */
  Series?: string;
  /** The label matchers, joined by commas. */
  LabelMatchers?: string;
  /** The value that is matched for each label; absent is Go's nil map. */
  LabelValuesByName?: Record<string, string>;
  /** The labels to group by, joined by commas. */
  GroupBy?: string;
  /** The labels to group by; absent is Go's nil slice. */
  GroupBySlice?: string[];
}

/** A template of Go's `text/template`, as the rules of prometheus-adapter use it. */
export interface GoTemplate {
  /** The template. */
  template: string;
  /** The language that it is written in. Default: `go`. */
  dialect?: 'go';
  /** What it is rendered with. */
  data?: QueryData;
  /** What stands before and behind an action. Default: `["<<", ">>"]`. */
  delimiters?: [string, string];
  /** Which oddities are mended; templates have none. Default: `upstream`. */
  compat?: Compat;
}

/** Names in double braces, as Flagger's metric templates use them. */
export interface HandlebarsTemplate {
  /** The template. */
  template: string;
  /** The language that it is written in. */
  dialect: 'handlebars';
  /** Names and their values; an object holds further names behind a dot. */
  data?: Record<string, unknown>;
  /** Which oddities are mended; templates have none. Default: `upstream`. */
  compat?: Compat;
}

/** One label matcher. */
export interface LabelMatcher {
  /** The label's name. */
  name: string;
  /** How its value is compared. */
  operator: '=' | '!=' | '=~' | '!~';
  /** What its value is compared with. */
  value: string;
}

/** One expression of a query. What it has not is left out. */
export interface PromqlNode {
  /** What it is. */
  kind: 'number' | 'string' | 'vectorSelector' | 'matrixSelector' | 'subquery' | 'paren' | 'unary' | 'binary' | 'aggregate' | 'call';
  /** What it evaluates to. */
  type: 'scalar' | 'vector' | 'matrix' | 'string';
  /** Where it stands in the text, with its modifiers. */
  span: Span;
  /** The place in the list, from 0, of the expression that it is directly within; the whole query has none. */
  parent?: number;
  /** The function, the aggregation, the operator or sign, or the metric's name before the braces of a selector. */
  name?: string;
  /** A number as Prometheus prints it, or a string without its quotes. */
  value?: string;
  /** Those of a selector as they stand in the text, and last that of the name before the braces. */
  matchers?: LabelMatcher[];
  /** How far a range or a subquery reaches back, such as `5m`. */
  range?: string;
  /** The step of a subquery that says it. */
  step?: string;
  /** What stands behind `offset`. */
  offset?: string;
  /** What stands behind `@`: seconds, `start()` or `end()`. */
  at?: string;
  /** How an aggregation groups, or an operator matches. */
  grouping?: 'by' | 'without' | 'on' | 'ignoring';
  /** The labels of `grouping`. */
  labels?: string[];
  /** Which side of an operator may have many samples for one. */
  group?: 'group_left' | 'group_right';
  /** The labels that `group` takes over. */
  include?: string[];
  /** True for a comparison that gives 0 or 1. */
  bool?: boolean;
}

/** A series and its samples. */
export interface ValuedSeries {
  /** Its labels, its name as `__name__`. */
  metric: Record<string, string>;
  /** Of each sample the time in seconds since 1970, later than the one before, and the value as Prometheus prints it, or `stale` where the series ended. */
  values: [number, string][];
}

/** A `/metrics` page as it was scraped. A series that the page after it no longer has ends there. */
export interface ScrapedPage {
  /** When: seconds since 1970, or as RFC 3339 writes it. Later than the page before. */
  time: number | string;
  /** Its text, in the format of Prometheus or of OpenMetrics; samples that have timestamps keep theirs. */
  page: string;
}

/** An element of an instant vector. */
export interface ValuedSample {
  /** Its labels. */
  metric: Record<string, string>;
  /** The time in seconds since 1970, and the value as Prometheus prints it. */
  value: [number, string];
}

/** Upstream's behaviour, or the mended one. */
export type Position = 'upstream' | 'safe';

/** Whose behaviour is wanted where upstream's is known to hurt: upstream's, the mended one, or some of its oddities mended: `{"objectNames": "safe"}`. */
export type Compat = Position | Switches;

/** One switch for each oddity of upstream that can be mended; the table in [compatibility](compatibility.md) tells more. */
export interface Switches {
  /** Those that are not named. */
  all?: Position;
  /** Several object names are joined by bars as they are: each is quoted. */
  objectNames?: Position;
  /** A label that is no name of a Prometheus label goes into the query: an error names it. */
  labelKeys?: Position;
  /** The single value of `in` and `notin` is a regular expression: it is quoted. */
  inValues?: Position;
  /** A template puts names and values into the query as they are: they are escaped, and refused where they change its structure. */
  queryText?: Position;
  /** Of a selector what stands behind a NUL may not be read: an error. */
  unreadSelectors?: Position;
  /** Values are cut off at the milli-unit: they are rounded, half away from zero. */
  rounding?: Position;
  /** NaN, infinities and values out of range get some number: the sample is refused. */
  unrepresentable?: Position;
  /** A native histogram counts as 0: the sample is refused. */
  histograms?: Position;
  /** Of several samples of one object the last counts: an error. */
  severalSamples?: Position;
  /** Of two labels for one resource one is used: an error. */
  sharedResources?: Position;
  /** Of two rules that give one metric the later is used: an error. */
  duplicateMetrics?: Position;
  /** One bad rule fails the configuration: it is left out, and the others serve. */
  badRules?: Position;
  /** `namespaced: false` does nothing in a custom rule: an error. */
  namespacedIgnored?: Position;
  /** Helm values that the chart does not know are ignored: an error. */
  unknownValues?: Position;
  /** Sums and replica counts overflow as the release's do: they stop at the largest number. */
  overflow?: Position;
}

/** A whole answer of Prometheus' `/api/v1/series`. */
export interface SeriesAnswer {
  /** `success` or `error`. */
  status?: string;
  /** The label sets. */
  data?: Record<string, string>[];
  [other: string]: unknown;
}

/** The series that Prometheus has: label sets, an answer of `/api/v1/series`, or the text of either or of a `/metrics` page. */
export type Series = Record<string, string>[] | SeriesAnswer | string;

/** What an `Engine` is made of. */
export interface EngineInput {
  /** The adapter's configuration: its file, a ConfigMap that holds it, or Helm values. */
  config: Document;
  /** The series that Prometheus has. */
  series?: Series | null;
  /** The cluster's resources as its discovery lists them; without them Kubernetes' own serve. */
  resources?: APIResourceList[] | null;
  /** Whose behaviour is wanted where upstream's is known to hurt. Default: `upstream`. */
  compat?: Compat;
  /** What building the engine may cost, and each call on it; what an operation may cost. */
  limits?: Limits;
}

/** A request of Prometheus' HTTP API for the series that rules may be about. */
export interface SeriesRequest {
  /** `match[]`: the rules' `seriesQuery`. */
  match: string;
  /** Unix seconds; absent asks for series of any age that Prometheus allows. */
  start?: string;
  /** The path of Prometheus' HTTP API, with its query. */
  path: string;
  /** The rules that the answer is for. */
  rules: SeriesOfRule[];
}

/** What a rule takes of the answer. */
export interface SeriesOfRule {
  /** The rule's path: `rules[0]`. */
  rule: string;
  /** What the names of the series must pass, `name.matches` last. */
  filters: (NameIs | NameIsNot)[];
}

/** A pattern that a name must match somewhere. */
export interface NameIs {
  /** A regular expression of Go. */
  is: string;
}

/** A pattern that a name must not match anywhere. */
export interface NameIsNot {
  /** A regular expression of Go. */
  isNot: string;
}

/** One group of a pattern. */
export interface CapturedGroup {
  /** Its name, where it has one. */
  name?: string;
  /** What it captured; absent where it took no part in the match. */
  text?: string;
}

/** A file. */
export interface GivenFile {
  /** What findings call it. */
  name: string;
  /** Its text. */
  text: string;
}

/** A finding in one of several files. */
export interface Finding {
  /** The file, as it was named. */
  file: string;
  /** How much it matters. */
  severity: 'error' | 'warning' | 'info';
  /** A code of [errors](errors.md). */
  code: string;
  /** What was found. */
  message: string;
  /** The path of the field, as its owner wrote it: `rules.custom[0]` in values of the Helm chart. */
  path?: string;
  /** Where it stands in the file. */
  span?: Span;
  /** What to change. */
  hint: string;
  /** The edit of the file that mends it, where one does and changes nothing else. */
  fix?: Fix;
  /** Where else the same cause shows. */
  also?: FindingPlace[];
}

/** A place in one of several files. */
export interface FindingPlace {
  /** The file. */
  file: string;
  /** The path of the field. */
  path?: string;
  /** Where it stands in the file. */
  span?: Span;
  /** The edit that mends it there. */
  fix?: Fix;
}

/** What one document of a file is. */
export interface RecognizedFile {
  /** The file. */
  file: string;
  /** What it holds, in words: `a HorizontalPodAutoscaler`. */
  holds: string;
  /** Whether it is looked at. */
  used: boolean;
}

/** A document of a file, an object of a list, or several of one kind in a row. */
export interface SortedPiece {
  /** The file, as it was named. */
  file: string;
  /** What it holds, in words: `a HorizontalPodAutoscaler`. */
  holds: string;
  /** How many of them, one after the other. */
  count: number;
  /** The object's name, with its namespace where it has one: `default/web`; of several the first. */
  name?: string;
  /** The field of `hpa.explain` that it is for; `scenario` for those that are no object, `simulation` for what `counterpoise simulate` reads. */
  input?: string;
  /** Whether it is in the field's text. */
  taken: boolean;
  /** Why it is not, or what was made of it. */
  why?: string;
  /** Its text, where it could be taken in place of the one that was. */
  text?: string;
}

/** A message that is known. */
export interface Symptom {
  /** Its stable name. */
  name: string;
  /** What it means. */
  meaning: string;
  /** The step at which it shows. */
  step: string;
  /** What can be at fault: first what the files prove, then in order of likelihood. */
  causes: Cause[];
}

/** What can be at fault. */
export interface Cause {
  /** A sentence. */
  cause: string;
  /** The step that it is about. */
  step: string;
  /** What to look at: a command, a flag, a field. */
  look: string;
  /** Its place by likelihood where nothing is given, from 1. */
  likely: number;
  /** What the files prove of it. */
  findings?: Finding[];
}

/** A request whose path the text holds, and what a configuration among the files makes of it. */
export interface SymptomRequest {
  /** Its path. */
  path: string;
  /** The rule that answers it. */
  rule?: string;
  /** The query that it becomes; of CPU and memory two. `POD` stands for pods that are not known. */
  promql?: string[];
  /** Why no rule answers it. */
  error?: ErrorObject;
}

/** A request to a metrics API. */
export interface MetricsApiRequest extends EngineInput {
  /** The API path with its query: `/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/web-0/requests`. */
  request: string;
  /** What the host's listing returned for a `*` or a list. */
  objects?: string[] | null;
}

/** The queries of CPU and memory. */
export interface CpuAndMemoryQueries {
  /** Cores by object. */
  cpu: string;
  /** Bytes by object. */
  memory: string;
}

/** An answer of Prometheus' HTTP API to a query. */
export interface PrometheusAnswer {
  /** `success` or `error`. */
  status?: string;
  /** `resultType` and `result`. */
  data?: unknown;
  [other: string]: unknown;
}

/** The answers to the two queries of a request for resource metrics; one that is absent is empty. */
export interface ResourceAnswers {
  /** That of CPU. */
  cpu?: PrometheusAnswer | string | null;
  /** That of memory. */
  memory?: PrometheusAnswer | string | null;
  [other: string]: unknown;
}

/** What became of one sample of Prometheus' answer. */
export interface Fate {
  /** Of resource metrics, the answer that has the sample. */
  resource?: 'cpu' | 'memory';
  /** The sample's labels. */
  labels: Record<string, string>;
  /** Its value is in the list; another sample of the same object came in its place; it belongs to no object that was asked for; its value has no place in the API (safe mode only). */
  fate: 'used' | 'overwritten' | 'ignored' | 'refused';
  /** Why, where it was not used as it is. */
  reason?: string;
}

/** A piece of a query, and what made it. */
export interface Origin {
  /** Of resource metrics, the query that it is a piece of. */
  query?: 'cpu' | 'memory';
  /** Where it stands in the query. */
  span: Span;
  /** What it is: text of the rule's template, or made by it; the name of the series; the labels that are grouped by; what the metric's selector requires; the namespace; the objects; what a function of the template, such as `printf`, made of the others. */
  from: 'template' | 'series' | 'groupBy' | 'selector' | 'namespace' | 'objects' | 'function';
  /** The label that it matches or names. */
  label?: string;
  /** What made it, nearest first: what gave its text, what chose its label, and the template that prints it. */
  sources: OriginSource[];
}

/** A place that had a part in a piece of a query. */
export interface OriginSource {
  /** The input: the adapter's configuration, the request, or what the host's listing returned. */
  of: 'config' | 'request' | 'objects';
  /** Where in that input: `rules[0].metricsQuery`, `namespace`; empty where it is all of it. */
  path: string;
  /** Where in the configuration, if that was given as text. */
  span?: Span;
}

/** What a metrics API answers: a list, or one object that was asked for by its name; `kind` tells which. */
export type MetricsApiList = MetricValueList | ExternalMetricValueList | PodMetricsList | PodMetrics | NodeMetricsList | NodeMetrics;

/** What the controller's clients ask for one metric of the spec. */
export interface MetricRequest {
  /** The metric's name; for resources the resource. */
  metric: string;
  /** The type of the metric. */
  source: MetricSourceType;
  /** The path with its query. */
  path: string;
}

/** What is wrong with one field, as the API server lists it in the causes of its answer. */
export interface FieldError {
  /** What kind of error it is. */
  type: 'FieldValueRequired' | 'FieldValueInvalid' | 'FieldValueNotSupported' | 'FieldValueForbidden' | 'FieldValueTooLong';
  /** The path of the field, such as `spec.metrics[0].type`. */
  field: string;
  /** The error as upstream prints it. */
  message: string;
}

/** The columns of `kubectl get hpa` by their headings. */
export interface HpaRow {
  /** The HPA's name. */
  NAME: string;
  /** Kind and name of what it scales. */
  REFERENCE: string;
  /** Current values and targets; two of them at most. */
  TARGETS: string;
  /** The lower limit, `<unset>` where it is absent. */
  MINPODS: string;
  /** The upper limit. */
  MAXPODS: string;
  /** Replicas at the last sync. */
  REPLICAS: string;
  /** Time since the HPA was created. */
  AGE: string;
}

/** Why an object could not be read. */
export interface ReadError {
  /** The message. */
  error: string;
  [other: string]: unknown;
}

/** The `Status` with which an API server refuses a request. */
export interface FailureStatus {
  /** `Status`. */
  kind: 'Status';
  /** Why. */
  message?: string;
  [other: string]: unknown;
}

/** What a metrics API answered to one request. */
export type MetricsApiAnswer = MetricValueList | ExternalMetricValueList | PodMetricsList | FailureStatus | ReadError;

/** Another HPA, with the selector of its target's scale. */
export interface HpaWithSelector {
  /** An HPA of any version. */
  hpa: AnyHorizontalPodAutoscaler;
  /** The selector, in text form. */
  selector?: string;
  [other: string]: unknown;
}

/** The flags of kube-controller-manager; one that is absent has its default. */
export interface Controller {
  /** How long between two syncs. Default: `15s`. */
  syncPeriod?: Duration;
  /** How far the ratio of usage to target may be from 1 without a change. Default: `0.1`. */
  tolerance?: number | null;
  /** For how long the highest recommendation holds. Default: `5m`. */
  downscaleStabilization?: Duration;
  /** For how long after a pod's start its CPU samples count only once it is ready. Default: `5m`. */
  cpuInitializationPeriod?: Duration;
  /** For how long after a pod's start a change to unready is its first readiness still to come. Default: `30s`. */
  initialReadinessDelay?: Duration;
}

/** What the controller remembers of one HPA from sync to sync, beside the object's own status. */
export interface State {
  /** The version of this form: 1. */
  version: number;
  /** Recommendations before stabilization. */
  recommendations?: Recommendation[];
  /** Changes upwards; kept only for an HPA with a `behavior`. */
  scaleUpEvents?: ScaleEvent[];
  /** Changes downwards; kept only for an HPA with a `behavior`. */
  scaleDownEvents?: ScaleEvent[];
}

/** A recommendation before stabilization. */
export interface Recommendation {
  /** The replica count. */
  replicas: number;
  /** When it was made, with its fraction. */
  timestamp: Time;
}

/** A change of the replica count. */
export interface ScaleEvent {
  /** By how many replicas, whatever the direction. */
  replicaChange: number;
  /** When it was made, with its fraction. */
  timestamp: Time;
  /** Older than every policy's period; its place is taken by a later change. Default: `false`. */
  outdated?: boolean;
}

/** An event that the controller records for the HPA. */
export interface ControllerEvent {
  /** How grave it is. */
  type: 'Normal' | 'Warning';
  /** Why, in one word. */
  reason: string;
  /** Why, in a sentence. */
  message: string;
}

/** What one sync of the controller looks at, but its target's scale and its instant. */
export interface SyncInput {
  /** The HPA with the status of the sync before. */
  hpa: Document<AnyHorizontalPodAutoscaler>;
  /** The pods of the namespace. */
  pods?: Document<PodList> | null;
  /** What the metrics APIs answered, by the request path of `hpa.requests`; a path that is absent was not answered. */
  metrics?: Record<string, Document<MetricsApiAnswer>>;
  /** Other HPAs of the namespace: the object, or `{"hpa": …, "selector": "…"}` with the selector of its target's scale. Without it an HPA of the same target has the same selector, and any other does not matter. */
  hpas?: (Document<AnyHorizontalPodAutoscaler> | HpaWithSelector)[];
  /** The controller's flags. */
  controller?: Controller;
  /** The `state` that the sync before gave. */
  state?: State | null;
  /** The release whose behaviour is wanted; the newest by default. */
  profile?: Profile | null;
  /** Whose behaviour is wanted where the release's is known to hurt. Default: `upstream`. */
  compat?: Compat | null;
  /** The cluster's discovery, for described objects of custom kinds; Kubernetes' own resources by default. */
  resources?: APIResourceList[] | null;
}

/** What one sync of the controller looks at. */
export interface ReconcileInput extends SyncInput {
  /** The scale of its target, or `{"error": "…"}`. */
  scale: Document<Scale> | ReadError;
  /** The instant of the sync. */
  now: Time;
}

/** What a sync came to. */
export interface Decision {
  /** Replicas that the target is asked to have after the sync. */
  desiredReplicas: number;
  /** Whether the scale is to be written. */
  rescale: boolean;
  /** The HPA's status after the sync. */
  status: HorizontalPodAutoscalerStatus;
  /** The events, in their order. */
  events: ControllerEvent[];
  /** What to give back at the next sync. */
  state: State;
  /** Why it came to this. */
  steps: Step[];
}

/** One step of a sync: what was looked at, what came of it, and `why` in a sentence. `step` says which one it is. */
export type Step = TargetStep | MetricStep | MaximumStep | StabilizationStep | LimitsStep | FinalStep;

/** The scale of the target, and whether its metrics are looked at. */
export interface TargetStep {
  /** Which step it is. */
  step: 'target';
  /** Replicas that the target is asked to have. */
  currentReplicas: number;
  /** Replicas that the target has. */
  statusReplicas: number;
  /** The least that the spec allows. */
  minReplicas: number;
  /** The most that the spec allows. */
  maxReplicas: number;
  /** Whether the metrics decide. */
  computesMetrics: boolean;
  /** Why. */
  why: string;
}

/** What one metric of the spec gave. */
export interface MetricStep {
  /** Which step it is. */
  step: 'metric';
  /** The metric as messages call it; its name where it gave nothing. */
  metric: string;
  /** Where it comes from. */
  source: MetricSourceType;
  /** The request that it was read with; absent where none can be made. */
  path?: string;
  /** Its value as the status shows it; absent where it gave nothing. */
  current?: MetricValueStatus;
  /** Its value as a whole, where `current` is the average of it over the replicas that there are, rounded up. */
  total?: Quantity;
  /** Its target. */
  target?: MetricTarget;
  /** How many pods count, and how many do not; absent where pods do not matter. */
  pods?: PodCounts;
  /** Usage over target; left out where it is divided by 0. */
  ratio?: number;
  /** The ratio after missing and unready pods were counted in. */
  recomputedRatio?: number;
  /** How many pods the recomputed ratio is over: those whose samples count, and those counted in. */
  countedPods?: number;
  /** The tolerance in the direction of the ratio. */
  tolerance?: number;
  /** The tolerances of both directions. */
  tolerances: Tolerances;
  /** Where the tolerance holds the count: the values at which it would change. */
  deadBand?: DeadBand;
  /** The replica count that it calls for; `null` where it gave nothing. */
  proposal: number | null;
  /** Which rule gave the count. */
  outcome?: ProposalOutcome;
  /** Why it gave nothing, as the event says. */
  error?: string;
  /** Why. */
  why: string;
}

/** The largest proposal. */
export interface MaximumStep {
  /** Which step it is. */
  step: 'maximum';
  /** The count; `null` where no scaling is done for want of metrics. */
  proposal: number | null;
  /** The metric that proposed it, as messages call it. */
  metric?: string;
  /** How many metrics gave no proposal. */
  unavailable: number;
  /** Why. */
  why: string;
}

/** Earlier recommendations. */
export interface StabilizationStep {
  /** Which step it is. */
  step: 'stabilization';
  /** The count before. */
  before: number;
  /** The count after. */
  after: number;
  /** The reason of the condition `AbleToScale`. */
  reason: 'ReadyForNewScale' | 'ScaleUpStabilized' | 'ScaleDownStabilized';
  /** Where the count is held: when the last recommendation that holds it leaves its window. */
  until?: Time;
  /** Why. */
  why: string;
}

/** The limits of the spec, and how fast the count may change. */
export interface LimitsStep {
  /** Which step it is. */
  step: 'limits';
  /** The count before. */
  before: number;
  /** The count after. */
  after: number;
  /** The reason of the condition `ScalingLimited`. */
  reason: 'DesiredWithinRange' | 'TooManyReplicas' | 'TooFewReplicas' | 'ScaleUpLimit' | 'ScaleDownLimit';
  /** Where policies of a behavior hold the count: when the first change that they count leaves its period. */
  until?: Time;
  /** Why. */
  why: string;
}

/** What the sync does. */
export interface FinalStep {
  /** Which step it is. */
  step: 'final';
  /** Replicas that the target was asked to have before. */
  current: number;
  /** Replicas that it is asked to have now. */
  desired: number;
  /** Whether the scale is written. */
  rescale: boolean;
  /** Why. */
  why: string;
}

/** How many pods are in each group. */
export interface PodCounts {
  /** Pods whose samples count. */
  ready: number;
  /** Pods that are pending or not ready for their CPU sample to count. */
  unready: number;
  /** Pods without a sample. */
  missing: number;
  /** Pods that are failed or being deleted. */
  ignored: number;
}

/** How far the ratio of usage to target may be from 1 without a change; bounds included. */
export interface Tolerances {
  /** Below 1. */
  scaleDown: number;
  /** Above 1. */
  scaleUp: number;
}

/** Where the tolerance ends: the values, as the status shows them, at which the metric would call for another count, all else being equal. It does so from there on. Where an average is that of a total, `value` is the total, which is exact. */
export interface DeadBand {
  /** The largest value below; absent where no value down to 0 changes the count. */
  below?: MetricValueStatus;
  /** The smallest value above. */
  above?: MetricValueStatus;
}

/** Which rule gave a metric's replica count. */
export type ProposalOutcome = 'withinTolerance' | 'ratioOfPods' | 'ratioFromZero' | 'usageOverTarget' | 'recomputedWithinTolerance' | 'recomputedTurned' | 'countTurned' | 'recomputedRatioOfPods';

/** What one sync of the controller looks at, and the metric that is varied. */
export interface StepsInput extends ReconcileInput {
  /** The metric's place in the spec, from 0. Default: `0`. */
  metric?: number;
  /** The first value that is looked at, milli; not below 0. Default: `0`. */
  from?: Int64;
  /** The last one, milli; by default that of the first count above `maxReplicas`, the present replicas and the present proposal. */
  to?: Int64 | null;
}

/** Values from one to another, both included; milli. */
export interface ValueInterval {
  /** The first. */
  from: Int64;
  /** The last. */
  to: Int64;
  /** The two in per cent of the requests, as the status shows them, for a utilization target. */
  utilization?: number[];
}

/** Values that call for one count: one less, or one more, calls for another. */
export interface StepSegment extends ValueInterval {
  /** The metric's own count, as `hpa.reconcile` tells it in its step; `null` where it gives none. */
  proposal: number | null;
  /** The replicas that the sync asks for then: with the other metrics as they are, after stabilization and limits. */
  replicas: number;
}

/** The counts that the values of a metric call for. */
export interface Steps {
  /** Value after value, without a gap. Values with which a count would be beyond an int32, or a sum beyond an int64, are not looked at. */
  segments: StepSegment[];
  /** Where the count stays as it is: by the tolerance, or because pods that are unready or missing turn the ratio. */
  deadBand?: ValueInterval;
  /** The least value that is not below the target. */
  target?: Int64;
  /** Whether there are more segments than the 1,000 that are told: `from` leads on. */
  more: boolean;
}

/** A metric as it is. */
export interface PresentValue {
  /** Its value, milli: an average is cut off at the milli-unit. */
  value: Int64;
  /** The value in per cent of the requests, for a utilization target. */
  utilization?: number;
  /** The count that it calls for. */
  proposal: number;
}

/** A metric and the counts that its values call for. */
export interface StepFunction {
  /** The metric as messages call it; its source where no sync comes to it. */
  metric: string;
  /** Where it comes from. */
  source: MetricSourceType;
  /** Its target. */
  target?: MetricTarget;
  /** What is varied: the value that is compared with the target; the value whose average over the replicas is; or what each pod has whose sample counts. */
  varies: 'value' | 'total' | 'average';
  /** Replicas that the target is asked to have before the sync; absent where its scale cannot be read. */
  currentReplicas?: number;
  /** The least that the spec allows. */
  minReplicas: number;
  /** The most that the spec allows. */
  maxReplicas: number;
  /** The replicas that the sync asks for. */
  replicas: number;
  /** The pods by group, where the computation looks at them. */
  pods?: PodCounts;
  /** What the samples give. */
  present?: PresentValue;
  /** What other values give. */
  steps?: Steps;
  /** What they would give if unready pods, and those without a sample, were like the others; absent where there are none. */
  allReady?: Steps;
  /** Why there is no function. */
  error?: string;
}

/** What is asked of the pods together, and what it costs them. */
export interface Workload {
  /** Requests a second over time, each entry until the next begins; a number is a load that stays. */
  load: Load[] | number;
  /** How far the load is off at random, as a share of it from 0 to 1: anew every 15 seconds. Default: `0`. */
  noise?: number;
  /** Requests a second that a ready pod can do; without it any number. */
  capacity?: number | null;
  /** CPU-seconds that a request costs. Default: `10m`. */
  cpu?: Quantity;
  /** Bytes that a request takes while a pod works at it, or holds it in its queue. Default: `0`. */
  memory?: Quantity;
  /** How long a pod works at a request. Default: `100ms`. */
  time?: Duration;
  /** Requests that wait where the ready pods cannot do all. */
  queue?: Queue;
}

/** Requests that wait; whatever does not fit is dropped. */
export interface Queue {
  /** How many wait at most; without it any number. */
  limit?: number | null;
  /** How long a request waits at most; without it for ever. */
  timeout?: Duration | null;
}

/** A part of the load: one of `rate`, `daily` and `series`. */
export interface Load {
  /** When it begins, since the start. Default: `0s`. */
  at?: Duration | number;
  /** Requests a second, from then on. */
  rate?: number | null;
  /** With `rate`: how long it takes to get there in a straight line, from where the load was. */
  ramp?: Duration | number | null;
  /** With `rate`: a wave around it. */
  sine?: Sine | null;
  /** Requests a second by the time of day in UTC, such as `"09:30"`, in straight lines between, each day anew. */
  daily?: Record<string, number> | null;
  /** Recorded: seconds and requests a second, in straight lines between; the first of them is at `at`, so seconds since 1970 do as well. The last stays. */
  series?: [number, number | string][] | null;
}

/** A wave. */
export interface Sine {
  /** How far it goes up and down, at most `rate`. */
  amplitude: number;
  /** How long a whole wave is. */
  period: Duration | number;
  /** How far in the wave it begins; at 0 it goes up from `rate`. Default: `0s`. */
  phase?: Duration | number;
}

/** The pods, all alike. */
export interface SimulatedPods {
  /** The name of the one container; by default that of the HPA's first ContainerResource metric, else `app`. */
  container?: string;
  /** What it requests. Default: `cpu: 250m, memory: 256Mi`. */
  requests?: Record<string, Quantity>;
  /** What it uses without a request. Default: `cpu: 5m, memory: 64Mi`. */
  idle?: Record<string, Quantity>;
  /** Bytes by which its memory grows every hour. Default: `0`. */
  memoryGrowth?: Quantity;
  /** CPU that it uses while it starts, in the place of what it uses idle. Default: `0`. */
  startupCpu?: Quantity;
  /** For how long it does; until it is ready by default. */
  startupTime?: Duration | number | null;
  /** From the pod's creation until a node is found for it, where there is room. Default: `1s`. */
  schedulingDelay?: Duration | number;
  /** From there until its container runs. Default: `2s`. */
  imagePull?: Duration | number;
  /** From there until it is ready. Default: `10s`. */
  readinessDelay?: Duration | number;
  /** The share of starts, from 0 to 1, after which the container ends in the place of being ready; it starts again after 10 seconds, and twice that each time, up to 5 minutes. Default: `0`. */
  startFailures?: number;
  /** From the pod's deletion, which takes it out of the service, until it is gone. Default: `30s`. */
  terminationGrace?: Duration | number;
}

/** What the metrics APIs answer, and how old it is. */
export interface SimulatedMetrics {
  /** What drives a Pods, Object or External metric, by its name; by default `requests`, and `queue` for an External one. A series drives the resources `cpu`, in cores, and `memory`, in bytes, too, of pods that are ready. */
  signals?: Record<string, Signal | SeriesSignal>;
  /** How often Prometheus scrapes the pods. Default: `15s`. */
  scrapeInterval?: Duration | number;
  /** When it first does, since the start. Default: `0s`. */
  scrapePhase?: Duration | number;
  /** The window of `rate()` over what is counted. Default: `1m`. */
  window?: Duration | number;
  /** How often metrics-server scrapes the kubelets: its `--metric-resolution`. Default: `15s`. */
  resolution?: Duration | number;
  /** When it first does, since the start. Default: `0s`. */
  resolutionPhase?: Duration | number;
  /** How old the newest sample is that the controller can see. Default: `0s`. */
  delay?: Duration | number;
  /** How often an adapter collects the values of Pods, Object and External metrics that it then answers with: the `interval` of a metric of kube-metrics-adapter (a minute by default), or KEDA's `pollingInterval` with `useCachedMetrics` (30 seconds). Without it Prometheus is asked at each request, as prometheus-adapter and KEDA without a cache do. */
  collectionInterval?: Duration | number | null;
  /** When it first does, since the start. Default: `0s`. */
  collectionPhase?: Duration | number;
  /** How long a value that was collected is answered with, where later collections do not give it anew: kube-metrics-adapter's `--metrics-ttl`, 15 minutes there. By default until the next collection, as KEDA does. */
  metricsTtl?: Duration | number | null;
  /** When there is none. */
  gaps?: Gap[];
}

/** What a metric measures, of the pod for a Pods metric, else of all together. */
export type Signal = 'requests' | 'concurrency' | 'queue' | 'cpu' | 'memory';

/** A metric whose values are given. */
export interface SeriesSignal {
  /** Seconds since the start and values, each until the next; the first holds before it, too. `"stale"` says that there is none from then on. */
  series: [number, number | string][];
  /** Whether the ready pods share the value, so that each has its part, and an object or an external metric the part of one; else each pod has the value, and an object or an external metric as a whole. Default: `false`. */
  shared?: boolean;
}

/** A time without metrics. */
export interface Gap {
  /** When it begins, since the start. */
  from: Duration | number;
  /** When it ends. */
  until: Duration | number;
  /** Whether the APIs fail, or nothing is scraped. Default: `answers`. */
  of?: 'answers' | 'scrapes';
}

/** A rollout of the Deployment: every pod is replaced by a new one. */
export interface Rollout {
  /** When it begins, since the start. */
  at: Duration | number;
  /** Pods above the replicas: a number, or per cent of them, rounded up. Default: `25%`. */
  maxSurge?: number | string;
  /** Replicas that may be unavailable: a number, or per cent of them, rounded down. Default: `25%`. */
  maxUnavailable?: number | string;
}

/** Room for pods. Without it there is always enough. */
export interface Nodes {
  /** Pods that fit on a node. */
  pods: number;
  /** Nodes at the start; as many as the first pods need by default. */
  count?: number | null;
  /** Nodes at most; any number by default. */
  max?: number | null;
  /** How long a node takes to come, once a pod waits for one. Default: `2m`. */
  delay?: Duration | number;
}

/** A sync as it was. */
export interface RecordedSync {
  /** Its instant, later than the one before. */
  now: Time;
  /** The scale of its target, or `{"error": "…"}`. */
  scale: Document<Scale> | ReadError;
  /** The pods of the namespace. */
  pods?: Document<PodList> | null;
  /** What the metrics APIs answered, by request path. */
  metrics?: Record<string, Document<MetricsApiAnswer>>;
}

/** A sync: what there was, what the controller saw, and what it did. What only a model knows is left out where syncs are recorded. */
export interface TimelinePoint {
  /** Seconds since the start. */
  seconds: number;
  /** Requests a second that come. */
  rate?: number;
  /** Requests that wait. */
  queue?: number;
  /** Requests dropped since the point before. */
  dropped?: number;
  /** Replicas that the target is asked to have, after the sync. */
  replicas: number;
  /** Pods that there are before it, without those that are being deleted. */
  pods: number;
  /** Of these the ready ones. */
  ready: number;
  /** Pods that are being deleted. */
  terminating: number;
  /** The largest proposal; `null` where the metrics did not decide. */
  proposal: number | null;
  /** Which window held the count. */
  stabilized?: 'ScaleUpStabilized' | 'ScaleDownStabilized';
  /** Which limit held it. */
  limited?: 'TooManyReplicas' | 'TooFewReplicas' | 'ScaleUpLimit' | 'ScaleDownLimit';
  /** The metrics of the spec, in its order, where they were looked at. */
  metrics?: TimelineMetric[];
}

/** What one metric gave at a sync. */
export interface TimelineMetric {
  /** The value that its target is compared with: the average of the pods, or the value. */
  usage?: number;
  /** The usage in per cent of the requests, for a target that is. */
  utilization?: number;
  /** Usage over target; left out where it is divided by 0. */
  ratio?: number;
  /** The replica count that it calls for; `null` where it gave nothing. */
  proposal: number | null;
  /** Which rule gave the count. */
  outcome?: ProposalOutcome;
  /** Why it gave nothing. */
  error?: string;
}

/** Something that happened. Equal ones in a row are one. */
export interface TimelineEvent {
  /** When, in seconds since the start. */
  seconds: number;
  /** How often. */
  count: number;
  /** When it was last. */
  last: number;
  /** What it is about. */
  about: 'hpa' | 'deployment' | 'pod' | 'nodes';
  /** How grave it is. */
  type: 'Normal' | 'Warning';
  /** Why, in one word: that of the controller's own event, or of Kubernetes' for the others. */
  reason: string;
  /** Why, in a sentence. */
  message: string;
}

/** What drives a metric of the spec. */
export interface MetricDriver {
  /** The metric's name; for resources the resource. */
  metric: string;
  /** The type of the metric. */
  source: MetricSourceType;
  /** What it measures; `series` where its values are given, `none` for a resource that the model does not know. */
  signal: Signal | 'series' | 'none';
  /** The request that it is read with; absent where none can be made. */
  path?: string;
}

/** A simulation in figures, over all syncs. */
export interface Measures {
  /** How long it was: from the start to the end of the duration; recorded syncs from the first to the last. */
  seconds: number;
  /** Syncs of the controller. */
  syncs: number;
  /** Syncs at which a metric gave nothing. */
  failedSyncs: number;
  /** Changes of the replicas by the controller. */
  changes: number;
  /** Changes that turn the direction of the one before within ten minutes of it. */
  flaps: number;
  /** The fewest replicas that the target was asked to have. */
  minReplicas: number;
  /** The most. */
  maxReplicas: number;
  /** The mean of them over time. */
  meanReplicas: number;
  /** The replicas that the target was asked to have, over time. */
  replicaHours: number;
  /** The pods that there were, those that start or are being deleted among them, over time. */
  podHours: number;
  /** How long a metric was above its target and its tolerance, as the controller saw it: each sync counts until the next. */
  overTargetSeconds: number;
  /** How long more came than the ready pods could do, or waited. */
  overCapacitySeconds?: number;
  /** Requests that came. */
  requests?: number;
  /** Requests that were done. */
  served?: number;
  /** Requests that were dropped. */
  dropped?: number;
  /** Requests that wait at the end. */
  queued?: number;
  /** The longest queue. */
  maxQueue?: number;
  /** The longest wait in it, by the capacity of the moment; `null` where no pod was ready to end it. */
  maxWaitSeconds?: number | null;
}

/** An HPA, and the model of its workload or syncs as they were. */
export interface SimulateInput {
  /** An HPA of any version. */
  hpa: Document<AnyHorizontalPodAutoscaler>;
  /** What is asked of the pods; required but for recorded syncs. */
  workload?: Workload;
  /** How long it goes on; required but for recorded syncs. */
  duration?: Duration | number;
  /** The pods. */
  pods?: SimulatedPods;
  /** The way from the pods to the controller. */
  metrics?: SimulatedMetrics;
  /** Rollouts, in their order. */
  rollouts?: Rollout[];
  /** Room for pods. */
  nodes?: Nodes | null;
  /** Pods at the start, all of them ready for long; `minReplicas` by default. */
  replicas?: number | null;
  /** The controller's flags. */
  controller?: Controller;
  /** When the first sync is, since the start. Default: `0s`. */
  syncPhase?: Duration | number;
  /** The release whose behaviour is wanted; the newest by default. */
  profile?: Profile | null;
  /** Whose behaviour is wanted where the release's is known to hurt. Default: `upstream`. */
  compat?: Compat | null;
  /** The cluster's discovery, for described objects of custom kinds; Kubernetes' own resources by default. */
  resources?: APIResourceList[] | null;
  /** Other HPAs of the namespace, as `hpa.reconcile` takes them. */
  hpas?: (Document<AnyHorizontalPodAutoscaler> | HpaWithSelector)[];
  /** The instant of the start, in whole seconds. Default: `2000-01-01T00:00:00Z`. */
  start?: Time | null;
  /** What random parts come of. Default: `0`. */
  seed?: number;
  /** How far the points of the timeline are apart, at least; a sync that changes the replicas has one always. By default such that there are no more than 1,000 others. */
  every?: Duration | number | null;
  /** Whether to give the input of every sync. Default: `false`. */
  trace?: boolean;
  /** Syncs as they were, in the place of `workload` and all that belongs to it. */
  recorded?: RecordedSync[] | null;
}

/** The first time at which two simulations ask for other replicas. */
export interface Parted {
  /** When, in seconds since the start. */
  seconds: number;
  /** The first step at which the two syncs differ. */
  step: SyncStep;
  /** The last sync of each until then: what it saw and proposed, and what held it. */
  points: BothPoints;
}

/** A step of a sync, in the order in which the controller takes them. */
export type SyncStep = 'read' | 'usage' | 'target' | 'proposal' | 'window' | 'limit';

/** A sync of each side. */
export interface BothPoints {
  /** Of the first. */
  a: TimelinePoint;
  /** Of the second. */
  b: TimelinePoint;
}

/** The figures of each side. */
export interface BothMeasures {
  /** Of the first. */
  a: Measures;
  /** Of the second. */
  b: Measures;
}

/** What one metric of the HPA showed over time. */
export interface MetricHistory {
  /** The metric's name; for resources the resource. */
  metric: string;
  /** Seconds since 1970 and values, each until the next: cores for cpu, bytes for memory, per cent for a utilization. `"stale"` says that there is none from then on. Where the next one is missing a value holds for three times as long as it does usually, and for five minutes at least. */
  values: [number, number | string][];
  /** What the values are; what the target of the HPA's metric is compared with by default. */
  of?: Shown | null;
  /** What would have stayed as it was with other replicas: `total` by default, and `value` for the `value` of an Object or External metric. */
  keeps?: Keeps | null;
}

/** What a recorded value is. */
export type Shown = 'utilization' | 'average' | 'value' | 'total';

/** What of a metric does not depend on the replicas. */
export type Keeps = 'total' | 'value';

/** The HPA as it was; what is left out is as in the one that is tried. */
export interface ReplayWas {
  /** The HPA, of any version. */
  hpa?: Document<AnyHorizontalPodAutoscaler> | null;
  /** The release. */
  profile?: Profile | null;
  /** The controller's flags. */
  controller?: Controller | null;
  /** The adapter's rules, where its metrics are not in `history`. */
  config?: Document | null;
}

/** The replicas that there were, in figures. */
export interface RecordedMeasures {
  /** How long it was. */
  seconds: number;
  /** Changes of the replicas, whoever made them. */
  changes: number;
  /** Changes that turn the direction of the one before within ten minutes of it. */
  flaps: number;
  /** The fewest replicas. */
  minReplicas: number;
  /** The most. */
  maxReplicas: number;
  /** The mean of them over time. */
  meanReplicas: number;
  /** Replicas over time. */
  replicaHours: number;
}

/** What was taken for the load of a metric. */
export interface ReplayedLoad {
  /** The metric's name; for resources the resource. */
  metric: string;
  /** The type of the metric. */
  source: MetricSourceType;
  /** What stays as it was with other replicas. */
  keeps: Keeps;
  /** Changes of the replicas with a value on both sides and no other change near. */
  changes: number;
  /** At how many of them value times replicas went on as before, more than the value did. */
  asTotal: number;
}

/** The HPA as it was, replayed: how well the model knows what happened. */
export interface ReplayedWas {
  /** It in figures. */
  measures: Measures;
  /** Its replicas beside those that there were. */
  agreement: Agreement;
}

/** Replicas of a simulation beside those that there were. */
export interface Agreement {
  /** The share of the time with equal replicas, from 0 to 1. */
  same: number;
  /** The share of the time in which they differ by 1 at most. */
  withinOne: number;
  /** How far they are apart in the mean over time. */
  meanDifference: number;
}

/** Something that cannot be known of a record. */
export interface Caveat {
  /** What it is. */
  kind: CaveatKind;
  /** The metric that it is about. */
  metric?: string;
  /** For how long. */
  seconds?: number;
  /** In a sentence. */
  message: string;
}

/** What cannot be known of a record. */
export type CaveatKind = 'assumed' | 'doubted' | 'gap' | 'zero' | 'saturated' | 'disagrees';

/** Answers of Prometheus by the path of the request of a metrics API that they are for. */
export type AnswersByPath = Record<string, PrometheusAnswer | ResourceAnswers | string>;

/** What an adapter, Prometheus and the controller look at, in one sync and in those after it: all of `metrics.convert` but its `request`, and all of `hpa.reconcile`. */
export interface ExplainInput extends SyncInput {
  /** The scale of its target, or `{"error": "…"}`; by default one with the counts of the HPA's own status, and with the selector of the requests that are answered, or of the pods that are given. */
  scale?: Document<Scale> | ReadError | null;
  /** The instant of the sync; by default the newest that the answers and the HPA's status tell. */
  now?: Time | null;
  /** The adapter's configuration; without it, and without an engine, `metrics` must hold the answers. */
  config?: Document;
  /** The series that Prometheus has. */
  series?: Series | null;
  /** Series with their samples, as `promql.evaluate` takes its `series`: queries that `response` does not answer are evaluated over them at the instant of the sync. Where `series` is left out they are those. */
  samples?: ValuedSeries[] | ScrapedPage[] | string | null;
  /** How far the samples of promtool's notation are apart, from 0 on, as a Go duration. Default: `1m`. */
  interval?: string | null;
  /** Whose behaviour is wanted where upstream's is known to hurt. Default: `upstream`. */
  compat?: Compat | null;
  /** What Prometheus answered: one answer, with `cpu` and `memory` for resource metrics, or answers by request path. */
  response?: PrometheusAnswer | ResourceAnswers | AnswersByPath | string | null;
  /** The objects that the cluster lists for a `*`; the pods that the scale selects by default. */
  objects?: string[] | null;
  /** Whether to tell the step function of each metric, as `hpa.steps` does. Default: `false`. */
  thresholds?: boolean;
  /** Syncs after it, at most 100. */
  then?: LaterSync[];
}

/** A sync after the one before, with its status and state. */
export interface LaterSync {
  /** Its instant. */
  now: Time;
  /** What Prometheus answered; the same as before by default. */
  response?: PrometheusAnswer | ResourceAnswers | AnswersByPath | string | null;
  /** The scale; by default the one before, with the replicas that were asked for. */
  scale?: Document<Scale> | ReadError | null;
  /** The pods; the same as before by default. */
  pods?: Document<PodList> | null;
  /** Answers of the metrics APIs; the same as before by default. */
  metrics?: Record<string, Document<MetricsApiAnswer>> | null;
}

/** A part of an explanation: a title and rows. */
export interface ExplainSection {
  /** What the part is about. */
  title: string;
  /** What it says. */
  rows: ExplainRow[];
}

/** One fact of an explanation. */
export interface ExplainRow {
  /** What the fact is: `PromQL`, `ratio`. */
  label: string;
  /** The fact; may have several lines. */
  text: string;
  /** Why it is so, a sentence a line. */
  why?: string[];
  /** Whether the chain breaks here. Default: `false`. */
  trouble?: boolean;
}

/** The way of one metric from the HPA to its replicas. */
export interface MetricWay {
  /** The metric: `Object metric http_requests of Service/web`. */
  metric: string;
  /** One of each kind, in the order of the kinds; at most one of those before `replicas` is `lost` or `missing`. */
  stations: Station[];
}

/** One station of the way of a metric. */
export interface Station {
  /** Which one. `rule` is the annotation where kube-metrics-adapter answers. */
  kind: 'hpa' | 'request' | 'rule' | 'query' | 'answer' | 'values' | 'replicas';
  /** How the metric stands there: it goes on, goes on and not as one may think, is lost, or what is needed was not given; it does not come so far, or goes by another way, since what a later station has was given. */
  state: 'good' | 'doubtful' | 'lost' | 'missing' | 'unreached' | 'aside';
  /** What it comes to there, in short; empty where nothing does. */
  text: string;
  /** Why it stands so, where that is not well. */
  why?: string[];
  /** Edits of the inputs that mend it. */
  mends?: Mend[];
  /** The rows of `sections` that are about it. */
  rows: RowPlace[];
}

/** An edit of an input that mends what was found. */
export interface Mend {
  /** The field of the input that holds the text: `config`, `hpa`. */
  input: string;
  /** The code of the finding. */
  code: string;
  /** What it does. */
  says: string;
  /** The edit. */
  fix: Fix;
}

/** A row among the sections of an explanation; both count from 0. */
export interface RowPlace {
  /** The place of its section. */
  section: number;
  /** Its place in there. */
  row: number;
}

/** What kube-metrics-adapter collects for one metric of an HPA. */
export interface AnnotationCollector {
  /** The metric's type: `Pods`, `Object` or `External`. */
  type: MetricSourceType;
  /** The metric's name and selector. */
  metric: MetricIdentifier;
  /** The described object of an Object metric. */
  reference?: CollectedObject;
  /** The collector that the annotations name; empty where there are none for this metric. */
  collector: string;
  /** Its settings: the labels of the selector (of External and Object metrics), and over them the annotations. */
  config: Record<string, string>;
  /** How often it collects; zero stands for the adapter's `--default-collection-interval`, a minute. */
  interval: Duration;
  /** How long a pod must have been ready before it counts; Pods metrics only. */
  minPodReadyAge: Duration;
  /** Whether the value is divided by the target's replicas, of Prometheus' Object metrics. */
  perReplica: boolean;
  /** Of a Prometheus collector, the query. */
  query?: string;
  /** Of a Prometheus collector, the URL that the query goes to in place of `--prometheus-server`. */
  server?: string;
  /** Of a Prometheus collector, the server by the name that `--additional-prometheus-server` gives to it. */
  serverAlias?: string;
  /** Why the adapter refuses a Prometheus collector. */
  error?: string;
}

/** The object that an Object metric describes, in the HPA's namespace. */
export interface CollectedObject {
  /** `group/version`. */
  apiVersion: string;
  /** Its kind. */
  kind: string;
  /** Its name. */
  name: string;
  /** The HPA's namespace. */
  namespace: string;
}

/** The names that Flagger's queries use. */
export interface FlaggerModel {
  /** The canary's name. */
  name?: string;
  /** The canary's namespace. */
  namespace?: string;
  /** The name of the workload. */
  target?: string;
  /** The name of the service. */
  service?: string;
  /** The name of the Ingress. */
  ingress?: string;
  /** The name of the route. */
  route?: string;
  /** The window of the metric. */
  interval?: string;
  /** The metric's own names. */
  variables?: Record<string, string>;
}

/** A query to render with the names of a canary. */
export interface QueryOfCanary {
  /** The Canary whose metric it is. */
  canary: Document<Canary>;
  /** The metric of its analysis; the first with a templateRef of this template's name where it is absent. */
  metric?: string | null;
  /** The MetricTemplate that the metric's templateRef names; absent for a metric with a query of its own. */
  metricTemplate?: Document<MetricTemplate> | null;
}

/** A query to render with names that are given. */
export interface QueryOfTemplate {
  /** The MetricTemplate. */
  metricTemplate: Document<MetricTemplate>;
  /** The names and their values. */
  model?: FlaggerModel;
}

/** Flagger's Canary, `flagger.app/v1beta1`, as far as metrics go. */
export interface Canary {
  /** Its name and namespace. */
  metadata?: ObjectMeta;
  /** What is delivered, and how it is judged. */
  spec?: CanarySpec;
  [other: string]: unknown;
}

/** What is delivered, and how it is judged. */
export interface CanarySpec {
  /** The workload. */
  targetRef?: CrossVersionObjectReference;
  /** The service in front of it. */
  service?: CanaryService;
  /** The Ingress in front of it, where it has another name. */
  ingressRef?: CrossVersionObjectReference;
  /** The route in front of it, where it has another name. */
  routeRef?: CrossVersionObjectReference;
  /** How it is judged. */
  analysis?: CanaryAnalysis;
  /** The older name of `analysis`. */
  canaryAnalysis?: CanaryAnalysis;
  [other: string]: unknown;
}

/** The service in front of a canary. */
export interface CanaryService {
  /** Its name; empty for the target's. */
  name?: string;
  [other: string]: unknown;
}

/** How a canary is judged. */
export interface CanaryAnalysis {
  /** The metrics that must all be in their ranges. */
  metrics?: CanaryMetric[];
  [other: string]: unknown;
}

/** One metric of a canary's analysis. */
export interface CanaryMetric {
  /** Its name. */
  name?: string;
  /** Its window. */
  interval?: string;
  /** The older form of a largest value. */
  threshold?: number;
  /** The values that let the canary advance. */
  thresholdRange?: CanaryThresholdRange;
  /** A query of its own. */
  query?: string;
  /** The metric template that holds its query. */
  templateRef?: TemplateReference;
  /** Values for `{{ variables.x }}`. */
  templateVariables?: Record<string, string>;
  [other: string]: unknown;
}

/** A range with its bounds in it. */
export interface CanaryThresholdRange {
  /** The smallest value. */
  min?: number;
  /** The largest value. */
  max?: number;
  [other: string]: unknown;
}

/** The name of a metric template. */
export interface TemplateReference {
  /** Its name. */
  name?: string;
  /** Its namespace; empty for the canary's. */
  namespace?: string;
  [other: string]: unknown;
}

/** Flagger's MetricTemplate: a query of a metrics provider, to be shared by canaries. */
export interface MetricTemplate {
  /** Its name and namespace. */
  metadata?: ObjectMeta;
  /** What is asked, and whom. */
  spec?: MetricTemplateSpec;
  [other: string]: unknown;
}

/** What a metric template asks, and whom. */
export interface MetricTemplateSpec {
  /** Who is asked. */
  provider?: MetricTemplateProvider;
  /** The query, with names in double braces. */
  query?: string;
  [other: string]: unknown;
}

/** A metrics provider. */
export interface MetricTemplateProvider {
  /** `prometheus`, or one that is not known here. */
  type?: string;
  [other: string]: unknown;
}

/** KEDA's ScaledObject, `keda.sh/v1alpha1`, as far as its HPA goes. */
export interface ScaledObject {
  /** `keda.sh/v1alpha1`. */
  apiVersion?: string;
  /** `ScaledObject`. */
  kind?: string;
  /** Name, namespace, labels, annotations. */
  metadata?: ObjectMeta;
  /** What is scaled, and by what. */
  spec?: ScaledObjectSpec;
  [other: string]: unknown;
}

/** What is scaled, between which bounds and by which triggers. */
export interface ScaledObjectSpec {
  /** The workload. */
  scaleTargetRef?: ScaleTarget;
  /** Seconds between two looks at the triggers while KEDA itself decides; 30 where it is absent. */
  pollingInterval?: number;
  /** Seconds after its making in which the target is not scaled to zero. */
  initialCooldownPeriod?: number;
  /** Seconds without an active trigger until the target is scaled to zero; 300 where it is absent. */
  cooldownPeriod?: number;
  /** The replicas while no trigger is active; less than the minimum. */
  idleReplicaCount?: number;
  /** The least replicas; 0 where it is absent, which the HPA has as 1. */
  minReplicaCount?: number;
  /** The most replicas; 100 where it is absent. */
  maxReplicaCount?: number;
  /** The HPA's own settings, and how metrics become one. */
  advanced?: AdvancedConfig;
  /** What is scaled by. */
  triggers?: ScaleTrigger[];
  /** The replicas while a trigger cannot be read. */
  fallback?: KedaFallback;
  [other: string]: unknown;
}

/** The workload that is scaled. */
export interface ScaleTarget {
  /** `group/version`; `apps/v1` where it is empty. */
  apiVersion?: string;
  /** Its kind; `Deployment` where it is empty. */
  kind?: string;
  /** Its name. */
  name?: string;
  /** The container whose environment triggers read. */
  envSourceContainerName?: string;
  [other: string]: unknown;
}

/** One trigger. */
export interface ScaleTrigger {
  /** The scaler: `cpu`, `cron`, `memory` or `prometheus`. The metrics of others are not known here. */
  type?: string;
  /** The name that a formula has for it. */
  name?: string;
  /** Whether the HPA is answered with what was found at the last polling. */
  useCachedMetrics?: boolean;
  /** The scaler's own settings. */
  metadata?: Record<string, string>;
  /** The object that holds its secrets; it counts as holding what the trigger needs. */
  authenticationRef?: AuthenticationRef;
  /** `AverageValue`, `Value` or `Utilization`; `AverageValue` where it is absent, which `cpu` and `memory` do not take. */
  metricType?: string;
  [other: string]: unknown;
}

/** The object that holds a trigger's secrets. */
export interface AuthenticationRef {
  /** Its name. */
  name?: string;
  /** `TriggerAuthentication`, or `ClusterTriggerAuthentication`. */
  kind?: string;
  [other: string]: unknown;
}

/** The HPA's own settings, and how metrics become one. */
export interface AdvancedConfig {
  /** The HPA's name and behavior. */
  horizontalPodAutoscalerConfig?: HorizontalPodAutoscalerConfig;
  /** Whether the target gets back the replicas that it had, when the ScaledObject is deleted. */
  restoreToOriginalReplicaCount?: boolean;
  /** How the metrics of all triggers become one. */
  scalingModifiers?: ScalingModifiers;
  [other: string]: unknown;
}

/** The HPA's name and behavior. */
export interface HorizontalPodAutoscalerConfig {
  /** Its name; `keda-hpa-` and the ScaledObject's where it is empty. */
  name?: string;
  /** How fast to scale. */
  behavior?: HorizontalPodAutoscalerBehavior;
  [other: string]: unknown;
}

/** How the metrics of all triggers become one. */
export interface ScalingModifiers {
  /** An expression over the triggers' names, in the language of expr-lang. */
  formula?: string;
  /** What its value should be: a number. */
  target?: string;
  /** The value above which the target is active: a number. */
  activationTarget?: string;
  /** `AverageValue` or `Value`; `AverageValue` where it is absent. */
  metricType?: string;
  [other: string]: unknown;
}

/** The replicas while a trigger cannot be read. */
export interface KedaFallback {
  /** After how many failures in a row. */
  failureThreshold?: number;
  /** How many. */
  replicas?: number;
  /** `static`, `currentReplicas`, `currentReplicasIfHigher`, `currentReplicasIfLower` or `scalingModifiers`; `static` where it is empty. */
  behavior?: string;
  [other: string]: unknown;
}

/** What KEDA writes of an HPA of `autoscaling/v2`: without the reference to its owner, whose UID a cluster gives, and without the label `app.kubernetes.io/version`, which is KEDA's own version. */
export interface HpaOfKeda {
  /** Name, namespace, labels, annotations. */
  metadata: ObjectMeta;
  /** Bounds, metrics, behavior. */
  spec: HorizontalPodAutoscalerSpec;
}

/** What a migration cannot keep. */
export interface Lost {
  /** What it is. */
  what: 'podReadiness' | 'podSelector' | 'describedObject' | 'resource' | 'precision' | 'scaleToZero' | 'externalMetricsApi' | 'cron' | 'activation' | 'fallback' | 'server';
  /** The field that it stood in, of the object that was given. */
  path: string;
  /** Why, and what is there in its place. */
  reason: string;
}

/** A configuration of the adapter with external rules alone. */
export interface ExternalRules {
  /** The rules. */
  externalRules: ExternalRuleOfQuery[];
}

/** A rule that gives one external metric by one query. */
export interface ExternalRuleOfQuery {
  /** The series without which the metric is not listed. */
  seriesQuery: string;
  /** That the namespace is not part of the query. */
  resources: Unnamespaced;
  /** The metric's name. */
  name: NameAs;
  /** The query. */
  metricsQuery: string;
}

/** `resources` of a rule whose query has no namespace put in. */
export interface Unnamespaced {
  /** `false`. */
  namespaced: boolean;
}

/** `name` of a rule. */
export interface NameAs {
  /** The metric's name. */
  as: string;
}

/** A Go module that was asked for the truth. */
export interface UpstreamModule {
  /** Its path. */
  module: string;
  /** Its version. */
  version: string;
}

/** How much an operation may cost ([limits](limits.md)); what is left out has a size that grows with the input. */
export interface Limits {
  /** Steps of templates, of comparing and of matching. */
  steps?: number | null;
  /** Bytes of the names that rules give to metrics. */
  outputBytes?: number | null;
  /** Bytes that regular expressions compile to. */
  patternBytes?: number | null;
  /** Series that rules select. */
  matches?: number | null;
  /** Samples that evaluating a query makes. */
  samples?: number | null;
  /** Syncs of a simulation. */
  syncs?: number | null;
  /** Pods that the syncs of a simulation look at. */
  looks?: number | null;
}

/** What went wrong where in a source text. Lines and columns count from 1, columns in Unicode scalar values. */
export interface Span {
  /** The line where it begins. */
  line: number;
  /** The column where it begins. */
  column: number;
  /** The line where it ends. */
  endLine: number;
  /** The column behind its end. */
  endColumn: number;
}

/** An edit of a source text that mends a finding and that nobody needs to think about. */
export interface Fix {
  /** What goes; empty where something is put in. */
  span: Span;
  /** What takes its place. */
  text: string;
}

/** What went wrong, where, and what to do about it. */
export interface ErrorObject {
  /** Stable, such as `quantity.syntax`; [errors](errors.md) lists them all. */
  code: string;
  /** What was found. */
  message: string;
  /** Where in the input, such as `rules[2].metricsQuery`. */
  path?: string;
  /** Where in the source text. */
  span?: Span;
  /** What to change. */
  hint: string;
  /** The edit of the text that mends it, of a finding of `files.check` always tried. */
  fix?: Fix;
}

/** A finding about an input: an error with a severity. */
export interface Diagnostic extends ErrorObject {
  /** It works, and this is worth knowing; it loads, and does something else than its author is likely to expect; upstream refuses it, or it can never work. */
  severity: 'info' | 'warning' | 'error';
}

/** A 64-bit integer, as text; a JSON number will do. */
export type Int64 = string;

/** A Kubernetes quantity, such as `100m`; a JSON number will do. */
export type Quantity = string;

/** An instant, RFC 3339. */
export type Time = string;

/** A Go duration, such as `1m30s`; inputs may have Prometheus' form, too. */
export type Duration = string;

/** A Kubernetes release whose behaviour can be chosen ([profiles](profiles.md)), such as `1.37`; `engine.version` lists them. */
export type Profile = string;

/** `metav1.ObjectMeta`. */
export interface ObjectMeta {
  /** The object's name. */
  name?: string;
  /** The prefix that the API server makes a name from. */
  generateName?: string;
  /** The object's namespace. */
  namespace?: string;
  /** Deprecated, kept as it is. */
  selfLink?: string;
  /** Tells this object from earlier ones of the same name. */
  uid?: string;
  /** The version of the object in the store. */
  resourceVersion?: string;
  /** Counts the changes of the object's spec. */
  generation?: number;
  /** When the object was created. */
  creationTimestamp?: Time | null;
  /** When the object is going to be gone; present while it is being deleted. */
  deletionTimestamp?: Time;
  /** Seconds that the object is given to end. */
  deletionGracePeriodSeconds?: number;
  /** The object's labels. */
  labels?: Record<string, string>;
  /** The object's annotations. */
  annotations?: Record<string, string>;
  /** The objects that own this one. */
  ownerReferences?: OwnerReference[];
  /** Who must act before the object is gone. */
  finalizers?: string[];
  /** Who set which fields, kept as it is. */
  managedFields?: unknown[];
}

/** `metav1.OwnerReference`. */
export interface OwnerReference {
  /** `group/version` of the owner. */
  apiVersion: string;
  /** The owner's kind. */
  kind: string;
  /** The owner's name. */
  name: string;
  /** The owner's UID. */
  uid: string;
  /** Whether the owner is the managing controller. */
  controller?: boolean;
  /** Whether the owner's foreground deletion waits for this object. */
  blockOwnerDeletion?: boolean;
}

/** `metav1.ListMeta`; empty where Counterpoise writes it. */
export interface ListMeta {
  [other: string]: unknown;
}

/** `metav1.LabelSelector`: the object form of a label selector. */
export interface LabelSelector {
  /** Labels that must have these values. */
  matchLabels?: Record<string, string>;
  /** Further requirements; all must hold. */
  matchExpressions?: LabelSelectorRequirement[];
}

/** `metav1.LabelSelectorRequirement`. */
export interface LabelSelectorRequirement {
  /** The label's name. */
  key: string;
  /** What is asked of its value. */
  operator: LabelSelectorOperator;
  /** The values of `In` and `NotIn`. */
  values?: string[];
}

/** What a requirement asks of a label. */
export type LabelSelectorOperator = 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | (string & {});

/** `metav1.APIResourceList`: the resources of one group and version, as discovery lists them. */
export interface APIResourceList {
  /** `APIResourceList`. */
  kind?: string;
  /** `v1`. */
  apiVersion?: string;
  /** `group/version`, or `v1` for the core group. */
  groupVersion: string;
  /** The resources. */
  resources: APIResource[];
}

/** `metav1.APIResource`: one resource of a group and version. */
export interface APIResource {
  /** The plural name, such as `pods`. */
  name: string;
  /** The singular name, such as `pod`; discovery may leave it empty. */
  singularName?: string;
  /** Whether its objects live in a namespace. */
  namespaced: boolean;
  /** The group, where it differs from the list's. */
  group?: string;
  /** The version, where it differs from the list's. */
  version?: string;
  /** The kind, such as `Pod`. */
  kind: string;
  /** What can be done with it, such as `get`. */
  verbs?: string[];
  /** Names that command lines take for it, such as `po`. */
  shortNames?: string[];
}

/** `PodList`. */
export interface PodList {
  /** The pods. */
  items?: Pod[];
  [other: string]: unknown;
}

/** `Pod`, the fields that the controller reads. */
export interface Pod {
  /** Name, namespace, labels, and when it is being deleted. */
  metadata?: PodMeta;
  /** Its containers and their requests. */
  spec?: PodSpec;
  /** Phase, start and readiness. */
  status?: PodStatus;
  [other: string]: unknown;
}

/** `metav1.ObjectMeta`, the fields of a pod that the controller reads. */
export interface PodMeta {
  /** The pod's name. */
  name?: string;
  /** The pod's namespace. */
  namespace?: string;
  /** The pod's labels. */
  labels?: Record<string, string>;
  /** When the pod is going to be gone; present while it is being deleted. */
  deletionTimestamp?: Time;
  [other: string]: unknown;
}

/** A pod's containers and resources. */
export interface PodSpec {
  /** The containers. */
  containers?: Container[];
  /** The init containers; those that restart always are sidecars and count for requests. */
  initContainers?: Container[];
  /** Resources of the pod as a whole. */
  resources?: ResourceRequirements;
  /** What running the pod costs beside its containers. */
  overhead?: Record<string, Quantity>;
  [other: string]: unknown;
}

/** A container's name and requests. */
export interface Container {
  /** The container's name. */
  name?: string;
  /** What it asks for. */
  resources?: ResourceRequirements;
  /** `Always` makes an init container a sidecar. */
  restartPolicy?: string;
  [other: string]: unknown;
}

/** What a container or a pod asks for. */
export interface ResourceRequirements {
  /** The requests, such as `cpu: 100m`. */
  requests?: Record<string, Quantity>;
  [other: string]: unknown;
}

/** How a pod is doing. */
export interface PodStatus {
  /** Where it is in its life. */
  phase?: PodPhase;
  /** When the kubelet took it up. */
  startTime?: Time;
  /** Its conditions; the first of type `Ready` counts. */
  conditions?: PodCondition[];
  [other: string]: unknown;
}

/** Where a pod is in its life. */
export type PodPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown' | (string & {});

/** A condition of a pod. */
export interface PodCondition {
  /** `Ready`, or one that does not matter here. */
  type?: string;
  /** Whether it holds. */
  status?: ConditionStatus;
  /** When the status last changed. */
  lastTransitionTime?: Time;
  [other: string]: unknown;
}

/** The status of a condition. */
export type ConditionStatus = 'True' | 'False' | 'Unknown' | (string & {});

/** `Event` of the core group, the fields that are printed. */
export interface CoreV1Event {
  /** `Normal` or `Warning`. */
  type?: string;
  /** Why, in one word. */
  reason?: string;
  /** Why, in a sentence. */
  message?: string;
  /** How often it happened. */
  count?: number;
  /** When it happened first. */
  firstTimestamp?: Time;
  /** When it happened last. */
  lastTimestamp?: Time;
  /** When it happened first, in the newer form of events. */
  eventTime?: Time;
  /** Its repetitions, in the newer form of events. */
  series?: EventSeries;
  /** Who tells of it. */
  source?: EventSource;
  /** Who tells of it, in the newer form of events. */
  reportingComponent?: string;
  /** What it is about. */
  involvedObject?: InvolvedObject;
  [other: string]: unknown;
}

/** Repetitions of an event. */
export interface EventSeries {
  /** How often it happened. */
  count?: number;
  /** When it happened last. */
  lastObservedTime?: Time;
  [other: string]: unknown;
}

/** Who tells of an event. */
export interface EventSource {
  /** Such as `horizontal-pod-autoscaler`. */
  component?: string;
  [other: string]: unknown;
}

/** What an event is about. */
export interface InvolvedObject {
  /** A part of the object. */
  fieldPath?: string;
  [other: string]: unknown;
}

/** An HPA of any version; `apiVersion` tells which. */
export type AnyHorizontalPodAutoscaler = HorizontalPodAutoscaler | OlderHorizontalPodAutoscaler;

/** `HorizontalPodAutoscaler` of a version before `autoscaling/v2`; `hpa.convert` makes one of the other. */
export interface OlderHorizontalPodAutoscaler {
  /** The version. */
  apiVersion: 'autoscaling/v1' | 'autoscaling/v2beta1' | 'autoscaling/v2beta2';
  /** `HorizontalPodAutoscaler`. */
  kind?: string;
  /** Name, namespace, labels, annotations. */
  metadata?: ObjectMeta;
  /** What is wanted, as the version has it. */
  spec?: Record<string, unknown>;
  /** What the controller found at its last sync, as the version has it. */
  status?: Record<string, unknown>;
  [other: string]: unknown;
}

/** `HorizontalPodAutoscaler` of `autoscaling/v2`. */
export interface HorizontalPodAutoscaler {
  /** The version. */
  apiVersion?: 'autoscaling/v2';
  /** `HorizontalPodAutoscaler`. */
  kind?: string;
  /** Name, namespace, labels, annotations. */
  metadata?: ObjectMeta;
  /** What is wanted. */
  spec: HorizontalPodAutoscalerSpec;
  /** What the controller found at its last sync. */
  status?: HorizontalPodAutoscalerStatus;
}

/** What an autoscaler scales, between which limits and by which metrics. */
export interface HorizontalPodAutoscalerSpec {
  /** The object whose `scale` is read and written. */
  scaleTargetRef: CrossVersionObjectReference;
  /** The lower limit. Default: `1`. */
  minReplicas?: number;
  /** The upper limit. */
  maxReplicas: number;
  /** The metrics; the one that proposes most replicas wins. */
  metrics?: MetricSpec[];
  /** How fast to scale; absent means the controller's own way. */
  behavior?: HorizontalPodAutoscalerBehavior;
}

/** An object of the same namespace. */
export interface CrossVersionObjectReference {
  /** Its kind, such as `Deployment`. */
  kind: string;
  /** Its name. */
  name: string;
  /** `group/version`; `v1` or empty for the core group. */
  apiVersion?: string;
}

/** Where a metric comes from; it names the field of the metric that is filled. */
export type MetricSourceType = 'Object' | 'Pods' | 'Resource' | 'ContainerResource' | 'External' | (string & {});

/** One metric of the spec; the field that its type names is filled. */
export interface MetricSpec {
  /** Where the metric comes from. */
  type: MetricSourceType;
  /** For `Object`. */
  object?: ObjectMetricSource;
  /** For `Pods`. */
  pods?: PodsMetricSource;
  /** For `Resource`. */
  resource?: ResourceMetricSource;
  /** For `ContainerResource`. */
  containerResource?: ContainerResourceMetricSource;
  /** For `External`. */
  external?: ExternalMetricSource;
}

/** A metric of one object. */
export interface ObjectMetricSource {
  /** The object that the metric describes. */
  describedObject: CrossVersionObjectReference;
  /** The target. */
  target: MetricTarget;
  /** The metric. */
  metric: MetricIdentifier;
}

/** A custom metric of each pod. */
export interface PodsMetricSource {
  /** The metric. */
  metric: MetricIdentifier;
  /** The target. */
  target: MetricTarget;
}

/** A resource of each pod. */
export interface ResourceMetricSource {
  /** The resource, such as `cpu`. */
  name: string;
  /** The target. */
  target: MetricTarget;
}

/** A resource of one container in each pod. */
export interface ContainerResourceMetricSource {
  /** The resource, such as `cpu`. */
  name: string;
  /** The target. */
  target: MetricTarget;
  /** The container's name. */
  container: string;
}

/** A metric that belongs to no object. */
export interface ExternalMetricSource {
  /** The metric. */
  metric: MetricIdentifier;
  /** The target. */
  target: MetricTarget;
}

/** A metric's name and the selector it is asked for with. */
export interface MetricIdentifier {
  /** The metric's name. */
  name: string;
  /** Selects among the metric's series; not the same as a selector of objects. */
  selector?: LabelSelector | null;
}

/** What a metric should be. */
export interface MetricTarget {
  /** How the value is compared; it names the field that counts. */
  type: MetricTargetType;
  /** The value as a whole. */
  value?: Quantity;
  /** The value for each pod. */
  averageValue?: Quantity;
  /** Per cent of the pods' requests. */
  averageUtilization?: number;
}

/** How a metric's value is compared with its target. */
export type MetricTargetType = 'Utilization' | 'Value' | 'AverageValue' | (string & {});

/** How fast to scale, direction by direction. */
export interface HorizontalPodAutoscalerBehavior {
  /** Rules of scaling up; absent means the defaults. */
  scaleUp?: HPAScalingRules;
  /** Rules of scaling down; absent means the defaults. */
  scaleDown?: HPAScalingRules;
}

/** The rules of one direction. */
export interface HPAScalingRules {
  /** Seconds that past recommendations are considered for; absent means the controller's own for the direction. */
  stabilizationWindowSeconds?: number;
  /** Which policy holds. Default: `Max`. */
  selectPolicy?: ScalingPolicySelect;
  /** The policies; absent means the defaults, while an empty list is kept and not valid. */
  policies?: HPAScalingPolicy[];
  /** How far, as a ratio, the metric may be from its target without scaling; absent means the controller's own. */
  tolerance?: Quantity;
}

/** Which of several scaling policies holds. */
export type ScalingPolicySelect = 'Max' | 'Min' | 'Disabled' | (string & {});

/** A change that is allowed within a period. */
export interface HPAScalingPolicy {
  /** The unit of the value. */
  type: HPAScalingPolicyType;
  /** The change that is allowed. */
  value: number;
  /** The period in seconds. */
  periodSeconds: number;
}

/** The unit of a scaling policy's value. */
export type HPAScalingPolicyType = 'Pods' | 'Percent' | (string & {});

/** What the controller found at its last sync. */
export interface HorizontalPodAutoscalerStatus {
  /** The `metadata.generation` that was synced; the controller of Kubernetes 1.33 does not keep it. */
  observedGeneration?: number;
  /** When the target was last scaled. */
  lastScaleTime?: Time;
  /** Replicas that the scale's status had; absent means 0. */
  currentReplicas?: number;
  /** Replicas that the controller asked for. */
  desiredReplicas?: number;
  /** The metrics as they were read, in the order of the spec; `null` where there are none. */
  currentMetrics?: MetricStatus[] | null;
  /** The conditions. */
  conditions?: HorizontalPodAutoscalerCondition[];
}

/** One metric as it was read; its type is empty where it could not be read. */
export interface MetricStatus {
  /** Where the metric comes from. */
  type: MetricSourceType;
  /** For `Object`. */
  object?: ObjectMetricStatus;
  /** For `Pods`. */
  pods?: PodsMetricStatus;
  /** For `Resource`. */
  resource?: ResourceMetricStatus;
  /** For `ContainerResource`. */
  containerResource?: ContainerResourceMetricStatus;
  /** For `External`. */
  external?: ExternalMetricStatus;
}

/** A metric of one object, as it was read. */
export interface ObjectMetricStatus {
  /** The metric. */
  metric: MetricIdentifier;
  /** Its value. */
  current: MetricValueStatus;
  /** The object that the metric describes. */
  describedObject: CrossVersionObjectReference;
}

/** A custom metric of each pod, as it was read. */
export interface PodsMetricStatus {
  /** The metric. */
  metric: MetricIdentifier;
  /** Its value. */
  current: MetricValueStatus;
}

/** A resource of each pod, as it was read. */
export interface ResourceMetricStatus {
  /** The resource, such as `cpu`. */
  name: string;
  /** Its value. */
  current: MetricValueStatus;
}

/** A resource of one container in each pod, as it was read. */
export interface ContainerResourceMetricStatus {
  /** The resource, such as `cpu`. */
  name: string;
  /** Its value. */
  current: MetricValueStatus;
  /** The container's name. */
  container: string;
}

/** A metric that belongs to no object, as it was read. */
export interface ExternalMetricStatus {
  /** The metric. */
  metric: MetricIdentifier;
  /** Its value. */
  current: MetricValueStatus;
}

/** A metric's value. */
export interface MetricValueStatus {
  /** The value as a whole. */
  value?: Quantity;
  /** The value for each pod. */
  averageValue?: Quantity;
  /** Per cent of the pods' requests. */
  averageUtilization?: number;
}

/** A condition of the autoscaler. */
export interface HorizontalPodAutoscalerCondition {
  /** What it says something about. */
  type: HorizontalPodAutoscalerConditionType;
  /** Whether it holds. */
  status: ConditionStatus;
  /** When the status last changed; `null` where it is not known. */
  lastTransitionTime?: Time | null;
  /** Why, in one word. */
  reason?: string;
  /** Why, in a sentence. */
  message?: string;
  /** The `metadata.generation` that the condition was found for. */
  observedGeneration?: number;
}

/** What a condition of the autoscaler says something about. */
export type HorizontalPodAutoscalerConditionType = 'ScalingActive' | 'AbleToScale' | 'ScalingLimited' | 'ScaledToZero' | (string & {});

/** `Scale` of `autoscaling/v1`: the replicas of a workload. */
export interface Scale {
  /** `autoscaling/v1`. */
  apiVersion?: string;
  /** `Scale`. */
  kind?: string;
  /** Name and namespace of the workload. */
  metadata?: ObjectMeta;
  /** What is wanted. */
  spec?: ScaleSpec;
  /** What there is. */
  status?: ScaleStatus;
}

/** What a workload should have. */
export interface ScaleSpec {
  /** Replicas wanted. Default: `0`. */
  replicas?: number;
}

/** What a workload has. */
export interface ScaleStatus {
  /** Replicas observed. Default: `0`. */
  replicas?: number;
  /** Selects the workload's pods, in the text form of a label selector. */
  selector?: string;
}

/** `MetricValueList` of `custom.metrics.k8s.io`. */
export interface MetricValueList {
  /** The kind. */
  kind: 'MetricValueList';
  /** The group and version that the values were asked for under. */
  apiVersion?: string;
  /** Empty. */
  metadata?: ListMeta;
  /** The values. */
  items: MetricValue[];
}

/** A metric's value for one object, of `custom.metrics.k8s.io` `v1beta2` (`metric`) or `v1beta1` (`metricName`). */
export interface MetricValue {
  /** The object that the value belongs to. */
  describedObject: ObjectReference;
  /** Name and selector, in `v1beta2`. */
  metric?: MetricIdentifier;
  /** The name, in `v1beta1`. */
  metricName?: string;
  /** When the value was taken. */
  timestamp?: Time | null;
  /** Seconds that the value was gathered over; absent where it is not known. */
  windowSeconds?: number;
  /** The value. */
  value: Quantity;
  /** The selector, in `v1beta1`; `null` where there was none. */
  selector?: LabelSelector | null;
}

/** `corev1.ObjectReference`, the fields that describe the object of a metric. */
export interface ObjectReference {
  /** The object's kind, such as `Pod`. */
  kind?: string;
  /** The object's namespace. */
  namespace?: string;
  /** The object's name. */
  name?: string;
  /** `group/version`; `/v1` for the core group in metrics answers. */
  apiVersion?: string;
}

/** `ExternalMetricValueList` of `external.metrics.k8s.io`. */
export interface ExternalMetricValueList {
  /** The kind. */
  kind: 'ExternalMetricValueList';
  /** `external.metrics.k8s.io/v1beta1`. */
  apiVersion?: string;
  /** Empty. */
  metadata?: ListMeta;
  /** The values. */
  items: ExternalMetricValue[];
}

/** One value of a metric that belongs to no object; `external.metrics.k8s.io/v1beta1`. */
export interface ExternalMetricValue {
  /** The metric's name. */
  metricName: string;
  /** The labels of the series; `null` for a scalar. */
  metricLabels?: Record<string, string> | null;
  /** When the value was taken. */
  timestamp?: Time | null;
  /** Seconds that the value was gathered over; absent where it is not known. */
  window?: number;
  /** The value. */
  value: Quantity;
}

/** `PodMetricsList` of `metrics.k8s.io`. */
export interface PodMetricsList {
  /** The kind. */
  kind: 'PodMetricsList';
  /** `metrics.k8s.io/v1beta1`. */
  apiVersion?: string;
  /** Empty. */
  metadata?: ListMeta;
  /** The pods. */
  items: PodMetrics[];
}

/** Usage of one pod, container by container. */
export interface PodMetrics {
  /** The kind; absent inside a list. */
  kind?: 'PodMetrics';
  /** `metrics.k8s.io/v1beta1`; absent inside a list. */
  apiVersion?: string;
  /** The pod's name and namespace. */
  metadata: MetricsMeta;
  /** When the usage was taken: the end of the window. */
  timestamp?: Time | null;
  /** How long it was measured over. */
  window?: Duration;
  /** The containers. */
  containers: ContainerMetrics[];
}

/** Usage of one container. */
export interface ContainerMetrics {
  /** The container's name. */
  name: string;
  /** What it uses, by the resource's name. */
  usage: Record<string, Quantity>;
}

/** `NodeMetricsList` of `metrics.k8s.io`. */
export interface NodeMetricsList {
  /** The kind. */
  kind: 'NodeMetricsList';
  /** `metrics.k8s.io/v1beta1`. */
  apiVersion?: string;
  /** Empty. */
  metadata?: ListMeta;
  /** The nodes. */
  items: NodeMetrics[];
}

/** Usage of one node. */
export interface NodeMetrics {
  /** The kind; absent inside a list. */
  kind?: 'NodeMetrics';
  /** `metrics.k8s.io/v1beta1`; absent inside a list. */
  apiVersion?: string;
  /** The node's name. */
  metadata: MetricsMeta;
  /** When the usage was taken: the end of the window. */
  timestamp?: Time | null;
  /** How long it was measured over. */
  window?: Duration;
  /** What it uses, by the resource's name. */
  usage: Record<string, Quantity>;
}

/** `metav1.ObjectMeta`, the fields of an object of the metrics API that matter. */
export interface MetricsMeta {
  /** The name of the pod or node. */
  name?: string;
  /** The pod's namespace. */
  namespace?: string;
  /** When the object was made, which is when it was asked for. */
  creationTimestamp?: Time | null;
}

/** The operations: what each takes and gives, and the fields of its input that an {@link Engine} holds. */
export interface Operations {
  /** Reads a quantity. */
  'quantity.parse': {
    input: {
      /** The quantity, such as `100m` or `1.5Gi`. */
      text: string;
    } & Limited;
    held: never;
    ok: {
      /** The canonical form. */
      canonical: Quantity;
      /** What Go's `String()` gives right after parsing. */
      string: string;
      /** The family of its suffix. */
      format: Format;
      /** In whole units, rounded up; absent out of int64. */
      value?: Int64;
      /** In milli-units, rounded up; absent out of int64. */
      milliValue?: Int64;
      /** `AsApproximateFloat64`; absent where it is infinite. */
      approximate?: number;
    };
  };
  /** The sum. */
  'quantity.add': {
    input: QuantityPair & Limited;
    held: never;
    ok: Canonical;
  };
  /** The difference. */
  'quantity.sub': {
    input: QuantityPair & Limited;
    held: never;
    ok: Canonical;
  };
  /** Compares the numbers. */
  'quantity.cmp': {
    input: QuantityPair & Limited;
    held: never;
    ok: {
      /** -1 where the first is less, 0 where they are equal, 1 where it is more. */
      ordering: -1 | 0 | 1;
    };
  };
  /** The product. */
  'quantity.mul': {
    input: {
      /** The quantity. */
      a: string;
      /** The factor. */
      by: Int64;
    } & Limited;
    held: never;
    ok: Exact;
  };
  /** The quantity with its sign turned. */
  'quantity.neg': {
    input: {
      /** The quantity. */
      a: string;
    } & Limited;
    held: never;
    ok: Canonical;
  };
  /** Rounds away from zero to a multiple of `10^scale`. */
  'quantity.roundUp': {
    input: {
      /** The quantity. */
      a: string;
      /** A power of ten, from -9 to 18. */
      scale: number;
    } & Limited;
    held: never;
    ok: Exact;
  };
  /** A quantity of so many milli-units. */
  'quantity.fromMilli': {
    input: {
      /** The milli-units. */
      milli: Int64;
      /** How to write it. Default: `DecimalSI`. */
      format?: Format;
    } & Limited;
    held: never;
    ok: Canonical;
  };
  /** Reads a selector. */
  'selector.parse': {
    input: LabelSelectorInput & Limited;
    held: never;
    ok: {
      /** The text as `labels.Selector.String()` gives it. */
      canonical: string;
      /** In key order. */
      requirements: SelectorRequirement[];
    };
  };
  /** Tries a selector on labels. */
  'selector.matches': {
    input: LabelSelectorInput & {
      /** The labels. */
      labels: Record<string, string>;
    } & Limited;
    held: never;
    ok: {
      /** Whether they satisfy the selector. */
      matches: boolean;
    };
  };
  /** Renders a template of one of two dialects, `go` and `handlebars`. */
  'template.render': {
    input: (GoTemplate | HandlebarsTemplate) & Limited;
    held: never;
    ok: {
      /** What the template prints. */
      text: string;
    };
  };
  /** Reads a series selector, such as the `seriesQuery` of a rule, as Prometheus does. */
  'promql.parseSelector': {
    input: {
      /** The selector, such as `http_requests_total{namespace!=""}` or `{"a.metric","a label"=~"x|y"}`. */
      text: string;
    } & Limited;
    held: never;
    ok: {
      /** As they stand in the text; the metric's name is one of `__name__`. */
      matchers: LabelMatcher[];
    };
  };
  /** Tries a series selector on the labels of a series. */
  'promql.matches': {
    input: {
      /** The selector. */
      text: string;
      /** The labels, the series' name as `__name__`. */
      labels: Record<string, string>;
    } & Limited;
    held: never;
    ok: {
      /** Whether it selects the series. */
      matches: boolean;
    };
  };
  /** Reads a query as Prometheus does without flags, and says what it is made of. */
  'promql.parse': {
    input: {
      /** The query, such as `sum by (pod) (rate(http_requests_total[5m]))`. */
      text: string;
    } & Limited;
    held: never;
    ok: {
      /** The query as Prometheus prints it. */
      printed: string;
      /** What it evaluates to. */
      type: 'scalar' | 'vector' | 'matrix' | 'string';
      /** All expressions in it, each before those within it, in the order of the text. */
      tree: PromqlNode[];
    };
  };
  /** Says which labels the samples of a query's result have, as far as that is sure at any time: `__name__` is one of them. A number and a text have none, and a range vector has a sample for each of its series. */
  'promql.labels': {
    input: {
      /** The query. */
      text: string;
      /** The labels of every series that there is, the name as `__name__`. Left out, there may be any. */
      series?: Record<string, string>[];
    } & Limited;
    held: never;
    ok: {
      /** Those that every sample has, sorted. */
      present: string[];
      /** All that any sample may have, sorted; `null` where that cannot be bounded. */
      possible: string[] | null;
      /** True where there is at most one sample. */
      single: boolean;
      /** True where there is surely none. */
      empty: boolean;
    };
  };
  /** Evaluates a query over series as Prometheus 3 does without flags: floats and classic histograms, to the last bit but where upstream's own order of a sum is another each time. Either `time` is given, or `start`, `end` and `step`. */
  'promql.evaluate': {
    input: {
      /** The query. */
      query: string;
      /** The series; or pages as they were scraped, the oldest first; or as a text: promtool's notation, such as `up{pod="a"} 1+0x20`, or, where a comment begins with `# HELP`, `# TYPE` or `# EOF`, a page in the text format of Prometheus or OpenMetrics whose samples have timestamps. */
      series: ValuedSeries[] | ScrapedPage[] | string;
      /** How far the samples of promtool's notation are apart, from 0 on, as a Go duration. Default: `1m`. */
      interval?: string;
      /** When an instant query is evaluated: seconds since 1970, or as RFC 3339 writes it. */
      time?: number | string;
      /** The first step of a query over a range, as `time`. */
      start?: number | string;
      /** No step is after it. */
      end?: number | string;
      /** How far the steps are apart, as a Go duration or in seconds. */
      step?: string;
    } & Limited;
    held: never;
    ok: {
      /** What `result` is. */
      resultType: 'scalar' | 'vector' | 'matrix' | 'string';
      /** As Prometheus' API gives it: of a scalar and of a string a time and a value. */
      result: [number, string] | ValuedSample[] | ValuedSeries[];
    };
  };
  /** The resource that a partial name means, as prometheus-adapter's mapper finds it. */
  'resources.find': {
    input: {
      /** Plural, singular or kind in any case, and behind a dot the group or its beginning: `Deployment`, `deployments` and `deployments.apps`. */
      resource: string;
      /** The cluster's resources as its discovery lists them; without them Kubernetes' own serve. */
      resources?: APIResourceList[] | null;
    } & Limited;
    held: never;
    ok: {
      /** The API group; empty for the core group. */
      group: string;
      /** The version that is preferred. */
      version: string;
      /** The plural name. */
      resource: string;
      /** The singular that `resources.template` prints: that of the first resource of this plural, whatever its group. */
      singular: string;
      /** The kind. */
      kind: string;
      /** Whether its objects live in a namespace. */
      namespaced: boolean;
    };
  };
  /** What a configuration says of itself, and of the series and HPAs that are given with it. What is wrong with the configuration is a finding, no error. */
  'rules.check': {
    input: {
      /** The adapter's file, a ConfigMap that holds it, or Helm values. */
      config: Document;
      /** The series that Prometheus has: shows rules that give no metric, and metrics given twice. */
      series?: Series | null;
      /** The cluster's resources as its discovery lists them; without them Kubernetes' own serve. */
      resources?: APIResourceList[] | null;
      /** HPAs whose metrics the rules shall give; needs `series`. */
      hpas?: Document<AnyHorizontalPodAutoscaler>[];
      /** Whose behaviour is wanted where upstream's is known to hurt. Default: `upstream`. */
      compat?: Compat;
    } & Limited;
    held: never;
    ok: {
      /** What upstream refuses, what works otherwise than its author is likely to expect, what is worth knowing; of the configuration first and then of the series and the HPAs. */
      diagnostics: Diagnostic[];
      /** One line: the findings by severity, and what the rules give. */
      summary: string;
    };
  };
  /** What a rule's `name` makes of the name of a series. */
  'rules.name': {
    input: {
      /** `name.matches`: a regular expression of Go. Default: `.*`. */
      matches?: string;
      /** `name.as`: what the match becomes. Empty or absent, it is `$0`, or `$1` where one group captures. */
      as?: string;
      /** The name of the series. */
      series: string;
      /** Which oddities are mended; names have none. Default: `upstream`. */
      compat?: Compat;
    } & Limited;
    held: never;
    ok: {
      /** The metric's name, which may be empty; absent where the series does not match, so that the rule leaves it out. */
      name?: string;
      /** What the groups captured, the whole match first; none where the series does not match. */
      groups: CapturedGroup[];
    };
  };
  /** What a host that asks Prometheus itself has to ask for, to learn which series there are for the rules. */
  'rules.requests': {
    input: {
      /** The adapter's configuration: its file, a ConfigMap that holds it, or Helm values. */
      config: Document;
      /** The cluster's resources as its discovery lists them; without them Kubernetes' own serve. */
      resources?: APIResourceList[] | null;
      /** Whose behaviour is wanted where upstream's is known to hurt. Default: `upstream`. */
      compat?: Compat;
      /** The time of the requests; without it they have no start. */
      now?: Time;
      /** How old a series may be, the adapter's `--metrics-max-age`. Default: `10m`. */
      maxAge?: Duration;
    } & Limited;
    held: 'config' | 'resources' | 'compat';
    ok: {
      /** What to ask Prometheus for; the answers, one after the other, are the `series` of other operations. */
      requests: SeriesRequest[];
    };
  };
  /** What each rule makes of the series: its metrics, how they are listed and asked for, and the query; then what was found. */
  'rules.explain': {
    input: {
      /** The adapter's file, a ConfigMap that holds it, or Helm values. */
      config: Document;
      /** The series that Prometheus has. */
      series?: Series | null;
      /** The cluster's resources as its discovery lists them; without them Kubernetes' own serve. */
      resources?: APIResourceList[] | null;
      /** Whose behaviour is wanted where upstream's is known to hurt. Default: `upstream`. */
      compat?: Compat;
    } & Limited;
    held: never;
    ok: {
      /** A part a rule, then the findings. */
      sections: ExplainSection[];
      /** The sections laid out as text. */
      text: string;
    };
  };
  /** What files that are given together say of themselves and of each other. What is wrong with a file is a finding, no error. */
  'files.check': {
    input: {
      /** The files. */
      files: GivenFile[];
      /** Whose behaviour is wanted where upstream's is known to hurt. Default: `upstream`. */
      compat?: Compat;
      /** The Kubernetes release whose API server takes the HPAs; the newest by default. */
      profile?: Profile | null;
    } & Limited;
    held: never;
    ok: {
      /** File by file, in the order of their lines; one for each cause. */
      findings: Finding[];
      /** How many more there are than are told. */
      more?: number;
      /** What each file holds, document by document. */
      files: RecognizedFile[];
      /** One line: how many findings there are of each severity. */
      summary: string;
    };
  };
  /** Which input of `hpa.explain` each part of files, or of texts that somebody pasted, is. A file goes by its name where that is the name of an input and what it holds may be that, as in the folder of a scenario (`hpa.yaml`), else by what it holds. Lists of objects and several documents in one file are taken apart. Of an input that takes one object the first counts; pods, series and lists of resources are put together. */
  'files.sort': {
    input: {
      /** The files. */
      files: GivenFile[];
      /** The text of the HPA that is there already; where none is among the files, answers of the metrics APIs are told apart by what it asks for. */
      hpa?: string | null;
      /** The text of the scale that is there already, whose selector is a part of what the HPA asks for. */
      scale?: string | null;
    } & Limited;
    held: never;
    ok: {
      /** Texts by the field of `hpa.explain` that they are for, ready to be given. */
      inputs: Record<string, string>;
      /** What was found, files with the name of an input first. */
      pieces: SortedPiece[];
      /** How many more pieces there are than are told. */
      more?: number;
    };
  };
  /** What is known of a text, and what the files prove of it. A text that nothing is known of is no error. */
  'symptoms.find': {
    input: {
      /** The text, with whatever stands around it; of a long one the first 256 KiB are looked at. */
      text: string;
      /** Files, as `files.check` takes them. */
      files?: GivenFile[];
      /** Whose behaviour is wanted where upstream's is known to hurt. Default: `upstream`. */
      compat?: Compat;
      /** The Kubernetes release whose API server takes the HPAs; the newest by default. */
      profile?: Profile | null;
    } & Limited;
    held: never;
    ok: {
      /** The symptoms that it shows, at most 5, those that say most first. */
      symptoms: Symptom[];
      /** The request whose path it holds. */
      request?: SymptomRequest;
      /** The name of the symptom that some of its words are of, where it shows none. */
      nearest?: string;
      /** All of it for people; the step that is at fault stands in the first line. */
      text: string;
    };
  };
  /** The metrics that the rules make of the series. */
  'metrics.list': {
    input: EngineInput & {
      /** `custom.metrics.k8s.io` or `external.metrics.k8s.io`. Default: `custom.metrics.k8s.io`. */
      group?: string | null;
      /** The version; where it is absent `v1beta2` for custom and `v1beta1` for external metrics. */
      version?: string | null;
    } & Limited;
    held: 'config' | 'series' | 'resources' | 'compat';
    ok: {
      /** The metrics as discovery lists them, by name. */
      list: APIResourceList;
    };
  };
  /** The query for a request of a metrics API: `promql` with its rule, or `queries` for resource metrics. */
  'metrics.query': {
    input: MetricsApiRequest & {
      /** Whether to say what is wrong with the query. Default: `false`. */
      diagnose?: boolean;
      /** Whether to say where each piece of the query comes from. Default: `false`. */
      origins?: boolean;
    } & Limited;
    held: 'config' | 'series' | 'resources' | 'compat';
    ok: {
      /** The query. */
      promql?: string;
      /** Of resource metrics, the two queries. */
      queries?: CpuAndMemoryQueries;
      /** Where the rule is in the configuration, such as `rules[0]`. */
      rule?: string;
      /** The series that the rule makes the metric of. */
      series?: string;
      /** The resource that the metric describes. */
      resource?: string;
      /** The namespace that is asked for. */
      namespace?: string;
      /** The labels that the query matches, with their values; several values are joined by bars. */
      labels: Record<string, string>;
      /** With `origins`, the pieces of the query in its order and without gaps, and where each comes from; of more than 10,000 the first. */
      origins?: Origin[];
      /** That upstream does not read a selector to its end. With `diagnose` also that Prometheus will refuse a query, in its parser's words and with its place in the query, and, where `series` are given, which selector matches none of them, and why; an engine keeps no series. */
      diagnostics?: Diagnostic[];
    };
  };
  /** The API's answer to a request, made of Prometheus' answer. */
  'metrics.convert': {
    input: MetricsApiRequest & {
      /** Prometheus' answer, as an object or as text; for resource metrics an object with those of `cpu` and `memory`. */
      response: PrometheusAnswer | ResourceAnswers | string;
      /** The timestamp of custom values and the creation time of usages, which need it; external values do without. */
      now?: Time;
    } & Limited;
    held: 'config' | 'series' | 'resources' | 'compat';
    ok: {
      /** The API's answer. */
      list: MetricsApiList;
      /** What became of each sample, in the order of the samples; of resource metrics first CPU's. */
      fates: Fate[];
      /** Why a list of usage is empty, which upstream only logs. */
      failure?: ErrorObject;
    };
  };
  /** The requests for an HPA's metrics. */
  'hpa.requests': {
    input: {
      /** An HPA of any version. */
      hpa: Document<AnyHorizontalPodAutoscaler>;
      /** The selector of the scale's status, in text form. */
      selector?: string;
      /** The cluster's discovery, for described objects of custom kinds; Kubernetes' own resources by default. */
      resources?: APIResourceList[] | null;
      /** The pods of the namespace. */
      pods?: Document<PodList> | null;
    } & Limited;
    held: never;
    ok: {
      /** One for each metric of the spec, in its order. */
      requests: MetricRequest[];
      /** With `pods`, the names of those that the selector selects: what a `*` stands for. */
      objects?: string[];
    };
  };
  /** The HPA that `kubectl autoscale` sends to the API server, which fills in the rest: `hpa.default`. The type of `target` is what kubectl takes: a plural, a singular, a short name or a kind, alone or as `deployments.apps` or `deployments.v1.apps`. `resources` is all that the cluster has, then; a target needs its `/scale` there. */
  'hpa.autoscale': {
    input: {
      /** What is scaled: `TYPE/NAME`. */
      target: string;
      /** `--namespace`. */
      namespace?: string;
      /** `--name`; the target's by default. */
      name?: string;
      /** `--min`. */
      min?: number | null;
      /** `--max`, which kubectl requires. */
      max?: number | null;
      /** `--cpu`: `70%`, `500m`, or a number of milli-CPUs. */
      cpu?: string;
      /** `--memory`: `60%`, `200Mi`, or a number of mebibytes. */
      memory?: string;
      /** `--cpu-percent`, the older form of `--cpu`. */
      cpuPercent?: number | null;
      /** The cluster's discovery with short names and scales, for targets of custom kinds; Kubernetes' own resources by default. */
      resources?: APIResourceList[] | null;
    } & Limited;
    held: never;
    ok: {
      /** The object, of `autoscaling/v2`. */
      hpa: HorizontalPodAutoscaler;
    };
  };
  /** The HPA as the API server fills it in, in its own version. */
  'hpa.default': {
    input: {
      /** An HPA of any version. */
      hpa: Document<AnyHorizontalPodAutoscaler>;
      /** The Kubernetes release; the newest by default. */
      profile?: Profile | null;
    } & Limited;
    held: never;
    ok: {
      /** The object. */
      hpa: AnyHorizontalPodAutoscaler;
    };
  };
  /** The HPA in another version, with the annotations that carry what that version has no field for. */
  'hpa.convert': {
    input: {
      /** An HPA of any version. */
      hpa: Document<AnyHorizontalPodAutoscaler>;
      /** The version that is wanted. */
      to: 'autoscaling/v1' | 'autoscaling/v2beta1' | 'autoscaling/v2beta2' | 'autoscaling/v2';
    } & Limited;
    held: never;
    ok: {
      /** The object. */
      hpa: AnyHorizontalPodAutoscaler;
    };
  };
  /** The HPA as kubectl prints it. Nothing is filled in, since the API server did so when the object was made. */
  'hpa.show': {
    input: {
      /** An HPA of any version, with its status. */
      hpa: Document<AnyHorizontalPodAutoscaler>;
      /** When it is printed. */
      now: Time;
      /** The events about it. */
      events?: CoreV1Event[];
    } & Limited;
    held: never;
    ok: {
      /** What `kubectl get hpa` prints. */
      get: HpaRow;
      /** The text of `kubectl describe hpa`. */
      describe: string;
    };
  };
  /** What the API server refuses when the HPA is created. */
  'hpa.validate': {
    input: {
      /** An HPA of any version. */
      hpa: Document<AnyHorizontalPodAutoscaler>;
      /** The Kubernetes release; the newest by default. */
      profile?: Profile | null;
      /** Whether to tell what strict decoding refuses, which is how kubectl asks, and what works otherwise than it reads. Positions are those in the text of `hpa`, where it is one. Default: `false`. */
      strict?: boolean;
    } & Limited;
    held: never;
    ok: {
      /** The errors in upstream's order; none when the API server accepts the object. */
      errors: FieldError[];
      /** With `strict`, the unknown and duplicate fields that strict decoding refuses before values are looked at, in upstream's words and order, each with its path in the HPA and the field that was meant. */
      strict?: ErrorObject[];
      /** With `strict`, what the controller does otherwise than the HPA reads, or can never do: values that contradict the target's type, kinds that are not there. */
      findings?: Diagnostic[];
    };
  };
  /** One sync of the HPA controller. */
  'hpa.reconcile': {
    input: ReconcileInput & Limited;
    held: never;
    ok: Decision;
  };
  /** Which replica count each value of a metric calls for, all else being equal. */
  'hpa.steps': {
    input: StepsInput & Limited;
    held: never;
    ok: StepFunction;
  };
  /** The controller in a closed loop over time: load, pods, metrics. */
  'hpa.simulate': {
    input: SimulateInput & Limited;
    held: never;
    ok: {
      /** The instant of the start. */
      start: Time;
      /** Syncs in their order. */
      timeline: TimelinePoint[];
      /** What happened, in its order. */
      events: TimelineEvent[];
      /** It in figures. */
      measures: Measures;
      /** What drives the metrics of the spec, in its order; none where syncs are recorded. */
      drivers: MetricDriver[];
      /** The HPA's status after the last sync. */
      status: HorizontalPodAutoscalerStatus;
      /** With `trace`, the whole input of `hpa.reconcile` that each sync was: it decides the same alone. */
      trace?: Record<string, unknown>[];
    };
  };
  /** Two simulations side by side: the first sync at which they ask for other replicas, and both in figures. */
  'hpa.compare': {
    input: {
      /** The first. */
      a: SimulateInput;
      /** The second: another HPA, another release, another adapter, whatever is to be set beside the first. */
      b: SimulateInput;
    } & Limited;
    held: never;
    ok: {
      /** Where they part; left out where both ask for the same replicas all along. */
      parted?: Parted;
      /** Both in figures. */
      measures: BothMeasures;
    };
  };
  /** A record gone through once more: what another HPA, another release or other rules would have made of it. */
  'hpa.replay': {
    input: {
      /** The HPA that is tried, of any version. */
      hpa: Document<AnyHorizontalPodAutoscaler>;
      /** What its metrics showed; required for each that no rule serves. */
      history?: MetricHistory[];
      /** Seconds since 1970, and the replicas that there were, each until the next. */
      replicas: [number, number | string][];
      /** The HPA as it was: it is replayed too, which shows how well the model knows what happened. */
      was?: ReplayWas | null;
      /** Rules of an adapter, those of an engine where that is called with series. What Pods, Object and External metrics showed is what their queries give over `series`, of pods that are named as the target names them. */
      config?: Document | null;
      /** The series that the rules' queries are evaluated over, as `promql.evaluate` takes them. */
      series?: ValuedSeries[] | ScrapedPage[] | string;
      /** How far the samples of promtool's notation are apart. Default: `1m`. */
      interval?: string | null;
      /** When to begin, in seconds since 1970; where all of it is recorded by default. */
      start?: number | null;
      /** When to end; with the last value by default. */
      end?: number | null;
      /** The pods; `requests` count where a utilization is recorded or wanted. */
      pods?: SimulatedPods | null;
      /** The way of the metrics to the controller. What was recorded is what came out of it: what is given here comes on top, but for `signals`, which are the record's. */
      metrics?: SimulatedMetrics | null;
      /** Rollouts, in their order. */
      rollouts?: Rollout[];
      /** Room for pods. */
      nodes?: Nodes | null;
      /** The controller's flags. */
      controller?: Controller;
      /** The release whose behaviour is wanted; the newest by default. */
      profile?: Profile | null;
      /** Whose behaviour is wanted where the release's is known to hurt. Default: `upstream`. */
      compat?: Compat | null;
      /** The cluster's discovery; Kubernetes' own resources by default. */
      resources?: APIResourceList[] | null;
      /** What random parts come of. Default: `0`. */
      seed?: number;
      /** How far the points of the timeline are apart, at least; a sync that changes the replicas has one always. */
      every?: Duration | number | null;
      /** Whether to give the input of every sync. Default: `false`. */
      trace?: boolean;
    } & Limited;
    held: 'config';
    ok: {
      /** The instant of the start. */
      start: Time;
      /** What would have been: syncs in their order. */
      timeline: TimelinePoint[];
      /** What would have happened, in its order. */
      events: TimelineEvent[];
      /** What would have been, in figures. */
      measures: Measures;
      /** What drives the metrics of the spec, in its order. */
      drivers: MetricDriver[];
      /** The HPA's status after the last sync. */
      status: HorizontalPodAutoscalerStatus;
      /** With `trace`, the whole input of `hpa.reconcile` that each sync was. */
      trace?: Record<string, unknown>[];
      /** The replicas that there were, in figures. */
      recorded: RecordedMeasures;
      /** What was taken for the load of each metric. */
      loads: ReplayedLoad[];
      /** The HPA as it was, replayed. */
      was?: ReplayedWas;
      /** What cannot be known of the record. */
      caveats: Caveat[];
    };
  };
  /** How an HPA gets from its metrics to a replica count. A step of the chain that fails is told in the explanation. */
  'hpa.explain': {
    input: ExplainInput & Limited;
    held: 'compat' | 'config' | 'series';
    ok: {
      /** The explanation's parts. */
      sections: ExplainSection[];
      /** The way of each metric at the first sync, in the order of the spec. */
      ways: MetricWay[];
      /** The sections laid out as text. */
      text: string;
      /** What is found in the inputs and in the decision, the likeliest cause of the outcome first; files are called by the fields of the input. What only later syncs show is told in their sections, but for a count that goes up and down over them. */
      causes: Finding[];
      /** What `hpa.reconcile` gives. */
      decision: Decision;
      /** With `thresholds`, what `hpa.steps` gives for each metric of the spec, in its order. */
      steps?: StepFunction[];
      /** What it gives at the later syncs. */
      then?: Decision[];
    };
  };
  /** The collectors that kube-metrics-adapter makes of an HPA, and what it passes over. */
  'annotations.parse': {
    input: {
      /** An HPA of any version. */
      hpa: Document<AnyHorizontalPodAutoscaler>;
    } & Limited;
    held: never;
    ok: {
      /** One for each metric of the spec that the adapter looks at, in its order. */
      collectors: AnnotationCollector[];
      /** What the adapter passes over in silence, and what does not work. */
      diagnostics: Diagnostic[];
    };
  };
  /** The value that kube-metrics-adapter keeps of Prometheus' answer. */
  'annotations.convert': {
    input: {
      /** An HPA of any version. */
      hpa: Document<AnyHorizontalPodAutoscaler>;
      /** The metric's place in the spec, from 0. */
      metric: number;
      /** Prometheus' answer, as an object or as text. */
      response: PrometheusAnswer | string;
      /** The replicas of the target by its status, for `per-replica`. Default: `0`. */
      replicas?: number;
      /** The value's timestamp. */
      now: Time;
    } & Limited;
    held: never;
    ok: {
      /** The value, in the form of the API that serves it. */
      value: ExternalMetricValue | MetricValue;
    };
  };
  /** The query of a metric, with its names filled in: those of a canary, or those of a model. */
  'flagger.render': {
    input: (QueryOfCanary | QueryOfTemplate) & Limited;
    held: never;
    ok: {
      /** The query. */
      text: string;
      /** The query as Flagger sends it to Prometheus. */
      sent: string;
    };
  };
  /** Compares a metric of a canary with its range. That there is no value is no error: the check fails. */
  'flagger.check': {
    input: {
      /** The Canary. */
      canary: Document<Canary>;
      /** The metric of its analysis; the first where it is absent. */
      metric?: string | null;
      /** The MetricTemplate that the metric's templateRef names; with it the query is given back, too. */
      metricTemplate?: Document<MetricTemplate> | null;
      /** Prometheus' answer, as an object or as text. */
      response: PrometheusAnswer | string;
    } & Limited;
    held: never;
    ok: {
      /** Whether it lets the canary advance. */
      passed: boolean;
      /** The value that was compared; absent where there is none. */
      value?: number;
      /** Why: where it failed the message of Flagger's event. */
      reason: string;
      /** The query, where it is known. */
      query?: string;
    };
  };
  /** The HPA that KEDA v2.21 makes of a ScaledObject: what its operator checks is checked, and no more; its webhook and the API server refuse more when the ScaledObject is made. A formula is compiled, and tried with -1 for each trigger. */
  'keda.hpa': {
    input: {
      /** The ScaledObject. */
      scaledObject: Document<ScaledObject>;
      /** The cluster's discovery, for targets of custom kinds; Kubernetes' own resources by default. A target needs its `/scale` there. */
      resources?: APIResourceList[] | null;
    } & Limited;
    held: never;
    ok: {
      /** The HPA; `null` while the ScaledObject is paused, when KEDA keeps none. */
      hpa: HpaOfKeda | null;
    };
  };
  /** The ScaledObject for an HPA whose metrics an adapter serves. Each query is the one that the adapter sends for that HPA; the HPA that KEDA makes of it (`keda.hpa`) has the name, the target, the bounds, the behavior and the targets of this one, and takes its place without a restart. Pods are matched by the names that the workload gives them. */
  'migrate.toKeda': {
    input: EngineInput & {
      /** An HPA of any version. */
      hpa: Document<AnyHorizontalPodAutoscaler>;
      /** The address of Prometheus, as KEDA reaches it. */
      serverAddress: string;
      /** The replicas while a trigger cannot be read. Without them they stay as they are, as an adapter that does not answer leaves them. */
      fallback?: KedaFallback | null;
    } & Limited;
    held: 'config' | 'series' | 'resources' | 'compat';
    ok: {
      /** The ScaledObject. */
      objects: ScaledObject[];
      /** What cannot be kept. */
      lost: Lost[];
      /** In which order to act, so that the workload is scaled all the while. */
      steps: string[];
    };
  };
  /** The HPA that KEDA makes of a ScaledObject, with metrics that an adapter serves by the rules that come with it. */
  'migrate.fromKeda': {
    input: {
      /** The ScaledObject. */
      scaledObject: Document<ScaledObject>;
      /** The cluster's discovery, for targets of custom kinds; Kubernetes' own resources by default. */
      resources?: APIResourceList[] | null;
    } & Limited;
    held: never;
    ok: {
      /** The HPA. */
      objects: HorizontalPodAutoscaler[];
      /** The adapter's rules for its external metrics. */
      config: ExternalRules;
      /** What cannot be kept. */
      lost: Lost[];
      /** In which order to act. */
      steps: string[];
    };
  };
  /** What this build is and can do. */
  'engine.version': {
    input: Limited;
    held: never;
    ok: {
      /** The package's version. */
      version: string;
      /** The C ABI's version. */
      abi: number;
      /** The Kubernetes releases whose behaviour can be chosen, newest first. */
      profiles: Profile[];
      /** The operations of this build, in alphabetical order. */
      features: string[];
      /** The features of the crate that it is built with: without `yaml` texts must be JSON, without `handlebars` no template of that dialect is rendered. */
      builtWith: string[];
      /** The releases of upstream that it was compared to. */
      upstream: UpstreamModule[];
    };
  };
}

/** What an operation takes. */
export type OperationInput<Op extends keyof Operations> = Operations[Op]['input'];

/** What an operation gives. */
export type OperationResult<Op extends keyof Operations> = Operations[Op]['ok'];

/** What an operation takes where an {@link Engine} holds the rest. */
export type EngineCallInput<Op extends keyof Operations> = Without<OperationInput<Op>, Operations[Op]['held']>;

type Without<T, Held extends PropertyKey> = T extends unknown ? Omit<T, Held> : never;

/** `quantity.parse`: Reads a quantity. @throws {CounterpoiseError} */
export function parseQuantity(input: OperationInput<'quantity.parse'>): OperationResult<'quantity.parse'>;

/** `selector.parse`: Reads a selector. @throws {CounterpoiseError} */
export function parseSelector(input: OperationInput<'selector.parse'>): OperationResult<'selector.parse'>;

/** `template.render`: Renders a template of one of two dialects, `go` and `handlebars`. @throws {CounterpoiseError} */
export function renderTemplate(input: OperationInput<'template.render'>): OperationResult<'template.render'>;

/** `files.check`: What files that are given together say of themselves and of each other. What is wrong with a file is a finding, no error. @throws {CounterpoiseError} */
export function check(input: OperationInput<'files.check'>): OperationResult<'files.check'>;

/** `metrics.query`: The query for a request of a metrics API: `promql` with its rule, or `queries` for resource metrics. @throws {CounterpoiseError} */
export function query(input: OperationInput<'metrics.query'>): OperationResult<'metrics.query'>;

/** `metrics.convert`: The API's answer to a request, made of Prometheus' answer. @throws {CounterpoiseError} */
export function convert(input: OperationInput<'metrics.convert'>): OperationResult<'metrics.convert'>;

/** `hpa.reconcile`: One sync of the HPA controller. @throws {CounterpoiseError} */
export function reconcile(input: OperationInput<'hpa.reconcile'>): OperationResult<'hpa.reconcile'>;

/** `hpa.explain`: How an HPA gets from its metrics to a replica count. A step of the chain that fails is told in the explanation. @throws {CounterpoiseError} */
export function explain(input: OperationInput<'hpa.explain'>): OperationResult<'hpa.explain'>;

/** The functions of an {@link Engine}. */
export interface EngineOperations {
  /** `metrics.query`: The query for a request of a metrics API: `promql` with its rule, or `queries` for resource metrics. @throws {CounterpoiseError} */
  query(input: EngineCallInput<'metrics.query'>): OperationResult<'metrics.query'>;
  /** `metrics.convert`: The API's answer to a request, made of Prometheus' answer. @throws {CounterpoiseError} */
  convert(input: EngineCallInput<'metrics.convert'>): OperationResult<'metrics.convert'>;
  /** `hpa.explain`: How an HPA gets from its metrics to a replica count. A step of the chain that fails is told in the explanation. @throws {CounterpoiseError} */
  explain(input: EngineCallInput<'hpa.explain'>): OperationResult<'hpa.explain'>;
}
