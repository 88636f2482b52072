#pragma once
// A step of the undo list whose work a server does: it is asked, and may refuse. What it refuses has not
// happened, so the step leaves the list and the reason is said.

#include <QObject>
#include <QUndoStack>

#include <functional>
#include <memory>

namespace nautilus::ui {

class ServerStep : public QUndoCommand {
public:
    /// Told with an empty text when it was done, else with the reason why not.
    using Told = std::function<void(const QString& refusal)>;
    /// Asks the server; `context` dies with the step, and with it the answer.
    using Act = std::function<void(QObject* context, const Told& told)>;
    using Say = std::function<void(const QString&)>;

    /// The step has been done when it is pushed; `forth` runs at each redo.
    ServerStep(QUndoStack& stack, const QString& what, Act forth, Act back, Say say);
    ~ServerStep() override;
    void redo() override;
    void undo() override;

private:
    struct State;
    void run(bool done);

    std::shared_ptr<State> state_;
    bool pushed_ = false;
};

} // namespace nautilus::ui
