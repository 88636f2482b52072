#include "ui/dashboards/data/quality_panel.h"

#include "ui/charts/record_table.h"
#include "ui/models/quality_words.h"
#include "ui/models/undo_step.h"

#include <QComboBox>
#include <QHeaderView>
#include <QJsonArray>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

#include <set>

namespace nautilus::ui {
namespace {

const QString kSummary = QStringLiteral("marketdata.quality_summary");
const QString kIssues = QStringLiteral("marketdata.quality");
const QString kRepair = QStringLiteral("marketdata.quality_repair");
const QString kScan = QStringLiteral("marketdata.quality_scan");
const QString kUndo = QStringLiteral("marketdata.quality_undo");

QVector<ColumnSpec> ruleColumns() {
    return {{QStringLiteral("dataset"), QualityPanel::tr("Data set")},
            {QStringLiteral("rule"), QualityPanel::tr("Rule"), NumberKind::Text, {}, 0, qualityRuleTitle},
            {QStringLiteral("severity"), QualityPanel::tr("Severity")},
            {QStringLiteral("issues"), QualityPanel::tr("Issues"), NumberKind::Integer},
            {QStringLiteral("open"), QualityPanel::tr("Open"), NumberKind::Integer},
            {QStringLiteral("rows"), QualityPanel::tr("Rows"), NumberKind::Integer}};
}

QVector<ColumnSpec> issueColumns() {
    return {{QStringLiteral("symbol"), QualityPanel::tr("Symbol")},
            {QStringLiteral("first_date"), QualityPanel::tr("From"), NumberKind::Date},
            {QStringLiteral("last_date"), QualityPanel::tr("To"), NumberKind::Date},
            {QStringLiteral("rule"), QualityPanel::tr("Rule"), NumberKind::Text, {}, 0, qualityRuleTitle},
            {QStringLiteral("severity"), QualityPanel::tr("Severity")},
            {QStringLiteral("field"), QualityPanel::tr("Field")},
            {QStringLiteral("observed"), QualityPanel::tr("Observed"), NumberKind::Plain},
            {QStringLiteral("proposed"), QualityPanel::tr("Proposed"), NumberKind::Plain},
            {QStringLiteral("state"), QualityPanel::tr("State")},
            {QStringLiteral("message"), QualityPanel::tr("What was found")}};
}

/// The rules of every data set as one table; a summary that is a table already is taken as it is.
TableData rulesOf(const QJsonObject& answer) {
    if (answer.contains(QStringLiteral("rows"))) return readTable(answer);
    TableData table;
    table.columns = {QStringLiteral("dataset"), QStringLiteral("rule"), QStringLiteral("severity"),
                     QStringLiteral("issues"),  QStringLiteral("open"), QStringLiteral("rows")};
    for (const QJsonValue& set : answer.value(QStringLiteral("datasets")).toArray())
        for (const QJsonValue& rule : set.toObject().value(QStringLiteral("rules")).toArray()) {
            QVector<QJsonValue> row{set.toObject().value(QStringLiteral("dataset"))};
            for (const QString& column : table.columns.mid(1))
                row.append(rule.toObject().value(column));
            table.rows.append(row);
        }
    return table;
}

QString scoresOf(const QJsonObject& answer) {
    QStringList parts;
    for (const QJsonValue& set : answer.value(QStringLiteral("datasets")).toArray()) {
        const QJsonValue overall =
            set.toObject().value(QStringLiteral("scores")).toObject().value(QStringLiteral("overall"));
        if (overall.isDouble())
            parts.append(
                QStringLiteral("%1 %2").arg(set.toObject().value(QStringLiteral("dataset")).toString(),
                                            formatPercent(overall.toDouble())));
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace

QualityPanel::QualityPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("quality"), tr("Data quality"), parent), rules_(ruleColumns()),
      issues_(issueColumns()),
      state_(addChoice(tr("State of the issues"), {{tr("Open"), QStringLiteral("unsettled")},
                                                   {tr("Repaired"), QStringLiteral("repaired")},
                                                   {tr("All"), QString()}})),
      repair_(new QPushButton(tr("Repair"), this)), undo_(new QPushButton(tr("Undo repair"), this)),
      scores_(makeNote()) {
    follow(kFollowsNothing);
    repair_->setAccessibleName(tr("Repair the chosen issues as proposed"));
    undo_->setAccessibleName(tr("Take the repair of the chosen issues back"));
    auto* check = new QPushButton(tr("Check now"), this);
    check->setToolTip(tr("Runs every rule over the catalog, as a job"));
    connect(check, &QPushButton::clicked, this, [this] {
        this->desk().link.call(kScan, {}, this, [this](const LinkReply& reply) {
            this->desk().say(reply.ok() ? tr("The check is running; see the jobs.")
                                        : tr("The check could not be started."));
        });
    });
    tools()->addWidget(check);
    tools()->addWidget(repair_);
    tools()->addWidget(undo_);
    tools()->addStretch(1);
    tools()->addWidget(scores_);
    rule_table_ = addTable(rules_, tr("Rules and their issues"), {100, 170, 80, 70, 70, 70});
    rule_table_->horizontalHeader()->setStretchLastSection(false);
    rule_table_->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    issue_table_ = addTable(issues_, tr("Issues"), {64, 96, 96, 160, 72, 76, 96, 96, 72, 300});
    body()->setStretch(0, 2);
    body()->setStretch(1, 3);
    issue_table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    connect(rule_table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { askIssues(); });
    connect(issue_table_->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { enableButtons(); });
    connect(issue_table_, &RecordTable::rowActivated, this, [this](int row) {
        setContextSymbol(issues_.textAt(row, QStringLiteral("symbol")));
        this->desk().show_place(
            issues_.textAt(row, QStringLiteral("symbol")),
            QDate::fromString(issues_.textAt(row, QStringLiteral("first_date")), Qt::ISODate));
    });
    connect(repair_, &QPushButton::clicked, this, &QualityPanel::repairSelected);
    connect(undo_, &QPushButton::clicked, this, &QualityPanel::undoSelected);
    enableButtons();
}

void QualityPanel::request() {
    if (!offers(kIssues)) return;
    load(QStringLiteral("summary"), kSummary, {},
         [this](const QJsonObject& answer, const QJsonObject&) { showSummary(answer); });
    askIssues();
}

void QualityPanel::showSummary(const QJsonObject& answer) {
    const QSignalBlocker quiet(rule_table_->selectionModel());
    rules_.setTable(rulesOf(answer));
    scores_->setText(scoresOf(answer));
}

void QualityPanel::askIssues() {
    QJsonObject parameters{{QStringLiteral("limit"), 2000}};
    const int row = rule_table_->currentIndex().row();
    for (const char* name : {"rule", "dataset"}) {
        const QString value = row < 0 ? QString() : rules_.textAt(row, QLatin1String(name));
        if (!value.isEmpty()) parameters.insert(QLatin1String(name), value);
    }
    const QString state = state_->currentData().toString();
    if (!state.isEmpty()) parameters.insert(QStringLiteral("state"), state);
    loadTable(QStringLiteral("issues"), kIssues, parameters,
              [this](const TableData& table, const QJsonObject&) {
                  TableData told = table;
                  addQualityWords(told);
                  issues_.setTable(told);
                  titleLine()->setSubject(tr("%n issues", nullptr, static_cast<int>(table.rows.size())));
                  enableButtons();
                  if (table.empty() && rules_.rowCount() == 0)
                      showEmpty(tr("Nothing was found wrong, or no data set was checked yet."),
                                tr("Look again"), [this] { refresh(); });
              });
}

QStringList QualityPanel::selected() const {
    QStringList ids;
    std::set<int> rows;
    for (const QModelIndex& index : issue_table_->selectionModel()->selectedRows())
        rows.insert(index.row());
    for (const int row : rows)
        ids.append(plainCell(
            issues_.table().at(issues_.sourceRow(row), issues_.table().column(QStringLiteral("issue_id")))));
    return ids;
}

void QualityPanel::enableButtons() {
    bool open = false;
    bool repaired = false;
    for (const QModelIndex& index : issue_table_->selectionModel()->selectedRows()) {
        const QString state = issues_.textAt(index.row(), QStringLiteral("state"));
        open = open || state == QLatin1String("open") || state == QLatin1String("undone");
        repaired = repaired || state == QLatin1String("repaired");
    }
    repair_->setEnabled(open);
    undo_->setEnabled(repaired);
}

void QualityPanel::change(const QString& operation, const QStringList& ids) {
    desk().link.call(operation, {{QStringLiteral("issue_ids"), QJsonArray::fromStringList(ids)}}, this,
                     [this](const LinkReply& reply) {
                         const QJsonObject error =
                             reply.envelope.value(QStringLiteral("errors")).toArray().first().toObject();
                         if (!reply.ok()) desk().say(error.value(QStringLiteral("message")).toString());
                         refresh();
                     });
}

void QualityPanel::push(const QString& what, const QString& forth, const QString& back) {
    const QStringList ids = selected();
    if (ids.isEmpty()) return;
    const QPointer<QualityPanel> panel(this);
    auto run = [panel, ids](const QString& operation) {
        return [panel, ids, operation] {
            if (panel) panel->change(operation, ids);
        };
    };
    desk().undo.push(new UndoStep(what, run(forth), run(back)));
}

void QualityPanel::repairSelected() {
    push(tr("Repair data"), kRepair, kUndo);
}

void QualityPanel::undoSelected() {
    push(tr("Take a repair back"), kUndo, kRepair);
}

} // namespace nautilus::ui
