/** Scenarios as archives: one folder that `counterpoise explain` takes once it is unpacked. */
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { LIMIT, tooLarge } from './files';
import { say } from '../words/words';

/** The name of the folder inside. */
const FOLDER = 'scenario';

export function zipped(files: Record<string, string>): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(files).map(([name, text]) => [`${FOLDER}/${name}`, strToU8(text)]);
  return new Uint8Array(zipSync(Object.fromEntries(entries) as Zippable));
}

/** The files of an archive by their names, or why it is not read. */
export function unzipped(bytes: Uint8Array): [name: string, bytes: Uint8Array][] | string {
  let total = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        const hidden = name.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');
        if (name.endsWith('/') || hidden) return false;
        total += originalSize;
        // What it says that it unpacks to is believed no further than this.
        return total <= LIMIT;
      },
    });
    return tooLarge(total) ?? Object.entries(files);
  } catch (error) {
    return say('noArchive', { why: error instanceof Error ? error.message : String(error) });
  }
}
