/** A lane over a gate in memory: grants, limits, faults, holds and emergencies. */
import { expect, test } from 'vitest'
import { layLane, settle } from './test-lane.ts'

test('the gate is shut before anything else, whatever was left behind', async () => {
  const { gate, lane } = layLane()
  await lane.grant(1)
  expect(gate.commands).toEqual(['shut', 'open 1'])
})

test('a grant opens, a passage is counted, and the gate is shut behind it', async () => {
  const { gate, lane, happened } = layLane()
  expect(await lane.grant(1)).toBe(true)
  expect(lane.state()).toBe('open')
  gate.tell({ happening: 'passed', persons: 1 })
  await settle()
  expect(happened()).toEqual(['opening', 'open', 'passed', 'passed', 'closed'])
  expect(gate.commands).toEqual(['shut', 'open 1', 'shut'])
})

test('grants add up while the gate is open, and are counted person by person', async () => {
  const { gate, lane, count } = layLane()
  await lane.grant(2)
  await lane.grant(1)
  for (const passed of [1, 2]) {
    gate.tell({ happening: 'passed', persons: 1 })
    expect([count('passed'), lane.state()]).toEqual([passed, 'open'])
  }
  gate.tell({ happening: 'passed', persons: 1 })
  await settle()
  expect([count('passed'), count('released'), lane.state()]).toEqual([3, 0, 'closed'])
  expect(gate.commands).toEqual(['shut', 'open 2', 'open 1', 'shut'])
})

test('a grant that nobody used in time is released, and the gate is shut', async () => {
  const { gate, lane, count, later } = layLane()
  await lane.grant(2)
  gate.tell({ happening: 'passed', persons: 1 })
  await later(4.75)
  expect([count('released'), lane.state()]).toEqual([0, 'open'])
  await later(0.5)
  expect([count('passed'), count('released'), lane.state()]).toEqual([1, 1, 'closed'])
  await settle()
  expect(gate.isOpen()).toBe(false)
})

test('a gate that tells no passages: a grant has passed when its pulse is over', async () => {
  const { gate, lane, count, happened } = layLane({ tellsPassages: false })
  await lane.grant(1)
  gate.tell({ happening: 'shut' })
  expect([count('passed'), lane.state()]).toEqual([1, 'closed'])
  expect(happened()).toEqual(['opening', 'open', 'passed', 'passed', 'closed'])
})

test.each(['fault', 'emergency'] as const)(
  'a gate that tells no passages: in a %s as well nobody gets the grant back that it was opened for',
  async (what) => {
    const { gate, lane, count } = layLane({ tellsPassages: false })
    await lane.grant(1)
    if (what === 'fault') gate.tell({ happening: 'fault' })
    else await lane.emergency(true)
    expect([count('passed'), count('released'), lane.state()]).toEqual([1, 0, what])
  },
)

test('a gate that does not take the command opens nothing, and is never told again', async () => {
  const { gate, lane, told, count, later } = layLane()
  await settle()
  gate.behave('badly')
  expect(await lane.grant(1)).toBe(false)
  expect(lane.state()).toBe('fault')
  expect(await lane.grant(1)).toBe(false)
  gate.behave('well')
  await later(3)
  await settle()
  expect(lane.state()).toBe('closed')
  expect(gate.commands.filter((command) => command.startsWith('open'))).toEqual(['open 1'])
  expect([count('passed'), count('released')]).toEqual([0, 0])
  expect(told.at(-1)).toEqual({ happening: 'state', state: 'closed' })
  expect(await lane.grant(1)).toBe(true)
})

test('a gate that never answers is a fault, and later commands have their turn', async () => {
  const { gate, lane } = layLane()
  await settle()
  gate.behave('silently')
  expect(await lane.grant(1)).toBe(false)
  expect(lane.state()).toBe('fault')
  gate.behave('well')
  gate.tell({ happening: 'recovered' })
  await settle()
  expect(lane.state()).toBe('closed')
})

test('a passage without a grant is forced, told once, and shown for a while', async () => {
  const { gate, lane, told, later } = layLane()
  await settle()
  gate.tell({ happening: 'passed', persons: 1 })
  expect(lane.state()).toBe('forced')
  expect(told.filter((one) => one.happening === 'forced')).toHaveLength(1)
  await later(2.5)
  expect(lane.state()).toBe('forced')
  await later(1)
  expect(lane.state()).toBe('closed')
})

