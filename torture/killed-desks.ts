/** The trial of killed desks: whatever one was doing when it died, no answered fact is lost, and no code half-issued. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { stateOf } from 'greengate-cli/status'
import type { CodeRow } from '../desk/issuing/made-code.ts'
import { openAuthority, openTestDesk, type DemoAuthority } from '../desk/issuing/test-desk.ts'
import type { OpenDesk } from '../desk/open-desk.ts'
import { randomOf, type Trial } from '../house/endurance.ts'

const seed = 11
const program = new URL('desk-under-load.ts', import.meta.url).pathname
/** A new store after so many kills, so that looking at all of it stays quick. */
const killsOfStore = 20

/** What a desk had answered for when it was killed. */
interface Answered {
  readonly facts: readonly string[]
  readonly codes: readonly (readonly [cti: string, text: string])[]
}

/** The trial; a sample has fewer kills, and on a slow machine too each after a fact and a code were answered. */
export const killedDesks = (
  count = 200,
  mostMs = 1500,
  since: 'ready' | 'answered' = 'ready',
): Trial => {
  let authority: Promise<DemoAuthority> | undefined
  return {
    name: 'desk',
    about:
      'an issuing desk under load, killed at a random instant: every answered fact is kept, every code that left has its row and its index, and after the next start nobody who turned holds a code that is not revoked',
    seed,
    count,
    programs: ['torture/killed-desks.ts', 'torture/desk-under-load.ts'],
    attempt: async (step, drawn = seed) => {
      authority ??= openAuthority()
      const { folder, ...rest } = await authority
      const name = `killed-${String(Math.floor(step / killsOfStore))}`
      const answered = await killedAfter(folder, name, since, randomOf(drawn, step)() * mostMs)
      const { desk } = await openTestDesk({ folder, ...rest }, {}, name)
      try {
        const before = lostIn(desk, answered)
        const [due] = desk.store.db.prepare('SELECT count(*) AS n FROM touched').all()
        await desk.idle()
        return {
          lost: [...before, ...unsettledIn(desk)],
          tally: {
            facts: answered.facts.length,
            codes: answered.codes.length,
            'left to assess': Number(due?.['n']),
          },
        }
      } finally {
        await desk.close()
      }
    },
    shortOf: ({ facts = 0, codes = 0 }) => (facts > 0 && codes > 0 ? [] : ['nothing was answered']),
    report: ({ facts = 0, codes = 0, 'left to assess': left = 0 }) => [
      `Answered for when they were killed: ${String(facts)} facts, ${String(codes)} codes; people whom the next start had to assess: ${String(left)}.`,
    ],
    close: async () => {
      ;(await authority)?.[Symbol.dispose]()
    },
  }
}

async function killedAfter(
  folder: string,
  name: string,
  since: 'ready' | 'answered',
  milliseconds: number,
): Promise<Answered> {
  const child = spawn(process.execPath, ['--conditions=source', program, folder, name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const [facts, codes]: [string[], [string, string][]] = [[], []]
  let isDue = false
  for await (const line of createInterface({ input: child.stdout })) {
    const [what, id = '', text = ''] = line.split(' ')
    if (what === 'fact') facts.push(id)
    if (what === 'code') codes.push([id, line.slice(`code ${id} `.length) || text])
    const isAnswered = facts.length > 0 && codes.length > 0
    if (isDue || !(since === 'ready' ? what === 'ready' : isAnswered)) continue
    isDue = true
    setTimeout(() => child.kill('SIGKILL'), milliseconds)
  }
  const [code] = (await ended) as [number | null]
  if (code !== null) throw new Error(`desk: ended by itself with ${String(code)}`)
  return { facts, codes }
}

/** What was answered and is not there; and codes that no list knows, or that left without a row. */
function lostIn({ store }: OpenDesk, { facts, codes }: Answered): readonly string[] {
  const fact = store.db.prepare(`SELECT 1 FROM fact WHERE id = ? AND state = 'good'`)
  const code = store.db.prepare('SELECT text FROM code WHERE cti = ?')
  const [sound] = store.db.prepare('PRAGMA integrity_check').all()
  return [
    ...(sound?.['integrity_check'] === 'ok' ? [] : ['the store is damaged']),
    ...facts.filter((id) => fact.get(id) === undefined).map(() => 'an answered fact is not there'),
    ...codes
      .filter(([cti, text]) => code.get(Buffer.from(cti, 'hex'))?.['text'] !== text)
      .map(() => 'a code left without its row'),
  ]
}

/** What the next start left undone, or the two stores tell differently. */
function unsettledIn({ store, statusStore }: OpenDesk): readonly string[] {
  const rows = store.db.prepare('SELECT * FROM code').all() as unknown as readonly CodeRow[]
  const owner = statusStore.db.prepare('SELECT cti FROM code WHERE place = ?')
  const lost: string[] = []
  for (const { cti, issuer, month, statusIndex: index, state } of rows) {
    const listed = owner.get(index)?.['cti']
    if (!(listed instanceof Uint8Array) || Buffer.compare(listed, cti) !== 0) {
      lost.push('the list has another code at its index')
      continue
    }
    const isRevoked = stateOf(statusStore, { issuer, month, index }) === 'revoked'
    if (isRevoked !== (state === 'revoked')) lost.push('list and desk differ about a code')
  }
  const count = (sql: string): number => Number(store.db.prepare(sql).get()?.['n'])
  const undone = {
    'somebody is touched and not assessed': 'SELECT count(*) AS n FROM touched',
    'a revocation is not settled': 'SELECT count(*) AS n FROM revocation WHERE doneAt IS NULL',
    'a contact holds a code that passes': `SELECT count(*) AS n FROM code WHERE outcome = 'pass'
      AND state IN ('good', 'replaced') AND person IN (SELECT person FROM fact WHERE kind = 'contact')`,
    'a code says otherwise than the standing': `SELECT count(*) AS n FROM code JOIN standing
      ON standing.person = code.person WHERE state IN ('good', 'replaced')
      AND (code.outcome <> standing.outcome OR code.rule <> standing.rule)`,
  }
  return [
    ...lost,
    ...Object.entries(undone).flatMap(([what, sql]) => (count(sql) > 0 ? [what] : [])),
  ]
}
