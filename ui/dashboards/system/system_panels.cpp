#include "ui/dashboards/system/system_panels.h"

#include "ui/charts/record_table.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

namespace nautilus::ui {
namespace {

constexpr int kEnginesPollMs = 5000;

QVector<ColumnSpec> engineColumns() {
    return {{QStringLiteral("engine"), EnginesPanel::tr("Engine")},
            {QStringLiteral("state"), EnginesPanel::tr("State")},
            {QStringLiteral("p50_ms"), EnginesPanel::tr("50 % ms"), NumberKind::Decimal2,
             EnginesPanel::tr("Half of the answers of the last minute took no longer")},
            {QStringLiteral("p95_ms"), EnginesPanel::tr("95 % ms"), NumberKind::Decimal2,
             EnginesPanel::tr("95 of 100 answers of the last minute took no longer")},
            {QStringLiteral("p99_ms"), EnginesPanel::tr("99 % ms"), NumberKind::Decimal2,
             EnginesPanel::tr("99 of 100 answers of the last minute took no longer")},
            {QStringLiteral("requests_total"), EnginesPanel::tr("Requests"), NumberKind::Integer},
            {QStringLiteral("errors_total"), EnginesPanel::tr("Errors"), NumberKind::Integer},
            {QStringLiteral("active_requests"), EnginesPanel::tr("Active"), NumberKind::Integer}};
}

/// The state of a degraded engine is its reason.
TableData engineTable(const QJsonObject& data) {
    TableData table = readList(data, QStringLiteral("engines"));
    const int state = table.column(QStringLiteral("state"));
    const int degraded = table.column(QStringLiteral("degraded_reason"));
    for (auto& row : table.rows) {
        const QString reason = row.value(degraded).toString();
        row[state] = reason.isEmpty() ? row[state].toString().toLower() : reason;
    }
    return table;
}

TableData operationTable(const OperationList& operations) {
    TableData table;
    table.columns = {QStringLiteral("id"), QStringLiteral("verb"), QStringLiteral("path"),
                     QStringLiteral("scope"), QStringLiteral("summary")};
    for (const OperationInfo& each : operations.all())
        table.rows.append({each.id, each.verb, each.path, each.scope, each.summary});
    return table;
}

} // namespace

QVector<ColumnSpec> jobColumns() {
    return {{QStringLiteral("kind"), JobsPanel::tr("Job")},
            {QStringLiteral("state"), JobsPanel::tr("State")},
            {QStringLiteral("progress"), JobsPanel::tr("Progress %"), NumberKind::Percent},
            {QStringLiteral("message"), JobsPanel::tr("Message")},
            {QStringLiteral("created_at"), JobsPanel::tr("Created, UTC"), NumberKind::Date},
            {QStringLiteral("finished_at"), JobsPanel::tr("Finished, UTC"), NumberKind::Date},
            {QStringLiteral("job_id"), JobsPanel::tr("Id")}};
}

InspectorCard operationCard(const OperationInfo& operation) {
    return {operation.id,
            operation.summary,
            {{OperationsPanel::tr("Call"), operation.verb + QLatin1Char(' ') + operation.path},
             {OperationsPanel::tr("Scope"), operation.scope},
             {OperationsPanel::tr("Parameters"), operation.parameters.join(QStringLiteral(", "))}},
            {}};
}

EnginesPanel::EnginesPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("engines"), tr("Engines"), parent), model_(engineColumns()),
      table_(addTable(model_, tr("Engines"))) {
    follow(kFollowsNothing);
    refreshWhileSeen(kEnginesPollMs);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Interactive);
    table_->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Interactive);
    table_->setColumnWidth(0, 96);
    table_->setColumnWidth(1, 76);
}

