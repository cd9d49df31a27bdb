/** Fetches what reads other people's codes when the first of them is shown. */
import type { Bundle, VerifyOptions } from 'greengate'

/** What `verify` is given beside the bundle. */
export type Readers = Pick<VerifyOptions, 'formats' | 'countryRules'>

/** Gives what the texts need: nothing where all are ours. */
export async function readersOf(texts: readonly string[]): Promise<Readers> {
  if (texts.every((text) => text.startsWith('GG1:'))) return {}
  const { formats, countryRules } = await import('./other-formats.ts')
  return { formats, countryRules }
}

/**
 * Fetches it ahead, and all that it will load, so that it is there when the network is not, and nobody waits for it;
 * what fails is asked for again when it is needed.
 */
export function fetchReaders(bundle: Bundle | undefined): void {
  void import('./other-formats.ts')
    .then(({ formats, warmUp }) => (bundle === undefined ? undefined : warmUp(bundle, formats)))
    .catch(() => undefined)
}
