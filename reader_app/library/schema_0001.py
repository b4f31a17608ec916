"""Schema version 1. Frozen: a change to the schema is a further step, never an edit here.

All moments are microseconds since 1970-01-01 UTC. An issue's key orders it by date (see order.py), so every list of
issues is paged by its key. What derives from the original bytes (documents, items, sponsor runs, the search index) can
be made anew; what the person said of it (marks, item_marks) stands apart and is only copied into the tables that lists
are read from. Numbers for the sidebar are kept by triggers.
"""

from __future__ import annotations

import sqlite3
from typing import Final

_TABLES: Final = """
CREATE TABLE publications (
  key INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  folded TEXT NOT NULL,                 -- for finding it whatever the case
  issues INTEGER NOT NULL DEFAULT 0,    -- by trigger
  unread INTEGER NOT NULL DEFAULT 0     -- by trigger
) STRICT;
CREATE INDEX publications_by_folded ON publications(folded);

CREATE TABLE issues (
  key INTEGER PRIMARY KEY,              -- seconds of its date, then a running number
  id TEXT NOT NULL UNIQUE,              -- UUID with hyphens, lower case
  publication INTEGER NOT NULL REFERENCES publications(key),
  number TEXT NOT NULL,
  title TEXT NOT NULL,
  preheader TEXT NOT NULL,
  date INTEGER,                         -- its own date, if it has one
  received INTEGER NOT NULL,            -- when it came into the library
  sections INTEGER NOT NULL,
  items INTEGER NOT NULL,
  sponsors INTEGER NOT NULL,
  minutes INTEGER NOT NULL,
  fingerprint BLOB NOT NULL,            -- sketch of its words, see fingerprint.py
  importer INTEGER NOT NULL,            -- version of the rules that derived all this
  read INTEGER NOT NULL DEFAULT 0,      -- copied from marks by trigger
  starred INTEGER NOT NULL DEFAULT 0    -- copied from marks by trigger
) STRICT;
CREATE INDEX issues_by_publication ON issues(publication, key);
CREATE INDEX issues_by_number ON issues(publication, number);
CREATE INDEX issues_unread ON issues(key) WHERE read = 0;
CREATE INDEX issues_unread_by_publication ON issues(publication, key) WHERE read = 0;
CREATE INDEX issues_starred ON issues(key) WHERE starred = 1;
CREATE INDEX issues_starred_by_publication ON issues(publication, key) WHERE starred = 1;
CREATE INDEX issues_starred_unread ON issues(key) WHERE starred = 1 AND read = 0;
CREATE INDEX issues_starred_unread_by_publication ON issues(publication, key) WHERE starred = 1 AND read = 0;

CREATE TABLE documents (
  issue INTEGER PRIMARY KEY REFERENCES issues(key) ON DELETE CASCADE ON UPDATE CASCADE,
  data BLOB NOT NULL,                   -- the issue as JSON (masthead-issue/1) without its id, zlib
  warnings TEXT NOT NULL,               -- JSON list of sentences
  removed TEXT NOT NULL                 -- JSON list of texts left out on purpose
) STRICT;

CREATE TABLE originals (
  key INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  data BLOB NOT NULL                    -- zlib
) STRICT;

CREATE TABLE origins (
  key INTEGER PRIMARY KEY,
  issue INTEGER NOT NULL REFERENCES issues(key) ON DELETE CASCADE ON UPDATE CASCADE,
  original INTEGER NOT NULL REFERENCES originals(key),
  kind TEXT NOT NULL,
  platform TEXT NOT NULL,
  name TEXT NOT NULL,
  importer INTEGER NOT NULL,
  added INTEGER NOT NULL,
  UNIQUE (issue, original)
) STRICT;
CREATE INDEX origins_by_original ON origins(original);

CREATE TABLE topics (
  key INTEGER PRIMARY KEY,
  folded TEXT NOT NULL UNIQUE           -- a section heading whatever its case; empty for the lead
) STRICT;

CREATE TABLE items (
  issue INTEGER NOT NULL REFERENCES issues(key) ON DELETE CASCADE ON UPDATE CASCADE,
  position INTEGER NOT NULL,            -- from 0 within the issue
  publication INTEGER NOT NULL,         -- as in issues
  topic INTEGER NOT NULL REFERENCES topics(key),
  section TEXT NOT NULL,                -- the heading as it is written
  title TEXT NOT NULL,
  url TEXT NOT NULL,
  source TEXT NOT NULL,
  link INTEGER NOT NULL,                -- digest of the canonical address, of the title if there is none
  occurrence INTEGER NOT NULL,          -- how many items of this issue before it have the same link
  read INTEGER NOT NULL DEFAULT 0,      -- copied from item_marks by trigger
  starred INTEGER NOT NULL DEFAULT 0,   -- copied from item_marks by trigger
  PRIMARY KEY (issue, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX items_by_topic ON items(topic, issue DESC, position);
CREATE INDEX items_by_publication_and_topic ON items(publication, topic, issue DESC, position);
CREATE INDEX items_by_link ON items(link, issue);
CREATE INDEX items_starred ON items(issue DESC, position) WHERE starred = 1;

CREATE TABLE sponsors (
  key INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  runs INTEGER NOT NULL DEFAULT 0       -- by trigger
) STRICT;

CREATE TABLE sponsor_runs (
  issue INTEGER NOT NULL REFERENCES issues(key) ON DELETE CASCADE ON UPDATE CASCADE,
  position INTEGER NOT NULL,
  sponsor INTEGER NOT NULL REFERENCES sponsors(key),
  url TEXT NOT NULL,
  label TEXT NOT NULL,
  slot TEXT NOT NULL,
  PRIMARY KEY (issue, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX sponsor_runs_by_sponsor ON sponsor_runs(sponsor, issue);

CREATE TABLE marks (
  issue INTEGER PRIMARY KEY REFERENCES issues(key) ON DELETE CASCADE ON UPDATE CASCADE,
  read INTEGER NOT NULL DEFAULT 0,
  starred INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE item_marks (
  issue INTEGER NOT NULL REFERENCES issues(key) ON DELETE CASCADE ON UPDATE CASCADE,
  link INTEGER NOT NULL,
  occurrence INTEGER NOT NULL,
  read INTEGER NOT NULL DEFAULT 0,
  starred INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (issue, link, occurrence)
) STRICT, WITHOUT ROWID;

CREATE TABLE assets (
  key INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  media_type TEXT NOT NULL,
  data BLOB NOT NULL,
  added INTEGER NOT NULL
) STRICT;

CREATE TABLE drafts (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL,            -- the newest one
  publication TEXT NOT NULL,
  number TEXT NOT NULL,
  title TEXT NOT NULL,
  created INTEGER NOT NULL,
  saved INTEGER NOT NULL
) STRICT;
CREATE INDEX drafts_by_saved ON drafts(saved);

CREATE TABLE draft_revisions (
  draft INTEGER NOT NULL REFERENCES drafts(key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  saved INTEGER NOT NULL,
  size INTEGER NOT NULL,                -- bytes of the text
  data BLOB NOT NULL,                   -- UTF-8 (lone surrogates kept), zlib
  UNIQUE (draft, number)
) STRICT;

CREATE TABLE totals (
  key INTEGER PRIMARY KEY CHECK (key = 1),
  issues INTEGER NOT NULL DEFAULT 0,
  unread INTEGER NOT NULL DEFAULT 0,
  starred INTEGER NOT NULL DEFAULT 0,
  items INTEGER NOT NULL DEFAULT 0,
  drafts INTEGER NOT NULL DEFAULT 0,
  sponsors INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO totals (key) VALUES (1);

CREATE VIRTUAL TABLE search USING fts5 (
  title, publication, items, sponsors, text,
  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
"""

