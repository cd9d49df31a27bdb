/** The tables of the store, as the steps that make them: `user_version` says how many of them a file has gone. */

/** One step each; a step that was released is never changed. */
export const migrations: readonly string[] = [
  `
-- One list for each issuer and UTC month.
CREATE TABLE list (
  id INTEGER PRIMARY KEY,
  issuer TEXT NOT NULL,
  month TEXT NOT NULL,
  entries INTEGER NOT NULL CHECK (entries > 0),
  -- imported: somebody else gives indices out, and we only hand on what is set.
  origin TEXT NOT NULL CHECK (origin IN ('own', 'imported')),
  isClosed INTEGER NOT NULL DEFAULT 0 CHECK (isClosed IN (0, 1)),
  UNIQUE (issuer, month)
) STRICT;

-- One for each time that somebody did something: who, why, when.
CREATE TABLE act (
  id INTEGER PRIMARY KEY,
  what TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL CHECK (who <> ''),
  why TEXT NOT NULL
) STRICT;

-- One for each index that was given out.
CREATE TABLE code (
  list INTEGER NOT NULL REFERENCES list,
  place INTEGER NOT NULL CHECK (place >= 0),
  state TEXT NOT NULL CHECK (state IN ('good', 'suspended', 'revoked')),
  act INTEGER NOT NULL REFERENCES act,
  label TEXT,
  cti BLOB,
  PRIMARY KEY (list, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX codeByLabel ON code (label) WHERE label IS NOT NULL;
CREATE UNIQUE INDEX codeByCti ON code (cti) WHERE cti IS NOT NULL;
CREATE INDEX codeThatIsSet ON code (list, place) WHERE state <> 'good';

-- One for each index whose state an act changed.
CREATE TABLE change (
  act INTEGER NOT NULL REFERENCES act,
  list INTEGER NOT NULL,
  place INTEGER NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  -- The index of the code that took its place.
  successorList INTEGER,
  successor INTEGER,
  PRIMARY KEY (act, list, place),
  FOREIGN KEY (list, place) REFERENCES code,
  FOREIGN KEY (successorList, successor) REFERENCES code
) STRICT, WITHOUT ROWID;
CREATE INDEX changeByPlace ON change (list, place);

-- What was handed to the authority, each time.
CREATE TABLE handed (
  list INTEGER NOT NULL REFERENCES list,
  version INTEGER NOT NULL,
  act INTEGER NOT NULL REFERENCES act,
  isSet INTEGER NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX handedByList ON handed (list, act);

-- Whatever a program asks: what is revoked stays so, what was written down stays, and no index is given out twice.
CREATE TRIGGER revokedForEver BEFORE UPDATE OF state ON code
  WHEN OLD.state = 'revoked' AND NEW.state <> 'revoked'
  BEGIN SELECT RAISE(ABORT, 'a revoked index stays revoked'); END;
CREATE TRIGGER codesStay BEFORE DELETE ON code
  BEGIN SELECT RAISE(ABORT, 'an index that was given out stays'); END;
CREATE TRIGGER actsStay BEFORE DELETE ON act
  BEGIN SELECT RAISE(ABORT, 'what was done stays written'); END;
CREATE TRIGGER actsAreAsTheyWere BEFORE UPDATE ON act
  BEGIN SELECT RAISE(ABORT, 'what was done stays written'); END;
CREATE TRIGGER changesStay BEFORE DELETE ON change
  BEGIN SELECT RAISE(ABORT, 'what was done stays written'); END;
CREATE TRIGGER changesAreAsTheyWere BEFORE UPDATE ON change
  BEGIN SELECT RAISE(ABORT, 'what was done stays written'); END;
`,
]
