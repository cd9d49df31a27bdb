/** What was ordered, and what others decided: rules 9, 10, 16, 17, 22, 23 and 27, and Jinhua's about arrivals. */
import { daysSince, isThere, secondsSince, type Rule, type Who } from './asking.ts'
import { isTested } from './rules-of-passage.ts'
import { cities, fixed } from './terms.ts'
import {
  all,
  atLeast,
  atMost,
  between,
  liesIn,
  maybe,
  opposite,
  plainly,
  says,
  unless,
  type Sure,
} from './truth.ts'

/** An order that has begun and has not ended; its end is the first instant at which it is over. */
const isOrdered = (who: Who, outcome: string): Sure =>
  isThere(who.known.order, (order) =>
    all(
      says(order.outcome, outcome),
      atLeast(secondsSince(who, order.from), 0),
      opposite(atLeast(secondsSince(who, order.until), 0)),
    ),
  )

const ownSets: readonly string[] = ['cn-33', ...cities]

/** The rules about quarantine, arrivals, orders and the decisions of others. */
export const authority: readonly Rule[] = [
  // In quarantine today.
  {
    no: 9,
    outcome: 'stop',
    editions: [6, 14],
    holds: (who) =>
      isThere(who.known.quarantine, ({ from, until, completed }) =>
        all(
          atLeast(daysSince(who, from), 0),
          atMost(daysSince(who, until), 0),
          says(completed, false),
        ),
      ),
  },
  // A quarantine ended within 14 days, and was not completed.
  {
    no: 10,
    outcome: 'stop',
    editions: [6, 14],
    holds: (who) =>
      isThere(who.known.quarantine, ({ until, completed }) =>
        all(between(1, daysSince(who, until), fixed.brokenDays), says(completed, false)),
      ),
  },
  // Arrived within 14 days from one of the listed countries, without quarantine.
  {
    no: 16,
    outcome: 'stop',
    editions: [11, 14],
    holds: (who, by) =>
      isThere(who.known.entry, ({ at, from, quarantined }) =>
        all(
          liesIn(from, by.countries),
          says(quarantined, false),
          atMost(daysSince(who, at), fixed.inboundDays),
        ),
      ),
  },
  // Arrived within 14 days from anywhere, unless quarantined each time and tested negative.
  {
    no: 17,
    outcome: 'check',
    editions: [11, 14],
    holds: (who, by) => {
      const { entry } = who.known
      const within = (at: number | undefined): Sure => atMost(daysSince(who, at), fixed.inboundDays)
      return unless(
        isThere(entry, ({ at }) => within(at)),
        () => {
          const isFree = isThere(entry, ({ at, quarantined }) =>
            all(says(quarantined, false), within(at)),
          )
          return all(opposite(isFree), isTested(who, by))
        },
      )
    },
  },
  // An authority orders: no passage; a look.
  { no: 22, outcome: 'stop', editions: [13, 14], holds: (who) => isOrdered(who, 'stop') },
  { no: 23, outcome: 'check', editions: [13, 14], holds: (who) => isOrdered(who, 'check') },
  // Red within 24 hours under the rules of another province.
  {
    no: 27,
    outcome: 'check',
    editions: [14, 14],
    holds: (who) =>
      isThere(who.known.assessment, ({ at, outcome, set }) =>
        all(
          says(outcome, 'stop'),
          set === undefined ? maybe : plainly(!ownSets.includes(set)),
          atMost(secondsSince(who, at), fixed.assessedSeconds),
        ),
      ),
  },
  // Jinhua, because of Yiwu's market: arrived within 28 days.
  {
    no: 103,
    outcome: 'check',
    editions: [11, 14],
    cities: ['cn-3307'],
    holds: (who) =>
      isThere(who.known.entry, ({ at }) => atMost(daysSince(who, at), fixed.lateInboundDays)),
  },
]
