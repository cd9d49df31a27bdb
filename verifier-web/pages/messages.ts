/** Why there is no decision to show, and in which world one is made, in words. */
import { msg } from '@lit/localize'
import type { World } from 'greengate'
import type { PictureProblem } from '../edges/picture.ts'

/** What a page says for as long as it decides in a world that is not production. */
export function worldNotice(world: Exclude<World, 'production'>): string {
  return world === 'demo'
    ? msg('演示数据：此处的结论不能用于真实放行。', { id: 'page-demo' })
    : msg('测试数据：此处的结论不能用于真实放行。', { id: 'page-test' })
}

/** Why there is no decision to show. */
export type Notice =
  | 'another'
  | 'checking'
  | 'no-code'
  | 'several'
  | 'several-files'
  | 'no-picture'
  | 'heic'
  | 'too-large'
  | 'no-decoder'
  | 'no-part'
  | 'failed'
  | 'insecure'
  | 'ran-out'

/** What a file that cannot be read as a picture is answered with. */
export const pictureNotice = {
  unknown: 'no-picture',
  heic: 'heic',
  'too-large': 'too-large',
} as const satisfies Readonly<Record<PictureProblem, Notice>>

/** A headline and what to do. */
interface NoticeWords {
  readonly title: string
  readonly help: string
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
    case 'no-code':
      return {
        title: msg('图片中没有二维码', { id: 'notice-no-code' }),
        help: msg('请使用清晰、完整、四周留白的图片，或将码对准摄像头。', {
          id: 'notice-no-code-help',
        }),
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
    case 'no-picture':
      return {
        title: msg('无法打开此文件', { id: 'notice-no-picture' }),
        help: msg('请选择 PNG、JPEG、WebP 或 SVG 图片。', { id: 'notice-no-picture-help' }),
      }
    case 'heic':
      return {
        title: msg('此浏览器打不开 HEIC 照片', { id: 'notice-heic' }),
        help: msg('请改选截图，或在相机设置中选用“兼容性最佳”（JPEG）后重拍。', {
          id: 'notice-heic-help',
        }),
      }
    case 'too-large':
      return {
        title: msg('图片过大', { id: 'notice-too-large' }),
        help: msg('请裁剪到只剩二维码，或改选截图。', { id: 'notice-too-large-help' }),
      }
    case 'no-decoder':
      return {
        title: msg('识读程序无法启动', { id: 'notice-no-decoder' }),
        help: msg('本页文件可能不完整。请重新载入本页；文本仍可粘贴核验。', {
          id: 'notice-no-decoder-help',
        }),
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
  }
}
