// kiosk/plugin.hpp: the contract of plugin.h as a C++20 class with defaults. Header only; nothing of it crosses the
// border, so a plugin may be built with another compiler or standard library than the kiosk.
//
//     struct Hello final : kiosk::Plugin {
//         void init() override {
//             host.route("GET", "/greeting", kiosk::Guard::anyone,
//                        [this](const kiosk::Request& request) { host.reply(request, R"({"hello":"world"})"); });
//         }
//     };
//     KIOSK_PLUGIN(Hello, "hello", "1.0.0")
//
// Every callback runs on the kiosk's main thread. A callback may throw: the trampolines below log the message under the
// plugin's name, forget what the callback wrote, and turn it into KIOSK_ERR_INTERNAL, or HTTP 500 where a phone waits.
#pragma once

#include <kiosk/host.hpp>

namespace kiosk {

// Derive, override what you need, and name the class in KIOSK_PLUGIN.
class Plugin {
public:
    virtual ~Plugin() = default;
    virtual void init() {}
    virtual void start(std::string_view /*screen*/) {}
    virtual void stop(std::string_view /*screen*/) {}
    virtual void draw(std::string_view /*screen*/) {}
    virtual void tick() {}
    virtual bool command(kiosk_command) { return false; }
    virtual bool pose(std::string_view /*picture*/) { return false; }
    // A command of the plugin's own; see run_command in plugin.h. Appends to `out`, returns the exit status.
    virtual int run_command(std::span<const std::string_view> /*words*/, std::string& /*out*/) { return 2; }

