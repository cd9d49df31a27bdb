/** Says what a batch came to. */
import { join } from 'node:path'
import { printError, printJson, printLine } from '../../edges/output.ts'
import { exitCodes, type ExitCode } from '../../operator-error.ts'
import type { Manifest } from '../manifest.ts'

/** Prints it, and gives the exit code; undefined: somebody ended the batch before it was done. */
export function sayManifest(
  manifest: Manifest | undefined,
  out: string,
  isJson: boolean,
): ExitCode {
  if (manifest === undefined) {
    printError(`${out}: ended before all was done; run the same command to go on`)
    return exitCodes.otherOutcome
  }
  const { shards: _, ...whole } = manifest
  if (isJson) printJson(whole)
  else for (const line of linesOf(manifest, out)) printLine(line)
  return exitCodes.done
}

function linesOf(
  { job, records, people, rejected, skipped, codes, sha256 }: Manifest,
  out: string,
): readonly string[] {
  const count = (of: number): string => of.toLocaleString('en')
  return [
    `${job.rules.id} ${job.rules.version}: ${count(records)} in, ${count(people)} assessed, ${count(rejected)} rejected`,
    ...(skipped > 0 ? [`${count(skipped)} carried over`] : []),
    ...(job.codes === undefined ? [] : [`${count(codes)} codes by ${job.codes.kid}`]),
    `outcomes ${sha256.outcomes}`,
    ...(job.codes === undefined ? [] : [`codes    ${sha256.codes}`]),
    ...(rejected > 0 ? [`see ${join(out, 'rejected.ndjson')}`] : []),
  ]
}
