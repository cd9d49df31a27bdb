/** The keys of an enrolled station: held where nothing can print, log or serialise them. */

/** Keys that a station got sealed to its group. What is in them only this room can ask. */
export interface StationKeys {
  /** The group that they were sealed to. */
  readonly group: string
}

/** What is sealed to a group. */
export interface StationSecrets {
  /** By issuer and UTC month, `cn-3301/2026-03`: what identity tags of codes of that month are made with. */
  readonly binding: ReadonlyMap<string, Uint8Array>
  /** By id: what numbers are hashed with for population sets. */
  readonly population: ReadonlyMap<string, Uint8Array>
}

const secrets = new WeakMap<StationKeys, StationSecrets>()

/** Puts secrets behind an object that shows none of them. */
export function holdStationKeys(group: string, held: StationSecrets): StationKeys {
  const keys: StationKeys = { group }
  secrets.set(keys, held)
  return keys
}

/** The binding key of an issuer's codes of one month; undefined: not held. */
export function bindingKeyOf(
  keys: StationKeys | undefined,
  issuer: string,
  month: string,
): Uint8Array | undefined {
  return keys === undefined ? undefined : secrets.get(keys)?.binding.get(`${issuer}/${month}`)
}

/** The population key of an id; undefined: not held. */
export function populationKeyOf(keys: StationKeys | undefined, id: string): Uint8Array | undefined {
  return keys === undefined ? undefined : secrets.get(keys)?.population.get(id)
}
