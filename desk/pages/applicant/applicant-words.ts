/** What the applicant's page says, in both languages. */
import type { Bilingual } from '../../../verifier-web/elements/language.ts'

/** The page's own words. */
export const words = {
  title: { zh: '健康码', en: 'Health code' },
  code: { zh: '我的码', en: 'My code' },
  declare: { zh: '申报与打卡', en: 'Declare' },
  record: { zh: '记录', en: 'History' },
  matters: { zh: '更正与申诉', en: 'Corrections' },
  family: { zh: '本人与家人', en: 'People' },
  whose: { zh: '为谁办理', en: 'For whom' },
  self: { zh: '本人', en: 'Myself' },
  child: { zh: '子女', en: 'My child' },
  parent: { zh: '父母', en: 'My parent' },
  ward: { zh: '被监护人', en: 'Somebody in my care' },
  relation: { zh: '关系', en: 'Who it is' },
  apply: { zh: '申领健康码', en: 'Apply for a code' },
  applyFirst: {
    zh: '请先为本人或家人申领。',
    en: 'First apply for yourself or a member of your family.',
  },
  name: { zh: '姓名（与证件一致）', en: 'Name, as on the card' },
  birthDate: { zh: '出生日期', en: 'Date of birth' },
  applied: { zh: '已申领。', en: 'Applied.' },
  leave: { zh: '不再代办', en: 'Act for them no more' },
  leaveSure: {
    zh: '确定不再为此人办理？其码会从本机删除。',
    en: 'Act for this person no more? Their code goes from this device.',
  },
  number: { zh: '窗口核对号', en: 'Your number for the counter' },
  numberHint: {
    zh: '持证件到窗口核验时出示此号码。核验后可查看全部记录；未出示的账号不再代办。',
    en: 'Show it with the card at the counter. Then you see all records; other accounts act for them no more.',
  },
  ownOnly: {
    zh: '到窗口出示证件核验前，此处只显示您自己申报的内容。',
    en: 'Until the card is shown at the counter, this shows what you declared yourself.',
  },
  erase: { zh: '注销账号', en: 'Erase this account' },
  eraseSure: {
    zh: '确定注销？所有健康码立即作废，不再为任何人代办。',
    en: 'Erase it? All its codes are revoked at once, and it acts for nobody any more.',
  },
  live: { zh: '动态健康码，每30秒更新', en: 'Live health code, new every 30 seconds' },
  why: { zh: '原因', en: 'Why' },
  codeUntil: { zh: '此码有效至', en: 'Good until' },
  missing: { zh: '还缺', en: 'Still missing' },
  making: { zh: '正在制码…', en: 'Making the code…' },
  waiting: { zh: '正在评估，请稍候…', en: 'Being assessed. One moment…' },
  offline: {
    zh: '没有网络：显示的是本机保存的码。',
    en: 'No network: this is the code that this device has.',
  },
  ranOut: {
    zh: '本机保存的码已过期。请联网后更新。',
    en: 'The code on this device has run out. Connect to get a new one.',
  },
  notOnPaper: {
    zh: '动态码不能打印使用。需要纸质码，请到窗口办理。',
    en: 'A live code is worth nothing on paper. For a paper code, go to a counter.',
  },
  sessionOver: {
    zh: '登录已过期。本机保存的码在到期前仍可出示；要更新，请重新登录。',
    en: 'You are no longer signed in. The code on this device stays good until it ends; sign in again to renew it.',
  },
  signInAgain: { zh: '重新登录', en: 'Sign in again' },
  showCode: { zh: '出示此人的码', en: 'Show their code' },
  beingAssessed: { zh: '正在评估', en: 'Being assessed' },
  familyFull: {
    zh: '已达到可代办的人数上限。',
    en: 'You act for as many people as one account may.',
  },
  numberWrong: {
    zh: '申诉号有误。请与凭条或屏幕上的10位数字核对。',
    en: 'This appeal number cannot be right. Compare it with the ten digits that you were shown.',
  },
  withdrawSure: {
    zh: '确定撤回？撤回后不再办理，可以重新提交。',
    en: 'Withdraw it? Nobody will decide it then. You can ask again.',
  },
  keep: { zh: '不撤回', en: 'Keep it' },
  appealNumber: { zh: '申诉号', en: 'appeal number' },
  otherOpinion: { zh: '对结论有异议？', en: 'You think that this is wrong?' },
  goAppeal: { zh: '申诉', en: 'Appeal' },
  goDeclare: { zh: '去申报', en: 'Declare' },
  all: {
    zh: '请写全：没有写的，按“没有”处理。',
    en: 'State all of it: what is not stated counts as “none”.',
  },
  none: { zh: '没有', en: 'Nothing to declare' },
  some: { zh: '有，情况如下', en: 'Something to declare' },
  entry: { zh: '第', en: 'No.' },
  another: { zh: '再加一条', en: 'Add another' },
  remove: { zh: '去掉', en: 'Remove' },
  declared: { zh: '已申报。', en: 'Declared.' },
  lastDeclared: { zh: '上次申报', en: 'Last declared' },
  never: { zh: '尚未申报', en: 'Not declared yet' },
  turns: { zh: '结论的变化', en: 'How the outcome changed' },
  facts: { zh: '已知事实', en: 'What is known' },
  noFacts: { zh: '还没有事实。', en: 'Nothing yet.' },
  covers: { zh: '各类资料的截止时间', en: 'Known in full until' },
  codes: { zh: '制作过的码', en: 'Codes that were made' },
  isWrong: { zh: '这条有误', en: 'This is wrong' },
  askCorrection: { zh: '申请更正', en: 'Ask for a correction' },
  what: { zh: '哪里有误', en: 'What is wrong' },
  tell: { zh: '请说明', en: 'Tell us more' },
  asked: { zh: '已提交，会由两名工作人员办理。', en: 'Sent. Two officers will decide.' },
  askAppeal: { zh: '提出申诉', en: 'Appeal against an outcome' },
  against: { zh: '针对', en: 'Against' },
  gate: { zh: '闸机或人工通道的结论（凭单号码）', en: 'What a gate said (number on the slip)' },
  receipt: { zh: '申诉号（10位数字）', en: 'Appeal number (10 digits)' },
  gateOutcome: { zh: '闸机的结论', en: 'What the gate said' },
  gateRule: { zh: '规则号', en: 'Rule number' },
  mine: { zh: '我的更正与申诉', en: 'Your corrections and appeals' },
  noMatters: { zh: '还没有。', en: 'None yet.' },
  opened: { zh: '提交于', en: 'Sent' },
  due: { zh: '最迟', en: 'Answer by' },
  answer: { zh: '答复', en: 'Answer' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  stillThere: { zh: '您还在吗？', en: 'Are you still there?' },
  signsOut: {
    zh: '无人操作，本页即将退出登录。',
    en: 'Nothing was touched: this page will sign out.',
  },
  goOn: { zh: '继续使用', en: 'Go on' },
} as const satisfies Record<string, Bilingual>

/** Why the outcome changed. */
export const causeWords = {
  applied: { zh: '申领', en: 'applied' },
  fact: { zh: '新的事实', en: 'a new fact' },
  coverage: { zh: '资料更新', en: 'data came in' },
  version: { zh: '新的规则版本', en: 'a new version of the rules' },
  time: { zh: '时间推移', en: 'time passed' },
  decision: { zh: '更正或申诉的决定', en: 'a decision of the office' },
} as const satisfies Record<string, Bilingual>

/** What became of a code. */
export const codeStateWords = {
  good: { zh: '有效', en: 'good' },
  replaced: { zh: '已更新', en: 'replaced' },
  revoked: { zh: '已作废', en: 'revoked' },
  over: { zh: '已过期', en: 'over' },
} as const satisfies Record<string, Bilingual>

/** What became of a fact. */
export const factStateWords = {
  good: { zh: '采用', en: 'counts' },
  retracted: { zh: '已撤销', en: 'retracted' },
  moved: { zh: '已转出', en: 'moved' },
  held: { zh: '待核实', en: 'held' },
  refused: { zh: '未采用', en: 'refused' },
} as const satisfies Record<string, Bilingual>
