/** The test vectors as they come along with the command: made by the build of test-vectors/verify and test-vectors/card. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import type { GroupKey, Outcome, VerifierClass } from 'greengate'
import { packageFolder } from '../edges/package-file.ts'
import { OperatorError } from '../operator-error.ts'
import type { ContextLine } from './protocol.ts'

/** What is shown, when and where, and what must come out. */
export interface VectorCase {
  readonly id: string
  readonly now: string
  readonly texts?: readonly string[]
  readonly card?: object
  readonly context: ContextLine
  readonly outcome: Outcome
}

/** Cases of one gate. */
export interface VectorGroup {
  /** The name of the file of vectors that it is of. */
  readonly topic: string
  /** Names of files. */
  readonly root: string
  readonly bundle: string | null
  readonly acceptedAt: string
  readonly class: VerifierClass
  readonly groupKey?: GroupKey
  readonly cases: readonly VectorCase[]
}

export interface Vectors {
  /** Roots and bundles by name, base64. */
  readonly files: Readonly<Record<string, string>>
  readonly groups: readonly VectorGroup[]
}

/**
 * Reads the vectors.
 *
 * @throws {@link OperatorError} where the sources were never built
 */
export function readVectors(): Vectors {
  const path = join(packageFolder('dist'), 'conformance-vectors.json.br')
  try {
    return JSON.parse(brotliDecompressSync(readFileSync(path)).toString()) as Vectors
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new OperatorError('the vectors are not here; build the command first: npm run build')
  }
}
