/** A gate behind a controller that is told by HTTP. Whatever is not a clear answer in time opens nothing. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { StationError, systemCode } from '../../station-error.ts'
import { DeviceError, type Gate, type GateHappening, type Surroundings } from '../device.ts'
import { keepHealth } from '../kept-health.ts'
import { asDeviceError } from './relay-board.ts'
import { answerTo, signOrder, type GateAnswer, type GateOrder } from './webhook-protocol.ts'

/** As the configuration has it. */
export interface WebhookGateOptions {
  readonly name: string
  readonly url: string
  /** The file of the secret that controller and station share. */
  readonly secretFile: string
  /** Whether the secret signs the orders, or is sent along (over https, or within this machine, only). */
  readonly auth?: 'hmac' | 'bearer'
  /** For so long the controller keeps the gate open for one person. */
  readonly passSeconds?: number
  /** An order that is not answered by then is over, and tried again no more. */
  readonly limitMs?: number
  /** Between two questions how the gate is. */
  readonly beatMs?: number
}

/** For so long one attempt is waited for. */
const attemptMs = 1_000
/** Between two attempts. */
const againMs = 100

/** Opens it, shut. */
export function openWebhookGate(
  {
    name,
    url,
    secretFile,
    auth = 'hmac',
    passSeconds = 5,
    limitMs = 1_500,
    beatMs = 2_000,
  }: WebhookGateOptions,
  { now, monotonicMs }: Surroundings,
): Gate {
  const target = checkedUrl(url, auth)
  const secret = readSecret(secretFile)
  const kept = keepHealth(name, 'gate', now)
  const listeners = new Set<(happening: GateHappening) => void>()
  let isOpen = false
  let isHeld = false
  let isFaulty = false
  let isStopped = false
  let isShutFirst = false
  let last: Promise<unknown> = Promise.resolve()
  let shutTimer: ReturnType<typeof setTimeout> | undefined

  const tell = (happening: GateHappening) => {
    if (!isStopped) for (const listener of [...listeners]) listener(happening)
  }
  const stands = (open: boolean) => {
    if (isOpen === open) return
    isOpen = open
    tell({ happening: open ? 'opened' : 'shut' })
  }
  const attempt = async (order: GateOrder, leftMs: number): Promise<GateAnswer | undefined> => {
    const body = JSON.stringify(order)
    try {
      const response = await fetch(target, {
        method: 'POST',
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(Math.ceil(Math.min(attemptMs, leftMs))),
        headers: {
          'content-type': 'application/json',
          'idempotency-key': order.id,
          ...(auth === 'bearer'
            ? { authorization: `Bearer ${secret}` }
            : { 'x-greengate-signature': signOrder(body, secret) }),
        },
      })
      const text = await response.text()
      return response.ok ? answerTo(order, text) : undefined
    } catch (error) {
      // `fetch` says in these two ways that nothing came back.
      const isLost =
        error instanceof TypeError || (error instanceof DOMException && error.name !== 'DataError')
      if (!isLost) throw error
      return undefined
    }
  }
  const send = async (what: GateOrder['order'], persons: number): Promise<GateAnswer> => {
    const endMs = monotonicMs() + limitMs
    const at = now()
    const order: GateOrder = {
      format: 'greengate-gate-1',
      gate: name,
      order: what,
      persons,
      seconds: what === 'open' ? passSeconds : 0,
      id: randomUUID(),
      at: at.toISOString(),
      until: new Date(at.getTime() + limitMs).toISOString(),
    }
    for (;;) {
      const answer = await attempt(order, Math.max(1, endMs - monotonicMs()))
      if (answer !== undefined) return answer
      if (monotonicMs() + againMs >= endMs || isStopped) break
      await wait(againMs)
    }
    throw new DeviceError('ERR_DEVICE_SILENT', `${name}: no clear answer in time`)
  }
  /** One order at a time, so that they arrive as they were given. */
  const order = (what: GateOrder['order'], persons = 0): Promise<GateAnswer> => {
    const mine = last.then(() => send(what, persons))
    last = mine.then(
      () => undefined,
      () => undefined,
    )
    return mine
  }
  const fail = () => {
    clearTimeout(shutTimer)
    isHeld = false
    kept.become('silent')
    if (isFaulty) return
    isFaulty = true
    tell({ happening: 'fault' })
  }
  const command = async (what: 'open' | 'hold' | 'shut', persons = 0) => {
    try {
      await order(what, persons)
    } catch (error) {
      const failed = asDeviceError(error)
      fail()
      throw failed
    }
  }
  const inUse = () => {
    if (isStopped || isFaulty) throw new DeviceError('ERR_DEVICE_MISSING', `${name} is not in use`)
  }
  /** Asks how the gate is; one that was lost is shut before it is good again. */
  const look = async () => {
    try {
      const isLost = isFaulty || !isShutFirst
      const answer = await order(isLost ? 'shut' : 'status')
      // It was lost while this was asked: it is shut at the next beat.
      if (isFaulty && !isLost) return
      isShutFirst = true
      kept.become('ready')
      if (isLost) stands(false)
      if (isFaulty) {
        isFaulty = false
        tell({ happening: 'recovered' })
      } else if (answer.gate === 'open' && !isOpen) stands(true)
      else if (answer.gate === 'shut') stands(false)
    } catch (error) {
      asDeviceError(error)
      fail()
    }
  }
  /** Its time is over by our clock; it is shut once the controller says so. */
  const untilShut = async () => {
    await look()
    if (isOpen && !isHeld && !isFaulty && !isStopped) {
      shutTimer = setTimeout(() => void untilShut(), againMs)
    }
  }
  const beat = async () => {
    await look()
    if (!isStopped) timer = setTimeout(() => void beat(), beatMs)
  }
  let timer = setTimeout(() => void beat(), 0)

  return {
    name,
    kind: 'gate',
    tellsPassages: false,
    health: kept.now,
    watch: kept.watch,
    async open(persons) {
      inUse()
      await command('open', persons)
      if (isHeld) return
      clearTimeout(shutTimer)
      stands(true)
      shutTimer = setTimeout(() => void untilShut(), passSeconds * 1_000)
    },
    async holdOpen() {
      inUse()
      clearTimeout(shutTimer)
      await command('hold')
      isHeld = true
      stands(true)
    },
    async shut() {
      clearTimeout(shutTimer)
      isHeld = false
      await command('shut')
      stands(false)
    },
    listen(onHappening) {
      listeners.add(onHappening)
      return () => {
        listeners.delete(onHappening)
      }
    },
    async test() {
      if (!isStopped) await look()
      return kept.now()
    },
    async stop() {
      if (isStopped) return
      isStopped = true
      clearTimeout(timer)
      clearTimeout(shutTimer)
      await order('shut').catch(asDeviceError)
    },
  }
}

/** A secret that is sent along goes over no wire that others can read. */
function checkedUrl(url: string, auth: 'hmac' | 'bearer'): URL {
  const target = URL.parse(url)
  if (target === null || !/^https?:$/.test(target.protocol)) {
    throw new StationError('ERR_STATION_USAGE', 'gate: url is no http or https address')
  }
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(target.hostname)
  if (auth === 'bearer' && target.protocol === 'http:' && !isHere) {
    throw new StationError('ERR_STATION_USAGE', 'gate: a bearer secret needs https')
  }
  return target
}

function readSecret(file: string): string {
  try {
    const secret = readFileSync(file, 'utf8').trim()
    if (secret.length >= 16) return secret
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    throw new StationError('ERR_STATION_USAGE', `gate: cannot read ${file}`, { cause: error })
  }
  throw new StationError('ERR_STATION_USAGE', `gate: the secret in ${file} is too short`)
}
