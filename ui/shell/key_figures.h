#pragma once
// A row of key figures: title, number in large type, what belongs to it. It breaks into even lines where it
// is narrow.

#include "ui/models/table_data.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace nautilus::ui {

class FigureLabel;

class KeyFigures : public QWidget {
    Q_OBJECT
public:
    /// Every figure takes at least `width` pixels.
    explicit KeyFigures(int width, QWidget* parent = nullptr);

    void add(const QString& name, const QString& title);
    void setTitle(const QString& name, const QString& title);
    /// `trend`: 0, or above or below it for the colour of gains and losses; the text carries the sign.
    void set(const QString& name, const QString& text, const QString& note, const CellOrigin& origin,
             double trend = 0);
    [[nodiscard]] QString text(const QString& name) const;
    [[nodiscard]] QString note(const QString& name) const;

Q_SIGNALS:
    void originAsked(const CellOrigin& origin, const QString& shown);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Figure {
        QString name;
        QString title;
        QWidget* box;
        QLabel* heading;
        FigureLabel* value;
        QString note;
    };
    void arrange();

    int width_;
    int across_ = 0;
    QGridLayout* grid_;
    QVector<Figure> figures_;
};

} // namespace nautilus::ui
