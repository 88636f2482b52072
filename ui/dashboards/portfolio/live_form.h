#pragma once
// A form that is answered while it is edited: at once while a slider is held, with at most one question under
// way and the last one winning, else a moment after the edit.

#include <QObject>
#include <QTimer>

namespace nautilus::ui {

class Panel;
class PointerForm;

class LiveForm : public QObject {
    Q_OBJECT
public:
    LiveForm(PointerForm& form, Panel& panel);

    /// A slider is held.
    [[nodiscard]] bool live() const { return live_; }
    /// For Panel::request(): false while a slider is held and an answer is still awaited; the panel is asked
    /// again when it is in.
    [[nodiscard]] bool mayAsk();
    /// The question is on its way.
    void asked();
    void answered();
    /// As answered(), once the failure has been told.
    void refused();
    /// Waits no longer for the end of an edit.
    void askNow();

Q_SIGNALS:
    /// Before the panel is asked again.
    void edited();

private:
    void askLive();

    Panel& panel_;
    QTimer soon_;
    bool live_ = false;
    bool under_way_ = false;
    bool again_ = false; ///< the form has changed since it was asked for
};

} // namespace nautilus::ui
