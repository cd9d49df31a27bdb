/** Every view of the screen: how the station brings it about, and by which mark the page shows it. */
import type { KioskEvent, ShownDecision } from '../shared/kiosk-api.ts'
import type { StatusNews } from './fake-gate.ts'

/** One view. */
export interface Scene {
  readonly name: string
  readonly status?: StatusNews
  readonly events?: readonly KioskEvent[]
  /** A button that a person presses, by its class. */
  readonly press?: string
  /** A CSS selector that holds once it is shown. */
  readonly shows: string
}

const rule = {
  set: 'cn-3301',
  version: 14,
  no: 7,
  title: { zh: '杭州健康码规则', en: 'Hangzhou health code rules' },
} as const
const pass: ShownDecision = {
  outcome: 'pass',
  reasons: [{ code: 'rule-pass', rule: { set: 'cn-3301', version: 14, no: 1 } }],
  rule: { ...rule, no: 1 },
  appeal: null,
  awaits: null,
}
const appeal = '4829137059'
const stop: ShownDecision = {
  outcome: 'stop',
  reasons: [{ code: 'rule-stop', rule }],
  rule,
  appeal,
  awaits: null,
}
const check: ShownDecision = {
  outcome: 'check',
  reasons: [{ code: 'already-used' }, { code: 'bundle-stale', role: 'status' }],
  rule: null,
  appeal,
  awaits: null,
}
const long: ShownDecision = {
  outcome: 'check',
  reasons: [{ code: 'station-just-started' }, { code: 'rule-check', rule }],
  rule: {
    ...rule,
    title: {
      zh: '浙江省健康码评定规则（试行）',
      en: 'Zhejiang provincial health code rules (trial)',
    },
  },
  appeal,
  awaits: null,
}
const invalid: ShownDecision = {
  outcome: 'invalid',
  reasons: [{ code: 'expired' }],
  rule: null,
  appeal,
  awaits: null,
}
const unreadable: ShownDecision = {
  outcome: 'unreadable',
  reasons: [{ code: 'other-code', kind: 'payment' }],
  rule: null,
  appeal: null,
  awaits: null,
}
const awaiting = (what: 'card' | 'code'): ShownDecision => ({
  outcome: 'check',
  reasons: [{ code: what === 'card' ? 'card-required' : 'not-covered' }],
  rule: null,
  appeal: null,
  awaits: { what, ms: 15_000 },
})
const shown = (decision: ShownDecision): readonly KioskEvent[] => [{ kind: 'shown', decision }]
const both = { code: true, card: true }
const card = { code: false, card: true }
const noEyes = { camera: false, wedge: false }

/** All of them. */
// prettier-ignore
export const scenes: readonly Scene[] = [
  { name: 'idle-both', status: { reads: both }, shows: '[data-accepts="card camera"]' },
  { name: 'idle-card', status: { reads: card, settings: noEyes }, shows: '[data-accepts="card"]' },
  { name: 'idle-code', shows: '[data-accepts="camera"]' },
  { name: 'idle-scanner', status: { reads: { code: true, card: false }, settings: noEyes }, shows: '[data-accepts="scanner"]' },
  { name: 'idle-both-scanner', status: { reads: both, settings: noEyes, world: 'demo' }, shows: '[data-accepts="card scanner"]' },
  { name: 'idle-passport', status: { reads: { ...both, card: false, passport: true } }, shows: '[data-accepts="passport camera"]' },
  { name: 'idle-card-passport', status: { reads: { ...both, passport: true }, settings: noEyes }, shows: '[data-accepts="card passport scanner"]' },
  { name: 'idle-card-gone', status: { world: 'production' }, shows: '[data-gone="card"]' },
  { name: 'choosing', status: { reads: both }, press: '.together', shows: '[data-view="choosing"]' },
  { name: 'group-idle', status: { reads: both }, events: [{ kind: 'group', group: { shown: 1, of: 3 } }], shows: '[data-group="1/3"]' },
  { name: 'group-next', events: shown({ ...pass, group: { shown: 1, of: 3 } }), shows: '.outcome[data-group="1/3"]' },
  { name: 'pass', events: [...shown(pass), { kind: 'group', group: null }], shows: '[data-outcome="pass"]:not([data-group])' },
  { name: 'check', events: shown(check), shows: '[data-outcome="check"]' },
  { name: 'check-long', events: shown(long), shows: '[data-outcome="check"]' },
  { name: 'stop', events: shown(stop), shows: '[data-outcome="stop"]' },
  { name: 'invalid', events: shown(invalid), shows: '[data-outcome="invalid"]' },
  { name: 'unreadable', events: shown(unreadable), shows: '[data-outcome="unreadable"]' },
  { name: 'awaits-card', status: { reads: both }, events: shown(awaiting('card')), shows: '[data-awaits="card"]' },
  { name: 'awaits-passport', status: { reads: { ...both, card: false, passport: true } }, events: shown(awaiting('card')), shows: '[data-awaits="card"]' },
  { name: 'awaits-code', status: { reads: both }, events: shown(awaiting('code')), shows: '[data-awaits="code"]' },
  { name: 'card-again', status: { reads: both }, events: [{ kind: 'card', advice: 'place-again' }], shows: '[data-card="place-again"]' },
  { name: 'card-wrong', status: { reads: both }, events: [{ kind: 'card', advice: 'wrong-kind' }], shows: '[data-card="wrong-kind"]' },
  { name: 'card-not-authentic', status: { reads: both }, events: [{ kind: 'card', advice: 'not-authentic' }], shows: '[data-card="not-authentic"]' },
  { name: 'passage-released', events: [{ kind: 'passage', passage: 'released' }], shows: '[data-passage="released"]' },
  { name: 'passage-forced', events: [{ kind: 'passage', passage: 'forced' }], shows: '[data-passage="forced"]' },
  { name: 'closed', status: { service: 'closed' }, shows: '[data-problem="closed"]' },
  { name: 'gate-fault', status: { service: 'gate-fault' }, shows: '[data-problem="gate-fault"]' },
  { name: 'held', status: { service: 'held' }, shows: '[data-problem="held"]' },
  { name: 'emergency', status: { service: 'emergency' }, shows: '[data-problem="emergency"]' },
  { name: 'no-receipts', status: { service: 'no-receipts' }, shows: '[data-problem="no-receipts"]' },
  { name: 'nothing-reads', status: { settings: noEyes }, shows: '[data-problem="nothing-reads"]' },
  { name: 'update', events: [{ kind: 'update', update: { state: 'collecting', have: 5, of: 12 } }], shows: '[data-update="collecting"]' },
  { name: 'update-refused', events: [{ kind: 'update', update: { state: 'refused', code: 'ERR_BUNDLE_DIGEST' } }], shows: '[data-update="refused"]' },
]
