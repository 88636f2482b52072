#pragma once
// A number that may be left empty: it shows a dash then, and the arrows begin at a usual value.

#include <QDoubleSpinBox>

namespace nautilus::ui {

struct PointerField;

class OptionalSpin : public QDoubleSpinBox {
    Q_OBJECT
public:
    /// Range, decimals, step, unit and names of `field`; `part` stands before the number ("from").
    OptionalSpin(const PointerField& field, const QString& part, QWidget* parent = nullptr);

    [[nodiscard]] bool given() const;
    void clearNumber();
    void stepBy(int steps) override;

protected:
    [[nodiscard]] QValidator::State validate(QString& text, int& position) const override;
    [[nodiscard]] double valueFromText(const QString& text) const override;
    [[nodiscard]] StepEnabled stepEnabled() const override;
    void wheelEvent(QWheelEvent* event) override;

private:
    bool optional_;
    double start_;
};

} // namespace nautilus::ui
