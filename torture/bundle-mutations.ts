/** What can be wrong with an edition of a bundle, rightly signed or not; each mutation makes one of it. */
import type { Draft, Edition } from './bundle-documents.ts'
import { at, delegated, now, rails, ruleSet } from './bundle-world.ts'

/** Draws a whole number below a bound. */
export type Draw = (below: number) => number

/** Makes a good edition wrong in one way. */
export type Mutation = (good: Edition, draw: Draw) => Edition

const day = 86_400
const pick = <T>(list: readonly T[], draw: Draw): T => list[draw(list.length)] as T

type Change = (draft: Draft) => Partial<Draft>

const changed = (edition: Edition, name: string, change: Change): Edition => {
  const of = (draft: Draft): Draft => (draft.name === name ? { ...draft, ...change(draft) } : draft)
  return {
    ...edition,
    roots: edition.roots.map(of),
    timestamp: of(edition.timestamp),
    snapshot: of(edition.snapshot),
    members: edition.members.map(of),
  }
}
const payload =
  (more: Readonly<Record<string, unknown>>): Change =>
  (draft) => ({
    payload: { ...draft.payload, ...more },
  })
const on =
  (name: string, change: Change): Mutation =>
  (good) =>
    changed(good, name, change)
const onAny =
  (names: readonly string[], change: (draft: Draft, draw: Draw) => Partial<Draft>): Mutation =>
  (good, draw) =>
    changed(good, pick(names, draw), (draft) => change(draft, draw))
const adding =
  (draft: (draw: Draw) => Draft): Mutation =>
  (good, draw) => ({ ...good, members: [...good.members, draft(draw)] })

const tops = ['timestamp', 'snapshot']
const set = 'rules/aa-0/2'
const alarm = 'emergency/alarm.aa-/1'
const fresh = [set, alarm, 'trust']
const all = ['root/2', ...tops, ...fresh]
const expiring = [...tops, 'trust', 'root/2']

const others = ['trust', 'facts', 'snapshot', 'timestamp', 'stations', 'rules-1', 'stranger']
const elsewhere = (draft: Draft, draw: Draw): string => {
  const key = pick(others, draw)
  const mayRules = draft.name === set && key === 'rules-1'
  return draft.by.includes(key) || mayRules ? 'stranger' : key
}
const rootRoles = (draft: Draft) => draft.payload['roles'] as Readonly<Record<string, unknown>>
const over = (from: number, until: number) => ({ effective: { from: at(from), until: at(until) } })
const correction = { type: 'correction', how: 'a', requestedBy: 'c', reviewedBy: 'd' }
const zone = (more: Readonly<Record<string, unknown>>): Mutation =>
  on('delegation/aa-', () => ({ ...delegated({ version: 2, ...more }) }))
const entry = (prefix: string, change: Readonly<Record<string, unknown>> = {}) => {
  const [first] = delegated().payload['delegations'] as readonly object[]
  return { ...first, prefix, ...change }
}
const rule = (outcome: string) => [
  { no: 1, id: 'one', outcome, when: { value: true }, reason: { zh: '测', en: 'a' } },
]

