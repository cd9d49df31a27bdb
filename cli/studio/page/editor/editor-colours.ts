/** The editor's colours by day and by night: each text at 4.5:1 or more on the ground that it stands on. */
import { css } from 'lit'

/** As custom properties of the host; the panels around may set them too. */
export const editorColours = css`
  :host {
    color-scheme: light dark;
    --editor-paper: #ffffff;
    --editor-ink: #16201b;
    --editor-quiet: #505c57;
    --editor-line: #d5dcd8;
    --editor-raised: #f5f7f6;
    --editor-accent: #0a6b3d;
    --editor-on-accent: #ffffff;
    --editor-active: #eef3f0;
    --editor-selection: #cfe3f7;
    --editor-match: #ffe9a8;
    --editor-match-current: #ffdf8a;
    --editor-bracket: #cdeadb;
    --editor-key: #1d4f91;
    --editor-text: #8a3b00;
    --editor-number: #7a1fa2;
    --editor-word: #a3124f;
    --editor-function: #0b6157;
    --editor-kind: #1b5e20;
    --editor-name: #16201b;
    --editor-parameter: #7b4a00;
    --editor-unit: #5b3fa0;
    --editor-comment: #505a55;
    --editor-error: #b3261e;
    --editor-doubt: #7a5200;
    --editor-notice: #2f5fa7;
    --editor-removed: #fbe3e0;
    --editor-removed-part: #f9d3ce;
    --editor-added: #e0f3e7;
    --editor-added-part: #c3ebd2;
  }
  @media (prefers-color-scheme: dark) {
    :host {
      --editor-paper: #151b18;
      --editor-ink: #eaf0ec;
      --editor-quiet: #a4b1aa;
      --editor-line: #34403a;
      --editor-raised: #1e2723;
      --editor-accent: #6fd3a0;
      --editor-on-accent: #07150d;
      --editor-active: #1c2420;
      --editor-selection: #1f3b54;
      --editor-match: #3d3410;
      --editor-match-current: #4f3f00;
      --editor-bracket: #1d4431;
      --editor-key: #8fbcf3;
      --editor-text: #f0b27a;
      --editor-number: #d6a4f0;
      --editor-word: #ff9cc0;
      --editor-function: #7fd6c8;
      --editor-kind: #9be29f;
      --editor-name: #eaf0ec;
      --editor-parameter: #e8c37a;
      --editor-unit: #bfaaf2;
      --editor-comment: #a6b3ac;
      --editor-error: #ff9d94;
      --editor-doubt: #f1c55c;
      --editor-notice: #9cc2f5;
      --editor-removed: #3a1f1d;
      --editor-removed-part: #5a2723;
      --editor-added: #17301f;
      --editor-added-part: #1d4a2d;
    }
  }
`
