#pragma once
// Ctrl+K: every panel, operation, symbol and setting by a few letters; shortcuts stand beside their commands.

#include <QAbstractListModel>
#include <QFrame>
#include <QPointer>
#include <QVector>

#include <functional>

class QLineEdit;
class QListView;

namespace nautilus::ui {

class Theme;

struct Command {
    QString title;
    QString group;    ///< "Panel", "Symbol", "Operation", "Setting" ...
    QString shortcut; ///< as shown, or empty
    QString detail;   ///< searched too, shown faint
    std::function<void()> run;
    [[nodiscard]] QString key() const { return group + QLatin1Char('/') + title; }
};

/// The commands that match, best first; all in their own order when the query is empty.
/// What was run last comes first when the query is empty, and wins among equals.
[[nodiscard]] QVector<int> matchCommands(const QVector<Command>& commands, const QString& query, int limit,
                                         const QStringList& recent = {});

class CommandPalette : public QFrame {
    Q_OBJECT
public:
    CommandPalette(const Theme& theme, QWidget* parent);

    /// `source` is asked each time that the palette opens.
    void setSource(std::function<QVector<Command>()> source) { source_ = std::move(source); }
    void open(const QString& query = {});
    void runCurrent();
    [[nodiscard]] const QStringList& recent() const { return recent_; }
    void setRecent(const QStringList& keys) { recent_ = keys; }
    [[nodiscard]] QStringList shownTitles() const;
    [[nodiscard]] QLineEdit* field() const { return field_; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void search();
    void move(int rows);
    void dismiss();
    void place();

    class Items;
    class Painter;
    std::function<QVector<Command>()> source_;
    QVector<Command> commands_;
    QStringList recent_;       ///< keys of commands, newest first
    QPointer<QWidget> before_; ///< who had the keyboard
    Items* items_;
    QLineEdit* field_;
    QListView* list_;
};

} // namespace nautilus::ui
