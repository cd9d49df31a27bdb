/** A screen's connection, for stations that want to know which screen asks and when it is gone. */
import type { KioskApi } from './kiosk-api.ts'

/** The contract as one screen has it. */
export interface Connection {
  readonly api: KioskApi
  /** The screen is gone: whatever hangs on it ends. */
  close(): void
}

/** A contract that tells its screens apart. */
export interface Connectable extends KioskApi {
  connect?(): Connection
}

/** Connects one screen; a contract that does not tell screens apart serves them all the same. */
export function connectScreen(api: Connectable): Connection {
  return api.connect?.() ?? { api, close: () => undefined }
}
