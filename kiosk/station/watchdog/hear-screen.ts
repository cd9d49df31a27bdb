/** The contract as a screen has it, with an ear for whether the screen lives: whatever it asks is a beat. */
import type { KioskApi } from '../../shared/kiosk-api.ts'

/** Calls back each time the screen asks for the status, which it does every few seconds. */
export const hearScreen = (api: KioskApi, onBeat: () => void): KioskApi => ({
  ...api,
  status() {
    onBeat()
    return api.status()
  },
})
