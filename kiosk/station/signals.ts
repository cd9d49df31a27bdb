/** Light, buzzer and printer: what they do upon an outcome. None of them holds anybody up, and none that fails closes a gate. */
import type { ScreenSettings } from '../shared/screen-settings.ts'
import type { ShownDecision } from '../shared/kiosk-api.ts'
import type { Buzzer, Light, Printer, Slip } from './devices/device.ts'

/** What there is; each may be absent. */
export interface SignalDevices {
  readonly light?: Light | undefined
  readonly buzzer?: Buzzer | undefined
  readonly printer?: Printer | undefined
}

/** Signals to whoever stands there. */
export interface Signals {
  decided(shown: ShownDecision, slip: Omit<Slip, 'appeal' | 'outcome' | 'reasons' | 'rule'>): void
  /** Somebody calls for staff. */
  call(): void
  close(): void
}

type Colour = Parameters<Light['show']>[0]
type Pattern = Parameters<Buzzer['sound']>[0]

const callMs = 10_000

/** Starts dark and silent. */
export function startSignals(
  { light, buzzer, printer }: SignalDevices,
  { dwellMs }: Pick<ScreenSettings, 'dwellMs'>,
  log: (line: string) => void,
): Signals {
  let turningOff: ReturnType<typeof setTimeout> | undefined

  const tried = (name: string, doing: Promise<void> | undefined) => {
    doing?.catch((error: unknown) => {
      log(`${name} did not do what it was told (${error instanceof Error ? error.name : 'fault'})`)
    })
  }
  const show = (colour: Colour, forMs: number) => {
    if (light === undefined) return
    clearTimeout(turningOff)
    tried(light.name, light.show(colour))
    turningOff = setTimeout(() => {
      tried(light.name, light.show('off'))
    }, forMs)
    turningOff.unref()
  }
  const sound = (pattern: Pattern) => {
    if (buzzer !== undefined) tried(buzzer.name, buzzer.sound(pattern))
  }

  return {
    decided(shown, slip) {
      const { outcome, reasons, rule, appeal, awaits, group } = shown
      const isWaiting = awaits !== null || (group !== undefined && group.shown < group.of)
      const [colour, pattern] = isWaiting ? (['blue', 'wait'] as const) : signalOf[outcome]
      show(colour, awaits?.ms ?? dwellMs[outcome])
      sound(pattern)
      if (printer === undefined || appeal === null) return
      const named = rule === null ? null : { set: rule.set, version: rule.version, no: rule.no }
      tried(printer.name, printer.print({ ...slip, appeal, outcome, reasons, rule: named }))
    },
    call() {
      show('blue', callMs)
      sound('staff')
    },
    close() {
      clearTimeout(turningOff)
      if (light !== undefined) tried(light.name, light.show('off'))
    },
  }
}

const signalOf: Readonly<Record<ShownDecision['outcome'], readonly [Colour, Pattern]>> = {
  pass: ['green', 'go'],
  check: ['yellow', 'staff'],
  stop: ['red', 'staff'],
  invalid: ['blue', 'wait'],
  unreadable: ['blue', 'wait'],
}
