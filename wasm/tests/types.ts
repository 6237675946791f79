import init, { Engine, call, initSync, type CounterpoiseError, type Operations } from 'counterpoise';
import { call as inline } from 'counterpoise/inline';
import start from 'counterpoise/web';

const canonical: string = call('quantity.parse', { text: '100m' }).canonical;
const ordering: -1 | 0 | 1 = call('quantity.cmp', { a: '1', b: '2' }).ordering;
const names: (keyof Operations)[] = ['quantity.parse', 'metrics.query'];
const untyped: number = call('some.operation', { any: ['thing'] }).anything;

// @ts-expect-error: the result of a typed operation is not just anything.
const wrong: number = call('quantity.parse', { text: '100m' }).canonical;

const engine = new Engine({ config: 'rules: []', series: [{ __name__: 'up' }] });
const promql: string | undefined = engine.call('metrics.query', { request: '/apis/custom.metrics.k8s.io' }).promql;
engine.free();

const flagger: string = call('flagger.render', { metricTemplate: '', model: { target: 'web' } }).sent;
const rendered: string = call('template.render', { template: '{{ a }}', dialect: 'handlebars', data: { a: 1 } }).text;
const query: string | undefined = call('annotations.parse', { hpa: {} }).collectors[0]?.query;

const objects: string[] | undefined = call('hpa.requests', { hpa: {}, pods: 'items: []' }).objects;
const why: string[] | undefined = call('hpa.explain', { hpa: '', scale: '', now: '' }).sections[0]?.rows[0]?.why;

// @ts-expect-error: an engine is made of something.
new Engine();

function reason(error: CounterpoiseError): string {
  const line: number | undefined = error.span?.line;
  return `${error.code}: ${error.message} (${error.hint}) at ${error.path ?? ''}:${line ?? 0}`;
}

const inlined: string = inline('quantity.parse', { text: '100m' }).canonical;
const ready: Promise<unknown> = Promise.all([init(), start({ module_or_path: '/module.wasm' })]);
initSync({ module: new Uint8Array() });

export { canonical, flagger, inlined, names, objects, rendered, ordering, promql, query, ready, reason, untyped, why, wrong };
