/** The station as a command: `npm run station -- --help`. */
import { stationHelp } from './arguments.ts'
import { commands, commandsHelp } from './commands/commands.ts'
import { StationError } from './station-error.ts'

const [name = '--help', ...rest] = process.argv.slice(2)

try {
  // Without a command it runs, so that quick runs stay as short as they were.
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  // The help of every command stands on one page; `run` has its own beside.
  const asked = name !== 'run' && command !== undefined && rest.includes('--help')
  if (name === '--help' || asked) process.stdout.write(commandsHelp + stationHelp)
  else if (command !== undefined) process.exitCode = await command(rest)
  else if (name.startsWith('-')) process.exitCode = await commands['run']?.([name, ...rest])
  else throw new StationError('ERR_STATION_USAGE', `there is no command ${name}; see --help`)
} catch (error) {
  if (!(error instanceof StationError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
