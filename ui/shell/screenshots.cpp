#include "ui/shell/screenshots.h"

#include "ui/charts/chart_export.h"
#include "ui/charts/exposure_bars.h"
#include "ui/dialogs/import_wizard.h"
#include "ui/dialogs/keyboard_dialog.h"
#include "ui/dialogs/operation_dialog.h"
#include "ui/dialogs/settings_dialog.h"
#include "ui/shell/drawer.h"
#include "ui/shell/main_window.h"
#include "ui/shell/panel_registry.h"
#include "ui/shell/staged_link.h"
#include "ui/shell/status_line.h"
#include "ui/shell/tour.h"
#include "ui/shell/welcome.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QThread>

namespace nautilus::ui {
namespace {

constexpr int kSettleMs = 60000;
constexpr int kLongEnoughMs = 1300; ///< past the moment when cancel is offered

struct Format {
    const char* name;
    QSize size;
    double ratio;
};
constexpr Format kFormats[] = {{"1280x800", {1280, 800}, 1.0},
                               {"1920x1080", {1920, 1080}, 1.0},
                               {"1280x800_200pc", {1280, 800}, 2.0},
                               {"3840x2160", {3840, 2160}, 1.0}};

void spin(int milliseconds) {
    QElapsedTimer timer;
    timer.start();
    do {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        QThread::msleep(2);
    } while (timer.elapsed() < milliseconds);
}

void settle(MainWindow& window) {
    QElapsedTimer timer;
    timer.start();
    spin(60);
    auto busy = [&window] {
        for (const Workspace* workspace : window.workspaces())
            for (const Panel* panel : workspace->panels())
                if (panel->isVisible() && panel->loading()) return true;
        return false;
    };
    while (busy() && timer.elapsed() < kSettleMs)
        spin(10);
    spin(60);
}

class Photographer {
public:
    Photographer(MainWindow& window, QString folder) : window_(window), folder_(std::move(folder)) {}

