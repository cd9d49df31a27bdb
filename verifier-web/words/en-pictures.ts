/** The English words of notices about pictures, which are fetched with what reads pictures. */
import type { LocaleModule } from '@lit/localize'
import { templates } from './en.ts'

/** By their names. */
export const ofPictures: LocaleModule['templates'] = {
  'notice-no-code': 'No QR code in this picture',
  'notice-no-code-help':
    'Use a sharp picture of the whole code with its white border, or hold the code to the camera.',
  'notice-no-picture': 'This file cannot be opened',
  'notice-no-picture-help': 'Choose a PNG, JPEG, WebP or SVG picture.',
  'notice-heic': 'This browser cannot open HEIC photos',
  'notice-heic-help':
    'Choose a screenshot, or set the camera to “Most Compatible” (JPEG) and take the picture again.',
  'notice-too-large': 'This picture is too large',
  'notice-too-large-help': 'Crop it to the code, or choose a screenshot.',
  'notice-no-decoder': 'The code reader could not start',
  'notice-no-decoder-help':
    'A file of this page may be missing. Reload the page; pasted text can still be checked.',
}

// As the panel's (en-data.ts): spoken with those that are there.
Object.assign(templates, ofPictures)
