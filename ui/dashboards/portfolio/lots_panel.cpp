#include "ui/dashboards/portfolio/lots_panel.h"

#include "ui/charts/record_table.h"
#include "ui/dialogs/transaction_dialog.h"
#include "ui/models/book_words.h"
#include "ui/models/transaction_model.h"
#include "ui/shell/book_steps.h"
#include "ui/shell/key_figures.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <set>

namespace nautilus::ui {
namespace {

const QString kLots = QStringLiteral("portfolio.lots");
const QString kGains = QStringLiteral("portfolio.gains");
constexpr int kFigureWidth = 120;

QString dayOf(const QString& instant) {
    return instant.left(10);
}

QString termOf(const QString& term) {
    return term == QLatin1String("long") ? LotsPanel::tr("long") : LotsPanel::tr("short");
}

QVector<ColumnSpec> columns(bool open) {
    const auto name = [](const char* text) { return QLatin1String(text); };
    QVector<ColumnSpec> out{{name("symbol"), LotsPanel::tr("Symbol")},
                            {name("lot"), LotsPanel::tr("Lot"), NumberKind::Text,
                             LotsPanel::tr("Number of the transaction that opened it")},
                            {name("acquired_at"), LotsPanel::tr("Acquired"), NumberKind::Date, {}, 0, dayOf}};
    if (!open) out.append({name("closed_at"), LotsPanel::tr("Closed"), NumberKind::Date, {}, 0, dayOf});
    out.append({name("quantity"), LotsPanel::tr("Quantity"), NumberKind::Quantity});
    if (open) {
        out.append({name("unit_cost"), LotsPanel::tr("Cost\nof one"), NumberKind::Price,
                    LotsPanel::tr("With charges")});
        out.append({name("price"), LotsPanel::tr("Price"), NumberKind::Price});
    }
    out.append({name("cost"), LotsPanel::tr("Cost"), NumberKind::Integer, LotsPanel::tr("With charges")});
    if (open) {
        out.append({name("value"), LotsPanel::tr("Value"), NumberKind::Integer});
        out.append({name("unrealised"), LotsPanel::tr("Unrealised"), NumberKind::Integer,
                    LotsPanel::tr("Value less cost")});
        out.append({name("days_held"), LotsPanel::tr("Days\nheld"), NumberKind::Plain});
    } else {
        out.append({name("proceeds"), LotsPanel::tr("Proceeds"), NumberKind::Integer,
                    LotsPanel::tr("Without charges")});
        out.append({name("gain"), LotsPanel::tr("Gain"), NumberKind::Integer});
        out.append({name("closed_by"), LotsPanel::tr("By no."), NumberKind::Plain,
                    LotsPanel::tr("Number of the transaction that closed it")});
    }
    out.append({name("term"), LotsPanel::tr("Term"), NumberKind::Text,
                LotsPanel::tr("Long: held for more than a year; short positions are always short-term"), 0,
                termOf});
    out.append({name("currency"), LotsPanel::tr("Cur.")});
    return out;
}

/// The sum of a column; NaN when a cell is missing.
double total(const TableData& table, const char* name) {
    const int column = table.column(QLatin1String(name));
    double sum = 0;
    for (int row = 0; row < table.rows.size(); ++row)
        sum += table.number(row, column);
    return sum;
}

} // namespace

LotsPanel::LotsPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("lots"), tr("Lots"), parent), model_(columns(true)),
      totals_(new KeyFigures(kFigureWidth, this)),
      which_(addChoice(tr("Open or closed lots"),
                       {{tr("Open"), QStringLiteral("open")}, {tr("Closed"), QStringLiteral("closed")}})),
      method_(new QComboBox(this)), search_(new QLineEdit(this)), sell_(new QToolButton(this)) {
    follow(kFollowsPortfolio | kFollowsDate);
    buildTools();
    for (const char* name : {"first", "second", "third", "fourth"})
        totals_->add(QLatin1String(name), {});
    body()->addWidget(totals_);
    table_ = addTable(model_, tr("Lots"), {64, 50, 84, 70, 72, 72, 82, 82, 84, 50, 50, 44});
    table_->horizontalHeader()->setMinimumHeight(36);
    table_->showWhatFits({11, 5, 9, 4});
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const QVector<int> rows = chosenRows();
        sell_->setEnabled(open() && !rows.isEmpty());
        const QString symbol = model_.textAt(table_->currentIndex().row(), QStringLiteral("symbol"));
        if (!symbol.isEmpty() && symbol != context().symbol) setContextSymbol(symbol);
    });
    connect(table_, &RecordTable::rowActivated, this, &LotsPanel::sellChosen);
    connect(&desk.link, &Link::event, this, [this](const QString& topic, const QJsonObject&) {
        if (topic == QStringLiteral("portfolio.transactions.") + context().portfolio) refresh();
    });
}

