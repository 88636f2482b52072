#pragma once
// What a portfolio, an account or the firm holds, what it is worth now and what it earned, position by
// position. While prices move and the panel is seen, its figures follow them.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

#include <QTimer>

class QGridLayout;
class QScrollArea;

namespace nautilus::ui {

class ExposureBars;
class KeyFigures;

class MonitorPanel : public Panel {
    Q_OBJECT
public:
    explicit MonitorPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    [[nodiscard]] const RecordTableModel& model() const { return model_; }
    [[nodiscard]] RecordTable* table() const { return table_; }
    [[nodiscard]] KeyFigures* figures() const { return figures_; }
    [[nodiscard]] QComboBox* scope() const { return scope_; }
    [[nodiscard]] QComboBox* view() const { return view_; }
    /// Bars of "by_sector", "by_asset_class" or "by_currency".
    [[nodiscard]] ExposureBars* exposures(const QString& groups) const;
    /// What the prices are: a close and its date, or live.
    [[nodiscard]] QString feed() const;

protected:
    void request() override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    struct Section {
        QString groups; ///< member of the answer
        QWidget* box;
        ExposureBars* bars;
    };
    void buildFigures();
    void buildExposures();
    void arrange();
    void ask(const QString& book);
    void show(const QJsonObject& answer);
    void showFigures();
    void showExposures();
    void showPositions();
    void addMoved(TableData& table) const;
    void listenTo(const QString& book);
    void hear(const QString& topic, const QJsonObject& payload);
    void tellFeed();
    [[nodiscard]] CellOrigin origin(const QString& pointer) const;

    QString book_;                      ///< what is shown: a portfolio, an account or "firm"
    QJsonObject parameters_;            ///< of the answer
    QJsonObject holdings_;              ///< the answer
    QJsonObject total_;                 ///< newest message about the book; empty: the close
    QHash<QString, QJsonObject> moved_; ///< newest message by symbol
    std::vector<std::unique_ptr<LinkListening>> listening_;
    QString listened_; ///< the book that is listened to
    QTimer paint_;     ///< messages of a moment are one picture
    RecordTableModel model_;
    QComboBox* scope_;
    QComboBox* view_;
    QLabel* feed_;
    KeyFigures* figures_;
    RecordTable* table_;
    QScrollArea* exposures_;
    QGridLayout* grid_;
    QVector<Section> sections_;
};

} // namespace nautilus::ui
