#include "ui/dashboards/data/coverage_panel.h"

#include "ui/charts/coverage_strip.h"
#include "ui/charts/record_table.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace nautilus::ui {
namespace {

constexpr int kTableHeight = 108;

QVector<ColumnSpec> columns() {
    return {{QStringLiteral("dataset"), CoveragePanel::tr("Data set")},
            {QStringLiteral("instruments"), CoveragePanel::tr("Instruments"), NumberKind::Integer},
            {QStringLiteral("types"), CoveragePanel::tr("Types")},
            {QStringLiteral("first"), CoveragePanel::tr("First session"), NumberKind::Date},
            {QStringLiteral("last"), CoveragePanel::tr("Last session"), NumberKind::Date}};
}

/// One row per data set of the instruments' table.
TableData datasetsOf(const TableData& instruments) {
    const int dataset = instruments.column(QStringLiteral("dataset"));
    const int type = instruments.column(QStringLiteral("security_type"));
    const int first = instruments.column(QStringLiteral("first_session"));
    const int last = instruments.column(QStringLiteral("last_session"));
    struct Sum {
        int count = 0;
        QStringList types;
        QString first, last;
    };
    QMap<QString, Sum> sums;
    for (int row = 0; row < instruments.rows.size(); ++row) {
        Sum& sum = sums[dataset < 0 ? QStringLiteral("catalog") : instruments.text(row, dataset)];
        ++sum.count;
        if (!sum.types.contains(instruments.text(row, type))) sum.types.append(instruments.text(row, type));
        const QString from = instruments.text(row, first); // ISO dates sort as text
        const QString to = instruments.text(row, last);
        if (!from.isEmpty() && (sum.first.isEmpty() || from < sum.first)) sum.first = from;
        if (to > sum.last) sum.last = to;
    }
    TableData table;
    table.columns = {QStringLiteral("dataset"), QStringLiteral("instruments"), QStringLiteral("types"),
                     QStringLiteral("first"), QStringLiteral("last")};
    for (auto it = sums.begin(); it != sums.end(); ++it)
        table.rows.append({it.key(), it->count, it->types.join(QStringLiteral(", ")), it->first, it->last});
    return table;
}

} // namespace

CoveragePanel::CoveragePanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("coverage"), tr("Coverage"), parent), model_(columns()),
      strip_(new CoverageStrip(desk.theme, this)), note_(makeNote()) {
    follow(kFollowsNothing);
    auto* import = new QPushButton(tr("Import a file…"), this);
    connect(import, &QPushButton::clicked, this, [this] { this->desk().import_files({}); });
    tools()->addWidget(import);
    tools()->addStretch(1);
    tools()->addWidget(note_);
    table_ = addTable(model_, tr("Data sets"), {110, 90, 150, 100, 100});
    table_->setFixedHeight(kTableHeight);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    body()->addWidget(strip_, 1);
    connect(strip_, &CoverageStrip::symbolChosen, this,
            [this](const QString& symbol) { setContextSymbol(symbol); });
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] { showStrip(); });
}

void CoveragePanel::request() {
    loadTable(QStringLiteral("instruments"), QStringLiteral("marketdata.instruments"),
              {{QStringLiteral("limit"), 10000}},
              [this](const TableData& table, const QJsonObject&) { showInstruments(table); });
}

void CoveragePanel::showInstruments(const TableData& table) {
    instruments_ = table;
    model_.setTable(datasetsOf(table));
    titleLine()->setSubject(tr("%n data sets", nullptr, model_.rowCount()));
    showStrip();
    if (table.empty()) showEmptyCatalog();
}

void CoveragePanel::showStrip() {
    const int row = table_->currentIndex().row();
    const QString dataset = row < 0 ? QString() : model_.textAt(row, QStringLiteral("dataset"));
    const int set = instruments_.column(QStringLiteral("dataset"));
    const int symbol = instruments_.column(QStringLiteral("symbol"));
    const int first = instruments_.column(QStringLiteral("first_session"));
    const int last = instruments_.column(QStringLiteral("last_session"));
    QVector<CoverageSpan> spans;
    for (int each = 0; each < instruments_.rows.size(); ++each)
        if (dataset.isEmpty() || set < 0 || instruments_.text(each, set) == dataset)
            spans.append({instruments_.text(each, symbol),
                          QDate::fromString(instruments_.text(each, first), Qt::ISODate),
                          QDate::fromString(instruments_.text(each, last), Qt::ISODate)});
    strip_->setSpans(std::move(spans));
    note_->setText(tr("%1 instruments, %2 months")
                       .arg(formatNumber(static_cast<double>(strip_->spans().size()), 0),
                            formatNumber(strip_->months(), 0)));
}

QWidget* CoveragePanel::chart() const {
    return strip_;
}

} // namespace nautilus::ui