void EnginesPanel::request() {
    load(QStringLiteral("engines"), QStringLiteral("app.engine_metrics"), {},
         [this](const QJsonObject& answer, const QJsonObject&) {
             const TableData engines = engineTable(answer);
             model_.setTable(engines);
             int healthy = 0;
             for (int row = 0; row < engines.rows.size(); ++row) {
                 const QString state = engines.text(row, engines.column(QStringLiteral("state")));
                 healthy += state == QLatin1String("running") ? 1 : 0;
             }
             titleLine()->setSubject(tr("%1 of %2 healthy").arg(healthy).arg(engines.rows.size()));
             if (model_.rowCount() == 0)
                 showEmpty(tr("No engine is registered."), tr("Look again"), [this] { refresh(); });
         });
}

JobsPanel::JobsPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("jobs"), tr("Jobs"), parent), model_(jobColumns()),
      table_(addTable(model_, tr("Jobs"), {110, 84, 84, 220, 150, 150, 80})),
      cancel_(new QPushButton(tr("Cancel job"), this)) {
    follow(kFollowsNothing);
    cancel_->setAccessibleName(tr("Cancel the selected job"));
    tools()->addWidget(cancel_);
    tools()->addStretch(1);
    connect(cancel_, &QPushButton::clicked, this, [this] { cancelJob(this->desk(), this, selectedJob()); });
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { enableCancel(); });
    enableCancel();
    connect(&desk.jobs, &JobStore::changed, this, &JobsPanel::showJobs);
}

void JobsPanel::request() {
    load(QStringLiteral("jobs"), QStringLiteral("app.jobs"), {},
         [this](const QJsonObject& answer, const QJsonObject&) { desk().jobs.readAll(answer); });
}

void JobsPanel::showJobs() {
    const int row = table_->currentIndex().row();
    model_.setTable(desk().jobs.table());
    if (row >= 0) table_->setCurrentIndex(model_.index(row, 0));
    enableCancel();
    const auto active = desk().jobs.active().size();
    titleLine()->setSubject(active == 0 ? tr("none running")
                                        : tr("%n running", nullptr, static_cast<int>(active)));
    if (model_.rowCount() == 0 && !loading())
        showEmpty(tr("No job has run yet. Imports, factor runs and reports appear here."), tr("Look again"),
                  [this] { refresh(); });
    else if (cover()->mode() == StateCover::Mode::Empty)
        cover()->clear();
}

QString JobsPanel::selectedJob() const {
    return model_.textAt(table_->currentIndex().row(), QStringLiteral("job_id"));
}

void JobsPanel::enableCancel() {
    cancel_->setEnabled(desk().jobs.isActive(selectedJob()));
}

void cancelJob(Desk& desk, QObject* context, const QString& job) {
    if (job.isEmpty()) return;
    desk.link.call(QStringLiteral("app.job_cancel"), {{QStringLiteral("job_id"), job}}, context,
                   [&desk](const LinkReply& reply) {
                       desk.say(reply.ok() ? JobsPanel::tr("Cancel asked for.")
                                           : JobsPanel::tr("The job could not be cancelled."));
                   });
}

OperationsPanel::OperationsPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("operations"), tr("Operations"), parent),
      model_({{QStringLiteral("id"), tr("Operation")},
              {QStringLiteral("verb"), tr("Verb")},
              {QStringLiteral("path"), tr("Path")},
              {QStringLiteral("scope"), tr("Scope")},
              {QStringLiteral("summary"), tr("What it answers")}}),
      table_(addTable(model_, tr("Operations"), {200, 60, 330, 110, 300})) {
    follow(kFollowsNothing);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                const auto* found =
                    this->desk().operations.find(model_.textAt(current.row(), QStringLiteral("id")));
                if (found) this->desk().inspect(operationCard(*found));
            });
}

void OperationsPanel::request() {
    load(QStringLiteral("operations"), QStringLiteral("app.operations"), {},
         [this](const QJsonObject& answer, const QJsonObject&) {
             OperationList offered;
             offered.read(answer);
             if (!offered.all().isEmpty()) desk().operations = offered; // the palette keeps what it knows
             model_.setTable(operationTable(offered));
             titleLine()->setSubject(tr("%n operations", nullptr, model_.rowCount()));
             if (model_.rowCount() == 0)
                 showEmpty(tr("No operation is registered."), tr("Look again"), [this] { refresh(); });
         });
}

} // namespace nautilus::ui
