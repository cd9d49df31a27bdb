/** The contract as screens have it, with an ear for whether a screen lives: what it asks is a beat. */
import { connectScreen, type Connectable } from '../../shared/connection.ts'
import type { KioskApi } from '../../shared/kiosk-api.ts'

/**
 * Calls back each time a screen asks for the status, which it does every few seconds, or shows something; before it is
 * answered, so that the answer is already that of a station that is looked at.
 */
export function hearScreen(station: Connectable, onBeat: () => void): Connectable {
  const heard = <T extends KioskApi>(api: T): T => ({
    ...api,
    status() {
      onBeat()
      return api.status()
    },
    present(texts: Parameters<KioskApi['present']>[0]) {
      onBeat()
      return api.present(texts)
    },
  })
  return {
    ...heard(station),
    connect() {
      const screen = connectScreen(station)
      return {
        api: heard(screen.api),
        close() {
          screen.close()
        },
      }
    },
  }
}
