#include "ui/dashboards/factor/expression_panel.h"

#include "ui/charts/column_chart.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/record_table.h"
#include "ui/dashboards/factor/expression_field.h"
#include "ui/models/cross_section.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QTextDocument>

#include <cmath>
#include <numeric>

namespace nautilus::ui {
namespace {

const QString kEvaluate = QStringLiteral("factor.evaluate");
const QString kFirst = QStringLiteral("rank(delta(close, 5)) / ts_std(returns, 20)");
constexpr int kRows = 100000;
constexpr int kEnds = 12; ///< stocks at either end
constexpr int kBins = 36;
constexpr int kSideBySide = 620;

double meanOf(const QVector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double deviationOf(const QVector<double>& values) {
    const double mean = meanOf(values);
    double sum = 0;
    for (const double value : values)
        sum += (value - mean) * (value - mean);
    return values.size() > 1 ? std::sqrt(sum / static_cast<double>(values.size() - 1)) : std::nan("");
}

} // namespace

void ExpressionPanel::request() {
    if (!offers(kEvaluate)) return;
    typing_.stop();
    askLanguage();
    if (context().factor != taken_) takeFactor(context().factor);
    const QString text = field_->toPlainText();
    field_->setFaults({});
    if (text.trimmed().isEmpty()) {
        values_ = {};
        return showEmpty(tr("Write an expression above. Ctrl+Space shows what can be written."),
                         tr("Show an example"), [this] { takeText(kFirst, {}); });
    }
    const QJsonObject asked{{QStringLiteral("expression"), text}, {QStringLiteral("limit"), kRows}};
    loadTable(QStringLiteral("values"), kEvaluate,
              inUniverse(dated(asked, QStringLiteral("date")), kEvaluate),
              [this](const TableData& table, const QJsonObject&) { showValues(table); });
}

void ExpressionPanel::askLanguage() {
    const QString language = QStringLiteral("factor.language"), own = QStringLiteral("factor.user_factors");
    const OperationList& offered = desk().operations;
    const auto may = [&](const QString& id) { return offered.all().isEmpty() || offered.find(id); };
    if (language_.empty() && may(language))
        load(QStringLiteral("language"), language, inUniverse({}, language),
             [this](const QJsonObject& answer, const QJsonObject&) { language_.read(answer); });
    if (!own_known_ && may(own))
        load(QStringLiteral("own"), own, {},
             [this](const QJsonObject& answer, const QJsonObject&) { showOwn(answer); });
}

bool ExpressionPanel::takesFailure(const QString& key, const LinkReply& reply) {
    if (key != QLatin1String("values")) return false;
    const QJsonArray errors = reply.envelope.value(QStringLiteral("errors")).toArray();
    const auto faults = faultsOf(errors, field_->toPlainText());
    if (faults.isEmpty()) return false;
    field_->setFaults(faults);
    QStringList words;
    for (const TextFault& each : faults)
        words.append(each.message);
    say(words.join(QStringLiteral("  ·  ")), QStringLiteral("error"));
    return true;
}

void ExpressionPanel::say(const QString& text, const QString& tone) {
    message_->setProperty("tone", tone);
    message_->style()->unpolish(message_); // looks at the tone again
    message_->style()->polish(message_);
    message_->setText(text);
}

QString ExpressionPanel::message() const {
    return message_->text();
}

void ExpressionPanel::showValues(const TableData& table) {
    values_ = table;
    const QString value = QStringLiteral("value");
    highest_model_.setTable(extremes(table, value, kEnds, true));
    lowest_model_.setTable(extremes(table, value, kEnds, false));
    const QVector<double> numbers = numbersOf(table, value);
    QVector<Column> columns;
    for (const Bin& bin : binsOf(numbers, kBins))
        columns.append({formatAs(NumberKind::Significant, (bin.from + bin.to) / 2),
                        static_cast<double>(bin.count), 0,
                        tr("%1 to %2")
                            .arg(formatAs(NumberKind::Significant, bin.from),
                                 formatAs(NumberKind::Significant, bin.to))});
    spread_->setColumns(columns, NumberKind::Integer);
    const QDate last = QDate::fromString(table.text(0, table.column(QStringLiteral("date"))), Qt::ISODate);
    say(saved_as_.isEmpty() ? tr("Ctrl+Space completes · Ctrl+Enter evaluates · Ctrl+S saves") : saved_as_,
        QStringLiteral("muted"));
    if (numbers.isEmpty()) {
        titleLine()->setSubject({});
        return showEmptyDate(tr("No stock has a value of this expression on this date."));
    }
    titleLine()->setSubject(tr("%n stocks", nullptr, static_cast<int>(numbers.size())));
    spread_->setHeading(tr("Stocks by value on %1 · mean %2 · deviation %3")
                            .arg(last.toString(Qt::ISODate),
                                 formatAs(NumberKind::Significant, meanOf(numbers)),
                                 formatAs(NumberKind::Significant, deviationOf(numbers))));
    askHistory(last);
}

void ExpressionPanel::askHistory(const QDate& last) {
    const QString symbol =
        context().symbol.isEmpty() ? highest_model_.textAt(0, QStringLiteral("symbol")) : context().symbol;
    const QJsonObject asked{{QStringLiteral("expression"), field_->toPlainText()},
                            {QStringLiteral("symbols"), QJsonArray{symbol}},
                            {QStringLiteral("start"), last.addYears(-1).toString(Qt::ISODate)},
                            {QStringLiteral("date"), last.toString(Qt::ISODate)}};
    loadTable(QStringLiteral("history"), kEvaluate, inUniverse(asked, kEvaluate),
              [this, symbol](const TableData& table, const QJsonObject&) {
                  TimeSeries line{symbol, symbol, {}, {}};
                  const int day = table.column(QStringLiteral("date"));
                  const int value = table.column(QStringLiteral("value"));
                  QHash<QDate, int> rows;
                  for (int row = 0; row < table.rows.size(); ++row) {
                      line.dates.append(QDate::fromString(table.text(row, day), Qt::ISODate));
                      line.values.append(table.number(row, value));
                      rows.insert(line.dates.last(), row);
                  }
                  line.origin = originOfDay(table, value, rows);
                  history_->setSeries({line});
              });
}

void ExpressionPanel::showOwn(const QJsonObject& answer) {
    own_factors_ = answer.value(QStringLiteral("factors")).toArray();
    own_known_ = true;
    language_.readUserFactors(answer);
    const QString id = saved_as_.section(QLatin1Char('@'), 0, 0);
    own_->clear();
    for (const QJsonValue& each : std::as_const(own_factors_))
        own_->addItem(each.toObject().value(QStringLiteral("factor_id")).toString());
    own_->setEnabled(own_->count() > 0);
    own_->setCurrentIndex(id.isEmpty() ? -1 : own_->findText(id));
    showVersions();
}

void ExpressionPanel::showVersions() {
    versions_->clear();
    const QJsonObject factor = own_factors_.at(own_->currentIndex()).toObject();
    for (const QJsonValue& each : factor.value(QStringLiteral("versions")).toArray()) {
        const QJsonObject version = each.toObject();
        versions_->insertItem(0,
                              tr("version %1, %2")
                                  .arg(version.value(QStringLiteral("version")).toInt())
                                  .arg(version.value(QStringLiteral("saved_at")).toString().left(10)),
                              version);
    }
    const int kept = saved_as_.section(QLatin1Char('@'), 1).toInt();
    for (int i = 0; i < versions_->count(); ++i)
        if (versions_->itemData(i).toJsonObject().value(QStringLiteral("version")).toInt() == kept)
            versions_->setCurrentIndex(i);
    versions_->setEnabled(versions_->count() > 0);
}

void ExpressionPanel::takeText(const QString& text, const QString& saved_as) {
    QTextCursor all(field_->document());
    all.select(QTextCursor::Document);
    all.insertText(text);
    field_->document()->setModified(false);
    saved_as_ = saved_as;
    refresh();
}

void ExpressionPanel::takeFactor(const QString& factor) {
    taken_ = factor;
    if (factor.isEmpty()) return;
    if (field_->document()->isModified()) // what was written by hand is not replaced unasked
        return desk().say(tr("The text in the editor is not saved; %1 was not opened over it.").arg(factor));
    if (factor.startsWith(QLatin1Char('='))) {
        if (factor.mid(1) != field_->toPlainText()) takeText(factor.mid(1), {});
        return;
    }
    const QString id = factor.section(QLatin1Char('@'), 0, 0);
    for (qsizetype i = 0; i < own_factors_.size(); ++i) {
        if (own_factors_.at(i).toObject().value(QStringLiteral("factor_id")).toString() != id) continue;
        own_->setCurrentIndex(static_cast<int>(i));
        Q_EMIT own_->activated(static_cast<int>(i));
        return;
    }
    takeLibraryFactor(factor);
}

void ExpressionPanel::takeLibraryFactor(const QString& factor) {
    desk().link.call(QStringLiteral("factor.factors"), {}, this, [this, factor](const LinkReply& reply) {
        const QJsonObject library = reply.envelope.value(QStringLiteral("data")).toObject();
        for (const QJsonValue& each : library.value(QStringLiteral("factors")).toArray()) {
            const QJsonObject found = each.toObject();
            if (found.value(QStringLiteral("id")).toString() != factor || taken_ != factor) continue;
            const QString text = found.value(QStringLiteral("expression")).toString();
            if (text.isEmpty())
                say(tr("%1 is computed by code of its own; there is no text to open.").arg(factor),
                    QStringLiteral("muted"));
            else if (text != field_->toPlainText())
                takeText(text, {});
        }
    });
}

void ExpressionPanel::openTearSheet() {
    taken_ = saved_as_.isEmpty() ? QLatin1Char('=') + field_->toPlainText() : saved_as_;
    setContextFactor(taken_);
    desk().open_panel(QStringLiteral("tear_sheet"));
}

QWidget* ExpressionPanel::chart() const {
    return spread_;
}

QJsonObject ExpressionPanel::choices() const {
    return {{QStringLiteral("text"), field_->toPlainText()}, {QStringLiteral("saved_as"), saved_as_}};
}

void ExpressionPanel::setChoices(const QJsonObject& choices) {
    const QString text = choices.value(QStringLiteral("text")).toString();
    if (!text.isEmpty()) takeText(text, choices.value(QStringLiteral("saved_as")).toString());
}

void ExpressionPanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    split_->setDirection(width() >= kSideBySide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

} // namespace nautilus::ui
