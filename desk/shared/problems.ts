/** Every refusal of the desk: a stable code, its status and its words. No claim is in any of them. */
import type { Words } from 'greengate'

interface ProblemInfo {
  readonly status: number
  readonly title: Words
}

/** The refusals, by their codes; codes are public, words may change. */
export const problems = {
  malformed: { status: 400, title: { zh: '请求格式不对', en: 'The request is malformed' } },
  'not-signed-in': { status: 401, title: { zh: '请先登录', en: 'Sign in first' } },
  'sign-in-refused': {
    status: 401,
    title: { zh: '登录未成功', en: 'Signing in did not succeed' },
  },
  'wrong-key': { status: 401, title: { zh: '来源密钥不对', en: 'No source has this key' } },
  forbidden: { status: 403, title: { zh: '您没有此项权限', en: 'You may not do this' } },
  'foreign-origin': {
    status: 403,
    title: { zh: '请求来自其他网页', en: 'The request comes from another site' },
  },
  'not-found': { status: 404, title: { zh: '没有找到', en: 'There is nothing here' } },
  'not-allowed': { status: 405, title: { zh: '不支持此方法', en: 'Not by this method' } },
  'too-many-people': {
    status: 409,
    title: { zh: '家庭成员已达上限', en: 'This account already acts for as many as it may' },
  },
  'guarded-already': {
    status: 409,
    title: { zh: '此人已由他人代办', en: 'Others already act for this person' },
  },
  'not-assessed': {
    status: 409,
    title: { zh: '尚未评估，请稍后再试', en: 'Not assessed yet: try again in a moment' },
  },
  'no-code': { status: 409, title: { zh: '目前不能生成健康码', en: 'No code can be made now' } },
  'identity-needed': {
    status: 409,
    title: { zh: '需要先核验身份', en: 'The identity must be verified first' },
  },
  'challenge-unknown': {
    status: 409,
    title: { zh: '请求已过期，请重试', en: 'The challenge is used or too old: ask for another' },
  },
  decided: { status: 409, title: { zh: '事项已办结', en: 'The matter is decided' } },
  'another-officer': {
    status: 409,
    title: { zh: '须由另一名工作人员办理', en: 'Another officer must do this' },
  },
  'own-matter': {
    status: 403,
    title: { zh: '不得办理本人或家人的事项', en: 'Nobody decides a matter of their own family' },
  },
  stale: {
    status: 409,
    title: { zh: '所依据的内容已变化，请重新查看', en: 'What it is about has changed: look again' },
  },
  'order-stands': {
    status: 409,
    title: { zh: '指令只能由发布机关撤销', en: 'An order is ended by its authority alone' },
  },
  'too-many-matters': {
    status: 409,
    title: { zh: '未办结事项过多', en: 'Too many matters of this person are open' },
  },
  'name-differs': {
    status: 409,
    title: { zh: '姓名与登记不符', en: 'The name is not the one that is known' },
  },
  'account-needed': {
    status: 409,
    title: {
      zh: '有未办结的事项，或是工作人员的账号，不能注销',
      en: 'Not while a matter is undecided, nor an account of an officer',
    },
  },
  'claim-unknown': {
    status: 409,
    title: { zh: '没有持此号码的申领', en: 'Nobody with this number applied for this person' },
  },
  'not-now': {
    status: 409,
    title: { zh: '事项目前不能这样办理', en: 'Not in the state that the matter is in' },
  },
  'too-large': { status: 413, title: { zh: '内容过大', en: 'The body is too large' } },
  'too-many-lines': {
    status: 413,
    title: { zh: '每次推送最多 100000 行', en: 'A push holds at most 100,000 lines' },
  },
  'media-type': {
    status: 415,
    title: { zh: '内容类型不支持', en: 'Not in this content type' },
  },
  misdirected: { status: 421, title: { zh: '地址不对', en: 'Not the address of this desk' } },
  'number-refused': {
    status: 422,
    title: { zh: '证件号码有误', en: 'Not a number of this type of card' },
  },
  'declaration-refused': {
    status: 422,
    title: { zh: '申报内容有误', en: 'The declaration cannot be taken' },
  },
  'request-refused': {
    status: 422,
    title: { zh: '健康码请求有误', en: 'The request for a code cannot be taken' },
  },
  'order-refused': {
    status: 422,
    title: {
      zh: '不是完整的指令文件，或发布机关未登记',
      en: 'Not a whole order, or of an authority that is not known here',
    },
  },
  'order-unsigned': {
    status: 422,
    title: {
      zh: '签名不足，或内容与签名不符',
      en: 'Too few keys of its authority have signed it, or not this text',
    },
  },
  'order-time': {
    status: 422,
    title: {
      zh: '指令已过期，或期限超出该机关权限',
      en: 'The order is over, or longer than its authority may order',
    },
  },
  'order-person': {
    status: 422,
    title: { zh: '没有此证件对应的人', en: 'Nobody is known here by the card that it names' },
  },
  'order-rule': {
    status: 422,
    title: { zh: '现行规则不采用此类指令', en: 'No rule in force reads such an order' },
  },
  'order-other': {
    status: 409,
    title: {
      zh: '同一编号已有另一份指令，或没有可撤销的指令',
      en: 'There is another order of this number already, or none to revoke',
    },
  },
  'appeal-number-refused': {
    status: 422,
    title: { zh: '申诉号有误，请再核对10位数字', en: 'A digit of the appeal number is wrong' },
  },
  'told-missing': {
    status: 422,
    title: {
      zh: '请填写闸机给出的申诉号，或选择不认可的结果',
      en: 'Name the appeal number of the gate, or all of the outcome that is not accepted',
    },
  },
  throttled: {
    status: 429,
    title: { zh: '请求过于频繁，请稍后再试', en: 'Too often: try again later' },
  },
  fault: { status: 500, title: { zh: '系统故障', en: 'A fault of the desk' } },
  unavailable: {
    status: 503,
    title: { zh: '服务暂不可用', en: 'The desk cannot answer this now' },
  },
} as const satisfies Readonly<Record<string, ProblemInfo>>

/** The code of a refusal. */
export type ProblemCode = keyof typeof problems

/** Their codes. */
export const problemCodes = Object.keys(problems) as readonly ProblemCode[]

/** Why the desk did not do what it was asked; whoever throws it means the one who asked. */
export class DeskProblem extends Error {
  override name = 'DeskProblem'
  readonly code: ProblemCode
  /** When to try again. */
  readonly retrySeconds: number | undefined
  constructor(code: ProblemCode, options: ErrorOptions & { readonly retrySeconds?: number } = {}) {
    super(code, options)
    this.code = code
    this.retrySeconds = options.retrySeconds
  }
}
