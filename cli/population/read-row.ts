/** Reads rows of a population from their bytes: tens of millions of them, so that nothing is made that is not needed. */
import { isUtf8 } from 'node:buffer'
import { idTypes, parseIdNumber } from 'greengate/issue'
import { findInstant } from '../edges/instant.ts'
import { asObject } from '../edges/json-file.ts'
import { classCode, maxRule, outcomes, storedCode, type RowOutcome } from './class-code.ts'
import { columns, type RowForm } from './columns.ts'
import { isPlainResidentId } from './resident-id.ts'
import type { RowFault } from './row-fault.ts'
import { splitCells } from './split-cells.ts'

/** How rows are read. */
export interface Reading {
  readonly form: RowForm
  /** The type of rows that name none. */
  readonly type: string | undefined
  /** Unix seconds: until when outcomes must be known to hold. */
  readonly limit: number
}

/** The row that was read last. One object for all of them. */
export interface RowReader {
  type: string
  /** Where the canonical number lies, as ASCII; good until the next row is read. */
  bytes: Uint8Array
  from: number
  to: number
  /** What is stored for the person: see class-code.ts. */
  code: number
  /** Whether the pass that the row says ends before the limit. */
  isCut: boolean
  /**
   * Reads a line, `bytes` from `from` to `to`, without its end. Says what is wrong with it, or undefined and the fields
   * above are those of the row.
   */
  read(bytes: Buffer, from: number, to: number): RowFault | undefined
}

/** Instants repeat: so many are remembered. */
const mostInstants = 4096
const known: ReadonlySet<string> = new Set(idTypes)
const comma = 0x2c
const quote = 0x22
/** Digits of {@link maxRule}. */
const longestRule = 10
const none = new Uint8Array()
/** Every text of a line that is JSON, with the colon that makes it the name of a member. */
const texts = /"(?:[^"\\]|\\.)*"(\s*:)?/g

