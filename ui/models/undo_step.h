#pragma once
// A step of the undo list made of two functions.

#include <QUndoCommand>

#include <functional>

namespace nautilus::ui {

class UndoStep : public QUndoCommand {
public:
    /// `forth` runs at once when the step is pushed, and again at each redo.
    UndoStep(const QString& what, std::function<void()> forth, std::function<void()> back)
        : QUndoCommand(what), forth_(std::move(forth)), back_(std::move(back)) {}
    void redo() override { forth_(); }
    void undo() override { back_(); }

private:
    std::function<void()> forth_;
    std::function<void()> back_;
};

} // namespace nautilus::ui
