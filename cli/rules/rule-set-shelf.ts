/** Rule sets that were found, by id, version and digest: where the bases of overlays are looked up. */
import type { Bases } from 'greengate/rules'
import { digestOf } from '../edges/digest.ts'
import { asObject } from '../edges/json-file.ts'

/** A document that was found. */
export interface Kept {
  readonly path: string
  readonly value: unknown
  readonly version: number
  /** Of its canonical JSON, base64url. */
  readonly sha256: string
}

/** A rule set version that was found. */
export interface KeptRuleSet extends Kept {
  readonly id: string
  /** When it is in force, unix seconds; `until` is excluded. */
  readonly from: number
  readonly until: number
}

/** Rule sets side by side. */
export interface Shelf {
  /** Takes a rule set up; anything else is passed over. */
  add(path: string, value: unknown): void
  /** Versions ascending; several of one version where their bytes differ. */
  versionsOf(id: string): readonly KeptRuleSet[]
  all(): readonly KeptRuleSet[]
  /** The bases of an overlay, the nearest first, by the digests that it and they name: there may be others of that name. */
  chainOf(value: unknown): readonly KeptRuleSet[]
}

/** Makes an empty shelf. */
export function makeShelf(): Shelf {
  const sets = new Map<string, KeptRuleSet[]>()
  return {
    add(path, value) {
      const members = asObject(value) ?? {}
      if (!isRuleSet(members)) return
      const { id, version } = members
      const known = sets.get(id) ?? []
      const sha256 = digestOf(value, path)
      if (known.some((set) => set.version === version && set.sha256 === sha256)) return
      sets.set(id, [...known, { path, value, version, sha256, id, ...windowOf(members) }])
    },
    versionsOf: (id) => (sets.get(id) ?? []).toSorted((a, b) => a.version - b.version),
    all: () => [...sets.values()].flat(),
    chainOf: (value) => chainOf(value, sets),
  }
}

/** Whether a document was meant to be a rule set. */
function isRuleSet(
  members: Readonly<Record<string, unknown>>,
): members is { readonly id: string; readonly version: number } {
  const { id, version, rules, extends: base } = members
  return typeof id === 'string' && Number.isSafeInteger(version) && (rules ?? base ?? null) !== null
}

/** Finds bases among those of a chain. */
export function basesIn(chain: readonly KeptRuleSet[]): Bases {
  return (id, version) => chain.find((base) => base.id === id && base.version === version)
}

function chainOf(
  value: unknown,
  sets: ReadonlyMap<string, readonly KeptRuleSet[]>,
): readonly KeptRuleSet[] {
  const chain: KeptRuleSet[] = []
  let named = asObject(asObject(value)?.['extends'])
  while (named !== undefined) {
    const { id, version, sha256 } = named
    const kept = (sets.get(String(id)) ?? []).filter((set) => set.version === version)
    const found = kept.find((set) => set.sha256 === sha256) ?? kept[0]
    if (found === undefined || basesIn(chain)(found.id, found.version) !== undefined) break
    chain.push(found)
    named = asObject(asObject(found.value)?.['extends'])
  }
  return chain
}

/** A window that cannot be read is never in force; compiling such a set says why. */
function windowOf({ effective }: Readonly<Record<string, unknown>>): {
  readonly from: number
  readonly until: number
} {
  const { from, until } = asObject(effective) ?? {}
  const seconds = (text: unknown): number => Date.parse(String(text)) / 1000
  return { from: seconds(from), until: seconds(until) }
}
