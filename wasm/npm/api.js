// What each entry has, but for the way that the module comes.
export { Engine, call, callUntyped } from './engine.js';
export { CounterpoiseError } from './error.js';
export { initSync } from './module.js';
export * from './operations.js';
