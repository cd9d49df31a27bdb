/** What later versions added to the tables: a step each. */

/** Released as it is: changed by further steps alone. */
export const heldAbout = `
-- A held record says in \`stated\` whom its number is of, so that the kind counts as uncovered of them meanwhile.
UPDATE fact SET stated = json_set(stated, '$.about', (SELECT id FROM person
    WHERE idType = json_extract(stated, '$.idType') AND number = upper(json_extract(stated, '$.number'))))
  WHERE state = 'held' AND json_extract(stated, '$.hold') = 'other-name';
CREATE INDEX factHeldAbout ON fact (json_extract(stated, '$.about'), kind) WHERE state = 'held';
INSERT INTO touched SELECT json_extract(stated, '$.about') AS about, 'decision', max(takenAt) FROM fact
  WHERE state = 'held' AND about IS NOT NULL GROUP BY about ON CONFLICT DO NOTHING;
`

/** Released as it is: changed by further steps alone. */
export const claims = `
-- Of which account it is known that it acts for a person: the counter or the provider of the sign-in says so. Without a
-- row it only says so itself.
CREATE TABLE confirmed (
  account TEXT NOT NULL REFERENCES account,
  person TEXT NOT NULL REFERENCES person,
  at INTEGER NOT NULL,
  PRIMARY KEY (account, person)
) STRICT, WITHOUT ROWID;

-- Through which account it was declared, or an app code was made; NULL: at the desk, or before this was kept.
ALTER TABLE fact ADD COLUMN account TEXT REFERENCES account;
ALTER TABLE declared ADD COLUMN account TEXT REFERENCES account;
ALTER TABLE code ADD COLUMN account TEXT REFERENCES account;
`
