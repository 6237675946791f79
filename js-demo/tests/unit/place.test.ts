import { describe, expect, test } from 'vitest';
import { hpa } from '../../src/assist/hpa';
import { placeAt, type Place } from '../../src/assist/place';
import { config } from '../../src/assist/rules';
import type { Shape } from '../../src/assist/shape';

/** The place of the bar in a text. */
function at(marked: string, shape: Shape = config): Place | undefined {
  const pos = marked.indexOf('¦');
  return placeAt(marked.replace('¦', ''), pos, shape);
}

function short(marked: string, shape?: Shape): string | undefined {
  const place = at(marked, shape);
  return (
    place && `${place.path.join('.')} ${place.part}${place.opens ? ' opens' : ''} “${place.text.slice(0, place.at)}”`
  );
}

describe('a place is told by indentation, also where a text is half written', () => {
  test.each([
    ['an empty text', '¦', ' value opens “”'],
    ['the first word', 'ru¦', ' value opens “ru”'],
    ['a second key', 'rules: []\next¦', ' key “ext”'],
    ['below its key', 'rules:\n- seriesQuery: a\n  ¦', 'rules.[] key “”'],
    ['above another', 'spec:\n  minReplicas: 1\n  ¦\n  maxReplicas: 3\n', 'spec key “”'],
    ['a word above another', 'spec:\n  minReplicas: 1\n  beh¦\n  maxReplicas: 3\n', 'spec key “beh”'],
    ['a new item', 'rules:\n- seriesQuery: a\n- ¦', 'rules.[] value opens “”'],
    ['deeper', 'rules:\n- name:\n    ma¦\n  metricsQuery: x\n', 'rules.[].name value opens “ma”'],
    ['deeper, empty', 'rules:\n- name:\n    ¦\n', 'rules.[].name value opens “”'],
    ['back at the left', 'rules:\n- name:\n    as: x\n¦', ' key “”'],
    ['a value', 'rules:\n- name: {as: x}\n  metricsQuery: sum(¦', 'rules.[].metricsQuery value “sum(”'],
    ['no value yet', 'rules:\n- metricsQuery: ¦\n  name: {as: x}\n', 'rules.[].metricsQuery value “”'],
    ['a key in braces', 'rules:\n- name: {mat¦', 'rules.[].name key “mat”'],
    ['an empty key in braces', 'rules:\n- name: {matches: a, ¦}', 'rules.[].name key “”'],
    ['a value in braces', 'resources: {overrides: {pod: {resource: ¦}}}', 'resources.overrides.pod.resource value “”'],
    [
      'a quote that is not closed',
      "rules:\n- metricsQuery: 'sum(ra¦\n  name: x\n",
      'rules.[].metricsQuery value “sum(ra”',
    ],
    [
      'a block',
      'rules:\n- metricsQuery: |\n    sum(\n      ra¦\n  name: x\n',
      'rules.[].metricsQuery value “    sum(\n      ra”',
    ],
    ['CJK before it', 'rules:\n- seriesQuery: 漢字😀\n  na¦\n', 'rules.[] key “na”'],
    ['JSON', '{"rules": [{"name": {"¦"}}]}', 'rules.[].name key “”'],
  ])('%s', (_, marked, expected) => {
    expect(short(marked)).toBe(expected);
  });

  test('in the text of a ConfigMap', () => {
    const map =
      'kind: ConfigMap\ndata:\n  config.yaml: |\n    rules:\n    - name:\n        ma¦\n      metricsQuery: x\n';
    expect(short(map)).toBe('data.config.yaml.|.rules.[].name value opens “ma”');
  });

  test('nothing in a comment', () => {
    expect(at('rules: [] # na¦')).toBeUndefined();
  });

  test('the other keys are known', () => {
    expect(at('spec:\n  minReplicas: 1\n  ¦\n  maxReplicas: 3\n', hpa)?.keys).toEqual(['minReplicas', 'maxReplicas']);
  });
});
