/** What the journal on the disk allows a gate to do, and what the gate was told beyond it: for tests of a whole station. */
import type { FileHandle } from 'node:fs/promises'
import type { Gate } from './devices/device.ts'

/** Watches a journal's writes and a gate's commands. */
export interface TestAuthority {
  /** Writes durably and then knows what was written; a test makes it fail. */
  readonly write: (file: FileHandle, bytes: Uint8Array) => Promise<void>
  /** The same gate, whose every command is held against what is on the disk at that very moment. */
  readonly watch: <T extends Gate>(gate: T) => T
  /** Commands that nothing on the disk stood for. */
  readonly unfounded: readonly string[]
  /** From now on the disk takes half of what is written, or all of it again. */
  fail(does: boolean): void
  /** Another process: what staff ordered in the one before is over. */
  restart(): void
}

interface Said {
  readonly format?: string
  readonly outcome?: string
  readonly event?: string
  readonly found?: string
  readonly on?: boolean
}

/** Begins with nothing on the disk. */
export function testAuthority(): TestAuthority {
  const unfounded: string[] = []
  /** People whose receipts or acts of staff are durable, and whom no command has let through yet. */
  let persons = 0
  let ordered = { hold: false, emergency: false }

  const durable = (bytes: Uint8Array) => {
    const said = clearPart(bytes)
    const { event, outcome, found, on } = said
    if (said.format === 'greengate-receipt-1' && outcome === 'pass') persons++
    if (event === 'override' || (event === 'second-check' && found === 'may-pass')) persons++
    if (event === 'hold' || event === 'emergency') ordered = { ...ordered, [event]: on === true }
  }
  let fails = false
  return {
    unfounded,
    fail(does) {
      fails = does
    },
    async write(file, bytes) {
      if (fails) {
        await file.appendFile(bytes.subarray(0, bytes.length / 2))
        throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
      }
      await file.appendFile(bytes)
      await file.datasync()
      durable(bytes)
    },
    watch(gate) {
      const [open, holdOpen] = [gate.open.bind(gate), gate.holdOpen.bind(gate)]
      return Object.assign(gate, {
        open(some: number) {
          persons -= some
          if (persons < 0) unfounded.push(`open ${some}`)
          return open(some)
        },
        holdOpen() {
          if (!ordered.hold && !ordered.emergency) unfounded.push('hold')
          return holdOpen()
        },
      })
    },
    restart() {
      ordered = { hold: false, emergency: false }
    },
  }
}

/** The clear part of one record, by the tables of docs/receipt.md and without the library. */
function clearPart(bytes: Uint8Array): Said {
  const all = Buffer.from(bytes)
  const start = all.subarray(0, 8).toString('latin1') === 'GGRCPT2\n' ? 8 + 32 : 0
  const clear = start + 1 + 4 + 4 + 4
  return JSON.parse(all.subarray(clear, clear + all.readUInt32BE(start + 1)).toString()) as Said
}
