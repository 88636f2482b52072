#include "ui/models/transaction_model.h"

#include "ui/models/book_words.h"

#include <algorithm>
#include <numeric>

namespace nautilus::ui {
namespace {

const QStringList& decimals() {
    static const QStringList kDecimals{QStringLiteral("quantity"), QStringLiteral("price"),
                                       QStringLiteral("amount"), QStringLiteral("charges"),
                                       QStringLiteral("cash")};
    return kDecimals;
}

QVector<ColumnSpec> columns() {
    const auto name = [](const char* text) { return QLatin1String(text); };
    return {{name("number"), TransactionModel::tr("No."), NumberKind::Plain,
             TransactionModel::tr("In the order of recording")},
            {name("session"), TransactionModel::tr("Session"), NumberKind::Date,
             TransactionModel::tr("For which it counts")},
            {name("kind"), TransactionModel::tr("Kind"), NumberKind::Text, {}, 0, transactionKind},
            {name("symbol"), TransactionModel::tr("Symbol")},
            {name("quantity"), TransactionModel::tr("Quantity"), NumberKind::Quantity},
            {name("price"), TransactionModel::tr("Price"), NumberKind::Price},
            {name("amount"), TransactionModel::tr("Amount"), NumberKind::Decimal2,
             TransactionModel::tr("Of dividends, deposits, fees; gross")},
            {name("charges"), TransactionModel::tr("Charges"), NumberKind::Decimal2,
             TransactionModel::tr("Commission and taxes")},
            {name("cash"), TransactionModel::tr("Cash"), NumberKind::Signed2,
             TransactionModel::tr("What came in or went out")},
            {name("currency"), TransactionModel::tr("Cur.")},
            {name("state"), TransactionModel::tr("State"), NumberKind::Text,
             TransactionModel::tr("What was taken back stays on record and does not count")},
            {name("note"), TransactionModel::tr("Note")}};
}

} // namespace

TableData withNumbers(TableData table, const QStringList& columns) {
    for (const QString& name : columns) {
        const int column = table.column(name);
        for (int row = 0; column >= 0 && row < table.rows.size(); ++row) {
            bool good = false;
            const double value = table.text(row, column).toDouble(&good);
            if (good) table.rows[row][column] = value;
        }
    }
    return table;
}

TransactionModel::TransactionModel(QObject* parent) : RecordTableModel(columns(), parent) {}

void TransactionModel::setAnswer(const TableData& answer) {
    answer_ = answer;
    const int session = answer_.column(QStringLiteral("session"));
    QVector<int> order(answer_.rows.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](int a, int b) {
        const int compared = QString::compare(answer_.text(a, session), answer_.text(b, session));
        return compared != 0 ? compared > 0 : a > b;
    });
    answer_ = answer_.reordered(order);
    filter();
}

QString TransactionModel::stateOf(int row) const {
    const auto number = [&](const char* name) {
        return static_cast<int>(table().at(row, table().column(QLatin1String(name))).toDouble());
    };
    if (number("reversed_by") > 0) return tr("reversed by %1").arg(number("reversed_by"));
    if (number("reverses") > 0) return tr("reverses %1").arg(number("reverses"));
    return {};
}

void TransactionModel::setFilter(const QString& symbol, const QString& kind) {
    symbol_ = symbol.trimmed();
    kind_ = kind;
    filter();
}

void TransactionModel::filter() {
    const int symbol = answer_.column(QStringLiteral("symbol"));
    const int other = answer_.column(QStringLiteral("other_symbol"));
    const int kind = answer_.column(QStringLiteral("kind"));
    QVector<int> kept;
    for (int row = 0; row < answer_.rows.size(); ++row) {
        const bool named = symbol_.isEmpty() ||
                           answer_.text(row, symbol).contains(symbol_, Qt::CaseInsensitive) ||
                           answer_.text(row, other).contains(symbol_, Qt::CaseInsensitive);
        if (named && (kind_.isEmpty() || answer_.text(row, kind) == kind_)) kept.append(row);
    }
    setTable(withNumbers(answer_.reordered(kept), decimals()));
}

QJsonObject TransactionModel::transactionAt(int row) const {
    const int source = sourceRow(row);
    if (source < 0) return {};
    const TableData& shown = table();
    const int number = shown.column(QStringLiteral("number"));
    QJsonObject out;
    for (int each = 0; each < answer_.rows.size(); ++each) {
        if (answer_.at(each, number) != shown.at(source, number)) continue;
        for (int column = 0; column < answer_.columns.size(); ++column)
            out.insert(answer_.columns[column], answer_.at(each, column));
    }
    return out;
}

bool TransactionModel::counts(int row) const {
    const TableData& shown = table();
    const int source = sourceRow(row);
    return source >= 0 && shown.at(source, shown.column(QStringLiteral("reversed_by"))).toDouble() == 0 &&
           shown.at(source, shown.column(QStringLiteral("reverses"))).toDouble() == 0;
}

QVariant TransactionModel::data(const QModelIndex& index, int role) const {
    const int source = sourceRow(index.row());
    const bool state = headerData(index.column(), Qt::Horizontal, kNameRole) == QLatin1String("state");
    if (state && (role == Qt::DisplayRole || role == kRawRole || role == Qt::AccessibleTextRole))
        return stateOf(source);
    if (role != kStruckRole) return RecordTableModel::data(index, role);
    return table().at(source, table().column(QStringLiteral("reversed_by"))).toDouble() > 0;
}

} // namespace nautilus::ui
