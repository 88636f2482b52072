// What the window asks and hears: operations, symbols, universes, jobs, the events of the bus, dropped files.

#include "ui/shell/context_bar.h"
#include "ui/shell/main_window.h"
#include "ui/shell/status_line.h"

#include "ui/dialogs/import_wizard.h"
#include "ui/dialogs/operation_dialog.h"
#include "ui/dialogs/portfolio_dialog.h"
#include "ui/models/job_words.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QUrl>

namespace nautilus::ui {

void MainWindow::listenToLink() {
    connect(&desk_->link, &Link::event, this, [this](const QString& topic, const QJsonObject& payload) {
        if (topic.startsWith(QLatin1String("jobs"))) return jobs_.readOne(payload);
        if (topic.startsWith(QLatin1String("system.alerts."))) return showRiskAlert(payload);
        if (topic.startsWith(QLatin1String("portfolio.transactions."))) fetchPortfolios();
        if (topic == QLatin1String("factor.ready"))
            status_line_->setDataAsOf(payload.value(QStringLiteral("data_as_of")).toString());
        if (topic != QLatin1String("catalog.epoch") && topic != QLatin1String("factor.ready")) return;
        fetchSymbols();
        fetchUniverses();
        fetchPortfolios();
        refreshPanels();
    });
}

void MainWindow::refreshPanels() {
    for (Workspace* workspace : std::as_const(workspaces_))
        for (Panel* each : workspace->panels())
            each->refresh();
}

void MainWindow::fetchOperations() {
    desk_->link.call(QStringLiteral("app.operations"), {}, this, [this](const LinkReply& reply) {
        if (!reply.ok()) return;
        operations_.read(reply.envelope.value(QStringLiteral("data")).toObject());
        for (const char* id :
             {"quality", "sql", "metrics", "engines", "bars"}) // they ask for what the server offers
            if (Panel* asks = panel(QLatin1String(id))) asks->refresh();
        fetchUniverses();
        fetchPortfolios();
    });
}

void MainWindow::fetchDataDate() {
    desk_->link.call(QStringLiteral("factor.universes"), {}, this, [this](const LinkReply& reply) {
        const QJsonObject metadata = reply.envelope.value(QStringLiteral("metadata")).toObject();
        const QString as_of = metadata.value(QStringLiteral("data_as_of")).toString();
        if (!as_of.isEmpty()) status_line_->setDataAsOf(as_of);
    });
}

void MainWindow::fetchSymbols() {
    const QJsonObject parameters{{QStringLiteral("limit"), 10000}};
    desk_->link.call(
        QStringLiteral("marketdata.instruments"), parameters, this, [this](const LinkReply& reply) {
            const TableData table = readTable(reply.envelope.value(QStringLiteral("data")).toObject());
            const int symbol = table.column(QStringLiteral("symbol"));
            const int name = table.column(QStringLiteral("name"));
            QStringList all;
            symbols_.clear();
            for (int row = 0; row < table.rows.size(); ++row) {
                symbols_.append({table.text(row, symbol), table.text(row, name)});
                all.append(table.text(row, symbol));
            }
            context_bar_->setSymbols(all);
            symbols_known_ = reply.ok();
            if (symbols_known_ && symbols_.isEmpty()) refreshPanels(); // they may say so in better words
        });
}

void MainWindow::fetchJobs() {
    desk_->link.call(QStringLiteral("app.jobs"), {}, this, [this](const LinkReply& reply) {
        if (reply.ok()) jobs_.readAll(reply.envelope.value(QStringLiteral("data")).toObject());
    });
}

void MainWindow::fetchUniverses() {
    // Those with a factor model, which the factor operations take; else the memberships of the catalog.
    const bool models = operations_.find(QStringLiteral("factor.universes")) != nullptr;
    const QString operation =
        models ? QStringLiteral("factor.universes") : QStringLiteral("marketdata.universes");
    if (!operations_.find(operation)) return; // a server without named universes
    desk_->link.call(operation, {}, this, [this, models](const LinkReply& reply) {
        if (!reply.ok()) return;
        const QJsonObject answer = reply.envelope.value(QStringLiteral("data")).toObject();
        const TableData table = models ? readList(answer, QStringLiteral("universes")) : readTable(answer);
        auto column = [&](const char* own, const char* other) {
            return table.column(QLatin1String(models ? own : other));
        };
        const int members = column("stocks", "members");
        const int first = column("first_session", "first");
        const int last = column("last_session", "last");
        universes_.clear();
        for (int row = 0; row < table.rows.size(); ++row)
            universes_.append({table.text(row, table.column(QStringLiteral("universe"))),
                               tr("%1 members, %2 to %3")
                                   .arg(formatCell(NumberKind::Integer, table.at(row, members)),
                                        table.text(row, first), table.text(row, last))});
        context_bar_->setUniverses(universes_);
    });
}

void MainWindow::fetchPortfolios() {
    const QString operation = QStringLiteral("portfolio.portfolios");
    if (!operations_.find(operation)) return;
    desk_->link.call(operation, {}, this, [this](const LinkReply& reply) {
        if (!reply.ok()) return;
        const TableData table =
            readList(reply.envelope.value(QStringLiteral("data")).toObject(), QStringLiteral("portfolios"));
        portfolios_.clear();
        QStringList ids;
        for (int row = 0; row < table.rows.size(); ++row) {
            portfolios_.append({table.text(row, table.column(QStringLiteral("portfolio_id"))),
                                table.text(row, table.column(QStringLiteral("name")))});
            ids.append(portfolios_.last().first);
        }
        context_bar_->setPortfolios(portfolios_);
        for (int group = 0; group < kLinkGroups; ++group)
            if (!ids.contains(context_.at(group).portfolio)) context_.setPortfolio(group, ids.value(0));
    });
}

void MainWindow::announce(const JobInfo& job) {
    const QString jobs = QStringLiteral("jobs");
    if (job.state == QLatin1String("succeeded"))
        alerts_.raise({Alert::Level::Good, tr("Finished: %1").arg(jobTitle(job.kind)), job.message, jobs});
    else if (job.state == QLatin1String("failed"))
        alerts_.raise({Alert::Level::Error, tr("Failed: %1").arg(jobTitle(job.kind)), job.message, jobs});
}

void MainWindow::showRiskAlert(const QJsonObject& payload) {
    if (payload.value(QStringLiteral("source")) != QLatin1String("risk"))
        return; // others have panels of their own
    const QString severity = payload.value(QStringLiteral("severity")).toString();
    const bool grave = severity == QLatin1String("HIGH") || severity == QLatin1String("CRITICAL");
    const auto level = grave                                 ? Alert::Level::Error
                       : severity == QLatin1String("MEDIUM") ? Alert::Level::Warning
                                                             : Alert::Level::Info;
    const QString portfolio = payload.value(QStringLiteral("portfolio_id")).toString();
    alerts_.raise({level, portfolio.isEmpty() ? tr("Risk alert") : tr("Risk alert: %1").arg(portfolio),
                   payload.value(QStringLiteral("message")).toString()});
}

void MainWindow::openOperation(const QString& id) {
    const OperationInfo* operation = operations_.find(id);
    if (!operation) return desk_->say(tr("This server does not offer %1.").arg(id));
    auto* dialog = new OperationDialog(*desk_, *operation, this);
    dialog->show();
}

void MainWindow::openNewPortfolio() {
    auto* dialog = new PortfolioDialog(*desk_, this);
    connect(dialog, &PortfolioDialog::made, this, [this](const QString& id) {
        portfolios_.append({id, id}); // until the list has come
        context_.setPortfolio(context_bar_->group(), id);
        fetchPortfolios();
    });
    dialog->show();
}

void MainWindow::openImport(const QStringList& files) {
    auto* wizard = new ImportWizard(*desk_, this);
    wizard->setFiles(files);
    wizard->show();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile()) return event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    QStringList files;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile()) files.append(url.toLocalFile());
    if (!files.isEmpty()) openImport(files);
}

} // namespace nautilus::ui
