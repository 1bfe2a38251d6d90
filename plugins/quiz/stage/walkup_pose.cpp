// Sample people on the walk-up quiz's pages, for `kiosk picture quiz.walkup-…`.
#include "stage/walkup_screen.h"

#include "game/draw.h"

#include <algorithm>

namespace quiz {

namespace ui = kiosk::ui;

namespace {

constexpr int kPosed = 5;

// The first question of that kind with words behind it, from any bank.
std::optional<Question> find(const std::vector<Bank>& banks, Type type) {
    for (const auto& bank : banks)
        for (const auto& question : bank.questions)
            if (question.type == type && !question.explanation.empty()) return question;
    return std::nullopt;
}

Choice choice_of(const Question& question, bool right) {
    if (const auto* key = std::get_if<RightOptions>(&question.key)) {
        std::uint32_t bits = 0;
        for (const auto& id : key->ids) bits |= 1u << question.option_at(id);
        const auto first = static_cast<std::uint32_t>(question.options.size() > 1 && bits == 1u ? 2 : 1);
        return Picked{right ? bits : question.type == Type::multiple ? (bits & (bits - 1)) | (~bits & (1u << (question.options.size() - 1))) : first};
    }
    if (const auto* key = std::get_if<RightNumber>(&question.key)) return Number{right ? key->value : key->value + 7};
    if (const auto* key = std::get_if<RightTexts>(&question.key)) return Said{right ? key->texts.front() : "không rõ", right ? fold(key->texts.front()) : "khong ro"};
    if (std::holds_alternative<RightOrder>(question.key)) {
        Ordered order;
        const auto& ids = std::get<RightOrder>(question.key).ids;
        for (const auto& id : ids) order.options.push_back(static_cast<std::uint8_t>(question.option_at(id)));
        if (!right) std::swap(order.options.front(), order.options.back());
        return order;
    }
    return Picked{1};
}

Question longest() {
    Question q;
    q.id = "longest";
    q.text = {"Khi nhận được cuộc gọi tự xưng là cán bộ yêu cầu cung cấp mã xác thực để nâng cấp tài khoản định danh điện tử mức độ hai, "
              "người dân ở vùng sâu, vùng xa nên làm những việc gì trước hết?", ""};
    for (const char* words : {"Bình tĩnh dừng cuộc gọi, rồi đến bộ phận một cửa của xã hỏi lại cho rõ", "Đọc mã xác thực cho người gọi vì họ nói đúng tên và số căn cước",
                              "Chuyển trước một khoản tiền nhỏ để giữ chỗ, sau đó mới kiểm tra thông tin", "Cài ứng dụng theo đường dẫn được gửi đến và làm theo từng bước một"})
        q.options.push_back({std::string(1, static_cast<char>('a' + q.options.size())), {words, ""}, ""});
    q.key = RightOptions{{"a"}};
    q.topic = {"An toàn trên mạng", ""};
    q.explanation = {"Cơ quan nhà nước không yêu cầu ai đọc mã xác thực qua điện thoại. Kẻ gian có thể biết trước họ tên và số căn cước của bạn. "
                     "Hãy dừng cuộc gọi, bình tĩnh hỏi người thân, rồi đến bộ phận một cửa của xã hoặc gọi tổng đài chính thức để hỏi lại cho rõ. "
                     "Nếu lỡ đọc mã hoặc chuyển tiền, hãy báo ngay cho ngân hàng để khóa tài khoản và đến công an xã trình báo; giữ lại tin nhắn, số "
                     "điện thoại và biên lai vì đó là những chứng cứ giúp cơ quan chức năng lần theo kẻ gian nhanh hơn nhiều.", ""};
    q.source = {{"Cục An toàn thông tin, Bộ Thông tin và Truyền thông", ""}, "2025-06", ""};
    return q;
}

} // namespace

bool WalkupScreen::pose(std::string_view picture, const std::vector<Bank>& banks, kiosk_ms now) {
    static constexpr std::string_view kPrefix = "walkup-", kBig = "-big";
    pose_.reset();
    if (!picture.starts_with(kPrefix)) return false;
    Pose pose;
    pose.view.big = picture.ends_with(kBig);
    picture.remove_prefix(kPrefix.size());
    if (pose.view.big) picture.remove_suffix(kBig.size());
    if (picture == "hello-held") {
        pose.view.held = true;
        picture = "hello";
    }
    pose.page = picture;
    pose.view.can_speak = true;
    pose.view.name = picture == "name" || picture == "unit" ? "" : pose.view.held ? "Sen Hồng 27" : "Nguyễn Thu Hằng";
    name_.text = "Thu Hằng";
    search_.text = "tan";
    pose.url = "HTTP://192.168.1.20:8080/H/7K4Q9XWB";
    if (picture == "name" || picture == "unit" || picture == "hello") {
        if (places_.empty())
            for (const char* title : {"Phường Tân Hòa", "Xã Tân Mai", "Xã Mường Bi", "Xã Vân Sơn"}) places_.push_back({fold(title), title, fold(title)});
        pose_ = std::move(pose);
        return true;
    }

    std::vector<const Bank*> all;
    for (const auto& bank : banks) all.push_back(&bank);
    DrawWish wish;
    wish.questions = 1000;
    wish.seed = 57;
    std::vector<Question> questions = quiz::draw(all, wish).questions;
    std::erase_if(questions, [](const Question& q) { return q.type != Type::single || q.explanation.empty() || !q.image.empty(); });
    if (questions.size() < kPosed) return false;
    questions.resize(kPosed);
    const Type type = picture.starts_with("multiple") ? Type::multiple : picture.starts_with("order") ? Type::order
                      : picture.starts_with("number") ? Type::number   : picture.starts_with("text")  ? Type::text
                      : picture.starts_with("poll")   ? Type::poll     : picture.starts_with("boolean") ? Type::boolean : Type::single;
    if (type != Type::single) {
        auto found = find(banks, type);
        if (!found) return false;
        questions[2] = std::move(*found);
    }
    if (picture.starts_with("longest")) questions[2] = longest();
    take_pictures(questions, pose.pictures);
    Sitting sitting(questions, Preset::balanced, now);
    const bool result = picture == "result", explained = picture.ends_with("explained") || picture.ends_with("wrong");
    const int answered = result ? kPosed : explained ? 3 : 2;
    for (int i = 0; i < answered; ++i) {
        const Question& question = questions[static_cast<std::size_t>(i)];
        sitting.answer(question.id, choice_of(question, i != 1 && !(i == 2 && picture.ends_with("wrong"))), now, now);
        if (i + 1 < answered || !explained) sitting.next(question.id, now);
    }
    pose.sitting = std::move(sitting);
    pose.card.came = pose.card.best = pose.sitting->came_to();
    pose.card.counts = true;
    pose.card.place = 7;
    pose.card.people = 52;
    pose.card.read = {{"services", {"Dịch vụ công trực tuyến", "Public services online"}, questions[1].topic},
                      {"safety", {"An toàn trên không gian mạng", "Safe in cyberspace"}, questions[1].topic}};
    if (type == Type::multiple) draft_.tapped = {0, 2};
    if (type == Type::order) draft_.tapped = {1, 0};
    if (type == Type::number) draft_.number = "1250";
    if (type == Type::text) draft_.text.text = "bộ phận một cửa";
    pose_ = std::move(pose);
    return true;
}

void WalkupScreen::draw_pose() {
    ui::backdrop();
    WalkupView view = pose_->view;
    view.lang = lang_named(host_.lang());
    view.retention_days = retention_days_;
    if (pose_->sitting) view.sitting = &*pose_->sitting;
    view.picture = [this](std::string_view name) {
        const auto found = pose_->pictures.find(name);
        return found == pose_->pictures.end() ? nullptr : &found->second;
    };
    const std::string& page = pose_->page;
    if (page == "name") draw_walkup_name(view, name_);
    else if (page == "unit") draw_walkup_unit(view, search_, places_, units_title_.pick(view.lang));
    else if (page == "hello") draw_walkup_hello(view);
    else if (page == "result") draw_walkup_result(view, pose_->card, pose_->url);
    else if (page.ends_with("explained") || page.ends_with("wrong")) draw_walkup_explained(view);
    else draw_walkup_question(view, draft_);
}

} // namespace quiz
