/** The driver of a thermometer that sends lines of text, such as `36.6` or `T=36.62C`. */
import type { Surroundings, Thermometer } from '../device.ts'
import type { OpenLine } from '../line/line.ts'
import { listenLine, type SendingOptions } from '../listen-line.ts'
import { parseCelsius } from './parse-celsius.ts'

/** Opens a thermometer; nothing is ever sent to it. */
export function openThermometer(
  options: SendingOptions,
  surroundings: Surroundings & { readonly openLine: OpenLine },
): Thermometer {
  const listeners = new Set<(celsius: number) => void>()
  const listening = listenLine('thermometer', options, surroundings, (text) => {
    const celsius = parseCelsius(text)
    if (celsius === undefined) return
    for (const listener of [...listeners]) listener(celsius)
  })
  return {
    ...listening,
    kind: 'thermometer',
    listen(onCelsius) {
      listeners.add(onCelsius)
      return () => {
        listeners.delete(onCelsius)
      }
    },
  }
}
