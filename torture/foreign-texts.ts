/** The trials of other people's codes: damaged at every layer, and made to cost; each is measured. */
import { getHeapStatistics } from 'node:v8'
import { allFormats, inspect } from 'greengate'
import { randomOf, type Attempt, type Tally, type Trial } from '../house/endurance.ts'
import { codeSeeds, proveTexts, signedOf, type CodeSeed } from '../lib/testing/code-seeds.ts'
import { hostileTexts } from '../lib/testing/hostile-texts.ts'
import { mutateCode } from '../lib/testing/mutate-code.ts'

/** What any text may cost. */
const [mostTime, mostBytes] = [50, 16_000_000]
/** What else the machine does, and the collector, is no cost of the text: the least of so many runs counts. */
const runs = 5

const held = (): number => {
  const { used_heap_size, external_memory } = getHeapStatistics()
  return used_heap_size + external_memory
}

/** What a text cost. */
interface Cost {
  readonly time: number
  readonly bytes: number
}

/** Runs once, and again where that seemed to cost too much. */
const costOf = async (run: () => Promise<unknown>): Promise<Cost> => {
  let [time, bytes] = [Infinity, Infinity]
  for (let i = 0; i < runs && (time > mostTime || bytes > mostBytes); i++) {
    const [before, began] = [held(), performance.now()]
    await run()
    time = Math.min(time, performance.now() - began)
    bytes = Math.min(bytes, Math.max(0, held() - before))
  }
  return { time, bytes }
}

const tooDear = ({ time, bytes }: Cost): readonly string[] => [
  ...(time > mostTime ? [`took ${Math.round(time)} ms`] : []),
  ...(bytes > mostBytes ? [`took ${Math.round(bytes / 1e6)} MB`] : []),
]

const bounds = [1, 5, 10, 25, mostTime]
const bucketOf = ({ time }: Cost): string =>
  `below ${bounds.find((bound) => time <= bound) ?? Infinity} ms`

const reportTimes = (tally: Tally): string =>
  `Time: ${[...bounds, Infinity].map((bound) => `below ${bound} ms ${tally[`below ${bound} ms`] ?? 0}`).join(', ')}.`

const mutantSeed = 12

/** Tries one mutant. */
const attempt = async (
  seeds: readonly CodeSeed[],
  signed: ReadonlySet<string>,
  step: number,
  drawn = mutantSeed,
): Promise<Attempt> => {
  const random = randomOf(drawn, step)
  const seed = seeds[step % seeds.length] as CodeSeed
  const other = seeds[Math.floor(random() * seeds.length)] as CodeSeed
  const { where, texts } = mutateCode(seed, other, random)
  let answer: Awaited<ReturnType<typeof proveTexts>> = []
  try {
    const cost = await costOf(async () => {
      answer = await proveTexts(texts, seed.authorities)
    })
    const believed = answer.filter(({ proof }) => proof.state === 'genuine')
    const isForged = believed.some(({ credential }) => !signed.has(signedOf(credential)))
    const what = believed.length > 0 ? 'as signed' : answer.length > 0 ? 'refused' : 'unreadable'
    return {
      lost: [...(isForged ? [`${where}: forged`] : []), ...tooDear(cost)],
      tally: { [`${where}: ${what}`]: 1, [bucketOf(cost)]: 1 },
    }
  } catch (error) {
    return { lost: [`${where}: threw ${error instanceof Error ? error.name : typeof error}`] }
  }
}

const reportMutants = (tally: Tally): readonly string[] => {
  const names = Object.keys(tally).filter((name) => name.includes(': '))
  const wheres = [...new Set(names.map((name) => name.split(': ')[0] as string))].toSorted()
  const count = (where: string, what: string): string =>
    (tally[`${where}: ${what}`] ?? 0).toLocaleString('en-GB')
  return [
    reportTimes(tally),
    '',
    '| where | unreadable | refused | as signed |',
    '|---|--:|--:|--:|',
    ...wheres.map(
      (where) =>
        `| ${where} | ${count(where, 'unreadable')} | ${count(where, 'refused')} | ${count(where, 'as signed')} |`,
    ),
  ]
}

/** Mutants of genuine codes of every format. */
export const foreignMutants = async (): Promise<Trial> => {
  const seeds = await codeSeeds()
  const signed = new Set(seeds.map((seed) => seed.signed))
  return {
    name: 'foreign codes',
    about: `mutants of ${seeds.length} genuine codes of other formats, damaged in text, bytes, compressed stream, CBOR and JSON: an answer within 50 ms and 16 MB, and genuine only what was signed`,
    seed: mutantSeed,
    count: 1_000_000,
    programs: ['torture/foreign-texts.ts'],
    data: ['test-vectors/verify/*.json', 'test-vectors/bundle/*'],
    attempt: (step, drawn) => attempt(seeds, signed, step, drawn),
    shortOf: (tally) =>
      allFormats
        .filter(({ name }) =>
          Object.keys(tally).every(
            (key) => !(key.startsWith(`${name} `) && key.endsWith('refused')),
          ),
        )
        .map(({ name }) => `no mutant of ${name} came to its signature`),
    report: reportMutants,
  }
}

/** Bombs, depth and length, for every format. */
export const costlyTexts = (): Trial => {
  const texts = [...hostileTexts()]
  const options = { now: new Date(0), formats: allFormats }
  return {
    name: 'costly texts',
    about:
      'zip bombs, deep CBOR and JSON, giant integers, 10 MB of one character behind every prefix: an answer within 50 ms and 16 MB',
    count: texts.length,
    programs: ['torture/foreign-texts.ts'],
    attempt: async (step) => {
      const [name, text] = texts[step] as (typeof texts)[number]
      try {
        const cost = await costOf(() => inspect(text, options))
        return {
          lost: tooDear(cost).map((what) => `${name}: ${what}`),
          tally: { [bucketOf(cost)]: 1 },
        }
      } catch (error) {
        return { lost: [`${name}: threw ${error instanceof Error ? error.name : typeof error}`] }
      }
    },
    report: (tally) => [reportTimes(tally)],
  }
}
