import { expect, test } from 'vitest';
import { LIMIT, ofDrop, ofFiles, ofText } from '../../src/take/files';
import { zipped } from '../../src/take/zip';

interface Entry {
  name: string;
  text?: string;
  inside?: Entry[];
}

/** What a browser gives of something that is dropped. */
function entry({ name, text, inside }: Entry): FileSystemEntry {
  const parts = inside ? [inside.map(entry), []] : [];
  return {
    name,
    isFile: text !== undefined,
    isDirectory: inside !== undefined,
    file: (found: (file: File) => void) => found(new File([text ?? ''], name)),
    createReader: () => ({ readEntries: (found: (entries: FileSystemEntry[]) => void) => found(parts.shift() ?? []) }),
  } as unknown as FileSystemEntry;
}

function dropped(...entries: Entry[]): DataTransfer {
  return {
    items: entries.map((one) => ({ webkitGetAsEntry: () => entry(one) })),
    files: [],
    getData: () => '',
  } as unknown as DataTransfer;
}

test('of a folder that is dropped the files of known kinds are read, whatever the depth', async () => {
  const folder = {
    name: 'web',
    inside: [
      { name: 'hpa.yaml', text: 'kind: HorizontalPodAutoscaler' },
      { name: 'logo.png', text: 'x' },
      { name: '.git', inside: [{ name: 'config.yaml', text: 'x' }] },
      { name: 'more', inside: [{ name: 'series.prom', text: 'up 1' }] },
    ],
  };
  const { files, refused, whole } = await ofDrop(dropped(folder));
  expect(files).toEqual([
    { name: 'hpa.yaml', text: 'kind: HorizontalPodAutoscaler' },
    { name: 'series.prom', text: 'up 1' },
  ]);
  expect(refused).toEqual([]);
  expect(whole).toBe(true);
});

test('what is no text, and what is too large, is told', async () => {
  const { files, refused } = await ofFiles([
    new File([new Uint8Array([0x89, 0x50, 0, 1])], 'logo.png'),
    new File([new Uint8Array([0xff, 0xfe, 0x41])], 'latin.yaml'),
    new File([new Uint8Array(20 << 20)], 'pods.yaml'),
    new File(['kind: Pod'], 'pod.yaml'),
  ]);
  expect(files).toEqual([{ name: 'pod.yaml', text: 'kind: Pod' }]);
  expect(refused.map(({ name }) => name)).toEqual(['logo.png', 'latin.yaml', 'pods.yaml']);
  expect(refused[2]?.why).toMatch(/^it has 20 MiB, and at most 16 MiB are taken/);
  expect(ofText('pasted text', 'x'.repeat(LIMIT + 1)).refused[0]?.why).toContain('16 MiB');
});

test('an archive is a scenario as a whole', async () => {
  const { files, whole } = await ofFiles([new File([zipped({ 'hpa.yaml': 'kind: x' })], 'scenario.zip')]);
  expect(files).toEqual([{ name: 'scenario/hpa.yaml', text: 'kind: x' }]);
  expect(whole).toBe(true);
});
