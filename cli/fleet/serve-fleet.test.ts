/** Who may see the fleet, and how; and that whoever looks hears of changes. */
import { get } from 'node:http'
import { expect, test } from 'vitest'
import { scratch } from '../test-process.ts'
import type { FleetState } from './fleet-state.ts'
import { serveFleet, type ServedFleet } from './serve-fleet.ts'

const serving = async (folder: string): Promise<{ served: ServedFleet; change: () => void }> => {
  const listeners = new Set<() => void>()
  const fleet = {
    state: () => ({ format: 'greengate-fleet-state-1' }) as FleetState,
    listen(changed: () => void) {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
  }
  const place = { host: '127.0.0.1', port: 0, names: ['fleet.example'], pageFolder: folder }
  const onFault = (error: unknown): never => {
    throw error
  }
  const served = await serveFleet({ ...place, fleet, onFault })
  const change = (): void => {
    for (const listener of listeners) listener()
  }
  return { served, change }
}

test('the fleet is shown by its address or a given name, to be read and nothing more', async () => {
  await using folder = scratch()
  const { served } = await serving(folder.path)
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<number>((resolve, reject) => {
      get(`${served.url}${path}`, { headers, method }, (response) => {
        response.destroy()
        resolve(response.statusCode ?? 0)
      }).on('error', reject)
    })
  expect(await ask('fleet.json')).toBe(200)
  expect(await ask('fleet.json', { Host: 'fleet.example' })).toBe(200)
  expect(await ask('fleet.json', { Host: 'rebound.example' })).toBe(421)
  expect(await ask('fleet.json', { 'Sec-Fetch-Site': 'cross-site' })).toBe(403)
  expect(await ask('fleet.json', {}, 'POST')).toBe(405)
  expect(await ask('..%2f..%2fkey.jwk')).toBe(404)
  expect(await ask('records')).toBe(404)
  const { headers } = await fetch(`${served.url}fleet.json`)
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
  await served.close()
})

test('whoever listens is told when something has changed', async () => {
  await using folder = scratch()
  const { served, change } = await serving(folder.path)
  const response = await fetch(`${served.url}events`)
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader.read()).value).toContain(': here')
  change()
  expect((await reader.read()).value).toContain('event: changed')
  await reader.cancel()
  await served.close()
})
