/** Sets of an authority: drafts that are signed and published, and what a verifier then makes of cards. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  after,
  beginPublishing,
  founded,
  hour,
  testAuthority,
  text,
} from '../bundle/test-authority.ts'
import { greengate } from '../test-process.ts'
import { onePercent, syntheticFile } from './synthetic-rows.ts'

const people = 2000
const rows = [...syntheticFile(0, people, onePercent)].join('')

test('sets are drafts of the authority under its own key, and those who sign see who is what', async () => {
  await using authority = await testAuthority()
  await beginPublishing(authority)
  mkdirSync(authority.at('keys/population'))
  const key = { id: 'ABEiM0RVZnc', key: 'AAECAwQFBgcICQoLDA0ODw' }
  writeFileSync(authority.at('keys/population/1.json'), JSON.stringify(key), { mode: 0o600 })
  writeFileSync(authority.at('rows.csv'), rows)
  const common = ['--set', 'cn-3301', '--authority', authority.at('.'), '--type', 'cn-resident-id']
  const build = (version: number) =>
    greengate([
      ...['population', 'build', authority.at('rows.csv'), ...common, '--issuer', 'cn-3301'],
      ...['--version', String(version), '--assessed-at', text(0), '--limit', text(100 * hour)],
    ])
  const drafts = ['covered/cn-3301/1', 'not-green/cn-3301/1']
  const built = await build(1)
  expect([built.code, built.stderr]).toEqual([0, ''])
  for (const draft of drafts) expect(built.stdout).toContain(`drafts/${draft}.json`)
  const shown = await greengate([
    ...['bundle', 'show', authority.at('drafts/not-green/cn-3301/1.json'), '--lang', 'en'],
  ])
  expect([shown.code, shown.stderr]).toEqual([0, ''])
  expect(shown.stdout).toContain('stop rule 2: ')

  // The next version is made ahead: both stand in one header.
  expect((await build(2)).code).toBe(0)
  const now = after(hour)
  await authority.sign(now, ['status-1'], ...drafts)
  expect((await build(2)).code).toBe(2)
  const published = await authority.publish(now)
  expect(published.taken).toEqual(drafts)
  expect((await authority.client(now)).members.has('not-green/cn-3301')).toBe(true)

  writeFileSync(authority.at('later.csv'), rows.replaceAll('stop,2', 'pass,1'))
  const delta = await greengate([
    ...['population', 'delta', authority.at('later.csv'), ...common, '--version', '1'],
    ...['--assessed-at', text(hour)],
  ])
  expect([delta.code, delta.stderr]).toEqual([0, ''])
  const header = JSON.parse(
    readFileSync(authority.at('drafts/not-green/cn-3301/2.json'), 'utf8'),
  ) as { sets: { version: number; patches: unknown[] }[] }
  expect(header.sets.map(({ version, patches }) => [version, patches.length])).toEqual([
    [1, 1],
    [2, 0],
  ])
  await authority.sign(now, ['status-1'], 'not-green/cn-3301/2')
  expect(await authority.publish(after(2 * hour))).toMatchObject({ taken: ['not-green/cn-3301/2'] })
  expect(founded.getTime()).toBeLessThan(now.getTime())
})
