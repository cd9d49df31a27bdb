/** How the scanner looks. */
import { css } from 'lit'

/** The picture with its finder, or the cover that explains. */
export const scannerStyles = css`
  :host {
    display: block;
  }
  .frame {
    position: relative;
    overflow: hidden;
    border-radius: 1rem;
    border: 1px solid var(--greengate-line);
  }
  .frame[data-state='on'],
  .frame[data-state='starting'] {
    aspect-ratio: 4 / 3;
    background: #101714;
    border-color: transparent;
  }
  video {
    width: 100%;
    height: 100%;
    object-fit: cover;
    display: block;
  }
  video[hidden] {
    display: none;
  }
  .finder {
    position: absolute;
    inset: 0;
    margin: auto;
    width: 56%;
    aspect-ratio: 1;
    max-height: 74%;
    border-radius: 1.1rem;
    border: 3px solid #ffffffe6;
    box-shadow: 0 0 0 100vmax #0c120f59;
    transform: translateY(-7%);
  }
  .cover {
    box-sizing: border-box;
    min-height: 15rem;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 1rem;
    padding: 1.5rem 1.25rem;
    text-align: center;
    background: var(--greengate-raised);
  }
  .cover p,
  .cover h2 {
    margin: 0;
    max-width: 32em;
    line-height: 1.5;
  }
  .cover h2 {
    font-size: 1.1rem;
    margin-bottom: 0.35rem;
  }
  .cover p {
    color: var(--greengate-quiet);
    font-size: 0.95rem;
  }
  .bar {
    position: absolute;
    inset: auto 0 0;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    padding: 0.5rem 0.6rem 0.5rem 1rem;
    color: #ffffff;
    background: #0c120fcc;
  }
  .bar p {
    flex: 1 1 9rem;
    margin: 0;
    font-size: 0.95rem;
  }
  .bar input {
    flex: 1 1 5rem;
    min-width: 5rem;
    max-width: 12rem;
    min-height: 2.5rem;
    accent-color: #ffffff;
  }
  .bar select {
    flex: 0 1 10rem;
    min-width: 4rem;
    font: inherit;
    border: 1px solid;
    border-radius: 0.7rem;
    text-overflow: ellipsis;
  }
  .bar button[aria-pressed='true'] {
    color: #0c120f;
    background: #ffffff;
  }
  .bar button,
  .bar select {
    font-size: 0.95rem;
    min-height: 2.5rem;
    padding: 0.3rem 0.8rem;
    color: #ffffff;
    background: #0c120f;
    border-color: #ffffff80;
  }
  .bar :focus-visible {
    outline-color: #ffffff;
  }
`
