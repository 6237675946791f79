/** An object of Kubernetes, or the adapter's configuration, as an object or as the text of its YAML or JSON. */
export type Document = object | string;

/** What went wrong where in a source text. Lines and columns count from 1, columns in Unicode scalar values. */
export interface Span {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** What `call` throws. */
export interface CounterpoiseError extends Error {
  /** Stable, such as `quantity.syntax`; the error page lists them all. */
  code: string;
  /** What to change. */
  hint: string;
  /** Where in the input, such as `rules[2].metricsQuery`. */
  path?: string;
  span?: Span;
}

/** Upstream's behaviour, the mended one, or some of its oddities mended: `{ objectNames: 'safe' }`. */
export type Compat = 'upstream' | 'safe' | Record<string, 'upstream' | 'safe'>;

/** A request of Prometheus' HTTP API for the series that rules may be about. */
export interface SeriesRequest {
  match: string;
  /** Unix seconds. */
  start?: string;
  path: string;
  rules: { rule: string; filters: ({ is: string } | { isNot: string })[] }[];
}

/** How much an operation may cost; what is left out has a size that grows with the input. */
export interface Limits {
  /** Steps of templates, of comparing and of matching. */
  steps?: number;
  /** Bytes of the names that rules give to metrics. */
  outputBytes?: number;
  /** Bytes that regular expressions compile to. */
  patternBytes?: number;
  /** Series that rules select. */
  matches?: number;
}

/** What an {@link Engine} is made of. */
export interface EngineInput {
  /** The adapter's configuration: its file, a ConfigMap that holds it, or Helm values. */
  config: Document;
  /** Label sets, an answer of Prometheus' `/api/v1/series`, or the text of a `/metrics` page. */
  series?: Record<string, string>[] | object | string;
  /** APIResourceLists as a cluster's discovery gives them; Kubernetes' own when left out. */
  resources?: object[];
  /** Behave as upstream does, or safely where upstream's way is a known trap. */
  compat?: Compat;
  /** What building the engine may cost, and each call on it. */
  limits?: Limits;
}

/** A request to a metrics API. Only without an engine does it need a configuration. */
export interface MetricRequest extends Partial<EngineInput> {
  /** The API path with its query: `/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/web-0/requests`. */
  request: string;
  /** What the host's listing gave for a `*`. */
  objects?: string[];
}

/** What became of one sample of Prometheus' answer. */
export interface Fate {
  resource?: 'cpu' | 'memory';
  labels: Record<string, string>;
  fate: 'used' | 'overwritten' | 'ignored' | 'refused';
  reason?: string;
}

/** What there is to say about a configuration. */
export interface Finding {
  severity: 'info' | 'warning' | 'error';
  code: string;
  message: string;
  hint?: string;
  path?: string;
  span?: Span;
}

export type LabelSelectorInput = { text: string } | { labelSelector: Document };

/** The flags of kube-controller-manager; durations such as `5m`. */
export interface Controller {
  syncPeriod?: string;
  tolerance?: number;
  downscaleStabilization?: string;
  cpuInitializationPeriod?: string;
  initialReadinessDelay?: string;
}

/** One sync of the HPA controller. */
export interface ReconcileInput {
  hpa: Document;
  /** The scale of the HPA's target, or `{ error }`. */
  scale: Document;
  pods?: Document;
  /** API objects, or `{ error }`, by the request path of `hpa.requests`. */
  metrics?: Record<string, Document>;
  /** Other HPAs of the namespace, each alone or as `{ hpa, selector }` with the selector of its target's scale. */
  hpas?: Document[];
  /** The cluster's discovery, for described objects of custom kinds. */
  resources?: object[];
  controller?: Controller;
  /** What the sync before gave as `state`. */
  state?: unknown;
  /** RFC 3339. */
  now: string;
  /** The Kubernetes release, such as `1.37`. */
  profile?: string;
  compat?: Compat;
}

/** What a sync came to. */
export interface Decision {
  desiredReplicas: number;
  rescale: boolean;
  status: any;
  events: { type: string; reason: string; message: string }[];
  state: any;
  steps: any;
}

/** What an adapter, Prometheus and the controller look at, in one sync and in those after it. */
export interface ExplainInput extends Partial<EngineInput>, Omit<ReconcileInput, 'resources' | 'compat'> {
  /** Prometheus' answer, `{ cpu, memory }` for resource metrics, or answers by request path. */
  response?: object | string;
  /** What the cluster lists for a `*`; the pods that the scale selects by default. */
  objects?: string[];
  /** Later syncs; what one leaves out is as in the one before. */
  then?: {
    now: string;
    response?: object | string;
    scale?: Document;
    pods?: Document;
    metrics?: Record<string, Document>;
  }[];
}

/** A part of an explanation: facts with their reasons, and whether the chain breaks there. */
export interface ExplainSection {
  title: string;
  rows: { label: string; text: string; why?: string[]; trouble?: boolean }[];
}

/** What kube-metrics-adapter collects for one metric of an HPA. */
export interface AnnotationCollector {
  type: string;
  metric: { name: string; selector?: object };
  /** The described object of an Object metric. */
  reference?: { apiVersion: string; kind: string; name: string; namespace: string };
  /** The collector that the annotations name; empty where there are none for this metric. */
  collector: string;
  config: Record<string, string>;
  /** Go durations. */
  interval: string;
  minPodReadyAge: string;
  perReplica: boolean;
  /** Of a Prometheus collector: its query, and the server that it goes to where that is not the adapter's own. */
  query?: string;
  server?: string;
  serverAlias?: string;
  /** Why the adapter refuses a Prometheus collector. */
  error?: string;
}

/** The names that Flagger's queries use. */
export interface FlaggerModel {
  name?: string;
  namespace?: string;
  target?: string;
  service?: string;
  ingress?: string;
  route?: string;
  interval?: string;
  variables?: Record<string, string>;
}

/** The operations: what each takes and gives. 64-bit integers are strings. */
export interface Operations {
  'engine.version': { input: {}; ok: { version: string; abi: number; profiles: string[]; features: string[]; upstream: { module: string; version: string }[] } };
  'quantity.parse': {
    input: { text: string };
    ok: {
      canonical: string;
      string: string;
      format: string;
      value?: string;
      milliValue?: string;
      approximate?: number;
    };
  };
  'quantity.add': { input: { a: string; b: string }; ok: { canonical: string } };
  'quantity.sub': { input: { a: string; b: string }; ok: { canonical: string } };
  'quantity.cmp': { input: { a: string; b: string }; ok: { ordering: -1 | 0 | 1 } };
  'quantity.mul': { input: { a: string; by: string }; ok: { canonical: string; exact: boolean } };
  'quantity.neg': { input: { a: string }; ok: { canonical: string } };
  'quantity.roundUp': { input: { a: string; scale: number }; ok: { canonical: string; exact: boolean } };
  'quantity.fromMilli': { input: { milli: string; format?: string }; ok: { canonical: string } };
  'selector.parse': {
    input: LabelSelectorInput;
    ok: { canonical: string; requirements: { key: string; operator: string; values: string[] }[] };
  };
  'selector.matches': {
    input: LabelSelectorInput & { labels: Record<string, string> };
    ok: { matches: boolean };
  };
  'template.render': {
    input: {
      template: string;
      dialect?: 'go';
      data?: {
        Series?: string;
        LabelMatchers?: string;
        LabelValuesByName?: Record<string, string>;
        GroupBy?: string;
        GroupBySlice?: string[];
      };
      delimiters?: [string, string];
      compat?: Compat;
    } | {
      template: string;
      dialect: 'handlebars';
      /** Names and their values; an object holds further names behind a dot. */
      data?: Record<string, unknown>;
      compat?: Compat;
    };
    ok: { text: string };
  };
  'promql.parseSelector': {
    input: { text: string };
    ok: { matchers: { name: string; operator: '=' | '!=' | '=~' | '!~'; value: string }[] };
  };
  'promql.matches': { input: { text: string; labels: Record<string, string> }; ok: { matches: boolean } };
  'resources.find': {
    /** `resource`: plural, singular or kind, and behind a dot the group or its beginning. */
    input: { resource: string; resources?: object[] };
    ok: { group: string; version: string; resource: string; singular: string; kind: string; namespaced: boolean };
  };
  'rules.name': {
    /** A rule's `name.matches` and `name.as`, and the name of a series. */
    input: { matches?: string; as?: string; series: string; compat?: 'upstream' | 'safe' };
    /** Without `name` where the series does not match. The whole match is the first group. */
    ok: { name?: string; groups: { name?: string; text?: string }[] };
  };
  'rules.check': { input: Partial<EngineInput> & { hpas?: Document[] }; ok: { diagnostics: Finding[]; summary: string } };
  'rules.requests': {
    input: Omit<Partial<EngineInput>, 'series'> & { now?: string; maxAge?: string };
    ok: { requests: SeriesRequest[] };
  };
  'metrics.list': { input: Partial<EngineInput> & { group: string; version: string }; ok: { list: any } };
  'metrics.query': {
    input: MetricRequest;
    ok: {
      /** The query; of resource metrics there are two, in `queries`. */
      promql?: string;
      queries?: { cpu: string; memory: string };
      /** Where the rule is in the configuration, such as `rules[0]`. */
      rule?: string;
      series?: string;
      resource?: string;
      namespace?: string;
      labels: Record<string, string>;
      /** Of builds that know PromQL's syntax: that Prometheus will refuse a query. */
      diagnostics?: Finding[];
    };
  };
  'metrics.convert': {
    /** `response`: Prometheus' answer; of resource metrics `{ cpu, memory }`. `now`: RFC 3339. */
    input: MetricRequest & { response: object | string; now?: string };
    /** `failure`: why a list of usage is empty. */
    ok: { list: any; fates: Fate[]; failure?: Omit<Finding, 'severity'> };
  };
  'hpa.autoscale': {
    /** The flags of `kubectl autoscale`; `target`: `TYPE/NAME`. */
    input: {
      target: string;
      namespace?: string;
      name?: string;
      min?: number;
      max: number;
      cpu?: string;
      memory?: string;
      cpuPercent?: number;
      resources?: object[];
    };
    ok: { hpa: any };
  };
  'hpa.default': { input: { hpa: Document; profile?: string }; ok: { hpa: any } };
  'hpa.validate': {
    input: { hpa: Document; profile?: string };
    ok: { errors: { type: string; field: string; message: string }[] };
  };
  'hpa.convert': { input: { hpa: Document; to: string }; ok: { hpa: any } };
  'hpa.requests': {
    /** `selector`: that of the scale's status. */
    input: { hpa: Document; selector?: string; resources?: object[]; pods?: Document };
    /** `objects`: with `pods`, the names of those selected: what a `*` stands for. */
    ok: { requests: { metric: string; source: string; path: string }[]; objects?: string[] };
  };
  'hpa.reconcile': { input: ReconcileInput; ok: Decision };
  'hpa.explain': {
    input: ExplainInput;
    ok: { sections: ExplainSection[]; text: string; decision: Decision; then?: Decision[] };
  };
  'hpa.show': {
    input: { hpa: Document; now: string; events?: object[] };
    ok: { get: Record<string, string>; describe: string };
  };
  'annotations.parse': { input: { hpa: Document }; ok: { collectors: AnnotationCollector[]; diagnostics: Finding[] } };
  'annotations.convert': {
    /** `metric`: its place in the spec, from 0. `replicas`: those that the target has. `now`: RFC 3339. */
    input: { hpa: Document; metric: number; response: object | string; replicas?: number; now: string };
    ok: { value: any };
  };
  'flagger.render': {
    input: { metricTemplate?: Document; canary: Document; metric?: string } | { metricTemplate: Document; model?: FlaggerModel };
    ok: {
      text: string;
      /** The text as Flagger sends it to Prometheus. */
      sent: string;
    };
  };
  'flagger.check': {
    input: { canary: Document; metric?: string; metricTemplate?: Document; response: object | string };
    ok: { passed: boolean; value?: number; reason: string; query?: string };
  };
}

/**
 * Runs an operation: `call('quantity.parse', { text: '100m' })`.
 *
 * @throws {CounterpoiseError}
 */
export function call<Op extends keyof Operations>(op: Op, input: Operations[Op]['input'] & { limits?: Limits }): Operations[Op]['ok'];
/** Runs an operation that has no types here. */
export function call(op: string, input?: unknown): any;

export interface Engine {
  /**
   * Runs an operation with what this engine holds; the input leaves that out.
   *
   * @throws {CounterpoiseError}
   */
  call<Op extends keyof Operations>(op: Op, input: Operations[Op]['input'] & { limits?: Limits }): Operations[Op]['ok'];
  /** Runs an operation that has no types here. */
  call(op: string, input?: unknown): any;
}
