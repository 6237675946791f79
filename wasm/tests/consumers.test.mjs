// The package as it is published: packed, installed into a folder that knows nothing of this one, and used there by the lines
// that its README prints.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { build as bundle } from 'esbuild';
import { build } from 'vite';

const pkg = join(import.meta.dirname, '../pkg');
const bin = (name) => join(import.meta.dirname, 'node_modules/.bin', name);
const folder = mkdtempSync(join(tmpdir(), 'counterpoise-'));
after(() => rmSync(folder, { recursive: true }));

const run = (program, args, cwd = folder) => execFileSync(program, args, { cwd, encoding: 'utf8' });
const [{ filename: tarball }] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder], pkg));
writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}');
run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(folder, tarball)]);

// What a browser's server would do, for programs that run in Node: files beside the page.
writeFileSync(
  join(folder, 'served.mjs'),
  `import { readFile } from 'node:fs/promises';
  import { pathToFileURL } from 'node:url';
  globalThis.fetch = async (url) => {
    const bytes = await readFile(new URL(url, pathToFileURL(process.cwd() + '/')));
    return new Response(bytes, { headers: { 'content-type': 'application/wasm' } });
  };`,
);

// The program that stands below a heading, as a file, and what it says that it prints.
function example(heading) {
  const part = readFileSync(join(pkg, 'README.md'), 'utf8').split(`\n## ${heading}\n`)[1];
  const [, program] = /^```js\n(.*?)^```$/ms.exec(part);
  const printed = [...program.matchAll(/^ *console\.log\(.*\); \/\/ (.*)$/gm)].map(([, text]) => `${text}\n`);
  const file = `${heading.toLowerCase().replaceAll(/\W+/g, '-')}.js`;
  writeFileSync(join(folder, file), program);
  return { file, printed: printed.join('') };
}

test('nothing is packed but what is meant to be', () => {
  const [{ files }] = JSON.parse(run('npm', ['pack', '--json', '--dry-run'], pkg));
  const names = files.map(({ path }) => path).sort();
  assert.deepEqual(names, [
    'LICENSE',
    'README.md',
    'api.js',
    'codes.js',
    'counterpoise.js',
    'counterpoise_bg.wasm',
    'counterpoise_bg.wasm.js',
    'engine.js',
    'error.js',
    'index.d.ts',
    'inline.js',
    'module.js',
    'node.js',
    'operations.d.ts',
    'operations.js',
    'package.json',
    'web.js',
  ]);
});

test('publint has nothing to say', () => {
  const { stdout, status } = spawnSync(bin('publint'), ['run', pkg, '--strict'], { encoding: 'utf8' });
  assert.equal(status, 0, stdout);
});

test('types resolve where modules do', () => {
  // The module itself has no types.
  const options = ['--profile', 'esm-only', '--exclude-entrypoints', 'counterpoise_bg.wasm', '--no-emoji'];
  const { stdout, status } = spawnSync(bin('attw'), [join(folder, tarball), ...options], { encoding: 'utf8' });
  assert.equal(status, 0, stdout);
});

for (const heading of ['Node', 'One file']) {
  test(`README, ${heading}`, () => {
    const { file, printed } = example(heading);
    assert.notEqual(printed, '');
    assert.equal(run(process.execPath, [file]), printed);
  });
}

test('a worker thread has a module of its own', () => {
  const program = `import { Worker, isMainThread, parentPort } from 'node:worker_threads';
    import { parseQuantity } from 'counterpoise';
    if (isMainThread) new Worker(new URL(import.meta.url)).on('message', console.log);
    else parentPort.postMessage(parseQuantity({ text: '1.5Gi' }).canonical);`;
  writeFileSync(join(folder, 'thread.js'), program);
  assert.equal(run(process.execPath, ['thread.js']), '1536Mi\n');
});

test('README, Browsers, without a bundler', () => {
  const { file, printed } = example('Browsers, without a bundler');
  assert.equal(run(process.execPath, ['--import', './served.mjs', file]), printed);
});

test('README, Browsers, with Vite, Rollup or webpack', async () => {
  const { file, printed } = example('Browsers, with Vite, Rollup or webpack');
  writeFileSync(join(folder, 'index.html'), `<script type="module" src="/${file}"></script>`);
  const output = { entryFileNames: 'main.js' };
  const options = { outDir: 'vite', modulePreload: false, rolldownOptions: { output } };
  await build({ root: folder, base: './', logLevel: 'error', configFile: false, build: options });
  const script = readFileSync(join(folder, 'vite/main.js'));
  assert.ok(script.length < 30_000, `the module is not beside the script of ${script.length} bytes`);
  assert.equal(run(process.execPath, ['--import', './served.mjs', 'vite/main.js']), printed);
});

test('README, Browsers, with esbuild', async () => {
  const { file, printed } = example('Browsers, with esbuild');
  const files = { absWorkingDir: folder, entryPoints: { main: file }, outdir: 'esbuild' };
  await bundle({ ...files, bundle: true, format: 'esm', loader: { '.wasm': 'file' }, logLevel: 'error' });
  // A page's own folder is what its URLs are relative to.
  const page = join(folder, 'esbuild');
  assert.equal(run(process.execPath, ['--import', '../served.mjs', 'main.js'], page), printed);
});

const deno = spawnSync(bin('deno'), ['--version']).status === 0;
const skip = !deno && 'install deno';

test('README, Deno', { skip }, () => {
  const { file, printed } = example('Deno');
  assert.equal(run(bin('deno'), ['run', '--allow-read', '--no-prompt', file]), printed);
});

test('README, One file, in Deno without permissions', { skip }, () => {
  const { file, printed } = example('One file');
  assert.equal(run(bin('deno'), ['run', '--no-prompt', file]), printed);
});

test('README, Web workers', { skip }, () => {
  const { file } = example('Web workers');
  const program = `const worker = new Worker(new URL('./${file}', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }) => { console.log(data); worker.terminate(); };
    worker.postMessage('1.5Gi');`;
  writeFileSync(join(folder, 'page.js'), program);
  assert.equal(run(bin('deno'), ['run', '--allow-read', '--no-prompt', 'page.js']), '1536Mi\n');
});
