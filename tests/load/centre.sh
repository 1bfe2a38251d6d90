# shellcheck shell=bash
# The lines of the table that tell how results reach a centre: functions for ./run, which has the rest.
CENTRE=$URL/p/central/xapi

add_keys() { # count: the data folder's keys, a line each, into $WORK/keys
    for n in $(seq "$1"); do "$KIOSK" central key add "hall-$n" --data "$WORK/data" | head -1; done >"$WORK/keys"
}
start_centre() { # keys, more of kiosk run
    mkdir -p "$WORK/data"
    add_keys "$1"
    start_kiosk --headless "${@:2}"
}
tell() { # more of kiosk-load tell; what it says also in $WORK/told, RATE: statements a second
    local failed=0
    "$LOAD" tell "$CENTRE" --keys "$WORK/keys" --pid "${KIOSK_PID:-0}" --database-pid "${POSTGRES_PID:-0}" "$@" | tee "$WORK/told" || failed=1
    RATE=$(sed -n 's/^kept .*: \([0-9]*\) statements.s.*/\1/p' "$WORK/told")
    [ $failed = 0 ] || FAILED=1
}
ratio() { awk "BEGIN { printf \"%.2f\", $1 / $2 }"; }

intake_sqlite() { # statements
    start_centre 4
    tell --kiosks 4 --results $(($1 / 4))
    halt_kiosk
    local bare
    bare=$("$LOAD" bare "$WORK/data/kiosk.db" "$1")
    row "durable statements/s, SQLite, 4 connections" "0.5 × bare, or 20,000" "$RATE; bare SQLite $bare: $(ratio "$RATE" "$bare")"
}

start_postgres() { # a server of its own, with Debian's defaults: every commit is synced
    local as=()
    PG=$WORK/postgres PG_BIN=/usr/lib/postgresql/15/bin
    mkdir "$PG"
    od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"$PG.password"
    if [ "$(id -u)" = 0 ]; then
        as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
        chmod 755 "$WORK"
        chown postgres "$PG" "$PG.password"
    fi
    (cd / && "${as[@]}" "$PG_BIN/initdb" --pgdata="$PG/data" --username=kiosk --pwfile="$PG.password" --auth=scram-sha-256 \
        --encoding=UTF8 --no-locale >"$WORK/initdb.out")
    (cd / && exec "${as[@]}" "$PG_BIN/postgres" -D "$PG/data" -k "$PG" -p "$NGINX_PORT" -c listen_addresses=127.0.0.1) \
        >"$WORK/postgres.out" 2>&1 &
    POSTGRES_PID=$!
    PGPASSWORD=$(cat "$PG.password")
    export PGPASSWORD PGHOST=127.0.0.1 PGPORT=$NGINX_PORT PGUSER=kiosk
    for _ in $(seq 100); do
        psql -q -c "SELECT 1" postgres >/dev/null 2>&1 && break
        sleep 0.1
    done
    psql -q -c "CREATE DATABASE kept" -c "CREATE DATABASE bare" postgres
}
stop_postgres() {
    kill -INT "$POSTGRES_PID" && wait "$POSTGRES_PID" || true
    POSTGRES_PID=
}
intake_postgres() { # statements
    start_postgres
    KIOSK_DATABASE=postgresql://kiosk:$PGPASSWORD@127.0.0.1:$PGPORT/kept start_centre 4
    tell --kiosks 4 --results $(($1 / 4))
    halt_kiosk
    "$PG_BIN/pg_dump" --schema-only kept | psql -q bare >/dev/null
    local table seconds copied
    for table in central_statements central_results; do psql -q -c "\\copy $table to '$WORK/$table.copy'" kept; done
    seconds=$({ TIMEFORMAT=%R; time psql -q -v ON_ERROR_STOP=1 -c "\\copy central_statements from '$WORK/central_statements.copy'" \
        -c "\\copy central_results from '$WORK/central_results.copy'" bare; } 2>&1)
    copied=$(awk "BEGIN { printf \"%.0f\", $1 / $seconds }")
    row "durable statements/s, PostgreSQL 15 beside it, 4 connections" "0.5 × psql \\copy" \
        "$RATE; \\copy $copied: $(ratio "$RATE" "$copied")"
    stop_postgres
}

intake_lrs() { # statements: more take the store from npm longer than they are worth
    local lrs=$PWD/tests/flow/lrs ours
    [ -d "$lrs/node_modules/@learninglocker/xapi-statements" ] || { echo "first: npm ci --ignore-scripts in tests/flow/lrs"; exit 1; }
    start_centre 4
    tell --kiosks 4 --results $(($1 / 4))
    ours=$RATE
    stop_kiosk
    echo kiosk:kiosk >"$WORK/keys"
    (cd "$WORK" && AUTH_REPO=test EVENTS_REPO=test MODELS_REPO=memory STORAGE_REPO=memory SERVICE_AWAIT_UPDATES=true \
        EXPRESS_PORT=$NGINX_PORT exec node -r "$lrs/loopback.js" \
        "$lrs/node_modules/@learninglocker/xapi-statements/dist/server.js" >"$WORK/lrs.out" 2>&1) &
    NGINX_PID=$!
    for _ in $(seq 300); do
        curl -sf -o /dev/null "http://127.0.0.1:$NGINX_PORT/xAPI/about" && break
        sleep 0.1
    done
    CENTRE=http://127.0.0.1:$NGINX_PORT/xAPI tell --kiosks 4 --results $(($1 / 4)) --no-count
    row "durable statements/s beside the LRS from npm, which keeps them in memory, $1 of them" "–" \
        "$ours; the LRS $RATE: $(ratio "$ours" "$RATE")"
}

