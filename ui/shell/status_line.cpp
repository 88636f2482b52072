#include "ui/shell/status_line.h"

#include "ui/models/job_words.h"
#include "ui/models/number_format.h"
#include "ui/shell/title_line.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QPainter>
#include <QProgressBar>
#include <QTimeZone>
#include <QToolButton>

namespace nautilus::ui {
namespace {

constexpr int kPollMs = 5000;
constexpr int kMessageMs = 6000;
constexpr int kMark = 7;

Token stateToken(const QString& state) {
    const QString lower = state.toLower();
    if (lower == QLatin1String("healthy") || lower == QLatin1String("running")) return Token::Good;
    if (lower == QLatin1String("error") || lower == QLatin1String("unhealthy") ||
        lower == QLatin1String("stopped"))
        return Token::Error;
    return Token::Warn;
}

} // namespace

StatusLine::StatusLine(Desk& desk, QWidget* parent)
    : QWidget(parent), desk_(desk), marks_(new QLabel(this)), summary_(new QLabel(this)),
      as_of_(new QLabel(this)), message_(new ElidedLabel(this)), job_(new QToolButton(this)),
      progress_(new QProgressBar(this)), cancel_(new QToolButton(this)), address_(new QLabel(this)),
      clock_(new QLabel(this)) {
    setObjectName(QStringLiteral("statusLine"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(26);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 0, 10, 0);
    layout->setSpacing(12);
    for (QWidget* widget :
         {static_cast<QWidget*>(marks_), static_cast<QWidget*>(summary_), static_cast<QWidget*>(as_of_)})
        layout->addWidget(widget);
    layout->addWidget(message_, 1);
    for (QWidget* widget :
         {static_cast<QWidget*>(job_), static_cast<QWidget*>(progress_), static_cast<QWidget*>(cancel_),
          static_cast<QWidget*>(address_), static_cast<QWidget*>(clock_)})
        layout->addWidget(widget);
    progress_->setFixedWidth(90);
    progress_->setRange(0, 1000);
    progress_->setTextVisible(false);
    progress_->setAccessibleName(tr("Progress of the running job"));
    cancel_->setText(tr("Cancel"));
    cancel_->setAccessibleName(tr("Cancel the running job"));
    job_->setAccessibleName(tr("Jobs"));
    job_->setToolTip(tr("Open the job drawer (Ctrl+J)"));
    address_->setText(desk_.link.address());
    address_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    address_->setToolTip(tr("The same operations over HTTP; the token is in the token file"));
    connect(job_, &QToolButton::clicked, this, &StatusLine::drawerToggled);
    connect(cancel_, &QToolButton::clicked, this, [this] {
        const auto active = desk_.jobs.active();
        if (!active.isEmpty())
            desk_.link.call(QStringLiteral("app.job_cancel"), {{QStringLiteral("job_id"), active.first().id}},
                            this, [](const LinkReply&) {});
    });
    connect(&desk_.jobs, &JobStore::changed, this, &StatusLine::showJobs);
    connect(&desk_.theme, &Theme::changed, this, &StatusLine::drawMarks);
    connect(&second_, &QTimer::timeout, this, &StatusLine::tick);
    connect(&poll_, &QTimer::timeout, this, &StatusLine::poll);
    message_timer_.setSingleShot(true);
    connect(&message_timer_, &QTimer::timeout, message_, &QLabel::clear);
    second_.start(1000);
    poll_.start(kPollMs);
    tick();
    showJobs();
}

void StatusLine::tick() {
    const QDateTime now = QDateTime::currentDateTime();
    clock_->setText(now.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss ")) + now.timeZoneAbbreviation());
}

void StatusLine::showMessage(const QString& text) {
    message_->setText(text);
    message_timer_.start(kMessageMs);
}

void StatusLine::setDataAsOf(const QString& date) {
    as_of_->setText(date.isEmpty() ? QString() : tr("data as of %1").arg(date.left(10)));
}

void StatusLine::poll() {
    desk_.link.call(QStringLiteral("app.engines"), {}, this,
                    [this](const LinkReply& reply) { readEngines(reply); });
}

void StatusLine::readEngines(const LinkReply& reply) {
    engines_.clear();
    const QJsonObject answer = reply.envelope.value(QStringLiteral("data")).toObject();
    const QJsonObject engines = answer.value(QStringLiteral("engine_status")).toObject();
    for (auto it = engines.begin(); it != engines.end(); ++it)
        engines_.append({it.key(), it->toObject().value(QStringLiteral("status")).toString()});
    if (const bool there = reply.status != 0; there != there_) {
        there_ = there;
        Q_EMIT connectionChanged(there);
    }
    if (!reply.ok())
        summary_->setText(tr("no connection"));
    else
        summary_->setText(tr("%1 of %2 engines")
                              .arg(answer.value(QStringLiteral("engines_healthy")).toInt())
                              .arg(answer.value(QStringLiteral("engines_total")).toInt()));
    const QJsonObject metadata = reply.envelope.value(QStringLiteral("metadata")).toObject();
    const QString as_of = metadata.value(QStringLiteral("data_as_of")).toString();
    if (!as_of.isEmpty()) setDataAsOf(as_of);
    drawMarks();
}

QString StatusLine::engineSummary() const {
    return summary_->text();
}

void StatusLine::drawMarks() {
    const int count = static_cast<int>(std::max<qsizetype>(1, engines_.size()));
    const qreal ratio = std::max(2.0, devicePixelRatioF());
    QPixmap image((QSizeF(count * (kMark + 3), kMark) * ratio).toSize());
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    QStringList lines;
    if (engines_.isEmpty()) painter.fillRect(0, 0, kMark, kMark, desk_.theme.color(Token::Faint));
    for (int i = 0; i < engines_.size(); ++i) {
        painter.fillRect(i * (kMark + 3), 0, kMark, kMark, desk_.theme.color(stateToken(engines_[i].second)));
        lines.append(QStringLiteral("%1: %2").arg(engines_[i].first, engines_[i].second));
    }
    painter.end();
    marks_->setPixmap(image);
    marks_->setToolTip(lines.join(QLatin1Char('\n')));
    marks_->setAccessibleName(lines.join(QStringLiteral("; ")));
}

void StatusLine::showJobs() {
    const auto active = desk_.jobs.active();
    const bool running = !active.isEmpty();
    progress_->setVisible(running);
    cancel_->setVisible(running);
    if (!running) {
        job_->setText(tr("no jobs running"));
        return;
    }
    const JobInfo& job = active.first();
    progress_->setValue(static_cast<int>(job.progress * 1000));
    const QString more = active.size() > 1 ? tr(" +%1").arg(active.size() - 1) : QString();
    const QString done = formatNumber(job.progress * 100.0, 0) + QStringLiteral("\u00A0%");
    job_->setText(QStringLiteral("%1  %2%3").arg(jobTitle(job.kind), done, more));
    progress_->setToolTip(job.message);
}

} // namespace nautilus::ui
