/** Does what the holder wants with the holdings: people, codes and keys come and go together, or not at all. */
import type { Change, HoldingsKeeping } from './keep-holdings.ts'
import type { Holdings, KeptCode, KeptKey, Person } from './holdings.ts'

/** What a code comes with. */
export type NewCode = Omit<KeptCode, 'id' | 'addedAt'>
/** What a key comes with. */
export type NewKey = Omit<KeptKey, 'id' | 'madeAt'>

/** Holds them for a page. */
export class Holder {
  #holdings: Holdings = { people: [], keys: [], codes: [] }
  readonly #keeping: HoldingsKeeping
  readonly #tell: () => void

  /** @param tell - Called when something has changed. */
  constructor(keeping: HoldingsKeeping, tell: () => void) {
    this.#keeping = keeping
    this.#tell = tell
  }

  /** Whether what is kept outlives the page. */
  get lasts(): boolean {
    return this.#keeping.lasts
  }

  /** People in their order, codes and keys as they came. */
  get holdings(): Holdings {
    return this.#holdings
  }

  /** Reads what is kept: another window may have changed it. */
  async read(): Promise<void> {
    const { people, keys, codes } = await this.#keeping.read()
    this.#holdings = {
      people: people.toSorted((one, other) => one.place - other.place),
      keys: keys.toSorted((one, other) => one.madeAt - other.madeAt),
      codes: codes.toSorted((one, other) => one.addedAt - other.addedAt),
    }
    this.#tell()
  }

  async #change(...changes: readonly Change[]): Promise<void> {
    await this.#keeping.change(changes)
    await this.read()
  }

  /** Somebody new, behind all others. */
  async addPerson(name: string): Promise<Person> {
    const place = Math.max(0, ...this.#holdings.people.map((person) => person.place)) + 1
    const person = { id: crypto.randomUUID(), name, place }
    await this.#change({ sort: 'people', put: person })
    return person
  }

  async renamePerson(person: Person, name: string): Promise<void> {
    await this.#change({ sort: 'people', put: { ...person, name } })
  }

  /** Changes places with the one before or behind. */
  async movePerson(person: Person, by: -1 | 1): Promise<void> {
    const { people } = this.#holdings
    const other = people[people.findIndex(({ id }) => id === person.id) + by]
    if (other === undefined) return
    await this.#change(
      { sort: 'people', put: { ...person, place: other.place } },
      { sort: 'people', put: { ...other, place: person.place } },
    )
  }

  /** With all codes and keys. */
  async removePerson({ id }: Person): Promise<void> {
    const { codes, keys } = this.#holdings
    const isTheirs = (one: { readonly person: string }) => one.person === id
    await this.#change(
      { sort: 'people', drop: id },
      ...codes.filter(isTheirs).map((code): Change => ({ sort: 'codes', drop: code.id })),
      ...keys.filter(isTheirs).map((key): Change => ({ sort: 'keys', drop: key.id })),
    )
  }

  /** Keeps a code; the request that its key waited with is answered. The same code again is the one that is there. */
  async addCode(given: NewCode): Promise<KeptCode> {
    const same = this.#holdings.codes.find(
      ({ person, texts }) => person === given.person && texts.join('\n') === given.texts.join('\n'),
    )
    const code = {
      ...given,
      id: same?.id ?? crypto.randomUUID(),
      addedAt: same?.addedAt ?? Date.now(),
    }
    const key = this.#holdings.keys.find(({ id }) => id === given.key)
    const { request: _answered, ...answered } = key ?? {}
    await this.#change(
      { sort: 'codes', put: code },
      ...(key === undefined
        ? []
        : [{ sort: 'keys', put: { ...(answered as KeptKey), person: given.person } } as const]),
    )
    return code
  }

  /** Adds what came later, as its opening. */
  async updateCode(code: KeptCode): Promise<void> {
    await this.#change({ sort: 'codes', put: code })
  }

  /** With its key, unless another code or a request still needs it. */
  async removeCode({ id, key }: KeptCode): Promise<void> {
    const { codes, keys } = this.#holdings
    const isNeeded =
      codes.some((other) => other.id !== id && other.key === key) ||
      keys.some((kept) => kept.id === key && kept.request !== undefined)
    await this.#change(
      { sort: 'codes', drop: id },
      ...(key === undefined || isNeeded ? [] : [{ sort: 'keys', drop: key } as const]),
    )
  }

  async addKey(given: NewKey): Promise<KeptKey> {
    const key = { ...given, id: crypto.randomUUID(), madeAt: Date.now() }
    await this.#change({ sort: 'keys', put: key })
    return key
  }

  /** Proves the key for another request. */
  async askAgain(key: KeptKey, request: string): Promise<KeptKey> {
    const asked = { ...key, request }
    await this.#change({ sort: 'keys', put: asked })
    return asked
  }

  /** Nobody waits for a code any more; a key that no code names goes. */
  async withdrawRequest({ request: _request, ...key }: KeptKey): Promise<void> {
    const isNeeded = this.#holdings.codes.some((code) => code.key === key.id)
    await this.#change(isNeeded ? { sort: 'keys', put: key } : { sort: 'keys', drop: key.id })
  }

  /** Everything goes. */
  async clear(): Promise<void> {
    await this.#keeping.clear()
    await this.read()
  }
}