void LotsPanel::buildTools() {
    search_->setPlaceholderText(tr("Symbol"));
    search_->setAccessibleName(tr("Only lots of this symbol"));
    search_->setClearButtonEnabled(true);
    search_->setMaximumWidth(110);
    for (const QString& each : lotMethods())
        method_->addItem(lotMethod(each), each);
    method_->setAccessibleName(tr("Lots that the account closes first"));
    method_->setToolTip(tr("Lots that the account closes first; fixed once it has transactions"));
    method_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    method_->setMinimumContentsLength(14);
    method_->setEnabled(false);
    sell_->setText(tr("Sell these…"));
    sell_->setToolTip(tr("Sell from the selected lots (Enter)"));
    sell_->setEnabled(false);
    tools()->addWidget(search_);
    tools()->addStretch(1);
    tools()->addWidget(method_);
    tools()->addWidget(sell_);
    connect(search_, &QLineEdit::textChanged, this, &LotsPanel::showRows);
    connect(method_, &QComboBox::activated, this, &LotsPanel::changeMethod);
    connect(sell_, &QToolButton::clicked, this, &LotsPanel::sellChosen);
}

bool LotsPanel::open() const {
    return which_->currentIndex() == 0;
}

void LotsPanel::request() {
    const QString operation = open() ? kLots : kGains;
    if (!offers(operation)) return;
    const QString portfolio = portfolioOrEmpty();
    if (portfolio.isEmpty()) return;
    titleLine()->setSubject(portfolio);
    readAccount();
    const QJsonObject asked{{QStringLiteral("portfolio_id"), portfolio}};
    loadTable(QStringLiteral("lots"), operation, dated(asked, QStringLiteral("as_of")),
              [this](const TableData& table, const QJsonObject&) { show(table); });
}

void LotsPanel::show(const TableData& table) {
    answer_ = table;
    model_.setColumns(columns(open()));
    showRows();
    titleLine()->setSubject(
        QStringLiteral("%1  ·  %2")
            .arg(context().portfolio, tr("%n lots", nullptr, static_cast<int>(table.rows.size()))));
    if (!table.empty()) return;
    if (open())
        showEmpty(tr("No lot is open. Purchases are recorded in the transactions."),
                  tr("Open the transactions"), [this] { desk().open_panel(QStringLiteral("transactions")); });
    else
        showEmpty(tr("No lot has been closed up to this date."), tr("Show open lots"),
                  [this] { which_->setCurrentIndex(0); });
}

void LotsPanel::showRows() {
    const int symbol = answer_.column(QStringLiteral("symbol"));
    QVector<int> kept;
    for (int row = 0; row < answer_.rows.size(); ++row)
        if (answer_.text(row, symbol).contains(search_->text().trimmed(), Qt::CaseInsensitive))
            kept.append(row);
    TableData shown =
        withNumbers(answer_.reordered(kept), {QStringLiteral("quantity"), QStringLiteral("cost"),
                                              QStringLiteral("proceeds"), QStringLiteral("gain")});
    const int term = shown.column(QStringLiteral("long_term"));
    if (term >= 0) shown.columns[term] = QStringLiteral("term");
    for (int row = 0; term >= 0 && row < shown.rows.size(); ++row)
        shown.rows[row][term] =
            shown.at(row, term).toBool() ? QStringLiteral("long") : QStringLiteral("short");
    showTotals(shown);
    model_.setTable(std::move(shown));
    sell_->setEnabled(false);
}

/// Sums of what is shown; of several currencies there is none.
void LotsPanel::showTotals(const TableData& shown) {
    const int currency = shown.column(QStringLiteral("currency"));
    std::set<QString> currencies;
    for (int row = 0; row < shown.rows.size(); ++row)
        currencies.insert(shown.text(row, currency));
    const bool one = currencies.size() <= 1;
    const QString unit = currencies.size() == 1 ? *currencies.begin() : QString();
    const auto sum = [&](const char* name) { return one ? total(shown, name) : std::nan(""); };
    TableData long_term = rowsWhere(shown, QStringLiteral("term"), QStringLiteral("long"));
    const auto put = [&](const char* name, const QString& title, double value, bool trend) {
        totals_->setTitle(QLatin1String(name), title);
        totals_->set(QLatin1String(name), trend ? formatSignedMoney(value) : formatMoney(value), unit, {},
                     trend && !std::isnan(value) ? value : 0);
    };
    if (open()) {
        put("first", tr("Value"), sum("value"), false);
        put("second", tr("Cost"), sum("cost"), false);
        put("third", tr("Unrealised"), sum("unrealised"), true);
        put("fourth", tr("of it long-term"), one ? total(long_term, "unrealised") : std::nan(""), true);
    } else {
        put("first", tr("Proceeds"), sum("proceeds"), false);
        put("second", tr("Cost"), sum("cost"), false);
        put("third", tr("Gain"), sum("gain"), true);
        put("fourth", tr("of it long-term"), one ? total(long_term, "gain") : std::nan(""), true);
    }
}

