/**
 * The service worker: the page as it was built, all of it or nothing, for who is offline. A new version waits until it is taken.
 * `build/offline.ts` writes the files in.
 */
declare const FILES: readonly string[];
declare const VERSION: string;

/** What is used of a `ServiceWorkerGlobalScope`, whose types the page's own do not go with. */
interface Scope {
  registration: { scope: string };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
}
interface Extendable {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

const own = globalThis as unknown as Scope;

/** Of this place alone: others may be on the same server. */
const OF = `counterpoise ${own.registration.scope} `;
const NAME = OF + VERSION;

own.addEventListener('install', (event) => event.waitUntil(fill()));
own.addEventListener('activate', (event) => event.waitUntil(clear()));
own.addEventListener('message', ({ data }) => data === 'take' && void own.skipWaiting());
own.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method === 'GET' && request.url.startsWith(own.registration.scope)) event.respondWith(answer(request));
});

async function fill(): Promise<void> {
  const cache = await caches.open(NAME);
  // Not what the browser has of an older one.
  await cache.addAll(FILES.map((file) => new Request(new URL(file, own.registration.scope), { cache: 'no-cache' })));
}

async function clear(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OF) && name !== NAME).map((name) => caches.delete(name)));
}

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(NAME);
  const file = request.mode === 'navigate' ? new URL('index.html', own.registration.scope) : request;
  return (await cache.match(file, { ignoreSearch: true })) ?? fetch(request);
}

export {};