test('one who goes through behind another is forced, and the other has passed', async () => {
  const { gate, lane, count, happened } = layLane()
  await lane.grant(1)
  gate.tell({ happening: 'passed', persons: 2 })
  expect([count('passed'), lane.state()]).toEqual([1, 'forced'])
  expect(happened()).toEqual(['opening', 'open', 'passed', 'passed', 'forced', 'forced'])
})

test('a gate that stands open unasked is forced, and one that is left open is a fault', async () => {
  const { gate, lane, later } = layLane()
  await settle()
  gate.tell({ happening: 'opened' })
  expect(lane.state()).toBe('forced')
  gate.behave('badly')
  await later(11)
  expect(lane.state()).toBe('fault')
  gate.behave('well')
  gate.tell({ happening: 'shut' })
  expect(lane.state()).toBe('closed')
})

test('a fault releases what was granted', async () => {
  const { gate, lane, count } = layLane()
  await lane.grant(2)
  gate.tell({ happening: 'fault' })
  expect([count('released'), lane.state()]).toEqual([2, 'fault'])
  gate.tell({ happening: 'recovered' })
  await settle()
  expect([lane.state(), gate.isOpen()]).toEqual(['closed', false])
})

test('a hold ends by itself after its time', async () => {
  const { gate, lane, later, told } = layLane()
  expect(await lane.hold(true)).toBe(true)
  gate.tell({ happening: 'passed', persons: 1 })
  await later(599)
  expect([lane.state(), gate.isOpen()]).toEqual(['hold', true])
  await later(2)
  await settle()
  expect([lane.state(), gate.isOpen()]).toEqual(['closed', false])
  await later(2)
  expect(told.filter(({ happening }) => happening === 'hold-expired')).toHaveLength(1)
})

test('staff end a hold', async () => {
  const { gate, lane } = layLane()
  await lane.hold(true)
  expect(await lane.hold(false)).toBe(true)
  expect([lane.state(), gate.isOpen()]).toEqual(['closed', false])
})

test('an emergency opens, refuses grants, and stays until staff end it', async () => {
  const { gate, lane, count, later } = layLane()
  await lane.grant(1)
  expect(await lane.emergency(true)).toBe(true)
  expect(count('released')).toBe(1)
  expect(await lane.grant(1)).toBe(false)
  await later(1_000)
  expect([lane.state(), gate.isOpen()]).toEqual(['emergency', true])
  await lane.emergency(false)
  expect([lane.state(), gate.isOpen()]).toEqual(['closed', false])
})

test('the fire alarm makes an emergency for as long as it is on, whatever staff end', async () => {
  const { gate, lane } = layLane()
  await settle()
  gate.tell({ happening: 'fire', on: true })
  gate.tell({ happening: 'fault' })
  await lane.emergency(true)
  await lane.emergency(false)
  expect([lane.state(), gate.commands]).toEqual(['emergency', ['shut', 'hold']])
  gate.tell({ happening: 'recovered' })
  gate.tell({ happening: 'fire', on: false })
  await settle()
  expect([lane.state(), gate.isOpen()]).toEqual(['closed', false])
})

test('an emergency on a gate that does not answer is carried out when it does', async () => {
  const { gate, lane, later } = layLane()
  await settle()
  gate.behave('badly')
  expect(await lane.emergency(true)).toBe(false)
  expect(lane.state()).toBe('fault')
  gate.behave('well')
  await later(3)
  await settle()
  expect([lane.state(), gate.isOpen()]).toEqual(['emergency', true])
})

test('closing shuts, releases, and ends', async () => {
  const { gate, lane, count } = layLane()
  await lane.grant(3)
  gate.tell({ happening: 'passed', persons: 1 })
  await lane.close()
  expect([count('passed'), count('released'), lane.state(), gate.isOpen()]).toEqual([
    1,
    2,
    'closed',
    false,
  ])
  expect(await lane.grant(1)).toBe(false)
  expect(await lane.emergency(true)).toBe(false)
  expect(gate.commands.at(-1)).toBe('shut')
})

test('a grant that waits behind another command is not carried out after a stop', async () => {
  const { gate, lane } = layLane()
  const granting = lane.grant(1)
  await lane.close()
  expect(await granting).toBe(false)
  expect(gate.commands.filter((command) => command.startsWith('open'))).toEqual([])
})
