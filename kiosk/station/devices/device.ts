/** The interfaces that every driver of a device keeps, whatever is on the other end of its line. */
import type { Card, InstantText, Outcome, Reason, RuleReference } from 'greengate'
import type { DeviceHealth, DeviceKind } from '../../shared/device-health.ts'
import type { Bilingual, CardAdvice } from '../../shared/kiosk-api.ts'
import type { SlipPart } from './printer/slip-lines.ts'

/** What drivers are given; none of them reads a clock or writes a log of its own. */
export interface Surroundings {
  readonly now: () => Date
  /** Milliseconds that only grow. */
  readonly monotonicMs: () => number
  /** One line; never what a device read. */
  readonly log: (line: string) => void
}

/** Anything that is plugged in. It comes and goes by itself: a driver reopens its line for as long as it runs. */
export interface Device {
  readonly name: string
  readonly kind: DeviceKind
  health(): DeviceHealth
  /** Calls back whenever the health has changed, until the returned function is called. */
  watch(onHealth: (health: DeviceHealth) => void): () => void
  /** Tries the device now, without opening anything, and says how it is. */
  test(): Promise<DeviceHealth>
  /** Lets go of the line; a gate is shut before. */
  stop(): Promise<void>
}

/** Reads codes: a serial or HID scanner. */
export interface Scanner extends Device {
  readonly kind: 'scanner'
  /** One whole text, as it stood in the code. */
  listen(onText: (text: string) => void): () => void
}

/** Reads identity documents. */
export interface CardReader extends Device {
  readonly kind: 'card-reader' | 'mrz-reader'
  listen(onCard: (happening: CardHappening) => void): () => void
}

/** What happens at a card reader. Of a card there is only what the gate needs. */
export type CardHappening =
  | { readonly happening: 'read'; readonly card: Card }
  | { readonly happening: 'advice'; readonly advice: CardAdvice }
  | { readonly happening: 'removed' }

/** Measures whoever stands before it. */
export interface Thermometer extends Device {
  readonly kind: 'thermometer'
  listen(onCelsius: (celsius: number) => void): () => void
}

/** Opens and shuts. Every promise resolves when the device has the command, and rejects with a {@link DeviceError}. */
export interface Gate extends Device {
  readonly kind: 'gate'
  /** Whether it says by itself that somebody went through. */
  readonly tellsPassages: boolean
  /** Lets so many people through, and shuts by itself, timed by the hardware where the hardware can. */
  open(persons: number): Promise<void>
  holdOpen(): Promise<void>
  /** The state that everything unknown ends in. */
  shut(): Promise<void>
  listen(onHappening: (happening: GateHappening) => void): () => void
}

/** What a gate tells. */
export type GateHappening =
  | { readonly happening: 'opened' | 'shut' | 'forced' | 'fault' | 'recovered' }
  | { readonly happening: 'passed'; readonly persons: number }
  /** The fire alarm's own input: outside software, told so that the journal has it. */
  | { readonly happening: 'fire'; readonly on: boolean }

/** A signal light. */
export interface Light extends Device {
  readonly kind: 'light'
  show(light: 'green' | 'yellow' | 'red' | 'blue' | 'off'): Promise<void>
}

/** A buzzer: patterns that differ without being understood by bystanders. */
export interface Buzzer extends Device {
  readonly kind: 'buzzer'
  sound(pattern: 'go' | 'wait' | 'staff'): Promise<void>
}

/** Prints slips. */
export interface Printer extends Device {
  readonly kind: 'printer'
  /** Characters of a line: twelve dots each. */
  readonly columns: number
  print(slip: Slip): Promise<void>
  /** Prints what is no slip of a gate. */
  printParts(parts: readonly SlipPart[]): Promise<void>
}

/** What is on a slip: nothing that says whose it is. */
export interface Slip {
  readonly appeal: string
  readonly at: InstantText
  readonly station: string
  readonly lane: string
  readonly purpose: Bilingual
  readonly outcome: Outcome
  readonly reasons: readonly Reason[]
  readonly rule: RuleReference | null
}

/** A device that did not do what it was told. The message names the device and never a person. */
export class DeviceError extends Error {
  override name = 'DeviceError'
  readonly code: 'ERR_DEVICE_MISSING' | 'ERR_DEVICE_SILENT' | 'ERR_DEVICE_REFUSED'
  constructor(code: DeviceError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
