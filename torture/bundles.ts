/** The trial of bundles: mutants of a good one, most of them rightly signed; none may be taken. */
import { acceptBundle, GreengateError, pinRoot, type Bundle } from 'greengate'
import { encodeBundle } from 'greengate/issue'
import { randomOf, type Attempt, type Tally, type Trial } from '../house/endurance.ts'
import { containerOf, signDraft, signEdition } from './bundle-documents.ts'
import { resigned, type Draw } from './bundle-mutations.ts'
import { firstEdition, now, rootDraft, secondEdition } from './bundle-world.ts'

/** Every code with which acceptBundle refuses a bundle. */
const codes = [
  'CHAIN',
  'CLOCK',
  'DELEGATION',
  'DIGEST',
  'EMERGENCY',
  'EQUIVOCATION',
  'EXPIRED',
  'MALFORMED',
  'MEMBER_MISSING',
  'RAILS',
  'ROLLBACK',
  'SIGNATURE',
  'TOO_LARGE',
  'WORLD',
].map((name) => `ERR_BUNDLE_${name}`)

const clock = new Date(now * 1000)
const mutations = Object.entries(resigned)

/** Most mutants leave root alone, and are tried sooner without a newer one. */
const rootless = { ...secondEdition, roots: [] }
const touchesRoot = /root|role|key|threshold|signature|world|unknown|expired|future|canonical/

/** What a verifier holds before every mutant. */
export const openCurrent = async (): Promise<Bundle> => {
  const pinned = await pinRoot(encodeBundle([signDraft(rootDraft(1))]), { worlds: ['test'] })
  return acceptBundle(pinned, containerOf(firstEdition), clock)
}

const seed = 7

const drawsOf = (drawn: number, step: number): Draw => {
  const random = randomOf(drawn, step)
  return (below) => Math.floor(random() * below)
}

/** Two of three are rightly signed with something wrong; the third is damaged after it was signed. */
const mutantOf = (
  step: number,
  drawn = seed,
): { readonly name: string; readonly bytes: Uint8Array } => {
  const draw = drawsOf(drawn, step)
  if (step % 3 !== 2) {
    const which = (Math.floor(step / 3) * 2 + (step % 3)) % mutations.length
    const [name, mutate] = mutations[which] as (typeof mutations)[number]
    const base = touchesRoot.test(name) ? secondEdition : rootless
    return { name, bytes: containerOf(mutate(base, draw)) }
  }
  const good = containerOf(step % 2 === 0 ? secondEdition : rootless)
  if (draw(4) === 0) return { name: 'cut', bytes: good.slice(0, draw(good.length)) }
  if (draw(4) === 0) {
    const documents = signEdition(secondEdition)
    const gone = draw(3) === 0 ? 'timestamp' : 'snapshot'
    const rest = documents.filter(({ name }) => name !== gone)
    return { name: 'document gone', bytes: encodeBundle(rest, secondEdition.data) }
  }
  const bytes = good.slice()
  const any = draw(bytes.length)
  // A root of another number is out of reach and passed over: the rest is a good bundle still.
  const place = any === numberOfRoot(good) ? any + 1 : any
  bytes[place] = (bytes[place] ?? 0) ^ (1 << draw(8))
  return { name: 'bit', bytes }
}

/** Where the number stands in the name of the first root. */
const numberOfRoot = (bytes: Uint8Array): number => Buffer.from(bytes).indexOf('root/') + 5

/** Offers a mutant. */
export const tryMutant = async (current: Bundle, step: number, drawn = seed): Promise<Attempt> => {
  const { name, bytes } = mutantOf(step, drawn)
  const before = current.digest
  const sides = { [step % 3 === 2 ? 'damaged' : 'signed']: 1 }
  try {
    await acceptBundle(current, bytes, clock)
    return { lost: [`${name} was accepted`], tally: sides }
  } catch (error) {
    if (!(error instanceof GreengateError)) return { lost: [`${name}: ${String(error)}`] }
    const lost = current.digest === before ? [] : [`${name} changed what is in force`]
    return { lost, tally: { ...sides, [error.code]: 1 } }
  }
}

/** Which codes came up too seldom. */
export const shortOfCodes = (tally: Tally, least: number): readonly string[] =>
  codes.filter((code) => (tally[code] ?? 0) < least).map((code) => `${code}: ${tally[code] ?? 0}`)

export const bundles = (): Trial => {
  let current: Promise<Bundle> | undefined
  return {
    name: 'bundles',
    about:
      'mutants of a good bundle, two of three rightly signed with something else wrong: none is accepted, none crashes, what is in force stays',
    seed,
    count: 100_000,
    programs: ['torture/bundles.ts'],
    attempt: async (step, drawn) => {
      current ??= openCurrent()
      return tryMutant(await current, step, drawn)
    },
    shortOf: (tally) => [
      ...shortOfCodes(tally, 100),
      ...((tally['signed'] ?? 0) < (tally['damaged'] ?? 0)
        ? ['less than half rightly signed']
        : []),
    ],
    report: (tally) => [
      '| code | mutants |',
      '|---|--:|',
      ...Object.entries(tally)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([code, count]) => `| ${code} | ${count.toLocaleString('en-GB')} |`),
    ],
  }
}
