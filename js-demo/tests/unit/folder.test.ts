import { describe, expect, test } from 'vitest';
import { examples } from '../../src/state/examples';
import { folderOf, stateOfFolder, withFields } from '../../src/state/folder';
import { emptyState } from '../../src/state/state';
import { unzipped, zipped } from '../../src/take/zip';

describe('a state comes back from its folder', () => {
  test.each(examples)('$name', ({ state }) => {
    const files = folderOf(state);
    expect(stateOfFolder((name) => files[name === 'series.json' && !files[name] ? 'series.prom' : name])).toEqual(
      state,
    );
  });

  test('with what is chosen beside the texts', () => {
    const state = { ...emptyState(), compat: 'safe' as const, profile: '1.33' };
    expect(stateOfFolder((name) => folderOf(state)[name])).toMatchObject({ compat: 'safe', profile: '1.33' });
  });
});

test('what is not given stays', () => {
  const state = { ...emptyState(), texts: { ...emptyState().texts, config: 'rules: []' } };
  expect(withFields(state, { hpa: 'kind: X' }).texts).toMatchObject({ config: 'rules: []', hpa: 'kind: X' });
});

test('settings that cannot be read are shown as they are', () => {
  expect(withFields(emptyState(), { scenario: 'now: [' }).texts.sync).toBe('now: [');
});

test.each([
  ['lines', 'now: x\nprofile: "1.33" # ours\n# more\nthen:\n- now: y\n', 'now: x\n# more\nthen:\n- now: y\n'],
  ['braces', '{now: x, profile: "1.33", then: []}', '{now: x, then: []}'],
  ['braces, at the end', "{now: x, profile: '1.33'}", '{now: x}'],
  ['that alone', 'profile: "1.33"\n', ''],
])('the release is taken out of the settings, and the rest stays as it is: %s', (_, scenario, sync) => {
  const state = withFields(emptyState(), { scenario });
  expect([state.profile, state.texts.sync]).toEqual(['1.33', sync]);
  expect(withFields(emptyState(), { scenario: folderOf(state)['scenario.yaml'] ?? '' })).toEqual(state);
});

test('an archive comes back as it was, and what is none is told', () => {
  const files = unzipped(zipped({ 'hpa.yaml': 'kind: 漢字\n', 'scenario.yaml': 'now: x\n' }));
  if (typeof files === 'string') throw new Error(files);
  expect(files.map(([name, bytes]) => [name, new TextDecoder().decode(bytes)])).toEqual([
    ['scenario/hpa.yaml', 'kind: 漢字\n'],
    ['scenario/scenario.yaml', 'now: x\n'],
  ]);
  expect(unzipped(new Uint8Array([0x50, 0x4b, 3, 4, 1]))).toMatch(/^the archive cannot be unpacked/);
});
