#pragma once
// Every limit of a portfolio, its account and the firm with how much of it is used, the worst first; limits
// are added, changed and removed here, and trades tried before they are made.

#include "ui/dashboards/risk/limit_dialog.h"
#include "ui/dashboards/risk/limit_rows.h"
#include "ui/dashboards/risk/what_if_view.h"
#include "ui/shell/panel.h"

class QStackedWidget;
class QToolButton;

namespace nautilus::ui {

class FigureLabel;

class LimitsPanel : public Panel {
    Q_OBJECT
public:
    explicit LimitsPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    [[nodiscard]] const LimitRowsModel& model() const { return model_; }
    [[nodiscard]] const WhatIfModel& whatIf() const { return tried_; }
    [[nodiscard]] RecordTable* table() const { return table_; }
    [[nodiscard]] WhatIfLine* whatIfLine() const { return line_; }
    [[nodiscard]] QToolButton* whatIfButton() const { return try_; }
    [[nodiscard]] QString overall() const;
    [[nodiscard]] QString counts() const;
    /// Opens the dialog; a new limit, or the one of the current row.
    LimitDialog* add();
    LimitDialog* change();
    void removeCurrent();

protected:
    void request() override;
    bool takesFailure(const QString& key, const LinkReply& reply) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildTools();
    void buildHead();
    void buildTables();
    void showRows();
    void showHead();
    void showFigures();
    void tryTrades(const QJsonArray& trades);
    void showWhatIf(bool on);
    LimitDialog* openDialog(const QJsonObject& limit);
    [[nodiscard]] QJsonObject currentLimit() const; ///< as risk.limits answers it; empty: none
    [[nodiscard]] QJsonObject keptLimit(const QString& book, const QString& type) const;
    [[nodiscard]] QVector<LimitBook> books() const;
    /// Puts a limit as it was or takes it away (`limit` empty), and asks anew.
    void put(const QString& book, const QString& type, const QJsonObject& limit);

    struct Figure {
        const char* name;
        FigureLabel* value;
    };
    LimitRowsModel model_;
    WhatIfModel tried_;
    QString account_;
    QJsonObject check_;
    QJsonObject check_metadata_;
    QJsonObject check_asked_;
    QHash<QString, QJsonObject> kept_; ///< answers of risk.limits by book
    QWidget* head_;
    QLabel* overall_;
    QLabel* counts_;
    QVector<Figure> figures_;
    RecordTable* table_;
    RecordTable* tried_table_;
    QStackedWidget* stack_;
    WhatIfLine* line_;
    QToolButton* try_ = nullptr;
    QVector<QToolButton*> needing_row_;
};

} // namespace nautilus::ui
