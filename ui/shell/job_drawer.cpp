#include "ui/shell/job_drawer.h"

#include "ui/charts/record_table.h"
#include "ui/dashboards/system/system_panels.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace nautilus::ui {

JobDrawer::JobDrawer(Desk& desk, QWidget* parent)
    : QWidget(parent), desk_(desk), model_(jobColumns()), table_(new RecordTable(desk.theme, this)) {
    setObjectName(QStringLiteral("drawer"));
    setAttribute(Qt::WA_StyledBackground);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 4, 8, 4);
    auto* title = new QLabel(tr("Jobs"), this);
    title->setProperty("type", QStringLiteral("title"));
    auto* cancel = new QPushButton(tr("Cancel job"), this);
    cancel->setAccessibleName(tr("Cancel the selected job"));
    auto* close = new QToolButton(this);
    close->setAccessibleName(tr("Close the job drawer"));
    close->setIcon(desk_.theme.icon(QStringLiteral("close")));
    head->addWidget(title);
    head->addStretch(1);
    head->addWidget(cancel);
    head->addWidget(close);
    layout->addLayout(head);
    layout->addWidget(table_);
    table_->setModel(&model_);
    table_->setAccessibleName(tr("Jobs"));
    const int widths[] = {160, 90, 84, 360, 150, 150, 120};
    for (int column = 0; column < 7; ++column)
        table_->setColumnWidth(column, widths[column]);
    table_->horizontalHeader()->setStretchLastSection(true);
    model_.setTable(desk_.jobs.table());
    connect(&desk_.jobs, &JobStore::changed, this, [this] { model_.setTable(desk_.jobs.table()); });
    connect(cancel, &QPushButton::clicked, this, &JobDrawer::cancelSelected);
    connect(close, &QToolButton::clicked, this, &JobDrawer::closeRequested);
    connect(&desk_.theme, &Theme::changed, this,
            [this, close] { close->setIcon(desk_.theme.icon(QStringLiteral("close"))); });
}

void JobDrawer::cancelSelected() {
    const QString id = model_.textAt(table_->currentIndex().row(), QStringLiteral("job_id"));
    if (!id.isEmpty())
        desk_.link.call(QStringLiteral("app.job_cancel"), {{QStringLiteral("job_id"), id}}, this,
                        [this](const LinkReply& reply) {
                            desk_.say(reply.ok() ? tr("Cancel asked for.")
                                                 : tr("The job could not be cancelled."));
                        });
}

} // namespace nautilus::ui
