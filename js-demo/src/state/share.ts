/**
 * A state as the hash of a link: `#1.` and the base64url form of its compressed JSON. The number is the version of what
 * is inside, so that an older page can say why it does not read a newer link.
 */
import { readSimulation } from './simulation';
import { INPUTS, emptyState, type State } from './state';
import { say } from '../words/words';

const VERSION = '1';

/** What a link may unpack to: as much as the engine takes for one input. */
const LIMIT = 16 << 20;

/** Why a link cannot be read, in a sentence for whoever opened it. */
export class LinkError extends Error {}

export async function encode(state: State): Promise<string> {
  const texts = Object.fromEntries(Object.entries(state.texts).filter(([, text]) => text !== ''));
  const json = new TextEncoder().encode(JSON.stringify({ ...state, texts }));
  const packed = await through(json, new CompressionStream('deflate-raw'), Infinity);
  return `#${VERSION}.${base64url(packed)}`;
}

/** @throws {LinkError} */
export async function decode(hash: string): Promise<State> {
  const [, version, body] = /^#([0-9]+)\.([\w-]+)$/.exec(hash) ?? [];
  if (version === undefined || body === undefined) {
    throw new LinkError(say('linkForeign'));
  }
  if (version !== VERSION) {
    throw new LinkError(say('linkVersion', { found: version, read: VERSION }));
  }
  return readState(await unpack(body));
}

async function unpack(body: string): Promise<unknown> {
  try {
    const json = await through(bytes(body), new DecompressionStream('deflate-raw'), LIMIT);
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(json));
  } catch (error) {
    if (error instanceof LinkError) throw error;
    throw new LinkError(say('linkDamaged'));
  }
}

/** Takes what it knows, each of the right type. */
export function readState(value: unknown): State {
  const state = emptyState();
  const wrong = new LinkError(say('linkOther'));
  if (!isRecord(value) || !isRecord(value['texts'])) throw wrong;
  const { source, compat, profile, texts } = value;
  if (source !== 'rules' && source !== 'annotations') throw wrong;
  if (compat !== 'upstream' && compat !== 'safe') throw wrong;
  if (typeof profile !== 'string') throw wrong;
  for (const name of INPUTS) {
    const text = texts[name] ?? '';
    if (typeof text !== 'string') throw wrong;
    state.texts[name] = text;
  }
  const simulation = readSimulation(value['simulation']);
  return { ...state, source, compat, profile, ...(simulation && { simulation }) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function through(
  data: Uint8Array<ArrayBuffer>,
  transform: CompressionStream | DecompressionStream,
  limit: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of new Blob([data]).stream().pipeThrough(transform)) {
    length += chunk.length;
    if (length > limit) throw new LinkError(say('linkLarge'));
    chunks.push(chunk);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function base64url(data: Uint8Array): string {
  let binary = '';
  for (const byte of data) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
