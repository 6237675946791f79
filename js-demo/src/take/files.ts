/** Files and pasted texts as they come: folders, archives, and what is no text. */
import { say } from '../words/words';

/** A text under the name that it has, or that it is given. */
export interface Given {
  name: string;
  text: string;
}

/** What was given, and what of it could not be read, each with its reason. */
export interface Gathered {
  files: Given[];
  refused: { name: string; why: string }[];
  /** Whether it is all of a scenario: a folder or an archive takes the place of what was there. */
  whole: boolean;
}

/** As much as the engine takes for one input. */
export const LIMIT = 16 << 20;

/** Files of a folder that are read; nobody drops more on purpose. */
const FILES = 500;

/** What the kinds of files that an explanation is made from are called, as the command line has it. */
const KNOWN = /\.(ya?ml|json|txt|prom|metrics|html)$/i;

/** Why a text is not taken, where it is too large. */
export function tooLarge(bytes: number): string | undefined {
  if (bytes <= LIMIT) return undefined;
  return say('tooLarge', { size: megabytes(bytes), most: megabytes(LIMIT) });
}

function megabytes(bytes: number): string {
  return `${(bytes / (1 << 20)).toFixed(1).replace(/\.0$/, '')} MiB`;
}

export function ofText(name: string, text: string): Gathered {
  const why = tooLarge(new Blob([text]).size);
  return why === undefined
    ? { files: [{ name, text }], refused: [], whole: false }
    : { files: [], refused: [{ name, why }], whole: false };
}

export async function ofFiles(files: readonly File[], whole = false): Promise<Gathered> {
  const gathered: Gathered = { files: [], refused: [], whole };
  for (const file of files.slice(0, FILES)) await add(file, gathered);
  if (files.length > FILES) {
    gathered.refused.push({
      name: say('moreFiles', { n: files.length - FILES }),
      why: say('mostFiles', { n: FILES }),
    });
  }
  return gathered;
}

async function add(file: File, gathered: Gathered): Promise<void> {
  const { name } = file;
  const why = tooLarge(file.size);
  if (why !== undefined) return void gathered.refused.push({ name, why });
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isZip(bytes)) {
    const { unzipped } = await import('./zip');
    const inside = unzipped(bytes);
    if (typeof inside === 'string') return void gathered.refused.push({ name, why: inside });
    gathered.whole = true;
    for (const [path, content] of inside) addBytes(path, content, gathered);
    return;
  }
  addBytes(name, bytes, gathered);
}

function addBytes(name: string, bytes: Uint8Array, { files, refused }: Gathered): void {
  const text = decoded(bytes);
  if (text === undefined) refused.push({ name, why: say('noText') });
  else files.push({ name, text });
}

/** The text that bytes are; nothing where they are none. */
function decoded(bytes: Uint8Array): string | undefined {
  if (bytes.subarray(0, 4096).includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** What was dropped: files, folders with all that is in them, or a text. */
export async function ofDrop(data: DataTransfer): Promise<Gathered> {
  // Whatever is asked for later than now is gone.
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const files = [...data.files];
  const text = data.getData('text/plain');
  if (entries.length > 0) {
    const found = await Promise.all(entries.map((entry) => inside(entry)));
    return ofFiles(
      found.flat(),
      entries.some((entry) => entry.isDirectory),
    );
  }
  return files.length > 0 ? ofFiles(files) : ofText(say('droppedText'), text);
}

async function inside(entry: FileSystemEntry, depth = 0): Promise<File[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((found, failed) => (entry as FileSystemFileEntry).file(found, failed));
    return depth === 0 || KNOWN.test(file.name) ? [file] : [];
  }
  if (!entry.isDirectory || entry.name.startsWith('.') || depth > 8) return [];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const all: File[] = [];
  // It gives them in parts; an empty one is the last.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((found, failed) => reader.readEntries(found, failed));
    if (part.length === 0) return all;
    all.push(...(await Promise.all(part.map((one) => inside(one, depth + 1)))).flat());
  }
}
