/** Tests of the holdings: people, codes and keys come and go together. */
import { expect, test } from 'vitest'
import { createHolderKey } from 'greengate/holder'
import { Holder } from './holder.ts'
import { keepInPage } from './keep-holdings.ts'

const open = (): Holder => new Holder(keepInPage(), () => undefined)
const names = (holder: Holder): readonly string[] => holder.holdings.people.map(({ name }) => name)

test('people stand in their order, and go with all that is theirs', async () => {
  const holder = open()
  const [one, two] = [await holder.addPerson('one'), await holder.addPerson('two')]
  await holder.movePerson(two, -1)
  expect(names(holder)).toEqual(['two', 'one'])
  await holder.movePerson(holder.holdings.people[0]!, -1)
  await holder.renamePerson(holder.holdings.people[0]!, 'first')
  expect(names(holder)).toEqual(['first', 'one'])
  const { pair } = await createHolderKey()
  await holder.addKey({ person: one.id, pair, request: 'GGR1:A' })
  await holder.addCode({ person: one.id, texts: ['GG1:A'] })
  await holder.addCode({ person: two.id, texts: ['GG1:B'] })
  await holder.removePerson(one)
  expect(names(holder)).toEqual(['first'])
  expect(holder.holdings.keys).toEqual([])
  expect(holder.holdings.codes.map(({ texts }) => texts[0])).toEqual(['GG1:B'])
  await holder.clear()
  expect(holder.holdings).toEqual({ people: [], keys: [], codes: [] })
})

test('a code answers the request of its key, and the key goes with the last code that names it', async () => {
  const holder = open()
  const { id: person } = await holder.addPerson('one')
  const { pair } = await createHolderKey()
  const key = await holder.addKey({ person, pair, request: 'GGR1:A' })
  const code = await holder.addCode({ person, texts: ['GG1:A'], key: key.id })
  expect(holder.holdings.keys.map(({ request }) => request)).toEqual([undefined])
  // The same code again is one code.
  expect((await holder.addCode({ person, texts: ['GG1:A'], key: key.id })).id).toBe(code.id)
  const other = await holder.addCode({ person, texts: ['GG1:B'], key: key.id })
  await holder.removeCode(code)
  expect(holder.holdings.keys).toHaveLength(1)
  await holder.askAgain(holder.holdings.keys[0]!, 'GGR1:B')
  await holder.removeCode(other)
  // A request still waits with it.
  expect(holder.holdings.keys).toHaveLength(1)
  await holder.withdrawRequest(holder.holdings.keys[0]!)
  expect(holder.holdings.keys).toEqual([])
})

test('two windows: what one removes, the other neither keeps nor brings back in pieces', async () => {
  const keeping = keepInPage()
  const [here, there] = [new Holder(keeping, () => undefined), new Holder(keeping, () => undefined)]
  const one = await here.addPerson('one')
  const seen = await here.addCode({ person: one.id, texts: ['GG1:A'] })
  await there.read()
  // Added there after this window looked.
  const { pair } = await createHolderKey()
  await there.addCode({ person: one.id, texts: ['GG1:B'] })
  const key = await there.addKey({ person: one.id, pair, request: 'GGR1:A' })
  await here.removePerson(one)
  expect(await keeping.read()).toEqual({ people: [], keys: [], codes: [] })

  await there.renamePerson(one, 'other')
  await there.movePerson(one, 1)
  await there.addOpening(seen, {} as never)
  await there.withdrawRequest(key)
  expect(await keeping.read()).toEqual({ people: [], keys: [], codes: [] })
})

test('two windows: what is added for somebody whom the other removed is theirs, not nobody’s', async () => {
  const keeping = keepInPage()
  const [here, there] = [new Holder(keeping, () => undefined), new Holder(keeping, () => undefined)]
  const { pair } = await createHolderKey()
  const { id: person } = await here.addPerson('one')
  const key = await here.addKey({ person, pair, request: 'GGR1:A' })
  await there.read()
  await there.clear()
  await here.addCode({ person, texts: ['GG1:A'], key: key.id })
  const { people, keys, codes } = await keeping.read()
  expect(people).toEqual([{ id: person, name: 'one', place: 1 }])
  expect(keys).toEqual([{ id: key.id, person, pair, madeAt: key.madeAt }])
  expect(codes).toMatchObject([{ person, key: key.id }])
  // Two who came at once stand one behind the other.
  await Promise.all([here.addPerson('two'), there.addPerson('three')])
  expect((await keeping.read()).people.map(({ place }) => place)).toEqual([1, 2, 3])
})
