#pragma once
// A cell that shows how much of a limit is used: a bar with marks where the warning begins and at the limit,
// and the percentage beside it. Colour goes with the status; the word for it stands in a column of its own.

#include <QStyledItemDelegate>

namespace nautilus::ui {

class Theme;

class UtilisationBar : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// The cell's raw value is the utilisation in percent; `status` and `warning` are columns of the same
    /// model: the machine name of the status, and the share of the limit at which the warning begins.
    UtilisationBar(const Theme& theme, int status, int warning, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    void paintMarks(QPainter& painter, const QRectF& room, const QModelIndex& index) const;
    [[nodiscard]] QColor colorOf(const QString& status) const;

    const Theme& theme_;
    int status_;
    int warning_;
};

} // namespace nautilus::ui
