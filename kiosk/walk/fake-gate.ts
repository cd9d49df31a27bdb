/** A gate whose station says what a walk tells it to: the real server and the real screen, and no devices. */
import { fakeStation, fakeStatus, type FakeStation } from '../shared/fake-station.ts'
import type { KioskEvent, StationStatus } from '../shared/kiosk-api.ts'
import type { ScreenSettings } from '../shared/screen-settings.ts'
import { serveScreen } from '../station/screen-server.ts'

/** What of the status a scene changes. */
export type StatusNews = Partial<Omit<StationStatus, 'settings'>> & {
  readonly settings?: Partial<ScreenSettings>
}

/** The gate and its strings. */
export interface FakeGate {
  readonly station: FakeStation
  readonly url: string
  /** The station's status becomes the fake's own, with these changes. */
  become(news: StatusNews): void
  tell(event: KioskEvent): void
  close(): Promise<void>
}

/** What stands on the signs of the gate. */
const signs = {
  station: 'hangzhou-east',
  lane: '12',
  purpose: { zh: '杭州东站进站健康核验', en: 'Health check, Hangzhou East station' },
  ruleSet: {
    id: 'cn-3301',
    version: 14,
    title: { zh: '杭州健康码规则', en: 'Hangzhou health code rules' },
  },
  handover: true,
} as const satisfies Partial<StationStatus>

/** Opens it. */
export async function openFakeGate(screenFolder: string): Promise<FakeGate> {
  const station = fakeStation()
  let status: StationStatus = { ...fakeStatus, ...signs }
  const listen = station.listen.bind(station)
  station.status = () => Promise.resolve(status)
  station.listen = (listener) => {
    const stop = listen(listener)
    listener({ kind: 'status', status })
    return stop
  }
  const { url, close } = await serveScreen({
    api: station,
    screenFolder,
    port: 0,
    log: () => undefined,
  })
  return {
    station,
    url,
    become({ settings, ...news }) {
      status = {
        ...fakeStatus,
        ...signs,
        ...news,
        settings: { ...fakeStatus.settings, ...settings },
      }
      station.tell({ kind: 'status', status })
    },
    tell(event) {
      station.tell(event)
    },
    close,
  }
}
