/** The tables of people, of who acts for them, and of what is recorded about them. */

/** Released as it is: changed by further steps alone. */
export const recordTables = `
-- Somebody whom the rules are asked about: applied, came to a counter, or a department has a record of.
CREATE TABLE person (
  id TEXT PRIMARY KEY,
  idType TEXT NOT NULL,
  -- Canonical, as parseIdNumber gives it.
  number TEXT NOT NULL,
  name TEXT,
  birthDate TEXT,
  -- verified: a counter read the card, or the provider of the sign-in vouches for the number.
  identity TEXT NOT NULL CHECK (identity IN ('recorded', 'declared', 'verified')),
  createdAt INTEGER NOT NULL,
  UNIQUE (idType, number)
) STRICT, WITHOUT ROWID;

-- Somebody who signs in for themselves and for their family.
CREATE TABLE account (
  id TEXT PRIMARY KEY,
  provider TEXT NOT NULL,
  subject TEXT NOT NULL,
  createdAt INTEGER NOT NULL,
  UNIQUE (provider, subject)
) STRICT, WITHOUT ROWID;

-- Who may act for whom.
CREATE TABLE guardian (
  account TEXT NOT NULL REFERENCES account,
  person TEXT NOT NULL REFERENCES person,
  relation TEXT NOT NULL CHECK (relation IN ('self', 'child', 'parent', 'ward')),
  since INTEGER NOT NULL,
  until INTEGER,
  PRIMARY KEY (account, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX guardianByPerson ON guardian (person);

-- Somebody of the office.
CREATE TABLE officer (
  id TEXT PRIMARY KEY,
  provider TEXT NOT NULL,
  subject TEXT NOT NULL,
  name TEXT NOT NULL,
  -- JSON: of counter, worklist, orders, sources, audit.
  roles TEXT NOT NULL,
  isActive INTEGER NOT NULL DEFAULT 1 CHECK (isActive IN (0, 1)),
  UNIQUE (provider, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  -- SHA-256 of the token: who reads the file signs in as nobody.
  hash BLOB PRIMARY KEY,
  account TEXT REFERENCES account,
  officer TEXT REFERENCES officer,
  createdAt INTEGER NOT NULL,
  seenAt INTEGER NOT NULL,
  endsAt INTEGER NOT NULL,
  CHECK ((account IS NULL) <> (officer IS NULL))
) STRICT, WITHOUT ROWID;

-- A department, a laboratory, the holders themselves (id holder), an authority of orders (order:ID).
CREATE TABLE source (
  id TEXT PRIMARY KEY,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  -- SHA-256 of the secret that it pushes with; NULL: it has none.
  keyHash BLOB,
  -- The one before it, which still works for a while after a change.
  formerKeyHash BLOB,
  formerUntil INTEGER,
  -- JSON list of the public keys that it signs batches and records with.
  signingKeys TEXT NOT NULL DEFAULT '[]',
  -- JSON lists, as in a trust list: kinds that it may state, kinds that it may cover, regions.
  states TEXT NOT NULL,
  covers TEXT NOT NULL,
  regions TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER
) STRICT, WITHOUT ROWID;

-- A delivery of records: how it came, and the signature under it where its source signs.
CREATE TABLE batch (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL REFERENCES source,
  at INTEGER NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('push', 'folder', 'desk')),
  -- SHA-256 of what was signed, the signature (JWS), and the thumbprint of its key; NULL: attributed by its secret.
  sha256 BLOB,
  signature TEXT,
  signer TEXT
) STRICT;

-- Every record that was taken, for ever; what is deleted by retention keeps its row without fields.
CREATE TABLE fact (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL REFERENCES source,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  -- NULL: it waits for an officer, who says whose it is.
  person TEXT REFERENCES person,
  recordedAt INTEGER NOT NULL,
  takenAt INTEGER NOT NULL,
  fields TEXT NOT NULL,
  -- The id of a fact of the same source.
  retracts TEXT,
  -- held: counts for nobody until an officer decides (another name, or nobody's number). moved: counts for the person
  -- whom two officers gave it to.
  state TEXT NOT NULL CHECK (state IN ('good', 'retracted', 'moved', 'held', 'refused')),
  -- SHA-256 of the record as it came, so that the same record is known again, and another of its id.
  digest BLOB,
  -- JSON: whom a held record names, and why it is held.
  stated TEXT,
  batch INTEGER REFERENCES batch,
  -- The record's own signature (JWS), where its source signs each.
  signature TEXT,
  UNIQUE (source, id)
) STRICT;
CREATE INDEX factByRetracted ON fact (source, retracts) WHERE retracts IS NOT NULL;
CREATE INDEX factByPerson ON fact (person, kind);
CREATE INDEX factByKind ON fact (kind, person);
CREATE INDEX factHeld ON fact (state) WHERE state = 'held';

-- What an office should see of records: the late ones, and what was refused. A conflict keeps its record as proof.
CREATE TABLE remark (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL REFERENCES source,
  id TEXT,
  at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('late', 'conflict', 'refused')),
  reason TEXT NOT NULL,
  record TEXT
) STRICT;
CREATE INDEX remarkBySource ON remark (source, state, seq);

-- How many records of a source came to what.
CREATE TABLE tally (
  source TEXT NOT NULL REFERENCES source,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  count INTEGER NOT NULL,
  lastAt INTEGER NOT NULL,
  PRIMARY KEY (source, state, reason)
) STRICT, WITHOUT ROWID;

-- Until when a source has stated everything that it knows of a kind, of everyone.
CREATE TABLE coverage (
  source TEXT NOT NULL REFERENCES source,
  kind TEXT NOT NULL,
  until INTEGER NOT NULL,
  takenAt INTEGER NOT NULL,
  PRIMARY KEY (source, kind)
) STRICT, WITHOUT ROWID;

-- Until when a person has declared everything of a kind that only they know.
CREATE TABLE declared (
  person TEXT NOT NULL REFERENCES person,
  kind TEXT NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (person, kind)
) STRICT, WITHOUT ROWID;
`
