/** A fault as a line of the log: what kind it is and where it arose, without its message. */

/** Messages of others may quote what they were given; where in our code it was says enough. */
export function faultLine(error: unknown): string {
  if (!(error instanceof Error)) return 'fault: something was thrown that is no error'
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : ''
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim())
  const cause = error.cause === undefined ? '' : `; because of ${faultLine(error.cause)}`
  return `fault: ${error.name}${code} ${frames.join(' ')}${cause}`
}
