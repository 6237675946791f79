// The types compile in a strict program, with no library but JavaScript's own, and say no where they should.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

for (const module of ['node20', 'esnext']) {
  test(`tsc --strict, modules as in ${module}`, () => {
    const resolution = module === 'esnext' ? 'bundler' : 'node16';
    const options = ['--noEmit', '--strict', '--target', 'es2020', '--lib', 'es2020', '--types', ''];
    const { stdout, status } = spawnSync(
      'node_modules/.bin/tsc',
      [...options, '--module', module, '--moduleResolution', resolution, 'types.ts'],
      { cwd: import.meta.dirname, encoding: 'utf8' },
    );
    assert.equal(stdout, '');
    assert.equal(status, 0);
  });
}
