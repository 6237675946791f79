import type {
  EngineCallInput,
  EngineInput,
  EngineOperations,
  ErrorObject,
  Fix,
  OperationInput,
  OperationResult,
  Operations,
  Span,
} from './operations.js';

export * from './operations.js';

/** What everything here throws. */
export class CounterpoiseError extends Error implements ErrorObject {
  constructor(fields: ErrorObject, options?: { cause?: unknown });
  /** Stable, such as `quantity.syntax`. */
  readonly code: string;
  /** What to change. */
  readonly hint: string;
  /** Where in the input, such as `rules[2].metricsQuery`. */
  readonly path?: string;
  /** Where in the source text. */
  readonly span?: Span;
  /** The edit of the text that mends it. */
  readonly fix?: Fix;
  /** What the module, or the way to it, failed of. */
  readonly cause?: unknown;
}

/**
 * Runs an operation: `call('quantity.parse', { text: '100m' })`.
 *
 * @throws {CounterpoiseError}
 */
export function call<Op extends keyof Operations>(op: Op, input: OperationInput<Op>): OperationResult<Op>;

/**
 * Runs an operation whose name or input is known at run time only; its result is for the caller to check.
 *
 * @throws {CounterpoiseError}
 */
export function callUntyped(op: string, input?: unknown): unknown;

/**
 * A compiled configuration with its series and resources, for a host that asks often. Each `metrics.*` operation then
 * leaves those inputs out. It holds memory until it is freed; one that is forgotten is freed when it is collected.
 */
export class Engine {
  /** @throws {CounterpoiseError} */
  constructor(input: EngineInput);

  /**
   * Runs an operation with what this engine holds; the input leaves that out.
   *
   * @throws {CounterpoiseError}
   */
  call<Op extends keyof Operations>(op: Op, input: EngineCallInput<Op>): OperationResult<Op>;

  /**
   * Runs an operation whose name or input is known at run time only; its result is for the caller to check.
   *
   * @throws {CounterpoiseError}
   */
  callUntyped(op: string, input?: unknown): unknown;

  /** Gives the memory back; a call behind it throws `module.freed`. Again it does nothing. */
  free(): void;

  /** The same, at the end of a block that begins with `using`. */
  [Symbol.dispose](): void;
}

export interface Engine extends EngineOperations {}

declare global {
  // Of a library that is older than `using`.
  interface SymbolConstructor {
    readonly dispose: unique symbol;
  }
}

/**
 * Makes the module ready. Needed in browsers, with a bundler or without, before the first call; in Node and Deno, and with
 * `counterpoise/inline`, it already is. `module_or_path` takes the place of the module beside the script: a URL, a `Response`,
 * bytes or a `WebAssembly.Module`. What is fetched is compiled while it comes. Behind a fault of the module
 * (`module.aborted`) it makes it anew.
 */
export default function init(options?: { module_or_path?: unknown }): Promise<void>;

/** Makes the module ready at once, from its bytes or a `WebAssembly.Module`; behind a fault of it anew, from what it was made of. */
export function initSync(options?: { module: unknown }): void;
