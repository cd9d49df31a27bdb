/** verify/persons.json: several codes of one person or of two, and the card beside them (formats.md, persons and cards). */
import type { Json } from '../hand/jcs.ts'
import { byRule, check, invalid, missing, pass, type Expected } from '../hand/reasons.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { person, validUntil } from '../world/people.ts'
import { listedSigner, seal, vaccinated } from '../world/seals.ts'
import { shows, type Circumstances, type Given, type Shown } from '../world/verify-case.ts'

const given: Given = { root: 'root.ggb', bundle: 'vds-nc.ggb', acceptedAt: '2026-03-02T00:30:00Z' }
/** Passes whoever had the second dose. */
const granted = byRule('rule-pass', 'cn-3301/1#1')
const untold = missing('vaccination')
/** Timestamp and snapshot are of 2 March and stick for a day. */
const timestampStale = '2026-03-03T00:00:01Z'
/** Then the listed signer's time is over, which comes before the card. */
const signerEnds = '2026-09-01T00:00:00Z'

type Members = { readonly [name: string]: Json }
const message = vaccinated['msg'] as Members
const [event] = message['ve'] as readonly Members[]
const [first, second] = (event as Members)['vd'] as readonly Members[]

/** A seal of one dose, of somebody: the first by one country, the second by another. */
const sealOf = (dose: 'first' | 'second', pid: Members): string => {
  const msg = {
    ...message,
    pid,
    ve: [{ ...event, vd: [(dose === 'first' ? first : second) as Json] }],
  }
  return dose === 'first'
    ? seal({ data: { ...vaccinated, msg } })
    : seal({
        data: { hdr: { ...(vaccinated['hdr'] as Members), is: 'NZL' }, msg },
        certificate: listedSigner,
      })
}

const anna: Members = { n: 'TRAVELLER  ANNA', dob: '1990-01-02', i: 'PA0000001' }
const { dob: _dob, ...undated } = anna
const one = sealOf('first', anna)
const two = sealOf('second', anna)
const context = { requireCard: false }

const shown = (
  id: string,
  what: Shown,
  expected: Expected,
  comment: string,
  more: Circumstances = {},
  holdsUntil = timestampStale,
): Case => shows(id, what, expected, holdsUntil, comment, { context, ...more })

const differ = (...differs: readonly string[]): Expected =>
  check({ code: 'different-persons', differs }, granted, untold)

const persons: readonly Case[] = [
  shown('one-dose', one, check(untold), 'what is not stated is unknown: there may be another dose'),
  shown('one-person', { several: [one, two] }, pass(granted), 'all that both state, once'),
  shown('one-person-turned', { several: [two, one] }, pass(granted), 'in any order'),
  shown(
    'one-person-spelt-otherwise',
    { several: [one, sealOf('second', { ...anna, n: 'Traveller  Anna' })] },
    pass(granted),
    'capitals are how documents write names',
  ),
  shown(
    'another-name',
    { several: [one, sealOf('second', { ...anna, n: 'TRAVELLER  ANNE' })] },
    differ('name'),
    'nothing of two people is put together',
  ),
  shown(
    'another-birth-date',
    { several: [one, sealOf('second', { ...anna, dob: '1990-01-03' })] },
    differ('birth-date'),
    'namesakes',
  ),
  shown(
    'another-person',
    { several: [one, sealOf('second', { ...anna, n: 'TRAVELLER  ANNE', dob: '1990-01-03' })] },
    differ('name', 'birth-date'),
    'everything is said in which they differ',
  ),
  shown(
    'no-birth-date',
    { several: [one, sealOf('second', undated)] },
    check('person-unproven', granted, untold),
    'a name alone proves nobody',
  ),
  shown(
    'with-a-code-of-ours',
    { several: [person, two] },
    check('person-unproven', granted, untold),
    'a code of ours joins by its fact of the kind person alone',
    {},
    validUntil,
  ),
]

const card = {
  type: 'passport',
  number: 'PA0000001',
  source: 'mrz',
  name: { surname: 'TRAVELLER', given: 'ANNA' },
  birthDate: '1990-01-02',
}
const { name: _name, ...nameless } = card
const beside = (shownCard: Json): Circumstances => ({ context: { card: shownCard } })

const cards: readonly Case[] = [
  shown('with-the-card', two, pass(granted), 'the card is its holder\u2019s', beside(card)),
  shown(
    'with-another-card',
    two,
    invalid({ code: 'card-mismatch', format: 'vds-nc' }),
    'another\u2019s card',
    beside({ ...card, birthDate: '1990-01-03' }),
    signerEnds,
  ),
  shown(
    'with-a-card-without-a-name',
    two,
    check('tag-missing', granted),
    'staff compare',
    beside(nameless),
  ),
  shown(
    'without-a-card',
    two,
    check('card-required', granted),
    'anybody could show what was printed',
    { context: {} },
  ),
]

/** verify/persons.json */
export const verifyPersons: VectorFile = {
  path: 'verify/persons.json',
  prefix: 'persons',
  schema: 'verify',
  about: 'Several codes of one person or of two, and the card beside them.',
  groups: [{ given, cases: [...persons, ...cards] }],
}
