/** Why there is no decision to show, and in which world one is made, in words. */
import { msg } from '@lit/localize'
import type { World } from 'greengate'
import type { PictureNotice } from './picture-notices.ts'

/** What a page says for as long as it decides in a world that is not production. */
export function worldNotice(world: Exclude<World, 'production'>): string {
  return world === 'demo'
    ? msg('演示数据：此处的结论不能用于真实放行。', { id: 'page-demo' })
    : msg('测试数据：此处的结论不能用于真实放行。', { id: 'page-test' })
}

/** Why there is no decision to show. */
export type Notice =
  | PictureNotice
  | 'another'
  | 'checking'
  | 'several'
  | 'several-files'
  | 'no-part'
  | 'failed'
  | 'insecure'
  | 'ran-out'

/** A headline and what to do. */
export interface NoticeWords {
  readonly title: string
  readonly help: string
}

type PictureWords = (notice: PictureNotice) => NoticeWords
let pictureWords: PictureWords | undefined

/** Takes up the words about pictures, which come with what reads pictures. */
export function bringPictureWords(words: PictureWords): void {
  pictureWords = words
}

/** A headline and what to do, for each notice. */
export function noticeWords(notice: Notice): NoticeWords {
  switch (notice) {
    case 'another':
      return {
        title: msg('请出示同一人的下一个码', { id: 'notice-another' }),
        help: msg('将与刚才的码一并判定。换人请按“下一位”。', { id: 'notice-another-help' }),
      }
    case 'checking':
      return {
        title: msg('正在核验……', { id: 'notice-checking' }),
        help: msg('请稍候。', { id: 'notice-checking-help' }),
      }
    case 'several':
      return {
        title: msg('画面中有多个码', { id: 'notice-several' }),
        help: msg('请一次只出示一个码。', { id: 'notice-several-help' }),
      }
    case 'several-files':
      return {
        title: msg('一次放入了多个文件', { id: 'notice-several-files' }),
        help: msg('请一次只放入一个文件。', { id: 'notice-several-files-help' }),
      }
    case 'no-part':
      return {
        title: msg('本页有一部分未能载入', { id: 'notice-no-part' }),
        help: msg('请检查网络后重新载入本页。', { id: 'notice-no-part-help' }),
      }
    case 'failed':
      return {
        title: msg('无法判定', { id: 'notice-failed' }),
        help: msg('本页发生内部错误。请勿放行，请走人工通道。', { id: 'notice-failed-help' }),
      }
    case 'insecure':
      return {
        title: msg('此地址不能核验', { id: 'notice-insecure' }),
        help: msg('浏览器只允许 https 地址或本机地址核验签名。请改用 https 地址打开本页。', {
          id: 'notice-insecure-help',
        }),
      }
    case 'ran-out':
      return {
        title: msg('上一结论已过时效', { id: 'notice-ran-out' }),
        help: msg('请重新出示健康码。', { id: 'notice-ran-out-help' }),
      }
    default:
      // Who gives such a notice has brought its words.
      return pictureWords?.(notice) ?? noticeWords('failed')
  }
}
