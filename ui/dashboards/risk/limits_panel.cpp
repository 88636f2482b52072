#include "ui/dashboards/risk/limits_panel.h"

#include "ui/charts/record_table.h"
#include "ui/models/risk_words.h"
#include "ui/models/undo_step.h"
#include "ui/shell/figure_label.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QStackedWidget>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace nautilus::ui {
namespace {

const QString kCheck = QStringLiteral("risk.check");
const QString kLimits = QStringLiteral("risk.limits");
const QString kWhatIf = QStringLiteral("risk.what_if");
const QString kFirm = QStringLiteral("firm");

void setTone(QLabel& label, const char* tone) {
    label.setProperty("tone", QLatin1String(tone));
    label.style()->unpolish(&label);
    label.style()->polish(&label);
}

const char* toneOf(const QString& status) {
    if (status == QLatin1String("BREACH")) return "error";
    return status == QLatin1String("WARNING") ? "warn" : "good";
}

/// What risk.set_limits takes of a limit as risk.limits answers it.
QJsonObject settingOnly(const QJsonObject& kept) {
    QJsonObject out;
    for (const char* name : {"limit_type", "value", "enabled", "auto_adjust", "adjustment_factor",
                             "warning_at", "hard", "owner"})
        if (kept.contains(QLatin1String(name))) out.insert(QLatin1String(name), kept[QLatin1String(name)]);
    return out;
}

} // namespace

void LimitsPanel::request() {
    if (!offers(kCheck)) return;
    const QString portfolio = portfolioOrEmpty();
    if (portfolio.isEmpty()) return model_.setTable({});
    kept_.clear();
    check_asked_ = dated({{QStringLiteral("portfolio_id"), portfolio}}, QStringLiteral("as_of"));
    load(QStringLiteral("check"), kCheck, check_asked_,
         [this](const QJsonObject& answer, const QJsonObject& metadata) {
             check_ = answer;
             check_metadata_ = metadata;
             showRows();
         });
    load(QStringLiteral("book"), QStringLiteral("portfolio.portfolios"), {},
         [this, portfolio](const QJsonObject& answer, const QJsonObject&) {
             account_.clear();
             for (const QJsonValue& each : answer.value(QStringLiteral("portfolios")).toArray())
                 if (each[QStringLiteral("portfolio_id")].toString() == portfolio)
                     account_ = each[QStringLiteral("account_id")].toString();
             for (const LimitBook& book : books())
                 load(QStringLiteral("limits ") + book.id, kLimits,
                      {{QStringLiteral("portfolio_id"), book.id}},
                      [this, id = book.id](const QJsonObject& limits, const QJsonObject&) {
                          if (limits.value(QStringLiteral("portfolio_id")).toString() == id)
                              kept_.insert(id, limits);
                          showRows();
                      });
         });
}

QVector<LimitBook> LimitsPanel::books() const {
    QVector<LimitBook> out{{context().portfolio, tr("This portfolio (%1)").arg(context().portfolio)}};
    if (!account_.isEmpty()) out.append({account_, tr("Its account (%1)").arg(account_)});
    out.append({kFirm, tr("The whole firm")});
    return out;
}

void LimitsPanel::showRows() {
    if (loading()) return; // the check and the limits belong together
    model_.setTable([this] {
        TableData rows = limitRows(check_, check_metadata_, kept_.values());
        rows.operation = kCheck;
        rows.parameters = check_asked_;
        return rows;
    }());
    showHead();
    titleLine()->setSubject(context().portfolio);
    if (model_.rowCount() == 0)
        showEmpty(
            tr("No limit is set for this portfolio, its account or the firm. Each limit gets a row with "
               "how much of it is used."),
            tr("Set the first limit…"), [this] { add(); });
    else if (!table_->currentIndex().isValid())
        table_->setCurrentIndex(model_.index(0, 0));
}

void LimitsPanel::showHead() {
    const QString status = check_.value(QStringLiteral("overall_status")).toString();
    overall_->setText(limitStatusWord(status));
    setTone(*overall_, toneOf(status));
    int broken = 0, near = 0, checked = 0;
    for (const QJsonValue& each : check_.value(QStringLiteral("limit_checks")).toArray()) {
        const QString word = each[QStringLiteral("status")].toString();
        broken += word == QLatin1String("BREACH") ? 1 : 0;
        near += word == QLatin1String("WARNING") || word == QLatin1String("NOT_COMPUTABLE") ? 1 : 0;
        ++checked;
    }
    counts_->setText(tr("%1 broken, %2 near, of %3 limits").arg(broken).arg(near).arg(checked));
    showFigures();
}

void LimitsPanel::showFigures() {
    const QJsonObject metrics = check_.value(QStringLiteral("risk_metrics")).toObject();
    for (const Figure& each : std::as_const(figures_)) {
        const double value = metrics.value(QLatin1String(each.name)).toDouble(std::nan(""));
        const bool plain = qstrcmp(each.name, "beta") == 0;
        each.value->setFigure(
            plain ? formatNumber(value, 2) : formatPercent(value),
            {kCheck, check_asked_, QStringLiteral("/data/risk_metrics/") + QLatin1String(each.name)});
    }
}

QString LimitsPanel::overall() const {
    return overall_->text();
}

QString LimitsPanel::counts() const {
    return counts_->text();
}

TableData LimitsPanel::exportTable() const {
    return stack_->currentWidget() == tried_table_ && !tried_.table().empty() ? tried_.table()
                                                                              : model_.table();
}

