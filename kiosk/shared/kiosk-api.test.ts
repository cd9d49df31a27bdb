/** The contract as one suite, over everything that carries it: nothing at all, the WebSocket, Electron's IPC. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { fakeIpc } from '../electron/fake-ipc.ts'
import { serveIpc } from '../electron/ipc-server.ts'
import { ipcTransport } from '../electron/ipc-transport.ts'
import { openSocketTransport, type Socket } from '../screen/socket-transport.ts'
import { serveScreen } from '../station/screen-server.ts'
import { largestFile, longestFrame, mostInGroup, mostTexts } from './channels.ts'
import { connectScreen, type Connectable } from './connection.ts'
import { fakeStation, fakeStatus, fakeStop, type FakeStation } from './fake-station.ts'
import { KioskRefusal, type KioskApi, type KioskEvent, type RefusalCode } from './kiosk-api.ts'
import { subprotocol, tokenPrefix } from './socket-message.ts'
import { events, malformedAsks, refusalOf, staffActs, staffAnswers } from './test-samples.ts'
import { kioskApiOver, reply } from './transport.ts'

/** A carried contract, for one test. */
interface Carried {
  readonly api: KioskApi
  close(): Promise<void> | void
}

const quiet = () => undefined

/** Runs the contract over one way of carrying it. */
function describeKioskApi(name: string, carry: (station: Connectable) => Promise<Carried>): void {
  describe(`KioskApi over ${name}`, () => {
    let station: FakeStation
    let carried: Carried
    let connected: number

    beforeEach(async () => {
      connected = 0
      station = Object.assign(fakeStation(), {
        connect() {
          connected++
          return {
            api: station,
            close() {
              connected--
            },
          }
        },
      })
      carried = await carry(station)
    })
    afterEach(() => carried.close())

    test('the status arrives whole', async () => {
      expect(await carried.api.status()).toEqual(fakeStatus)
    })

    test('the texts arrive as they are, and so does the decision', async () => {
      const texts = ['GG1:ABC', '{"a":"\u0000\u2028\ud83d\ude00"}']
      expect(await carried.api.present(texts)).toEqual(fakeStop)
      expect(station.asked).toEqual([texts])
    })

    test('answers find their questions when several are under way', async () => {
      const { api } = carried
      const answers = await Promise.all([api.status(), api.present(['A']), api.status()])
      expect(answers).toEqual([fakeStatus, fakeStop, fakeStatus])
    })

    test.each<RefusalCode>(['busy', 'out-of-service', 'failed'])(
      'the refusal %s keeps its code',
      async (code) => {
        station.answer = code
        expect(await refusalOf(carried.api.present(['A']))).toBe(code)
      },
    )

    test('a lock says how long it holds', async () => {
      station.signsIn = new KioskRefusal('locked', { waitMs: 42_000 })
      const asking = carried.api.signIn({ operator: 'li', pin: '135790' })
      await expect(asking).rejects.toMatchObject({ code: 'locked', waitMs: 42_000 })
    })

    test('a fault of the station is a refusal, and nothing of it gets out', async () => {
      station.answer = new TypeError('what the code said')
      expect(await refusalOf(carried.api.present(['A']))).toBe('failed')
    })

    test.each([
      ['no text', []],
      ['an empty text', ['']],
      ['a text longer than any QR code', ['A'.repeat(7_090)]],
      ['more texts than one person has', Array.from({ length: mostTexts + 1 }, () => 'A')],
    ])('%s is malformed and never reaches the station', async (_, texts) => {
      expect(await refusalOf(carried.api.present(texts))).toBe('malformed')
      expect(station.asked).toEqual([])
    })

    test('what is no camera state is malformed', async () => {
      const state: unknown = 'constructor'
      expect(await refusalOf(carried.api.camera(state as never))).toBe('malformed')
      expect(station.asked).toEqual([])
    })

    test('a camera state arrives', async () => {
      expect(await carried.api.camera('denied')).toBeNull()
      expect(station.asked).toEqual(['denied'])
    })

    test.each([
      ['takeFrame', 'the longest frame', longestFrame],
      ['takeFile', 'a file', 300_000],
    ] as const)(
      '%s: %s arrives byte for byte, and so does what became of it',
      async (ask, _, length) => {
        const bytes = Uint8Array.from({ length }, (_, at) => at * 7 + (at >> 8))
        station.carried = {
          state: 'taken',
          bundleVersion: 6,
          rules: { version: 4, from: '2020-03-02T00:00:00Z', inForce: false },
        }
        expect(await carried.api[ask](bytes)).toEqual(station.carried)
        expect(station.asked).toEqual([bytes])
      },
    )

    test('the largest file that may be handed over arrives, and one byte more is malformed', async () => {
      await carried.api.takeFile(new Uint8Array(largestFile))
      expect(station.asked.map((bytes) => (bytes as Uint8Array).length)).toEqual([largestFile])
      const oneMore = new Uint8Array(largestFile + 1)
      expect(await refusalOf(carried.api.takeFile(oneMore))).toBe('malformed')
      expect(station.asked).toHaveLength(1)
    })

    test.each([
      ['an empty frame', 'takeFrame', new Uint8Array(0)],
      ['a frame longer than any', 'takeFrame', new Uint8Array(longestFrame + 1)],
      ['an empty file', 'takeFile', new Uint8Array(0)],
      ['a text for a frame', 'takeFrame', 'GGF1'],
      ['numbers for a file', 'takeFile', [71, 71]],
      ['bytes for codes', 'present', new Uint8Array(9)],
    ] as const)('%s is malformed and never reaches the station', async (_, ask, argument) => {
      const api = carried.api as unknown as Record<string, (argument: unknown) => Promise<unknown>>
      const asking = api[ask]!(argument)
      expect(await refusalOf(asking)).toBe('malformed')
      expect(station.asked).toEqual([])
    })

    test.each<RefusalCode>(['busy', 'not-here'])(
      'what is carried may be refused: %s',
      async (code) => {
        station.carried = code
        expect(await refusalOf(carried.api.takeFile(Uint8Array.of(1)))).toBe(code)
      },
    )

    test('whoever calls for staff is heard, and so is how many go together', async () => {
      expect(await carried.api.callStaff()).toBeNull()
      expect(await carried.api.group(1)).toBeNull()
      expect(await carried.api.group(mostInGroup)).toEqual({ shown: 0, of: mostInGroup })
      expect(station.asked).toEqual(['callStaff', { group: 1 }, { group: mostInGroup }])
    })

    test('a sign-in arrives, and its session comes back', async () => {
      const rights = ['look', 'passages'] as const
      const given = { session: 'A'.repeat(43), operator: 'li', rights, idleMs: 120_000 }
      station.signsIn = given
      expect(await carried.api.signIn({ operator: 'li', pin: '135790' })).toEqual(given)
      expect(station.asked).toEqual([{ operator: 'li', pin: '135790' }])
    })

    test.each(staffActs)('$act arrives by its members, and its answer comes back', async (act) => {
      station.staffAnswers = staffAnswers
      const ask = { session: 'A'.repeat(43), act }
      expect(await carried.api.staff(ask)).toEqual(staffAnswers[act.act])
      expect(station.asked).toEqual([ask])
    })

    test.each<RefusalCode>(['signed-out', 'not-allowed', 'not-here', 'out-of-service', 'locked'])(
      'an act may be refused: %s',
      async (code) => {
        station.staff = () => Promise.reject(new KioskRefusal(code))
        const ask = { session: 'A'.repeat(43), act: { act: 'look' } } as const
        expect(await refusalOf(carried.api.staff(ask))).toBe(code)
      },
    )

    test.each(['group', 'signIn', 'staff'] as const)(
      'whatever is wrong with what %s is asked with, it is malformed and never reaches the station',
      async (name) => {
        const api = carried.api as unknown as Record<
          string,
          (argument: unknown) => Promise<unknown>
        >
        for (const [ask, value] of malformedAsks) {
          if (ask !== name) continue
          const code = await refusalOf(api[name]!(value))
          expect({ value, code }).toEqual({ value, code: 'malformed' })
        }
        expect(station.asked).toEqual([])
      },
    )

    test('every event arrives as it is, in order', async () => {
      const heard: KioskEvent[] = []
      carried.api.listen((event) => {
        if (event.kind !== 'status') heard.push(event)
      })
      await carried.api.status()
      for (const event of events) station.tell(event)
      await expect.poll(() => heard).toEqual(events)
    })

    test('a screen that is gone is no connection any more, so that nothing hangs on it', async () => {
      await carried.api.status()
      expect(connected).toBe(1)
      await carried.close()
      await expect.poll(() => connected).toBe(0)
      carried.close = quiet
    })

    test('a listener hears the status, then every event, until it listens no more', async () => {
      const heard: KioskEvent[] = []
      const unlisten = carried.api.listen((event) => {
        heard.push(event)
      })
      await expect.poll(() => heard).toEqual([{ kind: 'status', status: fakeStatus }])
      const closed = { ...fakeStatus, service: 'no-receipts' } as const
      station.tell({ kind: 'status', status: closed })
      await expect.poll(() => heard.at(-1)).toEqual({ kind: 'status', status: closed })
      const update = { state: 'forgotten', have: 1, of: 3 } as const
      station.tell({ kind: 'update', update })
      await expect.poll(() => heard.at(-1)).toEqual({ kind: 'update', update })
      unlisten()
      station.tell({ kind: 'status', status: fakeStatus })
      await carried.api.status()
      expect(heard).toHaveLength(3)
    })
  })
}

