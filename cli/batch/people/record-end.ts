/**
 * Where a record ends: of JSON lines the line; of CSV (RFC 4180) the line too, but that a quoted cell may hold line ends.
 *
 * What is quoted wrongly, or never ends, is no record: then its first line alone is one that cannot be read, and the next
 * begins behind it. So a quote that is left open spoils its own line, and no more than that, however long the file is.
 */

import type { RowKind } from '../../edges/row-kind.ts'

/** Longest record that is read: whatever it holds, a message between machines can carry it. */
export const maxRecordBytes = 262_144

/** A record. */
export interface RecordEnd {
  /** Behind its line end; -1: its first line is longer than {@link maxRecordBytes}. */
  readonly to: number
  /** Of CSV: whether its quotes are right. */
  readonly isWhole: boolean
}

const newline = 0x0a
const carriageReturn = 0x0d
const quote = 0x22
const comma = 0x2c

/** Of a record that begins at `at`. Bytes beyond the longest record are not looked at. */
export function recordEnd(bytes: Uint8Array, at: number, kind: RowKind): RecordEnd {
  const seen = bytes.subarray(at, at + maxRecordBytes)
  // What is open where all ends is not open because it is long.
  const isLast = at + seen.length === bytes.length
  if (kind === 'csv') {
    const end = csvEnd(seen)
    if (end > 0 && (isLast || end < seen.length || seen[end - 1] === newline)) {
      return { to: at + end, isWhole: true }
    }
  }
  const line = seen.indexOf(newline) + 1
  const to = line > 0 ? at + line : isLast ? bytes.length : -1
  return { to, isWhole: kind === 'ndjson' }
}

/** Of the record that bytes begin with, or their length; -1: it is quoted wrongly, or in quotes to their end. */
function csvEnd(bytes: Uint8Array): number {
  let at = 0
  while (at < bytes.length) {
    // A cell begins.
    if (bytes[at] === quote) {
      at = afterQuoted(bytes, at + 1)
      if (at < 0) return -1
    } else {
      while (at < bytes.length && bytes[at] !== comma && bytes[at] !== newline) {
        if (bytes[at] === quote) return -1
        at += 1
      }
    }
    if (bytes[at] === newline) return at + 1
    at += 1
  }
  return bytes.length
}

/** The place of the comma or line end behind a quoted cell. */
function afterQuoted(bytes: Uint8Array, from: number): number {
  let at = from
  for (;;) {
    at = bytes.indexOf(quote, at)
    if (at < 0) return -1
    if (bytes[at + 1] !== quote) break
    at += 2
  }
  const next = at + 1
  if (next === bytes.length || bytes[next] === comma || bytes[next] === newline) return next
  const isLineEnd = bytes[next] === carriageReturn && (bytes[next + 1] ?? newline) === newline
  return isLineEnd ? next + 1 : -1
}

/** Whether a range holds spaces, tabs and line ends alone: what is no record. */
export function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number
    if (byte !== 0x20 && (byte < 0x09 || byte > 0x0d)) return false
  }
  return true
}

/** How many lines are not blank: as many records as there can be, since each has one at least. */
export function countFilled(bytes: Uint8Array): number {
  let [filled, at] = [0, 0]
  while (at < bytes.length) {
    const end = bytes.indexOf(newline, at) + 1
    const to = end > 0 ? end : bytes.length
    if (!isBlank(bytes, at, to)) filled += 1
    at = to
  }
  return filled
}

/** How many lines bytes of whole records have: what absolute line numbers are made with. */
export function countLines(bytes: Uint8Array): number {
  let lines = 0
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) lines += 1
  return bytes.length > 0 && bytes.at(-1) !== newline ? lines + 1 : lines
}
