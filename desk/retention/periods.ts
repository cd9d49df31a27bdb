/** How long the desk keeps what: declared, each with its reason, so that people can be told. */

/** A period in days, and why it is that long. */
export interface Period {
  readonly days: number
  readonly reason: string
}

/** What is kept, and how long. */
export interface Periods {
  /** Text, holder's key and opening of a code, after its end: so long an appeal against it can be recomputed. */
  readonly codes: Period
  /** Fields of a fact and whose it is, from when it was recorded; by kind, and `other` for all else. */
  readonly facts: Readonly<Record<string, Period>> & { readonly other: Period }
  /** Records that wait for an owner, from when they came. */
  readonly held: Period
  /** What was written in a matter, after it was decided or withdrawn. */
  readonly matters: Period
  /** Records that were refused, kept as proof. */
  readonly remarks: Period
  /** Sessions after their end. */
  readonly sessions: Period
  /** Who somebody was whom nobody acts for and nothing is known of any more. */
  readonly people: Period
}

/** For an authority that declared nothing. The longest look-back of its rules must be shorter than a kind's period. */
export const defaultPeriods: Periods = {
  codes: { days: 14, reason: 'an appeal against a code is made within two weeks' },
  facts: {
    contact: { days: 30, reason: 'rules look back 14 days, and an appeal takes its time' },
    stay: { days: 30, reason: 'rules look back 21 days' },
    symptom: { days: 14, reason: 'rules look back 7 days' },
    checkin: { days: 21, reason: 'rules ask for 14 daily check-ins' },
    temperature: { days: 7, reason: 'rules look at the latest' },
    test: { days: 30, reason: 'rules look back 14 days' },
    vaccination: { days: 730, reason: 'a dose counts a year, and boosters after that' },
    recovery: { days: 365, reason: 'a recovery counts half a year' },
    person: { days: 3650, reason: 'who somebody is stays as long as they have a code' },
    order: { days: 90, reason: 'whoever was ordered about may go to court' },
    other: { days: 60, reason: 'no rule looks back longer' },
  },
  held: { days: 30, reason: 'a source corrects a wrong number within days' },
  matters: { days: 180, reason: 'whoever was refused may go to court' },
  remarks: { days: 30, reason: 'the source is asked within days' },
  sessions: { days: 1, reason: 'an attempt to sign in that went wrong is looked at the next day' },
  people: { days: 90, reason: 'who left comes back, or has a family member who does' },
}

/** @throws TypeError for a period without days or without a reason */
export function checkPeriods({ facts, ...others }: Periods): void {
  for (const [name, { days, reason }] of [...Object.entries(facts), ...Object.entries(others)]) {
    const isGood = Number.isSafeInteger(days) && days >= 1 && reason.trim() !== ''
    if (!isGood) throw new TypeError(`periods: ${name} must have days, 1 or more, and a reason`)
  }
}
