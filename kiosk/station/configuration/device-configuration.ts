/** The devices of a station as its configuration names them: members and units are those of the file. */

/** Every device of a lane; what is not there is undefined. */
export interface DevicesConfiguration {
  readonly scanners: readonly ScannerConfiguration[]
  readonly cardReader?: CardReaderConfiguration
  readonly mrzReader?: SerialConfiguration
  readonly thermometer?: SerialConfiguration
  readonly gate?: GateConfiguration
  readonly light?: LightConfiguration
  readonly buzzer?: BuzzerConfiguration
  readonly printer?: PrinterConfiguration
}

/** A device on a serial line. */
export interface SerialLine {
  readonly name: string
  /** Such as `/dev/serial/by-id/...`. */
  readonly path: string
  readonly baud: number
}

/** A scanner on a line, or one that reports by USB. */
export type ScannerConfiguration = SerialScanner | HidScanner

/** A scanner that ends a text by a suffix, or by silence. */
export interface SerialScanner extends SerialLine {
  readonly driver: 'serial'
  readonly suffix: 'cr' | 'crlf' | 'lf' | 'tab' | 'none'
  /** After so long without a byte, what came is over; as the driver knows it where it is absent. */
  readonly gapMs?: number
  /** Whether each text begins with an AIM identifier, such as `]Q1`. */
  readonly aim: boolean
  /** For how long the same code is not told again. */
  readonly repeatMs: number
  /** How the scanner is told to look, where it does not by itself. */
  readonly trigger?: 'honeywell' | 'zkteco'
  /** What it sends when it saw nothing. */
  readonly noRead?: string
}

/** A scanner of the HID point-of-sale kind. */
export interface HidScanner {
  readonly name: string
  readonly driver: 'hid-pos'
  /** USB ids: four hexadecimal digits. */
  readonly vendor?: string
  readonly product?: string
}

/** A reader of resident identity cards. */
export interface CardReaderConfiguration extends SerialLine {
  readonly driver: 'sdt'
  readonly readsTwice: boolean
  readonly rfBytes?: number
}

/** A device that only sends. */
export interface SerialConfiguration extends SerialLine {
  readonly driver: 'serial'
}

/** How long a person has to go through, whatever the gate is. */
export interface PassTime {
  readonly name: string
  readonly passSeconds: number
}

/** The gate. */
export type GateConfiguration =
  | LcusGateConfiguration
  | E3GateConfiguration
  | ModbusGateConfiguration
  | SpeedGateConfiguration
  | WebhookGateConfiguration
  | NoGateConfiguration

/** A relay board of the LCUS kind. */
export interface LcusGateConfiguration extends SerialLine, PassTime {
  readonly driver: 'lcus'
  readonly channel: number
  readonly pulseMs: number
  readonly gapMs: number
}

/** A relay board of the E3 kind. */
export interface E3GateConfiguration extends SerialLine, PassTime {
  readonly driver: 'e3'
  readonly channel: number
  readonly pulseMs: number
  readonly gapMs: number
}

/** A Modbus RTU relay board, which times the pulse by itself. */
export interface ModbusGateConfiguration extends SerialLine, PassTime {
  readonly driver: 'modbus'
  readonly profile: 'waveshare' | 'lc'
  readonly address?: number
  /** Which of the board's inputs say what. */
  readonly inputs?: GateInputsConfiguration
  readonly channel: number
  readonly pulseMs: number
  readonly gapMs: number
}

/** Inputs of a relay board, from 1. */
export interface GateInputsConfiguration {
  readonly passed?: number
  readonly open?: number
  readonly forced?: number
  readonly fault?: number
  readonly fire?: number
}

/** The board of a speed gate, which counts passages by itself. */
export interface SpeedGateConfiguration extends SerialLine, PassTime {
  readonly driver: 'speed-gate'
  readonly address: number
  readonly direction: 'left' | 'right'
}

/** A gate that is told by HTTP. */
export interface WebhookGateConfiguration extends PassTime {
  readonly driver: 'webhook'
  readonly url: string
  /** The file of the key that requests are signed with. */
  readonly secretFile: string
  readonly auth: 'hmac' | 'bearer'
}

/** No gate: staff look at the screen. */
export interface NoGateConfiguration extends PassTime {
  readonly driver: 'none'
}

/** A signal light on a relay board; on the gate's path it shares the gate's line. */
export interface LightConfiguration extends SerialLine {
  readonly driver: 'lcus' | 'modbus'
  readonly profile: 'waveshare' | 'lc'
  readonly address?: number
  /** The channel of each lamp there is. */
  readonly channels: LightChannels
}

/** Which channel each lamp hangs on; one that is absent does not exist. */
export interface LightChannels {
  readonly green?: number
  readonly yellow?: number
  readonly red?: number
  readonly blue?: number
}

/** A buzzer on a relay board; on the gate's path it shares the gate's line. */
export interface BuzzerConfiguration extends SerialLine {
  readonly driver: 'lcus' | 'modbus'
  readonly profile: 'waveshare' | 'lc'
  readonly address?: number
  readonly channel: number
}

/** A slip printer. */
export interface PrinterConfiguration extends SerialLine {
  readonly driver: 'escpos'
  readonly columns: number
  readonly encoding: 'gb18030' | 'utf-8'
  /** The local time's distance from UTC. */
  readonly offsetMinutes: number
}
