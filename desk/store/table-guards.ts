/** What the store itself refuses, whatever a program asks: the two-person rule, and what was written down stays. */

/** Released as it is: changed by further steps alone. */
export const tableGuards = `
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
`
