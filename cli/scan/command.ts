/** `greengate scan`: reads the QR codes of pictures, one line of JSON each. */
import { Command } from 'commander'
import { readBytes } from '../edges/file.ts'
import { printError, printJson } from '../edges/output.ts'
import { openPictureReader } from '../edges/picture.ts'
import { exitCodes, OperatorError, type ExitCode } from '../operator-error.ts'

/** Builds the command. */
export function scanCommand(finish: (code: ExitCode) => void): Command {
  return new Command('scan')
    .description('read the QR code of pictures')
    .argument('<picture...>', 'PNG, JPEG, WebP, GIF, TIFF, AVIF or SVG files')
    .option('--json', 'print JSON lines, as it always does')
    .action(async (files: string[]) => {
      finish(await scan(files))
    })
    .addHelpText(
      'after',
      `
Prints {"file", "text", "ms"} for each picture; text is null where no QR code is found. Of several codes in one
picture, the first that the reader finds is given. A file that is no readable picture has an error on stderr
instead of a line, and the others are still read.

Exit code: 0 every picture had a code, 1 some had none, 2 some could not be read.

Examples:
  greengate scan lin-wei.png
  greengate scan photos/*.jpg | jq -r .text`,
    )
}

async function scan(files: readonly string[]): Promise<ExitCode> {
  const reader = await openPictureReader()
  let code: ExitCode = exitCodes.done
  for (const file of files) {
    try {
      const bytes = await readBytes(file, 'a picture')
      const started = performance.now()
      const text = await reader.read(bytes, file)
      printJson({ file, text, ms: Math.round((performance.now() - started) * 10) / 10 })
      if (text === null && code === exitCodes.done) code = exitCodes.otherOutcome
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error
      printError(error.message)
      code = exitCodes.operatorError
    }
  }
  return code
}
