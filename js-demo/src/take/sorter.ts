/** The engine that sorts what was given, in a worker of its own: it is started for one question, and is not missed. */
import init, { call, type Operations } from 'counterpoise';
import type { Given } from './files';

/** What is sorted, and the HPA and the scale that it joins. */
export interface SorterQuestion {
  files: Given[];
  hpa: string;
  scale: string;
}

export type Sorted = Operations['files.sort']['ok'] & {
  /** What is known of texts that are no input, such as an error message: a paragraph for each, by the file. */
  known: { file: string; text: string }[];
};
export type SorterReply = { sorted: Sorted } | { fault: string };

addEventListener('message', async ({ data }: MessageEvent<SorterQuestion>) => {
  postMessage(await answer(data));
});

async function answer({ files, hpa, scale }: SorterQuestion): Promise<SorterReply> {
  try {
    await init();
    const sorted = call('files.sort', { files, ...(hpa.trim() && { hpa }), ...(scale.trim() && { scale }) });
    const nowhere = files.filter(({ name }) =>
      sorted.pieces.every(({ file, input }) => file !== name || input === undefined),
    );
    const known = nowhere.flatMap(({ name, text }) => {
      const { symptoms, text: told } = call('symptoms.find', { text: text.slice(0, MESSAGE) });
      return symptoms.length > 0 ? [{ file: name, text: told }] : [];
    });
    return { sorted: { ...sorted, known } };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

/** Characters of a message, or of what `kubectl describe` prints, that are looked at. */
const MESSAGE = 20_000;
