/** Keeps the page for who is offline, and tells of a new version. */

/** `found` is told how to take a new version; `taken`, that one has been, by this page or by another. */
export async function keepOffline(found: (take: () => void) => void, taken: () => void): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  // The first one has nothing before it.
  const isNew = serviceWorker.controller !== null;
  if (isNew) serviceWorker.addEventListener('controllerchange', taken, { once: true });
  try {
    const registration = await serviceWorker.register(new URL('sw.js', document.baseURI));
    const look = (worker: ServiceWorker | null) => {
      if (worker?.state === 'installed' && isNew) found(() => worker.postMessage('take'));
    };
    look(registration.waiting);
    const watch = (worker: ServiceWorker | null) => worker?.addEventListener('statechange', () => look(worker));
    watch(registration.installing);
    registration.addEventListener('updatefound', () => watch(registration.installing));
  } catch {
    // A browser, or a server, that lets none in: the page is there as long as the network is.
  }
}