    Host& host;

protected:
    Plugin() : host(*constructing()) {}

private:
    // The Host is made before the plugin and outlives it; this hands it to the base class without asking every plugin
    // to write a constructor. Main thread only, set for the length of one `create`.
    template <class, class> friend struct Entry;
    static Host*& constructing() {
        static Host* host = nullptr;
        return host;
    }
};

using Check = void (*)(std::string_view kind, std::string_view json, std::string_view lang,
                       const std::function<void(std::string_view pointer, std::string_view sentence)>& fault);

// A file to be read into a pack, or a pack to be written as a file; see kiosk_exchange.
struct Exchange {
    std::string_view kind, format, name, bytes, map, lang;
};
// The report or the file; nothing for a kind or format that the plugin does not know.
using Convert = std::optional<std::string> (*)(const Exchange&);

// What a plugin does with packs of its kinds, without an instance, on any thread. Leave out what it does not do.
struct PackFunctions {
    Check check = nullptr;
    Convert import_file = nullptr;
    Convert export_file = nullptr;
};

// The C functions behind one plugin class. `Traits` gives id, version, ui fingerprint and the functions for packs.
template <class P, class Traits> struct Entry {
    struct Instance {
        Host host;
        std::unique_ptr<P> plugin;
        explicit Instance(const kiosk_host_api* api) : host(api) {}
    };
    template <class Call> static kiosk_status guarded(void* self, const char* where, Call&& call) noexcept {
        auto& instance = *static_cast<Instance*>(self);
        try {
            return call(*instance.plugin);
        } catch (const std::exception& e) {
            instance.host.log(KIOSK_LOG_ERROR, std::string(where) + ": " + e.what());
        } catch (...) {
            instance.host.log(KIOSK_LOG_ERROR, std::string(where) + ": an exception that is no std::exception");
        }
        instance.host.abandon_step();
        return KIOSK_ERR_INTERNAL;
    }
    static void* create(const kiosk_host_api* api) noexcept {
        try {
            auto instance = std::make_unique<Instance>(api);
            Plugin::constructing() = &instance->host;
            instance->plugin = std::make_unique<P>();
            return instance.release();
        } catch (const std::exception& e) {
            api->log(api->host, KIOSK_LOG_ERROR, str(std::string("create: ") + e.what()));
        } catch (...) {
            api->log(api->host, KIOSK_LOG_ERROR, str("create: an exception that is no std::exception"));
        }
        return nullptr;
    }
    static kiosk_status init(void* self) noexcept {
        return guarded(self, "init", [](P& p) { return p.init(), KIOSK_OK; });
    }
    static kiosk_status start(void* self, const char* screen) noexcept {
        return guarded(self, "start", [&](P& p) { return p.start(screen), KIOSK_OK; });
    }
    static void stop(void* self, const char* screen) noexcept {
        guarded(self, "stop", [&](P& p) { return p.stop(screen), KIOSK_OK; });
    }
    static kiosk_status draw(void* self, const char* screen) noexcept {
        return guarded(self, "draw", [&](P& p) { return p.draw(screen), KIOSK_OK; });
    }
    static void tick(void* self) noexcept {
        guarded(self, "tick", [](P& p) { return p.tick(), KIOSK_OK; });
    }
    static kiosk_status command(void* self, kiosk_command command) noexcept {
        return guarded(self, "command", [&](P& p) { return p.command(command) ? KIOSK_OK : KIOSK_ERR_STATE; });
    }
    static kiosk_status pose(void* self, const char* picture) noexcept {
        return guarded(self, "pose", [&](P& p) { return p.pose(picture) ? KIOSK_OK : KIOSK_ERR_ARGUMENT; });
    }
    static std::int32_t run_command(void* self, std::int32_t argc, const kiosk_str* argv, kiosk_bytes_reader out,
                                    void* user) noexcept {
        std::int32_t exit_status = 1;
        guarded(self, "command", [&](P& p) {
            std::vector<std::string_view> words;
            for (std::int32_t i = 0; i < argc; ++i) words.push_back(view(argv[i]));
            std::string said;
            exit_status = p.run_command(words, said);
            out(user, str(said));
            return KIOSK_OK;
        });
        return exit_status;
    }
    static void check(kiosk_str kind, kiosk_str json, kiosk_str lang, kiosk_fault_reader reader, void* user) noexcept {
        check_with(Traits::packs.check, kind, json, lang, reader, user);
    }
    static void check_with(Check own, kiosk_str kind, kiosk_str json, kiosk_str lang, kiosk_fault_reader reader,
                           void* user) noexcept {
        if (!own) return;
        try {
            own(view(kind), view(json), view(lang), [&](std::string_view pointer, std::string_view sentence) {
                reader(user, str(pointer), str(sentence));
            });
        } catch (const std::exception& e) {
            reader(user, str(""), str(e.what()));
        } catch (...) {
            reader(user, str(""), str("the check itself failed"));
        }
    }
    static kiosk_status import_file(const kiosk_exchange* e, kiosk_bytes_reader done, void* user) noexcept {
        return exchange(Traits::packs.import_file, e, done, user);
    }
    static kiosk_status export_file(const kiosk_exchange* e, kiosk_bytes_reader done, void* user) noexcept {
        return exchange(Traits::packs.export_file, e, done, user);
    }
    static kiosk_status exchange(Convert convert, const kiosk_exchange* e, kiosk_bytes_reader done, void* user) noexcept {
        if (!convert) return KIOSK_ERR_ARGUMENT;
        try {
            const auto bytes =
                convert({view(e->kind), view(e->format), view(e->name), view(e->bytes), view(e->map), view(e->lang)});
            if (!bytes) return KIOSK_ERR_ARGUMENT;
            done(user, str(*bytes));
            return KIOSK_OK;
        } catch (...) {
            return KIOSK_ERR_INTERNAL;
        }
    }
    static void destroy(void* self) noexcept {
        auto* instance = static_cast<Instance*>(self);
        guarded(self, "destroy", [&](P&) { return instance->plugin.reset(), KIOSK_OK; });
        delete instance;
    }
    static constexpr kiosk_plugin_entry entry() {
        return {sizeof(kiosk_plugin_entry), KIOSK_ABI, Traits::id, Traits::version, Traits::ui, &create, &init, &start, &stop,
                &draw, &tick, &command, &pose, &check, &destroy, &import_file, &export_file, &run_command};
    }
};

} // namespace kiosk

#define KIOSK_PLUGIN_WITH(Class, ID, VERSION, UI, PACKS)                                                               \
    namespace {                                                                                                        \
    struct KioskTraits {                                                                                               \
        static constexpr const char* id = ID;                                                                          \
        static constexpr const char* version = VERSION;                                                                \
        static constexpr const kiosk_ui_fingerprint* ui = UI;                                                          \
        static constexpr ::kiosk::PackFunctions packs = PACKS;                                                         \
    };                                                                                                                 \
    }                                                                                                                  \
    extern "C" KIOSK_EXPORT const kiosk_plugin_entry kiosk_plugin;                                                     \
    const kiosk_plugin_entry kiosk_plugin = ::kiosk::Entry<Class, KioskTraits>::entry();

// A plugin that does not draw. One that draws includes <kiosk/ui.h> and uses KIOSK_PLUGIN_UI from there.
#define KIOSK_PLUGIN(Class, ID, VERSION) KIOSK_PLUGIN_WITH(Class, ID, VERSION, nullptr, {})
