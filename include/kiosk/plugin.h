/* kiosk/plugin.h: the whole contract between the kiosk and a plugin, in C11 and C++20.
 *
 * A plugin is a shared library with ONE exported constant, `kiosk_plugin`, beside a `plugin.json` that says the
 * same things in words. The kiosk reads the manifest first, then opens the library, compares the two, and calls:
 *
 *     create -> init -> ( start -> draw* -> stop )* -> destroy
 *
 * Threads.   Every function here, in both directions, is [main]: it is called on the kiosk's main thread and may only be
 *            called from it. The few exceptions are marked [any]. The host checks this at run time, refuses the call with
 *            KIOSK_ERR_THREAD and names the plugin in the log. A plugin that starts no thread needs no lock.
 * Lifetime.  What the host passes to a callback (requests, strings, rows) lives until that callback returns, unless
 *            said otherwise; what the plugin passes to the host is copied before the call returns. The host's service
 *            tables live from `create` until `destroy` has returned.
 * Strings.   UTF-8, NFC, with a length; not necessarily ended by a NUL. JSON is UTF-8 without a byte order mark.
 * Errors.    Functions that can fail return a kiosk_status; 0 is success. No exception may cross this border: the C++
 *            face in plugin.hpp catches everything and turns it into a status or an HTTP 500.
 * Growth.    Every struct begins with its size. New fields are added at the end, and a reader looks at `size` before it
 *            touches a field that version 1.0 did not have. A changed meaning gets a new service id ("kiosk.http/2").
 */
#ifndef KIOSK_PLUGIN_H
#define KIOSK_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KIOSK_ABI 1u
#define KIOSK_EXPORT __attribute__((visibility("default")))

/* ---------------------------------------------------------------- plain values */

typedef struct kiosk_str {
    const char* data;
    size_t size; /* bytes */
} kiosk_str;

typedef int32_t kiosk_status;
enum {
    KIOSK_OK = 0,
    KIOSK_ERR_ARGUMENT = -1, /* a null, an unknown id, a malformed pattern or statement */
    KIOSK_ERR_THREAD = -2,   /* called from another thread than main */
    KIOSK_ERR_STATE = -3,    /* not allowed now: a ticket answered twice, a migration after init */
    KIOSK_ERR_LIMIT = -4,    /* a size limit or a full queue */
    KIOSK_ERR_DENIED = -5,   /* another plugin's table, topic or route */
    KIOSK_ERR_STORE = -6,    /* the disk does not take writes at present */
    KIOSK_ERR_INTERNAL = -7
};

/* Milliseconds. `mono` never jumps and means nothing after a restart; `wall` is Unix time and may be wrong. */
typedef int64_t kiosk_ms;

typedef enum kiosk_log_level { KIOSK_LOG_DEBUG, KIOSK_LOG_INFO, KIOSK_LOG_WARN, KIOSK_LOG_ERROR } kiosk_log_level;

/* ---------------------------------------------------------------- the host as a plugin sees it */

typedef struct kiosk_host kiosk_host; /* opaque; one per plugin, so that the host knows who is calling */

typedef struct kiosk_host_api {
    uint32_t size;
    uint32_t abi; /* KIOSK_ABI of the host */
    kiosk_host* host;

    /* [any] Write one line to the kiosk's log, under the plugin's name. No personal data. */
    void (*log)(kiosk_host*, kiosk_log_level, kiosk_str line);
    /* [any] The present time. Rules take time as an argument; only the edges ask for it. */
    kiosk_ms (*now_mono)(kiosk_host*);
    kiosk_ms (*now_wall)(kiosk_host*);
    /* [main] A service table by id, or NULL where this kiosk does not have it. Lives until destroy. */
    const void* (*service)(kiosk_host*, const char* id);
} kiosk_host_api;

/* ---------------------------------------------------------------- kiosk.app/1: time, settings, words */

