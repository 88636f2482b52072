#pragma once
// The optimiser's workbench: method, aim and constraints on the left with what can be had of them; the
// frontier, weights, trades, exposures, what constraints cost, and other methods on the right. A slider
// solves anew while it is dragged.

#include "ui/shell/panel.h"

#include <QTimer>

namespace nautilus::ui {

class FeasibilityView;
class OptimiserResults;
class PointerForm;

class OptimiserPanel : public Panel {
    Q_OBJECT
public:
    explicit OptimiserPanel(Desk& desk, QWidget* parent = nullptr);

    [[nodiscard]] TableData exportTable() const override;
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    [[nodiscard]] PointerForm* form() const { return form_; }
    [[nodiscard]] FeasibilityView* feasibility() const { return feasibility_; }
    [[nodiscard]] OptimiserResults* results() const { return results_; }
    /// Waits no longer for the end of an edit.
    void askNow();

protected:
    void request() override;
    bool takesFailure(const QString& key, const LinkReply& reply) override;

private:
    void buildTools();
    void buildSide();
    void showFields();
    void edited(const QString& pointer, bool live);
    void solve();
    void study();
    void solved();
    void show(const QJsonObject& answer, const QJsonObject& metadata);
    void showDiagnosis(const QJsonObject& diagnosis);
    void relax();
    void takeOver(const QJsonArray& relaxations);
    void aimAt(double expected_return);
    void jump(const QString& pointer);
    [[nodiscard]] QJsonObject question() const;
    /// The same without what the operations beside optimize do not know.
    [[nodiscard]] QJsonObject problem() const;

    PointerForm* form_;
    FeasibilityView* feasibility_;
    OptimiserResults* results_;
    QTimer soon_;
    QJsonObject asked_;
    bool live_ = false;      ///< this request is of a slider that is still held
    bool under_way_ = false; ///< an optimum is being looked for
    bool again_ = false;     ///< the form has changed since it was asked for
    bool relax_ = false;
};

} // namespace nautilus::ui
