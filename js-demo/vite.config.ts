import { defineConfig } from 'vitest/config';
import type { Plugin } from 'vite';
import { offline, SERVICE } from './build/offline.ts';
import { scenarios } from './build/scenarios.ts';
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

/** What the editors alone are made of comes with them; the parsers' base is the page's, too, and completion comes later. */
const GROUPS = [
  { name: 'lezer', test: /node_modules\/@lezer\/(common|lr|highlight)/, priority: 2 },
  {
    name: 'inputs-editors',
    test: /node_modules\/(@codemirror\/(?!autocomplete)|@lezer\/(yaml|json)|style-mod|w3c-keyname|crelt|@marijn)/,
    priority: 1,
  },
];

export default defineConfig({
  // Relative, so that the page can be served from any folder.
  base: './',
  plugins: [policy, scenarios, schema, offline],
  // Examples, error codes and the package are outside of this folder.
  server: { fs: { allow: ['..'] } },
  worker: { format: 'es' },
  build: {
    target: 'es2024',
    modulePreload: false,
    // Kilobytes, of which most are the editors'; `xtask/src/size.rs` has the limit of all.
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      input: { index: 'index.html', service: 'src/offline/service.ts' },
      output: {
        codeSplitting: { groups: GROUPS },
        // A service worker is for the folder that it is in.
        entryFileNames: ({ name }) => (name === 'service' ? SERVICE : 'assets/[name]-[hash].js'),
      },
    },
  },
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/*.test.ts'] } },
      { extends: true, test: { name: 'bench', include: ['tests/bench/*.test.ts'], hookTimeout: 60_000 } },
      {
        extends: true,
        test: { name: 'browser', include: ['tests/browser/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: 'screenshots',
          include: ['tests/screenshots/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
