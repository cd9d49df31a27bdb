/** Joins the rooms of a desk: opens its stores, takes up what a stopped process left, and assesses whoever is touched. */
import type { Bundle } from 'greengate'
import type { Signer } from 'greengate/issue'
import { openStatusStore } from 'greengate-cli/status'
import { assessTouched } from './assessing/assess-touched.ts'
import { inForce, rulesOf } from './current-rules.ts'
import type { CurrentRules, Desk, IssuingPolicy, Limits, Surroundings } from './desk.ts'
import { turnsOver } from './issuing/in-turn.ts'
import { reissueDue, reissueEach, stalePeople } from './issuing/reissue-each.ts'
import { settleRevocations } from './issuing/settle-revocations.ts'
import { errorName } from './error-name.ts'
import { startLoop, systemTimers, type Timers } from './loop.ts'
import { openStore } from './store/open-store.ts'
import { takeStore } from './store/take-store.ts'

/** What a desk is opened with. */
export interface DeskOptions {
  /** The file of the desk's store; made where there is none. */
  readonly path: string
  /** The file of the status lists; made where there is none. */
  readonly statusPath: string
  readonly issuer: string
  readonly signer: Signer
  /** The id of the rule set, and the bundle that it is taken from at first. */
  readonly ruleSet: string
  readonly bundle: Bundle
  readonly surroundings: Surroundings
  readonly policy?: Partial<IssuingPolicy>
  readonly limits?: Partial<Limits>
  readonly bindingKeyOf?: (month: string) => Uint8Array | undefined
  /** Told that feeds should be published soon. */
  readonly onChanged?: () => void
  /** Default: the system's. */
  readonly timers?: Timers
  /** How often time alone is looked after, in milliseconds. Default: 5 s. */
  readonly everyMs?: number
}

/** A desk that was opened here, and is closed here. */
export interface OpenDesk extends Desk, AsyncDisposable {
  /** Takes the rules of a bundle that was accepted since. */
  takeBundle(bundle: Bundle): void
  /** Resolves when everybody who was touched is assessed. */
  idle(): Promise<void>
  close(): Promise<void>
}

const usualPolicy: IssuingPolicy = {
  appLife: 86_400,
  paperLife: 7 * 86_400,
  refreshAhead: 900,
  issuesToDeclared: true,
}
const usualLimits: Limits = { family: 6, guardians: 2 }
/** So many people a round: between two rounds others come to their turn. */
const limit = 500
/** Issued again in less time than a publication takes. */
const few = 16

/**
 * Opens a desk.
 *
 * @throws OperatorError for stores that cannot be opened.
 * @throws DeskError `ERR_DESK_TAKEN` while another desk works on the store.
 */
export async function openDesk(options: DeskOptions): Promise<OpenDesk> {
  const { surroundings, ruleSet } = options
  // Before the store is opened, and brought up to this version, under another desk.
  using opening = new DisposableStack()
  opening.use(takeStore(options.path))
  const store = opening.use(openStore(options.path))
  const statusStore = opening.use(await openStatusStore(options.statusPath, true))
  const opened = opening.move()
  let rules: CurrentRules = rulesOf(options.bundle, ruleSet)
  /** Whether all who turned were issued to again. */
  let isWhole = false

  const seconds = (): number => Math.floor(surroundings.now().getTime() / 1000)
  async function round(): Promise<boolean> {
    // Before anything else: what was to be revoked, or issued again, when a round was cut short.
    const settle = (): void => {
      settleRevocations(desk, seconds())
    }
    settle()
    let isGood = true
    if (!isWhole) isGood = await reissueEach(desk, stalePeople(desk, seconds()), seconds, settle)
    isWhole = false
    const { turned, isMore } = await assessTouched(desk, seconds(), { limit })
    // Cards do not wait for the codes of many; of a few, code and card go out together.
    if (turned.length > few) desk.changed()
    isGood = (await reissueEach(desk, turned, seconds, settle)) && isGood
    if (turned.length > 0) desk.changed()
    isWhole = true
    // What failed this time is no better for what has waited longer.
    const isMoreDue = isGood && (await reissueDue(desk, seconds()))
    return isMoreDue || (isMore && inForce(desk.rules, surroundings.now()) !== undefined)
  }

  const desk: OpenDesk = {
    store,
    statusStore,
    issuer: options.issuer,
    signer: options.signer,
    get rules() {
      return rules
    },
    policy: { ...usualPolicy, ...options.policy },
    limits: { ...usualLimits, ...options.limits },
    surroundings,
    bindingKeyOf: options.bindingKeyOf ?? (() => undefined),
    changed: options.onChanged ?? (() => undefined),
    takeBundle: (bundle) => {
      rules = rulesOf(bundle, ruleSet)
      loop.wake()
    },
    wake: () => {
      loop.wake()
    },
    idle: () => loop.idle(),
    close,
    [Symbol.asyncDispose]: close,
  }
  const loop = startLoop({
    round,
    timers: options.timers ?? systemTimers,
    everyMs: options.everyMs ?? 5000,
    onError: (error) => {
      surroundings.log(`desk: a round failed (${errorName(error)})`)
    },
  })
  async function close(): Promise<void> {
    await loop.close()
    await turnsOver(store)
    opened[Symbol.dispose]()
  }
  return desk
}
