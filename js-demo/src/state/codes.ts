/** What error codes mean: the tables of `docs/errors.md`, taken in when the page is built. */
import registry from '../../../docs/errors.md?raw';

export interface Meaning {
  cause: string;
  mend: string;
}

const meanings = new Map<string, Meaning>();
for (const [, code, cause, mend] of registry.matchAll(/^\| `([\w.-]+)` \| (.*) \| (.*) \|$/gm)) {
  if (code && cause && mend) meanings.set(code, { cause: unescaped(cause), mend: unescaped(mend) });
}

export function meaningOf(code: string): Meaning | undefined {
  return meanings.get(code);
}

function unescaped(cell: string): string {
  return cell.replaceAll('\\|', '|');
}
