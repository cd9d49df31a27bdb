/** Rows of which most cannot be used, and what must be said of each: for tests and trials. */
import type { RowFault } from './row-fault.ts'
import { syntheticNumber } from './synthetic-rows.ts'

/** A line of a file, and what is to be found about it. */
export interface FaultyLine {
  readonly bytes: Buffer
  /** Undefined: it is sound, and nothing is to be said. */
  readonly fault?: RowFault
  /** The line about the same person. */
  readonly other?: number
}

/** The first line of a file of such rows. */
const faultyHeader = 'type,number,outcome,rule,holdsUntil'

/** Lines of a block: three people, one row that repeats, one that disagrees, and seven that are none. */
const blockLines = 12
/** Of them cannot be used. */
export const blockFaults = 8

const type = 'cn-resident-id'

/** Line of a block in the file, from 1; the header is the first. */
function lineOf(block: number, place: number): number {
  return block * blockLines + place + 2
}

/** The person of a block who stands on the first, second or third line of it. */
export function personOf(block: number, place: 0 | 1 | 2): string {
  return syntheticNumber(block * 3 + place)
}

/** The lines of a block. What repeats and what disagrees is about people of earlier blocks, far away in the file. */
function faultyBlock(block: number): readonly FaultyLine[] {
  const [repeated, disputed] = [Math.floor(block / 3), Math.floor(block / 2)]
  const row = (number: string, rest: string): Buffer => Buffer.from(`${type},${number},${rest}`)
  const other = syntheticNumber(1_000_000_000 + block)
  const checked = other.slice(0, -1) + (other.endsWith('1') ? '2' : '1')
  return [
    { bytes: row(personOf(block, 0), 'pass,1,') },
    { bytes: row(personOf(block, 1), 'stop,2,') },
    { bytes: row(personOf(block, 2), 'pass,1,2020-03-02T00:00:00Z') },
    { bytes: row(personOf(repeated, 0), 'pass,1,'), fault: 'repeat', other: lineOf(repeated, 0) },
    { bytes: row(personOf(disputed, 1), 'pass,1,'), fault: 'conflict', other: lineOf(disputed, 1) },
    { bytes: row(checked, 'pass,1,'), fault: 'number' },
    { bytes: Buffer.from(`${type},${other},\xcd\xa8\xd0\xd0,1,`, 'latin1'), fault: 'encoding' },
    { bytes: row(other, 'green,1,'), fault: 'outcome' },
    { bytes: row(other, 'check,,'), fault: 'rule' },
    { bytes: row(other, 'pass,1,tomorrow'), fault: 'holds-until' },
    { bytes: row(other, 'pass,1,,'), fault: 'form' },
    { bytes: Buffer.from(`cn-residence,${other},pass,1,`), fault: 'type' },
  ]
}

/** A file of so many blocks, block by block, with the end of every line. */
export function* faultyFile(blocks: number): Generator<Buffer> {
  yield Buffer.from(`${faultyHeader}\n`)
  for (let block = 0; block < blocks; block++) {
    for (const { bytes } of faultyBlock(block)) yield Buffer.concat([bytes, Buffer.from('\n')])
  }
}

/** What is to be named of a file of so many blocks, in the order of its lines. */
export function* faultsOf(
  blocks: number,
): Generator<
  { readonly line: number; readonly fault: RowFault; readonly other?: number },
  undefined
> {
  for (let block = 0; block < blocks; block++) {
    for (const [place, { fault, other }] of faultyBlock(block).entries()) {
      if (fault === undefined) continue
      yield { line: lineOf(block, place), fault, ...(other === undefined ? {} : { other }) }
    }
  }
  return undefined
}

/** How many people of so many blocks no two rows disagree about. */
export function soundPeople(blocks: number): number {
  return blocks * 3 - Math.ceil(blocks / 2)
}
