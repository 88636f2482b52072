#include "ui/dashboards/factor/exposure_panel.h"

#include "ui/charts/record_table.h"
#include "ui/dashboards/factor/factor_inspector.h"
#include "ui/models/factor_names.h"
#include "ui/models/number_format.h"
#include "ui/models/record_table_model.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace nautilus::ui {
namespace {

constexpr int kSymbolWidth = 56;
constexpr int kRoomySymbolWidth = 70; // five letters in full
constexpr int kSectorWidth = 150;
constexpr int kCapWidth = 66;
constexpr int kFactorWidth = 47;

} // namespace

ExposurePanel::ExposurePanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("exposures"), tr("Exposures"), parent), set_(addStyleSet()),
      sector_(new QComboBox(this)), grouped_(new QToolButton(this)), filter_(new QLineEdit(this)),
      count_(makeNote()) {
    follow(kFollowsDate | kFollowsUniverse);
    buildTools();
    table_ = addTable(model_, tr("Exposures, stocks by factors"));
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table_->horizontalHeader()->setMinimumHeight(36);
    table_->verticalHeader()->setDefaultSectionSize(20);
    connect(&model_, &QAbstractItemModel::modelReset, this, &ExposurePanel::afterReset);
    connect(table_, &RecordTable::rowActivated, this, [this](int row) {
        setContextSymbol(model_.symbolAt(row));
        this->desk().open_panel(QStringLiteral("stock"));
    });
    connect(&desk.context, &LinkedContext::changed, this, &ExposurePanel::followSymbol);
    connect(table_->horizontalHeader(), &QHeaderView::sectionClicked, this, [this](int section) {
        const QString name = model_.headerData(section, Qt::Horizontal, kNameRole).toString();
        if (factorKind(name) == QLatin1String("style")) inspectFactor(this->desk(), this, name);
    });
}

void ExposurePanel::buildTools() {
    sector_->addItem(tr("All sectors"), QString());
    sector_->setAccessibleName(tr("Sector"));
    sector_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    sector_->setMinimumContentsLength(14);
    sector_->view()->setMinimumWidth(190);
    grouped_->setText(tr("By sector"));
    grouped_->setCheckable(true);
    grouped_->setChecked(true);
    grouped_->setAccessibleName(tr("Group by sector"));
    filter_->setPlaceholderText(tr("Filter symbols"));
    filter_->setAccessibleName(tr("Filter symbols"));
    filter_->setClearButtonEnabled(false);
    filter_->setFixedWidth(120);
    for (QWidget* widget :
         {static_cast<QWidget*>(sector_), static_cast<QWidget*>(grouped_), static_cast<QWidget*>(filter_)})
        tools()->addWidget(widget);
    tools()->addStretch(1);
    tools()->addWidget(count_);
    connect(sector_, &QComboBox::currentIndexChanged, this,
            [this] { model_.setSector(sector_->currentData().toString()); });
    connect(grouped_, &QToolButton::toggled, this, [this](bool on) { model_.setGrouped(on); });
    connect(filter_, &QLineEdit::textChanged, this, [this](const QString& text) { model_.setFilter(text); });
}

QJsonObject ExposurePanel::choices() const {
    return {{QStringLiteral("set"), set_->currentData().toString()},
            {QStringLiteral("grouped"), grouped_->isChecked()}};
}

void ExposurePanel::setChoices(const QJsonObject& choices) {
    const int index = set_->findData(choices.value(QStringLiteral("set")).toString());
    if (index >= 0) set_->setCurrentIndex(index);
    grouped_->setChecked(choices.value(QStringLiteral("grouped")).toBool(true));
}

void ExposurePanel::request() {
    const QString operation = QStringLiteral("factor.exposures");
    const QJsonObject parameters{{QStringLiteral("set"), set_->currentData().toString()},
                                 {QStringLiteral("limit"), 10000}};
    loadTable(QStringLiteral("exposures"), operation,
              inUniverse(dated(parameters, QStringLiteral("date")), operation),
              [this](const TableData& table, const QJsonObject&) { showTable(table); });
}

void ExposurePanel::showTable(const TableData& table) {
    const bool all = context().universe == Universe::All;
    const QString name = context().universe_name;
    titleLine()->setUniverse(!name.isEmpty() ? name : all ? tr("all stocks") : tr("estimation universe"));
    titleLine()->setSubject(set_->currentIndex() == 0 ? tr("joint set") : tr("two-stage set"));
    if (table.empty()) {
        model_.setTable({});
        return showEmptyDate(
            tr("No stock has exposures on this date. They start once a stock has a price, shares and "
               "a year of history."));
    }
    titleLine()->setAsOf(table.text(0, table.column(QStringLiteral("date"))));
    model_.setUniverse(context().universe);
    model_.setTable(table);
    const QString before = sector_->currentData().toString();
    const QSignalBlocker quiet(sector_);
    sector_->clear();
    sector_->addItem(tr("All sectors"), QString());
    for (const QString& sector : model_.sectors())
        sector_->addItem(sector, sector);
    sector_->setCurrentIndex(std::max(0, sector_->findData(before)));
    model_.setSector(sector_->currentData().toString());
}

void ExposurePanel::afterReset() {
    table_->clearSpans();
    for (int row = 0; row < model_.rowCount(); ++row)
        if (model_.isHeading(row)) table_->setSpan(row, 0, 1, model_.columnCount());
    count_->setText(tr("%1 of %2 stocks")
                        .arg(formatNumber(model_.stockCount(), 0),
                             formatNumber(static_cast<double>(model_.table().rows.size()), 0)));
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ExposurePanel::chosen,
            Qt::UniqueConnection);
    fitColumns();
    followSymbol();
}

void ExposurePanel::fitColumns() {
    const int columns = model_.columnCount();
    const int first = columns - static_cast<int>(model_.factors().size());
    if (columns == 0 || first < 2) return;
    const int factors = std::max(1, columns - first);
    const int room = table_->width() - kCapWidth - (first > 2 ? kSectorWidth : 0) - 12;
    const int symbol = room >= kRoomySymbolWidth + factors * kFactorWidth ? kRoomySymbolWidth : kSymbolWidth;
    const int each = std::clamp((room - symbol) / factors, kFactorWidth, 110);
    for (int column = 0; column < columns; ++column)
        table_->setColumnWidth(column, column == 0           ? symbol
                                       : column == first - 1 ? kCapWidth
                                       : column < first      ? kSectorWidth
                                                             : each);
}

void ExposurePanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    fitColumns();
}

void ExposurePanel::followSymbol() {
    const int row = model_.rowOf(context().symbol);
    if (row < 0 || (table_->currentIndex().row() == row && table_->selectionModel()->hasSelection())) return;
    following_ = true;
    table_->setCurrentIndex(model_.index(row, 0));
    table_->scrollTo(model_.index(row, 0), QAbstractItemView::PositionAtCenter);
    following_ = false;
}

void ExposurePanel::chosen(const QModelIndex& current) {
    const QString symbol = model_.symbolAt(current.row());
    if (!following_ && !symbol.isEmpty()) setContextSymbol(symbol);
}

} // namespace nautilus::ui