#define KIOSK_APP_1 "kiosk.app/1"
typedef struct kiosk_app_1 {
    uint32_t size;
    /* [main] Call `tick` (see kiosk_plugin_entry) once, at or soon after `mono`. A later call replaces an earlier one;
     * a time in the past means "in the next turn of the loop"; a negative one cancels. */
    kiosk_status (*wake_at)(kiosk_host*, kiosk_ms mono);
    /* [main] The event file, as JSON text, valid until destroy. Defaults are filled in. */
    kiosk_str (*event)(kiosk_host*);
    /* [main] A word or sentence from content/i18n/<lang>.json, by dotted key ("quiz.lobby.title"). Falls back to
     * Vietnamese, then to the key itself, so that a missing word is seen and not fatal. Valid until destroy. */
    kiosk_str (*text)(kiosk_host*, kiosk_str lang, kiosk_str key);
    /* [main] Bytes from the operating system's generator. */
    kiosk_status (*random)(kiosk_host*, void* bytes, size_t size);
    /* [main] Address for people: "http://192.168.1.20:8080/7K4Q". `code` may be empty. Valid until the next call. */
    kiosk_str (*join_url)(kiosk_host*, kiosk_str code);
    /* since 1.2 */
    /* [any] Call `tick` once in the next turn of the loop, whatever wake_at says: a plugin that runs threads of its own
     * brings their results back to main this way. Several calls before that turn are one. Cheap; never blocks. Such threads
     * must have ended when destroy returns. */
    kiosk_status (*wake)(kiosk_host*);
    /* [main] What the kiosk was given for plugins on its command line or in its environment, "" where nothing was:
     * "database" (kiosk run --database URL, or KIOSK_DATABASE), "from" (kiosk run --from URL). May hold a password: for no
     * log. Valid until destroy. */
    kiosk_str (*setting)(kiosk_host*, kiosk_str key);
} kiosk_app_1;

/* ---------------------------------------------------------------- kiosk.http/1: routes, replies, topics */

#define KIOSK_HTTP_1 "kiosk.http/1"

typedef uint64_t kiosk_ticket; /* one waiting request; 0 is none. May be answered once, now or within 10 s. */

typedef enum kiosk_guard {
    KIOSK_GUARD_PUBLIC = 0, /* anyone who can reach the page */
    KIOSK_GUARD_PLAYER = 1, /* somebody who has joined and was not removed; request.player is set */
    KIOSK_GUARD_STAFF = 2   /* staff, by PIN */
} kiosk_guard;

typedef struct kiosk_header {
    kiosk_str name;
    kiosk_str value;
} kiosk_header;

typedef struct kiosk_request {
    uint32_t size;
    kiosk_ticket ticket;
    kiosk_str method; /* "GET", "HEAD", "POST", "PUT" */
    kiosk_str path;   /* below the plugin's prefix: "/answer" for /p/quiz/answer */
    kiosk_str param;  /* what {…} in the pattern stood for, percent-decoded; else empty */
    kiosk_str query;  /* raw, without the question mark */
    kiosk_str body;   /* at most 16 KiB, or what kiosk_route.max_body says */
    kiosk_str lang;   /* "vi" or "en": what the page asked for */
    int64_t player;   /* 0 where nobody has joined */
    int32_t staff;    /* 1 with a valid staff session */
    kiosk_ms arrived; /* mono; when the whole request had been read. Fairness is judged by this, not by `now` */
    /* since 1.2 */
    const kiosk_header* headers; /* in routes of route_with: as the client sent them, names in lower case; without Cookie,
                                  * which is the host's */
    uint32_t header_count;
} kiosk_request;

/* [main] Answer with reply or reply_when_saved on request->ticket: before returning, or later. A handler that never
 * answers costs the phone ten seconds, after which the host answers 504 and names the plugin in the log. */
typedef void (*kiosk_handler)(void* user, const kiosk_request*);

typedef struct kiosk_reply {
    uint32_t size;
    int32_t status;         /* 200…599 */
    kiosk_str content_type; /* empty: application/json */
    kiosk_str body;
    /* since 1.2 */
    /* At most 32. Names are tokens, values printable ASCII of 4 KiB at most. KIOSK_ERR_ARGUMENT, and nothing is sent, for
     * what is the host's to say: Content-Length, Content-Type, Content-Encoding, Set-Cookie, Connection, Keep-Alive, Upgrade,
     * Transfer-Encoding, Trailer, Date, Access-Control-… and the security headers that every reply carries. */
    const kiosk_header* headers;
    uint32_t header_count;
} kiosk_reply;

/* since 1.2: a route for programs as well as for pages; see route_with.
 *
 * On a route with KIOSK_GUARD_PUBLIC the handler asks who it is itself (an Authorization header, say): no cookie counts
 * there, `player` and `staff` are 0, and a body of any Content-Type is let through. Whoever may reach the port may send a
 * body of `max_body`: all such bodies that are under way together hold 64 MiB at most, then 503 with Retry-After. A page of
 * another site is refused as everywhere. With another guard all is as with `route`; more than 16 KiB only staff may send.
 * What the host itself refuses (401, 404, 405, 413, 415, 503, 504) is JSON: {"error": code, "message": sentence}. */
typedef struct kiosk_route {
    uint32_t size;
    const char* method;  /* "GET" (HEAD comes to it, too, and its reply goes without the body), "POST", "PUT" */
    const char* pattern; /* as for `route` */
    kiosk_guard guard;
    kiosk_handler handler;
    void* user;
    uint32_t max_body; /* bytes, at most 8 MiB; 0: 16 KiB */
} kiosk_route;

