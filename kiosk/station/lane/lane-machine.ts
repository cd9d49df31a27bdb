/** The lane as a table: in which state, upon which happening, it goes where and orders what. Pure; docs/lane.md draws it. */
import type { LaneState } from '../../shared/lane-state.ts'

/** What can happen to a lane. The first four are asked for; all others are seen. */
export type Happening =
  /** Somebody may pass. */
  | 'grant'
  | 'hold'
  | 'emergency'
  /** The station ends. */
  | 'stop'
  /** The gate stands open. */
  | 'opened'
  /** The gate stands shut. */
  | 'shut'
  /** Somebody went through, and further grants wait. */
  | 'passed'
  /** Somebody went through on the last grant. */
  | 'passed-last'
  /** A gate that tells no passages has opened for as long as it was told to. */
  | 'pulse-over'
  /** Nobody used the last grant in time; the gate was shut before this was said. */
  | 'grants-over'
  /** Staff end the hold, or it has lasted as long as it may. */
  | 'hold-over'
  /** Neither staff nor the fire alarm want the gate open any more. */
  | 'all-clear'
  /** The fire alarm opened the gate, outside software. */
  | 'fire'
  /** Somebody went through without a grant. */
  | 'forced'
  /** The gate has stood open for too long after it should have shut. */
  | 'left-open'
  /** The gate is broken, or did not take a command. */
  | 'fault'
  | 'recovered'
  /** The alarm of a forced passage was shown for long enough, and the gate is not open. */
  | 'settled'

/**
 * What the lane does about it. `open` counts the grant and opens for it; `admit` counts it where the gate stands open
 * already; `release` gives all grants back that nobody used.
 */
export type LaneOrder = 'open' | 'admit' | 'hold-open' | 'shut' | 'release' | 'tell-forced'

/** Where the lane goes, and its orders in their order. */
export interface Step {
  readonly to: LaneState
  readonly orders: readonly LaneOrder[]
}

const to = (state: LaneState, ...orders: LaneOrder[]): Step => ({ to: state, orders })

