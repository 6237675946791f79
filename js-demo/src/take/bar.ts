/** One place to paste anything, or to drop files on: each piece lands in the input that the engine says it is for. */
import { h } from '../view/dom';
import type { State } from '../state/state';
import { ofDrop, ofFiles, ofText, tooLarge, type Gathered } from './files';
import { say } from '../words/words';

/** What the page does with it. */
export interface Host {
  current(): State;
  /** Whether the texts are nobody's work: an example as it is, or nothing. */
  untouched(): boolean;
  load(state: State): void;
  /** The label of an input, if the page has one of this name. */
  label(input: string): string | undefined;
  open(input: string): void;
  anew(): void;
  alert(message: string): void;
}

export class TakeBar {
  readonly element: HTMLElement;
  /** What became of what was given last. */
  readonly report = h('div', { class: 'taken', hidden: true });
  private readonly field = h('textarea', {
    rows: '1',
    spellcheck: 'false',
    'aria-label': say('pasteAnything'),
    placeholder: say('pasteOrDrop'),
    title: say('pasteTitle'),
    oninput: () => this.typed(),
  });

  constructor(private readonly host: Host) {
    const picker = h('input', { type: 'file', multiple: true, hidden: true, 'aria-label': say('filesToOpen') });
    picker.addEventListener('change', () => {
      void this.take(ofFiles([...(picker.files ?? [])]));
      picker.value = '';
    });
    const button = (label: string, title: string, onclick: () => void) =>
      h('button', { type: 'button', class: 'plain', title, onclick }, label);
    this.element = h(
      'div',
      { class: 'take' },
      this.field,
      button(say('openFiles'), say('openTitle'), () => picker.click()),
      button(say('download'), say('downloadTitle'), () => void this.download()),
      button(say('startAnew'), say('anewTitle'), () => this.anew()),
      picker,
    );
    this.field.addEventListener('paste', (event) => this.pasted(event));
    addEventListener('paste', (event) => {
      // Where nothing takes a text, the page does.
      if (event.target instanceof Element && event.target.closest('input, textarea, [contenteditable=true]')) return;
      this.pasted(event);
    });
    addEventListener('paste', (event) => this.refuse(event), { capture: true });
    this.takeDrops();
  }

  /** Takes the keyboard. */
  focus(): void {
    this.field.focus();
  }

  private typed(): void {
    // One line that is typed is on its way; what is dropped or pasted has more, or all that there is.
    if (!this.field.value.includes('\n')) return;
    const text = this.field.value;
    this.field.value = '';
    void this.take(Promise.resolve(ofText(say('pastedText'), text)));
  }

  private pasted(event: ClipboardEvent): void {
    const data = event.clipboardData;
    if (!data) return;
    const files = [...data.files];
    const text = data.getData('text/plain');
    if (files.length === 0 && text === '') return;
    event.preventDefault();
    event.stopPropagation();
    void this.take(files.length > 0 ? ofFiles(files) : Promise.resolve(ofText(say('pastedText'), text)));
  }

  /** What no input takes is not worth an editor's while. */
  private refuse(event: ClipboardEvent): void {
    if (!(event.target instanceof Element) || !event.target.closest('.cm-editor')) return;
    const why = tooLarge(new Blob([event.clipboardData?.getData('text/plain') ?? '']).size);
    if (why === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.host.alert(say('notPasted', { why }));
  }

  /** Files can be dropped on the whole page, editors included. */
  private takeDrops(): void {
    const veil = h('div', { class: 'veil', hidden: true }, h('p', {}, say('dropIt')));
    document.body.append(veil);
    const isFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false;
    const options = { capture: true };
    addEventListener(
      'dragover',
      (event) => {
        if (!isFiles(event)) return;
        event.preventDefault();
        veil.hidden = false;
      },
      options,
    );
    addEventListener('dragleave', (event) => (veil.hidden ||= event.relatedTarget === null), options);
    addEventListener(
      'drop',
      (event) => {
        veil.hidden = true;
        if (!isFiles(event) || !event.dataTransfer) return;
        event.preventDefault();
        event.stopPropagation();
        void this.take(ofDrop(event.dataTransfer));
      },
      options,
    );
  }

  private async take(gathering: Promise<Gathered>): Promise<void> {
    this.field.value = '';
    this.host.alert('');
    try {
      const [{ sortInto }, gathered] = await Promise.all([import('./take'), gathering]);
      await sortInto(this.report, gathered, this.host);
    } catch (error) {
      this.host.alert(say('notTakenAtAll', { why: error instanceof Error ? error.message : String(error) }));
    }
  }

  private async download(): Promise<void> {
    const [{ zipped }, { folderOf }] = await Promise.all([import('./zip'), import('../state/folder')]);
    const url = URL.createObjectURL(new Blob([zipped(folderOf(this.host.current()))], { type: 'application/zip' }));
    h('a', { href: url, download: 'scenario.zip' }).click();
    // The browser has it once the click is done with.
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }

  private anew(): void {
    this.report.hidden = true;
    this.host.anew();
    this.field.focus();
  }
}
