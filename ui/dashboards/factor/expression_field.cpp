#include "ui/dashboards/factor/expression_field.h"

#include "ui/shell/theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QToolTip>

namespace nautilus::ui {
namespace {

constexpr int kLettersBeforeOffer = 2;
constexpr int kInsertRole = Qt::UserRole + 1;
constexpr int kPopupWidth = 520;

bool isCommand(const QKeyEvent& event, int key) {
    return event.key() == key && event.modifiers() == Qt::ControlModifier;
}

bool isEnter(const QKeyEvent& event) {
    return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
}

} // namespace

ExpressionField::ExpressionField(const Theme& theme, QWidget* parent)
    : QPlainTextEdit(parent), theme_(theme), completer_(new QCompleter(this)),
      offers_(new QStandardItemModel(this)) {
    setAccessibleName(tr("Factor expression"));
    setTabChangesFocus(true);
    setFont(Theme::figureFont(13));
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    completer_->setWidget(this);
    completer_->setModel(offers_);
    completer_->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    completer_->popup()->setFont(Theme::figureFont(12));
    completer_->popup()->setAccessibleName(tr("What the word may become"));
    connect(completer_, qOverload<const QModelIndex&>(&QCompleter::activated), this,
            [this](const QModelIndex& index) { insertChosen(index.data(kInsertRole).toString()); });
    connect(&theme_, &Theme::changed, this, &ExpressionField::underline);
}

bool ExpressionField::completing() const {
    return completer_->popup()->isVisible();
}

QStringList ExpressionField::complete() {
    offers_->clear();
    QStringList names;
    if (!language_) return names;
    const WordAt word = wordBefore(toPlainText(), textCursor().position());
    word_begin_ = word.begin;
    for (const LanguageEntry& each : language_->completions(word.text)) {
        auto* item = new QStandardItem(each.signature + QStringLiteral("    ") + each.meaning);
        item->setData(each.insert, kInsertRole);
        item->setToolTip(each.meaning);
        offers_->appendRow(item);
        names.append(each.name);
    }
    if (names.isEmpty()) {
        completer_->popup()->hide();
        return names;
    }
    QRect place = cursorRect();
    place.setWidth(std::min(kPopupWidth, std::max(240, width())));
    completer_->complete(place);
    completer_->popup()->setCurrentIndex(offers_->index(0, 0));
    return names;
}

void ExpressionField::insertChosen(const QString& text) {
    QTextCursor cursor = textCursor();
    const QChar next = document()->characterAt(cursor.position());
    cursor.setPosition(word_begin_, QTextCursor::KeepAnchor);
    // A bracket that is there already is not written twice.
    cursor.insertText(text.endsWith(QLatin1Char('(')) && next == QLatin1Char('(') ? text.chopped(1) : text);
    setTextCursor(cursor);
}

bool ExpressionField::takeKey(const QKeyEvent& event) {
    if (isCommand(event, Qt::Key_Space)) {
        complete();
        return true;
    }
    if (isEnter(event) && event.modifiers() == Qt::ControlModifier) {
        completer_->popup()->hide();
        Q_EMIT evaluateAsked();
        return true;
    }
    if (isCommand(event, Qt::Key_S)) {
        Q_EMIT saveAsked();
        return true;
    }
    return false;
}

void ExpressionField::keyPressEvent(QKeyEvent* event) {
    if (takeKey(*event)) return event->accept();
    if (completing()) { // these belong to the list
        if (event->key() == Qt::Key_Tab || isEnter(*event)) {
            insertChosen(completer_->popup()->currentIndex().data(kInsertRole).toString());
            completer_->popup()->hide();
            return event->accept();
        }
        if (event->key() == Qt::Key_Escape) {
            completer_->popup()->hide();
            return event->accept();
        }
    }
    QPlainTextEdit::keyPressEvent(event);
    const QString typed = event->text();
    const WordAt word = wordBefore(toPlainText(), textCursor().position());
    const bool grows = !typed.isEmpty() && (typed[0].isLetterOrNumber() || typed[0] == QLatin1Char('_'));
    const bool shrinks = event->key() == Qt::Key_Backspace && completing();
    const bool letters = !word.text.isEmpty() && !word.text[0].isDigit();
    if ((grows || shrinks) && letters && word.text.size() >= kLettersBeforeOffer)
        complete();
    else
        completer_->popup()->hide();
}

bool ExpressionField::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (isCommand(*key, Qt::Key_S) || isCommand(*key, Qt::Key_Space)) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int at = cursorForPosition(help->pos()).position();
        QString text;
        for (const TextFault& each : std::as_const(faults_))
            if (at >= each.begin && at <= each.end) text = each.message;
        const LanguageEntry* known = nullptr;
        if (text.isEmpty() && language_) {
            QTextCursor word = cursorForPosition(help->pos());
            word.select(QTextCursor::WordUnderCursor);
            known = language_->find(word.selectedText());
        }
        if (known) text = known->signature + QStringLiteral("\n") + known->meaning;
        QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QPlainTextEdit::event(event);
}

void ExpressionField::setFaults(const QVector<TextFault>& faults) {
    faults_ = faults;
    underline();
}

void ExpressionField::underline() {
    QList<QTextEdit::ExtraSelection> marks;
    const int length = static_cast<int>(toPlainText().size());
    for (const TextFault& each : std::as_const(faults_)) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = textCursor();
        mark.cursor.setPosition(std::min(each.begin, length));
        mark.cursor.setPosition(std::min(each.end, length), QTextCursor::KeepAnchor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(theme_.color(Token::Error));
        marks.append(mark);
    }
    setExtraSelections(marks);
}

} // namespace nautilus::ui
