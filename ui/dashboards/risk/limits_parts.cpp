// How the panel of limits is put together.

#include "ui/charts/record_table.h"
#include "ui/charts/utilisation_bar.h"
#include "ui/dashboards/risk/limits_panel.h"
#include "ui/shell/figure_label.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace nautilus::ui {
namespace {

constexpr int kAgainMs = 10'000; ///< prices of the day move the figures

} // namespace

LimitsPanel::LimitsPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("limits"), tr("Limits"), parent), head_(new QWidget(this)),
      overall_(new QLabel(this)), counts_(makeNote()), stack_(new QStackedWidget(this)),
      line_(new WhatIfLine(this)) {
    follow(kFollowsPortfolio | kFollowsDate);
    buildTools();
    buildHead();
    buildTables();
    addAboveBody(line_);
    line_->setVisible(false);
    connect(line_, &WhatIfLine::asked, this, &LimitsPanel::tryTrades);
    connect(line_, &WhatIfLine::closed, this, [this] { showWhatIf(false); });
    connect(&desk.link, &Link::event, this, [this](const QString& topic, const QJsonObject&) {
        if (isVisible() && topic.startsWith(QLatin1String("risk.limits."))) refresh();
    });
    refreshWhileSeen(kAgainMs);
}

void LimitsPanel::buildTools() {
    const auto button = [this](const QString& text, const QString& hint) {
        auto* out = new QToolButton(this);
        out->setText(text);
        out->setToolTip(hint);
        out->setAccessibleName(hint);
        tools()->addWidget(out);
        return out;
    };
    connect(button(tr("Add…"), tr("Add a limit (Insert)")), &QToolButton::clicked, this, &LimitsPanel::add);
    QToolButton* change = button(tr("Change…"), tr("Change the limit of the row (Enter)"));
    connect(change, &QToolButton::clicked, this, &LimitsPanel::change);
    QToolButton* remove = button(tr("Remove"), tr("Remove the limit of the row (Delete)"));
    connect(remove, &QToolButton::clicked, this, &LimitsPanel::removeCurrent);
    needing_row_ = {change, remove};
    try_ = button(tr("What if…"), tr("Try trades against the limits before they are made"));
    try_->setCheckable(true);
    connect(try_, &QToolButton::toggled, this, &LimitsPanel::showWhatIf);
    tools()->addStretch(1);
    connect(button(tr("Check now"), tr("Hold the portfolio against its limits again")), &QToolButton::clicked,
            this, &LimitsPanel::refresh);
}

void LimitsPanel::buildHead() {
    auto* line = new QHBoxLayout(head_);
    line->setContentsMargins(12, 6, 12, 6);
    line->setSpacing(18);
    auto* status = new QVBoxLayout;
    status->setSpacing(0);
    overall_->setProperty("type", QStringLiteral("figure"));
    status->addWidget(overall_);
    status->addWidget(counts_);
    line->addLayout(status);
    line->addStretch(1);
    const struct {
        const char* name;
        QString title;
        QString hint;
    } kFigures[] = {
        {"portfolio_var_1d", tr("VaR 1 day"), tr("Historical value at risk, 1 session, 99 %")},
        {"portfolio_var_10d", tr("VaR 10 days"), tr("Historical value at risk, 10 sessions, 99 %")},
        {"expected_shortfall", tr("Shortfall"), tr("Historical expected shortfall, 1 session, 99 %")},
        {"beta", tr("Beta"), tr("Against the market, of daily returns")}};
    for (const auto& each : kFigures) {
        auto* column = new QVBoxLayout;
        column->setSpacing(0);
        auto* value = new FigureLabel(head_);
        value->setProperty("figures", true);
        value->setAccessibleName(each.hint);
        value->setAlignment(Qt::AlignRight);
        QLabel* title = makeNote();
        title->setText(each.title);
        title->setToolTip(each.hint);
        title->setAlignment(Qt::AlignRight);
        column->addWidget(value);
        column->addWidget(title);
        line->addLayout(column);
        trace(value);
        figures_.append({each.name, value});
    }
    body()->addWidget(head_);
}

void LimitsPanel::buildTables() {
    using C = LimitColumn;
    table_ = makeTable(model_, tr("Limits and how much of each is used"),
                       {66, 140, 146, 66, 66, 150, 72, 46, 58, 80, 0});
    table_->setItemDelegateForColumn(C::Use, new UtilisationBar(desk().theme, C::Status, C::Warning, table_));
    table_->setColumnHidden(C::Warning, true);
    table_->showWhatFits({C::Owner, C::Adjusts, C::Hard, C::Scope, C::Subject});
    table_->horizontalHeader()->setStretchLastSection(false);
    table_->horizontalHeader()->setSectionResizeMode(C::Use, QHeaderView::Stretch);
    tried_table_ =
        makeTable(tried_, tr("Limits before and after the trades"), {140, 70, 70, 70, 70, 76, 150});
    tried_table_->showWhatFits({6, 4});
    tried_table_->horizontalHeader()->setStretchLastSection(false);
    tried_table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    stack_->addWidget(table_);
    stack_->addWidget(tried_table_);
    body()->addWidget(stack_, 1);
    connect(table_, &RecordTable::rowActivated, this, &LimitsPanel::change);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        for (QToolButton* each : std::as_const(needing_row_))
            each->setEnabled(table_->currentIndex().isValid());
    });
}

} // namespace nautilus::ui