_TRIGGERS: Final = """
CREATE TRIGGER issue_added AFTER INSERT ON issues BEGIN
  UPDATE totals SET issues = issues + 1, unread = unread + (new.read = 0), starred = starred + new.starred,
    items = items + new.items;
  UPDATE publications SET issues = issues + 1, unread = unread + (new.read = 0) WHERE key = new.publication;
END;
CREATE TRIGGER issue_removed AFTER DELETE ON issues BEGIN
  UPDATE totals SET issues = issues - 1, unread = unread - (old.read = 0), starred = starred - old.starred,
    items = items - old.items;
  UPDATE publications SET issues = issues - 1, unread = unread - (old.read = 0) WHERE key = old.publication;
END;
CREATE TRIGGER issue_changed AFTER UPDATE OF read, starred, items, publication ON issues BEGIN
  UPDATE totals SET unread = unread - (old.read = 0) + (new.read = 0), starred = starred - old.starred + new.starred,
    items = items - old.items + new.items;
  UPDATE publications SET issues = issues - 1, unread = unread - (old.read = 0) WHERE key = old.publication;
  UPDATE publications SET issues = issues + 1, unread = unread + (new.read = 0) WHERE key = new.publication;
END;

CREATE TRIGGER marks_added AFTER INSERT ON marks BEGIN
  UPDATE issues SET read = new.read, starred = new.starred WHERE key = new.issue;
END;
CREATE TRIGGER marks_changed AFTER UPDATE OF read, starred ON marks BEGIN
  UPDATE issues SET read = new.read, starred = new.starred WHERE key = new.issue;
END;

CREATE TRIGGER item_marks_added AFTER INSERT ON item_marks BEGIN
  UPDATE items SET read = new.read, starred = new.starred
    WHERE issue = new.issue AND link = new.link AND occurrence = new.occurrence;
END;
CREATE TRIGGER item_marks_changed AFTER UPDATE OF read, starred ON item_marks BEGIN
  UPDATE items SET read = new.read, starred = new.starred
    WHERE issue = new.issue AND link = new.link AND occurrence = new.occurrence;
END;

CREATE TRIGGER sponsor_run_added AFTER INSERT ON sponsor_runs BEGIN
  UPDATE sponsors SET runs = runs + 1 WHERE key = new.sponsor;
END;
CREATE TRIGGER sponsor_run_removed AFTER DELETE ON sponsor_runs BEGIN
  UPDATE sponsors SET runs = runs - 1 WHERE key = old.sponsor;
END;
CREATE TRIGGER sponsor_counted AFTER UPDATE OF runs ON sponsors BEGIN
  UPDATE totals SET sponsors = sponsors - (old.runs > 0) + (new.runs > 0);
END;

CREATE TRIGGER draft_added AFTER INSERT ON drafts BEGIN
  UPDATE totals SET drafts = drafts + 1;
END;
CREATE TRIGGER draft_removed AFTER DELETE ON drafts BEGIN
  UPDATE totals SET drafts = drafts - 1;
END;
"""


def create(db: sqlite3.Connection) -> None:
    """Make all tables in the empty file `db`, within the transaction that is open."""
    statement = ""
    for line in (_TABLES + _TRIGGERS).splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""
