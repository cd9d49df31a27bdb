/** A thermometer made of software: measures what it is told to, over any line. */
import type { Line } from '../line/line.ts'

/** The thermometer, from the side of whoever stands before it. */
export interface SimulatedThermometer {
  measure(celsius: number): Promise<void>
  /** Sends bytes as they are. */
  send(text: string): Promise<void>
}

/** @param form - How it writes a temperature. */
export function simulateThermometer(
  line: Line,
  form: 'plain' | 'labelled' = 'plain',
): SimulatedThermometer {
  const send = (text: string) => line.write(new TextEncoder().encode(text))
  return {
    measure: (celsius) =>
      send(form === 'plain' ? `${celsius.toFixed(1)}\r\n` : `T=${celsius.toFixed(2)}C\r\n`),
    send,
  }
}
