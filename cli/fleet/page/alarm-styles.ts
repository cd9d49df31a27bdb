/** How an alarm looks: red, before everything else. */
import { css } from 'lit'

/** For the page. */
export const alarmStyles = css`
  .alarms {
    padding: 1rem 1.25rem;
    border-radius: 0.8rem;
    background: var(--greengate-stop);
    color: var(--greengate-on-stop);
    --greengate-mark: var(--greengate-stop);
  }
  @media (min-width: 80rem) {
    .alarms {
      display: grid;
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
      gap: 0 2rem;
    }
  }
  .alarms h2 {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    font-size: 1.35rem;
    overflow-wrap: anywhere;
  }
  .alarms h2 svg {
    flex: none;
    width: 1.6rem;
    height: 1.6rem;
  }
  .alarms h3 {
    margin: 0.7rem 0 0.2rem;
    font-size: 1.05rem;
  }
  .alarms p {
    margin: 0.3rem 0;
    max-width: 90ch;
  }
  .alarms dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr));
    gap: 0.6rem;
    margin: 0.5rem 0;
  }
  .digest {
    padding: 0.6rem 0.8rem;
    border: 2px solid currentColor;
    border-radius: 0.5rem;
  }
  .digest dd {
    margin: 0.2rem 0 0;
  }
  .digest code {
    font-size: 1.05rem;
    font-weight: 600;
  }
  .digest dt b {
    margin-inline-start: 0.5rem;
    padding: 0 0.5rem;
    border-radius: 0.25rem;
    background: var(--greengate-on-stop);
    color: var(--greengate-stop);
  }
  .alarm + .alarm {
    margin-top: 1rem;
  }
  .alarms ol {
    margin: 0;
    padding-inline-start: 1.3rem;
  }
`
