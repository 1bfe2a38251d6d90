#include "stage/walkup_screen.h"

#include "walkup/messages.h"

#include <algorithm>

namespace quiz {

namespace ui = kiosk::ui;
using nlohmann::json;
using What = Touch::What;

namespace {

constexpr int kMostNameLetters = 24; // letters as a reader counts them, as on the phone

Text text_of(const json& value) {
    if (value.is_string()) return {value.get<std::string>(), ""};
    if (!value.is_object()) return {};
    return {value.value("vi", ""), value.value("en", "")};
}

std::string sentence_of(const char* code) { return std::string(ui::tr(walkup_sentence(code))); }

} // namespace

void WalkupScreen::init() {
    const json event = json::parse(host_.event(), nullptr, false);
    if (event.is_object()) {
        if (const auto units = event.find("units"); units != event.end() && units->is_array())
            for (const auto& unit : *units)
                if (unit.is_object() && unit.contains("id") && unit.contains("title") && unit["id"].is_string()) {
                    const std::string title = text_of(unit["title"]).pick(Lang::vi);
                    places_.push_back({unit["id"], title, fold(title)});
                }
        if (const auto title = event.find("units_title"); title != event.end()) units_title_ = text_of(*title);
        if (const auto privacy = event.find("privacy"); privacy != event.end() && privacy->is_object())
            if (const auto days = privacy->find("retention_days"); days != privacy->end() && days->is_number_integer())
                retention_days_ = *days;
    }
    forget();
    host_.watch_visitor([this] { visitor_changed(); });
}

void WalkupScreen::start() {
    on_stage_ = true;
    page_.clear();
    said_.clear();
    if (!pose_) visitor_changed();
    ui::restart_appear();
}

void WalkupScreen::stop() {
    on_stage_ = false;
    host_.hush();
    if (host_.visitor().person == 0) forget(); // whoever opens it next may be another, and finds no name half typed
}

void WalkupScreen::visitor_changed() {
    const kiosk::Visitor visitor = host_.visitor();
    // Nobody typed the name that stands here, or they are another: not a letter of it stays.
    if (visitor.person != person_ || !visitor.present) {
        forget();
        if (on_stage_) host_.hush();
    }
    if (!visitor.aloud) said_.clear();
    person_ = visitor.person;
    host_.screen_changed();
}

void WalkupScreen::forget() {
    name_ = {};
    name_.most = kMostNameLetters;
    search_ = {};
    search_.most = kMostNameLetters;
    draft_ = {};
    asks_unit_ = saving_ = false;
    ++saves_;
    trouble_.clear();
    page_.clear();
    said_.clear();
}

WalkupView WalkupScreen::view() const {
    const kiosk::Visitor visitor = host_.visitor();
    WalkupView view;
    view.lang = lang_named(host_.lang());
    view.big = visitor.big_text;
    view.aloud = visitor.aloud;
    view.can_speak = host_.can_speak();
    view.saving = saving_;
    view.trouble = trouble_;
    view.questions = walkup_.rules().questions;
    view.retention_days = retention_days_;
    view.open = walkup_.open();
    view.picture = [this](std::string_view name) { return walkup_.picture(name); };
    kiosk::Person person;
    if (visitor.person && host_.person(visitor.person, person)) {
        view.name = person.name;
        view.held = !host_.held_name(visitor.person).empty();
        if (const Seat* seat = walkup_.seat(visitor.person)) view.sitting = &seat->sitting;
    }
    return view;
}

void WalkupScreen::draw() {
    if (pose_) return draw_pose();
    ui::backdrop();
    person_ = host_.visitor().person;
    const WalkupView view = this->view();
    const Touch touch = page(view);
    say_page();
    if (touch.what != What::none) {
        act(touch);
        host_.screen_changed();
    }
    if (saving_ && !trouble_.empty()) {
        if (host_.healthy()) {
            saving_ = false;
            trouble_.clear();
        }
        ui::need_frame(1);
    }
}

// The page that is on follows from what is known; a new one comes in with a movement.
Touch WalkupScreen::page(const WalkupView& view) {
    std::string wanted = "hello";
    const Sitting* sitting = view.sitting;
    const bool explained = sitting && sitting->step() == Sitting::Step::explained && !saving_;
    if (view.name.empty() && view.open) wanted = asks_unit_ ? "unit" : "name"; // nobody gives a name for nothing
    else if (sitting && sitting->step() == Sitting::Step::done) wanted = "result";
    else if (sitting) wanted = (explained ? "explained" : "question") + std::to_string(sitting->at());
    if (wanted != page_) {
        page_ = wanted;
        ui::restart_appear();
    }
    if (wanted == "name") return draw_walkup_name(view, name_);
    if (wanted == "unit") return draw_walkup_unit(view, search_, places_, units_title_.pick(view.lang));
    if (wanted == "hello") return draw_walkup_hello(view);
    if (wanted == "result") return draw_walkup_result(view, walkup_.card(person_), host_.handover_url());
    return explained ? draw_walkup_explained(view) : draw_walkup_question(view, draft_);
}

void WalkupScreen::act(const Touch& touch) {
    const kiosk::Visitor visitor = host_.visitor();
    switch (touch.what) {
    case What::big: return host_.visitor_prefers(!visitor.big_text, visitor.aloud);
    case What::aloud:
        if (visitor.aloud) host_.hush();
        said_.clear();
        return host_.visitor_prefers(visitor.big_text, !visitor.aloud);
    case What::home:
        host_.hush();
        host_.open("");
        return;
    case What::name:
        trouble_.clear();
        if (places_.empty()) return join("");
        asks_unit_ = !fold(name_.text).empty();
        if (!asks_unit_) trouble_ = std::string(ui::tr("name.empty"));
        return;
    case What::join: return join(touch.text);
    case What::done:
        host_.hush();
        host_.visitor_leaves();
        return forget();
    case What::booth: {
        host_.hush();
        const std::string address = "booths/" + touch.text;
        host_.open(address.c_str());
        return;
    }
    default: return act_on_game(touch);
    }
}

void WalkupScreen::act_on_game(const Touch& touch) {
    const Seat* seat = walkup_.seat(person_);
    if (touch.what == What::start || touch.what == What::again) {
        draft_ = {};
        return taken(walkup_.start(person_));
    }
    const auto question = seat ? seat->sitting.public_question() : std::nullopt;
    if (!question || saving_) return;
    host_.hush();
    if (touch.what == What::next) {
        draft_ = {};
        const auto refusal = walkup_.next(person_, seat->id, question->id);
        trouble_ = refusal ? sentence_of(refusal->code) : "";
    } else if (touch.what == What::answer) {
        taken(walkup_.answer(person_, seat->id, question->id, touch.choice, host_.now()));
    }
}

// Persist, then answer: what the screen says next waits for the disk, as a phone's reply does.
void WalkupScreen::taken(const std::optional<Refusal>& refusal) {
    trouble_.clear();
    if (refusal) {
        trouble_ = sentence_of(refusal->code);
        draft_.tapped.clear();
        return;
    }
    saving_ = true;
    host_.when_saved([this, save = ++saves_](bool durable) {
        if (save != saves_) return;
        saving_ = !durable; // what the disk refused waits for it to heal, and so does the visitor
        if (!durable) trouble_ = std::string(ui::tr("walkup.question.not_saved"));
        host_.screen_changed();
    });
}

void WalkupScreen::join(const std::string& unit) {
    std::string why;
    const std::int64_t person = host_.visitor_joins(name_.text, unit, why);
    if (!person) {
        trouble_ = std::string(ui::tr(why));
        asks_unit_ = false;
        return;
    }
    forget();
    person_ = person;
    // Whose name waits for staff reads first what stands on the board instead; the others begin at once.
    taken(host_.held_name(person).empty() ? walkup_.start(person) : std::nullopt);
}

void WalkupScreen::say_page() {
    const kiosk::Visitor visitor = host_.visitor();
    if (!visitor.aloud || !host_.can_speak() || said_ == page_) return;
    said_ = page_;
    const Lang lang = lang_named(host_.lang());
    const Seat* seat = walkup_.seat(person_);
    kiosk::Person person;
    host_.person(person_, person);
    std::string words;
    if (page_ == "name") words = std::string(ui::tr("walkup.name.title")) + " " + std::string(ui::tr("walkup.name.lead"));
    else if (page_ == "unit") words = units_title_.pick(lang);
    else if (page_ == "hello" && !walkup_.open()) words = ui::tr("walkup.hello.closed");
    else if (page_ == "hello") {
        words = ui::tr("walkup.hello.lead", {std::to_string(walkup_.rules().questions)});
        if (!host_.held_name(person_).empty()) words += " " + ui::tr("walkup.hello.held", {person.name});
    } else if (!seat) return;
    else if (page_ == "result") {
        const Card card = walkup_.card(person_);
        words = ui::tr("walkup.result.title", {person.name, std::to_string(card.came.right), std::to_string(card.came.asked)}) + ". " +
                (card.place ? ui::tr("walkup.result.place", {std::to_string(card.place), std::to_string(card.people)}) : "");
    } else if (const auto reveal = seat->sitting.reveal(); reveal && page_.starts_with("explained")) {
        const auto number = seat->sitting.at();
        const Question& question = seat->sitting.questions()[static_cast<std::size_t>(number)];
        const auto right = seat->sitting.outcome(number).right;
        if (right) words = *right ? std::string(ui::tr("walkup.spoken.right")) : ui::tr("walkup.spoken.wrong", {walkup_words(question, question.key, lang)});
        words += " " + reveal->explanation.pick(lang);
    } else if (const auto question = seat->sitting.public_question()) {
        words = question->text.pick(lang) + " ";
        for (std::size_t i = 0; i < question->options.size(); ++i)
            words += ui::tr("walkup.spoken.option", {std::string(1, static_cast<char>('A' + i)), question->options[i].text.pick(lang)}) + " ";
    }
    host_.say(words, host_.lang());
}

} // namespace quiz
