// What everything here throws. It carries the fields of the contract's error object.
export class CounterpoiseError extends Error {
  constructor({ message, ...fields }, options) {
    super(message, options);
    Object.assign(this, fields);
  }
}

// As with JavaScript's own errors: not one of the fields.
Object.defineProperty(CounterpoiseError.prototype, 'name', {
  value: 'CounterpoiseError',
  configurable: true,
  writable: true,
});
