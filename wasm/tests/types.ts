import init, {
  CounterpoiseError,
  Engine,
  call,
  callUntyped,
  check,
  convert,
  explain,
  initSync,
  parseQuantity,
  parseSelector,
  query as queryMetric,
  reconcile,
  renderTemplate,
  type HorizontalPodAutoscaler,
  type OperationInput,
  type OperationResult,
  type Operations,
  type Step,
} from 'counterpoise';
import { call as inline } from 'counterpoise/inline';
import start from 'counterpoise/web';

const canonical: string = call('quantity.parse', { text: '100m' }).canonical;
const ordering: -1 | 0 | 1 = call('quantity.cmp', { a: '1', b: '2' }).ordering;
const names: (keyof Operations)[] = ['quantity.parse', 'metrics.query'];
const untyped: unknown = callUntyped('some.operation', { any: ['thing'] });

// @ts-expect-error: the result of a typed operation is not just anything.
const wrong: number = call('quantity.parse', { text: '100m' }).canonical;
// @ts-expect-error: there is no such operation.
call('quantity.prase', { txt: 1 });
// @ts-expect-error: there is no such field.
call('quantity.parse', { txt: '1' });
// @ts-expect-error: there is no such field beside those that there are.
call('quantity.parse', { text: '1', txt: '1' });
// @ts-expect-error: a field of another type.
call('quantity.parse', { text: 1 });
// @ts-expect-error: an operation without fields has none.
call('engine.version', { more: 1 });
// @ts-expect-error: what operations give that are not known has no type.
callUntyped('some.operation').anything;
call('quantity.parse', { text: '1', limits: { steps: 1 } });
// @ts-expect-error: limits are known, too.
call('quantity.parse', { text: '1', limits: { stops: 1 } });

const config = 'rules: []';
const request = '/apis/custom.metrics.k8s.io';
const engine = new Engine({ config, series: [{ __name__: 'up' }] });
const promql: string | undefined = engine.call('metrics.query', { request }).promql;
const queried: unknown = engine.callUntyped('metrics.query', { request });
// @ts-expect-error: without an engine there must be a configuration.
call('metrics.query', { request });
// @ts-expect-error: the engine holds it.
engine.call('metrics.query', { request, config });
// @ts-expect-error: there is no such field on an engine either.
engine.call('metrics.query', { reqest: request });
// @ts-expect-error: nor such an operation.
engine.call('metrics.qeury', { request });
const asked: string | undefined = engine.query({ request }).promql;
const fates: string | undefined = engine.convert({ request, response: {} }).fates[0]?.fate;
// @ts-expect-error: the engine holds it.
engine.query({ request, config });
// @ts-expect-error: an answer is needed.
engine.convert({ request });
// @ts-expect-error: not a function of an engine.
engine.reconcile({});
engine.free();
engine[Symbol.dispose]();

const input: OperationInput<'quantity.parse'> = { text: '100m', limits: { steps: 1 } };
const parsed: OperationResult<'quantity.parse'> = parseQuantity(input);
// A 64-bit integer is text.
const whole: string | undefined = parsed.value;
// @ts-expect-error: it is no number.
const number: number | undefined = parsed.value;
// @ts-expect-error: an input is an object.
parseQuantity('100m');
// @ts-expect-error: there is no such field.
parseQuantity({ txt: '100m' });
// @ts-expect-error: there is no such field.
parseQuantity({ text: '100m' }).cannonical;
const operator: 'in' | string | undefined = parseSelector({ text: 'a in (b)' }).requirements[0]?.operator;
// @ts-expect-error: a selector is text or an object.
parseSelector({ text: ['a'] });
// @ts-expect-error: without an engine there must be a configuration.
queryMetric({ request });
// @ts-expect-error: without an engine there must be a configuration.
convert({ request, response: {} });
// @ts-expect-error: names of the other dialect.
renderTemplate({ template: '<< .A >>', dialect: 'go', data: { a: 1 } });
const text: string = renderTemplate({ template: '<< .Series >>', data: { Series: 'up' } }).text;
// @ts-expect-error: a sync has a time.
reconcile({ hpa: '', scale: '' });
const desired: number = reconcile({ hpa: '', scale: '', now: '' }).desiredReplicas;
const sections: number = explain({ hpa: '', scale: '', now: '' }).sections.length;
const severity: 'info' | 'warning' | 'error' | undefined = check({ files: [] }).findings[0]?.severity;
// @ts-expect-error: files are a list.
check({ files: 'rules: []' });

