/** The entry of the command `greengate`. */
import { runGreengate } from './program.ts'

// A reader that goes away early (`greengate scan ... | head`) is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

process.exitCode = await runGreengate(process.argv.slice(2))
