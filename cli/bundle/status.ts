/** What a bundle holds, who signed it, what expires, what takes effect when, and what is late. */
import type { VerifierClass } from 'greengate'
import type { BundleDocument } from 'greengate/issue'
import { findInstant, instantText } from '../edges/instant.ts'
import { asObject, parseJson } from '../edges/json-file.ts'
import { isPlace, makeDocument, type Document } from './document.ts'
import type { RootPayload, Schedule } from './payloads.ts'
import { isCorrection } from './shelf.ts'
import { readSignatures } from './signatures.ts'
import { windowOf } from './rails.ts'

/** One document of a bundle. */
export interface DocumentStatus {
  readonly name: string
  readonly version: number
  readonly signedAt: string
  readonly expires: string | null
  readonly signers: readonly string[]
  /** Of documents that grow old: how long ago they were signed; of population sets, people assessed. */
  readonly ageSeconds: number | null
  /** How old root lets it be before it is late. */
  readonly limitSeconds: number | null
  /** Why somebody has to do something about it. */
  readonly late: 'expired' | 'expires-soon' | 'older-than-limit' | null
}

/** A rule set, or an emergency set, and when it decides. */
export interface EffectStatus {
  readonly name: string
  readonly version: number
  readonly from: string
  readonly until: string
  readonly state: 'in-force' | 'ahead' | 'replaced' | 'over' | 'ended'
  readonly correction: boolean
}

/** All of it. */
export interface BundleStatus {
  readonly world: string
  readonly endsAt: string
  readonly documents: readonly DocumentStatus[]
  readonly effects: readonly EffectStatus[]
}

const soonDays = 3
const day = 86_400

/**
 * Reads the status off the documents of a container.
 *
 * @param verifierClass - By which of root's schedules data grow old.
 */
export function statusOf(
  documents: readonly BundleDocument[],
  now: Date,
  verifierClass: VerifierClass = 'poll',
): BundleStatus {
  const read = documents.map(readCarried)
  const root = read
    .filter(({ role }) => role === 'root')
    .reduce<Document | undefined>(
      (best, next) => (next.version > (best?.version ?? 0) ? next : best),
      undefined,
    )
  const payload = root?.value as RootPayload | undefined
  const seconds = Math.floor(now.getTime() / 1000)
  const shown = read.filter((document) => document.role !== 'root' || document === root)
  const effects = effectsOf(read, payload, seconds)
  return {
    world: payload?.world ?? '',
    endsAt: payload?.endsAt ?? '',
    documents: shown.map((document) =>
      documentStatus(
        document,
        payload?.freshness[verifierClass],
        seconds,
        assessedAt(document, effects),
      ),
    ),
    effects,
  }
}

function readCarried({ name, payload, signatures }: BundleDocument): Document {
  const value = asObject(parseJson(payload, name, 'a bundle')) ?? {}
  const place = isPlace(name) ? name : `${name}/${String(value['version'])}`
  return makeDocument(place, value, signatures)
}

function documentStatus(
  document: Document,
  schedule: Schedule | undefined,
  now: number,
  assessed: number | undefined,
): DocumentStatus {
  const { name, version, value, signatures, place } = document
  const entries = readSignatures(signatures, place)
  const signedAt = entries[0]?.signedAt ?? 0
  const expires = typeof value['expires'] === 'string' ? value['expires'] : null
  const left = (findInstant(expires ?? '')?.getTime() ?? Infinity) / 1000 - now
  const row = rows[name.split('/')[0] ?? '']
  // A closed status list has no entries, and is not signed again; a set that does not count yet has no age.
  const since =
    row === undefined || value['entries'] === 0
      ? undefined
      : row === 'covered' || row === 'notGreen'
        ? assessed
        : signedAt
  const limit = row === undefined ? undefined : schedule?.[row]?.limit
  const isOld = limit !== undefined && since !== undefined && now - since > limit
  const late =
    left <= 0
      ? 'expired'
      : isOld
        ? 'older-than-limit'
        : left < soonDays * day
          ? 'expires-soon'
          : null
  return {
    name,
    version,
    signedAt: instantText(new Date(signedAt * 1000)),
    expires,
    signers: entries.map(({ kid }) => kid),
    ageSeconds: since === undefined ? null : now - since,
    limitSeconds: since === undefined ? null : (limit ?? null),
    late,
  }
}

/** By which row of root's schedule a document grows old. */
const rows: Readonly<Record<string, keyof Schedule>> = {
  timestamp: 'timestamp',
  trust: 'trust',
  facts: 'facts',
  status: 'status',
  covered: 'covered',
  'not-green': 'notGreen',
}

/** When the people of the set were last assessed that counts under the version in force. */
function assessedAt({ value }: Document, effects: readonly EffectStatus[]): number | undefined {
  const inForce = effects.find(
    ({ name, state }) => name === `rules/${String(value['ruleSet'])}` && state === 'in-force',
  )
  const sets = objectsOf(value['sets'])
  const set = sets.findLast((each) => Number(each['version']) <= (inForce?.version ?? 0))
  const last = objectsOf(set?.['patches']).at(-1) ?? set
  const at = findInstant(String(last?.['assessedAt']))
  return at === undefined ? undefined : at.getTime() / 1000
}

function objectsOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  return list.map(asObject).filter((each) => each !== undefined)
}

function effectsOf(
  documents: readonly Document[],
  root: RootPayload | undefined,
  now: number,
): readonly EffectStatus[] {
  const ended = root?.roles.emergency?.ended ?? []
  const sets = documents.filter(({ role }) => role === 'rules' || role === 'emergency')
  return sets
    .map((document): EffectStatus => {
      const { place, version, role } = document
      const { from, until } = windowOf(document)
      const stem = place.slice(0, place.lastIndexOf('/'))
      const isNewest = !sets.some(
        (other) =>
          other.place.startsWith(`${stem}/`) &&
          other.version > version &&
          windowOf(other).from <= now,
      )
      const isEnded = role === 'emergency' && ended.includes(place.slice('emergency/'.length))
      const state = isEnded
        ? 'ended'
        : from > now
          ? 'ahead'
          : !isNewest
            ? 'replaced'
            : until <= now
              ? 'over'
              : 'in-force'
      const text = (seconds: number): string => instantText(new Date(seconds * 1000))
      return {
        name: stem,
        version,
        from: text(from),
        until: text(until),
        state,
        correction: role === 'rules' && isCorrection(document),
      }
    })
    .sort((a, b) => (a.name === b.name ? a.version - b.version : a.name < b.name ? -1 : 1))
}
