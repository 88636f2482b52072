#pragma once
// Pages behind tabs, each with a machine name that a panel keeps.

#include <QString>
#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace nautilus::ui {

class TabbedParts : public QWidget {
    Q_OBJECT
public:
    /// `name`: what the tabs are of, for those who cannot see them.
    explicit TabbedParts(const QString& name, QWidget* parent = nullptr);

    /// Behind the others, or at `index`.
    void addPart(QWidget* page, const QString& part, const QString& title, int index = -1);
    /// Takes the page out and leaves it to the caller.
    void takePart(const QString& part);
    [[nodiscard]] QString part() const;
    /// Nothing happens where there is no such part.
    void setPart(const QString& part);
    [[nodiscard]] QTabBar* tabs() const { return tabs_; }

private:
    [[nodiscard]] int indexOf(const QString& part) const;

    QTabBar* tabs_;
    QStackedWidget* pages_;
};

} // namespace nautilus::ui
