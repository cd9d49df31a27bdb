/** The words of an answer to an appeal, in both languages. */
import type { Language } from '../edges/language.ts'
import type { Finding, Why } from './compare.ts'

type Words = Readonly<Record<Language, string>>

/** One line for each verdict. */
export const verdictWords: Readonly<Record<Finding['verdict'], Words>> = {
  right: { zh: '判定正确', en: 'RIGHT' },
  wrong: { zh: '判定有误', en: 'WRONG' },
  'cannot-tell': { zh: '无法判断', en: 'CANNOT TELL' },
}

/** Why, and what would help. */
export const whyWords: Readonly<Record<Why, Words>> = {
  'other-outcome': {
    zh: '按当时的数据和规则重算，结论不同。',
    en: 'By the data and rules of then another outcome comes out.',
  },
  'other-rule': {
    zh: '结论相同，但不是由凭条所写的规则得出。',
    en: 'The outcome is the same, but not by the rule that the slip names.',
  },
  'other-reasons': {
    zh: '结论相同，但理由不同。',
    en: 'The outcome is the same, but for other reasons.',
  },
  'other-rules-used': {
    zh: '闸机所用的规则内容与公布的同一版本不符。',
    en: 'The gate used rules whose bytes are not those that were published under this version.',
  },
  'other-decision': {
    zh: '重算所得的判定与凭据记录并非逐字相同。',
    en: 'The decision that comes out again is not, byte for byte, the one in the receipt.',
  },
  'other-card': {
    zh: '封存的证件与码的标签比对，结果与记录不同。',
    en: 'The card that was sealed, matched again, does not come out as the receipt says.',
  },
  'assessed-otherwise': {
    zh: '按码中所写的规则版本重算原始信息，评定结果不同。',
    en: 'The opened facts give another outcome or rule under the version that the code names.',
  },
  'gate-not-stated': {
    zh: '没有闸机的结论可比对：请提供凭条文本，或加 --at 与 --outcome。',
    en: 'There is no answer of the gate to compare: give the slip’s text, or --at and --outcome.',
  },
  'no-code': {
    zh: '没有出示过的码，无法重算：请加 --code。',
    en: 'Without the code nothing can be decided again: give it by --code.',
  },
  'code-not-authentic': {
    zh: '这个码在当时的数据下不被认可：可能被改动，或不是当时出示的码，或数据不是那座闸机的。',
    en: 'By the data of then this code is not genuine or not valid: it was altered, is not the one that was shown, or the data are another authority’s.',
  },
  'gate-alone-knew': {
    zh: '结论取决于只有闸机知道的情况（如重复出示、证件、现场测量）：请经营方凭申诉号查记录。',
    en: 'It rests on what the gate alone knew (a second showing, a card, a measurement): the operator finds the receipt by its number.',
  },
  'no-bundle-of-then': {
    zh: '没有当时（或记录所指）的数据包：请向发布方索取那一版本。',
    en: 'The bundle of then, or the one that the receipt names, is not here: ask its publisher for it.',
  },
  'no-rule-set-of-then': {
    zh: '没有所指的规则版本：请向发布方索取。',
    en: 'The version of the rules that is named is not here, or cannot be run: ask its publisher for it.',
  },
  'bundles-differ': {
    zh: '当时有效的几个数据包得出不同结论：记录写明用的是哪一个。',
    en: 'Bundles that were valid then give different answers: the receipt says which one the gate had.',
  },
  'published-twice': {
    zh: '同一版本有两种内容，都有签名：请将两者交给监督机构。',
    en: 'This version was published in two forms, both signed: show both to whoever oversees the publisher.',
  },
  'opening-missing': {
    zh: '码中只有评定结果。闸机是否照此办理可以重算，评定本身是否正确须有留存（--opening）。',
    en: 'The code carries a colour alone. Whether that colour is right only its opening shows: give it by --opening.',
  },
  'opening-of-another-code': {
    zh: '留存与该码的承诺值不符：它属于别的码，或被改动。',
    en: 'The opening does not make the commitment of this code: it is of another, or was altered.',
  },
  'opening-proves-nothing': {
    zh: '这份留存没有承诺值约束，或结论取决于没有承诺值约束的部分，不能作证。',
    en: 'The opening, or the part of it that decides, is bound to no code: anybody could have written it.',
  },
  'other-code-shown': {
    zh: '所提供的码不是当时出示的码。',
    en: 'The code that was brought is not the one that the gate was shown.',
  },
  'receipt-unproven': {
    zh: '该记录没有经过核对的签名：请用 --station-key 给出工作站公钥，或等下一次签名，或向收集方核对。',
    en: 'No signature that was checked holds this receipt: name the station’s key by --station-key, wait for the next checkpoint, or ask the collector for its copy.',
  },
  'other-slip': {
    zh: '凭条所写与这条记录不符：它属于别的记录，或被改动。',
    en: 'The slip does not say what this receipt says: it is of another, or was altered.',
  },
  'receipt-differs': {
    zh: '结论与理由相同，但记录的其他部分不同：当时出示的可能是别的码，或记录被改动。',
    en: 'Outcome and reasons are the same, and another part of the receipt is not: another code was shown, or the receipt was altered.',
  },
  'card-not-looked-up': {
    zh: '证件的查询结果只有记录自己的说法：请加 --journal、--key 和 --station-keys 重新查询。',
    en: 'What the card came to is the receipt’s own word: look it up again by --journal, --key and --station-keys.',
  },
}

/** What the parts of an answer are called. */
export const partWords = {
  gate: { zh: '闸机', en: 'gate' },
  again: { zh: '重算', en: 'again' },
  colour: { zh: '码的评定', en: 'colour' },
  data: { zh: '数据', en: 'data' },
  journal: { zh: '记录', en: 'receipt' },
  rule: { zh: '规则', en: 'rule' },
  law: { zh: '依据', en: 'legal basis' },
  today: { zh: '今日规则', en: 'today' },
  next: { zh: '下一步', en: 'next' },
} as const satisfies Readonly<Record<string, Words>>