/** Rightly signed, and wrong: by name. */
export const resigned: Readonly<Record<string, Mutation>> = {
  'wrong role': onAny(all, (draft, draw) => ({ by: [elsewhere(draft, draw)] })),
  'below threshold': onAny(['root/2', alarm], ({ by }, draw) => ({ by: [pick(by, draw)] })),
  'one key twice': onAny(['root/2', alarm], ({ by }, draw) => {
    const key = pick(by, draw)
    return { by: [key, key] }
  }),
  'no signature': onAny(all, () => ({ by: [] })),
  'another world': onAny(all, ({ name }) => ({
    header: { typ: `greengate-demo-${name.split('/')[0] ?? ''}` },
  })),
  'unknown critical': onAny(all, () => ({ header: { crit: ['b64', 'exp'], exp: 1 } })),
  'unknown header': onAny(all, (_, draw) => ({ header: { [`x${draw(99)}`]: 1 } })),
  'timestamp older': on('timestamp', payload({ version: 0 })),
  'timestamp again': on('timestamp', payload({ version: 1 })),
  'snapshot again': (good) => ({
    ...changed(good, 'snapshot', payload({ version: 1 })),
  }),
  'member older': on('trust', payload({ version: 0 })),
  'member again': onAny(['facts', 'stations', 'rules/aa-0/1', 'rules/aa-1/1'], (draft, draw) => ({
    payload: { ...draft.payload, expires: at(day * (1 + draw(50))) },
  })),
  'member gone': (good, draw) => {
    const gone = pick(['facts', 'stations', 'rules/aa-0/1', 'rules/aa-1/1'], draw)
    return { ...good, members: good.members.filter(({ name }) => name !== gone) }
  },
  expired: onAny(expiring, (draft, draw) => ({
    payload: { ...draft.payload, expires: at(-draw(day)) },
  })),
  'from the future': onAny([...tops, 'trust', 'root/2'], (_, draw) => ({
    signedAt: now + day + 1 + draw(day),
  })),
  'root of a world': on('root/2', payload({ world: 'demo' })),
  'root lives on': on('root/2', payload({ endsAt: at(366 * day) })),
  'root of a name': on('root/2', payload({ version: 3 })),
  'root without a role': on('root/2', (draft) => ({
    payload: { ...draft.payload, roles: { ...rootRoles(draft), status: undefined } },
    text: JSON.stringify({}),
  })),
  'second root': (good, draw) => {
    const [root] = good.roots as readonly [Draft]
    const other = { ...root.payload, version: 1, legalBasis: [`other ${draw(1000)}`] }
    return { ...good, roots: [{ ...root, name: 'root/1', payload: other }] }
  },
  'nobody’s prefix': adding((draw) => ruleSet(`rules/b${draw(1000)}/1`, ['rules-1'])),
  'signed above': adding((draw) => ruleSet(`rules/aa-1${draw(1000)}/1`, ['rules-1'])),
  'signed below': adding((draw) => ruleSet(`rules/aa-2${draw(1000)}/1`, ['province'])),
  'delegation of nobody': adding((draw) => ({
    ...delegated({ prefix: `b${draw(1000)}` }),
    name: `delegation/b${draw(1000)}`,
  })),
  'delegated prefix': (good, draw) =>
    zone({ delegations: [entry(pick(['aa-', 'aa', 'b', 'a-1'], draw))] })(good, draw),
  'delegated rails': (good, draw) => {
    const [name, looser] = pick(Object.entries({ notice: -1, minDuration: -1, maxAhead: 1 }), draw)
    const steps = { ...rails, [name]: rails[name as 'notice'] + looser * (1 + draw(3600)) }
    return zone({ delegations: [entry('aa-1', { rails: steps })] })(good, draw)
  },
  'notice short': on(set, (draft) => ({ ...payload(over(-1, day))(draft), signedAt: now - 3600 })),
  'too far ahead': (good, draw) =>
    changed(good, set, payload(over(29 * day + 1 + draw(day), 90 * day))),
  'too short': (good, draw) => changed(good, set, payload(over(day, day + draw(3600)))),
  'window unreadable': on(set, payload({ effective: { from: 'soon', until: 'late' } })),
  'signed after snapshot': (good, draw) =>
    changed(good, set, (draft) => ({ ...draft, signedAt: now - 3600 * 8 + 1 + draw(3600) })),
  'correction alone': on(set, payload({ change: { ...correction, basis: ['b'] } })),
  'correction bare': on(set, (draft) => ({
    ...payload({ change: { ...correction, basis: [] } })(draft),
    by: ['rules-1', 'rules-2'],
  })),
  'chain broken': (good, draw) =>
    changed(good, set, payload({ previous: { version: 1, sha256: `x${draw(9999)}` } })),
  'chain forward': (good, draw) =>
    changed(good, set, payload({ previous: { version: 2 + draw(9), sha256: 'x' } })),
  'alarm passes': on(alarm, payload({ rules: rule('pass') })),
  'alarm long': (good, draw) => changed(good, alarm, payload(over(0, 3 * day + 1 + draw(day)))),
  'alarm extends': on(alarm, payload({ extends: { id: 'aa-0', version: 1, sha256: 'x' } })),
  'alarm elsewhere': adding((draw) => ruleSet(`emergency/b${draw(99)}/1`, ['alarm-1', 'alarm-2'])),
  'unknown member': onAny(['root/2', ...tops, 'trust'], (draft, draw) => ({
    payload: { ...draft.payload, [`x${draw(999)}`]: 1 },
  })),
  'not canonical': onAny(['root/2', 'trust', set, alarm], (draft, draw) => ({
    text: `${JSON.stringify(draft.payload)}${' '.repeat(1 + draw(9))}`,
  })),
  'too deep': onAny(fresh, (_, draw) => {
    const deep = 66 + draw(99)
    return { text: '['.repeat(deep) + ']'.repeat(deep) }
  }),
  'listed otherwise': onAny(fresh, (_, draw) => ({
    listed: pick([{ length: draw(99) }, { sha256: `x${draw(99)}` }], draw),
  })),
  'listed version': onAny([...fresh, 'facts', 'stations', 'rules/aa-0/1'], (_, draw) => ({
    listed: { version: 100 + draw(99) },
  })),
  'listed too long': onAny(fresh, (_, draw) => ({ listed: { length: 17_000_000 + draw(99) } })),
  'timestamp too long': (good, draw) =>
    changed(good, 'timestamp', payload({ more: 'x'.repeat(16_384 + draw(999)) })),
  'left out': onAny(fresh, () => ({ isLeftOut: true })),
  unlisted: (good, draw) =>
    adding(() => ({ ...ruleSet(`rules/aa-9${draw(99)}/1`, ['rules-1']), isUnlisted: true }))(
      good,
      draw,
    ),
  'points elsewhere': (good, draw) => ({
    ...good,
    points: pick([{ length: draw(99) }, { sha256: `x${draw(99)}` }, { version: 3 }], draw),
  }),
  'data unnamed': (good, draw) => ({ ...good, data: [new Uint8Array(1 + draw(99))] }),
  'data twice': (good) => ({ ...good, data: [...good.data, ...good.data] }),
}
