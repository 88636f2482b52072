#include "ui/dialogs/check_list.h"

namespace nautilus::ui {
namespace {

constexpr int kRow = 22;

} // namespace

CheckList::CheckList(const QString& name, QWidget* parent) : QListWidget(parent) {
    setAccessibleName(name);
    setMinimumHeight(3 * kRow);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void CheckList::add(const QString& title, const QString& id, bool checked) {
    auto* item = new QListWidgetItem(title, this);
    item->setData(Qt::UserRole, id);
    item->setSizeHint({0, kRow});
    item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
    item->setCheckState(checked ? Qt::Checked : Qt::Unchecked);
}

QJsonArray CheckList::chosen() const {
    QJsonArray out;
    for (int row = 0; row < count(); ++row)
        if (item(row)->checkState() == Qt::Checked) out.append(item(row)->data(Qt::UserRole).toString());
    return out;
}

void CheckList::choose(const QJsonArray& ids) {
    for (int row = 0; row < count(); ++row)
        item(row)->setCheckState(ids.contains(item(row)->data(Qt::UserRole).toString()) ? Qt::Checked
                                                                                        : Qt::Unchecked);
}

} // namespace nautilus::ui
