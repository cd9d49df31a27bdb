/** What an authority is asked for when it is founded: each has a default, a flag, and a reader. */
import { findInstant, instantText } from '../../edges/instant.ts'
import type { Question } from '../../edges/questions.ts'
import { OperatorError } from '../../operator-error.ts'
import { readHolders, type Holders } from '../holders.ts'
import type { World } from '../payloads.ts'

/** What an authority is founded with. */
export interface Founding {
  readonly world: World
  readonly purposeZh: string
  readonly purposeEn: string
  readonly legalBasis: readonly string[]
  /** RFC 3339, UTC. */
  readonly endsAt: string
  readonly root: Holders
  readonly prefix: string
  readonly rules: Holders
  readonly trust: Holders
  readonly facts: Holders
  readonly status: Holders
  readonly stations: Holders
  readonly snapshot: Holders
  readonly timestamp: Holders
  /** Empty: nobody may tighten at once. */
  readonly emergencyPrefix: string
  readonly emergency: Holders | undefined
}

const text = (answer: string): string => {
  if (answer.trim() !== '') return answer.trim()
  throw new OperatorError('must not be empty')
}

const world = (answer: string): World => {
  if (answer === 'test' || answer === 'demo' || answer === 'production') return answer
  throw new OperatorError('must be test, demo or production')
}

const list = (answer: string): readonly string[] => {
  const items = answer
    .split(/[;；]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (items.length > 0) return items
  throw new OperatorError('must name a document, with ; between several')
}

/** A day is taken as its beginning, UTC. */
const later = (answer: string, _before: unknown, now: Date): string => {
  const found = findInstant(/^\d{4}-\d\d-\d\d$/.test(answer) ? `${answer}T00:00:00Z` : answer)
  if (found === undefined) {
    throw new OperatorError('must be a day such as 2028-12-31, or an instant')
  }
  if (found > now) return instantText(found)
  throw new OperatorError('must be still to come: nothing is checked after it')
}

const prefix = (answer: string): string => {
  if (/^[a-z0-9][a-z0-9.-]{0,30}$/.test(answer)) return answer
  throw new OperatorError('must be of small letters, digits, - and ., such as cn-33')
}

const majority = (count: number): number => Math.floor(count / 2) + 1
const one = (): number => 1
const two = (count: number): number => Math.min(2, count)

function holders(
  name: keyof Founding,
  words: readonly [zh: string, en: string],
  fallback: string,
  least: number,
  usual: (count: number) => number,
): Question<Founding> {
  return {
    name,
    flag: `--${name} <holders>`,
    ask: { zh: words[0], en: words[1] },
    fallback: () => fallback,
    read: (answer) => readHolders(answer, least, usual),
  }
}

const year = 365 * 86_400_000

/** The questions, in the order in which they are asked. */
export const questions: readonly Question<Founding>[] = [
  {
    name: 'world',
    flag: '--world <name>',
    ask: { zh: '世界（test、demo 或 production）', en: 'World: test, demo or production' },
    fallback: () => 'test',
    read: world,
  },
  {
    name: 'purposeZh',
    flag: '--purpose-zh <text>',
    ask: { zh: '用途（中文）', en: 'Purpose, in Chinese' },
    fallback: () => '车站通行核验',
    read: text,
  },
  {
    name: 'purposeEn',
    flag: '--purpose-en <text>',
    ask: { zh: '用途（英文）', en: 'Purpose, in English' },
    fallback: () => 'Checks at station gates',
    read: text,
  },
  {
    name: 'legalBasis',
    flag: '--legal-basis <documents>',
    ask: { zh: '法律依据（多个以 ; 分隔）', en: 'Legal basis, with ; between documents' },
    // What is real rests on a document, and somebody has to name it.
    fallback: ({ world: of }) => (of === 'production' ? '' : 'Draft, no document yet'),
    read: list,
  },
  {
    name: 'endsAt',
    flag: '--ends-at <day>',
    ask: {
      zh: '终止日：此后不再核验，以后不能推迟',
      en: 'End: nothing is checked afterwards, and it can never be put off',
    },
    fallback: (_before, now) => instantText(new Date(now.getTime() + 2 * year)).slice(0, 10),
    read: later,
  },
  holders(
    'root',
    ['根密钥份额的持有人（如“2 of 甲, 乙, 丙”）', 'Holders of root, such as 2 of Li, Wang, Zhao'],
    '2 of root-1, root-2, root-3',
    1,
    majority,
  ),
  {
    name: 'prefix',
    flag: '--prefix <prefix>',
    ask: { zh: '规则集代号的前缀', en: 'Prefix of the ids of rule sets' },
    fallback: () => 'my',
    read: prefix,
  },
  holders(
    'rules',
    ['签署规则的人：两人才能发布', 'Who signs rules: two people publish'],
    '2 of author, reviewer, deputy',
    1,
    two,
  ),
  holders('trust', ['签署发码机构名单的人', 'Who signs the trust list'], 'trust office', 1, one),
  holders('facts', ['签署信息类型的人', 'Who signs fact types'], 'facts office', 1, one),
  holders('status', ['签署撤销状态的人', 'Who signs status lists'], 'status service', 1, one),
  holders('stations', ['签署核验站名册的人', 'Who signs the roster'], 'operations', 1, one),
  holders('snapshot', ['发布机：快照密钥', 'Publisher, online: snapshot'], 'publisher', 1, one),
  holders('timestamp', ['发布机：时间戳密钥', 'Publisher, online: timestamp'], 'publisher', 1, one),
  {
    name: 'emergencyPrefix',
    flag: '--emergency-prefix <prefix>',
    ask: { zh: '应急规则代号的前缀（- 为不设）', en: 'Prefix of emergency sets, - for none' },
    fallback: () => '-',
    read: (answer) => (answer === '-' ? '' : prefix(answer)),
  },
  {
    name: 'emergency',
    flag: '--emergency <holders>',
    ask: {
      zh: '签署应急规则的人（至少两人；- 为不设）',
      en: 'Who signs those: two at least, - for none',
    },
    isAsked: ({ emergencyPrefix }) => emergencyPrefix !== '',
    fallback: ({ emergencyPrefix }) =>
      emergencyPrefix === '' ? '-' : '2 of duty-1, duty-2, duty-3',
    read: (answer, { emergencyPrefix }) => {
      if (emergencyPrefix === '' && answer === '-') return undefined
      return readHolders(answer, 2, two)
    },
  },
]
