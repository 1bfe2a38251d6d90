#include "stage/scene.h"

#include "game/choice.h"
#include "game/draw.h"
#include "stage/scene_picture.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <random>

namespace quiz {

using nlohmann::json;

namespace {

constexpr int kPeople = 128;
constexpr int kQuestions = 12;

// Family, middle and given names; any three make a name that one would meet.
constexpr std::array kFamily{"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Bùi", "Vũ", "Đặng", "Đỗ", "Hà", "Đinh", "Phùng"};
constexpr std::array kMiddle{"Thu", "Minh", "Đức", "Bảo", "Khánh", "Quỳnh", "Gia", "Phương", "Ánh", "Hải", "Ngọc"};
constexpr std::array kGiven{"Hằng", "Huy", "Ngọc", "Khôi", "Dương", "Như", "Bảo", "Linh", "Quân", "Thảo", "Trang", "Sơn", "Yến"};
constexpr std::array kUnits{"Phường Tân Hòa", "Xã Thịnh Minh", "Xã Tân Mai",    "Xã Pà Cò",
                            "Xã Mường Bi",    "Xã Vân Sơn",    "Xã Toàn Thắng", "Xã Bao La"};

template <class List> const char* pick(const List& list, std::uint32_t number) {
    return list[number % list.size()];
}

// What a sample person answers: right two times in three.
json choice_of(const Question& question, std::mt19937& dice) {
    const bool right = dice() % 3 != 0;
    if (const auto* key = std::get_if<RightOptions>(&question.key); key && right) return {{"options", key->ids}};
    if (const auto* key = std::get_if<RightNumber>(&question.key))
        return {{"number", right ? key->value : key->value + 1 + dice() % 9}};
    if (const auto* key = std::get_if<RightTexts>(&question.key)) return {{"text", right ? key->texts.front() : "không rõ"}};
    if (const auto* key = std::get_if<RightOrder>(&question.key)) {
        auto ids = key->ids;
        if (!right) std::reverse(ids.begin(), ids.end());
        return {{"order", ids}};
    }
    return {{"options", {question.options[dice() % question.options.size()].id}}};
}

// As many whole words as fit into so many letters.
std::string long_text(std::size_t most, const char* words) {
    std::string text = words;
    while (letters(text) > most) text.erase(text.find_last_of(' '));
    return text;
}

void make_longest(std::vector<Question>& questions) {
    Question& question = questions.front();
    const std::string stem = "Khi nhận được cuộc gọi tự xưng là cán bộ yêu cầu cung cấp mã xác thực để nâng cấp tài khoản định "
                             "danh điện tử mức độ hai, "
                             "người dân ở vùng sâu, vùng xa nên làm những việc gì trước hết để giữ an toàn?";
    question.type = Type::single;
    question.text = {long_text(kMaxQuestionLetters, stem.c_str()), ""};
    question.options.clear();
    for (const char* words : {"Bình tĩnh dừng cuộc gọi, rồi đến bộ phận một cửa của xã hỏi lại cho rõ",
                              "Đọc mã xác thực cho người gọi vì họ nói đúng tên và số căn cước của mình",
                              "Chuyển trước một khoản tiền nhỏ để giữ chỗ, sau đó mới kiểm tra thông tin",
                              "Cài ứng dụng theo đường dẫn được gửi đến và làm theo từng bước một"})
        question.options.push_back(
            {std::string(1, static_cast<char>('a' + question.options.size())), {long_text(kMaxOptionLetters, words), ""}, ""});
    question.key = RightOptions{{"a"}};
    question.explanation = {"Cơ quan nhà nước không yêu cầu ai đọc mã xác thực qua điện thoại. Kẻ gian có thể biết trước họ tên "
                            "và số căn cước của bạn. "
                            "Hãy dừng cuộc gọi, bình tĩnh hỏi người thân, rồi đến bộ phận một cửa của xã hoặc gọi tổng đài chính "
                            "thức để hỏi lại cho rõ.",
                            ""};
}

// The question of a type that stands first, moved to the front; false where no bank has one.
bool bring_forward(std::vector<Question>& questions, Type type) {
    const auto found = std::find_if(questions.begin(), questions.end(), [type](const Question& q) { return q.type == type; });
    if (found == questions.end()) return false;
    std::rotate(questions.begin(), found, found + 1);
    return true;
}

} // namespace

std::optional<Scene> Scene::make(std::string_view picture, const std::vector<Bank>& banks, kiosk_ms now) {
    Scene scene;
    scene.now_ = now;
    if (picture == "idle") return scene;
    std::vector<const Bank*> all;
    for (const auto& bank : banks) all.push_back(&bank);
    DrawWish wish;
    wish.questions = 1000; // all there are; then those that the picture needs
    wish.seed = 57;
    Drawn drawn = draw(all, wish);
    auto& questions = drawn.questions;
    std::erase_if(questions, [](const Question& question) { return !question.scored(); }); // a poll has no standings behind it
    bring_forward(questions, Type::single);
    if (picture == "number" && !bring_forward(questions, Type::number)) return std::nullopt;
    if (picture == "order" && !bring_forward(questions, Type::order)) return std::nullopt;
    if (picture == "text" && !bring_forward(questions, Type::text)) return std::nullopt;
    if (picture == "multiple" && !bring_forward(questions, Type::multiple)) return std::nullopt;
    if (questions.empty()) return std::nullopt;
    questions.resize(std::min<std::size_t>(questions.size(), kQuestions));
    if (picture == "picture" || picture == "picture-reveal") questions.front().image = kScenePicture;
    if (picture == "longest" || picture == "longest-reveal") make_longest(questions);

    take_pictures(questions, scene.pictures_);
    scene.info_.id = 17;
    scene.info_.code = "7K4Q";
    scene.info_.title = {"Tìm hiểu kiến thức số", "Digital knowledge contest"};
    scene.info_.config.questions = std::move(questions);
    scene.round_.emplace(scene.info_.config, now - 60'000);
    Round& round = *scene.round_;

    std::mt19937 dice(57);
    for (int i = 0; i < kPeople; ++i) {
        Face face{std::string(pick(kFamily, dice())) + " " + pick(kMiddle, dice()) + " " + pick(kGiven, dice()), "",
                  pick(kUnits, dice())};
        if (i % 29 == 5) face.name += " 🚀";
        if (i % 17 == 3) face.name = pick(kGiven, dice());
        scene.faces_.push_back(std::move(face));
        round.enter(i + 1);
        scene.newest_.insert(scene.newest_.begin(), i + 1);
    }
    if (picture == "lobby") return scene;

    // A question takes 20 s of the past; the wanted one is at 8 s.
    const bool long_way = picture == "standings" || picture == "podium";
    const int last = long_way ? round.count() - (picture == "podium" ? 1 : 5) : 0;
    kiosk_ms at = now - 60'000 - 30'000 * last;
    scene.round_.emplace(scene.info_.config, at);
    for (int i = 0; i < kPeople; ++i) scene.round_->enter(i + 1);
    Round& played = *scene.round_;
    for (int index = 0; index <= last; ++index) {
        while (played.phase() != Phase::question && played.phase() != Phase::podium && played.advance(at)) {}
        if (picture == "question") break;
        const bool here = index == last;
        const bool open = here && (picture == "answering" || picture == "paused" || picture == "number" || picture == "order" ||
                                   picture == "text" || picture == "multiple" || picture == "longest" || picture == "picture");
        const kiosk_ms opened = open ? now - 8'000 : at;
        played.advance(opened);
        const Question question = *played.present_question();
        for (int i = 0; i < kPeople; ++i) {
            if (open && i % 4 == 0) continue; // a quarter still thinks
            const auto choice = read_choice(question, choice_of(question, dice));
            if (choice) played.accept(i + 1, question.id, *choice, opened + 700 + static_cast<kiosk_ms>(dice() % 7'000));
        }
        if (open) {
            if (picture == "paused") played.pause(now - 1'000);
            break;
        }
        at = opened + 25'000;
        while (played.tick(at)) {}
        if (played.phase() == Phase::answering) {
            played.close_early(at);
            at += 2'000;
            while (played.tick(at)) {}
        }
        if (here && picture == "closed") break;
        played.advance(at); // reveal
        if (here && (picture == "reveal" || picture == "longest-reveal" || picture == "picture-reveal")) break;
        played.advance(at); // standings, or the podium after the last
        if (here && picture == "podium" && played.phase() == Phase::standings) played.advance(at);
        at += 5'000;
    }
    return scene;
}

const Picture* Scene::picture(std::string_view name) const {
    const auto found = pictures_.find(name);
    return found == pictures_.end() ? nullptr : &found->second;
}

Face Scene::face(PlayerId player) const {
    const auto index = static_cast<std::size_t>(player - 1);
    return index < faces_.size() ? faces_[index] : Face{};
}

} // namespace quiz
