/** How the fields of forms stand in panels. */
import { css } from 'lit'

/** A label above each field. */
export const formStyles = css`
  label {
    display: block;
    margin: 0.65rem 0;
  }
  label > span:first-child {
    display: block;
    margin-bottom: 0.2rem;
    font-weight: 600;
    font-size: 0.9rem;
  }
  label > input {
    width: 100%;
  }
  input::placeholder {
    color: var(--greengate-quiet);
    opacity: 1;
  }
  input[aria-invalid='true'] {
    border-color: var(--greengate-bad);
    border-width: 2px;
  }
  fieldset {
    margin: 0.65rem 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  legend {
    padding: 0;
    font-weight: 600;
    font-size: 0.9rem;
  }
`
