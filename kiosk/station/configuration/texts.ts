/** The texts that a configuration may hold: names, addresses, and where lanes listen. */
import { parseReplayAddress, type ReplayAddress } from '../replay/replay-tls.ts'
import { checked, text, type Shape } from './shape.ts'

/** The name of a station, a lane, a device: part of files' names and of log lines. */
export const nameText = text(/^[a-z0-9][a-z0-9-]{0,39}$/, 'a-z, 0-9 and -, 40 at most')

/** The id of a rule set. */
export const ruleSetText = text(/^\S{1,200}$/, 'the id of a rule set, such as cn-3301')

/** An http(s) address without a password in it. */
export const webAddress: Shape<string> = checked(
  text(/^https?:\/\/[^\s]+$/, 'an http(s) address'),
  (value, at, reading) => {
    if (!URL.canParse(value)) {
      reading.find('wrong-value', at, 'is no address', 'write an http(s) address')
      return false
    }
    const { username, password } = new URL(value)
    if (username === '' && password === '') return true
    reading.find('exposed', at, 'has a name or a password in it', 'leave both out')
    return false
  },
)

/** Where bundles come from: an address, or a path made whole. */
export const sourceText: Shape<string> = {
  schema: { type: 'string', minLength: 1 },
  read(at, reading) {
    const value = text(/^[^\s].*$/, 'an http(s) address, a folder or a file').read(at, reading)
    if (value === undefined) return undefined
    return /^[a-z]+:\/\//i.test(value) ? webAddress.read(at, reading) : reading.whole(value)
  },
}

/** Such as `192.0.2.7:4800`. */
export const replayAddress: Shape<ReplayAddress> = {
  schema: { type: 'string', pattern: String.raw`^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):\d{1,5}$` },
  read(at, reading) {
    const value = text(/^\S+$/, 'an address such as 192.0.2.7:4800').read(at, reading)
    if (value === undefined) return undefined
    const address = parseReplayAddress(value)
    if (address === undefined)
      reading.find('wrong-value', at, 'is no address', 'write one such as 192.0.2.7:4800')
    return address
  },
}
