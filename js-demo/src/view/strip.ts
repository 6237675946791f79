/** The way of each metric in a strip of stations; what is chosen is shown below it, beside its input. */
import type { ExplainSection, MetricWay, Station } from 'counterpoise';
import type { InputName } from '../state/state';
import { ENGINES, h, type Child } from './dom';
import { row } from './explanation';
import { mendButton } from './mend';
import type { Places } from './parts';
import { say, type Plain } from '../words/words';

const NAMES: Record<Station['kind'], Plain> = {
  hpa: 'hpa',
  request: 'request',
  rule: 'stationRule',
  query: 'stationQuery',
  answer: 'answer',
  values: 'values',
  replicas: 'stationReplicas',
};

/** In words, for who does not see colours. */
const STATES: Record<Station['state'], Plain> = {
  good: 'stateGood',
  doubtful: 'stateDoubtful',
  lost: 'stateLost',
  missing: 'stateMissing',
  unreached: 'stateUnreached',
  aside: 'stateAside',
};

/** The input that a station is of. */
const INPUTS: Record<Station['kind'], InputName> = {
  hpa: 'hpa',
  request: 'hpa',
  rule: 'config',
  query: 'config',
  answer: 'response',
  values: 'response',
  replicas: 'scale',
};

/** Strips that are shown; an HPA of more metrics is none that a person looks at. */
const STRIPS = 20;

export function strips(ways: readonly MetricWay[], sections: readonly ExplainSection[], places: Places): Child[] {
  return ways.slice(0, STRIPS).map((way) => strip(way, ways.length > 1, sections, places));
}

function strip(
  { metric, stations }: MetricWay,
  isOneOfSeveral: boolean,
  sections: readonly ExplainSection[],
  places: Places,
): HTMLElement {
  const detail = h('div', { class: 'station-detail' });
  const buttons = new Map<Station, HTMLButtonElement>();
  let chosen: Station | undefined;
  const choose = (station: Station | undefined) => {
    chosen = station;
    for (const [other, button] of buttons) button.setAttribute('aria-expanded', String(other === station));
    detail.hidden = station === undefined;
    if (station) detail.replaceChildren(h('div', {}, ...shown(station, sections, places)));
  };
  const items = stations.map((station) => {
    const button = h(
      'button',
      {
        type: 'button',
        class: 'station',
        'data-state': station.state,
        onclick: () => {
          const again = chosen === station;
          choose(again ? undefined : station);
          if (!again) places.open(inputOf(station));
        },
      },
      h('span', { class: 'station-name' }, say(NAMES[station.kind]), h('span', { class: 'unseen' }, ': ')),
      h('span', { class: 'station-text', title: station.text, ...ENGINES }, station.text || '–'),
      h('span', { class: 'station-state' }, say(STATES[station.state])),
    );
    buttons.set(station, button);
    return h('li', {}, button);
  });
  // Where the metric is lost, that is what everybody looks for.
  choose(stations.find(({ state }) => state === 'lost' || state === 'missing'));
  return h(
    'section',
    { class: 'way', 'aria-label': say('wayOf', { metric }) },
    isOneOfSeveral && h('h2', ENGINES, metric),
    h('ol', { class: 'strip' }, ...items),
    detail,
  );
}

function inputOf({ kind, mends }: Station): string {
  return mends?.[0]?.input ?? INPUTS[kind];
}

function shown(station: Station, sections: readonly ExplainSection[], places: Places): Child[] {
  const { kind, state, why = [], mends = [], rows } = station;
  const input = inputOf(station);
  const told = rows.flatMap(({ section, row }) => sections[section]?.rows[row] ?? []);
  const all = told.flatMap(({ why: reasons = [] }) => reasons);
  return [
    h(
      'p',
      { class: 'station-head' },
      h('strong', { 'data-state': state }, say('stationIs', { station: say(NAMES[kind]), state: say(STATES[state]) })),
      h('button', { type: 'button', class: 'link', onclick: () => places.open(input, true) }, places.name(input)),
    ),
    // What its rows say they say themselves.
    ...why.filter((reason) => !all.includes(reason)).map((reason) => h('p', { class: 'why', ...ENGINES }, reason)),
    mends.length > 0 && h('div', { class: 'mends' }, ...mends.map((mend) => mendButton(mend, places))),
    told.length > 0 && h('dl', { class: 'rows' }, ...told.map(row)),
  ];
}