/// The account of the portfolio and its lot method.
void LotsPanel::readAccount() {
    const QString portfolio = context().portfolio;
    desk().link.call(
        QStringLiteral("portfolio.portfolios"), {}, this, [this, portfolio](const LinkReply& reply) {
            QString id;
            for (const QJsonValue& each : reply.envelope.value(QStringLiteral("data"))
                                              .toObject()
                                              .value(QStringLiteral("portfolios"))
                                              .toArray())
                if (each[QStringLiteral("portfolio_id")].toString() == portfolio)
                    id = each[QStringLiteral("account_id")].toString();
            if (id.isEmpty()) return method_->setEnabled(false);
            desk().link.call(
                QStringLiteral("portfolio.accounts"), {}, this, [this, id](const LinkReply& all) {
                    const QJsonObject data = all.envelope.value(QStringLiteral("data")).toObject();
                    for (const QJsonValue& each : data.value(QStringLiteral("accounts")).toArray())
                        if (each[QStringLiteral("account_id")].toString() == id) account_ = each.toObject();
                    const QString known = account_.value(QStringLiteral("lot_method")).toString();
                    method_->setCurrentIndex(std::max(0, method_->findData(known)));
                    method_->setEnabled(!account_.isEmpty());
                });
        });
}

void LotsPanel::changeMethod() {
    const QString wanted = method_->currentData().toString();
    if (account_.isEmpty() || wanted == account_.value(QStringLiteral("lot_method")).toString()) return;
    QJsonObject after = account_;
    after.insert(QStringLiteral("lot_method"), wanted);
    changeAccount(desk(), this, account_, after, [this] { refresh(); });
}

QVector<int> LotsPanel::chosenRows() const {
    std::set<int> rows;
    for (const QModelIndex& each : table_->selectionModel()->selectedRows())
        rows.insert(each.row());
    return {rows.begin(), rows.end()};
}

TransactionDialog* LotsPanel::sellChosen() {
    const QVector<int> rows = chosenRows();
    if (rows.isEmpty() || !open()) return nullptr;
    const TableData& shown = model_.table();
    const QString symbol = model_.textAt(rows.first(), QStringLiteral("symbol"));
    QJsonArray picks;
    double quantity = 0;
    for (const int row : rows) {
        const int source = model_.sourceRow(row);
        if (model_.textAt(row, QStringLiteral("symbol")) != symbol) {
            desk().say(tr("Choose lots of one symbol: a sale is of one."));
            return nullptr;
        }
        const double units = shown.number(source, shown.column(QStringLiteral("quantity")));
        quantity += units;
        picks.append(QJsonObject{{QStringLiteral("lot"), model_.textAt(row, QStringLiteral("lot"))},
                                 {QStringLiteral("quantity"), std::abs(units)}});
    }
    QJsonObject sale{
        {QStringLiteral("kind"), quantity < 0 ? QStringLiteral("cover") : QStringLiteral("sell")},
        {QStringLiteral("symbol"), symbol},
        {QStringLiteral("quantity"), plainCell(std::abs(quantity))},
        {QStringLiteral("price"),
         plainCell(shown.at(model_.sourceRow(rows.first()), shown.column(QStringLiteral("price"))))}};
    if (account_.value(QStringLiteral("lot_method")) != QLatin1String("average_cost"))
        sale.insert(QStringLiteral("lots"), picks);
    auto* dialog = new TransactionDialog(desk(), context().portfolio, this);
    dialog->fill(sale);
    connect(dialog, &TransactionDialog::recorded, this, &LotsPanel::refresh);
    dialog->show();
    return dialog;
}

QJsonObject LotsPanel::choices() const {
    return {{QStringLiteral("which"), which_->currentIndex()}};
}

void LotsPanel::setChoices(const QJsonObject& choices) {
    which_->setCurrentIndex(std::clamp(choices.value(QStringLiteral("which")).toInt(), 0, 1));
}

} // namespace nautilus::ui
