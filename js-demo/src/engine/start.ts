/**
 * Workers with an engine. The first is at work as soon as the page asks for this file, so that its engine comes while the
 * editors do.
 */
let first: Worker | undefined = hire();

export function start(): Worker {
  const worker = first ?? hire();
  first = undefined;
  return worker;
}

function hire(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
}
