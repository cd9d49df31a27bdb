/** A day of a fleet: what its stations said, when they were silent, and the table of it. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { commitQueue } from '../collect/commit-queue.ts'
import { openCollection } from '../collect/open-collection.ts'
import { greengate, scratch } from '../test-process.ts'
import type { DayReport } from './day-report.ts'
import { openHeartbeats } from './take-heartbeat.ts'
import { digestOf, testSpeaker } from './test-heartbeat.ts'

test('a day says what was said, how long it was silent, and no cell of it is a formula', async () => {
  await using folder = scratch()
  const speaker = await testSpeaker('gate-1')
  let now = new Date('2020-11-25T23:59:00Z')
  {
    using collection = await openCollection(folder.at('c.db'), 'make')
    collection.db.exec("INSERT INTO enrolled VALUES ('gate-1'), ('gate-2')")
    const take = openHeartbeats({
      ...{ db: collection.db, commit: commitQueue(collection.db), now: () => now },
      keys: () => new Map([['gate-1', speaker.key]]),
      ...{ onAlarm: () => undefined, onTwin: () => undefined, onTaken: () => undefined },
    })
    // The whole day but for two hours of the morning, every ten minutes.
    for (let n = 1; n <= 145; n++) {
      const hour = now.getUTCHours()
      const bundle = hour < 12 ? 7 : 8
      const more = { lane: '=1+1', software: '0.2.0, "new"', everySeconds: 600 }
      const said = { ...more, n, bundle: [bundle, digestOf(String(bundle))] as const }
      if (hour !== 8 && hour !== 9) await take(await speaker.say(said))
      now = new Date(now.getTime() + 600_000)
    }
  }
  const args = ['fleet', 'report', '--day', '2020-11-26', '--db', folder.at('c.db')]
  const { code, stdout } = await greengate([...args, '--out', folder.at('out'), '--json'])
  expect(code).toBe(0)
  const { stations, total } = JSON.parse(stdout) as DayReport
  expect(stations).toMatchObject([
    { station: 'gate-1', heartbeats: 132, bundles: [7, 8], silentMinutes: 100, lane: '=1+1' },
    { station: 'gate-2', heartbeats: 0, bundles: [], silentMinutes: total.silentMinutes - 100 },
  ])
  expect(total.outcomes.pass).toBe(132 * 9)
  expect(readFileSync(folder.at('out/fleet-2020-11-26.csv'), 'utf8')).toMatch(
    /^day,station,.*\r\n2020-11-26,gate-1,'=1\+1,132,100,7 8,cn-3301\/14,"0\.2\.0, ""new""",/,
  )
  expect(await greengate([...args.slice(0, 2), '--day', '2020-02-30', '--db', 'x'])).toMatchObject({
    code: 2,
  })
})
