/** assess/facts.json: orders, and facts that come late, are taken back, or that the key may not state (rules.md 3, 4; format.md 4). */
import { byRule, check, missing } from '../hand/reasons.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { factTypes } from '../rule-sets/fact-types.ts'
import {
  assess,
  checks,
  covered,
  coveredBut,
  lacks,
  met,
  negative,
  notGranted,
  order,
  passes,
  setOfIssuer,
  stayed,
  stops,
  tested,
} from '../world/assess-set.ts'
import { fact, noon } from '../world/people.ts'

/** Coverage of contacts is more than a day old. */
const stale = '2026-03-03T04:00:01Z'
/** Rule 1 no longer holds for a test of six hours. */
const testOver = '2026-03-04T22:00:01Z'
const setOver = '2026-12-01T00:00:00Z'
const contact = met('2026-03-01')
const contactOver = '2026-03-15T16:00:00Z'
const stay = stayed('440106', '2026-02-20')
const stayOver = '2026-03-06T16:00:00Z'

const orders: readonly Case[] = [
  assess(
    'order-to-stop',
    {
      facts: [negative, order('stop', '2026-03-02T00:00:00Z', '2026-03-05T00:00:00Z')],
      covers: covered(),
    },
    stops(22),
    '2026-03-05T00:00:00Z',
    'until the instant that the order names',
  ),
  assess(
    'order-to-check',
    {
      facts: [negative, order('check', '2026-03-02T00:00:00Z', '2026-03-02T04:00:01Z')],
      covers: covered(),
    },
    checks(23),
    '2026-03-02T04:00:01Z',
    'its last second',
  ),
  assess(
    'order-over',
    { facts: [negative, order('stop', '2026-03-02T00:00:00Z', noon)], covers: covered() },
    passes(1),
    stale,
    'over at this very second',
  ),
  assess(
    'order-to-come',
    {
      facts: [negative, order('stop', '2026-03-03T00:00:00Z', '2026-03-05T00:00:00Z')],
      covers: covered(),
    },
    passes(1),
    '2026-03-03T00:00:00Z',
    'begins before anything else turns',
  ),
  assess(
    'order-ended-early',
    {
      facts: [
        negative,
        order('stop', '2026-03-02T00:00:00Z', '2026-03-05T00:00:00Z'),
        order('stop', '2026-03-02T00:00:00Z', '2026-03-02T03:00:00Z', { id: 'o2', retracts: 'o1' }),
      ],
      covers: covered(),
    },
    passes(1),
    stale,
    'an order that takes its former place and is over',
  ),
  assess(
    'orders-unknown',
    { facts: [negative], covers: coveredBut('order') },
    lacks('order'),
    stale,
    'nobody said that there is none; then rule 1 is unknown as well',
  ),
]

const { states, regions } = { states: ['*'], regions: ['*'] }
const said: readonly Case[] = [
  assess(
    'recorded-late',
    {
      facts: [negative, met('2026-02-28', 'c1', { recordedAt: '2026-03-02T03:59:59Z' })],
      covers: covered({ contact: '2026-03-01T12:00:00Z' }),
    },
    stops(7),
    '2026-03-14T16:00:00Z',
    'recorded after what its kind is covered up to: it counts all the same',
  ),
  assess(
    'recorded-after-now',
    {
      facts: [negative, met('2026-03-01', 'c1', { recordedAt: '2026-03-02T09:00:00Z' })],
      covers: covered(),
    },
    stops(7),
    contactOver,
    'when it was recorded is no rule’s affair: whoever assesses chooses the facts',
  ),
  assess(
    'retracted',
    { facts: [negative, contact, met('2026-01-01', 'c2', { retracts: 'c1' })], covers: covered() },
    passes(1),
    stale,
    'taken out before anything is read; both are committed to',
  ),
  assess(
    'retracted-by-an-earlier-line',
    { facts: [met('2026-01-01', 'c2', { retracts: 'c1' }), contact, negative], covers: covered() },
    passes(1),
    stale,
    'the order of facts decides nothing',
  ),
  assess(
    'retracts-what-is-not-there',
    { facts: [negative, met('2026-03-01', 'c2', { retracts: 'c1' })], covers: covered() },
    stops(7),
    contactOver,
    'nothing is taken out, and what retracts counts itself',
  ),
  assess(
    'test-retracted',
    {
      facts: [negative, { ...tested('2026-02-01T00:00:00Z', 'negative', 't2'), retracts: 't1' }],
      covers: covered(),
    },
    notGranted,
    setOver,
    'what granted passage was taken back',
  ),
  assess(
    'may-not-cover',
    {
      ...{ facts: [negative], covers: covered() },
      permission: { states, covers: ['order', 'recovery', 'stay', 'test'], regions },
    },
    lacks('contact', 'recovery', 'test'),
    testOver,
    'coverage that the key may not state is none',
  ),
  assess(
    'may-not-state',
    {
      ...{ facts: [negative, contact], covers: covered() },
      permission: { states: ['test'], covers: ['*'], regions },
    },
    lacks('contact', 'recovery', 'test'),
    testOver,
    'a contact that the key may not state is ignored, and its kind no longer covered',
  ),
  assess(
    'may-not-retract',
    {
      ...{
        facts: [negative, stay, fact('x1', 'contact', { at: '2026-01-01' }, { retracts: 't1' })],
      },
      ...{ covers: covered(), permission: { states: ['stay', 'test'], covers: ['*'], regions } },
    },
    check(byRule('rule-check', 'cn-3301/3#4'), missing('contact', 'recovery', 'test')),
    stayOver,
    'the test is taken back, and who took it back may not say so: its kind and that of the other are in doubt',
  ),
  assess(
    'a-kind-without-a-type',
    { facts: [negative, fact('w1', 'sewage', { at: '2026-03-01' })], covers: covered() },
    passes(1),
    stale,
    'a fact that no fact type describes: no rule can read it, and it is committed to',
  ),
]

export const assessFacts: VectorFile = {
  path: 'assess/facts.json',
  prefix: 'assess-facts',
  schema: 'assess',
  about: 'Assessing orders, and facts that are late, taken back or not the key’s to state.',
  shared: { factTypes },
  groups: [{ given: { ruleSet: setOfIssuer }, cases: [...orders, ...said] }],
}
