// What most panels are made of: choices, tables, notes, empty states, parameters from the context.

#include "ui/charts/record_table.h"
#include "ui/shell/panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QTimer>
#include <QVBoxLayout>

namespace nautilus::ui {

QComboBox* Panel::addChoice(const QString& name, const QVector<QPair<QString, QString>>& options) {
    auto* choice = new QComboBox(this);
    for (const auto& [title, id] : options)
        choice->addItem(title, id);
    choice->setAccessibleName(name);
    tools_->addWidget(choice);
    connect(choice, &QComboBox::currentIndexChanged, this, &Panel::refresh);
    return choice;
}

void Panel::refreshWhileSeen(int milliseconds) {
    again_ = new QTimer(this);
    again_->setInterval(milliseconds);
    connect(again_, &QTimer::timeout, this, [this] {
        if (loading()) return; // a slow answer is not taken back by the next question
        quiet_ = true;
        refresh();
        quiet_ = false;
    });
}

QComboBox* Panel::addEstimator() {
    return addChoice(tr("Estimator"), {{tr("Joint"), QStringLiteral("joint")},
                                       {tr("Two-stage"), QStringLiteral("two_stage")}});
}

QComboBox* Panel::addStyleSet() {
    return addChoice(tr("Style set"), {{tr("Joint"), QStringLiteral("joint")},
                                       {tr("Two-stage"), QStringLiteral("two_stage")}});
}

RecordTable* Panel::makeTable(QAbstractItemModel& model, const QString& name, const QVector<int>& widths) {
    auto* table = new RecordTable(desk_.theme, this);
    table->setModel(&model);
    table->setAccessibleName(name);
    for (int column = 0; column < widths.size(); ++column)
        table->setColumnWidth(column, widths[column]);
    if (!widths.isEmpty()) table->horizontalHeader()->setStretchLastSection(true);
    trace(table);
    return table;
}

RecordTable* Panel::addTable(QAbstractItemModel& model, const QString& name, const QVector<int>& widths) {
    RecordTable* table = makeTable(model, name, widths);
    body_layout_->addWidget(table);
    return table;
}

QLabel* Panel::makeNote() {
    auto* note = new QLabel(this);
    note->setProperty("tone", QStringLiteral("muted"));
    note->setProperty("type", QStringLiteral("small"));
    return note;
}

void Panel::addAboveBody(QWidget* widget) {
    static_cast<QVBoxLayout*>(layout())->insertWidget(1, widget);
}

void Panel::addBesideBody(QWidget* widget) {
    auto* outer = static_cast<QVBoxLayout*>(layout());
    outer->removeWidget(body_);
    auto* split = new QHBoxLayout;
    split->setSpacing(0);
    split->addWidget(widget);
    split->addWidget(body_, 1);
    outer->addLayout(split, 1);
}

void Panel::readInOrder(const QVector<QWidget*>& widgets) {
    QVector<QWidget*> chain;
    for (QWidget* each : widgets) {
        const auto reached = [&chain](QWidget* widget) {
            if ((widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy()) chain.append(widget);
        };
        QVector<QWidget*> inside; // in their own order, which is that of the chain so far
        for (QWidget* at = each->nextInFocusChain(); at != each; at = at->nextInFocusChain())
            if (each->isAncestorOf(at)) inside.append(at);
        reached(each);
        for (QWidget* at : std::as_const(inside))
            reached(at);
    }
    for (qsizetype i = 1; i < chain.size(); ++i)
        setTabOrder(chain[i - 1], chain[i]);
}

void Panel::showEmptyDate(const QString& message) {
    showEmpty(message, tr("Show the latest date"), [this] { desk_.context.setDate(group_, {}); });
}

QJsonObject Panel::dated(QJsonObject parameters, const QString& name) const {
    if (context().date.isValid()) parameters.insert(name, context().date.toString(Qt::ISODate));
    return parameters;
}

QJsonObject Panel::inUniverse(QJsonObject parameters, const QString& operation) const {
    const OperationInfo* known = desk_.operations.find(operation);
    if (!context().universe_name.isEmpty() && known && known->parameters.contains(QStringLiteral("universe")))
        parameters.insert(QStringLiteral("universe"), context().universe_name);
    return parameters;
}

QString Panel::portfolioOrEmpty() {
    const QString chosen = context().portfolio;
    if (chosen.isEmpty())
        showEmpty(
            tr("No portfolio is chosen. Choose one above, or record the first transaction of a new one."),
            tr("New portfolio…"), [this] { desk_.new_portfolio(); });
    return chosen;
}

bool Panel::offers(const QString& operation) {
    if (desk_.operations.all().isEmpty() || desk_.operations.find(operation)) return true;
    showEmpty(tr("This server does not offer “%1” yet.").arg(operation), tr("Look again"),
              [this] { refresh(); });
    return false;
}

} // namespace nautilus::ui
