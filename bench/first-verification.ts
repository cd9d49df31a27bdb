/** The first verification after a start: many fresh processes, each of which decides one code and says how long that took. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { foreign, vectorBundle } from './foreign-codes.ts'
import { medianFigure, targetCell, type Measured } from './measured.ts'
import { medianOf } from './statistics.ts'

/** What a fresh process is handed; bytes in base64. */
export interface FirstLoad {
  readonly root: string
  readonly bundle: string
  readonly format: 'hcert' | 'shc' | 'nzcp' | 'vdsNc'
  readonly text: string
}

interface Cases {
  readonly groups: readonly {
    readonly cases: readonly { readonly id: string; readonly text: string }[]
  }[]
}

/** A seal of the vectors: its certificate leads to a root of the bundle. */
const seal = (): string => {
  const path = new URL('../test-vectors/verify/vds-nc.json', import.meta.url)
  const { groups } = JSON.parse(readFileSync(path, 'utf8')) as Cases
  const found = groups.flatMap(({ cases }) => cases).find(({ id }) => id === 'vds-nc-seal')
  if (found === undefined) throw new Error('the vectors have no seal')
  return found.text
}

const atMost = 30

/** Measures each format in so many processes. */
export const measureFirst = (processes: number): Measured => {
  const loads = [
    { of: 'DCC', format: 'hcert', bundle: foreign.dcc.bundle, text: foreign.dcc.code(0) },
    { of: 'SHC', format: 'shc', bundle: foreign.shc.bundle, text: foreign.shc.code(0) },
    { of: 'NZCP', format: 'nzcp', bundle: foreign.nzcp.bundle, text: foreign.nzcp.code(0) },
    {
      of: 'VDS-NC, with its chain (the chunk of certificates is loaded then)',
      format: 'vdsNc',
      bundle: vectorBundle('vds-nc'),
      text: seal(),
    },
  ] as const
  const root = Buffer.from(vectorBundle('root')).toString('base64')
  const script = fileURLToPath(new URL('first-verification-once.ts', import.meta.url))
  const times = loads.map((): number[] => [])
  for (let k = 0; k < processes; k++) {
    for (const [i, { format, bundle, text }] of loads.entries()) {
      const load: FirstLoad = { root, bundle: Buffer.from(bundle).toString('base64'), format, text }
      const { status, stdout } = spawnSync(process.execPath, [script], {
        input: JSON.stringify(load),
        stdio: ['pipe', 'pipe', 'inherit'],
        encoding: 'utf8',
      })
      if (status !== 0) throw new Error('a first verification failed')
      times[i]?.push(Number(stdout))
    }
  }
  const medians = times.map(medianOf)
  const misses = medians.map(({ median }) => median > atMost)
  return {
    rows: loads.map(({ of }, i) => [
      of,
      `${medians[i]?.median.toFixed(1) ?? ''} (${medians[i]?.low.toFixed(1) ?? ''} to ${medians[i]?.high.toFixed(1) ?? ''})`,
      Math.max(...(times[i] ?? [])).toFixed(1),
      targetCell(String(atMost), misses[i] === true),
      String(processes),
    ]),
    figures: Object.fromEntries(
      loads.flatMap(({ format }, i) => {
        const found = medians[i]
        return found === undefined ? [] : [[format, medianFigure(found)]]
      }),
    ),
    said: `${loads.map(({ format }, i) => `${format} ${medians[i]?.median.toFixed(1) ?? ''} ms`).join(', ')}, at most ${String(atMost)}  first verification`,
    isMissed: misses.includes(true),
  }
}
