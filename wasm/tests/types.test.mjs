// The types compile in a strict program, with no library but JavaScript's own, and say no where they should.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

const programs = [
  ['node20', 'es2020', 'types.ts'],
  ['esnext', 'es2020', 'types.ts'],
  ['esnext', 'esnext', 'using.ts'],
];
for (const [module, lib, program] of programs) {
  test(`tsc --strict ${program}, modules as in ${module}`, () => {
    const resolution = module === 'esnext' ? 'bundler' : 'node16';
    const options = ['--noEmit', '--strict', '--target', lib, '--lib', lib, '--types', ''];
    const { stdout, status } = spawnSync(
      'node_modules/.bin/tsc',
      [...options, '--module', module, '--moduleResolution', resolution, program],
      { cwd: import.meta.dirname, encoding: 'utf8' },
    );
    assert.equal(stdout, '');
    assert.equal(status, 0);
  });
}
