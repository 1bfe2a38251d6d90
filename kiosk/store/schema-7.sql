-- The host's own tables, version 7: names that wait until staff have looked at them.

-- players.name is what the person calls themselves. Nobody has looked at names from before this version.
ALTER TABLE players ADD COLUMN approved INTEGER NOT NULL DEFAULT 0 CHECK (approved IN (0, 1)); -- by staff; a new name: 0 again
ALTER TABLE players ADD COLUMN naming   INTEGER NOT NULL DEFAULT 0; -- the order in which people were given their names: 1…

-- results.name is the person's own name; here, where it waited, the one that stood on the board instead.
ALTER TABLE results ADD COLUMN board_name TEXT NOT NULL DEFAULT '';
