#include "kiosk/staff/codes.h"

#include <qrencode.h>

#include <memory>

namespace kiosk::staff {

using nlohmann::json;

namespace {

std::string text_of(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        if (std::string_view("\\;,:\"").find(c) != std::string_view::npos) safe += '\\';
        safe += c;
    }
    return safe;
}

} // namespace

std::string wifi_code(const json& wifi) {
    if (!wifi.is_object()) return "";
    const std::string ssid = text_of(wifi, "ssid"), password = text_of(wifi, "password");
    if (ssid.empty()) return "";
    std::string security = text_of(wifi, "security");
    if (security != "WEP" && security != "nopass") security = "WPA";
    if (password.empty()) security = "nopass";
    std::string code = "WIFI:T:" + security + ";S:" + escaped(ssid) + ";";
    if (security != "nopass") code += "P:" + escaped(password) + ";";
    if (const auto hidden = wifi.find("hidden"); hidden != wifi.end() && *hidden == true) code += "H:true;";
    return code + ";";
}

json code_json(std::string_view text) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> made(
        QRcode_encodeString(std::string(text).c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), &QRcode_free);
    if (!made) return nullptr;
    std::string dark;
    for (int i = 0; i < made->width * made->width; ++i) dark += made->data[i] & 1 ? '1' : '0';
    return {{"text", text}, {"size", made->width}, {"dark", std::move(dark)}};
}

} // namespace kiosk::staff
