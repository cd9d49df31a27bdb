/** The facts that anybody may have: who one is, tests, vaccination, travel, daily reports, family. */
import { yearsBefore, dateText } from './calendar.ts'
import type { Draw } from './draw.ts'
import { colourOf, plightOf, type Household, type Plight } from './household.ts'
import { marginals } from './marginals.ts'
import type { Notebook } from './notebook.ts'
import { cities } from './regions.ts'

/** Writes down what a person has beside what befell them. */
export function recordEveryday(draw: Draw, notebook: Notebook, plight: Plight): void {
  if (!draw.chance(marginals.unknownPerson)) recordPerson(draw, notebook)
  if (draw.chance(marginals.tested)) recordTests(draw, notebook)
  if (draw.chance(marginals.vaccinated)) recordDoses(draw, notebook)
  if (draw.chance(marginals.travelled)) recordTravel(draw, notebook)
  const often = plight.name === 'well' ? marginals.reports : marginals.reportsPlight
  if (draw.chance(often)) recordReports(draw, notebook, plight)
  if (draw.chance(marginals.temperature)) {
    const daysAgo = draw.between(0, 3)
    const celsius = celsiusOf(draw, plight.name === 'feverish' && plight.daysAgo < 4)
    notebook.add('temperature', daysAgo, { at: notebook.moment(daysAgo), celsius })
  }
}

function recordPerson(draw: Draw, notebook: Notebook): void {
  const years = draw.weighted(marginals.ages) * 5 + draw.between(0, 4)
  const born = yearsBefore(notebook.today, years) - draw.between(0, 364)
  const idType = (['resident', 'passport', 'other'] as const)[draw.weighted(marginals.idTypes)]
  notebook.add('person', 30, { birthDate: dateText(born), idType: idType ?? 'other' })
}

function recordTests(draw: Draw, notebook: Notebook): void {
  for (let left = draw.weighted([700, 200, 100]); left >= 0; left--) {
    const daysAgo = draw.between(0, 20)
    const method = (['pcr', 'antigen', 'antibody'] as const)[draw.weighted(marginals.testMethods)]
    const place = draw.weighted(marginals.testResults)
    const result = (['negative', 'positive', 'inconclusive'] as const)[place]
    const sampledAt = notebook.moment(daysAgo)
    notebook.add('test', daysAgo, {
      sampledAt,
      method: method ?? 'pcr',
      result: result ?? 'negative',
    })
  }
}

function recordDoses(draw: Draw, notebook: Notebook): void {
  const of = draw.between(1, 3)
  const product = draw.pick(['inactivated', 'adenovirus', 'subunit'])
  const doses = draw.between(1, of)
  const first = draw.between(28 * (doses - 1), 300)
  for (let dose = 1; dose <= doses; dose++) {
    const daysAgo = first - 28 * (dose - 1)
    notebook.add('vaccination', daysAgo, { at: notebook.date(daysAgo), product, dose, of })
  }
}

function recordTravel(draw: Draw, notebook: Notebook): void {
  const { region, counties } = draw.pick(cities)
  const left = draw.between(0, 29)
  const from = notebook.date(left + draw.between(0, 6))
  notebook.add('stay', left, {
    region: region + draw.pick(counties),
    from,
    until: notebook.date(left),
  })
}

/** One report a day up to today or yesterday, with gaps; who has just been red or yellow has just begun. */
function recordReports(draw: Draw, notebook: Notebook, { name, daysAgo }: Plight): void {
  const days = name === 'well' ? draw.between(1, 16) : Math.min(daysAgo + 1, 16)
  const isIll = (name === 'ill' || name === 'feverish') && daysAgo < 10
  const last = draw.between(0, 1)
  for (let ago = days; ago >= last; ago--) {
    if (draw.chance(marginals.reportMissed)) continue
    const unwell = draw.chance(isIll && ago + 3 > daysAgo ? 500_000 : marginals.reportUnwell)
    notebook.add('checkin', ago, {
      at: notebook.moment(ago),
      temperature: celsiusOf(draw, unwell),
      unwell,
    })
  }
}

/** A body's temperature, in tenths of a degree. */
export function celsiusOf(draw: Draw, isFeverish: boolean): number {
  return (isFeverish ? draw.between(371, 395) : 360 + draw.below(7) + draw.below(7)) / 10
}

/** Writes down the colours of the household's other members, as far as their codes are linked. */
export function recordFamily(
  draw: Draw,
  notebook: Notebook,
  { first, size }: Household,
  seed: number,
  n: number,
): void {
  if (size === 1 || !draw.chance(marginals.linked)) return
  for (let other = first; other < first + size; other++) {
    if (other === n) continue
    const daysAgo = draw.between(0, 1)
    const colour = colourOf(plightOf(seed, other))
    notebook.add('household', daysAgo, { at: notebook.moment(daysAgo), colour })
  }
}
