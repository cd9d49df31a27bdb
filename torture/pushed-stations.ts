/** A process of the trial of pushed updates: many stations, each with its own key, store and connection. */
import { generateKey, publicJwk, type PrivateJwk } from 'greengate/issue'
import { createPrivateKey, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { memoryStore, openBundle, type OpenBundle } from 'greengate/update'
import { startPushedUpdates } from '../kiosk/station/fleet/pushed-updates.ts'
import { keepConnected, type ChallengedKey } from '../kiosk/station/nats/keep-connected.ts'
import { uplinkOver } from '../kiosk/station/nats/nats-uplink.ts'
import { nkeyOf } from '../kiosk/station/nats/nkey.ts'

/** What the trial asks, in this order. */
export type ToStations =
  | { readonly ask: 'keys'; readonly count: number }
  | {
      readonly ask: 'connect'
      readonly url: string
      /** Names of files: the pinned root, and what every station holds. */
      readonly root: string
      readonly bundle: string
      /** The stations' clock, in milliseconds. */
      readonly nowMs: number
    }
  | { readonly ask: 'end' }

/** And what it is told. */
export type OfStations =
  | { readonly told: 'keys'; readonly nkeys: readonly string[] }
  | { readonly told: 'connected' }
  /** When each station had the emergency in force, by the clock that the processes of a machine share. */
  | { readonly told: 'taken'; readonly atMs: readonly number[] }

const tell = (what: OfStations) => process.send?.(what)
let keys: ChallengedKey[] = []

process.on('message', (asked: ToStations) => {
  if (asked.ask === 'keys') void makeKeys(asked.count)
  else if (asked.ask === 'connect') void connectAll(asked)
  else process.exit(0)
})

async function makeKeys(count: number): Promise<void> {
  keys = []
  for (let n = 0; n < count; n++) {
    const jwk: PrivateJwk = await generateKey('Ed25519')
    const key = createPrivateKey({ key: { ...jwk }, format: 'jwk' })
    keys.push({ publicKey: publicJwk(jwk), signNow: (bytes) => sign(null, bytes, key) })
  }
  tell({ told: 'keys', nkeys: keys.map(({ publicKey }) => nkeyOf(publicKey) ?? '') })
}

async function connectAll(asked: ToStations & { readonly ask: 'connect' }): Promise<void> {
  const { url, nowMs } = asked
  const root = new Uint8Array(readFileSync(asked.root))
  const bundle = new Uint8Array(readFileSync(asked.bundle))
  const now = new Date(nowMs)
  const atMs: number[] = []
  const open = async (key: ChallengedKey, n: number): Promise<void> => {
    const opened: OpenBundle = await openBundle({ root, worlds: ['test'], store: memoryStore() })
    await opened.takeFile(bundle, now)
    const pushed = startPushedUpdates({
      takeFile: (bytes) => opened.takeFile(bytes, now),
      refresh: () => Promise.resolve({ state: 'unchanged', bytes: 0 }),
      onUpdated() {
        if (opened.bundle.emergencies.size === 0) return
        atMs.push(performance.timeOrigin + performance.now())
        if (atMs.length === keys.length) tell({ told: 'taken', atMs })
      },
      onFault(error) {
        throw error
      },
      monotonicMs: () => performance.now(),
    })
    const station = `gate-${process.pid}-${n}`
    const at = { servers: [url], as: 'key' } as const
    const log = (line: string) => {
      if (line.includes('no connection')) process.stderr.write(`${station}: ${line}\n`)
    }
    const kept = keepConnected({ at, station, key, log })
    uplinkOver(kept, { station, log }).listen(
      (body) => {
        pushed.push(body)
      },
      () => undefined,
    )
    // Listening comes before this on the wire.
    await new Promise<void>((resolve, reject) => {
      kept.onConnected((connection) => void connection.flush().then(resolve, reject))
    })
  }
  await Promise.all(keys.map(open))
  tell({ told: 'connected' })
}
