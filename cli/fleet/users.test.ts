/** The users of a NATS server, from the roster: what is written, what is told, and what is refused. */
import { readFileSync, writeFileSync } from 'node:fs'
import { generateKey, publicJwk, type PublicJwk } from 'greengate/issue'
import { describe, expect, test } from 'vitest'
import { writeKeyFile } from '../keys/key-file.ts'
import { nkeyOf } from '../nats/nkey.ts'
import { OperatorError } from '../operator-error.ts'
import { greengate, scratch, type Scratch } from '../test-process.ts'
import { fleetUsers, usersFile, usersIn } from './nats-users.ts'

const keyOf = async (): Promise<PublicJwk> => publicJwk(await generateKey('Ed25519'))

/** Writes the users of these stations; what the command said, as JSON. */
const write = async (folder: Scratch, stations: object, ...more: readonly string[]) => {
  writeFileSync(folder.at('stations.json'), JSON.stringify(stations))
  const to = ['--stations', folder.at('stations.json'), '--out', folder.at('stations.conf')]
  return greengate(['fleet', 'users', ...to, '--json', ...more])
}

test('the command writes who is there, says who came, went and has another key, and leaves all else as it was', async () => {
  await using folder = scratch()
  const [one, two, other] = [await keyOf(), await keyOf(), await keyOf()]
  const collector = await generateKey('Ed25519')
  await writeKeyFile(folder.at('collector.jwk'), collector)
  const by = ['--collector', folder.at('collector.jwk')]
  const first = await write(folder, { 'east-2': two, 'east-1': one }, ...by)
  expect(JSON.parse(first.stdout)).toMatchObject({
    ...{ users: 3, added: ['collector', 'east-1', 'east-2'], removed: [], rekeyed: [] },
  })
  const written = readFileSync(folder.at('stations.conf'), 'utf8')
  expect([...usersIn(written).keys()]).toEqual(['collector', 'east-1', 'east-2'])
  expect(usersIn(written).get('east-1')).toBe(`nkey: ${nkeyOf(one) ?? ''}`)
  // In another order it is the same file.
  await write(folder, { 'east-1': one, 'east-2': two }, ...by)
  expect(readFileSync(folder.at('stations.conf'), 'utf8')).toBe(written)
  const next = await write(folder, { 'east-1': other, 'west-1': two }, ...by)
  expect(JSON.parse(next.stdout)).toMatchObject({
    ...{ users: 3, added: ['west-1'], removed: ['east-2'], rekeyed: ['east-1'] },
  })
  const refused = await write(folder, { 'east-1': one, 'east-3': one }, ...by)
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('east-1, east-3')])
  expect([...usersIn(readFileSync(folder.at('stations.conf'), 'utf8')).keys()]).toContain('west-1')
  const { stdout } = await greengate(['fleet', 'nkey', folder.at('collector.jwk')])
  expect(stdout.trim()).toBe(nkeyOf(publicJwk(collector)))
})

describe('is refused:', () => {
  test.each(['a.b', '*', '>', 'a b', '', 'a"', 'ü'])(
    'a station that is called %j',
    async (name) => {
      const stations = new Map([[name, await keyOf()]])
      expect(() => fleetUsers(stations, new Map())).toThrow(OperatorError)
      expect(() => fleetUsers(stations, new Map(), 'certificate')).toThrow(OperatorError)
    },
  )
  test('a key that NATS has no form for, and with certificates a station that is called as an office', async () => {
    const p256 = publicJwk(await generateKey('ESP256'))
    expect(() => fleetUsers(new Map([['east-1', p256]]), new Map())).toThrow(OperatorError)
    const named = new Map([['collector', await keyOf()]])
    const offices = new Map([['collector', undefined]] as const)
    expect(() => fleetUsers(named, offices, 'certificate')).toThrow(OperatorError)
  })
})

test('nobody may publish everything, and a list of nothing allows nothing', async () => {
  const users = fleetUsers(
    new Map([['east-1', await keyOf()]]),
    new Map([
      ['collector', await keyOf()],
      ['publisher', await keyOf()],
    ]),
  )
  const lines = usersFile(users)
    .split('\n')
    .filter((line) => line.includes('nkey'))
  expect(lines).toHaveLength(3)
  for (const line of lines) {
    expect(line).toMatch(/publish: \{ (?:allow: \[".+?"\]|deny: \[">"\]) \}/)
    expect(line).toMatch(/subscribe: \{ (?:allow: \[".+?"\]|deny: \[">"\]) \}/)
    expect(line).not.toMatch(/allow: \[[^\]]*">"/)
  }
})
