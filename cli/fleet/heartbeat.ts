/** A heartbeat: what a station says of itself about every minute, signed by its key (docs/fleet.md 2). */

/** How a device is; the words are the station's own. */
export const deviceStates = [
  ...['starting', 'ready', 'missing', 'busy', 'denied', 'silent', 'failing'],
] as const
/** Whether a station decides at all. */
export const services = [
  ...['open', 'no-receipts', 'no-screen', 'closed', 'gate-fault', 'held', 'emergency'],
] as const
/** Those in which a lane is out of service by itself, or stands open to all. */
export const faultyServices: readonly string[] = [
  ...['no-receipts', 'no-screen', 'gate-fault', 'emergency'],
]
/** How a gate stands. */
export const gates = [
  ...['closed', 'opening', 'open', 'hold', 'passed', 'forced', 'fault', 'emergency'],
] as const
/** Which of a bundle's roles age. */
export const staleRoles = [
  ...['timestamp', 'trust', 'facts', 'status', 'covered', 'notGreen'],
] as const
/** How full a journal is. */
export const storageLevels = ['ok', 'warning', 'alarm', 'full'] as const

/** The typ of its JWS. */
export const heartbeatType = 'greengate-heartbeat'
/** Largest payload, and the largest JWS that can hold one. */
export const heartbeatLimits = { payloadBytes: 16_384, jwsBytes: 22_528 } as const