/** Makes a reader. */
export function rowReader({ form, type: usual, limit }: Reading): RowReader {
  const cells = form.order.length
  // For every column of ours where its cell begins and ends; end -1: there is none.
  const starts = new Int32Array(columns.length)
  const ends = new Int32Array(columns.length)
  const instants = new Map<string, number>()
  const reader: RowReader = { type: '', bytes: none, from: 0, to: 0, code: 0, isCut: false, read }
  return reader

  function read(bytes: Buffer, from: number, to: number): RowFault | undefined {
    const fault = form.kind === 'csv' ? readCsv(bytes, from, to) : readJson(bytes, from, to)
    // Nothing that is right has a byte that is not; asked only where something is wrong.
    return fault !== undefined && !isUtf8(bytes.subarray(from, to)) ? 'encoding' : fault
  }

  function readCsv(bytes: Buffer, from: number, to: number): RowFault | undefined {
    ends.fill(-1)
    let [cell, start] = [0, from]
    for (let at = from; at <= to; at++) {
      const byte = at < to ? bytes[at] : comma
      if (byte === quote) return readQuoted(bytes.toString('utf8', from, to))
      if (byte !== comma) continue
      if (cell >= cells) return 'form'
      const column = form.order[cell++] as number
      starts[column] = start
      ends[column] = at
      start = at + 1
    }
    return cell === cells ? take(bytes) : 'form'
  }

  function take(bytes: Buffer): RowFault | undefined {
    const type = text(bytes, 0)
    const [start, end] = [starts[1] as number, ends[1] as number]
    const isPlain =
      (type === '' ? usual : type) === 'cn-resident-id' && isPlainResidentId(bytes, start, end)
    reader.bytes = bytes
    reader.from = start
    reader.to = end
    const number = isPlain ? undefined : bytes.toString('utf8', start, end)
    const outcome = outcomeAt(bytes, starts[2] as number, ends[2] as number)
    const rule = ruleAt(bytes, starts[3] as number, ends[3] as number)
    return keep(type, number, outcome, rule, text(bytes, 4))
  }

  /** The text of a column; empty where there is none. */
  function text(bytes: Buffer, column: number): string {
    const [start, end] = [starts[column] as number, ends[column] as number]
    return end <= start ? '' : bytes.toString('latin1', start, end)
  }

  function readQuoted(line: string): RowFault | undefined {
    const found = splitCells(line)
    if (found?.length !== cells) return 'form'
    const of = (column: number): string => found[form.order.indexOf(column)] ?? ''
    return keep(of(0), of(1), outcomes.indexOf(of(2) as RowOutcome), ruleOf(of(3)), of(4))
  }

  function readJson(bytes: Buffer, from: number, to: number): RowFault | undefined {
    const line = bytes.toString('utf8', from, to)
    const row = asObject(jsonOf(line))
    if (row === undefined) return 'form'
    const names = Object.keys(row)
    // Of a member that is there twice JSON keeps the last: a stop must not become a pass by what stands behind it.
    if (!names.every(isColumn) || membersOf(line) !== names.length) return 'form'
    const { type, number, outcome, rule, holdsUntil } = row
    if (rule !== undefined && rule !== null && typeof rule !== 'number') return 'rule'
    const cells = [type ?? '', number, outcome, holdsUntil ?? '']
    if (!cells.every((text) => typeof text === 'string')) return 'form'
    const [asType, asNumber, asOutcome, until] = cells as [string, string, string, string]
    return keep(
      asType,
      asNumber,
      outcomes.indexOf(asOutcome as RowOutcome),
      ruleOf(String(rule ?? '')),
      until,
    )
  }

  /** @param number - Undefined: it was recognised where it lies. */
  function keep(
    said: string,
    number: string | undefined,
    outcome: number,
    rule: number,
    until: string,
  ): RowFault | undefined {
    const type = said === '' ? usual : said
    if (type === undefined || !known.has(type)) return 'type'
    if (number !== undefined && !keepNumber(type, number)) return 'number'
    if (outcome < 0) return 'outcome'
    // A check may be for want of facts, and says so; a pass need not name what let it pass; a stop names its rule.
    if (rule > maxRule || rule < (outcome === 0 ? unstated : 0)) return 'rule'
    if (rule === 0 && outcome !== 1) return 'rule'
    const holds = until === '' ? Number.POSITIVE_INFINITY : secondsOf(until)
    if (holds === undefined) return 'holds-until'
    const code = classCode(outcome, Math.max(0, rule))
    reader.type = type
    reader.code = storedCode(code, holds, limit)
    reader.isCut = reader.code !== code
    return undefined
  }

  function keepNumber(type: string, text: string): boolean {
    const number = parseIdNumber(type, text)
    if (number === undefined) return false
    reader.bytes = Buffer.from(number, 'latin1')
    reader.from = 0
    reader.to = number.length
    return true
  }

  function secondsOf(text: string): number | undefined {
    const known = instants.get(text)
    if (known !== undefined) return known
    const instant = findInstant(text)
    if (instant === undefined) return undefined
    const seconds = instant.getTime() / 1000
    if (instants.size >= mostInstants) instants.clear()
    instants.set(text, seconds)
    return seconds
  }
}

function membersOf(line: string): number {
  let members = 0
  for (const [, colon] of line.matchAll(texts)) if (colon !== undefined) members += 1
  return members
}

function isColumn(name: string): boolean {
  return (columns as readonly string[]).includes(name)
}

/** The place of an outcome among {@link outcomes}; -1: none of them. */
function outcomeAt(bytes: Buffer, start: number, end: number): number {
  // `pass` is what nearly all rows say; its letters, without making a text of them.
  const isPass =
    end - start === 4 &&
    bytes[start] === 0x70 &&
    bytes[start + 1] === 0x61 &&
    bytes[start + 2] === 0x73 &&
    bytes[start + 3] === 0x73
  return isPass ? 0 : outcomes.indexOf(bytes.toString('latin1', start, end) as RowOutcome)
}

const unstated = -1
const noRule = -2

/** The number of a rule, {@link unstated}, or {@link noRule}. */
function ruleAt(bytes: Buffer, start: number, end: number): number {
  if (end <= start) return unstated
  if (bytes[start] === 0x30) return end - start === 1 ? 0 : noRule
  if (end - start > longestRule) return noRule
  let rule = 0
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] as number) - 0x30
    if (digit < 0 || digit > 9) return noRule
    rule = rule * 10 + digit
  }
  return rule
}

function ruleOf(text: string): number {
  return ruleAt(Buffer.from(text), 0, Buffer.byteLength(text))
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
}
