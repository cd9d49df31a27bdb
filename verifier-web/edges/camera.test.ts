/** What browsers throw, and the help that belongs to it. */
import { describe, expect, test } from 'vitest'
import { cameraProblem, type CameraProblem } from './camera.ts'

describe('cameraProblem', () => {
  test.each<[string, CameraProblem]>([
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotFoundError', 'missing'],
    ['OverconstrainedError', 'missing'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
  ])('%s is %s', (name, problem) => {
    expect(cameraProblem(new DOMException('', name))).toBe(problem)
  })

  test('anything else is a camera that gives no picture', () => {
    expect(cameraProblem(new TypeError('what is this'))).toBe('busy')
    expect(cameraProblem('a text')).toBe('busy')
  })
})