const { list, failure } = call('metrics.convert', { config, request, response: {}, now: '' });
const metricValue: string | undefined = list.kind === 'MetricValueList' ? list.items[0]?.value : undefined;
const external: string | undefined = list.kind === 'ExternalMetricValueList' ? list.items[0]?.metricLabels?.['a'] : '';
const whyEmpty: string | undefined = failure?.code;
const verbs: string[] | undefined = call('metrics.list', { config }).list.resources[0]?.verbs;

const flagger: string = call('flagger.render', { metricTemplate: '', model: { target: 'web' } }).sent;
// @ts-expect-error: a name that Flagger does not have.
call('flagger.render', { metricTemplate: '', model: { primary: 'web' } });
const rendered: string = call('template.render', { template: '{{ a }}', dialect: 'handlebars', data: { a: 1 } }).text;
// @ts-expect-error: names of the other dialect.
call('template.render', { template: '<< .A >>', dialect: 'go', data: { a: 1 } });

const hpa: HorizontalPodAutoscaler = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web', annotations: {} },
  spec: {
    scaleTargetRef: { kind: 'Deployment', name: 'web' },
    maxReplicas: 3,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } }],
    behavior: { scaleDown: { policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] } },
  },
};
const query: string | undefined = call('annotations.parse', { hpa }).collectors[0]?.query;
const older = call('hpa.convert', {
  hpa: { apiVersion: 'autoscaling/v1', spec: { maxReplicas: 1 } },
  to: 'autoscaling/v2',
}).hpa;
const most: number | undefined = older.apiVersion === 'autoscaling/v2' ? older.spec.maxReplicas : undefined;
// @ts-expect-error: a field of the HPA misspelt.
call('hpa.validate', { hpa: { spec: { scaleTargetRef: { kind: '', name: '' }, maxReplica: 1 } } });
// @ts-expect-error: there is no such version.
call('hpa.convert', { hpa, to: 'autoscaling/v3' });

const objects: string[] | undefined = call('hpa.requests', { hpa, pods: 'items: []' }).objects;
const why: string[] | undefined = call('hpa.explain', { hpa: '', scale: '', now: '' }).sections[0]?.rows[0]?.why;

const scale = { spec: { replicas: 1 }, status: { replicas: 1, selector: 'app=web' } };
const metrics = {
  '/apis/a': { kind: 'PodMetricsList' as const, items: [] },
  '/apis/b': { error: 'gone' },
  '/apis/c': '',
};
const pods = { items: [{ metadata: { name: 'web-0' }, spec: { containers: [{ name: 'app', image: 'app' }] } }] };
const sync = call('hpa.reconcile', { hpa, scale, pods, metrics, now: '', controller: { tolerance: 0.1 } });
const condition: string | undefined = sync.status.conditions?.[0]?.reason;
const current: string | undefined = sync.status.currentMetrics?.[0]?.resource?.current.averageValue;
const next = call('hpa.reconcile', { hpa: { ...hpa, status: sync.status }, scale, now: '', state: sync.state });
const first: Step | undefined = next.steps[0];
const ratio: number | undefined = first?.step === 'metric' ? first.ratio : undefined;
const until: string | undefined = first?.step === 'limits' ? first.until : undefined;
// @ts-expect-error: a step of another kind has no ratio.
const none: number | undefined = first?.step === 'limits' ? first.ratio : undefined;
// @ts-expect-error: a flag that the controller does not have.
call('hpa.reconcile', { hpa, scale, now: '', controller: { tolerence: 0.1 } });

// @ts-expect-error: an engine is made of something.
new Engine();

function reason(error: unknown): string {
  if (!(error instanceof CounterpoiseError)) return '';
  // @ts-expect-error: there is no such field.
  error.status;
  // @ts-expect-error: a code stays as it is.
  error.code = '';
  const line: number | undefined = error.span?.line;
  return `${error.code}: ${error.message} (${error.hint}) at ${error.path ?? ''}:${line ?? 0}`;
}

const inlined: string = inline('quantity.parse', { text: '100m' }).canonical;
const thrown: Error = new CounterpoiseError({ code: 'a.b', message: '', hint: '' });
const ready: Promise<unknown> = Promise.all([init(), start({ module_or_path: '/module.wasm' })]);
initSync({ module: new Uint8Array() });

export { asked, desired, fates, number, operator, sections, severity, text, thrown, whole };
export { canonical, condition, current, external, flagger, inlined, metricValue, most, names, none, objects, ordering };
export { promql, queried, query, ratio, ready, reason, rendered, untyped, until, verbs, why, whyEmpty, wrong };
