/** Reads the payload of a heartbeat: every member known, of its form and within its bounds, or none of it is believed. */
import { findInstant } from '../edges/instant.ts'
import { asObject } from '../edges/json-file.ts'
import type { Heartbeat } from '../../kiosk/shared/heartbeat.ts'
import { deviceStates, gates, services, staleRoles, storageLevels } from './heartbeat.ts'

type Check = (value: unknown) => boolean

const text =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value)
const among =
  (words: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && words.includes(value)
const whole =
  (least: number, most: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value)
const list =
  (most: number, check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(check)
const row =
  (...checks: readonly Check[]): Check =>
  (value) =>
    Array.isArray(value) &&
    value.length === checks.length &&
    checks.every((check, at) => check(value[at]))
const members =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) => {
    const object = asObject(value)
    if (object === undefined) return false
    const names = Object.keys(object)
    return (
      names.length === Object.keys(checks).length &&
      names.every((name) => Object.hasOwn(checks, name) && checks[name]?.(object[name]) === true)
    )
  }

const instant: Check = (value) =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) &&
  findInstant(value) !== undefined
const digest = text(/^[A-Za-z0-9_-]{43}$/)
const name = text(/^[a-z0-9][a-z0-9-]{0,79}$/)
/** What operators named: no control characters, and nothing that could be a paragraph. */
const label = text(/^[^\p{C}\p{Zl}\p{Zp}]{1,80}$/u)
/** Ids and names of members, as docs/bundle.md has them. */
const path = text(/^[!-~]{1,200}$/)
const version = whole(1, Number.MAX_SAFE_INTEGER)
const count = whole(0, 1_000_000_000)
/** A year, in milliseconds: whoever is further off has no clock. */
const offset = whole(-31_622_400_000, 31_622_400_000)

const check = members({
  format: among(['greengate-heartbeat-1']),
  station: name,
  at: instant,
  started: instant,
  n: whole(1, Number.MAX_SAFE_INTEGER),
  everySeconds: whole(1, 86_400),
  software: label,
  lane: label,
  service: among(services),
  gate: among(gates),
  rules: orNull(row(path, version, digest)),
  bundle: orNull(row(version, digest)),
  documents: list(100, row(path, version, digest)),
  stale: list(6, among(staleRoles)),
  clock: members({
    suspect: (value) => typeof value === 'boolean',
    floor: orNull(instant),
    offsetMs: orNull(offset),
    source: orNull(among(['collector'])),
  }),
  devices: list(64, row(label, name, among(deviceStates))),
  storage: among(storageLevels),
  unsent: row(count, orNull(instant)),
  journal: row(name, count, digest),
  minute: members({
    outcomes: members({
      pass: count,
      check: count,
      stop: count,
      invalid: count,
      unreadable: count,
    }),
    passed: count,
  }),
})

/** The heartbeat in a payload; undefined for whatever is none. */
export function readHeartbeat(payload: Readonly<Record<string, unknown>>): Heartbeat | undefined {
  return isHeartbeat(payload) ? payload : undefined
}

const isHeartbeat = (value: unknown): value is Heartbeat => check(value)
