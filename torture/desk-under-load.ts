/** A desk in a process of its own, made to be killed: people apply, facts come in, codes are made; says what it answered for. */
import { writeSync } from 'node:fs'
import { recordPerson } from '../desk/people/record-person.ts'
import { makeCode } from '../desk/issuing/make-code.ts'
import { openTestDesk, readAuthority, start } from '../desk/issuing/test-desk.ts'
import { numberOf } from '../desk/assessing/test-desk.ts'

const [, , folder = '', name = ''] = process.argv
const at = await openTestDesk(await readAuthority(folder), {}, name)
const { desk } = at
let next = Number(desk.store.db.prepare('SELECT count(*) AS n FROM person').get()?.['n'])
// At once, before anything else is begun: it was answered.
const say = (...words: readonly string[]): void => {
  writeSync(1, `${words.join(' ')}\n`)
}
const contact = { at: '2020-02-28', closeness: 'close' }

async function serve(): Promise<never> {
  for (;;) {
    const number = numberOf(++next)
    const card = { idType: 'cn-resident-id', number, name: '林薇', identity: 'declared' } as const
    const { id } = recordPerson(desk.store, card, start)
    say('fact', at.test(number))
    const { cti, text } = await makeCode(desk, id, { class: 'app', cause: 'applied' }, start)
    say('code', cti, text)
    if (next % 2 === 0) say('fact', at.state(number, 'contact', contact))
  }
}

say('ready')
await Promise.all([serve(), serve(), serve()])
