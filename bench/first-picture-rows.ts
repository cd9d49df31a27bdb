/** The rows of the first decision from a picture: its time by a blank page's, and the script that it takes. */
import { measureFirstPicture } from './first-picture.ts'
import { figure, medianCell, medianFigure, targetCell, type Measured } from './measured.ts'
import { medianOf } from './statistics.ts'

const maxScriptBytes = 60_000

/** Measures it in so many rounds. */
export const measuredFirstPicture = async (name: string, rounds: number): Promise<Measured> => {
  const { pairs, scriptBytes, version } = await measureFirstPicture(rounds)
  const where = `Chromium ${version}`
  const ratio = medianOf(pairs.map(({ subject, bare }) => subject / bare))
  const ms = (side: 'subject' | 'bare'): string =>
    medianOf(pairs.map((pair) => pair[side])).median.toFixed(0)
  const isMissed = scriptBytes.before > maxScriptBytes
  const [kB, whole] = [scriptBytes.before, scriptBytes.whole].map(
    (bytes) => `${(bytes / 1000).toFixed(1)} kB`,
  )
  const most = targetCell(`${String(maxScriptBytes / 1000)} kB`, isMissed)
  return {
    rows: [
      [
        name,
        where,
        medianCell(ratio),
        'none',
        String(ratio.rounds),
        `${ms('subject')} / ${ms('bare')}`,
      ],
      ['script before the decoder, of gzip', where, kB ?? '', most, '1', ''],
      ['script by the first decision, of gzip', where, whole ?? '', 'none', '1', ''],
    ],
    figures: {
      ratio: medianFigure(ratio),
      script: figure(scriptBytes.before / 1000),
      whole: figure(scriptBytes.whole / 1000),
    },
    said: `${medianCell(ratio)} (${ms('subject')} / ${ms('bare')} ms)  ${name}; ${kB ?? ''} of script, ${whole ?? ''} by then`,
    isMissed,
  }
}
