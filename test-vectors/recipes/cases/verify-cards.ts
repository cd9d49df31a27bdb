/** verify/cards.json: codes beside the card of their holder, at a station that has the keys for it (format.md 4.1, 6.6). */
import { byRule, check, invalid, pass, stop, type Expected } from '../hand/reasons.ts'
import type { Claims } from '../hand/claims.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { code, covers, fact, person, validUntil } from '../world/people.ts'
import { tagged, type Numbered } from '../world/station-keys.ts'
import { shows, standard, type Circumstances } from '../world/verify-case.ts'

const rulePass = byRule('rule-pass', 'cn-3301/14#1')
const granted = pass(rulePass)
const mismatch = invalid('card-mismatch')

const resident: Numbered = { type: 'cn-resident-id', number: '11010519491231002X' }
const card = (shown: Numbered): NonNullable<Circumstances['context']> => ({
  card: { ...shown, source: 'chip' },
})

/** A number of each type, and another that differs in what is easily overlooked. */
const byType: readonly (readonly [name: string, Numbered, Numbered])[] = [
  ['resident', resident, { ...resident, number: '110105194912310038' }],
  ['passport', { type: 'passport', number: 'L898902C3' }, { type: 'passport', number: 'L898902C' }],
  [
    'hk-macao',
    { type: 'hk-macao-permit', number: 'H01234567' },
    { type: 'hk-macao-permit', number: 'M01234567' },
  ],
  [
    'taiwan',
    { type: 'taiwan-permit', number: '01234567' },
    { type: 'taiwan-permit', number: '01234568' },
  ],
  [
    'residence-15',
    { type: 'permanent-residence', number: 'USA330080012345' },
    { type: 'permanent-residence', number: 'USA330080012346' },
  ],
  [
    'residence-18',
    { type: 'permanent-residence', number: '933156199001010016' },
    { type: 'permanent-residence', number: '933156199001010032' },
  ],
]

const at = (
  id: string,
  claims: Claims,
  bound: Numbered,
  shown: Numbered,
  expected: Expected,
  comment: string,
  month?: string,
): Case =>
  // An invalid code stays so until it is over, and then it is invalid for that.
  shows(id, claims, expected, validUntil, comment, {
    context: card(shown),
    broken: tagged(id, bound, month),
  })

const ofTypes = byType.flatMap(([name, bound, other]) => [
  at(`${name}-match`, person, bound, bound, granted, 'the card of the holder'),
  at(`${name}-mismatch`, person, bound, other, mismatch, 'the card of somebody else'),
])

const stopped: Claims = {
  ...person,
  facts: [fact('c1', 'contact', { at: '2026-02-20T04:00:00Z', region: '330106', confirmed: true })],
}
const issuedOn = (issuedAt: string): Claims => ({
  ...stopped,
  issuedAt,
  covers: covers(['contact', 'stay', 'test'], issuedAt),
})
const ruleStop = byRule('rule-stop', 'cn-3301/14#7')
const february = 'cn-3301/2026-02'

const months = [
  at(
    'last-second-of-a-month',
    issuedOn('2026-02-28T23:59:59Z'),
    resident,
    resident,
    stop(ruleStop),
    'the key is of the UTC month of iat, though in Shanghai it is March',
    february,
  ),
  at(
    'first-second-of-a-month',
    issuedOn('2026-03-01T00:00:00Z'),
    resident,
    resident,
    stop(ruleStop),
    'the next month has the next key',
  ),
  at(
    'last-second-by-the-next-key',
    issuedOn('2026-02-28T23:59:59Z'),
    resident,
    resident,
    mismatch,
    'a tag by the key of another month is another tag',
  ),
  at(
    'month-without-key',
    issuedOn('2026-01-31T12:00:00Z'),
    resident,
    resident,
    stop('binding-key-missing', ruleStop),
    'a month that is sealed to nobody any more; what the rules say stands',
    'cn-3301/2026-01',
  ),
  at(
    'issuer-without-key',
    { ...person, issuer: 'cn-33' },
    resident,
    resident,
    check('binding-key-missing', rulePass),
    'no key of this issuer; staff compare name and last four',
    'cn-33/2026-03',
  ),
]

/** Codes of one case, each bound to a card or to none. */
const several = (
  id: string,
  bound: readonly (Numbered | null)[],
  expected: Expected,
  comment: string,
): Case =>
  shows(
    id,
    {
      several: bound.map((each, i) => {
        const name = `cards-${id}-${String(i)}`
        return code(name, person, each === null ? {} : tagged(name, each)).text
      }),
    },
    expected,
    validUntil,
    comment,
    { context: card(resident) },
  )

const [, [, passport]] = byType as readonly [unknown, readonly [string, Numbered, Numbered]]
const unproven = ['tag-missing', 'binding-key-missing', 'person-unproven'] as const

const others = [
  at(
    'lower-case',
    person,
    resident,
    { ...resident, number: '11010519491231002x' },
    granted,
    'the tag is made with the number in capital letters',
  ),
  at(
    'same-number-of-another-type',
    person,
    { type: 'passport', number: '01234567' },
    { type: 'taiwan-permit', number: '01234567' },
    mismatch,
    'the type is in the tag',
  ),
  at(
    'paper-match',
    { ...person, class: 'paper' },
    resident,
    resident,
    granted,
    'paper with the card of its holder',
  ),
  shows('tag-missing', person, check('tag-missing', rulePass), validUntil, 'nothing to compare', {
    context: card(resident),
  }),
  shows('no-card', person, granted, validUntil, 'a tag alone asks for nothing', {
    broken: tagged('no-card', resident),
  }),
  several(
    'two-tags-one-card',
    [resident, resident],
    granted,
    'two codes that match one card are of one person; each is judged',
  ),
  several('two-tags-one-of-another', [resident, passport], mismatch, 'the worst stands'),
  several(
    'one-tag-of-two',
    [resident, null],
    check(...unproven, rulePass),
    'nothing says that the second code is of the same person',
  ),
  several(
    'three-tags-one-card',
    [resident, resident, resident],
    granted,
    'as many as there are, if all match',
  ),
]

/** A decision is repeated without the card: by what became of it. */
const again = (
  [
    ['match', granted],
    ['mismatch', mismatch],
    ['no-key', check('binding-key-missing', rulePass)],
    ['absent', granted],
  ] as const
).map(([state, expected]) =>
  shows(`again-${state}`, person, expected, validUntil, `repeated with the card's result`, {
    context: { card: state },
    broken: tagged(`again-${state}`, resident),
  }),
)

const station = { ...standard, bundle: 'stations.ggb', groupKey: 'group-east' }

export const verifyCards: VectorFile = {
  path: 'verify/cards.json',
  schema: 'verify',
  prefix: 'cards',
  about:
    'Identity tags: the card of each type, months, several codes of one card (format.md 4.1, 6.6).',
  groups: [
    { given: station, cases: [...ofTypes, ...months, ...others] },
    { given: standard, cases: again },
  ],
}
