/** Reads what is known of people from the store as fast as it goes: only facts that rules read are taken apart. */
import type { CompiledRuleSet, StatedFact } from 'greengate/rules'
import { offSite } from 'greengate-cli/assessing'
import { factId, personFields } from '../facts/facts-of.ts'
import { heldKinds } from '../facts/held-about.ts'
import type { DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import type { StoredPerson } from './judge-person.ts'

/**
 * Makes what reads them.
 *
 * @param withDeclared - Whether there are kinds that only the person can complete.
 */
export function personReader(
  store: DeskStore,
  compiled: CompiledRuleSet,
  withDeclared: boolean,
): (person: string) => StoredPerson {
  const reads = new Set(offSite(compiled).rules.flatMap((rule) => rule.reads))
  const facts = prepared(
    store,
    `SELECT source, id, kind, fields FROM fact
     WHERE person = ? AND state IN ('good', 'moved') ORDER BY seq`,
  )
  const declared = prepared(store, 'SELECT kind, until FROM declared WHERE person = ?')
  const who = prepared(store, 'SELECT idType, birthDate FROM person WHERE id = ?')

  const ownFact = (person: string): StatedFact | undefined => {
    const row = who.get(person)
    if (row === undefined) return undefined
    const birthDate = row['birthDate'] as string | null
    return {
      id: 'desk:person',
      kind: 'person',
      fields: personFields(row['idType'] as string, birthDate),
    }
  }

  return (person) => {
    const stated: StatedFact[] = []
    let isStated = false
    for (const row of facts.all(person)) {
      const kind = row['kind'] as string
      if (!reads.has(kind)) continue
      if (kind === 'person') isStated = true
      stated.push({
        id: factId(row['source'] as string, row['id'] as string),
        kind,
        fields: JSON.parse(row['fields'] as string) as StatedFact['fields'],
      })
    }
    const own = isStated || !reads.has('person') ? undefined : ownFact(person)
    if (own !== undefined) stated.push(own)
    const rows = withDeclared ? declared.all(person) : []
    const held = heldKinds(store, person)
    return { facts: stated, declared: rows as unknown as StoredPerson['declared'], held }
  }
}
