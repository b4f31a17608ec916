"""Schema version 3: shelves (archive, trash), tags, searches, clips, notes, highlights, settings of publications.

What a person makes stands in tables of its own, by the issue's key where it belongs to one, and is not touched when an
issue is derived again. Lists are read from `issues.shelf`, which triggers copy from `marks`: 0 is listed, 1 archived, 2
in the trash. Every list has a partial index, so that a page of it costs the same however much lies on another shelf.
"""

from __future__ import annotations

import sqlite3
from typing import Final

_SHELVES: Final = """
ALTER TABLE issues ADD COLUMN shelf INTEGER NOT NULL DEFAULT 0;
ALTER TABLE marks ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
ALTER TABLE marks ADD COLUMN deleted INTEGER;      -- when it went to the trash
ALTER TABLE items ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;       -- copied from item_marks by trigger
ALTER TABLE item_marks ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
ALTER TABLE totals ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
ALTER TABLE totals ADD COLUMN trashed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE totals ADD COLUMN clips INTEGER NOT NULL DEFAULT 0;
CREATE INDEX marks_deleted ON marks(deleted) WHERE deleted IS NOT NULL;

DROP INDEX issues_by_publication;
DROP INDEX issues_unread;
DROP INDEX issues_unread_by_publication;
DROP INDEX issues_starred;
DROP INDEX issues_starred_by_publication;
DROP INDEX issues_starred_unread;
DROP INDEX issues_starred_unread_by_publication;
DROP INDEX issues_by_title;
CREATE INDEX issues_listed ON issues(key) WHERE shelf = 0;
CREATE INDEX issues_listed_by_publication ON issues(publication, key) WHERE shelf = 0;
CREATE INDEX issues_by_read ON issues(read, key) WHERE shelf = 0;
CREATE INDEX issues_by_publication_and_read ON issues(publication, read, key) WHERE shelf = 0;
CREATE INDEX issues_unread ON issues(key) WHERE read = 0 AND shelf < 2;
CREATE INDEX issues_starred ON issues(key) WHERE starred = 1 AND shelf < 2;
CREATE INDEX issues_archived ON issues(key) WHERE shelf = 1;
CREATE INDEX issues_trashed ON issues(key) WHERE shelf = 2;
CREATE INDEX issues_by_title ON issues(title COLLATE NOCASE, key DESC);
CREATE INDEX items_hidden ON items(issue DESC, position) WHERE hidden = 1;
"""

_TAGS: Final = """
CREATE TABLE tags (
  key INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  folded TEXT NOT NULL UNIQUE,          -- the same tag whatever the case
  issues INTEGER NOT NULL DEFAULT 0     -- by trigger: those not in the trash
) STRICT;
CREATE TABLE issue_tags (
  tag INTEGER NOT NULL REFERENCES tags(key) ON DELETE CASCADE,
  issue INTEGER NOT NULL REFERENCES issues(key) ON DELETE CASCADE ON UPDATE CASCADE,
  PRIMARY KEY (tag, issue)
) STRICT, WITHOUT ROWID;
CREATE INDEX issue_tags_by_issue ON issue_tags(issue);

CREATE TABLE searches (
  key INTEGER PRIMARY KEY,              -- in the order they were saved
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  made INTEGER NOT NULL
) STRICT;
"""

_READING: Final = """
CREATE TABLE positions (
  issue INTEGER PRIMARY KEY REFERENCES issues(key) ON DELETE CASCADE ON UPDATE CASCADE,
  view TEXT NOT NULL,                   -- which of the views it is a place in
  anchor TEXT NOT NULL,                 -- the element at the top of the page, empty when none is named
  fraction REAL NOT NULL,               -- of the page's height
  moment INTEGER NOT NULL
) STRICT;
CREATE TABLE notes (
  issue INTEGER PRIMARY KEY REFERENCES issues(key) ON DELETE CASCADE ON UPDATE CASCADE,
  text TEXT NOT NULL,
  changed INTEGER NOT NULL
) STRICT;
CREATE TABLE highlights (
  key INTEGER PRIMARY KEY,
  issue INTEGER NOT NULL REFERENCES issues(key) ON DELETE CASCADE ON UPDATE CASCADE,
  quote TEXT NOT NULL,
  before TEXT NOT NULL,                 -- the words around it, to find it again
  after TEXT NOT NULL,
  made INTEGER NOT NULL
) STRICT;
CREATE INDEX highlights_by_issue ON highlights(issue, key);

CREATE TABLE publication_settings (
  name TEXT PRIMARY KEY,                -- as in publications, or of one that is written here
  view TEXT NOT NULL DEFAULT '',        -- the view its issues open in, empty for the usual one
  pictures INTEGER NOT NULL DEFAULT 0,  -- whether its remote pictures are always loaded
  export TEXT NOT NULL DEFAULT '{}'     -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE remote_pictures (
  key INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  asset INTEGER REFERENCES assets(key), -- its bytes, once they were fetched
  fetched INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,  -- that failed since it was last fetched
  failed INTEGER,                       -- when the last one did
  reason TEXT NOT NULL DEFAULT ''       -- and why
) STRICT;
CREATE INDEX remote_pictures_by_asset ON remote_pictures(asset);
CREATE INDEX remote_pictures_failed ON remote_pictures(failed) WHERE failed IS NOT NULL;
CREATE TABLE picture_uses (
  issue INTEGER NOT NULL REFERENCES issues(key) ON DELETE CASCADE ON UPDATE CASCADE,
  picture INTEGER NOT NULL REFERENCES remote_pictures(key) ON DELETE CASCADE,
  PRIMARY KEY (issue, picture)
) STRICT, WITHOUT ROWID;
CREATE INDEX picture_uses_by_picture ON picture_uses(picture);
"""

