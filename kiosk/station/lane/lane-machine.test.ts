/** The table of the lane: every pair, and what may open the gate. */
import { expect, test } from 'vitest'
import type { LaneState } from '../../shared/lane-state.ts'
import { laneTable, nextLane, type Happening } from './lane-machine.ts'

const states = Object.keys(laneTable) as LaneState[]
const happenings = Object.keys(laneTable.closed) as Happening[]
const pairs = states.flatMap((state) =>
  happenings.map((happening) => ({ state, happening, step: nextLane(state, happening) })),
)

test('every pair of state and happening is decided', () => {
  expect(states).toHaveLength(8)
  for (const state of states) expect(Object.keys(laneTable[state])).toEqual(happenings)
  expect(pairs).toHaveLength(8 * 18)
  for (const { step } of pairs) expect(states).toContain(step.to)
})

test('the gate is told to open by a grant, a hold or an emergency, and by nothing else', () => {
  const opening = pairs.filter(({ step }) =>
    step.orders.some((order) => order === 'open' || order === 'hold-open'),
  )
  expect(new Set(opening.map(({ happening }) => happening))).toEqual(
    new Set(['grant', 'hold', 'emergency']),
  )
})

test('a stop shuts the gate and releases every grant, from everywhere', () => {
  for (const state of states) {
    expect(nextLane(state, 'stop')).toEqual({ to: 'closed', orders: ['shut', 'release'] })
  }
})

test('a fault ends in fault from everywhere, and lets nobody through', () => {
  for (const state of states) expect(nextLane(state, 'fault').to).toBe('fault')
  expect(nextLane('fault', 'grant')).toEqual({ to: 'fault', orders: [] })
  expect(nextLane('fault', 'hold')).toEqual({ to: 'fault', orders: [] })
})

test('whoever leaves an open state for a shut one is told to shut, unless the gate says that it is', () => {
  const isOpen = (state: LaneState) => ['opening', 'open', 'hold', 'emergency'].includes(state)
  const leaving = pairs.filter(
    ({ state, happening, step }) =>
      isOpen(state) &&
      !isOpen(step.to) &&
      !['shut', 'pulse-over', 'grants-over'].includes(happening),
  )
  expect(leaving.length).toBeGreaterThan(10)
  for (const { state, happening, step } of leaving) {
    // People get out by it: a fault does not shut them in.
    if (state === 'emergency' && happening === 'fault') continue
    expect(step.orders, `${state} ${happening}`).toContain('shut')
  }
})

test('the fire alarm opens no gate by software and shuts none, and releases what was granted', () => {
  for (const state of states) {
    expect(nextLane(state, 'fire').to).toBe('emergency')
    expect(nextLane(state, 'fire').orders).not.toContain('shut')
  }
  expect(nextLane('open', 'fire').orders).toEqual(['release'])
})

test('every state is reached from closed', () => {
  const reached = new Set<LaneState>(['closed'])
  for (const state of reached)
    for (const pair of pairs) if (pair.state === state) reached.add(pair.step.to)
  expect(reached.size).toBe(states.length)
})
