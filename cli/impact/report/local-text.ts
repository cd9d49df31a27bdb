/** Writes an instant as the clocks of a rule set's zone show it. */

/** `2020-03-19 05:30 Asia/Shanghai`; where this machine does not know the zone, the instant as it stands. */
export function localText(instant: string, zone: string): string {
  try {
    const format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'short',
      hourCycle: 'h23',
    })
    return `${format.format(new Date(instant)).replace(',', '')} ${zone}`
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return instant
  }
}
