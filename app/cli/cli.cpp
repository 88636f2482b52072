#include "app/cli/cli.h"

#include "app/cli/export_command.h"
#include "app/cli/import_command.h"
#include "app/composition/process.h"
#include "app/composition/server_app.h"
#include "app/report/report_pdf.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>

#include <algorithm>
#include <cstdio>

namespace nautilus::cli {

namespace {

struct Arguments {
    composition::Options options;
    bool no_demo = false;
    bool no_auth = false;
    bool examples = false;
    int port = -1;
    std::string replay;
    ImportArguments import;
};

int failed(const kit::Errors& errors) {
    for (const auto& error : errors)
        std::fprintf(stderr, "nautilusd: %s\n", error.message.c_str());
    return 1;
}

void addServe(CLI::App& app, Arguments& a) {
    auto* serve = app.add_subcommand("serve", "Run the engines and the API until SIGTERM or Ctrl+C");
    serve->add_option("--home", a.options.home, "Folder that holds everything this program writes")
        ->required();
    serve->add_option("--port", a.port, "Port on 127.0.0.1; 0 picks a free one")->check(CLI::Range(0, 65535));
    serve->add_flag("--engine-ports", a.options.engine_ports, "Open the engines' documented ports as well");
    serve->add_flag("--no-demo", a.no_demo, "Do not import the built-in data");
    serve->add_flag("--no-auth", a.no_auth, "Ask for no token (loopback only)");
    serve->add_flag("--examples", a.examples, "Print curl commands that work when pasted");
    serve->add_option("--replay", a.replay, "demo[:SPEED]: stream stored days; SPEED is up to 1000, or max")
        ->check([](const std::string& text) {
            const auto wish = composition::readReplayWish(text);
            return wish ? std::string() : wish.error().front().message;
        });
    serve->add_option("--threads", a.options.compute_threads, "Compute threads; 0 = the setting")
        ->check(CLI::Range(0, 256));
}

CLI::App* addImport(CLI::App& app, ImportArguments& a) {
    auto* import = app.add_subcommand("import", "Take files into the catalog of a home folder");
    import->add_option("--home", a.home, "Home folder; a server that owns it does the work")->required();
    import->add_option("FILE", a.files, "CSV (also .gz), Parquet, XLSX; or one folder of LEAN data")
        ->required();
    import->add_option("--kind", a.kind, "bars, fundamentals, macro ...; found from the columns");
    import->add_option("--dataset", a.dataset, "Data set that the rows belong to");
    import->add_option("--map", a.map, "column=field,column=field");
    import->add_option("--profile", a.profile, "Saved profile that says what this command leaves open");
    import->add_option("--save-profile", a.save_profile, "Keep what was understood under this name");
    import->add_flag("--dry-run", a.dry_run, "Say what would be done");
    for (const char* name : {"date-format", "decimal", "symbol", "layout", "delimiter", "timezone",
                             "calendar", "currency", "security-type", "universe", "sheet"}) {
        std::string key(name);
        std::ranges::replace(key, '-', '_');
        import->add_option_function<std::string>(
            "--" + std::string(name), [&a, key](const std::string& value) { a.options[key] = value;
    },
            "As `" + key + "` of the API's options");
}
return import;
} // namespace

bool printProgress(double fraction, const std::string& what) {
    std::fprintf(stderr, "%3d %% %s\n", static_cast<int>(fraction * 100), what.c_str());
    return !composition::stopRequested();
}

int serve(Arguments& a) {
    if (a.port >= 0) a.options.port = a.port;
    a.options.demo = !a.no_demo;
    if (!a.replay.empty()) a.options.replay = *composition::readReplayWish(a.replay);
    a.options.require_token = !a.no_auth;
    a.options.write_pdf = report::reportPdf;
    if (a.no_auth)
        std::fprintf(stderr, "warning: no token is asked for; every local program can use the API\n");
    auto workstation = composition::Workstation::open(a.options);
    if (!workstation) return failed(workstation.error());
    if (auto started = (*workstation)->start(printProgress); !started)
        return composition::stopRequested() ? 0 : failed(started.error());
    if (composition::stopRequested()) return 0;
    composition::ServerApp server(**workstation);
    if (auto listening = server.listen(); !listening) return failed(listening.error());
    std::printf("%s\n", server.readyLine().c_str());
    std::fflush(stdout);
    if (a.examples) std::fprintf(stderr, "\nTry:\n%s\n", server.curlExamples().c_str());
    const int code = QCoreApplication::exec();
    server.close();
    (*workstation)->stop();
    return code;
}

} // namespace nautilus::cli

int run(int argc, char** argv) {
    CLI::App app{"Nautilus Workstation, headless"};
    app.set_version_flag("--version", NAUTILUS_VERSION);
    app.require_subcommand(1);
    Arguments arguments;
    Chosen chosen;
    addServe(app, arguments);
    addExport(app, chosen);
    addTearSheet(app, chosen);
    addBackfill(app, chosen);
    addBackup(app, chosen);
    const auto* import = addImport(app, arguments.import);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    if (import->parsed()) return importFiles(arguments.import);
    return chosen ? chosen() : serve(arguments);
}

} // namespace nautilus::cli
