/** Looks at a station from inside: what its staff see, and what its heartbeats say. */
import type { Dashboard } from '../../shared/staff-api.ts'
import { allDevices, noDevices } from '../devices/station-devices.ts'
import type { Gatekeeper } from '../gatekeeper.ts'
import type { StationParts } from '../station-parts.ts'
import { dashboardOf } from './dashboard.ts'
import type { Tally } from './tally.ts'

/** Gives the look of each moment. */
export function lookAt(
  parts: StationParts,
  { tally, gatekeeper }: { readonly tally: Tally; readonly gatekeeper: Pick<Gatekeeper, 'state'> },
): () => Dashboard {
  const { ruleSet, bundle, journal, uploader, now, software = 'greengate' } = parts
  const devices = allDevices(parts.devices ?? noDevices)
  return () =>
    dashboardOf(
      {
        ...{ software, ruleSet, bundle, tally, journal, uploader },
        offsetMs: () => parts.clockOffset?.() ?? null,
        devices: () => devices.map((device) => device.health()),
        gate: () => gatekeeper.state(),
      },
      now(),
    )
}
