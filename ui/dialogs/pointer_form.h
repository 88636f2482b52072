#pragma once
// A form beside its results: dense rows of what is set often, the rest behind "More". Every row knows the
// place of the request that it fills, so that a message of the server can be shown in its place.

#include "ui/models/pointer_fields.h"

#include <QHash>
#include <QWidget>

#include <functional>

class QGridLayout;
class QLabel;
class QScrollArea;
class QSlider;
class QToolButton;
class QVBoxLayout;

namespace nautilus::ui {

class OptionalSpin;

class PointerForm : public QWidget {
    Q_OBJECT
public:
    explicit PointerForm(QWidget* parent = nullptr);

    /// A heading; with `folded`, a button that shows and hides what follows it up to the next heading.
    void addSection(const QString& title, bool folded = false);
    void addField(const PointerField& field);
    /// In a scroll area without a frame.
    [[nodiscard]] QScrollArea* scrolled(QWidget* parent);

    /// All that is given and shown, nested by pointer. What cannot be read is left out and said in its row.
    [[nodiscard]] QJsonObject values() const;
    /// True when every shown text could be read.
    [[nodiscard]] bool readable() const;
    [[nodiscard]] QJsonValue value(const QString& pointer) const;
    /// Puts a value into a number, a range or one side of it, a choice, a switch or a line; false where there
    /// is no such place.
    bool setValue(const QString& pointer, const QJsonValue& value);
    /// What stands in the editors, by pointer: what the desktop keeps.
    [[nodiscard]] QJsonObject texts() const;
    void setTexts(const QJsonObject& texts);

    /// Rows for which `wanted` says no are hidden and not sent.
    void showFields(const std::function<bool(const PointerField&)>& wanted);
    void setSliderRange(const QString& pointer, double least, double most);
    /// Opens the section of the row that `pointer` or a part of it names and goes there.
    bool goTo(const QString& pointer);
    /// Says `message` below the row; false where no row has this place.
    bool showProblem(const QString& pointer, const QString& message);
    void clearProblems();
    /// Of the row that `pointer` or a part of it names; empty where there is none.
    [[nodiscard]] QString titleOf(const QString& pointer) const;
    [[nodiscard]] QString problemOf(const QString& pointer) const;
    /// Marks the rows that stand against each other.
    void mark(const QStringList& pointers);

    /// First editor of a row, for the keyboard and tests.
    [[nodiscard]] QWidget* editor(const QString& pointer) const;
    [[nodiscard]] QSlider* slider(const QString& pointer) const;
    [[nodiscard]] bool shows(const QString& pointer) const;

Q_SIGNALS:
    /// `live`: a slider is still held.
    void edited(const QString& pointer, bool live);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Row {
        PointerField field;
        QLabel* title = nullptr;
        QWidget* box = nullptr;
        QWidget* editor = nullptr;
        OptionalSpin* from = nullptr; ///< a number, or the first of a range
        OptionalSpin* to = nullptr;
        QSlider* slider = nullptr;
        QLabel* problem = nullptr;
        double least = 0, most = 0; ///< of the slider, as shown
        int section = 0;
        bool wanted = true;
    };
    struct Section {
        QToolButton* fold = nullptr; ///< nullptr: always open
        QLabel* heading = nullptr;
    };
    void makeEditor(Row& row);
    void makeSpins(Row& row);
    void makeSlider(Row& row);
    void makeChoice(Row& row);
    void makeLine(Row& row);
    void slid(qsizetype index);
    void showSlider(qsizetype index);
    void arrange();
    [[nodiscard]] QJsonValue read(const Row& row, QString* problem) const;
    [[nodiscard]] QString textOf(const Row& row) const;
    void putText(const Row& row, const QString& text);
    [[nodiscard]] qsizetype rowOf(const QString& pointer) const;
    void say(const Row& row, const QString& message) const;
    void changed(const QString& pointer);

    QGridLayout* grid_;
    QScrollArea* area_ = nullptr;
    QVector<Row> rows_;
    QVector<Section> sections_;
    int line_ = 0;
};

} // namespace nautilus::ui