typedef enum kiosk_audience { KIOSK_AUDIENCE_PUBLIC = 0, KIOSK_AUDIENCE_STAFF = 1 } kiosk_audience;

/* [main] `message` is the topic's present state; called at once for what is retained, and after every change, once the
 * callback that published it has returned. */
typedef void (*kiosk_watcher)(void* user, kiosk_str topic, kiosk_str message);

typedef struct kiosk_http_1 {
    uint32_t size;
    /* [main, in init] Serve `method` on /p/<plugin id><pattern>. A pattern is a path such as "/answer" in which one
     * segment may be "{name}". */
    kiosk_status (*route)(kiosk_host*, const char* method, const char* pattern, kiosk_guard, kiosk_handler, void* user);
    /* [main] Answer now. */
    kiosk_status (*reply)(kiosk_host*, kiosk_ticket, const kiosk_reply*);
    /* [main] Answer once everything written so far is on disk; where the disk refuses, the host answers 503 with the
     * sentence "not saved, keep this page open" instead. */
    kiosk_status (*reply_when_saved)(kiosk_host*, kiosk_ticket, const kiosk_reply*);
    /* [main] Set the present state of the topic "<plugin id>/<name>". Whoever listens gets it, whoever connects later
     * gets it at once. At most 64 KiB. A slow listener skips to the newest state. */
    kiosk_status (*publish)(kiosk_host*, const char* name, kiosk_audience, kiosk_str message);
    /* [main] Be told of another plugin's PUBLIC topic, by its full name ("quiz/standings"). Ends with destroy. */
    kiosk_status (*watch)(kiosk_host*, const char* topic, kiosk_watcher, void* user);
    /* since 1.2 */
    /* [main, in init] As `route`, with what else a route may ask for. */
    kiosk_status (*route_with)(kiosk_host*, const kiosk_route*);
} kiosk_http_1;

/* ---------------------------------------------------------------- kiosk.store/1: tables of the plugin's own */

#define KIOSK_STORE_1 "kiosk.store/1"

typedef enum kiosk_value_kind { KIOSK_NULL, KIOSK_INT, KIOSK_REAL, KIOSK_TEXT, KIOSK_BLOB } kiosk_value_kind;
typedef struct kiosk_value {
    kiosk_value_kind kind;
    union {
        int64_t integer;
        double real;
        kiosk_str bytes; /* TEXT and BLOB */
    } as;
} kiosk_value;

typedef uint32_t kiosk_statement; /* a prepared statement's number; 0 is none */

/* [main] One row of a read; return 0 to go on, anything else to stop. */
typedef int (*kiosk_row)(void* user, const kiosk_value* columns, int count);

/* [main] What became of a step: 1 where it and all steps before it are on disk, 0 where the disk refused. A refused step
 * may come to the disk later, as soon as that heals. */
typedef void (*kiosk_saved)(void* user, int32_t durable);

typedef struct kiosk_store_1 {
    uint32_t size;
    /* [main, in init] Bring the plugin's tables to version `count`: scripts[i] goes from version i to i+1, each in a
     * transaction of its own. Every table and index must be named "<plugin id>_…". A script, once released, is never
     * changed. Runs at once; KIOSK_ERR_STORE where it fails, or where the file is newer than the plugin. */
    kiosk_status (*migrate)(kiosk_host*, const char* const* scripts, uint32_t count);
    /* [main] A statement to be written often. The text is checked here; only the plugin's own tables are allowed.
     * Lives until destroy. 0 where the text is refused (the log says why). */
    kiosk_statement (*prepare)(kiosk_host*, const char* sql);
    /* [main] Add a write to this step. A step is one handler, tick or command: its writes are committed together or not
     * at all, in the order of the steps. Returns at once. KIOSK_ERR_STORE: the disk does not take writes at present,
     * nothing was added; refuse what you were about to accept. */
    kiosk_status (*write)(kiosk_host*, kiosk_statement, const kiosk_value* values, uint32_t count);
    /* [main] Read what is committed (not what waits in this or an earlier step). Waits for the disk: for start-up, for
     * staff and for exports, never for a phone's request. */
    kiosk_status (*read)(kiosk_host*, const char* sql, const kiosk_value* values, uint32_t count, kiosk_row, void* user);
    /* [main] 1 while the disk takes writes, 0 while it does not. Within one step it is always the same, and write agrees with
     * it: whoever asked first may change its own memory and write afterwards. */
    int32_t (*healthy)(kiosk_host*);
    /* [main] Forget what this step has written so far; phones whose reply waits for it are told "not saved". This is what
     * plugin.hpp does where a callback throws. */
    kiosk_status (*abandon)(kiosk_host*);
    /* since 1.2 */
    /* [main] Be told once, in a later turn and in a step of its own, what became of all that this step writes. A step that
     * writes nothing waits for those before it. Not called after destroy. KIOSK_ERR_STATE outside of every callback. */
    kiosk_status (*when_saved)(kiosk_host*, kiosk_saved, void* user);
} kiosk_store_1;