_WRITING: Final = """
CREATE TABLE clips (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  url TEXT NOT NULL,                    -- without tracking parameters
  quote TEXT NOT NULL,
  remark TEXT NOT NULL,                 -- the person's own words
  issue TEXT NOT NULL,                  -- id of the issue it is from; what follows stays when that is removed
  publication TEXT NOT NULL,
  number TEXT NOT NULL,
  date INTEGER,
  place INTEGER NOT NULL UNIQUE,        -- the highest comes first
  made INTEGER NOT NULL
) STRICT;
CREATE INDEX clips_by_url ON clips(url);
CREATE TABLE clip_uses (
  clip INTEGER NOT NULL REFERENCES clips(key) ON DELETE CASCADE,
  used TEXT NOT NULL,                   -- "Publication #12"
  PRIMARY KEY (clip, used)
) STRICT, WITHOUT ROWID;

CREATE TABLE own_publications (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  tagline TEXT NOT NULL,
  sender TEXT NOT NULL,
  site TEXT NOT NULL,
  subscribe TEXT NOT NULL,
  unsubscribe TEXT NOT NULL,
  pictures TEXT NOT NULL,               -- address under which its pictures are put
  postal TEXT NOT NULL,
  theme TEXT NOT NULL,                  -- JSON
  header TEXT NOT NULL,                 -- SHA-256 of the asset, or empty
  header_alt TEXT NOT NULL,             -- the text alternative of that picture
  lang TEXT NOT NULL,
  authors TEXT NOT NULL,                -- with commas between them
  blocks TEXT NOT NULL,                 -- standing blocks at the beginning, as Markdown
  closing TEXT NOT NULL,                -- and at the end
  next_number TEXT NOT NULL
) STRICT;

CREATE TABLE dictionary (
  lang TEXT NOT NULL,
  word TEXT NOT NULL,
  added INTEGER NOT NULL,
  PRIMARY KEY (lang, word)
) STRICT, WITHOUT ROWID;
"""

