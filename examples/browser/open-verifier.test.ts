/** The verifier for a web page on what a web server gives it, and after the server is gone. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryStore } from 'greengate/update'
import { makeDemo, type Demo } from 'greengate-cli/demo'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openVerifier } from './open-verifier.ts'

let top: string
let demo: Demo
let server: Server

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-browser-'))
  demo = await makeDemo({ folder: join(top, 'demo'), now: new Date() })
  server = createServer((request, response) => {
    readFile(join(demo.folder, request.url ?? '')).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  server.close()
  await rm(top, { recursive: true, force: true })
})

test('it decides as the demo says, also when the server is gone', async () => {
  const root = new Uint8Array(await readFile(join(demo.folder, 'root.ggb')))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const store = memoryStore()
  const verify = await openVerifier(root, address, demo.ruleSet, store)
  for (const { text, outcome } of demo.people) expect((await verify(text)).outcome).toBe(outcome)
  await new Promise((resolve) => {
    server.close(resolve)
    server.closeAllConnections()
  })
  const again = await openVerifier(root, address, demo.ruleSet, store)
  const [{ text, outcome } = { text: '', outcome: '' }] = demo.people
  expect((await again(text)).outcome).toBe(outcome)
})
