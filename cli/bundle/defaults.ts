/** What an authority begins with: guard rails and the schedule of freshness (docs/bundle.md 5 and 6). */
import type { Rails, RootPayload } from './payloads.ts'

const hour = 3600
const day = 24 * hour

export const defaultRails: Rails = { notice: day, minDuration: day, maxAhead: 14 * day }

const even = (limit: number): { limit: number; grace: number } => ({ limit, grace: limit })

export const schedule: RootPayload['freshness'] = {
  poll: {
    timestamp: even(day),
    status: { limit: day, grace: 2 * day },
    notGreen: even(26 * hour),
    covered: even(9 * day),
    trust: even(14 * day),
    facts: even(14 * day),
  },
  stick: {
    timestamp: even(8 * day),
    status: { limit: 8 * day, grace: 9 * day },
    notGreen: even(8 * day),
    covered: even(9 * day),
    trust: even(14 * day),
    facts: even(14 * day),
  },
}
