// libpq, as little of it as the archive needs: one connection, values and rows in the binary format, and the ways in which
// things go wrong. Private to this room, and the only files of it that include libpq.
//
// Thread: a Connection belongs to one thread at a time; all calls wait for the server.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

struct pg_conn;
struct pg_result;

namespace central::pg {

// Thrown by everything below, caught where a job ends.
struct Failure : std::runtime_error {
    enum class Kind {
        broken,   // no line to the server, or it is going down: connect again, ask again
        collided, // with somebody else's transaction: ask again
        exists,   // a row with this key is there already
        unfit,    // these values fit into no column of the database, whenever they come
        refused   // the server does not want this: a mistake of ours, a right that is missing, a full disk
    };
    Failure(Kind what, const std::string& sentence) : std::runtime_error(sentence), kind(what) {}
    Kind kind;
};

// Parameters of a statement, $1, $2, …
class Values {
public:
    struct One {
        unsigned type; // OID
        std::string bytes;
    };
    Values& integer(std::int64_t);
    Values& text(std::string_view);
    Values& uuid(std::string_view bytes);
    Values& integers(const std::vector<std::int64_t>&);
    Values& texts(const std::vector<std::string_view>&);
    Values& uuids(const std::vector<std::string_view>&); // 16 bytes each; NULL where empty
    Values& blobs(const std::vector<std::string_view>&);

    const std::vector<One>& all() const { return all_; }

private:
    std::vector<One> all_;
};

// Rows for Connection::copy, cell by cell in the order of its columns: the format of COPY … (FORMAT binary).
class Cells {
public:
    Cells();
    Cells& row(int columns); // begins one
    Cells& integer(std::int64_t);
    Cells& real(double);
    Cells& boolean(bool);
    Cells& text(std::string_view); // or bytea
    Cells& uuid(std::string_view bytes); // NULL where empty
    Cells& integers(const std::vector<std::int64_t>&);

    const std::string& bytes() const { return bytes_; }

private:
    std::string bytes_;
};

class Rows {
public:
    explicit Rows(pg_result*);
    int count() const;
    std::int64_t changed() const; // rows that a command wrote
    // Columns of bigint, double precision, boolean, text, bytea and uuid (16 bytes).
    bool null(int row, int column) const;
    std::int64_t integer(int row, int column) const;
    double real(int row, int column) const;
    bool boolean(int row, int column) const;
    std::string_view text(int row, int column) const;

private:
    struct Clear {
        void operator()(pg_result*) const;
    };
    std::unique_ptr<pg_result, Clear> result_;
};

class Connection {
public:
    // Waits three seconds at most where the URL says nothing else.
    explicit Connection(const std::string& url);

    void command(const char* sql);                  // one or more, without parameters
    Rows ask(const std::string& sql, const Values& = {}); // planned for these values
    Rows run(const std::string& sql, const Values&);      // planned once
    // Adds rows to a table ("central_homes (event, home)"): all, or none where it throws. Costs the server about half of what
    // INSERT does, but knows no ON CONFLICT.
    void copy(const std::string& into, const Cells&);
    // Of the line: who shuts it down makes a call that waits in another thread throw Failure (broken).
    int socket() const;

private:
    struct Finish {
        void operator()(pg_conn*) const;
    };
    Rows check(pg_result*);

    std::unique_ptr<pg_conn, Finish> connection_;
    std::set<std::string> prepared_;
};

// "kiosk@10.0.0.5:5432/central": what may stand in a log of a connection URL. Throws Failure where it is none.
std::string place_of(const std::string& url);

} // namespace central::pg
