/** What a seal says: who its holder is, and facts of the standard kinds. */
import { parseTimestamp } from '../../encoding/timestamp.ts'
import { formatInstant, parseDate } from '../../encoding/instant.ts'
import { membersOf } from '../../encoding/members-of.ts'
import type { StatedFact } from '../../facts/fact-base.ts'
import type { OtherCredential } from '../format.ts'
import type { StatedPerson } from '../person.ts'

type Members = Readonly<Record<string, unknown>>
type Said = Pick<OtherCredential, 'person' | 'facts' | 'kinds' | 'otherCode'>

/** Version of the health proofs; a later one may mean other things by the same names. */
const readVersion = 1

/** COVID-19 in ICD-11, its virus identified or not. */
const covid = /^RA01(?:\.[01])?$/
/** Vaccines against it in ICD-11, by kind: any, inactivated, live, vector, subunit, particle, DNA, RNA. */
const covidVaccines = /^XM(?:68M6|1NL1|5DF6|9QW8|0CX4|5JC5|1J92|6AT1|0GQ8)$/

/** Reads the message of a health proof; another type of seal is genuine or not, but says nothing here. */
export function readMessage(type: string, version: number, message: Members): Said | 'damaged' {
  if (version !== readVersion || !(type === 'icao.vacc' || type === 'icao.test')) {
    return { person: null, facts: [], kinds: [], otherCode: 'vds-nc' }
  }
  const { pid, ve, dat, tr } = message
  const person = personOf(membersOf(pid))
  if (type === 'icao.vacc') {
    if (!Array.isArray(ve)) return 'damaged'
    return { person, kinds: ['vaccination'], facts: ve.flatMap(vaccinationsOf) }
  }
  if (typeof dat !== 'object' || typeof tr !== 'object') return 'damaged'
  return { person, kinds: ['test'], facts: [testOf(membersOf(dat), membersOf(tr))] }
}

/** Two spaces part the primary identifier from the secondary ones, as `<<` does in a passport. */
function personOf({ n: name, dob }: Members): StatedPerson | null {
  const [surname = '', ...given] = typeof name === 'string' ? name.trim().split(/ {2,}/) : []
  const birthDate = typeof dob === 'string' && /^\d{4}(?:-\d\d){0,2}$/.test(dob) ? dob : null
  if (surname === '' && birthDate === null) return null
  return {
    surname: surname === '' ? null : surname,
    given: given.length === 0 ? null : given.join(' '),
    birthDate,
  }
}

/** The doses of a vaccine against COVID-19. */
function vaccinationsOf(event: unknown, place: number): StatedFact[] {
  const { des, dis, nam, vd } = membersOf(event)
  // A disease that is stated decides; else the kind of vaccine does.
  const isCovid =
    typeof dis === 'string'
      ? covid.test(dis)
      : dis === undefined && typeof des === 'string' && covidVaccines.test(des)
  if (!isCovid || !Array.isArray(vd)) return []
  return vd.map((dose: unknown, i) => {
    const { dvc: at, seq } = membersOf(dose)
    const number = typeof seq === 'string' && /^\d{1,2}$/.test(seq) ? Number(seq) : seq
    return {
      id: `vaccination-${String(place)}-${String(i)}`,
      kind: 'vaccination',
      fields: {
        ...(typeof at === 'string' && parseDate(at) !== undefined ? { at } : {}),
        ...(typeof nam === 'string' && nam !== '' ? { product: nam } : {}),
        ...(typeof number === 'number' && Number.isSafeInteger(number) ? { dose: number } : {}),
      },
    }
  })
}

const methods: Readonly<Record<string, string>> = {
  'molecular(PCR)': 'pcr',
  antigen: 'antigen',
  antibody: 'antibody',
}

/** A proof of testing names no disease: of version 1 it is for COVID-19 alone. */
function testOf({ sc }: Members, { tc, r }: Members): StatedFact {
  const sampledAt = typeof sc === 'string' ? parseTimestamp(sc) : undefined
  const method = typeof tc === 'string' && Object.hasOwn(methods, tc) ? methods[tc] : undefined
  return {
    id: 'test-0',
    kind: 'test',
    fields: {
      ...(sampledAt === undefined ? {} : { sampledAt: formatInstant(sampledAt) }),
      ...(method === undefined ? {} : { method }),
      // `normal` and `abnormal` are said of antibodies, and mean neither.
      ...(r === 'negative' || r === 'positive' ? { result: r } : {}),
    },
  }
}