describeKioskApi('nothing', (station) => {
  const connection = connectScreen(station)
  return Promise.resolve({
    ...connection,
    api: kioskApiOver({
      ask: (ask, argument) => reply(connection.api, ask, argument, quiet),
      listen: (listener) => connection.api.listen(listener),
    }),
  })
})

describeKioskApi('the WebSocket', async (station) => {
  const screenFolder = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  await writeFile(join(screenFolder, 'index.html'), '')
  const server = await serveScreen({ api: station, screenFolder, port: 0, log: quiet })
  const token = new URL(server.url).hash.slice(1)
  const connect = () =>
    new WebSocket(server.origin.replace('http', 'ws'), [subprotocol, tokenPrefix + token], {
      origin: server.origin,
    }) as unknown as Socket
  const transport = openSocketTransport({ connect })
  const api = kioskApiOver(transport)
  await up(api)
  return {
    api,
    async close() {
      transport.close()
      await server.close()
      await rm(screenFolder, { recursive: true })
    },
  }
})

describeKioskApi("Electron's IPC", (station) => {
  const { ipcMain, ipcRenderer } = fakeIpc('app://kiosk/')
  const stop = serveIpc(ipcMain, station, () => true, quiet)
  return Promise.resolve({ api: kioskApiOver(ipcTransport(ipcRenderer)), close: stop })
})

/** Resolves at the first status: the line is up. */
function up(api: KioskApi): Promise<void> {
  return new Promise((resolve) => {
    const unlisten = api.listen((event: KioskEvent) => {
      if (event.kind !== 'status') return
      queueMicrotask(() => {
        unlisten()
      })
      resolve()
    })
  })
}
