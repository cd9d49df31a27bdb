/** The policy of a page lets what stands in it run, and nothing else. */
import { expect, test } from 'vitest'
import { pageHeaders, pagePolicy } from './page-policy.ts'

const policy = pageHeaders['Content-Security-Policy']
const known = "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='"

test('a page without anything inline has the policy of every page', () => {
  expect(pagePolicy('<!doctype html><script src="main.js"></script>')).toBe(policy)
  expect(policy).not.toContain('unsafe-inline')
})

test('what is inline is named by its hash, to the byte', () => {
  // The SHA-256 of "abc", of FIPS 180-4.
  const policy = pagePolicy('<head><script>abc</script><style>abc\n</style></head>')
  expect(policy).toContain(`script-src 'self' 'wasm-unsafe-eval' ${known};`)
  expect(policy).toMatch(/style-src 'self' 'sha256-[^']+';/)
  expect(policy.split(known)).toHaveLength(2)
})
