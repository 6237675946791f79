/** The controller in a closed loop: a load, the replicas that follow it, and what other settings would do. */
import type { Outcome, Problem } from '../../analysis/types';
import { FIRST, type Simulation } from '../../state/simulation';
import type { State } from '../../state/state';
import { h } from '../../view/dom';
import { empty, problem } from '../../view/parts';
import type { Picture } from '../../view/pictures';
import { ask } from '../ask';
import type { Compared, Ran } from '../messages';
import '../pictures.css';
import './simulation.css';
import { widthOf } from '../steps/view';
import { Controls } from './controls';
import { loadOf } from './load';
import { Result } from './result';
import type { Run } from './run';
import { say } from '../../words/words';

export function start(panel: HTMLElement, onchoice: (simulation: Simulation) => void): Picture {
  let state: State | undefined;
  let runs: Outcome<Ran>[] = [];
  let compared: Compared | undefined;
  let result: Result | undefined;
  const controls = new Controls(() => {
    onchoice(controls.chosen);
    simulate();
  });
  const place = h('div', { class: 'simulated', 'aria-live': 'off' });
  panel.replaceChildren(controls.element, place);

  const show = () => {
    result?.destroy();
    result = undefined;
    const failed = runs.flatMap((run) => ('problem' in run ? [run.problem] : []));
    const ran = runs.flatMap((run) => ('ok' in run ? [run.ok] : []));
    const [own] = runs;
    if (own && 'ok' in own) controls.own(own.ok.limits);
    if (failed.length > 0 || ran.length === 0) return refuse(failed);
    result = new Result(ran, compared, widthOf(panel));
    place.replaceChildren(result.element);
  };
  const refuse = (problems: Problem[]) => place.replaceChildren(...problems.map((found) => problem(found)));
  const question = ask({
    answered(answer) {
      if (!('runs' in answer)) return;
      ({ runs, compared } = answer);
      show();
    },
    failed: (why) => place.replaceChildren(empty(say('givenUp', { why }))),
    busy: (busy) => place.setAttribute('aria-busy', String(busy)),
  });
  const simulate = () => {
    if (!state) return;
    if (state.texts.hpa.trim() === '') return place.replaceChildren(empty(say('giveHpa')));
    try {
      question({ runs: runsOf(state, controls.chosen) });
    } catch (error) {
      runs = [];
      place.replaceChildren(empty(error instanceof Error ? error.message : String(error)));
    }
  };
  let drawn = panel.clientWidth;
  new ResizeObserver(() => {
    if (panel.clientWidth === 0 || panel.clientWidth === drawn) return;
    drawn = panel.clientWidth;
    if (runs.length > 0) show();
  }).observe(panel);
  return {
    show(given) {
      state = given;
      const { simulation = FIRST } = given;
      if (JSON.stringify(simulation) !== JSON.stringify(controls.chosen)) controls.chosen = simulation;
      simulate();
    },
  };
}

function runsOf(state: State, chosen: Simulation): Run[] {
  const { noise, capacity, cpu, duration } = chosen;
  const workload = { load: loadOf(chosen), noise: noise / 100, ...(capacity > 0 && { capacity }), cpu };
  const own: Run = { state, workload, duration };
  const other = otherOf(chosen);
  return other ? [own, { ...own, ...other }] : [own];
}

/** What B is, where there is one. */
function otherOf({ other, hpa, settings }: Simulation): Pick<Run, 'hpa' | 'settings'> | undefined {
  if (other === 'hpa') return hpa.trim() === '' ? undefined : { hpa };
  return Object.keys(settings).length === 0 ? undefined : { settings };
}
