import { defineConfig } from 'vitest/config';
import type { Plugin } from 'vite';
import { schema } from './build/schema.ts';

/** Nothing but the built files: the page can ask no server for anything, whatever is pasted into it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  // CodeMirror writes its styles into the page.
  "style-src 'self' 'unsafe-inline'",
  'img-src data:',
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The built page carries the policy; the development server needs a connection of its own. */
const policy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
      injectTo: 'head-prepend',
    },
  ],
};

export default defineConfig({
  // Relative, so that the page can be served from any folder.
  base: './',
  plugins: [policy, schema],
  // Examples, error codes and the package are outside of this folder.
  server: { fs: { allow: ['..'] } },
  worker: { format: 'es' },
  build: {
    target: 'es2024',
    modulePreload: false,
    // Kilobytes, of which most are the editors'; `xtask/src/size.rs` has the limit of all.
    chunkSizeWarningLimit: 600,
  },
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/*.test.ts'] } },
      { extends: true, test: { name: 'bench', include: ['tests/bench/*.test.ts'], hookTimeout: 60_000 } },
      {
        extends: true,
        test: { name: 'browser', include: ['tests/browser/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
      },
    ],
  },
});
