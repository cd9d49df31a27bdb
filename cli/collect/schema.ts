/** The tables of a collector's store, as the steps that make them: `user_version` says how many of them a file has gone. */

/** One step each; a step that was released is never changed. */
export const migrations: readonly string[] = [
  `
CREATE TABLE station (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  lastSeen TEXT NOT NULL
) STRICT;

-- Where the chain of each segment stands: the next batch must go on from here.
CREATE TABLE segment (
  id INTEGER PRIMARY KEY,
  station INTEGER NOT NULL REFERENCES station,
  name TEXT NOT NULL UNIQUE,
  lastSeq INTEGER NOT NULL,
  head BLOB NOT NULL,
  -- Through which record a checkpoint of the station's key has signed.
  signedSeq INTEGER NOT NULL DEFAULT 0,
  -- What its first record says of the segment before it; null: there was none, or it is not here yet.
  previous TEXT,
  previousSeq INTEGER,
  previousHead BLOB
) STRICT;
CREATE INDEX segmentByStation ON segment (station);

-- One for each record, in the order of the chain. What is null was taken away: its leaf stays.
CREATE TABLE record (
  segment INTEGER NOT NULL REFERENCES segment,
  seq INTEGER NOT NULL CHECK (seq > 0),
  format TEXT,
  at TEXT,
  outcome TEXT,
  appeal TEXT,
  -- When the sealed part must go.
  deleteAfter TEXT,
  clear TEXT,
  leaf BLOB NOT NULL CHECK (length(leaf) = 32),
  sealed BLOB,
  head BLOB NOT NULL CHECK (length(head) = 32),
  received TEXT NOT NULL,
  PRIMARY KEY (segment, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX recordByAppeal ON record (appeal) WHERE appeal IS NOT NULL;
CREATE INDEX recordByInstant ON record (at);
CREATE INDEX recordToUnseal ON record (deleteAfter) WHERE sealed IS NOT NULL;

-- What was signed for: whoever sends a batch again gets the same receipt.
CREATE TABLE batch (
  segment INTEGER NOT NULL REFERENCES segment,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  -- What the station signed, and what was signed for it.
  statement TEXT NOT NULL,
  receipt TEXT NOT NULL,
  PRIMARY KEY (segment, first, last)
) STRICT, WITHOUT ROWID;

-- Whatever a program asks: what was chained stays chained.
CREATE TRIGGER recordsStayChained BEFORE UPDATE OF segment, seq, leaf, head ON record
  BEGIN SELECT RAISE(ABORT, 'a record stays where it is in its chain'); END;
CREATE TRIGGER recordsStay BEFORE DELETE ON record
  BEGIN SELECT RAISE(ABORT, 'of a record at least its leaf stays'); END;
`,
  `
-- Whose heartbeats are waited for, as keys were last read.
CREATE TABLE enrolled (station TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- The newest heartbeat of each station.
CREATE TABLE heartbeat (
  station TEXT PRIMARY KEY,
  started TEXT NOT NULL,
  n INTEGER NOT NULL,
  -- By the collector's clock, in milliseconds.
  heard INTEGER NOT NULL,
  said TEXT NOT NULL,
  -- Snapshot, rules and members with their digests, as JSON.
  documents TEXT NOT NULL,
  -- Versions that it had lately, and since when, as JSON.
  held TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- How far each start of a station has counted: nothing is taken twice.
CREATE TABLE heartbeatStart (
  station TEXT NOT NULL,
  started TEXT NOT NULL,
  n INTEGER NOT NULL,
  heard INTEGER NOT NULL,
  PRIMARY KEY (station, started)
) STRICT, WITHOUT ROWID;

-- What came of a station in a minute of the collector's clock (minutes since 1970): bounded, whatever a station sends.
CREATE TABLE heartbeatMinute (
  station TEXT NOT NULL,
  minute INTEGER NOT NULL,
  heartbeats INTEGER NOT NULL,
  -- Of the last one in it: when it came (milliseconds), and what it said.
  heard INTEGER NOT NULL,
  everySeconds INTEGER NOT NULL,
  lane TEXT NOT NULL,
  software TEXT NOT NULL,
  bundle INTEGER,
  ruleSet TEXT,
  rules INTEGER,
  offsetMs INTEGER,
  unsent INTEGER NOT NULL,
  pass INTEGER NOT NULL,
  "check" INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  invalid INTEGER NOT NULL,
  unreadable INTEGER NOT NULL,
  passed INTEGER NOT NULL,
  PRIMARY KEY (station, minute)
) STRICT, WITHOUT ROWID;
CREATE INDEX heartbeatByMinute ON heartbeatMinute (minute);

-- Every digest that was said of a document, and by whom first; null: the published bundle.
CREATE TABLE digest (
  document TEXT NOT NULL,
  version INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  station TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (document, version, sha256)
) STRICT, WITHOUT ROWID;

-- A second digest of a known name and version. None goes by itself.
CREATE TABLE alarm (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  document TEXT NOT NULL,
  version INTEGER NOT NULL,
  known TEXT NOT NULL,
  knownStation TEXT,
  said TEXT NOT NULL,
  station TEXT NOT NULL,
  acknowledged INTEGER
) STRICT;
CREATE UNIQUE INDEX openAlarm ON alarm (document, version, station) WHERE acknowledged IS NULL;

-- What stations should have: it only rises.
CREATE TABLE norm (
  what TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  since INTEGER NOT NULL,
  "by" TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What is drawn over time: counts by minute (since 1970) of the beginning of their span.
CREATE TABLE chart (
  minute INTEGER NOT NULL,
  name TEXT NOT NULL,
  key TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (name, minute, key)
) STRICT, WITHOUT ROWID;
`,
  `
-- When a start of a station was last heard after another one had followed it (milliseconds): two machines speak as it.
CREATE TABLE twin (station TEXT PRIMARY KEY, seen INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`,
]
