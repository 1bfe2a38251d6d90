// A contest room for tests: people by name, seconds that pass, answers by letter.
#pragma once

#include "bank/bank.h"
#include "game/round.h"

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <vector>

namespace quiz::testing {

using nlohmann::json;

// A question in the bank's own words; fails the test where the bank would refuse it.
Question question(const json&);
Question single(const std::string& id, const std::string& right, int seconds = 20);
Question multiple(const std::string& id, const std::vector<std::string>& right);
Question boolean(const std::string& id, bool right);
Question number(const std::string& id, double value, double tolerance = 0);
Question closest(const std::string& id, double value);
Question order(const std::string& id, const std::vector<std::string>& right);
Question text(const std::string& id, const std::vector<std::string>& right);
Question poll(const std::string& id);

RoundConfig contest(std::vector<Question> questions, std::vector<Question> spare = {});

class Room {
public:
    explicit Room(RoundConfig config) : round(std::move(config), now) {}

    PlayerId join(const std::string& name);
    void pass(Ms ms) { now += ms; }
    // The clock goes on to when something is due, and it happens. Fails where nothing is due.
    void wait();

    void next();            // staff press the big button; fails where nothing happens
    void open();            // on to the next question, with answers open
    void close();           // early, and the grace second passes
    void reveal();          // closes where needed
    void play(const std::map<std::string, std::string>& answers); // a whole question: name -> answer, all at once
    void to_podium();

    // "b", "a,c", "53", or a text, after what the present question asks for. `ago`: ms since it arrived.
    Verdict answer(PlayerId, const std::string& what, Ms ago = 0);
    Verdict answer(PlayerId, const std::string& question, const std::string& what, Ms ago);
    Accepted send(PlayerId, const std::string& question, Choice, Ms ago = 0);
    Choice choice(const std::string& question, const std::string& what) const;

    int place(PlayerId id) const { return round.own(id).place; }
    Points score(PlayerId id) const { return round.own(id).score; }
    // "1 An, 2= Binh, 2= Chi"
    std::string board() const;
    void restart(); // kill -9, and up again from what was written

    Ms now = 1'000'000;
    Round round;

private:
    std::map<std::string, PlayerId> ids_;
    std::map<PlayerId, std::string> names_;
};

} // namespace quiz::testing
