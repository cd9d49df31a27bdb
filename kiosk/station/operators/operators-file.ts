/** The file of operators: who may sign in, with a hash of each PIN and what each may do. */
import { readFile } from 'node:fs/promises'
import { operatorPattern } from '../../shared/staff-asks.ts'
import type { StaffRight } from '../../shared/staff-api.ts'
import { writeDurable } from '../durable-file.ts'
import { StationError, systemCode } from '../station-error.ts'
import { hashPin, isPinHash, type PinHash } from './check-pin.ts'

/** One operator. */
export interface Operator {
  readonly id: string
  readonly pin: PinHash
  readonly rights: readonly StaffRight[]
}

const format = 'greengate-operators-1'

/** Every right there is. */
export const staffRights: readonly StaffRight[] = ['look', 'passages', 'emergency', 'data', 'clock']

/**
 * Reads the file.
 *
 * @throws StationError `ERR_STATION_OPERATORS` where it is not there or is none.
 */
export async function readOperators(path: string): Promise<readonly Operator[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const code = systemCode(error)
    if (code === undefined) throw error
    throw refused(`${path}: cannot be read (${code}); make it with "station operators add"`, error)
  })
  const operators = parse(text)
  if (operators === undefined)
    throw refused(`${path}: is no file of operators; make it with "station operators add"`)
  return operators
}

/**
 * Adds an operator, or gives a known one another PIN and other rights.
 *
 * @throws StationError `ERR_STATION_OPERATORS` where the file is none, or a name, PIN or right is refused.
 */
export async function addOperator(
  path: string,
  {
    id,
    pin,
    rights,
  }: { readonly id: string; readonly pin: string; readonly rights: readonly string[] },
): Promise<void> {
  if (!operatorPattern.test(id) || id === 'unknown')
    throw refused('the name of an operator is of small letters, digits and hyphens')
  const unknown = rights.find((right) => !isRight(right))
  if (unknown !== undefined) throw refused(`no such right; there are ${staffRights.join(', ')}`)
  const hash = await hashPin(pin)
  if (hash === undefined) throw refused('a PIN is of six digits or more, and not all the same')
  const known = await readOperators(path).catch((error: unknown) => {
    if (error instanceof StationError && systemCode(error.cause) === 'ENOENT') return []
    throw error
  })
  const operators = [
    ...known.filter((one) => one.id !== id),
    // Whoever signs in may look.
    { id, pin: hash, rights: staffRights.filter((one) => one === 'look' || rights.includes(one)) },
  ]
  await writeOperators(path, operators)
}

/**
 * Takes an operator out.
 *
 * @throws StationError `ERR_STATION_OPERATORS` where the file is none, or has no such operator.
 */
export async function removeOperator(path: string, id: string): Promise<void> {
  const known = await readOperators(path)
  const rest = known.filter((one) => one.id !== id)
  if (rest.length === known.length) throw refused('there is no such operator')
  await writeOperators(path, rest)
}

const writeOperators = (path: string, operators: readonly Operator[]): Promise<void> =>
  writeDurable(path, `${JSON.stringify({ format, operators }, null, 2)}\n`)

function parse(text: string): readonly Operator[] | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
  if (!isRecord(value) || value['format'] !== format) return undefined
  const { operators } = value
  return Array.isArray(operators) && operators.every(isOperator) ? operators : undefined
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isRight = (value: unknown): value is StaffRight => staffRights.some((one) => one === value)

const isOperator = (value: unknown): value is Operator =>
  isRecord(value) &&
  typeof value['id'] === 'string' &&
  operatorPattern.test(value['id']) &&
  isPinHash(value['pin']) &&
  Array.isArray(value['rights']) &&
  value['rights'].every(isRight)

const refused = (message: string, cause?: unknown): StationError =>
  new StationError('ERR_STATION_OPERATORS', message, { cause })
