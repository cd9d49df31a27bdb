/** Says what a batch came to. */
import { join } from 'node:path'
import type { Language } from '../../edges/language.ts'
import { print, printError, printJson, printLine } from '../../edges/output.ts'
import { exitCodes, type ExitCode } from '../../operator-error.ts'
import type { Finished } from '../manifest.ts'
import { summaryTable } from '../summary/main.ts'

/** Prints it, and gives the exit code; undefined: somebody ended the batch before it was done. A batch of nobody is no success. */
export function sayFinished(
  finished: Finished | undefined,
  out: string,
  language: Language,
  isJson: boolean,
): ExitCode {
  if (finished === undefined) {
    printError(`${out}: ended before all was done; run the same command to go on`)
    return exitCodes.otherOutcome
  }
  const { manifest, summary } = finished
  const { shards: _, ...whole } = manifest
  const isOfNobody = manifest.people === 0
  const code = isOfNobody ? exitCodes.otherOutcome : exitCodes.done
  if (isOfNobody) {
    printError(
      `${out}: none of the ${manifest.records} records is a person; see rejected.ndjson, and correct the file`,
    )
  }
  if (isJson) {
    printJson(whole)
    return code
  }
  print(summaryTable(summary, language))
  printLine()
  printLine(`outcomes ${manifest.sha256.outcomes}`)
  if (manifest.job.codes !== undefined) printLine(`codes    ${manifest.sha256.codes}`)
  printLine(join(out, 'summary.html'))
  if (manifest.rejected > 0) printLine(join(out, 'rejected.ndjson'))
  return code
}
