/** Counts of wrong PINs, whatever becomes of the clock on the wall. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockOutLimits, openLockOut } from './lock-out.ts'

test('a lock lasts for no longer than an hour, though the clock was set back by a year', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  try {
    const at = (minutes: number) => new Date(Date.UTC(2020, 2, 1) + minutes * 60_000)
    const lockOut = await openLockOut(join(folder, 'lock-out.json'))
    for (let wrong = 0; wrong < lockOutLimits.operator; wrong++) await lockOut.wrong('li', at(0))
    const back = -365 * 24 * 60
    const locked = [0, 59, 61].map((minutes) => lockOut.lockedForMs('li', at(back + minutes)) > 0)
    expect(locked).toEqual([true, true, false])
  } finally {
    await rm(folder, { recursive: true })
  }
})