    /// Waits for every visible panel's answer, unless they are held back on purpose.
    void shoot(const QString& name, const Format& format, bool wait = true) {
        window_.resize(format.size);
        if (wait) settle(window_);
        const QString theme =
            window_.desk().theme.preferences().dark ? QStringLiteral("dark") : QStringLiteral("light");
        const QString file = QStringLiteral("%1_%2_%3.png").arg(name, theme, QLatin1String(format.name));
        failed_ = !drawWidget(window_, format.ratio).save(QDir(folder_).filePath(file)) || failed_;
    }
    [[nodiscard]] bool failed() const { return failed_; }

private:
    MainWindow& window_;
    QString folder_;
    bool failed_ = false;
};

void shootWorkspaces(MainWindow& window, Photographer& photographer) {
    for (const Format& format : kFormats) {
        window.resize(format.size);
        for (const WorkspaceEntry& entry : workspaceEntries()) {
            window.showWorkspace(entry.id);
            window.resetLayout();
            photographer.shoot(QStringLiteral("workspace_") + entry.id, format);
        }
        for (const PanelEntry& entry : panelEntries()) {
            window.showWorkspace(entry.workspace);
            for (Workspace* workspace : window.workspaces()) {
                if (workspace->id() != entry.workspace) continue;
                workspace->toggleMaximised(entry.id);
                photographer.shoot(QStringLiteral("panel_") + entry.id, format);
                workspace->toggleMaximised(entry.id);
            }
        }
    }
    window.showWorkspace(QStringLiteral("research"));
    window.setInspectorVisible(true);
    for (auto* bars : window.findChildren<ExposureBars*>())
        if (bars->isVisible()) bars->select(QStringLiteral("style:size"));
    window.setDrawerVisible(true);
    photographer.shoot(QStringLiteral("inspector_and_jobs"), kFormats[1]);
    window.setInspectorVisible(false);
    window.setDrawerVisible(false);
    window.commandPalette()->open(QStringLiteral("fac"));
    photographer.shoot(QStringLiteral("command_palette"), kFormats[0]);
    window.commandPalette()->hide();
}

void shootDialog(QWidget& dialog, MainWindow& window, const QString& folder, const QString& name) {
    dialog.show();
    spin(400); // a short answer
    const QString theme =
        window.desk().theme.preferences().dark ? QStringLiteral("dark") : QStringLiteral("light");
    (void)drawWidget(dialog, 1.0)
        .save(QDir(folder).filePath(QStringLiteral("dialog_%1_%2.png").arg(name, theme)));
    dialog.close();
}

void shootDialogs(MainWindow& window, Photographer& photographer, const QString& folder) {
    Desk& desk = window.desk();
    SettingsDialog settings(*window.preferences(), desk.link.tokenFile());
    shootDialog(settings, window, folder, QStringLiteral("settings"));
    KeyboardDialog keyboard(window.shortcuts());
    shootDialog(keyboard, window, folder, QStringLiteral("keyboard"));
    for (const char* id : {"factor.exposures", "factor.risk"})
        if (const OperationInfo* operation = desk.operations.find(QLatin1String(id))) {
            auto* dialog = new OperationDialog(desk, *operation); // deletes itself
            dialog->run();
            shootDialog(*dialog, window, folder, QLatin1String(id));
        }
    auto* wizard = new ImportWizard(desk);
    shootDialog(*wizard, window, folder, QStringLiteral("import_files"));
    if (desk.operations.find(QStringLiteral("marketdata.import_preview"))) {
        QTemporaryDir place;
        const QString file = place.filePath(QStringLiteral("prices.csv"));
        (void)writeText(file, QStringLiteral("Date;Ticker;Close;Sector\n2024-01-02;AAA;10.5;Energy\n"
                                             "2024-01-03;AAA;10.7;Energy\n2024-01-02;BBB;20.1;Materials\n"));
        wizard = new ImportWizard(desk);
        wizard->setFiles({file});
        shootDialog(*wizard, window, folder, QStringLiteral("import_preview"));
    }
    window.welcome()->open();
    photographer.shoot(QStringLiteral("welcome"), kFormats[0]);
    window.welcome()->leave();
    window.startTour();
    window.tour()->go(1);
    photographer.shoot(QStringLiteral("tour"), kFormats[0]);
    window.tour()->leave();
    desk.alerts.raise(
        {Alert::Level::Good, window.tr("Finished: %1").arg(QStringLiteral("import")), QStringLiteral("482")});
    window.setDrawerVisible(true);
    window.drawer()->showPage(Drawer::kLog);
    photographer.shoot(QStringLiteral("log_and_toast"), kFormats[0]);
    window.setDrawerVisible(false);
}

void refreshAll(MainWindow& window) {
    for (Workspace* workspace : window.workspaces())
        for (Panel* panel : workspace->panels())
            panel->refresh();
    window.statusLine()->poll();
    window.desk().context.setSymbol(0, window.desk().context.at(0).symbol);
}

void shootState(MainWindow& window, Photographer& photographer, const QString& name) {
    for (const WorkspaceEntry& entry : workspaceEntries()) {
        window.showWorkspace(entry.id);
        spin(20);
        refreshAll(window);
        const bool held = name == QLatin1String("loading");
        if (held) spin(kLongEnoughMs);
        photographer.shoot(QStringLiteral("state_%1_%2").arg(name, entry.id), kFormats[0], !held);
    }
}

/// The first of a few well-known symbols that the catalog has, so that the pictures show a stock.
QString exampleSymbol(MainWindow& window) {
    QString found;
    bool answered = false;
    window.desk().link.call(QStringLiteral("marketdata.instruments"), {{QStringLiteral("limit"), 10000}},
                            &window, [&](const LinkReply& reply) {
                                const TableData table =
                                    readTable(reply.envelope.value(QStringLiteral("data")).toObject());
                                const int symbol = table.column(QStringLiteral("symbol"));
                                for (int row = 0; row < table.rows.size(); ++row)
                                    if (found.isEmpty() || table.text(row, symbol) == QLatin1String("AAPL"))
                                        found = table.text(row, symbol);
                                answered = true;
                            });
    for (int i = 0; i < 1000 && !answered; ++i)
        spin(10);
    return found;
}

} // namespace

int writeScreenshots(Link& link, const QString& folder) {
    if (!QDir().mkpath(folder)) return 1;
    StagedLink staged(link);
    MainWindow window(staged, {});
    window.resize(kFormats[0].size);
    window.show();
    Photographer photographer(window, folder);
    const QString symbol = exampleSymbol(window);
    using Stage = StagedLink::Stage;
    for (const bool dark : {true, false}) {
        staged.setStage(Stage::Pass); // the theme is a setting of the server
        window.setDark(dark);
        window.desk().context.setSymbol(0, symbol);
        refreshAll(window);
        shootWorkspaces(window, photographer);
        shootDialogs(window, photographer, folder);
        staged.setStage(Stage::Hold);
        shootState(window, photographer, QStringLiteral("loading"));
        for (Workspace* workspace : window.workspaces())
            for (Panel* panel : workspace->panels())
                panel->cancelCalls();
        staged.setStage(Stage::Fail);
        shootState(window, photographer, QStringLiteral("error"));
        staged.setStage(Stage::Empty);
        window.desk().context.setSymbol(0, {});
        shootState(window, photographer, QStringLiteral("empty"));
    }
    return photographer.failed() ? 1 : 0;
}

} // namespace nautilus::ui
