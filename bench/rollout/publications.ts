/** What an authority really publishes, step by step: the folder of each step, as a web server would show it. */
import { createHash } from 'node:crypto'
import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { addDraft } from '../../cli/bundle/add.ts'
import { countStopped } from '../../cli/bundle/count.ts'
import { readCounts } from '../../cli/bundle/emergency-counts.ts'
import { onlineSigners } from '../../cli/bundle/online-keys.ts'
import { refresh } from '../../cli/bundle/publish.ts'
import { signCounts } from '../../cli/bundle/sign.ts'
import { openSigner } from '../../cli/bundle/signer.ts'
import {
  after,
  beginPublishing,
  day,
  hour,
  previous,
  ruleSet,
  testAuthority,
  text,
  type TestAuthority,
} from '../../cli/bundle/test-authority.ts'

/** A step, and what is shown from then on. */
export interface Publication {
  readonly what: 'versions' | 'timestamp' | 'rules' | 'status' | 'emergency'
  /** When it was signed: what a verifier's clock must say at the earliest. */
  readonly at: Date
  /** By path. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

/** The steps, and the root that verifiers pin. */
export interface Publications {
  readonly root: Uint8Array
  readonly steps: readonly Publication[]
}

/** A list of so many bits, of which one in a hundred is set. */
const entries = 1_000_000
const emergency = 'emergency/emergency.cn-33/1'

/**
 * Founds an authority and publishes, in this order: so many versions of a rule set with a status list, a timestamp
 * alone, the next version, a patch of the list, an emergency entry, a timestamp alone; an hour between any two.
 */
export const makePublications = async (versions: number): Promise<Publications> => {
  await using authority = await testAuthority({
    emergencyPrefix: 'emergency.',
    emergency: '2 of duty-1, duty-2, duty-3',
  })
  await beginPublishing(authority)
  const steps: Publication[] = []
  const keep = (what: Publication['what'], at: Date): void => {
    steps.push({ what, at, files: shown(authority) })
  }
  let set = ruleSet(1, 0)
  const publishRules = async (version: number, at: Date): Promise<void> => {
    if (version > 1)
      set = ruleSet(version, at.getTime() - after(0).getTime() + 2 * day, previous(set))
    await authority.add(set)
    await authority.sign(at, ['rules-1', 'rules-2'], `rules/cn-3301/${String(version)}`)
    await authority.publish(at)
  }
  await addStatus(authority, 1, after(0))
  for (let version = 1; version <= versions; version++)
    await publishRules(version, after((version - 1) * day))
  const begin = (versions - 1) * day
  keep('versions', after(begin))

  const stamp = async (at: Date): Promise<void> => {
    const open = await authority.open()
    await refresh(open, { now: at, signers: await onlineSigners(open, {}) })
    keep('timestamp', at)
  }
  const at = (hours: number): Date => after(begin + hours * hour)
  await stamp(at(1))
  await publishRules(versions + 1, at(2))
  keep('rules', at(2))
  await addStatus(authority, 2, at(3))
  await authority.publish(at(3))
  keep('status', at(3))
  await addEmergency(authority, begin + 4 * hour)
  keep('emergency', at(4))
  await stamp(at(5))
  return { root: authority.root(), steps }
}

const shown = (authority: TestAuthority): ReadonlyMap<string, Uint8Array> => {
  const cwd = authority.at('published')
  const paths = globSync('**', { cwd }).filter((path) => statSync(`${cwd}/${path}`).isFile())
  return new Map(paths.map((path) => [path, new Uint8Array(readFileSync(`${cwd}/${path}`))]))
}

/** The list, and the same with a thousand more. */
const statusBits = (version: 1 | 2): Uint8Array => {
  const bits = new Uint8Array(entries / 8)
  const count = entries / 100 + (version === 2 ? 1000 : 0)
  for (let i = 0, x = 7; i < count; i++) {
    x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0
    const at = x % entries
    bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7))
  }
  return bits
}

const addStatus = async (authority: TestAuthority, version: 1 | 2, at: Date): Promise<void> => {
  const bits = statusBits(version)
  const sha256 = createHash('sha256').update(bits).digest('base64url')
  const [header, raw] = [authority.at('header.json'), authority.at('bits')]
  const named = { issuer: 'cn-3301', month: '2026-12', entries }
  const data = { length: bits.length, sha256 }
  writeFileSync(header, JSON.stringify({ version, expires: text(90 * day), ...named, data }))
  writeFileSync(raw, bits)
  const { place } = await addDraft(await authority.shelf(), header, raw)
  await authority.sign(at, ['status-1'], place)
}

/** Whoever had a contact is stopped: counted, its counts signed, published. */
const addEmergency = async (authority: TestAuthority, from: number): Promise<void> => {
  const rule = {
    ...{ no: 1, id: 'contact', outcome: 'stop', when: { op: 'some', kind: 'contact' } },
    reason: { zh: '有接触史', en: 'had a contact' },
  }
  const effective = { from: text(from), until: text(from + 72 * hour) }
  const change = { id: 'emergency.cn-33', effective, rules: [rule] }
  await authority.add(ruleSet(1, from, change))
  const now = after(from)
  await authority.sign(now, ['emergency-1', 'emergency-2'], emergency)
  const shelf = await authority.shelf()
  const set = shelf.drafts.find(({ place }) => place === emergency)
  if (set === undefined) throw new Error('there is no draft of the emergency entry')
  // People of no kind that the rule would stop: the bound is not what is measured here.
  await countStopped(shelf, set, { kind: 'synthetic', count: 10, seed: 2 })
  const signers = await Promise.all(
    ['emergency-1', 'emergency-2'].map((name) =>
      openSigner({ key: authority.at(`keys/${name}.jwk`) }),
    ),
  )
  const say = (): undefined => undefined
  const signing = { signers, now, language: 'en', terminal: undefined, say } as const
  const again = await authority.shelf()
  await signCounts(again, await readCounts(again.authority, set), signing)
  await authority.publish(now)
}
