/** The quiet colours around an outcome: paper, ink, lines; by day and, where the page around is dark then, by night. */
import { css } from 'lit'

/** `--greengate-paper`, `-raised`, `-ink`, `-quiet`, `-line` and `-accent` on the host. */
export const surfaceColours = css`
  :host {
    --greengate-paper: #f5f7f6;
    --greengate-raised: #ffffff;
    --greengate-ink: #16201b;
    --greengate-quiet: #53605a;
    --greengate-line: #d5dcd8;
    --greengate-accent: #0a6b3d;
    --greengate-on-accent: #ffffff;
    color: var(--greengate-ink);
    font-family:
      system-ui,
      -apple-system,
      'Segoe UI',
      'PingFang SC',
      'Microsoft YaHei',
      'Noto Sans CJK SC',
      sans-serif;
  }
  /* By night only in a page that is dark by night too: on white paper light ink cannot be read. */
  @supports (color: light-dark(#000, #fff)) {
    :host {
      --greengate-paper: light-dark(#f5f7f6, #0f1512);
      --greengate-raised: light-dark(#ffffff, #19211d);
      --greengate-ink: light-dark(#16201b, #eaf0ec);
      --greengate-quiet: light-dark(#53605a, #a4b1aa);
      --greengate-line: light-dark(#d5dcd8, #34403a);
      --greengate-accent: light-dark(#0a6b3d, #6fd3a0);
      --greengate-on-accent: light-dark(#ffffff, #07150d);
    }
  }
  @supports not (color: light-dark(#000, #fff)) {
    @media (prefers-color-scheme: dark) {
      :host {
        --greengate-paper: #0f1512;
        --greengate-raised: #19211d;
        --greengate-ink: #eaf0ec;
        --greengate-quiet: #a4b1aa;
        --greengate-line: #34403a;
        --greengate-accent: #6fd3a0;
        --greengate-on-accent: #07150d;
      }
    }
  }
`

/** Buttons as every element here draws them: large enough for a thumb, with a visible focus. */
export const buttons = css`
  button,
  .button {
    font: inherit;
    font-weight: 600;
    min-height: 2.75rem;
    padding: 0.5rem 1.1rem;
    border: 1px solid var(--greengate-line);
    border-radius: 0.7rem;
    background: var(--greengate-raised);
    color: var(--greengate-ink);
    cursor: pointer;
  }
  button.primary {
    background: var(--greengate-accent);
    border-color: var(--greengate-accent);
    color: var(--greengate-on-accent);
  }
  button:hover,
  .button:hover {
    border-color: var(--greengate-quiet);
  }
  :focus-visible,
  .button:focus-within {
    outline: 3px solid var(--greengate-accent);
    outline-offset: 2px;
  }
`
