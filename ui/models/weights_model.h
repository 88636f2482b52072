#pragma once
// A portfolio as an editable grid: symbol and weight. Weights are fractions of the portfolio inside and
// percent on screen; every edit can be undone. The last row is empty and takes a new symbol.

#include <QAbstractTableModel>
#include <QUndoStack>
#include <QVector>

namespace nautilus::ui {

using Weights = QVector<QPair<QString, double>>; ///< symbol and fraction, in the order of the grid

/// Lines of "SYMBOL weight" apart by tab, comma, semicolon or blanks; "12.5 %" and, when any weight exceeds
/// 1.5 in magnitude, all of them are percent. Lines that are neither are told in `refused`.
[[nodiscard]] Weights parseWeights(const QString& text, QStringList* refused);

class WeightsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    /// `undo` may be null: then edits are final.
    explicit WeightsModel(QUndoStack* undo, QObject* parent = nullptr);

    [[nodiscard]] const Weights& weights() const { return weights_; }
    /// Replaces all; `what` names the step in the undo list, empty for none (restoring, say).
    void setWeights(const Weights& weights, const QString& what = {});
    [[nodiscard]] double total() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    bool removeRows(int row, int count, const QModelIndex& parent = {}) override;

Q_SIGNALS:
    void edited();

private:
    class Step;
    void put(const Weights& weights);

    QUndoStack* undo_;
    Weights weights_;
};

} // namespace nautilus::ui
