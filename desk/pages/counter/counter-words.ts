/** What the counter's page says, in both languages. */
import type { Bilingual } from '../../../verifier-web/elements/language.ts'

/** By name. */
export const words = {
  title: { zh: '窗口', en: 'Counter' },
  notYours: { zh: '您没有窗口权限。', en: 'You do not work at a counter.' },
  card: { zh: '证件', en: 'Identity card' },
  waiting: { zh: '读卡器就绪，请放置证件。', en: 'The reader is ready: place a card.' },
  reading: {
    zh: '请重新放置证件，或改为手工输入。',
    en: 'Place the card again, or type its number.',
  },
  fault: { zh: '读卡器未就绪，请手工输入。', en: 'The reader does not answer: type the number.' },
  read: { zh: '已读取证件。', en: 'The card was read.' },
  noReader: { zh: '本窗口没有读卡器。', en: 'This counter has no reader.' },
  typeIt: { zh: '手工输入', en: 'Type it' },
  find: { zh: '查找', en: 'Find' },
  unknown: {
    zh: '没有此人的记录，可以登记。',
    en: 'Nobody is known by this card: write them down.',
  },
  record: { zh: '登记', en: 'Write down' },
  verify: { zh: '核实身份', en: 'Confirm who they are' },
  verifyHint: {
    zh: '证件已由读卡器读取。请按证件填写姓名。',
    en: 'The card was read by the reader. Write the name as it is on the card.',
  },
  typedHint: {
    zh: '证件是手工输入的：登记为本人申报，未核实。',
    en: 'The number was typed: written down as declared, not verified.',
  },
  phone: { zh: '核对手机', en: 'Confirm a phone' },
  claims: { zh: '本人手机上的窗口核对号', en: 'Number on their phone' },
  claimsHint: {
    zh: '以本人出示的手机为准；未核对的账号不再代办，其健康码作废。',
    en: 'As their own phone shows it. Accounts that only said so and are not confirmed act no more; their codes are revoked.',
  },
  name: { zh: '姓名', en: 'Name' },
  recorded: { zh: '已登记。', en: 'Written down.' },
  next: { zh: '下一位', en: 'Next person' },
  lastFour: { zh: '末四位', en: 'Ends in' },
  identity: { zh: '身份', en: 'Identity' },
  why: { zh: '原因', en: 'Why' },
  holds: { zh: '至少到', en: 'Holds until' },
  notAssessed: { zh: '尚未评估', en: 'Not assessed yet' },
  missing: { zh: '缺少', en: 'Missing' },
  paper: { zh: '纸质码', en: 'Paper code' },
  makePaper: { zh: '制作纸质码', en: 'Make a paper code' },
  paperHint: {
    zh: '新的纸质码做好后，以前的作废。',
    en: 'Once a new one is made, older sheets are void.',
  },
  made: { zh: '纸质码已做好。', en: 'The paper code is made.' },
  validUntil: { zh: '有效期至', en: 'Valid until' },
  openSheet: { zh: '打开并打印（A6）', en: 'Open and print (A6)' },
  slip: { zh: '打印凭条', en: 'Print a slip' },
  printed: { zh: '凭条已打印。', en: 'The slip is printed.' },
  facts: { zh: '已知记录', en: 'What is known' },
  noFacts: { zh: '没有记录', en: 'No records' },
  matters: { zh: '更正与申诉', en: 'Corrections and appeals' },
  noMatters: { zh: '没有', en: 'None' },
  due: { zh: '办理期限', en: 'due' },
  declare: { zh: '代为申报', en: 'Declare for them' },
} as const satisfies Record<string, Bilingual>

/** How a person's number is known. */
export const identityWords = {
  recorded: { zh: '由部门记录', en: 'recorded by a department' },
  declared: { zh: '本人申报', en: 'declared' },
  verified: { zh: '已核实', en: 'verified' },
} as const satisfies Record<string, Bilingual>