/* ---------------------------------------------------------------- kiosk.people/1: who is who */

#define KIOSK_PEOPLE_1 "kiosk.people/1"

typedef struct kiosk_person {
    uint32_t size;
    int64_t id;
    kiosk_str name; /* as staff let it stand on the board; 1 to 24 letters as a reader counts them. Where the event holds
                       names until staff have looked at them, a friendly name until then: see held_name */
    kiosk_str unit; /* id of a unit in the event file, or empty */
    kiosk_str unit_title;
    int32_t removed; /* 1: thrown out by staff; may be let back in */
} kiosk_person;

/* [main] Somebody was renamed (staff have approved their name, too), removed or let back in, or is forgotten: then `find` knows them no more, and the plugin drops
 * within this call whatever it keeps of them, in memory and in its tables (since 1.2; before that nobody was forgotten). */
typedef void (*kiosk_person_changed)(void* user, int64_t person);

typedef struct kiosk_people_1 {
    uint32_t size;
    /* [main] Look somebody up; KIOSK_ERR_ARGUMENT where there is no such person. Strings live until the next step. */
    kiosk_status (*find)(kiosk_host*, int64_t person, kiosk_person* out);
    /* [main] Be told of changes. Ends with destroy. */
    kiosk_status (*watch)(kiosk_host*, kiosk_person_changed, void* user);
    /* since 1.2 */
    /* [main] The same as find, by the code that leaves the kiosk with their results: the only thing that a centre knows them
     * by, and what their own phone shows them. KIOSK_ERR_ARGUMENT where it is nobody's here. Looks through everybody: for a
     * board's rows, not for a phone's request. */
    kiosk_status (*find_code)(kiosk_host*, kiosk_str code, kiosk_person* out);
    /* since 1.4 */
    /* [main] What they call themselves, while that waits until staff have looked at it and kiosk_person.name stands in for it.
     * Empty where nothing waits, and for whoever is unknown. For routes of staff and for themselves alone: never for a screen,
     * a topic, or somebody else's phone. Lives until the next step. */
    kiosk_str (*held_name)(kiosk_host*, int64_t person);
} kiosk_people_1;

/* ---------------------------------------------------------------- kiosk.results/1: what a run came to */

#define KIOSK_RESULTS_1 "kiosk.results/1"

typedef struct kiosk_result {
    uint32_t size;
    kiosk_str run;    /* the round or sitting that it belongs to, unique on this kiosk: "quiz/17" */
    kiosk_str title;  /* of the run, for people: "Vòng 2" */
    int64_t person;
    int32_t place;    /* 1…; shared places share the number; 0 where there is none */
    double score;
    double max_score; /* 0 where there is none */
    int32_t right;
    int32_t asked;
    kiosk_ms duration;   /* over the right answers, ms */
    int32_t rehearsal;   /* 1: kept apart, never on a board */
    kiosk_ms finished;   /* wall */
} kiosk_result;

/* since 1.2: every answer and every visit, for the central endpoint that the event file may name. */

/* What kind of question it was: the interaction types of xAPI 1.0.3 (part two, appendix C). Behind each: what the items of
 * a response and of a pattern are. */
typedef enum kiosk_interaction {
    KIOSK_INTERACTION_CHOICE,       /* the options that were picked */
    KIOSK_INTERACTION_TRUE_FALSE,   /* "true" or "false"; no options */
    KIOSK_INTERACTION_FILL_IN,      /* what was typed into each blank; patterns are compared without regard to case */
    KIOSK_INTERACTION_LONG_FILL_IN, /* the same, of more than a line */
    KIOSK_INTERACTION_SEQUENCING,   /* the options, in order */
    KIOSK_INTERACTION_MATCHING,     /* pairs: `id` on this side, `match` on the other (options with `target`) */
    KIOSK_INTERACTION_NUMERIC,      /* a number as text; in a pattern from `id` to `match`, either may be empty */
    KIOSK_INTERACTION_LIKERT,       /* one option of a scale or poll; no patterns */
    KIOSK_INTERACTION_PERFORMANCE   /* steps: `id`, and what was done there, `match` */
} kiosk_interaction;

typedef struct kiosk_item {
    kiosk_str id;
    kiosk_str match;
} kiosk_item;

typedef struct kiosk_items {
    const kiosk_item* items;
    uint32_t count;
} kiosk_items;

