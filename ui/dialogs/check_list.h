#pragma once
// A list of which any number can be chosen, each with a machine name.

#include <QJsonArray>
#include <QListWidget>

namespace nautilus::ui {

class CheckList : public QListWidget {
    Q_OBJECT
public:
    explicit CheckList(const QString& name, QWidget* parent = nullptr);

    void add(const QString& title, const QString& id, bool checked);
    /// Machine names of what is chosen, in the list's order.
    [[nodiscard]] QJsonArray chosen() const;
    /// Exactly these.
    void choose(const QJsonArray& ids);
};

} // namespace nautilus::ui