/** Every pair is decided: a row that lacks a happening does not compile. */
export const laneTable: Readonly<Record<LaneState, Readonly<Record<Happening, Step>>>> = {
  closed: {
    grant: to('opening', 'open'),
    hold: to('hold', 'hold-open'),
    emergency: to('emergency', 'hold-open'),
    stop: to('closed', 'shut', 'release'),
    // Open, and nobody told it to.
    opened: to('forced', 'tell-forced', 'shut'),
    shut: to('closed'),
    passed: to('forced', 'tell-forced', 'shut', 'release'),
    'passed-last': to('forced', 'tell-forced', 'shut'),
    'pulse-over': to('closed'),
    'grants-over': to('closed'),
    'hold-over': to('closed'),
    'all-clear': to('closed'),
    fire: to('emergency', 'release'),
    forced: to('forced', 'tell-forced', 'shut'),
    'left-open': to('fault', 'shut'),
    fault: to('fault', 'shut'),
    recovered: to('closed'),
    settled: to('closed'),
  },
  opening: {
    grant: to('opening', 'open'),
    hold: to('hold', 'hold-open'),
    emergency: to('emergency', 'release', 'hold-open'),
    stop: to('closed', 'shut', 'release'),
    opened: to('open'),
    // It shuts behind whoever went before.
    shut: to('opening'),
    passed: to('open'),
    'passed-last': to('passed', 'shut'),
    'pulse-over': to('passed'),
    'grants-over': to('closed'),
    'hold-over': to('opening'),
    'all-clear': to('opening'),
    fire: to('emergency', 'release'),
    forced: to('forced', 'tell-forced', 'shut', 'release'),
    'left-open': to('fault', 'shut', 'release'),
    fault: to('fault', 'shut', 'release'),
    recovered: to('opening'),
    settled: to('opening'),
  },
  open: {
    grant: to('open', 'open'),
    hold: to('hold', 'hold-open'),
    emergency: to('emergency', 'release', 'hold-open'),
    stop: to('closed', 'shut', 'release'),
    opened: to('open'),
    // By itself, before everybody was through: whoever is left shows their code again.
    shut: to('closed', 'shut', 'release'),
    passed: to('open'),
    'passed-last': to('passed', 'shut'),
    'pulse-over': to('passed'),
    'grants-over': to('closed'),
    'hold-over': to('open'),
    'all-clear': to('open'),
    fire: to('emergency', 'release'),
    forced: to('forced', 'tell-forced', 'shut', 'release'),
    'left-open': to('fault', 'shut', 'release'),
    fault: to('fault', 'shut', 'release'),
    recovered: to('open'),
    settled: to('open'),
  },
  hold: {
    grant: to('hold', 'admit'),
    hold: to('hold', 'hold-open'),
    emergency: to('emergency', 'release', 'hold-open'),
    stop: to('closed', 'shut', 'release'),
    opened: to('hold'),
    // Staff believe it open.
    shut: to('closed', 'shut', 'release'),
    passed: to('hold'),
    'passed-last': to('hold'),
    'pulse-over': to('hold'),
    'grants-over': to('hold'),
    'hold-over': to('closed', 'shut', 'release'),
    'all-clear': to('hold'),
    fire: to('emergency', 'release'),
    // Everybody goes through, which is what a hold is for.
    forced: to('hold'),
    'left-open': to('hold'),
    fault: to('fault', 'shut', 'release'),
    recovered: to('hold'),
    settled: to('hold'),
  },
  passed: {
    grant: to('opening', 'open'),
    hold: to('hold', 'hold-open'),
    emergency: to('emergency', 'hold-open'),
    stop: to('closed', 'shut', 'release'),
    opened: to('passed'),
    shut: to('closed'),
    passed: to('forced', 'tell-forced', 'shut', 'release'),
    'passed-last': to('forced', 'tell-forced', 'shut'),
    'pulse-over': to('passed'),
    'grants-over': to('passed'),
    'hold-over': to('passed'),
    'all-clear': to('passed'),
    fire: to('emergency', 'release'),
    forced: to('forced', 'tell-forced', 'shut'),
    'left-open': to('fault', 'shut'),
    fault: to('fault', 'shut'),
    recovered: to('passed'),
    settled: to('closed'),
  },
  forced: {
    grant: to('opening', 'open'),
    hold: to('hold', 'hold-open'),
    emergency: to('emergency', 'hold-open'),
    stop: to('closed', 'shut', 'release'),
    opened: to('forced'),
    shut: to('forced'),
    passed: to('forced', 'tell-forced', 'shut', 'release'),
    'passed-last': to('forced', 'tell-forced', 'shut'),
    'pulse-over': to('forced'),
    'grants-over': to('forced'),
    'hold-over': to('forced'),
    'all-clear': to('forced'),
    fire: to('emergency', 'release'),
    forced: to('forced', 'tell-forced', 'shut'),
    'left-open': to('fault', 'shut'),
    fault: to('fault', 'shut'),
    recovered: to('forced'),
    settled: to('closed'),
  },
  fault: {
    // Nobody is let through on a gate of which nothing is known.
    grant: to('fault'),
    hold: to('fault'),
    // To get people out it is worth a try; where it fails, the next happening is a fault again.
    emergency: to('emergency', 'hold-open'),
    stop: to('closed', 'shut', 'release'),
    opened: to('fault'),
    shut: to('fault'),
    passed: to('fault', 'tell-forced', 'release'),
    'passed-last': to('fault', 'tell-forced'),
    'pulse-over': to('fault'),
    'grants-over': to('fault'),
    'hold-over': to('fault'),
    'all-clear': to('fault', 'shut'),
    fire: to('emergency', 'release'),
    forced: to('fault', 'tell-forced'),
    'left-open': to('fault'),
    fault: to('fault'),
    recovered: to('closed', 'shut'),
    settled: to('fault'),
  },
  emergency: {
    grant: to('emergency'),
    hold: to('emergency'),
    emergency: to('emergency', 'hold-open'),
    stop: to('closed', 'shut', 'release'),
    opened: to('emergency'),
    // The gate does not do what it was told: nobody may believe that it is open.
    shut: to('fault'),
    passed: to('emergency'),
    'passed-last': to('emergency'),
    'pulse-over': to('emergency'),
    'grants-over': to('emergency'),
    'hold-over': to('emergency'),
    'all-clear': to('closed', 'shut', 'release'),
    fire: to('emergency'),
    forced: to('emergency'),
    'left-open': to('emergency'),
    fault: to('fault', 'release'),
    recovered: to('emergency'),
    settled: to('emergency'),
  },
}

/** One step. */
export function nextLane(state: LaneState, happening: Happening): Step {
  return laneTable[state][happening]
}