typedef struct kiosk_option {
    kiosk_str id; /* no blanks; none of []{}<>"\^`|/?#% */
    kiosk_str text;
    int32_t target; /* of matching: 1 on the other side */
} kiosk_option;

/* One person's answer to one question, or that none came. Tell it when the right answer is shown and not before: the
 * pattern leaves the kiosk with it. */
typedef struct kiosk_answered {
    uint32_t size;
    kiosk_str run;      /* as in kiosk_result, and with its title */
    kiosk_str title;
    int64_t person;
    kiosk_str question; /* its id within its bank, as an option's */
    kiosk_str bank;     /* id: with `question` it says what was asked, on every kiosk and in every run */
    int32_t bank_version; /* 1…; 0 where it is not known */
    kiosk_interaction kind;
    kiosk_str text;     /* the question, for people */
    const kiosk_option* options;
    uint32_t option_count;
    const kiosk_items* patterns; /* any one of these was right; none where nothing was right or wrong */
    uint32_t pattern_count;
    kiosk_items response; /* count 0: no answer came in time */
    int32_t success;      /* 1 right, 0 wrong, -1 neither: a poll, a question that was struck out */
    double score;
    double max_score;   /* 0 where nothing was to be won */
    kiosk_ms duration;  /* from the question's opening */
    int32_t rehearsal;  /* 1: not told */
    kiosk_ms at;        /* wall */
} kiosk_answered;

/* Somebody was somewhere, or saw something: a booth, a stamp of a passport, a film. */
typedef struct kiosk_experienced {
    uint32_t size;
    kiosk_str run;      /* unique on this kiosk for each visit of a person: "visit/17" */
    kiosk_str activity; /* id of what it was, unique in its kind, as an option's */
    kiosk_str title;    /* for people */
    kiosk_str kind;     /* "booth", "stamp", "video" */
    int64_t person;
    kiosk_ms duration;  /* 0 where it is not known */
    int32_t rehearsal;  /* 1: not told */
    kiosk_ms at;        /* wall */
} kiosk_experienced;

typedef enum kiosk_span { KIOSK_SPAN_TODAY = 0, KIOSK_SPAN_ALL = 1 } kiosk_span;

typedef struct kiosk_board_row {
    uint32_t size;
    int32_t place; /* 1, 2, 2, 4; on a board of units 0 (since 1.2): all units of fewer people than the event lets show on
                    * their own, added up, without a name; the last row */
    int64_t person; /* 0 on a board of units */
    kiosk_str name;
    kiosk_str unit_title;
    double score;
    int32_t runs;   /* runs added up; on a board of units: people */
    double average; /* on a board of units: score per person */
} kiosk_board_row;

typedef void (*kiosk_board_reader)(void* user, const kiosk_board_row*);
typedef void (*kiosk_boards_changed)(void* user);

typedef struct kiosk_results_1 {
    uint32_t size;
    /* [main] Write a result in this step. The same run and person again replaces it (a re-scored question). */
    kiosk_status (*record)(kiosk_host*, const kiosk_result*);
    /* [main] The best `limit` persons (units = 0) or units (units = 1) over a span, best first: sum of scores, then
     * right answers, then least time. Kept in memory; costs no disk. */
    kiosk_status (*board)(kiosk_host*, kiosk_span, int32_t units, int32_t limit, kiosk_board_reader, void* user);
    /* [main] A number that grows whenever a board may look different. */
    uint64_t (*revision)(kiosk_host*);
    /* since 1.1 */
    /* [main] Be told, once after each step in which a board may have changed. Ends with destroy. */
    kiosk_status (*watch)(kiosk_host*, kiosk_boards_changed, void* user);
    /* since 1.2 */
    /* [main] 1 where answers are told to somebody: the event file names a central endpoint and leaves them on. */
    int32_t (*tells_answers)(kiosk_host*);
    /* [main] Tell of an answer, or a visit, in this step. The same again (run, question, person) is told once; where it says
     * something else (a question was re-scored) what was told is voided. Does nothing where nobody is told. About 30 us
     * each: tell many in slices, a few ms in a tick. */
    kiosk_status (*answered)(kiosk_host*, const kiosk_answered*);
    kiosk_status (*experienced)(kiosk_host*, const kiosk_experienced*);
} kiosk_results_1;

/* ---------------------------------------------------------------- kiosk.content/1: question banks and the like */

#define KIOSK_CONTENT_1 "kiosk.content/1"

typedef struct kiosk_pack {
    uint32_t size;
    kiosk_str kind; /* "quiz-bank" */
    kiosk_str id;
    kiosk_str json; /* whole, checked against its schema and by the plugin's own check */
    /* since 1.2 */
    int32_t version; /* on this kiosk: 1… */
} kiosk_pack;
typedef void (*kiosk_pack_reader)(void* user, const kiosk_pack*);
typedef void (*kiosk_packs_changed)(void* user);

