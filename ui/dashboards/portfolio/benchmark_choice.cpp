#include "ui/dashboards/portfolio/benchmark_choice.h"

#include <QAbstractItemView>
#include <QJsonArray>
#include <QLineEdit>

namespace nautilus::ui {
namespace {

constexpr int kWidth = 124, kListWidth = 280;

} // namespace

BenchmarkChoice::BenchmarkChoice(Desk& desk, QWidget* parent) : QComboBox(parent), desk_(desk) {
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setFixedWidth(kWidth);
    view()->setMinimumWidth(kListWidth);
    setAccessibleName(tr("Benchmark"));
    lineEdit()->setAccessibleName(tr("Benchmark"));
    setToolTip(tr("Benchmark: the portfolio's own, a universe, another portfolio, or a symbol typed here"));
    addItem(tr("Own"), QString());
    addNames(QStringLiteral("marketdata.universes"), QStringLiteral("rows"), QStringLiteral("universe"), {});
    addNames(QStringLiteral("portfolio.portfolios"), QStringLiteral("portfolios"),
             QStringLiteral("portfolio_id"), QStringLiteral("name"));
    connect(this, &QComboBox::activated, this, [this] { typed(); });
    connect(lineEdit(), &QLineEdit::editingFinished, this, &BenchmarkChoice::typed);
}

/// Names from a list of the API; without it only symbols can be typed.
void BenchmarkChoice::addNames(const QString& operation, const QString& list, const QString& name,
                               const QString& title) {
    desk_.link.call(operation, {}, this, [=, this](const LinkReply& reply) {
        const QJsonObject answer = reply.envelope.value(QStringLiteral("data")).toObject();
        const TableData table =
            list == QLatin1String("rows") ? readTable(answer) : readList(answer, list, {name, title});
        for (int row = 0; row < table.rows.size(); ++row)
            addName(table.text(row, table.column(name)), table.text(row, table.column(title)));
        showChosen();
    });
}

void BenchmarkChoice::addName(const QString& name, const QString& title) {
    if (name.isEmpty() || findData(name) >= 0) return;
    addItem(name, name);
    if (!title.isEmpty()) setItemData(count() - 1, title, Qt::ToolTipRole);
}

void BenchmarkChoice::typed() {
    const QString text = currentText().trimmed();
    const int known = findText(text, Qt::MatchFixedString);
    const QString now = known >= 0 ? itemData(known).toString() : text.toUpper();
    const bool other = now != chosen_;
    chosen_ = now;
    showChosen();
    if (other) Q_EMIT chosen();
}

void BenchmarkChoice::setBenchmark(const QString& name) {
    chosen_ = name;
    showChosen();
}

void BenchmarkChoice::setOwn(const QString& name) {
    setItemText(0, name.isEmpty() ? tr("Own") : tr("Own: %1").arg(name));
    if (chosen_.isEmpty() && !lineEdit()->hasFocus()) showChosen();
}

void BenchmarkChoice::showChosen() {
    const int known = findData(chosen_);
    const QSignalBlocker quiet(this);
    setCurrentIndex(known);
    setEditText(known >= 0 ? itemText(known) : chosen_);
    lineEdit()->setCursorPosition(0);
}

QJsonObject BenchmarkChoice::in(QJsonObject parameters) const {
    if (!chosen_.isEmpty()) parameters.insert(QStringLiteral("benchmark"), chosen_);
    return parameters;
}

} // namespace nautilus::ui