many_halls() { # kiosks, results of each
    start_centre "$1"
    tell --kiosks "$1" --results "$2" --league "$URL/p/central/league"
    local all
    all=$(sed -n 's/^kept .* in \([0-9.]*\) s:.*/\1/p' "$WORK/told")
    awk "BEGIN { exit !($all > 60) }" && late=", late" || late=
    row "$1 kiosks come back after an hour, $2 results each" "60 s, 0 lost, 0 twice, the league right" \
        "$all s$late; $(sed -n 's/^at the centre  *//p' "$WORK/told"); league $(sed -n 's/^league  *//p' "$WORK/told")"
}

long_league() { # results
    local started complete
    start_centre 1
    halt_kiosk
    python3 tests/load/million.py "$WORK/data/kiosk.db" "$1"
    started=$("$LOAD" started "$URL" -- "$KIOSK" run --headless --data "$WORK/data" --bind 127.0.0.1 --port "$PORT")
    echo "start: $started"
    start_kiosk --headless
    complete=$("$LOAD" complete "$URL" --pid "$KIOSK_PID")
    echo "$complete"
    "$LOAD" league "$URL" --keys "$WORK/keys" --pid "$KIOSK_PID" --kiosks 4 | tee "$WORK/told" || FAILED=1
    row "league of $1 results: a new one on the public stream" "1 s" "$(sed -n 's/^a new one on the stream *//p' "$WORK/told")"
    row "… GET /p/central/league?persons=100" "p99 5 ms" "$(sed -n 's/^GET persons=100 *//p' "$WORK/told")"
    row "… the same while four kiosks tell without a pause" "–" "$(sed -n 's/^\.\.\. while results come *//p' "$WORK/told")"
    row "… start to listening; to the whole league; memory" "–" \
        "$started; $complete; $(sed -n 's/^memory of the centre *//p' "$WORK/told")"
}

outbox_has() { awk -v what="$1" '$1 == what { print $2 }' "$WORK/status"; } # waiting, sent or dead
full_outbox() { # rows, phones, questions
    python3 tests/load/sink.py "$NGINX_PORT" >"$WORK/sink.out" &
    NGINX_PID=$!
    cp -r content "$WORK/content"
    sed -i "s|\"endpoint\": \"\"|\"endpoint\": \"http://127.0.0.1:$NGINX_PORT/xapi\", \"answers\": false|" "$WORK/content/event.json"
    start_kiosk --headless # makes the tables
    halt_kiosk
    "$LOAD" fill "$WORK/data/kiosk.db" "$1" --endpoint "http://127.0.0.1:$NGINX_PORT/xapi"
    curl -s -d '{}' "http://127.0.0.1:$NGINX_PORT/hold" >/dev/null
    KIOSK_CENTRAL_AUTH=hall-1:secret start_kiosk --headless --event "$WORK/content/event.json"
    "$LOAD" --url "$URL" --pin 246813 --db "$WORK/data/kiosk.db" --pid "$KIOSK_PID" --phones "$2" --questions "$3" \
        --answers-within 2s --sink "http://127.0.0.1:$NGINX_PORT/" | tee "$WORK/told" || FAILED=1
    curl -s -d '{}' "http://127.0.0.1:$NGINX_PORT/go" >/dev/null
    for _ in $(seq $(($1 / 50 + 600))); do # ten batches a second, and some
        "$KIOSK" outbox status --data "$WORK/data" >"$WORK/status"
        [ "$(outbox_has waiting)" = 0 ] && break
        sleep 0.2
    done
    halt_kiosk
    kill "$NGINX_PID" && wait "$NGINX_PID" || true
    NGINX_PID=
    local sent different
    sent=$(outbox_has sent) different=$(sed -n 's/.* different //p' "$WORK/sink.out")
    echo "the outbox: $(outbox_has waiting) waiting, $sent sent; the sink: $(cat "$WORK/sink.out")"
    [ "$sent" = "$different" ] && [ "$(outbox_has waiting)" = 0 ] || FAILED=1
    row "answers while an outbox of $1 drains ÷ while it does not" "1.1" "$(sed -n 's/^ratio *//p' "$WORK/told")"
    row "… request to \"saved\", draining" "–" "$(sed -n 's/^\.\.\. sink takes all *//p' "$WORK/told")"
    row "… not draining" "–" "$(sed -n 's/^\.\.\. sink takes nothing *//p' "$WORK/told")"
}
