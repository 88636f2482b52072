#pragma once
// The table of the desktop: dense rows, figures of equal width, heat cells, keyboard, copy as CSV.

#include "ui/models/table_data.h"

#include <QHash>
#include <QHeaderView>
#include <QSet>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QTimer>

namespace nautilus::ui {

class Theme;

class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit CellDelegate(const Theme& theme, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintHeat(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    const Theme& theme_;
};

/// Column headings: one or two lines, the sort arrow above them, no room lost to a style's margins.
class RecordHeader : public QHeaderView {
    Q_OBJECT
public:
    RecordHeader(const Theme& theme, QWidget* parent);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    [[nodiscard]] QSize sectionSizeFromContents(int section) const override;

private:
    const Theme& theme_;
    int hovered_ = -1;
};

/// A cell that changed glows for a moment, unless motion is off or most of the table is new.
inline constexpr int kFlashMs = 400;

class RecordTable : public QTableView {
    Q_OBJECT
public:
    explicit RecordTable(const Theme& theme, QWidget* parent = nullptr);

    /// The selected rows as CSV, all of them when nothing is selected: machine names, plain numbers.
    [[nodiscard]] QString csv(bool all) const;
    void copyCsv(bool all) const;
    void setModel(QAbstractItemModel* model) override;
    [[nodiscard]] bool flashing(const QModelIndex& index) const;
    /// Asks where the current number comes from.
    void askOrigin();
    /// No column is cut: where the table is narrower than its columns as they are now, those that
    /// `dispensable` names are hidden, the first of them first. Copies and exports hold them all the same.
    void showWhatFits(const QVector<int>& dispensable);

Q_SIGNALS:
    /// Ctrl and a click, F9, or the menu: where does this number come from?
    void originAsked(const CellOrigin& origin, const QString& shown);
    /// Enter or a double click on a row.
    void rowActivated(int row);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void compareCells();
    void fitColumns();

    const Theme& theme_;
    int naming_ = 0;                ///< first columns that name a row; 0: rows cannot be told apart
    QHash<QString, QVariant> seen_; ///< raw values by row name and column name
    QSet<QString> changed_;
    QTimer flash_;
    QVector<int> dispensable_;
    QVector<int> widths_; ///< of all columns, as they were when the dispensable ones were named
};

} // namespace nautilus::ui
