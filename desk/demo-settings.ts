/** The embedded defaults: a desk of the demo's authority on this machine, with made-up departments and two officers. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { acceptBundle, pinRoot } from 'greengate'
import { jwkSigner, publicJwk } from 'greengate/issue'
import { cardHolders, issuers, type Demo } from 'greengate-cli/demo'
import type { DeskSettings } from './desk-settings.ts'
import { publicationPublisher } from './feeds/publication-publisher.ts'
import type { PopulationRow } from './feeds/feeds.ts'
import { holderSource } from './facts/sources-of.ts'
import type { Role } from './shared/schemas.ts'
import { oneTimeCodeSignIn } from './sign-in/one-time-code-sign-in.ts'
import type { NewOfficer } from './sign-in/register-officer.ts'
import type { NewSource } from './sources/register-source.ts'

/** What whoever starts the demo decides. */
export interface DemoDeskOptions {
  /** For the desk's own files. */
  readonly folder: string
  /** 0: any free one. */
  readonly port: number
  readonly log: (line: string) => void
  /** Default: the clock on the wall. */
  readonly now?: () => Date
  /** Shows a code of a sign-in to its reader. Default: a line of the log. */
  readonly showCode?: (contact: string, code: string) => void
  /** Folder of the pages. */
  readonly pages?: string
}

const anywhere = { regions: ['*'] }

/** Who states what in the demo. */
export const demoSources = [
  {
    ...{ id: 'demo-hospital', zh: '演示医院', en: 'Demo Hospital', ...anywhere },
    states: ['test', 'vaccination', 'recovery'],
    covers: ['test', 'vaccination', 'recovery'],
  },
  {
    ...{ id: 'demo-control', zh: '演示疾控中心', en: 'Demo Disease Control', ...anywhere },
    states: ['contact', 'quarantine', 'stay'],
    covers: ['contact', 'quarantine', 'stay'],
  },
] as const satisfies readonly NewSource[]

/** What holders may declare; of `stay` the departments know more than they. */
const holders: NewSource = {
  ...{ id: holderSource, zh: '本人申报', en: 'declared by the person', ...anywhere },
  states: ['symptom', 'checkin', 'stay'],
  covers: ['symptom', 'checkin'],
}

const roles: readonly Role[] = ['counter', 'worklist', 'orders', 'sources', 'audit']
/** Two, since two decide. They sign in with these names. */
export const demoOfficers = [
  { id: 'officer-1', name: '李警官 Officer Li', subject: 'li@desk.example' },
  { id: 'officer-2', name: '赵医生 Doctor Zhao', subject: 'zhao@desk.example' },
].map((one): NewOfficer => ({ ...one, provider: 'one-time-code', roles }))

/** Who may order; its keys lie with those of the demo. Without an authority nobody would know that nothing is ordered. */
const command = {
  ...{ id: 'demo-command', zh: '演示市防控指挥部', en: 'Demo City Command' },
  ...{ world: 'demo' as const, threshold: 2, longestDays: 30 },
} as const

/** So long may a gate of the demo stay without an update. */
const lookAhead = 2 * 3600

/** Settings for a desk of a demo. Its feeds are published into `folder`, and into the bundle of the demo. */
export async function settingsOfDemo(
  demo: Demo,
  { folder, port, log, showCode, pages, now = () => new Date() }: DemoDeskOptions,
): Promise<DeskSettings> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { secrets, publication } = demo
  const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))
  const published = join(folder, 'published')
  const pinned = await pinRoot(demo.rootBytes, { worlds: ['demo'] })
  const publisher = publicationPublisher(publication, {
    folder: published,
    file: join(demo.folder, 'bundle.ggb'),
  })
  const show =
    showCode ??
    ((contact, code) => {
      log(`sign-in code of ${contact}: ${code}`)
    })
  return {
    ...{ store: join(folder, 'desk.db'), statusStore: join(folder, 'status.db') },
    ...{ issuer: issuers.desk, signer: await jwkSigner(demo.keys.issuers.desk) },
    ...{ ruleSet: demo.ruleSet, bundle: await acceptBundle(pinned, demo.bundleBytes, now()) },
    ...{ publisher, published },
    feeds: {
      ...{ populationKey: secrets.populationKey, rate: 20, lookAhead, smallest: 1000 },
      ...{ hasDeclared: true, others: rowsOf(demo), folder: join(folder, 'sets'), entries: 4096 },
    },
    bindingKeyOf: () => secrets.bindingKey,
    authorities: [{ ...command, keys: demo.keys.orders.map(publicJwk) }],
    listen: { host: '127.0.0.1', port },
    ways: () => [oneTimeCodeSignIn({ random, show })],
    ...(pages === undefined ? {} : { pages }),
    sources: [...demoSources, holders],
    secretsFor: demoSources.map(({ id }) => id),
    officers: demoOfficers,
    folders: [],
    surroundings: { now, random, log },
  }
}

/** Whom the demo's city assessed stays in the sets. */
function rowsOf({ now, crowd }: Demo): readonly PopulationRow[] {
  const known = cardHolders(now).flatMap(({ card, assessed }) =>
    assessed === null ? [] : [{ card, ...assessed }],
  )
  const more = crowd.map(({ card }) => ({ card, outcome: 'pass', rule: 1 }) as const)
  return [...known, ...more].map(({ card: { type, number }, outcome, rule }) => ({
    ...{ type, number, outcome, rule, holdsUntil: null },
  }))
}
