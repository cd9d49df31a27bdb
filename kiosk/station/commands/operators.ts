/** `station operators add|remove|list`: who may sign in. A PIN is typed, never an argument: those are seen by others. */
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import {
  addOperator,
  readOperators,
  removeOperator,
  staffRights,
} from '../operators/operators-file.ts'
import { configurationFor } from '../prepare-station.ts'
import { StationError } from '../station-error.ts'
import { parseCommandLine } from './command-line.ts'

/** Where a PIN comes from, and where words go. */
export interface OperatorsSurroundings {
  readonly askPin: () => Promise<string>
  readonly print: (text: string) => unknown
}

/** Does it; the file is the one that the configuration names. */
export async function operatorsCommand(
  [act, ...rest]: readonly string[],
  { askPin, print }: OperatorsSurroundings,
): Promise<number> {
  const named = act === 'add' || act === 'remove'
  if (!named && act !== 'list') usage('operators add NAME, operators remove NAME, operators list')
  const [id = '', ...more] = named ? rest : ['', ...rest]
  const { values, station } = parseCommandLine(more, [], ['rights'])
  if (station === 'help') usage('say --help by itself')
  const { staff } = await configurationFor(station)
  if (staff === undefined) usage('the configuration has no staff: write staff.operators')
  const file = staff.operatorsFile
  if (act === 'add') {
    const rights = (values.get('rights') ?? staffRights.join(',')).split(',')
    await addOperator(file, { id, pin: await askPin(), rights })
  } else if (act === 'remove') await removeOperator(file, id)
  for (const one of await readOperators(file)) print(`${one.id}: ${one.rights.join(', ')}\n`)
  return 0
}

/** Asks at the terminal without showing what is typed; from a pipe the first line is taken. */
export async function askPin(): Promise<string> {
  const nowhere = new Writable({
    write(_chunk, _encoding, done) {
      done()
    },
  })
  process.stderr.write('PIN (six digits or more): ')
  const terminal = createInterface({
    ...{ input: process.stdin, output: nowhere, terminal: process.stdin.isTTY },
  })
  try {
    return (await terminal.question('')).trim()
  } finally {
    terminal.close()
    process.stderr.write('\n')
  }
}

function usage(message: string): never {
  throw new StationError('ERR_STATION_USAGE', `${message}; see --help`)
}
