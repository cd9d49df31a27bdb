/** rules/overlays-refused.json: overlays that cannot be compiled, and why (rules.md 7). */
import { bases, overlay, pin } from '../hand/overlay.ts'
import { rule, shanghai, some, value, type Expression } from '../hand/rule-set.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { factTypes } from '../world/fact-types.ts'
import { crooked, province } from '../world/province.ts'

const refused = (
  id: string,
  set: Expression,
  below: readonly Expression[],
  comment: string,
  code = 'BASE',
): Case => ({
  id,
  comment,
  ruleSet: set,
  bases: bases(...below),
  error: `ERR_RULE_SET_${code}`,
})

const city = (more: Expression, base = province): Expression =>
  overlay('vector-city', 3, base, more)

/** An overlay of the province that states one thing wrongly. */
const states = (id: string, more: Expression, comment: string, code?: string): Case =>
  refused(id, city(more), [province], comment, code)

const always = value(true)
const unpinned = 'A'.repeat(43)

const roundB = overlay('vector-round-b', 1, province, {
  extends: { id: 'vector-city', version: 3, sha256: unpinned },
})
const links = ['a', 'b', 'c', 'd'].reduce<readonly Expression[]>(
  (below, name) => [...below, overlay(`vector-link-${name}`, 1, below.at(-1) ?? province)],
  [province],
)
const engineTwo = { ...province, engine: 2 }
const malformed = { ...province, colours: undefined }

const chains = [
  refused('base-missing', city({}), [], 'no base lies in the bundle'),
  refused(
    'base-other-version',
    city({}),
    [
      { ...province, version: 8 },
      { ...province, version: 10 },
    ],
    'versions 8 and 10, not 9',
  ),
  refused(
    'base-other-digest',
    city({ extends: pin(province, { sha256: unpinned }) }),
    [province],
    'the digest of something else',
  ),
  refused(
    'base-altered',
    city({}),
    [{ ...province, title: { zh: '另一', en: 'another' } }],
    'the version that is named, with other bytes',
  ),
  refused(
    'base-of-base-missing',
    city({}, links[1]),
    [links[1] as Expression],
    'the base is there, its own base is not',
  ),
  refused(
    'circle',
    city({}, roundB),
    [province, roundB, city({}, roundB)],
    'its base extends it in turn',
  ),
  refused(
    'itself',
    city({ extends: { id: 'vector-city', version: 2, sha256: unpinned } }),
    [province],
    'an id may not stand twice, whatever the version',
  ),
  refused('five-deep', city({}, links[4]), links, 'five sets below it'),
  refused('base-malformed', city({}, malformed), [malformed], 'the base has no colours'),
  refused('base-engine-two', city({}, engineTwo), [engineTwo], 'the base is of engine 2', 'ENGINE'),
]

const form = [
  states(
    'pin-without-digest',
    { extends: { id: 'vector-base', version: 9 } },
    'sha256 is required',
    'MALFORMED',
  ),
  states('unknown-member', { more: 1 }, '`more`', 'MALFORMED'),
  states('without-otherwise', { otherwise: undefined }, 'is the overlay’s own', 'MALFORMED'),
  states(
    'requires',
    { rules: [rule(20, 'check', always, { requires: [{ kind: 'test', maxAge: 'P1D' }] })] },
    'requires stands on pass rules only',
    'MALFORMED',
  ),
  states(
    'kind-unknown',
    { rules: [rule(20, 'check', some('sewage'))] },
    'no such kind among the fact types',
    'FACT_TYPE',
  ),
]

const rules = [
  states('pass-rule', { rules: [rule(20, 'pass', always)] }, 'an overlay grants nothing'),
  states('number-taken', { rules: [rule(2, 'stop', always)] }, 'rule 2 is the base’s'),
  states(
    'id-taken',
    { rules: [{ ...rule(20, 'stop', always), id: 'rule-2' }] },
    'an id of a rule of the base',
  ),
  states('value-set-taken', { valueSets: { risk: [] } }, 'empties a value set of the base'),
]

