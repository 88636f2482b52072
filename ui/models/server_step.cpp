#include "ui/models/server_step.h"

#include <QCoreApplication>

namespace nautilus::ui {

struct ServerStep::State {
    QUndoStack& stack;
    ServerStep* step; ///< null when it is gone
    Act forth, back;
    Say say;
    std::unique_ptr<QObject> context = std::make_unique<QObject>();
    bool busy = false;
    bool refused = false;
    bool is_done = true; ///< as the server has it
    bool wanted = true;  ///< as the list has it
};

ServerStep::ServerStep(QUndoStack& stack, const QString& what, Act forth, Act back, Say say)
    : QUndoCommand(what), state_(new State{stack, this, std::move(forth), std::move(back), std::move(say)}) {}

ServerStep::~ServerStep() {
    state_->step = nullptr;
    state_->context.reset();
}

void ServerStep::redo() {
    if (std::exchange(pushed_, true)) run(true);
}

void ServerStep::undo() {
    run(false);
}

void ServerStep::run(bool done) {
    state_->wanted = done;
    if (state_->refused) return setObsolete(true);
    if (state_->busy || state_->is_done == done) return;
    state_->busy = true;
    (done ? state_->forth
          : state_->back)(state_->context.get(), [state = state_, done](const QString& refusal) {
        if (!state->step) return;
        state->busy = false;
        if (refusal.isEmpty()) {
            state->is_done = done;
            if (state->wanted != done) state->step->run(state->wanted); // asked for while it was under way
            return;
        }
        state->refused = true;
        state->say(refusal);
        QUndoStack& stack = state->stack; // walking over it takes it off
        if (stack.command(stack.index()) == state->step)
            stack.redo();
        else if (stack.index() > 0 && stack.command(stack.index() - 1) == state->step)
            stack.undo();
    });
}

} // namespace nautilus::ui