typedef struct kiosk_content_1 {
    uint32_t size;
    /* [main] Every usable pack of a kind, in order of id. */
    kiosk_status (*list)(kiosk_host*, const char* kind, kiosk_pack_reader, void* user);
    /* since 1.1 */
    /* [main] Be told that packs of a kind came, went or are now of another version. Ends with destroy. */
    kiosk_status (*watch)(kiosk_host*, const char* kind, kiosk_packs_changed, void* user);
} kiosk_content_1;

/* ---------------------------------------------------------------- kiosk.fetch/1: what an address elsewhere holds (since 1.2) */

#define KIOSK_FETCH_1 "kiosk.fetch/1"

typedef struct kiosk_fetched {
    uint32_t size;
    kiosk_str url;
    kiosk_str body;     /* JSON, at most 8 MiB, not nested deeper than 64: the last good one; empty where none ever came */
    kiosk_ms fetched;   /* wall, when it was last known to be what the address holds; 0: never */
    int32_t fresh;      /* 1: known so just now; 0: kept from before, also from before the start */
    kiosk_str trouble;  /* of the last try: "network", "portal", "moved", "key", "missing", "busy", "refused", "too_large",
                         * "no_json"; empty where all is well */
    kiosk_str sentence; /* the same in English, for people who mend it */
} kiosk_fetched;

/* [main] Called soon after follow with what was kept, where there is something, then after every try. */
typedef void (*kiosk_fetch_reader)(void* user, const kiosk_fetched*);

typedef struct kiosk_fetch_1 {
    uint32_t size;
    /* [main] Ask an http or https address every `every` ms (1,000 at least), for what is new only, and be told. TLS is
     * verified, redirects are not followed, failures are met with patience, and nothing that fails takes the place of what
     * was there. No user or password in the address. At most 8 addresses a plugin. Ends with destroy. */
    kiosk_status (*follow)(kiosk_host*, const char* url, kiosk_ms every, kiosk_fetch_reader, void* user);
} kiosk_fetch_1;

/* ---------------------------------------------------------------- kiosk.screen/1: the big screen */

#define KIOSK_SCREEN_1 "kiosk.screen/1"
typedef struct kiosk_screen_1 {
    uint32_t size;
    /* [main] Ask for the stage: the plugin's screen of that name is shown until it is given back or staff choose
     * another. Does nothing in a headless kiosk, or where --show names another screen. */
    kiosk_status (*show)(kiosk_host*, const char* screen);
    kiosk_status (*give_back)(kiosk_host*);
    /* [main] What a screen of ours shows has changed: draw it in the next turn. Cheap; may be called often. */
    void (*changed)(kiosk_host*);
    /* [main] The stage's language, "vi" or "en"; while it draws for a second display, the event's and no visitor's. */
    kiosk_str (*lang)(kiosk_host*);
    /* since 1.3 */
    /* [main] Open a screen as if its tile on the home screen had been tapped: "booths/agriculture", of any plugin; "" is home.
     * KIOSK_ERR_ARGUMENT where there is none, KIOSK_ERR_STATE where --show names another screen. */
    kiosk_status (*open)(kiosk_host*, const char* address);
} kiosk_screen_1;

/* ---------------------------------------------------------------- kiosk.visitor/1: who stands at the touch screen (since 1.3) */

#define KIOSK_VISITOR_1 "kiosk.visitor/1"

typedef struct kiosk_visitor {
    uint32_t size;
    int64_t person;   /* 0: they have not said who they are, or nobody is there */
    int32_t present;  /* 1: somebody touched the screen and has not been away for the event's idle time */
    int32_t big_text; /* 1: they asked for larger letters and no haste */
    int32_t aloud;    /* 1: they asked to be read to */
} kiosk_visitor;

/* [main] Somebody said who they are, asked for something else (letters, voice, language), or is gone: then `current` says
 * nobody, and the plugin drops within this call whatever its screens show of them. The next visitor sees nothing of it. */
typedef void (*kiosk_visitor_changed)(void* user);

