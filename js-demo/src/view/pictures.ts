/** The panels that show pictures: each is loaded when its tab is opened for the first time. */
import type { Simulation } from '../state/simulation';
import type { State } from '../state/state';
import type { Outputs } from './outputs';

/** A picture in its panel. */
export interface Picture {
  /** Shows what comes of these texts. */
  show(state: State): void;
}

type OnChoice = (simulation: Simulation) => void;

const LOADS: Record<string, () => Promise<{ start(panel: HTMLElement, onchoice: OnChoice): Picture }>> = {
  steps: () => import('../pictures/steps/view'),
  simulation: () => import('../pictures/simulation/view'),
};

export class Pictures {
  private readonly loaded = new Map<string, Promise<Picture>>();
  private state: State | undefined;
  private open = '';

  /** `onchoice` is told what is chosen in the simulation. */
  constructor(
    private readonly outputs: Outputs,
    private readonly onchoice: OnChoice,
  ) {
    outputs.onchoose = (id) => {
      this.open = id;
      void this.refresh();
    };
  }

  /** The texts that were looked at last. */
  take(state: State): void {
    this.state = state;
    void this.refresh();
  }

  /** Nobody waits for a picture that is not in front. */
  private async refresh(): Promise<void> {
    const panel = this.outputs.panel(this.open);
    const load = LOADS[this.open];
    if (!panel || !load || !this.state) return;
    const picture = this.loaded.get(this.open) ?? load().then(({ start }) => start(panel, this.onchoice));
    this.loaded.set(this.open, picture);
    (await picture).show(this.state);
  }
}
