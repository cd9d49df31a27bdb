/** The trial of runtimes: all that is decided of the vectors, byte for byte the same wherever the library runs. */
import type { Attempt, Trial } from '../house/endurance.ts'
import {
  tellHere,
  tellInOldestNode,
  tellPortable,
  type Tell,
} from '../verifier-web/backend/runtimes.ts'
import { differencesOf } from '../verifier-web/backend/trial.ts'

/** In how many parts the vectors are decided: of one each runtime is asked at a time. */
const parts = 40
/** The reader of certificates is in neither of the portable build's realms; nobody may pass for want of it. */
const runtimes: Readonly<
  Record<string, { readonly tell: Tell; readonly readsCertificates: boolean }>
> = {
  'the oldest Node': { tell: tellInOldestNode, readsCertificates: true },
  'ECMAScript alone': { tell: tellPortable, readsCertificates: false },
}

async function attempt(step: number): Promise<Attempt> {
  const here = await tellHere(parts, step)
  const lost: string[] = []
  let [outcomes, withoutCertificates] = [0, 0]
  for (const [name, { tell, readsCertificates }] of Object.entries(runtimes)) {
    const there = await tell(parts, step)
    const { without, otherwise } = differencesOf(here, there)
    const wrong = readsCertificates ? [...otherwise, ...without] : otherwise
    lost.push(...wrong.map((one) => `${name}: ${JSON.stringify(one).slice(0, 300)}`))
    outcomes += there.length
    withoutCertificates += without.length
  }
  return { lost, tally: { outcomes, withoutCertificates } }
}

export const runtimesTrial: Trial = {
  name: 'runtimes',
  about:
    'all vectors of decisions and bundles, a part at a time, in Node 20 and in a realm of ECMAScript alone: the same as here, byte for byte, but what needs a reader of certificates, which is check there',
  count: parts,
  programs: ['torture/runtimes.ts', 'verifier-web/backend/trial-realm.ts'],
  data: ['test-vectors/{index.json,*/*.*}', 'house/older-engines.mjs'],
  attempt,
  shortOf: ({ outcomes = 0, withoutCertificates = 0 }) => [
    ...(outcomes < 2500 ? [`only ${String(outcomes)} outcomes`] : []),
    ...(withoutCertificates > 0 ? [] : ['no seal was tried without a reader']),
  ],
  report: ({ outcomes = 0, withoutCertificates = 0 }) => [
    `${String(outcomes)} outcomes, of which ${String(withoutCertificates)} are check for want of a reader of certificates.`,
  ],
}
