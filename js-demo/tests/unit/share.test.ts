import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { LinkError, decode, encode } from '../../src/state/share';
import { FIRST } from '../../src/state/simulation';
import { emptyState, type State } from '../../src/state/state';

function state(config: string): State {
  const state = emptyState();
  state.texts.config = config;
  return state;
}

/** A link with any content. */
function link(content: string | Buffer): string {
  return `#1.${deflateRawSync(content).toString('base64url')}`;
}

describe('a link gives back the state', () => {
  test.each([
    ['nothing', ''],
    ['emoji and CJK', 'a: "😀👩‍🚀"\nb: 漢字かな\n'],
    ['every byte of UTF-8', '\u0000\u007f\u0080\u07ff\u0800\uffff\u{10000}\u{10ffff}'],
    ['a byte order mark', '\ufeffrules: []'],
    ['half of a surrogate pair', 'a\ud83db'],
    ['a long text', 'rules:\n'.repeat(10_000)],
  ])('%s', async (_, text) => {
    const given: State = { ...state(text), source: 'annotations', compat: 'safe', profile: '1.33' };
    const hash = await encode(given);
    expect(hash).toMatch(/^#1\.[\w-]+$/);
    expect(await decode(hash)).toEqual(given);
  });

  test('a long text makes a short link', async () => {
    expect((await encode(state('rules:\n'.repeat(10_000)))).length).toBeLessThan(500);
  });

  test('an input that an older page did not have is empty', async () => {
    const older = { source: 'rules', compat: 'upstream', profile: '', texts: { config: 'rules: []', gone: 'x' } };
    expect(await decode(link(JSON.stringify(older)))).toEqual(state('rules: []'));
  });
});

describe('a link that cannot be read says why', () => {
  const good = () => encode(state('rules: []'));
  test.each<[string, () => string | Promise<string>, RegExp]>([
    ['another hash', () => '#section', /not one of this playground/],
    ['nothing behind the version', () => '#1.', /not one of this playground/],
    ['a newer version', async () => (await good()).replace('#1.', '#2.'), /version 2, .* version 1/],
    ['cut off', async () => (await good()).slice(0, -9), /damaged/],
    ['changed', async () => (await good()).replace(/.{6}$/, 'AAAAAA'), /damaged/],
    ['no UTF-8', () => link(Buffer.from([0x22, 0xff, 0x22])), /damaged/],
    ['no JSON', () => link('{'), /damaged/],
    ['another JSON', () => link('[]'), /something else/],
    [
      'a text that is none',
      () => link('{"source":"rules","compat":"safe","profile":"","texts":{"hpa":1}}'),
      /something else/,
    ],
    ['an unknown choice', () => link('{"source":"x","compat":"safe","profile":"","texts":{}}'), /something else/],
    ['more than it should unpack to', () => link(Buffer.alloc((16 << 20) + 1, ' ')), /more than 16 MiB/],
  ])('%s', async (_, hash, message) => {
    const given = await hash();
    await expect(decode(given)).rejects.toThrow(LinkError);
    await expect(decode(given)).rejects.toThrow(message);
  });
});

test('what is chosen in the simulation comes back, and what is none of it is as it was first', async () => {
  const simulation = { ...FIRST, shape: 'ramp' as const, cpu: '漢字', settings: { downWindow: 30 } };
  const given: State = { ...emptyState(), simulation };
  expect(await decode(await encode(given))).toEqual(given);
  const odd = { ...simulation, shape: 'circle', low: -1, high: 'x', drawn: [1], settings: { tolerance: null } };
  const { texts } = emptyState();
  const { simulation: read } = await decode(link(JSON.stringify({ ...emptyState(), texts, simulation: odd })));
  expect(read).toEqual({ ...FIRST, cpu: '漢字' });
});
