#include "ui/dialogs/start_window.h"

#include <QApplication>
#include <QLabel>
#include <QProgressBar>
#include <QTextStream>
#include <QVBoxLayout>

namespace nautilus::ui {

StartWindow::StartWindow() : what_(new QLabel(tr("Opening"), this)), bar_(new QProgressBar(this)) {
    theme_.apply(*qApp);
    setWindowTitle(tr("Nautilus Workstation"));
    setAccessibleName(tr("Start of Nautilus Workstation"));
    auto* title = new QLabel(tr("Nautilus Workstation"), this);
    title->setFont(Theme::textFont(22, 600));
    bar_->setRange(0, 100);
    bar_->setTextVisible(false);
    bar_->setAccessibleName(tr("Progress of the start"));
    what_->setProperty("tone", QStringLiteral("muted"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(32, 28, 32, 28);
    column->setSpacing(12);
    column->addWidget(title);
    column->addWidget(bar_);
    column->addWidget(what_);
    resize(440, 140);
}

void StartWindow::show(double fraction, const QString& what) {
    bar_->setValue(static_cast<int>(fraction * 100));
    what_->setText(what);
}

int StartWindow::fail(const QString& why) {
    QTextStream(stderr) << why << Qt::endl;
    if (!isVisible()) return 1;
    bar_->hide();
    what_->setText(why);
    what_->setWordWrap(true);
    QApplication::exec();
    return 1;
}

} // namespace nautilus::ui
