/** The trial of the whole suite: clean runs of the README's test command, each in a fresh clone of what is committed. */
import { join } from 'node:path'
import type { Trial } from '../house/endurance.ts'
import { cleanRun, type CleanRun } from './clean-run.ts'

const repository = process.cwd()
/** What a run may take, and what it is given before it is taken for hanging. */
const [mostSeconds, patienceSeconds] = [720, 2_400]

/** Without a browser nothing was tried of any page; what nobody allowed to be skipped is as good as failed. */
const neverSkipped = /Chrom(?:ium|eDriver) |no Chromium|\[not in skips\.json\]/

/** What is wrong with a run, in one line. */
export const wrongWithRun = (run: Omit<CleanRun, 'commit' | 'date' | 'output' | 'install'>) => {
  const { failed, failedNames, again, skipped, seconds, fault } = run
  return [
    ...failedNames.map((name) => `failed: ${name}`),
    ...again.map((what) => `not clean: ${what}`),
    ...(fault === undefined ? [] : [fault]),
    ...(failed > failedNames.length ? [`${failed} failed`] : []),
    ...skipped.filter((what) => neverSkipped.test(what)).map((what) => `skipped: ${what}`),
    ...(seconds > mostSeconds ? [`took ${seconds} s`] : []),
  ].join('; ')
}

/** Each run says its commit itself: ten runs count, of whatever commits. */
export const suite: Trial = {
  name: 'suite',
  about: `a fresh clone of the commit, an empty environment, \`npm ci\` and \`npm test\`: nothing fails, not even at first, nothing is skipped for want of a browser or without leave of skips.json, what else is skipped is told by name, and the tests take at most ${mostSeconds} s`,
  count: 10,
  programs: ['torture/suite.ts'],
  isOnlyNamed: true,
  attempt: async () => {
    const run = await cleanRun({
      ...{ repository, logs: join(repository, 'artifacts', 'suite') },
      patienceSeconds,
    })
    const { passed, failed, skipped, seconds, install, commit, date, output } = run
    const wrong = wrongWithRun(run)
    if (wrong !== '') console.error(`what it wrote: ${output}`)
    // One loss, whatever is wrong with it: runs are counted.
    const lost = wrong === '' ? [] : [wrong]
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
      const names =
        Array.isArray(skipped) && skipped.length > 0
          ? skipped.join('; ').replaceAll('|', '\\|')
          : 'none'
      return `| ${i + 1} | ${String(commit)} | ${String(date)} | ${String(passed)} | ${String(failed)} | ${names} | ${String(install)} s | ${String(seconds)} s |`
    }),
  ],
}
