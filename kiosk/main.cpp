// kiosk: a quiz and event kiosk. This file is the table of contents; kiosk/README.md is the tour.
#include "kiosk/command_line.h"
#include "kiosk/commands.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace {

constexpr const char* kAbout =
    "Kiosk Số: a quiz and event kiosk. People scan the code on the big screen with their own phone, answer together, and\n"
    "see the tally and the podium live.\n\n"
    "  kiosk run                      start on the example event, fullscreen\n"
    "  kiosk run --headless           without a window: serve the phones, print address and QR code here\n"
    "  kiosk run --show leaderboard   the leaderboard on the screen and nothing else\n"
    "  kiosk staff pin                set the PIN for http://ADDRESS/staff\n"
    "  kiosk people forget CODE       erase somebody who asks for it\n"
    "  kiosk check content            what is wrong in the question banks, and on which line\n"
    "  kiosk import questions.xlsx    what is usable in a file of questions; -o bank.json keeps it\n"
    "  kiosk export-template          the Excel workbook to fill in\n\n"
    "Exit status: 0 fine, 1 what was checked or asked for is wrong, 2 usage.";

} // namespace

int main(int argc, char** argv) {
    using namespace kiosk;
    CLI::App app{kAbout, "kiosk"};
    app.set_version_flag("--version", std::string("kiosk " KIOSK_VERSION), "Print the version");
    app.require_subcommand(1);
    app.get_formatter()->column_width(34);
    int status = 0;

    RunOptions run_options;
    std::string window;
    auto* run_command = app.add_subcommand("run", "Start the kiosk");
    run_command->add_option("--event", run_options.event, "Event file (the example event)")->check(CLI::ExistingFile);
    run_command->add_option("--data", run_options.data, "Folder for answers, results and the log (~/.local/share/kiosk-so)");
    run_command->add_flag("--headless", run_options.headless, "No window: pages, streams and results only");
    run_command->add_option("--windowed", window, "A window of WIDTHxHEIGHT instead of the whole screen");
    run_command->add_option("--show", run_options.show, "One screen and no other: PLUGIN or PLUGIN/SCREEN");
    run_command->add_option("--port", run_options.port, "TCP port (8080); 0 takes a free one");
    run_command->add_option("--bind", run_options.bind, "Address to listen on (0.0.0.0: every one)");
    run_command->add_option(
        "--central-key", run_options.central_key,
        "File with USER:PASSWORD for the central endpoint, nobody else's to read (central.key in the data folder)");
    run_command->add_option("--database", run_options.database, kAboutDatabase)->check(refuse_password);
    run_command
        ->add_option("--from", run_options.from,
                     "Address of a centre, for plugins that show what happens there: the leaderboard shows its league. https://…")
        ->check(refuse_no_address);
    run_command->add_option("--plugins", run_options.plugins, "Folder of plugins (the program's own)")
        ->check(CLI::ExistingDirectory);
    run_command->add_option("--lang", run_options.lang, "Language of the screen: vi or en (the event's first)");
    run_command->callback([&] {
        if (!window.empty()) {
            const auto size = parse_size(window);
            if (!size) throw CLI::ValidationError("--windowed", size.error().sentence);
            run_options.width = size->width;
            run_options.height = size->height;
        }
        status = run(run_options);
    });

    std::vector<std::filesystem::path> paths;
    std::string lang = "vi";
    auto* check_command =
        app.add_subcommand("check", "Check question banks and event files; prints FILE:LINE: /pointer: sentence");
    check_command->add_option("PATH", paths, "Files or folders")->required();
    check_command->add_option("--lang", lang, "Language of the sentences: vi or en (vi)")->check(CLI::IsMember({"vi", "en"}));
    check_command->callback([&] { status = check(paths, lang); });

    ImportOptions import_options;
    auto* import_command =
        app.add_subcommand("import", "Read questions from Excel, CSV, Kahoot, Quizizz, Moodle, GIFT, Aiken, …; exit status\n"
                                     "0 all taken, 1 some refused, 2 nothing usable");
    import_command->add_option("FILE", import_options.file, "The file")->required()->check(CLI::ExistingFile);
    import_command->add_option("-o,--out", import_options.out, "The bank to write; without it, only tell what is in the file");
    import_command->add_option("--format", import_options.format,
                               "What the file is (auto): json, kahoot, quizizz, xlsx, csv, aiken, gift, moodle-xml, open-trivia");
    import_command
        ->add_option("--map", import_options.map, "COLUMN=FIELD: what a column of a table holds, where its heading does not say")
        ->expected(1, 64);
    import_command->add_option("--kind", import_options.kind, "Kind of content (the first that a plugin reads)");
    import_command->add_option("--lang", import_options.lang, "Language of the sentences: vi or en (vi)")
        ->check(CLI::IsMember({"vi", "en"}));
    import_command->add_option("--name", import_options.name)->group("");
    import_command->add_flag("--report", import_options.report)->group(""); // for the kiosk itself
    import_command->callback([&] { status = import_file(import_options); });

    ExportOptions export_options;
    auto* export_pack = app.add_subcommand("export", "Write a question bank as a file that other programs open");
    export_pack->add_option("BANK", export_options.pack, "A bank's file, or the id of one that comes with the program")
        ->required();
    auto* template_command = app.add_subcommand("export-template", "The workbook to fill in with questions");
    for (auto* command : {export_pack, template_command}) {
        command->add_option("--format", export_options.format,
                            command == export_pack ? "xlsx, csv, gift, moodle-xml or json (xlsx)" : "xlsx");
        command->add_option("-o,--out", export_options.out, "The file to write (named after the bank)");
        command->add_option("--kind", export_options.kind, "Kind of content (the first that a plugin writes)");
        command->add_option("--lang", export_options.lang, "Language of headings and texts: vi or en (vi)")
            ->check(CLI::IsMember({"vi", "en"}));
        command->callback([&] { status = export_file(export_options); });
    }

    auto* plugin_command = app.add_subcommand("plugin", "Look at plugins")->require_subcommand(1);
    std::filesystem::path plugin_folder, plugin_path;
    auto* list_command = plugin_command->add_subcommand("list", "The plugins that this kiosk would load");
    list_command->add_option("--plugins", plugin_folder, "Folder of plugins (the program's own)");
    list_command->callback([&] { status = plugin_list(plugin_folder); });
    auto* plugin_check_command =
        plugin_command->add_subcommand("check", "Load a plugin in a process of its own and say what is wrong");
    plugin_check_command->add_option("FILE", plugin_path, "The library, its plugin.json, or their folder")->required();
    plugin_check_command->callback([&] { status = plugin_check(plugin_path); });

    PictureOptions picture_options;
    std::string picture_size = "1920x1080";
    auto* picture_command = app.add_subcommand("picture", "Draw one screen, with sample people, into a PNG");
    picture_command
        ->add_option("SCREEN", picture_options.screen,
                     "home, quiz.lobby, quiz.question, quiz.reveal, … (\"list\" names them all)")
        ->required();
    picture_command->add_option("-o,--out", picture_options.out, "The PNG to write");
    picture_command->add_option("--size", picture_size, "WIDTHxHEIGHT (1920x1080)");
    picture_command->add_option("--lang", picture_options.lang, "vi or en (vi)")->check(CLI::IsMember({"vi", "en"}));
    picture_command->add_option("--scheme", picture_options.scheme, "dark or light (the event's)")
        ->check(CLI::IsMember({"dark", "light"}));
    picture_command->add_option("--event", picture_options.event, "Event file (the example event)")->check(CLI::ExistingFile);
    picture_command->callback([&] {
        const auto size = parse_size(picture_size);
        if (!size) throw CLI::ValidationError("--size", size.error().sentence);
        if (picture_options.out.empty() && picture_options.screen != "list") throw CLI::RequiredError("-o FILE.png");
        picture_options.size = *size;
        status = picture(picture_options);
    });

    std::filesystem::path data;
    std::string format = "csv";
    auto* results_command = app.add_subcommand("results", "What the rounds came to")->require_subcommand(1);
    auto* export_command = results_command->add_subcommand("export", "Print all results; also while the kiosk runs");
    export_command->add_option("--format", format, "csv or json (csv)")->check(CLI::IsMember({"csv", "json"}));
    export_command->add_option("--data", data, "The kiosk's data folder");
    export_command->callback([&] { status = results_export(data, format); });

    VerifyOptions verify_options;
    auto* verify_command = results_command->add_subcommand(
        "verify", "Is this sealed result file whole, and who sealed it; exit status\n0 whole, 1 broken, 2 no such file");
    verify_command->add_option("FILE", verify_options.file, "The file, as the staff page gave it")->required();
    verify_command->add_option("--key", verify_options.key, "The key that it must have been sealed with, base64");
    verify_command->add_option("--lang", verify_options.lang, "Language of the sentences: vi or en (vi)")
        ->check(CLI::IsMember({"vi", "en"}));
    verify_command->add_option("--data", verify_options.data, "The kiosk's data folder, for its own key");
    verify_command->callback([&] { status = results_verify(verify_options); });

    std::filesystem::path stick_file;
    auto* outbox_command = app.add_subcommand("outbox", "Results on their way to the central endpoint; also while the kiosk runs")
                               ->require_subcommand(1);
    const auto outbox = [&](const char* name, const char* about, int (*does)(const std::filesystem::path&)) {
        auto* command = outbox_command->add_subcommand(name, about);
        command->add_option("--data", data, "The kiosk's data folder");
        command->callback([&status, &data, does] { status = does(data); });
    };
    outbox("status", "How many wait, were sent, were refused; when the endpoint was last heard of", outbox_status);
    outbox("dead", "What the endpoint refused, and its words", outbox_dead);
    outbox("retry", "Let the refused ones wait again, and try now", outbox_retry);
    const auto by_stick = [&](const char* name, const char* about,
                              int (*does)(const std::filesystem::path&, const std::filesystem::path&)) {
        auto* command = outbox_command->add_subcommand(name, about);
        command->add_option("FILE", stick_file, "The file")->required();
        command->add_option("--data", data, "The kiosk's data folder");
        command->callback([&status, &data, &stick_file, does] { status = does(data, stick_file); });
    };
    by_stick("export", "Write what waits into a file for a USB stick; it still counts once", outbox_export);
    by_stick("import", "Take another kiosk's file, to send it from here", outbox_import);

    std::string player, before;
    std::filesystem::path event_file, key_file = "kiosk-seal-secret.key";
    auto* people_command = app.add_subcommand("people", "Personal data")->require_subcommand(1);
    auto* forget_command =
        people_command->add_subcommand("forget", "Erase people: name, phone number, consents; also while the kiosk runs");
    forget_command->add_option("PLAYER", player, "Code (in the results) or name");
    forget_command->add_option("--before", before, "Everybody who was last here before this day: 2026-10-10");
    forget_command->add_option("--data", data, "The kiosk's data folder");
    forget_command->add_option("--event", event_file, "Event file (that of the last run)")->check(CLI::ExistingFile);
    forget_command->callback([&] { status = people_forget(data, player, before, event_file); });
    auto* phones_command = people_command->add_subcommand("phones", "Print the phone numbers that people gave, as CSV");
    phones_command->add_option("--key", key_file, "The organiser's secret key")->required()->check(CLI::ExistingFile);
    phones_command->add_option("--data", data, "The kiosk's data folder");
    phones_command->callback([&] { status = people_phones(data, key_file); });
    auto* seal_command =
        people_command->add_subcommand("seal-key", "Make the organiser's pair of keys; prints the public one for the event file");
    seal_command->add_option("-o,--out", key_file, "File for the secret one (kiosk-seal-secret.key)");
    seal_command->callback([&] { status = people_seal_key(key_file); });

    auto* staff_command = app.add_subcommand("staff", "For the people who run the event")->require_subcommand(1);
    auto* pin_command = staff_command->add_subcommand("pin", "Set the PIN of the staff page; it is read from standard input");
    pin_command->add_option("--data", data, "The kiosk's data folder");
    pin_command->callback([&] { status = staff_pin(data); });

    const PluginCommands brought_along(app, status);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : 2;
    }
    return status;
}
