#include "ui/dashboards/data/instruments_panel.h"

#include "ui/charts/record_table.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace nautilus::ui {
namespace {

constexpr int kTypingPauseMs = 200;

QVector<ColumnSpec> columns() {
    return {{QStringLiteral("symbol"), InstrumentsPanel::tr("Symbol")},
            {QStringLiteral("name"), InstrumentsPanel::tr("Name")},
            {QStringLiteral("security_type"), InstrumentsPanel::tr("Type")},
            {QStringLiteral("currency"), InstrumentsPanel::tr("Currency")},
            {QStringLiteral("sector"), InstrumentsPanel::tr("Sector")},
            {QStringLiteral("industry"), InstrumentsPanel::tr("Industry")},
            {QStringLiteral("first_session"), InstrumentsPanel::tr("First session"), NumberKind::Date},
            {QStringLiteral("last_session"), InstrumentsPanel::tr("Last session"), NumberKind::Date}};
}

} // namespace

InstrumentsPanel::InstrumentsPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("instruments"), tr("Instruments"), parent), model_(columns()),
      search_(new QLineEdit(this)), count_(makeNote()) {
    follow(kFollowsNothing);
    search_->setPlaceholderText(tr("Search symbol or name"));
    search_->setAccessibleName(tr("Search symbol or name"));
    search_->setFixedWidth(240);
    tools()->addWidget(search_);
    tools()->addStretch(1);
    tools()->addWidget(count_);
    table_ = addTable(model_, tr("Instruments"), {72, 210, 64, 72, 160, 210, 96, 96});
    typing_.setSingleShot(true);
    typing_.setInterval(kTypingPauseMs);
    connect(search_, &QLineEdit::textChanged, &typing_, qOverload<>(&QTimer::start));
    connect(&typing_, &QTimer::timeout, this, &Panel::refresh);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid())
                    setContextSymbol(model_.textAt(current.row(), QStringLiteral("symbol")));
            });
}

void InstrumentsPanel::request() {
    QJsonObject parameters{{QStringLiteral("limit"), 2000}};
    if (!search_->text().trimmed().isEmpty())
        parameters.insert(QStringLiteral("query"), search_->text().trimmed());
    loadTable(QStringLiteral("instruments"), QStringLiteral("marketdata.instruments"), parameters,
              [this](const TableData& table, const QJsonObject&) {
                  model_.setTable(table);
                  count_->setText(
                      tr("%1 instruments").arg(formatNumber(static_cast<double>(table.rows.size()), 0)));
                  titleLine()->setSubject(search_->text().trimmed());
                  if (!table.empty()) return;
                  const bool searched = !search_->text().trimmed().isEmpty();
                  showEmpty(searched ? tr("No instrument matches “%1”.").arg(search_->text().trimmed())
                                     : tr("The catalog holds no instruments yet. Import data to fill it."),
                            searched ? tr("Clear the search") : tr("Look again"), [this] {
                                search_->clear();
                                refresh();
                            });
              });
}

} // namespace nautilus::ui
