/** Enrolment: keys stay at the station, its request is signed by itself, and its group's key reaches it alone. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { acceptBundle, pinRoot } from 'greengate'
import { newest } from '../bundle/shelf.ts'
import { digest } from '../bundle/document.ts'
import type { StationsPayload } from '../bundle/payloads.ts'
import {
  after,
  beginPublishing,
  founded,
  hour,
  testAuthority,
  type TestAuthority,
} from '../bundle/test-authority.ts'
import { OperatorError } from '../operator-error.ts'
import { openGrant } from './grant.ts'
import { joinGroup } from './join.ts'
import { makeRequest, openRequest, type StationRequest } from './request.ts'
import { admit, rekeyGroup, remove } from './roster.ts'
import { makeStationFolder, openStation } from './station-folder.ts'

let authority: TestAuthority
beforeAll(async () => {
  authority = await testAuthority()
  await beginPublishing(authority)
  return () => authority[Symbol.asyncDispose]()
})

const folderOf = (id: string): string => authority.at(`../${id}`)

async function rootDigest(): Promise<string> {
  const root = newest((await authority.shelf()).signed, 'root')
  return digest(root?.payload ?? new Uint8Array())
}

/** A new station, and its request as the operator opens it. */
async function enrolled(id: string, group = 'east'): Promise<StationRequest> {
  await makeStationFolder(folderOf(id), { id, group, lanes: ['1', '2'] }, authority.root())
  const request = await makeRequest(await openStation(folderOf(id)), await rootDigest())
  return openRequest(request, 'request.jws')
}

async function publishRoster(now: Date): Promise<StationsPayload> {
  const [draft] = (await authority.shelf()).drafts.filter(({ role }) => role === 'stations')
  await authority.sign(now, ['stations-1'], draft?.place ?? '')
  await authority.publish(now)
  return draft?.value as unknown as StationsPayload
}

test('stations are enrolled, admitted, joined to their group, removed, and the group is keyed anew', async () => {
  const requests = [await enrolled('east-1'), await enrolled('east-2')]
  for (const file of ['signing', 'recipient']) {
    expect(statSync(`${folderOf('east-1')}/keys/${file}.jwk`).mode & 0o777).toBe(0o600)
  }
  // Nothing private is in a request.
  expect(JSON.stringify(requests)).not.toMatch(/"d"/)
  const grants: string[] = []
  for (const request of requests) {
    const { grants: made } = await admit(await authority.shelf(), request, founded)
    grants.push(...made)
  }
  const [mine = '', theirs = ''] = grants
  const join = (id: string, grant: string, now: Date) =>
    joinGroup(folderOf(id), grant, authority.at('published'), now)
  // Not before the roster that names the key is published.
  await expect(join('east-1', mine, founded)).rejects.toBeInstanceOf(OperatorError)
  const roster = await publishRoster(founded)
  expect(roster.groups).toMatchObject([
    { id: 'east', stations: [{ id: 'east-1' }, { id: 'east-2' }] },
  ])
  const { file } = await join('east-1', mine, founded)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8')).toContain(roster.groups[0]?.recipient.x)
  // What is sealed to another station opens to that one alone.
  await expect(join('east-1', theirs, founded)).rejects.toBeInstanceOf(OperatorError)
  await join('east-2', theirs, founded)

  await remove(await authority.shelf(), 'east-2', after(hour))
  const rekeyed = await rekeyGroup(await authority.shelf(), 'east', after(hour))
  expect(rekeyed.grants).toHaveLength(1)
  const next = await publishRoster(after(hour))
  expect(next.groups[0]?.recipient).not.toEqual(roster.groups[0]?.recipient)
  // The old key is no key any more, not even for whoever kept its grant.
  const open = await openStation(folderOf('east-2'))
  expect(await openGrant(readFileSync(theirs, 'utf8'), theirs, open)).toMatchObject({
    group: 'east',
  })
  await expect(join('east-2', theirs, after(hour))).rejects.toBeInstanceOf(OperatorError)
  await join('east-1', rekeyed.grants[0] ?? '', after(hour))
  const pinned = await pinRoot(authority.root(), { worlds: ['test'] })
  const bundle = await acceptBundle(pinned, await authority.published(), after(hour))
  expect(bundle.stations?.groups.map(({ stations }) => stations.length)).toEqual([1])
})

describe('is refused:', () => {
  test('a request that was changed, or is none', async () => {
    await makeStationFolder(
      folderOf('w-1'),
      { id: 'w-1', group: 'west', lanes: ['1'] },
      authority.root(),
    )
    const request = await makeRequest(await openStation(folderOf('w-1')), await rootDigest())
    const [head = '', payload = '', signature = ''] = request.split('.')
    const text = Buffer.from(payload, 'base64url').toString().replace('w-1', 'w-2')
    const changed = [head, Buffer.from(text).toString('base64url'), signature].join('.')
    for (const bad of [changed, '', 'GG1:ABC', `${request}A`, payload]) {
      await expect(openRequest(bad, 'request.jws')).rejects.toBeInstanceOf(OperatorError)
    }
  })

  test('a station that pinned another root', async () => {
    const request = { ...(await enrolled('other')), root: 'x'.repeat(43) }
    await expect(admit(await authority.shelf(), request, founded)).rejects.toBeInstanceOf(
      OperatorError,
    )
  })

  test('a second station of one name, and a second enrolment in one folder', async () => {
    const request = { ...(await enrolled('north')), id: 'east-1' }
    await expect(admit(await authority.shelf(), request, founded)).rejects.toBeInstanceOf(
      OperatorError,
    )
    await expect(enrolled('north')).rejects.toBeInstanceOf(OperatorError)
  })

  test('a station or a group that is not there', async () => {
    const shelf = await authority.shelf()
    await expect(remove(shelf, 'nobody', founded)).rejects.toBeInstanceOf(OperatorError)
    await expect(rekeyGroup(shelf, 'nowhere', founded)).rejects.toBeInstanceOf(OperatorError)
  })

  test('the 65th station of a group', async () => {
    const request = await enrolled('full-0', 'full')
    const { drafts } = await authority.shelf()
    for (const { place } of drafts) expect(place).not.toContain('stations')
    for (let n = 0; n < 64; n += 1) {
      await admit(await authority.shelf(), { ...request, id: `full-${n}` }, founded)
    }
    await expect(
      admit(await authority.shelf(), { ...request, id: 'full-64' }, founded),
    ).rejects.toBeInstanceOf(OperatorError)
  })
})

test('without the private key of its group no station is admitted', async () => {
  const request = await enrolled('east-9')
  const file = authority.at('keys/groups/east.jwk')
  const kept = readFileSync(file)
  expect(existsSync(file)).toBe(true)
  writeFileSync(file, readFileSync(authority.at('keys/groups/full.jwk')))
  await expect(admit(await authority.shelf(), request, founded)).rejects.toBeInstanceOf(
    OperatorError,
  )
  writeFileSync(file, kept)
})
