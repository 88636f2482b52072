#pragma once
// What a portfolio is held against: its own benchmark, a universe, another portfolio, or any symbol typed in.

#include "ui/shell/desk.h"

#include <QComboBox>

namespace nautilus::ui {

class BenchmarkChoice : public QComboBox {
    Q_OBJECT
public:
    explicit BenchmarkChoice(Desk& desk, QWidget* parent = nullptr);

    /// Empty: the portfolio's own.
    [[nodiscard]] QString benchmark() const { return chosen_; }
    void setBenchmark(const QString& name);
    /// What the portfolio's own one turned out to be.
    void setOwn(const QString& name);
    /// `parameters` with the choice, when there is one.
    [[nodiscard]] QJsonObject in(QJsonObject parameters) const;

Q_SIGNALS:
    void chosen();

private:
    void addNames(const QString& operation, const QString& list, const QString& name, const QString& title);
    void addName(const QString& name, const QString& title);
    void typed();
    void showChosen();

    Desk& desk_;
    QString chosen_;
};

} // namespace nautilus::ui
