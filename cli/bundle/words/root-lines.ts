/** Says in words what a root is, or what it changes of the root before. */
import type { Language } from '../../edges/language.ts'
import type { Document } from '../document.ts'
import {
  plainRoles,
  type Delegation,
  type EmergencyRole,
  type RoleKeys,
  type RootPayload,
} from '../payloads.ts'
import { holderOf } from '../progress.ts'
import { span } from '../rails.ts'
import { asRoot, type Shelf } from '../shelf.ts'
import { changedLine, listLines, minus, plus } from './changed.ts'

/** The lines. */
export function rootLines(
  shelf: Shelf,
  document: Document,
  older: Document | undefined,
  language: Language,
): readonly string[] {
  const is = asRoot(document)
  const was = older === undefined ? undefined : asRoot(older)
  const zh = language === 'zh'
  const teller = new Teller(shelf, language)
  const plain: readonly (readonly [keyof RootPayload, string])[] = [
    ['world', zh ? '世界' : 'world'],
    ['purpose', zh ? '用途' : 'purpose'],
    ['legalBasis', zh ? '法律依据' : 'legal basis'],
    ['endsAt', zh ? '终止日' : 'ends at'],
    ['expires', zh ? '须在此前换新' : 'to be renewed before'],
    ['freshness', zh ? '时效' : 'freshness'],
    ['clockUncertainty', zh ? '时钟误差（秒）' : 'clock uncertainty (seconds)'],
  ]
  return [
    ...plain.flatMap(([member, label]) => changedLine(label, was?.[member], is[member])),
    ...plainRoles.flatMap((role) => teller.role(role, was?.roles[role], is.roles[role])),
    ...listLines<Delegation>(was?.roles.rules ?? [], is.roles.rules, {
      nameOf: ({ prefix }) => prefix,
      added: (each) => teller.delegation(each),
      removed: (each) => teller.delegation(each),
      changed: (old, each) => [minus(teller.delegation(old)), plus(teller.delegation(each))],
    }),
    ...teller.emergency(was?.roles.emergency ?? null, is.roles.emergency),
  ]
}

class Teller {
  readonly #shelf: Shelf
  readonly #zh: boolean

  constructor(shelf: Shelf, language: Language) {
    this.#shelf = shelf
    this.#zh = language === 'zh'
  }

  role(name: string, was: RoleKeys | undefined, is: RoleKeys): readonly string[] {
    if (was === undefined) return [plus(`${name}: ${this.#of(is)}: ${this.#names(is.keys)}`)]
    const label = this.#zh ? `${name} 的门槛` : `${name}: threshold`
    const more = is.keys.filter((key) => !was.keys.includes(key))
    const fewer = was.keys.filter((key) => !is.keys.includes(key))
    return [
      ...changedLine(label, this.#of(was), this.#of(is)),
      ...(more.length === 0 ? [] : [plus(`${name}: ${this.#names(more)}`)]),
      ...(fewer.length === 0 ? [] : [minus(`${name}: ${this.#names(fewer)}`)]),
    ]
  }

  delegation({ prefix, rails, ...role }: Delegation): string {
    const lang = this.#zh ? 'zh' : 'en'
    const [notice, shortest, ahead] = [rails.notice, rails.minDuration, rails.maxAhead].map(
      (seconds) => span(seconds)[lang],
    )
    const limits = this.#zh
      ? `提前至少${notice}、有效至少${shortest}、最多提前${ahead}`
      : `notice ${notice}, in force for ${shortest} at least, at most ${ahead} ahead`
    return `rules ${prefix}*: ${this.#of(role)}: ${this.#names(role.keys)}; ${limits}`
  }

  emergency(was: EmergencyRole | null, is: EmergencyRole | null): readonly string[] {
    const text = ({ prefix, ...role }: EmergencyRole): string =>
      `emergency ${prefix}*: ${this.#of(role)}: ${this.#names(role.keys)}`
    const before = was === null ? undefined : text(was)
    const after = is === null ? undefined : text(is)
    const ended = (is?.ended ?? []).filter((name) => was?.ended.includes(name) !== true)
    return [
      ...(before === after || before === undefined ? [] : [minus(before)]),
      ...(before === after || after === undefined ? [] : [plus(after)]),
      ...ended.map((name) =>
        plus(this.#zh ? `终止应急规则 ${name}` : `ends emergency set ${name}`),
      ),
    ]
  }

  #of({ keys, threshold }: RoleKeys): string {
    return this.#zh ? `${keys.length} 取 ${threshold}` : `${threshold} of ${keys.length}`
  }

  #names(keys: readonly string[]): string {
    return keys.map((key) => holderOf(this.#shelf, key)).join(', ')
  }
}
