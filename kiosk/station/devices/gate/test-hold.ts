/** A process for tests that die: opens a gate on an LCUS board, holds it open, and says so. */
import { openSerialLine } from '../line/line.ts'
import { openLcusGate } from './lcus.ts'

const gate = openLcusGate(
  { name: 'gate', path: process.argv[2] ?? '' },
  {
    now: () => new Date(),
    monotonicMs: () => performance.now(),
    log: () => undefined,
    openLine: openSerialLine,
  },
)
await gate.holdOpen()
process.stdout.write('open\n')
