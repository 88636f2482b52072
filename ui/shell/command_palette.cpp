#include "ui/shell/command_palette.h"

#include "ui/models/fuzzy_match.h"
#include "ui/shell/theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace nautilus::ui {
namespace {

constexpr int kWidth = 620;
constexpr int kRow = 32;
constexpr int kRows = 11;
constexpr int kMostShown = 80;
constexpr int kMostRecent = 12;

} // namespace

QVector<int> matchCommands(const QVector<Command>& commands, const QString& query, int limit,
                           const QStringList& recent) {
    QVector<QPair<int, int>> scored;
    for (int i = 0; i < commands.size(); ++i) {
        const int title = fuzzyScore(query, commands[i].title);
        const int rest = fuzzyScore(query, commands[i].group + QLatin1Char(' ') + commands[i].title +
                                               QLatin1Char(' ') + commands[i].detail) /
                         3;
        const int score = query.trimmed().isEmpty() ? 1 : std::max(title, rest);
        if (score <= 0) continue;
        const auto used = recent.isEmpty() ? -1 : recent.indexOf(commands[i].key());
        const int lately = used < 0 ? 0 : kMostRecent - static_cast<int>(used);
        scored.append({-score * 100 - lately, i});
    }
    std::stable_sort(scored.begin(), scored.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    QVector<int> result;
    for (const auto& each : scored.mid(0, limit))
        result.append(each.second);
    return result;
}

class CommandPalette::Items : public QAbstractListModel {
public:
    using QAbstractListModel::QAbstractListModel;
    void show(const QVector<Command>& commands, const QVector<int>& indexes) {
        beginResetModel();
        shown_.clear();
        for (const int index : indexes)
            shown_.append(commands[index]);
        endResetModel();
    }
    [[nodiscard]] const QVector<Command>& shown() const { return shown_; }
    [[nodiscard]] int rowCount(const QModelIndex& parent) const override {
        return parent.isValid() ? 0 : static_cast<int>(shown_.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override {
        const bool text = role == Qt::DisplayRole || role == Qt::AccessibleTextRole;
        return text ? QVariant(shown_.value(index.row()).title) : QVariant();
    }

private:
    QVector<Command> shown_;
};

class CommandPalette::Painter : public QStyledItemDelegate {
public:
    Painter(const Theme& theme, const Items& items, QObject* parent)
        : QStyledItemDelegate(parent), theme_(theme), items_(items) {}
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {10, kRow};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const Command& command = items_.shown()[index.row()];
        painter->save();
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, theme_.color(Token::Selection));
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(option.rect, theme_.color(Token::Surface2));
        QRect area = option.rect.adjusted(14, 0, -14, 0);
        painter->setFont(Theme::figureFont(11));
        painter->setPen(theme_.color(Token::Muted));
        const QString right = command.shortcut.isEmpty() ? command.group : command.shortcut;
        painter->setFont(command.shortcut.isEmpty() ? Theme::textFont(11) : Theme::figureFont(11));
        painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter, right);
        area.setRight(area.right() - painter->fontMetrics().horizontalAdvance(right) - 16);
        painter->setFont(Theme::textFont(13));
        painter->setPen(theme_.color(Token::Text));
        const QString title = painter->fontMetrics().elidedText(command.title, Qt::ElideRight, area.width());
        painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter, title);
        area.setLeft(area.left() + painter->fontMetrics().horizontalAdvance(title) + 10);
        painter->setFont(Theme::textFont(11));
        painter->setPen(theme_.color(Token::Muted));
        painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(command.detail, Qt::ElideRight, area.width()));
        painter->restore();
    }

private:
    const Theme& theme_;
    const Items& items_;
};

CommandPalette::CommandPalette(const Theme& theme, QWidget* parent)
    : QFrame(parent), items_(new Items(this)), field_(new QLineEdit(this)), list_(new QListView(this)) {
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(tr("Command palette"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 6);
    layout->setSpacing(4);
    layout->addWidget(field_);
    layout->addWidget(list_);
    field_->setPlaceholderText(tr("Panels, symbols, operations, settings"));
    field_->setAccessibleName(tr("Search commands"));
    list_->setModel(items_);
    list_->setItemDelegate(new Painter(theme, *items_, this));
    list_->setUniformItemSizes(true);
    list_->setMouseTracking(true);
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setAccessibleName(tr("Matching commands"));
    field_->installEventFilter(this);
    parent->installEventFilter(this);
    connect(field_, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(list_, &QListView::clicked, this, &CommandPalette::runCurrent);
    hide();
}

void CommandPalette::open(const QString& query) {
    before_ = window()->focusWidget();
    commands_ = source_ ? source_() : QVector<Command>();
    place();
    {
        const QSignalBlocker quiet(field_);
        field_->setText(query);
    }
    search();
    show();
    raise();
    field_->setFocus(Qt::ShortcutFocusReason);
    field_->selectAll();
}

void CommandPalette::place() {
    const int wide = std::min(kWidth, parentWidget()->width() - 40);
    setGeometry((parentWidget()->width() - wide) / 2, 72, wide, 56 + kRow * kRows);
}

void CommandPalette::search() {
    items_->show(commands_, matchCommands(commands_, field_->text(), kMostShown, recent_));
    list_->setCurrentIndex(items_->index(0, 0));
}

void CommandPalette::move(int rows) {
    const int last = items_->rowCount({}) - 1;
    const int row = std::clamp(list_->currentIndex().row() + rows, 0, std::max(0, last));
    list_->setCurrentIndex(items_->index(row, 0));
}

void CommandPalette::runCurrent() {
    const int row = list_->currentIndex().row();
    if (row < 0 || row >= items_->shown().size()) return;
    const auto run = items_->shown()[row].run;
    const QString key = items_->shown()[row].key();
    recent_.removeAll(key);
    recent_.prepend(key);
    if (recent_.size() > kMostRecent) recent_.removeLast();
    dismiss();
    if (run) run();
}

void CommandPalette::dismiss() {
    hide();
    if (before_) before_->setFocus(Qt::OtherFocusReason);
}

QStringList CommandPalette::shownTitles() const {
    QStringList result;
    for (const Command& command : items_->shown())
        result.append(command.title);
    return result;
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget()) {
        if (event->type() == QEvent::Resize && isVisible()) place();
    } else if (event->type() == QEvent::FocusOut) {
        hide();
    } else if (event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Down:
            move(1);
            return true;
        case Qt::Key_Up:
            move(-1);
            return true;
        case Qt::Key_PageDown:
            move(kRows);
            return true;
        case Qt::Key_PageUp:
            move(-kRows);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            runCurrent();
            return true;
        case Qt::Key_Escape:
            dismiss();
            return true;
        default:
            break;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace nautilus::ui
