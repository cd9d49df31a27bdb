/** Does what the holder wants with the holdings: people, codes and keys come and go together, or not at all. */
import type { Change, HoldingsKeeping } from './keep-holdings.ts'
import type { Holdings, KeptCode, KeptKey, Person } from './holdings.ts'
import type { Opening } from './opening.ts'

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
    keeping.heed(() => void this.read())
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
    this.#holdings = inOrder(await this.#keeping.read())
    this.#tell()
  }

  /** What to change is decided on what is kept then: this window may have looked long ago. */
  async #change(decide: (held: Holdings) => readonly Change[]): Promise<void> {
    await this.#keeping.change((held) => decide(inOrder(held)))
    await this.read()
  }

  /** Somebody new, behind all others. */
  async addPerson(name: string): Promise<Person> {
    const id = crypto.randomUUID()
    let person: Person = { id, name, place: 1 }
    await this.#change(({ people }) => {
      person = { id, name, place: (people.at(-1)?.place ?? 0) + 1 }
      return [{ sort: 'people', put: person }]
    })
    return person
  }

  async renamePerson({ id }: Person, name: string): Promise<void> {
    await this.#change(({ people }) =>
      people
        .filter((person) => person.id === id)
        .map((person) => ({ sort: 'people', put: { ...person, name } })),
    )
  }

  /** Changes places with the one before or behind. */
  async movePerson({ id }: Person, by: -1 | 1): Promise<void> {
    await this.#change(({ people }) => {
      const at = people.findIndex((person) => person.id === id)
      const [person, other] = [people[at], people[at + by]]
      if (person === undefined || other === undefined) return []
      return [
        { sort: 'people', put: { ...person, place: other.place } },
        { sort: 'people', put: { ...other, place: person.place } },
      ]
    })
  }

  /** With all codes and keys. */
  async removePerson({ id }: Person): Promise<void> {
    const isTheirs = (one: { readonly person: string }) => one.person === id
    await this.#change(({ codes, keys }) => [
      { sort: 'people', drop: id },
      ...codes.filter(isTheirs).map((code): Change => ({ sort: 'codes', drop: code.id })),
      ...keys.filter(isTheirs).map((key): Change => ({ sort: 'keys', drop: key.id })),
    ])
  }

  /** Nothing is kept of nobody: somebody whom another window removed meanwhile is there again with what is new. */
  #owner({ people }: Holdings, id: string): readonly Change[] {
    const gone = this.#holdings.people.find((person) => person.id === id)
    const isThere = people.some((person) => person.id === id)
    return isThere || gone === undefined ? [] : [{ sort: 'people', put: gone }]
  }

  /** Keeps a code; the request that its key waited with is answered. The same code again is the one that is there. */
  async addCode(given: NewCode): Promise<KeptCode> {
    let code: KeptCode = { ...given, id: crypto.randomUUID(), addedAt: Date.now() }
    const seen = this.#holdings.keys.find(({ id }) => id === given.key)
    await this.#change((held) => {
      const same = held.codes.find(
        ({ person, texts }) =>
          person === given.person && texts.join('\n') === given.texts.join('\n'),
      )
      if (same !== undefined) code = { ...code, id: same.id, addedAt: same.addedAt }
      const key = held.keys.find(({ id }) => id === given.key) ?? seen
      const { request: _answered, ...answered } = key ?? {}
      return [
        ...this.#owner(held, given.person),
        { sort: 'codes', put: code },
        ...(key === undefined
          ? []
          : [{ sort: 'keys', put: { ...(answered as KeptKey), person: given.person } } as const]),
      ]
    })
    return code
  }

  /** Adds what came later, its opening; not to a code that is gone. */
  async addOpening({ id }: KeptCode, opening: Opening): Promise<void> {
    await this.#change(({ codes }) =>
      codes
        .filter((code) => code.id === id)
        .map((code) => ({ sort: 'codes', put: { ...code, opening } })),
    )
  }

  /** With its key, unless another code or a request still needs it. */
  async removeCode({ id, key }: KeptCode): Promise<void> {
    await this.#change(({ codes, keys }) => {
      const isNeeded =
        codes.some((other) => other.id !== id && other.key === key) ||
        keys.some((kept) => kept.id === key && kept.request !== undefined)
      return [
        { sort: 'codes', drop: id },
        ...(key === undefined || isNeeded ? [] : [{ sort: 'keys', drop: key } as const]),
      ]
    })
  }

  async addKey(given: NewKey): Promise<KeptKey> {
    const key = { ...given, id: crypto.randomUUID(), madeAt: Date.now() }
    await this.#change((held) => [...this.#owner(held, given.person), { sort: 'keys', put: key }])
    return key
  }

  /** Proves the key for another request. */
  async askAgain(key: KeptKey, request: string): Promise<KeptKey> {
    const asked = { ...key, request }
    await this.#change((held) => [...this.#owner(held, key.person), { sort: 'keys', put: asked }])
    return asked
  }

  /** Nobody waits for a code any more; a key that no code names goes. */
  async withdrawRequest({ id }: KeptKey): Promise<void> {
    await this.#change(({ codes, keys }) =>
      keys
        .filter((kept) => kept.id === id)
        .map(({ request: _request, ...key }) =>
          codes.some((code) => code.key === id)
            ? { sort: 'keys', put: key }
            : { sort: 'keys', drop: id },
        ),
    )
  }

  /** Everything goes. */
  async clear(): Promise<void> {
    await this.#keeping.clear()
    await this.read()
  }
}

/** People in their order, codes and keys as they came. */
function inOrder({ people, keys, codes }: Holdings): Holdings {
  return {
    people: people.toSorted((one, other) => one.place - other.place),
    keys: keys.toSorted((one, other) => one.madeAt - other.madeAt),
    codes: codes.toSorted((one, other) => one.addedAt - other.addedAt),
  }
}
