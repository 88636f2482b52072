#include "app/catalog/backup.h"
#include "app/catalog/backup_zip.h"
#include "app/cli/export_command.h"
#include "app/cli/home_job.h"
#include "app/cli/result_files.h"

#include <cstdio>

namespace nautilus::cli {

namespace {

struct BackupArguments {
    std::string home, out, from;
};

int runBackup(const BackupArguments& a) {
    if (auto free = targetIsFree(a.out, a.home); !free) return reportErrors(free.error());
    auto home = HomeSession::open(a.home);
    if (!home) return reportErrors(home.error());
    auto result = runJob(**home, "/api/v1/data-catalog/backups", kit::Value(kit::Value::Object{}));
    if (!result) return reportErrors(result.error());
    const bool zipped = a.out.ends_with(".zip");
    const auto folder = zipped ? a.out + ".files" : a.out;
    if (auto moved = moveResult(*result, folder); !moved) return reportErrors(moved.error());
    if (zipped) {
        const auto packed = catalog::zipFolder(folder, a.out);
        removeFolder(folder);
        if (!packed) return reportErrors(packed.error());
        result->set("folder", kit::Value());
        result->set("path", a.out);
    }
    std::printf("%s\n", kit::toJson(*result).c_str());
    return 0;
}

int runRestore(const BackupArguments& a) {
    const bool zipped = a.from.ends_with(".zip");
    const auto folder = zipped ? a.home + ".unpacked" : a.from;
    if (zipped) removeFolder(folder);
    const auto unpacked = zipped ? catalog::unzipTo(a.from, folder) : kit::Result<void>{};
    const auto report = unpacked ? catalog::restoreBackup(folder, a.home)
                                 : kit::Result<catalog::BackupReport>(kit::failAs(unpacked));
    if (zipped) removeFolder(folder);
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
    backup->add_option("--out", a->out, "Folder, or .zip file, to write; must not exist")->required();
    backup->callback([a, &chosen] { chosen = [a] { return runBackup(*a); }; });
    auto* restore =
        app.add_subcommand("restore", "Make a home folder of a backup, after checking every file");
    restore->add_option("--home", a->home, "New home folder; must not exist, or be empty")->required();
    restore->add_option("--from", a->from, "Folder or .zip file that `backup` wrote")->required();
    restore->callback([a, &chosen] { chosen = [a] { return runRestore(*a); }; });
}

} // namespace nautilus::cli
