/** The fourteen versions of the vectors, compiled, and which set judges whom. */
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { canonicalJson } from 'greengate/issue'
import {
  compileRuleSet,
  parseFactTypes,
  type Bases,
  type CompiledRuleSet,
  type FactTypes,
} from 'greengate/rules'

const folder = 'test-vectors/rule-sets'

/** How many versions there are. */
export const editionCount = 14

/** Reads the standard pack of fact types. */
export const standardTypes = (): FactTypes =>
  parseFactTypes(JSON.parse(readFileSync(`${folder}/fact-types.json`, 'utf8')))

/** Which set a gate uses: that of the city where a person lives, Hangzhou's for whoever comes from afar. */
export const setOf = (edition: number, region: string): string => {
  if (edition <= 2) return 'cn-3301'
  if (region.startsWith('33')) return `cn-${region.slice(0, 4)}`
  if (region.startsWith('44') && edition === editionCount) return 'cn-44'
  return region.startsWith('42') ? 'cn-33' : 'cn-3301'
}

/** Every set of every version, by `edition/id`. */
export const loadFourteen = (types: FactTypes): ReadonlyMap<string, CompiledRuleSet> => {
  const stated = globSync(`${folder}/hangzhou/*/*.json`).map((path) => {
    const value = JSON.parse(readFileSync(path, 'utf8')) as { id: string; version: number }
    const [, edition = '', name = ''] = /(\d\d)[/\\]([^/\\]+)\.json$/.exec(path) ?? []
    return { edition: Number(edition), name, value }
  })
  const sets = stated.filter(({ name, value }) => value.id === name)
  const bases: Bases = (id, version) => {
    const value = sets.find((set) => set.value.id === id && set.value.version === version)?.value
    if (value === undefined) return undefined
    const sha256 = createHash('sha256').update(canonicalJson(value)).digest('base64url')
    return { value, sha256 }
  }
  return new Map(
    sets.map(({ edition, value }) => [
      `${edition}/${value.id}`,
      compileRuleSet(value, types, bases),
    ]),
  )
}
