/** The table of codes that are due: taken back, and not yet made again. */

/** Released as it is: changed by further steps alone. */
export const dueTables = `
-- Holders whose code was revoked and who have no new one: written with the revocation, gone with the new code.
CREATE TABLE reissue (
  person TEXT NOT NULL REFERENCES person,
  -- Thumbprint of the holder's key; empty: the code had none.
  holder TEXT NOT NULL,
  cause TEXT NOT NULL,
  since INTEGER NOT NULL,
  -- Which failure in a row its last one was, by what (a code, no message), and when it is tried again.
  tries INTEGER NOT NULL,
  why TEXT NOT NULL,
  dueAt INTEGER NOT NULL,
  PRIMARY KEY (person, holder)
) STRICT, WITHOUT ROWID;
CREATE INDEX reissueByTime ON reissue (dueAt);
`
