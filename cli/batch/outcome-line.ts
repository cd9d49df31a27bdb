/** Writes what the rules made of a person as a line of JSON. */
import type { AssessedPerson } from 'greengate/issue'

/** What is told of a person, assessed now or before. */
type Outcome = Pick<AssessedPerson, 'outcome' | 'rule' | 'fired' | 'holdsUntil'> &
  Partial<Pick<AssessedPerson, 'missing'>>

/** `{"id","outcome","rule"?,"version","fired","missing"?,"holdsUntil"}`, with its line end. */
export function outcomeLine(
  id: string,
  version: number,
  { outcome, rule, fired, missing = [], holdsUntil }: Outcome,
): string {
  const decided = rule === undefined ? '' : `,"rule":${rule}`
  const lacking = missing.length === 0 ? '' : `,"missing":${JSON.stringify(missing)}`
  return `{"id":${JSON.stringify(id)},"outcome":"${outcome}"${decided},"version":${version},"fired":[${fired.join(',')}]${lacking},"holdsUntil":"${holdsUntil}"}\n`
}
