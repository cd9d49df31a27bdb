/** What a figure is of: a digest of the built library and of those parts of the house that its section measures. */
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { UsageError } from './arguments.ts'
import type { SectionName } from './sections.ts'

const root = fileURLToPath(new URL('../', import.meta.url))

/** A part of the house by the files that run; what is tested beside them is not. */
const parts = {
  lib: ['lib/dist/**/*.js'],
  cli: ['cli/dist/**/*.js'],
  desk: ['desk/**/*.ts'],
  kiosk: ['kiosk/station/**/*.ts', 'kiosk/screen/dist/**/*'],
  decoder: ['verifier-web/edges/*.ts'],
  verifier: ['verifier-web/dist/**/*'],
} as const
type Part = keyof typeof parts

const measured: Readonly<Record<SectionName, readonly Part[]>> = {
  codes: ['lib'],
  foreign: ['lib'],
  foreignPeers: ['lib'],
  first: ['lib'],
  rules: ['lib'],
  memory: ['lib'],
  certlogic: ['lib'],
  impact: ['lib', 'cli'],
  batch: ['lib', 'cli'],
  batchStream: ['lib', 'cli'],
  desk: ['lib', 'desk'],
  deskGate: ['lib', 'desk'],
  rollout: ['lib'],
  population: ['lib', 'cli'],
  weight: ['lib'],
  acceptance: ['lib'],
  decoding: ['decoder'],
  lane: ['lib', 'kiosk'],
  kiosk: ['lib', 'kiosk'],
  verifier: ['lib', 'verifier'],
}

const digestOf = (globs: readonly string[]): string => {
  const hash = createHash('sha256')
  const paths = globSync([...globs], { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/(\.test|^test-.*)\.ts$/.test(entry.name))
    .map(({ parentPath, name }) => `${parentPath}/${name}`)
    .toSorted()
  if (paths.length === 0) {
    throw new UsageError(`there is nothing to measure at ${globs.join()}: npm run build`)
  }
  for (const path of paths) {
    hash.update(`${path.slice(root.length)}\0`)
    hash.update(readFileSync(path))
  }
  return hash.digest('hex')
}

/** Reads the digests once; the answer gives the twelve digits of a section's build. */
export const readBuilds = (): ((section: SectionName) => string) => {
  const digests = new Map<Part, string>()
  const digest = (part: Part): string => {
    const found = digests.get(part) ?? digestOf(parts[part])
    digests.set(part, found)
    return found
  }
  return (section) => {
    const hash = createHash('sha256')
    for (const part of measured[section]) hash.update(`${part} ${digest(part)}\n`)
    return hash.digest('hex').slice(0, 12)
  }
}
