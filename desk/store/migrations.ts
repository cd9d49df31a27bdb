/** The tables of the desk's store, as the steps that make them. Instants are Unix seconds; JSON is text. */

/** One step each; a step that was released is never changed. */
export const migrations: readonly string[] = [
  `
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
`,
  `
-- What a matter says in words and fields, apart from its acts, which stay: retention takes it.
CREATE TABLE matterText (
  matter TEXT NOT NULL REFERENCES matter,
  -- Of a proposal the number of its act; 0: of the person who asks.
  act INTEGER NOT NULL,
  -- JSON with a salt; its SHA-256 stands in the act.
  body TEXT NOT NULL,
  PRIMARY KEY (matter, act)
) STRICT, WITHOUT ROWID;

-- What authorities ordered, as they signed it.
CREATE TABLE orderDocument (
  authority TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('order', 'revocation')),
  -- As the authority counts them; of a revocation the id of the order.
  id TEXT NOT NULL,
  person TEXT NOT NULL REFERENCES person,
  -- SHA-256 of what was signed: another one under the same id is refused.
  digest BLOB NOT NULL,
  takenAt INTEGER NOT NULL,
  -- With its signatures; NULL once it is past its life: retention.
  document TEXT,
  PRIMARY KEY (authority, what, id)
) STRICT, WITHOUT ROWID;

-- INSERT OR REPLACE deletes without asking the triggers of deleting.
CREATE TRIGGER auditIsNotReplaced BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq)
  BEGIN SELECT RAISE(ABORT, 'what was done stays written'); END;
CREATE TRIGGER actsAreNotReplaced BEFORE INSERT ON matterAct WHEN EXISTS (SELECT 1 FROM matterAct WHERE seq = NEW.seq)
  BEGIN SELECT RAISE(ABORT, 'what was done stays written'); END;
CREATE TRIGGER turnsAreNotReplaced BEFORE INSERT ON turn WHEN EXISTS (SELECT 1 FROM turn WHERE seq = NEW.seq)
  BEGIN SELECT RAISE(ABORT, 'what was done stays written'); END;
CREATE TRIGGER mattersAreNotReplaced BEFORE INSERT ON matter WHEN EXISTS (SELECT 1 FROM matter WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'a matter is opened once'); END;
CREATE TRIGGER mattersStay BEFORE DELETE ON matter BEGIN SELECT RAISE(ABORT, 'what was done stays written'); END;
CREATE TRIGGER mattersAreAsOpened BEFORE UPDATE OF id, kind, person, openedBy, openedAt, subject ON matter
  BEGIN SELECT RAISE(ABORT, 'a matter stays what it was opened as'); END;
CREATE TRIGGER textsAreAsTheyWere BEFORE UPDATE ON matterText BEGIN SELECT RAISE(ABORT, 'what was written stays'); END;
CREATE TRIGGER textsAreNotReplaced BEFORE INSERT ON matterText WHEN EXISTS
    (SELECT 1 FROM matterText WHERE matter = NEW.matter AND act = NEW.act)
  BEGIN SELECT RAISE(ABORT, 'what was written stays'); END;
CREATE TRIGGER textsStayWhileItIsOpen BEFORE DELETE ON matterText WHEN EXISTS
    (SELECT 1 FROM matter WHERE id = OLD.matter AND state IN ('open', 'proposed'))
  BEGIN SELECT RAISE(ABORT, 'what was written stays until it is decided'); END;

-- Whom an officer is: for ever, or one of them could come back as another and agree with themselves.
CREATE TRIGGER officersStay BEFORE DELETE ON officer BEGIN SELECT RAISE(ABORT, 'an officer is put out of office'); END;
CREATE TRIGGER officersAreThemselves BEFORE UPDATE OF id, provider, subject ON officer
  WHEN OLD.id <> NEW.id OR OLD.provider <> NEW.provider OR OLD.subject <> NEW.subject
  BEGIN SELECT RAISE(ABORT, 'an officer stays who they are'); END;
CREATE TRIGGER officersAreNotReplaced BEFORE INSERT ON officer WHEN EXISTS
    (SELECT 1 FROM officer WHERE id = NEW.id AND (provider <> NEW.provider OR subject <> NEW.subject))
    OR EXISTS (SELECT 1 FROM officer WHERE id <> NEW.id AND provider = NEW.provider AND subject = NEW.subject)
  BEGIN SELECT RAISE(ABORT, 'an officer stays who they are'); END;

-- Who decides is in office when they do it, and so is whoever proposed it.
CREATE TRIGGER officersInOfficeAct BEFORE INSERT ON matterAct WHEN NEW.what IN ('proposed', 'agreed', 'disagreed')
    AND NOT EXISTS (SELECT 1 FROM officer, json_each(officer.roles) AS role
      WHERE officer.id = NEW.officer AND officer.isActive = 1 AND role.value = 'worklist')
  BEGIN SELECT RAISE(ABORT, 'an officer of the worklist decides'); END;
CREATE TRIGGER proposerIsInOffice BEFORE INSERT ON matterAct WHEN NEW.what = 'agreed' AND NOT EXISTS (
    SELECT 1 FROM matterAct AS proposal, officer, json_each(officer.roles) AS role
      WHERE proposal.seq = (SELECT max(seq) FROM matterAct WHERE matter = NEW.matter AND what = 'proposed')
      AND officer.id = proposal.officer AND officer.isActive = 1 AND role.value = 'worklist')
  BEGIN SELECT RAISE(ABORT, 'who proposed it must still be in office'); END;
CREATE TRIGGER actsHaveTheirTime BEFORE INSERT ON matterAct WHEN NOT EXISTS (
    SELECT 1 FROM matter WHERE id = NEW.matter AND (NEW.what = 'noted' OR (NEW.what = 'proposed' AND state = 'open')
      OR (NEW.what IN ('agreed', 'disagreed') AND state = 'proposed')
      OR (NEW.what = 'withdrawn' AND state IN ('open', 'proposed'))))
  BEGIN SELECT RAISE(ABORT, 'it is not the time for that'); END;

-- Nobody decides about themselves or their family, also not about those whom a fact is moved to.
CREATE TRIGGER nobodyDecidesTheirOwn BEFORE INSERT ON matterAct WHEN NEW.what IN ('proposed', 'agreed') AND EXISTS (
    SELECT 1 FROM officer JOIN account USING (provider, subject) JOIN guardian ON guardian.account = account.id
      WHERE officer.id IN (NEW.officer, (SELECT officer FROM matterAct WHERE NEW.what = 'agreed' AND seq =
        (SELECT max(seq) FROM matterAct WHERE matter = NEW.matter AND what = 'proposed')))
      AND guardian.person IN (
        (SELECT person FROM matter WHERE id = NEW.matter),
        json_extract(CASE NEW.what WHEN 'proposed' THEN NEW.detail ELSE (SELECT detail FROM matterAct WHERE seq =
          (SELECT max(seq) FROM matterAct WHERE matter = NEW.matter AND what = 'proposed')) END, '$.person')))
  BEGIN SELECT RAISE(ABORT, 'nobody decides their own matter'); END;

-- A colour by hand is an order, and an order has its document; nothing but another document ends it.
CREATE TRIGGER ordersAreOrdered BEFORE INSERT ON fact WHEN (NEW.kind = 'order' OR NEW.source LIKE 'order:%')
    AND NOT EXISTS (SELECT 1 FROM orderDocument WHERE what = 'order' AND id = NEW.id AND person = NEW.person
      AND NEW.kind = 'order' AND NEW.source = 'order:' || authority)
  BEGIN SELECT RAISE(ABORT, 'an order needs its document'); END;
CREATE TRIGGER ordersAreRevoked BEFORE UPDATE ON fact WHEN (OLD.kind = 'order' OR NEW.kind = 'order'
      OR NEW.source LIKE 'order:%') AND NEW.fields <> '{}' AND NOT (NEW.state = 'retracted'
      AND NEW.person IS OLD.person AND NEW.fields = OLD.fields AND NEW.kind = OLD.kind AND NEW.source = OLD.source
      AND NEW.id = OLD.id AND EXISTS (SELECT 1 FROM orderDocument
        WHERE what = 'revocation' AND id = OLD.id AND OLD.source = 'order:' || authority))
  BEGIN SELECT RAISE(ABORT, 'an order is ended by its authority'); END;

-- A record is what came. Whose it is changes by a decision of two, and so does whether it counts, but for what its
-- source takes back; retention empties it and says no more whose it was.
CREATE TRIGGER factsStay BEFORE DELETE ON fact BEGIN SELECT RAISE(ABORT, 'what came stays written'); END;
CREATE TRIGGER factsAreNotReplaced BEFORE INSERT ON fact WHEN EXISTS (SELECT 1 FROM fact WHERE seq = NEW.seq
      OR (source = NEW.source AND id = NEW.id AND (fields <> NEW.fields OR kind <> NEW.kind)))
  BEGIN SELECT RAISE(ABORT, 'what came stays written'); END;
CREATE TRIGGER factsAreAsTheyCame BEFORE UPDATE ON fact WHEN NEW.seq <> OLD.seq OR NEW.source <> OLD.source
    OR NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.recordedAt <> OLD.recordedAt OR NEW.retracts IS NOT OLD.retracts
    OR (NEW.fields <> OLD.fields AND (NEW.fields <> '{}' OR NEW.person IS NOT NULL))
  BEGIN SELECT RAISE(ABORT, 'what came stays as it was'); END;
CREATE TRIGGER factsAreDecidedByTwo BEFORE UPDATE OF person, state ON fact
    WHEN OLD.kind <> 'order' AND (NEW.person IS NOT OLD.person OR NEW.state <> OLD.state) AND NOT (NEW.fields = '{}' AND NEW.person IS NULL)
    AND NOT (NEW.state = 'retracted' AND NEW.person IS OLD.person
      AND EXISTS (SELECT 1 FROM fact WHERE source = OLD.source AND retracts = OLD.id
        AND state IN ('good', 'moved', 'retracted')))
    AND NOT EXISTS (SELECT 1 FROM matter JOIN matterAct AS proposal ON proposal.seq =
        (SELECT max(seq) FROM matterAct WHERE matter = matter.id AND what = 'proposed')
      WHERE matter.state IN ('granted', 'refused') AND json_extract(proposal.detail, '$.fact.source') = OLD.source
      AND json_extract(proposal.detail, '$.fact.id') = OLD.id AND CASE json_extract(proposal.detail, '$.do')
        WHEN 'retract' THEN NEW.state = 'retracted' AND NEW.person IS OLD.person
        WHEN 'move' THEN NEW.state = 'moved' AND NEW.person = json_extract(proposal.detail, '$.person')
        WHEN 'assign' THEN OLD.state = 'held' AND NEW.state = 'moved'
          AND NEW.person = json_extract(proposal.detail, '$.person')
        WHEN 'drop' THEN OLD.state = 'held' AND NEW.state = 'refused'
        ELSE 0 END)
  BEGIN SELECT RAISE(ABORT, 'two officers decide'); END;
CREATE TRIGGER officeFactsAreDecidedByTwo BEFORE INSERT ON fact WHEN NEW.source = 'office' AND NOT EXISTS (
    SELECT 1 FROM matter JOIN matterAct AS proposal ON proposal.seq =
        (SELECT max(seq) FROM matterAct WHERE matter = matter.id AND what = 'proposed')
      WHERE matter.id = NEW.id AND matter.state = 'granted' AND matter.person = NEW.person
      AND json_extract(proposal.detail, '$.do') = 'add')
  BEGIN SELECT RAISE(ABORT, 'two officers decide'); END;
`,
]
