#pragma once
// Indicators of the linked symbol with the signal that each gives, and which features have told most about
// the returns that followed.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

class QComboBox;

namespace nautilus::ui {

class ExposureBars;

class FeaturesPanel : public Panel {
    Q_OBJECT
public:
    explicit FeaturesPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }

protected:
    void request() override;

private:
    void compute(const QDate& as_of);
    void computeReplayed(const QDate& day);
    void show(const QJsonObject& answer);
    RecordTableModel model_;
    RecordTable* table_;
    QLabel* summary_;
    QHash<QString, QString> datasets_; ///< that has the replayed bars, by symbol
};

class ImportancePanel : public Panel {
    Q_OBJECT
public:
    explicit ImportancePanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return table_; }

protected:
    void request() override;

private:
    void compute(const QDate& as_of);
    void show(const QJsonObject& data);
    TableData table_;
    QComboBox* method_;
    QComboBox* target_;
    QComboBox* period_;
    ExposureBars* bars_;
    QLabel* note_;
};

} // namespace nautilus::ui