typedef struct kiosk_visitor_1 {
    uint32_t size;
    /* [main] Who is there now. */
    kiosk_status (*current)(kiosk_host*, kiosk_visitor* out);
    /* [main] Somebody gives their name at the screen: they join as people do on a phone, in this step, and are the visitor.
     * `*person` is theirs. `unit` may be empty. KIOSK_ERR_ARGUMENT where the name or unit is refused: then `*why` is the key
     * of a sentence in content/i18n ("names.too_long"), valid until the next call. KIOSK_ERR_STORE as for a write. */
    kiosk_status (*join)(kiosk_host*, kiosk_str name, kiosk_str unit, int64_t* person, kiosk_str* why);
    /* [main] What the visitor asks for. Ends with them. */
    kiosk_status (*prefer)(kiosk_host*, int32_t big_text, int32_t aloud);
    /* [main] They are done and say so: their traces leave the screen, the home screen comes on. */
    kiosk_status (*leave)(kiosk_host*);
    /* [main] The address that takes the visitor's session over on a phone: for a QR code, at most 38 characters, upper case.
     * Good once, for half an hour; the same until it is used. Empty where nobody has joined. Valid until the next call. */
    kiosk_str (*handover_url)(kiosk_host*);
    /* [main] Be told of changes. Ends with destroy. */
    kiosk_status (*watch)(kiosk_host*, kiosk_visitor_changed, void* user);
} kiosk_visitor_1;

/* ---------------------------------------------------------------- kiosk.home/1: what invites people (since 1.3) */

#define KIOSK_HOME_1 "kiosk.home/1"

/* One thing worth a look, drawn large by the attract loop, and small on the tile of `screen`. */
typedef struct kiosk_fact {
    uint32_t size;
    kiosk_str screen;   /* of the plugin's own, whose tile it is about; empty: none */
    kiosk_str headline; /* a number or a few words: "969", "Vòng 2" */
    kiosk_str text;     /* a sentence: "dịch vụ công trực tuyến toàn trình" */
    kiosk_str source;   /* "Sở KH&CN, 09/10/2025"; may be empty */
    kiosk_str icon;     /* as in plugin.json */
    kiosk_ms until;     /* wall: count down to it beside the headline; 0: no countdown */
} kiosk_fact;
typedef void (*kiosk_fact_reader)(void* user, const kiosk_fact*);
/* [main] Hand every fact to the reader, in the language asked for. Called when home or the attract loop comes on, and after
 * screen.changed; be quick: no disk. */
typedef void (*kiosk_facts)(void* user, kiosk_str lang, kiosk_fact_reader, void* reader_user);

typedef struct kiosk_home_1 {
    uint32_t size;
    /* [main] Offer facts. A later call replaces an earlier one. Ends with destroy. */
    kiosk_status (*offer)(kiosk_host*, kiosk_facts, void* user);
} kiosk_home_1;

/* ---------------------------------------------------------------- kiosk.speech/1: reading aloud (since 1.3) */

#define KIOSK_SPEECH_1 "kiosk.speech/1"
typedef struct kiosk_speech_1 {
    uint32_t size;
    /* [main] 1 where there is a voice and a sound device. */
    int32_t (*available)(kiosk_host*);
    /* [main] Say this instead of whatever is being said; at most 4 KiB. Returns at once. `lang` is "vi" or "en". */
    kiosk_status (*say)(kiosk_host*, kiosk_str text, kiosk_str lang);
    kiosk_status (*hush)(kiosk_host*);
} kiosk_speech_1;

/* ---------------------------------------------------------------- kiosk.seal/1: what this kiosk vouches for (since 1.3) */

#define KIOSK_SEAL_1 "kiosk.seal/1"
typedef struct kiosk_seal_1 {
    uint32_t size;
    /* [main] The Ed25519 signature (RFC 8032) of these bytes by the kiosk's own key, base64; valid until the next call. */
    kiosk_str (*sign)(kiosk_host*, kiosk_str bytes);
    /* [main] The key that checks it, base64; valid until destroy. */
    kiosk_str (*public_key)(kiosk_host*);
} kiosk_seal_1;

/* ---------------------------------------------------------------- the plugin as the host sees it */

typedef enum kiosk_command {
    KIOSK_COMMAND_NEXT = 1, /* space, right arrow, the clicker's forward key */
    KIOSK_COMMAND_PAUSE = 2 /* P: pause, or go on */
} kiosk_command;

/* The "exact match" lane: a plugin that draws shares Dear ImGui with the host, so both must have been built with the
 * same one. ui.h fills this in; a plugin that does not draw leaves `ui` NULL. */
typedef struct kiosk_ui_fingerprint {
    uint32_t size;
    uint32_t imgui_version;
    uint32_t sizeof_io, sizeof_style, sizeof_vert, sizeof_idx, sizeof_draw_cmd;
    uint32_t ui_revision;
} kiosk_ui_fingerprint;

/* [main] A fault in a content pack: where (JSON pointer) and what, one sentence in the language asked for. */
typedef void (*kiosk_fault_reader)(void* user, kiosk_str pointer, kiosk_str sentence);

