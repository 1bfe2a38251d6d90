#include "kiosk/http/router.h"

#include <algorithm>
#include <stdexcept>

namespace kiosk::http {
namespace {

// "/a/b" → "a", "b"; "/" → ""; a trailing "/" makes a last, empty segment, so that "/a" and "/a/" differ.
std::vector<std::string_view> split(std::string_view path) {
    std::vector<std::string_view> segments;
    path.remove_prefix(1);
    for (;;) {
        const auto slash = path.find('/');
        segments.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos) return segments;
        path.remove_prefix(slash + 1);
    }
}

bool is_placeholder(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

bool well_formed(std::string_view pattern) {
    if (pattern.empty() || pattern.front() != '/' || pattern.find_first_of(" ?#%") != std::string_view::npos) return false;
    std::vector<std::string_view> names;
    const auto segments = split(pattern);
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const auto segment = segments[i];
        if (segment.empty() && i + 1 < segments.size()) return false; // "//"
        if (is_placeholder(segment)) {
            const auto name = segment.substr(1, segment.size() - 2);
            if (name.find_first_of("{}") != std::string_view::npos) return false;
            if (std::find(names.begin(), names.end(), name) != names.end()) return false;
            names.push_back(name);
        } else if (segment.find_first_of("{}") != std::string_view::npos) {
            return false;
        }
    }
    return true;
}

// The same shape: two patterns that differ in the names of their placeholders only would match the same paths.
bool same_shape(std::string_view a, std::string_view b) {
    const auto left = split(a), right = split(b);
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](auto x, auto y) {
        return is_placeholder(x) ? is_placeholder(y) : x == y;
    });
}

// A placeholder takes one segment that is not empty.
template <class Segments> bool fits(const Segments& pattern, const std::vector<std::string_view>& path) {
    return std::equal(pattern.begin(), pattern.end(), path.begin(), path.end(),
                      [](const auto& p, auto s) { return is_placeholder(p) ? !s.empty() : p == s; });
}

// A literal beats a placeholder, and the earlier segment decides.
bool more_literal(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
        if (is_placeholder(a[i]) != is_placeholder(b[i])) return is_placeholder(b[i]);
    return false;
}

} // namespace

bool pattern_fits(std::string_view pattern, std::string_view path) {
    return path.starts_with('/') && fits(split(pattern), split(path));
}

Status Router::add(Route route) {
    if (route.method.empty() || !route.handler || !well_formed(route.pattern))
        return Error{Kind::invalid, "not a route: \"" + route.method + " " + route.pattern + "\""};
    for (const auto& other : routes_)
        if (other.method == route.method && same_shape(other.pattern, route.pattern))
            return Error{Kind::invalid, "the route " + route.method + " " + route.pattern + " is there already"};
    const auto segments = split(route.pattern);
    segments_.emplace_back(segments.begin(), segments.end());
    routes_.push_back(std::move(route));
    return {};
}

void Router::add_own(Route route) {
    if (auto added = add(std::move(route)); !added) throw std::logic_error(added.error().sentence);
}

void Router::remove_owner(std::string_view owner) {
    for (std::size_t i = routes_.size(); i-- > 0;) {
        if (routes_[i].owner != owner) continue;
        routes_.erase(routes_.begin() + static_cast<std::ptrdiff_t>(i));
        segments_.erase(segments_.begin() + static_cast<std::ptrdiff_t>(i));
    }
}

Router::Match Router::find(std::string_view method, std::string_view path) const {
    Match match;
    if (path.empty() || path.front() != '/') return match;
    const auto asked = split(path);
    const std::vector<std::string>* best = nullptr;
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        const auto& route = routes_[i];
        if (!fits(segments_[i], asked)) continue;
        if (route.method != method && !(method == "HEAD" && route.method == "GET")) {
            if (match.allow.find(route.method) == std::string::npos)
                match.allow += (match.allow.empty() ? "" : ", ") + route.method + (route.method == "GET" ? ", HEAD" : "");
            continue;
        }
        if (best && !more_literal(segments_[i], *best)) continue;
        match.route = &route;
        best = &segments_[i];
    }
    if (!match.route) {
        match.other_method = !match.allow.empty();
        return match;
    }
    match.allow.clear();
    for (std::size_t i = 0; i < best->size(); ++i) {
        const std::string_view segment = (*best)[i];
        if (is_placeholder(segment)) match.params.emplace(segment.substr(1, segment.size() - 2), asked[i]);
    }
    return match;
}

} // namespace kiosk::http
