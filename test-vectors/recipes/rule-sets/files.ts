/** Every file of rule-sets/ but its README, by its path from test-vectors/. */
import type { Json } from '../hand/jcs.ts'
import { digestOf } from './digest.ts'
import { factTypes } from './fact-types.ts'
import { hangzhou, type Published } from './hangzhou.ts'
import { pretty } from './pretty.ts'

type Documents = readonly (readonly [path: string, content: Json])[]

const pathOf = ({ id, folder }: Published): string => `${folder}/${id}`

/** What there is, so that nobody needs to list folders. */
const indexOf = (sets: readonly Published[], types: string): readonly Json[] =>
  sets.map((one) => ({
    id: one.id,
    version: one.version,
    sha256: digestOf(one.set),
    path: `${pathOf(one)}.json`,
    cases: `${pathOf(one)}.cases.json`,
    factTypes: types,
  }))

const documents: Documents = [
  ['fact-types.json', factTypes],
  ...hangzhou.flatMap((one): Documents => [
    [`${pathOf(one)}.json`, one.set],
    [`${pathOf(one)}.cases.json`, one.cases],
  ]),
  [
    'index.json',
    {
      about:
        'Every rule set with its cases and the fact types that it reads, a base before its overlays.',
      sets: indexOf(hangzhou, 'fact-types.json'),
    },
  ],
]

/** The text of every file, by path. */
export const ruleSetFiles: ReadonlyMap<string, string> = new Map(
  documents.map(([path, content]) => [`rule-sets/${path}`, pretty(content)]),
)
