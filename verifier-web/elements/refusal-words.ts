/** Why a bundle was refused and what to do about it, in words: for the page and for the kiosk's screen. */
import type { ErrorCode } from 'greengate'
import type { Bilingual } from './language.ts'

/** Codes that a bundle itself is refused with. */
export type BundleErrorCode = Extract<ErrorCode, `ERR_BUNDLE_${string}`>

const incomplete: Bilingual = {
  zh: '这不是可用的数据，或数据不完整。请重新取得。',
  en: 'This is no data for a verifier, or it is incomplete. Get it again.',
}
const askPublisher = {
  zh: '请勿使用，并告知发布机构。',
  en: 'Do not use it, and tell its publisher.',
} as const satisfies Bilingual

/** One row for every code: the compiler names the one that is missing. */
const bundleRefusals: Readonly<Record<BundleErrorCode, Bilingual>> = {
  ERR_BUNDLE_MALFORMED: incomplete,
  ERR_BUNDLE_TOO_LARGE: {
    zh: '数据过大，超出核验程序可接受的大小。请向发布机构索取较小的数据。',
    en: 'It is larger than a verifier takes. Ask its publisher for a smaller one.',
  },
  ERR_BUNDLE_SIGNATURE: {
    zh: `签名与根不符。${askPublisher.zh}`,
    en: `Its signatures do not fit the root. ${askPublisher.en}`,
  },
  ERR_BUNDLE_DIGEST: {
    zh: '数据内容被改动过。请重新取得。',
    en: 'Its contents were changed. Get it again.',
  },
  ERR_BUNDLE_MEMBER_MISSING: {
    zh: '数据缺少一部分，本机也没有这一部分。请取得完整的数据文件。',
    en: 'A part of it is missing, and is not held here either. Get the whole file.',
  },
  ERR_BUNDLE_ROLLBACK: {
    zh: '比现有数据旧。请取得最新的数据。',
    en: 'It is older than the data in use. Get the newest.',
  },
  ERR_BUNDLE_EQUIVOCATION: {
    zh: '同一版本出现了两份不同内容。请保留并告知发布机构。',
    en: 'It gives other contents to a version that is known already. Keep it, and tell its publisher.',
  },
  ERR_BUNDLE_EXPIRED: {
    zh: '已过期。请取得最新的数据。',
    en: 'It has expired. Get the newest.',
  },
  ERR_BUNDLE_CLOCK: {
    zh: '签署时间晚于本机时间。请校准本机的日期和时间。',
    en: 'It was signed later than this device’s clock says. Set the date and time.',
  },
  ERR_BUNDLE_WORLD: {
    zh: '不属于本机核验的环境（例如演示数据）。请取得正式数据。',
    en: 'It is of a world that is not served here, such as a demonstration. Get the right one.',
  },
  ERR_BUNDLE_DELEGATION: {
    zh: `其中有规则由无权发布该规则的机构签署。${askPublisher.zh}`,
    en: `Rules in it come from somebody who may not sign for them. ${askPublisher.en}`,
  },
  ERR_BUNDLE_CHAIN: {
    zh: `其中新版规则没有接在它所说的上一版之后。${askPublisher.zh}`,
    en: `New rules in it do not follow the version that they name as the one before. ${askPublisher.en}`,
  },
  ERR_BUNDLE_RAILS: {
    zh: `其中规则的生效时间超出发布机构获准的范围。${askPublisher.zh}`,
    en: `Rules in it start too soon, too late or for too short a time for their publisher. ${askPublisher.en}`,
  },
  ERR_BUNDLE_EMERGENCY: {
    zh: `其中的紧急规则签署人不足、时间过长，或含有放行内容。${askPublisher.zh}`,
    en: `An emergency rule set in it has too few signers, lasts too long, or lets somebody through. ${askPublisher.en}`,
  },
}

const unreadable: Bilingual = {
  zh: `其中有一部分不符合格式。${askPublisher.zh}`,
  en: `A part of it is not of its form. ${askPublisher.en}`,
}

const otherRefusals: Partial<Record<ErrorCode, Bilingual>> = {
  ERR_CBOR_MALFORMED: incomplete,
  ERR_CBOR_TOO_LARGE: incomplete,
  ERR_JSON_MALFORMED: unreadable,
  ERR_BASE64URL_MALFORMED: unreadable,
  ERR_FACT_TYPES_MALFORMED: unreadable,
  ERR_TRUST_LIST_MALFORMED: unreadable,
  ERR_RULE_SET_MALFORMED: unreadable,
  ERR_KEY_MALFORMED: unreadable,
  ERR_KEY_UNSUPPORTED: {
    zh: '其中有本程序不支持的密钥。请更新本程序。',
    en: 'There is a key in it that this program does not support. Update the program.',
  },
  ERR_STORE_FAILED: {
    zh: '本机无法保存数据（空间不足或不允许）。',
    en: 'This device cannot keep it: there is no room, or no leave.',
  },
  ERR_STORE_DAMAGED: {
    zh: '本机保存的数据已损坏。请清除后重试。',
    en: 'What this device kept is damaged. Clear it and try again.',
  },
  ERR_STORE_ROOT: {
    zh: '本机保存的数据属于另一个根。请清除后重试。',
    en: 'What this device kept belongs to another root. Clear it and try again.',
  },
}

const unknown: Bilingual = {
  zh: '不可用。请告知发布机构。',
  en: 'It cannot be used. Tell its publisher.',
}

/** Why a bundle was refused, and what to do about it. */
export function refusalWords(code: ErrorCode): Bilingual {
  const rows: Partial<Record<ErrorCode, Bilingual>> = { ...otherRefusals, ...bundleRefusals }
  return rows[code] ?? unknown
}
