#include "ui/dashboards/system/activity_panel.h"

#include "ui/charts/activity_tile.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace nautilus::ui {
namespace {

constexpr int kPollMs = 5000;
constexpr int kWide = 620; ///< from this width on three tiles stand side by side

/// A tile shows the columns named `prefix`, or `prefix:part` with a line per part.
struct TileSpec {
    const char* prefix;
    QString title;
    NumberKind kind;
};

QVector<TileSpec> tileSpecs() {
    return {{"requests_per_second", ActivityPanel::tr("Requests /s"), NumberKind::Decimal1},
            {"p95_ms", ActivityPanel::tr("Latency ms, 95 %"), NumberKind::Decimal2},
            {"errors_per_second", ActivityPanel::tr("Errors /s"), NumberKind::Decimal1},
            {"memory_mib", ActivityPanel::tr("Memory MiB"), NumberKind::Integer},
            {"queued", ActivityPanel::tr("Tasks waiting"), NumberKind::Integer},
            {"jobs_running", ActivityPanel::tr("Jobs running"), NumberKind::Integer}};
}

QVector<double> valuesOf(const TableData& table, int column) {
    QVector<double> values;
    for (int row = 0; row < table.rows.size(); ++row)
        values.append(table.number(row, column));
    return values;
}

/// The engines by their order in the answer, so that each has one colour in every tile.
QStringList partsOf(const TableData& table) {
    QStringList parts;
    for (const QString& column : table.columns)
        if (const QString part = column.section(QLatin1Char(':'), 1);
            !part.isEmpty() && !parts.contains(part))
            parts.append(part);
    return parts;
}

} // namespace

ActivityPanel::ActivityPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("activity"), tr("Activity"), parent), grid_(new QGridLayout),
      minutes_(addChoice(tr("Span"), {{tr("5 minutes"), QStringLiteral("5")},
                                      {tr("15 minutes"), QStringLiteral("15")},
                                      {tr("1 hour"), QStringLiteral("60")}})) {
    follow(kFollowsNothing);
    tools()->addStretch(1);
    grid_->setSpacing(1);
    for (const TileSpec& spec : tileSpecs())
        tiles_.append(new ActivityTile(desk.theme, spec.title, spec.kind, this));
    arrange();
    body()->addLayout(grid_, 1);
    refreshWhileSeen(kPollMs);
}

void ActivityPanel::arrange() {
    const int columns = width() >= kWide ? 3 : 2;
    if (columns == columns_) return;
    columns_ = columns;
    for (int i = 0; i < tiles_.size(); ++i)
        grid_->addWidget(tiles_[i], i / columns, i % columns);
    for (int column = 0; column < 3; ++column)
        grid_->setColumnStretch(column, column < columns ? 1 : 0);
}

void ActivityPanel::request() {
    loadTable(QStringLiteral("activity"), QStringLiteral("app.activity"),
              {{QStringLiteral("minutes"), minutes_->currentData().toString().toInt()}},
              [this](const TableData& table, const QJsonObject&) { show(table); });
}

void ActivityPanel::show(const TableData& table) {
    table_ = table;
    const int time = table.column(QStringLiteral("time"));
    QStringList times;
    for (int row = 0; row < table.rows.size(); ++row)
        times.append(table.text(row, time));
    const QStringList parts = partsOf(table);
    const QVector<TileSpec> specs = tileSpecs();
    for (int i = 0; i < specs.size(); ++i) {
        const QString prefix = QLatin1String(specs[i].prefix);
        QVector<ActivityLine> lines;
        for (int column = 0; column < table.columns.size(); ++column) {
            const QString part = table.columns[column].section(QLatin1Char(':'), 1);
            if (table.columns[column].section(QLatin1Char(':'), 0, 0) != prefix) continue;
            const auto colour = static_cast<int>(std::max<qsizetype>(parts.indexOf(part), 0));
            lines.append({part, valuesOf(table, column), colour});
        }
        tiles_[i]->setLines(times, lines);
    }
    titleLine()->setSubject(
        times.isEmpty() ? QString() : tr("as of %1 UTC").arg(times.value(times.size() - 1).mid(11, 8)));
    if (table.empty())
        showEmpty(tr("Nothing has been measured yet."), tr("Look again"), [this] { refresh(); });
}

void ActivityPanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    arrange();
}

} // namespace nautilus::ui
