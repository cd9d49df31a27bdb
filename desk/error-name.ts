/** What kind of error it was: its message might speak of somebody. */

/** Its code, or its name. */
export function errorName(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
