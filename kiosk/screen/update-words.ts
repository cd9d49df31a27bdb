/** What the screen says of an update that is carried to the station. */
import { refusalWords } from '../../verifier-web/elements/refusal-words.ts'
import { instantWords } from '../../verifier-web/elements/time-words.ts'
import type { Bilingual, NewRules, StationStatus } from '../shared/kiosk-api.ts'
import type { UpdateNotice } from './update-carrier.ts'

/** A headline, and what follows from it. */
export interface UpdateWords {
  readonly what: Bilingual
  readonly more: readonly Bilingual[]
}

/** The words of handing over. */
export const handoverWords = {
  /** On the button: short, beside what travellers need. */
  button: { zh: '更新', en: 'Update' },
  begin: { zh: '移交更新', en: 'Hand over an update' },
  choose: { zh: '选择文件', en: 'Choose a file' },
  done: { zh: '完成', en: 'Done' },
  meanwhile: { zh: '接收期间可照常出示健康码', en: 'Health codes can be shown meanwhile' },
  stays: { zh: '原有规则不变', en: 'The rules from before stay' },
  progress: { zh: '更新接收进度', en: 'Codes of the update read' },
} as const satisfies Record<string, Bilingual>

const waiting: UpdateWords = {
  what: handoverWords.begin,
  more: [
    {
      zh: '工作人员：请选择 .ggb 文件，或将文件拖到此处',
      en: 'Staff: choose a .ggb file, or drop it here',
    },
  ],
}

/** What is said of an update; without one, a file is waited for. */
export function updateWords(
  update: UpdateNotice | undefined,
  { ruleSet }: Pick<StationStatus, 'ruleSet'>,
): UpdateWords {
  switch (update?.state) {
    case undefined:
      return waiting
    case 'collecting':
      return {
        what: { zh: '正在接收更新', en: 'Receiving an update' },
        more: [countWords(update)],
      }
    case 'checking':
      return { what: { zh: '正在核验更新', en: 'Checking the update' }, more: [] }
    case 'taken':
      return taken(update.rules, update.bundleVersion, ruleSet)
    case 'nothing-new':
      return {
        what: { zh: '没有新内容', en: 'Nothing new' },
        more: [{ zh: '本站已有其中的全部内容', en: 'This station has all of it already' }],
      }
    case 'refused':
      return refused(refusalWords(update.code))
    case 'too-large':
      return refused({
        zh: '文件超过 32 MB。请放入本站读取数据的文件夹',
        en: 'The file is larger than 32 MB. Put it into the folder that this station reads',
      })
    case 'unreadable':
      return refused({
        zh: '无法读取文件。请重新插好存储盘，再选一次',
        en: 'The file cannot be read. Plug the stick in again, and choose it once more',
      })
    case 'failed':
      return refused({
        zh: '本站未能处理。请再试一次，并查看本站日志',
        en: 'The station could not deal with it. Try again, and see its log',
      })
    case 'mixed-up':
      return refused({
        zh: `这 ${update.of} 个码不是同一份更新。请将所有码从头再读一遍`,
        en: `These ${update.of} codes do not make up one update. Show all of them once more`,
      })
    case 'forgotten':
      return {
        what: { zh: '更新接收已中断', en: 'The update was broken off' },
        more: [
          {
            zh: `只读到 ${update.have} / ${update.of} 个码，一分钟内没有新的码，已作废。请从头再读`,
            en: `Only ${update.have} of ${update.of} codes came, and no new one for a minute. Show all of them again`,
          },
        ],
      }
  }
}

/** How many codes of how many are here. */
function countWords({ have, of }: { readonly have: number; readonly of: number }): Bilingual {
  return {
    zh: `已读 ${have} / ${of} 个码，顺序不限`,
    en: `${have} of ${of} codes read, in any order`,
  }
}

const refused = (why: Bilingual): UpdateWords => ({
  what: { zh: '更新未被采用', en: 'The update was not taken' },
  more: [why],
})

function taken(
  rules: NewRules | null,
  bundleVersion: number | null,
  inForce: StationStatus['ruleSet'],
): UpdateWords {
  if (rules === null) {
    const version = bundleVersion ?? 0
    const stays = inForce === null ? [] : [versionWords(inForce.version)]
    return {
      what: { zh: `数据第 ${version} 版已接收`, en: `Data version ${version} taken` },
      more: stays,
    }
  }
  return {
    what: { zh: `规则第 ${rules.version} 版已接收`, en: `Rules version ${rules.version} taken` },
    more: [whenWords(rules)],
  }
}

const versionWords = (version: number): Bilingual => ({
  zh: `现行规则仍为第 ${version} 版`,
  en: `Rules in force: version ${version}, as before`,
})

function whenWords({ from, inForce }: NewRules): Bilingual {
  if (inForce) return { zh: '现已生效', en: 'In force now' }
  if (from === null) {
    return {
      zh: '本程序无法读取此版规则，请更新程序',
      en: 'This program cannot read it; update it',
    }
  }
  return {
    zh: `${instantWords(from, 'zh')} 起生效`,
    en: `In force from ${instantWords(from, 'en')}`,
  }
}
