import { Engine } from 'counterpoise';

using engine = new Engine({ config: 'rules: []' });
const promql: string | undefined = engine.query({ request: '/apis/custom.metrics.k8s.io' }).promql;
const disposable: Disposable = engine;

export { disposable, promql };
