/** Why a picture gives no code to decide, in words. */
import { msg } from '@lit/localize'
import type { PictureProblem } from '../edges/picture-error.ts'
import type { NoticeWords } from './messages.ts'

/** What only a picture is answered with. */
export type PictureNotice = 'no-code' | 'no-picture' | 'heic' | 'too-large' | 'no-decoder'

/** What a file that cannot be read as a picture is answered with. */
export const pictureNotice = {
  unknown: 'no-picture',
  heic: 'heic',
  'too-large': 'too-large',
} as const satisfies Readonly<Record<PictureProblem, PictureNotice>>

/** A headline and what to do, for each. */
export function pictureWords(notice: PictureNotice): NoticeWords {
  switch (notice) {
    case 'no-code':
      return {
        title: msg('图片中没有二维码', { id: 'notice-no-code' }),
        help: msg('请使用清晰、完整、四周留白的图片，或将码对准摄像头。', {
          id: 'notice-no-code-help',
        }),
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
  }
}
