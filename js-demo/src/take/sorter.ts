/** The engine that sorts what was given, in a worker of its own: it is started for one question, and is not missed. */
import init, { call, type Operations } from 'counterpoise';
import type { Given } from './files';

export type Sorted = Operations['files.sort']['ok'] & {
  /** What is known of texts that are no input, such as an error message: a paragraph for each, by the file. */
  known: { file: string; text: string }[];
};
export type SorterReply = { sorted: Sorted } | { fault: string };

addEventListener('message', async ({ data }: MessageEvent<Given[]>) => {
  postMessage(await answer(data));
});

async function answer(files: Given[]): Promise<SorterReply> {
  try {
    await init();
    const sorted = call('files.sort', { files });
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
