/** Where synthetic people live, have been and come from: GB/T 2260 and ISO 3166 codes with their weights. */

/** A place and how many people it stands for, in thousands. */
export interface Place {
  readonly region: string
  readonly weight: number
}

/** The eleven cities of Zhejiang with their people by the census of 2020, and some of their counties. */
export const cities: readonly (Place & { readonly counties: readonly string[] })[] = [
  { region: '3301', weight: 11_936, counties: ['02', '05', '06', '08', '09', '10', '22', '82'] },
  { region: '3302', weight: 9_404, counties: ['03', '05', '06', '12', '13', '81', '82'] },
  { region: '3303', weight: 9_573, counties: ['02', '03', '04', '27', '81', '82'] },
  { region: '3304', weight: 5_401, counties: ['02', '11', '21', '81', '83'] },
  { region: '3305', weight: 3_368, counties: ['02', '03', '21', '23'] },
  { region: '3306', weight: 5_271, counties: ['02', '03', '04', '81', '83'] },
  { region: '3307', weight: 7_051, counties: ['02', '03', '81', '82', '83'] },
  { region: '3308', weight: 2_276, counties: ['02', '03', '24', '81'] },
  { region: '3309', weight: 1_158, counties: ['02', '03', '21'] },
  { region: '3310', weight: 6_622, counties: ['02', '03', '04', '81', '82'] },
  { region: '3311', weight: 2_507, counties: ['02', '21', '27', '81'] },
]

/** Where people from outside Zhejiang live; the weights are guesses of who travels here. */
export const outside: readonly Place[] = [
  { region: '310104', weight: 24 },
  { region: '320505', weight: 18 },
  { region: '340104', weight: 16 },
  { region: '360102', weight: 10 },
  { region: '440305', weight: 12 },
  { region: '440106', weight: 10 },
  { region: '110105', weight: 6 },
  { region: '410105', weight: 8 },
  { region: '420106', weight: 3 },
  { region: '421102', weight: 2 },
]

/** Areas of high incidence early in 2020: where those who `returned` come from; the weights are guesses. */
export const highIncidence: readonly Place[] = [
  { region: '420106', weight: 50 },
  { region: '420902', weight: 12 },
  { region: '421102', weight: 14 },
  { region: '330382', weight: 20 },
  { region: '330302', weight: 10 },
]

/** Where those who `entered` come from; the weights are guesses. */
export const countries: readonly Place[] = [
  { region: 'IT', weight: 30 },
  { region: 'KR', weight: 20 },
  { region: 'JP', weight: 15 },
  { region: 'IR', weight: 6 },
  { region: 'US', weight: 15 },
  { region: 'ES', weight: 10 },
  { region: 'DE', weight: 4 },
]

export const cityWeights = cities.map(({ weight }) => weight)
export const outsideWeights = outside.map(({ weight }) => weight)
export const highIncidenceWeights = highIncidence.map(({ weight }) => weight)
export const countryWeights = countries.map(({ weight }) => weight)
