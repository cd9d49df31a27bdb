/** A proof that cannot fail is none: one bit of a set is turned, and the same proof must notice it. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { GreengateError, openCovered, openNotGreen, openPatch } from 'greengate/issue'
import { OperatorError } from '../operator-error.ts'
import { crc32c } from './crc32c.ts'
import type { AskedSets } from './job.ts'
import { askAll } from './prove.ts'
import type { Workshop } from './workshop.ts'

/** What became of it. */
export interface Control {
  /** The bit that was turned, counted from the first of the file. */
  readonly bit: number
  /** How it was noticed: the set would not open, or rows came out wrong. */
  readonly by: 'opening' | 'rows'
  /** Rows that came out wrong before the proof was stopped. */
  readonly wrong: number
}

/** What became of it, in words. */
export function controlWords(control: Control | undefined): string {
  if (control === undefined) return 'control: it holds nobody, so that no bit can be turned'
  const { bit, by, wrong } = control
  const noticed =
    by === 'rows' ? `${wrong.toLocaleString('en')} rows come out wrong` : 'it does not open'
  return `control: bit ${bit.toLocaleString('en')} turned, ${noticed}`
}

const open = { covered: openCovered, notGreen: openNotGreen, patch: openPatch } as const

/** So many bits are turned, one at a time, until one is noticed: a few stand for nobody. */
const tries = 16
const sumBytes = 4

/**
 * Turns a bit.
 *
 * @throws {@link OperatorError} where nothing notices
 */
export async function controlOf(
  shop: Workshop,
  sets: AskedSets,
  which: keyof typeof open,
  data: Uint8Array,
): Promise<Control> {
  refuseUnnoticed(which, data)
  for (let i = 0; i < tries; i++) {
    // All over the last three quarters, where the sets' own bits are.
    const byte = Math.floor((data.length - sumBytes) * (0.25 + (0.7 * (i + 0.5)) / tries))
    const control = await tryBit(shop, sets, which, data, byte * 8)
    if (control !== undefined) return control
  }
  throw new OperatorError('the proof notices no bit that is turned, and so proves nothing')
}

/** The check sum of the file alone must tell. */
function refuseUnnoticed(which: keyof typeof open, data: Uint8Array): void {
  const bit = Math.floor(data.length / 2) * 8
  turn(data, bit)
  const isOpened = opens(which, data)
  turn(data, bit)
  if (isOpened) throw new OperatorError('a set with a bit turned is opened all the same')
}

async function tryBit(
  shop: Workshop,
  sets: AskedSets,
  which: keyof typeof open,
  data: Uint8Array,
  bit: number,
): Promise<Control | undefined> {
  const path = join(shop.folder, `turned-${which}-${bit}`)
  if (!(await writeTurned(path, which, data, bit))) return { bit, by: 'opening', wrong: 0 }
  const asked =
    which === 'patch'
      ? { ...sets, patches: [...sets.patches.slice(0, -1), path] }
      : { ...sets, [which]: path }
  let wrong = 0
  // The rest of the file need not be asked once it is noticed.
  await askAll(shop, asked, (proved) => {
    wrong += proved.wrong
    return wrong > 0
  })
  return wrong > 0 ? { bit, by: 'rows', wrong } : undefined
}

/** Writes the set with a bit turned and the check sum mended, if it can be opened at all; the set is then as it was. */
async function writeTurned(
  path: string,
  which: keyof typeof open,
  data: Uint8Array,
  bit: number,
): Promise<boolean> {
  const body = data.subarray(0, -sumBytes)
  const sum = data.slice(body.length)
  turn(data, bit)
  try {
    new DataView(data.buffer, data.byteOffset).setUint32(body.length, crc32c(body), true)
    if (!opens(which, data)) return false
    await writeFile(path, data)
    return true
  } finally {
    turn(data, bit)
    data.set(sum, body.length)
  }
}

/** In place: a set of everybody is large, and is needed again as it was. */
function turn(data: Uint8Array, bit: number): void {
  const byte = Math.floor(bit / 8)
  data[byte] = (data[byte] as number) ^ (1 << (bit % 8))
}

function opens(which: keyof typeof open, data: Uint8Array): boolean {
  try {
    open[which](data)
    return true
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return false
  }
}
