#pragma once
// The optimiser's workbench: method, aim and constraints on the left with what can be had of them; the
// frontier, weights, trades, exposures, what constraints cost, and other methods on the right. A slider
// solves anew while it is dragged.

#include "ui/shell/panel.h"

namespace nautilus::ui {

class FeasibilityView;
class LiveForm;
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
    void solve();
    void study();
    void show(const QJsonObject& answer, const QJsonObject& metadata);
    void showReach(const QJsonArray& frontier);
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
    LiveForm* live_;
    QWidget* side_ = nullptr;
    QVector<QWidget*> tool_buttons_;
    QJsonObject asked_;
    bool relax_ = false;
};

} // namespace nautilus::ui
