/** Writes into the service worker which files there are, and a version that is another as soon as one of them is. */
import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

export const SERVICE = 'sw.js';

export const offline: Plugin = {
  name: 'offline',
  apply: 'build',
  enforce: 'post',
  generateBundle(_, bundle) {
    const service = bundle[SERVICE];
    if (service?.type !== 'chunk') return;
    const others = Object.values(bundle).filter((file) => file !== service);
    const hash = createHash('sha256');
    for (const file of others) hash.update(file.fileName).update(file.type === 'chunk' ? file.code : file.source);
    const files = others.map(({ fileName }) => fileName).sort();
    const version = hash.update(service.code).digest('hex').slice(0, 16);
    service.code = `const FILES=${JSON.stringify(files)},VERSION=${JSON.stringify(version)};${service.code}`;
  },
};
