#include "ui/dashboards/portfolio/live_form.h"

#include "ui/dialogs/pointer_form.h"
#include "ui/shell/panel.h"

namespace nautilus::ui {
namespace {

constexpr int kSoonMs = 250;

} // namespace

LiveForm::LiveForm(PointerForm& form, Panel& panel) : QObject(&panel), panel_(panel) {
    soon_.setSingleShot(true);
    soon_.setInterval(kSoonMs);
    connect(&soon_, &QTimer::timeout, &panel, &Panel::refresh);
    connect(panel.cover(), &StateCover::cancelled, this, [this] { under_way_ = again_ = false; });
    connect(&form, &PointerForm::edited, this, [this](const QString&, bool live) {
        Q_EMIT edited();
        if (!live) return soon_.start();
        soon_.stop();
        askLive();
    });
}

void LiveForm::askLive() {
    live_ = true;
    panel_.refresh();
    live_ = false;
}

bool LiveForm::mayAsk() {
    if (!live_ || !under_way_) return true;
    again_ = true; // at most one is under way; the last one wins
    return false;
}

void LiveForm::asked() {
    under_way_ = true;
    again_ = false;
}

void LiveForm::answered() {
    under_way_ = false;
    if (!again_) return;
    again_ = false;
    askLive();
}

void LiveForm::refused() {
    QTimer::singleShot(0, this, &LiveForm::answered);
}

void LiveForm::askNow() {
    soon_.stop();
    panel_.refresh();
}

} // namespace nautilus::ui
