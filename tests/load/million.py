#!/usr/bin/env python3
"""Puts results into the database of a centre that does not run, as its archive keeps them: million.py DB COUNT.

Four runs of each person, 148 units, statements of a kilobyte without terms to look them up by: the league reads the rest."""
import sqlite3
import sys
import time

db, count = sqlite3.connect(sys.argv[1], isolation_level=None), int(sys.argv[2])
began = time.time()
first = db.execute("SELECT coalesce(max(seq), 0) + 1 FROM central_statements").fetchone()[0]
db.execute("BEGIN")
rows = f"WITH RECURSIVE run(n) AS (VALUES ({first}) UNION ALL SELECT n + 1 FROM run WHERE n + 1 < {first + count})"
db.execute(rows + """ INSERT INTO central_statements (seq, id, fingerprint, stored, state, event, sender, body)
    SELECT n, randomblob(16), randomblob(32), 1791597600000 + n, 0, '2026-10-10-ngay-hoi-so', 'hall-1',
           '{"n":' || n || ',"x":"' || hex(zeroblob(500)) || '"}' FROM run""")
db.execute(rows + """ INSERT INTO central_results (source, registration, number, event, player, unit, unit_title, title, device,
        score, max_score, "right", asked, duration, finished, voided)
    SELECT n, printf('%08x-0000-4000-8000-%012x', n, n), n, '2026-10-10-ngay-hoi-so', printf('P%023x', n / 4),
           printf('xa-%03d', n / 4 % 148), 'Xã số ' || (n / 4 % 148), 'Tìm hiểu kiến thức số',
           '00000000-0000-4000-8000-000000000001', abs(random()) % 10000 / 2.0, 5000, abs(random()) % 11, 10,
           abs(random()) % 9000 * 10, 1791597600000 + n, 0 FROM run""")
db.execute("INSERT OR REPLACE INTO central_blocks SELECT seq >> 12, min(stored), max(stored) FROM central_statements GROUP BY 1")
db.execute("COMMIT")
print(f"{count} results put in, {time.time() - began:.0f} s")
