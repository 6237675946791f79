// Generated from core/src/ops/contract by `cargo xtask generate`; edit those files, not this one.
import { Engine, call } from './engine.js';

export function parseQuantity(input) {
  return call('quantity.parse', input);
}

export function parseSelector(input) {
  return call('selector.parse', input);
}

export function renderTemplate(input) {
  return call('template.render', input);
}

export function check(input) {
  return call('files.check', input);
}

export function query(input) {
  return call('metrics.query', input);
}

export function convert(input) {
  return call('metrics.convert', input);
}

export function reconcile(input) {
  return call('hpa.reconcile', input);
}

export function explain(input) {
  return call('hpa.explain', input);
}

Engine.prototype.query = function (input) {
  return this.call('metrics.query', input);
};

Engine.prototype.convert = function (input) {
  return this.call('metrics.convert', input);
};

Engine.prototype.explain = function (input) {
  return this.call('hpa.explain', input);
};
