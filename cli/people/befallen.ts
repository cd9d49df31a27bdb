/** The facts that follow from what befell a synthetic person: contact, illness, travel, quarantine, colours. */
import type { Draw } from './draw.ts'
import { placeOf, type Plight } from './household.ts'
import { marginals } from './marginals.ts'
import type { Notebook } from './notebook.ts'
import { countries, countryWeights, highIncidence, highIncidenceWeights } from './regions.ts'

const names = ['fever', 'cough', 'breathless'] as const

/** Writes down what follows from a plight. */
export function recordPlight(draw: Draw, notebook: Notebook, { name, daysAgo }: Plight): void {
  switch (name) {
    case 'well':
      break
    case 'ill':
      recordIllness(draw, notebook, daysAgo)
      break
    case 'close':
    case 'secondary':
      notebook.add('contact', daysAgo, { at: notebook.date(daysAgo), closeness: name })
      recordQuarantine(draw, notebook, daysAgo - 1, marginals.quarantined[name])
      break
    case 'returned':
      recordReturn(draw, notebook, daysAgo)
      break
    case 'feverish':
      recordFever(draw, notebook, daysAgo)
      break
    case 'entered':
      recordEntry(draw, notebook, daysAgo)
      break
  }
  const isAssessed = name === 'well' ? marginals.assessedWell : marginals.assessedPlight
  if (draw.chance(isAssessed)) recordColour(draw, notebook, name, daysAgo)
  if (draw.chance(marginals.ordered)) recordOrder(draw, notebook)
}

function recordIllness(draw: Draw, notebook: Notebook, daysAgo: number): void {
  notebook.add('symptom', daysAgo, { at: notebook.date(daysAgo), name: draw.pick(names) })
  const sampledAt = notebook.moment(Math.max(0, daysAgo - 1))
  notebook.add('test', daysAgo, { sampledAt, method: 'pcr', result: 'positive' })
  recordQuarantine(draw, notebook, daysAgo, 1_000_000)
  if (daysAgo < 14) return
  const recovered = daysAgo - draw.between(12, 14)
  notebook.add('recovery', recovered, { at: notebook.date(recovered) })
  notebook.add('test', recovered, {
    sampledAt: notebook.moment(recovered),
    method: 'pcr',
    result: 'negative',
  })
}

/** Fourteen days, or what is left of them, from a day on. */
function recordQuarantine(
  draw: Draw,
  notebook: Notebook,
  daysAgo: number,
  perMillion: number,
): void {
  if (!draw.chance(perMillion)) return
  const [from, until] = [Math.max(0, daysAgo), Math.max(0, daysAgo) - 14]
  const completed = until >= 0 && draw.chance(marginals.quarantineCompleted)
  notebook.add('quarantine', from, {
    from: notebook.date(from),
    until: notebook.date(until),
    completed,
  })
}

function recordReturn(draw: Draw, notebook: Notebook, daysAgo: number): void {
  const { region } = placeOf(draw, highIncidence, highIncidenceWeights)
  const from = notebook.date(daysAgo + draw.between(1, 12))
  notebook.add('stay', daysAgo, { region, from, until: notebook.date(daysAgo) })
  recordQuarantine(draw, notebook, daysAgo, marginals.quarantined.returned)
}

function recordFever(draw: Draw, notebook: Notebook, daysAgo: number): void {
  notebook.add('symptom', daysAgo, { at: notebook.date(daysAgo), name: draw.pick(names) })
  if (!draw.chance(marginals.clinic)) return
  const cleared = draw.chance(marginals.clinicCleared)
  notebook.add('clinic', daysAgo, { at: notebook.date(daysAgo), cleared })
}

function recordEntry(draw: Draw, notebook: Notebook, daysAgo: number): void {
  const { region } = placeOf(draw, countries, countryWeights)
  const quarantined = draw.chance(marginals.quarantined.entered)
  notebook.add('entry', daysAgo, { at: notebook.date(daysAgo), from: region, quarantined })
  const from = notebook.date(daysAgo + draw.between(5, 60))
  notebook.add('stay', daysAgo, { region, from, until: notebook.date(daysAgo) })
  if (quarantined) recordQuarantine(draw, notebook, daysAgo, 1_000_000)
}

function recordColour(draw: Draw, notebook: Notebook, name: Plight['name'], daysAgo: number): void {
  const severe = name === 'ill' || name === 'close' || name === 'entered'
  const outcome = name === 'well' ? 'pass' : severe ? 'stop' : 'check'
  notebook.add('assessment', daysAgo, {
    at: notebook.moment(name === 'well' ? draw.between(0, 20) : daysAgo),
    outcome,
    set: notebook.city,
  })
}

/** An order by an authority: some are over, some last, some are still to come. */
function recordOrder(draw: Draw, notebook: Notebook): void {
  const begun = draw.between(-2, 20)
  notebook.add('order', Math.max(0, begun), {
    outcome: draw.chance(500_000) ? 'stop' : 'check',
    from: dayStart(notebook, begun),
    until: dayStart(notebook, begun - draw.between(1, 21)),
    authority: 'county office',
    basis: 'law on infectious diseases, article 41',
  })
}

/** Orders run from midnight to midnight; `date` is of the zone, eight hours ahead. */
function dayStart(notebook: Notebook, daysAgo: number): string {
  return `${notebook.date(daysAgo + 1)}T16:00:00Z`
}
