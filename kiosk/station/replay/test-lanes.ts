/** Lanes for tests: each with a folder of its own and the same key, over the real TLS, in a time that the test sets. */
import { mkdir, mkdtemp } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Claim } from './replay.ts'
import { openReplay, type OpenReplay, type ReplaySharing } from './open-replay.ts'
import type { Passage, ReplayLimits } from './replay-store.ts'
import type { ReplayAddress } from './replay-tls.ts'

/** The time that all lanes of a test live in. */
export interface TestTime {
  readonly now: () => Date
  readonly monotonicMs: () => number
}

/** What may be other than usual. */
export interface TestLaneOptions extends TestTime {
  readonly top: string
  readonly lane: string
  readonly sharing: ReplaySharing | undefined
  /** Where a lane begins again. */
  readonly folder?: string
  readonly recent?: readonly Passage[]
  readonly limits?: ReplayLimits
}

/** A lane that is open. */
export interface TestLane extends OpenReplay {
  readonly folder: string
  readonly logged: readonly string[]
  /** Shows a code, with a live proof or without. */
  show(code: string, step?: number | null): Promise<Claim>
}

/** Opens a lane. */
export async function openTestLane(options: TestLaneOptions): Promise<TestLane> {
  const { top, lane, now } = options
  const folder = options.folder ?? (await mkdtemp(join(top, 'lane-')))
  await mkdir(folder, { recursive: true })
  const logged: string[] = []
  const log = (line: string) => {
    logged.push(line)
  }
  const opened = await openReplay({ recent: [], ...options, folder, lane, log })
  return {
    ...opened,
    folder,
    logged,
    async show(code, step = null) {
      const names = await opened.dayKeys.names(code, now())
      return opened.replay.claim({ ...names, step, proofMs: step === null ? 0 : 90_000 })
    },
  }
}

/** An address on loopback that nobody listens on now. */
export async function freeAddress(): Promise<ReplayAddress> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return { host: '127.0.0.1', port }
}
