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
]
