#include "ui/shell/lineage_view.h"

#include "ui/models/factor_names.h"
#include "ui/models/number_format.h"

#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QScrollArea>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace nautilus::ui {
namespace {

constexpr int kNodeRole = Qt::UserRole;
constexpr int kIndentation = 12; ///< the inspector is narrow

QString text(const QJsonObject& node, const char* name) {
    const QJsonValue value = node.value(QLatin1String(name));
    if (value.isArray()) {
        QStringList lines;
        for (const QJsonValue& each : value.toArray())
            lines.append(each.isObject() ? each.toObject().value(QStringLiteral("message")).toString()
                                         : plainCell(each));
        return lines.join(QLatin1Char('\n'));
    }
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return plainCell(value);
}

QString valueText(const QJsonObject& node) {
    const QJsonValue value = node.value(QStringLiteral("value"));
    if (value.isNull() || value.isUndefined()) return QString(kMissing);
    return value.isDouble() ? formatAs(NumberKind::Plain, value.toDouble()) : plainCell(value);
}

void addNode(QTreeWidgetItem* parent, const QJsonObject& node) {
    auto* item = new QTreeWidgetItem(parent, {text(node, "label"), valueText(node)});
    item->setData(0, kNodeRole, node);
    item->setToolTip(0, text(node, "formula_words"));
    for (const QJsonValue& each : node.value(QStringLiteral("inputs")).toArray())
        addNode(item, each.toObject());
}

} // namespace

LineageView::LineageView(Desk& desk, QWidget* parent)
    : QWidget(parent), desk_(desk), title_(new QLabel(this)), state_(new QLabel(this)),
      tree_(new QTreeWidget(this)), details_(new QLabel(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    title_->setProperty("type", QStringLiteral("figure"));
    state_->setProperty("tone", QStringLiteral("muted"));
    for (QLabel* label : {title_, state_, details_}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    tree_->setColumnCount(2);
    tree_->setHeaderLabels({tr("Input"), tr("Value")});
    tree_->setAccessibleName(tr("Where the number comes from"));
    tree_->setFrameShape(QFrame::NoFrame);
    tree_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    tree_->header()->setStretchLastSection(false);
    tree_->setIndentation(kIndentation);
    column->addWidget(title_);
    column->addWidget(state_);
    column->addWidget(tree_, 1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(details_);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    details_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    column->addWidget(scroll, 1);
    connect(tree_, &QTreeWidget::currentItemChanged, this,
            [this](QTreeWidgetItem* item) { showDetails(item); });
}

void LineageView::ask(const CellOrigin& origin, const QString& shown) {
    if (call_) call_->cancel();
    tree_->clear();
    details_->clear();
    title_->setText(shown);
    state_->setText(tr("Computing…"));
    const OperationInfo* lineage = desk_.operations.find(QStringLiteral("app.lineage"));
    if (!lineage) return state_->setText(tr("This server does not tell where its numbers come from."));
    QJsonValue parameters = origin.parameters;
    const QJsonObject wanted = lineage->schema.value(QStringLiteral("properties"))
                                   .toObject()
                                   .value(QStringLiteral("parameters"))
                                   .toObject();
    if (wanted.value(QStringLiteral("type")).toString() == QLatin1String("string")) // as the text of a query
        parameters = QString::fromUtf8(QJsonDocument(origin.parameters).toJson(QJsonDocument::Compact));
    call_ = desk_.link.call(
        lineage->id,
        {{QStringLiteral("operation"), origin.operation},
         {QStringLiteral("parameters"), parameters},
         {QStringLiteral("pointer"), origin.pointer}},
        this, [this](const LinkReply& reply) {
            const QJsonArray errors = reply.envelope.value(QStringLiteral("errors")).toArray();
            if (reply.ok()) return showNode(reply.envelope.value(QStringLiteral("data")).toObject());
            state_->setText(errors.first().toObject().value(QStringLiteral("message")).toString());
        });
}

void LineageView::showNode(const QJsonObject& node) {
    state_->setText(text(node, "label"));
    addNode(tree_->invisibleRootItem(), node);
    tree_->expandToDepth(1);
    tree_->setCurrentItem(tree_->topLevelItem(0));
}

void LineageView::showDetails(QTreeWidgetItem* item) {
    if (!item) return details_->clear();
    const QJsonObject node = item->data(0, kNodeRole).toJsonObject();
    const QPair<QString, const char*> facts[] = {
        {tr("Unit"), "unit"},        {tr("In words"), "formula_words"}, {tr("Formula"), "formula"},
        {tr("Source"), "source"},    {tr("Row"), "source_row"},         {tr("Known from"), "knowable_at"},
        {tr("Filing"), "accession"}, {tr("Engine"), "version"},         {tr("Run"), "run"},
        {tr("Warnings"), "warnings"}};
    QStringList lines;
    for (const auto& [name, key] : facts)
        if (const QString value = text(node, key); !value.isEmpty())
            lines.append(QStringLiteral("<b>%1</b><br>%2").arg(name, value.toHtmlEscaped()));
    details_->setText(lines.join(QStringLiteral("<br>")));
}

QString LineageView::details() const {
    return details_->text();
}

QString LineageView::state() const {
    return state_->text();
}

} // namespace nautilus::ui
