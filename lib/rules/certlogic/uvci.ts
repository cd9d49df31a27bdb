/** CertLogic's reading of a certificate's identifier (UVCI): its fragments between `/`, `#` and `:`. */

const prefix = 'URN:UVCI:'

/** The fragment of that number, from 0, without the optional prefix; null where there is none. */
export function fragmentOfUvci(text: string, index: number): string | null {
  const fragments = (text.startsWith(prefix) ? text.slice(prefix.length) : text).split(/[/#:]/)
  return fragments[index] ?? null
}
