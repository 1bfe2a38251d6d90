#!/usr/bin/env bash
# tests/plugin/walk_through.sh SOURCE BUILD WORK [FLAGS]: does what "A plugin in an hour, word for word" of plugins/README.md says: its
# files are taken out of the code blocks ("```cpp smile/smile.cpp"), its commands ("```sh walk") are run as they stand. Then the plugin's
# tile must be on the home screen, its picture must be one, and a phone must be able to tap.
set -euo pipefail
source_folder=$1 build_folder=$2 work=$3
export CXXFLAGS="${4:-}"
readme=$source_folder/plugins/README.md

fail() { echo "walk-through: $*" >&2; exit 1; }

rm -rf "$work"
mkdir -p "$work/build" "$work/home"
export HOME=$work/home
cd "$work"
ln -s "$build_folder" build/release # the README's name of it
trap 'kill "${kiosk:-}" 2>/dev/null || true; rm -rf "$work"' EXIT

# Blocks whose fence names a file become that file; those that say "walk" become the commands.
awk '
    /^```/ && inside { inside = 0; if (file) close(file); file = ""; next }
    /^```/ { inside = 1; $0 = substr($0, 4); if ($2 == "walk") file = "commands.sh"; else if ($2 ~ "^smile/") file = $2; else file = ""
             if (file) { folder = file; if (sub("/[^/]*$", "", folder)) system("mkdir -p " folder) }; next }
    inside && file { print >> file }
' "$readme"
for file in smile/plugin.json smile/smile.cpp smile/web/phone.js smile/CMakeLists.txt commands.sh; do
    [ -s "$file" ] || fail "the README has no $file"
done
sh -ex commands.sh > said.txt 2>&1 || { cat said.txt >&2; fail "a command of the README failed"; }
grep -q '^sound$' said.txt || { cat said.txt >&2; fail "the check did not find it sound"; }
grep -q 'POST /p/smile/tap (players)' said.txt || fail "the check names no route"
grep -q $'^\ttile smile/smile\tBạn thấy thế nào?$' said.txt || { cat said.txt >&2; fail "plugin list names no tile"; }

program=$HOME/kiosk/bin/kiosk plugins=$HOME/kiosk/lib/kiosk/plugins
is_png() { [ "$(head -c 8 "$1" | od -An -tx1 | tr -d ' \n')" = 89504e470d0a1a0a ]; }
is_png smile.png || fail "kiosk picture smile.smile made no picture"

# Is the tile drawn? The home screen with the plugin looks different from the one without it; the clock on it may not have moved meanwhile.
tile=unknown
for try in 1 2 3; do
    mv "$plugins/smile" away
    "$program" picture home -o without.png
    mv away "$plugins/smile"
    "$program" picture home -o with.png
    mv "$plugins/smile" away
    "$program" picture home -o again.png
    mv away "$plugins/smile"
    cmp -s without.png again.png || continue
    if cmp -s without.png with.png; then tile=missing; else tile=drawn; fi
    break
done
[ $tile = drawn ] || fail "the tile on the home screen is $tile"

# A phone joins and taps, twice; it counts once, and after the commit.
"$program" run --headless --data data --bind 127.0.0.1 --port 0 > kiosk.txt 2>&1 &
kiosk=$!
for try in $(seq 100); do
    address=$(sed -n 's/^listening on //p' kiosk.txt)
    [ -n "$address" ] && break
    kill -0 $kiosk || { cat kiosk.txt >&2; fail "the kiosk ended"; }
    sleep 0.1
done
[ -n "$address" ] || fail "the kiosk does not listen"
ask() { curl -sS --max-time 10 -b jar -c jar -H 'Content-Type: application/json' "$@"; }
[ "$(ask -o /dev/null -w '%{http_code}' -d '{}' "$address/p/smile/tap")" = 401 ] || fail "who has not joined may not tap"
ask -o /dev/null -d '{"name":"An"}' "$address/api/join"
for tap in 1 2; do [ "$(ask -d '{}' "$address/p/smile/tap")" = '{"ok":true}' ] || fail "tap $tap was not saved"; done
told=$(curl -s -N --max-time 2 "$address/events?topics=smile/taps" || true) # it never ends by itself
grep -q '"taps":1}' <<< "$told" || fail "the topic says: $told"
# As it was written, but for lines of comment and what indents the others.
curl -sS --max-time 10 "$address/p/smile/phone.js" | cmp -s - <(sed -E 's/^[ \t]+//; s|^//.*||' smile/web/phone.js) || fail "the phone's page is not served as it was written"
curl -sS --max-time 10 "$address/api/event" | grep -q '"phone":"/p/smile/phone.js"' || fail "phones are not told of the page"
echo "walk-through: $(grep -c . commands.sh) commands, a tile, a picture, a tap"
