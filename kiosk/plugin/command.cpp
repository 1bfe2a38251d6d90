#include "kiosk/plugin/command.h"

#include "kiosk/plugin/nobody.h"
#include "kiosk/plugin/plugin.h"
#include "kiosk/store/migrate.h"

#include <future>
#include <memory>

namespace kiosk::plugin {

namespace {

bool on_disk(store::Writer&);

} // namespace

Result<CommandOutcome> run_command(const Manifest& manifest, const std::vector<std::string>& words, const CommandPlace& place) {
    auto file = PluginFile::open(manifest);
    if (!file) return file.error();
    auto write_connection = store::Database::open(place.store.string(), store::Access::write);
    if (!write_connection) return write_connection.error();
    if (auto host_tables = store::migrate_host(**write_connection); !host_tables) return host_tables.error();
    auto reader = store::Database::open(place.store.string(), store::Access::read);
    if (!reader) return reader.error();

    store::Writer writer(std::move(*write_connection), {});
    people::People people(writer, {});
    results::Ledger ledger(writer, people);
    http::Router router;
    const content::Shelf shelf(writer);
    const SystemClock clock;
    RunQueue nobody_turns({}); // what other threads bring back is not waited for
    NoPhones phones;
    NoScreen screen;
    Hub hub({phones, router, writer, **reader, people, ledger, shelf, place.words, clock, screen, nobody_turns, place.event,
             place.settings});
    CommandOutcome outcome;
    {
        Plugin plugin(**file, hub);
        if (auto ready = plugin.init(); !ready) return ready.error();
        writer.start();
        const auto status = plugin.run_command(words, outcome.said);
        if (!status) return Error{Kind::internal, "The command failed; the lines above say why."};
        outcome.status = *status;
    }
    const bool written = on_disk(writer);
    writer.stop();
    if (!written) return Error{Kind::unavailable, "The disk does not take writes; what was asked for is not kept."};
    return outcome;
}

namespace {

// Waits for all that was submitted. False where some of it is not on disk.
bool on_disk(store::Writer& writer) {
    const auto done = std::make_shared<std::promise<bool>>(); // shared: a std::function wants what can be copied
    auto durable = done->get_future();
    if (!writer.submit({{}, [done](bool is_durable) { done->set_value(is_durable); }})) return false;
    return durable.get() && writer.stats().dropped_steps == 0;
}

} // namespace

} // namespace kiosk::plugin
