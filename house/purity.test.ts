/** Plants impurities in lib/ and expects the lint to name each; then opens the doors, one by one. */
import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import { expect, test } from 'vitest'
import { purity } from './purity.mjs'

const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } }, ...purity],
})

const rulesBroken = async (text: string, filePath: string): Promise<readonly (string | null)[]> => {
  const [result] = await eslint.lintText(text, { filePath })
  expect(result).toBeDefined()
  return result!.messages.map(({ ruleId }) => ruleId)
}

test.each([
  ['the network', 'await fetch(url)'],
  ['a socket', 'new WebSocket(url)'],
  ['the window', 'window.close()'],
  ['the document', 'document.title = x'],
  ['the navigator', 'const x = navigator.onLine'],
  ['local storage', 'localStorage.clear()'],
  ['a database', 'indexedDB.open(x)'],
  ['the process', 'const x = process.env'],
  ['the global object', 'const x = globalThis.fetch'],
  ['the console', 'console.log(x)'],
  ['a timer', 'setTimeout(f, 1)'],
  ['a repeating timer', 'setInterval(f, 1)'],
  ['a fine clock', 'const x = performance.now()'],
  ['the clock', 'const x = Date.now()'],
  ['the clock as an object', 'const x = new Date()'],
  ['the clock as a function', 'const x = Date()'],
  ['the clock as a function, with an argument', 'const x = Date(0)'],
  ['a new clock', 'const x = Temporal.Now'],
  ['chance', 'const x = Math.random()'],
  ['random bytes', 'const x = backend.getRandomValues(bytes)'],
  ['WebCrypto past the backend', 'const x = crypto.subtle'],
  ['a random identifier', 'const x = c.randomUUID()'],
  ['the time zone of the machine', 'const x = date.getHours()'],
  ['the language of the machine', 'const x = a.localeCompare(b)'],
  ['a formatter of the machine', 'const x = new Intl.DateTimeFormat()'],
  ['Node', `import { readFileSync } from 'node:fs'`],
  ['Node by and by', `const x = await import('node:fs')`],
  ['Node re-exported', `export { readFileSync } from 'node:fs'`],
])('%s is refused in lib/', async (_name, text) => {
  const broken = await rulesBroken(text, 'lib/rules/planted.ts')
  expect(broken).not.toEqual([])
  expect(broken.every((rule) => rule?.startsWith('no-restricted-'))).toBe(true)
})

test.each([
  ['an instant that was handed in', 'lib/verify.ts', 'const x = new Date(seconds * 1000)'],
  ['WebCrypto in the Web backend', 'lib/crypto/backend-web.ts', 'const x = crypto.subtle'],
  [
    'key generation in the signer',
    'lib/crypto/signer.ts',
    'const x = crypto.subtle.generateKey(a)',
  ],
  ['Node in the Node backend', 'lib/crypto/backend-node.ts', `import { x } from 'node:crypto'`],
  ['the network in the door of updates', 'lib/update/http-reader.ts', 'await fetch(url)'],
  ['a timer in the door of updates', 'lib/update/poll.ts', 'setTimeout(f, 1)'],
  ['Node in its files', 'lib/update/files-node.ts', `import { x } from 'node:fs'`],
  ['a clock in a test', 'lib/verify.test.ts', 'const x = new Date()'],
  ['a clock in an app', 'verifier-web/page.ts', 'const x = new Date()'],
])('%s is let in', async (_name, path, text) => {
  expect(await rulesBroken(text, path)).toEqual([])
})

test.each([
  ['the clock in the Web backend', 'lib/crypto/backend-web.ts', 'const x = Date.now()'],
  ['the console in the Node backend', 'lib/crypto/backend-node.ts', 'console.log(x)'],
  ['the clock in the door of updates', 'lib/update/poll.ts', 'const x = Date.now()'],
  ['chance in the door of updates', 'lib/update/poll.ts', 'const x = Math.random()'],
  ['Node in the door of updates', 'lib/update/poll.ts', `import { x } from 'node:fs'`],
  ['the network in its files', 'lib/update/files-node.ts', 'await fetch(url)'],
  ['the network in carriage', 'lib/carriage/frames.ts', 'await fetch(url)'],
  ['Node in the signer', 'lib/crypto/signer.ts', `import { x } from 'node:fs'`],
])('a door opens to one thing only: %s is refused', async (_name, path, text) => {
  expect(await rulesBroken(text, path)).not.toEqual([])
})
