#include "ui/models/exposure_model.h"

#include "ui/models/factor_names.h"
#include "ui/models/record_table_model.h"

#include <algorithm>
#include <cmath>

namespace nautilus::ui {
namespace {

constexpr double kFullColour = 3.0; ///< exposures are deviations of the cross section; three is far out

NumberKind kindOf(const QString& column) {
    if (column == QLatin1String("market_cap")) return NumberKind::Money;
    return column.startsWith(QLatin1String("style:")) ? NumberKind::Signed2 : NumberKind::Text;
}

} // namespace

void ExposureModel::setTable(TableData table) {
    table_ = std::move(table);
    rebuild();
}

void ExposureModel::setGrouped(bool grouped) {
    grouped_ = grouped;
    rebuild();
}

void ExposureModel::setSector(const QString& sector) {
    sector_ = sector;
    rebuild();
}

void ExposureModel::setFilter(const QString& text) {
    filter_ = text.trimmed();
    rebuild();
}

void ExposureModel::setUniverse(Universe universe) {
    universe_ = universe;
    rebuild();
}

bool ExposureModel::passes(int source) const {
    if (!sector_.isEmpty() && table_.text(source, table_.column(QStringLiteral("sector"))) != sector_)
        return false;
    if (universe_ == Universe::Estimation &&
        !table_.at(source, table_.column(QStringLiteral("in_estimation_universe"))).toBool())
        return false;
    return table_.text(source, table_.column(QStringLiteral("symbol")))
        .contains(filter_, Qt::CaseInsensitive);
}

void ExposureModel::rebuild() {
    beginResetModel();
    const int symbol = table_.column(QStringLiteral("symbol"));
    const int sector = table_.column(QStringLiteral("sector"));
    columns_ = {symbol};
    if (!grouped_) columns_.append(sector);
    columns_.append(table_.column(QStringLiteral("market_cap")));
    for (int column = 0; column < table_.columns.size(); ++column)
        if (factorKind(table_.columns[column]) == QLatin1String("style")) columns_.append(column);
    QVector<int> order;
    for (int source = 0; source < table_.rows.size(); ++source)
        if (passes(source)) order.append(source);
    const int key = columns_.value(sort_column_, symbol);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        if (grouped_ && table_.text(a, sector) != table_.text(b, sector))
            return table_.text(a, sector) < table_.text(b, sector);
        return cellBefore(table_.at(a, key), table_.at(b, key),
                          sort_column_ < 0 ? Qt::AscendingOrder : sort_order_);
    });
    rows_.clear();
    qsizetype heading = -1;
    int members = 0;
    auto close = [&] {
        if (heading >= 0) rows_[heading].heading += QStringLiteral("  ·  %1").arg(members);
    };
    for (const int source : order) {
        const QString name = table_.text(source, sector);
        if (grouped_ && (heading < 0 || rows_[heading].heading != name)) {
            close();
            heading = rows_.size();
            members = 0;
            rows_.append(Row{-1, name});
        }
        ++members;
        rows_.append(Row{source, {}});
    }
    close();
    endResetModel();
}

void ExposureModel::sort(int column, Qt::SortOrder order) {
    sort_column_ = column;
    sort_order_ = order;
    rebuild();
}

QStringList ExposureModel::sectors() const {
    QStringList result;
    const int sector = table_.column(QStringLiteral("sector"));
    for (int row = 0; row < table_.rows.size(); ++row)
        if (!result.contains(table_.text(row, sector)) && !table_.text(row, sector).isEmpty())
            result.append(table_.text(row, sector));
    result.sort();
    return result;
}

QStringList ExposureModel::factors() const {
    return table_.columns.filter(QStringLiteral("style:"));
}

QString ExposureModel::symbolAt(int row) const {
    return row < 0 || row >= rows_.size()
               ? QString()
               : table_.text(rows_[row].source, table_.column(QStringLiteral("symbol")));
}

int ExposureModel::rowOf(const QString& symbol) const {
    for (int row = 0; row < rows_.size(); ++row)
        if (rows_[row].source >= 0 && symbolAt(row) == symbol) return row;
    return -1;
}

bool ExposureModel::isHeading(int row) const {
    return row >= 0 && row < rows_.size() && rows_[row].source < 0;
}

int ExposureModel::stockCount() const {
    return static_cast<int>(
        std::count_if(rows_.begin(), rows_.end(), [](const Row& row) { return row.source >= 0; }));
}

int ExposureModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ExposureModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() || table_.columns.isEmpty() ? 0 : static_cast<int>(columns_.size());
}

Qt::ItemFlags ExposureModel::flags(const QModelIndex& index) const {
    return isHeading(index.row()) ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

QVariant ExposureModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rows_.size() || index.column() >= columns_.size()) return {};
    const Row& row = rows_[index.row()];
    if (row.source >= 0) return cell(row, columns_[index.column()], role);
    if (role == kHeadingRole) return true;
    return role == Qt::DisplayRole && index.column() == 0 ? QVariant(row.heading) : QVariant();
}

QVariant ExposureModel::cell(const Row& row, int column, int role) const {
    const QString name = table_.columns.value(column);
    const NumberKind kind = kindOf(name);
    const QJsonValue value = table_.at(row.source, column);
    switch (role) {
    case Qt::DisplayRole:
        return formatCell(kind, value);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((isNumeric(kind) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1 %2: %3")
            .arg(table_.text(row.source, table_.column(QStringLiteral("symbol"))), factorTitle(name),
                 formatCell(kind, value));
    case kRawRole:
        return value.toVariant();
    case kOriginRole:
        return QVariant::fromValue(table_.origin(row.source, column));
    case kKindRole:
        return static_cast<int>(kind);
    case kHeatRole:
        return kind == NumberKind::Signed2 && value.isDouble() ? QVariant(value.toDouble() / kFullColour)
                                                               : QVariant();
    default:
        return {};
    }
}

QVariant ExposureModel::toolTip(const Row& row, int column) const {
    const QJsonValue value = table_.at(row.source, column);
    const QString symbol = table_.text(row.source, table_.column(QStringLiteral("symbol")));
    const QString name = table_.columns.value(column);
    if (kindOf(name) == NumberKind::Text)
        return QStringLiteral("%1\n%2\n%3")
            .arg(symbol, table_.text(row.source, table_.column(QStringLiteral("sector"))),
                 table_.text(row.source, table_.column(QStringLiteral("industry_raw"))));
    if (!value.isDouble()) {
        const QString reason = table_.reason(row.source, column);
        return QStringLiteral("%1, %2: %3")
            .arg(symbol, factorTitle(name),
                 reason.isEmpty() ? tr("no value; the answer gives no reason") : reason);
    }
    return QStringLiteral("%1, %2: %3").arg(symbol, factorTitle(name), formatCell(kindOf(name), value));
}

QVariant ExposureModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columns_.size()) return {};
    const QString name = table_.columns.value(columns_[section]);
    const bool number = isNumeric(kindOf(name));
    switch (role) {
    case Qt::DisplayRole:
        if (name == QLatin1String("symbol")) return tr("Symbol");
        if (name == QLatin1String("sector")) return tr("Sector");
        return name == QLatin1String("market_cap") ? tr("Cap\nUSD") : factorShortTitle(name);
    case Qt::ToolTipRole:
        return number && kindOf(name) == NumberKind::Signed2
                   ? tr("%1, deviations of the cross section").arg(factorTitle(name))
                   : QVariant();
    case kNameRole:
        return name;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

} // namespace nautilus::ui
