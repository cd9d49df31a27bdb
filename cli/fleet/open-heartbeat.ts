/** Opens what a station sends as a heartbeat: its form, its signature, its bounds. */
import type { PublicJwk } from 'greengate/issue'
import { openCompact } from '../collect/open-compact.ts'
import { Problem } from '../collect/problem.ts'
import type { Heartbeat } from '../../kiosk/shared/heartbeat.ts'
import { heartbeatLimits, heartbeatType } from './heartbeat.ts'
import { readHeartbeat } from './read-heartbeat.ts'

/**
 * Opens a heartbeat: a compact JWS by the Ed25519 key of the station that it names.
 *
 * @throws Problem `malformed`, `too-large`, `unknown-station`, `wrong-signature`
 */
export function openHeartbeat(
  jws: string,
  keyOf: (station: string) => PublicJwk | undefined,
): Heartbeat {
  const { jwsBytes, payloadBytes } = heartbeatLimits
  if (jws.length > jwsBytes) throw new Problem('too-large', { most: jwsBytes })
  const opened = openCompact(jws, heartbeatType)
  if (opened === undefined) throw new Problem('malformed')
  const { station } = opened.payload
  if (typeof station !== 'string') throw new Problem('malformed')
  const key = keyOf(station)
  if (key === undefined) throw new Problem('unknown-station')
  if (!opened.isBy(key)) throw new Problem('wrong-signature')
  if (Buffer.byteLength(jws.split('.')[1] ?? '', 'base64url') > payloadBytes) {
    throw new Problem('too-large', { most: payloadBytes })
  }
  const heartbeat = readHeartbeat(opened.payload)
  if (heartbeat === undefined) throw new Problem('malformed')
  return heartbeat
}
