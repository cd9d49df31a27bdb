/** Puts the panel over the screen, and takes it away again with everything that it knew. */
import type { KioskApi } from '../../shared/kiosk-api.ts'
import type { KioskScreen } from '../kiosk-screen.ts'
import { StaffPanel } from './staff-panel.ts'

/** What the panel needs of the screen around it. */
export interface PanelHost {
  readonly leave: () => void
  readonly handOver: () => void
  readonly switchLanguage: () => void
}

/** Opens it; what lies below is out of reach until it is left. */
export function openPanel(api: KioskApi, screen: KioskScreen, host: PanelHost): StaffPanel {
  const panel = new StaffPanel()
  panel.open(api)
  panel.screen = screen.facts
  for (const size of ['--s', '--touch'])
    panel.style.setProperty(size, screen.style.getPropertyValue(size))
  const leave = () => {
    panel.remove()
    screen.inert = false
    host.leave()
  }
  panel.addEventListener('leave', leave)
  panel.addEventListener('language', host.switchLanguage)
  panel.addEventListener('handover', () => {
    leave()
    host.handOver()
  })
  screen.inert = true
  document.body.append(panel)
  return panel
}