const zones = [
  states(
    'zone-of-another-day',
    { zone: { id: 'UTC', tzdata: '2026b', offsets: [[694_224_000, 0]] } },
    'days begin eight hours later, and the fifteenth would be the fourteenth',
  ),
  states('zone-of-another-name', { zone: { ...shanghai, id: 'Asia/Taipei' } }, 'the same table'),
  states('zone-of-other-data', { zone: { ...shanghai, tzdata: '2026c' } }, 'the same table'),
]

/** An overlay that sets one parameter, in the unit of the base. */
const sets = (base: Expression, id: string, name: string, given: number, comment: string): Case => {
  const known = (base['parameters'] as Readonly<Record<string, Expression>>)[name]
  const parameters = { [name]: { value: given, unit: known?.['unit'] } }
  return refused(id, city({ parameters }, base), [base], comment)
}

const parameters = [
  sets(province, 'looser-smaller', 'contactDays', 13, 'fewer days stop fewer people'),
  sets(province, 'looser-in-unless', 'exemptDays', 31, 'more days exempt more people'),
  sets(province, 'looser-in-a-pass-rule', 'testHours', 73, 'more hours let more people pass'),
  sets(province, 'not-overridable', 'stayDays', 21, 'the base does not say that it may be set'),
  sets(crooked, 'looser-in-none', 'none', 73, 'more hours make none falser'),
  sets(crooked, 'looser-under-not', 'not', 2, 'a smaller count makes not falser'),
  sets(crooked, 'looser-on-the-left', 'left', 4, 'asks for more on the left of <='),
  sets(crooked, 'under-latest-larger', 'latest', 31, 'another may be the last one then'),
  sets(crooked, 'under-latest-smaller', 'latest', 29, 'another may be the last one then'),
  sets(crooked, 'in-an-equation', 'equal', 4, 'neither way is stricter'),
  sets(crooked, 'both-ways-larger', 'both', 8, 'stops more and lets more pass'),
  sets(crooked, 'both-ways-smaller', 'both', 6, 'stops fewer and lets fewer pass'),
  states(
    'parameter-unit',
    { parameters: { contactDays: { value: 400, unit: 'hour' } } },
    'the unit of the base is day',
  ),
]

const accepts = (id: string, more: Expression, comment: string): Case =>
  states(
    `accepts-${id}`,
    {
      accepts: {
        assessments: [
          {
            issuer: 'cn-3301',
            set: 'cn-3301',
            maxAge: 'PT24H',
            minVersion: { 'cn-3301': 13 },
            ...more,
          },
        ],
      },
    },
    comment,
  )

const recognition = [
  accepts('other-issuer', { issuer: 'cn-4101' }, 'an issuer that the base does not recognise'),
  accepts('wider-issuer', { issuer: 'cn-3*' }, 'cn-3* holds more than cn-33*'),
  accepts('any-issuer', { issuer: '*' }, 'anybody'),
  accepts('other-set', { set: 'cn-4101' }, 'a set that the base does not recognise'),
  accepts('wider-set', { set: 'cn*' }, 'cn* holds more than cn-33*'),
  accepts('pattern-for-a-name', { issuer: 'cn-44*', set: 'cn-44', maxAge: 'PT1H' }, 'cn-44 alone'),
  accepts('issuer-and-set-of-two', { set: 'cn-44' }, 'each is in an entry, not both in one'),
  accepts('longer', { maxAge: 'PT25H' }, 'an hour longer'),
  accepts('lower-version', { minVersion: { 'cn-3301': 12 } }, 'version 12 of cn-3301'),
  accepts('any-version', { minVersion: undefined }, 'any version of cn-3301'),
]

export const rulesOverlaysRefused: VectorFile = {
  path: 'rules/overlays-refused.json',
  prefix: 'overlay-refused',
  schema: 'rules-refused',
  about:
    'Overlays that a compiler must refuse, one fault each, with the code of the error (rules.md 7). `bases` lie in the same bundle, each with the digest of its payload.',
  shared: { factTypes },
  cases: [...chains, ...form, ...rules, ...zones, ...parameters, ...recognition],
}
