#pragma once
// The whole factor library and the user's own factors: searched as one types, sorted by anything, each with
// its formula, coverage and rank coefficient over the quarters. A row goes along the link colour.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

class QComboBox;
class QLineEdit;

namespace nautilus::ui {

class RecordTable;

/// How a family of factors reads on screen.
[[nodiscard]] QString familyWord(const QString& family);

class LibraryPanel : public Panel {
    Q_OBJECT
public:
    explicit LibraryPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    [[nodiscard]] RecordTable* table() const { return table_; }
    [[nodiscard]] const RecordTableModel& model() const { return model_; }
    [[nodiscard]] QLineEdit* search() const { return search_; }
    [[nodiscard]] QComboBox* family() const { return family_; }

protected:
    void request() override;

private:
    void askStudies();
    void takeFactors(const QJsonObject& answer);
    void takeOwn(const QJsonObject& answer);
    void takeStudies(const QJsonObject& answer);
    void addFamilies();
    void filter();
    void choose(int row);

    RecordTableModel model_;
    TableData all_;       ///< the library, then the user's own
    QJsonObject studies_; ///< lines of factor.library by id
    RecordTable* table_ = nullptr;
    QLineEdit* search_;
    QComboBox* family_;
    QLabel* note_;
    std::shared_ptr<LinkCall> studying_;
};

} // namespace nautilus::ui