_TRIGGERS: Final = """
DROP TRIGGER issue_added;
CREATE TRIGGER issue_added AFTER INSERT ON issues BEGIN
  UPDATE totals SET issues = issues + (new.shelf = 0), unread = unread + (new.shelf = 0 AND new.read = 0),
    starred = starred + (new.shelf < 2 AND new.starred = 1), items = items + (new.shelf = 0) * new.items,
    archived = archived + (new.shelf = 1), trashed = trashed + (new.shelf = 2);
  UPDATE publications SET issues = issues + (new.shelf = 0), unread = unread + (new.shelf = 0 AND new.read = 0)
    WHERE key = new.publication;
END;
DROP TRIGGER issue_removed;
CREATE TRIGGER issue_removed BEFORE DELETE ON issues BEGIN
  DELETE FROM issue_tags WHERE issue = old.key;
  DELETE FROM sponsor_runs WHERE issue = old.key;
  UPDATE totals SET issues = issues - (old.shelf = 0), unread = unread - (old.shelf = 0 AND old.read = 0),
    starred = starred - (old.shelf < 2 AND old.starred = 1), items = items - (old.shelf = 0) * old.items,
    archived = archived - (old.shelf = 1), trashed = trashed - (old.shelf = 2);
  UPDATE publications SET issues = issues - (old.shelf = 0), unread = unread - (old.shelf = 0 AND old.read = 0)
    WHERE key = old.publication;
END;
DROP TRIGGER issue_changed;
CREATE TRIGGER issue_changed AFTER UPDATE OF read, starred, items, publication, shelf ON issues BEGIN
  UPDATE totals SET issues = issues - (old.shelf = 0) + (new.shelf = 0),
    unread = unread - (old.shelf = 0 AND old.read = 0) + (new.shelf = 0 AND new.read = 0),
    starred = starred - (old.shelf < 2 AND old.starred = 1) + (new.shelf < 2 AND new.starred = 1),
    items = items - (old.shelf = 0) * old.items + (new.shelf = 0) * new.items,
    archived = archived - (old.shelf = 1) + (new.shelf = 1), trashed = trashed - (old.shelf = 2) + (new.shelf = 2);
  UPDATE publications SET issues = issues - (old.shelf = 0), unread = unread - (old.shelf = 0 AND old.read = 0)
    WHERE key = old.publication;
  UPDATE publications SET issues = issues + (new.shelf = 0), unread = unread + (new.shelf = 0 AND new.read = 0)
    WHERE key = new.publication;
END;
CREATE TRIGGER issue_trashed AFTER UPDATE OF shelf ON issues WHEN (old.shelf = 2) <> (new.shelf = 2) BEGIN
  UPDATE tags SET issues = issues + (new.shelf < 2) - (old.shelf < 2)
    WHERE key IN (SELECT tag FROM issue_tags WHERE issue = new.key);
  UPDATE sponsors SET runs = runs + ((new.shelf < 2) - (old.shelf < 2))
      * (SELECT count(*) FROM sponsor_runs r WHERE r.issue = new.key AND r.sponsor = sponsors.key)
    WHERE key IN (SELECT sponsor FROM sponsor_runs WHERE issue = new.key);
END;

DROP TRIGGER marks_added;
CREATE TRIGGER marks_added AFTER INSERT ON marks BEGIN
  UPDATE issues SET read = new.read, starred = new.starred, shelf = iif(new.deleted IS NULL, new.archived, 2)
    WHERE key = new.issue;
END;
DROP TRIGGER marks_changed;
CREATE TRIGGER marks_changed AFTER UPDATE OF read, starred, archived, deleted ON marks BEGIN
  UPDATE issues SET read = new.read, starred = new.starred, shelf = iif(new.deleted IS NULL, new.archived, 2)
    WHERE key = new.issue;
END;
DROP TRIGGER item_marks_added;
CREATE TRIGGER item_marks_added AFTER INSERT ON item_marks BEGIN
  UPDATE items SET read = new.read, starred = new.starred, hidden = new.hidden
    WHERE issue = new.issue AND link = new.link AND occurrence = new.occurrence;
END;
DROP TRIGGER item_marks_changed;
CREATE TRIGGER item_marks_changed AFTER UPDATE OF read, starred, hidden ON item_marks BEGIN
  UPDATE items SET read = new.read, starred = new.starred, hidden = new.hidden
    WHERE issue = new.issue AND link = new.link AND occurrence = new.occurrence;
END;

DROP TRIGGER sponsor_run_added;
CREATE TRIGGER sponsor_run_added AFTER INSERT ON sponsor_runs BEGIN
  UPDATE sponsors SET runs = runs + (SELECT shelf < 2 FROM issues WHERE key = new.issue) WHERE key = new.sponsor;
END;
DROP TRIGGER sponsor_run_removed;
CREATE TRIGGER sponsor_run_removed AFTER DELETE ON sponsor_runs BEGIN
  UPDATE sponsors SET runs = runs - (SELECT shelf < 2 FROM issues WHERE key = old.issue) WHERE key = old.sponsor;
END;
CREATE TRIGGER issue_tagged AFTER INSERT ON issue_tags BEGIN
  UPDATE tags SET issues = issues + (SELECT shelf < 2 FROM issues WHERE key = new.issue) WHERE key = new.tag;
END;
CREATE TRIGGER issue_untagged AFTER DELETE ON issue_tags BEGIN
  UPDATE tags SET issues = issues - (SELECT shelf < 2 FROM issues WHERE key = old.issue) WHERE key = old.tag;
END;

CREATE TRIGGER clip_added AFTER INSERT ON clips BEGIN
  UPDATE totals SET clips = clips + 1;
END;
CREATE TRIGGER clip_removed AFTER DELETE ON clips BEGIN
  UPDATE totals SET clips = clips - 1;
END;
"""


# Words that wait to be written to the search index, in bytes: a batch of an import becomes one piece of it, not twenty
# that have to be merged again (docs/decisions/0012).
_INDEX: Final = """
INSERT INTO search(search, rank) VALUES ('hashsize', 8388608);
"""


def extend(db: sqlite3.Connection) -> None:
    """Bring the file `db` from version 2 to version 3, within the transaction that is open."""
    statement = ""
    for line in (_SHELVES + _TAGS + _READING + _WRITING + _TRIGGERS + _INDEX).splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""
