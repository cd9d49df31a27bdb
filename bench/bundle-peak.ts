/** How much memory accepting takes, in a process that does nothing else; started by bundle.ts with the folder and the instant. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { acceptBundle, pinRoot } from 'greengate'

const [folder = '', at = ''] = process.argv.slice(2)
const read = (file: string): Uint8Array => new Uint8Array(readFileSync(join(folder, file)))
const peak = (): number => process.resourceUsage().maxRSS / 1024

const now = new Date(at)
const pinned = await pinRoot(read('root'), { worlds: ['test'] })
const before = peak()
const held = await acceptBundle(pinned, read('first'), now)
const first = peak()
await acceptBundle(held, read('update'), now)
process.stdout.write(JSON.stringify([peak() - first, first - before]))
