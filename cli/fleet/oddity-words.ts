/** An oddity in a few words, for a line of a terminal. */
import type { DigestAlarm, Oddity } from './fleet-state.ts'

/** Says it. */
export function oddityWords(oddity: Oddity): string {
  switch (oddity.kind) {
    case 'silent':
      return oddity.since === null ? 'silent: never heard' : `silent since ${oddity.since}`
    case 'digest':
      return `ALARM: another digest of ${oddity.document} ${oddity.version}`
    case 'service':
      return `out of service: ${oddity.service}`
    case 'twin':
      return `two machines speak as it, the older last at ${oddity.seen}`
    case 'wrong-version':
      return `${oddity.what} ${oddity.has ?? 'none'}, not ${oddity.norm}`
    case 'stale':
      return `stale: ${oddity.roles.join(', ')}`
    case 'clock-suspect':
      return `clock ${oddity.suspect ? 'suspect' : `off by ${String(oddity.offsetMs)} ms`}`
    case 'device':
      return `${oddity.name} ${oddity.state}`
    case 'storage':
      return `storage ${oddity.level}`
    case 'unsent':
      return `${oddity.records} unsent since ${oddity.oldest}`
    case 'gap':
      return `gap: ${oddity.previous} ${oddity.what}`
  }
}

/** Says an alarm, and who is wrong where that is known. */
export function alarmWords({ id, at, document, version, known, said, wrong }: DigestAlarm): string {
  const first = known.station === null ? 'published' : `as ${known.station} had it`
  const who =
    wrong === null
      ? 'which is right is not known here; give the collector --bundle'
      : `wrong: ${wrong.join(', ')}`
  return `ALARM ${id}: ${at}: ${said.station} says another ${document} ${version} than ${first}; ${who}`
}
