/** The operator's mistakes that only a station can meet: one class, one line, one code. */

/** Every code of a {@link StationError}. */
export type StationErrorCode =
  | 'ERR_STATION_NO_BUNDLE'
  | 'ERR_STATION_BUNDLE'
  | 'ERR_STATION_STORE'
  | 'ERR_STATION_PORT_BUSY'
  | 'ERR_STATION_JOURNAL'
  | 'ERR_STATION_USAGE'
  | 'ERR_STATION_NOT_BUILT'
  | 'ERR_STATION_REPLAY_KEY'
  | 'ERR_STATION_REPLAY_BUSY'
  | 'ERR_STATION_KEYS'
  | 'ERR_STATION_CONFIGURATION'
  | 'ERR_STATION_OPERATORS'

/** What went wrong and what to do, in one line; branch on `code`. */
export class StationError extends Error {
  override name = 'StationError'
  readonly code: StationErrorCode
  constructor(code: StationErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** The code of an error of the operating system (`ENOENT`); undefined for every other error. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined
}

/**
 * Does work on the disk; whatever the operating system says against it becomes `ERR_STATION_JOURNAL`.
 *
 * @param what - What could not be done then, for the operator.
 */
export async function onDisk<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = systemCode(error)
    if (code === undefined || error instanceof StationError) throw error
    throw new StationError('ERR_STATION_JOURNAL', `${what} (${code})`, { cause: error })
  }
}
