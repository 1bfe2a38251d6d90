#include "kiosk/screen/displays_x11.h"

#include <SDL.h>
#include <SDL_syswm.h>
#include <X11/extensions/Xrandr.h>
#include <dlfcn.h>

#include <algorithm>

namespace kiosk::screen {
namespace {

struct RandR {
    decltype(&XRRGetMonitors) get_monitors = nullptr;
    decltype(&XRRFreeMonitors) free_monitors = nullptr;
    decltype(&XRRSelectInput) select_input = nullptr;
    decltype(&XRRQueryExtension) query_extension = nullptr;
    bool whole = false;

    RandR() {
        void* library = dlopen("libXrandr.so.2", RTLD_NOW | RTLD_LOCAL); // for good
        const auto get = [library](auto& call, const char* name) {
            call = library ? reinterpret_cast<std::remove_reference_t<decltype(call)>>(dlsym(library, name)) : nullptr;
            return call != nullptr;
        };
        whole = get(get_monitors, "XRRGetMonitors") && get(free_monitors, "XRRFreeMonitors") &&
                get(select_input, "XRRSelectInput") && get(query_extension, "XRRQueryExtension");
    }
};

const RandR& randr() {
    static const RandR only;
    return only;
}

int g_first_event = -1; // of RandR on the display that x11_watch was given

bool x11_info(SDL_Window* window, SDL_SysWMinfo& info) {
    SDL_VERSION(&info.version);
    return window && SDL_GetWindowWMInfo(window, &info) == SDL_TRUE && info.subsystem == SDL_SYSWM_X11 && randr().whole;
}

} // namespace

std::vector<X11Place> x11_places(SDL_Window* window) {
    SDL_SysWMinfo info{};
    if (!x11_info(window, info)) return {};
    Display* display = info.info.x11.display;
    int count = 0;
    XRRMonitorInfo* monitors = randr().get_monitors(display, DefaultRootWindow(display), True, &count);
    if (!monitors) return {};
    std::stable_sort(monitors, monitors + count, [](const auto& a, const auto& b) { return a.primary > b.primary; });
    std::vector<X11Place> places;
    for (int i = 0; i < count; ++i) places.push_back({monitors[i].x, monitors[i].y, monitors[i].width, monitors[i].height});
    randr().free_monitors(monitors);
    return places;
}

void x11_watch(SDL_Window* window) {
    SDL_SysWMinfo info{};
    int first_error = 0;
    if (!x11_info(window, info) || !randr().query_extension(info.info.x11.display, &g_first_event, &first_error)) return;
    randr().select_input(info.info.x11.display, DefaultRootWindow(info.info.x11.display),
                         RRScreenChangeNotifyMask | RRCrtcChangeNotifyMask | RROutputChangeNotifyMask);
    SDL_EventState(SDL_SYSWMEVENT, SDL_ENABLE); // otherwise SDL keeps to itself what it does not know
}

bool x11_told(const SDL_Event& event) {
    if (event.type != SDL_SYSWMEVENT || g_first_event < 0 || !event.syswm.msg) return false;
    if (event.syswm.msg->subsystem != SDL_SYSWM_X11) return false;
    const int type = event.syswm.msg->msg.x11.event.type;
    return type == g_first_event + RRScreenChangeNotify || type == g_first_event + RRNotify;
}

} // namespace kiosk::screen
