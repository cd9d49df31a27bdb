/** The trial of the whole suite: clean runs of the README's test command, each in a fresh clone of what is committed. */
import { join } from 'node:path'
import type { Trial } from '../house/endurance.ts'
import { cleanRun } from './clean-run.ts'

const repository = process.cwd()
/** What a run may take, and what it is given before it is taken for hanging. */
const [mostSeconds, patienceSeconds] = [720, 2_400]

/** Each run says its commit itself: ten runs count, of whatever commits. */
export const suite: Trial = {
  name: 'suite',
  about: `a fresh clone of the commit, an empty environment, \`npm ci\` and \`npm test\`: nothing fails, what is skipped is told by name, and the tests take at most ${mostSeconds} s`,
  count: 10,
  programs: ['torture/suite.ts'],
  isOnlyNamed: true,
  attempt: async () => {
    const run = await cleanRun({
      ...{ repository, logs: join(repository, 'artifacts', 'suite') },
      patienceSeconds,
    })
    const { passed, failed, skipped, seconds, install, commit, date, failedNames, output } = run
    const lost = [
      ...failedNames.map((name) => `failed: ${name}`),
      ...(run.fault === undefined ? [] : [run.fault]),
      ...(failed > 0 && failedNames.length === 0 ? [`${failed} failed`] : []),
      ...(seconds > mostSeconds ? [`took ${Math.round(seconds)} s`] : []),
    ]
    if (lost.length > 0) console.error(`what it wrote: ${output}`)
    return {
      lost,
      tally: { passed, failed, skipped: skipped.length },
      record: { commit, date, passed, failed, install, seconds, skipped, lost },
    }
  },
  report: (_tally, records) => [
    '| run | commit | when (UTC) | passed | failed | skipped | npm ci | npm test |',
    '|--:|---|---|--:|--:|---|--:|--:|',
    ...records.map(({ commit, date, passed, failed, install, seconds, skipped }, i) => {
      const names = Array.isArray(skipped) && skipped.length > 0 ? skipped.join('; ') : 'none'
      return `| ${i + 1} | ${String(commit)} | ${String(date)} | ${String(passed)} | ${String(failed)} | ${names} | ${String(install)} s | ${String(seconds)} s |`
    }),
  ],
}
