/** For the test of the studio: a folder with a version in force, the next one in work, and its cases. */
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { casesText, ruleSets, setText } from '../rules/test-set.ts'

/** Somebody coughs; the rule for that is still to be written. */
const coughs = `  - id: coughs
    comment: a cough since yesterday
    now: 2020-03-15T04:00:00Z
    person:
      facts:
        - { id: s1, kind: symptom, fields: { at: 2020-03-14 } }
      covers:
        - { kind: test, until: 2020-03-15T03:30:00Z }
        - { kind: contact, until: 2020-03-15T03:30:00Z }
        - { kind: symptom, until: 2020-03-15T03:30:00Z }
      onSite: { temperature: 36.5 }
    outcome: check
    fired: [ 4 ]
`
/** Of whom the new rule asks, that must be known. */
const cases = casesText
  .replace('version: 1', 'version: 2')
  .replace('covers:', 'covers:\n        - { kind: symptom, until: 2020-03-15T03:30:00Z }')
/** The version in work: nobody else has reviewed it. */
export const inWork = setText
  .replace('version: 1', 'version: 2 # to be reviewed')
  .replace('value: 14', 'value: 10')
  .replace('reviewedBy: others', 'reviewedBy: them')

/** Lays it all into a folder. */
export function layDesk(folder: string): void {
  copyFileSync(join(ruleSets, 'fact-types.json'), join(folder, 'fact-types.json'))
  writeFileSync(join(folder, 'small-1.yaml'), setText)
  writeFileSync(join(folder, 'small.yaml'), inWork)
  writeFileSync(join(folder, 'small.cases.yaml'), cases + coughs)
}
