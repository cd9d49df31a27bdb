/** verify/basis.json: whole decisions, with everything that they rest on (lib/decision.ts, format.md 6). */
import type { Json } from '../hand/jcs.ts'
import { byRule, check, pass, type Expected } from '../hand/reasons.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { basisOf, bundleBasis } from '../world/bundles.ts'
import { noon, person, validUntil } from '../world/people.ts'
import { shows, standard, type Shown } from '../world/verify-case.ts'

/** What a bare context is recorded as. */
const bare: { readonly [name: string]: Json } = {
  ruleSet: 'cn-3301',
  station: null,
  lane: null,
  requireLive: false,
  requireCard: null,
  card: 'absent',
  onSite: {},
  seenBefore: null,
}

const documents = {
  bundle: bundleBasis(),
  ruleSet: { id: 'cn-3301', ...basisOf('rules/cn-3301/14', 14) },
  trust: basisOf('trust', 1),
  facts: basisOf('facts', 1),
}

const whole = (
  id: string,
  shown: Shown,
  expected: Expected,
  rest: {
    readonly colour: string | null
    readonly holdsUntil: string | null
    readonly context?: { readonly [name: string]: Json }
    readonly recorded?: { readonly [name: string]: Json }
  },
  comment: string,
): Case => {
  const { colour, holdsUntil, context = {}, recorded = {} } = rest
  const basis: Json = {
    now: noon,
    context: { ...bare, ...recorded },
    ...documents,
    status: null,
    engine: 1,
  }
  const decision = {
    outcome: expected.outcome,
    reasons: expected.reasons as Json,
    colour,
    holdsUntil,
    basis,
  }
  return shows(id, shown, expected, holdsUntil, comment, { context, decision })
}

const granted = byRule('rule-pass', 'cn-3301/14#1')

const cases = [
  whole(
    'whole-decision',
    person,
    pass(granted),
    { colour: 'green', holdsUntil: validUntil },
    'a pass, and all that it rests on',
  ),
  whole(
    'whole-decision-with-context',
    person,
    check('tag-missing', granted),
    {
      colour: 'yellow',
      holdsUntil: validUntil,
      context: {
        station: 'hz-east-7',
        lane: 'a',
        requireLive: false,
        requireCard: true,
        card: { type: 'cn-resident-id', number: '110101199003070000', source: 'chip' },
        onSite: { temperature: 36.5 },
        seenBefore: 'no',
      },
      recorded: {
        station: 'hz-east-7',
        lane: 'a',
        requireCard: true,
        card: 'no-key',
        onSite: { temperature: 36.5 },
        seenBefore: 'no',
      },
    },
    'the basis has the result of the card, never its number',
  ),
  whole(
    'whole-decision-since-start',
    person,
    pass(granted),
    {
      colour: 'green',
      holdsUntil: validUntil,
      context: { station: 'hz-east-7', seenBefore: 'no', startedAt: noon },
      recorded: { station: 'hz-east-7', seenBefore: 'no', startedAt: noon },
    },
    'the basis has since when the station runs, where it says so: live proofs of before are refused by that',
  ),
]

export const verifyBasis: VectorFile = {
  path: 'verify/basis.json',
  schema: 'verify',
  about: 'Whole decisions: everything that they rest on, so that anyone can repeat them.',
  groups: [{ given: standard, cases }],
}
