/** Every file of rule-sets/ but its README, by its path from test-vectors/. */
import type { Json } from '../hand/jcs.ts'
import { factTypes } from './fact-types.ts'
import { pretty } from './pretty.ts'

const documents: readonly (readonly [path: string, content: Json])[] = [
  ['fact-types.json', factTypes],
]

/** The text of every file, by path. */
export const ruleSetFiles: ReadonlyMap<string, string> = new Map(
  documents.map(([path, content]) => [`rule-sets/${path}`, pretty(content)]),
)
