/** The tables of what is made of records: standings, codes, matters that two decide, and the audit trail. */

/** Released as it is: changed by further steps alone. */
export const decisionTables = `
-- Whom a change touched and who was not assessed since: written with the change, in one transaction.
CREATE TABLE touched (
  person TEXT PRIMARY KEY REFERENCES person,
  cause TEXT NOT NULL CHECK (cause IN ('applied', 'fact', 'coverage', 'version', 'time', 'decision')),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Somebody is waiting for these; whole populations come after them.
CREATE INDEX touchedFirst ON touched (at) WHERE cause IN ('applied', 'fact', 'decision');

-- What the rules made of everyone, newest only.
CREATE TABLE standing (
  person TEXT PRIMARY KEY REFERENCES person,
  outcome TEXT NOT NULL CHECK (outcome IN ('pass', 'check', 'stop')),
  -- 0 only for a check for want of facts (rule set's otherwise or fact-missing).
  rule INTEGER NOT NULL,
  ruleSet TEXT NOT NULL,
  version INTEGER NOT NULL,
  assessedAt INTEGER NOT NULL,
  -- NULL: time alone never changes it.
  holdsUntil INTEGER,
  -- holdsUntil, were sources to cover without end: coverage that goes on need not assess anybody again.
  ownUntil INTEGER,
  CHECK (outcome <> 'stop' OR rule > 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX standingByTime ON standing (holdsUntil);
CREATE INDEX standingNotGreen ON standing (outcome) WHERE outcome <> 'pass';

-- What all standings stand on, but for those of who is touched: the version in force and the coverage by sources.
CREATE TABLE ground (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  ruleSet TEXT NOT NULL,
  version INTEGER NOT NULL,
  -- JSON: by sources and by holders, kind to instant.
  coverage TEXT NOT NULL,
  -- JSON: kind to what its fields are.
  types TEXT NOT NULL
) STRICT;

-- What became of standings: one for each time that outcome or rule changed.
CREATE TABLE turn (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  person TEXT NOT NULL REFERENCES person,
  at INTEGER NOT NULL,
  cause TEXT NOT NULL,
  outcome TEXT NOT NULL,
  rule INTEGER NOT NULL,
  ruleSet TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX turnByPerson ON turn (person, seq);

-- One for each code: written before the code leaves the desk.
CREATE TABLE code (
  cti BLOB PRIMARY KEY,
  person TEXT NOT NULL REFERENCES person,
  class TEXT NOT NULL CHECK (class IN ('app', 'paper')),
  -- Thumbprint of the holder's key; NULL: none.
  holder TEXT,
  -- The public key itself as JSON, so that the desk can issue again without the person.
  holderKey TEXT,
  issuer TEXT NOT NULL,
  month TEXT NOT NULL,
  statusIndex INTEGER NOT NULL,
  issuedAt INTEGER NOT NULL,
  validUntil INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  rule INTEGER NOT NULL,
  version INTEGER NOT NULL,
  -- NULL once it is past its life: retention.
  text TEXT,
  opening TEXT,
  state TEXT NOT NULL CHECK (state IN ('good', 'replaced', 'revoked', 'over')),
  UNIQUE (issuer, month, statusIndex)
) STRICT, WITHOUT ROWID;
CREATE INDEX codeByPerson ON code (person, issuedAt);
CREATE INDEX codeByLife ON code (validUntil) WHERE text IS NOT NULL;

-- Indices to be revoked in the status store: written with the change that wants it, done after it.
CREATE TABLE revocation (
  cti BLOB PRIMARY KEY REFERENCES code,
  why TEXT NOT NULL,
  at INTEGER NOT NULL,
  doneAt INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX revocationToDo ON revocation (at) WHERE doneAt IS NULL;

-- What officers decide, two of them each time.
CREATE TABLE matter (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('correction', 'appeal', 'held-fact')),
  person TEXT REFERENCES person,
  openedBy TEXT NOT NULL,
  openedAt INTEGER NOT NULL,
  dueAt INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'proposed', 'granted', 'refused', 'withdrawn')),
  -- JSON: what is asked for, by kind.
  subject TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX matterByState ON matter (state, dueAt);
CREATE INDEX matterByPerson ON matter (person);

CREATE TABLE matterAct (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  matter TEXT NOT NULL REFERENCES matter,
  what TEXT NOT NULL CHECK (what IN ('noted', 'proposed', 'agreed', 'disagreed', 'withdrawn')),
  officer TEXT REFERENCES officer,
  at INTEGER NOT NULL,
  -- JSON: of a proposal, what is to be done; of others, why.
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX matterActByMatter ON matterAct (matter, seq);

-- Who did what, in a chain of digests: what a person reads of it has no claim in it.
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  -- account:ID, officer:ID, source:ID, desk.
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  about TEXT NOT NULL,
  detail TEXT NOT NULL,
  head BLOB NOT NULL
) STRICT;

-- Whatever a program asks: what was written down stays, and nobody agrees to what they proposed themselves.
CREATE TRIGGER auditStays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'what was done stays written'); END;
CREATE TRIGGER auditIsAsItWas BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'what was done stays written'); END;
CREATE TRIGGER actsStay BEFORE DELETE ON matterAct BEGIN SELECT RAISE(ABORT, 'what was done stays written'); END;
CREATE TRIGGER actsAreAsTheyWere BEFORE UPDATE ON matterAct BEGIN SELECT RAISE(ABORT, 'what was done stays written'); END;
CREATE TRIGGER turnsStay BEFORE DELETE ON turn BEGIN SELECT RAISE(ABORT, 'what was done stays written'); END;
CREATE TRIGGER turnsAreAsTheyWere BEFORE UPDATE ON turn BEGIN SELECT RAISE(ABORT, 'what was done stays written'); END;
CREATE TRIGGER twoDecide BEFORE INSERT ON matterAct WHEN NEW.what = 'agreed' AND NOT EXISTS (
    SELECT 1 FROM matterAct AS proposal WHERE proposal.seq =
      (SELECT max(seq) FROM matterAct WHERE matter = NEW.matter AND what IN ('proposed', 'disagreed'))
      AND proposal.what = 'proposed' AND proposal.officer <> NEW.officer)
  BEGIN SELECT RAISE(ABORT, 'another officer must have proposed it'); END;
CREATE TRIGGER grantedByTwo BEFORE UPDATE OF state ON matter WHEN NEW.state IN ('granted', 'refused') AND NOT EXISTS (
    SELECT 1 FROM matterAct WHERE matter = NEW.id AND what = 'agreed' AND seq =
      (SELECT max(seq) FROM matterAct WHERE matter = NEW.id AND what <> 'noted'))
  BEGIN SELECT RAISE(ABORT, 'two officers decide'); END;
CREATE TRIGGER decidedStays BEFORE UPDATE ON matter WHEN OLD.state IN ('granted', 'refused', 'withdrawn')
  BEGIN SELECT RAISE(ABORT, 'what was decided stays'); END;
CREATE TRIGGER openedUndecided BEFORE INSERT ON matter WHEN NEW.state <> 'open'
  BEGIN SELECT RAISE(ABORT, 'a matter is opened undecided'); END;
`
