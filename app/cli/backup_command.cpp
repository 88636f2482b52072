#include "app/catalog/backup.h"
#include "app/cli/export_command.h"
#include "app/cli/home_access.h"
#include "app/cli/result_files.h"

#include <cstdio>

namespace nautilus::cli {

namespace {

struct BackupArguments {
    std::string home, out, from;
};

int runBackup(const BackupArguments& a) {
    if (auto free = targetIsFree(a.out); !free) return reportErrors(free.error());
    auto home = HomeAccess::open(a.home);
    if (!home) return reportErrors(home.error());
    auto result = (*home)->runJob("/api/v1/data-catalog/backups", kit::Value(kit::Value::Object{}));
    if (!result) return reportErrors(result.error());
    if (auto moved = moveResult(*result, a.out); !moved) return reportErrors(moved.error());
    std::printf("%s\n", kit::toJson(*result).c_str());
    return 0;
}

int runRestore(const BackupArguments& a) {
    const auto report = catalog::restoreBackup(a.from, a.home);
    if (!report) return reportErrors(report.error());
    std::printf("%s\n", kit::toJson(kit::Value(kit::Value::Object{{"home", report->folder},
                                                                  {"files", report->files},
                                                                  {"bytes", report->bytes},
                                                                  {"catalog_epoch", report->catalog_epoch}}))
                            .c_str());
    return 0;
}

} // namespace

void addBackup(CLI::App& app, Chosen& chosen) {
    auto a = std::make_shared<BackupArguments>();
    auto* backup = app.add_subcommand("backup", "Copy a home folder, which may be in use");
    backup->add_option("--home", a->home, "Home folder")->required();
    backup->add_option("--out", a->out, "Folder to write; must not exist")->required();
    backup->callback([a, &chosen] { chosen = [a] { return runBackup(*a); }; });
    auto* restore =
        app.add_subcommand("restore", "Make a home folder of a backup, after checking every file");
    restore->add_option("--home", a->home, "New home folder; must not exist, or be empty")->required();
    restore->add_option("--from", a->from, "Folder that `backup` wrote")->required();
    restore->callback([a, &chosen] { chosen = [a] { return runRestore(*a); }; });
}

} // namespace nautilus::cli
