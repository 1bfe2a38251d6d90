// openapi.yaml says what the server really has: every route is described, and nothing is described that is not there.
#include "kiosk/app.h"

#include <gtest/gtest.h>

#include <cctype>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <string>
#include <unistd.h>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

using Routes = std::set<std::string>; // "GET /api/me"

// Names of placeholders do not matter: {id} and {round} are the same place.
std::string nameless(const std::string& pattern) {
    return std::regex_replace(pattern, std::regex("\\{[^}]*\\}"), "{}");
}

std::string upper(std::string method) {
    for (char& c : method) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return method;
}

// Pages come from net without a route; the file describes them, too.
bool is_page(const std::string& path) {
    return path == "/" || path == "/{}" || path == "/staff" || path == "/web/{}" || path == "/p/{}/{}";
}

Routes described() {
    std::ifstream yaml(fs::path(KIOSK_SOURCE_DIR) / "kiosk/http/openapi.yaml");
    EXPECT_TRUE(yaml) << "kiosk/http/openapi.yaml is missing";
    Routes routes;
    std::string path;
    bool in_paths = false;
    for (std::string line; std::getline(yaml, line);) {
        std::smatch found;
        if (std::regex_match(line, std::regex("([a-z]+):.*"))) in_paths = line.rfind("paths:", 0) == 0;
        else if (in_paths && std::regex_match(line, found, std::regex("  ['\"]?(/[^'\":]*)['\"]?:.*"))) path = nameless(found[1]);
        else if (in_paths && std::regex_match(line, found, std::regex("    (get|post|put|delete):.*")) && !is_page(path))
            routes.insert(upper(found[1]) + ' ' + path);
    }
    return routes;
}

TEST(OpenApi, describes_every_route_and_no_other) {
    std::string pattern = (fs::temp_directory_path() / "kiosk-openapi-XXXXXX").string();
    RunOptions options;
    options.data = mkdtemp(pattern.data());
    options.headless = true;
    Routes served;
    {
        auto app = App::create(options);
        ASSERT_TRUE(app) << app.error().sentence;
        for (const auto& route : (*app)->router().routes())
            if (route.owner != "hello") served.insert(route.method + " " + nameless(route.pattern));
    }
    fs::remove_all(options.data);

    const Routes written = described();
    EXPECT_GT(served.size(), 20u);
    for (const auto& route : served) EXPECT_TRUE(written.count(route)) << route << " is served and not described";
    for (const auto& route : written) EXPECT_TRUE(served.count(route)) << route << " is described and not served";
}

} // namespace
} // namespace kiosk
