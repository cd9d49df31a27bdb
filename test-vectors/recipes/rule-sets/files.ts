/** Every file of rule-sets/ but its README, by its path from test-vectors/. */
import type { Json } from '../hand/jcs.ts'
import { digestOf } from './digest.ts'
import { factTypes } from './fact-types.ts'
import { hangzhou, type Published } from './hangzhou.ts'
import { pretty } from './pretty.ts'
import { typhoon, typhoonFactTypes } from './typhoon.ts'

type Documents = readonly (readonly [path: string, content: Json])[]

const pathOf = ({ id, folder }: Published): string => `${folder}/${id}`

const health = 'fact-types.json'
const storm = 'typhoon/fact-types.json'

const sets: readonly (readonly [published: Published, factTypes: string])[] = [
  ...hangzhou.map((one) => [one, health] as const),
  [typhoon, storm],
]

/** What there is, so that nobody needs to list folders. */
const index: Json = {
  about:
    'Every rule set with its cases and the fact types that it reads, a base before its overlays.',
  sets: sets.map(([one, types]) => ({
    id: one.id,
    version: one.version,
    sha256: digestOf(one.set),
    path: `${pathOf(one)}.json`,
    cases: `${pathOf(one)}.cases.json`,
    factTypes: types,
  })),
}

const documents: Documents = [
  [health, factTypes],
  [storm, typhoonFactTypes],
  ['index.json', index],
  ...sets.flatMap(([one]): Documents => [
    [`${pathOf(one)}.json`, one.set],
    [`${pathOf(one)}.cases.json`, one.cases],
  ]),
]

/** The text of every file, by path. */
export const ruleSetFiles: ReadonlyMap<string, string> = new Map(
  documents.map(([path, content]) => [`rule-sets/${path}`, pretty(content)]),
)