QJsonObject LimitsPanel::choices() const {
    return {{QStringLiteral("trades"), line_->text()}};
}

void LimitsPanel::setChoices(const QJsonObject& choices) {
    line_->setText(choices.value(QStringLiteral("trades")).toString());
}

QJsonObject LimitsPanel::keptLimit(const QString& book, const QString& type) const {
    for (const QJsonValue& each : kept_.value(book).value(QStringLiteral("limits")).toArray())
        if (each[QStringLiteral("limit_type")].toString() == type) return each.toObject();
    return {};
}

QJsonObject LimitsPanel::currentLimit() const {
    const int row = table_->currentIndex().row();
    return row < 0 ? QJsonObject()
                   : keptLimit(model_.valueAt(row, QStringLiteral("scope_id")).toString(),
                               model_.textAt(row, QStringLiteral("limit_type")));
}

LimitDialog* LimitsPanel::add() {
    return openDialog({});
}

LimitDialog* LimitsPanel::change() {
    const QJsonObject limit = currentLimit();
    return limit.isEmpty() ? nullptr : openDialog(limit);
}

LimitDialog* LimitsPanel::openDialog(const QJsonObject& limit) {
    auto* dialog = new LimitDialog(desk(), books(), limit, this);
    connect(dialog, &LimitDialog::saved, this, [this](const QString& book, const QJsonObject& now) {
        const QString type = now.value(QStringLiteral("limit_type")).toString();
        const QJsonObject before = keptLimit(book, type);
        const QPointer<LimitsPanel> self(this);
        auto first = std::make_shared<bool>(true); // the dialog has sent it already
        desk().undo.push(new UndoStep(
            before.isEmpty() ? tr("add a limit: %1").arg(limitTitle(type))
                             : tr("change a limit: %1").arg(limitTitle(type)),
            [self, book, type, now, first] {
                if (self && !std::exchange(*first, false)) self->put(book, type, now);
            },
            [self, book, type, before] {
                if (self) self->put(book, type, before);
            }));
        refresh();
    });
    dialog->open();
    return dialog;
}

void LimitsPanel::removeCurrent() {
    const QJsonObject limit = currentLimit();
    if (limit.isEmpty()) return;
    const QString book = limit.value(QStringLiteral("portfolio_id")).toString(),
                  type = limit.value(QStringLiteral("limit_type")).toString();
    const QPointer<LimitsPanel> self(this);
    desk().undo.push(new UndoStep(
        tr("remove a limit: %1").arg(limitTitle(type)),
        [self, book, type] {
            if (self) self->put(book, type, {});
        },
        [self, book, type, limit] {
            if (self) self->put(book, type, limit);
        }));
    desk().say(tr("Removed the limit of %1; Ctrl+Z brings it back.").arg(limitTitle(type)));
}

void LimitsPanel::put(const QString& book, const QString& type, const QJsonObject& limit) {
    QJsonObject asked{{QStringLiteral("portfolio_id"), book}};
    if (limit.isEmpty())
        asked.insert(QStringLiteral("limit_type"), type);
    else
        asked.insert(QStringLiteral("limits"), QJsonArray{settingOnly(limit)});
    desk().link.call(limit.isEmpty() ? QStringLiteral("risk.remove_limits")
                                     : QStringLiteral("risk.set_limits"),
                     asked, this, [this](const LinkReply& reply) {
                         if (!reply.ok())
                             desk().say(reply.envelope.value(QStringLiteral("errors"))
                                            .toArray()
                                            .first()
                                            .toObject()
                                            .value(QStringLiteral("message"))
                                            .toString());
                         refresh();
                     });
}

void LimitsPanel::tryTrades(const QJsonArray& trades) {
    QJsonObject asked{{QStringLiteral("portfolio_id"), context().portfolio},
                      {QStringLiteral("trades"), trades}};
    asked = dated(asked, QStringLiteral("as_of"));
    line_->say(tr("Computing…"), "muted");
    load(QStringLiteral("what_if"), kWhatIf, asked,
         [this, asked](const QJsonObject& answer, const QJsonObject& metadata) {
             TableData rows = readList(answer, QStringLiteral("limits"));
             takeReasons(rows, metadata);
             rows.operation = kWhatIf;
             rows.parameters = asked;
             tried_.setTable(rows);
             line_->sayAnswer(answer);
         });
}

bool LimitsPanel::takesFailure(const QString& key, const LinkReply& reply) {
    if (key != QLatin1String("what_if")) return false;
    const QJsonArray errors = reply.envelope.value(QStringLiteral("errors")).toArray();
    line_->say(errors.first()[QStringLiteral("message")].toString(), "error");
    tried_.setTable({});
    return true;
}

void LimitsPanel::showWhatIf(bool on) {
    try_->setChecked(on);
    line_->setVisible(on);
    head_->setVisible(!on);
    stack_->setCurrentWidget(on ? tried_table_ : table_);
    if (on)
        line_->entry()->setFocus();
    else
        table_->setFocus();
}

void LimitsPanel::keyPressEvent(QKeyEvent* event) {
    if (stack_->currentWidget() == table_ && event->key() == Qt::Key_Delete) return removeCurrent();
    if (stack_->currentWidget() == table_ && event->key() == Qt::Key_Insert) {
        add();
        return;
    }
    Panel::keyPressEvent(event);
}

} // namespace nautilus::ui
