#include "ui/dialogs/answer_view.h"

#include "ui/charts/record_table.h"

#include <QHeaderView>
#include <QJsonArray>
#include <QTreeWidget>

namespace nautilus::ui {
namespace {

constexpr int kMostChildren = 500; ///< of one list in the tree; the rest is counted

void fill(QTreeWidgetItem& item, const QJsonValue& value);

void addChild(QTreeWidgetItem& parent, const QString& name, const QJsonValue& value) {
    auto* child = new QTreeWidgetItem(&parent, {name});
    fill(*child, value);
}

void fill(QTreeWidgetItem& item, const QJsonValue& value) {
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            addChild(item, it.key(), *it);
    } else if (value.isArray()) {
        const QJsonArray list = value.toArray();
        for (qsizetype i = 0; i < qMin<qsizetype>(list.size(), kMostChildren); ++i)
            addChild(item, QString::number(i), list.at(i));
        if (list.size() > kMostChildren)
            new QTreeWidgetItem(&item, {AnswerView::tr("and %1 more").arg(list.size() - kMostChildren)});
    } else {
        item.setText(1, formatCell(NumberKind::Plain, value));
    }
}

} // namespace

TableData tableOf(const QJsonObject& data) {
    if (data.contains(QStringLiteral("columns")) && data.contains(QStringLiteral("rows")))
        return readTable(data);
    for (auto it = data.begin(); it != data.end(); ++it)
        if (it->isArray() && it->toArray().first().isObject()) {
            if (data.size() <= 2) return readList(data, it.key());
        }
    return {};
}

QVector<ColumnSpec> plainColumns(const TableData& table) {
    QVector<ColumnSpec> columns;
    for (int column = 0; column < table.columns.size(); ++column) {
        bool numbers = false;
        for (int row = 0; row < qMin<qsizetype>(table.rows.size(), 50); ++row)
            numbers = numbers || table.at(row, column).isDouble();
        columns.append(
            {table.columns[column], table.columns[column], numbers ? NumberKind::Plain : NumberKind::Text});
    }
    return columns;
}

AnswerView::AnswerView(const Theme& theme, QWidget* parent)
    : QStackedWidget(parent), table_(new RecordTable(theme, this)), tree_(new QTreeWidget(this)) {
    table_->setModel(&model_);
    table_->setAccessibleName(tr("Answer as a table"));
    tree_->setColumnCount(2);
    tree_->setHeaderLabels({tr("Field"), tr("Value")});
    tree_->setAccessibleName(tr("Answer as a tree"));
    tree_->setFrameShape(QFrame::NoFrame);
    tree_->header()->setStretchLastSection(true);
    addWidget(table_);
    addWidget(tree_);
}

void AnswerView::showData(const QJsonObject& answer) {
    const TableData table = tableOf(answer);
    if (table.columns.isEmpty()) return showTree(answer);
    model_.setColumns(plainColumns(table));
    model_.setTable(table);
    table_->resizeColumnsToContents();
    setCurrentIndex(0);
}

void AnswerView::showTree(const QJsonObject& answer) {
    tree_->clear();
    fill(*tree_->invisibleRootItem(), answer);
    tree_->expandToDepth(1);
    tree_->resizeColumnToContents(0);
    setCurrentIndex(1);
}

} // namespace nautilus::ui