/* A file that people bring, to be read into a pack; or a pack, to be written as a file that their programs open. */
typedef struct kiosk_exchange {
    uint32_t size;
    kiosk_str kind;   /* of the pack: "quiz-bank" */
    kiosk_str format; /* one that the manifest names, or "auto" when reading */
    kiosk_str name;   /* the file's name, for sentences and as a hint */
    kiosk_str bytes;  /* the file when reading, at most 20 MiB; the pack's JSON when writing; empty for a template */
    kiosk_str map;    /* reading a table: JSON {"<column's heading>": "<field>"}, or empty: guess */
    kiosk_str lang;   /* of the sentences, and of a template's headings */
} kiosk_exchange;
/* Called once. Reading: the report, as JSON:
 *     {"format": "kahoot",
 *      "sentence": "…",                       only where nothing was usable: why, in one sentence
 *      "taken": 38, "refused": 2,
 *      "pack": {…} or null,                   a pack of what was taken
 *      "notes": [{"refused": true, "place": "row 14, column \"Right answer\"", "sentence": "…"}],   and what was changed
 *      "table": {"columns": ["…"], "rows": [["…"]], "fields": ["text", "option", "answer", …], "map": ["text", …]}}
 * where "table" is there for tables only: headings, the first rows, what a column may be, and what each was taken for
 * ("" where it is left out). Writing: the file. */
typedef void (*kiosk_bytes_reader)(void* user, kiosk_str bytes);

typedef struct kiosk_plugin_entry {
    uint32_t size;
    uint32_t abi;        /* KIOSK_ABI */
    const char* id;      /* as in plugin.json: [a-z][a-z0-9-]{0,31} */
    const char* version; /* as in plugin.json: "1.0.0" */
    const kiosk_ui_fingerprint* ui;

    /* [main] Make an instance; NULL refuses. Do no work here beyond allocating. */
    void* (*create)(const kiosk_host_api*);
    /* [main] Migrate, add routes, load state. A status other than KIOSK_OK leaves the plugin out. */
    kiosk_status (*init)(void* self);
    /* [main] One of the plugin's screens comes on stage / leaves it. May be NULL. */
    kiosk_status (*start)(void* self, const char* screen);
    void (*stop)(void* self, const char* screen);
    /* [main] Draw the screen with ui.h. Called only when something changed. May be NULL in a plugin without screens. */
    kiosk_status (*draw)(void* self, const char* screen);
    /* [main] The time asked for with wake_at has come. May be NULL. */
    void (*tick)(void* self);
    /* [main] Staff pressed a key. Return KIOSK_OK where it meant something to the plugin. May be NULL. */
    kiosk_status (*command)(void* self, kiosk_command);
    /* [main] Set the scene for a picture ("lobby", "question") with sample people, in a store that is thrown away
     * afterwards; `kiosk picture` then draws. May be NULL. */
    kiosk_status (*pose)(void* self, const char* picture);
    /* [any, no instance] Check a content pack of a kind that the manifest names, beyond its schema. May be NULL. */
    void (*check)(kiosk_str kind, kiosk_str json, kiosk_str lang, kiosk_fault_reader, void* user);
    /* [main] Leave nothing behind. */
    void (*destroy)(void* self);
    /* since 1.1 */
    /* [any, no instance] Read a file of people's own into a pack: `done` is called once with the report, also where nothing
     * was usable. KIOSK_ERR_ARGUMENT for a kind or format that the plugin does not know; then `done` is not called. The
     * host does this in a process of its own, with little memory and time, for nobody knows what a file holds. May be NULL. */
    kiosk_status (*import_file)(const kiosk_exchange*, kiosk_bytes_reader done, void* user);
    /* [any, no instance] Write a pack as a file of that format, or an empty one to fill in ("template"). May be NULL. */
    kiosk_status (*export_file)(const kiosk_exchange*, kiosk_bytes_reader done, void* user);
    /* since 1.2 */
    /* [main] One of the commands that the manifest names: `kiosk <plugin id> <words>`. Comes after init, in a kiosk of this
     * plugin alone, without doors, streams, window or loop (no tick comes), with the event of the last run in that data folder,
     * or an empty one; another kiosk may be at work there, so init must not undo what that one relies on. May block. argv are
     * the words as typed, in one of the manifest's forms; `out` is called as often as there is something to say: it goes to
     * stdout, or to stderr where the status is not 0. What was written is on disk before anything is printed. Returns the exit
     * status: 0 done, 1 what was asked for is wrong, 2 usage. May be NULL where the manifest names no commands. */
    int32_t (*run_command)(void* self, int32_t argc, const kiosk_str* argv, kiosk_bytes_reader out, void* user);
} kiosk_plugin_entry;

/* The one symbol that a plugin exports: `extern const kiosk_plugin_entry kiosk_plugin;` */
#define KIOSK_ENTRY_SYMBOL "kiosk_plugin"

#ifdef __cplusplus
}
#endif
#endif
