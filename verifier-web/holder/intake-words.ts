/** Why something that was given cannot be added, or what became of it, in words. */
import { msg } from '@lit/localize'
import { noticeWords } from '../pages/messages.ts'
import { pictureWords } from '../pages/picture-notices.ts'
import type { IntakeProblem } from './code-intake.ts'

/** Why nothing is to be kept, or what was. */
export type AddNotice =
  | IntakeProblem
  | 'own-request'
  | 'not-a-code'
  | 'damaged'
  | 'too-long'
  | 'opening-kept'
  | 'opening-of-none'

/** A headline and what to do. */
export function intakeWords(notice: AddNotice): { readonly title: string; readonly help: string } {
  switch (notice) {
    case 'own-request':
      return {
        title: msg('这是申领码', { id: 'holder-is-request' }),
        help: msg('它要由发码机构扫描；请读取发码机构给出的健康码。', {
          id: 'holder-is-request-help',
        }),
      }
    case 'not-a-code':
      return {
        title: msg('这不是健康码，也不是挑战码', { id: 'holder-not-a-code' }),
        help: msg('付款码、网址等不能添加。', { id: 'holder-not-a-code-help' }),
      }
    case 'damaged':
      return {
        title: msg('此码已损坏', { id: 'holder-damaged' }),
        help: msg('请重新读取，或向发码机构再要一次。', { id: 'holder-damaged-help' }),
      }
    case 'too-long':
      return {
        title: msg('内容太长', { id: 'holder-too-long' }),
        help: msg('一张二维码装不下，不能在此出示。', { id: 'holder-too-long-help' }),
      }
    case 'opening-kept':
      return {
        title: msg('留存已保存', { id: 'holder-opening-kept' }),
        help: msg('它与本机的一个码相符。', { id: 'holder-opening-kept-help' }),
      }
    case 'opening-of-none':
      return {
        title: msg('留存与本机的码都不相符', { id: 'holder-opening-of-none' }),
        help: msg('请先添加它所属的码。', { id: 'holder-opening-of-none-help' }),
      }
    case 'several':
      return noticeWords(notice)
    default:
      return pictureWords(notice)
  }
}
