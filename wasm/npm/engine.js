// Operations by their names, and the engine that holds a configuration for them.
import { Engine as Compiled, call as run } from './counterpoise.js';
import { ABORTED, FREED } from './codes.js';
import { CounterpoiseError } from './error.js';
import { ask, life } from './module.js';

export function call(op, input) {
  const name = String(op);
  return ask(() => run(name, input));
}

// The same under another name: that one is typed.
export { call as callUntyped };

export class Engine {
  // Frees what it holds when it is collected.
  #compiled;
  #life;

  constructor(input) {
    this.#compiled = ask(() => new Compiled(input));
    this.#life = life;
  }

  call(op, input) {
    const name = String(op);
    if (!this.#compiled) throw new CounterpoiseError(FREED);
    if (this.#life !== life) throw new CounterpoiseError(ABORTED);
    return ask(() => this.#compiled.call(name, input));
  }

  callUntyped(op, input) {
    return this.call(op, input);
  }

  free() {
    if (this.#life === life) this.#compiled?.free();
    this.#compiled = undefined;
  }
}

if (Symbol.dispose) Engine.prototype[Symbol.dispose] = Engine.prototype.free;
