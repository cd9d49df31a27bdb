/** The Chromium shell with a real Chromium: it finds the screen, has the token, and may use the camera without a click. */
import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from '../browser-shell/find-chromium.ts'
import { openKiosk } from '../browser-shell/open-kiosk.ts'
import { openGate, openYard, type Yard } from './gate.ts'

const chromium = findChromium()
let yard: Yard | undefined

beforeAll(async () => {
  if (chromium !== undefined) yard = await openYard()
})
afterAll(() => yard?.close())

test('the kiosk opens in Chromium and its camera is live', async ({ skip }) => {
  if (chromium === undefined || yard === undefined) return skip('there is no Chromium')
  // The shell's own arguments, and what a machine without a display and without a camera needs.
  const wrapper = join(yard.folder, 'chromium')
  const here = '--headless --disable-gpu --use-fake-device-for-media-stream'
  await writeFile(wrapper, `#!/bin/sh\nexec '${chromium}' ${here} "$@"\n`)
  await chmod(wrapper, 0o755)
  const gate = await openGate(yard)
  try {
    const kiosk = await openKiosk({ chromium: wrapper, url: gate.url })
    try {
      await expect.poll(() => gate.logged, { timeout: 60_000 }).toEqual(['camera of lane 1: live'])
    } finally {
      await kiosk.close()
    }
  } finally {
    await gate.close()
  }
})
